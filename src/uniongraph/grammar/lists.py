"""The lists of a decision (附件): ordinals, counts, headings of tiers, remarks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from uniongraph.grammar.characters import CLOSE, CN_NUMBER, HAN, OPEN, ZEROS
from uniongraph.grammar.frame import TITLE

__all__ = [
    "BARE_HONOUR",
    "BARE_MARK",
    "BODY_HONOUR",
    "CLASS_NAME",
    "CLASS_OPENING",
    "COUNT",
    "DECORATED_LINE",
    "DEEDS",
    "EDITION_BEFORE",
    "EDITION_OF",
    "GRADE",
    "GRADE_LED",
    "GRANT_HEADING",
    "GROUP_END",
    "GROUP_HONOURED",
    "GROUP_LABEL",
    "HONOURED",
    "HOST_END",
    "LABELLED_LINE",
    "LEVEL",
    "LIST_TAIL",
    "ORDINALS_LINE",
    "OTHERS",
    "PART_ALONE",
    "PART_END",
    "PLACE_HONOUR",
    "PLACE_NAME",
    "PRAISED",
    "PROVINCE_SHORT",
    "RANK",
    "REMARK",
    "SECTION_LINE",
    "TEAM_END",
    "TIER_HEADING",
    "TIER_KINDS",
    "TIER_NAME",
    "UNITS_OF_OTHERS",
    "UNITS_OF_WORKS",
    "UNIT_CLASSES",
    "VACANT",
    "WINNERS_END",
    "WORKS_COUNTED",
    "WORKS_HONOURED",
    "YEARS_OF",
    "YEAR_OF",
    "count_in",
    "subject_of",
]

ORDINALS_LINE: Final = (
    ("chinese", re.compile(rf"(?P<mark>(?P<value>{CN_NUMBER}))\s*[、．.]\s*")),
    (
        "chinese-bracketed",
        re.compile(rf"(?P<mark>[{OPEN}]\s*(?P<value>{CN_NUMBER})\s*[{CLOSE}])\s*[、．.]?\s*"),
    ),
    ("arabic-bracketed", re.compile(rf"(?P<mark>[{OPEN}]\s*(?P<value>\d{{1,3}})\s*[{CLOSE}])\s*[、．.]?\s*")),
    ("arabic", re.compile(r"(?P<mark>(?P<value>\d{1,4}))\s*[.．、]\s*")),
    ("arabic-closed", re.compile(rf"(?P<mark>(?P<value>\d{{1,3}}))\s*[{CLOSE}]\s*[、．.]?\s*")),
    ("circled", re.compile(r"(?P<mark>(?P<value>[①-⑳]))\s*")),
)
"""一、 （一） （1） 1. 1） ①: the styles of printed ordinals."""

_COUNT_UNITS: Final = "个|类|项|名|家|篇|人|条|位|组|户|件|例|部|对|支|所|届|节|幅|首|门|堂|种|册|套|本"
COUNT: Final = re.compile(
    rf"(?:[-—–]{{1,4}}|[{OPEN}](?:[^{OPEN}{CLOSE}\d]{{1,16}}(?=共))?)?(?:共计?|计)?"
    rf"(?<![第全\d零〇○一二三四五六七八九十百千两])(?<!上下)(?<![^特一二三四五六优]等)(?<!第.[至到—–-])(?<!第..[至到—–-])(?!(?<![{OPEN}共计—–-])[一二三四五六七八九十]{{1,2}}组$)(?P<number>\d{{1,5}}|{CN_NUMBER})"
    rf"(?P<unit>(?:{_COUNT_UNITS})(?:[/／](?:{_COUNT_UNITS}))*)(?:单位|集体|个人|项目)?"
    rf"(?:[，,；;].{{0,24}}|[{OPEN}].{{0,24}})?[{CLOSE}]?[-—–：:]{{0,4}}$"
)
"""10类/个, （共11个，排名不分先后）, （排名不分先后共11个）, 35家: the number a heading declares, with its unit; 企业二组 is the second of its groups, 第四至六名 are places, 何立春等6人 are winners, 全三册 are volumes of one book."""

_LONGEST_KEPT: Final = 80
COUNTED: Final = rf"[\d零〇○一二三四五六七八九十百千两]\s*(?:{_COUNT_UNITS})"
"""A number and its unit, which stand together wherever winners are counted."""
_COUNTED: Final = re.compile(COUNTED)


def count_in(words: str, end: int | None = None) -> re.Match[str] | None:
    """Return the number of winners that words end in, as COUNT reads it, before ``end`` if that is given."""
    return _known_count(words, end) if len(words) <= _LONGEST_KEPT else _count_in(words, end)


@lru_cache(maxsize=4096)
def _known_count(words: str, end: int | None) -> re.Match[str] | None:
    """Remember the answer: a heading is asked in each role that it may have."""
    return _count_in(words, end)


def _count_in(words: str, end: int | None) -> re.Match[str] | None:
    if _COUNTED.search(words) is None:  # most words count nothing, which COUNT is slow to see
        return None
    return COUNT.search(words) if end is None else COUNT.search(words, 0, end)


VACANT: Final = re.compile(rf"[{OPEN}:：]?空缺[{CLOSE}]?$")
"""一等奖：空缺."""

UNIT_CLASSES: Final = {"类": "AwardCategory"}
"""What a unit of count counts; every unit that is not named here counts cases."""

UNITS_OF_WORKS: Final = frozenset("项件篇部例幅首门堂条种册套本")
UNITS_OF_OTHERS: Final = frozenset("名人位家户支所组对")
"""In what works are counted, and in what bodies and persons are; 个 counts all of them."""

_WORKS: Final = "(?:成果|案例|项目(?!部|经理|负责)|作品|论文|课题|提案|建议|节目|课件|课程|教材|微课|教案|专利|图书|著作|方案|选题|征文|工法|操作法|品牌)"
_NO_WORKS: Final = "单位|集体|组织|团队|小组|班组|个人|工作者|人员|能手|作者|竞赛"
_GRADED_WORKS: Final = rf"(?:特等|[一二三四五六壹贰叁]等)(?:{_WORKS}|课例|教学设计|(?:调研|研究)?报告|文章|稿件|剧目|微?视频|短片|微?电影)"
"""一等成果, 二等课例: what is honoured behind its grade, without a word for the prize."""
WORKS_HONOURED: Final = re.compile(rf"{_WORKS}(?!.*(?:{_NO_WORKS}))")
"""优秀创新成果, 优秀论文一等奖: what a list of works is called; 优秀成果和先进集体 is of others too."""
WORKS_COUNTED: Final = re.compile(
    rf"(?:\d|{CN_NUMBER})[个项件篇部例幅首门堂条种册套本](?:[^，。；、]{{0,12}}?){_WORKS}(?!.{{0,8}}(?:{_NO_WORKS}))"
)
"""等3项成果, 20篇优秀论文: works that a sentence counts."""

_COLLECTIVES: Final = "集体|群体|单位|企业|班组|团队|小组|党组织|党支部"
_PERSONS: Final = "个人|工作者|生产者|组织者|员工|职工|教师|教育者|党员|党务工作者|志愿者|干部|管理者|劳动者"
_END: Final = "(?:标兵)?(?:奖|(?:荣誉)?称号)?$"
_GOOD: Final = "先进|优秀|优胜|模范|标兵|文明|红旗|杰出|突出|示范|十佳|最美"
TEAM_END: Final = re.compile(
    rf"(?:[班组队系科室处庭股部站所院厂校岗线]|窗口|车间|服务台|集体|群体|团队|机组|基地|码头|柜台|分社|项目|工地|总台|中心|公司|家庭|[营连]|书屋|驿站|工作室|小家)(?:[{OPEN}][^{OPEN}{CLOSE}]*[{CLOSE}])?$"
)
"""客运二班, 户政窗口: what the name of a team ends in, where the heading says that teams are honoured."""

GROUP_HONOURED: Final = re.compile("(?<!先进)(?<!优秀)(?<!模范)(?<!英雄)(?<!弱势)(?<!困难).群体$")
"""护堤救人群体: persons who are honoured as one, by the word that ends their name; 先进群体 is the honour."""

PART_END: Final = re.compile("(?:车间|班组|工段|工班|(?<!公)室|科|班|小组|工序)$")
"""装配车间: what the name of a part of a body ends in, where it stands behind that of the body."""

CLASS_NAME: Final = re.compile(
    rf"(?:[高初小]?(?:(?:19|20)\d\d|\d\d)[级届]|[高初大][一二三四]|[一二三四五六七八九](?:年级)?)[{HAN}]{{0,10}}[{OPEN}]?(?:\d{{1,2}}|{CN_NUMBER})[{CLOSE}]?(?:班级?|班?中队)"
    rf"|\d\d(?![个名位人项件篇年月日家所])[{HAN}]{{2,8}}[{OPEN}]?(?:\d{{1,2}}|{CN_NUMBER})?[{CLOSE}]?班|\d{{3,4}}班|[大中小托](?:[{OPEN}](?:\d{{1,2}}|{CN_NUMBER})[{CLOSE}]|\d|[一二三四五六七八九])班"
)
"""高二（4）班, 2020级数控2班, 五（1）中队, 21汽修2班, 701班, 大（1）班: a class of a school, by its year and its number."""

CLASS_OPENING: Final = re.compile(rf"(?:{CLASS_NAME.pattern})(?:\s*[:：]|\s|$)")
"""五（1）班：, 五（1）班　: a class on a line of its own, or before what is listed of it."""

HOST_END: Final = re.compile("(?:大学|学院|学校|中学|公司|集团|厂|矿|医院|银行)$")
"""绿屏大学: what the name of a body ends in that has parts which are named by one word."""

PART_ALONE: Final = re.compile(
    rf"(?!第)(?:(?![省市县区州镇乡])[{HAN}]){{0,4}}(?:图书馆|校医院|附属医院|分公司|分厂|学院|研究院|车间|工会|工会委员会|团委|党委)|(?:图书|博物|档案|体育)馆"
)
"""图书馆, 附属医院, 工会: a whole name, or the end of one whose beginning stands before it."""

TIER_KINDS: Final = (
    (re.compile(rf"(?:{_COLLECTIVES}).*(?:{_PERSONS})|(?:{_PERSONS}).*(?:{_COLLECTIVES})"), "main"),
    (re.compile("提名"), "nomination"),
    (re.compile("特等"), "special"),
    (re.compile("[一壹]等(?!功)"), "first-prize"),
    (re.compile("[二贰]等(?!功)"), "second-prize"),
    (re.compile("[三叁]等(?!功)"), "third-prize"),
    (re.compile("[四肆]等(?!功)"), "fourth-prize"),
    (re.compile("(?<![资基黄合奖])金(?:质?奖|牌(?:奖|$))"), "gold"),
    (re.compile("银(?:质?奖|牌(?:奖|$))"), "silver"),
    (re.compile("铜(?:质?奖|牌(?:奖|$))"), "bronze"),
    (
        re.compile("组织(?:工作)?奖|(?:优秀|先进|最佳|突出)组织(?:单位|部门|集体|工作)?(?:奖|称号)?$"),
        "organization",
    ),
    (re.compile("贡献(?!率)"), "contribution"),
    (re.compile("特别"), "special"),
    (re.compile("人气|最受(?:[^奖]{0,6})(?:欢迎|喜爱)"), "popularity"),
    (re.compile("入围|入选"), "finalist"),
    (
        re.compile(
            rf"(?:{_GOOD}).{{0,8}}(?:{_COLLECTIVES}){_END}|(?:{_COLLECTIVES})标兵|集体奖|劳动奖状|先锋号"
        ),
        "collective",
    ),
    (
        re.compile(
            rf"(?:{_GOOD}).{{0,8}}(?:{_PERSONS}){_END}|个人奖|劳动模范|劳动奖章|(?:劳模|标兵|能手|工匠){_END}"
        ),
        "individual",
    ),
    (re.compile("优[秀胜].{0,6}奖"), "excellence"),
)
"""Words that decide a tier's kind, the first that stands in its name; without them it is ``main``.

