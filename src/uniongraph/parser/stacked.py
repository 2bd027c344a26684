"""Cells broken over two lines in a table that stands one cell a line: the shape of the other rows tells which lines are one.

Where a row has more lines than the table has columns before the number of the next row, some of its lines are halves.
Those are joined that leave each other cell such as its column holds: a body, a person, one of few words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal

from uniongraph import grammar, names
from uniongraph.model import Span
from uniongraph.names.words import ending_of
from uniongraph.parser import naming, outline, parties, persons, unruled
from uniongraph.parser.state import Piece, Seam

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.parser.state import State

__all__ = ["seams_of"]

_MOST: Final = 2
"""No row has more lines too many."""
_FEWEST: Final = 2
_ENOUGH: Final = 200
"""So many whole rows tell what the columns hold."""
_SHORTEST: Final = 4
"""A body's whole name has no fewer characters (处理厂)."""
_PARTS: Final = "、，；,;"
_MARKS: Final = tuple(_PARTS)
_NUMBERS: Final = dict(grammar.COLUMNS)["ordinal"]
_LONGEST_TITLE: Final = 4
_NUMBER: Final = attrgetter("number")


def seams_of(state: State, lines: Sequence[Piece]) -> dict[int, Seam]:
    """Return the seams within the cells of such tables, by the place of the line above each.

    Tables with one head, of several grades or on several pages, have columns that hold the same.
    """
    tables = list(_tables(state, lines))
    if all(row.end - row.begin <= len(head) for head, rows in tables for row in rows):
        return {}
    whole: dict[tuple[str, ...], list[Sequence[Piece]]] = defaultdict(list)
    for head, rows in tables:
        whole[head] += [lines[row.begin : row.end] for row in rows if row.end - row.begin == len(head)]
    found: dict[int, Seam] = {}
    for head, rows in tables:
        broken = [row for row in rows if len(head) < row.end - row.begin <= len(head) + _MOST]
        kinds = _kinds(state, whole[head][:_ENOUGH]) if broken and len(whole[head]) >= _FEWEST else []
        for row in broken if kinds else ():
            places, is_sure = _joints(kinds, [line.text for line in lines[row.begin : row.end]])
            if row.is_followed or is_sure:
                for at in (row.begin + place for place in places):
                    found[at] = Seam(Span(lines[at].span.end, lines[at + 1].span.begin), is_sure)
    return found


def _tables(state: State, lines: Sequence[Piece]) -> Iterator[tuple[tuple[str, ...], list[_Row]]]:
    """Yield the words of each head, with the rows below it up to the next head or annex."""
    short = [at for at, line in enumerate(lines) if len(line.text) <= _LONGEST_TITLE]
    heads = [at for at in short if _NUMBERS.fullmatch(lines[at].bare)]
    for begin, end in pairwise([*heads, len(lines)]):
        place = bisect_right(state.annex_starts, lines[begin].number)
        if place < len(state.annex_starts):
            end = min(end, bisect_left(lines, state.annex_starts[place], key=_NUMBER))  # noqa: PLW2901
        if width := unruled.width_of(lines[begin:end]):
            head = tuple(line.bare for line in lines[begin : begin + width])
            yield head, list(_rows(lines, begin + width, end, width))


@dataclass(frozen=True, slots=True)
class _Row:
    """The lines of a row from its number on; ``is_followed`` where the number of the next row ends it."""

    begin: int
    end: int
    is_followed: bool


def _rows(lines: Sequence[Piece], begin: int, end: int, width: int) -> Iterator[_Row]:
    """Yield the rows of a table; what is a heading or stands apart below the last is none of its cells."""
    first, number = begin, int(lines[begin].bare)
    expected = str(number + 1)
    for at in range(begin + 1, end):
        if lines[at].text == expected:
            yield _Row(first, at, is_followed=True)
            first, number = at, number + 1
            expected = str(number + 1)
    below = range(first + 1, end if end - first > width else first)
    last = next((at for at in below if _stands_apart(lines[at - 1], lines[at])), end)
    yield _Row(first, last, is_followed=False)


def _stands_apart(above: Piece, line: Piece) -> bool:
    ordinal = outline.ordinal_of(line)
    is_heading = outline.counts_winners(line.text) or grammar.REMARK.fullmatch(line.bare) is not None
    return (
        line.number != above.number + 1 or is_heading or (ordinal is not None and ordinal.style != "arabic")
    )


