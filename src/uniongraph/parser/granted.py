"""The honours that the body itself gives: sentences that name the winners, where no list below holds the honour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.grammar.lists import count_in
from uniongraph.grammar.merits import MERIT_HEADING
from uniongraph.model import Category, Count, Reading, Span, Tier
from uniongraph.parser import entries, headings, lives, outline, series
from uniongraph.parser.given import MARKS, Given, Part, given_of
from uniongraph.parser.honours import SAME, have_list, posthumously
from uniongraph.parser.runs import Prose, Winners, read_run
from uniongraph.parser.sentences import grants_of, listed_in
from uniongraph.parser.state import Flow, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.model import Case
    from uniongraph.parser.grant import Grant
    from uniongraph.parser.state import State

__all__ = ["find_listed", "is_granted", "read_granted"]

_MOST_SOUGHT = 8
"""For no more honours is the prose looked through again."""
_LONGEST_ENUMERATION = 600
_NEAR = 40
_PRONOUNS = frozenset(("其", "他", "她", "他们", "她们"))
_LONGEST_NAMES = 40
"""What stands where winners do and is longer is told of them, and no name."""


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
    """Return the honour that a line names before its winners, or None where it is no such line: authors are read in lists."""
    if any(map(series.names_authors, outline.cut(piece)[1:])):
        return None
    prose = Prose.of(Flow.of([piece]))
    for grant in listed_in(prose, Span(0, len(prose.plain))):
        name = prose.flow.folded[grant.name.begin : grant.name.end] if grant.name else ""
        if grant.declared is None and grammar.TIER_NAME.search(name) is None:
            return None
        before = len(state.findings)
        read = read_run(state, prose, grant.run)
        del state.findings[before:]
        return name if read is not None else None
    return None


def read_granted(state: State) -> None:
    """Read the honours that the body gives to winners it names, each a tier; an open 等 without a list is a finding."""
    given = given_of(state)
    for flow in state.paragraphs:
        if grammar.GRANTS.search(flow.folded):
            prose = Prose.of(flow)
            given.last = None
            for grant in grants_of(prose):
                _take(state, prose, grant, given)
    for piece in state.pieces:
        if state.claims.get(piece.number) == read_granted.__name__:
            prose = Prose.of(Flow.of([piece]))
            for grant in listed_in(prose, Span(0, len(prose.plain))):
                _take(state, prose, grant, given)
    for roll in given.rolls if len(given.parts) > 1 else ():
        _take_common(state, roll, given)
    if not (given.honours.tiers or state.tiers or state.annex_starts):
        for prose in _subject(state):
            for grant in grants_of(prose):
                _take(state, prose, grant, given)
    if given.settled:
        state.findings = [finding for finding in state.findings if finding not in given.settled]
    held = lives.held(state) if given.honours.tiers else {}
    state.tiers += tuple(
        _whole(tier, [lives.with_post(case, held) for case in cases])
        for tier, cases in given.honours.tiers.values()
    )
    for span in given.unread if given.honours.tiers else ():
        state.find(
            "unread-words", "warning", span, "an honour is given to these, who could not be read as winners"
        )


def _subject(state: State) -> Iterator[Prose]:
    """Yield what the title is about, which may name whom a body honours that names nobody (关于给予……嘉奖的决定)."""
    flow = Flow.of(state.pieces_of(state.title)) if state.title is not None else Flow.of(())
    match = grammar.TITLE.fullmatch(flow.folded)
    if match is not None:
        begin = match.start("subject")
        end = begin + len(match["subject"].removesuffix("的"))
        yield Prose.of(Flow.of(state.pieces_of(flow.reading(begin, end, state.text))))


def _whole(tier: Tier, cases: list[Case]) -> Tier:
    return replace(tier, categories=(Category(None, None, tuple(cases)),))


def is_granted(state: State, tier: Tier) -> bool:
    """Say whether a tier was read from the prose of the body and from no list."""
    number = state.line_at(tier.name.spans[0].begin).number
    return state.claims.get(number) in {"read_paragraphs", "read_granted"}


def _take(state: State, prose: Prose, grant: Grant, given: Given) -> None:
    """Add what a sentence gives, unless a list holds it."""
    if grant.name is None:
        _complete(state, prose, grant, given)
        return
    name = prose.flow.reading(grant.name.begin, grant.name.end, state.text)
    words = name.value.translate(MARKS)
    if grant.told and (given.listed or state.annex_starts or state.annex_references):
        return
    if given.lists(words) and _has_list(state, prose, grant, given):
        return
    if grant.is_doubtful:
        state.doubt(
            name.spans[0],
            "taken for the whole honour; the words before it may be its beginning, and not the end of the winner's name",
        )
        name = replace(name, confidence=state.sureness(name.spans[0]))
    before_it, given.last = given.last, None
    dead = grant.posthumous is not None
    of_persons = (
        dead or grant.of_persons or headings.kind_of_tier(name.value) == "individual" or "个人" in name.value
    )
    of_teams = "集体" in name.value or headings.honours_bodies(name.value)
    with entries.expecting(state, honour=name.value, persons=False, bodies=of_teams):
        read = _meant(state, prose, grant, before_it) or _winners(
            state, prose, grant, given, of_persons=of_persons
        )
    if grant.told and read is not None and _names_issuer(state, read):
        return
    given.last = read
    if read is None:
        if count_in(name.value) is None and _may_be_winners(prose, grant.run, given):
            given.unread += prose.flow.spans(grant.run.begin, grant.run.end, state.text)[:1]
        return
    if read.lacking and (every := _named_before(state, read, given)):
        read = replace(read, cases=every, lacking=())
    _leave_open(state, name.value, read, given)
    if name.value in given.honours.tiers:
        if not _completes(name.value, read, given):
            given.honours.add(name.value, read, among=grant.among)
        return
    mark, flow = grant.ordinal, prose.flow
    ordinal = flow.reading(mark.begin, mark.end, state.text) if mark is not None else None
    declared = read.declared or _number(state, prose, grant.declared)
    tier = Tier(ordinal, name, headings.kind_of_tier(name.value), declared, ())
    given.honours.keep(tier, read.cases)


def _take_common(state: State, roll: set[str], given: Given) -> None:
    """Take the honour of the most of a list whose others get other honours: the list is of all of them and tells none of them apart."""
    within = [part for part in given.parts if part.named <= roll]
    for most in [part for part in within if len(roll) < 2 * part.number < 2 * len(roll)]:
        others = {name for part in within if part is not most for name in part.named}
        if most.grant.name is None or not others or not others.isdisjoint(most.named):
            continue
        if len(most.named) == most.number == len(roll) - len(others):
            given.is_common = True
            _take(state, most.prose, most.grant, given)
            given.is_common = False
            given.honours.put_in_order()
        elif most.number <= len(roll) - len(others):
            span = most.prose.flow.spans(most.grant.name.begin, most.grant.name.end, state.text)[0]
            message = "a list holds who gets this honour beside who gets others, and does not tell them apart"
            state.find("unread-words", "warning", span, message)


def _leave_open(state: State, name: str, read: Winners, given: Given) -> None:
    """Point out whom a sentence leaves to a list, which may stand below."""
    before = len(state.findings)
    for message, span in read.lacking:
        state.find("open-list", "warning", span, message)
    given.left_open = name if read.lacking else None
    if read.lacking:
        given.honours.left_open[name] = state.findings[before:]
    if read.lacking and read.declared is None:
        given.honours.uncounted.add(name)


def _names_issuer(state: State, read: Winners) -> bool:
    """Say whether one of those named issues the document: its own work may be told of there."""
    named = [each.name.value for case in read.cases for each in case.recipients]
    return any(issuer.value.endswith(name) for issuer in state.issuers for name in named)


def _is_same(honour: str, listed: str) -> bool:
    """Say whether a list is of a merit, by the longer name of the two; one of bodies is none of persons."""
    return (honour.endswith(listed) or listed.endswith(honour)) and ("集体" in honour) == ("集体" in listed)


def _has_list(state: State, prose: Prose, grant: Grant, given: Given) -> bool:
    """Say whether an honour has a list; a merit of persons has none where that of its name is of bodies, nor the other way."""
    words = prose.flow.words(grant.name.begin, grant.name.end).translate(MARKS) if grant.name else ""
    if MERIT_HEADING.fullmatch(words) is None:
        return given.lists(words)
    kinds = [kind for name, kinds in given.listed.items() if _is_same(words, name) for kind in (*kinds, None)]
    if not any(kinds):
        return bool(kinds)
    noted = len(state.findings)
    read = read_run(state, prose, grant.run)
    del state.findings[noted:]
    cases = read.cases if read is not None else ()
    named = {each.kind == "person" for case in cases for each in case.recipients}
    return not named or not named.isdisjoint(kind == "person" for kind in kinds if kind is not None)


def _meant(state: State, prose: Prose, grant: Grant, before: Winners | None) -> Winners | None:
    """Return who gets an honour by a pronoun: those who got the one before it (，追授其“……”称号)."""
    if before is None or prose.plain[grant.run.begin : grant.run.end] not in _PRONOUNS:
        return None
    cases = before.cases
    if grant.posthumous is not None:  # each honour is given so by its own act
        cases = tuple(
            replace(case, recipients=tuple(replace(each, posthumous=None) for each in case.recipients))
            for case in cases
        )
    return _said_dead(state, prose, grant, Winners(cases, None))


def _named_before(state: State, read: Winners, given: Given) -> tuple[Case, ...]:
    """Return the winners of whom a sentence names the first and the number, as the prose names them all elsewhere.

    在抢险中，甲、乙、丙等3名同志表现突出。……决定对甲等3名同志予以嘉奖: the same number and the same first name.
    """
    given.sought += 1
    first = next((each.name.value for case in read.cases for each in case.recipients), "")
    if read.declared is None or not first or given.sought > _MOST_SOUGHT:
        return ()
    for flow in state.paragraphs:
        at = flow.text.find(f"{first}、")
        prose = Prose.of(flow) if at >= 0 else None
        tail = grammar.AND_SO_MANY.search(prose.plain, at, at + _LONGEST_ENUMERATION) if prose else None
        if prose is None or tail is None or grammar.number_of(tail["number"]) != read.declared.value.number:
            continue
        begin = max(prose.plain.rfind(mark, max(0, at - _NEAR), at) + 1 for mark in "，。；：")
        noted = len(state.findings)
        found = read_run(state, prose, Span(begin or at, tail.start()), of_persons=tail["unit"] in "名位人")
        del state.findings[noted:]
        if found is not None and len(found.cases) == read.declared.value.number:
            return found.cases
    return ()


def _may_be_winners(prose: Prose, run: Span, given: Given) -> bool:
    """Say whether words are short enough for names, none of them stands for all of a kind, and no list has them."""
    words = prose.flow.folded[run.begin : run.end]
    is_short = len(words) <= _LONGEST_NAMES and "的" not in words and grammar.NO_NAME.search(words) is None
    ends = range(len(words) + 1)
    return is_short and given.winners.isdisjoint(words[begin:end] for end in ends for begin in range(end + 1))


def _complete(state: State, prose: Prose, grant: Grant, given: Given) -> None:
    """Take the whole list of an honour's winners for the few that were named before it (名单如下：……)."""
    name = given.left_open
    if name is None:
        return
    of_persons = given.honours.tiers[name][0].kind == "individual"
    read = _winners(state, prose, grant, given, of_persons=of_persons)
    if read is not None and _completes(name, read, given):
        given.left_open = None


