"""Deciding: whether an equal name says enough to be taken unseen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uniongraph.matching.parts import BODIES, is_company
from uniongraph.matching.places import CITY, MUNICIPALITIES, rank

if TYPE_CHECKING:
    from uniongraph.matching.parts import Parts

__all__ = ["says_enough", "tells_city"]

_COMMON: Final = re.compile(
    r"(?:第[0-9]+|[0-9]+|人民|中心|中医|中西医结合|妇幼|妇婴|儿童|实验|附属|示范|直属|机关|教育|医务|卫生|职工|工人|行业|系统|产业|建设|交通"
    r"|公安|财政|税务|民政|司法|文化|体育|科技|金融|农业|市政|青少年|少年|老年|开放|广播|电视|总|区|县|市|镇|乡|街道|社区|服务|活动|图书|博物)*"
)
"""Words that bodies of many places are called by, and by nothing else: 第一人民医院, 中心小学, 教育工会."""
_MAYBE_PLACED: Final = re.compile(r"(?!中国|全国|国家).{1,4}?(?:[区县旗镇乡市州盟]|街道)")
"""What a name may open with that is a place of no register."""


def says_enough(parts: Parts, kind: str, *, is_placed: bool) -> bool:
    """Say whether nobody else can be expected to bear the name that these are the parts of.

    ``is_placed`` says that whoever asks knows the city. Without one, a district, and what is called by its work in a
    district, has namesakes in other cities; a district with a town of its own has none, and a registered company
    is the only one of its name. Nobody is known by the name of a person.
    """
    if kind == "person":
        return False
    if kind not in BODIES or is_placed or _names_city(parts):
        return True
    is_common = _COMMON.fullmatch(parts.core) is not None
    if is_company(parts) and not is_common:
        return True
    if parts.places:
        return bool(parts.code) and sum(rank(place) > CITY for place in parts.places) > 1
    return not is_common and not _MAYBE_PLACED.match(parts.core)


def _names_city(parts: Parts) -> bool:
    """Say whether a name says its city, or says its province and no district in it."""
    ranks = {rank(place) for place in parts.places}
    if not ranks:
        return bool(parts.code) and not _MAYBE_PLACED.match(parts.core)
    return CITY in ranks or max(ranks) < CITY


def tells_city(division: str) -> bool:
    """Say whether the code of a division tells a city: that of a province with several does not."""
    return not division.endswith("0000") or division in MUNICIPALITIES
