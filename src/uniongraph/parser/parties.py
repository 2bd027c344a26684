"""Who stands in a recipient slot: one line, or part of one, read as one organization or several."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from uniongraph import grammar, names
from uniongraph.grammar.lists import HOST_END, PART_ALONE, PRAISED, PROVINCE_SHORT
from uniongraph.model import Reading, Recipient, Span
from uniongraph.names.words import ending_of
from uniongraph.parser import bearers, members, persons
from uniongraph.parser.slots import (
    SEPARATOR,
    SHORTEST,
    Slot,
    is_family,
    is_place,
    moved,
    names_host,
    slots_on,
    teams_on,
)
from uniongraph.parser.state import DOUBTED, SURE, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import State

__all__ = [
    "UNSURE",
    "Slot",
    "are_parties",
    "ends_name",
    "holds_winners",
    "is_party",
    "is_place",
    "is_remark",
    "is_tail",
    "may_be_party",
    "may_be_title",
    "may_name_party",
    "names_group",
    "names_host",
    "names_party",
    "names_somebody",
    "parts_of",
    "read_lines",
    "read_words",
    "with_unit",
]

_LONGEST_LIST = 2_000
"""A line that names many bodies one after another has no more characters."""
_LONGEST = 80
"""A line with more characters is no name of an organization."""
_REMARK_BEGINS = tuple("※*＊★（(以注备说排不按")
_SENTENCE = re.compile(r"[。！？!?]|[；：:，,]$")
_SPACE = re.compile(r"\s+")
_VILLAGE = ("村", "社区")
_BODY = re.compile(rf"[{grammar.HAN}A-Za-z\d（）()“”·]{{5,40}}")
"""What may be the name of a body where the print says that it is: longer than a person's, and of one clause."""
_PUBLIC = frozenset({"institution", "facility", "agency", "party", "unit"})
_LONGEST_TAIL = 8
_PAIR = 2
_TEAM = 0.9
"""Confidence in the name of a team, where the heading says that teams are honoured."""
UNSURE = 0.6
"""Confidence in a name that stands in the slot and does not end like an organization's."""


def names_group(name: str) -> bool:
    """Say whether words are what winners are grouped by: a place, 市直单位, 小学组; a village is a winner itself."""
    return len(name) <= _LONGEST and _names_group(name)


@lru_cache(maxsize=8192)
def _names_group(name: str) -> bool:
    if PRAISED.fullmatch(name):
        return False
    place = is_place(name) and not name.endswith(_VILLAGE)
    is_group = grammar.GROUP_LABEL.fullmatch(name) or grammar.GROUP_END.search(name)
    return place or bool(is_group or PROVINCE_SHORT.fullmatch(name))


def holds_winners(piece: Piece) -> bool:
    """Say whether a line has winners behind a colon (先进工会：甲、乙)."""
    match = grammar.LABELLED_LINE.fullmatch(piece.text)
    return match is not None and names_somebody(piece.part(match.start("rest"), len(piece.text)))


def may_be_title(piece: Piece) -> bool:
    """Say whether a line can be part of a title: it holds words, and is neither a remark nor an ordinal alone."""
    return not (grammar.BARE_MARK.fullmatch(piece.text) or is_remark(piece))


def is_remark(piece: Piece) -> bool:
    """Say whether a line only remarks on a list (排名不分先后)."""
    return piece.text.startswith(_REMARK_BEGINS) and grammar.REMARK.fullmatch(piece.bare) is not None


def is_party(piece: Piece) -> bool:
    """Say whether a line looks like an organization's name."""
    return len(piece.text) <= _LONGEST and names.is_organization(grammar.tidy_name(piece.text))


def may_be_party(piece: Piece) -> bool:
    """Say whether a line can be an organization's name, whatever it ends in: no sentence, no remark, no short name."""
    if is_party(piece):
        return True
    return (
        SHORTEST <= len(piece.text) <= _LONGEST and not _SENTENCE.search(piece.text) and may_be_title(piece)
    )


def names_party(heading: Reading[str]) -> bool:
    """Say whether a heading is the name of an organization, or of several."""
    if len(heading.value) > _LONGEST:
        return False
    return all(slot.is_sure for slot in slots_on(heading.value))


def are_parties(piece: Piece) -> bool:
    """Say whether some words are the names of organizations or places and nothing else."""
    if len(piece.text) > _LONGEST_LIST:
        return False
    return is_party(piece) or all(slot.is_sure for slot in slots_on(piece.text))


