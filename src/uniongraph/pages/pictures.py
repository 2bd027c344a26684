"""Pictures that are drawn with the page: where each part of them stands, for the macros of ``pictures.html``."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, chain, zip_longest
from math import cos, pi
from typing import TYPE_CHECKING, Final

from uniongraph.things import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from uniongraph.things import Thing

__all__ = ["DRAWN", "POSITIONS", "Around", "Spoke", "Tile", "around", "tiles", "wrapped"]

POSITIONS: Final[Mapping[str, tuple[int, int]]] = {
    "310151": (3, 0),
    "310114": (1, 1),
    "310113": (2, 1),
    "310107": (1, 2),
    "310106": (2, 2),
    "310109": (3, 2),
    "310110": (4, 2),
    "310118": (0, 3),
    "310105": (1, 3),
    "310104": (2, 3),
    "310101": (3, 3),
    "310115": (4, 3),
    "310117": (0, 4),
    "310112": (2, 4),
    "310116": (1, 5),
    "310120": (3, 5),
}
"""The tiles of Shanghai's districts by GB/T 2260 code: column and row. They are drawn here, and measured nowhere."""
_SIDE: Final = 100
_STEPS: Final = 5
_SPOKES: Final = 16
DRAWN: Final = frozenset(
    {
        "act",
        "case",
        "category",
        "conferral",
        "edition",
        "organization",
        "person",
        "place",
        "programme",
        "tier",
    }
)
"""Kinds of things whose pages draw what is next to them."""
_UNDRAWN: Final = frozenset({"span", "mention", "inference", "graph", "witness", "correction"})
"""Kinds of things that say where a statement comes from, and are told as such elsewhere."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of a map: where it is, what it is called, line by line, its number, and how dark it is (0 to 5)."""

    x: int
    y: int
    label: str
    lines: tuple[str, ...]
    language: str | None
    count: int
    step: int
    address: str | None


def tiles(rows: Iterable[tuple[str, Ref, int, str | None]]) -> tuple[Tile, ...]:
    """Return the map of districts (code, thing, count, address); none where most of the counts have no place on it."""
    known = list(rows)
    placed = [row for row in known if row[0] in POSITIONS]
    most = max((count for _, _, count, _ in placed), default=0)
    if not most or 2 * sum(row[2] for row in placed) < sum(row[2] for row in known):
        return ()
    return tuple(_tile(*row, most=most) for row in sorted(placed, key=lambda row: POSITIONS[row[0]][::-1]))


def _tile(code: str, thing: Ref, count: int, address: str | None, *, most: int) -> Tile:
    column, row = POSITIONS[code]
    step = -(-count * _STEPS // most)
    label = thing.label
    return Tile(
        column * _SIDE, row * _SIDE, label.text, wrapped(label.text), label.language, count, step, address
    )


def wrapped(text: str, longest: int = 9, lines: int = 3) -> tuple[str, ...]:
    """Return a name in lines that break between words; what does not fit is told by an ellipsis."""
    found: list[str] = []
    for word in text.split():
        if found and len(found[-1]) + 1 + len(word) <= longest:
            found[-1] += f" {word}"
        else:
            found.append(word)
    cut = [each if len(each) <= longest else f"{each[: longest - 1]}…" for each in found[:lines]]
    return (*cut[:-1], f"{cut[-1]}…") if len(found) > lines else tuple(cut)


@dataclass(frozen=True, slots=True)
class Spoke:
    """A neighbour in the picture of a thing: where it stands, by which property, and whether that points at the thing."""

    x: float
    y: float
    thing: Ref
    property: Ref
    is_incoming: bool
    is_inferred: bool
    short: str


@dataclass(frozen=True, slots=True)
class Around:
    """The neighbours of a thing: those it points at on the right, those that point at it on the left."""

    spokes: tuple[Spoke, ...]
    height: int
    is_more: bool


_MIDDLE: Final = 380
_REACH: Final = 150
_STEP: Final = 46
_SHORT: Final = 28
_WIDE: Final = "\u2e80"


def around(thing: Thing) -> Around:
    """Return where to draw the things next to one, `_SPOKES` at most, each property in its turn."""
    out = [
        [
            (fact.property, value.what, value.origin == "inferred")
            for value in fact.values
            if isinstance(value.what, Ref) and value.what.kind not in _UNDRAWN
        ]
        for fact in thing.facts
    ]
    back = [
        [(group.property, each, False) for each in group.things if each.kind not in _UNDRAWN]
        for group in thing.incoming
    ]
    right, left = _in_turn(out), _in_turn(back)
    half = _SPOKES // 2
    rights = max(half, _SPOKES - len(left))
    lefts = max(half, _SPOKES - len(right))
    rows = max(min(len(right), rights), min(len(left), lefts), 2)
    height = rows * _STEP + 40
    spokes = (
        *_fan(right[:rights], height, is_incoming=False),
        *_fan(left[:lefts], height, is_incoming=True),
    )
    return Around(spokes, height, len(right) > rights or len(left) > lefts)


_Next = tuple[Ref, Ref, bool]


def _in_turn(groups: Iterable[Sequence[_Next]]) -> list[_Next]:
    """Return what groups hold: the first of each, then the second of each; every thing once."""
    found: dict[str, _Next] = {}
    for each in chain.from_iterable(zip_longest(*groups)):
        if each is not None:
            found.setdefault(each[1].iri, each)
    return list(found.values())


def _fan(things: Sequence[_Next], height: int, *, is_incoming: bool) -> Iterator[Spoke]:
    for number, (name, thing, is_inferred) in enumerate(things, 1):
        angle = pi * (number / (len(things) + 1) - 0.5)
        x = _MIDDLE + (-1 if is_incoming else 1) * (30 + _REACH * cos(angle))
        y = height * number / (len(things) + 1)
        short = _shortened(thing.label.text)
        yield Spoke(round(x, 1), round(y, 1), thing, name, is_incoming, is_inferred, short)


def _shortened(text: str) -> str:
    """Return what of a name fits beside its dot; Chinese takes twice the place of letters."""
    for end, width in enumerate(accumulate(2 if each >= _WIDE else 1 for each in text)):
        if width > _SHORT:
            return f"{text[:end].rstrip()}…"
    return text
