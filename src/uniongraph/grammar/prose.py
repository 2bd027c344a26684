"""The prose of a decision (正文): citations, enumerations, and what stands around the name of an honour."""

from __future__ import annotations

import re
from typing import Final

from uniongraph.grammar.characters import CLOSE, CN_NUMBER, OPEN
from uniongraph.grammar.frame import TYPE_WORDS
from uniongraph.grammar.later import CONFIRMS, CORRECTS, REVIEWED_AGAIN, REVOKES
from uniongraph.grammar.merits import FOR

__all__ = [
    "ACT_COUNT",
    "ACT_ENDS",
    "ACT_ITEM",
    "ADDED_TO_ALL",
    "AFTER_HONOUR",
    "AND_SO_MANY",
    "APPLICATIONS",
    "AS_FOLLOWS",
    "ATTRIBUTE",
    "BARE_TAIL",
    "BEFORE_HONOUR",
    "BETWEEN_HONOURS",
    "CASE_ENDS",
    "CHANNELS",
    "CHANNEL_KINDS",
    "CITED",
    "CLAUSE_BEGIN",
    "CLAUSE_END",
    "CONJUNCTION",
    "CONJUNCTIONS",
    "COUNTED_BESIDE",
    "COUPLE",
    "CRITERIA",
    "DATED",
    "DECIDES_NOW",
    "DESCRIBED",
    "EDITION_END",
    "GIVEN_BARE",
    "GIVES_END",
    "GOES_ON",
    "GOES_ON_QUOTED",
    "GOT",
    "GRANT",
    "GRANTING",
    "GRANTS",
    "GROUP_TAIL",
    "HERO",
    "HONOUR_BEGIN",
    "HONOUR_COUNT",
    "HONOUR_LINK",
    "HONOUR_VERB",
    "ITEM_MARK",
    "ITEM_SEPARATOR",
    "JUDGED",
    "KIND_COUNT",
    "LEADS_BELOW",
    "LEAD_IN",
    "LED_NAME",
    "LISTED",
    "LONGEST_ENUMERATION",
    "MEETS",
    "NAMES_PART",
    "NAME_LEAD",
    "NO_GRANT",
    "NO_NAME",
    "NO_WINNER",
    "NUMBERED_HONOUR",
    "OPENS_ITEMS",
    "OTHER_YEARS",
    "PARAGRAPH_END",
    "PARTY_BEFORE",
    "PERSON_NOUN",
    "POSTHUMOUS_ACT",
    "QUOTED_HONOUR",
    "RANK_LEAD",
    "SAME_HONOUR",
    "SIDES_END",
    "STAGES",
    "STAGE_KINDS",
    "STEPS_END",
    "UNQUOTED_AS",
    "UNQUOTED_NAME",
    "WAYS_END",
    "WON_COUNT",
]

PARAGRAPH_END: Final = re.compile(r"(?:[。！？；：:!?;]|(?<![A-Za-z])\.)[”’」』）)]*$")

CITED: Final = re.compile(
    rf"《(?P<title>[^《》]{{4,120}}(?:{TYPE_WORDS}|办法|规定|条例|方案|规则|细则))》(?:[{OPEN}](?P<number>[^{CLOSE}]{{5,40}})[{CLOSE}])?"
)
"""《关于……的通知》（总工发〔2017〕5号): another document, cited by title."""

