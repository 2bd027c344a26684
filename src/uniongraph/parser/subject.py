"""Who a clause of the prose is about, by the names that it begins with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uniongraph import grammar, names
from uniongraph.grammar import posts
from uniongraph.model import Span
from uniongraph.parser import parties, surnames

if TYPE_CHECKING:
    from uniongraph.parser.runs import Prose

__all__ = ["subject_of"]

_SHORTEST_NAME: Final = 3
_LONGEST_NAME: Final = 40
_LONGEST_PERSON: Final = 60
"""So long are a person's unit, post and name together."""
_MARKS: Final = re.compile("[，：。；“《]")
_HOLDS_POST: Final = re.compile(
    rf"原?[{grammar.HAN}、]{{0,10}}?{posts.TITLE.pattern}(?={grammar.NAME.pattern})"
)
"""副局长张三 behind a body: who is meant is the person, whose name ends nobody knows where."""


def subject_of(prose: Prose, clause: Span) -> Span:
    """Return who a clause is about: the names that it begins with (南岸区总工会、江北区总工会发生责任事故); empty where it has none.

    A person may stand behind unit and post (鉴于某局原局长张三在…): the whole is meant, and never the unit alone.
    """
    lead = grammar.REASON_LEAD.match(prose.plain, clause.begin, clause.end)
    begin = lead.end() if lead else clause.begin
    mark = _MARKS.search(prose.plain, begin, clause.end)
    limit = mark.start() if mark is not None else clause.end
    last, is_whole = _persons(prose, Span(begin, limit))
    if is_whole:
        return Span(begin, last)
    words = prose.flow.folded[last:limit]
    if words.startswith("在"):  # 在江北区任职的: a place, and nobody
        return Span(begin, begin)
    ends = range(min(len(words), _LONGEST_NAME), _SHORTEST_NAME - 1, -1)
    for is_holder in (
        names.is_organization,
        parties.is_place,
    ):  # 江北区总工会临江市…称号: the body, not the place behind it
        for end in ends:
            if is_holder(grammar.tidy_name(words[:end])) and not words.startswith(posts.BOUND, end):
                holder = Span(begin, last + end)
                return Span(begin, begin) if _HOLDS_POST.match(words, end) else holder
    return Span(clause.begin, clause.begin)


def _persons(prose: Prose, words: Span) -> tuple[int, bool]:
    """Return where the names end that are known by what stands behind them, and whether the last of all is among them."""
    at = words.begin
    while True:
        within = min(words.end, at + _LONGEST_PERSON)
        for end in grammar.HOLDER_END.finditer(prose.plain, at, within):
            name = prose.flow.folded[at : end.start()]
            if surnames.is_surnamed(name) and not names.is_organization(name):
                break
            if end["more"] == "、" and names.is_organization(name):
                break
        else:
            return at, False
        if end["more"] is None:
            return end.start(), True
        at = end.end()
