"""Requests to the endpoint with something wrong in them: good ones, changed at random, the same ones for the same seed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_plus

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["mutated"]

_QUERIES: Final = (
    "SELECT ?s ?o { ?s ?p ?o } LIMIT 3",
    "ASK { ?s a ?t FILTER(?t != <http://example.org/x>) }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2",
    "DESCRIBE <https://w3id.org/uniongraph/id/org/x>",
    "PREFIX a: <http://example.org/> SELECT (COUNT(*) AS ?n) { ?s a:p/a:q* ?o } GROUP BY ?s",
    'SELECT * { VALUES ?x { "上海" 1 <a:b> UNDEF } OPTIONAL { ?x ?p "a\\"b"@zh } BIND(STR(?x) AS ?y) } ORDER BY ?y',
)
_PIECES: Final = (
    *(
        "{",
        "}",
        "(",
        ")",
        "<",
        ">",
        '"',
        "'''",
        "#",
        "\\",
        "\\u0053",
        "%",
        "%%",
        "%00",
        "%FF",
        "%E4%B8",
        "+",
        "&",
        "=",
        ";",
    ),
    *(
        "\0",
        "\r\n",
        "\n",
        "\t",
        "\x7f",
        "上海",
        "\ufeff",
        "\U0001f600",
        "SERVICE",
        "FROM",
        "UNION",
        "INSERT",
        "LIMIT -1",
    ),
    *(
        "1e999",
        "99999999999999999999",
        "_:",
        "??",
        "$",
        "@zh",
        "^^<a:b>",
        "a" * 2_000,
        "((((" * 40,
        "?x " * 300,
    ),
)
_PARAMETERS: Final = (
    *(
        "format=json",
        "format=",
        "format=%FF",
        "output=xml",
        "results=csv",
        "timeout=0",
        "timeout=nan",
        "timeout=0.001",
    ),
    *(
        "timeout=1e9",
        "default-graph-uri=",
        "default-graph-uri=a",
        "named-graph-uri=http%3A%2F%2Fx%2F",
        "query=ASK%7B%7D",
    ),
    *("update=DROP%20ALL", "a" * 500, "&&&&", "=", "%=%", "using-graph-uri=a:b", "x=1;y=2"),
)
_HEADERS: Final = (
    *(
        "Accept: text/turtle",
        "Accept: ;;q=,*/*;q=x",
        "Accept: application/json;q=0",
        "Accept: " + "a/b," * 500,
    ),
    *(
        "Accept-Encoding: gzip, zstd, br",
        "Accept-Encoding: \x80",
        "Origin: null",
        "If-None-Match: *",
        'If-None-Match: "',
    ),
    *(
        "Expect: 100-continue",
        "Range: bytes=5-2",
        "Upgrade: websocket",
        "Connection: upgrade",
        "X: " + "y" * 70_000,
    ),
    *(
        "Content-Type: application/sparql-query; charset=",
        "Content-Type: ",
        "Content-Length: 5",
        "Cookie: a=\0",
    ),
    *(
        "Transfer-Encoding: chunked",
        "Content-Encoding: gzip",
        "Host: a/b",
        "Accept-Language: \xff;q=2",
        "Forwarded: for=x",
    ),
)
_METHODS: Final = (
    "GET",
    "GET",
    "GET",
    "POST",
    "POST",
    "HEAD",
    "OPTIONS",
    "PUT",
    "DELETE",
    "PATCH",
    "TRACE",
    "get",
    "X" * 50,
)
_PATHS: Final = (
    "/sparql",
    "/sparql",
    "/sparql",
    "/sparql/",
    "//sparql",
    "/sparql%00",
    "/%73parql",
    "/spar\x80ql",
    "/",
    "/..",
)
_TYPES: Final = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
    "text/plain",
)


def mutated(seed: int, number: int) -> Iterator[bytes]:
    """Yield so many requests, most of them wrong in one to four ways."""
    chance = random.Random(seed)  # noqa: S311 (the same ones every time)
    for _ in range(number):
        yield _one(chance)


def _one(chance: random.Random) -> bytes:
    method, path = chance.choice(_METHODS), chance.choice(_PATHS)
    query = _worn(chance, chance.choice(_QUERIES))
    encoded = quote_plus(query, errors="surrogatepass") if chance.random() < 0.8 else query.replace(" ", "+")
    if chance.random() < 0.2:
        encoded = _worn(chance, encoded)
    fields = [f"query={encoded}", *chance.sample(_PARAMETERS, chance.choice((0, 0, 1, 2)))]
    headers = ["Host: x", "Connection: close", *chance.sample(_HEADERS, chance.choice((0, 0, 1, 2)))]
    body = b""
    if method == "POST":
        kind = chance.choice(_TYPES)
        sent = query if kind != _TYPES[0] else "&".join(fields)
        body = sent.encode("utf-8", "surrogatepass")
        length = len(body) + chance.choice((0, 0, 0, 0, -1))
        headers += [f"Content-Type: {kind}", f"Content-Length: {max(length, 0)}"]
    else:
        path = f"{path}?{'&'.join(fields)}"
    head = "\r\n".join((f"{method} {path} HTTP/1.{chance.choice('1110')}", *headers)) + "\r\n\r\n"
    return _torn(chance, head.encode("utf-8", "surrogatepass") + body)


def _worn(chance: random.Random, text: str) -> str:
    """Return a text with up to three pieces put in, left out or said twice."""
    for _ in range(chance.choice((0, 0, 1, 1, 2, 3))):
        at = chance.randrange(len(text) + 1)
        until = min(len(text), at + chance.randrange(1, 8))
        middle = chance.choice((chance.choice(_PIECES), "", text[at:until] * 2))
        text = text[:at] + middle + text[until if not middle else at :]
    return text


def _torn(chance: random.Random, request: bytes) -> bytes:
    """Return a request of which, now and then, one byte is another."""
    if chance.random() < 0.15:
        at = chance.randrange(len(request))
        return request[:at] + bytes([chance.randrange(256)]) + request[at + 1 :]
    return request
