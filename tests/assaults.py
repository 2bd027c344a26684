"""What a server on the open net must bear: queries that hang or crash engines, and clients that misbehave on the wire."""

from __future__ import annotations

import http.client
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_plus, urlencode

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["MISBEHAVIOURS", "SERVICES", "Reply", "ask", "hostile", "reply"]

_STAR: Final = " ; ".join(f"<http://example.org/p{n}> ?o{n}" for n in range(200))
_CROSS: Final = " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(60)))} }}" for n in range(6))
HOG: Final = "SELECT (SUM(?x * ?y * ?z) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }"
_FLOOD: Final = "SELECT * { ?a ?b ?c . ?d ?e ?f }"

QUERIES: Final[dict[str, tuple[str, set[int]]]] = {
    "5,000 nested brackets": (f"SELECT * {{ {'{' * 5_000}{'}' * 5_000} }}", {403}),
    "5,000 nested parentheses": (f"ASK {{ FILTER({'(' * 5_000}1{')' * 5_000}) }}", {403}),
    "1,000 nested NOT EXISTS": (
        f"SELECT * {{ {'?s ?p ?o FILTER NOT EXISTS { ' * 1_000}?s ?p ?o{' }' * 1_000} }}",
        {403},
    ),
    "a star of 200 patterns": (f"SELECT * {{ ?s {_STAR} }}", {200, 504}),
    "a cross product of VALUES": (f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} }}", {503, 504}),
    "a sum over three free patterns": (HOG, {503, 504}),
    "a path with both ends free": ("SELECT (COUNT(*) AS ?n) { ?a !<a:a>* ?b }", {200, 503, 504}),
    "a sort of everything with everything": (
        "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a ?d LIMIT 1",
        {503, 504},
    ),
    "an unknown function": ("SELECT (<http://example.org/f>(1) AS ?x) {}", {400}),
    "10,000 alternatives": (f"ASK {{ ?s ?p ?o FILTER(?o = 1{' || ?o = 1' * 5_000}) }}", {403}),
    "regular expressions that explode": (
        'SELECT (REGEX(CONCAT("' + "a" * 5_000 + '", "b"), "^(a+)+$") AS ?x) {}',
        {200, 504},
    ),
    "a string that doubles": (
        'SELECT (STRLEN(?x9) AS ?n) { BIND("' + "x" * 1_000 + '" AS ?x0) '
        + " ".join(f"BIND(CONCAT({', '.join([f'?x{n}'] * 20)}) AS ?x{n + 1})" for n in range(9))
        + " }",
        {200, 503, 504},
    ),
}  # fmt: skip
"""Each with the statuses it may get, on a store that is large enough for it to run out of time."""

SERVICES: Final = (
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?x {{ <{0}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?x {{ <{0}> }} SERVICE SILENT ?x {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERV\\u0049CE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p ?o SeRvIcE # <a:b>\n <{0}> {{}} }}",
    "PREFIX x: <{0}> SELECT * {{ SERVICE x: {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p trueSERVICE <{0}> {{}} }}",
    "SELECT * {{ FILTER EXISTS {{ SERVICE <{0}> {{}} }} }}",
    "LOAD <{0}>",
)
"""Ways to have a server ask another at an address."""


@dataclass(frozen=True)
class Reply:
    """What came back: the status (0 where the server hung up first), the body, the seconds it took."""

    status: int
    body: bytes
    seconds: float


def reply(port: int, request: bytes, *, timeout: float = 20) -> Reply:
    """Return what a server replies to some bytes, whatever they are."""
    begin = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as connection:
        with suppress(ConnectionError):
            connection.sendall(request)
        answer = http.client.HTTPResponse(connection, method=request.partition(b" ")[0].decode("latin-1"))
        try:
            answer.begin()
            body = answer.read()
        except http.client.IncompleteRead as error:
            body = error.partial
        except (http.client.HTTPException, ConnectionError):
            return Reply(0, b"", time.perf_counter() - begin)
        finally:
            answer.close()
        return Reply(answer.status, body, time.perf_counter() - begin)


def ask(query: str, **fields: str) -> bytes:
    """Return a request that posts a query and hangs up after the answer."""
    body = urlencode({"query": query, **fields}).encode()
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode() + body


def hostile(port: int, name: str, timeout: float) -> str | None:
    """Put one of the hostile queries to a server with so many seconds; return what is wrong with its reply."""
    query, expected = QUERIES[name]
    got = reply(port, ask(query, timeout=f"{timeout:g}"), timeout=timeout + 30)
    if got.status not in expected | {503, 504}:
        return f"{name}: status {got.status}, not one of {sorted(expected)}: {got.body[:200]!r}"
    return None


# ---------------------------------------------------------------------------------------------- on the wire


def _get(query: str) -> bytes:
    return f"GET /sparql?query={quote_plus(query)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


def _leave_after(sent: int | None, read: int, pause: float, query: str) -> Callable[[int], None]:
    def leave(port: int) -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(_get(query)[:sent])
            if read:
                connection.recv(read)
            time.sleep(pause)

    return leave


def _reset(port: int) -> None:
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.sendall(_get(_FLOOD))
    connection.recv(100)
    connection.close()


def _half_close(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(_get(HOG))
        connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError):
            connection.recv(100)


def _half_close_reading(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.shutdown(socket.SHUT_RD)
        with suppress(ConnectionError):
            connection.sendall(_get(_FLOOD))
            time.sleep(0.2)


def _pipeline(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(_get("ASK {}") * 20 + _get(HOG))
        connection.recv(1000)


def _short_body(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(ask("ASK {}").replace(b"Content-Length: ", b"Content-Length: 9"))


def _junk(port: int) -> None:
    for junk in (
        b"\0" * 1000,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        b"PRI * HTTP/2.0\r\n\r\nSM",
        b"\r\n" * 500,
    ):
        with (
            socket.create_connection(("127.0.0.1", port), timeout=0.2) as connection,
            suppress(ConnectionError, TimeoutError),
        ):
            connection.sendall(junk + b"\r\n\r\n")
            connection.recv(1000)


MISBEHAVIOURS: Final[dict[str, Callable[[int], None]]] = {
    "connects and leaves": _leave_after(0, 0, 0, "ASK {}"),
    "leaves in the request": _leave_after(20, 0, 0, "ASK {}"),
    "leaves when it has asked": _leave_after(None, 0, 0, HOG),
    "leaves while it is computed": _leave_after(None, 0, 0.2, HOG),
    "leaves at the first byte": _leave_after(None, 1, 0, _FLOOD),
    "leaves in the middle": _leave_after(None, 100_000, 0.1, _FLOOD),
    "resets the connection": _reset,
    "closes its writing half": _half_close,
    "closes its reading half": _half_close_reading,
    "pipelines and leaves": _pipeline,
    "promises a longer body": _short_body,
    "sends no HTTP": _junk,
}
"""What clients do on a connection, each of it over within a second or two."""
