"""Persons by their units: the body that stands alone on the line above their names, or before a colon."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from uniongraph import grammar, names
from uniongraph.grammar.lists import CLASS_OPENING, PART_END, count_in
from uniongraph.model import Reading, Span
from uniongraph.parser import labels, members, parties, persons
from uniongraph.parser.state import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uniongraph.model import Case, Category, Recipient
    from uniongraph.parser.growth import Node

__all__ = [
    "above_classes",
    "above_names",
    "as_units",
    "head_classes",
    "head_names",
    "names_only",
    "of_parts",
    "of_unit",
    "opens_unit",
    "with_towns",
]

_LONGEST: Final = 2_000
_LONGEST_UNIT: Final = 40
_LONGEST_KEPT: Final = 200
"""What was found out of a longer line is not kept."""
_UNIT_BY_LABEL: Final = 0.8
"""Confidence in the unit of persons whose names stand behind it and a colon, or below it."""


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
    known = sum(map(_is_no_person, (_without_count(group.label) for group in groups)))
    return with_towns(groups) if groups[-1].winners and 2 * known > len(groups) else []


def _is_no_person(piece: Piece) -> bool:
    """Say whether words name a body or a place, and nobody can be called so (李建村 is a village or a person)."""
    return parties.names_somebody(piece) and grammar.NAME.fullmatch(piece.bare) is None


def with_towns(groups: list[labels.Labelled]) -> list[labels.Labelled]:
    """Return groups of persons with the place above or before some of them as a unit, where bodies stand so too (石塘镇)."""
    names_of = (_without_count(group.label).bare for group in groups)
    if not any(map(_is_body, names_of)):
        return groups
    are_persons = all(names_only(piece) for group in groups for piece in group.winners)
    return [group._replace(is_unit=True) for group in groups] if are_persons else groups


def head_names(nodes: Sequence[Node]) -> bool:
    """Say whether headings are the units of the persons below them: names and nothing else, and most headings bodies or places."""
    if not all(node.plain and not node.children and all(map(names_only, node.plain)) for node in nodes):
        return False
    words = (Piece(0, node.heading.spans[0], node.heading.value) for node in nodes)
    labels_of = [_without_count(piece) for piece in words if len(piece.text) <= _LONGEST_UNIT]
    return 2 * sum(map(parties.names_somebody, labels_of)) > len(nodes)


def as_units(categories: Sequence[Category]) -> tuple[Category, ...]:
    """Return categories of persons with what each is called as the unit of those in it; places alone are none."""
    if not any(category.name and _is_body(category.name.value) for category in categories):
        return tuple(categories)
    found: list[Category] = []
    for each in categories:
        cases = (
            replace(case, recipients=of_unit(case.recipients, each.name) if each.name else case.recipients)
            for case in each.cases
        )
        found.append(replace(each, cases=tuple(cases)))
    return tuple(found)


def of_unit(people: Iterable[Recipient], label: Reading[str]) -> tuple[Recipient, ...]:
    """Return persons with the body above or before them as their unit, where none is printed beside the name."""
    unit = replace(label, confidence=_UNIT_BY_LABEL)
    return tuple(replace(each, affiliation=each.affiliation or unit) for each in people)


def above_classes(lines: Sequence[Piece]) -> list[labels.Labelled]:
    """Return schools that stand alone on their lines with the lines of their classes below (县第二小学, 五（1）班：甲、乙).

    Nothing unless the first line is a body, some lines stand below each, and most of these open with a class.
    """
    opening = [CLASS_OPENING.match(piece.text) is not None for piece in lines]
    groups: list[labels.Labelled] = []
    for piece, is_class in zip(lines, opening, strict=True) if any(opening) else ():
        is_short = not is_class and len(piece.text) <= _LONGEST_UNIT
        if is_short and _is_body(_without_count(piece).text):
            if groups and not groups[-1].winners:
                return []
            groups.append(labels.Labelled(piece, [], [piece]))
        elif groups:
            groups[-1].winners.append(piece)
        else:
            return []
    below = sum(len(group.winners) for group in groups)
    return groups if groups and groups[-1].winners and 2 * sum(opening) > below else []


def head_classes(nodes: Sequence[Node]) -> bool:
    """Say whether below each heading the first line opens with a class and goes on with who is in it (五（1）班：甲、乙)."""
    first = [node.plain[0].text if node.plain else "" for node in nodes]
    openings = (CLASS_OPENING.match(words) for words in first)
    return all(
        found is not None and found.end() < len(words) for found, words in zip(openings, first, strict=True)
    )


def of_parts(cases: Sequence[Case], body: Reading[str]) -> tuple[Case, ...]:
    """Return cases of persons with the body above them before the part of it where each is (县第六中学, 高一（5）班)."""
    if not _is_body(body.value):
        return tuple(cases)
    return tuple(
        replace(case, recipients=tuple(_of_part(each, body) for each in case.recipients)) for case in cases
    )


def _of_part(person: Recipient, body: Reading[str]) -> Recipient:
    part = person.affiliation
    if part is None or not PART_END.search(part.value) or names.is_organization(part.value):
        return person
    if names.opening_places(part.value) or "公司" in part.value:
        return person  # a part of a body that it names itself (某区某某中心清扫班)
    unit = Reading(body.value + part.value, (*body.spans, *part.spans), part.confidence)
    return replace(person, affiliation=unit)


def _is_body(name: str) -> bool:
    return names.is_organization(name) and not parties.names_group(name)


def names_only(piece: Piece) -> bool:
    """Say whether a line holds the names of persons and nothing else, but what brackets say of them."""
    words = piece.text
    return _names_only(words) if len(words) <= _LONGEST_KEPT else _names_only.__wrapped__(words)


@lru_cache(maxsize=2048)
def _names_only(words: str) -> bool:
    """Remember the answer: each way to group persons asks it of the same lines."""
    piece = Piece(0, Span(0, len(words)), words)
    is_else = parties.names_somebody(piece) or members.are_listed(words)
    if is_else or count_in(piece.bare) is not None:
        return False
    people = persons.read(piece)
    return bool(people) and all(each.affiliation is None and each.post is None for each in people)


def opens_unit(piece: Piece) -> bool:
    """Say whether a line is the name of a body or a place, or begins with one and a colon."""
    label = grammar.LABELLED_LINE.fullmatch(piece.text) if len(piece.text) <= _LONGEST else None
    return parties.names_somebody(piece.part(0, label.end("label")) if label is not None else piece)


def _without_count(label: Piece) -> Piece:
    """Return a label without the number at its end and the colon."""
    words = label.text.rstrip(":：")
    count = count_in(words)
    opened = words[: count.start()] if count is not None else words
    return label.part(0, len(opened.rstrip(grammar.OPEN)))
