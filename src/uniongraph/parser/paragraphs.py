"""Paragraphs of winners one after another that the width of the page breaks into lines (……、某某局 / 机关党委、……).

All lines of one together tell that they are, whatever the width of the prose: a line end within them parts nothing, and
is a seam, and so is the end of a page. Where each line is whole by itself, it ends where it does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.grammar.lists import count_in
from uniongraph.model import Span
from uniongraph.parser import enumerations, folds, outline, parties, tables, widths
from uniongraph.parser.state import Seam

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["seams_of"]

_LONGEST: Final = 120
"""A line that the width of a page breaks has no more characters."""
_NARROWEST: Final = 36
"""No text is set in lines of fewer columns."""
_SLACK: Final = 8
"""A line is full though so many columns stay free, where digits or closing marks are not parted."""
_MARKS: Final = re.compile("[、；;，,]")
_ITEM: Final = r"[^\s、，；]+(?: [^\s、，；]+)?"
_RUN: Final = re.compile(rf"(?:{_ITEM}[、，；] ?)*{_ITEM}[、，；]?")
"""某某支行 何立春、某某支行 钱莉、……: a blank between the unit and the name, and marks between the winners."""
_CLASS: Final = re.compile(r"[（(]\d{1,2}[)）]班")
"""高二 / （3）班团支部: the number of a class, and no ordinal."""
_PAIRING: Final = (["，"], [","])
_TORN: Final = frozenset({"mark", "broken", "behind"})
"""How lines end that surely go on."""
_COLUMNS: Final = re.compile(rf"\s{{2,}}|\t|(?<=[{grammar.HAN}]{{2}})\s(?=[{grammar.HAN}]{{2}})|^\d{{1,4}}\s")
"""Blanks between whole words, and a number before one: the line is set in columns, and is no part of a paragraph."""


def seams_of(state: State, lines: Sequence[Piece], pages: Sequence[int]) -> dict[int, Seam]:
    """Return the seams at the ends of broken lines, by the place of the line above each; ``pages`` are lines of page numbers."""
    found: dict[int, Seam] = {}
    for begin, end in _paragraphs(state, lines, pages):
        above = lines[begin - 1] if begin else None
        for place, is_sure in _broken(lines[begin:end], above):
            upper, lower = lines[begin + place], lines[begin + place + 1]
            found[begin + place] = Seam(Span(upper.span.end, lower.span.begin), is_sure)
    return found


def _paragraphs(state: State, lines: Sequence[Piece], pages: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where lines stand that may be one paragraph: marks in each of the first, all but the last as wide as the page."""
    place = 0
    while place < len(lines):
        end = place + 1
        if _may_begin(lines[place]):
            while end < len(lines) and _may_follow(state, lines[end - 1], lines[end], pages):
                end += 1
            yield from _full(state, lines, place, end)
        place = end


def _may_begin(line: Piece) -> bool:
    if _MARKS.search(line.text) is None or not _may_be_broken(line):
        return False
    return outline.ordinal_of(line) is None or ":" in line.text or "：" in line.text


def _may_follow(state: State, above: Piece, line: Piece, pages: Sequence[int]) -> bool:
    """Say whether a line can go on with the one above: nothing but the number of a page between them, no heading, no remark."""
    turned = bisect_left(pages, above.number) != bisect_left(pages, line.number)
    if (line.number != above.number + 1 and not turned) or grammar.SENTENCE_END.search(above.text):
        return False
    starts = state.annex_starts
    if bisect_right(starts, above.number) != bisect_right(starts, line.number) or not _may_be_broken(line):
        return False
    is_label = ":" in line.text or "：" in line.text
    is_numbered = outline.ordinal_of(line) is not None and _CLASS.match(line.text) is None
    is_numbered = is_numbered and not folds.parts_brackets(above.text, line.text)
    is_heading = is_numbered or outline.is_tier_heading(line.text)
    is_heading = is_heading or count_in(line.bare) is not None
    return not (is_label or is_heading or parties.is_remark(line) or _closes(line))


