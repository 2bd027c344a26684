"""What a service elsewhere replies, held to what was asked of it; what is wrong with it, in one sentence."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

import httpx
import pyoxigraph as ox

from uniongraph.errors import QueryBusy, QueryError, QueryTimeout, ServiceFailed
from uniongraph.fetching import failures

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ACCEPTED", "engine_format", "refusal", "translated"]

Kind = Literal["table", "graph"]
"""Of SELECT and ASK, and of CONSTRUCT and DESCRIBE."""

ACCEPTED: Final[dict[Kind, str]] = {
    "table": "application/sparql-results+json, application/sparql-results+xml;q=0.3",
    "graph": "application/n-triples, text/turtle;q=0.7, application/rdf+xml;q=0.3",
}
_TABLES: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
_GRAPHS: Final = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_BUSY: Final = {429, 503}
_LATE: Final = {408, 504}
_UNKNOWN: Final = {401, 403, 407}
_ELSEWHERE: Final = {404, 405}
_READS_ONLY: Final = re.compile(r"\bonly reads?\b|\bread[- ]?only\b", re.IGNORECASE)
"""How services say that nothing is written to them, whoever asks: ours, and most others."""


def engine_format(response: httpx.Response, kind: Kind, url: str) -> ox.QueryResultsFormat | ox.RdfFormat:
    """Return the format that a response is in; ServiceFailed where it is none that was asked for."""
    said = response.headers.get("content-type", "")
    media = said.partition(";")[0].strip().lower()
    formats: dict[str, ox.QueryResultsFormat] | dict[str, ox.RdfFormat] = (
        _TABLES if kind == "table" else _GRAPHS
    )
    if media in formats:
        return formats[media]
    if "html" in media:
        raise ServiceFailed(
            "answers with a web page, not with results; is this its SPARQL address?", source=url
        )
    wanted = "results of a query" if kind == "table" else "a graph"
    given = f"as {media[:80]}" if media else "without saying in what format"
    raise ServiceFailed(f"answers {given}, which holds no {wanted}", source=url)


def refusal(response: httpx.Response, body: bytes, url: str, *, source: str = "query") -> QueryError:
    """Return what a status that is no success means; ``body`` is the beginning of what comes with it."""
    status = response.status_code
    said = failures.told(body, response.headers.get("content-type", ""))
    if status == httpx.codes.FORBIDDEN and _READS_ONLY.search(said):
        return ServiceFailed(f"only reads, and takes nothing in (status {status}): {said}", source=url)
    if status in _UNKNOWN:
        who = "wants to know who asks" if status == httpx.codes.UNAUTHORIZED else "does not let us in"
        return ServiceFailed(f"{who} (status {status}); see --auth-file", source=url)
    if status in _BUSY:
        return QueryBusy(f"is busy (status {status}): {said}", source=url)
    if status in _LATE:
        return QueryTimeout(f"ran out of its time (status {status}): {said}", source=url)
    if status == httpx.codes.BAD_REQUEST:
        what = "the query" if source == "query" else source
        return QueryError(f"does not take {what}: {said}", source=url)
    hint = _hint(url) if status in _ELSEWHERE else ""
    return ServiceFailed(f"answers with status {status}: {said}{hint}", source=url)


def _hint(url: str) -> str:
    """Return what is added for an address without a path, since hardly a service is asked there."""
    if urlsplit(url).path not in {"", "/"}:
        return ""
    root = url.partition("?")[0].rstrip("/")
    return f"; what is wanted is the address of its query service, such as {root}/sparql or {root}/query"


@contextmanager
def translated(url: str, seconds: float) -> Iterator[None]:
    """Turn what goes wrong on the way to a service and back into one sentence that names it."""
    try:
        yield
    except httpx.ConnectTimeout:
        raise ServiceFailed("cannot be reached: it does not take the connection", source=url) from None
    except httpx.TimeoutException:
        raise QueryTimeout(f"has not answered after {seconds:g} s", source=url) from None
    except httpx.ConnectError as error:
        raise ServiceFailed(f"cannot be reached: {failures.why(error)}", source=url) from None
    except httpx.DecodingError:
        raise ServiceFailed("sends what cannot be unpacked", source=url) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
        raise ServiceFailed(f"breaks off: {error or type(error).__name__}", source=url) from None
    except SyntaxError as error:
        said = f"answers with what is no whole result: {error.msg}"
        raise ServiceFailed(said, source=url) from None
