"""The web application: its routes, and what every response goes through."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette_compress import CompressMiddleware, add_compress_type

from uniongraph import pages, sparql
from uniongraph.server import (
    api,
    changes,
    dereferencing,
    description,
    endpoint,
    failures,
    graphs,
    health,
    openapi,
    reconcile,
    service,
    vocabularies,
    waysin,
)
from uniongraph.server.caching import Cache, Tally
from uniongraph.server.host import Leases
from uniongraph.server.metrics import Metrics
from uniongraph.server.proxies import Proxies
from uniongraph.server.watch import Refusals, Watch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from uniongraph.server.host import Host
    from uniongraph.server.journal import Journal
    from uniongraph.server.proxies import Trusted
    from uniongraph.server.service import Service

__all__ = ["create"]

_ALWAYS: Final = {
    "Content-Security-Policy": pages.POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Link, Retry-After, X-Uniongraph-Release, X-Uniongraph-Service, X-Uniongraph-Truncated"
    ),
}


for _format in (*sparql.RESULTS.values(), *sparql.GRAPHS.values()):
    add_compress_type(_format.media_type)


def create(
    host: Host,
    *,
    cache: int = 12 << 20,
    journal: Journal | None = None,
    addresses: bool = False,
    trusted: Trusted | None = None,
) -> Starlette:
    """Return the application that answers with the service its host holds.

    ``cache`` is how many bytes of answers are kept; with 0 none is, nor tagged as what never changes. The host is
    opened when the application starts (its lifespan) and closed when it ends. ``journal`` takes a line for each
    request, with ``addresses`` those of the clients in them; ``trusted`` are the proxies that are believed.
    """
    tally = Tally()
    metrics = Metrics(host, tally, journal)
    application = Starlette(
        lifespan=_lifespan(host, journal),
        routes=[
            *_asking(),
            *_describing(),
            *_watching(metrics),
            Mount("/static", StaticFiles(directory=pages.STATIC)),
        ],
        middleware=[
            *([Middleware(Proxies, trusted=trusted)] if trusted else []),
            Middleware(Watch, metrics=metrics, journal=journal, addresses=addresses),
            Middleware(Leases, host=host),
            *([Middleware(Cache, size=cache, tally=tally)] if cache else []),
            Middleware(CompressMiddleware),
            Middleware(_Headers),
            Middleware(_Preflights),
        ],
        exception_handlers=failures.handlers(_failure_page, lambda _: _headers(host.current)),
    )
    application.router.default = dereferencing.Things()  # whatever has no route, a slash too many included
    application.state.refusals = Refusals(metrics, journal)
    return application


def _lifespan(
    host: Host, journal: Journal | None
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """Return what is done around serving."""

    @asynccontextmanager
    async def open_while_serving(_: Starlette) -> AsyncIterator[None]:
        await host.open()
        try:
            yield
        finally:
            await host.close()
            if journal is not None:
                journal.close()

    return open_while_serving


def _asking() -> list[Route]:
    """Return the routes by which the data is asked and looked at."""
    return [
        _route("/", waysin.home, "GET"),
        *(_route(path, respond, "GET") for path, respond in waysin.ROUTES.items()),
        _route("/sparql", endpoint.respond, "GET", "POST"),
        _route("/queries", api.index, "GET"),
        _route("/queries/{name}", api.query, "GET"),
        *(_route(path, respond, *methods) for path, respond, methods in reconcile.ROUTES),
        _route("/resource", dereferencing.resource, "GET"),
        _route("/graphs", graphs.respond, "GET"),
    ]


def _describing() -> list[Route]:
    """Return the routes that tell what there is: of the data, its vocabulary, its releases, and the service itself."""
    return [
        _route("/.well-known/void", description.describe_dataset, "GET"),
        _route("/dataset.jsonld", description.advertise, "GET"),
        _route("/context.jsonld", vocabularies.context, "GET"),
        _route("/context/{version}.jsonld", vocabularies.context, "GET"),
        _route("/schema", vocabularies.index, "GET"),
        _route("/schema/{version}/{name}", vocabularies.schema, "GET"),
        _route("/releases", changes.index, "GET"),
        _route("/releases/{release}/patch", changes.patch, "GET"),
        _route("/openapi.json", openapi.respond, "GET"),
    ]


def _watching(metrics: Metrics) -> list[Route]:
    """Return the routes for those who run the server."""
    return [
        _route("/healthz", health.alive, "GET"),
        _route("/readyz", health.Readiness().respond, "GET"),
        _route("/metrics", metrics.respond, "GET"),
    ]


def _failure_page(request: Request, failure: pages.Failure) -> Response:
    return service.page(pages.failure(service.frame(request), failure), failure.status)


def _headers(served: Service) -> dict[str, str]:
    """Return what every response says, whoever made it."""
    return {"X-Uniongraph-Release": served.release_id, **_ALWAYS}


@lru_cache(8)
def _raw(release_id: str) -> list[tuple[bytes, bytes]]:
    said = {"X-Uniongraph-Release": release_id, **_ALWAYS}
    return [(name.lower().encode(), value.encode()) for name, value in said.items()]


def _route(path: str, respond: Callable[[Request], Awaitable[Response]], *methods: str) -> Route:
    """Return a route that also answers OPTIONS."""
    allowed = ", ".join(sorted({*methods, "HEAD", "OPTIONS"}))

    @wraps(respond)
    async def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": allowed})
        return await respond(request)

    return Route(path, answer, methods=[*methods, "OPTIONS"])


class _Headers:
    """Puts the same headers on every response that does not say otherwise."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = _raw(scope[service.KEY].release_id)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in headers if each[0] not in said)]
            await send(message)

        await self._app(scope, receive, with_headers)


class _Preflights:
    """Answers the scripts of other origins that ask first; who only reads finds in every response that anybody may."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._asked_first = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["*"],
            max_age=86_400,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_asking = scope["type"] == "http" and scope["method"] == "OPTIONS"
        await (self._asked_first if is_asking else self._app)(scope, receive, send)
