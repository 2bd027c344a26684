"""The web application: its routes, and what each answers."""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette_compress import CompressMiddleware, add_compress_type

from uniongraph import queries as prepared
from uniongraph import sparql
from uniongraph.errors import (
    QueryBusy,
    QueryError,
    QueryFailed,
    QueryRefused,
    QueryTimeout,
    UnionGraphError,
)
from uniongraph.iris import PREFIXES, SCHEME
from uniongraph.server import negotiation, protocol
from uniongraph.server.caching import Cache
from uniongraph.server.pages import MAX_ROWS, POLICY, STATIC, Failure, Pages, Table, table
from uniongraph.server.protocol import Question
from uniongraph.sparql import Limits
from uniongraph.workers import Pool, Task

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from uniongraph.queries import Query
    from uniongraph.server.negotiation import Choice
    from uniongraph.workers import Answer

__all__ = ["create"]


@dataclass(frozen=True)
class _Service:
    """What the handlers share. ``concepts`` fills as pages ask: a release does not change."""

    pool: Pool
    queries: Mapping[str, Query]
    base: str
    limits: Limits
    pages: Pages
    concepts: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    async def ask(
        self, question: Question, form: str, *, limits: Limits | None = None, timeout: float | None = None
    ) -> Answer:
        """Return the answer to a question in the format of this short name, once its first bytes are there."""
        task = Task(
            question.text,
            form,
            source=question.source,
            base=self.base,
            default_graphs=question.default_graphs,
            named_graphs=question.named_graphs,
            limits=limits or self.limits,
        )
        return await self.pool.ask(task, timeout=timeout)


_SAFE: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_CORS: Final = Middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["GET", "HEAD", "POST"],
    allow_headers=["*"],
    expose_headers=["X-Uniongraph-Release", "X-Uniongraph-Truncated"],
    max_age=86_400,
)


for _format in (*sparql.RESULTS.values(), *sparql.GRAPHS.values()):
    add_compress_type(_format.media_type)


