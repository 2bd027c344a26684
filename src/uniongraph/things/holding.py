"""What is said of a thing, by property: all of it, or the first of each where a catalogue says ten thousand things."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.things import counting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from uniongraph.things.lookups import Lookups

__all__ = ["Held", "held"]

_WHOLE: Final = 1_000
"""Statements about one thing that are read whole."""
_MOST: Final = 100
"""Values of one property that are read where there are more."""

Held = tuple[list[ox.Quad], int]
"""The statements with one property, each value once, and how many there are."""


def held(reader: Lookups, thing: ox.NamedNode) -> Mapping[ox.NamedNode, Held]:
    """Return what is said of a thing; of more than 1,000 statements the first 100 of each property."""
    counts = counting.saying(reader, thing)
    if sum(counts.values()) <= _WHOLE:
        by_property: dict[ox.NamedNode, list[ox.Quad]] = {}
        for quad in reader.about(thing):
            by_property.setdefault(quad.predicate, []).append(quad)
        found = {name: _once(quads) for name, quads in by_property.items()}
        return {name: (quads, len(quads)) for name, quads in found.items()}
    return {
        name: (_once(islice(reader.store.quads_for_pattern(thing, name, None), _MOST)), count)
        for name, count in counts.items()
    }


def _once(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    first: dict[object, ox.Quad] = {}
    for quad in quads:
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            known = first.get(quad.object)
            if known is None or (_is_paper(quad) and not _is_paper(known)):
                first[quad.object] = quad
    return list(first.values())


def _is_paper(quad: ox.Quad) -> bool:
    """Tell whether the paper says so: then that is what is told, whatever rule would have concluded it too."""
    return isinstance(quad.graph_name, ox.NamedNode) and "/graph/doc/" in quad.graph_name.value
