"""The forms of official documents, as data: each pattern with what it reads and an example.

The parser's rules decide *when* a pattern applies; this module only says what things look like. Patterns are
written for text whose stray spaces are already gone (`Flow`), unless their names end in ``_LINE``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["number_of", "one_width", "split_outside", "subject_of", "tidy_name", "tidy_title"]

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
CN_NUMBER: Final = "[零〇○一二三四五六七八九十百千两]{1,12}"
_LONGEST_NUMBER: Final = 18

ZEROS: Final = "0０零〇○OoΟοОо"
"""What stands for zero in Chinese years: digits, ideographs, a circle, and the letter O of three alphabets."""
_TO_ZERO: Final = str.maketrans(dict.fromkeys(ZEROS, "〇"))


def number_of(printed: str) -> int | None:
    """Return the value of an Arabic or a Chinese numeral (12, 十二, 二〇一八), or None where it is neither.

    Among Chinese digits any of ZEROS is a zero (二O一八, 二0一八).
    """
    if len(printed) > _LONGEST_NUMBER:
        return None
    if printed.isdecimal():
        return int(printed)
    if not any(character in _DIGITS or character in _UNITS for character in printed):
        return None
    numeral = printed.translate(_TO_ZERO)
    if any(character not in _DIGITS and character not in _UNITS for character in numeral):
        return None
    if not any(character in _UNITS for character in numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral))
    total = digit = 0
    for character in numeral:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


# ---------------------------------------------------------------------------------------------- spaces

_INVISIBLE: Final = re.compile("[\u200b\u2060\ufeff]+")
_SPACES: Final = re.compile(r"\s+")
_UNTIDY: Final = re.compile("[\\s\u200b\u2060\ufeff]")
_WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003134f“”‘’"
_BREAKS: Final = re.compile(rf"(?<=[{_WIDE}])\n|\n(?=[{_WIDE}])")
_STRAY: Final = re.compile(rf"(?<=[{_WIDE}]) | (?=[{_WIDE}])")
_HALVES: Final = re.compile(rf"(?<=[{_WIDE}]{{3}}) (?=[{_WIDE}]{{3}})")
"""A space parts the halves of a slogan (晨读书 夜谈心) only where each half has at least three characters."""


def tidy_name(printed: str) -> str:
    """Return a name as one would type it: lines joined, and no space beside a Chinese character.

    ``某某局 12 所工会`` becomes ``某某局12所工会``; between two Latin words one space is kept.
    """
    if not _UNTIDY.search(printed):
        return printed
    return _STRAY.sub("", _SPACES.sub(" ", _INVISIBLE.sub("", printed)).strip())


_WIDE_BRACKETS: Final = str.maketrans("()", "（）")


def one_width(name: str) -> str:
    """Return a name in the one form under which it is known: brackets full-width, letters and digits half-width."""
    return unicodedata.normalize("NFKC", name).translate(_WIDE_BRACKETS)


def tidy_title(printed: str) -> str:
    """Return a title as one would type it: stray spaces dropped, one kept between a slogan's halves.

    ``推行 8 小时工作制`` becomes ``推行8小时工作制``; ``晨读书 夜谈心`` stays.
    """
    if not _UNTIDY.search(printed):
        return printed
    line = _BREAKS.sub("", _SPACES.sub(_one_space, _INVISIBLE.sub("", printed)))
    return " ".join(map(tidy_name, _HALVES.split(line.replace("\n", " "))))


def _one_space(run: re.Match[str]) -> str:
    """Return a line end for white space that holds one, a space for any other."""
    return "\n" if "\n" in run[0] or "\r" in run[0] else " "


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
"""临江市人民政府文件: the issuing bodies over the red line (发文机关标志)."""

_BRACKETED: Final = r"[〔﹝\[［【（(]?\s*(?P<year>(?:19|20)\d\d)\s*[〕﹞\]］】）)]?"
NUMBER: Final = re.compile(rf"(?P<symbol>[{HAN}]{{2,16}}){_BRACKETED}(?:第)?(?P<serial>\d{{1,5}})[号號]")
"""临工发〔2021〕12号, 总工发[2007]18号: 发文字号 in any of the bracket pairs met in print, or with one or both lost."""

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
    rf"(?P<issuer>.{{0,120}}?)关于(?P<subject>.{{2,240}}?)(?P<of>的)?(?P<type>{_TYPE_WORDS}|公示)(?:[{OPEN}][^{CLOSE}]{{1,12}}[{CLOSE}])?",
    re.DOTALL,
)
"""临江市人民政府关于表彰……的决定: issuer, subject (事由) and 文种."""

ADDRESSEES: Final = re.compile(
    r"(?!.*(?:如下|以下|下列|决定|现将|根据|按照|为了|经研究|公布|予以|通知|授予))(?P<names>[^。！？；：:]{2,300})[：:]"
)
"""各区总工会，各局（产业）工会： the line after the title (主送机关)."""

NOTE: Final = re.compile(rf"[{OPEN}](?P<note>此件.{{1,60}}|共印\d+份)[{CLOSE}]")
"""（此件发至县团级）, （此件公开发布）: 附注."""

ANNEX_REFERENCE: Final = re.compile(
    r"附件?\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：]\s*(?P<item>\d{1,2}\s*[.．、:：]\s*)?(?P<title>\S.*)",
    re.DOTALL,
)
"""附件：2017年度……获奖名单, 附件1：…, 附件：1. …: 附件说明, before the signature; or an annex with its title."""

NEXT_REFERENCE: Final = re.compile(r"(?P<number>\d{1,2})\s*[.．、:：]\s*(?P<title>\S.*)", re.DOTALL)
"""2. ……名单: what is annexed second, on the line after 附件：1. ……名单."""

ANNEX_MARK: Final = re.compile(r"附件?\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?[:：]?")
"""附件, 附件1, 附：: the line that opens an annex."""

DATE: Final = re.compile(
    rf"(?P<year>[12１２][\d]{{3}}|二[{ZEROS}][{ZEROS}一二三四五六七八九]{{2}}|一九[{ZEROS}一二三四五六七八九]{{2}})年"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
"""2018年4月26日, 二〇一八年四月二十六日 with each zero met in print: 成文日期."""

PAGE_NUMBER_LINE: Final = re.compile(
    r"\s*(?:[-—–－―·]+\s*\d{1,4}\s*[-—–－―·]*|\d{1,4}\s*[-—–－―]+|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?)\s*"
)
"""— 2 —, - 3 -, 4 -, 第 2 页 共 5 页."""

TAIL: Final = re.compile(r"(?:主题词|抄送|印发|抄报|责任编辑)[:：].*|.{2,40}办公室\S{0,12}印发")
"""抄送：…, 某某办公室2018年4月26日印发: 版记, below the decision."""

# ---------------------------------------------------------------------------------------------- body (正文)

PARAGRAPH_END: Final = re.compile(r"[。！？；：:.!?;][”’」』）)]*$")

CITED: Final = re.compile(
    rf"《(?P<title>[^《》]{{4,120}}(?:{_TYPE_WORDS}|办法|规定|条例|方案|规则|细则))》(?:[{OPEN}](?P<number>[^{CLOSE}]{{5,40}})[{CLOSE}])?"
)
"""《关于……的通知》（总工发〔2017〕5号): another document, cited by title."""

_PIECE: Final = "个|项|件|篇|名|家|份|例|条|位|人|部"
_WAYS: Final = "方式|途径|渠道|形式|办法"
_STEPS: Final = "程序|环节|步骤|阶段|流程"
_SIDES: Final = "方面|维度|指标|标准|要素"
_FACETS: Final = f"{_WAYS}|{_STEPS}|{_SIDES}"
APPLICATIONS: Final = (
    re.compile(
        rf"(?:共|共有|有|计|收到|达)(?P<number>\d+|{CN_NUMBER})(?:余|多)?(?P<unit>{_PIECE})[^，。；、]{{0,40}}?(?:申报|报名|参评|参选|应征|投稿|参赛)"
    ),
    re.compile(
        rf"(?:收到|征集到?|受理|申报|报送|上报|推荐)[^，。；、\d]{{0,24}}?(?:共|计)?(?P<number>\d+|{CN_NUMBER})(?:余|多)?(?P<unit>{_PIECE})"
        rf"(?!{_FACETS})"
    ),
)
"""共有86个单位申报; 共收到申报材料86份: how many applied."""

_BY: Final = "经(?![费济验营理办常典贸纪])"
_ITEM: Final = "(?:(?!经过|通过|采取|采用|按照|依据|根据)[^，。；])"
"""A character of an enumeration: it goes on to no other clause, and no other opening word stands in it."""
CHANNELS: Final = re.compile(
    rf"(?:经过|通过|采取|采用|按照|{_BY}|以)(?P<items>{_ITEM}{{4,120}}?)等?(?P<count>\d{{1,2}}|{CN_NUMBER})(?:种|个|条)(?:{_WAYS})"
)
"""经甲推荐、乙推荐两种途径: the ways in."""

_STEPS_COUNTED: Final = rf"等?(?P<count>\d{{1,2}}|{CN_NUMBER})[个道轮项](?:{_STEPS})"
STAGES: Final = re.compile(
    rf"(?:通过|经过|历经|按照|{_BY})(?P<items>{_ITEM}{{4,160}}?)(?:等(?:{_STEPS})|{_STEPS_COUNTED})"
)
"""通过资格审查、专家评审、投票等环节: the stages, in order."""

CRITERIA: Final = re.compile(
    rf"(?:依据|根据|按照|围绕|从|就)(?P<items>{_ITEM}{{4,160}}?)等?(?P<count>\d{{1,2}}|{CN_NUMBER})个?(?:{_SIDES})"
)
"""从实用性、先进性等三个方面: the criteria."""

WAYS_END: Final = re.compile(rf"(?:\d|{CN_NUMBER})(?:种|个|条)(?:{_WAYS})")
STEPS_END: Final = re.compile(rf"等(?:{_STEPS})|{_STEPS_COUNTED}")
SIDES_END: Final = re.compile(rf"(?:\d|{CN_NUMBER})个?(?:{_SIDES})")
"""How the three enumerations end: only where one ends need the words before it be looked at."""
LONGEST_ENUMERATION: Final = 180
OPENS_ITEMS: Final = re.compile("经过|通过|采取|采用|按照|依据|根据")
"""The opening words that cannot stand inside an enumeration."""

HONOUR_LINK: Final = re.compile(
    rf"等?(?:(?:\d{{1,5}}|{CN_NUMBER})(?:{_PIECE}))?[^，。；：、]{{0,12}}?(?P<verb>荣获|获得|获评|获|被授予|被评为|评为|入选)?"
)
"""等案例获, 2个案例获得, 等3项成果: all that stands between the last quoted case and the name of its honour."""

HONOUR_COUNT: Final = re.compile(
    rf"(?<![第\d])(?P<number>\d{{1,5}}|{CN_NUMBER})(?P<unit>{_PIECE})[^，。；：、“”]{{0,12}}$"
)
"""等6家单位为, before the name of an honour: how many get it."""

GRANT: Final = re.compile("(?:授予|颁发|命名)$")
"""The act that stands right before the winners, where no verb stands before the honour."""

PARTY_BEFORE: Final = re.compile(r"[^，。；：“”、]{4,60}$")
"""The words right before a quoted case, among them the organization's name."""

