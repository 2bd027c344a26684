"""The IRIs of the data, followed: for a person the page of the thing, for a program what is said of it.

An IRI below the base is answered at its own path; a suffix (``.ttl``, see `pages.SUFFIXES`) names the format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from uniongraph import iris
from uniongraph.errors import NothingThere
from uniongraph.pages.views import View
from uniongraph.server import protocol, records, service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Receive, Scope, Send

__all__ = ["Things"]

_ALLOWED: Final = "GET, HEAD, OPTIONS"


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
    if request.method not in _ALLOWED:
        raise HTTPException(404)
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": _ALLOWED})
    for iri in _iris(request):
        try:
            return await _shown(request, "thing", iri)
        except NothingThere:
            continue
    raise HTTPException(404)


def _iris(request: Request) -> Iterator[str]:
    """Yield the IRIs that the path may stand for: as it was sent, and as it is decoded; below the base and below ours."""
    raw = request.scope["raw_path"].decode("ascii").partition("?")[0].removeprefix(service.root(request))
    for base in dict.fromkeys((service.of(request).base, iris.BASE)):
        for path in dict.fromkeys((raw, unquote(raw))):
            try:
                yield ox.NamedNode(base + path.removeprefix("/")).value
            except ValueError:
                continue


async def _shown(request: Request, name: str, about: str) -> Response:
    frame = service.frame(request)
    records.of(request.scope).format = "html"
    view = View(
        name,
        about,
        frame.language,
        frame.to.base,
        frame.release,
        frame.to.root,
        frame.here,
        frame.values,
        is_chosen=frame.to.language is not None,
    )
    text = await protocol.while_there(request, service.of(request).view(view))
    return service.page(text.decode())
