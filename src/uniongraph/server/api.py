"""``/queries``: the prepared queries, ``/queries/NAME``: their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from uniongraph import pages, queries, sparql
from uniongraph.errors import ParameterError, QueryError
from uniongraph.queries import columns
from uniongraph.server import (
    listing,
    negotiation,
    paging,
    prepared,
    protocol,
    service,
    spreadsheets,
)
from uniongraph.server.negotiation import Choice
from uniongraph.server.prepared import Asked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from uniongraph.server.service import Service

__all__ = ["index", "listed", "query"]


async def listed(request: Request) -> Response:
    """Show the page that lists the prepared queries."""
    return service.page(pages.queries(service.frame(request), service.of(request).queries))


async def index(request: Request) -> Response:
    """List the prepared queries with their parameters: as JSON, or for a browser as a page."""
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


async def query(request: Request) -> Response:
    """Answer with what a prepared query finds, its SPARQL source, or for a browser a page with form and answer."""
    served, accept = service.of(request), request.headers.get("accept", "*/*")
    name: str = request.path_params["name"]
    if name.endswith(_METADATA):
        return _described(request, name.removesuffix(_METADATA))
    try:
        chosen = queries.find(served.queries, name.removesuffix(".rq"))
    except QueryError as error:
        raise HTTPException(404, error.message) from None
    values = protocol.single(protocol.pairs(request.scope["query_string"]))
    page = paging.asked(chosen, values, served.limits.rows)
    said = {each: value for each, value in values.items() if each not in {"limit", "offset"}}
    given = {each: value for each, value in said.items() if each not in {"format", "timeout", "lang", "view"}}
    asked = Asked(chosen, given, page, protocol.timeout(said), said)
    _check_view(said)
    form, named = sparql.form(chosen.text), {"format": said.get("format", "")}
    if name != chosen.name or negotiation.wants_source(form, accept, named):
        return await _source(served, asked)
    if form == "select" and named["format"] == spreadsheets.NAME:
        return await _spreadsheet(request, asked)
    choice = negotiation.choose(form, accept, named, html=True)
    if choice.name == "html":
        return await prepared.page(request, asked)
    question = await prepared.bound(served, asked)
    if page:
        response = await paging.answer(
            request, question, choice, page, name=chosen.name, values=said, timeout=asked.timeout
        )
    else:
        response = await service.answer(
            request, question, choice, filename=chosen.name, timeout=asked.timeout
        )
    if choice.name == "csv" and chosen.name in served.tables:
        _link(response, request, chosen.name)
    return response


_METADATA: Final = ".csv-metadata.json"
"""What the address of a query ends in where it tells what the columns of its answer are."""


def _link(response: Response, request: Request, name: str) -> None:
    """Say in the header of a table where its columns are described (RFC 8288, CSVW)."""
    query = request.scope["query_string"].decode("ascii", "replace")
    said = f"?{query}" if query else ""
    address = f"{quote(service.root(request))}/queries/{quote(name)}{_METADATA}{quote(said, safe=_SAFE)}"
    link = f'<{address}>; rel="describedby"; type="{columns.MEDIA_TYPE}"'
    others = response.headers.get("Link")
    response.headers["Link"] = f"{others}, {link}" if others else link


_SAFE: Final = "%?/:@!$&'()*+,;=~-._"


def _described(request: Request, name: str) -> Response:
    """Tell what the columns of a query's answer are, for the values that are given; HTTPException 404 where none tells."""
    told = service.of(request).tables.get(name)
    if told is None:
        raise HTTPException(404, f"there is no table {name[:40]!r} whose columns are described")
    said = request.scope["query_string"].decode("ascii", "replace")
    url = f"{request.base_url}queries/{quote(name)}{quote(f'?{said}' if said else '', safe=_SAFE)}"
    return JSONResponse({**told, "url": url}, media_type=columns.MEDIA_TYPE)


def _check_view(said: Mapping[str, str]) -> None:
    if said.get("view", "table") not in {"table", "chart"}:
        raise ParameterError(
            f"view={said['view'][:40]}: the page shows an answer as table or chart",
            parameter="view",
            expected="table or chart",
            example="chart",
        )


async def _spreadsheet(request: Request, asked: Asked) -> Response:
    """Answer with a file for spreadsheets."""
    question = paging.question(await prepared.bound(service.of(request), asked), asked.page, more=0)
    begun = await service.begun(request, question, _CSV, timeout=asked.timeout)
    name = f"{asked.query.name}.spreadsheet"
    response = await protocol.respond(request, spreadsheets.Spreadsheet(begun), _CSV, filename=name)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


_CSV: Final = Choice("csv", "text/csv")


async def _source(served: Service, asked: Asked) -> Response:
    """Return a query as its file has it, or as it is run with what the request gives."""
    text, page = asked.query.text, asked.page
    if asked.values:
        text = (await prepared.bound(served, asked)).text
    if page:
        text = sparql.part(text, page.limit, page.offset)
    disposition = f'inline; filename="{asked.query.name}.rq"'
    headers = {"Vary": "Accept", "Content-Disposition": disposition}
    return Response(text, media_type=negotiation.SOURCE, headers=headers)
