"""How many winners the body gives each honour, compared with what the lists declare and hold."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.grammar.prose import ACT_ENDS, COUNTED_BESIDE, KIND_COUNT, WON_COUNT
from uniongraph.model import Count, Reading
from uniongraph.parser import examples, gradings, granted, headings
from uniongraph.parser.state import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.model import Tier
    from uniongraph.parser.state import State

__all__ = ["counted_honours", "read_declared"]

_LINK = 40
"""How many characters before an honour's name are looked at."""
_HONOUR = range(4, 81)
_MANY = 64
"""An honour's name is looked for no more often in one paragraph."""
_SHORTEST_TIER = 3
_SHORTEST_UNQUOTED = 4
_COUNT_AFTER = re.compile(
    rf"[（(]?共?(?P<number>\d{{1,5}}|{grammar.CN_NUMBER})(?P<unit>个|项|件|篇|名|家|份|例|位|人|部|条|幅|首|种|册|套)"
)
_BEFORE_NAME = frozenset("，。；：、（(中出予设为定有及和与含括选授评了")
"""What stands right before the name of an honour that is not the end of a longer name."""
_AFTER_GRADE = frozenset({"", *"，。；、）"})
_WON = 120
"""So far before a grade the number is looked for of those who won it, and words that tell of other years."""
_YEARS = re.compile(r"^(?:\d{4}(?:\s*[-—–~至]\s*\d{4})?年度?)")
_MOST_SOUGHT = 128
"""For no more honours is the prose looked through for the number of their winners."""
_BESIDE, _MOST_KINDS = 100, 4
"""So far before the number of an honour's winners another is looked for, and no more than so many are."""


def read_declared(state: State) -> None:
    """Read how many winners the body gives each honour, where the heading of its tier declares none.

    Where both give a number and the two differ, that is a finding; neither is repaired.
    """
    for declared, besides in _counted_besides(state):
        _report_otherwise(state, declared, besides)
    won = dict(_won_by_examples(state))
    apart = _take_quoted(state)
    tiers = list(state.tiers)
    for index, counts in _counted_unquoted(state):
        if index in apart:
            continue
        count = _together(state, index, counts)
        if count is None:
            apart.add(index)
        tiers[index] = replace(tiers[index], declared=count)
    for index in won.keys() - apart:
        tiers[index] = replace(tiers[index], declared=tiers[index].declared or won[index])
    if tiers and not (apart or any(tier.declared or granted.is_granted(state, tier) for tier in tiers)):
        counted = _counted_by_act(state)
        if counted is None:
            _compare_kinds(state)
        elif len(tiers) == 1:
            tiers = [replace(tiers[0], declared=counted)]
        else:
            headings.check_count(
                state, counted, sum(len(list(tier.cases())) for tier in tiers), "in its lists"
            )
    state.tiers = tuple(tiers)


def _take_quoted(state: State) -> set[int]:
    """Take the numbers right before the honours that the body quotes; return the places of those with bodies and persons apart."""
    tiers = list(state.tiers)
    meant = {e.honour.value: e.position[0] for e in state.examples if e.position is not None}
    named = {tier.name.value: index for index, tier in enumerate(tiers)}
    given = _given(state)
    apart: set[int] = set()
    graded = _graded(state)
    for honour, counts in counted_honours(state):
        if honour not in named and (grades := _grades_of(graded, honour)):
            _compare_grades(state, grades, counts)
            continue
        index = meant.get(honour, _ending_with(honour, named)) if honour not in given else None
        if index is None:
            continue
        tier, count = tiers[index], _together(state, index, counts)
        if count is None:
            apart.add(index)
        elif tier.declared is None:
            tiers[index] = replace(tier, declared=count)
        elif tier.declared.value.number != count.value.number:
            _report_otherwise(state, tier.declared.value, count)
    state.tiers = tuple(tiers)
    return apart


def _graded(state: State) -> list[tuple[str, Tier]]:
    """Return the grades among the first tiers of the lists, each behind the honour that it is a grade of."""
    tiers = (tier for tier in state.tiers if not granted.is_granted(state, tier))
    above = ((gradings.honour_of(state, tier), tier) for tier in islice(tiers, _MOST_SOUGHT))
    return [(honour, tier) for honour, tier in above if honour and len(honour) >= _SHORTEST_TIER]


def _grades_of(graded: Sequence[tuple[str, Tier]], honour: str) -> list[Tier]:
    """Return the tiers that are grades of an honour, by the longer name of the two."""
    return [tier for name, tier in graded if name.endswith(honour) or honour.endswith(name)]


def _compare_grades(state: State, grades: Sequence[Tier], counts: Sequence[Reading[Count]]) -> None:
    """Compare the number that the body gives an honour with what all its grades list; repair nothing."""
    if len(counts) == 1:
        listed = sum(headings.number_listed(counts[0], tier.cases()) for tier in grades)
        headings.check_count(state, counts[0], listed, "in all its grades")


