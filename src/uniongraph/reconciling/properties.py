"""The properties that things are narrowed down by and extended with: those of the ontology, and ways of several steps.

A property of the ontology goes by its local name. A few more lead from a thing to what others say of it: from an
organization to its awards, and from these on to their tiers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from uniongraph.iris import ONTOLOGY, term
from uniongraph.reconciling import classes
from uniongraph.reconciling.asked import wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from uniongraph.reconciling.desk import Desk
    from uniongraph.things import Reader

__all__ = [
    "IDENTIFYING",
    "OUTSIDE",
    "Node",
    "Property",
    "all_of",
    "bearers",
    "found",
    "label",
    "of_type",
    "values",
]

Node: TypeAlias = "ox.NamedNode | ox.Literal"
Way: TypeAlias = "tuple[str, ...]"
"""Properties one after the other; ``^`` before one turns it round."""

OUTSIDE: Final = tuple(f"skos:{name}Match" for name in ("exact", "close", "broad", "narrow", "related"))
"""The properties that lead to what others call a thing."""
IDENTIFYING: Final = ("gbCode", "nbsCode", "uscc", "documentNumber")
"""Properties of which no two things have the same value."""
_MOST: Final = 1_000
"""Values, or things that have one, that are looked at."""
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_DECLARED: Final = (f"{_OWL}ObjectProperty", f"{_OWL}DatatypeProperty")


@dataclass(frozen=True, slots=True)
class Property:
    """A property by its identifier: the ways to its values, and the types whose things have it (all, where none is named).

    ``names`` are what it is called, in Chinese and English, where the ontology does not tell; ``type`` is the type of
    its values, where they are things of one.
    """

    id: str
    ways: tuple[Way, ...]
    types: tuple[str, ...] = ()
    names: tuple[str, str] | None = None
    type: str | None = None


_HONOURED: Final = ("Organization", "Person")


def _awarded(id_: str, *way: str, names: tuple[str, str] | None = None, type_: str | None = None) -> Property:
    """Return a property of the awards that a thing won, or that were given for it."""
    own = ((f"ug:{id_}",),) if names is None else ()
    types = (*_HONOURED, "Case")
    return Property(id_, (("^ug:recipient", *way), ("^ug:conferralOf", *way), *own), types, names, type_)


_EDITION: Final = ("ug:inTier", "ug:inEdition")
_WAYS: Final = (
    _awarded("awards", names=("奖项", "awards"), type_="Conferral"),
    _awarded("tier", "ug:inTier", names=("奖级", "tiers"), type_="AwardTier"),
    _awarded("category", "ug:inCategory", names=("奖项类别", "categories"), type_="AwardCategory"),
    _awarded("edition", *_EDITION, names=("届次", "editions"), type_="AwardEdition"),
    _awarded("editionYear", *_EDITION, "ug:editionYear"),
    _awarded(
        "programme", *_EDITION, "ug:editionOf", names=("评选项目", "programmes"), type_="AwardProgramme"
    ),
    Property(
        "honouredFor", (("^ug:recipient", "ug:conferralOf"), ("ug:honouredFor",)), _HONOURED, None, "Case"
    ),
    Property("recipient", (("^ug:conferralOf", "ug:recipient"), ("ug:recipient",)), ("Case", "Conferral")),
    Property("topic", (("^ug:recipient", "ug:conferralOf", "ug:topic"), ("ug:topic",)), (*_HONOURED, "Case")),
    Property(
        "hostOf",
        (("^ug:hostOrganization",),),
        ("HostOrganization",),
        ("所设工会", "unions"),
        "UnionOrganization",
    ),
    Property("outside", tuple((name,) for name in OUTSIDE), (), ("外部对应", "outside links")),
    Property("otherNames", (("skos:altLabel",),), (), ("其他名称", "other names")),
)
_OWN: Final[Mapping[str, Property]] = {each.id: each for each in _WAYS}


def found(reader: Reader, said: str, place: str) -> Property:
    """Return the property that an identifier, or an IRI of the ontology, names; ParameterError where there is none."""
    name = said.removeprefix(ONTOLOGY)
    if name in _OWN:
        return _OWN[name]
    try:
        node = ox.NamedNode(f"{ONTOLOGY}{name}")
    except ValueError:
        node = None
    if node is None or not any(each in _DECLARED for each in reader.classes(node)):
        expected = "a property that /reconcile/suggest/property finds"
        raise wrong(place, f"there is no property {said[:80]!r}", expected, "territory")
    return _declared(reader, node)


def _declared(reader: Reader, node: ox.NamedNode) -> Property:
    name = node.value.removeprefix(ONTOLOGY)
    domains = classes.types_of(each.value for each in reader.nodes(node, "rdfs:domain"))
    ranges = classes.types_of(each.value for each in reader.nodes(node, "rdfs:range"))
    return Property(name, ((f"ug:{name}",),), tuple(domains), None, ranges[0] if ranges else None)


def label(desk: Desk, held: Property) -> str:
    """Return what a property is called in the language of who asks."""
    if held.names is None:
        return desk.reader.label(term(f"ug:{held.id}")).text
    chinese, english = held.names
    return english if desk.language == "en" else chinese


def all_of(reader: Reader) -> list[Property]:
    """Return the properties that things of some type have: ways first, then those of the ontology by their identifiers."""
    named = {
        quad.subject
        for kind in _DECLARED
        for quad in reader.pointing("rdf:type", ox.NamedNode(kind))
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ONTOLOGY)
    }
    declared = (_declared(reader, node) for node in sorted(named, key=lambda each: each.value))
    return [*_WAYS, *(each for each in declared if each.id not in _OWN and each.types)]


def of_type(reader: Reader, type_: ox.NamedNode) -> list[Property]:
    """Return the properties that things of a type may have: its own, those of types above it, and of those below."""
    related = {each.removeprefix(ONTOLOGY) for each in classes.narrower(reader, type_)}
    related |= {name for name in classes.TYPES if type_.value in classes.narrower(reader, term(f"ug:{name}"))}
    return [each for each in all_of(reader) if not each.types or not related.isdisjoint(each.types)]


def values(reader: Reader, thing: ox.NamedNode, held: Property) -> list[Node]:
    """Return the values of a property of a thing, each once."""
    found: dict[Node, None] = {}
    for way in held.ways:
        here: list[Node] = [thing]
        for step in way:
            here = list(dict.fromkeys(islice(_after(reader, here, step), _MOST)))
        found |= dict.fromkeys(here)
    return list(found)


def bearers(reader: Reader, held: Property, value: Node) -> list[ox.NamedNode]:
    """Return the things that have a value of a property, each once."""
    found: dict[ox.NamedNode, None] = {}
    for way in held.ways:
        here: list[Node] = [value]
        for step in reversed(way):
            here = list(dict.fromkeys(islice(_before(reader, here, step), _MOST)))
        found |= dict.fromkeys(each for each in here if isinstance(each, ox.NamedNode))
    return list(found)


def _after(reader: Reader, nodes: Iterable[Node], step: str) -> Iterator[Node]:
    """Yield what one step leads to."""
    for node in nodes:
        if isinstance(node, ox.NamedNode):
            yield from reader.subjects(step[1:], node, _MOST) if step[0] == "^" else reader.values(node, step)


def _before(reader: Reader, nodes: Iterable[Node], step: str) -> Iterator[Node]:
    """Yield what one step leads from."""
    for node in nodes:
        if step[0] != "^":
            found = islice(reader.store.quads_for_pattern(None, term(step), node), _MOST)
            yield from (quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode))
        elif isinstance(node, ox.NamedNode):
            yield from reader.values(node, step[1:])
