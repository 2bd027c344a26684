"""Winners that a sentence names one after another (甲、乙和丙等3家企业): parted, counted and read.

Each is an organization, a person with or without a unit before the name, or a quoted case behind the organization
that it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.grammar.persons import NAME_OR_BODY
from uniongraph.model import Case, Reading, Recipient, Span
from uniongraph.parser import bearers, conjunctions, headings, parties, persons, posts, surnames
from uniongraph.parser.descriptions import names_within
from uniongraph.parser.state import Flow, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.model import Count
    from uniongraph.parser.state import State

__all__ = ["Prose", "Winners", "read_run"]

_PAIRS = {"”": "“", "’": "‘", "」": "「", "』": "『", "》": "《", "）": "（", ")": "("}
_MARK = re.compile("[“”‘’「」『』《》（）()]")
_FILLER = "\x01"
_BESIDE = re.compile("《\x01*》(?=《)|“\x01*”(?=“)")
_MOST_POSTS = 4
_DEEPEST = 8
"""A closing mark looks no further back for the mark that it closes."""
_NEAR = 48
"""The number behind all names stands no further from their end."""
_LONGEST_KIND = 4
"""舞蹈《……》（某某剧院）: the word for what a work is has no more characters."""
_SURE = 0.95
_UNSURE = 0.6


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; ``plain`` has fillers for what stands in quotation marks or brackets, so that patterns pass over it."""

    flow: Flow
    plain: str
    quotes: tuple[Span, ...]
    """What stands in quotation marks, the marks not included."""
    closed: dict[int, Span] = field(default_factory=dict)
    """The same, by the place behind the closing mark."""

    @classmethod
    def of(cls, flow: Flow) -> Prose:
        """Return a paragraph with its outermost quotations and brackets known."""
        outer = _outermost(flow.folded)
        plain: list[str] = []
        at = 0
        for span in outer:
            plain += flow.folded[at : span.begin], _FILLER * len(span)
            at = span.end
        plain.append(flow.folded[at:])
        quotes = tuple(span for span in outer if flow.folded[span.begin - 1] not in grammar.OPEN)
        return cls(flow, "".join(plain), quotes, {span.end + 1: span for span in quotes})


def _outermost(words: str) -> list[Span]:
    open_marks: list[tuple[str, int]] = []
    found: list[Span] = []
    for mark in _MARK.finditer(words):
        wanted = _PAIRS.get(mark[0])
        if wanted is None:
            open_marks.append((mark[0], mark.end()))
            continue
        near = range(len(open_marks) - 1, max(len(open_marks) - 1 - _DEEPEST, -1), -1)
        index = next((index for index in near if open_marks[index][0] == wanted), None)
        if index is None:
            continue
        begin = open_marks[index][1]
        del open_marks[index:]
        while found and found[-1].begin > begin:
            found.pop()
        found.append(Span(begin, mark.start()))
    return found


@dataclass(frozen=True, slots=True)
class Winners:
    """The cases that a run of names gives, and what the sentence says of their number."""

    cases: tuple[Case, ...]
    declared: Reading[Count] | None
    lacking: tuple[tuple[str, Span], ...] = ()
    """What each open 等 leaves out, in words, and where; nothing where every winner is named."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Some names with one 等 or one number behind them."""

    begin: int
    end: int
    tail: re.Match[str] | None

    @property
    def number(self) -> int | None:
        return grammar.number_of(self.tail["number"]) if self.tail and self.tail["number"] else None

    @property
    def of_persons(self) -> bool:
        tail = self.tail
        return tail is not None and (
            tail["unit"] in headings.PERSON_UNITS or grammar.PERSON_NOUN.search(tail[0]) is not None
        )


