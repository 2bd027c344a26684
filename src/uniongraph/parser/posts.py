"""Where a person's unit ends and the post begins, in words that print both as one."""

from __future__ import annotations

import re

from uniongraph import grammar, names
from uniongraph.grammar import posts as words_of
from uniongraph.model import Reading, Span

__all__ = ["ends_in_post", "is_site", "is_unit", "part"]

_LONGEST_TEAM = 12
_LONGEST_POST = 24
"""No post has more characters; what is longer holds a unit, or is none."""
_LONGEST_SITE_WORD = 4
_VILLAGES = ("村", "社区")
_VILLAGE_OF_TOWN = re.compile(rf"(?:街道|[镇乡县市区])[{grammar.HAN}]{{2,6}}(?:社区|村)$")
"""某某市某某区某某街道东桥社区: a community by the town or the district that it is in."""
_MARKS = "，,、；; \u3000\t"


def part(words: str, offset: int) -> tuple[Reading[str] | None, Reading[str] | None]:
    """Return unit and post that are printed as one (某某学校校长): the longest unit before a post.

    A part of the unit with a name of its own belongs to it (水质班班长: 水质班); the head of what every unit has holds a
    post of the unit itself (工会主席, 党委书记). What leads to the unit (生前系) is no part of it; 原 before it is said
    of the post. ``offset`` is where in the source the words begin.
    """
    begin = _without_lead(words)
    sent = words_of.SENT_TO.search(words, begin)
    if sent is not None and names.is_organization(words[begin : sent.start()]):
        return _parted(words, (begin, sent.start()), offset, None)
    former = words_of.FORMER.match(words, begin)
    opening = words_of.BEGINS_POST.finditer(words)
    within = {at for word in opening for at in range(word.start() + 1, word.end() + 1)}
    several = words_of.HOLDS_POST.search(words, begin)
    for cut in range(several.end() - 1 if several else len(words) - 1, begin + 1, -1):
        unit = words[begin:cut].rstrip(_MARKS)
        post = words[cut:].lstrip(_MARKS)
        if cut in within or post.startswith(words_of.BOUND) or not grammar.POST.fullmatch(post):
            continue
        if former is not None and (is_unit(rest := unit[1:]) or _is_team(rest) or is_site(rest)):
            return _parted(words, (former.end(), former.end() + len(rest)), offset, former)
        if is_unit(unit) or _is_team(unit) or is_site(unit):
            return _parted(words, (begin, begin + len(unit)), offset, None)
    whole = _reading(words, begin, len(words), offset)
    if not names.is_organization(whole.value) and grammar.POST.fullmatch(whole.value):
        return None, whole
    return whole, None


def _without_lead(words: str) -> int:
    """Return where the unit begins, behind the word that leads to it (生前系某某厂)."""
    lead = words_of.LEAD.match(words)
    return lead.end() if lead is not None else 0


def ends_in_post(bare: str) -> bool:
    """Say whether words are a post, or a unit and a post of it, however long or with a name in quotation marks."""
    if grammar.POST.fullmatch(bare):
        return True
    if len(bare) > _LONGEST_POST and grammar.POST.fullmatch(bare[-_LONGEST_POST:]):
        unit, post = part(bare, 0)
        return unit is not None and post is not None
    return "”" in bare and any(grammar.POST.fullmatch(bare[-length:]) for length in (2, 3, 4))


def _parted(
    words: str, bounds: tuple[int, int], offset: int, former: re.Match[str] | None
) -> tuple[Reading[str], Reading[str]]:
    """Return unit and post, the unit without the office of it that somebody heads; 原 before the unit opens the post."""
    begin = bounds[0]
    unit = _without_office(words[begin : bounds[1]])
    end = begin + len(unit)
    at = end + len(words[end:]) - len(words[end:].lstrip(_MARKS))
    post = _reading(words, at, len(words), offset)
    if former is not None:
        span = Span(offset + former.start(), offset + former.end())
        post = Reading(former[0] + post.value, (span, *post.spans))
    return _reading(words, begin, end, offset), post


def _reading(words: str, begin: int, end: int, offset: int) -> Reading[str]:
    return Reading(grammar.tidy_name(words[begin:end]), (Span(offset + begin, offset + end),))


def is_unit(words: str) -> bool:
    """Say whether words are a body's name, one whose office is cut short, or a place's, which stands for who governs it."""
    office = f"{words}公室" if words_of.OFFICE_SHORT.search(words) else ""
    if names.is_organization(words) or (office and names.is_organization(office)):
        return True
    if grammar.PLACE_NAME.fullmatch(words) is not None and names.is_organization(f"{words}政府"):
        return True
    return _VILLAGE_OF_TOWN.search(words) is not None


def _is_team(words: str) -> bool:
    """Say whether words are the name of a team of some body, by a word that ends no other name (某某公司水质班).

    The team has a name of its own: of 某某公司班组长, 班 is no team.
    """
    end = grammar.SHIFT_END.search(words)
    if end is None or names.is_organization(words[: end.start()]):
        return False
    begins = range(end.start() - 1, max(end.start() - _LONGEST_TEAM, 1), -1)
    return any(names.is_organization(words[:begin]) for begin in begins)


def is_site(words: str) -> bool:
    """Say whether words are the name of a site, by a word that ends no body's name (某某县东港码头).

    The bare word behind a body begins a post of it: of 某某公司码头调度员, 码头 is no unit.
    """
    end = words_of.SITE_END.search(words[-_LONGEST_SITE_WORD:])
    before = words[: len(words) - len(end[0])] if end is not None else ""
    return len(before) > 1 and not before.endswith(_VILLAGES) and not names.is_organization(before)


def _without_office(unit: str) -> str:
    """Return a unit without the office of it that somebody heads, where what is left is a unit, and no county's body."""
    office = grammar.OFFICE_END.search(unit)
    rest = unit[: office.start()].rstrip() if office else ""
    is_village = rest.endswith(("村", "社区", "镇", "乡", "街道")) and is_unit(rest)
    return rest if is_village or names.is_organization(rest) else unit
