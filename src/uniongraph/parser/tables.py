"""Tables read as rows: what each column holds, by its head or by what stands in it, and the entry that each row is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Reading, Recipient, Span
from uniongraph.parser import columns, inline, naming, parties, persons
from uniongraph.parser.state import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.grammar import Role
    from uniongraph.parser.columns import Column
    from uniongraph.parser.state import State

__all__ = [
    "Row",
    "cells_of",
    "frames",
    "heads",
    "is_cell",
    "is_row",
    "read_cells",
    "spaced",
    "stack",
    "stacks",
]

_LONGEST = 600
_FEWEST = 2
_WIDEST = 12
_LONGEST_NUMBER = 4
_BLANKS = (re.compile(r"\s{2,}"), re.compile(r"\s+"))
_MAY_BE_EMPTY: frozenset[Role] = frozenset({"note", "event", "sender", "tutor", "beside", "partner", "part"})
_INHERITED: tuple[Role, ...] = ("tier", "category")
"""What a merged cell says of the rows below it too."""
_SAID: frozenset[Role] = frozenset({"note", "event", "sender", "tutor", "beside"})
"""What is said of an entry and names nobody who is honoured."""


@dataclass(slots=True)
class Row:
    """One entry of a table: its cells by what they hold, and the recipients read from them.

    ``notes`` are the columns that nobody is named in, each with its cell.
    """

    cells: dict[Role, Piece]
    pieces: list[Piece]
    notes: list[tuple[Column, Piece]] = field(default_factory=list)
    honours_unit: bool = False
    recipients: list[Recipient] = field(default_factory=list)
    tier: Piece | None = None
    category: Piece | None = None

    def reading(self, role: Role, *, title: bool = False) -> Reading[str] | None:
        """Return what a cell says, or None where it is empty or not there."""
        cell = self.cells.get(role)
        if cell is None or not cell.text:
            return None
        if title:
            cell = inline.untitled(cell)
        words = grammar.tidy_title(cell.text) if title else grammar.tidy_name(cell.text)
        return Reading(words, (cell.span,))

    @property
    def about(self) -> tuple[Reading[str], ...]:
        """What is said of the work, and not of who is honoured for it: a second number (编号)."""
        return tuple(_note(each) for each in self.notes if self.says_of_work(each[0]))

    def says_of_work(self, column: Column) -> bool:
        """Say whether a column that names nobody numbers the works."""
        title = column.title.bare if column.title is not None else ""
        return "title" in self.cells and columns.role_of(title) == "ordinal"


def is_row(piece: Piece) -> bool:
    """Say whether a line is a row of a table: two cells or more, or the line that is drawn between rows."""
    return len(piece.text) <= _LONGEST and _is_row(piece.text)


@lru_cache(maxsize=1024)
def _is_row(line: str) -> bool:
    """Remember the answer: each rule that reads lists asks whether a line is a row."""
    if not grammar.CELLS_LINE.search(line):
        return False
    cells = _cells(Piece(0, Span(0, len(line)), line))
    return len(cells) > 1 or grammar.RULE_LINE.fullmatch(line) is not None


def _cells(piece: Piece) -> list[Piece]:
    """Return the cells of a row, the empty ones too, each with its place in the text."""
    marks = [mark.start() for mark in grammar.CELLS_LINE.finditer(piece.text)]
    bars = [at for at in marks if piece.text[at] != "\t"]
    bounds = pairwise([-1, *(bars or marks), len(piece.text)])
    cells = [piece.part(begin + 1, end) for begin, end in bounds]
    if bars and cells and not cells[0].text:
        cells = cells[1:]
    if bars and cells and not cells[-1].text:
        cells = cells[:-1]
    return cells


def cells_of(lines: Sequence[Piece]) -> list[list[Piece]]:
    """Return the cells of each row that does more than draw the table."""
    return [_cells(piece) for piece in lines if not grammar.RULE_LINE.fullmatch(piece.text)]


def spaced(lines: Sequence[Piece]) -> list[list[Piece]]:
    """Return the rows of a table whose cells are parted by blanks, as wide as its head; nothing where no line is a head.

    A row that is narrower is kept only where the last column names nobody that must be there: else nobody knows which
    cell is empty.
    """
    for parting in _BLANKS:
        head = next(
            (cells for piece in lines[:_FEWEST] if columns.heads(cells := _parted(piece, parting))), None
        )
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


def stack(lines: Sequence[Piece]) -> list[list[Piece]]:
    """Return the rows of a table that was flattened to one cell a line; nothing where the lines are none.

    Its head is known by the words of its columns, each row by the number it begins with, one more than the last.
    """
    width = next((i for i, piece in enumerate(lines[:_WIDEST]) if _is_number(piece.bare)), 0)
    known = sum(columns.role_of(piece.bare) is not None for piece in lines[:width])
    if width < _FEWEST or columns.role_of(lines[0].bare) != "ordinal" or 2 * known <= width:
        return []
    rows = [list(lines[:width])]
    expected: str | None = None
    row: list[Piece] = []
    for piece in lines[width:]:
        if columns.role_of(piece.bare) is not None and (not row or len(row) == width):
            continue  # the head comes again on the next page
        if piece.bare == expected or (expected is None and _is_number(piece.bare)):
            row = [piece]
            rows.append(row)
            expected = str(int(piece.bare) + 1)
        elif row and len(row) < width:
            row.append(piece)
    return rows if expected is not None else []


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


def read_cells(state: State, table: Sequence[list[Piece]], *, graded: bool = False) -> list[Row]:
    """Return the entries of a table whose cells are known, row by row; none if it must be ``graded`` and names no tier."""
    table, head = _unfolded(table)
    told = columns.columns_of(table, head, of_persons=state.of_persons, honour=state.honour)
    if graded and not columns.name_tiers(told, [cells for i, cells in enumerate(table) if i not in head]):
        return []
    honours_units = _honours_units(told, [cells for i, cells in enumerate(table) if i not in head])
    rows: list[Row] = []
    above: dict[Role, Piece] = {}
    section: Piece | None = None
    for index, cells in enumerate(table):
        if not cells or index in head:
            continue
        filled = [cell for cell in cells if cell.text]
        if len(filled) == 1 and len(told) > 1:
            section = filled[0]
            continue
        row = _row(_aligned(told, len(cells)), cells)
        row.honours_unit = honours_units
        named = row.cells
        for role in _INHERITED:
            if role in named and named[role].text:
                above[role] = named[role]
        row.tier, row.category = above.get("tier") or section, above.get("category")
        _fill(state, row, above)
        if not row.recipients:
            continue
        if rows and "title" in named and not named["title"].text:  # a merged title: one more recipient of it
            rows[-1].recipients += row.recipients
            rows[-1].pieces += cells
        else:
            rows.append(row)
    _doubt_columns(state, told if rows else ())
    return rows


def _doubt_columns(state: State, told: Sequence[Column]) -> None:
    for column in told:
        if column.role == "beside" and column.title is not None:
            message = "whether those in this column are honoured too is not said; they are noted and no more"
            state.find("uncertain-recipient", "warning", column.title.span, message)


def frames(table: Sequence[list[Piece]]) -> list[Piece]:
    """Return the rows that head the columns of a table, or name the tier of the rows below them."""
    head = columns.head_rows(table)
    return [
        cells[0]
        for index, cells in enumerate(table)
        if cells and (index in head or sum(bool(cell.text) for cell in cells) == 1)
    ]


def heads(piece: Piece) -> bool:
    """Say whether a line is the head of a table, whatever stands below it."""
    return is_row(piece) and columns.heads(_cells(piece))


def _unfolded(table: Sequence[list[Piece]]) -> tuple[Sequence[list[Piece]], set[int]]:
    """Return a table that was set side by side with one entry in each row, and which of its rows are the head.

    Its head comes twice, or each cell is a winner.
    """
    heads = columns.head_rows(table)
    head = min(heads, default=None)
    titles = [cell.bare for cell in table[head]] if head is not None else []
    width = next(
        (n for n in range(1, len(titles) // 2 + 1) if titles == titles[:n] * (len(titles) // n)), None
    )
    if head is None and columns.are_all_winners(table):
        width = 1
    if width is None:
        return table, heads
    widest = max(map(len, table))
    parts = [[cells[at : at + width] for cells in table] for at in range(0, widest, width)]
    if width == 1:
        parts = [[[cell] for cells in table for cell in cells]]
    unfolded = [cells for part in parts for cells in part if any(cell.text for cell in cells)]
    return unfolded, columns.head_rows(unfolded)


def _row(told: Sequence[Column], cells: list[Piece]) -> Row:
    pairs = list(zip(told, cells, strict=False))
    named = {column.role: cell for column, cell in pairs if column.role not in _SAID}
    notes = [(column, cell) for column, cell in pairs if column.role in _SAID and cell.text]
    return Row(named, cells, notes)


def _honours_units(told: Sequence[Column], body: Sequence[list[Piece]]) -> bool:
    """Say whether bodies are honoured beside the persons of a table of works: who completed a work is, in every row.

    So is who did something else for it, once a row names several of them: nobody works for several.
    """
    index = next((i for i, column in enumerate(told) if column.role == "unit"), None)
    title = told[index].title if index is not None else None
    if index is None or title is None or not told[index].honours_bodies:
        return False
    is_of_works = {"title", "person"} <= {column.role for column in told}
    if is_of_works and "完成" in title.bare:
        return True
    cells = (cells[index] for cells in body if index < len(cells) and cells[index].text)
    return any(len(parties.parts_of(cell)) > 1 for cell in cells)


def _aligned(told: Sequence[Column], width: int) -> Sequence[Column]:
    """Return the roles of a row that has fewer cells than its head: a merged cell at the left is not repeated."""
    missing = len(told) - width
    if missing > 0 and all(column.role in _INHERITED for column in told[:missing]):
        return told[missing:]
    return told


def _fill(state: State, row: Row, above: dict[Role, Piece]) -> None:
    """Read who is honoured in a row: the persons with their unit, or the unit; a merged unit goes on below."""
    unit, person = row.cells.get("unit"), row.cells.get("person")
    if unit is not None and not unit.text:
        unit = above.get("unit")
    elif unit is not None:
        above["unit"] = unit
    people = naming.read(state, person, alone=unit is None or not unit.text) if person is not None else ()
    if people:
        found = _with_unit(state, row, people, unit)
    elif unit is not None and unit.text:
        found = _joined(state, parties.read_lines(state, [unit]), row.cells.get("part"))
    else:
        return
    partner = row.cells.get("partner")
    if partner is not None and partner.text:
        members = () if parties.names_somebody(partner) else persons.read(partner, trusted=True)
        found += members or parties.read_lines(state, [partner])
    row.recipients = [_remarked(each, row) for each in found]


def _with_unit(
    state: State, row: Row, people: tuple[Recipient, ...], unit: Piece | None
) -> tuple[Recipient, ...]:
    """Return persons with the unit in another cell; of several units nobody says whose is whose.

    Those that are honoured for the work are recipients too; else the first is where the persons work.
    """
    post = row.cells.get("post")
    if row.honours_unit and unit is not None and unit.text:
        honoured = parties.read_lines(state, [unit])
        return tuple(persons.with_unit(each, None, post) for each in people) + honoured
    several = parties.parts_of(unit) if unit is not None else []
    if len(several) < _FEWEST or unit is None:
        return tuple(persons.with_unit(each, unit, post) for each in people)
    first, *others = several
    notes = tuple(Reading(grammar.tidy_name(other.text), (other.span,)) for other in others)
    with_first = (persons.with_unit(each, first, post) for each in people)
    return tuple(replace(each, notes=(*each.notes, *notes)) for each in with_first)


def _joined(state: State, bodies: tuple[Recipient, ...], part: Piece | None) -> tuple[Recipient, ...]:
    """Return the team of a body by its whole name, where the body and the team stand in two cells."""
    if len(bodies) != 1 or part is None or not part.text:
        return bodies
    (body,), words = bodies, grammar.tidy_name(part.text)
    if words.startswith(body.name.value) or state.analyse(words).place:
        return parties.read_lines(state, [part])
    if part.span.begin < body.name.spans[0].begin:
        team = replace(body, name=Reading(words, (part.span,)), parts=state.analyse(words))
        return (replace(team, notes=(body.name,)),)
    name = Reading(body.name.value + words, (*body.name.spans, part.span), body.name.confidence)
    return (replace(body, name=name, parts=state.analyse(name.value)),)


def _remarked(recipient: Recipient, row: Row) -> Recipient:
    """Return a recipient with what other cells say: gender, ethnicity, and each column that names nobody."""
    is_person = recipient.kind == "person"
    if not (row.notes or is_person):
        return recipient
    remarks = [each for each in row.notes if is_person and _is_remark(each[0])]
    others = [each for each in row.notes if each not in remarks and not row.says_of_work(each[0])]
    notes = tuple(map(_note, others))
    for remark in remarks:
        recipient = persons.with_remark(recipient, _note(remark))
    if is_person:
        gender, ethnicity = row.reading("gender"), row.reading("ethnicity")
        if gender or ethnicity:
            recipient = replace(
                recipient, gender=gender or recipient.gender, ethnicity=ethnicity or recipient.ethnicity
            )
    return replace(recipient, notes=(*recipient.notes, *notes)) if notes else recipient


def _is_remark(column: Column) -> bool:
    return column.title is not None and grammar.REMARKS.search(column.title.bare) is not None


def _note(said: tuple[Column, Piece]) -> Reading[str]:
    """Return what a cell says, behind the title of its column where the cell alone does not tell (指导教师…)."""
    column, cell = said
    words = grammar.tidy_title(cell.text)
    if column.title is None or not column.title.text or _is_remark(column):
        return Reading(words, (cell.span,))
    return Reading(grammar.tidy_name(column.title.text) + words, (column.title.span, cell.span))
