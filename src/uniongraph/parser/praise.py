"""The acts that are honours in themselves: praise (对甲、乙予以通报表扬) and merits (给丙记三等功)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from uniongraph import grammar, names
from uniongraph.grammar.merits import MERIT_WON
from uniongraph.model import Span
from uniongraph.parser.grant import Grant
from uniongraph.parser.subject import subject_of
from uniongraph.parser.surnames import is_surnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.parser.runs import Prose

__all__ = ["LONGEST_RUN", "acted"]

LONGEST_RUN: Final = 600
"""How far before the act the names of its winners may begin."""
_LONGEST_TAIL: Final = 20
_DECIDED: Final = re.compile("决定|批准|研究")
_PART: Final = re.compile("[，。；：]")
_ALONE: Final = re.compile("(?:经研究|研究)?(?:决定|现|特|此|一并)*(?:将其|对其)?")
"""现予以通报表扬: an act before which nobody is named."""
_DID_WELL: Final = re.compile("(?:突出|显著|优异|出色|优秀|良好|明显|卓越|名列前茅|成效|佳绩)[，。；：]$")
_CLAUSE: Final = re.compile("[，。；]")


def acted(prose: Prose, sentence: Span) -> Iterator[Grant]:
    """Yield each act that is an honour in itself (对甲、乙予以通报表扬, 给丙记三等功), in the order of the sentence."""
    found = [*_acts(prose, sentence), *_merits(prose, sentence), *_won(prose, sentence)]
    yield from sorted(found, key=lambda each: each.run.begin)


def _merits(prose: Prose, sentence: Span) -> Iterator[Grant]:
    """Yield each merit whose winners stand between it and the verb (记张三同志个人一等功)."""
    for match in grammar.MERIT_APART.finditer(prose.plain, sentence.begin, sentence.end):
        posthumous = Span(*match.span("posthumous")) if match["posthumous"] else None
        yield Grant(Span(*match.span("name")), Span(*match.span("run")), posthumous=posthumous)


def _won(prose: Prose, sentence: Span) -> Iterator[Grant]:
    """Yield each merit behind the names of a clause, where the sentence decides it (经研究决定，甲、乙荣立三等功)."""
    if _DECIDED.search(prose.plain, sentence.begin, sentence.end) is None:
        return
    for match in MERIT_WON.finditer(prose.plain, sentence.begin, sentence.end):
        begin = _clause_begin(prose.plain, max(sentence.begin, match.start() - LONGEST_RUN), match.start())
        if begin < match.start() and grammar.OPENS_NAMES.search(prose.plain, begin, match.start()) is None:
            yield Grant(Span(*match.span("name")), Span(begin, match.start()))


def _clause_begin(plain: str, begin: int, end: int) -> int:
    """Return where the names of a clause begin whose verb stands behind them."""
    for mark in grammar.CLAUSE_BEGIN.finditer(plain, begin, end):
        begin = mark.end()
    return begin


def _acts(prose: Prose, sentence: Span) -> Iterator[Grant]:
    """Yield each act whose words stand together.

    Where the act counts its winners under the name of an honour, it gives that (表彰甲等20个先进集体).
    """
    acts = list(grammar.ACT_HONOUR.finditer(prose.plain, sentence.begin, sentence.end))
    bounds = [sentence.begin, *(act.end() for act in acts)]
    ends = [*(act.start() for act in acts[1:]), sentence.end]
    for act, begin, end in zip(acts, bounds, ends, strict=False):
        run = _run_of_act(prose.plain, Span(begin, end), act)
        told = not len(run) and bool(act["verb"] and act["own"]) and begin == sentence.begin
        run = _praised(prose, act.start()) if told else run
        if not len(run):
            continue
        named = list(_named_by_number(prose, run))
        yield from named
        if not named and grammar.CASE_ENDS.search(prose.plain, run.begin, run.end) is None:
            posthumous = Span(*act.span("posthumous")) if act["posthumous"] else None
            yield Grant(Span(*act.span("name")), run, posthumous=posthumous, told=told)


def _praised(prose: Prose, act: int) -> Span:
    """Return who is meant by an act that names nobody: who did well by the nearest clause before it that says so.

    甲、乙成绩突出。为鼓励先进，现予以通报表扬: none where a clause is about nobody by name.
    """
    begin = max(0, act - LONGEST_RUN)
    marks = [begin, *(mark.end() for mark in _PART.finditer(prose.plain, begin, act)), act]
    if _ALONE.fullmatch(prose.plain, marks[-2], act) is None:
        return Span(act, act)
    clauses = reversed(list(pairwise(marks[:-1])))
    done = ((a, b) for a, b in clauses if _DID_WELL.search(prose.plain, max(a, b - _LONGEST_TAIL), b))
    return next((subject_of(prose, Span(a, b - 1)) for a, b in done), Span(act, act))


def _run_of_act(plain: str, around: Span, act: re.Match[str]) -> Span:
    """Return the names before an act, or those behind it where none stand before; empty where there are none."""
    run = None
    near = max(around.begin, act.start() - LONGEST_RUN)
    for opening in grammar.OPENS_NAMES.finditer(plain, near, act.start()):
        if opening.end() < act.start():
            each = grammar.EACH_END.search(plain, opening.end(), act.start())
            run = Span(opening.end(), each.start() if each else act.start())
    if run is None and act["verb"] is None and grammar.DECIDES.search(plain, near, act.start()):
        close = _CLAUSE.search(plain, act.end(), around.end)
        run = Span(act.end(), close.start() if close else around.end)
    if run is None and act["verb"] is None:
        goes_on = grammar.NEXT_RUN.fullmatch(plain, around.begin, act.start())
        run = Span(*goes_on.span("run")) if goes_on is not None else None
    if run is None and act["verb"] and act["own"]:  # 甲、乙予以通报表扬
        first = _clause_begin(plain, near, act.start())
        run = Span(first, act.start()) if _ends_in_name(plain[first : act.start()]) else None
    return run or Span(act.start(), act.start())


def _ends_in_name(words: str) -> bool:
    """Say whether words end in the name of a body or a person, or in the number of those who are named."""
    last = words[words.rfind("、") + 1 :]
    is_counted = grammar.BARE_TAIL.search(words[-_LONGEST_TAIL:]) is not None
    return is_counted or names.is_organization(last) or (bool(last) and is_surnamed(last))


def _named_by_number(prose: Prose, run: Span) -> Iterator[Grant]:
    """Yield each honour that stands as the noun behind a number of winners (等20个先进集体)."""
    begin = run.begin
    for match in grammar.NUMBERED_HONOUR.finditer(prose.plain, run.begin, run.end):
        if grammar.TIER_NAME.search(match["name"]):
            yield Grant(Span(*match.span("name")), Span(begin, match.start("name")))
        begin = match.end()