def _completes(name: str, read: Winners, given: Given) -> bool:
    """Say whether winners are all that get an honour of which some were named before, and take them so."""
    settled = given.honours.complete(name, read)
    given.settled.update(settled)
    return bool(settled)


def _winners(state: State, prose: Prose, grant: Grant, given: Given, *, of_persons: bool) -> Winners | None:
    """Return who gets what a sentence gives; None where it names nobody, or where a list names the most of them."""
    before = len(state.findings)
    read = read_run(state, prose, grant.run, of_persons=of_persons)
    if read is not None and grant.share is not None:
        place, of = grant.share
        read = replace(read, cases=read.cases[place : place + 1]) if len(read.cases) == of else None
    is_listed = read is not None and not given.is_common and _is_listed(read, given)
    if read is None or (is_listed and not _is_apart(prose, grant, read, given)):
        del state.findings[before:]
        return None
    return _said_dead(state, prose, grant, read)


def _said_dead(state: State, prose: Prose, grant: Grant, read: Winners) -> Winners:
    """Return winners as honoured posthumously where the act says so."""
    dead = grant.posthumous
    said = prose.flow.reading(dead.begin, dead.end, state.text) if dead is not None else None
    return replace(read, cases=tuple(posthumously(case, said) for case in read.cases)) if said else read


