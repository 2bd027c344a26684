"""Bodies that are honoured for a work beside the persons who made it, and who owns the right in it (专利权人), a body or a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.parser import parties, persons

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uniongraph.model import Recipient
    from uniongraph.parser.columns import Column
    from uniongraph.parser.state import Piece, State

__all__ = ["are_honoured", "beside", "once", "read"]

_MARKS = "、，,；;"


def are_honoured(told: Sequence[Column], body: Sequence[list[Piece]]) -> bool:
    """Say whether bodies are honoured beside the persons of a table of works.

    Who completed, owns or published one is, in every row; so is who did something else for it, once a row names several of them: nobody works for several.
    """
    index = next((i for i, column in enumerate(told) if column.role == "unit"), None)
    if index is not None and told[index].tells_owner:
        return True
    title = told[index].title if index is not None else None
    if index is None or title is None or not told[index].honours_bodies:
        return False
    is_of_works = {"title", "person"} <= {column.role for column in told}
    if is_of_works and "完成" in title.bare:
        return True
    cells = (cells[index] for cells in body if index < len(cells) and cells[index].text)
    return any(len(parties.parts_of(cell)) > 1 for cell in cells)


def read(state: State, cells: Sequence[Piece], *, are_told: bool = False) -> tuple[Recipient, ...]:
    """Return the bodies in some cells, or each body and person of them where a person is among them.

    They ``are_told`` where the head of the column says that they are bodies.
    """
    if are_told:
        return parties.read_lines(state, cells, are_told=True)
    parts = [cell.part(b, e) for cell in cells for b, e in grammar.split_outside(cell.text, _MARKS)]
    people = [() if parties.names_somebody(part) else _person(part) for part in parts]
    if not any(people):
        return parties.read_lines(state, cells)
    return tuple(
        each
        for part, named in zip(parts, people, strict=True)
        for each in named or parties.read_lines(state, [part])
    )


def beside(
    state: State, people: Sequence[Recipient], cell: Piece, *, are_told: bool
) -> tuple[Recipient, ...]:
    """Return who is honoured in a cell beside persons; one of them who owns what he made is one recipient."""
    return once(people, read(state, [cell], are_told=are_told))


def once(makers: Iterable[Recipient], owners: Iterable[Recipient]) -> tuple[Recipient, ...]:
    """Return the owners without the persons who are named among the makers."""
    made = {each.name.value for each in makers}
    return tuple(each for each in owners if each.kind != "person" or each.name.value not in made)


def _person(part: Piece) -> tuple[Recipient, ...]:
    return persons.read(part, trusted=True) if persons.is_person(part, alone=True) else ()
