"""Tables as lists print them: what parts the cells of a row, and what the head of a column says it holds."""

from __future__ import annotations

import re
from typing import Final, Literal

from uniongraph.grammar.characters import HAN

__all__ = [
    "ATHLETES",
    "BOOKS",
    "CELLS_LINE",
    "COLUMNS",
    "COLUMN_ENDS",
    "EDITOR_LABEL",
    "FILED",
    "HOME_LABEL",
    "HOME_UNIT",
    "HONOURED_UNIT",
    "INVENTOR",
    "KIND_OF_WORK",
    "MADE_LABEL",
    "MAKERS",
    "MEMBERS",
    "OWNER",
    "PART_TITLE",
    "PLACES",
    "PLACE_OF_PERSONS",
    "PLACE_OF_WORK",
    "PRESS",
    "PRESS_LABEL",
    "PRINCIPAL",
    "PROJECT_LEADER",
    "PUBLISHER_LABEL",
    "REMARKS",
    "RULE_LINE",
    "SORT_OF_WORK",
    "TOWN",
    "TUTORS",
    "UNIT_TITLE",
    "WORKING_UNIT",
    "WRITER_LABEL",
    "Role",
]

Role = Literal[
    "ordinal",
    "honour",
    "tier",
    "category",
    "title",
    "event",
    "unit",
    "part",
    "partner",
    "beside",
    "sender",
    "name",
    "person",
    "tutor",
    "post",
    "gender",
    "ethnicity",
    "note",
]
"""What a column holds.

Some say it only beside the others: ``name`` is of a body or of its work, ``part`` is a team of the unit, ``partner`` is honoured beside it,
``beside`` it is somebody of
whom nobody says so; ``honour`` is what the grades of another column are of; ``sender`` and ``tutor`` (a teacher, an editor) are honoured where nobody else is named; ``event`` is what a person competed in or teaches, and no work.
"""

CELLS_LINE: Final = re.compile(r"\t|[|｜│┃]")
"""What parts the cells of a row: a tab, or a bar."""

RULE_LINE: Final = re.compile(r"[\s|｜│┃+\-—─━═:：┌┐└┘├┤┬┴┼]+")
"""A line that only draws the table."""

_BODY: Final = "单位|集体|企业|公司|组织|机构|部门|学校|院校|高校|院系|医院|科室|班级|班组|团队|代表队|运动队|球队|队伍|社区|支部|党组织|工会|协会|社团|院团"
_WORK: Final = "工程|项目|成果|案例|作品|品牌|课题|论文|提案|建议|创新|经验|做法|活动|节目|剧目|曲目|课程|教材|课例|微课|产品|专利|图书|著作|技术|方案|选题"
_WORKING: Final = "完成|承担|申报|提案|参赛|获奖|受表彰|实施|创作|创建|承建|施工|研制|研发|编制|起草|总包|承包|出品|出版|摄制|演出|制作"
_HONOURED: Final = f"{_WORKING}|建设|设计|勘察"
_PARTNER: Final = "参建|参与|参加|合作|协作|联合|协办|配合|共建|参编|参研|协同"

_INVENTOR: Final = "(?:发明|设计|培育|选育|育种|研制|创作)(?:人员?|者)"

INVENTOR: Final = re.compile(rf"(?:第一|主要)?{_INVENTOR}(?:[/／、或和及]?{_INVENTOR})?(?:姓名)?")
"""发明人, 发明人/设计人, 育种人: who made what somebody has a right in."""

OWNER: Final = re.compile(
    "(?:第一|主要)?(?:专利权?|著作权|版权|商标权?|品种权|植物新品种权|权利)(?:所有|持有)?(?:人|者)(?:名称|姓名)?"
)
"""专利权人: who owns the right in a work, a body or a person, and is honoured for it beside whoever made it."""

PRESS_LABEL: Final = re.compile("出版(?:单位|社|者|方|机构|公司)(?:名称)?")
"""出版单位：, 出版社：: the press of a book."""

