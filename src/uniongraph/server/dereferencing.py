"""The IRIs of the data, followed: for a person the page of the thing, for a program what is said of it.

An IRI below the base is answered at its own path, whatever the host; ``/resource?iri=`` answers for every IRI of the data.
``Accept`` chooses among page and files, or a suffix of the path does (``.ttl``); an IRI that ends in a suffix itself is
first of all that IRI.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from uniongraph import iris
from uniongraph.errors import NothingThere, PagesElsewhere, ParameterError
from uniongraph.pages import CHINESE, CITATIONS, SUFFIXES
from uniongraph.pages.views import View
from uniongraph.server import negotiation, protocol, records, service

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.types import Receive, Scope, Send

    from uniongraph.server.negotiation import Choice

__all__ = ["Things", "resource"]

_ALLOWED: Final = ("GET", "HEAD", "OPTIONS")
_ENDINGS: Final[Mapping[str, str]] = {**SUFFIXES, **CITATIONS, ".html": "html"}
"""What a path may end in besides the IRI, with the short name of the format that it asks for."""
_LONGEST: Final = 4_000
"""Characters of an IRI that is looked up."""
_NO_ESCAPE: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_FOREIGN: Final = re.compile("(?:%[89A-Fa-f][0-9A-Fa-f])+")
"""Escapes of characters beyond ASCII, which browsers write in the place of those an IRI holds."""


async def resource(request: Request) -> Response:
    """Answer for any IRI of the data, wherever it points: by ``iri=``, in the format of ``format=`` or of ``Accept``."""
    sent = protocol.pairs(request.scope["query_string"])
    said = protocol.single([each for each in sent if each[0] in {"iri", "format"}])
    try:
        iri = ox.NamedNode(_bounded(said.get("iri", ""), "the IRI")).value
    except ValueError:
        what = "is no absolute IRI" if said.get("iri") else "is missing"
        raise ParameterError(
            f"iri={said.get('iri', '')[:200]}: the IRI of the thing {what}",
            parameter="iri",
            expected="an absolute IRI",
            example=f"{service.of(request).base}id/catalog",
        ) from None
    try:
        return await _answered(request, iri, said)
    except NothingThere:
        await service.of(request).look_back([iri])
        raise


class Things:
    """Answers, at every path that is no route, with the thing whose IRI has it; the router ends with this."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; HTTPException 404 where the data knows no such thing, 405 for another method than GET."""
        if scope["type"] != "http":
            raise HTTPException(404)
        request = Request(scope, receive)
        response = await _respond(request)
        await response(scope, receive, send)


async def _respond(request: Request) -> Response:
    path = _path(request)
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(_ALLOWED)})
    asked = protocol.single(
        [each for each in protocol.pairs(request.scope["query_string"]) if each[0] == "format"]
    )
    readings = dict(_readings(request, path))
    for iri, form in readings.items():
        try:
            return await _answered(request, iri, {**asked, **({"format": form} if form else {})})
        except PagesElsewhere:
            raise
        except NothingThere:
            continue
    _decoded(path)
    await service.of(request).look_back(readings)
    raise HTTPException(404)


def _path(request: Request) -> str:
    """Return the path below the mount as it was sent; HTTPException 400 or 414 where it is none that an IRI could have."""
    try:
        sent: str = request.scope["raw_path"].decode().partition("?")[0]
    except UnicodeDecodeError:
        raise HTTPException(400, "the path is not UTF-8") from None
    if _NO_ESCAPE.search(sent):
        raise HTTPException(
            400, "the path has a percent sign that begins no escape: a percent sign itself is %25"
        )
    return _bounded(sent.removeprefix(service.root(request)).removeprefix("/"), "the path")


def _bounded(said: str, what: str) -> str:
    if len(said) > _LONGEST:
        raise HTTPException(414, f"{what} is longer than {_LONGEST:,} characters")
    return said


