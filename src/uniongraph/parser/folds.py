"""Lines of the body that the width of the page breaks within brackets, or within what the prose says that somebody is.

Line ends in the prose part nothing, and its sentences are read over them. What stands in brackets behind a winner, and
the unit and the post of a person, are read from one line: where a line breaks them, their halves are joined before.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.model import Span
from uniongraph.parser import outline, tables
from uniongraph.parser.state import Seam

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["parts_brackets", "seams_of"]

_WRAPPED: Final = 20
"""A line that a page breaks has no fewer characters."""
_LONGEST: Final = 100
_OPENED: Final = re.compile(r"[（(][^（()）。]{0,30}$")
_SHUT: Final = re.compile(r"[^（()）。：:]{0,30}[)）]")
"""Brackets that the end of a line parts hold no more characters on either side of it, and no sentence."""
_HELD: Final = re.compile(r"(?:生前(?:系|是|为|担任|任)|，(?:系|是|现任))[^，。；：“”]{0,40}$")
"""生前系潞川市公共交 / 通有限公司驾驶员, ，现任某某街 / 道办主任: what somebody is goes on on the next line."""
_SAYS: Final = frozenset("系是为任")
_NAMED: Final = re.compile(rf"[、，；：和及][{grammar.HAN}]{{1,4}}$")
_TOLD: Final = re.compile(rf"[{grammar.HAN}]{{0,3}}[（(]")
"""……、阮 / 氏梅（青溪市代表团）、……: a name that brackets follow."""


def seams_of(state: State, lines: Sequence[Piece]) -> list[Seam]:
    """Return the seams at the ends of lines of the body; the lines of a paragraph above one are joined with it."""
    found: list[Seam] = []
    above: list[Seam] = []
    for upper, lower in pairwise(lines):
        if not _is_broken(state, upper, lower):
            above = []
            continue
        above.append(Seam(Span(upper.span.end, lower.span.begin), is_sure=True))
        if _goes_on(upper, lower):
            found += above
            above = []
    return found


def _is_broken(state: State, upper: Piece, lower: Piece) -> bool:
    """Say whether a line may go on on the next; one that is indented opens a paragraph, and is no second half."""
    is_wide = _WRAPPED <= len(upper.text) <= _LONGEST and len(lower.text) <= _LONGEST
    if not is_wide or lower.number != upper.number + 1 or grammar.PARAGRAPH_END.search(upper.text):
        return False
    if tables.is_row(upper) or tables.is_row(lower):
        return False
    if outline.ordinal_of(lower) is not None and not parts_brackets(upper.text, lower.text):
        return False
    return state.text.content[lower.span.begin - 1] == "\n"


def _goes_on(upper: Piece, lower: Piece) -> bool:
    """Say whether a line ends within brackets that the next shuts, before them in a name, or within what the prose says that somebody is."""
    if parts_brackets(upper.text, lower.text):
        return True
    if _NAMED.search(upper.text) is not None and _TOLD.match(lower.text) is not None:
        return True
    return not _SAYS.isdisjoint(upper.text) and _HELD.search(upper.text) is not None


def parts_brackets(upper: str, lower: str) -> bool:
    """Say whether a line ends within short brackets that the next shuts."""
    if "（" not in upper and "(" not in upper:
        return False
    return _OPENED.search(upper) is not None and _SHUT.match(lower) is not None