_WAYS: Final = "方式|途径|渠道|形式|办法"
_PIECE: Final = f"个|项|件|篇|名|家|份|例|条|位|人|部|幅|册|套|种(?!{_WAYS})|首(?![届次批])"
_STEPS: Final = "程序|环节|步骤|阶段|流程"
_SIDES: Final = "方面|维度|指标|标准|要素"
_FACETS: Final = f"{_WAYS}|{_STEPS}|{_SIDES}"
_MANY: Final = rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+|{CN_NUMBER})(?:余|多)?(?P<unit>{_PIECE})"
_TAKES_IN: Final = "(?:收到|征集|受理|申报|报送|上报|推荐)[到了]?"
_APPLIES: Final = "申报|报名|参评|参选|应征|投稿|参赛"
_ENTRY: Final = (
    f"(?:{_APPLIES}|推荐|候选|提名|案例|项目|成果|作品|(?<!信息)材料|提案|论文|征文|方案|课题|稿件|(?<!意见)建议"
    "|企业|单位|集体|个人|选手|品牌|典型|节目|(?<=申报|推荐|报送)(?:图书|专利|歌曲))"
)
APPLICATIONS: Final = (
    re.compile(rf"(?:共|共有|有|计|收到|达){_MANY}[^，。；、]{{0,40}}?(?:{_APPLIES})"),
    re.compile(
        rf"{_TAKES_IN}[^，。；、\d]{{0,24}}?{_ENTRY}(?:人|者|对象|总数|数)?(?:共计?|总计|合计|计|达|约|为)?{_MANY}(?!{_FACETS})"
    ),
    re.compile(rf"{_TAKES_IN}[^，。；、\d]{{0,24}}?{_MANY}的?[^，。；、]{{0,10}}?{_ENTRY}"),
    re.compile(rf"(?:共计?|总共){_TAKES_IN}{_MANY}(?=[，。；]|$)"),
)
"""共有86个单位申报; 共收到申报材料86份; 征集到312件作品; 共申报124项: how many applied. What is no entry (信息) is not counted."""
OTHER_YEARS: Final = re.compile(rf"近年|多年来|(?:\d|{CN_NUMBER})年来|全年|历年|先后|任职|入职|参加工作")
"""近年来, 先后: what makes a sentence tell of work done, and not of this competition."""

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
    rf"(?<![第\d])(?<!第.[至到—–-])(?<!第..[至到—–-])(?P<number>\d{{1,5}}|{CN_NUMBER})(?P<unit>{_PIECE}|(?:(?<=\d)|(?<=等.))(?:所|户|支(?!队(?!伍))))(?:(?!(?:\d{{1,5}}|{CN_NUMBER})(?:{_PIECE}))[^，。；：、“”]){{0,12}}$"
)
"""等6家单位为, 等3所学校, before the name of an honour: how many get it; of two numbers the last (2个集体和3名…); 二所 may be a body, 第二至五名 are places."""

ACT_COUNT: Final = re.compile(
    rf"(?:对|将|表彰|表扬|通报|命名|公布)(?:[^，。；：“”\d]{{0,40}}等)?(?P<number>\d{{1,5}}|{CN_NUMBER})(?P<unit>{_PIECE})"
    r"[^，。；：、“”和及与并\d]{1,16}?(?:(?:予以|给予|进行)(?:通报|公开)?(?:表彰|表扬|嘉奖|奖励|公布)|的(?:决定|通报|通知|公告|命令)$)"
)
"""对2项工程予以表彰, 表彰10个集体的决定: how many winners the act has, where it counts nothing else."""

KIND_COUNT: Final = re.compile(
    rf"(?<![第\d])(?P<number>\d{{1,5}}|{CN_NUMBER})(?P<unit>[个家支户所名位人])(?P<noun>[^，。；：、“”和及与并\d]{{1,12}}?)"
    r"(?=[，、]|以及|[和及与]|予以|给予|进行|分别)"
)
"""等6个团组织、, 12名先进个人予以: one of the numbers of an act that counts bodies and persons apart."""

