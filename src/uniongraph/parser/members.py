"""Groups that are honoured as one and printed with the names of their members, which are noted and win nothing alone."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from uniongraph import grammar, names
from uniongraph.grammar.lists import GROUP_HONOURED
from uniongraph.model import Reading
from uniongraph.parser.fields import fields_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.model import Recipient
    from uniongraph.parser.state import Piece, State

__all__ = ["LABEL", "are_listed", "begin", "cut", "gone", "names_members", "note", "noted"]

_LONGEST = 400
"""No line that names a group with its members has more characters."""
_LONGEST_GROUP = 60
_FEWEST = 2
_MOST_LINES = 8
_PARTS = ("、", "，", ",")
_COUNT = rf"共?(?P<number>\d{{1,3}}|{grammar.CN_NUMBER})[人名]"
_OF = "(?:主要|全体|团队|小组|项目组|课题组|群体|集体)"
LABEL = re.compile(
    rf"(?:{_OF}?(?:成员|组员|队员|班员)(?:名单|包括|分别为|分别是|为|有)?|(?:创作|研发|项目)?团队)\s*[:：]\s*"
)
"""成员：: says that those behind it belong to what stands before it."""
_COUNTED = re.compile(rf"{_COUNT}[:：]")
_COUNT_BEHIND = re.compile(rf"[{grammar.OPEN}]{_COUNT}[{grammar.CLOSE}]$")
_COLON = re.compile("[:：]")
_NOTED = "the members of this group are noted with it; whether each of them is honoured too is not said"
_OTHERS = re.compile(r"等(?:\d{1,3}[人名])?$")


class _Found(NamedTuple):
    """Where a group's name ends, what is said of its members, how many it says they are, and how many it names."""

    end: int
    said: tuple[tuple[int, int], ...]
    declared: int | None
    listed: int


def names_members(words: str) -> bool:
    """Say whether words, or a cell of them, are the name of a group with those of its members (某某救人群体（3人）：甲、乙、丙)."""
    if not ("：" in words or ":" in words) or len(words) > _LONGEST:
        return False
    return any(_find(part.strip(), False) is not None for part in grammar.CELLS_LINE.split(words))


def cut(state: State, lines: Sequence[Piece]) -> Sequence[Piece]:
    """Return lines without the members of the groups they name; these are kept for the notes of the group.

    Where a list is not said to be of bodies, names behind a body and a colon are persons of that body.
    """
    if not any("：" in piece.text or ":" in piece.text for piece in lines):
        return lines
    kept: list[Piece] = []
    below = 0
    for index, piece in enumerate(lines):
        if kept and index >= below:
            below = index + len(note(state, kept[-1], lines[index : index + _MOST_LINES]))
        if index >= below:
            kept.append(_cut(state, piece))
    return kept


def gone(printed: Sequence[Piece], kept: Sequence[Piece]) -> list[Piece]:
    """Return the lines that were cut as a whole: they list members of what stands above them."""
    numbers = {piece.number for piece in kept} if len(kept) < len(printed) else ()
    return [piece for piece in printed if piece.number not in numbers] if numbers else []


def begin(lines: Sequence[Piece]) -> bool:
    """Say whether the first of some lines says by a label who belongs to what stands above it."""
    return bool(lines) and LABEL.match(lines[0].text) is not None


def are_listed(words: str) -> bool:
    """Say whether a line says of persons that they belong to what stands above it (团队成员：甲、乙)."""
    label = LABEL.match(words) if len(words) <= _LONGEST else None
    return label is not None and _listed(words[label.end() :]) > 0


def note(state: State, above: Piece, lines: Sequence[Piece], *, is_winner: bool = False) -> list[Piece]:
    """Keep the members on lines below a body or a team for its notes, and return these lines; none below a title."""
    name = above.bare
    said = _said(lines)
    if not said or not (is_winner or names.is_organization(name) or _is_group(name, state.of_bodies)):
        return []
    words = grammar.tidy_name("".join(piece.text for piece in said))
    state.members[above.span.end] = Reading(words, tuple(piece.span for piece in said))
    state.find("uncertain-recipient", "info", said[0].span, _NOTED)
    return said