def _kinds(state: State, rows: Sequence[Sequence[Piece]]) -> list[_Kind]:
    """Return what the columns of a table hold, of bodies and with those that hold anything the sorts of all bodies."""
    kinds = [_Kind.of(state, column) for column in zip(*rows, strict=True)]
    sorts = frozenset(sort for kind in kinds if kind.name == "unit" for sort in kind.words)
    return [replace(kind, words=sorts) if kind.name in {"any", "unit"} else kind for kind in kinds]


def _joints(kinds: Sequence[_Kind], cells: Sequence[str]) -> tuple[tuple[int, ...], bool]:
    """Return behind which lines of a row a cell goes on on the next, and whether that is surely the way; none where no way fits."""
    ways: list[tuple[int, int, tuple[int, ...]]] = []
    for places in combinations(range(1, len(cells) - 1), len(cells) - len(kinds)):
        cuts = [0, *(at + 1 for at in range(len(cells) - 1) if at not in places), len(cells)]
        row = [cells[b:e] for b, e in pairwise(cuts)]
        if all(kind.fits("".join(halves)) for kind, halves in zip(kinds, row, strict=True)):
            doubt = sum(kind.doubt(halves) for kind, halves in zip(kinds, row, strict=True))
            ways.append((doubt, -max(len(cells[at]) for at in places), places))
    if not ways:
        return (), False
    doubt, _, places = min(ways)
    is_only = len(ways) == 1 and doubt <= len(places)
    return places, is_only or (not doubt and sum(way[0] == doubt for way in ways) == 1)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the cells of a column are in the rows that are whole."""

    state: State
    name: Literal["unit", "person", "few", "any"]
    words: frozenset[str]
    """Of few words these; else the sorts of bodies in the table."""

    @classmethod
    def of(cls, state: State, cells: Sequence[Piece]) -> _Kind:
        """Return what some cells of one column are."""
        told = [cell for cell in cells if not naming.is_mark(cell)]
        if told and all(_names_bodies(cell.text) for cell in told):
            return cls(state, "unit", frozenset(sort for cell in told for sort in _sorts(cell.text)))
        if told and all(persons.is_person(cell, alone=True) for cell in told):
            return cls(state, "person", frozenset())
        counted = Counter(cell.text for cell in cells)
        is_few = 2 * len(counted) <= len(cells)
        return cls(state, "few" if is_few else "any", frozenset(counted if is_few else ()))

    def fits(self, words: str) -> bool:
        """Say whether words can be a cell of the column."""
        opened, shut = (sum(map(words.count, marks)) for marks in (grammar.OPEN, grammar.CLOSE))
        if opened != shut or words.startswith(_MARKS) or words.endswith(_MARKS):
            return False
        if naming.is_mark(_piece(words)) or self.name == "any":
            return True
        return self._is_whole(words) if self.name != "unit" else self._names_bodies(words)

    def doubt(self, halves: Sequence[str]) -> int:
        """Say how much speaks against lines being one cell: each that is whole alone.

        Where the column holds anything, of titles that end as bodies do, only a body below the first line speaks against it.
        """
        found = 0
        for above, below in pairwise(halves):
            if above.endswith(_MARKS) or below.startswith(_MARKS):
                continue
            is_whole = self._is_whole(below)
            found += 2 * is_whole if self.name == "any" else is_whole + self._is_whole(above)
        return found

    def _is_whole(self, words: str) -> bool:
        """Say whether words alone are a cell of the column, or a body where it holds anything."""
        if self.name == "few":
            return words in self.words
        if self.name == "person":
            return persons.is_person(_piece(words), alone=True)
        is_known = len(words) >= _SHORTEST and self.words.issuperset(_sorts(words))
        return is_known and self._names_bodies(words)

    def _names_bodies(self, words: str) -> bool:
        """Say whether words are bodies by their names, and none of them only the end of one (有限公司)."""
        return _names_bodies(words) and not any(parties.is_tail(self.state, part) for part in _parts(words))


def _names_bodies(words: str) -> bool:
    return all(map(names.is_organization, _parts(words)))


def _sorts(words: str) -> list[str]:
    return [ending_of(part).sort for part in _parts(words)]


def _parts(words: str) -> list[str]:
    return [grammar.tidy_name(words[begin:end]) for begin, end in grammar.split_outside(words, _PARTS)]


def _piece(words: str) -> Piece:
    return Piece(0, Span(0, len(words)), words)