def _given(state: State) -> set[str]:
    """Return the honours that the body itself gives, each with the number it declares read already."""
    return {tier.name.value for tier in state.tiers if granted.is_granted(state, tier)}


def _counted_by_act(state: State) -> Reading[Count] | None:
    """Return how many winners the act itself counts, in the title or the body, for a document that has one list."""
    title = [Flow.of(state.pieces_of(state.title))] if state.title is not None else []
    found = ((flow, grammar.ACT_COUNT.search(flow.folded)) for flow in (*title, *state.paragraphs))
    return next((flow.counted(match, state.text) for flow, match in found if match is not None), None)


def _compare_kinds(state: State) -> None:
    """Compare the numbers of an act that counts bodies and persons apart with what the lists hold of each; repair nothing."""
    counted = [*_kind_counts(state)]
    listed = [is_persons for tier in state.tiers if counted for is_persons in _kinds_of(tier)]
    if len(counted) == 1 and len(set(listed)) > 1:
        return
    _report_kinds(state, counted, listed)


def _kinds_of(tier: Tier) -> list[bool]:
    """Return of each case of a tier whether persons won it."""
    return [any(each.kind == "person" for each in case.recipients) for case in tier.cases()]


def _report_kinds(state: State, counted: Sequence[tuple[bool, Reading[Count]]], listed: list[bool]) -> None:
    for of_persons in (False, True):
        counts = [count for is_persons, count in counted if is_persons is of_persons]
        declared, found = sum(count.value.number for count in counts), listed.count(of_persons)
        if counts and declared != found:
            kind = "persons" if of_persons else "bodies"
            message = f"the body counts {declared} {kind}; what could be read in the lists is {found}"
            state.find("declared-count-mismatch", "warning", counts[0].spans[0], message)


def _together(state: State, index: int, counts: Sequence[Reading[Count]]) -> Reading[Count] | None:
    """Return the one number of an honour's winners that several are; None where bodies and persons are counted apart.

    Each number is compared then with what the tier lists of its kind; a kind that only another tier lists is of that one
    (2个单位和1名同志“先进集体”和“先进个人”).
    """
    if len({count.value.unit for count in counts}) == 1:
        total = Count(sum(count.value.number for count in counts), counts[0].value.unit)
        return Reading(total, tuple(span for count in counts for span in count.spans))
    own = _kinds_of(state.tiers[index])
    others = {kind for tier in state.tiers for kind in _kinds_of(tier)} - set(own)
    counted = [(count.value.unit in headings.PERSON_UNITS, count) for count in counts]
    counted = [(kind, count) for kind, count in counted if kind not in others]
    if len(counted) == 1:
        return counted[0][1]
    _report_kinds(state, counted, own)
    return None


def _kind_counts(state: State) -> Iterator[tuple[bool, Reading[Count]]]:
    """Yield the numbers of the act, each with whether it counts persons."""
    for flow in state.paragraphs:
        act = ACT_ENDS.search(flow.folded)
        for match in KIND_COUNT.finditer(flow.folded, *act.span()) if act is not None else ():
            count = flow.counted(match, state.text)
            if count is not None:
                unit_of_persons = match["unit"] in headings.PERSON_UNITS
                yield unit_of_persons or grammar.PERSON_NOUN.search(match["noun"]) is not None, count


def _counted_unquoted(state: State) -> Iterator[tuple[int, Sequence[Reading[Count]]]]:
    """Yield each tier without a number whose name the body prints right behind one or several (命名4个集体为某某文明号)."""
    acts = Counter(_act_of(tier.name.value) for tier in state.tiers)
    sought = 0
    for index, tier in enumerate(state.tiers):
        name = _YEARS.sub("", grammar.tidy_name(tier.name.value))
        act = _act_of(tier.name.value)
        name = act if act and acts[act] == 1 else name
        is_read = tier.declared is not None or granted.is_granted(state, tier)
        if is_read or len(name) < _SHORTEST_TIER or (sought := sought + 1) > _MOST_SOUGHT:
            continue
        for flow in state.paragraphs:
            at = flow.text.find(name)
            after = _COUNT_AFTER.match(flow.folded, at + len(name)) if at >= 0 else None
            count = flow.counted(after, state.text)
            counts = [count] if count is not None else []
            if not counts and at > 0 and len(name) >= _SHORTEST_UNQUOTED:
                counts = _counts_before(flow, at, state)
            if counts:
                yield index, counts
                break


