"""The honours that the body names: the cases it quotes as examples, matched to the list, and how many each honour has."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import islice
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
_BEFORE_NAME = frozenset("，。；：、（(中出予设为定有及和与含括选授评了")
"""What stands right before the name of an honour that is not the end of a longer name."""
_YEARS = re.compile(r"^(?:\d{4}(?:\s*[-—–~至]\s*\d{4})?年度?)")
_MANY = 64
"""Of one organization's entries in a list, no more are compared character by character."""
_MOST_SOUGHT = 128
"""For no more honours is the prose looked through for the number of their winners."""
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


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries of one organization, in the order of the list, and the last of each title."""

    printed: list[_Entry] = field(default_factory=list)
    by_title: dict[str, _Entry] = field(default_factory=dict)


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
        if _organization_before(flow.folded, last.end + 1, honour.begin - 1):  # 和某某工会“……”: the next case
            continue
        cases, granted = _cases_before(flow.folded, quotes, free, index)
        if not cases or not (link["verb"] or granted):
            continue
        free = index + 1
        for organization, title in cases:
            yield Example(
                organization=flow.reading(organization.begin, organization.end, state.text),
                title=_spaced(flow.reading(title.begin, title.end, state.text), state),
                honour=flow.reading(honour.begin, honour.end, state.text),
            )


def _spaced(title: Reading[str], state: State) -> Reading[str]:
    """Return a title with the space between the halves of a slogan, as the print has it."""
    printed = grammar.tidy_title("".join(map(state.text.quote, title.spans)))
    return replace(title, value=printed) if "".join(printed.split()) == title.value else title


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


def _entries(tiers: tuple[Tier, ...]) -> dict[str, _Entries]:
    """Return the titled cases of the list, by the names of their recipients."""
    found: dict[str, _Entries] = defaultdict(_Entries)
    for position, case in _places(tiers):
        if case.title is None:
            continue
        plain = grammar.tidy_name(case.title.value).translate(_QUOTES)
        entry = _Entry(position, case.title.value, plain)
        for name in {recipient.name.value for recipient in case.recipients}:
            found[name].printed.append(entry)
            found[name].by_title[plain] = entry
    return found


def _places(tiers: tuple[Tier, ...]) -> Iterator[tuple[Position, Case]]:
    for t, tier in enumerate(tiers):
        for c, category in enumerate(tier.categories):
            for k, case in enumerate(category.cases):
                yield (t, c, k), case


def _matched(example: Example, entries: dict[str, _Entries], state: State) -> Example:
    known = entries.get(example.organization.value, _Entries())
    entry, likeness = _likest(grammar.tidy_name(example.title.value).translate(_QUOTES), known)
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


def _likest(wanted: str, entries: _Entries) -> tuple[_Entry | None, float]:
    """Return the entry with the likest title, and how like it is; None where no title is like it."""
    same = entries.by_title.get(wanted)
    if same is not None:
        return same, 1.0
    best: _Entry | None = None
    best_likeness = _SAME_TITLE
    matcher = SequenceMatcher(None, b=wanted, autojunk=False)
    for entry in entries.printed[:_MANY]:
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
            _report_otherwise(state, tier.declared.value, count)
    for declared, count in _counted_besides(state):
        _report_otherwise(state, declared, count)
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
            if count is None and at > 0 and len(name) >= _SHORTEST_UNQUOTED:
                count = _count_before(flow, at, state)
            if count is not None:
                yield index, count
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
