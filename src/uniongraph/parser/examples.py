"""The cases that the body quotes as examples of its honours, matched to the entries of the list."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from uniongraph import grammar, names
from uniongraph.model import Example, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.model import Case, Reading, Tier
    from uniongraph.parser.state import Flow, State

__all__ = ["quotations", "read_examples"]

_QUOTE = re.compile("[“”]")
_QUOTES = str.maketrans("", "", "‘’“”\"'「」『』《》")
_LINK, _BEFORE = 40, 80
"""How many characters before an honour's or a case's quotation mark are looked at."""
_TITLE = range(2, 81)
_HONOUR = range(4, 81)
_SAME_TITLE = 0.75
"""Two titles of one organization that share this much are two prints of one title."""
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


# ---------------------------------------------------------------------------------------------- what is quoted


def quotations(words: str) -> list[Span]:
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
    quotes = quotations(flow.folded)
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