The order counts: 优秀组织奖 is no 优秀奖, 特别贡献奖 is for a contribution, 先进集体和先进个人 is for neither alone.
"""

BODY_HONOUR: Final = re.compile(
    "(?:集体|群体|单位|组织|班组|团队|小组|窗口|科室|处室|车间|站所|站点|小区|街区|院落|楼院|景区|公园|部门|支部|党总支|党委|企业|学校|校园|社区|村镇|乡镇|机关|医院|家园|家庭|之家|小家|书屋|驿站|工作室|岗位?|先锋号|文明号|奖状|劳动奖状|病房|病区|部室|网点|支行|分公司|项目部|营业厅|班级|寝室|宿舍|食堂)"
    "(?:标兵)?(?:类|组)?(?:[一二三特]等奖|荣?誉?称号)?$"
)
"""先进班组, 工人先锋号, 窗口单位类: an honour or a category whose winners are bodies and teams, whatever their names end in."""

PLACE_HONOUR: Final = re.compile("(?:小区|社区|街区|院落|楼院|景区|公园|广场|村庄?|街道|乡镇|村镇)$")
"""无废居民小区, 文明村: an honour that places get, which may be called as nobody else but persons are (桂花苑, 安宁里)."""

TIER_NAME: Final = re.compile(
    "奖项?$|称号$|(?:奖状|奖章|积极分子|(?<!社会)(?<!会化)(?<!化工会)(?<!专职工会)工作者|劳动模范|文明号|工匠|岗位能手|技术能手|工人先锋号)$|(?:提名|入围|入选|金牌|银牌|铜牌|标兵|模范|能手|先锋号|之家|示范[点区岗])$"
    "|(?:先进|优秀|优胜|示范|文明|模范|标兵|红旗|十佳|十大|最佳|最美|杰出|突出贡献|特别贡献)(?!.*(?:类|(?<!班)组)$).{0,14}$"
)
"""…一等奖, …先进集体, 十佳案例: the name of an honour, which makes a heading a tier's and not a category's; 社会工作者 is a post."""

TIER_HEADING: Final = re.compile(
    r".{0,30}?(?:特等|[一二三四五]等|金|银|铜|特别|提名|优秀|优胜|入围|入选|组织|贡献|创意|鼓励|纪念|最佳.{1,6}|最具.{1,8}|人气)奖"
    rf"|{_GRADED_WORKS}$"
)
"""一等奖, 优秀组织奖, 一等成果: a tier's heading that needs no ordinal to be known for one."""

