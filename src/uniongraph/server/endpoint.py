"""``/sparql``: any query, by the SPARQL 1.1 Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph import pages, sparql
from uniongraph.errors import QueryError
from uniongraph.pages import Failure
from uniongraph.server import description, failures, federating, negotiation, protocol, records, service

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from uniongraph.pages import Table
    from uniongraph.server.protocol import Question

__all__ = ["respond"]


async def respond(request: Request) -> Response:
    """Answer a request to the endpoint: with an answer, or for a browser with a page that holds it.

    Without a query the service describes itself.
    """
    asked = await protocol.ask(request)
    if asked is None:
        return await description.describe_service(
            request, dict(protocol.pairs(request.scope["query_string"]))
        )
    text = asked.question.text
    records.of(request.scope).text = text
    accept = request.headers.get("accept", "*/*")
    choice = negotiation.choose(sparql.form(text), accept, asked.parameters, html=True)
    timeout = protocol.timeout(asked.parameters)
    if choice.name == "html":
        return await _page(request, asked.question, timeout)
    served = service.of(request)
    joined = await protocol.while_there(request, federating.join(served, asked.question, timeout))
    response = await service.answer(
        request, joined.question, choice, filename="answer", timeout=joined.timeout
    )
    response.headers.update(joined.headers)
    return _unkept(response, text)


async def _page(request: Request, question: Question, timeout: float | None) -> Response:
    """Return the page of a query with its answer, or what is wrong with it."""
    found: Table | Failure
    headers: Mapping[str, str] = {}
    services: Sequence[str] = ()
    try:
        joining = federating.join(service.of(request), question, timeout)
        joined = await protocol.while_there(request, joining)
    except QueryError as error:
        records.of(request.scope).reason = str(error)
        found = failures.failure(error)
    else:
        headers, services = joined.headers, tuple(map(str, joined.said))
        found = await service.tabled(request, joined.question, timeout=joined.timeout)
    response = service.page(
        pages.endpoint(service.frame(request), question.text, found, services),
        found.status if isinstance(found, Failure) else 200,
        policy=pages.SCRIPTED,
    )
    response.headers.update(headers)
    return _unkept(response, question.text)


def _unkept(response: Response, text: str) -> Response:
    """Return a response that nobody keeps where its query answers otherwise another time."""
    if sparql.is_volatile(text):
        response.headers["Cache-Control"] = "no-store"
    return response