def _counted_besides(state: State) -> Iterator[tuple[Count, Reading[Count]]]:
    """Yield what the headings of an honour declare, with another number in the same unit that the body prints right behind its name.

    The name must stand there alone, and once (…，一等奖4件，…): of 短片类一等奖2件 and 海报类一等奖2件 none is of all.
    """
    tiers = (tier for tier in state.tiers if tier.declared and not granted.is_granted(state, tier))
    for tier in islice(tiers, _MOST_SOUGHT):
        name = tier.name.value
        if tier.declared is None or len(name) < _SHORTEST_TIER:
            continue
        found: list[Reading[Count]] = []
        for flow in state.paragraphs:
            for at in islice(_places_of(name, flow.text), _MANY):
                after = _COUNT_AFTER.match(flow.folded, at + len(name))
                is_alone = at == 0 or flow.folded[at - 1] in _BEFORE_NAME
                count = flow.counted(after, state.text) if is_alone else None
                found += [count] if count is not None else []
        declared = tier.declared.value
        if len(found) == 1 and found[0].value.unit == declared.unit and found[0].value != declared:
            yield declared, found[0]


def _places_of(name: str, words: str) -> Iterator[int]:
    at = words.find(name)
    while at >= 0:
        yield at
        at = words.find(name, at + len(name))


def _won_by_examples(state: State) -> Iterator[tuple[int, Reading[Count]]]:
    """Yield each grade of which the body says once how many won it (“甲”等2项成果获一等奖); where its heading declares another number, that is told."""
    tiers = state.tiers[:_MOST_SOUGHT]
    prose = " ".join(flow.text for flow in state.paragraphs)
    named = [(tier, tier.name.value[-_SHORTEST_TIER:] in prose) for tier in tiers]
    grades = [gradings.grade_of(tier) if is_named else "" for tier, is_named in named]
    listed = Counter(grades)
    for index, (tier, grade) in enumerate(zip(tiers, grades, strict=True)):
        if not grade or listed[grade] != 1 or granted.is_granted(state, tier):
            continue
        found = [count for flow in state.paragraphs for count in _won(state, flow, grade)]
        if len(found) != 1:
            continue
        yield index, found[0]
        declared = tier.declared.value if tier.declared is not None else found[0].value
        if declared.number != found[0].value.number:
            _report_otherwise(state, declared, found[0])


def _won(state: State, flow: Flow, grade: str) -> Iterator[Reading[Count]]:
    """Yield each number of those who won a grade, in sentences that tell of this year, and of no other honour than this one."""
    for at in islice(_places_of(grade, flow.text), _MANY):
        begin = max(flow.folded.rfind("。", 0, at) + 1, at - _WON)
        match = WON_COUNT.search(flow.folded[begin:at])
        if match is None or not (match["verb"] or match["so"]):
            continue
        if COUNTED_BESIDE.search(flow.folded[begin : begin + match.start("number")]):
            continue  # bodies and persons beside each other: none of the two is all
        is_end = flow.folded[at + len(grade) : at + len(grade) + 1] in _AFTER_GRADE
        is_own = match["honour"] in (state.title.value if state.title is not None else "")
        if is_end and is_own and not grammar.OTHER_YEARS.search(flow.folded[begin:at]):
            count = flow.counted(match, state.text, offset=begin)
            yield from () if count is None else (count,)


def _report_otherwise(state: State, declared: Count, count: Reading[Count]) -> None:
    printed = f"{declared.number} {declared.unit or ''}".strip()
    message = (
        f"the body gives this honour {count.value.number} {count.value.unit}; the annex declares {printed}"
    )
    state.find("body-annex-mismatch", "warning", count.spans[0], message)


def _act_of(name: str) -> str:
    """Return the act that a list is named after with those who are honoured (予以通报表扬的单位), "" for any other name."""
    act = grammar.ACT_HONOUR.match(name)
    return act["name"] if act is not None and act["own"] and name[act.end() :].startswith("的") else ""


def _counts_before(flow: Flow, honour: int, state: State) -> list[Reading[Count]]:
    """Return the number of winners that stands right before an honour's name, and those beside it (4个组织、某某等2名个人)."""
    found: list[Reading[Count]] = []
    begin, end, form = max(honour - _LINK, 0), honour, grammar.HONOUR_COUNT
    while len(found) < _MOST_KINDS:
        match = form.search(flow.folded[begin:end])
        count = flow.counted(match, state.text, offset=begin)
        if match is None or count is None:
            break
        found.insert(0, count)
        end = begin + match.start("number")
        begin, form = max(end - _BESIDE, 0), COUNTED_BESIDE
    return found


def _ending_with(honour: str, named: dict[str, int]) -> int | None:
    """Return the place of the tier whose name an honour's name in the body ends with (2020年度一等奖, 一等奖)."""
    endings = (honour[begin:] for begin in range(len(honour) - _SHORTEST_TIER + 1))
    return next((named[ending] for ending in endings if ending in named), None)


def counted_honours(state: State) -> Iterator[tuple[str, Sequence[Reading[Count]]]]:
    """Yield each honour that the body quotes right after a number of winners (等6家单位为“…”), with it and those beside it."""
    for flow in state.paragraphs:
        for honour in examples.quotations(flow.folded):
            counts = _counts_before(flow, honour.begin - 1, state) if len(honour) in _HONOUR else []
            if counts:
                yield flow.text[honour.begin : honour.end], counts
