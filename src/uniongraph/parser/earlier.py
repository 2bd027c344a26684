"""Earlier awards as a sentence names them: who holds them, for what, and which honour (撤销甲“……”称号)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import grammar, names
from uniongraph.model import Case, Category, Reading, Span, Tier
from uniongraph.parser import headings, parties
from uniongraph.parser.runs import Prose, read_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.model import Count
    from uniongraph.parser.state import Flow, State

__all__ = ["Named", "named_in"]

_HONOUR: Final = re.compile("奖$|奖[项章状]$|称号$|功$")
_BEHIND: Final = re.compile("^的?(?:光荣|荣誉)?(?:称号|奖|资格)|^获?奖")
_NEAR: Final = 8
_REACH: Final = 300
"""Who holds an honour is named no further before the act."""
_SURE: Final = 0.7
_SHORTEST_NAME: Final = 4
_LONGEST_NAME: Final = 40
_LONGEST_SENTENCE: Final = 2_000


class Named(NamedTuple):
    """An act, and the award that its sentence says it is done to."""

    act: Span
    tier: Tier


class _Winners(NamedTuple):
    cases: tuple[Case, ...]
    declared: Reading[Count] | None

    @property
    def are_sure(self) -> bool:
        """Whether each is known for a name by how it ends, and none by its place alone."""
        return all(each.name.confidence > _SURE for case in self.cases for each in case.recipients)


def named_in(state: State, flow: Flow, act: re.Pattern[str]) -> Iterator[Named]:
    """Yield the awards that each sentence with a word of the act names; ``act`` may have a group of that name."""
    if act.search(flow.folded) is None:
        return
    prose = Prose.of(flow)
    begin = whole = 0
    for end in (*(mark.end() for mark in grammar.CLAUSE_END.finditer(prose.plain)), len(prose.plain)):
        if end - begin <= _LONGEST_SENTENCE:
            whole = max(whole, begin - _REACH)
            yield from _in_sentence(state, prose, Span(begin, end), act, whole=whole)
        begin = end
        whole = whole if prose.plain[end - 1 : end] == "，" else end


def _in_sentence(
    state: State, prose: Prose, sentence: Span, act: re.Pattern[str], *, whole: int
) -> Iterator[Named]:
    """Yield the awards of one clause; who holds them may stand in the sentence before it, from ``whole`` on."""
    found = act.finditer(prose.plain, sentence.begin, sentence.end)
    acts = [Span(*each.span("act" if act.groups else 0)) for each in found]
    if not acts:
        return
    begin = sentence.begin
    for honour in _honours(prose, sentence, acts):
        done = [act for act in acts if begin <= act.begin and act.end <= honour.begin]
        head = _head(prose.plain, whole if begin == sentence.begin else begin, act, done)
        named = Span(done[-1].end if done else begin, honour.begin)
        winners = _winners_of(state, prose, named, head)
        begin = honour.end + 1
        if winners is not None:
            name = prose.flow.reading(honour.begin, honour.end, state.text)
            groups = (Category(None, None, winners.cases),)
            tier = Tier(None, name, headings.kind_of_tier(name.value), winners.declared, groups)
            yield Named(done[-1] if done else acts[0], tier)


def _head(plain: str, begin: int, act: re.Pattern[str], done: list[Span]) -> Span | None:
    """Return the words before the first act of a sentence, or None where no act stands before the honour."""
    if not done:
        return None
    first = act.search(plain, begin, done[0].begin)
    return Span(begin, first.start() if first else done[0].begin)


def _honours(prose: Prose, sentence: Span, acts: Sequence[Span]) -> list[Span]:
    """Return the honours of a sentence: those in quotation marks, or those that 称号 follows or that are prizes.

    Of several that only 称号 tells, the last: the others may be words of who holds it.
    """
    quotes = (each for each in prose.quotes if sentence.begin < each.begin and each.end < sentence.end)
    found = [quote for quote in quotes if _is_honour(prose, quote)]
    if found:
        return found
    named = list(grammar.EARLIER_NAME.finditer(prose.plain, sentence.begin, sentence.end))
    if named:
        kept = named if all(_HONOUR.search(each["name"]) for each in named) else named[-1:]
        return [Span(*each.span("name")) for each in kept]
    return list(_held(prose, sentence, acts))


def _held(prose: Prose, sentence: Span, acts: Sequence[Span]) -> Iterator[Span]:
    """Yield the honour behind each act that stands right behind the name of who holds it (撤销江北区总工会课题二等奖)."""
    for act in acts:
        held = grammar.HELD.match(prose.plain, act.end, sentence.end)
        holder = _subject(prose, Span(*held.span())) if held else None
        if held is not None and holder is not None and 0 < len(holder) < len(held[0]) - 1:
            yield Span(holder.end, held.end())


def _is_honour(prose: Prose, quote: Span) -> bool:
    words = prose.flow.folded
    case = grammar.CASE_OF.match(prose.plain, quote.begin - 1)
    if case is None or case["noun"]:
        return False
    behind = words[quote.end + 1 : quote.end + 1 + _NEAR]
    name = words[quote.begin : quote.end]
    is_named = _HONOUR.search(name) or grammar.TIER_NAME.search(name) or _BEHIND.match(behind)
    return is_named is not None or words[quote.begin - 2 : quote.begin - 1] == "为"


def _winners_of(state: State, prose: Prose, named: Span, head: Span | None) -> _Winners | None:
    """Return who holds an honour: named right before it, or else before the act (甲、乙复核合格，继续保留……)."""
    if head is None:
        return _winners(state, prose, _clause(prose.plain, named))
    found = _winners(state, prose, named)
    if found is not None:
        return found
    cases = grammar.CASE_OF.finditer(prose.plain, head.begin, head.end)
    if (case := next(cases, None)) is not None:  # 甲“……”案例失实，取消其“……”
        return _winners(state, prose, _clause(prose.plain, Span(head.begin, case.end())))
    clause = _clause(prose.plain, head)
    whole = _winners(state, prose, clause)
    if whole is not None and whole.are_sure:
        return whole
    return _winners(state, prose, _subject(prose, clause)) or whole


def _subject(prose: Prose, clause: Span) -> Span:
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


def _clause(plain: str, head: Span) -> Span:
    """Return the last clause of some words that holds anything but the decision and its grounds (根据有关规定，决定)."""
    begin, end = head.begin, head.end
    while True:
        end = begin + len(plain[begin:end].rstrip("，、"))
        first = max(plain.rfind(mark, begin, end) for mark in "，：") + 1 or begin
        if first == begin or grammar.GROUNDS.fullmatch(plain, first, end) is None:
            return Span(first, end)
        end = first


def _winners(state: State, prose: Prose, words: Span) -> _Winners | None:
    """Return the winners that some words name, each alone or with the case it is honoured for; None where they name none."""
    lead = grammar.EARLIER_LEAD.match(prose.plain, words.begin, words.end)
    begin = lead.end() if lead else words.begin
    end = words.end - (prose.plain[words.end - 1 : words.end] == "“")
    tail = grammar.EARLIER_TAIL.search(prose.plain, begin, end)
    end = tail.start() if tail else end
    case = next(reversed(list(grammar.CASE_OF.finditer(prose.plain, begin, end))), None)
    if case is not None:
        end = begin + len(prose.plain[begin : case.start()].removesuffix("的").removesuffix("申报"))
    if begin >= end:
        return None
    noted = len(state.findings)
    read = read_run(state, prose, Span(begin, end))
    del state.findings[noted:]
    if read is None or not any(each.name.confidence > _SURE for one in read.cases for each in one.recipients):
        return None
    if case is None:
        return _Winners(read.cases, read.declared)
    recipients = tuple(each for one in read.cases for each in one.recipients)
    return _Winners((Case(None, prose.flow.group(case, "title", state.text), recipients),), None)
