"""A service that is asked: a query goes there, and its answer comes back as the engine's own values."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import httpx
import pyoxigraph as ox

from uniongraph import sparql
from uniongraph.errors import QueryError, QueryTimeout, ServiceFailed
from uniongraph.fetching import failures
from uniongraph.fetching.exchange import AGENT
from uniongraph.iris import BASE, PREFIXES, SCHEME
from uniongraph.remote import replies

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from uniongraph.remote.address import Address

__all__ = ["MAX_HOPS", "Dataset", "Endpoint", "hop", "request"]

MAX_HOPS: Final = 3
"""Redirects that are followed."""
_CONNECT: Final = 10.0
_MAX_BYTES: Final = 4 << 30
_MAX_CONCEPTS: Final = 100_000
_MOVED: Final = {301, 302, 307, 308}


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a service is asked over: those named, or, where none is, what it takes for its default graph."""

    graphs: tuple[str, ...] = ()

    def fields(self, default: Sequence[str], named: Sequence[str]) -> list[tuple[str, str]]:
        """Return the fields of a request that choose a dataset: as asked for (``default``, ``named``), else this one."""
        if not default and not named:
            default = named = self.graphs
        return [("default-graph-uri", iri) for iri in default] + [("named-graph-uri", iri) for iri in named]


def request(
    address: Address,
    query: str,
    kind: Literal["table", "graph"],
    fields: Sequence[tuple[str, str]],
) -> httpx.Request:
    """Return the request that asks a service a query; it is refused here first where it would be refused anyway."""
    data: dict[str, list[str]] = {"query": [query]}
    for name, value in fields:
        data.setdefault(name, []).append(value)
    headers = {"Accept": replies.ACCEPTED[kind], "User-Agent": AGENT}
    return httpx.Request("POST", address.url, data=data, headers=headers)


def hop(
    address: Address, sent: httpx.Request, response: httpx.Response
) -> tuple[Address, httpx.Request] | None:
    """Return where a response sends its request on to, None where it does not; ServiceFailed where it leads astray."""
    if not response.has_redirect_location:
        return None
    target = str(sent.url.join(response.headers["location"]))
    if response.status_code not in _MOVED or not target.startswith(("http://", "https://")):
        said = f"sends its callers away (status {response.status_code}) to {address.at(target).shown[:200]}"
        raise ServiceFailed(said, source=address.shown)
    headers = {key: value for key, value in sent.headers.items() if key not in {"host", "authorization"}}
    return address.at(target), httpx.Request(sent.method, target, content=sent.content, headers=headers)