_LISTED_ONES: Final = "单位|企业|集体|组织|班组|学校|部门|工会|机构|团队|家庭|社区|同志|个人|职工|教师|人员|人选|学生|青年|干部|党员|民警|选手|工作者|案例|项目|作品|成果|论文"
COUNTED_BESIDE: Final = re.compile(
    rf"(?<![第\d])(?P<number>\d{{1,5}}|{CN_NUMBER})(?P<unit>[个家支户所名位人])(?:[^，。；：、“”\d奖]{{0,8}}(?:{_LISTED_ONES}))?"
    rf"(?:、|以及|[和及与])(?:(?!{CN_NUMBER}[个家支户所名位人])[^，。；：“”\d奖]){{0,60}}$"
)
"""等4个组织、某某等, before another number: both are of the honour behind them."""

WON_COUNT: Final = re.compile(
    rf"(?P<so>等)?(?<![第\d])(?P<number>\d{{1,5}}|{CN_NUMBER})(?P<unit>{_PIECE})(?P<noun>[^，。；：、“”\d奖获得为]{{0,8}})"
    r"(?P<verb>荣获|获得|获评|获|被评为|评为|被授予|授予|评定为|为)?(?P<honour>[^，。；：、“”]{0,40})$"
)
"""等2项成果获, 等2项成果荣获2023年度科技奖, 等2项成果, before a grade: how many get it; what stands behind the verb says of which honour."""

ACT_ENDS: Final = re.compile("决定[^“”]{1,600}?(?:予以|给予|进行)(?:通报|公开)?(?:表彰|表扬|嘉奖|奖励)")
"""决定对……予以表彰: an act that names no honour."""

QUOTED_HONOUR: Final = re.compile(
    r"“(?P<name>[^“”]{2,40})”(?=(?:(?:[、和及与]|以及)?“[^“”]{2,40}”){0,6}(?:荣誉)?称号)"
)
"""“某某”称号, “某某”和“某某”荣誉称号: what the body calls an honour."""

GRANT: Final = re.compile("(?:授予|颁发|命名)$")
"""The act that stands right before the winners, where no verb stands before the honour."""

PARTY_BEFORE: Final = re.compile(r"(?:[^，。；：“”、]|，(?=[^（），。；：“”、]{0,40}）)){4,60}$")
"""The words right before a quoted case, among them the organization's name."""

LEAD_IN: Final = re.compile("^(?:.*(?:授予|颁发|命名|表彰|其中))?(?:以及|和|及|与)?")
"""决定授予…, 和…: what stands before the organization's name in those words."""

_COUNTED: Final = f"{_PIECE}|户|支|所|组|类|对"
_NOUN: Final = "[^，。；：、“”‘’《》（）()\x01等和及与]{0,12}?"
_LINKS: Final = (
    "荣获|获得|获评|获|被授予|被评为|被命名为|被评选为|评选为|评为|命名为|认定为|确认为|确定为|入选|为"
)

GRANTS: Final = re.compile(
    "授予|追授|追认|授给|命名|评选|评出|选出|评定|认定|确认|确定|表彰|表扬|嘉奖|获|奖励|颁发|记.{0,4}功|等功|大功|奖[：（]|入选|评为"
)
"""Some word for giving an honour: without one, a paragraph need not be looked at."""

CLAUSE_END: Final = re.compile(f"[。；！？]|，(?=(?:并|同时)?(?:决定)?(?:{REVOKES}|{CONFIRMS}))")
NO_GRANT: Final = re.compile(
    f"{REVOKES}|{CONFIRMS}|{CORRECTS}|{REVIEWED_AGAIN}(?=[^。；]{{0,300}}确认为)|追回|不重复|不再|不得|不予|已(?:经)?(?:荣?获|被|授)|曾|先后|多次|连续|历年|往届|此前|(?:推荐|申报)[^，。；]{{0,40}}(?:候选|参评)|拟(?:授|表|命|对)|有望|争创|力争|努力"
)
"""What makes a sentence tell of earlier, later or withdrawn honours."""


