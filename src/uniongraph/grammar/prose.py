"""The prose of a decision (正文): citations, enumerations, and what stands around the name of an honour."""

from __future__ import annotations

import re
from typing import Final

from uniongraph.grammar.characters import CLOSE, CN_NUMBER, OPEN
from uniongraph.grammar.frame import TYPE_WORDS

__all__ = [
    "AFTER_HONOUR",
    "APPLICATIONS",
    "BARE_TAIL",
    "BEFORE_HONOUR",
    "CHANNELS",
    "CHANNEL_KINDS",
    "CITED",
    "CLAUSE_BEGIN",
    "CLAUSE_END",
    "CONJUNCTION",
    "CONJUNCTIONS",
    "CRITERIA",
    "GOES_ON",
    "GRANT",
    "GRANTING",
    "GRANTS",
    "GROUP_TAIL",
    "HONOUR_COUNT",
    "HONOUR_LINK",
    "HONOUR_VERB",
    "ITEM_SEPARATOR",
    "LEAD_IN",
    "LISTED",
    "LONGEST_ENUMERATION",
    "NAMES_PART",
    "NAME_LEAD",
    "NO_GRANT",
    "NO_NAME",
    "OPENS_ITEMS",
    "PARAGRAPH_END",
    "PARTY_BEFORE",
    "PERSON_NOUN",
    "SIDES_END",
    "STAGES",
    "STAGE_KINDS",
    "STEPS_END",
    "UNQUOTED",
    "UNQUOTED_NAME",
    "WAYS_END",
]

PARAGRAPH_END: Final = re.compile(r"[。！？；：:.!?;][”’」』）)]*$")

