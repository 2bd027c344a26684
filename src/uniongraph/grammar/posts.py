"""Where persons work and as what: the words that posts end in, by trade, and what stands between unit and post."""

from __future__ import annotations

import re
from typing import Final

from uniongraph.grammar.characters import CLOSE, HAN, OPEN

__all__ = [
    "BEGINS_POST",
    "BOUND",
    "FORMER",
    "HOLDS_POST",
    "LEAD",
    "OFFICE_END",
    "OFFICE_SHORT",
    "POST",
    "SENT_TO",
    "SHIFT_END",
    "SITE_END",
    "TITLE",
]

_HEADS: Final = " ".join(
    (
        # who heads something, and who helps
        "董事长 总经理 经理 总裁 总监 主任 主席 主管 主编 总编 主笔 主委 书记 支书 委员 常委 理事长 会长 秘书长 秘书 院长 校长 园长 所长 局长 处长 科长 股长 厅长",
        "部长 司长 署长 站长 队长 组长 班长 厂长 场长 段长 车间主任 工段长 船长 机长 列车长 村长 镇长 乡长 县长 市长 区长 行长 店长 馆长 台长 社长 团长 委员长",
        "负责人 带头人 代表 理事 监事 董事 顾问 参谋 专员 专干 助理 助手 帮办 干事 领队 领班 工长 骨干 农场主 场主 船主 合伙人 创始人 创办人 法定代表人 法人 经营者 创业者 店主",
        # health, schools, research
        "医师 医生 医士 医 护士长 护士 护师 护工 助产士 药师 药士 保育员 教授 研究员 讲师 教师 老师 教员 教研员 辅导员 班主任 导师 专家 学者 院士 博士 博士后",
        "督学 学生 研究生 [本专]科生 毕业生 学员 翻译",
        # law, order, arms
        "[民干交刑法狱巡特]警 警官 警督 警司 警监 警员 辅警 法官 检察官 律师 指导员 教导员 政委 战士 消防员 民兵 士官 [上中下少大][士尉校] [列上]等?兵 军士 消防士",
        # works, trades, services
        "工程师 高工 技师 技术员 技工 工人 职工 员工 会计师 会计 出纳 文书 记者 编辑 播音员 主播 主持人 编导 编剧 摄像 摄影 司机 [驾乘]员 保安 保洁 门卫",
        "司机 厨师 骑手 快递小哥 传承人 农民 农牧民 牧民 村民 居民 市民 社员 渔民 个体户 个体工商户 工商户 自由职业者 从业者 从业人员 志愿者 义工 社工 经纪人",
        # who works for himself, on the land or at home
        "[营殖植养业包大农商牧]户 户主 摊主 老板 业主 [果菜茶粮花药棉蔗烟蚕]农 农民工 务工人员 家庭主妇 [初高]中生 [退现]役军人 退伍军人",
        # offices
        "干部 科员 办事员 职员 文员 调研员 巡视员 主任科员 公务员 社会化?(?:工会)?工作者 专职工会工作者 社区工作者",
        # stage and sport
        "教练 演员 导演 作家 画家 艺术家 [书歌作]家 运动员 裁判员 裁判 选手 设计师 架构师 分析师",
        # any other, by its last character
        rf"[{HAN}]{{1,3}}[员长师工手]",
    )
)
_RANK: Final = (
    rf"[{OPEN}][^{OPEN}{CLOSE}]{{0,12}}"
    "(?:级|主持|退休|离休|离岗|时任|原任|援[藏疆青外]|试用|兼|挂职|返聘|聘任|外聘|借调|代理|临时|待遇)"
    rf"[^{OPEN}{CLOSE}]{{0,12}}[{CLOSE}]"
)
"""（正处级）, （主持工作）, （已退休）: how somebody holds a post."""
_LAST: Final = "".join(
    word[word.rfind("[") :].strip("[]") if word.endswith("]") else word[-1] for word in _HEADS.split()
)
"""The characters that these words end in: any other words are no post, which the patterns alone are slow to see."""
POST: Final = re.compile(
    rf"(?=(?s:.*+)(?<=[{_LAST}{CLOSE}]))[{HAN}A-Za-z0-9、/／（）()·]{{0,24}}?(?:{'|'.join(dict.fromkeys(_HEADS.split()))})(?:{_RANK})?"
)
"""副总经理, 高级工程师, 二车间班长, 副局长（正处级）: a post, by the word it ends in."""