DECORATED_LINE: Final = re.compile(
    r"[【〖\[［★☆●◆■◎※]{1,3}\s*(?P<words>[^【】〖〗\[\]［］]{2,40}?)\s*[】〗\]］]?[:：]?"
)
"""【一等奖】, ★ 二等奖: a heading with marks around it."""

_DASHES: Final = r"—–―─－\-"
SECTION_LINE: Final = re.compile(
    rf"(?:[【〖［\[]|[{_DASHES}]{{1,4}})\s*(?P<words>[^【】〖〗［］\[\]{_DASHES}\d]{{2,20}}?)\s*(?:[】〗］\]]|[{_DASHES}]{{1,4}})[:：]?"
)
"""【企业工会】, ——市直机关——: a line between marks, which heads those below it."""

_NTH: Final = rf"(?:\d{{1,2}}|{CN_NUMBER})"
RANK: Final = re.compile(rf"(?:并列)?第{_NTH}(?:[至到—–-]{{1,2}}第?{_NTH})?名|[冠亚季]军")
"""第一名, 第四至六名, 并列第3名, 亚军: a place in a contest."""

GRADE: Final = re.compile(
    rf"(?:荣?获)?(?:(?:特等|[一二三四五六壹贰叁]等|金|银|铜|优秀|优胜|优异|提名|入围|入选|鼓励|纪念|参与)质?奖项?|{RANK.pattern})"
    "(?:获奖|获得)?(?:项目|作品|成果|论文|案例|单位|集体|个人|选手|人员|者)?(?:名单)?"
    rf"|(?:荣?获)?{_GRADED_WORKS}(?:名单)?"
)
"""一等奖, 银奖作品, 第二名, 二等成果: a grade and nothing else, which needs an honour or a category to say of what."""