def read_run(state: State, prose: Prose, run: Span, *, of_persons: bool = False) -> Winners | None:
    """Return the winners that a run of names gives, or None where it is no run of names."""
    run = names_within(prose.flow, prose.plain, run)
    added = grammar.ADDED_TO_ALL.search(prose.plain, max(run.begin, run.end - _NEAR), run.end)
    run = Span(run.begin, added.start("added")) if added else run
    edition = grammar.EDITION_END.search(prose.plain, max(run.begin, run.end - _NEAR), run.end)
    run = Span(run.begin, edition.start()) if edition and edition.start() > run.begin else run
    groups = _groups(prose.plain, run)
    if not groups:
        return None
    cases: list[Case] = []
    lacking: list[tuple[str, Span]] = []
    for group in groups:
        items = _items(prose, group)
        found = _read_items(state, prose, items, of_persons=of_persons or group.of_persons)
        if found is None:
            return None
        cases += found
        if (said := _lacking(state, prose.flow, group, len(found))) is not None:
            lacking.append(said)
    only = groups[0] if len(groups) == 1 else None
    declared = prose.flow.counted(only.tail, state.text) if only is not None else None
    if only is not None and declared is not None and only.of_persons and _counts_persons(declared, cases):
        declared = None
    if added is not None and declared is not None and only is not None:
        inner = _pieces(state, prose.flow, Span(run.end + 1, added.end() - 1))
        people = of_persons or only.of_persons
        every = read_run(
            state, within := Prose.of(Flow.of(inner)), Span(0, len(within.plain)), of_persons=people
        )
        if every is not None and len(every.cases) == declared.value.number:  # 甲等3名同志（甲、乙、丙）
            return replace(every, declared=declared)
    return Winners(tuple(cases), declared, tuple(lacking))


def _counts_persons(declared: Reading[Count], cases: Sequence[Case]) -> bool:
    """Say whether a number counts only the persons among the winners (某某中心及甲、乙2名同志)."""
    people = sum(any(each.kind == "person" for each in case.recipients) for case in cases)
    return declared.value.number == people < len(cases)


def _groups(plain: str, run: Span) -> list[_Group]:
    """Return the parts of a run that have a 等 or a number of their own (甲等3家企业和乙等2名同志)."""
    groups: list[_Group] = []
    begin = run.begin
    for tail in grammar.GROUP_TAIL.finditer(plain, run.begin, run.end):
        if tail.start() > begin:
            groups.append(_Group(begin, tail.start(), tail))
        begin = tail.end()
    if begin < run.end:
        last = grammar.BARE_TAIL.search(plain, max(begin, run.end - _NEAR), run.end)
        end = last.start() if last and last.start() > begin else run.end
        groups.append(_Group(begin, end, last if end < run.end else None))
    return groups


def _lacking(state: State, flow: Flow, group: _Group, named: int) -> tuple[str, Span] | None:
    tail = group.tail
    if tail is None or (group.number is None and not tail["more"]):
        return None
    if group.number is not None and named >= group.number:
        return None
    of = f"of {group.number} " if group.number is not None else ""
    span = flow.spans(tail.start(), tail.end(), state.text)[0]
    return f"names {named} {of}winners and leaves the others to a list (等)", span


# ---------------------------------------------------------------------------------------------- the names


def _items(prose: Prose, group: _Group) -> list[Span]:
    """Return the names of a group, parted at 、 and ， and at a conjunction between two whole names."""
    found: list[Span] = []
    begin = group.begin
    for mark in grammar.NAMES_PART.finditer(prose.plain, group.begin, group.end):
        found += _parted(prose, Span(begin, mark.start()))
        begin = mark.end()
    found += _parted(prose, Span(begin, group.end))
    return _of_posts(prose, [item for item in found if len(item)])


def _of_posts(prose: Prose, items: list[Span]) -> list[Span]:
    """Return the names, those of persons with all their posts (某某局党组书记、局长张三 is one)."""
    found: list[Span] = []
    for item in items:
        words = prose.flow.folded[item.begin : item.end]
        cut = surnames.begin_of_name(words) or 0
        begins = (
            _begin_of_posts(prose, found) if cut and posts.part(words[:cut], 0)[0] is None else len(found)
        )
        found[begins:] = [Span(found[begins].begin if begins < len(found) else item.begin, item.end)]
    return found


def _begin_of_posts(prose: Prose, items: list[Span]) -> int:
    """Return which of the last items is a unit with a post of it, nothing but posts behind it; else how many there are."""
    for at in reversed(range(max(0, len(items) - _MOST_POSTS), len(items))):
        unit, post = posts.part(prose.flow.folded[items[at].begin : items[at].end], 0)
        if post is None:
            break
        if unit is not None:
            return at
    return len(items)


def _parted(prose: Prose, item: Span) -> list[Span]:
    item = _trimmed(prose, item)
    if _BESIDE.match(prose.plain, item.begin, item.end):  # 《甲》《乙》: two works of which no body is named
        ends = (found.end() for found in _BESIDE.finditer(prose.plain, item.begin, item.end))
        bounds = [item.begin, *(end for end in ends if end in prose.closed), item.end]
        return [Span(begin, end) for begin, end in pairwise(bounds)]
    if len(item) <= _LONGEST_ITEM:
        for mark in grammar.CONJUNCTION.finditer(prose.plain, item.begin + 2, item.end - 2):
            left, right = Span(item.begin, mark.start()), Span(mark.end(), item.end)
            if _is_named(prose, left) and _is_named(prose, right):
                return [left, *_parted(prose, right)]
    return [item]