def _said(lines: Sequence[Piece]) -> list[Piece]:
    """Return the first line, if it lists members, and those that it goes on over."""
    if not lines or not are_listed(lines[0].text):
        return []
    said = [lines[0]]
    for piece in lines[1:]:
        if not said[-1].text.endswith(_PARTS) or LABEL.match(piece.text) is not None:
            break
        said.append(piece)
    return said


def noted(state: State, above: Piece, people: tuple[Recipient, ...]) -> tuple[Recipient, ...]:
    """Return persons with what was kept of those who belong to them."""
    said = state.members.get(above.span.end)
    if said is None:
        return people
    return tuple(each if said in each.notes else replace(each, notes=(*each.notes, said)) for each in people)


def _cut(state: State, piece: Piece) -> Piece:
    found = _find(piece.text, state.of_bodies)
    if found is None:
        return piece
    group, said = piece.part(0, found.end), [piece.part(*bounds) for bounds in found.said]
    words = "".join(part.text for part in said)
    state.members[group.span.end] = Reading(grammar.tidy_name(words), tuple(part.span for part in said))
    state.find("uncertain-recipient", "info", said[-1].span, _NOTED)
    if found.declared not in {None, found.listed}:
        message = f"declares {found.declared} members; {found.listed} could be read behind it"
        state.find("declared-count-mismatch", "warning", said[-1].span, message)
    return group


def _find(words: str, of_bodies: bool) -> _Found | None:
    is_told = "：" in words or ":" in words
    return _known(words, of_bodies) if is_told and len(words) <= _LONGEST else None


@lru_cache(maxsize=1024)
def _known(words: str, of_bodies: bool) -> _Found | None:
    """Remember the answer: a line is asked about in each role that it may have."""
    if grammar.CELLS_LINE.search(words) is not None:
        return None
    if words.endswith(tuple(grammar.CLOSE)) and (found := _in_brackets(words, of_bodies)) is not None:
        return found
    colon = _COLON.search(words, 0, _LONGEST_GROUP)
    if colon is None:
        return None
    head = words[: colon.start()].rstrip()
    count = _COUNT_BEHIND.search(head)
    end = len(head[: count.start()].rstrip()) if count is not None else len(head)
    listed = _listed(words[colon.end() :]) if _is_group(head[:end], of_bodies) else 0
    counted = () if count is None else ((count.start() + 1, count.end() - 1),)
    said = (*counted, (colon.end() if count is None else colon.start(), len(words)))
    return _Found(end, said, _number(count), listed) if listed >= _FEWEST else None


def _in_brackets(words: str, of_bodies: bool) -> _Found | None:
    """Find the members in the brackets at the end of words; a label says that they are some, whatever the list is of."""
    depth = 0
    for index in range(len(words) - 1, 0, -1):
        depth += (words[index] in grammar.CLOSE) - (words[index] in grammar.OPEN)
        if not depth:
            break
    inner, end = words[index + 1 : -1], len(words[:index].rstrip())
    label, count = LABEL.match(inner), _COUNTED.match(inner)
    told = label or count
    if told is None or not _is_group(words[:end], of_bodies or label is not None):
        return None
    listed = _listed(inner[told.end() :])
    return _Found(end, ((index + 1, len(words) - 1),), _number(count), listed) if listed else None


def _number(count: re.Match[str] | None) -> int | None:
    return grammar.number_of(count["number"]) if count is not None else None


def _is_group(words: str, of_bodies: bool) -> bool:
    """Say whether words are the name of a group: by its last word, or of any body or team where bodies are honoured."""
    name = "".join(words.split())
    if name.endswith("群体"):
        return GROUP_HONOURED.search(name) is not None
    if not of_bodies or len(name) > _LONGEST_GROUP or grammar.TIER_NAME.search(name) is not None:
        return False
    return grammar.TEAM_END.search(name) is not None or names.is_organization(name)


def _listed(words: str) -> int:
    """Return how many names some words are; none where they are anything else."""
    fields = fields_of(_OTHERS.sub("", words.strip()))
    likely = sum(field.is_name for field in fields)
    may_be = all(field.is_name or field.may_be_name or field.is_latin for field in fields)
    return len(fields) if may_be and 2 * likely >= len(fields) else 0
