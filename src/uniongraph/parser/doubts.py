"""Headings and groups of a list that can be read in two ways, by what stands below all of them together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.parser import labels, parties, persons, sections, units
from uniongraph.parser.state import DOUBTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.model import Recipient
    from uniongraph.parser.growth import Node
    from uniongraph.parser.state import Piece, State

__all__ = [
    "are_counted_groups",
    "grouped",
    "heads_told",
    "may_be_groups",
    "note_group",
    "person_or_group",
    "persons_on",
]

_WORD, _SHORT = 4, 8
"""So long is a word that winners are grouped by (制造业), and no longer are several (机关事业单位); a work's title mostly is."""
_SEVERAL: Final = 2
_LONGEST_GROUP: Final = 40


def may_be_groups(nodes: Sequence[Node]) -> bool:
    """Say whether headings may be what winners are grouped by: short words that name nobody, most with several bodies below."""
    several = sum(_holds_several(node) for node in nodes)
    return (
        len(nodes) >= _SEVERAL and 2 * several > len(nodes) and all(_is_short(node, _SHORT) for node in nodes)
    )


def are_counted_groups(state: State, nodes: Sequence[Node]) -> bool:
    """Say whether headings of a few words are groups, for below them stand as many bodies or persons as are honoured, each on a line."""
    listed = sum(len(node.plain) for node in nodes)
    if listed != state.expected or listed == len(nodes) or not (state.of_bodies or state.of_persons):
        return False
    whom = sections.Honoured(state.of_persons, state.of_bodies)
    return all(
        node.plain and not node.children and sections.may_head_winners(node.heading.value) for node in nodes
    ) and all(sections.names_winner(line, whom) for node in nodes for line in node.plain)


def heads_told(node: Node) -> bool:
    """Say whether all below a heading are persons of whom more is told than unit and post, and the heading names no team."""
    if not node.plain or node.children or not all(map(persons.is_told_of, node.plain)):
        return False
    name = "".join(node.heading.value.split())
    may_be_team = grammar.TEAM_END.search(name) is not None and grammar.GROUP_END.search(name) is None
    return not may_be_team and len(name) <= _LONGEST_GROUP and "《" not in name


def _holds_several(node: Node) -> bool:
    return sum(map(parties.is_party, node.plain)) >= _SEVERAL


def _is_short(node: Node, longest: int) -> bool:
    words = node.heading.value
    is_name = parties.names_party(node.heading) or grammar.TEAM_END.search(words) is not None
    return len(words) <= longest and not is_name


def note_group(state: State, node: Node) -> None:
    """Say of a heading that was taken for a case that it may be a category."""
    if _is_short(node, _WORD) and _holds_several(node):
        message = "taken for a case that all below it share; it may be a category, with each of them a winner"
        state.doubt(node.heading.spans[0], message)
        node.heading = replace(node.heading, confidence=DOUBTED)


def grouped(state: State, lines: Sequence[Piece]) -> list[labels.Labelled]:
    """Return the winners of some lines by the place or group above or before them; where each line is one, nothing.

    A place that stands alone is doubtful where it is the only one, or where all below are places too.
    """
    found = units.with_towns(labels.labelled(lines, of_persons=state.of_persons))
    found = found or ([] if state.of_bodies else units.above_names(lines))
    if found or (len(lines) == state.expected and all(map(_names_one, lines))):
        return found
    whom = sections.Honoured(state.of_persons, state.of_bodies)
    found = sections.marked(lines) or labels.placed(lines)
    winners = [piece for group in found for piece in group.winners]
    if state.expected and len(winners) != state.expected:
        if groups := sections.counted(lines, state.expected, whom):
            return groups
    elif not found and (found := sections.unlike(lines, whom)):
        if not state.of_persons:
            _doubt_group(state, found[0].label)
        return found
    name = found[0].label if found else None
    if name is None or len(winners) == state.expected or not parties.is_place(name.bare):
        return found
    kind = (state.honour or "")[-1:]
    if kind and all(piece.bare.endswith(kind) for piece in winners) and not name.bare.endswith(kind):
        return found  # 文明村 is won by villages, and the county above them is none
    if len(found) == 1 or all(parties.is_place(piece.bare) for piece in winners):
        _doubt_group(state, name)
    return found


def _doubt_group(state: State, name: Piece) -> None:
    state.doubt(name.span, "taken for what those below it are grouped by; it may be a winner itself")


def person_or_group(state: State, piece: Piece) -> tuple[Recipient, ...]:
    """Return the persons on a line of a list of them, or the group that is honoured among them; none for any other line."""
    if piece.span.end in state.members:
        return parties.read_lines(state, [piece])
    if people := persons.read(piece):
        for unit in (each.affiliation for each in people):
            if unit is not None and unit.confidence == DOUBTED:
                message = "taken for where the person works, as what stands beside the other names is; no word of it tells"
                state.doubt(unit.spans[0], message)
        return people
    people = persons.read(piece, trusted=True) if state.of_persons else ()
    if people and all(each.post or each.gender or each.ethnicity or each.affiliation for each in people):
        return people  # what stands in brackets is said of persons only, or the unit stands beside the name
    people = persons.read_unknown(piece)
    for said in (people[0].post or people[0].notes[-1],) if people else ():
        state.doubt(
            said.spans[0],
            "taken for what the person does, for it stands where the others say so; no word of it tells",
        )
    return people


def persons_on(state: State, lines: Sequence[Piece]) -> list[tuple[Piece, tuple[Recipient, ...]]]:
    """Return the persons on each of some lines; among entries of one line that are persons a name of any surname is one."""
    found = [(piece, person_or_group(state, piece)) for piece in lines]
    known = Counter(piece.number for piece, people in found if people)
    listed = Counter(piece.number for piece in lines)
    return [
        (piece, people)
        if people or 2 * known[piece.number] <= listed[piece.number]
        else (piece, persons.read(piece, trusted=True))
        for piece, people in found
    ]


def _names_one(piece: Piece) -> bool:
    return len(parties.parts_of(piece)) == 1 and parties.names_somebody(piece)
