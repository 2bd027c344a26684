"""The tables among the lines of a list: which lines are their rows, and the categories that columns or merged rows name."""

from __future__ import annotations

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


def rows(state: State, lines: Sequence[Piece], *, graded: bool = False) -> list[tables.Row]:
    """Return the entries of the table that some lines are, having claimed what only draws or heads it.

    None if it must be ``graded`` and nothing in it can name a tier.
    """
    printed = _printed(state, lines)
    if 2 * len(printed) > len(lines):
        table = tables.cells_of(printed)
    elif not (table := unruled.spaced(lines)):
        found = tables.read_cells(state, unruled.stack(lines), graded=graded)
        state.claim(growth.grow, lines if found else ())
        return found
    found = tables.read_cells(state, table, graded=graded)
    if found:
        state.claim(growth.grow, filter(_is_frame, printed))
        state.claim(growth.grow, (table[index][0] for index in columns.head_rows(table) if table[index]))
        state.claim(growth.grow, (piece for row in found for piece in row.under))
    return found


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


def categories_of_rows(state: State, rows: Sequence[tables.Row]) -> tuple[Category, ...]:
    """Return the rows of a table as cases, grouped by the category that a column or a merged row names."""
    cells: dict[str, Piece | None] = {}
    groups: dict[str, list[Case]] = {}
    for row in rows:
        key = row.category.bare if row.category else ""
        cells.setdefault(key, row.category)
        case = Case(
            row.reading("ordinal"), row.reading("title", title=True), tuple(row.recipients), row.about
        )
        groups.setdefault(key, []).append(case)
    return tuple(_category(state, cells[key], tuple(cases)) for key, cases in groups.items())


def _category(state: State, cell: Piece | None, cases: tuple[Case, ...]) -> Category:
    """Return a category by its cell, and compare the number that it declares."""
    if cell is None:
        return Category(None, None, cases)
    mark, heading = heading_of(cell)
    name, declared = headings.read(state, heading)
    headings.check_count(state, declared, len(cases), "below it")
    return Category(mark, name, cases)


def heading_of(cell: Piece) -> tuple[Reading[str] | None, Reading[str]]:
    """Return the ordinal and the words of a cell that is a heading (一、企业)."""
    ordinal = outline.ordinal_of(cell)
    if ordinal is None:
        return None, Reading(grammar.tidy_name(cell.text), (cell.span,))
    mark, words = cell.part(*ordinal.match.span("mark")), cell.part(ordinal.match.end(), len(cell.text))
    return Reading(mark.bare, (mark.span,)), Reading(grammar.tidy_name(words.text), (words.span,))
