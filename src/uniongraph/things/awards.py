"""Awards in a list: who got which, in which tier and year, by which document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph import sparql
from uniongraph.iris import PREFIXES, term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.things.facets import Facet, Node
    from uniongraph.things.reader import Reader
    from uniongraph.things.values import Ref

__all__ = ["SORTED", "Award", "award", "ordered"]

SORTED: Final = 2_000
"""So many awards of one value are put in order; more come as the store has them."""
_RECIPIENTS: Final = 20
_PLACES: Final = """
  OPTIONAL { ?member ug:decidedIn ?document }
  OPTIONAL { ?member ug:ordinal ?number }
  OPTIONAL { ?member ug:inCategory/ug:ordinal ?category }
  OPTIONAL { ?member ug:inTier ?tier . OPTIONAL { ?tier ug:tierRank ?rank } OPTIONAL { ?tier ug:inEdition/ug:editionYear ?year } }
"""


@dataclass(frozen=True, slots=True)
class Award:
    """An award as a list shows it; ``case`` is what it was given for, None where it was given to the recipients as such."""

    iri: str
    case: Ref | None
    recipients: tuple[Ref, ...]
    tier: Ref | None
    year: str | None
    document: Ref | None
    is_revoked: bool


def award(reader: Reader, node: ox.NamedNode) -> Award:
    """Return an award of the store."""

    def first(thing: ox.NamedNode | None, name: str) -> ox.NamedNode | None:
        return next(iter(reader.nodes(thing, name)), None) if thing is not None else None

    def ref(thing: ox.NamedNode | None) -> Ref | None:
        return reader.ref(thing) if thing is not None else None

    tier = first(node, "ug:inTier")
    edition = first(tier, "ug:inEdition")
    acts = reader.subjects("ug:concerns", node)
    return Award(
        node.value,
        ref(first(node, "ug:conferralOf")),
        tuple(reader.ref(each) for each in reader.nodes(node, "ug:recipient")[:_RECIPIENTS]),
        ref(tier),
        reader.text(edition, "ug:editionYear") if edition is not None else None,
        ref(first(node, "ug:decidedIn")),
        any(term("ug:Revocation").value in reader.classes(act) for act in acts),
    )


def ordered(store: ox.Store, facet: Facet, value: Node) -> Sequence[ox.NamedNode]:
    """Return the awards of a value, `SORTED` at most: the latest first, those of a document as it lists them."""
    text = (
        f"PREFIX rdf: <{PREFIXES['rdf']}> PREFIX skos: <{PREFIXES['skos']}> PREFIX ug: <{PREFIXES['ug']}>\n"
        "SELECT ?member ?year ?document ?rank ?category ?number WHERE {\n"
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
