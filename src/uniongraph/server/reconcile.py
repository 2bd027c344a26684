"""``/reconcile``: the W3C's Reconciliation Service API 0.2 over HTTP, as OpenRefine and others speak it.

Without parameters the manifest; ``queries=``, ``extend=`` and the single ``query=`` of version 0.1 by GET or as a form.
Parameters that are not known are passed over, for clients send some of their own. What a GET answers can be had as a
script (JSONP) by ``callback=``; such an answer is not kept, for each names a function of its own.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from uniongraph import reconciling
from uniongraph.errors import ParameterError
from uniongraph.pages.glimpses import FRAMED
from uniongraph.pages.views import View
from uniongraph.server import protocol, records, service

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from starlette.requests import Request

    Respond = Callable[[Request], Awaitable[Response]]

__all__ = ["ROUTES"]

_ASKING: Final = ("queries", "query", "extend")
"""The parameters by which the endpoint is asked something."""
_CALLBACK: Final = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*(?:\.[A-Za-z_$][A-Za-z0-9_$]*)*")
_LONGEST: Final = 128
"""Characters of the name of a callback."""
_NOT_IN_SCRIPTS: Final = {0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What JSON may hold as it is, and a script may not."""


async def _endpoint(request: Request) -> Response:
    """Answer a batch of queries, a single query or a data extension query; without any of them give the manifest."""
    sent = _sent(request)
    if request.method == "POST":
        sent += await protocol.form(request)
    said = protocol.single([each for each in sent if each[0] in _ASKING])
    if len(said) > 1:
        raise HTTPException(400, f"the request has {' and '.join(said)}: it takes one of them")
    for service_, text in said.items():
        records.of(request.scope).text = text
        reconciling.check(service_, text)
        return await _answered(request, service_, said)
    if request.method == "POST":
        raise HTTPException(400, f"the form has none of the fields {', '.join(_ASKING)}")
    return await _manifest(request)


async def _manifest(request: Request) -> Response:
    types = json.loads(await _made(request, "reconcile", "types"))
    site = str(request.base_url).rstrip("/")
    found = reconciling.manifest(site, service.of(request).base, types)
    return _told(request, json.dumps(found, ensure_ascii=False))


def _service(name: str, *known: str) -> Respond:
    """Return what answers by one of the services, which knows these parameters."""

    async def respond(request: Request) -> Response:
        said = protocol.single([each for each in _sent(request) if each[0] in known])
        return await _answered(request, name, said)

    return respond


def _flyout(kind: str) -> Respond:
    """Return what gives the parts of pages about things, types or properties."""

    async def respond(request: Request) -> Response:
        content = await _made(request, "flyout", _id(_sent(request)), kind=kind)
        return _told(request, content.decode())

    return respond


async def _preview(request: Request) -> Response:
    """Show the small page of a thing, which others may show in a frame."""
    id_ = _id(protocol.pairs(request.scope["query_string"]))
    records.of(request.scope).format = "html"
    made = service.frame(request)
    content = await _made(request, "preview", id_)
    response = service.page(content.decode(), policy=FRAMED)
    response.headers["Content-Language"] = made.language
    return response


def _id(sent: list[tuple[str, str]]) -> str:
    said = protocol.single([each for each in sent if each[0] == "id"]).get("id")
    if said is None:
        raise ParameterError(
            "the identifier is missing",
            parameter="id",
            expected="what stands behind id/ in an IRI",
            example="place/cn-310104",
            source="parameter id",
        )
    return said


def _sent(request: Request) -> list[tuple[str, str]]:
    """Return the fields of an address; what is wrong with a request is told as JSON from here on."""
    record = records.of(request.scope)
    record.speaks_json, record.format = True, "json"
    return protocol.pairs(request.scope["query_string"])


async def _answered(request: Request, name: str, said: Mapping[str, str]) -> Response:
    _callback(request)
    return _told(request, (await _made(request, "reconcile", name, **said)).decode())


async def _made(request: Request, name: str, about: str, **values: str) -> bytes:
    """Return what a worker makes of a view."""
    served, frame = service.of(request), service.frame(request)
    view = View(
        name, about, frame.language, frame.to.base, frame.release, frame.to.root, values=tuple(values.items())
    )
    return await protocol.while_there(request, served.view(view))


def _told(request: Request, text: str) -> Response:
    """Return JSON as a response, or as a script that gives it to the function that ``callback=`` names."""
    name = _callback(request)
    if name is None:
        return Response(text, media_type="application/json", headers={"Vary": "Accept, Accept-Language"})
    script = f"/**/{name}({text.translate(_NOT_IN_SCRIPTS)});"
    return Response(script, media_type="application/javascript", headers={"Cache-Control": "no-store"})


def _callback(request: Request) -> str | None:
    """Return the name of a function that an answer is to be given to; ParameterError where it is none."""
    if request.method == "POST":
        return None
    sent = protocol.pairs(request.scope["query_string"])
    name = protocol.single([each for each in sent if each[0] == "callback"]).get("callback")
    if name is not None and (len(name) > _LONGEST or not _CALLBACK.fullmatch(name)):
        expected = f"the name of a function of a script, of at most {_LONGEST} characters"
        raise ParameterError(
            f"{name[:40]!r} is not {expected}",
            parameter="callback",
            expected=expected,
            example="jQuery.f1",
            source="parameter callback",
        )
    return name


ROUTES: Final[Sequence[tuple[str, Respond, Sequence[str]]]] = (
    ("/reconcile", _endpoint, ("GET", "POST")),
    ("/reconcile/suggest/entity", _service("suggest/entity", "prefix", "cursor", "type"), ("GET",)),
    ("/reconcile/suggest/type", _service("suggest/type", "prefix", "cursor"), ("GET",)),
    ("/reconcile/suggest/property", _service("suggest/property", "prefix", "cursor"), ("GET",)),
    *((f"/reconcile/flyout/{kind}", _flyout(kind), ("GET",)) for kind in reconciling.KINDS),
    ("/reconcile/extend/propose", _service("propose", "type", "limit"), ("GET",)),
    ("/reconcile/preview", _preview, ("GET",)),
)
"""Each address with what answers there, and the methods besides HEAD and OPTIONS."""