_LONGEST_ITEM = 160


def _trimmed(prose: Prose, item: Span) -> Span:
    """Return an item without the words that lead to it (对, 在……中表现突出的) and the conjunction before it."""
    lead = grammar.NAME_LEAD.match(prose.plain, item.begin, item.end)
    begin = lead.end() if lead else item.begin
    if begin > item.begin and prose.plain[begin - 1] == "和":
        begin -= conjunctions.opens_name(prose.plain, prose.flow.folded, begin, item.end)
    rank = grammar.RANK_LEAD.match(prose.plain, begin, item.end)
    if rank is not None and surnames.is_surnamed(prose.flow.folded[rank.end() : item.end]):
        begin = rank.end()
    described = prose.plain.rfind("的", begin, item.end) + 1
    rest = prose.flow.folded[described : item.end]
    if described and (_is_named(prose, Span(described, item.end)) or surnames.is_surnamed(rest)):
        begin = described
    return Span(begin, item.end)


def _is_named(prose: Prose, item: Span) -> bool:
    if item.end in prose.closed:
        return True
    words = prose.flow.folded[item.begin : item.end]
    if parties.Slot.of(words).is_sure or grammar.NAME.fullmatch(words.removesuffix("同志")):
        return True
    return bool(
        surnames.begin_of_name(words)
    )  # a unit and a name behind it; not a name alone, which may be any words


def _read_items(state: State, prose: Prose, items: list[Span], *, of_persons: bool) -> list[Case] | None:
    """Return one case for each name; None where none of them is known for a name, or one can be no name."""
    if not items or any(len(item) > _LONGEST_ITEM for item in items):
        return None
    items, joined = _joined(prose, items)
    words = [prose.flow.folded[item.begin : item.end] for item in items]
    titled = [_title_and_body(prose, item) is not None for item in items]
    if any(not t and grammar.NO_NAME.search(w) for w, t in zip(words, titled, strict=True)):
        return None
    sure = [
        t or parties.Slot.of(w).is_sure or (state.of_bodies and grammar.TEAM_END.search(w) is not None)
        for w, t in zip(words, titled, strict=True)
    ]
    told = [not s and surnames.is_told_of_person(w) for s, w in zip(sure, words, strict=True)]
    people = of_persons or not any(sure)
    known = [
        s or (people and surnames.begin_of_name(w) is not None) for s, w in zip(sure, words, strict=True)
    ]
    is_named = of_persons or any(sure) or any(told) or any(map(surnames.is_surnamed, words))
    if 2 * sum(known) < len(known) or not is_named:
        return None
    cases: list[Case] = []
    for item, is_joined, is_told in zip(items, joined, told, strict=True):
        case = _case(state, prose, item, of_persons=people or is_told, trusted=of_persons or is_told)
        if is_joined:
            case = replace(case, recipients=(*cases.pop().recipients, *case.recipients))
        cases.append(case)
    return cases


def _joined(prose: Prose, items: list[Span]) -> tuple[list[Span], list[bool]]:
    """Return the names without 夫妇 behind them, and which of them get one honour together with the name before."""
    found: list[Span] = []
    joined: list[bool] = []
    for item in items:
        pair = (
            grammar.COUPLE.search(prose.plain, max(item.begin, item.end - _NEAR), item.end) if found else None
        )
        found.append(Span(item.begin, pair.start()) if pair and pair.start() > item.begin else item)
        joined.append(pair is not None)
    return found, joined


def _case(state: State, prose: Prose, item: Span, *, of_persons: bool, trusted: bool) -> Case:
    parts = _title_and_body(prose, item)
    if parts is None:
        return Case(None, None, _recipients(state, prose.flow, item, of_persons=of_persons, trusted=trusted))
    title, body = parts
    spans = prose.flow.spans(title.begin, title.end, state.text)
    words = grammar.tidy_title("".join(map(state.text.quote, spans)))
    whose = _recipients(state, prose.flow, body, of_persons=False) if len(body) else ()
    return Case(None, Reading(words, spans), whose)


