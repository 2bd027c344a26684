"""HTTP on the wire: what is too large is told so at once, nobody holds a connection for long, and what breaks off says why.

Who sends a request drop by drop is hung up on, and so is who does not read what he asked for: an answer that waits for
its reader holds a worker, and a connection that waits for its request holds a descriptor.

The server behind this knows no trailers. An answer that breaks off ends without the end of its transfer; to a client
that says ``TE: trailers`` a trailer is sent first, and then the connection closes where the end of the trailers should
stand. So the transfer stays broken for all who follow RFC 9112, and who reads trailers knows why. Others are sent none:
some take what follows the last chunk for granted, and would believe the answer whole.

To HTTP/1.0 nothing may be sent in chunks. What has no length then ends with its connection, and what breaks off resets
the connection: closed, it would be whole.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from httptools import HttpParserInvalidURLError
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from uniongraph.server.protocol import TRAILER, TRUNCATED

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Protocol"]

_LONGEST_ADDRESS: Final = 65_535
"""Bytes of an address; the parser counts no further."""
_LONGEST_HEADERS: Final = 65_536
"""Bytes of all headers together, their names too."""

_ARRIVAL: Final = 20.0
"""Seconds from a connection's start, or from the first byte of a later request, until the whole request is there."""
_STALL: Final = 20.0
_LEAST: Final = 10_000
"""Seconds in which a client takes so many bytes at least of what waits for it, or the rest."""


class _TooLarge(Exception):  # noqa: N818 (it never leaves the parser, which has an error of its own for it)
    """A request grows beyond what is taken."""


class Protocol(HttpToolsProtocol):
    """The protocol of the server, with bounds for what comes before the body."""

    _size = 0
    _refusal = HTTPStatus.BAD_REQUEST
    _arriving: asyncio.TimerHandle | None = None
    _stalling: asyncio.TimerHandle | None = None
    _unread = 0
    _received = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request (asyncio calls this)."""
        super().connection_made(transport)
        self._expect()

    def _expect(self) -> None:
        """Give a request its time to arrive; anew where it is us who read no further."""
        if self._arriving is not None and not self.flow.read_paused:
            self.transport.abort()
        else:
            self._arriving = self.loop.call_later(_ARRIVAL, self._expect)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget what was waited for."""
        for timer in (self._arriving, self._stalling):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Begin to wait for a client that does not read as fast as it is written to."""
        super().pause_writing()
        self._await_reader()

    def resume_writing(self) -> None:
        """Go on: it has read."""
        super().resume_writing()
        self._leave_reader()

    def timeout_keep_alive_handler(self) -> None:
        """Hang up on a client that asks nothing more; where it still reads its last answer it is let read."""
        if not self.transport.get_write_buffer_size():
            super().timeout_keep_alive_handler()
        elif self._stalling is None:
            self._await_reader()

    def _await_reader(self) -> None:
        """Look in a while whether the client has read some more, and hang up where it has not."""
        self._leave_reader()
        self._unread = self.transport.get_write_buffer_size()
        self._stalling = self.loop.call_later(_STALL, self._look_at_reader)

    def _look_at_reader(self) -> None:
        if self.transport.get_write_buffer_size() > max(0, self._unread - _LEAST):
            self.transport.abort()
        elif self._unread:
            self._await_reader()
        else:
            self.transport.close()

    def _leave_reader(self) -> None:
        if self._stalling is not None:
            self._stalling.cancel()
            self._stalling = None

    def data_received(self, data: bytes) -> None:
        """Take what arrives (asyncio calls this); what cannot be read of it is told of."""
        self._received = data
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Begin to count anew (the parser calls this, and what follows)."""
        self._size = 0
        self._refusal = HTTPStatus.BAD_REQUEST
        if self._arriving is None:
            self._expect()
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """Take the end of a request."""
        if self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None
        super().on_message_complete()

    def on_url(self, url: bytes) -> None:
        """Take a piece of the address."""
        super().on_url(url)
        if len(self.url) > _LONGEST_ADDRESS:
            self._refuse(HTTPStatus.REQUEST_URI_TOO_LONG)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._size += len(name) + len(value)
        if self._size > _LONGEST_HEADERS:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        super().on_header(name, value)
        if len(name) == 2 and name.lower() == b"te" and _takes_trailers(value):
            self.scope[TRAILER] = self._trail  # type: ignore[typeddict-unknown-key]

    def on_headers_complete(self) -> None:
        """Have a request answered; the connection of one by HTTP/1.0 ends with the answer."""
        if self.parser.get_http_version() != "1.1" and not isinstance(self.app, _Unchunked):
            self.app = _Unchunked(self.app, self.transport)
        super().on_headers_complete()

    def _trail(self, reason: str) -> None:
        """Send the trailer of an answer that breaks off."""
        if self.cycle.chunked_encoding and not self.transport.is_closing():
            plain = "".join(each if " " <= each <= "~" else "?" for each in reason)
            self.transport.write(f"0\r\n{TRUNCATED}: {plain}\r\n".encode("ascii"))

    def _refuse(self, status: HTTPStatus) -> None:
        self._refusal = status
        raise _TooLarge

    def send_400_response(self, msg: str) -> None:
        """Tell a client that its request cannot be read, or is too large, and hang up (the server calls this)."""
        line = self._received.partition(b"\r\n")[0]
        is_url = isinstance(sys.exception(), HttpParserInvalidURLError)
        unsafe = is_url and not all(0x20 <= byte < 0x7F for byte in line)
        said = _UNSAFE if unsafe else _SAID.get(self._refusal, f"{msg}\n")
        self.config.app.state.refusals.note(self._refusal.value, said.strip())  # type: ignore[union-attr]
        head = (
            f"HTTP/1.1 {self._refusal.value} {self._refusal.phrase}\r\ncontent-type: text/plain; charset=utf-8\r\n"
            f"content-length: {len(said)}\r\naccess-control-allow-origin: *\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(f"{head}{said}".encode("ascii"))
        self.transport.close()


class _Unchunked:
    """Sends answers of unknown length as they are, up to the end of the connection."""

    def __init__(self, app: ASGIApp, transport: asyncio.Transport) -> None:
        self._app = app
        self._transport = transport

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        cycle: Any = send.__self__  # type: ignore[attr-defined]
        is_open = False

        async def unchunked(message: Message) -> None:
            nonlocal is_open
            if message["type"] == "http.response.start":
                is_open = all(name.lower() != b"content-length" for name, _ in message["headers"])
                if is_open:
                    cycle.chunked_encoding = False
            elif is_open:
                cycle.expected_content_length = len(message.get("body", b""))
                is_open = message.get("more_body", False)
            await send(message)

        try:
            await self._app(scope, receive, unchunked)
        finally:
            if is_open:
                self._reset()

    def _reset(self) -> None:
        """End the connection so that its other side hears of a failure."""
        if self._transport.is_closing():  # it has heard: it left
            return
        taken: socket.socket = self._transport.get_extra_info("socket")
        with suppress(OSError, ValueError):
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()


def _takes_trailers(value: bytes) -> bool:
    return b"trailers" in {each.strip().lower() for each in value.split(b",")}


_UNSAFE: Final = (
    "the address holds a character that must be percent-encoded, as UTF-8 (%E4%B8%AD for U+4E2D)\n"
)
_SAID: Final = {
    HTTPStatus.REQUEST_URI_TOO_LONG: f"an address has at most {_LONGEST_ADDRESS:,} bytes; send a longer query by POST\n",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: f"headers have at most {_LONGEST_HEADERS:,} bytes together\n",
}
