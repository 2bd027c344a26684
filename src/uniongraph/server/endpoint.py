"""``/sparql``: any query, by the SPARQL 1.1 Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph import pages, sparql
from uniongraph.pages import Failure
from uniongraph.server import description, negotiation, protocol, records, service

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

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
    response: Response
    if choice.name == "html":
        found = await service.tabled(request, asked.question, timeout=timeout)
        response = service.page(
            pages.endpoint(service.frame(request), text, found),
            found.status if isinstance(found, Failure) else 200,
            policy=pages.SCRIPTED,
        )
    else:
        response = await service.answer(request, asked.question, choice, filename="answer", timeout=timeout)
    if sparql.is_volatile(text):
        response.headers["Cache-Control"] = "no-store"
    return response
