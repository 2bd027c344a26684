"""Lists that a document announces and of which nothing, or less than half, could be read, though another list is whole."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import grammar
from uniongraph.grammar.prose import QUOTED_HONOUR
from uniongraph.model import Span
from uniongraph.parser import checks, gradings, granted, totals
from uniongraph.parser.honours import have_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.model import Reading, Tier
    from uniongraph.parser.state import Flow, State

__all__ = ["check_lists"]

_LONGEST: Final = 240
_OF_OTHERS: Final = re.compile("委员会|评委|评审|专家|小组|联系人|联络员|候选|推荐|申报|名额|参评|参赛")
"""评审委员会名单, 联系人名单: lists of whom nobody honours."""
_YEARS: Final = re.compile(r"^(?:\d{4}(?:[-—–~至]\d{4})?年?度?)")
_ACT: Final = "(?:同时|现|特|并)?(?:决定)?(?:授予|追授|追认|命名)"
_GIVES: Final = re.compile(
    f"(?P<aim>(?:经|为)[^，。；：“”]{{1,40}}，)?(?:[^，。；：“”]{{0,24}}?决定，?)?{_ACT}"
)
"""授予, 县政府决定授予, 经研究，授予: what a sentence begins with that gives an honour now, whatever else it tells."""
_GIVES_MORE: Final = re.compile(f"(?P<before>.)，{_ACT}")
"""……称号，授予: the act of a later clause; behind 的 or 者 it is a rule's (凡……的，授予)."""
_GIVES_NOBODY: Final = re.compile(r"(?:为|\d{4}年度?|年度)*(?:“|$)")
"""授予“……”, 命名为“……”: no word stands there for who gets it."""
_GOES_TO: Final = re.compile(
    r"、|同志|等|[其他她]$|们$|(?<![第前至到\d])(?:\d{1,5}|[一二两三四五六七八九十百]+)[名个位家]"
)
"""Words behind an act for winners that are named, counted or meant, and for no sort of honour (授予省级“……”)."""
_PRONOUN: Final = re.compile("(?:[其他她]|[他她]们)$")
_OF_RULES: Final = re.compile(
    "(?:(?:[、和及与]|以及)?“[^“”]{2,40}”){0,6}(?:荣誉)?称号(?:的|[之以]?后|时|者|期间|获得|评选|评比|申报|推荐)"
)
"""“……”称号的单位, “……”称号后, “……”称号获得者: behind an honour that a sentence speaks of and does not give."""
_GIVES_TO: Final = re.compile("(?:[^。；：“”]{0,60}?(?:，|决定))?(?:现|特|并)?(?:对|给)")
"""根据竞赛规程，对: what a sentence begins with that names its winners before the act (对甲、乙2名选手授予“……”称号)."""
_GIVES_BEHIND: Final = re.compile("(?:授予|追授|追认|命名为)$")
_SHORTEST: Final = 4
_FEWEST: Final = 2
_LONGEST_TAIL: Final = 24
_MANY: Final = 64
"""No more honours, lists and tiers are compared with one another."""


def check_lists(state: State) -> None:
    """Say which of several lists is empty, absent, or read by less than half; where none was read that is said already."""
    if state.acts or not state.tiers:
        return
    listed = [tier for tier in state.tiers if not granted.is_granted(state, tier)]
    if len(state.tiers) <= _MANY:
        _note_sentences(state, has_list=bool(listed or state.annex_starts))
    if not any(tier.number_of_cases for tier in listed):
        return
    noted = len(state.findings)
    _note_halves(state, listed)
    _note_empty(state)
    if len(state.tiers) > _MANY:
        return
    _note_absent(state)
    if not any(finding.code == "annex-missing" for finding in state.findings[noted:]):
        _note_honours(state, listed)


def _note_halves(state: State, listed: Sequence[Tier]) -> None:
    """Say of each list that declares more than twice as many winners as could be read that it is not whole."""
    begins = sorted(tier.name.spans[0].begin for tier in listed)
    said = {bisect(begins, each.span.begin) for each in state.findings if each.code == "annex-incomplete"}
    for tier in listed:
        if tier.declared is None or tier.declared.spans[0] in state.lacking:
            continue
        if bisect(begins, tier.name.spans[0].begin) in said:
            continue
        counted, declared = checks.counts_of(tier), tier.declared.value.number
        if (
            counted["case"]
            and checks.is_short(tier, declared, counted)
            and 2 * max(counted.values()) < declared
        ):
            message = f"less than half of the declared {declared} could be read below this heading"
            state.find("annex-incomplete", "error", tier.name.spans[-1], message)


