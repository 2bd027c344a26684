"""The honours that the body names: the cases it quotes as examples, matched to the list, and how many each honour has."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from uniongraph import grammar, names
from uniongraph.grammar.prose import ACT_ENDS, KIND_COUNT
from uniongraph.model import Example, Span
from uniongraph.parser import granted, headings
from uniongraph.parser.state import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.model import Case, Count, Reading, Tier
    from uniongraph.parser.state import State

__all__ = ["read_declared", "read_examples"]

_QUOTE = re.compile("[“”]")
_QUOTES = str.maketrans("", "", "‘’“”\"'「」『』《》")
_LINK, _BEFORE = 40, 80
"""How many characters before an honour's or a case's quotation mark are looked at."""
_TITLE = range(2, 81)
_HONOUR = range(4, 81)
_SAME_TITLE = 0.75
"""Two titles of one organization that share this much are two prints of one title."""
_SHORTEST_TIER = 3
_SHORTEST_UNQUOTED = 4
_COUNT_AFTER = re.compile(
    rf"[（(]?共?(?P<number>\d{{1,5}}|{grammar.CN_NUMBER})(?P<unit>个|项|件|篇|名|家|份|例|位|人|部|条)"
)
_YEARS = re.compile(r"^(?:\d{4}(?:\s*[-—–~至]\s*\d{4})?年度?)")
_MANY = 64
"""Of one organization's entries in a list, no more are compared character by character."""
_VARIANT, _PRINTED = 0.90, 0.97
_JOINS = frozenset({"、", "，", *grammar.CONJUNCTIONS, *(f"、{word}" for word in grammar.CONJUNCTIONS)})
"""What may stand between two quoted cases of one honour."""

