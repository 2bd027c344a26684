"""The acts that are honours in themselves (记功, 嘉奖, 通报表扬): how sentences and headings say them.

An honour of this kind is called by what is printed of it without the verb: 记个人二等功, 荣立个人二等功 and 个人二等功 are
one. Of 记功 alone nothing is left without the verb, so it keeps it.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "ACT_HONOUR",
    "DECIDES",
    "EACH_END",
    "FOR",
    "MERIT_APART",
    "MERIT_HEADING",
    "MERIT_WON",
    "NEXT_RUN",
    "OPENS_NAMES",
]

FOR: Final = "(?<![应面相针核校])对(?![于外口策照比接标象应话方])"
"""对 before those to whom something is done; not that of 面对, 对外."""
_ACT_VERB: Final = "予以|给予|进行|提出"
_MERIT: Final = "(?:集体|个人)?(?:(?:特等|[一二三]等)功|大功)(?!臣)"
_PRAISE: Final = "(?:全[省市县区国]|公开|系统|集体|个人)?(?:通报表扬|通报表彰|通报嘉奖|通令嘉奖|嘉奖)"
ACT_HONOUR: Final = re.compile(
    rf"(?P<verb>{_ACT_VERB})?(?:(?=(?P<posthumous>追记))追)?(?:荣?记(?={_MERIT}))?"
    rf"(?P<name>(?P<own>{_PRAISE}|(?<=记){_MERIT}|记(?:集体|个人)?功)"
    rf"|(?<=予以|给予|进行|决定)(?:表彰奖励|表扬奖励|表扬|表彰|奖励))"
)
"""予以通报表扬, 记二等功: an act that is an honour in itself; without a verb before it 表彰 is none."""
MERIT_APART: Final = re.compile(
    r"(?P<verb>给予|授予|(?:(?=(?P<posthumous>追记))追)?记)(?!荣?立|(?:集体|个人)[特一二三大])(?P<run>(?:(?!记(?:集体|个人)?[特一二三大])[^，。；：“”]){2,200}?)"
    rf"(?:荣立)?(?<!(?<!荣)立)(?P<name>{_MERIT})(?!的)"
)
"""记张三同志个人一等功: the names between the verb and the merit."""
MERIT_WON: Final = re.compile(
    rf"(?:分别|均|都|各)?(?:荣立|荣记|荣获|获得?|受到?)(?P<name>{_MERIT}|{_PRAISE})(?:奖励)?(?:各?[一1]次)?(?=[，。；]|$)"
)
"""甲、乙荣立个人三等功一次, 丙受到嘉奖: a merit behind those who have it, where the sentence decides it."""
MERIT_HEADING: Final = re.compile(
    r"(?P<year>\d{4}年度?)?(?P<verb>(?:拟|予以|给予|授予|追|荣获|获得?|受到?|荣?[立记](?!功)){0,4})"
    rf"(?P<name>{_MERIT}|{_PRAISE}|记(?:集体|个人)?功)(?P<once>(?:各?[一1]次)|奖励)?"
    "(?P<whom>的?(?:先进)?(?:集体|个人|单位|人员|同志|民警|干警|辅警|警员|消防员|指战员|官兵|教师|职工|干部|者))?"
)
"""记一等功人员, 荣立个人二等功, 予以通报表扬的单位: a heading that is such an honour, with or without those who get it."""
EACH_END: Final = re.compile("(?:分别|各|均|都)$")
"""给甲、乙分别记……: between the names and the act."""
NEXT_RUN: Final = re.compile("(?:各?[一二两]次)?[，,](?P<run>[^，。；]{2,200})")
"""为甲记二等功，乙、丙记三等功: the names between one act and the next."""
DECIDES: Final = re.compile("(?:决定|现|特)$")
"""现通报表扬甲、乙: what stands before an act that has no verb and whose winners stand behind it."""
OPENS_NAMES: Final = re.compile(
    f"{FOR}|给予|予以|给(?!予|水|排水)|决定|(?:(?<=现)|(?<=特)|(?<=决定)|(?<=[，。；])|^)将(?!其|要|来|继续)"
    "|(?:^|(?<=[，；：、])|(?<=决定)|(?<=并)|(?<=同时))为(?!了|表彰|弘扬|激励|进一步|鼓励|切实|全面|贯彻|认真|树立)"
)
"""对甲、乙予以……, 给丙记……: the word before those who get it."""