TITLE: Final = re.compile(rf"[正副]?(?:{'|'.join(dict.fromkeys(_HEADS.split()[:-1]))})")
"""高工, 班主任: a post that begins as a surname does, and nobody is called so."""

OFFICE_END: Final = re.compile(
    "(?:(?:机关|直属机关|直属)?(?:分?工会|党委|团委|纪委)|党支部|党总支|党组|少先队(?:大队|中队)?|团支部|团总支|妇联|女工委|村委会|居委会|村民委员会|[村居]民小组|董事会|监事会|理事会|人大|车间|班组|科室)$"
)
"""某某公司工会 before 主席: what every unit has of party, union, league and board, and the bare word for a part of it.

Who heads it holds a post of the unit (工会主席); a part with a name of its own (炼钢车间, 质检科) is where somebody works.
"""

SHIFT_END: Final = re.compile(
    r"(?<![值带夜早中晚白上当交轮替领跟大小全本])班$|(?:窗口|系|车组|机组|线|(?<=\d)路|岗|(?<!家)庭|监区|工区|作业区|装置区?|[营连排]|哨所|卫生室|工号|专班)$"
)
"""水质检测班 before 班长: a team, by a word that ends other words too (值班)."""

SITE_END: Final = re.compile(
    "(?:码头|口岸|教学点|(?<![床当卧])铺|苗圃|水库|灌区|果园|茶园|菜市场|批发市场|集贸市场|养殖场|饲养场|填埋场|停车场|停保场|[马猪鸡牛羊材]场|弹药库|军械库|枢纽|泵房|(?:节制|进水|分水|拦河|泄洪|防洪|排涝)闸|基地|哨卡|景区|矿区|林区|牧区)$"
)
"""东港码头 before 理货员: a site where somebody works, by a word that ends other words too."""

LEAD: Final = re.compile(
    "生前(?:曾?[系为是任])?|(?:现|时|曾|历|原)任(?=.{4})|[现曾]?[系为是](?!统|列|数|民)(?=.{4})|现[系为是]"
)
"""生前系, 现任, 系: what leads to the unit and is no part of it."""

FORMER: Final = re.compile("原(?!平市|阳县|州区|[子种料野生创油产])(?=.{4})")
"""原 before a unit: the post behind it is a former one; not the first character of a name."""

OFFICE_SHORT: Final = re.compile("(?<![主承协举民公督经帮代创兴开交审催包查])办$")
"""党政办 before 主任: short for 办公室, and not the end of another word (主办会计, 帮办员)."""

BEGINS_POST: Final = re.compile(
    "(?:专职)?(?:(?<!总)工会)?社会(?=化?(?:工会)?工作者)|专职(?=工会工作者)|社区(?=工作者)|组织(?=委员|干事|员)|(?:少先队)?[大中]队(?=辅导员)|[驻包]村|乡村(?=[医教振建文])|挂点|农村"
    "|(?<=村)村(?=[民医]|支书)|(?:第[一二三四五六七八九十\\d]{1,3})?村民(?=小?组长)"
    "|科(?:技(?![师术工能士])|研(?!究)|普(?!通)|学(?![科术生员]))|校医(?![务生师疗])|校警(?!察)"
)
"""驻村第一书记, 组织委员, 科技教师, 校医, 工会社会化工作者: what a unit does not end in or within, for it is part of the post behind it."""

BOUND: Final = ("长", "员", "兼", "班学生")
"""What no post begins with: 副局长 is not parted behind 局, nor a class behind its number."""

HOLDS_POST: Final = re.compile("[长任记席员师授官警理裁监部医生工士者](?:[、，,/／]|兼)")
"""A unit holds no post: in 局长、党组书记 and in 书记兼主任 both are posts."""

SENT_TO: Final = re.compile(
    r"(?:派驻|选派|下派|派|选派到)?驻[^驻、，]{1,20}?(?:村|社区)(?=[^、，]{0,8}(?:书记|队))"
)
"""驻某某村 behind a unit and before 第一书记: where the person was sent, which is part of the post."""