def _closes(line: Piece) -> bool:
    """Say whether a line is the title of the next list, or stands below the lists."""
    return any(form.search(line.bare) for form in (grammar.LIST_TAIL, grammar.DATE)) or bool(
        grammar.TAIL.fullmatch(line.bare)
    )


def _may_be_broken(line: Piece) -> bool:
    if len(line.text) > _LONGEST or tables.is_row(line):
        return False
    has_blanks = len(line.bare) < len(line.text)
    return not has_blanks or _COLUMNS.search(line.text) is None or _RUN.fullmatch(line.text) is not None


def _full(state: State, lines: Sequence[Piece], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of some lines that end in one which is not full, or in the last."""
    edges = [widths.edge_of(state, line) for line in lines[begin:end]]
    width = max(edges)
    if width < _NARROWEST:
        return
    first = begin
    for place, edge in enumerate(edges, begin):
        if edge < width - _SLACK or place == end - 1:
            if place > first:
                yield first, place + 1
            first = place + 1


def _broken(lines: Sequence[Piece], above: Piece | None) -> list[tuple[int, bool]]:
    """Return which lines go on in the next, and whether surely; nothing where the lines are no enumeration broken by its width.

    One at least ends in a mark, or breaks a winner whose halves are none, or a stop ends the last and no other; or as many
    are declared as are named only so. What stands below the last of them is no name, and no end of one.
    """
    words, bounds, ends = _ends_of(lines)
    is_sentence = words.endswith("。")
    last = next((place for place in reversed(range(len(ends))) if ends[place] != "whole"), -1)
    if last < len(ends) - 1:
        words, bounds, ends = _ends_of(lines[: last + 2])
    if not ends or "two" in ends or ends[-1] == "whole":
        return []
    count = count_in(above.bare) if above is not None else None
    declared = grammar.number_of(count["number"]) if count is not None else None
    is_counted, apart = declared == len(bounds), ends.count("apart")
    if not is_counted and declared == len(bounds) + apart:
        return []
    is_one = apart and (is_counted or words.endswith("。"))
    if not (_TORN & set(ends) or is_one) or (set(ends) == {"behind"} and all(map(_is_pair, lines))):
        return []
    is_sure = is_counted or (is_sentence and grammar.GRANTING.search(words) is not None)
    return [(place, is_sure or end in _TORN) for place, end in enumerate(ends)]


def _is_pair(line: Piece) -> bool:
    """Say whether a line is two words with a comma between them, as a body and its work are (某某煤矿，井下通风监测系统)."""
    return _MARKS.findall(line.text) in _PAIRING


def _ends_of(lines: Sequence[Piece]) -> tuple[str, Sequence[tuple[int, int]], list[str]]:
    """Return the words of some lines as one, where the winners stand in them, and how each line but the last ends, if they are enough."""
    words = "".join(line.text for line in lines)
    bounds = enumerations.bounds_of(words)
    if len(bounds) < len(lines):
        return words, bounds, []
    ends = accumulate(len(line.text) for line in lines[:-1])
    return words, bounds, [_end_of(words, bounds, at) for at in ends]


def _end_of(words: str, bounds: Sequence[tuple[int, int]], at: int) -> str:
    """Return how a line ends: at a mark, in a winner that it has broken, apart between what may be two, between two, whole, or else.

    It ends behind words that name nobody where the next begins with a winner.
    """
    begin, stop = bounds[bisect_left(bounds, (at,)) - 1]
    if not begin < at < stop:
        return "mark"
    is_one, first, second = (
        enumerations.names_winner(words[b:e]) for b, e in ((begin, stop), (begin, at), (at, stop))
    )
    if first and second:
        return "apart" if is_one else "two"
    if is_one:
        return "behind" if second else "broken"
    return "whole" if first else "other"
