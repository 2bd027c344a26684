"""Whether a thing has one of the values that a query gives of a property."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph import matching
from uniongraph.iris import PREFIXES, term
from uniongraph.reconciling import classes, properties
from uniongraph.reconciling.asked import Entity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uniongraph.reconciling.asked import Given, Query, Value
    from uniongraph.reconciling.desk import Desk
    from uniongraph.reconciling.properties import Node, Property

__all__ = ["Held", "agreement", "division", "held_by"]

_PLACE: Final = "AdministrativeDivision"
_CODES: Final = ("ug:gbCode", "ug:nbsCode")
_ABOVE: Final = "ug:within"
_HEIGHT: Final = 6
"""Divisions above one another at most."""
_XSD: Final = PREFIXES["xsd"]
_SPELLINGS: Final = ("string", "integer", "gYear", "date", "decimal")
_TONGUES: Final = ("zh-hans", "zh-hant", "en")


@dataclass(frozen=True, slots=True)
class Held:
    """A property with the values that the query gives of it; ``things`` are those of ours that the values name."""

    of: Property
    given: Given
    things: tuple[ox.NamedNode, ...]

    @property
    def is_place(self) -> bool:
        """Whether the values are divisions."""
        return self.of.type == _PLACE

    def bearers(self, desk: Desk) -> dict[ox.NamedNode, None]:
        """Return the things that have one of the values."""
        nodes = [*self.things, *(each for value in self.given.values for each in _spelled(value))]
        return {thing: None for node in nodes for thing in properties.bearers(desk.reader, self.of, node)}


def held_by(desk: Desk, query: Query) -> list[Held]:
    """Return the properties of a query, blank values left out; ParameterError for one that there is not.

    Where the query has nothing else, things that a value names are looked up by their names too.
    """
    found = []
    for number, given in enumerate(query.given):
        place = f"{query.place}.properties[{number}].pid"
        held = properties.found(desk.reader, given.property, place)
        if given.values:
            things = [thing for each in given.values for thing in _things(desk, held, each)]
            if not query.text:
                things += [thing for each in given.values for thing in _called(desk, held, each)]
            found.append(Held(held, given, tuple(dict.fromkeys(things))))
    return found


def _things(desk: Desk, held: Property, value: Value) -> Iterator[ox.NamedNode]:
    """Yield the thing that a value names by an identifier, a division by its code too."""
    said = value.id if isinstance(value, Entity) else value
    if not isinstance(said, str):
        return
    if (node := desk.node(said)) is not None:
        yield node
    elif held.type == _PLACE and said.isascii() and said.isdigit():
        for code in _CODES:
            found = desk.reader.store.quads_for_pattern(None, term(code), ox.Literal(said))
            yield from (quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode))


def _called(desk: Desk, held: Property, value: Value) -> Iterator[ox.NamedNode]:
    """Yield the thing that a value names by a name that leaves no doubt."""
    if not isinstance(value, str) or held.type is None or desk.names is None:
        return
    types = tuple(sorted(classes.narrower(desk.reader, term(f"ug:{held.type}"))))
    for each in desk.names.find(matching.Wanted(value, types=types, limit=1)):
        if each.match and (node := desk.made(each.thing.id)) is not None:
            yield node


def division(desk: Desk, held: Sequence[Held]) -> str | None:
    """Return the code of the division that the values of a property name, None where none does."""
    return next(
        (
            code
            for each in held
            if each.is_place
            for thing in each.things
            for name in _CODES
            if (code := desk.reader.text(thing, name))
        ),
        None,
    )


def agreement(desk: Desk, thing: ox.NamedNode, held: Held) -> bool | None:
    """Tell whether a thing has one of the values; None where it has none at all.

    A division has the values of those that it lies in, and is called by theirs and its own name in one: 上海市宝山区.
    """
    has = properties.values(desk.reader, thing, held.of)
    if not has:
        return None
    if not held.is_place:
        return _has(desk, has, held)
    return any(
        _has(desk, chain, held) or not _paths(desk, chain).isdisjoint(_texts(held))
        for each in has
        if (chain := _upwards(desk, each))
    )


def _has(desk: Desk, values: Iterable[Node], held: Held) -> bool:
    return any(
        each in held.things or any(_equal(desk, each, value) for value in held.given.values)
        for each in values
    )


def _texts(held: Held) -> set[str]:
    return {_folded(each) for each in held.given.values if isinstance(each, str)}


def _paths(desk: Desk, chain: Sequence[Node]) -> set[str]:
    """Return what divisions are called that lie in one another, the narrowest first, with the names of those around them."""
    names = [_folded(desk.reader.label(each).text) for each in chain if isinstance(each, ox.NamedNode)]
    return {
        "".join(reversed(names[begin:end]))
        for begin in range(len(names))
        for end in range(begin + 2, len(names) + 1)
    }


def _upwards(desk: Desk, place: Node) -> list[Node]:
    """Return a division and those that it lies in, the narrowest first."""
    found = [place]
    while isinstance(here := found[-1], ox.NamedNode) and len(found) < _HEIGHT:
        above = [each for each in desk.reader.nodes(here, _ABOVE) if each not in found]
        if not above:
            break
        found.append(above[0])
    return found


def _equal(desk: Desk, has: Node, value: Value) -> bool:
    """Tell whether a value in the data is the one that was given."""
    if isinstance(value, Entity):
        return isinstance(has, ox.NamedNode) and value.id in {has.value, desk.id(has.value)}
    if isinstance(value, bool):
        return has.value == str(value).lower()
    if isinstance(value, int | float):
        return _number(has.value) == value
    if isinstance(has, ox.Literal):
        return _folded(has.value) == _folded(value)
    names = [each.text for each in desk.reader.names(has)]
    names += [
        each.value
        for name in ("skos:altLabel", "skos:notation", *_CODES)
        for each in desk.reader.values(has, name)
    ]
    return value in {has.value, desk.id(has.value)} or _folded(value) in map(_folded, names)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _folded(text: str) -> str:
    """Return a text as values are compared: whatever the width and case of its characters, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _spelled(value: Value) -> Iterator[Node]:
    """Yield the literals of the data that a value may be, and the thing that an IRI is."""
    if isinstance(value, Entity | bool):
        return
    text = f"{value:g}" if isinstance(value, float) else str(value)
    for name in _SPELLINGS:
        yield ox.Literal(text, datatype=ox.NamedNode(f"{_XSD}{name}"))
    for tongue in _TONGUES:
        yield ox.Literal(text, language=tongue)
    if text.startswith(("http://", "https://")):
        try:
            yield ox.NamedNode(text)
        except ValueError:
            return
