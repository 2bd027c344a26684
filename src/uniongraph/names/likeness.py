"""How much a line of a list looks like an organization's name rather than the title of a case."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from uniongraph.grammar import simplified
from uniongraph.names.words import IN_BRACKETS, Ending, ending_of, union_suffix

__all__ = ["is_organization", "organization_score"]

_SURE: Final = frozenset({"company", "branch", "institution", "agency", "social", "party"})
_OPENING_VERB: Final = re.compile(
    r"[“‘\"]?(?:建立|打造|创新(?!路|港|街)|构建|搭建|组建|筹建|共建|创建|建好|建强|建成"
    r"|建设(?!银行|工|集团|局|厅|委|部|机|路|街|大|发)|开展|推进|推动|推行|推广|举办|承办|营造|引入|引进|引领|聚焦|聚力|汇聚"
    r"|凝聚|激发|培育|培养|弘扬|加强|强化|优化|深化|细化|完善|健全|提升|提高|促进|发挥|发动(?!机)|坚持|把握|探索|实施|实行"
    r"|落实|落地|助力|助推|关心(?!下一代)|关爱|关注|维护|规范|依托|依法|借力|借助|着眼|着力|紧贴|紧扣|围绕|首创|成立"
    r"|服务(?!中心|业|公司|区|局)|争创|争做|争当|彰显|全力|全面|做[好实强]|抓[好实]|筑牢|夯实|丰富|拓展|拓宽|运用|利用|巧用"
    r"|破解|解决|实现|满足|畅通|共享|共创|共筑|多方|携手|走[进好]|唱响|当好|讲好|点亮|传承|赋能|激活|整合|倡导|倾[听心情]"
    r"|情系|心系|扎根|立足|面向|用[心好活情]|让|把)"
)
_MIDDLE_VERB: Final = re.compile(
    r".(?:打造|构建|搭建|组建|助力|引领|助推|激发|争当|走进|融入|彰显|赋能|凝聚|建起|建在|架起"
    r"|进(?:企业|校园|社区|园区|楼宇|车间|班组|工地))"
)
_PARTICLE: Final = re.compile(r"让|把|(?<!美)的|了|成为")
_CLAUSES: Final = re.compile(
    r"[，。！？；：、,!?;:\s](?:(?<!\s)|(?<=[^\s\x00-\x7f]{3}\s)\s*[^\s\x00-\x7f]{3})"
)
"""A mark, or the space between three characters and three others."""
_OPENS_WITH_PLACE: Final = re.compile(r".{1,7}?(?:省|市|区|县|镇|乡|街道)")
_ORDINAL: Final = re.compile(r"^[（(]?[一二三四五六七八九十0-9]{1,3}[)）、.．]\s*")
_SCHOOLS: Final = ("中", "小", "幼")
_TRANSLATED: Final = re.compile(r"[（(][\x20-\x27\x2a-\x7e]{2,80}[）)]")
"""（Hailan Electronics Co., Ltd.）: the name in Latin letters; no comma in it parts clauses."""
_SHORT_SCHOOL: Final = re.compile(
    rf"(?:.{{0,5}}[市县区州镇乡]|.{{2,4}})第?[一二三四五六七八九十]{{1,2}}[{''.join(_SCHOOLS)}]"
)
"""市三中, 临江一小: a school by its number, of which nothing but the first character of its kind is said."""
_CLASS: Final = re.compile(
    r"[^\s，,、：:]{2,40}?(?:[大中小]学|学[校院]|[院系园校]|(?<=[市区县州镇乡一二三四五六七八九十])[中小]|校区|[学部]部)(?:"
    r"(?:[初高大中小][一二三四五六]|[一二三四五六七八九](?:年级?)?|(?:20)?\d\d级|20\d\d届?)[^（()）\d\s]{0,10}(?:[（(]\w{1,4}[)）]|\d{1,4}|[一二三四五六七八九十]{1,2})"
    r"|[^（()）\d\s]{2,10}(?:[（(]\d{1,4}[)）]|\d{1,4})"
    r"|\d{3,4}|\d\d[^（()）\d\s年]{2,8}(?:[（(]\w{1,2}[)）]|\d{1,2}|[一二三四五六七八九])?|[大中小托](?:[（(]\w{1,2}[)）]|[\d一二三四五六七八九]))班"
)
"""清水中学高二（3）班, …学院2021级机械（1）班, …学校护理2001班, …小学601班, …学校21汽修2班, …幼儿园大一班: a class of a school by its number."""
_SHIFT: Final = re.compile(
    r"(?P<body>[^\s，,、：:]{3,40})(?:第?[一二三四五六七八九十\d]{1,3}|[甲乙丙丁戊]|抢修|检修|维修|维护|运维|巡检|巡线|保线|线路|变电|配电|运行|作业|装卸|客运|货运|调车|乘务|值守|化验|掘进|采煤)班"
)
"""某某供电公司抢修一班, 某某电厂运行丙班: a team of a body by its number or its trade, which no course bears."""
_SECTION: Final = re.compile(
    r"[^\s，,、：:]{2,30}(?:[局委办厅署院所站]|大队|中心|政府)[^\s，,、：:的]{2,10}(?<![控参入持])股"
    r"|[^\s，,、：:]{1,20}(?:[部委署院]|总局|办公室)[^\s，,、：:的]{2,12}(?<![公打官上祭])司"
)
"""某某县水利局灾害防御股, 某某部规划计划司: a part of an office; 某某电力股 is the half of a company's name, and no 公司 is meant."""
_HOST: Final = re.compile("(?P<host>公司|集团|[厂矿局段站所队部院场]|车间|中心|工区)[^的]{0,8}$")
"""What the body ends in that a team is of, and at most the trade of a team that has a number (某某公司 + 抢修)."""
_NAMED_TEAM: Final = re.compile(
    r"(?P<body>[^\s“”]{3,40})“[^“”]{1,12}”[^“”]{0,6}(?:突击队|攻坚队|服务队|救援队|抢险队|班组?)"
)
"""某某煤矿“飞虎”突击队: a team of a body by its name."""
_LONGEST_NAME: Final = 60
_LONGEST_LINE: Final = 120
"""No answer about a longer line is kept."""


