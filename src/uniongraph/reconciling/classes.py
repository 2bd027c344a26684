"""The types that a thing may be wanted of: classes of the ontology, by their local names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import ONTOLOGY
from uniongraph.reconciling.asked import wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uniongraph.things import Reader
    from uniongraph.things.lookups import Lookups

__all__ = ["DEFAULT", "IRIS", "TYPES", "broader", "found", "local", "narrower", "typed", "types_of"]

TYPES: Final = (
    "Organization",
    "UnionOrganization",
    "HostOrganization",
    "AdministrativeDivision",
    "Case",
    "Person",
    "OfficialDocument",
    "AwardProgramme",
    "AwardEdition",
    "AwardTier",
    "AwardCategory",
    "Conferral",
)
"""The types there are, as the manifest, suggestions and candidates call them, those first that tell most."""
DEFAULT: Final = TYPES[:5]
"""Those whose things are found by their names."""
_NAMES: Final = {f"{ONTOLOGY}{name}": name for name in TYPES}
IRIS: Final = tuple(_NAMES)
"""The classes that they are."""


def found(said: str, place: str) -> ox.NamedNode:
    """Return the class that a type's identifier, or its IRI, names; ParameterError where there is no such type."""
    name = said.removeprefix(ONTOLOGY)
    if name not in TYPES:
        raise wrong(place, f"there is no type {said[:80]!r}", f"one of {', '.join(TYPES)}", TYPES[0])
    return ox.NamedNode(f"{ONTOLOGY}{name}")


def local(node: ox.NamedNode) -> str:
    """Return the identifier of a type."""
    return node.value.removeprefix(ONTOLOGY)


def narrower(reader: Reader, node: ox.NamedNode) -> frozenset[str]:
    """Return the IRIs of a class and of all below it."""
    return reader.once(node, _narrower)


def _narrower(reader: Lookups, node: ox.NamedNode) -> frozenset[str]:
    below, todo = {node.value}, [node]
    while todo:
        for each in reader.subjects("rdfs:subClassOf", todo.pop()):
            if each.value not in below:
                below.add(each.value)
                todo.append(each)
    return frozenset(below)


def types_of(iris: Iterable[str]) -> list[str]:
    """Return the types among the classes of a thing, those first that tell most of it."""
    names = {_NAMES[each] for each in iris if each in _NAMES}
    return [each for each in (*TYPES[1:], TYPES[0]) if each in names]


def typed(reader: Reader, name: str) -> dict[str, str]:
    """Return a type as candidates and suggestions tell it: identifier and name."""
    return {"id": name, "name": reader.label(ox.NamedNode(f"{ONTOLOGY}{name}")).text}


def broader(reader: Reader, name: str) -> Sequence[dict[str, str]]:
    """Return the types right above one."""
    above = reader.nodes(ox.NamedNode(f"{ONTOLOGY}{name}"), "rdfs:subClassOf")
    return [typed(reader, _NAMES[each.value]) for each in above if each.value in _NAMES]
