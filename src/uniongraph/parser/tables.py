"""Tables read as rows: what each column holds, by its head or by what stands in it, and the entry that each row is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Reading, Recipient
from uniongraph.parser import (
    bearers,
    books,
    columns,
    headings,
    inline,
    merged,
    naming,
    owners,
    parties,
    persons,
    principals,
)
from uniongraph.parser.ruled import cells_in, cells_of, is_row
from uniongraph.parser.state import DOUBTED, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.grammar import Role
    from uniongraph.parser.columns import Column
    from uniongraph.parser.state import State

__all__ = ["Row", "cells_of", "heads", "is_row", "read_cells"]

_LONGEST_NUMBER = 4
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
    tells_unit: bool = False
    """Whether the head of the column says that units stand in it."""
    did: Piece | None = None
    """The head of the column of those who edited it."""
    recipients: list[Recipient] = field(default_factory=list)
    honour: Piece | None = None
    """What its tier is a grade of, where another cell or a merged row says so."""
    tier: Piece | None = None
    category: Piece | None = None
    under: tuple[Piece, ...] = ()
    """The merged rows above it that say what it belongs to."""

    def reading(self, role: Role, *, title: bool = False) -> Reading[str] | None:
        """Return what a cell says, or None where it is empty (/) or not there."""
        cell = self.cells.get(role)
        if cell is None or not cell.text or naming.is_mark(cell):
            return None
        if title:
            cell = inline.untitled(cell)
        words = grammar.tidy_title(cell.text) if title else grammar.tidy_name(cell.text)
        return Reading(words, (cell.span,))

    @property
    def is_entry(self) -> bool:
        """Whether it names a winner or a work, and has no number alone."""
        title = self.cells.get("title")
        return bool(self.recipients or (title is not None and title.text))

    @property
    def group(self) -> str:
        """What the category is called that it belongs to."""
        return self.category.bare if self.category else ""

    @property
    def about(self) -> tuple[Reading[str], ...]:
        """What is said of the work, and not of who is honoured for it: a second number (编号)."""
        return tuple(_note(each) for each in self.notes if self.says_of_work(each[0]))

    def says_of_work(self, column: Column) -> bool:
        """Say whether a column that names nobody numbers the works."""
        title = column.title.bare if column.title is not None else ""
        return "title" in self.cells and columns.role_of(title) == "ordinal"


def read_cells(state: State, table: Sequence[list[Piece]], *, graded: bool = False) -> list[Row]:
    """Return the entries of a table whose cells are known, row by row; none if it must be ``graded`` and names no tier."""
    if not table:
        return []
    table, head = _unfolded(table)
    of_persons = state.of_persons or principals.are_persons(state, [c.bare for i in head for c in table[i]])
    told = columns.columns_of(table, head, of_persons=of_persons, honour=state.honour)
    if graded and not columns.name_tiers(told, [cells for i, cells in enumerate(table) if i not in head]):
        return []
    is_open = principals.doubt(state, [(column.role, column.title) for column in told])
    honours_units = owners.are_honoured(told, [cells for i, cells in enumerate(table) if i not in head])
    rows: list[Row] = []
    numbers: list[Piece] = []
    body = {index: cells for index, cells in enumerate(table) if cells and index not in head}
    aligned = merged.aligned(told, body)
    heading = merged.rows_that_head(aligned, body)
    columns.doubt_rows(state, told, heading.values(), body.values())
    above = _Above()
    for index, cells in body.items():
        if index in heading:
            above.enter(heading[index])
            continue
        row = _row(aligned[index], cells)
        row.honours_unit = honours_units and not naming.is_mark(row.cells.get("title"))
        above.hand_down(row, aligned[index], cells)
        numbers += [row.cells["ordinal"]] if "ordinal" in row.cells else []
        is_lacking = merged.lacks_winner(row.cells, above.cells.get("unit"), of_persons=state.of_persons)
        if not is_lacking:
            _fill(state, row, above.cells, doubted=is_open)
        if row.recipients or is_lacking:
            _enter(state, rows, row)
    if not any(row.recipients for row in rows):
        return []
    columns.point_out(state, told, [note for row in rows for note in row.notes])
    _check_numbers(state, numbers)
    return rows


def _enter(state: State, rows: list[Row], row: Row) -> None:
    """Add a row to those before it, or to the last of them: under a merged title it has one more recipient of that."""
    title, number = row.cells.get("title"), row.cells.get("ordinal")
    if not (rows and row.recipients and title is not None and not title.text):
        rows.append(row)
        return
    if number is not None and number.text:
        message = (
            "numbered without a title; taken for one more of the work above, it may be an entry of its own"
        )
        state.doubt(number.span, message)
    rows[-1].recipients += row.recipients
    rows[-1].pieces += row.pieces


def _check_numbers(state: State, numbers: list[Piece]) -> None:
    """Point out a number that neither goes on counting nor begins to, where most do; of a table set side by side along or down."""
    along = sorted(numbers, key=attrgetter("span.begin"))
    gaps = min((_gaps(each) for each in (numbers, along)), key=len)
    if 2 * len(gaps) >= len(numbers):
        return
    for before, cell in gaps:
        if cell.span not in state.doubtful:
            state.doubtful.add(cell.span)
            message = f"the number {cell.bare} follows {before.bare}; {int(before.bare) + 1} was expected"
            state.find("ordinal-gap", "warning", cell.span, message)


def _gaps(numbers: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    """Return the numbers that do not go on, each behind the one before it; behind some of one rank the next may be as far on."""
    gaps: list[tuple[Piece, Piece]] = []
    before, same = None, 1
    for cell in numbers:
        if not cell.bare.isdecimal() or len(cell.bare) > _LONGEST_NUMBER:
            before = before if not cell.text else None
            continue
        step = int(cell.bare) - int(before.bare) if before is not None else 1
        if before is not None and int(cell.bare) != 1 and step not in {0, 1, same}:
            gaps.append((before, cell))
        before, same = cell, same + 1 if not step else 1
    return gaps


@dataclass(slots=True)
class _Above:
    """What merged cells and merged rows say of the rows below them."""

    cells: dict[Role, Piece] = field(default_factory=dict)
    said: dict[int, Piece] = field(default_factory=dict)
    """The last cell of each column that groups the rows a second time, or by what was competed in."""
    honour: Piece | None = None
    group: Piece | None = None

    def enter(self, heading: Piece) -> None:
        """Begin what a merged row heads: an honour, or a group of those who get it."""
        if headings.names_honour(merged.without_ordinal(heading)):
            self.honour, self.group = heading, None
        else:
            self.group = heading

    def hand_down(self, row: Row, told: Sequence[Column], cells: Sequence[Piece]) -> None:
        """Tell a row what stands above it; a group within a group is noted."""
        for role in merged.INHERITED:
            if role in row.cells and row.cells[role].text:
                self.cells[role] = row.cells[role]
                if role == "honour":  # the grades above are of another one
                    self.cells.pop("tier", None)
        before_winner = True
        for index, (column, cell) in enumerate(zip(told, cells, strict=False)):
            if column.role in merged.WINNERS:
                before_winner = False
            if not (_groups_again(column) or (column.role == "event" and before_winner)):
                continue
            if cell.text:
                self.said[index] = cell
            elif index in self.said:
                row.notes.append((column, self.said[index]))
        category = self.cells.get("category")
        if self.group is not None and category is not None:
            column = next(column for column in told if column.role == "category")
            row.notes.append((column, category))
        row.honour, grade = self.cells.get("honour") or self.honour, self.cells.get("tier")
        row.tier = row.honour if naming.is_mark(grade) else grade or row.honour
        row.category = self.group or category
        row.under = tuple(each for each in (self.honour, self.group) if each is not None)


def _groups_again(column: Column) -> bool:
    """Say whether a column that is only noted is of a kind or a place, as another one before it."""
    return (
        column.role == "note"
        and column.title is not None
        and columns.role_of(column.title.bare) == "category"
    )


def heads(piece: Piece) -> bool:
    """Say whether a line is the head of a table, whatever stands below it."""
    return is_row(piece) and columns.heads(cells_in(piece))


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
    row = Row(named, cells, notes, tells_unit=any(column.tells_unit for column in told))
    row.did = books.head_of_editors((c.role, c.title) for c in told) if "partner" in named else None
    return row


def _fill(state: State, row: Row, above: dict[Role, Piece], *, doubted: bool) -> None:
    """Read who is honoured in a row: the persons with their unit, or the unit; a merged unit goes on below."""
    unit, person = row.cells.get("unit"), row.cells.get("person")
    if unit is not None and not unit.text:
        unit = above.get("unit")
        doubted = (unit is not None and columns.doubt_merged(state, row.cells)) or doubted
    elif unit is not None:
        above["unit"] = unit
    alone = unit is None or not unit.text or naming.made_by_body(row.cells)
    people = naming.read(state, person, alone=alone) if person is not None else ()
    if people and all(each.kind != "person" for each in people) and not row.honours_unit:
        found = people
        row.notes += [(columns.Column("unit"), unit)] if unit is not None and unit.text else []
    elif people:
        found = _with_unit(state, row, people, unit)
    elif bodies := naming.of_collective(state, row.cells, row.notes, unit):
        found = bodies
    elif unit is not None and unit.text:
        read = owners.read if row.honours_unit else parties.read_lines
        found = _joined(state, read(state, [unit], are_told=row.tells_unit), row.cells.get("part"))
    else:
        return
    partner = row.cells.get("partner")
    if partner is not None and partner.text and not naming.is_mark(partner):
        members = () if parties.names_somebody(partner) else persons.read(partner, trusted=True)
        members = books.posted(members, row.did) if row.did is not None else members
        found += members or parties.read_lines(state, [partner])
    if doubted or (unit is not None and unit.span in state.doubtful):
        found = tuple(replace(each, name=replace(each.name, confidence=DOUBTED)) for each in found)
    row.recipients = [_remarked(each, row) for each in found]


def _with_unit(
    state: State, row: Row, people: tuple[Recipient, ...], unit: Piece | None
) -> tuple[Recipient, ...]:
    """Return persons with the unit in another cell; of several units nobody says whose is whose.

    Those that are honoured for the work are recipients too; else the first is where the persons work.
    """
    post = row.cells.get("post")
    if row.honours_unit and unit is not None and unit.text:
        beside = owners.beside(state, people, unit, are_told=row.tells_unit)
        return tuple(bearers.with_unit(each, None, post) for each in people) + beside
    return parties.with_unit(people, unit, post, row.cells.get("part"))


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
        recipient = bearers.with_remark(recipient, _note(remark))
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
