"""Which honours a sentence gives, and which of its words name the winners."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uniongraph import grammar, names
from uniongraph.grammar.later import PASSED
from uniongraph.grammar.lists import EDITION_BEFORE, count_in
from uniongraph.grammar.merits import MERIT_HEADING
from uniongraph.grammar.prose import SAME_HONOUR
from uniongraph.model import Span
from uniongraph.parser import parties
from uniongraph.parser.grant import Grant
from uniongraph.parser.praise import LONGEST_RUN, acted
from uniongraph.parser.surnames import is_part_of_name, is_surnamed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.parser.runs import Prose

__all__ = ["HONOUR", "grants_of", "listed_in", "named_below", "numbered_name", "unquoted", "whole_name"]

HONOUR: Final = range(2, 61)
"""How long the name of an honour is."""
_NEAR: Final = 40
"""How many characters before a quotation tell whether it is an honour."""
_LONGEST_HEAD: Final = 120
_LONGEST_VERB: Final = 10
_CONTEST: Final = "杯赛奖"
"""What the name of a contest ends in, of which a grade is given."""
_LONGEST_EDITION: Final = 16
_WHOM_PART: Final = re.compile("[和及、]")
_PERSON_UNITS: Final = ("名", "位", "人")


def grants_of(prose: Prose) -> Iterator[Grant]:
    """Yield what the sentences of a paragraph give; the ordinal of the paragraph is that of the one honour it gives."""
    mark = grammar.ITEM_MARK.match(prose.plain)
    found = list(_in_sentences(prose))
    if mark is None or len(found) > 1:
        yield from found
    else:
        yield from (replace(grant, ordinal=grant.ordinal or Span(*mark.span("mark"))) for grant in found)


def _in_sentences(prose: Prose) -> Iterator[Grant]:
    """Yield what each sentence gives; those that tell of earlier or withdrawn honours give nothing."""
    begin = index = 0
    for end in (*(mark.end() for mark in grammar.CLAUSE_END.finditer(prose.plain)), len(prose.plain)):
        quotes: list[Span] = []
        while index < len(prose.quotes) and prose.quotes[index].end < end:
            quotes.append(prose.quotes[index])
            index += 1
        if begin < end and not _tells(prose.plain, begin, end):
            yield from _in_sentence(prose, Span(begin, end), quotes)
        begin = end


def _tells(plain: str, begin: int, end: int) -> bool:
    """Say whether a sentence tells of earlier or withdrawn honours, and not only on the way, of its winners."""
    if grammar.DATED.match(plain, begin, end) and not grammar.DECIDES_NOW.search(plain, begin, end):
        return True
    told = _telling(plain, begin, end)
    for aside in grammar.ATTRIBUTE.finditer(plain, begin, end) if told is not None else ():
        if told is None or told.start() < aside.start():
            break
        if told.start() < aside.end():
            told = _telling(plain, aside.end(), end)
    while told is not None and PASSED.fullmatch(told[0]) and grammar.GRANTING.search(plain, told.end(), end):
        told = _telling(plain, told.end(), end)  # 经复核合格，授予……
    return told is not None


def _telling(plain: str, begin: int, end: int) -> re.Match[str] | None:
    """Return the first words that tell of other honours than those given now, and are no part of a name (授予曾小华、李有望)."""
    told = grammar.NO_GRANT.finditer(plain, begin, end)
    return next((each for each in told if not is_part_of_name(plain, *each.span())), None)


def _in_sentence(prose: Prose, sentence: Span, quotes: list[Span]) -> Iterator[Grant]:
    """Yield what one sentence gives: honours in quotation marks, before a colon or without marks, and the acts around them."""
    listed = list(listed_in(prose, sentence))
    given = [grant for grant in listed if grant.name is not None]
    ways = (given, _quoted(prose, sentence, quotes), unquoted(prose, sentence), _got(prose, sentence))
    found = next((grants for way in ways if (grants := list(way))), [])
    if found:
        before = acted(prose, Span(sentence.begin, min(grant.run.begin for grant in found)))
        yield from (act for act in before if all(act.name != grant.name for grant in found))
        yield from found
    rest = _behind(found, sentence)
    more = (list(unquoted(prose, rest)) or list(_got(prose, rest))) if found else []
    yield from more
    yield from _same(prose, rest, found[-1:])
    yield from acted(prose, _behind(more, rest))
    yield from (grant for grant in listed if grant.name is None)


def _same(prose: Prose, rest: Span, found: Sequence[Grant]) -> Iterator[Grant]:
    """Yield to whom a sentence gives once more the honour that it named last (，追授丙同志该称号)."""
    for grant in found:
        for match in SAME_HONOUR.finditer(prose.plain, rest.begin, rest.end):
            dead = Span(*match.span("posthumous")) if match["posthumous"] else None
            yield Grant(grant.name, Span(*match.span("run")), posthumous=dead)


def _behind(found: Sequence[Grant], sentence: Span) -> Span:
    """Return what is left of a sentence behind the honours that were found in it."""
    ends = (max(grant.run.end, grant.name.end + 1) for grant in found if grant.name is not None)
    return Span(min(max(ends, default=sentence.begin), sentence.end), sentence.end)


# ---------------------------------------------------------------------------------------------- honours in quotation marks


def _quoted(prose: Prose, sentence: Span, quotes: Sequence[Span]) -> Iterator[Grant]:
    """Yield each honour in quotation marks with the names before it; several in a row have the same winners."""
    begin = sentence.begin
    found: list[Grant] = []
    chained = _are_honours(prose, quotes)
    for place, quote in enumerate(quotes):
        follows = quotes[place + 1].begin - 1 if place + 1 < len(quotes) else sentence.end
        if not _is_honour(prose, begin, quote, follows, chained=chained):
            continue
        name = numbered_name(prose, quote, sentence.end)
        before = Span(begin, min(name.begin, quote.begin - 1))
        begin = max(name.end, quote.end + 1)
        if found and grammar.BETWEEN_HONOURS.fullmatch(prose.plain, before.begin, before.end):
            found.append(replace(found[-1], name=name))
            continue
        run = _run_before(prose.plain, before, goes_on=bool(found))
        if run is not None:
            dead = _posthumous(prose.plain, before.begin, run)
            among = dead is not None and prose.plain.endswith("其中", before.begin, dead.begin)
            found.append(Grant(name, run, posthumous=dead, among=among))
    if found and (act := _act_behind(prose.plain, begin, sentence.end)) is not None:
        dead = _posthumous(prose.plain, begin, act) or found[-1].posthumous
        found.append(replace(found[-1], name=act, posthumous=dead))
    if found and "分别" in prose.plain[sentence.begin : found[0].run.end + _LONGEST_VERB]:
        found = _shared(found)
    yield from found


def _shared(found: Sequence[Grant]) -> list[Grant]:
    """Return the honours with the place of each among those that the same winners get, one to each (分别)."""
    by_run: dict[Span, list[Grant]] = defaultdict(list)
    for grant in found:
        by_run[grant.run].append(grant)
    groups = by_run.values()
    return [
        replace(grant, share=(place, len(group))) if len(group) > 1 else grant
        for group in groups
        for place, grant in enumerate(group)
    ]


def _act_behind(plain: str, begin: int, end: int) -> Span | None:
    """Return the act that the same winners get besides an honour (授予……称号并记一等功)."""
    between = grammar.BETWEEN_HONOURS.match(plain, begin, end)
    act = grammar.ACT_HONOUR.match(plain, between.end(), end) if between else None
    return Span(*act.span("name")) if act is not None and act["own"] else None


def _are_honours(prose: Prose, quotes: Sequence[Span]) -> bool:
    """Say whether all that a sentence quotes are honours by name, and no number of cases stands before the last."""
    if len(quotes) < 2 or not all(_is_name(prose, quote) for quote in quotes):
        return False
    between = prose.plain[quotes[-2].end + 1 : quotes[-1].begin - 1]
    return grammar.BARE_TAIL.search(between) is None and grammar.GROUP_TAIL.search(between) is None


def _is_name(prose: Prose, quote: Span) -> bool:
    words = prose.flow.folded[quote.begin : quote.end]
    is_whole = whole_name(prose, quote, len(prose.plain)) == quote
    names_one = any(form.search(words) for form in (grammar.TIER_NAME, grammar.HERO))
    return len(quote) in HONOUR and (names_one or not is_whole)


def whole_name(prose: Prose, quote: Span, end: int) -> Span:
    """Return the name of an honour of which a quotation is only the beginning, or else the quotation."""
    more = grammar.GOES_ON_QUOTED.match(prose.plain, quote.end + 1, end)
    if more is None or not (more["called"] or grammar.TIER_NAME.search(more["rest"])):
        return quote
    if more["rest"][1:] == "等奖" and prose.flow.folded[quote.end - 1] not in _CONTEST:
        return quote  # a case and its prize
    return Span(quote.begin - 1, more.end("rest"))


def numbered_name(prose: Prose, quote: Span, end: int) -> Span:
    """Return the whole name of an honour, with the number of the edition right before its marks (第三届“某某杯”优秀组织奖)."""
    name = whole_name(prose, quote, end)
    opens = quote.begin - 1
    edition = EDITION_BEFORE.search(prose.plain, max(0, opens - _LONGEST_EDITION), opens)
    return Span(edition.start(), max(name.end, quote.end + 1)) if edition is not None else name


def _is_honour(prose: Prose, begin: int, quote: Span, follows: int, *, chained: bool) -> bool:
    """Say whether a quotation is the name of an honour and not that of a case."""
    plain = prose.plain
    if prose.flow.folded[quote.begin - 1] == "《" or len(quote) not in HONOUR:
        return False
    opens = _edition_begin(plain, begin, min(numbered_name(prose, quote, len(plain)).begin, quote.begin - 1))
    near = max(begin, opens - _NEAR)
    if grammar.BEFORE_HONOUR.search(plain[near:opens]):
        return True
    if whole_name(prose, quote, len(plain)) != quote:
        return True
    if grammar.AFTER_HONOUR.match(plain, quote.end + 1):
        return True
    ends = follows == quote.end + 1 or plain[quote.end + 1] in "，。；"
    return (ends or chained) and _is_name(prose, quote)


def _edition_begin(plain: str, begin: int, end: int) -> int:
    """Return where the edition begins that stands right before an honour (2020年度“……”), or else where that does."""
    edition = grammar.EDITION_END.search(plain, max(begin, end - _LONGEST_EDITION), end)
    return edition.start() if edition is not None else end


def _run_before(plain: str, before: Span, *, goes_on: bool) -> Span | None:
    """Return the names that lead up to an honour, or None where nothing says that they get it."""
    end = before.end
    year = _edition_begin(plain, before.begin, end)
    if grammar.HONOUR_VERB.search(plain, max(before.begin, year - _LONGEST_VERB), year):
        end = year  # 命名甲、乙为2020年度“……”
    verb = grammar.HONOUR_VERB.search(plain[max(before.begin, end - _LONGEST_VERB) : end])
    if verb is not None:
        end -= len(verb[0])
    begin = None
    for act in grammar.GRANTING.finditer(plain, before.begin, end):
        if begin is not None and act.end() >= end:  # 对甲、乙授予“……”: the names stand before the act
            end = act.start()
        else:
            begin = act.end()
    if begin is None and goes_on:
        mark = grammar.GOES_ON.match(plain, before.begin, end)
        begin = mark.end() if mark else None
    if begin is None and verb is not None:
        begin = before.begin
        for mark in grammar.CLAUSE_BEGIN.finditer(plain, before.begin, end):
            begin = mark.end()
    if begin is not None and grammar.NO_WINNER.fullmatch(plain, begin, end):
        return _who_meets(plain, Span(before.begin, end if verb is not None and begin < end else begin))
    return Span(begin, end) if begin is not None and begin < end else None


def _who_meets(plain: str, before: Span) -> Span | None:
    """Return who meets the conditions, where the act only says what they are named (甲、乙达到标准，现命名为“……”)."""
    near = max(before.begin, before.end - LONGEST_RUN)
    meets = grammar.MEETS.search(plain, near, before.end)
    if meets is None:
        return None
    begin = max(near, *(plain.rfind(mark, near, meets.start()) + 1 for mark in "，：；"))
    return Span(begin, meets.start()) if begin < meets.start() else None


def _posthumous(plain: str, begin: int, run: Span) -> Span | None:
    """Return the act right before some names, where it honours the dead (追授)."""
    act = grammar.POSTHUMOUS_ACT.search(plain, max(begin, run.begin - _LONGEST_VERB), run.begin)
    return Span(*act.span()) if act else None


# ---------------------------------------------------------------------------------------------- honours without them


def listed_in(prose: Prose, sentence: Span) -> Iterator[Grant]:
    """Yield the honour that stands before the last colon of a sentence, with the names behind it."""
    plain = prose.plain
    colon = plain.rfind("：", sentence.begin, sentence.end)
    end = sentence.end - (plain[sentence.end - 1] in "。；")
    if colon < 0 or colon + 1 >= end:
        return
    begin = plain.rfind("：", sentence.begin, colon) + 1 or sentence.begin
    run = Span(colon + 1, end)
    if grammar.AS_FOLLOWS.search(plain, max(begin, colon - _LONGEST_VERB * 2), colon):
        yield Grant(None, run)
        return
    match = _listed(plain, begin, colon)
    many = grammar.AND_SO_MANY.search(plain, max(begin, colon - _LONGEST_HEAD), colon)
    if many is not None and (match is None or many.start() > match.start("name")):
        yield Grant(None, run)  # 给予甲等3名同志记二等功：甲、乙、丙。
        return
    below = grammar.LEADS_BELOW.search(plain, begin, colon)
    number = Span(below.start("number"), below.end("unit")) if below and below["number"] else None
    dead = _posthumous(plain, begin, Span(below.start(), colon)) if below is not None else None
    of_persons = below is not None and _are_persons(below)
    if below is not None and (act := named_below(plain, below, colon + 1)) is not None:
        yield Grant(act, run, declared=number, posthumous=dead, of_persons=of_persons)
        return
    if match is None:
        return
    name = Span(*match.span("name"))
    is_marked = plain[name.begin] == "“"
    name = Span(name.begin + 1, name.end - 1) if is_marked else name
    added = Span(*match.span("added")) if match["added"] else None
    words = prose.flow.folded[name.begin : name.end]
    counts = added is not None and count_in(prose.flow.folded[added.begin : added.end])
    added = added if counts else number or added
    if counts or (is_marked and below is not None) or grammar.TIER_NAME.search(words):
        mark = Span(*match.span("mark")) if match["mark"] else None
        yield Grant(name, run, mark, added, posthumous=dead, of_persons=of_persons)


def _are_persons(below: re.Match[str]) -> bool:
    """Say whether the words for those who are meant are a word for persons, and for nobody else (下列3名同志)."""
    parts = _WHOM_PART.split(below["whom"] or "")
    return below["unit"] in _PERSON_UNITS or all(map(grammar.PERSON_NOUN.search, parts))


def named_below(plain: str, below: re.Match[str], end: int) -> Span | None:
    """Return the honour without quotation marks that the words around 下列单位 name up to a colon, or the act that is one in itself."""
    acts = grammar.ACT_HONOUR.finditer(plain, max(0, below.start() - _LONGEST_VERB), end)
    act = next((each for each in acts if below.start() == each.end() or below.end() == each.start()), None)
    if act is not None:
        return Span(*act.span("name")) if act["own"] else None
    named = grammar.LED_NAME.fullmatch(plain, below.end(), end)
    merit = MERIT_HEADING.fullmatch(named["name"]) if named is not None else None
    if named is not None and merit is not None:  # 授予下列单位集体二等功：
        return Span(*(named.start("name") + at for at in merit.span("name")))
    is_honour = named is not None and (named["called"] or grammar.TIER_NAME.search(named["name"]))
    return Span(*named.span("name")) if named is not None and is_honour else None


def _listed(plain: str, begin: int, colon: int) -> re.Match[str] | None:
    """Return the words before a colon that name an honour, from the beginning, the last clause or 决定 on."""
    begins = [begin, plain.rfind("，", begin, colon) + 1, plain.rfind("决定", begin, colon) + len("决定")]
    tries = (each for each in begins if begin <= each and colon - each <= _LONGEST_HEAD)
    return next((found for each in tries if (found := grammar.LISTED.fullmatch(plain, each, colon))), None)


def unquoted(prose: Prose, sentence: Span) -> Iterator[Grant]:
    """Yield each honour whose name has no marks around it (授予甲、乙等2个单位先进集体称号)."""
    found: list[Grant] = []
    for pattern in (grammar.UNQUOTED_NAME, grammar.UNQUOTED_AS):
        for match in pattern.finditer(prose.plain, sentence.begin, sentence.end):
            is_honour = match["called"] or any(
                words.search(match["name"]) for words in (grammar.TIER_NAME, grammar.HERO)
            )
            if is_honour:
                found.append(Grant(Span(*match.span("name")), Span(*match.span("run"))))
    read = {grant.run.begin for grant in found}
    for match in grammar.GIVEN_BARE.finditer(prose.plain, sentence.begin, sentence.end):
        begin, end = match.span("words")
        begins = _honour_begins(prose.plain, begin, end) if begin not in read else []
        if begins:
            at = begins[0]
            found.append(Grant(Span(at, end), Span(begin, at), is_doubtful=len(begins) > 1))
    for grant in sorted(found, key=lambda each: each.run.begin):
        yield replace(grant, posthumous=_posthumous(prose.plain, sentence.begin, grant.run))


def _honour_begins(plain: str, begin: int, end: int) -> list[int]:
    """Return where the honour may begin in words that name its winners first, the last first; nothing where no name ends."""
    begin = max(plain.rfind("、", begin, end) + 1, begin)
    places = [
        each.start()
        for each in grammar.HONOUR_BEGIN.finditer(plain, begin + 1, end)
        if any(form.search(plain, each.start(), end) for form in (grammar.TIER_NAME, grammar.HERO))
    ]
    for is_winner in (names.is_organization, parties.is_place, is_surnamed):
        found = [at for at in reversed(places) if is_winner(plain[begin:at])]
        if found:
            return found
    return []


def _got(prose: Prose, sentence: Span) -> Iterator[Grant]:
    """Yield each honour whose name stands without marks behind the verb, where a jury's result is told."""
    begin = sentence.begin
    for match in grammar.GOT.finditer(prose.plain, sentence.begin, sentence.end):
        told = max(0, match.start() - LONGEST_RUN)
        if begin == sentence.begin and grammar.JUDGED.search(prose.plain, told, match.end()) is None:
            return
        near = max(begin, match.start() - LONGEST_RUN)
        begin = match.end()
        for mark in grammar.CLAUSE_BEGIN.finditer(prose.plain, near, match.start()):
            near = mark.end()
        if near < match.start() and grammar.TIER_NAME.search(match["name"]):
            yield Grant(Span(*match.span("name")), Span(near, match.start()))
