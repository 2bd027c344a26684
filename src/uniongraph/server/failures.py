"""What goes wrong, as a response: a status, and a sentence as a page, as problem details or as text."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from uniongraph.errors import (
    NothingThere,
    NotPrepared,
    ParameterError,
    QueryBusy,
    QueryError,
    QueryFailed,
    QueryRefused,
    QueryTimeout,
    ServiceFailed,
    ThingGone,
    TooManyAsked,
    UnionGraphError,
)
from uniongraph.pages import Failure
from uniongraph.server import negotiation, records

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    Page = Callable[[Request, Failure], Response]
    Handler = Callable[[Request, Exception], Awaitable[Response]]

__all__ = ["failure", "handlers"]

_FAILURES: Final = (
    (ThingGone, 410, "Gone"),
    (NothingThere, 404, "Not found"),
    (QueryRefused, 403, "Refused"),
    (QueryTimeout, 504, "Out of time"),
    (QueryFailed, 503, "Too much"),
    (QueryBusy, 503, "Busy"),
    (NotPrepared, 503, "Not prepared"),
    (TooManyAsked, 413, "Too large"),
    (ParameterError, 400, "Bad parameter"),
    (ServiceFailed, 502, "Bad gateway"),
    (QueryError, 400, "Bad query"),
)
_TITLES: Final = {
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    415: "Unsupported media type",
}
_GONE: Final = 499
"""What logs and counts call a request whose client left before it had an answer (nginx has the number)."""
_RETRY_AFTER: Final = "2"
"""Seconds after which a query that found no place may find one."""
_LONGEST: Final = 200
"""Characters of a path that are said again."""


def failure(error: UnionGraphError) -> Failure:
    """Return what a failure is called over HTTP."""
    for kind, status, title in _FAILURES:
        if isinstance(error, kind):
            return Failure(status, title, str(error), _members(error))
    return Failure(500, "Failed", str(error))


def _members(error: UnionGraphError) -> dict[str, str]:
    if isinstance(error, ThingGone):
        replaced = {"replacedBy": error.replaced_by[0]} if error.replaced_by else {}
        return {"lastRelease": error.release, **replaced}
    if not isinstance(error, ParameterError):
        return {}
    return {"parameter": error.parameter, "expected": error.expected, "example": error.example}


def handlers(
    page: Page, headers: Callable[[Request], Mapping[str, str]]
) -> Mapping[type[Exception], Handler]:
    """Return what answers each kind of exception.

    ``page`` makes the page for a person; ``headers`` are those that every response of the application has: the answer
    to a fault of our own is made outside of what adds them to all others.
    """

    async def on_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, UnionGraphError)
        retry = {"Retry-After": _RETRY_AFTER} if isinstance(error, QueryBusy) else None
        return _say(request, page, failure(error), retry)

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        title = _TITLES.get(error.status_code, "Not possible")
        return _say(request, page, Failure(error.status_code, title, _detail(request, error)), error.headers)

    async def on_disconnect(request: Request, _: Exception) -> Response:
        records.of(request.scope).reason = "the client left before it had an answer"
        return Response(status_code=_GONE)  # nobody is there to read it

    async def on_crash(request: Request, _: Exception) -> Response:
        # Nothing is told about what broke; the traceback goes to the log.
        broken = Failure(500, "Failed", "the server met a fault of its own")
        return _say(request, page, broken, headers(request))

    return {
        HTTPException: on_http,
        UnionGraphError: on_error,
        ClientDisconnect: on_disconnect,
        Exception: on_crash,
    }


def _detail(request: Request, error: HTTPException) -> str:
    """Return what an error says, or where the framework raised it, which says no more than its name, what can be asked."""
    status = error.status_code
    if status not in _TITLES or error.detail != HTTPStatus(status).phrase:
        return error.detail
    path = "".join(
        each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in request.scope["path"]
    )
    path = path if len(path) <= _LONGEST else f"{path[:_LONGEST]}…"
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = sorted((error.headers or {}).get("Allow", "GET, HEAD").split(", "))
        return f"{request.method[:20]} is not allowed at {path}, which takes {', '.join(allowed)}"
    if isinstance(request.scope.get("endpoint"), StaticFiles):
        return f"there is nothing at {path}"
    root = request.scope.get("root_path", "")
    there = [f"{root}{each.path}" for each in request.app.routes if isinstance(each, Route)]
    return f"there is nothing at {path}; there is {', '.join(there)}"


def _say(request: Request, page: Page, said: Failure, headers: Mapping[str, str] | None = None) -> Response:
    record = records.of(request.scope)
    record.reason = said.detail
    wanted = negotiation.for_failure(request.headers.get("accept", "*/*"))
    if wanted == "text" and record.speaks_json:
        wanted = "problem"
    response: Response
    if wanted == "html":
        response = page(request, said)
    elif wanted == "problem":
        body = {"type": "about:blank", "title": said.title, "status": said.status, "detail": said.detail}
        body.update(said.members)
        response = JSONResponse(body, said.status, media_type="application/problem+json")
    else:
        response = PlainTextResponse(f"{said.detail}\n", said.status)
    response.headers.update(headers or {})
    response.headers.setdefault("Vary", "Accept")  # a page says that it varies with the language too
    return response
