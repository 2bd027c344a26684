"""Tables that no mark parts into cells: the cells stand between blanks, or one on each line."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from uniongraph.model import Span
from uniongraph.parser import columns
from uniongraph.parser.state import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.grammar import Role

__all__ = ["is_cell", "spaced", "stack", "stacks", "width_of"]

_LONGEST = 600
_FEWEST = 2
_WIDEST = 12
_LONGEST_NUMBER = 4
_BLANKS = (re.compile(r"\s{2,}"), re.compile(r"\s+"))
_MAY_BE_EMPTY: frozenset[Role] = frozenset({"note", "event", "sender", "tutor", "beside", "partner", "part"})


def spaced(lines: Sequence[Piece]) -> list[list[Piece]]:
    """Return the rows of a table whose cells are parted by blanks, as wide as its head; nothing where no line is a head.

    A row that is narrower is kept only where the last column names nobody that must be there: else nobody knows which
    cell is empty.
    """
    above = [piece for piece in lines[:_FEWEST] if len(piece.text.split()) > 1]
    for parting in _BLANKS:
        head = next((cells for piece in above if columns.heads(cells := _parted(piece, parting))), None)
        if head is None:
            continue
        last = columns.columns_of([head], {0}, of_persons=False)[-1].role
        widths = {len(head), len(head) - 1} if last in _MAY_BE_EMPTY else {len(head)}
        rows = [_joined_names(_parted(piece, parting), len(head)) for piece in lines]
        kept = [cells for cells in rows if len(cells) in widths]
        if 2 * len(kept) > len(lines) and len(kept) > 1:
            return kept
    return []


def _parted(piece: Piece, parting: re.Pattern[str]) -> list[Piece]:
    if len(piece.text) > _LONGEST:
        return [piece]
    ends = [0, *(at for mark in parting.finditer(piece.text) for at in mark.span()), len(piece.text)]
    return [piece.part(b, e) for b, e in zip(ends[::2], ends[1::2], strict=True)]


def _joined_names(cells: list[Piece], width: int) -> list[Piece]:
    """Return cells in which two characters that a blank parts are one name (郑　伟), where there are too many."""
    joined: list[Piece] = []
    for cell in cells:
        above = joined[-1] if joined else None
        spare = len(cells) - width
        if above is not None and len(above.text) == len(cell.text) == 1 and spare > 0:
            begin, end = above.span.begin, cell.span.end
            gap = " " * (cell.span.begin - above.span.end)
            joined[-1] = Piece(cell.number, Span(begin, end), above.text + gap + cell.text)
        else:
            joined.append(cell)
    return joined


def width_of(lines: Sequence[Piece]) -> int:
    """Return how many columns a table has that was flattened to one cell a line; zero where lines open none.

    Its head is known by the words of its columns, and ends where the number of the first row stands.
    """
    if not lines or columns.role_of(lines[0].bare) != "ordinal":
        return 0
    width = next((i for i, piece in enumerate(lines[:_WIDEST]) if _is_number(piece.bare)), 0)
    known = sum(columns.role_of(piece.bare) is not None for piece in lines[:width])
    return width if width >= _FEWEST and 2 * known > width else 0


def stack(lines: Sequence[Piece]) -> tuple[list[list[Piece]], list[Piece]]:
    """Return the rows of such a table, and the lines that are none of its cells; nothing where the lines are none.

    Each row is known by the number it begins with, one more than the last.
    """
    width = width_of(lines)
    rows = [list(lines[:width])] if width else []
    head = {piece.bare for piece in lines[:width]}
    lost: list[Piece] = []
    expected: str | None = None
    row: list[Piece] = []
    for piece in lines[width:] if width else ():
        is_title = piece.bare in head or columns.role_of(piece.bare) is not None
        if is_title and (not row or len(row) == width):
            continue  # the head comes again on the next page
        if piece.bare == expected or (expected is None and _is_number(piece.bare)):
            row = [piece]
            rows.append(row)
            expected = str(int(piece.bare) + 1)
        elif row and len(row) < width:
            row.append(piece)
        else:
            lost.append(piece)
    return rows, lost


def is_cell(piece: Piece) -> bool:
    """Say whether a line can be a cell of such a table alone: the head of a column, or the number of a row."""
    return columns.role_of(piece.bare) is not None or _is_number(piece.bare)


def stacks(lines: Sequence[Piece], role: Role) -> bool:
    """Say whether lines open such a table, with its column of numbers, that has a column for what is asked."""
    if not lines or columns.role_of(lines[0].bare) != "ordinal":
        return False
    head = takewhile(lambda known: known is not None, (columns.role_of(piece.bare) for piece in lines))
    return role in head


def _is_number(words: str) -> bool:
    return len(words) <= _LONGEST_NUMBER and words.isdecimal()
