"""How wide lines are printed: the column in which one ends, and the width at which those of the prose are broken."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from uniongraph.parser.state import Piece, State

__all__ = ["RAGGED", "edge_of", "printed_width"]

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
    counted = Counter(edge_of(state, piece) for piece in prose)
    full = {width: sum(counted[width - less] for less in range(RAGGED + 1)) for width in counted}
    width = max(full, key=lambda each: (full[each], each), default=0)
    if full.get(width, 0) < _FEWEST or not _NARROWEST <= width <= _WIDEST:
        return 0
    longer = (piece for piece in state.pieces if 2 * len(piece.text) > width + RAGGED - 2 * _INDENT)
    wide = (piece.part(0, len(piece.text.rstrip(_HANGING))) for piece in longer)
    return 0 if any(edge_of(state, piece) > width + RAGGED for piece in wide) else width
