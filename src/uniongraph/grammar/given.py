"""What the body calls the honours that it gives: as a title, a prize, or what somebody is named."""

from __future__ import annotations

import re
from typing import Final

from uniongraph.grammar.characters import HAN

__all__ = ["BEFORE_TITLE", "NAMED_AS", "PRIZE_QUOTED", "TITLE_WORD", "WHOSE"]

NAMED_AS: Final = re.compile("为“(?P<name>[^“”]{2,40})”")
"""甲等5家企业为“某某企业”: what somebody is named."""
PRIZE_QUOTED: Final = re.compile("“(?P<name>[^“”]{1,40}奖[章状项]?)”")
"""授予甲等5个单位“优秀组织奖”: a prize, which needs no other word behind it."""
TITLE_WORD: Final = re.compile("(?:荣誉|光荣)?称号")
BEFORE_TITLE: Final = re.compile(rf"[{HAN}A-Za-z\d]{{4,}}$")
"""授予甲等3个集体某某先锋集体称号: the words before 称号, which end in the name of the honour."""
WHOSE: Final = re.compile(
    r"(?:\d{4}(?:[-—–~至]+\d{4})?年?度?)?(?:第[一二三四五六七八九十百\d]{1,4}[届批]|首[届批])?"
    rf"(?:全[国省市县区]|[{HAN}]{{1,8}}?[省市县区州盟旗])?"
)
"""2020年度绿屏市: whose an honour is, and of which year, which one print of its name says and another leaves out."""