LEAD_IN: Final = re.compile("^(?:.*(?:授予|颁发|命名|表彰|其中))?(?:以及|和|及|与)?")
"""决定授予…, 和…: what stands before the organization's name in those words."""

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
    (
        "chinese-bracketed",
        re.compile(rf"(?P<mark>[{OPEN}]\s*(?P<value>{CN_NUMBER})\s*[{CLOSE}])\s*[、．.]?\s*"),
    ),
    ("arabic-bracketed", re.compile(rf"(?P<mark>[{OPEN}]\s*(?P<value>\d{{1,3}})\s*[{CLOSE}])\s*[、．.]?\s*")),
    ("arabic", re.compile(r"(?P<mark>(?P<value>\d{1,4}))\s*[.．、]\s*")),
    ("circled", re.compile(r"(?P<mark>(?P<value>[①-⑳]))\s*")),
)
"""一、 （一） （1） 1. ①: the styles of printed ordinals."""

_COUNT_UNITS: Final = "个|类|项|名|家|篇|人|条|位|组|户|件|例|部|对|支|所|届"
COUNT: Final = re.compile(
    rf"(?:[-—–]{{1,4}}|[{OPEN}](?:[^{OPEN}{CLOSE}\d]{{1,16}}(?=共))?)?(?:共计?|计)?"
    rf"(?<![第\d零〇○一二三四五六七八九十百千两])(?P<number>\d{{1,5}}|{CN_NUMBER})"
    rf"(?P<unit>(?:{_COUNT_UNITS})(?:[/／](?:{_COUNT_UNITS}))*)(?:单位|集体|个人|项目)?"
    rf"(?:[，,；;].{{0,24}}|[{OPEN}].{{0,24}})?[{CLOSE}]?[-—–：:]{{0,4}}$"
)
"""10类/个, （共11个，排名不分先后）, （排名不分先后共11个）, 35家: the number a heading declares, with its unit."""

