"""The tables among the lines of a list: which lines are their rows, and the categories that columns or merged rows name."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Case, Category, Reading, Span
from uniongraph.parser import columns, growth, headings, labels, outline, tables, unruled
from uniongraph.parser.state import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.growth import Node
    from uniongraph.parser.state import State

__all__ = ["categories_of_rows", "heading_of", "holds_table", "rows"]

_HEAD_LINES = 3
"""The head of a table stands within so many lines of its first."""
_FEWEST = 2
"""Rows whose numbers tell that they are numbers."""


def rows(state: State, lines: Sequence[Piece], *, graded: bool = False) -> list[tables.Row]:
    """Return the entries of the table that some lines are, having claimed what only draws or heads it.

    None if it must be ``graded`` and nothing in it can name a tier.
    """
    printed = _printed(state, lines)
    if 2 * len(printed) > len(lines):
        table = _numbered(tables.cells_of(printed))
    elif not (table := unruled.spaced(lines)):
        table, others = unruled.stack(lines)
        lost = {line.number for line in others}
        found = tables.read_cells(state, table, graded=graded)
        state.claim(growth.grow, (line for line in lines if found and line.number not in lost))
        return found
    found = tables.read_cells(state, table, graded=graded)
    if found:
        state.claim(growth.grow, filter(_is_frame, printed))
        state.claim(growth.grow, (table[index][0] for index in columns.head_rows(table) if table[index]))
        state.claim(growth.grow, (piece for row in found for piece in row.under))
    return found


def _numbered(table: list[list[Piece]]) -> list[list[Piece]]:
    """Return the cells of a table whose first ones begin with numbers that go on (1.甲, 2.乙), these in a column of their own."""
    marks = [outline.ordinal_of(cells[0]) if cells else None for cells in table]
    counted = [mark for mark in marks if mark is not None and mark.style == "arabic"]
    goes_on = all(below.value == above.value + 1 for above, below in pairwise(counted))
    if len(counted) < _FEWEST or 2 * len(counted) <= len(table) or not goes_on:
        return table
    return [_cut(cells, mark if mark in counted else None) for cells, mark in zip(table, marks, strict=True)]


def _cut(cells: list[Piece], mark: outline.Ordinal | None) -> list[Piece]:
    """Return the cells of a row with the first in two, its number and the rest."""
    if not cells or mark is None:
        return [*(cell.part(0, 0) for cell in cells[:1]), *cells]
    first, *others = cells
    number, rest = first.part(*mark.match.span("mark")), first.part(mark.match.end(), len(first.text))
    return [number, rest, *others]


def _is_frame(piece: Piece) -> bool:
    """Say whether a row only draws the table or remarks on it."""
    words = piece.bare.strip("|｜│┃")
    is_drawn = grammar.RULE_LINE.fullmatch(piece.text) is not None
    return is_drawn or grammar.REMARK.fullmatch(words) is not None


def holds_table(state: State, node: Node) -> bool:
    """Say whether most lines right below a heading are rows of a table."""
    return 2 * len(_printed(state, node.plain)) > len(node.plain)


def _printed(state: State, lines: Sequence[Piece]) -> list[Piece]:
    """Return the lines that are rows of a table, with the empty cells that a head promises at either end of them.

    Below a head a line between rows that names a place or a group is a merged row.
    """
    if not any(map(tables.is_row, lines)):
        return []
    if not any(map(tables.heads, lines[:_HEAD_LINES])) and not _seem_headed(lines[:_HEAD_LINES]):
        return list(filter(tables.is_row, lines))
    whole = (_with_edges(state, piece) for piece in lines)
    return [piece for piece in whole if tables.is_row(piece) or labels.is_group_label(piece)]


def _seem_headed(lines: Sequence[Piece]) -> bool:
    """Say whether the first of some rows is a head of which only most columns are known."""
    return bool(columns.head_rows(tables.cells_of(list(filter(tables.is_row, lines)))))


def _with_edges(state: State, piece: Piece) -> Piece:
    """Return a line with the tabs at its ends: they part it from empty cells, of a merged cell or of a missing remark."""
    line = state.line_at(piece.span.begin).span
    before = state.text.content[line.begin : piece.span.begin]
    after = state.text.content[piece.span.end : line.end]
    if before.strip(" \t") or after.strip(" \t\r") or "\t" not in before + after:
        return piece
    begin = piece.span.begin - len(before) if "\t" in before else piece.span.begin
    end = piece.span.end + after.rfind("\t") + 1
    return Piece(piece.number, Span(begin, end), state.text.content[begin:end])


def categories_of_rows(
    state: State, rows: Sequence[tables.Row], table: Sequence[tables.Row] = ()
) -> tuple[Category, ...]:
    """Return the rows of a table as cases, grouped by the category that a column or a merged row names.

    ``table`` are its rows of all tiers, where a category may be of several: what its heading counts is among these.
    """
    cells: dict[str, Piece | None] = {}
    groups: dict[str, list[Case]] = {}
    for row in rows:
        mark, title = row.reading("ordinal"), row.reading("title", title=True)
        if not row.recipients and (named := title or mark) is not None:
            message = "the cell of this row's winner is empty; the name may be lost"
            state.find("case-without-recipient", "error", named.spans[0], message)
        if not row.is_entry:
            continue
        if mark is not None:
            mark = Reading(mark.value, mark.spans, state.sureness(mark.spans[0]))
        cells.setdefault(row.group, row.category)
        groups.setdefault(row.group, []).append(Case(mark, title, tuple(row.recipients), row.about))
    listed = Counter(row.group for row in table or rows if row.is_entry)
    return tuple(_category(state, cells[key], tuple(cases), listed[key]) for key, cases in groups.items())


def _category(state: State, cell: Piece | None, cases: tuple[Case, ...], listed: int) -> Category:
    """Return a category by its cell, and compare the number that it declares with what is ``listed`` in all tiers."""
    if cell is None:
        return Category(None, None, cases)
    mark, heading = heading_of(cell)
    name, declared = headings.read(state, heading)
    headings.check_count(state, declared, listed, "below it")
    return Category(mark, name, cases, declared=declared if listed == len(cases) else None)


def heading_of(cell: Piece) -> tuple[Reading[str] | None, Reading[str]]:
    """Return the ordinal and the words of a cell that is a heading (一、企业)."""
    ordinal = outline.ordinal_of(cell)
    if ordinal is None:
        return None, Reading(grammar.tidy_name(cell.text), (cell.span,))
    mark, words = cell.part(*ordinal.match.span("mark")), cell.part(ordinal.match.end(), len(cell.text))
    return Reading(mark.bare, (mark.span,)), Reading(grammar.tidy_name(words.text), (words.span,))
