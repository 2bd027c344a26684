"""The honours that the body itself gives: sentences that name the winners, where no list below holds the honour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Category, Span, Tier
from uniongraph.parser.runs import Prose, Winners, read_run
from uniongraph.parser.tiers import kind_of_tier

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from uniongraph.parser.state import State

__all__ = ["is_granted", "read_granted"]

_HONOUR = range(2, 61)
_NEAR = 40
"""How many characters before a quotation tell whether it is an honour."""
_SAME = 0.5
"""A list that holds this share of the winners a sentence names is the list of that honour."""


@dataclass(frozen=True, slots=True)
class _Grant:
    """An honour and the words that name its winners, as places in a paragraph."""

    name: Span
    run: Span
    ordinal: Span | None = None
    declared: re.Match[str] | None = None


def read_granted(state: State) -> None:
    """Read the honours that the body gives to winners it names, each a tier; an open 等 without a list is a finding."""
    listed = {tier.name.value for tier in state.tiers}
    winners = {r.name.value for tier in state.tiers for case in tier.cases() for r in case.recipients}
    found: dict[str, Tier] = {}
    for flow in state.paragraphs:
        if grammar.GRANTS.search(flow.text) is None:
            continue
        prose = Prose.of(flow)
        for grant in _grants(prose):
            _take(state, prose, grant, (listed, winners, found))
    state.tiers = (*state.tiers, *found.values())


def is_granted(state: State, tier: Tier) -> bool:
    """Say whether a tier was read from the prose of the body and from no list."""
    number = state.text.position(tier.name.spans[0].begin)[0]
    return state.claims.get(number) == "read_paragraphs"


def _take(
    state: State, prose: Prose, grant: _Grant, known: tuple[set[str], set[str], dict[str, Tier]]
) -> None:
    """Add what a sentence gives, unless a list holds it."""
    listed, winners, found = known
    name = prose.flow.reading(grant.name.begin, grant.name.end, state.text)
    if any(name.value.endswith(each) or each.endswith(name.value) for each in listed):
        return
    before = len(state.findings)
    is_personal = kind_of_tier(name.value) == "individual"
    read = read_run(state, prose, grant.run, of_persons=is_personal)
    if read is None or _is_listed(read, winners):
        del state.findings[before:]
        return
    for message, span in read.lacking:
        state.find("open-list", "warning", span, message)
    earlier = found.get(name.value)
    if earlier is None:
        category = Category(None, None, read.cases)
        found[name.value] = Tier(None, name, kind_of_tier(name.value), read.declared, (category,))
    else:
        category = replace(earlier.categories[0], cases=earlier.categories[0].cases + read.cases)
        found[name.value] = replace(earlier, categories=(category,), declared=None)


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
        for match in grammar.UNQUOTED.finditer(prose.plain, sentence.begin, sentence.end):
            yield _Grant(Span(*match.span("name")), Span(*match.span("run")))


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
