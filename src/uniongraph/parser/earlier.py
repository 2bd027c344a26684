"""Earlier awards as a sentence names them: who holds them, for what, and which honour (撤销甲“……”称号)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import grammar, names
from uniongraph.grammar import later
from uniongraph.model import Case, Category, Reading, Span, Tier
from uniongraph.parser import headings
from uniongraph.parser.runs import Prose, read_run
from uniongraph.parser.sentences import numbered_name, whole_name
from uniongraph.parser.subject import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.model import Count
    from uniongraph.parser.state import Flow, State

__all__ = ["UNTITLED", "Named", "Titled", "honours_in", "named_in"]

_HONOUR: Final = re.compile("奖$|奖[项章状]$|称号$|功$")
_BEHIND: Final = re.compile("^的?(?:光荣|荣誉)?(?:称号|奖|资格)|^获?奖")
_BEGIN, _END = attrgetter("begin"), attrgetter("end")
_NEAR: Final = 8
_REACH: Final = 300
"""Who holds an honour is named no further before the act."""
_FAR: Final = 100
"""How many characters before an act say whether it is decided here."""
_SURE: Final = 0.7
_COMMA: Final = re.compile("，")
_STOP: Final = re.compile("[。；]")
_LONGEST_SENTENCE: Final = 2_000


class Named(NamedTuple):
    """An act, and the award that its sentence says it is done to."""

    act: Span
    tier: Tier


class Titled(NamedTuple):
    """What the title says that its sentences may leave to it: the honour, and who holds it."""

    honour: Reading[str] | None = None
    holders: tuple[Case, ...] = ()


UNTITLED: Final = Titled()


class _Sentence(NamedTuple):
    """A clause with the acts in it; ``whole`` is where the sentence begins that may say who it is about."""

    prose: Prose
    span: Span
    acts: Sequence[Span]
    whole: int


class _Winners(NamedTuple):
    cases: tuple[Case, ...]
    declared: Reading[Count] | None

    @property
    def are_sure(self) -> bool:
        """Whether each is known for a name by how it ends, and none by its place alone."""
        return all(each.name.confidence > _SURE for case in self.cases for each in case.recipients)


def honours_in(state: State, flow: Flow, act: re.Pattern[str]) -> Iterator[Reading[str]]:
    """Yield the honours of the sentences that hold a word of the act, whoever has them."""
    prose = Prose.of(flow)
    begin = 0
    for end in (*(mark.end() for mark in grammar.CLAUSE_END.finditer(prose.plain)), len(prose.plain)):
        acts = [Span(*each.span()) for each in act.finditer(prose.plain, begin, end)]
        for honour in _honours(prose, Span(begin, end), acts) if acts else ():
            yield _name_of(state, prose, honour)
        begin = end


def _name_of(state: State, prose: Prose, honour: Span) -> Reading[str]:
    """Return the name of an honour, the whole of which the marks may only begin (第三届“某某杯”优秀组织奖)."""
    is_quoted = prose.plain[honour.begin - 1 : honour.begin] == "“"
    name = numbered_name(prose, honour, len(prose.plain)) if is_quoted else honour
    return prose.flow.reading(name.begin, name.end, state.text)


def named_in(
    state: State,
    flow: Flow,
    act: re.Pattern[str],
    *,
    beside: bool = False,
    titled: Titled = UNTITLED,
) -> Iterator[Named]:
    """Yield the awards that each sentence with a word of the act names.

    ``beside`` where the document does something else too: then only what a sentence decides counts. ``titled`` is
    what is meant where a sentence names no honour (取消其荣誉称号), or by 其 nobody.
    """
    if act.search(flow.folded) is None:
        return
    prose = Prose.of(flow)
    begin = whole = 0
    for end in (*(mark.end() for mark in grammar.CLAUSE_END.finditer(prose.plain)), len(prose.plain)):
        if end - begin <= _LONGEST_SENTENCE:
            whole = max(whole, begin - _REACH)
            found = act.finditer(prose.plain, begin, end)
            acts = [each for each in found if not beside or _is_decided(prose.plain, each, whole, end)]
            sentence = _Sentence(prose, Span(begin, end), [Span(*each.span()) for each in acts], whole)
            yield from _in_sentence(state, sentence, titled)
        begin = end
        whole = whole if prose.plain[end - 1 : end] == "，" else end


def _is_decided(plain: str, act: re.Match[str], whole: int, end: int) -> bool:
    """Say whether an act is decided in its sentence, from ``whole`` to ``end``, and not only told of."""
    near = max(whole - 1, act.start() - _FAR, 0)
    if later.PASSED.fullmatch(act[0]) and grammar.GRANTING.search(plain, act.end(), end):
        return False  # 经复核合格，授予……
    if act[0] == "确认" and re.search(later.REVIEWED_AGAIN, plain[whole : act.start()]) is None:
        return False
    if later.DECIDED.search(plain, near, act.start()):
        return True
    if later.TOLD.search(plain, whole, act.end()) or grammar.DATED.match(plain, whole):
        return False
    if later.DONE_TO.search(plain, near, act.start()):
        return True
    how = later.HOW.search(plain, near, act.start())
    last = how.start() if how else act.start()
    begin = max(near, *(plain.rfind(mark, near, last) + 1 for mark in "，：；。、和及与"))
    return names.is_organization(plain[begin:last])


def _in_sentence(state: State, clause: _Sentence, titled: Titled) -> Iterator[Named]:
    """Yield the awards of one clause; who holds them may stand in the sentences before it."""
    prose, sentence, acts = clause.prose, clause.span, clause.acts
    if not acts:
        return
    begin = sentence.begin
    named = _honours(prose, sentence, acts)
    for honour in named or _praises(clause) or (_left_to_title(clause) if titled.honour else []):
        done = [act for act in acts if begin <= act.begin and act.end <= honour.begin]
        since = clause.whole if begin == sentence.begin else begin
        head = Span(since, done[0].begin) if done else None
        words = Span(done[-1].end if done else begin, honour.begin)
        winners = _winners_of(state, prose, words, head) or _meant(state, clause, words, titled)
        called = later.CALLED.match(prose.plain, honour.end + 1)
        begin = called.end() if named and called is not None else honour.end + 1
        name = _name_of(state, prose, honour) if named or titled.honour is None else titled.honour
        if winners is not None:
            groups = (Category(None, None, winners.cases),)
            tier = Tier(None, name, headings.kind_of_tier(name.value), winners.declared, groups)
            yield Named(done[-1] if done else acts[0], tier)


def _meant(state: State, clause: _Sentence, words: Span, titled: Titled) -> _Winners | None:
    """Return who is meant by 其 or 该单位: who holds the honour by the title, or whom the sentence before is about."""
    plain = clause.prose.plain
    if later.PRONOUN.fullmatch(plain, words.begin, words.end) is None:
        return None
    if titled.holders:
        return _Winners(titled.holders, None)
    begin = max(0, clause.whole - _REACH)
    marks = [begin, *(mark.end() for mark in _STOP.finditer(plain, begin, clause.whole))]
    for first, last in reversed(list(pairwise(marks))):
        found = _winners(state, clause.prose, subject_of(clause.prose, Span(first, last)))
        if found is not None and found.are_sure:
            return found
    return None


def _praises(clause: _Sentence) -> list[Span]:
    """Return the word for each honour that has no other name in a sentence (撤销对甲的表彰)."""
    prose, sentence = clause.prose, clause.span
    found = later.PRAISE_OF.finditer(prose.plain, sentence.begin, sentence.end)
    return [Span(*each.span("name")) for each in found]


def _left_to_title(clause: _Sentence) -> list[Span]:
    """Return where a sentence speaks of an honour without its name (取消其荣誉称号), or of a review that somebody passed."""
    plain, sentence = clause.prose.plain, clause.span
    called = next(later.CALLED.finditer(plain, sentence.begin, sentence.end), None)
    if called is not None:
        return [Span(*called.span())]
    last = clause.acts[-1]
    passed = later.PASSED.fullmatch(plain, last.begin, last.end) is not None
    return [Span(last.end, last.end)] if passed and plain[sentence.end - 1 : sentence.end] != "，" else []


def _honours(prose: Prose, sentence: Span, acts: Sequence[Span]) -> list[Span]:
    """Return the honours of a sentence: those in quotation marks, or those that 称号 follows or that are prizes.

    Of several that only 称号 tells, the last: the others may be words of who holds it.
    """
    first = bisect_right(prose.quotes, sentence.begin, key=attrgetter("begin"))
    last = bisect_left(prose.quotes, sentence.end, lo=first, key=attrgetter("end"))
    found = [quote for quote in prose.quotes[first:last] if _is_honour(prose, quote)]
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
        holder = subject_of(prose, Span(*held.span())) if held else None
        if held is not None and holder is not None and 0 < len(holder) < len(held[0]) - 1:
            name = Span(holder.end, held.end())
            if later.UNNAMED.fullmatch(prose.plain, name.begin, name.end) is None:
                yield name


def _is_honour(prose: Prose, quote: Span) -> bool:
    words = prose.flow.folded
    case = grammar.CASE_OF.match(prose.plain, quote.begin - 1)
    if case is None or case["noun"]:
        return False
    behind = words[quote.end + 1 : quote.end + 1 + _NEAR]
    name = words[quote.begin : quote.end]
    is_named = _HONOUR.search(name) or grammar.TIER_NAME.search(name) or _BEHIND.match(behind)
    is_whole = whole_name(prose, quote, len(prose.plain)) == quote
    opens = quote.begin - 1
    edition = grammar.EDITION_END.search(prose.plain, max(0, opens - _NEAR * 2), opens)
    is_told = words.endswith("为", 0, edition.start() if edition is not None else opens)
    return is_named is not None or not is_whole or is_told


def _winners_of(state: State, prose: Prose, named: Span, head: Span | None) -> _Winners | None:
    """Return who holds an honour: named right before it, or else before the act (甲、乙复核合格，继续保留……)."""
    found = _winners(state, prose, named) if head is not None else None
    if found is not None:
        return found
    head = head or Span(named.begin, named.end - (prose.plain[named.end - 1 : named.end] == "“"))
    cases = grammar.CASE_OF.finditer(prose.plain, head.begin, head.end)
    if (case := next(cases, None)) is not None:  # 甲“……”案例失实，取消其“……”
        return _winners(state, prose, _clause(prose.plain, Span(head.begin, case.end())))
    reason = _reason(prose.plain, head)
    told = _winners(state, prose, subject_of(prose, reason)) if reason is not None else None
    if told is not None:  # 鉴于甲在……，造成……，撤销其“……”
        return told
    clause = _clause(prose.plain, head)
    whole = _winners(state, prose, clause)
    if whole is not None and whole.are_sure:
        return whole
    return _winners(state, prose, subject_of(prose, clause)) or (whole if reason is None else None)


def _reason(plain: str, head: Span) -> Span | None:
    """Return the words that say why something is done, from where they begin with who it is done to (鉴于甲……，)."""
    for begin in (head.begin, *(mark.end() for mark in _COMMA.finditer(plain, head.begin, head.end))):
        lead = grammar.REASON_LEAD.match(plain, begin, head.end)
        if lead is not None and lead["why"]:
            return Span(begin, head.end)
    return None


def _clause(plain: str, head: Span) -> Span:
    """Return the last clause of some words that holds anything but the decision and its grounds (根据有关规定，决定)."""
    begin, end = head.begin, head.end
    while True:
        end = begin + len(plain[begin:end].rstrip("，、："))
        first = max(plain.rfind(mark, begin, end) for mark in "，：") + 1 or begin
        if grammar.GROUNDS.fullmatch(plain, first, end) is None:
            return Span(first, end)
        if first == begin:
            return Span(begin, begin)
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
