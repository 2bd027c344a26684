"""Names in columns, or in a run of them, of which nothing but their number tells where one ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.parser import headings, labels, parties, persons, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["spread"]

_LONGEST_ROW: Final = 200
_PAIR: Final = 2
_COLON: Final = re.compile("[:：]")
_BLANKS: Final = (re.compile(r"\s{2,}"), re.compile(r"(?<![A-Za-z])\s+(?![A-Za-z])"))
"""What parts names in columns: a wide blank, or else any that parts no Latin words."""
_MARKS: Final = re.compile(r"\s*[、，,；;]\s*|\s{2,}")
"""What parts the names of places in a run."""


def spread(state: State, lines: Sequence[Piece]) -> tuple[list[Piece], bool]:
    """Return the names on some lines as a line each, and whether each is a winner: no line heads a group of them.

    Bodies must be honoured, and so many be declared as stand there: 桂花苑　安宁里　锦城二期 tells of no name where it ends.
    Of three in columns none is a part of the one before it, and the number may be off. Other lines are returned as they are.
    """
    expected = state.expected
    if not state.of_bodies or expected is None or len(lines) >= expected:
        return list(lines), False
    of_places = headings.honours_places(state.honour)
    labelled = [_labelled(piece) for piece in lines]
    if any(label is not None and not (of_places and labels.is_group_label(label)) for label, _ in labelled):
        return list(lines), False
    in_run = any("、" in piece.text for piece in lines)
    for parting in (_MARKS,) * of_places if in_run else _BLANKS:
        rows = [(label, _parts(names, parting)) for label, names in labelled]
        number = sum(len(row) for _, row in rows)
        alone = sum(label is None and len(row) == 1 and labels.is_group_label(row[0]) for label, row in rows)
        above = 0 if number == expected else alone
        is_wide = parting is _BLANKS[0] and max(len(row) for _, row in rows) > _PAIR
        if number - above == expected or (
            is_wide and abs(number - above - expected) < expected - len(lines) + above
        ):
            cells = [cell for label, row in rows for cell in ([label, *row] if label is not None else row)]
            are_persons = not of_places and _name_persons(cells)
            has_heads = bool(above) or any(label is not None for label, _ in rows)
            return (list(lines), False) if are_persons else (cells, not has_heads)
    return list(lines), False


def _labelled(line: Piece) -> tuple[Piece | None, Piece]:
    """Return the name before a colon, None where no names stand behind one, and the words behind it, or all."""
    match = grammar.LABELLED_LINE.fullmatch(line.text) if _COLON.search(line.text, 0, _LONGEST_ROW) else None
    if match is None:
        return None, line
    return line.part(0, match.end("label")), line.part(match.start("rest"), len(line.text))


def _name_persons(cells: Sequence[Piece]) -> bool:
    """Say whether most names are persons' by their form (文明家庭: 何立春　吴小梅)."""
    named = sum(
        persons.begins_with_surname(each)
        and persons.is_person(each, alone=True)
        and not parties.names_somebody(each)
        for each in cells
    )
    return 2 * named > len(cells)


def _parts(piece: Piece, parting: re.Pattern[str]) -> list[Piece]:
    if len(piece.text) > _LONGEST_ROW or tables.is_row(piece):
        return [piece]
    return [piece.part(b, e) for b, e in grammar.split_outside(piece.text, parting) if b < e]