COLUMNS: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = (
    ("ordinal", re.compile("序号|编号|序|号|No\\.?|排名|名次")),
    ("gender", re.compile("性别")),
    ("ethnicity", re.compile("民族")),
    (
        "note",
        re.compile(
            "备注|说明|附注|成绩|得分|分数|总分|年龄|学历|政治面貌|出生年月|籍贯|电话|(?:推荐|提名|联系|主管|监理|监督|归口|审核)(?:单位|部门|机构|专家|人|者|电话|方式)(?:姓名|名称)?"
        ),
    ),
    ("sender", re.compile("(?:选送|报送|选报|送评)(?:单位|部门|机构|地区)(?:名称)?")),
    (
        "tutor",
        re.compile(
            "(?:优秀|主要|第一)?(?:指导|辅导|带队|带教)(?:教师|老师|人员?|者|教练)?(?:姓名)?|(?:主)?教练员?(?:姓名)?|领队|(?:责任|值班|特约|文字|版面|美术)?编辑(?:姓名)?|责编"
        ),
    ),
    (
        "event",
        re.compile(
            "(?:参赛|比赛|竞赛|获奖)?(?:赛项|小项|分项|科目|学科|专业|工种)(?:名称)?|(?:任教|所教|执教)(?:学科|科目|课程)|(?:参赛|比赛|竞赛)项目(?:名称)?"
        ),
    ),
    (
        "unit",
        re.compile(
            "(?:所在|工作)?(?:单位|部门|机构|学校)(?:名称)?[及和与、/／]?职[务称](?:[/／、或及]?职[务称])?"
        ),
    ),
    (
        "post",
        re.compile("(?:现任|工作|技术|专业技术)?(?:职务|职称|岗位|职业)(?:[/／、或及]?(?:职称|职务|职级))?"),
    ),
    (
        "tier",
        re.compile(
            "(?:获?奖项?|奖励|授奖|评定)?(?:等级|等次|奖次|奖级|奖别|级别)|(?:获得|所获|获奖)?(?:奖项|荣誉|称号)(?:名称)?|获奖情况|评[审定选]结果"
        ),
    ),
    (
        "category",
        re.compile(
            "类别|类型|体裁|组别|领域|行业|地区|区域|赛道|学段|门类|(?:所属|所在)?(?:界别|战线|片区|地市|市地|盟市|州市|旗县|区县|市州|市[（(]州[)）]|县区|县[（(]市、?区[)）]|区|县|市|系统)"
        ),
    ),
    ("partner", re.compile(rf"(?:主要)?(?:{_PARTNER}).{{0,4}}?(?:{_BODY})(?:名称)?")),
    (
        "unit",
        re.compile(
            rf"(?:第一|主要)?(?:{_HONOURED}|所在|工作|作者|组织)?(?:{_BODY})(?:（人）|\(人\))?(?:名称|全称)?|获奖者"
            r"|(?:行政)?村名?|村[（(、/／]?(?:居|社区)[）)]?(?:名称?)?|(?:校|厂|社区|学校|单位|企业|班组)名|乡镇|镇街|乡镇?[（(、/／]街道[）)]?"
        ),
    ),
    ("unit", OWNER),
    ("unit", PRESS_LABEL),
    ("person", INVENTOR),
    (
        "title",
        re.compile(
            rf"(?:获奖|参赛|入选)?(?:{_WORK}){{1,2}}(?:名称|题目|标题|项目|作品|成果|案例)?|(?:报道)?(?:题目|标题|篇名|题名|书名)"
        ),
    ),
    (
        "person",
        re.compile(
            "(?:获奖者?|受表彰)?(?:人员|个人)?(?:姓名|名字)|获奖人员?|(?:第一|主要)?(?:作者|(?:提案|提[出议报]|建议|议案|领衔)(?:人|者|委员|代表)|完成人员?|负责人|申报人|主创人员|参与人员?)(?:姓名)?|(?:参赛|获奖)?(?:运动员|选手|学生|演员)|表演者"
        ),
    ),
    ("name", re.compile(".{0,6}(?:名称|全称)")),
    ("unit", re.compile(".{1,4}单位")),
    ("person", re.compile(".{1,6}姓名")),
    ("tier", re.compile(".{1,4}(?:等级|等次|奖项)")),
)
"""What a column holds, by its head; the first that fits the whole head wins. No winner is called so."""