VACANT: Final = re.compile(rf"[{OPEN}:：]?空缺[{CLOSE}]?$")
"""一等奖：空缺."""

UNIT_CLASSES: Final = {"类": "AwardCategory"}
"""What a unit of count counts; every unit that is not named here counts cases."""

TIER_KINDS: Final = (
    (re.compile("特等|特别"), "special"),
    (re.compile("提名"), "nomination"),
)
"""Words that decide a tier's kind; without them it is ``main``."""

TIER_NAME: Final = re.compile(
    "奖项?$|称号$|(?:提名|入围|入选|金牌|银牌|铜牌|标兵|模范|能手|先锋号|之家|示范[点区岗])$"
    "|(?:先进|优秀|优胜|示范|文明|模范|标兵|红旗|十佳|十大|最佳|最美|杰出|突出贡献|特别贡献)(?!.*[类组]$).{0,14}$"
)
"""…一等奖, …先进集体, 十佳案例: the name of an honour, which makes a heading a tier's and not a category's."""

TIER_HEADING: Final = re.compile(
    r".{0,30}?(?:特等|[一二三四五]等|金|银|铜|特别|提名|优秀|优胜|入围|入选|组织|贡献|创意|鼓励|纪念)奖"
)
"""一等奖, 优秀组织奖: a tier's heading that needs no ordinal to be known for one."""