def _note_empty(state: State) -> None:
    """Say of each annex that its title or the text calls a list of those honoured that nobody could be read from it."""
    named = sorted(
        reading.spans[-1].begin
        for tier in state.tiers  # an empty one is an error of its own, or declares nobody
        for reading in (tier.name, *_readings_of(tier))
    )
    ends = [*state.annex_starts[1:], None]
    starts = state.annex_starts
    are_numbered = len(starts) == len(state.annex_references)
    for index, (start, end) in enumerate(zip(starts, ends, strict=False)):
        begin = state.pieces[start - 1].span.begin
        reach = state.pieces[end - 1].span.begin if end is not None else len(state.text.content)
        at = bisect_left(named, begin)
        title = state.titles_by_annex.get(start)
        called = title or (state.annex_references[index] if are_numbered else None)
        holds = at < len(named) and named[at] < reach
        if holds or start in state.deeds or called is None or not _is_list(called):
            continue
        span = title.spans[0] if title is not None else state.pieces[start - 1].span
        state.find("annex-missing", "error", span, "nobody could be read from this list, though from another")


def _readings_of(tier: Tier) -> Iterator[Reading[str]]:
    for case in tier.cases():
        if case.title is not None:
            yield case.title
        yield from (recipient.name for recipient in case.recipients)


def _note_absent(state: State) -> None:
    """Say of each list among the annexes that the text refers to that the document holds fewer, and none of that name."""
    if len(state.annex_starts) >= len(state.annex_references):
        return
    held = [*_names_of(state.annex_titles), *_names_of(tier.name for tier in state.tiers)]
    for reference in state.annex_references[:_MANY]:
        if _is_list(reference) and not _is_held(_called(reference), held):
            message = "the text refers to this list, and the document does not hold it"
            state.find("annex-missing", "error", reference.spans[0], message)


def _note_honours(state: State, listed: Sequence[Tier]) -> None:
    """Say of each honour whose winners the body counts that no list is of it, where each list is of another that it counts."""
    counted = [
        (_plain(name), counts[0].spans[0]) for name, counts in islice(totals.counted_honours(state), _MANY)
    ]
    held = [_plain(tier.name.value) for tier in state.tiers]
    honours = [name for name, _ in counted]
    if len(set(honours)) < _FEWEST or not state.annex_starts:
        return
    if not all(_is_held(_plain(tier.name.value), honours) for tier in listed):
        return
    below = "".join(state.text.content[state.pieces[state.annex_starts[0] - 1].span.begin :].split())
    for name, span in counted:
        if len(name) >= _SHORTEST and not _is_held(name, held) and name not in below:
            _find_unlisted(state, span)


def _find_unlisted(state: State, span: Span) -> None:
    message = "the body counts the winners of this honour, and no list of the document is of it"
    state.find("annex-missing", "error", span, message)


def _note_sentences(state: State, *, has_list: bool) -> None:
    """Say of each honour that a sentence gives now that nobody could be read there who gets it; where a list or a rule may tell, it must name them all."""
    unheld = list(_unheld(state))
    if not unheld:
        return
    readings = [reading for tier in state.tiers for reading in (tier.name, *_readings_of(tier))]
    begins = sorted(reading.spans[0].begin for reading in readings)
    rolls = [
        {reading.value for reading in _readings_of(tier)}
        for tier in state.tiers
        if not gradings.grade_of(tier)
    ]
    for flow, given, honour in unheld:
        at = bisect_left(begins, flow.offset(given.run.begin))
        is_read = at < len(begins) and begins[at] < flow.offset(honour.end - 1)
        is_meant = not given.may_be_rule and _PRONOUN.fullmatch(flow.folded, given.run.begin, given.run.end)
        may_be_open = (has_list or given.may_be_rule) and not is_meant
        if not is_read and (not may_be_open or _names_all(flow, given.run, rolls)):
            span = flow.spans(honour.begin, honour.end, state.text)[0]
            message = "a sentence gives this honour, and nobody could be read from it who gets it"
            state.find("unread-words", "error", span, message)