COLUMN_ENDS: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = (
    (
        "note",
        re.compile(
            "推荐|提名(?!奖)|联系|主管|监理|监督|归口|审核|备注|说明|电话|时间|日期|年限|金额|分数|成绩"
        ),
    ),
    ("tutor", re.compile("指导|辅导|教练|带队|领队")),
    ("post", re.compile("(?:职务|职称|岗位|职业|身份)$")),
    ("tier", re.compile("(?:等级|等次|奖次|奖级|奖别|奖项|荣誉|称号)$")),
    ("category", re.compile("(?:类别|类型|组别|界别|战线|领域|行业|赛道|学段|门类|地区|区域)$")),
    ("unit", re.compile(rf"(?:{_BODY}|队|村|乡镇)$")),
    ("title", re.compile(rf"(?:{_WORK}|题目|标题)$")),
    ("person", re.compile("(?:姓名|作者|人|人员|者|选手|运动员|队员|成员|教师|老师|学生|导师|同志)$")),
)
"""What a column of a known head holds, by the word that its own title ends in."""

UNIT_TITLE: Final = re.compile("单位|企业|公司|机构")
"""完成单位, 企业名称: the head of a column in which nothing but bodies stand."""

HONOURED_UNIT: Final = re.compile(f"(?:{_HONOURED})(?:{_BODY})")
"""主要完成单位: bodies that are honoured for the work beside its authors, and not only where these work."""

FILED: Final = re.compile(
    r"(?:第\s*[\dA-Za-z—–-]{1,12}\s*号|(?:(?:专利|申请|授权|登记|证书|公告|版权)(?:登记)?号\s*[:：]?\s*(?:ZL|CN)?|ZL)\s*\d[\dA-Za-z.．—–-]{3,24})"
)
"""第0012号, 专利号：ZL202110000001.7: the number under which a work was filed (a motion, a patent)."""

ATHLETES: Final = re.compile("运动员|选手|队员|参赛者|学生")
"""Who takes part in a contest, whose 项目 is an event and no work."""

WORKING_UNIT: Final = re.compile(f"(?:{_WORKING})(?:{_BODY})")
"""承建单位 beside 建设单位: whose work it is."""

MAKERS: Final = re.compile("完成|作者|负责|主创|发明|申报")
"""Who makes a 项目, which is a work then."""

PRINCIPAL: Final = re.compile(
    "(?:主要|单位|企业|公司|机构|部门|集体|团队|班组|法人|项目)?负责(?:人员?|同志)(?:姓名)?|法定代表人?(?:姓名)?|法人(?:代表)?(?:姓名)?"
)
"""负责人, 法定代表人: who answers for the body in another column."""

PROJECT_LEADER: Final = re.compile("项目负责(?:人员?|同志)(?:姓名)?")
"""项目负责人: who answers for a work of a body, or whose work it is."""

PLACE_OF_PERSONS: Final = re.compile("所在|工作|作者")
"""所在单位: a column of bodies that only says where the persons beside it work."""

TUTORS: Final = re.compile("指导(?:教师|老师)|辅导(?:教师|老师|员)|教练|领队")
"""What the honour of tutors is called after, and their column."""

MEMBERS: Final = re.compile("成员|完成人|参与|参加|合作")
"""主要成员: persons who are honoured beside the one who leads them."""

HOME_UNIT: Final = re.compile("(?:所在|所属|工作)?单位(?:名称|全称)?")
"""所在单位: where a team belongs."""

TOWN: Final = re.compile("(?:所在|所属)?(?:乡|镇|乡镇|镇街|街道|乡镇?[（(、/／]街道[）)]?)(?:名称)?")
"""乡镇, 镇街: a column of towns, which only say where the village in another column lies."""
HOME_LABEL: Final = re.compile(
    "(?:所在|所属|工作|就读|作者|选手|参赛者?)?(?:单位|学校|院校|高校|院系|系部|班级|部门|科室|企业|公司)(?:名称|全称)?"
)
"""学校：, 单位： beside 作者：: where who is named works or learns."""