def parts_of(piece: Piece) -> list[Piece]:
    """Return the parts of some words that are the names of several bodies and nothing else; else the words whole."""
    slots = slots_on(piece.text)
    if len(slots) == 1 or not all(slot.is_sure for slot in slots):
        return [piece]
    return [piece.part(slot.spans[0].begin, slot.spans[0].end) for slot in slots]


def names_somebody(piece: Piece) -> bool:
    """Say whether some words are the name of an organization or a place, or of several of them."""
    if not piece.text or len(piece.text) > _LONGEST_LIST:
        return False
    return any(slot.is_sure for slot in slots_on(piece.text))


def may_name_party(heading: Reading[str]) -> bool:
    """Say whether a heading can be an organization's name, whatever it ends in."""
    return names_party(heading) or may_be_party(Piece(0, heading.spans[0], heading.value))


def ends_name(above: Piece, piece: Piece) -> bool:
    """Say whether a short line is only the end of the name on the line above it (…有限公司 / 工会)."""
    return len(piece.text) < SHORTEST and not is_party(piece) and is_party(_together(above, piece))


def is_tail(state: State, name: str) -> bool:
    """Say whether a name is only the end of one: the words for a body, and nothing before them (馆工会)."""
    if len(name) > _LONGEST_TAIL:
        return False
    parts = state.analyse(name)
    return not (parts.place or parts.core)


def _together(above: Piece, piece: Piece) -> Piece:
    return Piece(above.number, Span(above.span.begin, piece.span.end), above.text + piece.text)


def read_lines(state: State, lines: Sequence[Piece], *, are_told: bool = False) -> tuple[Recipient, ...]:
    """Return the recipients on some lines, each line one organization or several.

    A line that only ends the name on the line above it is joined to that name. They ``are_told`` where the print says
    that they are bodies.
    """
    slots: list[Slot | Recipient] = []
    last = 0
    for piece in members.cut(state, lines):
        parts = (state.of_bodies and teams_on(piece.text, state.expected)) or slots_on(piece.text)
        found = [moved(slot, piece.span.begin) for slot in parts if slot.name]
        if not found:
            state.find(
                "unread-words", "warning", piece.span, "marks without a name, where a recipient stands"
            )
            continue
        if not state.of_persons and (shared := _shared(state, piece, found)) is not None:
            slots.append(shared)
            continue
        people = () if any(slot.is_sure for slot in found) else persons.read(piece, alone=state.of_persons)
        if people or (state.of_persons and (people := persons.read(piece))):
            slots += people
            continue
        above = slots[-1] if slots else None
        joined = _joined(state, above, found[0]) if isinstance(above, Slot) and len(found) == 1 else None
        if joined is not None:
            slots[-1] = joined
        else:
            if isinstance(above, Slot) and piece.number == last + 1:
                found = [_doubted(state, above, found[0]), *found[1:]]
            slots += _whole(state, piece, found)
        last = piece.number
    return tuple(
        slot if isinstance(slot, Recipient) else _recipient(state, slot, are_told=are_told) for slot in slots
    )


def _doubted(state: State, above: Slot, below: Slot) -> Slot:
    """Return the name on a line, less sure where it may be the end of the one above it (绿屏大学 / 图书馆)."""
    if not _may_end(above, below):
        return below
    state.doubt(below.spans[0], "taken for a body of its own; it may be the end of the name above it")
    return below._replace(confidence=DOUBTED)


def _whole(state: State, piece: Piece, slots: list[Slot]) -> list[Slot]:
    """Return the names on a line, and two that one space parts as one where the second may be the end of the first."""
    if len(slots) != _PAIR or len(_SPACE.findall(piece.text)) != 1:
        return slots
    above, below = slots
    if _opens_with(above, below) and not any(mark.strip() for mark in SEPARATOR.findall(piece.text)):
        is_public = ending_of(below.name).sort in _PUBLIC
        if not is_public:
            message = (
                "taken for one name with the place before it, which may be what the body is listed under"
            )
            state.doubt(below.spans[0], message)
        sure = SURE if is_public else DOUBTED
        return [Slot(above.name + below.name, (*above.spans, *below.spans), is_sure=True, confidence=sure)]
    if not _may_end(above, below):
        return slots
    if piece.text.count("\u3000") or any(mark.strip() for mark in SEPARATOR.findall(piece.text)):
        return slots
    state.doubt(below.spans[0], "taken for the end of the name before it; it may be a body of its own")
    return [Slot(above.name + below.name, (*above.spans, *below.spans), is_sure=True, confidence=DOUBTED)]


