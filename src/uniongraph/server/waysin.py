"""The ways in: ``/`` the home page, ``/browse`` and what lies below it, ``/search``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uniongraph import labels
from uniongraph.errors import NothingThere, ParameterError
from uniongraph.server import api, protocol, service
from uniongraph.things import numbering

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["ROUTES", "home"]

_FARTHEST: Final = 1_000_000
"""The highest number of a page that is looked for."""


async def home(request: Request) -> Response:
    """Show the home page; of a service elsewhere the list of prepared queries."""
    try:
        return await service.shown(request, "home", "")
    except NothingThere:
        return await api.listed(request)


async def _browse(request: Request) -> Response:
    """Show by what one can browse, the values of one facet, or what there is of one value."""
    said = request.path_params
    _check_page(request)
    return await service.shown(
        request, "browse", "/".join(said[name] for name in ("facet", "value") if name in said)
    )


async def _search(request: Request) -> Response:
    """Show what is found for the words in ``q=``; ParameterError where they are too long."""
    _check_page(request)
    said = protocol.single(protocol.pairs(request.scope["query_string"]))
    text = said.get("q", "")
    if len(text) > labels.LONGEST:
        raise ParameterError(
            f"the text has {len(text):,} characters; it may have {labels.LONGEST}",
            parameter="q",
            expected=f"a text of at most {labels.LONGEST} characters",
            example="家政",
            source="parameter q",
        )
    return await service.shown(request, "search", "")


ROUTES: Final[Mapping[str, Callable[[Request], Awaitable[Response]]]] = {
    "/browse": _browse,
    "/browse/{facet}": _browse,
    "/browse/{facet}/{value:path}": _browse,
    "/search": _search,
}


def _check_page(request: Request) -> None:
    """Raise ParameterError where ``page=`` is no number of a page."""
    sent = protocol.pairs(request.scope["query_string"])
    said = protocol.single([each for each in sent if each[0] == "page"]).get("page", "1")
    if not 1 <= numbering.number(said, len(str(_FARTHEST))) <= _FARTHEST:
        expected = f"a whole number from 1 to {_FARTHEST:,}"
        raise ParameterError(
            f"{said[:40]!r} is not {expected}, such as 2",
            parameter="page",
            expected=expected,
            example="2",
            source="parameter page",
        )
