"""What a list shows of its grades before its tree grows: what stands above each ladder of them, and what comes back."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.parser import outline, parties, persons, tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uniongraph.parser.outline import Ordinal
    from uniongraph.parser.state import Piece

__all__ = ["Ladders"]

_LONGEST_GROUP = 20
_LABELLED = re.compile("[:：]")
_PRIZE = re.compile(rf"[{grammar.HAN}“”]{{2,12}}(?<!获)奖")
"""团体奖, 精神文明奖: what may be the name of a prize where others are given."""


@dataclass(frozen=True, slots=True)
class Ladders:
    """What is seen of grades before the tree grows: the lines right above each ladder of them, and what comes back.

    ``groups`` are those lines that are neither ordinals nor headings; ``styles`` counts the ordinals among them;
    ``among`` are honours that stand among the grades of one of those headings, ``prizes`` those that only their place tells; ``following`` is the next Arabic ordinal below a line that begins with one, zero where entries without one follow.
    ``entries`` are the lines with two cells that are no rows.
    """

    heads: frozenset[int]
    groups: frozenset[int]
    styles: Counter[str]
    repeated: frozenset[str]
    among: frozenset[int]
    prizes: Mapping[int, str]
    following: Mapping[int, int]
    entries: frozenset[int]

    def is_prize(self, piece: Piece) -> bool:
        """Say whether a line, or what stands before its winners, is a prize that only its place tells (团体奖)."""
        prize = self.prizes.get(piece.number)
        return prize is not None and outline.name_of(piece.text) == prize

    @classmethod
    def of(cls, lines: Sequence[Piece]) -> Ladders:
        """Return what a look through some lines shows: a ladder begins where the first grade stands, or one again."""
        names_of = [outline.bare_heading(line) for line in lines]
        prizes = _prizes(lines, names_of)
        if prizes:
            names_of = [prizes.get(line.number, name) for line, name in zip(lines, names_of, strict=True)]
        counted = Counter(filter(None, names_of))
        back = frozenset(name for name, number in counted.items() if number > 1)
        seen: set[str] = set()
        heads: set[int] = set()
        groups: list[tuple[int, bool]] = []
        styles: Counter[str] = Counter()
        last: Ordinal | None = None
        for above, name in zip(lines, names_of[1:], strict=False):
            if name is None or not (name in back or outline.is_grade(name)):
                continue
            ordinal = outline.ordinal_of(above)
            is_next = _counts_on(last, ordinal) or (bool(groups) and ordinal is None and _is_group(above))
            if not seen or name in seen or is_next:
                if ordinal is not None:
                    styles[ordinal.style] += 1
                    heads.add(above.number)
                    last = ordinal
                elif _may_head_group(above):
                    groups.append((above.number, name in seen or is_next))
                seen.clear()
            seen.add(name)
        again = any(is_again for _, is_again in groups)
        found = frozenset(number for number, _ in groups) if again else frozenset()
        among = _among_grades(lines, names_of)
        tabbed = outline.parted_by_tabs(lines)
        return cls(frozenset(heads), found, styles, back, among, prizes, _following(lines), tabbed)


def _prizes(lines: Sequence[Piece], names_of: Sequence[str | None]) -> dict[int, str]:
    """Return the prizes without an ordinal that only grades beside them tell, by the numbers of their lines.

    The winners stand behind a colon, or below a line that stands below grades (一等奖 / 甲 / 团体奖 / 乙).
    """
    found: dict[int, str] = {}
    grades = {name for name in set(names_of) if name is not None and outline.is_grade(name)}
    first = next((at for at, name in enumerate(names_of) if name in grades), 0) if grades else 0
    for at, line in enumerate(lines) if grades else ():
        if names_of[at] is not None or "奖" not in line.text[:_LONGEST_GROUP]:
            continue
        head, *winners = outline.cut(line)
        name = outline.name_of(head.text)
        is_above = first < at < len(lines) - 1 and names_of[at + 1] is None
        if (winners or is_above) and _PRIZE.fullmatch(name):
            found[line.number] = name
    return found


def _following(lines: Sequence[Piece]) -> dict[int, int]:
    """Return the next Arabic ordinal below each line that begins with one, by its number; zero where entries without one follow."""
    found: dict[int, int] = {}
    above: int | None = None
    last = 0
    for place, piece in enumerate(lines):
        ordinal = outline.ordinal_of(piece) if piece.text[:1].isdecimal() else None
        if ordinal is not None and ordinal.style == "arabic":
            if above is not None:
                found[above] = ordinal.value
            above, last = piece.number, place
    below = takewhile(lambda line: not outline.is_tier_heading(line.text), lines[last + 1 :])
    titles = dropwhile(lambda line: not parties.names_somebody(line), below)
    if above is not None and not all(
        parties.names_somebody(line) or _LABELLED.search(line.text) for line in titles
    ):
        found[above] = 0
    return found


def _counts_on(last: Ordinal | None, ordinal: Ordinal | None) -> bool:
    """Say whether an ordinal above a grade is the next behind that above the ladder before it: one grade may be a ladder."""
    return last is not None and ordinal is not None and (last.style, last.value + 1) == ordinal[:2]


def _is_group(piece: Piece) -> bool:
    """Say whether a line is the name of a group by its form, and no place, which may be a winner."""
    name = piece.bare.rstrip(":：")
    if len(piece.text) > _LONGEST_GROUP or outline.bare_heading(piece) is not None:
        return False
    return bool(grammar.GROUP_LABEL.fullmatch(name) or grammar.GROUP_END.search(name))


def _may_head_group(piece: Piece) -> bool:
    """Say whether a line can be the name of a group of winners (小学组, 市直单位), and names no winner."""
    if len(piece.text) > _LONGEST_GROUP or outline.bare_heading(piece) is not None or tables.is_row(piece):
        return False
    name = piece.bare.rstrip(":：")
    if grammar.GROUP_LABEL.fullmatch(name) or grammar.GROUP_END.search(name) or parties.is_place(name):
        return True
    return parties.may_be_title(piece) and not (
        parties.names_somebody(piece) or persons.is_person(piece, alone=True)
    )


def _among_grades(lines: Sequence[Piece], names_of: Sequence[str | None]) -> frozenset[int]:
    """Return the numbers of the honours without an ordinal that stand among the grades of a numbered heading.

    They stand right below it and above its grades (一、拔河赛 / 优秀组织奖 / 一等奖), or below these and above the heading
    that counts on: below the last heading they may be of all.
    """
    told = set(names_of)
    grades = {name for name in told if name is not None and outline.is_grade(name)}
    if not grades or not told - grades - {None}:
        return frozenset()
    found: set[int] = set()
    honours: list[int] = []
    head: Ordinal | None = None
    is_graded = is_below = False
    last: Piece | None = None
    for line, name in zip(lines, names_of, strict=True):
        if name in grades:
            found.update(honours if is_below and not is_graded else ())
            is_graded = True
        elif name is not None:
            is_below = is_below or last is not None
            honours.append(line.number)
        last = None
        ordinal = outline.ordinal_of(line) if name is None else None
        if ordinal is None or "chinese" not in ordinal.style:
            continue
        goes_on = head is not None and (head.style, head.value + 1) == (ordinal.style, ordinal.value)
        found.update(honours if goes_on and is_graded else ())
        honours.clear()
        head, last, is_graded, is_below = ordinal, line, False, False
    return frozenset(found)