PUBLISHER_LABEL: Final = re.compile(
    "(?:首次?)?(?:刊播|刊发|刊登|刊载|播出|发布)(?:单位|媒体|媒介|平台|电?台)|首发(?:单位|媒体|平台)"
)
"""刊播单位： beside 作者：: who published the work, which is as a rule where its authors work; a 刊物 is none."""

SORT_OF_WORK: Final = re.compile(
    r"(?:剧|戏|[电微]影|片|视频|音频|歌|曲|舞蹈?|乐|诗|词|散文|小说|文学|童话|小品|相声|快板|评书|朗诵|[合独重齐]唱|演讲|征文|论文|专著|译著|教材|课件|微课|画|版画|书法|篆刻|摄影|照片|雕塑"
    r"|[行楷草隶篆]书|条幅|中堂|斗方|扇面|对联|剪纸|刺绣|工艺|海报|设计|教案|消息|通讯|评论|特写|专题|专栏|栏目|节目|新闻|报道|访谈|直播|广告|[动漫]画|文章|报告|作品|[类组集季辑版期部篇册卷等])$|^第|奖$"
)
"""短片, 报告文学, 第二集: what words behind a title end in that say what it is, and no body."""

KIND_OF_WORK: Final = re.compile(
    "[画剧戏片谣腔刻雕]$|(?:^|[^\\w])(?:游记|童话|童诗|时评|水彩|管乐|管弦乐|相声|古筝曲?|古诗词?|曲艺|单弦|花灯|陶艺|通讯|应用文|文学|文章|史诗|连载|班歌|班会|党课|解读|宣讲|广播|和声|金石)$"
)
"""国画, 游记, 时评: what a work is called by its kind and looks like a person's name."""

MADE_LABEL: Final = re.compile(
    "(?:第一|执行|总|副)?(?:译者|翻译|编译者?|主编|编者|编著者?|编写者|选编者?|整理者?|校注者?|点校者?|绘者|绘图者?|插图|编剧|导演|编导|作词|作曲|词曲|编曲|编舞"
    "|词作者?|曲作者?|演唱者?|演奏者?|朗诵者?|主演|表演者?|摄影者?|摄像|撰稿人?|制片人|制作人)(?:姓名)?"
)
"""译者：, 导演：: a label that names whose work it is, and says what each of them did for it."""

WRITER_LABEL: Final = re.compile(
    "(?:第一|主要)?(?:著者|著作者|原著者?|撰著者?|(?:文字|图画|绘画|原)?作者)(?:姓名)?"
)
"""著者：: whose book it is."""

EDITOR_LABEL: Final = re.compile("(?:责任|特约|策划|文字|美术)?编辑(?:姓名)?|责编")
"""责任编辑： beside the press of a book: who is honoured for it with its author."""

PRESS: Final = re.compile(
    rf"(?:出版(?:总?社|中心|[{HAN}（）()]{{0,8}}(?:公司|集团))|书局|印书馆|书店|书社)(?:有限(?:责任)?公司|股份有限公司)?$"
)
"""何州人民出版社, 何州书局: a body that publishes books; no author works there."""

BOOKS: Final = re.compile("图书|出版|读物|著作|教材|译著|好书")
"""图书奖: what is honoured is books."""

PART_TITLE: Final = re.compile("班组|班级|中队|科室|部门|集体|团队|车间|支部|窗口")
"""班组名称 behind 单位: a team of the body, which has a part of the name."""

PLACE_OF_WORK: Final = re.compile("班组|班级|中队|科室|部门|车间|窗口")
"""科室 behind 单位 and beside 姓名: the part of the unit where somebody works; a party branch is none."""

PLACES: Final = re.compile("名次|排名")
"""A column of places in a contest, which are counted in each event."""

REMARKS: Final = re.compile("备注|说明|附注")
"""A column whose cells say themselves what they are."""
