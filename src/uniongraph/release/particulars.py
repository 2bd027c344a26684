"""What is known of a release besides its manifest: how often each property is stated, links to others, what it covers.

It takes a look at the store, which for ten thousand documents is estimated at ten seconds, not measured; where a release
grew from the one before, properties are counted by what differs. Who publishes, what is covered and what is linked is told by
our own graphs alone, not by those of partners. It is kept beside the description that is made of it, and is no part of the release's id.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Linkset", "Particulars", "Place", "collect", "decode", "encode"]

_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_LINKS: Final = tuple(f"{_SKOS}{kind}Match" for kind in ("broad", "close", "exact", "narrow", "related"))
_SPACE: Final = re.compile(r"(.*[#/=])[^#/=]+[#/]?", re.DOTALL)
"""What the IRI of a thing begins with, and its own name behind."""
_PROPERTIES: Final = "SELECT DISTINCT ?p { GRAPH ?g { ?s ?p ?o } }"
_STATED: Final = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?o { GRAPH ?g { ?s %s ?o } } }"
_LINKED: Final = "SELECT DISTINCT ?s ?o { GRAPH ?g { ?s $predicate ?o } FILTER STRSTARTS(STR(?g), $base) }"
_YEARS: Final = """
PREFIX ug: <https://w3id.org/uniongraph/ontology#>
SELECT DISTINCT ?year {
  { ?thing ug:editionYear ?year }
  UNION { ?thing ug:documentYear ?year ; ug:documentStatus ?status
    FILTER (?status != <https://w3id.org/uniongraph/scheme/document-status/cited-only>) }
  FILTER STRSTARTS(STR(?thing), $base) }
"""
_PLACES: Final = """
PREFIX ug: <https://w3id.org/uniongraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?place ?name {
  { SELECT DISTINCT ?place {
    { SELECT DISTINCT ?named { ?organization ug:territory ?named FILTER STRSTARTS(STR(?organization), $base) } }
    ?named ug:within* ?place
    FILTER NOT EXISTS { ?place ug:within ?larger } } }
  ?place skos:prefLabel ?name
} ORDER BY ?place ?name
"""
_PUBLISHER: Final = """
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
SELECT ?agent ?name ?contact ?way {
  $catalog dcterms:publisher ?agent . ?agent foaf:name ?name
  OPTIONAL { $catalog dcat:contactPoint ?contact . ?contact vcard:hasEmail|vcard:hasURL ?way }
} ORDER BY ?agent ?name ?way LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Linkset:
    """So many links of one kind into one set of things elsewhere: what the IRIs of these begin with."""

    predicate: str
    target: str
    triples: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the data covers, with its names and their languages."""

    iri: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known of a release besides its manifest.

    ``properties`` is how many distinct triples have each property; ``years`` the first and the last that editions and
    documents are of; ``places`` the largest within which organizations are; ``publisher`` the IRI and the name of who
    publishes, ``contact`` the IRI of the contact and of the way to it. None and empty is what the data does not say.
    """

    properties: Mapping[str, int] = field(default_factory=dict, hash=False)
    linksets: tuple[Linkset, ...] = ()
    years: tuple[str, str] | None = None
    places: tuple[Place, ...] = ()
    publisher: tuple[str, str] | None = None
    contact: tuple[str, str] | None = None


def collect(store: pyoxigraph.Store, base: str, properties: Mapping[str, int] | None = None) -> Particulars:
    """Return what a store whose IRIs hang on a base says; ``properties`` where they are counted already."""
    years = sorted(row["year"].value for row in _rows(store, _based(_YEARS, base)))
    agent = next(iter(_rows(store, _PUBLISHER.replace("$catalog", f"<{base}id/catalog>"))), None)
    return Particulars(
        properties=dict(sorted((_stated(store) if properties is None else properties).items())),
        linksets=tuple(_linksets(store, base)),
        years=(years[0], years[-1]) if years else None,
        places=tuple(_places(store, base)),
        publisher=(agent["agent"].value, agent["name"].value) if agent else None,
        contact=(agent["contact"].value, agent["way"].value) if agent and agent["way"] else None,
    )


def encode(found: Particulars) -> bytes:
    """Return the bytes of ``particulars.json``."""
    return (json.dumps(asdict(found), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def decode(data: bytes) -> Particulars | None:
    """Return what these bytes say, None where they say nothing that is understood."""
    with suppress(ValueError, LookupError, TypeError):
        said = json.loads(data)
        return Particulars(
            properties={str(name): int(number) for name, number in said["properties"].items()},
            linksets=tuple(Linkset(**each) for each in said["linksets"]),
            years=_pair(said["years"]),
            places=tuple(
                Place(each["iri"], tuple((words, tag) for words, tag in each["names"]))
                for each in said["places"]
            ),
            publisher=_pair(said["publisher"]),
            contact=_pair(said["contact"]),
        )
    return None


def _pair(said: Any) -> tuple[str, str] | None:  # noqa: ANN401 (JSON)
    if said is None:
        return None
    first, second = said
    return str(first), str(second)


# ---------------------------------------------------------------------------------------------- looking


def _rows(store: pyoxigraph.Store, text: str) -> Iterator[pyoxigraph.QuerySolution]:
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return iter(found)


def _based(text: str, base: str) -> str:
    """Return a query about what hangs on a base."""
    return text.replace("$base", str(pyoxigraph.Literal(base)))


def _stated(store: pyoxigraph.Store) -> dict[str, int]:
    """Count the distinct triples of each property: one after the other, so that none takes much memory."""
    names = [row["p"] for row in _rows(store, _PROPERTIES)]
    return {name.value: int(next(_rows(store, _STATED % name))["n"].value) for name in names}


def _linksets(store: pyoxigraph.Store, base: str) -> Iterator[Linkset]:
    from uniongraph.iris import BASE  # noqa: PLC0415 (whoever reads a release needs no IRIs)

    linked = _based(_LINKED, base)
    for predicate in _LINKS:
        targets = (row["o"] for row in _rows(store, linked.replace("$predicate", f"<{predicate}>")))
        for target, number in sorted(_spaces(targets, (base, BASE)).items()):
            yield Linkset(predicate, target, number)


def _spaces(targets: Iterable[object], ours: tuple[str, ...]) -> Counter[str]:
    iris = (each.value for each in targets if isinstance(each, pyoxigraph.NamedNode))
    found = (_SPACE.fullmatch(each) for each in iris if not each.startswith(ours))
    return Counter(each[1] for each in found if each)


def _places(store: pyoxigraph.Store, base: str) -> Iterator[Place]:
    names: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(store, _based(_PLACES, base)):
        names.setdefault(row["place"].value, []).append((row["name"].value, row["name"].language or "und"))
    yield from (Place(iri, tuple(said)) for iri, said in names.items())
