"""Things that a service tells of: a SPARQL endpoint page by page, a Reconciliation service by our names in batches."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import pyoxigraph as ox

from uniongraph import sparql
from uniongraph.errors import LinkError, UnionGraphError
from uniongraph.linking.labelled import CODES, LABELS, Gathering
from uniongraph.linking.outside import Outside, iri_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uniongraph.fetching import Fetched, Fetcher

__all__ = ["Manifest", "Visit", "answers_sparql", "asked", "manifest_of", "selected"]

_RESULTS: Final = "application/sparql-results+json"
_FORM: Final = "application/x-www-form-urlencoded"
_PAGE: Final = 5_000
_PAGES: Final = 200
"""A million rows; a query without an end is no list of things."""
_BATCH: Final = 10
"""What OpenRefine sends at once, so what every service takes."""
_PER_NAME: Final = 10
_LONGEST: Final = 500


@dataclass(slots=True)
class Visit:
    """What asking a service comes to: the hash of all it said, in its order, and the moment of its first answer."""

    fetcher: Fetcher
    url: str
    date: str = ""
    digest: Any = field(default_factory=hashlib.sha256)

    def noted(self, fetched: Fetched) -> bytes:
        """Return the bytes of an answer, which is part of the visit."""
        self.date = self.date or fetched.date
        self.digest.update(fetched.content)
        return fetched.content


# ---------------------------------------------------------------------------------------------------- SPARQL


def answers_sparql(fetcher: Fetcher, url: str) -> bool:
    """Say whether an address answers a question in SPARQL as an endpoint does."""
    try:
        fetched = fetcher.get(url, accept=_RESULTS, params={"query": "ASK {}"})
        return not sparql.nests(fetched.content) and isinstance(
            ox.parse_query_results(fetched.content, ox.QueryResultsFormat.JSON), ox.QueryBoolean
        )
    except (UnionGraphError, SyntaxError, ValueError):
        return False


def selected(visit: Visit, kind: str | None) -> Iterator[Outside]:
    """Yield the things that an endpoint names, in its default graph or any other, of one class where one is given."""
    gathering = Gathering(visit.url, kind)
    for subject, predicate, value in _statements(visit, kind):
        if isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode):
            gathering.add(subject.value, predicate.value, value)
            if kind is not None:
                gathering.members.add(subject.value)
    return gathering.things()


def _statements(visit: Visit, kind: str | None) -> Iterator[tuple[Any, Any, Any]]:
    """Yield what an endpoint says of names and codes, page after page, until one is not full."""
    for page in range(_PAGES):
        content = urlencode({"query": _query(kind, page * _PAGE)}).encode()
        fetched = visit.fetcher.post(visit.url, content, _FORM, accept=_RESULTS)
        rows = _rows(visit.noted(fetched), visit.url)
        if len(rows) > _PAGE:
            raise LinkError(f"gives {len(rows):,} rows where {_PAGE:,} were asked for", source=visit.url)
        yield from rows
        if len(rows) < _PAGE:
            return
    raise LinkError(
        f"names too much: more than {_PAGE * _PAGES:,} names; choose by --class", source=visit.url
    )


def _query(kind: str | None, offset: int) -> str:
    wanted = " ".join(str(ox.NamedNode(iri)) for iri in (*LABELS, *CODES))
    of_class = (
        f"{{ ?s a {ox.NamedNode(kind)} }} UNION {{ GRAPH ?h {{ ?s a {ox.NamedNode(kind)} }} }}"
        if kind
        else ""
    )
    return (
        f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?p {{ {wanted} }} "
        f"{{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} {of_class} FILTER (isIRI(?s) && isLiteral(?o)) }} "
        f"ORDER BY ?s ?p ?o LIMIT {_PAGE} OFFSET {offset}"
    )


def _rows(content: bytes, url: str) -> list[tuple[Any, Any, Any]]:
    if sparql.nests(content):
        raise LinkError("answers with brackets too deep in one another to be read", source=url)
    try:
        found = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
        if isinstance(found, ox.QuerySolutions):
            return [(row["s"], row["p"], row["o"]) for row in found]
    except (SyntaxError, ValueError, KeyError) as error:
        said = f"does not answer in SPARQL results: {' '.join(str(error).split())[:200]}"
        raise LinkError(said, source=url) from error
    raise LinkError("answers a SELECT with yes or no", source=url)


# -------------------------------------------------------------------------------------------- Reconciliation


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a Reconciliation service says of itself: its name, and what stands before its identifiers."""

    name: str
    space: str


def manifest_of(content: bytes) -> Manifest | None:
    """Return the manifest that some bytes are, None where they are none.

    One of version 0.1 names no version, but every one has both spaces.
    """
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not isinstance(said.get("identifierSpace"), str):
        return None
    versions = said.get("versions")
    if not isinstance(said.get("schemaSpace"), str) and not isinstance(versions, list):
        return None
    return Manifest(str(said.get("name", ""))[:200], said["identifierSpace"])


def asked(
    visit: Visit, manifest: Manifest, names: Sequence[str], *, kind: str | None, namespace: str | None
) -> Iterator[Outside]:
    """Yield whatever a service finds for some names, each thing once, by IRI."""
    space = namespace or (manifest.space if manifest.space.endswith(("/", "#", "=", ":")) else None)
    found: dict[str, Outside] = {}
    for batch in _batches(names, _BATCH):
        queries = {
            f"q{number}": {"query": name, "limit": _PER_NAME, **({"type": kind} if kind else {})}
            for number, name in enumerate(batch)
        }
        content = urlencode({"queries": json.dumps(queries, ensure_ascii=False)}).encode()
        fetched = visit.fetcher.post(visit.url, content, _FORM, accept="application/json")
        for each in _results(visit.noted(fetched), list(queries), visit.url):
            thing = _thing(each, space, visit.url)
            found.setdefault(thing.id, thing)
    return (found[iri] for iri in sorted(found))


def _batches(names: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(names)
    while batch := list(islice(rest, size)):
        yield batch


def _results(content: bytes, keys: Sequence[str], url: str) -> Iterator[Mapping[str, Any]]:
    try:
        said = json.loads(content)
        for key in keys:
            for each in said[key]["result"][:_PER_NAME]:
                if not isinstance(each, dict):
                    raise TypeError(f"a result of {key} is {type(each).__name__}")  # noqa: TRY301
                yield each
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        said = f"does not answer as a Reconciliation service: {' '.join(str(error).split())[:200]}"
        raise LinkError(said, source=url) from error


def _thing(said: Mapping[str, Any], space: str | None, url: str) -> Outside:
    key, name = said.get("id"), said.get("name")
    if not isinstance(key, str) or not isinstance(name, str) or not 0 < len(name.strip()) <= _LONGEST:
        raise LinkError("gives a result without id or name", source=url)
    iri = iri_of(key, space)
    if iri is None:
        hint = "say what stands before its identifiers by --namespace https://…/"
        raise LinkError(f"gives the identifier {key[:60]!r}, which is no IRI: {hint}", source=url)
    note = said.get("description")
    return Outside(iri, (" ".join(name.split()),), note=note[:200] if isinstance(note, str) else "")
