"""What tells a thing from its namesakes, in a few words: its kind, where it is, what it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import term
from uniongraph.reconciling import classes, properties
from uniongraph.reconciling.properties import Property
from uniongraph.things.lookups import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uniongraph.reconciling.desk import Desk
    from uniongraph.reconciling.properties import Node, Way

__all__ = ["defined", "described", "said", "types"]

_TELLING: Final[Mapping[str, tuple[Way, ...]]] = {
    "UnionOrganization": (("ug:unionKind",), ("ug:territory",)),
    "HostOrganization": (("ug:uscc",),),
    "AdministrativeDivision": (("ug:divisionLevel",), ("ug:within",), ("ug:gbCode",), ("ug:nbsCode",)),
    "Case": (("^ug:conferralOf", "ug:inTier"), ("^ug:conferralOf", "ug:recipient")),
    "Person": (("ug:affiliationAsPrinted",), ("ug:postAsPrinted",)),
    "OfficialDocument": (("ug:documentNumber",),),
    "AwardEdition": (("ug:editionOf",),),
}
"""The ways to what tells most of a thing of a type."""
_MOST: Final = 2
"""Values by one way that are told."""


def types(desk: Desk, node: ox.NamedNode) -> list[dict[str, str]]:
    """Return the types of a thing, those first that tell most of it."""
    return [classes.typed(desk.reader, each) for each in classes.types_of(desk.reader.classes(node))]


def described(desk: Desk, node: ox.NamedNode) -> str:
    """Return the description of a thing: its type and what tells most of it, empty where it is of no type."""
    names = classes.types_of(desk.reader.classes(node))
    if not names:
        return ""
    held = [
        each
        for way in _TELLING.get(names[0], ())
        for each in properties.values(desk.reader, node, Property(names[0], (way,)))[:_MOST]
    ]
    return " · ".join([classes.typed(desk.reader, names[0])["name"], *(said(desk, each) for each in held)])


def defined(desk: Desk, name: str) -> str:
    """Return the definition of a type or a property, empty where the ontology has none."""
    found = desk.reader.values(term(f"ug:{name}"), "skos:definition")
    liked = desk.reader.liked(words(each) for each in found if isinstance(each, ox.Literal))
    return liked[0].text if liked else ""


def said(desk: Desk, value: Node) -> str:
    """Return a value of a property in words: a literal as it stands, of a thing its name."""
    return value.value if isinstance(value, ox.Literal) else desk.reader.label(value).text