DATED: Final = re.compile(r"(?:(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|同年|次年|当年)[，,]")
DECIDES_NOW: Final = re.compile("决定|现|特|经|评")
"""2015年，市政府授予……: a sentence that tells of a life, and decides nothing now."""
ATTRIBUTE: Final = re.compile(
    rf"(?:{FOR}|给予?|授予)[^，。；：“”]{{0,30}}?(?:连续|多次|先后|历年|往届)[^，。；：“”]{{1,40}}?的(?!称号|荣誉)"
)
"""对连续三年考核优秀的甲……: what is told of the winners on the way, and gives nothing itself."""
GRANTING: Final = re.compile(
    "授予|追授|追认|授给|命名|表彰|(?:评选|评|选|遴选|评审)出|评定|认定|确认(?!为)|确定(?!为)|批准|决定对?(?!授|追|命|表|评|认|给|予|对)"
    f"|{FOR}"
)
"""The acts that stand before the winners."""
POSTHUMOUS_ACT: Final = re.compile("(?:追授|追认|追记)$")

GOES_ON: Final = re.compile("[，、,]?(?:以及|和|及|并)?")
CLAUSE_BEGIN: Final = re.compile("[，,：:](?:其中)?|决定|经研究|其中")
"""Where the names of a clause begin whose verb stands behind them (经评审，甲、乙获……)."""

HONOUR_VERB: Final = re.compile(f"(?:分别|均|都)?(?:{_LINKS})(?<![有大作可敢]为)$")
"""The verb right before an honour; in 李有为, 王大为 it is a part of the name."""
BEFORE_HONOUR: Final = re.compile(
    rf"(?:{_LINKS})$|(?<!第)(?<!第[\d一二三四五六七八九十])(?:\d|{CN_NUMBER})(?:{_COUNTED}){_NOUN}$|等[^，。；：、“”]{{0,12}}$|同志$"
)
AFTER_HONOUR: Final = re.compile("的?(?:光荣|荣誉)?(?:称号|奖牌|奖章|奖状|奖杯|证书)")
"""等6家单位 before an honour's quotation mark (but not 第一人民医院), 荣誉称号 behind it."""
GOES_ON_QUOTED: Final = re.compile(
    rf"(?!{AFTER_HONOUR.pattern})(?!.{{0,12}}(?:案例|项目|作品|成果))(?P<rest>(?:[^，。；：、“”和及与等的\d]|(?<=[特一二三四])等(?=奖)){{2,14}}?)(?:(?P<called>的?(?:光荣|荣誉)?称号)|(?=[，。；、]|$))"
)
"""“安康杯”竞赛优胜单位称号: an honour of whose name only the beginning is quoted."""
BETWEEN_HONOURS: Final = re.compile(f"(?:{AFTER_HONOUR.pattern})?[、，]?(?:以及|和|及|与|并)?(?:授予)?")
"""“……”和“……”称号: between two honours of the same winners."""

_KIND: Final = "(?:先进|优秀)?(?:单位|企业|集体|个人|同志|案例|项目|作品|成果|班组|学校|部门|组织|工会|人员)"
_ONES: Final = "一二三四五六七八九"
_CN_COUNT: Final = (
    f"[{_ONES}两]千[零{_ONES}百十]*|[{_ONES}两]百[零{_ONES}十]*|[{_ONES}]?十[{_ONES}]?|[{_ONES}两]"
)
"""A number of winners as one says it: of 王五三位 it is 三."""
_NUMBERED: Final = (
    rf"(?P<number>(?<![第至到\d])\d{{1,5}}|(?<![第至到])(?:{_CN_COUNT}))(?:余|多)?(?P<unit>{_COUNTED}){_NOUN}"
)
_AND: Final = "(?:[，,、]|以及|[和及与]|$)+"
GROUP_TAIL: Final = re.compile(
    rf"(?P<more>(?<![高中初同平特])等|等(?=\d))?(?:共计?)?(?:{_NUMBERED}|(?<=等)(?:{_KIND})?){_AND}"
)
"""等3家企业（和）: what stands behind the names of one group in a run of names."""

