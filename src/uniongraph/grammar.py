"""The forms of official documents, as data: each pattern with what it reads and an example.

The parser's rules decide *when* a pattern applies; this module only says what things look like. Patterns are
written for text whose stray spaces are already gone (`Flow`), unless their names end in ``_LINE``.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["number_of", "split_outside", "subject_of", "tidy_name", "tidy_title"]

# ---------------------------------------------------------------------------------------------- characters

HAN: Final = r"\u3400-\u9fff\uf900-\ufaff〇○"
OPEN: Final = "（("
CLOSE: Final = "）)"

_DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
}
_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "千": 1000}
CN_NUMBER: Final = "[零〇○一二三四五六七八九十百千两]+"


def number_of(printed: str) -> int | None:
    """Return the value of an Arabic or a Chinese numeral (12, 十二, 二〇一八), or None where it is neither."""
    if printed.isdecimal():
        return int(printed)
    if not printed or any(character not in _DIGITS and character not in _UNITS for character in printed):
        return None
    if not any(character in _UNITS for character in printed):
        return int("".join(str(_DIGITS[character]) for character in printed))
    total = digit = 0
    for character in printed:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


# ---------------------------------------------------------------------------------------------- spaces

_INVISIBLE: Final = re.compile("[\u200b\u2060\ufeff]+")
_SPACES: Final = re.compile(r"\s+")
_WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003134f“”‘’"
_BREAKS: Final = re.compile(rf"(?<=[{_WIDE}])\s*[\r\n]+\s*|\s*[\r\n]+\s*(?=[{_WIDE}])")
_STRAY: Final = re.compile(rf"(?<=[{_WIDE}]) | (?=[{_WIDE}])")
_HALVES: Final = re.compile(rf"(?<=[{_WIDE}]{{3}}) (?=[{_WIDE}]{{3}})")
"""A space parts the halves of a slogan (微朗读 大视野) only where each half has at least three characters."""


def tidy_name(printed: str) -> str:
    """Return a name as one would type it: lines joined, and no space beside a Chinese character.

    ``某某局 12 所工会`` becomes ``某某局12所工会``; between two Latin words one space is kept.
    """
    return _STRAY.sub("", _SPACES.sub(" ", _INVISIBLE.sub("", printed)).strip())


def tidy_title(printed: str) -> str:
    """Return a title as one would type it: stray spaces dropped, one kept between a slogan's halves.

    ``打造 24 小时在线`` becomes ``打造24小时在线``; ``微朗读 大视野`` stays.
    """
    line = _SPACES.sub(" ", _BREAKS.sub("", _INVISIBLE.sub("", printed)))
    return " ".join(map(tidy_name, _HALVES.split(line)))


def split_outside(words: str, separators: str) -> list[tuple[int, int]]:
    """Return the parts between separators that stand outside brackets, as offsets: 各县（市、区）总工会 is one."""
    parts: list[tuple[int, int]] = []
    begin = depth = 0
    for index, character in enumerate(words):
        depth = max(depth + (character in OPEN) - (character in CLOSE), 0)
        if character in separators and not depth:
            parts.append((begin, index))
            begin = index + 1
    parts.append((begin, len(words)))
    return [part for part in parts if part[0] < part[1]]


# ---------------------------------------------------------------------------------------------- header (版头)

MASTHEAD: Final = re.compile(rf"(?P<bodies>[{HAN}、（）()]{{3,80}}?)文件")
"""上海市总工会文件: the issuing bodies over the red line (发文机关标志)."""

_BRACKETS: Final = r"[〔﹝\[［【（(]\s*(?P<year>(?:19|20)\d\d)\s*[〕﹞\]］】）)]"
NUMBER: Final = re.compile(rf"(?P<symbol>[{HAN}]{{2,16}}){_BRACKETS}(?:第)?(?P<serial>\d{{1,5}})[号號]")
"""沪工总基〔2018〕133号, 总工发[2007]18号: 发文字号 in any of the bracket pairs met in print."""

DOCUMENT_TYPES: Final = {
    "决议": "resolution",
    "决定": "decision",
    "命令": "order",
    "令": "order",
    "公报": "communique",
    "公告": "announcement",
    "通告": "public-notice",
    "意见": "opinion",
    "通知": "notice",
    "通报": "circular",
    "报告": "report",
    "请示": "request",
    "批复": "reply",
    "议案": "motion",
    "函": "letter",
    "纪要": "minutes",
}
"""The fifteen 文种 of the 2012 regulation, with the keys of the scheme ``document-type``."""

_TYPE_WORDS: Final = "|".join(DOCUMENT_TYPES)
TITLE: Final = re.compile(
    rf"(?P<issuer>.{{0,120}}?)关于(?P<subject>.{{2,240}}?)的?(?P<type>{_TYPE_WORDS}|公示)(?:[{OPEN}][^{CLOSE}]{{1,12}}[{CLOSE}])?",
    re.DOTALL,
)
"""上海市总工会关于表彰……的决定: issuer, subject (事由) and 文种."""

ADDRESSEES: Final = re.compile(r"(?P<names>[^。！？；：:]{2,300})[：:]")
"""各区总工会，各局（产业）工会： the line after the title (主送机关)."""

NOTE: Final = re.compile(rf"[{OPEN}](?P<note>此件.{{1,60}}|共印\d+份)[{CLOSE}]")
"""（此件发至各区局工会）, （此件公开发布）: 附注."""

ANNEX_REFERENCE: Final = re.compile(r"附件[:：]\s*(?:\d{1,2}\s*[.．、:：]\s*)?(?P<title>\S.*)", re.DOTALL)
"""附件：2017年度……获奖名单: 附件说明, before the signature."""

ANNEX_MARK: Final = re.compile(r"附件\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?[:：]?")
"""附件, 附件1: the line that opens an annex."""

ZEROS: Final = "0０零〇○OoΟОо〇"
DATE: Final = re.compile(
    rf"(?P<year>[12１２][\d]{{3}}|二[{ZEROS}][{ZEROS}一二三四五六七八九]{{2}}|一九[{ZEROS}一二三四五六七八九]{{2}})年"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
"""2018年4月26日, 二〇一八年四月二十六日 with each zero met in print: 成文日期."""

PAGE_NUMBER_LINE: Final = re.compile(r"\s*(?:[-—–－―]+\s*\d{1,4}\s*[-—–－―]*|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?)\s*")
"""— 2 —, - 3 -, 第 2 页 共 5 页."""

TAIL: Final = re.compile(r"(?:主题词|抄送|印发|抄报|责任编辑)[:：].*|.{2,40}办公室\S{0,12}印发")
"""抄送：…, 某某办公室2018年4月26日印发: 版记, below the decision."""

# ---------------------------------------------------------------------------------------------- what it does

CONFERS: Final = re.compile(
    "表彰|授予|命名|表扬|嘉奖|记功|通令|颁发|颁奖|评选结果|获奖名单|荣?获[“\"]|被评为|奖励|认定.{0,30}(?:荣誉|称号)"
)
"""The acts by which an honour is given."""

REFUSALS: Final = (
    (re.compile("公示"), "it announces a list for objections (公示); the award is not decided yet"),
    (re.compile("撤销|收回.{0,12}称号|取消.{0,20}(?:称号|资格)"), "it revokes an earlier award; it confers none"),
    (re.compile("更正|勘误"), "it corrects an earlier document; it confers nothing"),
    (
        re.compile("征集|申报|推荐|推选|报送|开展.{0,40}(?:评选|活动)|举办|召开|做好.{0,40}工作|(?:评选|表彰)(?:办法|方案|条例|工作)|收费|费用|标准"),
        "it calls for or regulates something; it names no winners",
    ),
)
"""Subjects (事由) of documents that look like awards and are none, each with the reason given to the user."""

# ---------------------------------------------------------------------------------------------- body (正文)

PARAGRAPH_END: Final = re.compile(r"[。！？；：:.!?;][”’」』）)]*$")

CITED: Final = re.compile(
    rf"《(?P<title>[^《》]{{4,120}}(?:{_TYPE_WORDS}|办法|规定|条例|方案|规则|细则))》(?:[{OPEN}](?P<number>[^{CLOSE}]{{5,40}})[{CLOSE}])?"
)
"""《关于……的通知》（总工发〔2017〕5号): another document, cited by title."""

_PIECE: Final = "个|项|件|篇|名|家|份|例|条|位|人|部"
APPLICATIONS: Final = (
    re.compile(
        rf"(?:共|共有|有|计|收到|达)(?P<number>\d+|{CN_NUMBER})(?:余|多)?(?P<unit>{_PIECE})[^，。；、]{{0,40}}?(?:申报|报名|参评|参选|应征|投稿|参赛)"
    ),
    re.compile(
        rf"(?:收到|征集到?|受理|申报|报送|上报|推荐)[^，。；\d]{{0,24}}?(?:共|计)?(?P<number>\d+|{CN_NUMBER})(?:余|多)?(?P<unit>{_PIECE})"
    ),
)
"""共有124个案例进行了申报; 共收到申报材料86份: how many applied."""

CHANNELS: Final = re.compile(
    rf"(?:经|经过|通过|采取|采用|按照|以)(?P<items>[^。；]{{4,120}}?)(?:等)?(?P<count>\d|{CN_NUMBER})(?:种|个|条)(?:方式|途径|渠道|形式|办法)"
)
"""经甲推荐、乙推荐和自荐三种方式: the ways in."""

STAGES: Final = re.compile(r"(?:通过|经过|经|历经|按照)(?P<items>[^。；]{4,160}?)等(?:程序|环节|步骤|阶段|流程)")
"""通过初审、专家复审、投票等程序: the stages, in order."""

CRITERIA: Final = re.compile(
    rf"(?:依据|根据|按照|围绕|从|就)(?P<items>[^。；]{{4,160}}?)等?(?P<count>\d|{CN_NUMBER})(?:个)?(?:方面|维度|指标|标准|要素)"
)
"""依据创新背景、创新理念等六个方面: the criteria."""

EXAMPLE: Final = re.compile(
    r"(?P<organization>[^，。；：“”、]{4,60})“(?P<title>(?:[^“”]|“[^“”]*”){2,80})”(?P<etc>等[^，。；“”]{0,12})?"
    r"(?:荣获|获得|获评|获|被授予|被评为|入选)“(?P<honour>[^“”]{4,80})”"
)
"""某某工会“某某案例”等案例获“某某奖”: a case, its organization and its honour, quoted in the body."""

ITEM_SEPARATOR: Final = "、"
CONJUNCTIONS: Final = ("以及", "和", "与", "及")
"""What may part the last item of an enumeration from the one before it, the strongest first (甲及乙和丙)."""

CHANNEL_KINDS: Final = (
    (re.compile("自荐|自我推荐|自主申报|自行申报"), "self"),
    (re.compile("媒体|社会|群众|公众|网友|网络"), "media-society"),
    (re.compile("(?:工会|单位|组织|部门|系统|[区局]).*(?:推荐|选送|推选)"), "district-bureau-industry"),
)
STAGE_KINDS: Final = (
    (re.compile("微信.*投票"), "wechat-vote"),
    (re.compile("投票|票选"), "public-vote"),
    (re.compile("初审|初评|初选|资格审查"), "preliminary-review"),
    (re.compile("专家|复审|复评|评委"), "expert-review"),
    (re.compile("发布|公布|审定|终审|终评|公示"), "final-release"),
)
"""Words that decide which concept an item of an enumeration names; the first that is found wins."""

# ---------------------------------------------------------------------------------------------- annex (附件)

ORDINALS_LINE: Final = (
    ("chinese", re.compile(rf"(?P<mark>(?P<value>{CN_NUMBER}))\s*[、．.]\s*")),
    ("chinese-bracketed", re.compile(rf"(?P<mark>[{OPEN}]\s*(?P<value>{CN_NUMBER})\s*[{CLOSE}])\s*[、．.]?\s*")),
    ("arabic-bracketed", re.compile(rf"(?P<mark>[{OPEN}]\s*(?P<value>\d{{1,3}})\s*[{CLOSE}])\s*[、．.]?\s*")),
    ("arabic", re.compile(r"(?P<mark>(?P<value>\d{1,4}))\s*[.．、]\s*")),
    ("circled", re.compile(r"(?P<mark>(?P<value>[①-⑳]))\s*")),
)
"""一、 （一） （1） 1. ①: the styles of printed ordinals."""

_COUNT_UNITS: Final = "个|类|项|名|家|篇|人|条|位|组|户|件|例|部|对|支|所|届"
COUNT: Final = re.compile(
    rf"[{OPEN}]?(?:共|计|共计)?(?P<number>\d{{1,5}}|{CN_NUMBER})(?P<unit>(?:{_COUNT_UNITS})(?:[/／](?:{_COUNT_UNITS}))*)"
    rf"(?:[，,；;].{{0,24}})?[{CLOSE}]?[：:]?$"
)
"""10类/个, （共11个，排名不分先后）, 35家: the number a heading declares, with its unit."""

VACANT: Final = re.compile(rf"[{OPEN}:：]?空缺[{CLOSE}]?$")
"""一等奖：空缺."""

UNIT_CLASSES: Final = {"类": "AwardCategory"}
"""What a unit of count counts; every unit that is not named here counts cases."""

TIER_KINDS: Final = (
    (re.compile("特等|特别"), "special"),
    (re.compile("提名"), "nomination"),
)
"""Words that decide a tier's kind; without them it is ``main``."""