LEVEL: Final = re.compile("(?:全国|国家|[省市县区部州])级?(?:示范)?")
"""省级: a heading that grades what the annex lists, and does not say what that is."""

DEEDS: Final = re.compile(
    rf"事迹(?:简介|简要|简述|材料|介绍|汇编|摘要|选编|简表)?(?:[{OPEN}][^{OPEN}{CLOSE}]*[{CLOSE}])?$"
)
"""…主要事迹, …事迹简介: an annex that tells what those honoured did."""

OTHERS: Final = re.compile(
    rf"等\s*(?:\d{{1,4}}|{CN_NUMBER})?\s*(?:[名位个家户]|人(?!民)|同志|单位|集体|群体)"
)
"""等9名同志: more are honoured than are named."""

WINNERS_END: Final = re.compile(
    "(?:获奖|受表彰|受表扬|入选)(?:项目|作品|成果|论文|案例|单位|集体|个人|选手|人员|者)$"
)
"""…科技进步奖获奖项目: what an annex's title says of the winners, not of the honour."""

CONTEST: Final = re.compile("(?:赛|展演|汇演|会演|调演|展评|评比|评选|运动会)(?:活动|项目)?$")
"""班级合唱比赛, 工间操展演: a contest, of which each has its own grades."""

GRADE_LED: Final = re.compile(rf"(?P<grade>{GRADE.pattern})\s+(?P<rest>\S.*)", re.DOTALL)
"""二等奖　吴小梅　某某厂: a winner behind the grade, as in a table without lines."""