CITED: Final = re.compile(
    rf"《(?P<title>[^《》]{{4,120}}(?:{TYPE_WORDS}|办法|规定|条例|方案|规则|细则))》(?:[{OPEN}](?P<number>[^{CLOSE}]{{5,40}})[{CLOSE}])?"
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

_COUNTED: Final = f"{_PIECE}|户|支|所|组|类|对"
_NOUN: Final = "[^，。；：、“”‘’《》（）()\x01等和及与]{0,12}?"
_LINKS: Final = "荣获|获得|获评|获|被授予|被评为|被命名为|被评选为|评选为|评为|命名为|认定为|入选|为"

GRANTS: Final = re.compile(
    "授予|追授|授给|命名|评选|评出|选出|评定|认定|确定|表彰|表扬|嘉奖|获|奖励|颁发|记功|入选|评为"
)
"""Some word for giving an honour: without one, a paragraph need not be looked at."""

CLAUSE_END: Final = re.compile("[。；;！？!?]|，(?=(?:并|同时)?(?:决定)?(?:撤销|取消|收回))")
NO_GRANT: Final = re.compile(
    "撤销|取消|收回|追回|废止|不重复|不再|不得|不予|已(?:经)?(?:荣?获|被|授)|曾|先后|多次|连续|历年|往届|此前|(?:推荐|申报)[^，。；]{0,40}(?:候选|参评)|拟(?:授|表|命|对)|有望|争创|力争|努力"
)
"""What makes a sentence tell of earlier, later or withdrawn honours."""

GRANTING: Final = re.compile(
    "授予|追授|授给|命名|表彰|(?:评选|评|选|遴选|评审)出|评定|认定|确定(?!为)|批准|决定对?(?!授|追|命|表|评|认|给|予|对)"
)
"""The acts that stand before the winners."""

GOES_ON: Final = re.compile("[，、,]?(?:以及|和|及|并)?")
CLAUSE_BEGIN: Final = re.compile("[，,：:](?:其中)?|决定|经研究|其中")
"""Where the names of a clause begin whose verb stands behind them (经评审，甲、乙获……)."""

HONOUR_VERB: Final = re.compile(f"(?:{_LINKS})$")
BEFORE_HONOUR: Final = re.compile(
    rf"(?:{_LINKS})$|(?<!第)(?<!第[\d一二三四五六七八九十])(?:\d|{CN_NUMBER})(?:{_COUNTED}){_NOUN}$|等[^，。；：、“”]{{0,12}}$|同志$"
)
AFTER_HONOUR: Final = re.compile("的?(?:光荣|荣誉)?(?:称号|奖牌|奖章|奖状|奖杯|证书)")
"""等6家单位 before an honour's quotation mark (but not 第一人民医院), 荣誉称号 behind it."""

_KIND: Final = "(?:先进|优秀)?(?:单位|企业|集体|个人|同志|案例|项目|作品|成果|班组|学校|部门|组织|工会|人员)"
_NUMBERED: Final = rf"(?P<number>\d{{1,5}}|{CN_NUMBER})(?:余|多)?(?P<unit>{_COUNTED}){_NOUN}"
_AND: Final = "(?:[，,、]|以及|[和及与]|$)+"
GROUP_TAIL: Final = re.compile(
    rf"(?P<more>(?<![高中初同平特])等)(?:共计?)?(?:{_NUMBERED}|(?:{_KIND})?){_AND}"
)
"""等3家企业（和）: what stands behind the names of one group in a run of names."""

BARE_TAIL: Final = re.compile(
    rf"(?<![第\d零〇○一二三四五六七八九十百千两])(?P<more>等)?(?:共计?)?{_NUMBERED}$"
)
"""甲、乙两家企业: a number behind all the names there are."""

PERSON_NOUN: Final = re.compile("同志|个人|职工|专家|教师|选手|先生|女士|工人|党员")
NAMES_PART: Final = re.compile("[、，,；;]")
CONJUNCTION: Final = re.compile("以及|[和与及]")
NAME_LEAD: Final = re.compile("(?:以及|和|及|与|对|给|给予|将|其中|[:：])*")
NO_NAME: Final = re.compile(
    r"^(?:下列|以下|上述|附件|各|该|全体|这些|获奖|一批|部分|其|他|她|它)|^(?:\d+|[一二三四五六七八九十百]+)(?:个|家|名|位|项)|决定|工作中|授予|名单|荣获|[。：]"
)
"""下列单位, 20个先进集体: what stands in the place of names and names nobody."""

UNQUOTED: Final = re.compile(
    r"(?:对|给予|决定)(?P<run>(?:(?!对|决定)[^。；“”]){2,600}?)(?:予以|给予|进行)(?P<name>(?:全[省市县区国]|公开|系统)?(?:通报表扬|通报表彰|通报嘉奖|通令嘉奖|表彰奖励|表扬奖励|表扬|表彰|嘉奖|奖励|记[一二三]等功|记大?功))"
)
"""对甲、乙予以通报表扬: an act without the name of an honour."""

UNQUOTED_NAME: Final = re.compile(
    rf"(?:授予|追授)(?P<run>(?:(?!授予|追授)[^。；“”]){{2,600}}?(?:等(?:\d{{1,5}}|{CN_NUMBER})(?:{_COUNTED})(?:单位|企业|集体|个人|同志|职工)?|同志))"
    rf"(?P<name>[^，。；“”、和及与等]{{2,40}}?(?=的?(?:光荣|荣誉)?称号)|[^，。；“”、和及与等]{{2,40}}奖[章状])"
)
"""授予甲、乙等2个单位先进集体称号: the name of an honour without quotation marks."""

LISTED: Final = re.compile(
    rf"(?P<mark>{CN_NUMBER}(?=[、．.])|\d{{1,2}}(?=[、．.])|[（(]\x01{{1,3}}[）)])?[、．.]?(?:决定)?(?:授予|追授|命名|表彰|评为)?(?:为)?"
    r"(?P<name>[^，。；：:、“”\x01（）()]{2,40}|“\x01{2,60}”)(?:的?(?:光荣|荣誉)?称号)?(?:的?(?:单位|集体|个人|企业|人员))?(?P<added>[（(]\x01{1,20}[）)])?"
)
"""一、授予“先进集体”称号（2个）, 1.先进个人: an honour before a colon, with its ordinal; fillers hide what marks enclose."""

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
