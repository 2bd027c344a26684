"""The honours that the body itself gives: sentences that name the winners, where no list below holds the honour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Category, Count, Reading, Span, Tier
from uniongraph.parser.runs import Prose, Winners, read_run
from uniongraph.parser.state import Flow
from uniongraph.parser.tiers import kind_of_tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.model import Case
    from uniongraph.parser.state import Piece, State

__all__ = ["find_listed", "is_granted", "read_granted"]

_HONOUR = range(2, 61)
_NEAR = 40
"""How many characters before a quotation tell whether it is an honour."""
_LONGEST_HEAD = 120
_SAME = 0.5
"""A list that holds this share of the winners a sentence names is the list of that honour."""


_Given = tuple[Tier, list["Case"]]
"""An honour that the body gives, and what was found of its cases so far."""


@dataclass(frozen=True, slots=True)
class _Grant:
    """An honour and the words that name its winners, as places in a paragraph."""

    name: Span
    run: Span
    ordinal: Span | None = None
    declared: Span | None = None
    """The brackets that hold a number, behind the name."""


def find_listed(state: State) -> None:
    """Claim for ``read_granted`` the lines of the body where each names an honour and its winners (一、先进集体：甲、乙)."""
    end = state.annex_starts[0] if state.annex_starts else None
    lines = state.unclaimed(state.title_end + 1, end)
    seen: set[str] = set()
    for piece in lines:
        name = _honour_listed(state, piece)
        if name is None or name in seen:
            return
        seen.add(name)
    state.claim(read_granted, lines)


def _honour_listed(state: State, piece: Piece) -> str | None:
    """Return the honour that a line names before its winners, or None where it is no such line."""
    prose = Prose.of(Flow.of([piece]))
    for grant in _listed(prose, Span(0, len(prose.plain))):
        before = len(state.findings)
        name = prose.flow.text[grant.name.begin : grant.name.end]
        is_honour = grant.declared is not None or grammar.TIER_NAME.search(name) is not None
        read = read_run(state, prose, grant.run) if is_honour else None
        del state.findings[before:]
        return name if read is not None else None
    return None


def read_granted(state: State) -> None:
    """Read the honours that the body gives to winners it names, each a tier; an open 等 without a list is a finding."""
    listed = {tier.name.value for tier in state.tiers}
    winners = {r.name.value for tier in state.tiers for case in tier.cases() for r in case.recipients}
    found: dict[str, _Given] = {}
    for flow in state.paragraphs:
        if grammar.GRANTS.search(flow.text) is None:
            continue
        prose = Prose.of(flow)
        for grant in _grants(prose):
            _take(state, prose, grant, (listed, winners, found))
    for piece in state.pieces:
        if state.claims.get(piece.number) == read_granted.__name__:
            prose = Prose.of(Flow.of([piece]))
            for grant in _listed(prose, Span(0, len(prose.plain))):
                _take(state, prose, grant, (listed, winners, found))
    state.tiers = (*state.tiers, *(_whole(tier, cases) for tier, cases in found.values()))


def _whole(tier: Tier, cases: list[Case]) -> Tier:
    return replace(tier, categories=(Category(None, None, tuple(cases)),))


def is_granted(state: State, tier: Tier) -> bool:
    """Say whether a tier was read from the prose of the body and from no list."""
    number = state.text.position(tier.name.spans[0].begin)[0]
    return state.claims.get(number) in {"read_paragraphs", "read_granted"}


def _take(
    state: State, prose: Prose, grant: _Grant, known: tuple[set[str], set[str], dict[str, _Given]]
) -> bool:
    """Add what a sentence gives and say so, unless a list holds it."""
    listed, winners, found = known
    name = prose.flow.reading(grant.name.begin, grant.name.end, state.text)
    if any(name.value.endswith(each) or each.endswith(name.value) for each in listed):
        return False
    before = len(state.findings)
    is_personal = kind_of_tier(name.value) == "individual"
    read = read_run(state, prose, grant.run, of_persons=is_personal)
    if read is None or _is_listed(read, winners):
        del state.findings[before:]
        return False
    for message, span in read.lacking:
        state.find("open-list", "warning", span, message)
    declared = read.declared or _number(state, prose, grant.declared)
    if name.value in found:
        tier, cases = found[name.value]
        cases += read.cases
        found[name.value] = replace(tier, declared=None), cases
        return True
    mark = grant.ordinal
    ordinal = prose.flow.reading(mark.begin, mark.end, state.text) if mark is not None else None
    found[name.value] = Tier(ordinal, name, kind_of_tier(name.value), declared, ()), list(read.cases)
    return True


def _number(state: State, prose: Prose, added: Span | None) -> Reading[Count] | None:
    """Return the number that stands in brackets behind an honour (（3个）)."""
    if added is None:
        return None
    match = grammar.COUNT.search(prose.flow.text[added.begin : added.end])
    number = match and grammar.number_of(match["number"])
    if match is None or number is None:
        return None
    begin, end = added.begin + match.start("number"), added.begin + match.end("unit")
    return Reading(Count(number, match["unit"]), prose.flow.spans(begin, end, state.text))


def _is_listed(read: Winners, winners: set[str]) -> bool:
    named = [recipient.name.value for case in read.cases for recipient in case.recipients]
    return bool(named) and sum(name in winners for name in named) >= _SAME * len(named)


# ---------------------------------------------------------------------------------------------- the sentences


def _grants(prose: Prose) -> Iterator[_Grant]:
    begin = index = 0
    for end in (*(mark.end() for mark in grammar.CLAUSE_END.finditer(prose.plain)), len(prose.plain)):
        quotes: list[Span] = []
        while index < len(prose.quotes) and prose.quotes[index].end < end:
            quotes.append(prose.quotes[index])
            index += 1
        if begin < end and grammar.NO_GRANT.search(prose.plain, begin, end) is None:
            yield from _in_sentence(prose, Span(begin, end), quotes)
        begin = end


def _in_sentence(prose: Prose, sentence: Span, quotes: list[Span]) -> Iterator[_Grant]:
    """Yield what one sentence gives: each honour in quotation marks with the names before it, or an act without one."""
    begin = sentence.begin
    found = False
    for place, quote in enumerate(quotes):
        follows = quotes[place + 1].begin - 1 if place + 1 < len(quotes) else sentence.end
        if not _is_honour(prose, begin, quote, follows):
            continue
        run = _run_before(prose.plain, Span(begin, quote.begin - 1), goes_on=found)
        begin = quote.end + 1
        if run is not None:
            found = True
            yield _Grant(quote, run)
    if not found:
        named = list(_listed(prose, sentence))
        yield from named
        found = bool(named)
    if not found:
        for match in grammar.UNQUOTED_NAME.finditer(prose.plain, sentence.begin, sentence.end):
            found = True
            yield _Grant(Span(*match.span("name")), Span(*match.span("run")))
    if not found:
        for match in grammar.UNQUOTED.finditer(prose.plain, sentence.begin, sentence.end):
            yield _Grant(Span(*match.span("name")), Span(*match.span("run")))


def _listed(prose: Prose, sentence: Span) -> Iterator[_Grant]:
    """Yield the honour that stands before the last colon of a sentence, with the names behind it."""
    plain = prose.plain
    colon = max(plain.rfind(mark, sentence.begin, sentence.end) for mark in ":：")
    if colon < 0:
        return
    begin = max(plain.rfind(mark, sentence.begin, colon) for mark in ":：") + 1 or sentence.begin
    match = grammar.LISTED.fullmatch(plain, begin, colon) if colon - begin <= _LONGEST_HEAD else None
    if match is None:
        return
    name = Span(*match.span("name"))
    if plain[name.begin] == "“":
        name = Span(name.begin + 1, name.end - 1)
    added = Span(*match.span("added")) if match["added"] else None
    words = prose.flow.text[name.begin : name.end]
    counts = added is not None and grammar.COUNT.search(prose.flow.text[added.begin : added.end])
    if not counts and grammar.TIER_NAME.search(words) is None:
        return
    end = sentence.end - (plain[sentence.end - 1] in "。；;")
    mark = Span(*match.span("mark")) if match["mark"] else None
    if colon + 1 < end:
        yield _Grant(name, Span(colon + 1, end), mark, added)


def _is_honour(prose: Prose, begin: int, quote: Span, follows: int) -> bool:
    """Say whether a quotation is the name of an honour and not that of a case."""
    plain = prose.plain
    if prose.flow.text[quote.begin - 1] == "《" or len(quote) not in _HONOUR:
        return False
    near = max(begin, quote.begin - 1 - _NEAR)
    if grammar.BEFORE_HONOUR.search(plain[near : quote.begin - 1]):
        return True
    if grammar.AFTER_HONOUR.match(plain, quote.end + 1):
        return True
    name = prose.flow.text[quote.begin : quote.end]
    ends = follows == quote.end + 1 or plain[quote.end + 1] in "，。；,;"
    return ends and grammar.TIER_NAME.search(name) is not None


def _run_before(plain: str, before: Span, *, goes_on: bool) -> Span | None:
    """Return the names that lead up to an honour, or None where nothing says that they get it."""
    end = before.end
    verb = grammar.HONOUR_VERB.search(plain[max(before.begin, end - 8) : end])
    if verb is not None:
        end -= len(verb[0])
    begin = None
    for act in grammar.GRANTING.finditer(plain, before.begin, end):
        begin = act.end()
    if begin is None and goes_on:
        mark = grammar.GOES_ON.match(plain, before.begin, end)
        begin = mark.end() if mark else None
    if begin is None and verb is not None:
        begin = before.begin
        for mark in grammar.CLAUSE_BEGIN.finditer(plain, before.begin, end):
            begin = mark.end()
    return Span(begin, end) if begin is not None and begin < end else None