class Endpoint:
    """A SPARQL service at an address. Close it, or use it as a context manager."""

    def __init__(self, address: Address, dataset: Dataset | None = None, *, timeout: float = 60.0) -> None:
        self.address = address
        self.dataset = dataset or Dataset()
        self.timeout = timeout
        self._client = httpx.Client(timeout=httpx.Timeout(timeout, connect=min(timeout, _CONNECT)))
        self._coming: _Coming | None = None

    def __enter__(self) -> Endpoint:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._drop()
        self._client.close()

    def ask(
        self,
        query: str,
        *,
        base: str | None = BASE,
        source: str = "query",
        dataset: Dataset | None = None,
    ) -> sparql.Answer:
        """Return the answer to a query, of which little has been read yet: read it within `reading`, before the next.

        ``dataset`` stands in place of the endpoint's own; a query that says FROM has neither.
        Raises QueryRefused for what is not sent at all (updates, SERVICE), ServiceFailed, QueryBusy and QueryTimeout
        for what goes wrong on the way, QueryError where the service does not take the query.
        """
        text = sparql.portable(query, base=base, source=source)
        kind: Literal["table", "graph"] = (
            "graph" if sparql.form(text) in {"construct", "describe"} else "table"
        )
        fields = (
            [] if sparql.says_from(list(sparql.tokens(text))) else (dataset or self.dataset).fields((), ())
        )
        with self.reading():
            response = self.send(request(self.address, text, kind, fields), source=source)
            self._coming = coming = _Coming(response, self.address.shown, self.timeout)
            if (said := failures.cut(response.headers, self.address.shown)) is not None:
                raise ServiceFailed(f"{said}: this answer is not whole", source=source)
            form = replies.engine_format(response, kind, self.address.shown)
            if isinstance(form, ox.RdfFormat):
                return sparql.Triples(quad.triple for quad in ox.parse(coming, form))  # type: ignore[arg-type]
            coming.nesting = sparql.Nesting() if form == ox.QueryResultsFormat.JSON else None
            return ox.parse_query_results(coming, form)  # type: ignore[arg-type]

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn what goes wrong while an answer comes into one sentence that names the service."""
        with replies.translated(self.address.shown, self.timeout):
            yield

    def send(
        self, sending: httpx.Request, *, source: str = "query", allowed: Collection[int] = ()
    ) -> httpx.Response:
        """Return a response whose head is there, redirects followed; raise what `replies.refusal` says of its status.

        A status that is ``allowed`` is none to be raised.
        """
        self._drop()
        address = self.address.at(str(sending.url))
        for _ in range(MAX_HOPS + 1):
            response = self._client.send(sending, auth=address.auth, stream=True)
            following = hop(address, sending, response)
            if following is None:
                break
            response.close()
            address, sending = following
        else:
            raise ServiceFailed(f"sends its callers on more than {MAX_HOPS} times", source=self.address.shown)
        if not response.is_success and response.status_code not in allowed:
            said = next(response.iter_bytes(failures.MAX_SAID), b"")
            response.close()
            raise replies.refusal(response, said, address.shown, source=source)
        return response

    def _drop(self) -> None:
        """Let go of an answer that nobody reads to its end."""
        if self._coming is not None:
            self._coming.close()
            self._coming = None

    # ------------------------------------------------------------------------ what is asked on the way to an answer

    def table(self, query: str, dataset: Dataset | None = None) -> list[tuple[str, ...]]:
        """Return the rows of a SELECT of ours, as plain texts."""
        with self.reading():
            return [tuple(row) for row in sparql.rows(self.ask(query, dataset=dataset))[1]]

    def holds(self, query: str) -> bool:
        """Return the answer to an ASK of ours."""
        with self.reading():
            return bool(self.ask(query))

    def concepts(self, scheme: str) -> set[str]:
        """Return the keys of the concepts that the service knows of a scheme."""
        path = f"{SCHEME}{scheme}/"
        member = f"<{PREFIXES['skos']}inScheme> <{SCHEME}{scheme}>"
        found = self.table(f"SELECT DISTINCT ?concept {{ ?concept {member} }} LIMIT {_MAX_CONCEPTS}")
        return {iri.removeprefix(path) for (iri,) in found}

    def quads(self, graphs: Sequence[str]) -> Iterator[ox.Quad]:
        """Yield the quads of some graphs, be they of the dataset or not."""
        for iri in graphs:
            try:
                name = ox.NamedNode(iri)
            except ValueError:
                raise QueryError(f"{iri!r} is no absolute IRI, so it names no graph") from None
            with self.reading():
                query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}"
                answer = self.ask(query, dataset=Dataset())
                assert isinstance(answer, sparql.Triples)
                for triple in answer:
                    yield ox.Quad(triple.subject, triple.predicate, triple.object, name)


class _Coming:
    """A response as the file that a parser reads: in time, and not without end."""

    def __init__(self, response: httpx.Response, url: str, seconds: float) -> None:
        self._response, self._url, self._seconds = response, url, seconds
        self._chunks = response.iter_bytes()
        self._held = memoryview(b"")
        self.nesting: sparql.Nesting | None = None
        self._left = _MAX_BYTES
        self._deadline = time.monotonic() + seconds

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end."""
        while not self._held:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._left -= len(chunk)
            if self._left < 0:
                raise ServiceFailed(f"sends more than {_MAX_BYTES:,} bytes", source=self._url)
            if time.monotonic() > self._deadline:
                raise QueryTimeout(f"is not done after {self._seconds:g} s", source=self._url)
            if self.nesting is not None and self.nesting.take(chunk):
                raise ServiceFailed("answers with brackets too deep in one another", source=self._url)
            self._held = memoryview(chunk)
        size = len(self._held) if size < 0 else size
        taken, self._held = bytes(self._held[:size]), self._held[size:]
        return taken

    def close(self) -> None:
        """Hang up."""
        self._response.close()
