"""Who answers for a body or its work (负责人, 法定代表人), in a column beside it: named with it, and not honoured for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.grammar.prose import HONOUR_COUNT, PERSON_NOUN
from uniongraph.grammar.tables import PLACE_OF_PERSONS, PRINCIPAL, PROJECT_LEADER, UNIT_TITLE
from uniongraph.parser import headings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.grammar import Role
    from uniongraph.parser.state import Piece, State

__all__ = ["are_persons", "doubt", "settle"]

_BODIES = frozenset({"家", "单位", "集体"})
"""What counts bodies alone."""
_LINK = 40
"""How many characters before an honour's name are looked at."""
_MOST = 64
"""The honour of a table is looked for in no more paragraphs."""


def are_persons(state: State, titles: Sequence[str]) -> bool:
    """Say whether the body counts persons right before the honour of a table in which somebody answers for bodies (等4名同志“…”)."""
    return any(map(PRINCIPAL.fullmatch, titles)) and any(
        each[0] in headings.PERSON_UNITS or PERSON_NOUN.search(each) for each in _counted(state)
    )


def _counted(state: State) -> Iterator[str]:
    """Yield what the body counts right before the honour that is read, from the word that counts on (个单位, 名同志)."""
    for flow in state.paragraphs[:_MOST] if state.honour else ():
        at = flow.folded.find(state.honour)
        before = flow.folded[max(at - _LINK, 0) : max(at, 0)].removesuffix("“")
        match = HONOUR_COUNT.search(before)
        if match is not None:
            yield before[match.start("unit") :]


def settle(roles: list[Role], titles: Sequence[str], *, of_persons: bool) -> None:
    """Note who answers for the bodies in another column.

    Such a person wins where the honour is for persons, where the body is only where persons work (所在单位), or beside
    others who are honoured with them (主要成员).
    """
    people = [at for at, role in enumerate(roles) if role == "person"]
    units = [titles[at] for at, role in enumerate(roles) if role == "unit"]
    if of_persons or len(people) != 1 or not units or all(map(PLACE_OF_PERSONS.match, units)):
        return
    if PRINCIPAL.fullmatch(titles[people[0]]):
        roles[people[0]] = "note"


def doubt(state: State, told: Sequence[tuple[Role, Piece | None]]) -> bool:
    """Say of a column of such persons that they may be the winners, where neither the honour nor the head above the bodies tells.

    ``told`` is what each column holds, with its head.
    """
    title = next(
        (each for role, each in told if each and role == "note" and PRINCIPAL.fullmatch(each.bare)), None
    )
    units = [each.bare for role, each in told if each and role == "unit"]
    if title is None or not units or "person" in {role for role, _ in told}:
        return False
    if state.of_bodies or state.unit in _BODIES or headings.honours_bodies(state.honour):
        return False
    if any(each[0] in _BODIES or UNIT_TITLE.search(each) for each in _counted(state)):
        return False
    if grammar.WORKING_UNIT.search(units[0]) and PROJECT_LEADER.fullmatch(title.bare) is None:
        return False
    message = "taken for who answers for the body beside it, which is honoured; it may be the winner whose unit that is"
    state.doubt(title.span, message)
    return True
