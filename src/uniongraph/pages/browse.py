"""Browsing: ``/browse``, the values of one facet with their counts, and what there is of one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.errors import NothingThere
from uniongraph.iris import term
from uniongraph.pages import pictures
from uniongraph.pages.paging import sheet
from uniongraph.pages.rendering import render
from uniongraph.things import Words, facets, honouring

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from uniongraph.pages.frame import Frame
    from uniongraph.things import Reader
    from uniongraph.things.facets import Facet, Node

__all__ = ["Ways", "page"]

_SIZE: Final = 50
_VALUES: Final = 100
"""Awards on a page, and values of a facet."""
_FIRST: Final = 8
"""Values that the page of all facets tells of each."""
_FEW: Final = 2_000
"""Awards that are counted while somebody waits, for a page that shows more than counts."""


@dataclass(frozen=True)
class Ways:
    """What pages are made of: the store, what was prepared for it, and how many things each class has where that is known."""

    reader: Reader
    base: str
    derived: Path | None = None
    classes: Mapping[str, int] = field(default_factory=dict)

    def counts(self, facet: Facet) -> Sequence[tuple[Node, int]]:
        """Return the values of a facet with their counts."""
        if facet.name == "kind" and self.classes:
            held = sorted(self.classes.items(), key=lambda each: (-each[1], each[0]))
            return [(ox.NamedNode(iri), count) for iri, count in held]
        return facets.counts(self.reader.store, facet, self.base, self.derived)

    def is_quick(self, text: str) -> bool:
        """Tell whether one of the queries for browsing is answered at once: it was prepared, or there is little to count."""
        return facets.is_kept(text, self.base, self.derived) or self._is_small

    @cached_property
    def _is_small(self) -> bool:
        found = self.reader.pointing("rdf:type", term("ug:Conferral"))
        return all(number < _FEW for number, _ in enumerate(found))

    def tiles(
        self, counted: Sequence[tuple[Node, int]], facet: Facet, frame: Frame
    ) -> tuple[pictures.Tile, ...]:
        """Return the map of the districts, none where most of what is counted has no place on it."""
        found: dict[str, tuple[ox.NamedNode, int]] = {}
        for value, count in counted:
            if isinstance(value, ox.NamedNode) and (key := facet.key(value, self.base)):
                found[key] = value, count
        for code in pictures.POSITIONS.keys() - found.keys():
            node = next(facet.values(code, self.base))
            if isinstance(node, ox.NamedNode) and self.reader.classes(node):
                found[code] = node, 0
        rows = [
            (code, self.reader.ref(node), count, frame.to.browse(facet.name, code))
            for code, (node, count) in found.items()
        ]
        return pictures.tiles(rows)


def page(ways: Ways, about: str, frame: Frame) -> str:
    """Return the page of all facets, of a facet (``district``), or of a value (``district/310104``).

    NothingThere where there is no such facet, no such value in the data, or no such sheet of it.
    """
    name, _, key = about.partition("/")
    if not name:
        return _all(ways, frame)
    facet = facets.FACETS.get(name)
    if facet is None:
        known = ", ".join(facets.FACETS)
        raise NothingThere(f"{name[:40]!r} is nothing to browse by; there is {known}", source="browse")
    return _value(ways, facet, key, frame) if key else _facet(ways, facet, frame)


def _all(ways: Ways, frame: Frame) -> str:
    told = []
    for facet in facets.FACETS.values():
        is_quick = (facet.name == "kind" and bool(ways.classes)) or ways.is_quick(facet.counting)
        counted = ways.counts(facet) if is_quick else ()
        if counted or not is_quick:
            told.append((facet.name, _rows(ways, facet, counted[:_FIRST], frame), len(counted)))
    return render("browse.html", frame.language, frame=frame, to=frame.to, facets=told)


def _facet(ways: Ways, facet: Facet, frame: Frame) -> str:
    counted = ways.counts(facet)
    shown = sheet(frame, len(counted), _VALUES)
    rows = _rows(ways, facet, counted[shown.first : shown.end], frame)
    tiles = ways.tiles(counted, facet, frame) if facet.name == "district" and shown.number == 1 else ()
    return render(
        "facet.html",
        frame.language,
        frame=frame,
        to=frame.to,
        name=facet.name,
        rows=rows,
        tiles=tiles,
        sheet=shown,
    )


_Row = tuple[Words, str | None, int]


def _rows(ways: Ways, facet: Facet, counted: Sequence[tuple[Node, int]], frame: Frame) -> list[_Row]:
    found = []
    for value, count in counted:
        key = facet.key(value, ways.base)
        other = frame.to.page(value.value) if isinstance(value, ox.NamedNode) else None
        address = frame.to.browse(facet.name, key) if key else other
        found.append((_label(ways, value), address, count))
    return found


def _label(ways: Ways, value: Node) -> Words:
    return ways.reader.ref(value).label if isinstance(value, ox.NamedNode) else Words(value.value)


def _value(ways: Ways, facet: Facet, key: str, frame: Frame) -> str:
    store = ways.reader.store
    value, total, is_more = _found(ways, facet, key)
    shown = sheet(frame, total, _SIZE)
    if facet.name == "kind" and total <= facets.SORTED:
        every = sorted(facets.members(store, facet, value, most=facets.SORTED), key=str)
    elif total <= facets.SORTED:
        every = list(facets.ordered(store, facet, value))
    else:
        every = facets.members(store, facet, value, first=shown.first, most=_SIZE)
    here = every[shown.first : shown.end] if total <= facets.SORTED else every
    thing = ways.reader.ref(value) if isinstance(value, ox.NamedNode) else None
    return render(
        "members.html",
        frame.language,
        frame=frame,
        to=frame.to,
        name=facet.name,
        label=_label(ways, value),
        itself=thing,
        total=total,
        is_more=is_more,
        is_ordered=total <= facets.SORTED,
        awards=[] if facet.name == "kind" else [honouring.row(ways.reader, each) for each in here],
        things=[ways.reader.ref(each) for each in here] if facet.name == "kind" else [],
        sheet=shown,
    )


def _found(ways: Ways, facet: Facet, key: str) -> tuple[Node, int, bool]:
    """Return the value of a key that the data has, with the number of its members, and whether there are more of them."""
    for value in facet.values(key, ways.base):
        total = facets.size(ways.reader.store, facet, value)
        is_known = isinstance(value, ox.NamedNode) and bool(ways.reader.about(value))
        if total or is_known:
            return value, min(total, facets.FARTHEST), total > facets.FARTHEST
    raise NothingThere(f"nothing has the value {key[:80]!r}", source=f"browse/{facet.name}")
