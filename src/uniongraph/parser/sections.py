"""Winners below headings of any words: known by the marks around them, or by the number and the kind of those below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import grammar
from uniongraph.grammar.lists import SECTION_LINE
from uniongraph.parser import labels, parties, persons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece

__all__ = ["Honoured", "counted", "marked", "may_head_winners", "names_winner", "unlike"]

_LONGEST: Final = 40
_LONGEST_HEADING, _SHORT = 12, 8
_WORDS: Final = re.compile(rf"[{grammar.HAN}（）()、]+")
_SEVERAL: Final = 2


class Honoured(NamedTuple):
    """Whom a heading honours, as far as it says."""

    persons: bool
    bodies: bool


def counted(lines: Sequence[Piece], number: int, whom: Honoured) -> list[labels.Labelled]:
    """Return the groups of lines below headings of any words, where as many winners as declared are left only so.

    A heading names nobody, or is a group's name by its form, and winners stand below each. A work and its one winner
    look alike: they are no group where neither bodies nor persons are honoured.
    """
    if not may_head_winners(_unmarked(lines[0]).text):
        return []
    told = [names_winner(line, whom) for line in lines]
    by_form = [labels.is_group_label(line) for line in lines]
    nobody = [not wins for wins in told]
    named = [nobody[at] or by_form[at] for at in range(len(lines))]
    for heads in (named, nobody, [True, *named[1:]]):  # where others stand below headings, so does the first
        groups = _below(lines, heads) if heads.count(False) == number else []
        is_each = any(whom) or any(len(group.winners) > 1 for group in groups)
        if groups and is_each and all(may_head_winners(group.label.text) for group in groups):
            return groups
    return []


def marked(lines: Sequence[Piece]) -> list[labels.Labelled]:
    """Return the groups of lines below headings that stand between marks (【企业工会】, ——市直机关——), or are groups by their form."""
    between = [_between_marks(line) for line in lines]
    if not any(between):
        return []
    return _below(lines, [m or labels.is_group_label(line) for m, line in zip(between, lines, strict=True)])


def unlike(lines: Sequence[Piece], whom: Honoured) -> list[labels.Labelled]:
    """Return the groups of bodies, or of persons with their units, below short words that name neither, most of several."""
    if not any(whom) or not _may_only_head(lines[0], whom) or names_winner(lines[0], whom):
        return []
    groups = _below(lines, [not names_winner(line, whom) for line in lines])
    several = sum(len(group.winners) > 1 for group in groups)
    may_be = 2 * several > len(groups) and all(_may_only_head(group.label, whom) for group in groups)
    return groups if may_be else []


def names_winner(piece: Piece, whom: Honoured) -> bool:
    """Say whether a line names a winner for sure: a person with the unit, a body, or a team where such are honoured."""
    if not whom.persons and (
        parties.names_somebody(piece) or (whom.bodies and grammar.TEAM_END.search(piece.text) is not None)
    ):
        return True
    return persons.stands_with_unit(piece)


def may_head_winners(words: str) -> bool:
    """Say whether words that name no winner may be a heading: a few words and nothing else."""
    return len(words) <= _LONGEST_HEADING and _WORDS.fullmatch(words) is not None


def _may_only_head(piece: Piece, whom: Honoured) -> bool:
    """Say whether short words can be no winner's name: of a list of persons, no person's."""
    is_name = whom.persons and persons.begins_with_surname(piece)
    return len(piece.text) <= _SHORT and may_head_winners(piece.text) and not is_name


def _below(lines: Sequence[Piece], heads: Sequence[bool]) -> list[labels.Labelled]:
    """Return the lines below each heading, without the marks around it; none unless the first line is one and each has some."""
    starts = [at for at, is_head in enumerate(heads) if is_head]
    ends = [*starts[1:], len(lines)]
    if (
        len(starts) < _SEVERAL
        or starts[0]
        or any(e - b < _SEVERAL for b, e in zip(starts, ends, strict=True))
    ):
        return []
    return [
        labels.Labelled(_unmarked(lines[begin]), [*lines[begin + 1 : end]], [lines[begin]])
        for begin, end in zip(starts, ends, strict=True)
    ]


def _between_marks(piece: Piece) -> bool:
    return len(piece.text) <= _LONGEST and SECTION_LINE.fullmatch(piece.text) is not None


def _unmarked(piece: Piece) -> Piece:
    """Return a heading without the marks around it (【老城片区】)."""
    match = SECTION_LINE.fullmatch(piece.text) if len(piece.text) <= _LONGEST else None
    return piece.part(*match.span("words")) if match is not None else piece