HONOUR_WORD: Final = re.compile(
    "奖|称号|先进|优秀|十佳|最佳|标兵|模范|劳模|能手|案例|红旗|文明|示范|之家|集体|个人|单位|项目|成果|名单"
)
"""Words that make a heading the name of a tier rather than of a category."""

LIST_TAIL: Final = re.compile(
    rf"(?:获奖|表彰|入选|受表彰|拟表彰|授奖)?(?:者|单位|个人|集体|案例|项目)?(?:名单|名录|一览表|目录)(?:[{OPEN}].*[{CLOSE}])?$"
)
"""…获奖名单: what an annex's title says of the list, not of the honour."""

YEAR_OF: Final = re.compile(r"(?P<year>(?:19|20)\d\d|二[〇○零O0][〇○零一二三四五六七八九]{2})年(?:度)?")
"""2017年度, 2017年, 二〇一七年度: the year an edition is named after."""

_ACT: Final = re.compile("^(?:进一步)?(?:表彰|授予|命名|表扬|嘉奖|颁发|公布|通报)+(?:奖励)?")


def subject_of(title: str) -> str:
    """Return the 事由 of a title without the act: 关于表彰2020年度先进集体的决定 gives 2020年度先进集体."""
    match = TITLE.search(title)
    return _ACT.sub("", match["subject"]).removesuffix("的") if match else title


# ---------------------------------------------------------------------------------------------- damage

LEADING_ZERO: Final = re.compile(r"(?<![\d.．:：〔\[\-—/])0\d{1,3}(?![\d.．:：\-—/年月日号])")
"""020 in running text: numbers in prose do not begin with zero, but the letter O misread does."""

LOWER_LATIN: Final = re.compile(rf"(?<=[{HAN}，。、”）])\s*(?P<word>[a-z]{{2,}})\s*(?=[{HAN}“（])")
"""A word in small Latin letters between Chinese characters."""

PRIVATE: Final = re.compile("[\ue000-\uf8ff\ufffd]")
"""Private-use characters and the mark of a lost one."""
