"""Facets: by what awards can be looked through, how many there are of each value, and which.

Counting looks at every award, so it is done once for a release and kept (see `sparql.place`); who finds nothing kept
counts anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from uniongraph import sparql
from uniongraph.iris import BASE, PREFIXES, SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = [
    "FACETS",
    "FARTHEST",
    "LATEST",
    "SORTED",
    "Facet",
    "Node",
    "asked",
    "counts",
    "is_kept",
    "latest",
    "members",
    "ordered",
    "shortened",
    "size",
]

Node: TypeAlias = "ox.NamedNode | ox.Literal"

FARTHEST: Final = 10_000
"""So many of one value are listed at most; whoever wants all asks SPARQL."""
SORTED: Final = 2_000
"""So many awards of one value are put in order; more come as the store has them."""
_PREFIXES: Final = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("dcterms", "rdf", "skos", "ug", "xsd")
)

_PLACES: Final = """
  OPTIONAL { ?member ug:decidedIn ?document }
  OPTIONAL { ?member ug:ordinal ?number }
  OPTIONAL { ?member ug:inCategory/ug:ordinal ?category }
  OPTIONAL { ?member ug:inTier ?tier . OPTIONAL { ?tier ug:tierRank ?rank } OPTIONAL { ?tier ug:inEdition/ug:editionYear ?year } }
"""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to look through things: the ``path`` of properties from a thing to its value, a star where any number fits.

    ``space`` is what the IRIs of values begin with, below the base or absolute; ``only`` is what else must hold of a
    value, and ``order`` how values are told.
    """

    name: str
    path: tuple[str, ...]
    space: str = ""
    only: str = ""
    order: str = "DESC(?count) ?value"

    @property
    def pattern(self) -> str:
        """The pattern of values and members, from the value on: so the engine finds the few first."""
        steps, outer = [self.only] if self.only else [], "?value"
        for number, step in reversed(list(enumerate(self.path))):
            inner = f"?s{number}" if number else "?member"
            steps.append(f"{inner} {step} {outer} .")
            outer = inner
        if self.path[0] == "ug:inTier":  # as categories are, which are no awards; the engine is quick only so
            steps.append("MINUS { ?member a ug:AwardCategory }")
        return " ".join(steps)

    @property
    def counting(self) -> str:
        """The query for all values with the number of their members."""
        return (
            f"{_PREFIXES}SELECT ?value (COUNT(DISTINCT ?member) AS ?count) WHERE {{ {self.pattern} }}\n"
            f"GROUP BY ?value\nORDER BY {self.order}\n"
        )

    def key(self, value: Node, base: str) -> str | None:
        """Return what stands for a value in an address; None for one that is of another's space."""
        if isinstance(value, ox.Literal):
            return value.value or None
        if not self.space:
            return shortened(value.value)
        for space in _spaces(self.space, base):
            if value.value.startswith(space):
                return value.value.removeprefix(space) or None
        return None

    def values(self, key: str, base: str) -> Iterator[Node]:
        """Yield the values that a key may stand for."""
        if self.name == "year":
            yield ox.Literal(key, datatype=ox.NamedNode(f"{PREFIXES['xsd']}gYear"))
            return
        for space in _spaces(self.space, base) if self.space else ("",):
            try:
                yield ox.NamedNode(space + (key if self.space else _lengthened(key)))
            except ValueError:
                continue


def _spaces(space: str, base: str) -> tuple[str, ...]:
    return (space,) if space.startswith("http") else tuple(dict.fromkeys((base + space, BASE + space)))


def shortened(iri: str) -> str:
    """Return an IRI by its prefix where it has one of ours."""
    for name, space in PREFIXES.items():
        if iri.startswith(space) and iri != space:
            return f"{name}:{iri.removeprefix(space)}"
    return iri


def _lengthened(key: str) -> str:
    name, colon, local = key.partition(":")
    return PREFIXES[name] + local if colon and name in PREFIXES else key


_DISTRICT: Final = (
    f"VALUES ?level {{ <{SCHEME}division-level/district> <{SCHEME}division-level/county> }} "
    "?value ug:divisionLevel ?level ."
)
"""Districts and what stands beside them elsewhere: counties, and cities below a prefecture."""
FACETS: Final[Mapping[str, Facet]] = {
    each.name: each
    for each in (
        Facet("district", ("ug:recipient", "ug:territory", "ug:within*"), "id/place/cn-", _DISTRICT),
        Facet("year", ("ug:inTier", "ug:inEdition", "ug:editionYear"), order="DESC(?value)"),
        Facet("tier", ("ug:inTier", "ug:tierKind"), f"{SCHEME}tier-kind/"),
        Facet("topic", ("ug:conferralOf", "ug:topic", "skos:broader*"), f"{SCHEME}topic/"),
        Facet("union-kind", ("ug:recipient", "ug:unionKind"), f"{SCHEME}union-kind/"),
        Facet("programme", ("ug:inTier", "ug:inEdition", "ug:editionOf"), "id/programme/"),
        Facet("category", ("ug:inCategory",), "id/category/"),
        Facet("kind", ("rdf:type",)),
    )
}
"""By name. All but the last are of awards; the last is of things of every kind."""