REMARK: Final = re.compile(
    rf"[※*＊★]?[{OPEN}]?(?:以上|以下|注[:：]|备注[:：]|说明[:：])?(?:排名|排序)?(?:不分(?:先后|前后|名次)|按\S{{2,16}}(?:为序|排序|排列|顺序))(?:排名|排序)?[。]?[{CLOSE}]?"
    rf"|[※*＊★]?(?:注|备注|说明)[:：].{{1,200}}|[{OPEN}]排名不分先后.{{0,30}}[{CLOSE}]"
    rf"|[{OPEN}][^{OPEN}{CLOSE}]{{1,40}}(?:不分(?:先后|前后|名次)|为序|排序|排列)[。]?[{CLOSE}]"
)
"""（排名不分先后）, 注：…: a remark on a list, no entry of it."""

BARE_MARK: Final = re.compile(rf"[{OPEN}]?\s*(?:\d{{1,5}}|{CN_NUMBER})?\s*[{CLOSE}]?\s*[.．、:：]?|[\W\d_]+")
"""（十, 12., 、: an ordinal without anything after it, or no word at all."""

LIST_TAIL: Final = re.compile(
    r"(?:(?:获奖|受表彰|拟表彰|表彰|入选|授奖)(?:者|单位|集体|个人|人员|案例|项目|作品)?)?(?:名单|名录|一览表|目录)"
    rf"(?:[及和与、]其?[{HAN}]{{0,4}}事迹(?:简介|材料|介绍)?)?"
    rf"(?:[{OPEN}][^{OPEN}{CLOSE}]{{0,40}}[{CLOSE}])?$"
)
"""…获奖单位名单, …名单（3个）: what an annex's title says of the list, not of the honour (先进集体 in 先进集体名单)."""

_YEAR: Final = rf"(?:19|20)\d\d|二[{ZEROS}][{ZEROS}一二三四五六七八九]{{2}}"
YEAR_OF: Final = re.compile(rf"(?P<year>{_YEAR})年(?:度)?")
"""2017年度, 2017年, 二〇一七年度: the year an edition is named after."""