Position = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A case of the list, where it stands, and its title without quotation marks, for comparison."""

    position: Position
    title: str
    plain: str


def read_examples(state: State) -> None:
    """Read the case–organization–honour triples that the body quotes, each matched to its annex entry."""
    found = [example for flow in state.paragraphs for example in _examples(flow, state)]
    entries = _entries(state.tiers) if found else {}
    state.examples = tuple(_matched(example, entries, state) for example in found)


def _given(state: State) -> set[str]:
    """Return the honours that the body itself gives, each with the number it declares read already."""
    return {tier.name.value for tier in state.tiers if granted.is_granted(state, tier)}


# ---------------------------------------------------------------------------------------------- what is quoted


def _quotes(words: str) -> list[Span]:
    """Return what stands in quotation marks, without the marks; of nested ones the outermost, of open ones none."""
    open_marks: list[int] = []
    found: list[Span] = []
    for mark in _QUOTE.finditer(words):
        if mark[0] == "“":
            open_marks.append(mark.end())
        elif open_marks:
            begin = open_marks.pop()
            while found and found[-1].begin > begin:
                found.pop()
            found.append(Span(begin, mark.start()))
    return found


def _examples(flow: Flow, state: State) -> Iterator[Example]:
    """Yield the examples of a paragraph: before each honour the quoted cases, each with its organization before it."""
    quotes = _quotes(flow.folded)
    free = 0
    """The first quotation that belongs to no honour yet."""
    for index in range(1, len(quotes)):
        honour, last = quotes[index], quotes[index - 1]
        gap = flow.folded[last.end + 1 : honour.begin - 1]
        link = grammar.HONOUR_LINK.fullmatch(gap) if len(gap) <= _LINK else None
        if link is None or len(honour) not in _HONOUR or index - 1 < free:
            continue
        cases, granted = _cases_before(flow.folded, quotes, free, index)
        if not cases or not (link["verb"] or granted):
            continue
        free = index + 1
        for organization, title in cases:
            yield Example(
                organization=flow.reading(organization.begin, organization.end, state.text),
                title=flow.reading(title.begin, title.end, state.text),
                honour=flow.reading(honour.begin, honour.end, state.text),
            )


def _cases_before(
    words: str, quotes: list[Span], free: int, honour: int
) -> tuple[list[tuple[Span, Span]], bool]:
    """Return the pairs of organization and case that lead up to an honour, and whether 授予 stands before them."""
    cases: list[tuple[Span, Span]] = []
    granted = False
    for index in range(honour - 1, free - 1, -1):
        title = quotes[index]
        before = quotes[index - 1].end + 1 if index else 0
        organization = _organization_before(words, max(before, title.begin - 1 - _BEFORE), title.begin - 1)
        if organization is None or len(title) not in _TITLE:
            break
        cases.append((organization, title))
        between = words[max(before, organization.begin - _LINK) : organization.begin]
        granted = grammar.GRANT.search(between) is not None
        if between not in _JOINS:
            break
    return cases[::-1], granted


def _organization_before(words: str, begin: int, end: int) -> Span | None:
    """Return the organization whose name ends where a quotation begins, or None."""
    match = grammar.PARTY_BEFORE.search(words[begin:end])
    lead = grammar.LEAD_IN.match(match[0]) if match else None
    if match is None or lead is None or not names.is_organization(match[0][lead.end() :]):
        return None
    return Span(begin + match.start() + lead.end(), end)


# ---------------------------------------------------------------------------------------------- which entry it is


def _entries(tiers: tuple[Tier, ...]) -> dict[str, list[_Entry]]:
    """Return the titled cases of the list, by the names of their recipients."""
    found: dict[str, list[_Entry]] = defaultdict(list)
    for position, case in _places(tiers):
        if case.title is None:
            continue
        plain = grammar.tidy_name(case.title.value).translate(_QUOTES)
        entry = _Entry(position, case.title.value, plain)
        for name in {recipient.name.value for recipient in case.recipients}:
            found[name].append(entry)
    return found


def _places(tiers: tuple[Tier, ...]) -> Iterator[tuple[Position, Case]]:
    for t, tier in enumerate(tiers):
        for c, category in enumerate(tier.categories):
            for k, case in enumerate(category.cases):
                yield (t, c, k), case


def _matched(example: Example, entries: dict[str, list[_Entry]], state: State) -> Example:
    entry, likeness = _likest(
        example.title.value.translate(_QUOTES), entries.get(example.organization.value, [])
    )
    span = example.title.spans[0]
    if entry is None:
        if state.tiers:
            message = (
                f"the body quotes this case of {example.organization.value}; the annex lists no such entry"
            )
            state.find("body-annex-mismatch", "warning", span, message)
        return example
    if likeness < 1:
        state.find("body-annex-mismatch", "warning", span, f"the annex prints this title as {entry.title}")
    confidence = _PRINTED if likeness == 1 else _VARIANT
    return replace(example, title=replace(example.title, confidence=confidence), position=entry.position)


def _likest(wanted: str, entries: list[_Entry]) -> tuple[_Entry | None, float]:
    """Return the entry with the likest title, and how like it is; None where no title is like it."""
    same = next((entry for entry in reversed(entries) if entry.plain == wanted), None)
    if same is not None:
        return same, 1.0
    best: _Entry | None = None
    best_likeness = _SAME_TITLE
    matcher = SequenceMatcher(None, b=wanted, autojunk=False)
    for entry in entries[:_MANY]:
        matcher.set_seq1(entry.plain)
        if matcher.real_quick_ratio() < best_likeness:
            continue
        likeness = matcher.ratio()
        if likeness >= best_likeness:
            best, best_likeness = entry, likeness
    return best, best_likeness


# ---------------------------------------------------------------------------------------------- how many there are


def read_declared(state: State) -> None:
    """Read how many winners the body gives each honour, where the heading of its tier declares none.

    Where both give a number and the two differ, that is a finding; neither is repaired.
    """
    tiers = list(state.tiers)
    meant = {e.honour.value: e.position[0] for e in state.examples if e.position is not None}
    named = {tier.name.value: index for index, tier in enumerate(tiers)}
    given = _given(state)
    for honour, count in _counted(state):
        if honour in given:
            continue
        index = meant.get(honour, _ending_with(honour, named))
        if index is None:
            continue
        tier = tiers[index]
        if tier.declared is None:
            tiers[index] = replace(tier, declared=count)
        elif tier.declared.value.number != count.value.number:
            printed = f"{tier.declared.value.number} {tier.declared.value.unit or ''}".strip()
            message = f"the body gives this honour {count.value.number} {count.value.unit}; the annex declares {printed}"
            state.find("body-annex-mismatch", "warning", count.spans[0], message)
    state.tiers = tuple(tiers)
    for index, count in _counted_unquoted(state):
        tiers[index] = replace(tiers[index], declared=count)
    if tiers and not any(tier.declared or granted.is_granted(state, tier) for tier in tiers):
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


def _counted_by_act(state: State) -> Reading[Count] | None:
    """Return how many winners the act itself counts, in the title or the body, for a document that has one list."""
    title = [Flow.of(state.pieces_of(state.title))] if state.title is not None else []
    found = ((flow, grammar.ACT_COUNT.search(flow.folded)) for flow in (*title, *state.paragraphs))
    return next((flow.counted(match, state.text) for flow, match in found if match is not None), None)


def _compare_kinds(state: State) -> None:
    """Compare the numbers of an act that counts bodies and persons apart with what the lists hold of each; repair nothing."""
    counted = [*_kind_counts(state)]
    listed = [any(each.kind == "person" for each in c.recipients) for t in state.tiers for c in t.cases()]
    if len(counted) == 1 and len(set(listed)) > 1:
        return
    for of_persons in (False, True):
        counts = [count for is_persons, count in counted if is_persons is of_persons]
        declared, found = sum(count.value.number for count in counts), listed.count(of_persons)
        if counts and declared != found:
            kind = "persons" if of_persons else "bodies"
            message = f"the body counts {declared} {kind}; what could be read in the lists is {found}"
            state.find("declared-count-mismatch", "warning", counts[0].spans[0], message)


def _kind_counts(state: State) -> Iterator[tuple[bool, Reading[Count]]]:
    """Yield the numbers of the act, each with whether it counts persons."""
    for flow in state.paragraphs:
        act = ACT_ENDS.search(flow.folded)
        for match in KIND_COUNT.finditer(flow.folded, *act.span()) if act is not None else ():
            count = flow.counted(match, state.text)
            if count is not None:
                unit_of_persons = match["unit"] in headings.PERSON_UNITS
                yield unit_of_persons or grammar.PERSON_NOUN.search(match["noun"]) is not None, count


def _counted_unquoted(state: State) -> Iterator[tuple[int, Reading[Count]]]:
    """Yield each tier without a number whose name the body prints right behind one (命名4个集体为某某文明号)."""
    acts = Counter(_act_of(tier.name.value) for tier in state.tiers)
    for index, tier in enumerate(state.tiers):
        name = _YEARS.sub("", grammar.tidy_name(tier.name.value))
        act = _act_of(tier.name.value)
        name = act if act and acts[act] == 1 else name
        is_read = tier.declared is not None or granted.is_granted(state, tier)
        if is_read or len(name) < _SHORTEST_TIER:
            continue
        for flow in state.paragraphs:
            at = flow.text.find(name)
            after = _COUNT_AFTER.match(flow.folded, at + len(name)) if at >= 0 else None
            count = flow.counted(after, state.text)
            if count is None and at > 0 and len(name) >= _SHORTEST_UNQUOTED:
                count = _count_before(flow, at, state)
            if count is not None:
                yield index, count
                break


def _act_of(name: str) -> str:
    """Return the act that a list is named after with those who are honoured (予以通报表扬的单位), "" for any other name."""
    act = grammar.ACT_HONOUR.match(name)
    return act["name"] if act is not None and act["own"] and name[act.end() :].startswith("的") else ""


def _count_before(flow: Flow, honour: int, state: State) -> Reading[Count] | None:
    """Return the number of winners that stands right before an honour's name or its quotation mark."""
    begin = max(honour - _LINK, 0)
    match = grammar.HONOUR_COUNT.search(flow.folded[begin:honour])
    return flow.counted(match, state.text, offset=begin)


def _ending_with(honour: str, named: dict[str, int]) -> int | None:
    """Return the place of the tier whose name an honour's name in the body ends with (2020年度一等奖, 一等奖)."""
    endings = (honour[begin:] for begin in range(len(honour) - _SHORTEST_TIER + 1))
    return next((named[ending] for ending in endings if ending in named), None)


def _counted(state: State) -> Iterator[tuple[str, Reading[Count]]]:
    """Yield each honour that the body quotes right after a number of winners (等6家单位为“…”), with the number."""
    for flow in state.paragraphs:
        for honour in _quotes(flow.folded):
            count = _count_before(flow, honour.begin - 1, state) if len(honour) in _HONOUR else None
            if count is not None:
                yield flow.text[honour.begin : honour.end], count