def _title_and_body(prose: Prose, item: Span) -> tuple[Span, Span] | None:
    """Return the title in marks that an item holds, and who stands before it or, behind it, in brackets (舞蹈《甲》（某某剧院）)."""
    if (title := prose.closed.get(item.end)) is not None and len(title):
        return title, Span(item.begin, max(item.begin, title.begin - 1))
    opens = max(prose.plain.rfind(mark, item.begin, item.end) for mark in grammar.OPEN)
    title = prose.closed.get(opens) if prose.plain[item.end - 1] in grammar.CLOSE else None
    kind = prose.plain[item.begin : title.begin - 1] if title is not None else ""
    if title is None or not len(title) or len(kind) > _LONGEST_KIND or parties.Slot.of(kind).is_sure:
        return None
    return title, Span(opens + 1, item.end - 1)


def _pieces(state: State, flow: Flow, item: Span) -> list[Piece]:
    spans = flow.spans(item.begin, item.end, state.text)
    return [Piece(state.line_at(span.begin).number, span, state.text.quote(span)) for span in spans]


def _recipients(
    state: State, flow: Flow, item: Span, *, of_persons: bool, trusted: bool = False
) -> tuple[Recipient, ...]:
    words = flow.folded[item.begin : item.end]
    may_be_named = trusted and NAME_OR_BODY.fullmatch(grammar.ADDED.sub("", words)[-3:]) is not None
    is_sure = parties.Slot.of(words).is_sure and not may_be_named
    if of_persons and not is_sure and (person := _person(state, flow, item, trusted=trusted)) is not None:
        return (conjunctions.doubted(state, flow.folded, item.begin, person),)
    is_name = not is_sure and grammar.NAME.fullmatch(grammar.TITLE_OF_ADDRESS.sub("", words))
    if is_name and (person := _person(state, flow, item)) is not None:
        return (_among_bodies(state, person, is_addressed=words.endswith("同志")),)
    pieces = _pieces(state, flow, item)
    if len(pieces) == 1:
        return parties.read_lines(state, pieces)
    spans = tuple(piece.span for piece in pieces)
    words = flow.words(item.begin, item.end)
    name = Reading(words, spans) if is_sure else Reading(words, spans, _UNSURE)
    return (Recipient(name, parts=state.analyse(words)),)


def _among_bodies(state: State, person: Recipient, *, is_addressed: bool) -> Recipient:
    """Return a person named in a run of organizations; without 同志 the name might be one of theirs."""
    if is_addressed:
        return person
    message = "a name like a person's among organizations; taken for a person"
    state.find("uncertain-recipient", "warning", person.name.spans[0], message)
    return replace(person, name=replace(person.name, confidence=_UNSURE))


def _person(state: State, flow: Flow, item: Span, *, trusted: bool = False) -> Recipient | None:
    """Return the person an item names (市财政局吴小君, 吴小君同志（追授）), or None where it names none.

    ``trusted`` where the sentence says that persons are named, whatever their names begin with.
    """
    pieces = _pieces(state, flow, item)
    people = persons.read(pieces[0]) if len(pieces) == 1 else ()
    words = flow.folded[item.begin : item.end]
    cut = surnames.begin_of_name(words)
    is_behind_unit = bool(cut) and "·" in words  # 某某馆约翰·史密斯 looks like a long name with points
    if len(people) == 1 and not is_behind_unit:
        return people[0]
    if cut is None:
        return None
    person = _named(state, flow, Span(item.begin + cut, item.end), trusted=trusted)
    unit = _pieces(state, flow, Span(item.begin, item.begin + cut)) if cut else []
    if person is not None and len(unit) > 1:  # broken over a line end
        return replace(person, affiliation=Reading(words[:cut], tuple(piece.span for piece in unit)))
    return bearers.with_unit(person, unit[0], None) if person is not None and unit else person


def _named(state: State, flow: Flow, name: Span, *, trusted: bool) -> Recipient | None:
    """Return the person that some words name, with what stands in brackets behind, unless a line end breaks the name."""
    pieces = _pieces(state, flow, name)
    if len(pieces) == 1:
        address = grammar.TITLE_OF_ADDRESS.search(pieces[0].text) if trusted else None
        stem = pieces[0].part(0, address.start()) if address is not None else pieces[0]
        people = persons.read(stem, trusted=trusted)
        return people[0] if len(people) == 1 else None
    words = grammar.TITLE_OF_ADDRESS.sub("", flow.text[name.begin : name.end])
    spans = flow.spans(name.begin, name.begin + len(words), state.text)
    return Recipient(Reading(words, spans, _SURE), "person")
