"""Rows of tables whose cells tabs or bars part: which lines are such rows, and where each cell begins and ends."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.parser.state import Piece, is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["cells_in", "cells_of", "is_row"]

_LONGEST: Final = 600
_BAR: Final = re.compile("[|｜│┃]")


def is_row(piece: Piece) -> bool:
    """Say whether a line is a row of a table: two cells or more, or the line that is drawn between rows."""
    return len(piece.text) <= _LONGEST and _is_row(piece.text)


@lru_cache(maxsize=1024)
def _is_row(line: str) -> bool:
    """Remember the answer: each rule that reads lists asks whether a line is a row."""
    if not grammar.CELLS_LINE.search(line):
        return False
    return len(_bounds(line, False)) > 1 or grammar.RULE_LINE.fullmatch(line) is not None


def cells_in(piece: Piece, *, by_tabs: bool = False) -> list[Piece]:
    """Return the cells of a row, the empty ones too, each with its place in the text."""
    if piece.cells is None or by_tabs:
        piece.cells = tuple(piece.part(begin, end) for begin, end in _bounds(piece.text, by_tabs))
    return list(piece.cells)


@lru_cache(maxsize=1024)
def _bounds(line: str, by_tabs: bool) -> tuple[tuple[int, int], ...]:
    """Return where the cells of a row begin and end; an empty one at either end only stands behind the bar that frames it."""
    marks = [mark.start() for mark in grammar.CELLS_LINE.finditer(line)]
    bars = [at for at in marks if line[at] != "\t"]
    if bars and by_tabs:
        marks, bars = [at for at in marks if line[at] == "\t"], []
    bounds = tuple((begin + 1, end) for begin, end in pairwise([-1, *(bars or marks), len(line)]))
    if bars and is_blank(line[slice(*bounds[0])]):
        bounds = bounds[1:]
    if bars and is_blank(line[slice(*bounds[-1])]):
        bounds = bounds[:-1]
    return bounds


def cells_of(lines: Sequence[Piece]) -> list[list[Piece]]:
    """Return the cells of each row that does more than draw the table."""
    rows = [piece for piece in lines if not grammar.RULE_LINE.fullmatch(piece.text)]
    by_tabs = _are_parted_by_tabs(rows)
    return [cells_in(piece, by_tabs=by_tabs) for piece in rows]


def _are_parted_by_tabs(rows: Sequence[Piece]) -> bool:
    """Say whether a bar within some rows parts no cells (问答 | 怎么办): more of the other rows hold tabs alone than bars alone."""
    tabbed = [piece for piece in rows if "\t" in piece.text]
    if not tabbed:
        return False
    barred = [piece for piece in rows if _BAR.search(piece.text)]
    return bool(barred) and len(tabbed) > len(barred)
