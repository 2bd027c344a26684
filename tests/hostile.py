"""Texts that no office ever wrote, made to be slow or fatal to read: each grows to any length."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from uniongraph import sources
from uniongraph.model import Text

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = "临江市总工会关于表彰2020年度先进集体的决定\n\n"
LIST = f"{HEAD}现予以表彰。\n\n附件\n\n2020年度先进集体名单\n\n一、一等奖\n\n"

UNITS: dict[str, str] = {
    "one line of prose": "为弘扬劳模精神开展评选活动",
    "blank lines": "\n",
    "spaces": " ",
    "spaces in words": "工 会 ",
    "two spaces in words": "工会  ",
    "ordinals 1.": "1. 甲\n",
    "ordinals counting": "{n}. 智能称重系统\n江北区石桥{n}街道总工会\n",
    "Chinese ordinals": "（一）\n（一）甲\n一、乙\n",
    "grades below ordinals": "一、甲\n（一）乙\n一等奖：丙工会\n",
    "grades below groups": "甲组\n一等奖\n丙工会\n",
    "grades below grades": "先进单位（2个）\n一等奖\n特别奖\n",
    "nested ordinals": "一、甲\n（一）乙\n1. 丙\n（1）丁\n①戊\n",
    "Chinese digits": "一",
    "digits": "1",
    "counts": "1个",
    "units": "1个/个",
    "open quotes": "“",
    "closed quotes": "“”",
    "quotes and 获": "“”获",
    "quoted honours": "工会“甲乙”获“一等奖甲”",
    "quoted cases": "甲市总工会“甲乙”、",
    "quoted cases of one body": "甲市总工会“甲{n}乙”获“一等奖{n}甲”。",
    "quoted cases, numbered": "{n}市总工会“甲{n}乙”获“一等奖甲”。",
    "授予": "授予",
    "授予 and 等": "授予甲工会等",
    "授予 and an honour": "授予甲{n}工会等3个单位“先进集体”称号，",
    "honours one by one": "授予江北{n}工会“先进{n}集体”称号。",
    "honours before colons": "先进集体（2个）：甲工会、",
    "对": "对甲",
    "acts": "对甲工会予以通报表扬，",
    "acts before names": "现通报表扬",
    "honours of the same winners": "“先进集体”、",
    "honours for each": "分别授予甲工会“先进集体”、",
    "命名 and 为": "命名甲为",
    "等 and a noun": "等2个先进集体",
    "got": "甲工会获得优秀奖，",
    "quoted in part": "授予甲工会“甲乙”先进单位称号，",
    "revocations": "撤销甲工会“先进集体”称号，",
    "revocations of its": "乙工会失实，撤销其“先进集体”称号，",
    "confirmations": "甲工会复核合格，继续保留“先进集体”称号，",
    "earlier names": "撤销先进集体",
    "straight quotes": '授予甲工会"先进集体"，',
    "half-width marks": "甲工会,乙工会:(丙);",
    "names and 和": "授予甲和乙",
    "nested quotes": "“‘",
    "open titles": "《",
    "long open titles": "《" + "关" * 119,
    "titles": "《关于表彰先进的通知》",
    "deep brackets": "（",
    "brackets and 名单": "名单（",
    "shut brackets": "）",
    "、": "、",
    "names and 、": "甲工会、",
    "names on lines": "第{n}钢铁厂工会\n",
    "titles and names": "打造{n}号阵地\n第{n}钢铁厂工会\n",
    "关于": "关于",
    "关于 on lines": "关于\n",
    "关于 long": "关于" + "甲" * 60 + "\n",
    "通过": "通过",
    "经": "经",
    "以 and 方式": "以以以以以三种方式",
    "就 and 方面": "就就就就就六个方面",
    "经 and 程序": "经" * 160 + "通过等程序",
    "收到": "收到",
    "共1个": "共1个",
    "认定": "认定",
    "附件": "附件\n",
    "附件 named": "附件{n}：先进集体名单\n1. 甲\n",
    "附件 referred to": "附件：先进集体名单\n",
    "page numbers": "— 1 —\n",
    "dashes": "—",
    "dates": "2021年3月18日\n",
    "dates on one line": "2021年3月18日",
    "文件": "临江市总工会文件\n",
    "NUL": "\x00",
    "private use": "\ue000",
    "private use in words": "工\ue000",
    "bidirectional marks": "\u202e工\u202c",
    "combining marks": "工\u0301",
    "English words": "工 and ",
    "Latin letters": "工a",
    "tier headings": "一等奖（{n}个）\n",
    "suffixes": "工会委员会",
    "long lines": "智能称重系统" * 40 + "\n",
    "line ends of many kinds": "甲\r\n乙\x0b丙\x0c丁\u2028戊\x85\r",
}
"""What each text repeats; ``{n}`` is replaced by the number of the repetition."""

PLACES: dict[str, str] = {"alone": "", "in the body": HEAD, "in the list": LIST}


def text_of(content: str) -> Text:
    """Return a text with this content, as if it had been read from a UTF-8 file."""
    data = content.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(data).hexdigest()
    return Text("hostile.txt", "text/plain", digest, len(data), "utf-8", content, sources.split(content))


def hostile(unit: str, place: str, size: int) -> Text:
    """Return about ``size`` bytes (UTF-8) of one unit in one place."""
    pattern = UNITS[unit]
    times = size // len(pattern.replace("{n}", "10000").encode("utf-8", "surrogatepass")) + 1
    number = (lambda n: pattern.replace("{n}", str(n))) if "{n}" in pattern else (lambda _: pattern)
    return text_of(PLACES[place] + _repeated(number, times))


def _repeated(part: Callable[[int], str], times: int) -> str:
    return "".join(map(part, range(1, times + 1)))