BARE_TAIL: Final = re.compile(rf"(?P<more>等)?(?:共计?)?{_NUMBERED}$")
"""甲、乙两家企业: a number behind all the names there are."""
ADDED_TO_ALL: Final = re.compile(rf"(?:\d|{CN_NUMBER})(?:{_COUNTED}){_NOUN}(?P<added>（\x01{{1,30}}）)$")
"""甲、乙等3个单位（排名不分先后）: what is added in brackets behind a number, and to no name."""

AND_SO_MANY: Final = re.compile(rf"等(?P<number>\d{{1,5}}|{CN_NUMBER})(?P<unit>{_COUNTED})")
"""甲、乙、丙等3名同志: the number behind names, wherever the sentence goes on to."""
PERSON_NOUN: Final = re.compile("同志|个人|职工|专家|教师|选手|先生|女士|工人|党员")
NAMES_PART: Final = re.compile("[、，,；;]")
CONJUNCTION: Final = re.compile("以及|[和与及]")
NAME_LEAD: Final = re.compile("(?:以及|和|及|与|对|给|给予|将|其中|[:：])*")
_KINDS: Final = f"(?:指导|参赛|参演|参与|带队|辅导|任课)?(?:{_LISTED_ONES}|班级|老师|同学|辅导员|班主任|教练员?|裁判员?|运动员|家长|作者)"
NO_NAME: Final = re.compile(
    r"^(?:下列|以下|上述|附件|各|该|广大|所有|有关|相关|先进|优秀|获奖|单位|个人|集体|全[省市县区镇乡]|获得|受到|全体|这些|一批|部分|其|他|她|它)"
    r"|^(?:\d+|[一二三四五六七八九十百]+)(?:个|家|名|位|项)|决定|工作中|授予|名单|荣获|[。：]|^(?:全国|[省市县区厅部]{1,2}级)$|级以[上下]$"
    rf"|^{_KINDS}(?:(?:以及|[和与及、]){_KINDS})*$"
)
"""下列单位, 20个先进集体, 学生和指导教师: what stands in the place of names and names nobody."""

EDITION_END: Final = re.compile(
    rf"(?:(?:19|20)\d\d(?:[-—–~至](?:19|20)\d\d)?年度?|第(?:\d{{1,3}}|{CN_NUMBER})[届批])$"
)
"""授予甲、乙2020年度“……”称号: the edition, behind the names and before the marks."""
_PLACED: Final = (
    rf"(?:在[^。；]{{2,60}}?|[^。；，、：]{{0,12}}?)(?:荣获|获得|取得|夺得|摘得|获|排名|排列|名列|位列|位居|列)[^。；]{{0,60}}?"
    rf"(?:[第前](?:\d{{1,3}}|{CN_NUMBER})[名位]?|[特一二三]等奖|[冠亚季]军|[金银铜][牌奖]|名次|成绩)(?:[且并][^。；，、：]{{2,24}}?)?(?:的|者)"
)
"""获得各项目第一名的, 在决赛中取得前两名的, 总成绩排名前三的: the place that somebody won."""
DESCRIBED: Final = re.compile(
    rf"[^。；]{{2,160}}?(?:突出|显著|优异|出色|优秀|贡献|良好|明显|卓越|等次|涌现出)的|(?P<placed>{_PLACED})"
)
"""在……工作中表现突出的甲、乙: what the winners did, or the place they won, before their names."""

