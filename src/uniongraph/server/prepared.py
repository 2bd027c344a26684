"""The page of a prepared query: form, answer or what is wrong, and how a program gets the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from uniongraph import pages, queries, sparql
from uniongraph.errors import QueryError
from uniongraph.pages import MAX_ROWS, Failure, Table, naming, tables
from uniongraph.server import choices, failures, paging, service
from uniongraph.server.paging import Page
from uniongraph.server.protocol import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from uniongraph.pages import Concepts
    from uniongraph.queries import Query
    from uniongraph.server.service import Service

__all__ = ["Asked", "bound", "page"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks of a prepared query: values for its parameters, a page of its rows, how much time.

    ``said`` is everything but the page, for links to other pages.
    """

    query: Query
    values: Mapping[str, str]
    page: Page
    timeout: float | None
    said: Mapping[str, str]


async def page(request: Request, asked: Asked) -> Response:
    """Return the page for people."""
    served, chosen = service.of(request), asked.query
    known = await choices.offered(served, chosen)
    # A page for people has no more rows than it shows, nor than the service gives in one answer.
    most = min(MAX_ROWS, served.limits.rows or MAX_ROWS)
    part = Page(min(asked.page.limit or most, most), asked.page.offset)
    question, found = None, None
    try:
        asked = replace(asked, values=choices.coded(chosen.parameters, asked.values, known))
        if asked.values or not any(each.required for each in chosen.parameters):
            question = await bound(served, asked)
            found = await _found(request, question, part, asked.timeout)
    except QueryError as error:
        found = failures.failure(error)
    beside: Mapping[str, str] = {}
    if isinstance(found, Table) and sparql.form(chosen.text) == "select":
        has_next = not found.complete and len(found.rows) == part.limit
        beside = paging.links(service.root(request), chosen.name, asked.said, part, has_next=has_next)
    text = pages.query(service.frame(request), _shown(request, asked, question, known), found, beside)
    response = service.page(text, found.status if isinstance(found, Failure) else 200)
    if beside:
        response.headers["Link"] = paging.header(beside)
    return response


async def _found(request: Request, question: Question, part: Page, timeout: float | None) -> Table | Failure:
    """Return the rows of a page, things called by their names."""
    if sparql.form(question.text) == "select":
        question = paging.question(question, part)
    found = await service.tabled(request, question, most=part.limit or MAX_ROWS, timeout=timeout)
    if isinstance(found, Failure):
        return found
    frame = service.frame(request)
    return await _named(service.of(request), found, frame)


async def _named(served: Service, found: Table, frame: pages.Frame) -> Table:
    """Return a table with the names of its things, and without where they cannot be had: the table is what was asked for."""
    names: Mapping[str, tables.Cell] = {}
    if things := tables.own(found, frame.to):
        text = naming.question(things)
        try:
            names = naming.chosen(
                await served.look_up(text, most=_NAMES, timeout=choices.PATIENCE), frame.language
            )
        except QueryError:
            names = {}
    return tables.labelled(found, names, frame.to)


_NAMES = 10 * naming.MOST
"""Names, in every language, of the things in one table."""


def _shown(request: Request, asked: Asked, question: Question | None, known: Concepts) -> pages.Shown:
    address = f"{request.base_url}queries/{quote(asked.query.name)}"
    return pages.Shown(
        asked.query,
        asked.values,
        known,
        text=question.text if question else asked.query.text,
        address=f"{address}?{urlencode(asked.values)}" if asked.values else address,
        view=asked.said.get("view", "table"),
    )


async def bound(served: Service, asked: Asked) -> Question:
    """Return the question that a query asks with the values given; ParameterError where one does not fit."""
    chosen, values = asked.query, asked.values
    schemes = {each.scheme for each in chosen.parameters if each.scheme and each.name in values}
    known = {scheme: {row[0] for row in await served.concepts(scheme)} for scheme in schemes}
    text = queries.bind(chosen, values, known=known.__getitem__)
    return Question(text, source=f"{chosen.name}.rq", sought=queries.sought(chosen, values))
