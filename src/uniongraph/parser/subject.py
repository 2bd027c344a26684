"""Who a clause of the prose is about, by the names that it begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uniongraph import grammar, names
from uniongraph.model import Span
from uniongraph.parser import parties

if TYPE_CHECKING:
    from uniongraph.parser.runs import Prose

__all__ = ["subject_of"]

_SHORTEST_NAME: Final = 3
_LONGEST_NAME: Final = 40


def subject_of(prose: Prose, clause: Span) -> Span:
    """Return who a clause is about: the names that it begins with (南岸区总工会、江北区总工会发生责任事故); empty where it has none."""
    words = prose.flow.folded[clause.begin : clause.end]
    person = grammar.HOLDER.match(words)
    if person is not None:
        return Span(clause.begin, clause.begin + person.end())
    lead = grammar.REASON_LEAD.match(words)
    begin = last = lead.end() if lead else 0
    for part in words[begin:].split("、")[:-1]:
        if not names.is_organization(part):
            break
        last += len(part) + 1
    ends = range(min(len(words), last + _LONGEST_NAME), last + _SHORTEST_NAME - 1, -1)
    for is_holder in (
        names.is_organization,
        parties.is_place,
    ):  # 江北区总工会临江市…称号: the body, not the place behind it
        for end in ends:
            if is_holder(grammar.tidy_name(words[last:end])):
                return Span(clause.begin + begin, clause.begin + end)
    return Span(clause.begin, clause.begin)
