"""Tables read as rows: what each column holds, by its head or by what stands in it, and the entry that each row is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Reading, Recipient, Span
from uniongraph.parser import parties, persons
from uniongraph.parser.state import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.grammar import Role
    from uniongraph.parser.state import State

__all__ = ["Row", "is_cell", "is_frame", "is_row", "read_cells", "read_rows", "stack", "stacks"]

_LONGEST = 600
_FEWEST = 2
_LONGEST_NUMBER = 4
_INHERITED: tuple[Role, ...] = ("tier", "category")
"""What a merged cell says of the rows below it too."""


@dataclass(slots=True)
class Row:
    """One entry of a table: its cells by what they hold, and the recipients read from them."""

    cells: dict[Role, Piece]
    pieces: list[Piece]
    recipients: tuple[Recipient, ...] = ()
    tier: Piece | None = None
    category: Piece | None = None

    def reading(self, role: Role, *, title: bool = False) -> Reading[str] | None:
        """Return what a cell says, or None where it is empty or not there."""
        cell = self.cells.get(role)
        if cell is None or not cell.text:
            return None
        words = grammar.tidy_title(cell.text) if title else grammar.tidy_name(cell.text)
        return Reading(words, (cell.span,))


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
    marks = list(grammar.CELLS_LINE.finditer(piece.text))
    bars = any(mark[0] != "\t" for mark in marks)
    bounds = [
        0,
        *(at for mark in marks if not bars or mark[0] != "\t" for at in mark.span()),
        len(piece.text),
    ]
    cells = [piece.part(b, e) for b, e in zip(bounds[::2], bounds[1::2], strict=True)]
    if bars and cells and not cells[0].text:
        cells = cells[1:]
    if bars and cells and not cells[-1].text:
        cells = cells[:-1]
    return cells


def stack(lines: Sequence[Piece]) -> list[list[Piece]]:
    """Return the rows of a table that was flattened to one cell a line; nothing where the lines are none.

    Its head is known by the words of its columns, each row by the number it begins with, one more than the last.
    """
    width = next((i for i, piece in enumerate(lines) if _role(piece.bare) is None), len(lines))
    if width < _FEWEST or _role(lines[0].bare) != "ordinal":
        return []
    rows = [list(lines[:width])]
    expected: str | None = None
    row: list[Piece] = []
    for piece in lines[width:]:
        if _role(piece.bare) is not None and (not row or len(row) == width):
            continue  # the head comes again on the next page
        if piece.bare == expected or (expected is None and _is_number(piece.bare)):
            row = [piece]
            rows.append(row)
            expected = str(int(piece.bare) + 1)
        elif row and len(row) < width:
            row.append(piece)
    return rows if expected is not None else []


def _is_number(words: str) -> bool:
    return len(words) <= _LONGEST_NUMBER and words.isdecimal()


def is_cell(piece: Piece) -> bool:
    """Say whether a line can be a cell of such a table alone: the head of a column, or the number of a row."""
    return _role(piece.bare) is not None or _is_number(piece.bare)


def stacks(lines: Sequence[Piece], role: Role) -> bool:
    """Say whether lines open such a table, with its column of numbers, that has a column for what is asked."""
    if not lines or _role(lines[0].bare) != "ordinal":
        return False
    head = takewhile(lambda known: known is not None, (_role(piece.bare) for piece in lines))
    return role in head


def read_rows(state: State, lines: Sequence[Piece], *, of_persons: bool) -> list[Row]:
    """Return the entries of a table; heads and drawn lines give none, and a row with nobody in it is left out."""
    return read_cells(
        state,
        [_cells(piece) for piece in lines if not grammar.RULE_LINE.fullmatch(piece.text)],
        of_persons=of_persons,
    )


def read_cells(state: State, table: Sequence[list[Piece]], *, of_persons: bool) -> list[Row]:
    """Return the entries of a table whose cells are known, row by row."""
    roles = _roles(table, of_persons=of_persons)
    rows: list[Row] = []
    above: dict[Role, Piece] = {}
    section: Piece | None = None
    for cells in table:
        if not cells or _heads(cells):
            continue
        filled = [cell for cell in cells if cell.text]
        if len(filled) == 1 and len(roles) > 1:
            section = filled[0]
            continue
        named = dict(zip(_aligned(roles, len(cells)), cells, strict=False))
        for role in _INHERITED:
            if role in named and named[role].text:
                above[role] = named[role]
        row = Row(named, cells, tier=above.get("tier") or section, category=above.get("category"))
        _fill(state, row, above)
        if not row.recipients:
            continue
        if rows and "title" in named and not named["title"].text:  # a merged title: one more recipient of it
            rows[-1].recipients += row.recipients
            rows[-1].pieces += cells
        else:
            rows.append(row)
    return rows


def is_frame(piece: Piece) -> bool:
    """Say whether a row only draws the table, heads its columns, or names the tier of the rows below it."""
    if grammar.RULE_LINE.fullmatch(piece.text):
        return True
    cells = _cells(piece)
    return _heads(cells) or sum(bool(cell.text) for cell in cells) == 1


def _heads(cells: Sequence[Piece]) -> bool:
    """Say whether a row is the head of the table: each cell that holds anything names a column."""
    filled = [cell.bare for cell in cells if cell.text]
    return len(filled) > 1 and all(_role(words) for words in filled)


def _role(words: str) -> Role | None:
    return _known_role(words) if len(words) <= _LONGEST else None


@lru_cache(maxsize=1024)
def _known_role(words: str) -> Role | None:
    return next((role for role, pattern in grammar.COLUMNS if pattern.fullmatch(words)), None)


def _roles(table: Sequence[list[Piece]], *, of_persons: bool) -> list[Role]:
    """Return what each column holds: as its head says, else as most of its cells look."""
    head = next((cells for cells in table if _heads(cells)), None)
    if head is not None:
        roles: list[Role] = [_role(cell.bare) or "note" for cell in head]
        if of_persons and "person" not in roles and "unit" in roles:
            units = [i for i, role in enumerate(roles) if role == "unit"]
            if any(_looks(table, i) == "person" for i in units):
                roles[next(i for i in units if _looks(table, i) == "person")] = "person"
        return roles
    width = max((len(cells) for cells in table), default=0)
    seen: list[Role] = []
    for index in range(width):
        role = _looks(table, index)
        seen.append("note" if role in seen else role)
    return seen


def _looks(table: Sequence[list[Piece]], index: int) -> Role:
    cells = [
        cells[index] for cells in table if index < len(cells) and cells[index].text and not _heads(cells)
    ]
    counts: dict[Role, int] = {
        "ordinal": sum(cell.bare.isdecimal() for cell in cells),
        "unit": sum(parties.names_somebody(cell) for cell in cells),
        "person": sum(persons.is_person(cell, alone=True) for cell in cells),
        "post": sum(grammar.POST.fullmatch(cell.bare) is not None for cell in cells),
        "tier": sum(grammar.TIER_HEADING.fullmatch(cell.bare) is not None for cell in cells),
    }
    best = max(counts, key=lambda role: counts[role])
    return best if cells and 2 * counts[best] > len(cells) else "title"


def _aligned(roles: Sequence[Role], width: int) -> Sequence[Role]:
    """Return the roles of a row that has fewer cells than its head: a merged cell at the left is not repeated."""
    missing = len(roles) - width
    if missing > 0 and all(role in {"tier", "category"} for role in roles[:missing]):
        return roles[missing:]
    return roles


def _fill(state: State, row: Row, above: dict[Role, Piece]) -> None:
    """Read who is honoured in a row: the persons with their unit, or the unit; a merged unit goes on below."""
    unit, person = row.cells.get("unit"), row.cells.get("person")
    if unit is not None and not unit.text:
        unit = above.get("unit")
    elif unit is not None:
        above["unit"] = unit
    people = persons.read(person, trusted=True) if person is not None and person.text else ()
    if people:
        post = row.cells.get("post")
        row.recipients = tuple(persons.with_unit(_remarked(each, row), unit, post) for each in people)
        return
    if unit is not None and unit.text:
        row.recipients = parties.read_lines(state, [unit])
    elif person is not None and person.text:
        row.recipients = parties.read_lines(state, [person])


def _remarked(person: Recipient, row: Row) -> Recipient:
    gender, ethnicity = row.reading("gender"), row.reading("ethnicity")
    return replace(person, gender=gender or person.gender, ethnicity=ethnicity or person.ethnicity)
