"""``/queries``: the prepared queries, ``/queries/NAME``: their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from uniongraph import pages, sparql
from uniongraph import queries as prepared
from uniongraph.errors import ParameterError, QueryError
from uniongraph.pages import MAX_ROWS, Failure, Table
from uniongraph.server import failures, listing, negotiation, paging, protocol, service
from uniongraph.server.paging import Page
from uniongraph.server.protocol import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request

    from uniongraph.pages import Concepts
    from uniongraph.queries import Query
    from uniongraph.server.service import Service

__all__ = ["index", "listed", "query"]


async def listed(request: Request) -> Response:
    """Show the page that lists the prepared queries, with a form for each."""
    served = service.of(request)
    concepts = await _concepts(served, served.queries.values())
    return service.page(pages.queries(service.frame(request), served.queries, concepts))


async def index(request: Request) -> Response:
    """List the prepared queries with their parameters: as JSON, or for a browser as a page with a form for each."""
    asked = protocol.single(protocol.pairs(request.scope["query_string"])).get("format", "")
    if asked not in {"", "json", "html"}:
        raise ParameterError(
            f"format={asked[:40]}: the list can be had as json, html",
            parameter="format",
            expected="one of json, html",
            example="json",
        )
    accept = request.headers.get("accept", "*/*")
    liked = negotiation.best(accept, ["application/json", negotiation.HTML])
    if asked == "html" or (not asked and liked == negotiation.HTML):
        return await listed(request)
    served = service.of(request)
    found = listing.listed(served.queries.values(), root=service.root(request), release=served.release_id)
    return JSONResponse(found, headers={"Vary": "Accept"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a request asks of a prepared query: values for its parameters, a page of its rows, how much time.

    ``said`` is everything but the page, for links to other pages.
    """

    query: Query
    values: Mapping[str, str]
    page: Page
    timeout: float | None
    said: Mapping[str, str]


async def query(request: Request) -> Response:
    """Answer with what a prepared query finds, its SPARQL source, or for a browser a page with form and answer."""
    served, accept = service.of(request), request.headers.get("accept", "*/*")
    name: str = request.path_params["name"]
    try:
        chosen = prepared.find(served.queries, name.removesuffix(".rq"))
    except QueryError as error:
        raise HTTPException(404, error.message) from None
    values = protocol.single(protocol.pairs(request.scope["query_string"]))
    page = paging.asked(chosen, values, served.limits.rows)
    said = {each: value for each, value in values.items() if each not in {"limit", "offset"}}
    given = {each: value for each, value in said.items() if each not in {"format", "timeout", "lang"}}
    asked = _Asked(chosen, given, page, protocol.timeout(said), said)
    form, named = sparql.form(chosen.text), {"format": said.get("format", "")}
    if name != chosen.name or negotiation.wants_source(form, accept, named):
        return await _source(served, asked)
    choice = negotiation.choose(form, accept, named, html=True)
    if choice.name == "html":
        return await _page(request, asked)
    question = await _bound(served, asked)
    if page:
        return await paging.answer(
            request, question, choice, page, name=chosen.name, values=said, timeout=asked.timeout
        )
    return await service.answer(request, question, choice, filename=chosen.name, timeout=asked.timeout)


async def _source(served: Service, asked: _Asked) -> Response:
    """Return a query as its file has it, or as it is run with what the request gives."""
    text, page = asked.query.text, asked.page
    if asked.values:
        text = (await _bound(served, asked)).text
    if page:
        text = sparql.part(text, page.limit, page.offset)
    disposition = f'inline; filename="{asked.query.name}.rq"'
    headers = {"Vary": "Accept", "Content-Disposition": disposition}
    return Response(text, media_type=negotiation.SOURCE, headers=headers)


async def _page(request: Request, asked: _Asked) -> Response:
    served, root, chosen = service.of(request), service.root(request), asked.query
    # A page for people has no more rows than it shows, nor than the service gives in one answer.
    most = min(MAX_ROWS, served.limits.rows or MAX_ROWS)
    page = Page(min(asked.page.limit or most, most), asked.page.offset)
    found: Table | Failure | None = None
    if asked.values or not any(each.required for each in chosen.parameters):
        try:
            question = await _bound(served, asked)
            if sparql.form(chosen.text) == "select":
                question = paging.question(question, page)
            found = await service.tabled(
                request, question, most=page.limit or MAX_ROWS, timeout=asked.timeout
            )
        except QueryError as error:
            found = failures.failure(error)
    beside: Mapping[str, str] = {}
    if isinstance(found, Table) and sparql.form(chosen.text) == "select":
        has_next = not found.complete and len(found.rows) == page.limit
        beside = paging.links(root, chosen.name, asked.said, page, has_next=has_next)
    concepts = await _concepts(served, [chosen])
    text = pages.query(
        service.frame(request), chosen, asked.values, concepts=concepts, found=found, beside=beside
    )
    response = service.page(text, found.status if isinstance(found, Failure) else 200)
    if beside:
        response.headers["Link"] = paging.header(beside)
    return response


async def _concepts(served: Service, queries: Iterable[Query]) -> Concepts:
    """Return the concepts to choose from in the forms of these queries."""
    schemes = {each.scheme for query in queries for each in query.parameters if each.scheme}
    return {scheme: await served.concepts(scheme) for scheme in sorted(schemes)}


async def _bound(served: Service, asked: _Asked) -> Question:
    chosen, values = asked.query, asked.values
    schemes = {each.scheme for each in chosen.parameters if each.scheme and each.name in values}
    known = {scheme: {row[0] for row in await served.concepts(scheme)} for scheme in schemes}
    text = prepared.bind(chosen, values, known=known.__getitem__)
    return Question(text, source=f"{chosen.name}.rq", sought=prepared.sought(chosen, values))