YEARS_OF: Final = re.compile(
    rf"(?P<first>{_YEAR})(?:年度?)?(?:[-—–－~～]{{1,2}}|[至到和、与及])(?P<last>{_YEAR})(?:学年|年)度?"
)
"""2014—2015年度, 2014年至2015年: the years of an edition that covers several."""

EDITION_OF: Final = re.compile(
    rf"第(?P<number>\d{{1,3}}|{CN_NUMBER})(?P<measure>届|批(?:次)?|期(?!工程|项目|建设))"
)
"""第八届, 第12届, 第三批: the number of an edition, and what it counts."""

EDITION_BEFORE: Final = re.compile(rf"(?:{EDITION_OF.pattern})(?:全[国省市县区]|[{HAN}]{{2,4}}[省市县区])?$")
"""第八届“某某杯”, 第八届全市“某某杯”: the number of an edition right before the marks of an honour's name."""

_ACT: Final = re.compile("^(?:进一步)?(?:表彰|授予|命名|表扬|嘉奖|颁发|公布|通报)+(?:奖励)?")


def subject_of(title: str) -> str:
    """Return the 事由 of a title without the act: 关于表彰2020年度先进集体的决定 gives 2020年度先进集体."""
    match = TITLE.fullmatch(title)
    return _ACT.sub("", match["subject"]).removesuffix("的") if match else title


_SECTOR: Final = (
    "工业|工交|工贸|交通(?:运输)?|教育|科教|文教|教体|卫生(?:健康)?|卫健|医疗|医药|政法|公安|司法|检察|法院|民政|人社|财贸|财税|财政|税务|金融|商贸|商务|农业(?:农村)?|农林|农口"
    "|农村|林业|水利|水务|城建|建设|建筑|住建|城管|电力|能源|邮电|通信|邮政|党群|党政|宣传|文化|文艺|文体|新闻|旅游|体育|机关|国资|国企|科技|气象|粮食|供销|烟草|石化|化工|铁路|民航|航运|海关"
    "|环保|生态环境|自然资源|统战|群团|共青团|妇联|工会|老干部|服务|社会|产业"
)
_BODIES: Final = (
    "(?:党政|党群|国家|政府)?机关|(?:党政)?机关(?:企?事业)?单位|企?事业单位|(?:国有|民营|非公(?:有制)?(?:经济)?|外资|中小|中央|地方|私营)?企业(?:单位)?"
    "|社会(?:组织|团体)|院校|学校|高校|中小学校?|小学|初中|高中|中学|幼儿园|大学|医院|农村|村居|镇街|街镇|乡镇|街道|社区|部队"
)
GROUP_LABEL: Final = re.compile(
    "(?:中央|部|省|市|县|区|州|旗|中省|省市|市区)(?:直|属|级|直属)(?:属|级)?(?:各)?(?:机关|单位|部门|系统|企业|企事业单位|院校|高校|学校)?"
    "|(?:中央|部|省|市)?.{0,6}驻.{1,5}(?:单位|部队|官兵|机构|企业)|其他|其它|其他单位|(?:各)?[县市区（）()、]{1,9}"
    rf"|[{HAN}]{{2,6}}(?:生产)?建设兵团|[{HAN}]{{0,8}}(?:直属|直管)(?:各)?(?:单位|机关|机构|部门|企业|企?事业单位|院校|高校|学校)"
    rf"|(?:全[国省市县区])?(?:(?:{_SECTOR})[、和]?){{1,4}}(?:系统|战线|行业|口|界)|(?:各类?)?(?:{_BODIES})"
)
"""市直单位, 省属驻市单位, 某某部直属单位, 工业系统, 机关事业单位: winners that are grouped by no place."""

PROVINCE_SHORT: Final = re.compile(
    "北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
    "|香港|澳门|台湾|(?:新疆)?(?:建设)?兵团|大连|青岛|宁波|厦门|深圳"
)
"""北京, 兵团: what the provinces, and the cities that are counted with them, are called for short where they head a list."""

