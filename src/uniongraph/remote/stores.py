"""Writing graphs into a service: by the Graph Store Protocol, or by SPARQL Update where it has none."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, Literal, Protocol
from urllib.parse import urlsplit, urlunsplit

import httpx

from uniongraph.errors import QueryBusy
from uniongraph.fetching.exchange import AGENT

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from uniongraph.remote.endpoint import Endpoint

__all__ = ["GraphStore", "Kind", "Store", "Update", "guess", "query_address"]

Kind = Literal["graph-store", "update"]

_UPDATES: Final = ("/update", "/statements", "/sparql-auth", "/sparql")
_WAITS: Final = (1.0, 4.0, None)
"""Seconds before something is sent again."""
_QUERIES: Final = (
    ("/sparql-graph-crud-auth", "/sparql"),
    ("/sparql-graph-crud", "/sparql"),
    ("/sparql-auth", "/sparql"),
    ("/rdf-graphs/service", ""),
    ("/statements", ""),
    ("/sparql/gsp", "/sparql"),
    ("/store", "/query"),
    ("/data", "/sparql"),
    ("/get", "/sparql"),
)
"""Where services are asked, by the end of where they are written to: Virtuoso, GraphDB and RDF4J, Neptune, oxigraph, Fuseki."""


def guess(url: str) -> Kind:
    """Return the protocol that a service most likely speaks at an address."""
    return "update" if urlsplit(url).path.rstrip("/").endswith(_UPDATES) else "graph-store"


def query_address(url: str) -> str:
    """Return where a service is most likely asked that is written to at this address."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if path.endswith("/update"):  # oxigraph has it at the root, Fuseki below a dataset
        path = path.removesuffix("/update") + ("/query" if path.count("/") == 1 else "/sparql")
    else:
        end, replaced = next((each for each in _QUERIES if path.endswith(each[0])), ("", ""))
        path = path.removesuffix(end) + replaced
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


class Store(Protocol):
    """A service that is written to."""

    most_bytes: int
    """How much one request carries at most."""
    most_lines: int
    """How many statements one request carries at most."""

    def put(self, graph: str, lines: Sequence[bytes]) -> None:
        """Have a graph hold these statements and no others."""

    def add(self, graph: str, lines: Sequence[bytes]) -> None:
        """Have a graph hold these statements too."""

    def remove(self, graph: str) -> None:
        """Have a graph be gone."""


class GraphStore:
    """A service that speaks the SPARQL 1.1 Graph Store Protocol; a graph is a resource below its address."""

    most_bytes: int = 8 << 20
    most_lines: int = 50_000

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def put(self, graph: str, lines: Sequence[bytes]) -> None:
        """Replace a graph."""
        self._send("PUT", graph, b"".join(lines))

    def add(self, graph: str, lines: Sequence[bytes]) -> None:
        """Merge statements into a graph."""
        self._send("POST", graph, b"".join(lines))

    def remove(self, graph: str) -> None:
        """Delete a graph, if it is there."""
        self._send("DELETE", graph, b"")

    def _send(self, method: str, graph: str, content: bytes) -> None:
        url = httpx.URL(self._endpoint.address.url).copy_merge_params({"graph": graph})
        headers = {"User-Agent": AGENT}
        if content:
            headers["Content-Type"] = "application/n-triples"
        sending = httpx.Request(method, url, content=content, headers=headers)
        _send(self._endpoint, sending, allowed={httpx.codes.NOT_FOUND} if method == "DELETE" else ())


class Update:
    """A service that speaks SPARQL 1.1 Update; statements go in as data, in requests of bounded size."""

    most_bytes: int = 2 << 20
    most_lines: int = 4_000

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def put(self, graph: str, lines: Sequence[bytes]) -> None:
        """Replace a graph: drop it, then insert (two requests, since not every service takes two operations in one)."""
        self.remove(graph)
        self.add(graph, lines)

    def add(self, graph: str, lines: Sequence[bytes]) -> None:
        """Insert statements into a graph."""
        self._send(b"INSERT DATA { GRAPH <%s> {\n%s} }" % (graph.encode(), b"".join(lines)))

    def remove(self, graph: str) -> None:
        """Drop a graph, if it is there."""
        self._send(b"DROP SILENT GRAPH <%s>" % graph.encode())

    def _send(self, update: bytes) -> None:
        headers = {"Content-Type": "application/sparql-update; charset=utf-8", "User-Agent": AGENT}
        sending = httpx.Request("POST", self._endpoint.address.url, content=update, headers=headers)
        _send(self._endpoint, sending)


def _send(endpoint: Endpoint, sending: httpx.Request, *, allowed: Collection[int] = ()) -> None:
    """Send what may be sent twice, and once more after a while where the service is busy."""
    for wait in _WAITS:
        try:
            with endpoint.reading():
                endpoint.send(sending, source="what is pushed", allowed=allowed).close()
        except QueryBusy:
            if wait is None:
                raise
            time.sleep(wait)
        else:
            return
