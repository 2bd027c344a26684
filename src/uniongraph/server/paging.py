"""Pages of a prepared query: which rows are asked for, an answer of just these, and the links to the pages beside it.

A page asks for one row more than it shows, so it knows whether there is a next one before its first byte goes out, and
says so in ``Link`` (RFC 8288). A release does not change and its queries order their rows to the last, so pages fit
together without gap or overlap.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from uniongraph import sparql
from uniongraph.errors import ParameterError
from uniongraph.server import protocol, service
from uniongraph.server.results import Kept
from uniongraph.sparql import Cut, Limits
from uniongraph.workers import Ending, gathered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from uniongraph.queries import Query
    from uniongraph.server.negotiation import Choice
    from uniongraph.server.protocol import Question
    from uniongraph.workers import Answering

__all__ = ["FARTHEST", "MOST", "Page", "answer", "asked", "header", "links", "number", "question"]

MOST: Final = 10_000
"""Rows of a page at most: it is held whole. Whoever wants more in one piece leaves ``limit`` away."""
FARTHEST: Final = 10**12
"""The largest offset."""

_ENDS: Final[Mapping[str, bytes]] = {"json": b"]}}", "xml": b"</results></sparql>"}
"""What ends a table behind its last row, in the formats that have an end."""


@dataclass(frozen=True, slots=True)
class Page:
    """So many rows, all that there are where ``limit`` is None, from row ``offset`` on."""

    limit: int | None = None
    offset: int = 0

    def __bool__(self) -> bool:
        """Tell whether it is less than everything."""
        return self.limit is not None or self.offset > 0


def asked(query: Query, parameters: Mapping[str, str], most: int | None) -> Page:
    """Return the page that ``limit`` and ``offset`` ask for; ParameterError where there is none.

    ``most`` are the rows that the service gives in one answer, None where it does not bound them.
    """
    limit = number(parameters, "limit", 1, min(MOST, most or MOST))
    offset = number(parameters, "offset", 0, FARTHEST)
    if sparql.form(query.text) != "select" and (limit, offset) != (None, None):
        name = "offset" if limit is None else "limit"
        raise ParameterError(
            f"{query.name} answers with no table, so it has no pages",
            parameter=name,
            expected="nothing: only tables have pages",
            example="",
            source=f"parameter {name}",
        )
    return Page(limit, offset or 0)


def number(parameters: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    """Return a whole number among parameters, None where it is left out; ParameterError where it is none in these bounds."""
    said = parameters.get(name, "").strip()
    if not said:
        return None
    expected, example = f"a whole number from {least} to {most:,}", str(min(100, most))
    if not (said.isascii() and said.isdigit() and len(said) <= len(str(most)) and least <= int(said) <= most):
        raise ParameterError(
            f"{said[:40]!r} is not {expected}, such as {example}",
            parameter=name,
            expected=expected,
            example=example,
            source=f"parameter {name}",
        )
    return int(said)


def question(whole: Question, page: Page, *, more: int = 1) -> Question:
    """Return the question for the rows of a page, and for one more, which tells whether there is another page."""
    if not page:
        return whole
    limit = None if page.limit is None else page.limit + more
    part = sparql.part(whole.text, limit, page.offset)
    return replace(whole, text=part, whole=whole.text, rows=(page.offset, limit))


async def answer(
    request: Request,
    asked_for: Question,
    choice: Choice,
    page: Page,
    *,
    name: str,
    values: Mapping[str, str],
    timeout: float | None,
) -> Response:
    """Return the response that answers one page of a query's rows with these values, with links to those beside it."""
    part = question(asked_for, page)
    if page.limit is None:
        return await service.answer(request, part, choice, filename=name, timeout=timeout)
    limits = Limits(page.limit, service.of(request).limits.bytes)
    begun = await service.begun(request, part, choice, limits=limits, timeout=timeout)
    found = await protocol.while_there(request, _whole(begun))
    has_next = found.ending.cut == str(Cut(page.limit, "rows"))
    if has_next:
        found = Kept(found.body.removesuffix(b",") + _ENDS.get(choice.name, b""), Ending())
    response = await protocol.respond(request, found, choice, filename=name)
    beside = links(service.root(request), name, values, page, has_next=has_next)
    response.headers["Link"] = header(beside)
    return response


async def _whole(begun: Answering) -> Kept:
    """Return an answer once it has ended."""
    body = await gathered(begun)
    assert begun.ending is not None
    return Kept(body, begun.ending)


def links(root: str, name: str, values: Mapping[str, str], page: Page, *, has_next: bool) -> dict[str, str]:
    """Return the addresses of the pages beside this one by what they are to it (``first``, ``prev``, ``next``).

    ``values`` are what the request says besides its page; the service is mounted at ``root``.
    """
    assert page.limit is not None
    beside = {"first": 0}
    if page.offset:
        beside["prev"] = max(page.offset - page.limit, 0)
    if has_next:
        beside["next"] = page.offset + page.limit
    address = f"{quote(root)}/queries/{quote(name)}"
    return {
        relation: f"{address}?{urlencode({**values, 'limit': page.limit, 'offset': offset})}"
        for relation, offset in beside.items()
    }


def header(beside: Mapping[str, str]) -> str:
    """Return links as the value of a Link header."""
    return ", ".join(f'<{address}>; rel="{relation}"' for relation, address in beside.items())
