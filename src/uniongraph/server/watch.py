"""The watch: outermost of all, it sees each request come and its answer end, and has both counted and written down."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from starlette._utils import get_route_path
from starlette.responses import PlainTextResponse

from uniongraph.server import records
from uniongraph.server.protocol import TRAILER, BrokenOff
from uniongraph.server.records import Record
from uniongraph.server.service import KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping
    from re import Pattern

    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from uniongraph.server.journal import Journal
    from uniongraph.server.metrics import Metrics

__all__ = ["Refusals", "Watch"]

_LEFT: Final = "the client left before the end of the answer"
_STOPPED: Final = "the server stopped before the end of the answer"
_THINGS: Final = "things"
"""The route of what fits none, and yet there is something: the page of a thing, or a file about it."""
_FOUND: Final = frozenset({200, 304, 405, 406, 410})
_LONGEST: Final = 300
"""Characters of a path or a reason in the log."""


class Watch:
    """Counts each request, and writes it down where there is a journal: with its sender's address only if told to."""

    def __init__(
        self, app: ASGIApp, *, metrics: Metrics, journal: Journal | None, addresses: bool = False
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._journal = journal
        self._addresses = addresses
        self._routes: _Routes | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the application answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin = perf_counter()
        route = self._route(scope)  # now: who answers may change the path on its way down
        record = scope[records.KEY] = Record(route=route)
        sight = _Sight(send)
        try:
            await self._app(scope, receive, sight)
        except BrokenOff as broken:
            record.reason = str(broken)
            if record.is_cut:
                self._metrics.count_cut()
        except asyncio.CancelledError:
            record.reason = _STOPPED
            if not sight.status:
                await PlainTextResponse(f"{_STOPPED}\n", 503)(scope, receive, sight)
        except Exception:
            sight.status = sight.status or 500
            record.reason = "the server met a fault of its own"
            raise
        finally:
            if sight.is_open:
                _break_off(scope, record)
            seconds = perf_counter() - begin
            if route == records.NO_ROUTE and sight.status in _FOUND:
                route = _THINGS
            self._metrics.count(route, scope["method"], sight.status, seconds)
            if self._journal is not None:
                self._journal.write(self._told(scope, route, sight, seconds))

    def _route(self, scope: Scope) -> str:
        if self._routes is None:
            self._routes = _Routes(scope["app"].routes)
        return self._routes.name(get_route_path(scope))

    def _told(self, scope: Scope, route: str, sight: _Sight, seconds: float) -> dict[str, object]:
        """Return what the journal says of a request."""
        record: Record = scope[records.KEY]
        told: dict[str, object] = {
            "method": scope["method"],
            "route": route,
            "path": scope["path"][:_LONGEST],
            "status": sight.status,
            "seconds": round(seconds, 6),
            "bytes": sight.size if scope["method"] != "HEAD" else 0,
            "release": scope[KEY].release_id if KEY in scope else None,
            "query": record.query or records.fingerprint(scope),
            "format": record.format,
            "cached": record.is_cached,
        }
        if record.answer is not None and record.answer.is_old:
            told["elder"] = True
        if record.answer is not None and record.answer.waited >= 0.001:
            told["waited"] = round(record.answer.waited, 3)
        if record.reason is not None:
            told["reason"] = record.reason[:_LONGEST]
        if self._addresses:
            told["address"] = _address(scope)
        return told


def _break_off(scope: Scope, record: Record) -> None:
    """Say why a response stays without its end: the server behind closes the connection."""
    if record.reason is None:
        record.reason = _LEFT
    elif TRAILER in scope:
        scope[TRAILER](record.reason)


class Refusals:
    """Counts and writes down what is refused before it is a request: it cannot be read, or grows too large."""

    def __init__(self, metrics: Metrics, journal: Journal | None) -> None:
        self._metrics = metrics
        self._journal = journal

    def note(self, status: int, reason: str) -> None:
        """Note one."""
        self._metrics.count(records.NO_ROUTE, "other", status, 0.0)
        if self._journal is not None:
            self._journal.write(
                {"method": None, "route": records.NO_ROUTE, "status": status, "reason": reason}
            )


def _address(scope: MutableMapping[str, Any]) -> str | None:
    client = scope.get("client")
    return client[0] if client else None


class _Sight:
    """Passes an answer on, and sees its status, its size, and whether its end is still to come."""

    __slots__ = ("_send", "is_open", "size", "status")

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0
        self.size = 0
        self.is_open = True

    async def __call__(self, message: Message) -> None:
        """Pass one message of the answer on."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.size += len(message.get("body", b""))
            self.is_open = message.get("more_body", False)
        await self._send(message)


class _Routes:
    """Names the route of a path without asking the router: an answer that is kept does not reach it."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        named = [(path, each) for each in routes if (path := getattr(each, "path", None)) is not None]
        self._plain = {path for path, each in named if not getattr(each, "param_convertors", None)}
        self._shaped: list[tuple[Pattern[str], str]] = [
            (pattern, path)
            for path, each in named
            if path not in self._plain and (pattern := getattr(each, "path_regex", None)) is not None
        ]

    def name(self, path: str) -> str:
        """Return the path of the route as the application declares it, `records.NO_ROUTE` where no route fits."""
        if path in self._plain:
            return path
        return next((name for pattern, name in self._shaped if pattern.match(path)), records.NO_ROUTE)