def _number(state: State, prose: Prose, added: Span | None) -> Reading[Count] | None:
    """Return the number that stands in brackets behind an honour (（3个）)."""
    if added is None:
        return None
    match = count_in(prose.flow.folded[added.begin : added.end])
    return prose.flow.counted(match, state.text, offset=added.begin)


def _is_apart(prose: Prose, grant: Grant, read: Winners, given: Given) -> bool:
    """Say whether some of the listed get an honour besides: a merit (其中，给甲记三等功), or one in marks that none of their lists is of."""
    if grant.name is None:
        return False
    if prose.flow.folded[: grant.name.end].endswith("功"):
        return not read.lacking and not any(name.endswith("功") for name in given.listed)
    is_called = grant.name.end + 1 in prose.closed and grammar.AFTER_HONOUR.match(
        prose.plain, grant.name.end + 1
    )
    named = {each.name.value for case in read.cases for each in case.recipients if case.title is None}
    if not (is_called and named):
        return False
    number = read.declared.value.number if read.lacking and read.declared else len(named)
    given.parts.append(Part(prose, grant, named, number))
    return not read.lacking and not have_list(named, given.rolls)


def _is_listed(read: Winners, given: Given) -> bool:
    """Say whether a list names the most of those that a sentence names, or of the works that it names for many (《……》等28篇)."""
    told = [each.name.value in given.winners for case in read.cases for each in case.recipients]
    works = (case.title for case in read.cases if not case.recipients) if read.lacking else ()
    told += [
        grammar.tidy_name(title.value).translate(MARKS) in given.titles
        for title in works
        if title is not None
    ]
    return bool(told) and sum(told) >= SAME * len(told)
