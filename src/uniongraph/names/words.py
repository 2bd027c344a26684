"""The words by which Chinese names of bodies end, and what sort of body each one says."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["IN_BRACKETS", "Ending", "ending_of", "union_suffix"]


class Ending(NamedTuple):
    """The word that says what sort of body a name names, and that sort; both empty where none is found."""

    word: str
    sort: str


_NO_ENDING: Final = Ending("", "")
_SORTS: Final = {
    "company": """公司 有限公司 有限责任公司 股份有限公司 股份公司 总公司 集团公司 集团 厂 总厂 银行 商业银行 酒店 饭店
        宾馆 旅馆 店 商店 书店 商场 商厦 超市 加油站 旅行社 出版社 信用社 信用合作社 会计师事务所 百货大楼 招待所 电影院 影院 影城
        油田 矿 煤矿 矿务局 铁路局 工程局 供电局 勘探局 农场 林场 渔场 牧场 茶场 盐场 合伙企业 独资企业""",
    "branch": "分公司 支公司 分行 支行 分理处 分店 营业部 营业所",
    "institution": """大学 学院 学校 中学 小学 高中 职高 职中 中专 附中 附小 校 党校 幼儿园 研究所 研究院 科学院 医院 卫生院 保健院""",
    "facility": """中心 所 院 馆 台 宫 日报 晚报 晨报 早报 时报 商报 公园 植物园 动物园 陵园 报社 杂志社 通讯社 乐团 剧团 监测站 监督站 防疫站 检疫站
        推广站 保健站 血站 气象站 水文站""",
    "agency": """局 分局 支局 厅 办公厅 办公室 署 海关 法院 检察院 政府 人民政府 办事处 管理委员会 管委会 委员会 委 机关
        国务院 派出所 税务所 司法所 监狱 组织部 宣传部 统战部 武装部 军区 军分区 警备区 卫戍区 常委会 政协 纪委""",
    "social": "协会 学会 商会 研究会 促进会 基金会 联谊会 校友会 联合会",
    "body": """社 合作社 供销社 服务社 律师事务所 事务所 组委会 执委会 筹委会 评委会 村委会 居委会 业委会 村民委员会 居民委员会 业主委员会 教育集团
        医疗集团 妇联 残联 科协 文联 侨联 工商联 红十字会 妇女联合会 残疾人联合会 工商业联合会 文学艺术界联合会 理事会 董事会
        总队 支队 大队 中队 工作站 服务站 工作室 俱乐部 团 团队 中央""",
    "unit": """部 处 科 室 段 队 站 组 小组 车间 班组 工段 项目部 事业部 医学科 审判庭 立案庭 审监庭 法庭 刑庭 民庭 储备库 粮库 粮油库
        油库 冷库 储备仓库 船闸 货场 良种场 原种场 种畜场 种猪场 屠宰场 火葬场 机场""",
    "party": "党委 党组 党支部 党总支 支部 总支 团委 团支部 团总支",
    # Words that end as a name does, and name no body.
    "": """格局 布局 大局 全局 开局 结局 新局 实处 好处 到处 深处 长处 益处 用处 高处 场所 厕所 干部 内部 全部 外部 局部
        百科 学科 本科 为中心 部署 客厅 餐厅 大厅 教室 舞台 平台 擂台 后台 讲台 庭院 网站 驿站 重组 抱团
        选矿 采矿 探矿 找矿 开矿 洗矿 磨矿 破矿 配矿 运矿 放矿 出矿 原矿 精矿 尾矿""",
}
_ENDINGS: Final = {
    word: Ending(word, sort) if sort else _NO_ENDING
    for sort, words in _SORTS.items()
    for word in words.split()
}
_LENGTHS: Final = {
    last: tuple(sorted({len(word) for word in _ENDINGS if word.endswith(last)}, reverse=True))
    for last in {word[-1] for word in _ENDINGS}
}
"""How long the words are that end in a character, the longest first."""

_SUFFIXES: Final = (  # the longer before those that end them
    *("工会工作委员会", "工会联合委员会", "联合工会委员会", "基层工会委员会", "工会委员会", "工会工委"),
    *("工会联合会", "联合工会", "工会小组", "分工会", "总工会", "工会"),
)
_NUMBERED: Final = re.compile(r"第[一二三四五六七八九十百0-9]+$")
IN_BRACKETS: Final = re.compile(r"[（(][^（()）]*[)）]$")


def union_suffix(name: str) -> str:
    """Return the words that make a name a union's (总工会, 工会联合会, 第二分工会), or ""."""
    if not name.endswith(_SUFFIXES):
        return ""
    suffix = next(filter(name.endswith, _SUFFIXES))
    if suffix == "分工会":
        numbered = _NUMBERED.search(name[:-3])
        return numbered[0] + suffix if numbered else suffix
    return suffix


def ending_of(stem: str) -> Ending:
    """Return the longest known word that ends a name, with the brackets after it, if any (公司（筹）)."""
    brackets = IN_BRACKETS.search(stem) if stem.endswith((")", "）")) else None
    end = brackets.start() if brackets else len(stem)
    for length in _LENGTHS.get(stem[end - 1 : end], ()):
        found = _ENDINGS.get(stem[end - length : end]) if length <= end else None
        if found is not None:
            return found if brackets is None or not found.sort else Ending(stem[end - length :], found.sort)
    return _NO_ENDING