REMARK: Final = re.compile(
    rf"[{OPEN}]?(?:以上|以下|注[:：]|备注[:：]|说明[:：])?(?:排名|排序)?(?:不分(?:先后|前后|名次)|按\S{{2,16}}(?:为序|排序|排列|顺序))(?:排名|排序)?[。]?[{CLOSE}]?"
    rf"|(?:注|备注|说明)[:：].{{1,200}}|[{OPEN}]排名不分先后.{{0,30}}[{CLOSE}]"
)
"""（排名不分先后）, 注：…: a remark on a list, no entry of it."""

BARE_MARK: Final = re.compile(rf"[{OPEN}]?\s*(?:\d{{1,5}}|{CN_NUMBER})?\s*[{CLOSE}]?\s*[.．、:：]?|[\W\d_]+")
"""（十, 12., 、: an ordinal without anything after it, or no word at all."""

LIST_TAIL: Final = re.compile(
    r"(?:(?:获奖|受表彰|拟表彰|表彰|入选|授奖)(?:者|单位|集体|个人|人员|案例|项目|作品)?)?(?:名单|名录|一览表|目录)"
    rf"(?:[{OPEN}][^{OPEN}{CLOSE}]{{0,40}}[{CLOSE}])?$"
)
"""…获奖单位名单, …名单（3个）: what an annex's title says of the list, not of the honour (先进集体 in 先进集体名单)."""

YEAR_OF: Final = re.compile(rf"(?P<year>(?:19|20)\d\d|二[{ZEROS}][{ZEROS}一二三四五六七八九]{{2}})年(?:度)?")
"""2017年度, 2017年, 二〇一七年度: the year an edition is named after."""

_ACT: Final = re.compile("^(?:进一步)?(?:表彰|授予|命名|表扬|嘉奖|颁发|公布|通报)+(?:奖励)?")


def subject_of(title: str) -> str:
    """Return the 事由 of a title without the act: 关于表彰2020年度先进集体的决定 gives 2020年度先进集体."""
    match = TITLE.fullmatch(title)
    return _ACT.sub("", match["subject"]).removesuffix("的") if match else title


# ---------------------------------------------------------------------------------------------- damage

_CODED: Final = "".join(
    f"(?<!{word})(?<!{word} )"
    for word in ("编号", "代码", "代号", "序号", "电话", "传真", "区号", "邮编", "第")
)
_TELEPHONE: Final = rf"0\d{{2,3}}[{CLOSE}]?[ -]?\d[\d ]{{6,9}}"
LEADING_ZERO: Final = re.compile(
    rf"(?<=[^\r\n\dA-Za-z.．:：〔\[\-—–/+#]){_CODED}(?!{_TELEPHONE})0\d{{1,3}}"
    r"(?![\dA-Za-z.．:：、\-—–/%％年月日时分秒点号级届班版后])"
)
"""020 in running text: numbers in prose do not begin with zero, but the letter O misread does.

Codes, telephone numbers, dates, times and the ordinals at the beginning of a line do, and are passed over.
"""

_ENGLISH: Final = "and|or|of|the|in|on|at|to|for|with|from|by|as|is|are|an"
LOWER_LATIN: Final = re.compile(rf"(?<=[{HAN}，。、”）])\s*(?P<word>{_ENGLISH})\s*(?=[{HAN}“（])")
"""An English word of grammar between Chinese characters; nouns (app, wifi) and names (iPhone, pH) may stand there."""

PRIVATE: Final = re.compile("[\ue000-\uf8ff\ufffd]")
"""Private-use characters and the mark of a lost one."""
