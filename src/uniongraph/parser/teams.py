"""Teams and the bodies they are of on one line, in two words: 综采一队　某某煤矿, 某某煤矿：综采一队.

All lines of a list tell together that its winners are printed so. A team behind its body is one name with it; before
it, the team is named and its body noted.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import grammar, names
from uniongraph.model import Reading, Recipient
from uniongraph.parser import halves, parties
from uniongraph.parser.slots import is_family
from uniongraph.parser.state import DOUBTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["read", "split"]

_PARTING: Final = re.compile(r"\s+|\s*[:：]\s*")
_END: Final = re.compile("(?:[班组队科室处部股岗]|车间|工段|窗口|服务台|柜台)$")
_FAMILY: Final = re.compile(
    rf"(?P<family>.{{2,12}}?家\s?庭)(?:\s+(?P<place>[^\s{grammar.OPEN}]{{2,40}})|\s*[{grammar.OPEN}](?P<added>[^{grammar.OPEN}{grammar.CLOSE}\d]{{2,40}})[{grammar.CLOSE}])"
)
"""何立春家庭　某某镇某某村, 何立春家庭（某某厂）: a family and where it lives or works."""
_LONGEST_LINE, _LONGEST, _TWO = 100, 14, 2


class Team(NamedTuple):
    """A team and the body that it is of, as one line prints them."""

    body: Piece
    team: Piece

    @property
    def is_behind(self) -> bool:
        """Whether the team stands behind its body."""
        return self.body.span.begin < self.team.span.begin


def split(state: State, lines: Sequence[Piece]) -> list[Team | None]:
    """Return each line parted into a team and its body; nothing unless most lines are so, in the same order."""
    if state.of_persons or (not state.of_bodies and halves.is_of_works(state)):
        return []
    found = [_split(piece, of_bodies=state.of_bodies) for piece in lines]
    orders = Counter(team.is_behind for team in found if team is not None)
    is_behind, number = orders.most_common(1)[0] if orders else (False, 0)
    if number < _TWO or 2 * number <= len(lines):
        return []
    return [team if team is not None and team.is_behind == is_behind else None for team in found]


def _split(piece: Piece, *, of_bodies: bool) -> Team | None:
    if len(piece.text) > _LONGEST_LINE:
        return None
    if (family := _family(piece)) is not None:
        return family
    bounds = grammar.split_outside(piece.text, _PARTING)
    if len(bounds) != _TWO:
        return None
    first, last = (piece.part(b, e) for b, e in bounds)
    if _is_team(last) and _is_body(first):
        return Team(first, last)
    is_named = of_bodies and grammar.TEAM_END.search(first.bare) is not None and not parties.is_party(first)
    return Team(last, first) if (_is_team(first) or is_named) and _is_body(last) else None


def _family(piece: Piece) -> Team | None:
    """Return a family and its place or body behind a space or in brackets, None for any other words."""
    match = _FAMILY.fullmatch(piece.text)
    if match is None or not is_family("".join(match["family"].split())):
        return None
    group = "place" if match["place"] else "added"
    place = piece.part(*match.span(group))
    is_told = group == "added" or parties.names_somebody(place) or parties.names_group(place.bare)
    is_one = is_told and "家庭" not in place.text and len(parties.parts_of(place)) == 1
    return Team(place, piece.part(*match.span("family"))) if is_one else None


def _is_team(words: Piece) -> bool:
    """Say whether words end as the name of a team does, and hold none of a body that it is of."""
    bare = words.bare
    return (
        _TWO < len(bare) <= _LONGEST
        and _END.search(bare) is not None
        and not parties.names_host(bare)
        and not names.opening_places(bare)
    )


def _is_body(words: Piece) -> bool:
    return not _is_team(words) and parties.is_party(words)


def read(state: State, team: Team) -> tuple[Recipient, ...]:
    """Return the team as the recipient: by the whole name, or with its body noted where that is printed behind it.

    Before its body it is doubtful where nothing says that the list honours bodies.
    """
    if is_family(team.team.bare):
        name = Reading(grammar.tidy_name(team.team.text), (team.team.span,))
        place = Reading(grammar.tidy_name(team.body.text), (team.body.span,))
        return (Recipient(name, parts=state.analyse(name.value), notes=(place,)),)
    (body,) = parties.read_lines(state, [team.body])
    if not (state.of_bodies or team.is_behind):
        state.doubt(team.team.span, "taken for a team of the body beside it; it may be a work of that body")
        body = replace(body, name=replace(body.name, confidence=DOUBTED))
    words = grammar.tidy_name(team.team.text)
    if team.is_behind:
        name = Reading(body.name.value + words, (*body.name.spans, team.team.span), body.name.confidence)
        return (replace(body, name=name, parts=state.analyse(name.value)),)
    name = Reading(words, (team.team.span,), body.name.confidence)
    return (replace(body, name=name, parts=state.analyse(words), notes=(body.name, *body.notes)),)