def _opens_with(place: Slot, body: Slot) -> bool:
    """Say whether a place opens the name behind it: one that has no place of its own (柳溪县 教育局)."""
    is_pair = body.is_sure and is_place(place.name) and not is_place(body.name)
    return is_pair and not names.opening_places(body.name)


def _shared(state: State, piece: Piece, slots: list[Slot]) -> Recipient | None:
    """Return one name for words that 、 parts into a body and what is none alone (红星、东风机床厂工会); None for any others."""
    if len(slots) != 1 or "、" not in piece.text or is_family(slots[0].name):
        return None
    parts = [Slot.of(piece.text[b:e]) for b, e in grammar.split_outside(piece.text, "、")]
    if not 0 < sum(part.is_sure for part in parts) < len(parts):
        return None
    message = "taken for one name; 、 may part several recipients here"
    state.find("uncertain-recipient", "warning", piece.span, message)
    name = Reading(slots[0].name, slots[0].spans, UNSURE)
    return Recipient(name, parts=state.analyse(slots[0].name))


def _may_end(above: Slot, below: Slot) -> bool:
    """Say whether a name that is whole may also be the end of the one before it, as the part of a body is."""
    is_pair = above.is_sure and below.is_sure and PART_ALONE.fullmatch(above.name) is None
    return is_pair and bool(HOST_END.search(above.name) and PART_ALONE.fullmatch(below.name))


def with_unit(
    people: Sequence[Recipient], unit: Piece | None, post: Piece | None = None, part: Piece | None = None
) -> tuple[Recipient, ...]:
    """Return persons with the unit that is printed apart from them; of several units nobody says whose is whose.

    The first is where the persons work then, and the others are noted. ``part`` is of that unit (a class of a school).
    """
    several = parts_of(unit) if unit is not None and unit.text else []
    first = several[0] if several else unit
    notes = tuple(Reading(grammar.tidy_name(other.text), (other.span,)) for other in several[1:])
    with_first = (bearers.with_unit(each, first, post) for each in people)
    found = (replace(each, notes=(*each.notes, *notes)) for each in with_first)
    return tuple(found if part is None or not part.text else (_with_part(each, part) for each in found))


def _with_part(person: Recipient, part: Piece) -> Recipient:
    """Return a person with the part of the unit that another cell names (清水中学, 高二（3）班)."""
    unit, words = person.affiliation, grammar.tidy_name(part.text)
    if unit is None or unit.value in words or is_place(words):
        return replace(person, affiliation=Reading(words, (part.span,)))
    return replace(person, affiliation=Reading(unit.value + words, (*unit.spans, part.span), unit.confidence))


def read_words(state: State, words: Reading[str]) -> tuple[Recipient, ...]:
    """Return the recipients named by a heading (1. 某某工会)."""
    return read_lines(state, state.pieces_of(words))


def _joined(state: State, above: Slot, below: Slot) -> Slot | None:
    """Return the name that a page or line break has parted, or None where each line is a name of its own."""
    if above.is_sure and (below.is_sure or len(below.name) >= SHORTEST):
        return None
    if below.is_sure and not is_tail(state, below.name):
        return None
    both = Slot.of(above.name + below.name, *above.spans, *below.spans)
    return both if both.is_sure else None


def _recipient(state: State, slot: Slot, *, are_told: bool) -> Recipient:
    said = state.members.get(slot.spans[-1].end)
    is_team = (
        said is not None
        or (are_told and _BODY.fullmatch(slot.name) is not None)
        or (state.of_bodies and grammar.TEAM_END.search(slot.name) is not None)
    )
    name = Reading(slot.name, slot.spans, slot.confidence)
    if not slot.is_sure:
        name = Reading(slot.name, slot.spans, _TEAM if is_team else UNSURE)
    if not (slot.is_sure or is_team):
        message = "this does not end like an organization's name; it stands where a recipient does"
        state.find("uncertain-recipient", "warning", slot.spans[0], message)
    return Recipient(name, parts=state.analyse(slot.name), notes=() if said is None else (said,))
