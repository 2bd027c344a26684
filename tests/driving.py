"""A client that costs little: requests made beforehand, on connections that are kept, each sent when the last is answered."""

from __future__ import annotations

import re
import selectors
import socket
import time
from dataclasses import dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["MARK", "Caller", "Driven", "drive", "fetch", "get", "percentile", "varied"]

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
MARK = b"\x00"
"""Where a number goes that makes each request another."""


@dataclass
class Driven:
    """What a drive saw: the seconds it took, those of each answer, and the first bytes of answers that were not 200."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    failures: list[bytes] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def at(self, share: float) -> float:
        """Milliseconds within which this share of answers came."""
        return percentile(self.latencies, share) * 1000


def percentile(values: list[float], share: float) -> float:
    """Return the value that this share of values does not exceed."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def get(
    path: str, query: str, accept: str = "application/sparql-results+json", *, vary: bool = False
) -> bytes:
    """Return a GET that asks a query; with ``vary`` a comment in it has a place for a number: no cache knows it then."""
    number = "%20%23\x00" if vary else ""
    address = f"{path}?{urlencode({'query': query})}{number}"
    return f"GET {address} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\n\r\n".encode()


def varied(requests: Iterable[bytes]) -> Iterator[bytes]:
    """Yield requests without end, each with a number of its own where it has a place for one."""
    for number, request in enumerate(cycle(requests)):
        yield request.replace(MARK, b"%d" % number, 1)


def is_whole(answer: bytes | bytearray) -> bool:
    """Tell whether an answer has come to its end."""
    head = answer.find(b"\r\n\r\n")
    if head < 0:
        return False
    length = _LENGTH.search(answer, 0, head)
    if length:
        return len(answer) - head - 4 >= int(length[1])
    return answer.endswith(b"0\r\n\r\n") or bytes(answer[9:12]) in {b"304", b"204"}


def fetch(port: int, request: bytes) -> bytes:
    """Return the whole answer to one request on a connection of its own."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request)
        answer = bytearray()
        while not is_whole(answer):
            piece = connection.recv(1 << 18)
            if not piece:
                raise ConnectionError(f"the answer breaks off after {len(answer)} bytes")
            answer += piece
        return bytes(answer)


class Caller:
    """One connection that is kept, for one request after the other."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> bytes:
        """Return the whole answer to a request."""
        self._socket.sendall(request)
        answer = bytearray()
        while not is_whole(answer):
            piece = self._socket.recv(1 << 18)
            if not piece:
                raise ConnectionError("the server hung up")
            answer += piece
        return bytes(answer)

    def close(self) -> None:
        self._socket.close()


def drive(port: int, coming: Iterator[bytes], connections: int, seconds: float, pause: float = 0.0) -> Driven:
    """Put requests to a server on so many connections for so many seconds, ``pause`` seconds between two on one."""
    driven = Driven()
    begin = time.perf_counter()
    with selectors.DefaultSelector() as waiting:
        for _ in range(connections):
            waiting.register(_Line(port, coming), selectors.EVENT_READ)
        while (now := time.perf_counter()) - begin < seconds:
            for key, _ in waiting.select(1):
                line: _Line = key.fileobj  # type: ignore[assignment]
                line.take(driven)
                if line.is_idle:
                    time.sleep(pause)
                    line.send(next(coming))
        driven.seconds = now - begin
        for key in list(waiting.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]
    return driven


class _Line:
    """One connection, with a request under way."""

    def __init__(self, port: int, coming: Iterator[bytes]) -> None:
        self._port = port
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._answer = bytearray()
        self.is_idle = False
        self.send(next(coming))

    def fileno(self) -> int:
        return self._socket.fileno()

    def close(self) -> None:
        self._socket.close()

    def send(self, request: bytes) -> None:
        self._answer.clear()
        self.is_idle = False
        self._begin = time.perf_counter()
        self._socket.sendall(request)

    def take(self, driven: Driven) -> None:
        try:
            piece = self._socket.recv(1 << 18)
        except ConnectionError:
            piece = b""
        if not piece:
            raise ConnectionError(f"port {self._port} hung up after {len(self._answer)} bytes of an answer")
        self._answer += piece
        if is_whole(self._answer):
            driven.latencies.append(time.perf_counter() - self._begin)
            if not self._answer.startswith(b"HTTP/1.1 200"):
                driven.failures.append(bytes(self._answer[:200]))
            self.is_idle = True
