"""The places that open the name of a body, as their last characters say them: no register has to hold them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from uniongraph.grammar import HAN

__all__ = ["PARTY_NAMES", "opening_places"]

PARTY_NAMES: Final = re.compile(r"^(?:中国共产党|中共|中国共产主义青年团|共青团)")
_OVER_PLACE: Final = re.compile(rf"{PARTY_NAMES.pattern}|^国家税务总局")
_NO_BODY: Final = rf"(?:(?![局厅委院校司厂部处]|集团|中国|国家|全国)[{HAN}])"
"""A character that may stand in the name of a place: 交通局城东区 is none."""
_SMALL: Final = r"县(?!域)|(?<![社小片商景林矿厂校山灾])区(?!域|划|块|间|位)|旗|(?<![城集小])镇(?!域)|(?<!城)乡(?!土|镇|村)|街道"
_MARKETS: Final = "场|容|域|郊|部|政(?![府协法务])"
"""What makes 市 the first character of a word: 上海市场, 市政工程."""
_FIRST: Final = re.compile(
    rf"{_NO_BODY}{{2,8}}?(?:自治区|(?<!节)省|(?<![超夜])市(?!{_MARKETS})|州|(?<!联)盟|{_SMALL})"
)
_NEXT: Final = re.compile(rf"{_NO_BODY}{{2,6}}?(?:(?<![超夜城门])市(?!{_MARKETS})|{_SMALL})")


@lru_cache(maxsize=1 << 11)
def opening_places(name: str) -> tuple[str, ...]:
    """Return the places that a name opens with, each in the one before it: 临江市, 城东区 for 临江市城东区总工会.

    Remembered: issuers are asked about most, several times in each of their decisions.
    """
    prefix = _OVER_PLACE.match(name)
    end = prefix.end() if prefix else 0
    found: list[str] = []
    while place := (_NEXT if found else _FIRST).match(name, end):
        found.append(place[0])
        end = place.end()
    return tuple(found)