LATEST: Final = f"""{_PREFIXES}SELECT ?value (MAX(?when) AS ?last) WHERE {{
  ?value a ug:OfficialDocument . ?witness ug:witnessOf ?value .
  OPTIONAL {{ ?value dcterms:issued ?date }}
  OPTIONAL {{ ?value ug:documentYear ?year }}
  BIND (COALESCE(STR(?date), STR(?year)) AS ?when)
  FILTER BOUND(?when)
}}
GROUP BY ?value
ORDER BY DESC(?last) ?value
LIMIT 10
"""
"""The documents of the last dates, of those whose text was read."""


def asked() -> Mapping[str, str]:
    """Return the queries whose answers are worth keeping, by what they are called."""
    return {f"browse-{name}": each.counting for name, each in FACETS.items()} | {"browse-latest": LATEST}


def counts(store: ox.Store, facet: Facet, base: str, derived: Path | None) -> list[tuple[Node, int]]:
    """Return the values of a facet with the number of their members, as kept, or else counted now."""
    rows = _answer(store, facet.counting, base, derived)
    return [
        (value, int(count.value)) for value, count in rows if isinstance(value, ox.NamedNode | ox.Literal)
    ]


def latest(store: ox.Store, base: str, derived: Path | None) -> list[tuple[ox.NamedNode, str]]:
    """Return the latest documents with the date or the year of each."""
    rows = _answer(store, LATEST, base, derived)
    return [(value, when.value) for value, when in rows if isinstance(value, ox.NamedNode)]


def _answer(store: ox.Store, text: str, base: str, derived: Path | None) -> Iterator[ox.QuerySolution]:
    kept = None if derived is None else sparql.kept(sparql.place(derived, text, base))
    found = kept if kept is not None else sparql.evaluate(store, text, base=base, source="browse")
    assert isinstance(found, ox.QuerySolutions)
    return found


def is_kept(text: str, base: str, derived: Path | None) -> bool:
    """Tell whether the answer to one of these queries lies there."""
    return derived is not None and sparql.place(derived, text, base).exists()


def members(store: ox.Store, facet: Facet, value: Node, *, most: int, first: int = 0) -> list[ox.NamedNode]:
    """Return the members of a value in the order of the store, ``most`` of them from the one numbered ``first`` on."""
    text = (
        f"{_PREFIXES}SELECT DISTINCT ?member WHERE {{ VALUES ?value {{ {value} }} {facet.pattern} }}\n"
        f"OFFSET {first} LIMIT {most}"
    )
    found = sparql.evaluate(store, text, source="browse")
    assert isinstance(found, ox.QuerySolutions)
    return [member for (member,) in found if isinstance(member, ox.NamedNode)]


def size(store: ox.Store, facet: Facet, value: Node) -> int:
    """Return how many members a value has; one more than `FARTHEST` where they are more than that."""
    text = (
        f"{_PREFIXES}SELECT (COUNT(*) AS ?count) WHERE {{ SELECT DISTINCT ?member WHERE {{\n"
        f"VALUES ?value {{ {value} }} {facet.pattern} }} LIMIT {FARTHEST + 1} }}"
    )
    found = sparql.evaluate(store, text, source="browse")
    assert isinstance(found, ox.QuerySolutions)
    return next(int(count.value) for (count,) in found)


def ordered(store: ox.Store, facet: Facet, value: Node) -> Sequence[ox.NamedNode]:
    """Return the awards of a value, `SORTED` at most: the latest first, those of a document as it lists them."""
    text = (
        f"{_PREFIXES}SELECT ?member ?year ?document ?rank ?category ?number WHERE {{\n"
        f"  {{ SELECT DISTINCT ?member WHERE {{ VALUES ?value {{ {value} }} {facet.pattern} }} LIMIT {SORTED} }}\n"
        f"{_PLACES}}}"
    )
    found = sparql.evaluate(store, text, source="browse")
    assert isinstance(found, ox.QuerySolutions)
    rows = sorted(_rows(found), key=lambda row: row[1])
    return list(dict.fromkeys(member for member, _ in rows))


_Key = tuple[int, str, int, int, int, str]


def _rows(found: ox.QuerySolutions) -> Iterator[tuple[ox.NamedNode, _Key]]:
    for member, year, document, *numbers in found:
        if isinstance(member, ox.NamedNode):
            rank, category, number = map(_number, numbers)
            yield member, (-_number(year), str(document), rank, category, number, member.value)


def _number(term: object) -> int:
    """Return a whole number or a year; where there is none, what comes last."""
    said = term.value if isinstance(term, ox.Literal) else ""
    return int(said) if said.isdecimal() and len(said) < 10 else 0
