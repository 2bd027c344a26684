"""An application on a port: listening, saying where, stopping when told."""

from __future__ import annotations

import errno
import logging
import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from uniongraph.errors import UnionGraphError

if TYPE_CHECKING:
    from collections.abc import Callable

    import uvicorn
    from starlette.applications import Starlette

__all__ = ["GRACE", "configuration", "listen", "serve"]

GRACE: Final = 5
"""Seconds that running answers are given when the server stops."""
_BACKLOG = 1024


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there, port 0 being any that is free; UnionGraphError says why it cannot."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise UnionGraphError(f"there is no host {host!r} to listen on") from None
    # The protocol is named because asyncio turns Nagle's algorithm off only then: 40 ms a request on a kept connection.
    listener = socket.socket(family, kind, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        why = {
            errno.EADDRINUSE: "is in use by another program; choose another",
            errno.EACCES: "may not be opened by this user; choose one from 1024 on",
            errno.EADDRNOTAVAIL: "cannot be opened: the host is no address of this machine",
        }.get(error.errno or 0, f"cannot be opened: {error.strerror}")
        raise UnionGraphError(f"port {port} on {host} {why}") from None
    return listener


def serve(
    application: Starlette,
    host: str,
    port: int,
    *,
    grace: int = GRACE,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve an application until SIGINT or SIGTERM; ``ready`` is called with its address once it answers.

    Answers that run then have ``grace`` seconds to end; no new connection is taken.

    Raises UnionGraphError, before anything starts, where the port cannot be had.
    """
    import uvicorn  # noqa: PLC0415 (only those who serve need it)

    with listen(host, port) as listener:
        taken = listener.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host

        class Server(uvicorn.Server):
            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                ready(f"http://{shown}:{taken}/")

        with suppress(KeyboardInterrupt):
            Server(configuration(application, grace)).run([listener])


def _is_news(record: logging.LogRecord) -> bool:
    """Tell whether a line of uvicorn's is news: what the access log says, and anybody could fill a pipe with, is not."""
    message = record.getMessage()
    return not any(each in message for each in _NO_NEWS)


_NO_NEWS: Final = (
    "returned without completing response",  # an answer was broken off on purpose
    "timeout graceful shutdown exceeded",  # a query ran when the server was told to stop: its client hears of it
    "Invalid HTTP request received",
    "Unsupported upgrade request",
    "No supported WebSocket library",
)


def configuration(application: Starlette, grace: int = GRACE) -> uvicorn.Config:
    """Return how uvicorn serves an application."""
    import uvicorn  # noqa: PLC0415

    from uniongraph.server.wire import Protocol  # noqa: PLC0415

    logging.getLogger("uvicorn.error").addFilter(_is_news)
    return uvicorn.Config(
        application,
        log_level="warning",
        access_log=False,
        lifespan="on",
        proxy_headers=False,  # by default it believes whoever speaks from this machine
        timeout_graceful_shutdown=grace,
        http=Protocol,
    )
