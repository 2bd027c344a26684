"""Works with the lines below them that say whose they are: behind labels (作者：…), or names alone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.grammar.tables import FILED, HOME_LABEL, OWNER
from uniongraph.model import Case, Reading, Recipient
from uniongraph.parser import (
    books,
    columns,
    growth,
    inline,
    members,
    naming,
    owners,
    parties,
    persons,
    surnames,
)
from uniongraph.parser.state import DOUBTED, Piece, State, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "TITLE_LINES",
    "is_labelled",
    "labelled_cases",
    "lengthened",
    "read_below",
    "read_labelled",
    "split_case",
    "titled_cases",
]

_HOMES = 2
"""A school and the class in it: no person has more units behind labels."""
TITLE_LINES = 3
"""The title of a case is broken over no more lines."""
_LABELLED = re.compile(rf"(?P<label>[{grammar.HAN}]{{2,8}})\s*[:：]\s*\S")
_NAMES: frozenset[str] = frozenset({"unit", "partner", "person"})
_SAID: frozenset[str] = frozenset({"sender", "tutor", "note", "member"})
"""Whom a label names who is not honoured where somebody else is named (报送单位：, 指导教师：, 团队成员：)."""
_ONLY_MEMBERS = "only members of a team are named here; they are taken for the recipients"
_HOUSE = "taken for the body whose work this is; it may only be where those named behind it work"
_UNKNOWN_UNIT = (
    "taken for the body whose work this is, as one stands between title and labels; it may say what it is"
)
_LONGEST = 200
_WRAPPED = 16
"""No line that is broken by the width of a page is shorter."""
_TWO = 2
_UNIT_OF_SENDER = 0.7
"""Confidence in a body as the unit of the persons whose work it sent in."""
_MOST_NOTES = 10_000
"""Each winner of a work bears what is noted of it; of a text that would have more of it only the first does."""

Group = tuple[list[Piece], list[Piece]]
"""The lines of a title, and the lines below it that name somebody."""


def is_labelled(piece: Piece) -> bool:
    """Say whether a line says by a label who follows, or by several."""
    return (
        inline.split_label(piece) is not None
        or _role(piece) is not None
        or bool(inline.labelled_fields(piece))
    )


def _role(piece: Piece) -> str | None:
    """Return whom the label of a line names, as the title of a column would; None where it names a group or nobody.

    ``home`` is the unit of the persons who are named beside it, or who is honoured where nobody is.
    """
    if members.are_listed(piece.text):
        return "member"
    if len(piece.text) <= _LONGEST and FILED.fullmatch(piece.text):
        return "note"
    match = _LABELLED.match(piece.text) if len(piece.text) <= _LONGEST else None
    if match is not None and (made := books.role_of_label(match["label"])) is not None:
        return made
    role = columns.role_of(match["label"]) if match is not None else None
    if match is None or role not in _NAMES | _SAID or grammar.REMARK.fullmatch(piece.bare):
        return None
    if HOME_LABEL.fullmatch(match["label"]):
        return "home"
    is_told = grammar.HONOURED_UNIT.match(match["label"]) or OWNER.match(match["label"])
    return role if role != "unit" or is_told or members.LABEL.match(piece.text) else None


def _is_said(piece: Piece) -> bool:
    return _role(piece) in _SAID


def read_labelled(state: State, lines: Sequence[Piece]) -> tuple[Recipient, ...]:
    """Return who stands behind labels, persons with the unit that another label names or that sent their work.

    Who taught them, or sent the work of somebody else, is noted where somebody else is named.
    """
    lines = [part for piece in lines for part in inline.labelled_fields(piece) or (piece,)]
    kind = books.kind_of(state, lines)
    people = _with_home(state, lines) if kind is None else ()
    if people:
        return people
    told = _told_winners(lines)
    if kind == "book":
        told = [is_named or books.names_editor(piece) for piece, is_named in zip(lines, told, strict=True)]
    said = [piece for piece, is_named in zip(lines, told, strict=True) if not is_named]
    named = [piece for piece, is_named in zip(lines, told, strict=True) if is_named]
    author = next(filter(_is_collective, named), None)
    named = [piece for piece in named if not _is_collective(piece)]
    if not named:
        sent = [piece for piece in said if author is not None and _role(piece) == "sender"]
        said, named = [piece for piece in said if sent and piece not in sent], sent or said
    found = _behind_labels(state, named, house=lines[0] if kind == "stage" else None)
    if author is not None and found:
        found = [*naming.doubted(state, author, found)]
        said = [author, *said]
    if found and (led := next((piece for piece in named if _role(piece) == "member"), None)) is not None:
        found = [*naming.doubted(state, led, found, _ONLY_MEMBERS)]
    notes = tuple(map(_note, said))
    bearing = found if len(found) * len(notes) <= _MOST_NOTES else found[:1]
    noted = (replace(each, notes=(*each.notes, *notes)) for each in bearing)
    return (*noted, *found[len(bearing) :])


def _note(piece: Piece) -> Reading[str]:
    return Reading(grammar.tidy_name(piece.text), (piece.span,))


def read_below(
    state: State, heading: Reading[str], rest: Sequence[Piece], slots: Sequence[Piece]
) -> tuple[Reading[str], tuple[Recipient, ...]]:
    """Return the title of a work that is broken over ``rest``, and who is named on the labelled lines below it.

    The number by which it is filed, in brackets behind it, is noted as one on a line of its own is.
    """
    title = lengthened(state, heading, rest)
    bare, number = inline.without_number(state.pieces_of(title)[-1])
    if number and len(title.spans) == 1:
        title = replace(title, value=grammar.tidy_title(bare.text), spans=(bare.span,))
        slots = (*number, *slots)
    return title, read_labelled(state, slots)


def _behind_labels(state: State, named: Sequence[Piece], *, house: Piece | None) -> list[Recipient]:
    """Return whom some lines name; ``house`` is the one that may name the body whose work it is without a label."""
    found: list[tuple[bool, tuple[Recipient, ...]]] = []
    of_persons = False
    for piece in named:
        if is_labelled(piece):
            of_persons = _role(piece) in {"person", "member", "tutor"}
        match = _LABELLED.match(piece.text)
        is_owner = match is not None and OWNER.fullmatch(match["label"]) is not None
        behind = _unlabelled(piece)
        several = (
            owners.read(state, [behind]) if is_owner else _behind_label(state, behind, of_persons=of_persons)
        )
        if piece is house and not is_labelled(piece):
            several = naming.doubted(state, piece, several, _HOUSE)
        found.append((is_owner, books.with_part(several, piece)))
    makers = [each for is_owner, several in found if not is_owner for each in several]
    return [
        each
        for is_owner, several in found
        for each in (owners.once(makers, several) if is_owner else several)
    ]


def _with_home(state: State, lines: Sequence[Piece]) -> tuple[Recipient, ...]:
    """Return the persons among labelled lines whose unit stands behind a label of its own; none for any other lines."""
    roles = [_role(piece) for piece in lines]
    if not is_labelled(lines[0]) and parties.is_party(lines[0]):  # between a title and the labels
        roles[0] = "home"
    homes = [piece for piece, role in zip(lines, roles, strict=True) if role == "home"]
    sender = next((piece for piece, role in zip(lines, roles, strict=True) if role == "sender"), None)
    if sender is not None and not homes:
        homes = [sender]
    rest = [piece for piece in lines if piece not in homes]
    if (
        not homes
        or len(homes) > _HOMES
        or not any(is_labelled(piece) and not (_is_said(piece) or _is_collective(piece)) for piece in rest)
    ):
        return ()
    people = read_labelled(state, rest)
    homeless = [each for each in people if each.affiliation is None]
    if not homeless or any(each.kind != "person" for each in people):
        return ()
    unit, part = _unlabelled(homes[0]), _unlabelled(homes[1]) if len(homes) > 1 else None
    housed = iter(parties.with_unit(homeless, unit, part=part))
    if homes[0] is sender:
        housed = map(_less_sure, housed)
    return tuple(next(housed) if each.affiliation is None else each for each in people)


def _less_sure(person: Recipient) -> Recipient:
    unit = person.affiliation
    return person if unit is None else replace(person, affiliation=replace(unit, confidence=_UNIT_OF_SENDER))


def _told_winners(lines: Sequence[Piece]) -> list[bool]:
    """Say of each labelled line whether it names who is honoured; one that only goes on does what its label does.

    Where no label names a winner, a line without one is the winner.
    """
    told: list[bool] = []
    is_open = False
    has_winners = any(is_labelled(piece) and not _is_said(piece) for piece in lines)
    for piece in lines:
        goes_on = bool(told) and (has_winners or is_open) and _LABELLED.match(piece.text) is None
        told.append(told[-1] if goes_on else _names_winner(piece))
        is_open = piece.text.endswith(("、", "，", ","))
    return told


def _names_winner(piece: Piece) -> bool:
    """Say whether a line among labelled ones names who is honoured: by its label, or where it has none."""
    if _is_said(piece):
        return False
    return is_labelled(piece) or _LABELLED.match(piece.text) is None


def _unlabelled(piece: Piece) -> Piece:
    match = _LABELLED.match(piece.text)
    named = piece.part(match.end() - 1, len(piece.text)) if match is not None else piece
    return inline.split_label(piece) or named


def _is_collective(piece: Piece) -> bool:
    """Say whether a labelled line says that nobody by name made a work (作者：集体创作)."""
    return is_labelled(piece) and naming.is_collective(_unlabelled(piece))


def _behind_label(state: State, piece: Piece, *, of_persons: bool) -> tuple[Recipient, ...]:
    """Return persons where names alone stand, or where the label says that persons do; bodies else."""
    if parties.names_somebody(piece):
        return parties.read_lines(state, [piece])
    if of_persons and (found := surnames.behind_unit(piece)) is not None:
        return parties.with_unit(persons.read(found[0]), found[1])
    if of_persons:
        return naming.read(state, piece, alone=True)
    return persons.read(piece) or parties.read_lines(state, [piece])


def split_case(
    state: State, entry: inline.Entry, mark: Reading[str] | None = None, more: Sequence[Piece] = ()
) -> Case:
    """Return the case of an entry that holds title and winner on its line; ``more`` are lines that go on with the winner."""
    words = inline.untitled(entry.title)
    title = Reading(grammar.tidy_title(words.text), (words.span,))
    if entry.fields:
        return Case(mark, title, _fielded(state, entry, more))
    if entry.is_person and entry.unit is None and (found := surnames.behind_unit(entry.party)) is not None:
        entry = entry._replace(party=found[0], unit=found[1])
    names_alone = persons.begins_with_surname(entry.party) and not parties.names_somebody(entry.party)
    named = naming.without_tail(state, entry.party) if entry.is_person or names_alone else None
    people = persons.read(named) if named is not None else ()
    if named is not None and entry.is_person and not people:
        people = persons.read(named, trusted=True)  # names that do not begin with a known surname
    people = parties.with_unit(people, entry.unit) if entry.unit is not None else people
    people = tuple(replace(each, notes=(*each.notes, *map(_note, entry.said))) for each in people)
    rest = more if people else [entry.party, *more]
    whose = people + parties.read_lines(state, rest)
    if not entry.is_sure:
        message = (
            "taken for a work and whose it is, as a space parts a body from what is none; it may be one name"
        )
        state.doubt(title.spans[0], message)
        title = replace(title, confidence=DOUBTED)
        whose = tuple(replace(each, name=replace(each.name, confidence=DOUBTED)) for each in whose)
    return Case(mark, title, whose)


def _fielded(state: State, entry: inline.Entry, more: Sequence[Piece]) -> tuple[Recipient, ...]:
    """Return whom the labels of an entry name, with the unit that stands before them and may be none."""
    lines = [*entry.fields, *more]
    if entry.unit is None:
        return read_labelled(state, lines)
    state.doubt(entry.unit.span, _UNKNOWN_UNIT)
    found = read_labelled(state, lines)
    if not found or any(each.kind != "person" for each in found):
        return read_labelled(state, [entry.unit, *lines])
    unit = Reading(grammar.tidy_name(entry.unit.text), (entry.unit.span,), DOUBTED)
    return tuple(each if each.affiliation else replace(each, affiliation=unit) for each in found)


def labelled_cases(state: State, lines: Sequence[Piece]) -> tuple[Case, ...]:
    """Return works with labelled lines below each of them; none where a title has no such line or a label no title."""
    groups = _groups(lines, _name_winners(lines))
    if not groups or not all(title and winners for title, winners in groups):
        return ()
    if any(len(title) > TITLE_LINES for title, _ in groups):
        return ()
    state.claim(growth.grow, lines)
    return tuple(Case(None, _title(state, title), read_labelled(state, winners)) for title, winners in groups)


def _name_winners(lines: Sequence[Piece]) -> list[bool]:
    """Say of each line whether it names winners: by a label, or as the line above it goes on.

    Where titles have labels too, whatever stands below a label goes on with it up to the next title; else a line does
    that names bodies and nothing else below bodies, or persons below persons, and has no labelled line below it.
    """
    labelled = [is_labelled(piece) for piece in lines]
    if any(map(inline.is_titled, lines)):
        begun = False
        told: list[bool] = []
        for piece, is_named in zip(lines, labelled, strict=True):
            begun = not inline.is_titled(piece) and (begun or is_named)
            told.append(begun)
        return told
    for index, piece in enumerate(lines):
        opens = index + 1 < len(lines) and labelled[index + 1]
        if index and labelled[index - 1] and not labelled[index] and not opens:
            labelled[index] = _goes_on(lines[index - 1], piece)
    return labelled


def _goes_on(above: Piece, piece: Piece) -> bool:
    """Say whether a line without a label names who else belongs to the line above it."""
    if parties.are_parties(_unlabelled(above)):
        return parties.are_parties(piece)
    return persons.begins_with_surname(_unlabelled(above)) and persons.begins_with_surname(piece)


def titled_cases(state: State, lines: Sequence[Piece], sure: Sequence[bool]) -> tuple[Case, ...]:
    """Read titles with recipients below them; only the last may have none, where the text is cut off."""
    groups = _groups(lines, sure)
    if any(len(title) > TITLE_LINES for title, _ in groups):
        return ()
    state.claim(growth.grow, lines)
    is_counted = len(groups) == state.expected
    return tuple(_titled_case(state, title, winners, is_counted=is_counted) for title, winners in groups)


def _groups(lines: Sequence[Piece], names_somebody: Sequence[bool]) -> list[Group]:
    groups: list[Group] = []
    for piece, is_party in zip(lines, names_somebody, strict=True):
        if not groups or (groups[-1][1] and not is_party):
            groups.append(([], []))
        groups[-1][is_party].append(piece)
    return groups


def _titled_case(state: State, lines: Sequence[Piece], winners: Sequence[Piece], *, is_counted: bool) -> Case:
    if not winners:
        message = "no organization follows this line; the text may be cut off here"
        state.find("case-without-recipient", "error", lines[0].span, message)
    title = _title(state, lines)
    if not is_counted and _may_be_two(lines):
        message = (
            "taken for the end of the title above it; it may be an entry of its own, whose winner is lost"
        )
        state.doubt(lines[1].span, message)
        title = replace(title, confidence=DOUBTED)
    return Case(None, title, parties.read_lines(state, winners))


def _may_be_two(lines: Sequence[Piece]) -> bool:
    """Say whether two lines may be two titles: neither the width of a page broke them, nor a quotation, nor a slogan."""
    if len(lines) != _TWO or len(lines[0].text) >= _WRAPPED:
        return False
    above, below = (piece.bare for piece in lines)
    return len(above) != len(below) and above.count("“") == above.count("”")


def _title(state: State, lines: Sequence[Piece]) -> Reading[str]:
    first = Reading(grammar.tidy_title(lines[0].text), (lines[0].span,))
    return lengthened(state, first, lines[1:])


def lengthened(state: State, heading: Reading[str], rest: Sequence[Piece]) -> Reading[str]:
    """Return a heading with the lines it was broken over, as one would type it: a line may hold half a slogan.

    The label that says it is a title (项目名称：) is no part of it.
    """
    first, *more = state.pieces_of(heading)
    title = inline.untitled(first)
    if not rest and title is first:
        return heading
    printed = "".join(piece.text for piece in (title, *more, *rest))
    return Reading(grammar.tidy_title(printed), whole((title, *more, *rest)), heading.confidence)
