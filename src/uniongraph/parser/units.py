"""Persons by their units: the body that stands alone on the line above their names, or before a colon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uniongraph import grammar, names
from uniongraph.grammar.lists import count_in
from uniongraph.parser import labels, parties, persons
from uniongraph.parser.fields import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece

__all__ = ["above_names", "names_only", "with_towns"]

_LONGEST_UNIT: Final = 40


def above_names(lines: Sequence[Piece]) -> list[labels.Labelled]:
    """Return the persons on some lines by the unit on the line above them; nothing where that is not the form of the list.

    The first line is a unit, below each stand names and nothing else, and most units are known for bodies or places.
    """
    if not lines or names_only(lines[0]):
        return []
    groups: list[labels.Labelled] = []
    for piece in lines:
        if names_only(piece):
            groups[-1].winners.append(piece)
            groups[-1].pieces.append(piece)
        elif len(piece.text) > _LONGEST_UNIT or (groups and not groups[-1].winners):
            return []
        else:
            groups.append(labels.Labelled(piece, [], [piece]))
    known = sum(map(parties.names_somebody, (_without_count(group.label) for group in groups)))
    return with_towns(groups) if groups[-1].winners and 2 * known > len(groups) else []


def with_towns(groups: list[labels.Labelled]) -> list[labels.Labelled]:
    """Return groups of persons with the place above or before some of them as a unit, where bodies stand so too (石塘镇)."""
    names_of = (_without_count(group.label).bare for group in groups)
    if not any(names.is_organization(name) and not parties.names_group(name) for name in names_of):
        return groups
    are_persons = all(names_only(piece) for group in groups for piece in group.winners)
    return [group._replace(is_unit=True) for group in groups] if are_persons else groups


def names_only(piece: Piece) -> bool:
    """Say whether a line holds the names of persons and nothing else, but what brackets say of them."""
    if len(piece.text) > LONGEST or count_in(piece.bare) is not None or parties.names_somebody(piece):
        return False
    people = persons.read(piece)
    return bool(people) and all(each.affiliation is None and each.post is None for each in people)


def _without_count(label: Piece) -> Piece:
    """Return a label without the number at its end and the colon."""
    words = label.text.rstrip(":：")
    count = count_in(words)
    opened = words[: count.start()] if count is not None else words
    return label.part(0, len(opened.rstrip(grammar.OPEN)))
