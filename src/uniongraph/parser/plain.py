"""The cases of lines without ordinals: titles with winners on the same line or below them, teams of bodies, or winners alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.grammar.lists import count_in
from uniongraph.model import Case
from uniongraph.parser import growth, halves, inline, parties, persons, series, teams, works

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["cases_of_titles", "each_of", "honours_person", "slot_lines", "spaced_cases"]


def spaced_cases(state: State, lines: Sequence[Piece]) -> tuple[Case, ...]:
    """Return works with their winners, or teams with their bodies, that hardly a mark parts on their lines; else nothing."""
    usable = [piece for piece in lines if parties.may_be_title(piece) and count_in(piece.bare) is None]
    found, split = teams.split(state, usable), halves.split(state, usable)
    are_works = bool(split) and all(split)
    marked = inline.split_list(usable, is_marked=True) if found or are_works else []
    if found and (state.of_bodies or not marked):
        return _teams(state, usable, found)
    if not are_works:
        return ()
    split = halves.better(split, marked)
    state.claim(growth.grow, usable)
    return tuple(works.split_case(state, entry) for entry in split if entry)


def cases_of_titles(state: State, lines: Sequence[Piece]) -> tuple[Case, ...]:
    """Return titles with their winners on the same line or below, or winners alone, whichever most lines are."""
    usable = [piece for piece in lines if parties.may_be_title(piece)]
    is_each = state.of_bodies and len(usable) == state.expected  # 锦城二期 counts nothing
    if not is_each:
        usable = [piece for piece in usable if count_in(piece.bare) is None]
        is_each = len(usable) == state.expected and all(map(parties.may_be_party, usable))
    is_each = is_each and len(usable) > 1 and not any(map(inline.holds_label, usable))
    is_each = is_each and not all(map(series.names_works, usable))
    if is_each and not all(inline.split_list(usable, is_marked=False) or [None]):
        return each_of(state, usable)  # as many lines as winners are declared
    split = inline.split_list(usable, is_marked=True)
    if not split and not any(map(parties.names_somebody, usable)):
        split = inline.split_list(usable, is_marked=False)
    if split and all(split):
        state.claim(growth.grow, usable)
        return tuple(works.split_case(state, entry) for entry in split if entry)
    sure = [
        parties.names_somebody(piece) or (state.of_bodies and parties.may_be_party(piece)) for piece in usable
    ]
    if len(usable) == 1 and not sure[0]:
        return works.titled_cases(state, usable, sure) if parties.may_be_party(usable[0]) else ()
    if any(sure) and not sure[0]:
        return works.titled_cases(state, usable, sure)
    if 2 * sum(sure) <= len(usable):
        return ()
    kept = slot_lines(usable)
    state.claim(growth.grow, kept)
    return tuple(Case(None, None, (recipient,)) for recipient in parties.read_lines(state, kept))


def honours_person(piece: Piece) -> bool:
    """Say whether a line names a person with the unit, or names and nothing else (何立春、吴小梅)."""
    if not persons.is_person(piece, alone=True):  # as whoever is told of with the unit is, too
        return persons.stand_before_units(piece)
    if persons.stands_with_unit(piece):
        return True
    are_names = (
        not any(mark in piece.text for mark in grammar.OPEN)
        and not parties.names_somebody(piece)
        and persons.begins_with_surname(piece)
    )
    return are_names or persons.is_told_of(piece)


def each_of(state: State, lines: Sequence[Piece]) -> tuple[Case, ...]:
    """Return the winner on each line as a case, whatever its name ends in."""
    state.claim(growth.grow, lines)
    cases = (Case(None, None, parties.read_lines(state, [piece])) for piece in lines)
    return tuple(case for case in cases if case.recipients)


def _teams(state: State, lines: Sequence[Piece], found: Sequence[teams.Team | None]) -> tuple[Case, ...]:
    """Return the lines that name teams with their bodies, each a case; one unlike the others is a winner."""
    state.claim(growth.grow, lines)
    pairs = zip(lines, found, strict=True)
    winners = [
        teams.read(state, team) if team is not None else parties.read_lines(state, [piece])
        for piece, team in pairs
    ]
    return tuple(Case(None, None, each) for each in winners if each)


def slot_lines(lines: Sequence[Piece]) -> list[Piece]:
    """Return the lines that can name a recipient, or end the name on the line above."""
    kept: list[Piece] = []
    for piece in lines:
        is_party = parties.may_be_party(piece) or parties.names_somebody(piece) or persons.is_told_of(piece)
        if is_party or (kept and parties.ends_name(kept[-1], piece)):
            kept.append(piece)
    return kept
