"""Whether the 和 that stands before words joins them to a name before, or is the first character of a name itself."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.names.places import opening_places
from uniongraph.parser import parties, surnames
from uniongraph.parser.state import DOUBTED

if TYPE_CHECKING:
    from uniongraph.model import Recipient
    from uniongraph.parser.state import State

__all__ = ["doubted", "opens_name"]

_NOTHING_BEFORE = (
    *("授予", "追授", "给予", "命名", "表彰", "奖励", "对", "给", "将", "把", "向"),
    *("和", "与", "及", "：", ":"),
)
"""What no name stands before that 和 could join: 授予和平区总工会, 河西区和和平区."""
_PLACE = re.compile(
    rf"和(?:[{grammar.HAN}](?:[区镇乡村]|街道)|(?:平|顺|硕|静|政)县|田(?:地区|市|县)|龙市|林格尔)"
)
"""A place that 和 begins: no place but a county is called by one character (平区)."""
_WORD = re.compile("和(?:平(?![安台原面])|谐|睦|田(?![径园野间])|顺(?![丰义德])|美(?![术容食]))")
"""A word that 和 begins and names of bodies open with; 平安, 田径, 美术 are words without it."""


def opens_name(plain: str, folded: str, begin: int, end: int) -> bool:
    """Say whether the 和 right before ``begin`` is the first character of the name that ends at ``end``.

    Behind a verb or another 和 it joins nothing; behind 、 it hardly ever does, and behind ， it mostly does.
    """
    words = folded[begin - 1 : end]
    is_first = plain.endswith(_NOTHING_BEFORE, 0, begin - 1)
    if parties.Slot.of(words).is_sure:
        if is_first or _PLACE.match(words):
            return True
        is_listed = plain.endswith("、", 0, begin - 1)
        if is_listed and _WORD.match(words):
            return not opening_places(words[1:])
    is_last = end >= len(plain) or plain[end] not in "、，,"
    joins = is_last and not is_first
    if joins and plain.endswith(("，", ","), 0, begin - 1):
        return False
    return surnames.begins_with_he(words, may_join=joins)


def doubted(state: State, folded: str, begin: int, person: Recipient) -> Recipient:
    """Return a person, with doubt where the name is one without its 和 too, and another stands before (张三、和李四、王五)."""
    words = person.name.value
    if not words.startswith("和") or not folded.startswith("和", begin):
        return person
    if folded.endswith(_NOTHING_BEFORE, 0, begin) or grammar.NAME.fullmatch(words, 1) is None:
        return person
    message = "和 is taken for the first character of this name; it may join the name to the one before"
    state.doubt(person.name.spans[0], message)
    return replace(person, name=replace(person.name, confidence=DOUBTED))