class _Whom(NamedTuple):
    """The words for who gets an honour, and whether their sentence may only tell who gets it in general."""

    run: Span
    may_be_rule: bool = False


def _unheld(state: State) -> Iterator[tuple[Flow, _Whom, Span]]:
    """Yield each honour in quotation marks that a sentence gives and that no tier is of, behind the words for who gets it."""
    held: list[str] = []
    for flow in state.paragraphs:
        for match in islice(QUOTED_HONOUR.finditer(flow.folded), _MANY):
            honour = Span(*match.span("name"))
            if _OF_RULES.match(flow.folded, match.end()):
                continue
            begin = _begin_of_sentence(flow.folded, honour.begin)
            given = _given_to(flow.folded, Span(begin, honour.begin - 1))
            held = held or [_plain(tier.name.value) for tier in state.tiers]
            if given is not None and not _is_held(_plain(flow.text[honour.begin : honour.end]), held):
                yield flow, given, honour


def _given_to(words: str, before: Span) -> _Whom | None:
    """Return the words for who gets an honour, of all those before it, or None where the sentence gives it to nobody now."""
    first = _GIVES.match(words, before.begin, before.end)
    near = max(before.begin, before.end - _LONGEST)
    more = list(_GIVES_MORE.finditer(words, first.end() if first else near, before.end))
    if more:
        run = Span(more[-1].end(), before.end)
        is_told = first is None and grammar.NO_GRANT.search(words, before.begin, more[-1].start())
        if more[-1]["before"] in "的者" or is_told or not _GOES_TO.search(words, run.begin, run.end):
            return None
        return _Whom(run, first is None)
    if first is not None:
        run = Span(first.end(), before.end)
        is_named = (
            _GIVES_NOBODY.match(words, run.begin, run.end) is None
            and "称号" not in words[run.begin : run.end]
            and (first["aim"] is None or _GOES_TO.search(words, run.begin, run.end) is not None)
        )
        return _Whom(run) if is_named else None
    behind = _GIVES_BEHIND.search(words, max(before.begin, before.end - _SHORTEST), before.end)
    act = _GIVES_TO.match(words, before.begin, behind.start()) if behind is not None else None
    if behind is None or act is None or grammar.NO_GRANT.search(words, before.begin, before.end):
        return None
    return _Whom(Span(act.end(), behind.start()), may_be_rule=True)


def _names_all(flow: Flow, run: Span, rolls: Sequence[set[str]]) -> bool:
    """Say whether words name as many winners as they count (甲、乙、丙等3名), and not the most of a list."""
    tail = grammar.AND_SO_MANY.search(flow.folded, run.begin, run.end) or grammar.BARE_TAIL.search(
        flow.folded, max(run.begin, run.end - _LONGEST_TAIL), run.end
    )
    number = grammar.number_of(tail["number"]) if tail is not None else None
    if tail is None or number is None:
        return False
    named = [words.rpartition("的")[2] for words in flow.text[run.begin : tail.start()].split("、")]
    return len(named) >= number and not have_list(set(named), rolls)


def _begin_of_sentence(words: str, at: int) -> int:
    """Return where a sentence begins before a place in it, behind its ordinal."""
    begin = max(words.rfind(mark, 0, at) for mark in "。；：！") + 1
    mark = grammar.ITEM_MARK.match(words, begin, at)
    return mark.end() + 1 if mark is not None and mark.end() < at else begin


def _is_list(title: Reading[str]) -> bool:
    bare = "".join(title.value.split())
    is_list = len(bare) <= _LONGEST and grammar.LIST_TAIL.search(bare) is not None
    return is_list and _OF_OTHERS.search(bare) is None


def _names_of(readings: Iterator[Reading[str]] | Sequence[Reading[str]]) -> list[str]:
    return [_called(reading) for reading in readings]


def _called(title: Reading[str]) -> str:
    """Return what a list is of, without the year and the words for a list."""
    bare = "".join(title.value.split())
    return _plain(grammar.LIST_TAIL.sub("", bare) if len(bare) <= _LONGEST else bare)


def _plain(name: str) -> str:
    return _YEARS.sub("", "".join(name.split()))


def _is_held(name: str, others: Sequence[str]) -> bool:
    """Say whether one of some names is a part of a name, or this of it."""
    return any(name in other or (other and other in name) for other in others)
