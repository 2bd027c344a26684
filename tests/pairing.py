"""The hard pairs: names with the thing that each means or must not be taken for, read and judged.

``tests/matching/*.csv`` have the columns ``wanted,kind,division,thing,expected,why``. ``expected`` is ``same`` where the two
are one (it must come first), ``match`` where they are so surely one that a program may take it unseen, and ``different``
where they are two (never `match`). What is the ``same`` is not ``match`` either: it is nearly equal, or one of several. Behind ``#`` stands the code of the division that a thing is, or lies in. An empty ``thing`` is what nothing may match.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from uniongraph import matching
from uniongraph.grammar import one_width
from uniongraph.matching import Found, Named, Wanted

FOLDER: Final = Path(__file__).parent / "matching"
SETS: Final = ("hard-pairs.csv", "held-out.csv")


class Pair(NamedTuple):
    """A row of a set."""

    wanted: str
    kind: str
    division: str
    thing: str
    expected: str
    why: str


@cache
def read(name: str) -> tuple[Pair, ...]:
    """Return the pairs of a set."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(Pair(**row) for row in csv.DictReader(file, strict=True))


@dataclass
class Judged:
    """What became of the pairs."""

    first: list[Pair] = field(default_factory=list)
    missed: list[tuple[Pair, str]] = field(default_factory=list)
    taken: list[Pair] = field(default_factory=list)
    left: list[Pair] = field(default_factory=list)
    false: list[tuple[Pair, str]] = field(default_factory=list)
    apart: list[Pair] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of those that are the same and stand first."""
        return len(self.first) / max(len(self.first) + len(self.missed), 1)

    def lines(self) -> list[str]:
        """Return the confusion, and each pair that went wrong, in words."""
        same = len(self.first) + len(self.missed)
        precision = len(self.taken) / max(len(self.taken) + len(self.false), 1)
        return [
            f"{same + len(self.apart)} pairs: {same} the same, {len(self.apart)} different",
            f"recall@1 {self.recall:.4f} ({len(self.first)} of {same}); match: {len(self.taken)} right, {len(self.false)} false, "
            f"precision {precision:.4f}; {len(self.left)} left to a person that could be taken",
            *(
                f"not first: {pair.wanted} → {pair.thing}, but {found} ({pair.why})"
                for pair, found in self.missed
            ),
            *(f"FALSE MATCH: {pair.wanted} → {found} ({pair.why})" for pair, found in self.false),
            *(f"left: {pair.wanted} → {pair.thing} ({pair.why})" for pair in self.left),
        ]


def things(pairs: tuple[Pair, ...]) -> list[Named]:
    """Return each thing of a set once, places first."""
    kinds: dict[str, str] = {}
    for pair in pairs:
        if pair.thing:
            kinds.setdefault(pair.thing, pair.kind)
    named = sorted(kinds.items(), key=lambda each: (each[1] != "place", each[0]))
    return [_thing(name, kind) for name, kind in named]


def _thing(name: str, kind: str) -> Named:
    called, _, code = name.partition("#")
    return Named(f"t:{name}", (called,), kind, code or None)


def judged(pairs: tuple[Pair, ...]) -> Judged:
    """Return what becomes of the pairs in one index of all their things, and each in an index of its own."""
    result = Judged()
    whole = matching.make(things(pairs))
    meant = {(pair.wanted, pair.division, pair.thing) for pair in pairs if pair.expected == "match"}
    for pair in pairs:
        found = whole.find(_wanted(pair))
        _judge(pair, found, result, meant)
        if pair.expected == "different":
            alone = matching.make([each for each in things(pairs) if each.id == f"t:{pair.thing}"])
            result.false += [(pair, each.name) for each in alone.find(_wanted(pair)) if each.match]
    return result


def _judge(pair: Pair, found: list[Found], result: Judged, meant: set[tuple[str, str, str]]) -> None:
    """Add what became of one pair."""
    own = f"t:{pair.thing}"
    taken = [each.thing.id for each in found if each.match]
    result.false += [(pair, each) for each in taken if each != own and not _is_another(pair, each, meant)]
    if pair.expected == "different":
        result.apart.append(pair)
        result.false += [(pair, each) for each in taken if each == own]
        return
    if found and found[0].thing.id == own:
        result.first.append(pair)
    else:
        result.missed.append((pair, found[0].thing.id if found else "nothing"))
    if pair.expected == "same":
        result.false += [(pair, each) for each in taken if each == own]
    elif own in taken:
        result.taken.append(pair)
    else:
        result.left.append(pair)


def _is_another(pair: Pair, taken: str, meant: set[tuple[str, str, str]]) -> bool:
    """Say whether a row only says what is not meant, and what was taken is the very name, or what another row says is."""
    name = taken.removeprefix("t:")
    is_meant = (pair.wanted, pair.division, name) in meant or one_width(name) == one_width(pair.wanted)
    return pair.expected == "different" and is_meant


def _wanted(pair: Pair) -> Wanted:
    return Wanted(pair.wanted, pair.kind or None, pair.division or None)