SAME_HONOUR: Final = re.compile(
    "(?:授予|(?P<posthumous>追授))(?P<run>[^，。；：“”]{2,200}?)(?:该|此|上述|以上|同一|同样)(?:项)?(?:光荣|荣誉)?称号"
)
"""追授丙同志该称号: the honour that the sentence gave before."""
NO_WINNER: Final = re.compile("(?:现|特|决定|将其|予以|，)*")
"""现命名为“……”: what stands before an honour where nobody is named there."""
MEETS: Final = re.compile(
    "(?:均|都|全部|已|各项)?(?:达到|符合|通过|具备|达标|验收合格|考核合格|审核合格)[^，。；]{0,24}，(?:[^，。；]{0,12}(?:决定|研究)，?)?(?:现|特)?(?:将其|予以)?(?:授予|命名|认定|评定|确定)?$"
)
"""甲、乙等3家单位达到标准，现命名为“……”: between the winners and the act that only says what they are named."""
RANK_LEAD: Final = re.compile(
    rf"(?:[^，。；、]{{0,16}}?(?:第(?:\d{{1,3}}|{CN_NUMBER})名|冠军|亚军|季军)(?:获得者|选手|的)*"
    "|该(?:单位|公司|集团|企业|[局院校所厂站队村会行社]))(?=.)"
)
"""钳工第一名张三, 该所所长张三: the place in a contest, or the unit named before, in front of the name."""
COUPLE: Final = re.compile("(?:夫妇|夫妻|伉俪|父子|母女|父女|母子|兄弟|姐妹)(?:二人|俩|两人)?$")
"""陈某、张某夫妇: behind the last name of those who get one honour together."""
CASE_ENDS: Final = re.compile("”(?:[、，和及等]|$)")
NUMBERED_HONOUR: Final = re.compile(
    rf"(?:(?:(?<![第\d])\d{{1,5}}|{CN_NUMBER})(?:{_COUNTED}))(?P<name>[^，。；：、“”和及与等\x01]{{2,14}})(?:[，、]|以及|[和及与]|$)+"
)
"""等20个先进集体: an honour that is the noun behind the number of its winners."""
_CROWD: Final = "单位|企业|集体|个人|同志|职工|教师|专家|学校|班组|工人"
_CALLED: Final = "(?P<called>的?(?:光荣|荣誉)?称号)"
_GIVES: Final = "授予|追授|追认"
UNQUOTED_NAME: Final = re.compile(
    rf"(?:{_GIVES})(?P<run>(?:(?!{_GIVES})[^。；“”]){{2,600}}?(?:等(?:\d{{1,5}}|{CN_NUMBER})(?:{_COUNTED})(?:{_CROWD})?"
    rf"|(?:\d{{1,5}}|{CN_NUMBER})[个家名位](?:{_CROWD})|同志))"
    rf"(?P<name>[^，。；“”、和及与等为]{{2,40}}?(?={_CALLED})|[^，。；“”、和及与等为]{{2,40}}奖[章状])"
)
"""授予甲、乙等2个单位先进集体称号: the name of an honour without quotation marks."""
GIVEN_BARE: Final = re.compile(
    rf"(?:{_GIVES})(?P<words>[^，。；：“”\x01]{{4,200}}?)(?:{_CALLED}|(?:(?<=奖)|(?<=奖[章状])|(?<=先锋号|文明号|红旗手)|(?<=烈士|标兵|工匠))(?=[，。；]|$))"
)
"""授予张三烈士称号: winners and honour with nothing between them."""
HONOUR_BEGIN: Final = re.compile(
    r"(?=\d{4}年|全[国省市县区](?!总)|\w{2,3}[省市县区](?:先进|优秀|文明|模范|劳动|五一|三八|五四|工人先锋|青年|杰出|最美|十佳|见义勇为)"
    "|先进|优秀|优胜|模范|劳动模范|文明|示范|标兵|杰出|最美|十佳|十大|五一|三八|五四|巾帼|青年文明|工人先锋|革命|烈士|英雄|人民|见义勇为|突出贡献|特别贡献|[特一二三]等|[金银铜]奖)"
)
"""What a name of an honour begins with, behind the name of who gets it."""
_NAMES: Final = "授予|追授|追认|命名|评选|评定|认定|确认|确定|评"
UNQUOTED_AS: Final = re.compile(
    rf"(?:{_NAMES})(?P<run>(?:(?!{_NAMES})[^。；“”]){{2,600}}?)为(?P<name>[^，。；“”、：\x01]{{2,40}}?)(?:{_CALLED})?(?=[，。；：]|$)"
)
"""命名甲、乙为示范点, 追认丙为烈士: the honour's name behind the winners, without quotation marks."""

