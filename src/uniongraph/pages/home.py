"""The page one begins at: what this is, how much of it there is, what came last, and the ways in."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import term
from uniongraph.pages.rendering import render
from uniongraph.things import facets

if TYPE_CHECKING:
    from uniongraph.pages.browse import Ways
    from uniongraph.pages.frame import Frame

__all__ = ["page"]

_TOLD: Final = ("OfficialDocument", "Conferral", "Case", "Organization", "Person", "AwardProgramme")
"""The classes of ours whose numbers are told."""
_MOST: Final = 1_000
"""Things of a class that are counted where nobody knows how many there are."""
_CLASSES: Final = 20


def page(ways: Ways, statements: int | None, frame: Frame) -> str:
    """Return the home page; ``statements`` is how many there are, None where that is not known."""
    counted = [(name, *_number(ways, term(f"ug:{name}"))) for name in _TOLD]
    told = [each for each in counted if each[1]]
    district = facets.FACETS["district"]
    is_counted = bool(told) and ways.is_quick(district.counting)
    latest = (
        facets.latest(ways.reader.store, ways.base, ways.derived)
        if told and ways.is_quick(facets.LATEST)
        else ()
    )
    return render(
        "home.html",
        frame.language,
        frame=frame,
        to=frame.to,
        counts=told,
        statements=statements,
        tiles=ways.tiles(ways.counts(district), district, frame) if is_counted else (),
        latest=[(ways.reader.ref(each), when) for each, when in latest],
        facets=tuple(facets.FACETS),
        classes=() if told else _classes(ways, frame),
    )


def _number(ways: Ways, kind: ox.NamedNode) -> tuple[int, bool]:
    """Return how many things a class has, and whether there are more."""
    if ways.classes:
        return ways.classes.get(kind.value, 0), False
    found = sum(1 for _ in islice(ways.reader.pointing("rdf:type", kind), _MOST + 1))
    return min(found, _MOST), found > _MOST


def _classes(ways: Ways, frame: Frame) -> list[tuple[object, str | None, int]]:
    """Return the classes of data that is not ours, the largest first."""
    kind = facets.FACETS["kind"]
    if not ways.classes:
        return []
    return [
        (ways.reader.ref(value).label, frame.to.browse("kind", key), count)
        for value, count in ways.counts(kind)[:_CLASSES]
        if isinstance(value, ox.NamedNode) and (key := kind.key(value, ways.base))
    ]