def create(
    pool: Pool,
    *,
    queries: Mapping[str, Query],
    release_id: str,
    base: str,
    limits: Limits | None = None,
    cache: int = 32 << 20,
) -> Starlette:
    """Return the application that serves one release: the workers on its store, the prepared queries, its own id.

    ``base`` is the base of the release's IRIs; ``limits`` say where long answers are cut; ``cache`` is how many
    bytes of answers are kept. The pool is opened when the application starts (its lifespan) and closed when it ends.
    """
    headers = {"X-Uniongraph-Release": release_id, **_SAFE}
    application = Starlette(
        lifespan=_open_while_serving,
        routes=[
            _route("/", _home, "GET"),
            _route("/sparql", _endpoint, "GET", "POST"),
            _route("/queries/{name}", _query, "GET"),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[
            Middleware(Cache, release_id=release_id, size=cache),
            Middleware(CompressMiddleware),
            Middleware(_Headers, headers=headers),
            _CORS,
        ],
        exception_handlers={
            HTTPException: _on_http,
            UnionGraphError: _on_error,
            ClientDisconnect: _on_disconnect,
            Exception: _on_crash,
        },
    )
    application.state.headers = headers
    application.state.service = _Service(
        pool=pool,
        queries=queries,
        base=base,
        limits=limits or Limits(),
        pages=Pages(release_id=release_id, base=base),
    )
    return application


@asynccontextmanager
async def _open_while_serving(application: Starlette) -> AsyncIterator[None]:
    pool = application.state.service.pool
    await pool.open()
    try:
        yield
    finally:
        pool.close()


def _route(path: str, endpoint: Callable[[Request], Awaitable[Response]], *methods: str) -> Route:
    """Return a route that also answers OPTIONS."""
    allowed = ", ".join(sorted({*methods, "HEAD", "OPTIONS"}))

    async def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": allowed})
        return await endpoint(request)

    return Route(path, answer, methods=[*methods, "OPTIONS"])


class _Headers:
    """Puts the same headers on every response, whoever made it."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        # Where an answer breaks off, the response stays without its end, and the server closes the connection.
        with suppress(protocol.BrokenOff):
            await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


def _service(request: Request) -> _Service:
    service: _Service = request.app.state.service
    return service


def _root(request: Request) -> str:
    root: str = request.scope.get("root_path", "")
    return root


# ---------------------------------------------------------------------------------------------- what is asked


async def _home(request: Request) -> Response:
    service = _service(request)
    schemes = {each.scheme for query in service.queries.values() for each in query.parameters if each.scheme}
    concepts = {scheme: await _concepts(service, scheme) for scheme in sorted(schemes)}
    return service.pages.home(_root(request), service.queries, concepts)


async def _endpoint(request: Request) -> Response:
    service, accept = _service(request), request.headers.get("accept", "*/*")
    asked = await protocol.ask(request)
    if asked is None:
        if negotiation.wants_html(accept):
            return service.pages.endpoint(_root(request), "", None)
        raise HTTPException(400, "the parameter 'query' is missing")
    text = asked.question.text
    choice = negotiation.choose(sparql.form(text), accept, asked.parameters, html=True)
    if choice.name != "html":
        timeout = protocol.timeout(asked.parameters)
        return await _answer(request, asked.question, choice, filename="answer", timeout=timeout)
    return service.pages.endpoint(_root(request), text, await _table(request, asked.question))


async def _query(request: Request) -> Response:
    service, accept = _service(request), request.headers.get("accept", "*/*")
    try:
        query = prepared.find(service.queries, request.path_params["name"])
    except QueryError as error:
        raise HTTPException(404, error.message) from None
    values = protocol.single(protocol.pairs(request.scope["query_string"]))
    named = {"format": values.pop("format", "")}
    timeout = protocol.timeout({"timeout": values.pop("timeout", "")})
    choice = negotiation.choose(sparql.form(query.text), accept, named, html=True)
    if choice.name != "html":
        question = await _bound(service, query, values)
        return await _answer(request, question, choice, filename=query.name, timeout=timeout)
    found: Table | Failure | None = None
    if values or not any(each.required for each in query.parameters):
        try:
            found = await _table(request, await _bound(service, query, values))
        except QueryError as error:
            found = _failure(error)
    schemes = {each.scheme for each in query.parameters if each.scheme}
    concepts = {scheme: await _concepts(service, scheme) for scheme in sorted(schemes)}
    return service.pages.query(_root(request), query, values, concepts=concepts, found=found)


async def _bound(service: _Service, query: Query, values: Mapping[str, str]) -> Question:
    schemes = {each.scheme for each in query.parameters if each.scheme and each.name in values}
    known = {scheme: {row[0] for row in await _concepts(service, scheme)} for scheme in schemes}
    return Question(prepared.bind(query, values, known=known.__getitem__), source=f"{query.name}.rq")


async def _answer(
    request: Request, question: Question, choice: Choice, *, filename: str, timeout: float | None
) -> Response:
    asking = _service(request).ask(question, choice.name, timeout=timeout)
    answer = await protocol.while_there(request, asking)
    return await protocol.respond(request, answer, choice, filename=filename)


async def _table(request: Request, question: Question) -> Table | Failure:
    """Return the first rows of an answer, or what is wrong with the question, for a page."""
    service = _service(request)
    try:
        return await protocol.while_there(request, _rows(service, question, _root(request)))
    except QueryError as error:
        return _failure(error)


async def _rows(service: _Service, question: Question, root: str) -> Table:
    graph = sparql.form(question.text) in {"construct", "describe"}
    answer = await service.ask(
        question, "ntriples" if graph else "json", limits=Limits(MAX_ROWS, service.limits.bytes)
    )
    content = b"".join([piece async for piece in answer])
    assert answer.ending is not None
    is_whole = answer.ending.cut is None
    return table(content, graph=graph, links=service.pages.links(root), complete=is_whole)


async def _concepts(service: _Service, scheme: str) -> list[tuple[str, str, str]]:
    """Return the concepts of a scheme for a form: key, label in Chinese, label in English; sorted by key."""
    if scheme not in service.concepts:
        text = _CONCEPTS.replace("$scheme", f"<{SCHEME}{scheme}>")
        found = await _rows(service, Question(text, source="concepts"), "")
        path = f"{SCHEME}{scheme}/"
        service.concepts[scheme] = [
            (row[0].text.removeprefix(path), row[1].text, row[2].text) for row in found.rows
        ]
    return service.concepts[scheme]


_CONCEPTS = f"""
PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?concept (SAMPLE(?chinese) AS ?zh) (SAMPLE(?english) AS ?en) WHERE {{
  ?concept skos:inScheme $scheme .
  OPTIONAL {{ ?concept skos:prefLabel ?chinese FILTER langMatches(lang(?chinese), "zh") }}
  OPTIONAL {{ ?concept skos:prefLabel ?english FILTER langMatches(lang(?english), "en") }}
}} GROUP BY ?concept ORDER BY ?concept
"""


# ---------------------------------------------------------------------------------------------- what goes wrong


def _failure(error: UnionGraphError) -> Failure:
    for kind, status, title in _FAILURES:
        if isinstance(error, kind):
            return Failure(status, title, str(error))
    if isinstance(error, QueryError):
        return Failure(400, "Bad query", str(error))
    return Failure(500, "Failed", str(error))


_FAILURES: Final = (
    (QueryRefused, 403, "Refused"),
    (QueryTimeout, 504, "Out of time"),
    (QueryFailed, 503, "Too much"),
    (QueryBusy, 503, "Busy"),
)
_RETRY_AFTER: Final = "2"
"""Seconds after which a query that found no place may find one."""


async def _on_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, UnionGraphError)
    headers = {"Retry-After": _RETRY_AFTER} if isinstance(error, QueryBusy) else None
    return _say(request, _failure(error), headers)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    failure = Failure(error.status_code, _TITLES.get(error.status_code, "Not possible"), error.detail)
    return _say(request, failure, error.headers)


_TITLES = {404: "Not found", 405: "Method not allowed", 406: "Not acceptable", 415: "Unsupported media type"}


async def _on_disconnect(_: Request, __: Exception) -> Response:
    return Response(status_code=400)  # nobody is there to read it


async def _on_crash(request: Request, _: Exception) -> Response:
    """Say that something broke, and nothing about what; the traceback goes to the log."""
    failure = Failure(500, "Failed", "the server met a fault of its own")
    # This response is made outside the middleware that gives all others their headers.
    return _say(request, failure, request.app.state.headers)


def _say(request: Request, failure: Failure, headers: Mapping[str, str] | None = None) -> Response:
    wanted = negotiation.for_failure(request.headers.get("accept", "*/*"))
    if wanted == "html":
        response = _service(request).pages.failure(_root(request), failure)
    elif wanted == "problem":
        body = {
            "type": "about:blank",
            "title": failure.title,
            "status": failure.status,
            "detail": failure.detail,
        }
        response = JSONResponse(body, failure.status, media_type="application/problem+json")
    else:
        response = PlainTextResponse(f"{failure.detail}\n", failure.status)
    response.headers.update({**(headers or {}), "Vary": "Accept"})
    return response
