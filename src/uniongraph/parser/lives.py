"""What the prose tells of those whom it honours: where somebody works, or worked in life, with which post."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from uniongraph import grammar, names
from uniongraph.parser import bearers
from uniongraph.parser.state import Piece

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uniongraph.model import Case, Recipient
    from uniongraph.parser.state import State

__all__ = ["held", "with_post"]

_TOLD = rf"(?:{grammar.PARTICULAR.pattern}|[^，。；：“”]{{2,16}}(?:人|出生|学历|学位|文化程度|入伍|参军|入党|入团|参加工作|加入[^，。；]{{2,8}}))"
_LIVED = re.compile(
    rf"(?:^|(?<=[。，；：、“”]))(?P<name>[{grammar.HAN}·]{{2,20}}?)(?:同志)?(?:[（(][^（）()]{{1,20}}[）)])?(?:同志)?"
    rf"(?:，?生前(?:系|是|为|担任|任)|(?:，{_TOLD}){{1,8}}，(?:生前|现)?(?:系|是|为|担任|任))"
    r"(?P<held>(?!一[名位个])[^，。；：“”]{4,60})(?=[，。；]|$)"
)
"""张三同志生前系临江市图书馆馆长。 张三，女，1980年3月生，系临江市图书馆馆长。: where somebody works, or worked in life."""
_SAYS_POST = re.compile("生前|，(?:现|系|是|为|担?任)")


def held(state: State) -> dict[str, Piece]:
    """Return what the prose says that somebody is or was in life, unit and post as printed (生前系……), by the name."""
    found: dict[str, Piece] = {}
    for flow in state.paragraphs:
        for match in _LIVED.finditer(flow.folded) if _SAYS_POST.search(flow.text) else ():
            spans = flow.spans(*match.span("held"), state.text)
            if len(spans) == 1:
                line = state.line_at(spans[0].begin).number
                piece = Piece(line, spans[0], state.text.quote(spans[0]))
                found.setdefault(flow.text[match.start("name") : match.end("name")], piece)
    return found


def with_post(case: Case, held: Mapping[str, Piece]) -> Case:
    """Return a case whose persons have the unit and the post that the prose says they held."""
    return replace(case, recipients=tuple(_as_in_life(each, held) for each in case.recipients))


def _as_in_life(person: Recipient, held: Mapping[str, Piece]) -> Recipient:
    """Return a person with unit and post, where the prose tells them and nothing beside the name does."""
    piece = held.get(person.name.value)
    if piece is None or person.kind != "person" or person.affiliation or person.post:
        return person
    told = bearers.with_unit(person, piece, None)
    is_unit = told.affiliation is not None and names.is_organization(told.affiliation.value)
    return told if told.post is not None or is_unit else person