def _decoded(path: str) -> str:
    try:
        return unquote(path, errors="strict")
    except UnicodeDecodeError:
        raise HTTPException(400, "the escapes of the path are not UTF-8") from None


def _readings(request: Request, path: str) -> Iterator[tuple[str, str | None]]:
    """Yield the IRIs that a path may stand for, each with the format its suffix names: first those without a suffix."""
    for iri in _iris(request, path):
        yield iri, None
    for ending, form in _ENDINGS.items():
        if path.endswith(ending):
            for iri in _iris(request, path.removesuffix(ending)):
                yield iri, form


def _iris(request: Request, path: str) -> Iterator[str]:
    """Yield the IRIs of a path: as it was sent, with its Chinese, and decoded; below the base of the data and below ours."""
    beyond = _FOREIGN.sub(lambda found: unquote(found[0], errors="surrogateescape"), path)
    spellings = dict.fromkeys((path, beyond, unquote(path, errors="surrogateescape")))
    for base in dict.fromkeys((service.of(request).base, iris.BASE)):
        for each in spellings:
            try:
                yield ox.NamedNode(base + each).value
            except ValueError:  # UnicodeEncodeError too
                continue


async def _answered(request: Request, iri: str, asked: Mapping[str, str]) -> Response:
    """Answer for an IRI, as page or as file; NothingThere where the data knows none such, HTTPException 405 or 406."""
    if request.method not in _ALLOWED:
        await _made(request, View("known", iri, CHINESE, service.of(request).base))
        raise HTTPException(405, headers={"Allow": ", ".join(_ALLOWED)})
    try:
        choice = negotiation.choose_thing(request.headers.get("accept", "*/*"), asked)
    except (HTTPException, ParameterError):
        await _made(request, View("known", iri, CHINESE, service.of(request).base))
        raise
    response = await (
        service.shown(request, "thing", iri) if choice.name == "html" else _file(request, iri, choice)
    )
    response.headers["Link"] = _links(request, iri)
    return response


async def _file(request: Request, iri: str, choice: Choice) -> Response:
    served = service.of(request)
    records.of(request.scope).format = choice.name
    if choice.name in CITATIONS.values():
        frame = service.frame(request)
        view = View(
            "citation",
            iri,
            CHINESE,
            served.base,
            served.release_id,
            format=choice.name,
            day=frame.day,
            dataset=frame.dataset,
            licence=frame.licence,
        )
    else:
        view = View("statements", iri, CHINESE, served.base, format=choice.name)
    content, cut = await _made(request, view)
    headers = protocol.headers(choice, _filename(iri))
    headers["Vary"] = "Accept, Accept-Language"
    if cut is not None:
        headers[protocol.TRUNCATED] = cut
    return Response(content, headers=headers)


async def _made(request: Request, view: View) -> tuple[bytes, str | None]:
    return await protocol.while_there(request, service.of(request).made(view))


def _filename(iri: str) -> str:
    """Return what a file about a thing is called: what its IRI ends in, as every system takes it."""
    local = re.split("[/#]", iri.rstrip("/#"))[-1]
    return re.sub("[^A-Za-z0-9._-]+", "-", local)[:100].strip("-.") or "thing"


def _links(request: Request, iri: str) -> str:
    """Return the Link header (RFC 8288) of an answer about a thing: its other forms, its own address, its licence."""
    frame = service.frame(request)
    to = frame.to
    found = [
        f'<{address}>; rel="alternate"; type="{media_type}"' for address, media_type, _ in to.alternates(iri)
    ]
    turtle = to.file(iri, ".ttl")
    found.append(f'<{turtle}>; rel="describedby"; type="text/turtle"')
    if to.inside(iri):
        found.append(f'<{quote(iri, safe=_SAFE)}>; rel="canonical"')
    if frame.licence:
        found.append(f'<{quote(frame.licence, safe=_SAFE)}>; rel="license"')
    return ", ".join(found)


_SAFE: Final = "%/:?#[]@!$&'()*+,;=~"
