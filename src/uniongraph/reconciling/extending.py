"""Data extension: the values of properties of things, and which properties there are to ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from uniongraph.iris import PREFIXES
from uniongraph.reconciling import asked, classes, properties
from uniongraph.reconciling.describing import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uniongraph.reconciling.asked import Extension, Wanted
    from uniongraph.reconciling.desk import Desk
    from uniongraph.reconciling.properties import Node, Property

__all__ = ["extended", "proposed", "told"]

_XSD: Final = PREFIXES["xsd"]
_WHOLE: Final = frozenset(
    f"{_XSD}{name}" for name in ("gYear", "int", "integer", "long", "nonNegativeInteger", "positiveInteger")
)
_BROKEN: Final = frozenset(f"{_XSD}{name}" for name in ("decimal", "double", "float"))
_MOST: Final = 1_000
"""Properties that are proposed at most."""


def extended(desk: Desk, extension: Extension) -> dict[str, Any]:
    """Return the values of each thing, and what the properties are called; ParameterError where there is no such property.

    A thing that is not known has none.
    """
    places = [f"extend.properties[{number}].id" for number in range(len(extension.wanted))]
    held = [
        (properties.found(desk.reader, each.property.strip(), place), each)
        for each, place in zip(extension.wanted, places, strict=True)
    ]
    return {
        "meta": [_meta(desk, each, wanted) for each, wanted in held],
        "rows": {
            id_: {wanted.property: _row(desk, desk.node(id_.strip()), each, wanted) for each, wanted in held}
            for id_ in extension.ids
        },
    }


def _meta(desk: Desk, held: Property, wanted: Wanted) -> dict[str, Any]:
    found: dict[str, Any] = {"id": wanted.property, "name": properties.label(desk, held)}
    if held.type is not None and not wanted.is_counted:
        found["type"] = classes.typed(desk.reader, held.type)
    return found


def _row(desk: Desk, node: ox.NamedNode | None, held: Property, wanted: Wanted) -> list[dict[str, Any]]:
    found = properties.values(desk.reader, node, held) if node is not None else []
    if wanted.is_counted:
        return [{"int": len(found)}]
    told_ = sorted((told(desk, each) for each in found), key=lambda each: [*map(str, each.values())][::-1])
    return told_[: wanted.limit or None]


def told(desk: Desk, value: Node) -> dict[str, Any]:
    """Return a value as the format has it: one of our things, a number, a day, or a text.

    A thing that has no identifier here, such as a concept, is told by its name, and what lies elsewhere by its IRI.
    """
    if isinstance(value, ox.NamedNode):
        id_ = desk.id(value.value)
        if id_ is not None:
            return {"id": id_, "name": said(desk, value)}
        return {"str": said(desk, value) if desk.reader.classes(value) else value.value}
    return _literal(value.value, value.datatype.value)


def _literal(text: str, datatype: str) -> dict[str, Any]:
    try:
        if datatype in _WHOLE:
            return {"int": int(text)}
        if datatype in _BROKEN:
            return {"float": _finite(text)}
    except ValueError:
        return {"str": text}
    if datatype == f"{_XSD}date" and len(text) == len("2018-01-01"):
        return {"date": f"{text}T00:00:00Z"}
    return {"str": text}


def _finite(text: str) -> float:
    """Return a number; ValueError where JSON has none for it."""
    number = float(text)
    if number - number != 0:
        raise ValueError(text)
    return number


def proposed(desk: Desk, sent: Mapping[str, str]) -> dict[str, Any]:
    """Return the properties that things of the type ``type`` may have, ``limit`` of them; without a type all there are."""
    limit = asked.whole(sent.get("limit", _MOST), "limit", 1, _MOST)
    said_ = sent.get("type", "")
    found = (
        properties.of_type(desk.reader, classes.found(said_, "type"))
        if said_
        else properties.all_of(desk.reader)
    )
    return {
        **({"type": said_} if said_ else {}),
        **({"limit": limit} if "limit" in sent else {}),
        "properties": [{"id": each.id, "name": properties.label(desk, each)} for each in found[:limit]],
    }
