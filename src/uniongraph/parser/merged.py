"""Rows of a table that head those below them, and rows in which a cell is missing that no other spans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import grammar
from uniongraph.grammar.lists import count_in
from uniongraph.parser import headings, parties, persons

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uniongraph.grammar import Role
    from uniongraph.parser.columns import Column
    from uniongraph.parser.state import Piece

__all__ = ["INHERITED", "WINNERS", "aligned", "lacks_winner", "rows_that_head", "without_ordinal"]

INHERITED: Final[tuple[Role, ...]] = ("honour", "tier", "category")
"""What a merged cell says of the rows below it too."""
WINNERS: Final[frozenset[Role]] = frozenset({"unit", "person", "title"})
_FEWEST: Final = 2


class _Others(NamedTuple):
    """What the rows that have all cells hold in a column, and whether each of these names a body."""

    words: frozenset[str]
    are_bodies: bool

    @classmethod
    def of(cls, role: Role, cells: Sequence[Piece]) -> _Others:
        """Return what a column holds."""
        words = frozenset(cell.bare for cell in cells)
        return cls(words, role == "unit" and bool(cells) and all(map(parties.names_somebody, cells)))


def aligned(told: Sequence[Column], body: Mapping[int, list[Piece]]) -> dict[int, Sequence[Column]]:
    """Return the columns that the cells of each row stand in, by the numbers of the rows.

    A row that has fewer cells than its head lacks the cell of a group at the left, which is merged with those above, or
    empty ones at the right, whose tabs were lost at the end of the line.
    """
    is_short = any(len(cells) < len(told) for cells in body.values()) and told[0].role in INHERITED
    whole = [cells for cells in body.values() if len(cells) >= len(told)] if is_short else []
    held = enumerate(told) if is_short else ()
    others = [_Others.of(column.role, [cells[at] for cells in whole]) for at, column in held]
    return {index: _aligned(told, cells, others) if is_short else told for index, cells in body.items()}


def _aligned(told: Sequence[Column], cells: Sequence[Piece], others: Sequence[_Others]) -> Sequence[Column]:
    """Return the columns of a row: those its cells fit best, or else those at the right; ``others`` are what whole rows have in each."""
    missing = len(told) - len(cells)
    if missing <= 0 or (len(cells) > 1 and cells[0].bare in others[0].words):
        return told
    at_left = next((at for at, column in enumerate(told) if column.role not in INHERITED), len(told))
    shifts = sorted(range(min(missing, at_left) + 1), key=lambda at: (at != missing, at))
    return told[max(shifts, key=lambda at: _fit(told[at:], cells, others[at:])) :]


def _fit(told: Sequence[Column], cells: Sequence[Piece], others: Sequence[_Others]) -> int:
    """Return how many cells look as their columns say, less those that look otherwise."""
    columns = zip(told, cells, others, strict=False)
    return sum(_fits(column.role, cell, beside) for column, cell, beside in columns)


def _fits(role: Role, cell: Piece, others: _Others) -> int:
    """Return whether a cell looks as its column says, by its form and by ``others`` in that column.

    A grade is nothing else, so it tells more than a name; among bodies a person's name tells against the column.
    """
    if role in INHERITED:
        if role == "tier" and grammar.GRADE.fullmatch(cell.bare):
            return _FEWEST
        is_honour = role != "category" and headings.names_honour(cell.bare)
        return is_honour or parties.names_group(cell.bare) or cell.bare in others.words
    if role == "unit":
        is_unit = parties.names_somebody(cell)
        is_other = not is_unit and persons.is_person(cell, alone=True)
        return -1 if is_other and others.are_bodies else is_unit
    if role == "person":
        return persons.is_person(cell, alone=True)
    return role == "ordinal" and cell.bare.isdecimal()


def rows_that_head(
    columns: Mapping[int, Sequence[Column]], body: Mapping[int, list[Piece]]
) -> dict[int, Piece]:
    """Return the words of the rows that head those below them, by the numbers of these rows; ``columns`` are those of each."""
    found = {}
    for index, cells in body.items():
        words = _merged(columns[index], cells, body.get(index + 1, []))
        if words is not None:
            found[index] = words
    return found


def _merged(told: Sequence[Column], cells: Sequence[Piece], below: Sequence[Piece]) -> Piece | None:
    """Return the words of a row that heads those below it; None for an entry, whose other cells may be empty.

    A place in a column of winners heads the rows below it where these have other cells; a number alone heads nothing.
    """
    filled = [index for index, cell in enumerate(cells) if cell.text and index < len(told)]
    if len(filled) == _FEWEST and told[filled[0]].role == "ordinal":
        mark, cell = cells[filled[0]], cells[filled[1]]
        is_section = not mark.bare.isdecimal() and grammar.number_of(mark.bare) is not None
        return cell if is_section and _heads_rows(cell) else None
    if len(filled) != 1 or len(told) < _FEWEST:
        return None
    cell, role = cells[filled[0]], told[filled[0]].role
    if role == "ordinal" and cell.bare.isdecimal():
        return None
    if role not in WINNERS or len(cells) == 1:
        return cell
    is_group = parties.names_group(without_ordinal(cell)) and sum(bool(c.text) for c in below) > 1
    return cell if is_group or _heads_rows(cell) else None


def _heads_rows(cell: Piece) -> bool:
    """Say whether a cell is a heading by its form: it has an ordinal, counts winners or names an honour."""
    name = without_ordinal(cell)
    if name != cell.bare or count_in(name) is not None:
        return True
    return headings.names_honour(name) and not parties.is_party(cell)


def without_ordinal(cell: Piece) -> str:
    """Return the words of a heading without the Chinese ordinal before them (一、, （一）)."""
    matches = (pattern.match(cell.text) for style, pattern in grammar.ORDINALS_LINE if "chinese" in style)
    ends = (match.end() for match in matches if match is not None)
    return "".join(cell.text[next(ends, 0) :].split())


def lacks_winner(cells: Mapping[Role, Piece], unit: Piece | None, *, of_persons: bool) -> bool:
    """Say whether a row is numbered and names nobody; ``unit`` is the cell above that its own may be merged with.

    Two entries of one honour are not the same body's, unless it is another work, grade or kind. Where persons are honoured
    a unit alone is none.
    """
    filled = {role for role, cell in cells.items() if cell.text}
    if "ordinal" not in filled or not cells["ordinal"].bare.isdecimal() or filled & {"part", "partner"}:
        return False
    if "person" in cells:
        return "person" not in filled and ("unit" not in filled or (of_persons and "title" not in filled))
    if "unit" not in cells or "unit" in filled:
        return False
    return unit is None or not filled & {"title", *INHERITED}
