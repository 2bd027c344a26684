"""``/queries/NAME``: the prepared queries with typed parameters, and ``/``, which lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from uniongraph import queries as prepared
from uniongraph import sparql
from uniongraph.errors import QueryError
from uniongraph.server import failures, negotiation, protocol, service
from uniongraph.server.protocol import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from uniongraph.queries import Query
    from uniongraph.server.pages import Concepts, Failure, Table
    from uniongraph.server.service import Service

__all__ = ["home", "query"]


async def home(request: Request) -> Response:
    """Answer with the page that lists the prepared queries."""
    served = service.of(request)
    concepts = await _concepts(served, served.queries.values())
    return served.pages.home(service.root(request), served.queries, concepts)


async def query(request: Request) -> Response:
    """Answer with what a prepared query finds, or for a browser with a page that holds it and its form."""
    served, accept = service.of(request), request.headers.get("accept", "*/*")
    try:
        chosen = prepared.find(served.queries, request.path_params["name"])
    except QueryError as error:
        raise HTTPException(404, error.message) from None
    values = protocol.single(protocol.pairs(request.scope["query_string"]))
    named = {"format": values.pop("format", "")}
    timeout = protocol.timeout({"timeout": values.pop("timeout", "")})
    choice = negotiation.choose(sparql.form(chosen.text), accept, named, html=True)
    if choice.name == "html":
        return await _page(request, chosen, values)
    question = await _bound(served, chosen, values)
    return await service.answer(request, question, choice, filename=chosen.name, timeout=timeout)


async def _page(request: Request, chosen: Query, values: Mapping[str, str]) -> Response:
    served = service.of(request)
    found: Table | Failure | None = None
    if values or not any(each.required for each in chosen.parameters):
        try:
            found = await service.tabled(request, await _bound(served, chosen, values))
        except QueryError as error:
            found = failures.failure(error)
    concepts = await _concepts(served, [chosen])
    return served.pages.query(service.root(request), chosen, values, concepts=concepts, found=found)


async def _concepts(served: Service, queries: Iterable[Query]) -> Concepts:
    """Return the concepts to choose from in the forms of these queries."""
    schemes = {each.scheme for query in queries for each in query.parameters if each.scheme}
    return {scheme: await served.concepts(scheme) for scheme in sorted(schemes)}


async def _bound(served: Service, chosen: Query, values: Mapping[str, str]) -> Question:
    schemes = {each.scheme for each in chosen.parameters if each.scheme and each.name in values}
    known = {scheme: {row[0] for row in await served.concepts(scheme)} for scheme in schemes}
    text = prepared.bind(chosen, values, known=known.__getitem__)
    return Question(text, source=f"{chosen.name}.rq", sought=prepared.sought(chosen, values))