HERO: Final = re.compile("(?:烈士|英雄|楷模|卫士|功臣|先锋)$")
"""追认……为烈士: what is an honour by its name, without 称号."""

GOT: Final = re.compile(
    "(?:分别|均)?(?:荣获|获得|获评|获|被评为|被授予|被命名为)(?P<name>[^，。；、“”：和及与\x01]{2,30}?)(?:的?(?:光荣|荣誉)?称号)?(?=[，。；]|$)"
)
"""甲等3家单位获得优秀组织奖: an honour without quotation marks behind its verb."""
JUDGED: Final = re.compile("经[^，。；]{0,24}[评审定选赛]|评[选审比]|结果|决赛")
"""经评审, 评选结果: what says that a paragraph tells of this competition."""

AS_FOLLOWS: Final = re.compile("如下$|(?:他们|它们|名单|单位|个人|集体|人员|具体)(?:分别)?[是为]$")
"""名单如下：, 获奖单位分别是：: what leads to the names of the honour before it."""

LISTED: Final = re.compile(
    rf"(?P<mark>{CN_NUMBER}(?=[、．.])|\d{{1,2}}(?=[、．.])|[（(]\x01{{1,3}}[）)])?[、．.]?(?:决定)?(?:授予|追授|命名|表彰|评为)?(?:(?:下列|以下)[^，。；：“”]{{0,12}}?)?(?:为)?"
    r"(?P<name>[^，。；：:、“”\x01（）()]{2,40}|“\x01{2,60}”)(?:的?(?:光荣|荣誉)?称号)?(?:的?(?:单位|集体|个人|企业|人员))?(?P<added>[（(]\x01{1,20}[）)])?"
)
"""一、授予“先进集体”称号（2个）, 1.先进个人: an honour before a colon, with its ordinal; fillers hide what marks enclose."""

LEADS_BELOW: Final = re.compile(
    rf"(?:下列|以下(?!简称|称))(?:(?P<number>\d{{1,5}}|{CN_NUMBER})(?P<unit>{_COUNTED}))?(?P<whom>[^，。；：“”、\x01]{{0,8}}?(?:{_LISTED_ONES})(?:[和及、](?:{_LISTED_ONES}))*|(?(number)[^\W\d_]{{1,8}}?(?=为?“|：)|(?=“)))"
    "|(?:名单|单位|集体|个人|同志|人员)(?:公布|通报)?如下(?=：)"
)
"""授予下列3个单位“先进工会”称号：, 获得称号的单位如下：: what says that the winners are listed below."""
GIVES_END: Final = re.compile("(?:表彰|表扬|嘉奖|奖励|命名|认定|评定|确定)$")
"""决定表彰下列单位：: the act right before those words."""
LED_NAME: Final = re.compile(
    r"(?:为|获得)?(?P<name>[^，。；：、“”\x01]{2,40}?)(?P<called>的?(?:光荣|荣誉)?称号)?："
)
"""授予下列案例一等奖：: the honour without quotation marks between those words and the colon."""

ITEM_MARK: Final = re.compile(rf"(?P<mark>{CN_NUMBER}(?=、)|\d{{1,2}}(?=[、．.])|（\x01{{1,3}}）)")
"""一、授予……: the ordinal of a paragraph that gives one honour."""
ACT_ITEM: Final = re.compile(
    f"(?:决定)?(?:授予|追授|追认|追记|给予|奖励|命名|表彰|{REVOKES})|决定|给.{{2,600}}?记|对.{{2,600}}?[予给]"
)
"""七、授予……: how an item of the body begins that decides something itself, and is no entry of the list above it."""
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
