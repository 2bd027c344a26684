"""How wide lines are printed: the column in which one ends, and the width at which those of the prose are broken."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["RAGGED", "Margins", "edge_of", "printed_width"]

RAGGED: Final = 2
"""So much less of the width a line may fill, or more, for no mark that ends a clause begins a line."""
_NARROWEST: Final = 40
_WIDEST: Final = 100
"""Lines that a page breaks are so wide, in half characters; a paragraph on one line is wider."""
_FEWEST_CHARACTERS: Final = 18
"""Without the white space before it no such line has fewer."""
_HANGING: Final = "，。、；：）”》"
"""Marks that begin no line: several may stand behind its width (……副主任）、)."""
_INDENT: Final = 16
"""Lines that may be too wide are looked for as if no more characters of white space stood before them."""
_FEWEST: Final = 2
"""So many lines of the prose show how wide it is printed."""


def edge_of(state: State, piece: Piece) -> int:
    """Return in which column a line ends, in half characters: a character of Chinese takes two."""
    begin = state.line_at(piece.span.begin).span.begin
    printed = state.text.content[begin : piece.span.end].rstrip()
    return 2 * len(printed) - len(printed.encode("latin-1", "ignore"))


def printed_width(state: State) -> int:
    """Return how wide the lines of the document are printed, in half characters; zero where none are broken by a width."""
    if max(map(len, state.text.content.splitlines()), default=0) > _WIDEST:
        return 0
    first = state.annex_starts[0]
    prose = [piece for piece in state.pieces[:first] if len(piece.text) >= _FEWEST_CHARACTERS]
    counted = Counter(edge_of(state, _unhung(piece)) for piece in prose)
    full = {width: sum(counted[width - less] for less in range(RAGGED + 1)) for width in counted}
    width = max(full, key=lambda each: (full[each], counted[each], each), default=0)
    if full.get(width, 0) < _FEWEST or not _NARROWEST <= width <= _WIDEST:
        return 0
    longer = (piece for piece in state.pieces if 2 * len(piece.text) > width + RAGGED - 2 * _INDENT)
    return 0 if any(edge_of(state, _unhung(piece)) > width + RAGGED for piece in longer) else width


def _unhung(piece: Piece) -> Piece:
    """Return a line without the marks that end it, which may stand behind its width."""
    return piece.part(0, len(piece.text.rstrip(_HANGING))) if piece.text[-1:] in _HANGING else piece


@dataclass(frozen=True)
class Margins:
    """Which lines of the annexes fill the width that they are printed to: that of the prose, or one that their list shows."""

    state: State
    pages: Sequence[int]
    """The lines on which page numbers stand."""
    width: int
    """How wide the prose is printed, in half characters; zero where it does not show."""
    paragraphs: frozenset[int]
    """The places of lines as full as any of their list, with a line below them that is not indented as its entries are."""

    @classmethod
    def of(cls, state: State, lines: Sequence[Piece], pages: Sequence[int]) -> Margins:
        """Return what shows of some lines, between which page numbers stand on the lines ``pages``."""
        if not state.annex_starts:
            return cls(state, pages, 0, frozenset())
        return cls(state, pages, printed_width(state), frozenset(_full_paragraphs(state, lines, pages)))

    def are_filled(self, index: int, line: Piece) -> bool:
        """Say whether the line of some place fills the width, as far as that is known."""
        if index in self.paragraphs:
            return True
        return bool(self.width) and edge_of(self.state, line) >= self.width - RAGGED

    @cached_property
    def widest(self) -> int:
        """How wide the widest line is, in half characters, without the marks that may stand behind its width."""
        pieces = self.state.pieces
        least = max((len(piece.text) for piece in pieces), default=0) - _INDENT
        return max(
            (edge_of(self.state, _unhung(each)) for each in pieces if 2 * len(each.text) >= least), default=0
        )

    def are_widest(self, line: Piece) -> bool:
        """Say whether no line is wider than some line, as no line of a page is wider than one that fills it."""
        edge = edge_of(self.state, line)
        return _NARROWEST <= edge <= _WIDEST and edge >= self.widest - RAGGED


def _full_paragraphs(state: State, lines: Sequence[Piece], pages: Sequence[int]) -> Iterator[int]:
    """Yield the places of lines that are as full as any of their list, with a line that is not indented below them.

    Where each entry is a paragraph, its first line is indented and the next is not; the list itself shows then how wide
    it is printed, and the prose need not.
    """
    open_at = list(_within_paragraphs(state, lines, pages))
    widest: dict[tuple[int, str], int] = {}
    for line in lines if open_at else ():
        key = _annex_of(state, line), _indent(state, line)
        widest[key] = max(widest.get(key, 0), edge_of(state, line))
    for index, first in open_at:
        width = widest[_annex_of(state, lines[first]), _indent(state, lines[first])]
        if width - RAGGED <= edge_of(state, lines[index]) and edge_of(state, lines[index + 1]) <= width:
            yield index


def _within_paragraphs(
    state: State, lines: Sequence[Piece], pages: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the place of each line that may go on on the next, with that of the first line of its paragraph."""
    content = state.text.content
    first: int | None = None
    for index, (above, below) in enumerate(pairwise(lines)):
        if content[above.span.begin - 1] != "\n":
            first = index
        if first is None:
            continue
        if content[below.span.begin - 1] == "\n" and _adjoin(state, above, below, pages):
            yield index, first
        else:
            first = None


def _adjoin(state: State, above: Piece, below: Piece, pages: Sequence[int]) -> bool:
    """Say whether one line of an annex stands right below another, or below it on the next page."""
    is_next = below.number == above.number + 1 or bisect(pages, above.number) != bisect(pages, below.number)
    return is_next and _annex_of(state, above) == _annex_of(state, below)


def _indent(state: State, piece: Piece) -> str:
    """Return the white space before a line."""
    return state.text.content[state.line_at(piece.span.begin).span.begin : piece.span.begin]


def _annex_of(state: State, piece: Piece) -> int:
    return bisect(state.annex_starts, piece.number)