def organization_score(text: str) -> float:
    """Return how much a line looks like an organization's name, 0 to 1; 0 where no known word ends it.

    The last word counts most: ``有限公司`` for more than ``部``. A verb or a particle where a name has none
    (打造…, 让…, …的…), two clauses parted by a space or a comma, and quotation marks count against it; a place
    at the start and the word 公司 count for it; a school may be called by its number (市三中); an ordinal before it is passed over. A short title of nouns alone
    (智慧工会) cannot be told from a name.
    """
    line = simplified(text.strip())
    ordinal = _ORDINAL.match(line)
    line = line[ordinal.end() :] if ordinal else line
    suffix = union_suffix(line)
    ending = ending_of(line)
    if line.endswith(_SCHOOLS) and _SHORT_SCHOOL.fullmatch(line):
        return 0.6
    if line.endswith("班") and len(line) <= _LONGEST_NAME and (_CLASS.fullmatch(line) or _is_shift(line)):
        return 0.7
    if line.endswith(("股", "司")) and len(line) <= _LONGEST_NAME and _SECTION.fullmatch(line):
        return 0.7
    if not (suffix or ending.sort) or len(line) > _LONGEST_NAME:
        return 0.0
    if len(line) <= 2 or line == suffix:  # 工会, 中心: the word for such a body, not the name of one
        return 0.4
    opens_with_verb = _OPENING_VERB.match(line) is not None
    tenths = 9 if suffix else _weight(ending)
    tenths -= 5 * opens_with_verb
    unbracketed = _TRANSLATED.sub("", line) if "," in line else line
    if unbracketed.endswith((")", "）")):
        unbracketed = IN_BRACKETS.sub("", unbracketed)
    tenths -= 5 * (_CLAUSES.search(unbracketed) is not None)
    tenths -= 5 * (_PARTICLE.search(line) is not None)
    tenths -= 4 * (_MIDDLE_VERB.search(line) is not None)
    tenths -= 2 * (("“" in line or "‘" in line) and not _is_named_team(line))
    tenths += 2 * ("公司" in line)
    tenths += 2 * (not opens_with_verb and _OPENS_WITH_PLACE.match(line) is not None)
    return min(max(tenths, 0), 10) / 10


def _is_named_team(line: str) -> bool:
    """Say whether a line is the name of a body with that of one of its teams behind it (某某煤矿“飞虎”突击队)."""
    team = _NAMED_TEAM.fullmatch(line)
    return team is not None and _is_organization(team["body"])


def _is_shift(line: str) -> bool:
    """Say whether a line is the name of a team of a body by the team's number or trade (某某供电公司抢修一班)."""
    shift = _SHIFT.fullmatch(line)
    host = _HOST.search(shift["body"]) if shift is not None else None
    return host is not None and _is_organization(host.string[: host.end("host")])


def is_organization(text: str) -> bool:
    """Say whether a line looks like an organization's name rather than a title: a score of at least one half.

    Give the line as printed: the space between two clauses of a title is part of the evidence.
    """
    return _is_organization(text) if len(text) <= _LONGEST_LINE else organization_score(text) >= 0.5


@lru_cache(maxsize=8192)
def _is_organization(text: str) -> bool:
    """Remember the answer: a line is asked about in each role that it may have."""
    return organization_score(text) >= 0.5


def _weight(ending: Ending) -> int:
    """Return how much the last word of a name tells, in tenths."""
    if len(ending.word) == 1:
        return 7 if ending.sort in _SURE else 6
    return 9 if ending.sort in _SURE else 7
