"""What documents do to awards that were given before (撤销, 更正, 继续保留): one table of the words that say so."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from uniongraph.grammar.characters import CN_NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ACT_HEADING",
    "BESIDE",
    "CALLED",
    "CASE_OF",
    "CHANGE",
    "CHANGES_OTHER",
    "CONFIRMS",
    "CORRECTS",
    "DECIDED",
    "DONE_TO",
    "EARLIER_LEAD",
    "EARLIER_NAME",
    "EARLIER_TAIL",
    "GROUNDS",
    "HELD",
    "HOLDER_END",
    "HOW",
    "LATER_ACTS",
    "LISTS",
    "MISPRINT",
    "PASSED",
    "PRAISE_OF",
    "PRONOUN",
    "REASON_LEAD",
    "REVIEWED",
    "REVIEWED_AGAIN",
    "REVIEW_OF",
    "REVOKES",
    "RULES_END",
    "STATED",
    "TAKES_BACK",
    "THREATENS",
    "TOLD",
    "UNNAMED",
]

REVOKES: Final = "撤销|撤回|取消|收回|剥夺|注销|废止|不(?:再|予)(?:继续)?保[留持]"
CORRECTS: Final = "更正|勘误|订正|有误"
REVIEWED: Final = "复[查核验审评]"
REVIEWED_AGAIN: Final = f"(?<!初审[、，])(?<!初评[、，])(?<!初审和)(?<!初评和){REVIEWED}"
"""经复审: the review of an honour held, and no stage of its first evaluation (经初审、复审)."""
CONFIRMS: Final = (
    f"(?<!不再)(?<!不予)(?:继续(?:予以)?(?:保留|有效|确认|认定|(?:保持|使用|享有)(?=[^，。；]{{0,60}}(?:称号|资格)))"
    f"|予以(?:保留|确认)|{REVIEWED}合格|重新(?:确认|认定)|保留(?=.{{0,60}}(?:称号|荣誉|资格)))"
)
PASSED: Final = re.compile(f"{REVIEWED}合格")
"""经复核合格: what keeps an honour, unless one is given upon it."""
LATER_ACTS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "revocation": re.compile(REVOKES),
        "correction": re.compile(CORRECTS),
        "confirmation": re.compile(f"{CONFIRMS}|(?<!不再)(?<!不予)(?<!继续)保留|确认"),
    }
)
"""The words of each act, wherever a document does nothing else, or a heading states the act."""

STATED: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "revocation": LATER_ACTS["revocation"],
        "confirmation": re.compile(f"{CONFIRMS}|(?<!不再)(?<!不予)(?<!继续)保留"),
    }
)
"""The same where no review is spoken of: 确认 alone gives an honour then."""
BESIDE: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {"revocation": re.compile(REVOKES), "confirmation": re.compile(f"{CONFIRMS}|确认(?=为)")}
)
"""The same where a document confers something too: each of them has to be decided there, and not only told of."""
_PRAISE: Final = "(?:全[省市县区国]|公开)?(?:通报|通令)?(?:表彰|表扬|嘉奖)"
DECIDED: Final = re.compile(
    "(?:决定|同意|同时|现|并|一并|[，、：；。]|^)(?:对[^，。；]{2,60}|依法|予以|(?<=，)被)?$|(?:因|由于)[^，。；]{2,60}被$"
)
"""并决定撤销…, 同时继续保留…, 因…被撤销: before an act, which stands before who it is about or tells why."""
_UNITS: Final = "[个家名位户支所组类对人]"
DONE_TO: Final = re.compile(
    rf"(?:(?:”|称号|资格|荣誉|奖[项章状牌]?|的{_PRAISE}(?:奖励)?)(?:[和及、]?(?:奖牌|证书|奖章))?|(?:\d|{CN_NUMBER}){_UNITS}[^，。；：“”、\x01]{{0,12}}?|同志)"
    r"(?P<how>(?:经[^，。；]{0,8})?(?:均|都|全部|可以?|仍|现|应|准予|同意|依法|同时|一并|继续|决定|被|予以|给予)*)$"
)
"""“……”称号予以撤销, 等3个单位继续保留“……”: before an act that stands behind who has the honour, or behind its name."""
HOW: Final = re.compile(
    "(?:均|都|全部|可以?|仍|现|应|准予|同意|依法|同时|一并|继续|决定|被|予以|给予|通过)+$"
)
"""均予以: between the last name of a list and the act."""
TOLD: Final = re.compile(
    r"曾|此前|先后|连续|已经?被|(?:19|20)\d\d年(?!度)[^，。；：“”]{0,20}被|如果|如有|若有|凡是|一经|的，"
)
"""What makes a sentence tell of an act of former years, or threaten one."""

_FAULTS: Final = (
    "违[反纪法规]|涉嫌|严重|存在|发生|弄虚作假|擅[自离]|隐瞒|虚报|谎报|伪造|编造|提供|抄袭|剽窃|丧失|失[职去]|收受|贪污|受贿|行贿"
    "|侵占|挪用|滥用|玩忽|酒后|醉酒|参与|利用|借|拒不"
)
_SAYS: Final = rf"[在因已被未不曾犯]|于(?=\d)|受到|身为|作为|等|{_FAULTS}"
HOLDER_END: Final = re.compile(rf"(?:同志)?(?P<more>、|[和及与](?!{_SAYS}))|同志|{_SAYS}")
"""张三同志已丧失条件, 某局原局长张三在…期间: what stands behind the name of who loses an honour, or parts two of them."""

_WRONG: Final = "[^“”，。；]{0,8}?(?:有误|误写|错误|笔误|误植)，?|，|[^“”，。；]{0,16}?"
_TO: Final = "应?[现将]?(?:予以)?(?:更正|改正|修改|订正|变更|改)|应"
CHANGE: Final = re.compile(
    f"“(?P<old>[^“”]{{1,80}})”(?:{_WRONG})(?:{_TO})(?:为|成|作)?“(?P<new>[^“”]{{1,80}})”"
)
"""将“甲”更正为“乙”, “甲”应为“乙”, “甲”有误，现更正为“乙”, 原“甲”，现改为“乙”."""
MISPRINT: Final = re.compile(
    "“(?P<new>[^“”]{1,80})”[^“”，。；]{0,8}?误(?:写|印|排|植|登|报|录)?(?:为|成|作)“(?P<old>[^“”]{1,80})”"
)
"""“乙”误写为“甲”: the same, the right words first."""
CHANGES_OTHER: Final = re.compile("更正|勘误|订正|应为|误(?:写|印|排|植|登|报|录)")
"""What says beside an award that another document is corrected, and no work is told of (将“甲”改为“乙”)."""

_GOT: Final = "所获得?|荣?获得?|被授予|原?授予|获评|被评为"
_CITED: Final = r"(?:19|20)\d\d年度?(?:\d{1,2}月)?(?:\d{1,2}日)?|印发|下发|制发|发布|公布|作出|附件\d?|文件"
EARLIER_LEAD: Final = re.compile(
    rf"(?:了|对|将|其|中|的|关于|给予|(?:现|特此)?(?:决定|同意)(?=[对将])|现(?=[对将])|{_GOT}|《\x01+》|（\x01+）|{_CITED}|原(?!授)|[，、]?(?:以及|和|及))*"
)
EARLIER_TAIL: Final = re.compile(
    rf"(?:的|为|记|{_GOT}|《\x01+》(?:（\x01+）)?中?|\d{{4}}年度?(?:\w{{2,4}}[省市县区])?|全[国省市县区])*$"
)
"""撤销《……》中授予甲的“……”, 决定对甲的“……”: what stands between the act, the winners and the honour."""
_WHO: Final = "其|他们?|她们?|本人|该(?:单位|同志|公司|企业|集体|家庭|校|院|局|人|案例|项目|工会|村|社区)"
PRONOUN: Final = re.compile(
    rf"(?:对|将|在|于|中|《\x01+》|（\x01+）|{_CITED})*(?:{_WHO})?(?:的|原(?!授)|中|所|于|在|{_GOT}|《\x01+》|（\x01+）|{_CITED})*“?"
)
"""其所获的, 该单位2019年度: what stands between an act and an honour where the holder is named elsewhere."""
UNNAMED: Final = re.compile("(?:的|光荣|荣誉|有关|相关|相应|部分)*")
_CALLED: Final = "的?(?:光荣|荣誉)?(?:称号|资格)"
_WORDS: Final = "[^，。；：“”、和及的\x01]"
_FIRST: Final = "先进|优秀|劳动模范|模范|文明|示范|标兵|十佳|最美|杰出"
_BEHIND_CASE: Final = "(?:(?<=”)|(?<=”[案项作成][例目品果]))"
_EDITION: Final = r"(?=\d{4}年|全[国省市县区]|[特一二三]等)"
EARLIER_NAME: Final = re.compile(
    rf"(?P<name>(?:(?<=同志)|(?<=同志的))(?!同志){_WORDS}{{2,40}}?(?={_CALLED})"
    rf"|(?:\d{{4}}年度?(?:全[国省市县区])?|全[国省市县区]){_WORDS}{{0,16}}?(?:{_FIRST}){_WORDS}{{0,16}}?(?={_CALLED})"
    rf"|(?<!全[国省市县区])(?:{_FIRST}){_WORDS}{{0,16}}?(?={_CALLED})"
    rf"|(?:(?<=同志)|(?<=同志的)|{_BEHIND_CASE}{_EDITION}|(?=\d{{4}}年)){_WORDS}{{2,40}}?奖[章状]?(?=[，。；、]|$)"
    r"|(?:集体|个人)?(?:特等|[一二三]等|大)功(?!臣))"
)
"""先进集体称号, 2020年度…二等奖: an earlier honour without quotation marks, from where its holder or its case ends."""
HELD: Final = re.compile(rf"{_WORDS}{{6,80}}?(?:(?={_CALLED})|奖[章状]?(?=[，。；、]|$))")
"""江北区总工会课题二等奖: the holder and the honour with nothing between them."""
PRAISE_OF: Final = re.compile(
    rf"(?:对|给予|授予)[^，。；]{{1,300}}?的(?P<name>{_PRAISE}(?:奖励)?)"
    "(?=(?:的?(?:决定|通[报知]))?(?:[，。；、和及]|予以|均|一并|全部|同时|依法|应?被|$))"
)
"""撤销对甲的表彰: what was given to somebody has no name but this."""
REASON_LEAD: Final = re.compile(
    rf"(?:(?:{CN_NUMBER})、|\d{{1,2}}[、．.]|（\x01{{1,3}}）、?)?(?P<why>(?:经查实?|现查明)?[，：]?(?:鉴于|由于|因)?)原?[，：]?"
)
"""三、鉴于: the ordinal and the words before who a reason is about."""
TAKES_BACK: Final = re.compile(
    f"(?:撤销|撤回|取消|收回|剥夺)[^，。；]{{0,200}}?(?:称号|荣誉(?!证书|奖牌|奖章|待遇)|{_PRAISE}(?!资格|对象|名额))"
    "|(?:称号|荣誉)[^，。；]{0,12}?(?:撤销|撤回|取消|收回|剥夺)"
)
"""撤销对甲的表彰, 取消有关人员的荣誉称号: an honour taken back, whoever had it."""
_VERB: Final = "(?:依法|按|视|由|予以|被|对|撤销|撤回|取消|收回|剥夺)"
THREATENS: Final = re.compile(
    f"[如若](?=[有因遇获不违弄]|发生|存在|出现)|(?:^|[，。；])(?:凡|发现)|对(?:存在|出现|发现|不)|(?:[将可应]|应当|可以|建议){_VERB}"
    "|[者的][，、]|不合格的|的(?:单位|集体|个人|企业)|实行(?:动态|届期|复)|自行|视情|之一|一旦|有权|否则|直至|如下|印发|的(?:决定|通[知报])"
)
"""违反规定的，将取消称号: an honour that may be taken back, by what is threatened or asked, or a document that does it."""
LISTS: Final = re.compile(rf"附件|下列|以下|名单|(?:\d|{CN_NUMBER}){_UNITS}")
"""撤销下列2个单位的称号: the sentence leaves to a list who has the honour."""
GROUNDS: Final = re.compile(
    "[^，：]{0,40}(?:决定|研究同意)|(?:现|特|经[^，：]{0,16}|(?:根据|按照|依据|依照)[^，：]*)?(?:决定|予以|准予|同意|可以?|仍|被)*(?:对|将)?(?:其(?:所获|原)?的?)?"
)
"""根据有关规定，决定: the clauses between who an act is about and the act."""
CALLED: Final = re.compile("的?(?:光荣|荣誉)?(?:称号|资格)")
"""取消其荣誉称号: an honour that a sentence leaves to the title to name."""
REVIEW_OF: Final = re.compile(f"(?:公布|通报|确认)?(?P<name>[^“”]{{2,40}}?){REVIEWED}(?:合格|结果|情况|工作)")
"""关于2020年度临江市文明单位复查结果的通报: a title that names the honour under review."""
_ACT: Final = rf"(?:继续|重新|予以|准予|同意|拟|被|经|决定){{0,4}}(?:{REVOKES}|保留|保持|有效|确认|认定|{REVIEWED}(?:合格|通过)?)"
_WHOSE: Final = "(?:下列|以下|部分|荣誉|光荣|称号|资格|的|单位|集体|个人|人员|同志|企业|[和及、])"
ACT_HEADING: Final = re.compile(rf"(?:{_ACT}{_WHOSE}*)+")
"""撤销称号单位, 复查合格继续保留荣誉称号的: what a list is called by what is done to those on it."""
RULES_END: Final = re.compile(
    "(?:条例|条令|办法|规定|规则|规范|细则|制度|方案|章程|标准|意见)(?:（[^（）]*）)?$"
)
"""《……奖励条令》: a document that says how honours are given, and gives none."""
CASE_OF: Final = re.compile(
    r"“(?P<title>\x01{2,80})”(?:等?\d{0,3}[个项件]?)(?P<noun>案例|项目|作品|成果|论文|课题)?"
)
"""甲“……”案例, behind its organization's name."""