GROUP_END: Final = re.compile("(?:类别?|(?<!班)组别?|系列|方面|领域|界别|赛道|学段)$")
"""小学组, 微视频类: what ends the name of a category, though it declares a number or praises as a tier does."""

PLACE_NAME: Final = re.compile(rf"[{HAN}]{{1,10}}(?:镇|乡|村|街道|社区|新区|开发区|[省县市区旗州盟])")
"""朱家店镇: a place that stands where a winner does."""

_PRAISED_ONES: Final = f"{_COLLECTIVES}|村镇|乡镇|社区|街道|城市|县城|城区|机关|学校|校园|医院|部门|家庭"
PRAISED: Final = re.compile(
    rf"(?:{_GOOD}|卫生|美丽|平安|绿色)(?:{_PRAISED_ONES}|[镇乡村县区市])"
    rf"|(?:全[国省市县区]|[国省市县区州]级|[{HAN}]{{1,8}}[省市县区州盟旗])(?:(?:{_GOOD}|卫生|美丽|平安|绿色)(?:{_PRAISED_ONES})|(?:文明|卫生|示范|先进)[镇乡村])"
)
"""文明镇, 先进机关, 某某市文明村镇: an honour of places or bodies, which is the name of none; 某某县平安镇 is a town."""

_NUMBERED_PART: Final = (
    rf"(?=[^:：]{{0,24}}\d)[{HAN}\d][{HAN}\d\s（）()·-]{{1,23}}(?:班|中队|支部|连|车间|班组|小组)"
)
"""高一（5）班, 2022级机电（2）班: a part of a body that is told from the others by a number, and no ordinal of an entry."""
_QUOTED_GROUP: Final = (
    rf"[{HAN}]{{0,8}}“[{HAN}\d+]{{1,8}}”[{HAN}]{{0,8}}"
    "(?:组织|企业|单位|机构|系统|行业|领域|园区|群体|党?工委|党委|党组|总支|支部|专班|办公室|协会|商会|联盟|公司|中心|[局委办])"
)
"""“两新”组织工委, “四上”企业: a group with a word in quotation marks, and no honour, whose name stands in them whole."""

LABELLED_LINE: Final = re.compile(
    rf"(?P<label>(?:[{HAN}][{HAN}\s（）()]{{1,14}}|{_NUMBERED_PART}|{_QUOTED_GROUP})(?:[{OPEN}]共?\d{{1,4}}\s?(?:{_COUNT_UNITS})[{CLOSE}])?)\s*[:：]\s*(?P<rest>\S.*)",
    re.DOTALL,
)
"""凤 池 县（2个）：朱家店镇　杨柳乡: the winners of a place or a group behind its name."""

_HONOURED: Final = "集体|单位|个人|工作者|企业|班组|组织|案例|项目|标兵|作品|成果|品牌|论文|书屋|员工|职工|教师|党员|干部|志愿者|团队|部门|科室|班主任|辅导员"
HONOURED: Final = tuple(_HONOURED.split("|"))
"""What such a name as BARE_HONOUR reads ends in; most words do not, which takes it long to see."""
BARE_HONOUR: Final = re.compile(
    rf"(?:[{HAN}\d]{{0,20}}?(?:年度?|届|批|市|省|县|区))?(?:全[国省市县区])?[{HAN}]{{0,8}}?(?:先进|优秀|模范|文明|示范|突出贡献|最美|最佳|十佳|提名|入围|入选)[{HAN}]{{0,6}}?"
    f"(?:{_HONOURED})"
)
"""先进集体, 2020年度优秀工会工作者: a line that is the name of an honour and nothing else."""

GRANT_HEADING: Final = re.compile(
    "(?:决定)?(?P<act>授予|命名|表彰|追授|继续保留|保留|确认|撤销|取消|收回).{0,30}?[“「](?P<honour>[^“”「」]{2,60})[”」](?:荣誉)?(?:称号|奖|资格)?"
)
"""命名下列单位为“某某称号”: a heading that is the act, with the honour's name in it."""
