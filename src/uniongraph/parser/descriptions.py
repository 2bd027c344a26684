"""What a sentence tells around the names of its winners: what they did, and who gives (在决赛中取得第一名的甲、乙，由市总工会授予)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uniongraph import grammar, names
from uniongraph.model import Span
from uniongraph.parser import parties, surnames

if TYPE_CHECKING:
    from uniongraph.parser.state import Flow

__all__ = ["names_within"]

_TELLS: Final = re.compile("在|对|荣获|获得|取得|夺得|摘得|排名|排列|名列|位列|位居")
"""What begins no name: 获得焊工、电工项目第一名的."""
_HOW: Final = re.compile("，?(?:分别|一并|统一)$|，[现特均都]$")
"""，分别, ，现: behind the names and before the act."""
_LONGEST_HOW: Final = 3
_LONGEST_GIVER: Final = 40
_GIVERS_PART: Final = re.compile("[、和]")


def names_within(flow: Flow, plain: str, run: Span) -> Span:
    """Return the names of a run without what is told of all before them, and behind them without who gives and how."""
    begin = _end_of_description(flow, plain, run)
    how = _HOW.search(plain, max(begin, run.end - _LONGEST_HOW), run.end)
    end = how.start() if how is not None else run.end
    by = plain.rfind("由", max(begin, end - _LONGEST_GIVER), end)
    if by > begin and _names_giver(flow, plain, Span(begin, end), by):
        end = by - (plain[by - 1] == "，")
    return Span(begin, end)


def _names_giver(flow: Flow, plain: str, within: Span, by: int) -> bool:
    """Say whether 由 ends the names, and bodies that give stand behind it; in 自由贸易区, 李自由 it is part of a name."""
    givers = plain[by + 1 : within.end]
    if not (names.is_organization(givers) or all(map(names.is_organization, _GIVERS_PART.split(givers)))):
        return False
    last = flow.folded[max(within.begin, plain.rfind("、", within.begin, by) + 1) : by]
    return (
        last.endswith(("，", "同志", "选手")) or surnames.is_surnamed(last) or parties.Slot.of(last).is_sure
    )


def _end_of_description(flow: Flow, plain: str, run: Span) -> int:
    """Return where the names of a run begin: behind what is told of all, and not of the second winner (获嘉县总工会、取得第一名的乙)."""
    described = grammar.DESCRIBED.match(plain, run.begin, run.end)
    if described is None:
        return run.begin
    first = plain.find("、", run.begin, described.end()) if described["placed"] else -1
    if first < 0 or _TELLS.match(plain, run.begin):
        return described.end()
    words = flow.folded[run.begin : first]
    is_named = parties.Slot.of(words).is_sure or surnames.begin_of_name(words)
    names_on = grammar.NO_NAME.match(flow.folded[described.end() : run.end]) is None
    return run.begin if is_named and names_on else described.end()
