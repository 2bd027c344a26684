"""Lists that a sentence of the body leads to: below it stand the winners, in lines, in a run of names or in a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.model import Case, Category, Span, Tier
from uniongraph.parser import body, entries, growth, headings, outline, parties, tables
from uniongraph.parser.honours import posthumously
from uniongraph.parser.runs import Prose, read_run
from uniongraph.parser.sentences import HONOUR, grants_of, named_below, numbered_name, unquoted
from uniongraph.parser.state import SURE, Flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.model import Count, Reading
    from uniongraph.parser.state import Piece, State

__all__ = ["read_led"]

_LONGEST_LEAD: Final = 12
"""A sentence that leads to a list is printed on no more lines."""
_LONGEST_ENTRY: Final = 120
_LONGEST_RUN: Final = 200
"""A run of names is printed on no more lines."""
_WRAPPED: Final = 16
_GOES_ON: Final = ("；", "、")
_ADDED: Final = re.compile("联系(?:人|电话|方式)|聯繫|(?:备?注|備?註|说明|說明)[:：]")
"""联系人：……: what a list is followed by, and names no winner."""
_WHOM_PART: Final = re.compile("[和及、]")
_RAGGED: Final = 3
"""So much shorter than the longest may a line be that the width of a page broke."""
_LONGEST_VERB: Final = 10
_NEAR: Final = 24
"""How many characters before an honour the number of its winners may stand."""
_AND: Final = re.compile("[、和与及]?")
"""What stands between two honours of the same winners."""
_LONGEST_TAIL: Final = 48
_FIRST_END: Final = re.compile("同志|[、（(]")
_TO_LIST: Final = re.compile(
    "[^，。；：]*：|.*[，。](?:现将|具体)?(?:[^，。；：]{0,8}(?:名单|人员|单位|集体|个人|同志))?(?:公布|通报)?(?:分别)?(?:如下|[是为])："
)
"""What stands between an honour and the list of those who get it: no other clause, or one that says so (，名单如下：)."""


@dataclass(frozen=True, slots=True)
class _Lead:
    """What a sentence says that leads to a list below it (授予下列3个单位“先进工会”称号：)."""

    names: tuple[Span, ...]
    """Each honour that it names; none where it only honours (对下列单位予以表彰：)."""
    below: re.Match[str]
    """The words for those who are listed, with their number where one is declared."""
    ordinal: Span | None
    first: Span | None = None
    """Who is named in the sentence and is one of those below (给予甲等3名同志……：)."""
    is_known: bool = True
    """Whether what those below get could be told."""

    @property
    def whom(self) -> str:
        """The noun for those who are listed (单位, 同志), where there is one."""
        return self.below.groupdict().get("whom") or ""


@dataclass(frozen=True, slots=True)
class _List:
    """A sentence that leads to a list, and the lines of the list."""

    prose: Prose
    lead: _Lead
    lines: list[Piece]

    @property
    def of_persons(self) -> bool:
        """Whether the sentence says that persons are listed, and nobody else."""
        counts_persons = self.lead.first is not None and self.lead.below["unit"] in headings.PERSON_UNITS
        return counts_persons or all(self._whom())

    @property
    def is_of_winners(self) -> bool:
        """Whether each line can be nothing but a winner: persons and others (下列单位和个人), or families."""
        return (any(self._whom()) and not self.of_persons) or self.lead.below[0].endswith("家庭")

    def _whom(self) -> list[bool]:
        parts = _WHOM_PART.split(self.lead.whom or self.lead.below[0])
        return [grammar.PERSON_NOUN.search(part) is not None for part in parts]


def read_led(state: State) -> None:
    """Read the lists of the body to which a sentence leads that names their honour (授予下列单位“先进工会”称号：).

    Where it names none (对下列单位予以表彰：) and no annex does, the lines are noted as a list, which the title names.
    """
    end = state.annex_starts[0] if state.annex_starts else None
    lines = state.unclaimed(state.title_end + 1, end)
    listed: set[int] = set()
    led: set[int] = set()
    for each in _lists(state, lines):
        numbers = {piece.number for piece in each.lines}
        listed |= numbers if each.lead.names or end is None else set()
        led |= numbers if each.lead.names else set()
        sure = _shares(state, each)
        state.tiers += tuple(_tier(state, each, name, sure) for name in each.lead.names)
    state.listed, state.led = frozenset(listed), frozenset(led)


def _shares(state: State, listed: _List) -> float:
    """Return how sure it is that all below get each honour; of honours given 分别 nobody says who gets which."""
    flow, at = listed.prose.flow, listed.prose.plain.find("分别")
    if at < 0 or len(listed.lead.names) <= 1:
        return SURE
    span = flow.spans(at, at + len("分别"), state.text)[0]
    state.doubt(span, "each honour here is taken to be given to all below; each may have winners of its own")
    return state.sureness(span)


def _lists(state: State, lines: Sequence[Piece]) -> Iterator[_List]:
    """Yield each list with the sentence that leads to it; one whose lines are headings themselves is left to other rules."""
    leads = list(_leads(lines))
    if all(lead.first is None and outline.opens_list(lines[last - 1]) for _, last, _, lead in leads):
        return  # each is the heading of a tier
    bounds = (*(first for first, *_ in leads), len(lines))
    for (begin, last, prose, lead), bound in zip(leads, bounds[1:], strict=True):
        below = lines[last:bound]
        end = min(body.end_of_list(below), _next_item(lines[begin], below))
        if 0 < end < len(below) and below[end - 1].text.endswith(_GOES_ON):
            end += 1
        while end and _ADDED.match(below[end - 1].text):
            end -= 1
        found = _List(prose, lead, list(map(_without_stop, below[:end])))
        if not end and below and _run(state, ended := _List(prose, lead, [_without_stop(below[0])])):
            found = ended
        is_led = lead.is_known or (bool(lead.names) and _begins_with_first(found))
        if is_led and found.lines and not any(map(_is_no_entry, found.lines)):
            yield found
        else:
            state.promised |= {
                piece.number for piece in below[:end] if lead.is_known or outline.names_winners(piece)
            }


def _begins_with_first(listed: _List) -> bool:
    """Say whether the first of the lines below begins with who is named first in the sentence."""
    first = listed.lead.first
    words = listed.prose.flow.folded[first.begin : listed.lead.below.start()] if first is not None else ""
    name = _FIRST_END.split(words)[0]
    return bool(name) and any(piece.bare.startswith(name) for piece in listed.lines[:1])


def _next_item(opening: Piece, below: Sequence[Piece]) -> int:
    """Return how many lines stand above the item that goes on counting where the sentence was one (三、……：, 四、……)."""
    mark = outline.ordinal_of(opening)
    for at, piece in enumerate(below if mark is not None else ()):
        ordinal = outline.ordinal_of(piece)
        if mark is not None and ordinal is not None and ordinal.style == mark.style:
            goes_on = ordinal.value == mark.value + 1 and not _is_no_entry(piece, len(piece.text))
            return at if goes_on else len(below)
    return len(below)


def _leads(lines: Sequence[Piece]) -> Iterator[tuple[int, int, Prose, _Lead]]:
    """Yield each sentence that leads to a list, with the places of its first line and of the line behind its last."""
    first = 0
    for place, piece in enumerate(lines):
        if not grammar.PARAGRAPH_END.search(piece.text):
            first = max(first, place + 2 - _LONGEST_LEAD)
            continue
        begins = range(place, first - 1, -1) if piece.text.endswith(("：", ":")) else ()
        for begin in begins:
            prose = Prose.of(Flow.of(lines[begin : place + 1]))
            lead = _lead_of(prose)
            if lead is not None:
                yield begin, place + 1, prose, lead
                break
        first = place + 1


def _without_stop(piece: Piece) -> Piece:
    """Return an entry without the mark that parts it from the next, or ends the list as a sentence."""
    return piece.part(0, len(piece.text) - 1) if piece.text.endswith(("；", "。")) else piece


def _is_no_entry(piece: Piece, longest: int = _LONGEST_ENTRY) -> bool:
    """Say whether a line below such a sentence is a heading or prose, so that the list is more than its winners."""
    ordinal = outline.ordinal_of(piece)
    words = piece.text[ordinal.match.end() :] if ordinal else piece.text
    if tables.is_row(piece):
        return False
    return len(words) > longest or outline.is_tier_heading(words) or outline.opens_list(piece)


def _tier(state: State, listed: _List, name: Span, sure: float) -> Tier:
    flow, mark = listed.prose.flow, listed.lead.ordinal
    honour = replace(flow.reading(name.begin, name.end, state.text), confidence=sure)
    declared = (
        flow.counted(listed.lead.below, state.text)
        or _count_before(state, flow, name)
        or headings.count_behind(state, flow, name)
    )
    ordinal = flow.reading(mark.begin, mark.end, state.text) if mark is not None else None
    tier = Tier(ordinal, honour, headings.kind_of_tier(honour.value), declared, _run(state, listed))
    if tier.categories:
        entries.claim(state, listed.lines)
    else:
        tier = replace(tier, categories=_entries(state, listed, tier))
    _look_for_first(state, listed, tier)
    return _said_dead(state, listed, tier)


def _said_dead(state: State, listed: _List, tier: Tier) -> Tier:
    """Return a tier whose persons are honoured posthumously where the act before them says so (追授下列同志……：)."""
    flow, whom = listed.prose.flow, listed.lead.first or Span(*listed.lead.below.span())
    act = grammar.POSTHUMOUS_ACT.search(flow.folded, max(0, whom.begin - _LONGEST_VERB), whom.begin)
    if act is None:
        return tier
    said = flow.reading(*act.span(), state.text)
    groups = (
        replace(each, cases=tuple(posthumously(case, said) for case in each.cases))
        for each in tier.categories
    )
    return replace(tier, categories=tuple(groups))


def _look_for_first(state: State, listed: _List, tier: Tier) -> None:
    """Point out who is named before 等 and does not stand in the list."""
    first, prose = listed.lead.first, listed.prose
    noted = len(state.findings)
    read = read_run(state, prose, first, of_persons=listed.of_persons) if first is not None else None
    del state.findings[noted:]
    listed_names = {each.name.value for case in tier.cases() for each in case.recipients}
    named = [each.name for case in read.cases for each in case.recipients] if read is not None else []
    for name in named:
        if not any(name.value in each for each in listed_names):
            message = "an honour is given to this one, who does not stand in the list below"
            state.find("unread-words", "warning", name.spans[0], message)


def _count_before(state: State, flow: Flow, name: Span) -> Reading[Count] | None:
    """Return the number of winners that stands before the honour (授予2名同志“……”称号，名单如下：)."""
    begin = max(0, name.begin - _NEAR)
    end = name.begin - (flow.folded[name.begin - 1 : name.begin] == "“")
    return flow.counted(grammar.HONOUR_COUNT.search(flow.folded[begin:end]), state.text, offset=begin)


def _entries(state: State, listed: _List, tier: Tier) -> tuple[Category, ...]:
    """Return the winners that stand in lines or rows, numbered or not."""
    name = tier.name.value
    roots, plain = growth.grow(state, listed.lines)
    if not roots and listed.is_of_winners and not any(map(tables.is_row, plain)):
        entries.claim(state, plain)
        with entries.expecting(state, honour=name, persons=False, bodies=True):
            cases = tuple(Case(None, None, parties.read_lines(state, [piece])) for piece in plain)
        return (Category(None, None, cases),)
    with entries.expecting(
        state,
        honour=name,
        persons=listed.of_persons or headings.honours_persons(name, tier.declared),
        bodies=headings.honours_bodies(name) or headings.honours_bodies(listed.lead.whom),
        declared=tier.declared,
    ):
        return entries.cases_of_lines(state, plain) + entries.categories(state, roots)


def _run(state: State, listed: _List) -> tuple[Category, ...]:
    """Return the winners of a list that is one run of names (甲、乙、丙); none where it is no run."""
    lines = listed.lines
    width = max(len(piece.text) for piece in lines) - _RAGGED
    goes_on = (piece.text.endswith("、") or len(piece.text) >= max(width, _WRAPPED) for piece in lines[:-1])
    is_run = len(lines) <= _LONGEST_RUN and all(goes_on) and any("、" in piece.text for piece in lines)
    if not is_run or any(tables.is_row(piece) or outline.ordinal_of(piece) for piece in lines):
        return ()
    noted = len(state.findings)
    prose = Prose.of(Flow.of(lines))
    read = read_run(state, prose, Span(0, len(prose.plain)), of_persons=listed.of_persons)
    if read is None:
        del state.findings[noted:]
        return ()
    return (Category(None, None, read.cases),)


# ---------------------------------------------------------------------------------------------- what the sentence says


def _lead_of(prose: Prose) -> _Lead | None:
    """Return what a paragraph says that leads to a list of winners below it, or None where it leads to none."""
    plain = prose.plain
    if not plain.endswith("："):
        return None
    mark = grammar.ITEM_MARK.match(plain)
    ordinal = Span(*mark.span("mark")) if mark else None
    begin, below = _below(plain)
    if below is None or below["whom"] is None:
        completed = _completed(prose, ordinal)
        if completed is not None or below is None:
            return completed
    quotes = [
        each for each in prose.quotes if each.begin > begin and prose.flow.folded[each.begin - 1] != "《"
    ]
    if quotes:
        names = tuple(numbered_name(prose, quote, len(plain)) for quote in quotes)
        gaps = (plain[one.end + 1 : other.begin - 1] for one, other in pairwise(quotes))
        is_row = all(len(quote) in HONOUR for quote in quotes) and all(map(_AND.fullmatch, gaps))
        return _Lead(names, below, ordinal) if is_row else None
    if below["whom"] is None:  # 授予……三八红旗手称号，名单如下：
        told = [grant.name for grant in unquoted(prose, Span(begin, len(plain))) if grant.name is not None]
        return _Lead((told[-1],), below, ordinal) if told else None
    named = named_below(plain, below, len(plain))
    gives = grammar.GIVES_END.search(plain, max(begin, below.start() - _LONGEST_VERB), below.start())
    is_act = grammar.ACT_HONOUR.match(plain, below.end()) is not None
    is_known = named is not None or is_act or (gives is not None and plain[below.end() :] == "：")
    return _Lead((named,) if named is not None else (), below, ordinal, is_known=is_known)


def _completed(prose: Prose, ordinal: Span | None) -> _Lead | None:
    """Return what a sentence gives to one of many, whom the list below it completes (给予甲等3名同志记二等功：)."""
    plain = prose.plain
    ends = [0, 0, *(each.end() for each in grammar.CLAUSE_END.finditer(plain))]
    if grammar.GRANTS.search(plain, ends[-2]) is None and not _is_later(plain, ends[-2]):
        return None
    sentence = replace(prose, plain=f"{plain[:-1]}。")
    given = [each for each in grants_of(sentence) if each.name is not None and not each.told]
    given = [each for each in given if each.run.begin >= ends[-2]]
    given = [each for each in given if each.run.begin >= ends[-1]] or given[-1:]
    runs = list(dict.fromkeys(each.run for each in given)) or _untold(plain, ends[-1])
    tail = _tail(plain, runs[-1]) if runs else None
    if tail is None:
        return None
    names = sorted({each.name for each in given if each.name is not None and each.run == runs[-1]})
    end = max(tail.end(), *(name.end for name in names)) if names else tail.end()
    told = tuple(name for name in names if not _is_act(plain, name))
    is_known = bool(names) and len(runs) == 1 and _TO_LIST.fullmatch(plain, end) is not None
    return _Lead(told, tail, ordinal, runs[-1], is_known=is_known)


def _untold(plain: str, begin: int) -> list[Span]:
    """Return the words up to a number of winners in a sentence of which it could not be told what it gives them."""
    if grammar.NO_GRANT.search(plain, begin) is not None and not _is_later(plain, begin):
        return []
    tails = list(grammar.AND_SO_MANY.finditer(plain, begin))
    return [Span(begin, tails[-1].end())] if tails else []


def _tail(plain: str, run: Span) -> re.Match[str] | None:
    """Return the number or the 等 that some names end in (等3名同志)."""
    tails = list(grammar.GROUP_TAIL.finditer(plain, max(run.begin, run.end - _LONGEST_TAIL), run.end))
    return tails[-1] if tails and tails[-1].end() == run.end else None


def _is_act(plain: str, name: Span) -> bool:
    """Say whether what is given is an act that is no honour in itself (予以表彰), which the title names."""
    acts = grammar.ACT_HONOUR.finditer(plain, max(0, name.begin - _LONGEST_VERB), name.end)
    return any(act.span("name") == (name.begin, name.end) and not act["own"] for act in acts)


def _below(plain: str) -> tuple[int, re.Match[str] | None]:
    """Return the words for those who are listed below, and where the sentence begins that gives them something.

    That may be the sentence before the one that only says that they are listed (授予……称号。名单如下：).
    """
    ends = [0, *(each.end() for each in grammar.CLAUSE_END.finditer(plain))]
    below = next(reversed(list(grammar.LEADS_BELOW.finditer(plain, ends[-1]))), None)
    for begin in ends[-1:-3:-1] if below is not None else ():
        if _is_later(plain, begin) or (
            grammar.GRANTS.search(plain, begin) and not grammar.NO_GRANT.search(plain, begin)
        ):
            return begin, below
        if below is not None and below["whom"] is not None:
            break
    return 0, None


def _is_later(plain: str, begin: int) -> bool:
    return any(act.search(plain, begin) for act in grammar.LATER_ACTS.values())
