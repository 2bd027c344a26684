"""Lists of winners: where grades, honours, categories and places belong, and where a person's unit ends and the post begins.

All bodies and names are invented.
"""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import console, parser
from uniongraph.model import Decision

HEAD = "绿屏市总工会关于表彰2020年度劳动竞赛先进的决定\n\n经研究，决定予以表彰。\n\n附件\n\n{}\n\n{}\n"


def read(title: str, listed: str) -> Decision:
    return parser.parse(text_of(HEAD.format(title, listed)))


def outlined(listed: str, title: str = "2020年度劳动竞赛获奖名单") -> list[str]:
    """Return what is read of a list, without the frame and the indents."""
    return [line.strip() for line in console.outline_lines(read(title, listed))][2:]


# the unit with the post behind it, as printed; the unit; the post
POSTS = [
    ("绿屏水泥有限公司工会主席", "绿屏水泥有限公司", "工会主席"),
    ("绿屏市财政局机关工会副主席", "绿屏市财政局", "机关工会副主席"),
    ("绿屏水泥有限公司党委书记、董事长", "绿屏水泥有限公司", "党委书记、董事长"),
    ("柳溪镇红星村党支部书记、村委会主任", "柳溪镇红星村", "党支部书记、村委会主任"),
    ("绿屏市总工会主席", "绿屏市总工会", "主席"),
    ("绿屏市妇联主席", "绿屏市妇联", "主席"),
    ("绿屏机床厂车间主任", "绿屏机床厂", "车间主任"),
    ("绿屏机床厂装配车间主任", "绿屏机床厂装配车间", "主任"),
    ("绿屏市供排水公司水质班班长", "绿屏市供排水公司水质班", "班长"),
    ("绿屏市供排水公司水质班化验员", "绿屏市供排水公司水质班", "化验员"),
    ("绿屏陶瓷（集团）有限公司班组长", "绿屏陶瓷（集团）有限公司", "班组长"),
    ("绿屏煤矿综采队队长", "绿屏煤矿综采队", "队长"),
    ("绿屏煤矿值班长", "绿屏煤矿", "值班长"),
    ("绿屏市税务局征管科科长", "绿屏市税务局征管科", "科长"),
    ("绿屏市人民医院重症医学科主任", "绿屏市人民医院重症医学科", "主任"),
    ("白塔区红十字会“水鹰”救援队队员", "白塔区红十字会“水鹰”救援队", "队员"),
    ("白塔区个体工商户", "白塔区", "个体工商户"),
    ("绿屏机床厂团委组织委员", "绿屏机床厂", "团委组织委员"),
    (
        "绿屏市路桥建设开发投资集团有限公司北岸连接线项目部总工程师",
        "绿屏市路桥建设开发投资集团有限公司北岸连接线项目部",
        "总工程师",
    ),
    ("东塘镇党委组织委员", "东塘镇", "党委组织委员"),
    ("绿屏市税务局党委组织干事", "绿屏市税务局", "党委组织干事"),
    ("绿屏煤矿安全组组长", "绿屏煤矿安全组", "组长"),
    ("绿屏市政府办副主任", "绿屏市政府办", "副主任"),
    ("东塘镇党政办主任", "东塘镇党政办", "主任"),
    ("东塘镇党委宣传办干事", "东塘镇党委宣传办", "干事"),
    ("绿屏水泥有限公司主办会计", "绿屏水泥有限公司", "主办会计"),
    ("绿屏市公共服务中心帮办员", "绿屏市公共服务中心", "帮办员"),
]


@pytest.mark.parametrize(("printed", "unit", "post"), POSTS)
@pytest.mark.parametrize("form", ["何立春　{}", "1. 何立春，男，汉族，{}", "何立春 男 {}"])
def test_a_post_begins_where_the_unit_ends(form: str, printed: str, unit: str, post: str) -> None:
    """A part with a name of its own belongs to the unit; the head of what every unit has holds a post of it."""
    (tier,) = read("2020年劳动模范名单", form.format(printed)).tiers
    ((person,),) = (case.recipients for case in tier.cases())
    assert person.name.value == "何立春"
    assert (person.affiliation and person.affiliation.value, person.post and person.post.value) == (
        unit,
        post,
    )


FUSED = [
    ("绿屏市中医医院主治医师郁达", "郁达", "主治医师"),
    ("绿屏市中医医院主治医师石小芳", "石小芳", "主治医师"),
    ("绿屏市第二中学教师师小林", "师小林", "教师"),
    ("绿屏市财政局科长长孙悦", "长孙悦", "科长"),
    ("绿屏市财政局会计计明", "计明", "会计"),
    ("绿屏市财政局副局长欧阳建国", "欧阳建国", "副局长"),
]


@pytest.mark.parametrize(("printed", "name", "post"), FUSED)
def test_a_name_begins_where_the_post_ends(printed: str, name: str, post: str) -> None:
    """Also where nothing stands between them, and the post ends in what may be a surname."""
    (tier,) = read("2020年劳动模范名单", printed).tiers
    ((person,),) = (case.recipients for case in tier.cases())
    assert (person.name.value, person.post and person.post.value) == (name, post)


TEAMS = ["中控室甲班", "“铁军”突击队", "8路车组", "户政窗口", "项目审批处", "“满天星”服务台", "细纱车间"]


@pytest.mark.parametrize("heading", ["先进班组", "工人先锋号", "先进集体", "五星窗口单位"])
@pytest.mark.parametrize("form", ["绿屏水泥有限公司{}", "1. 绿屏水泥有限公司{}"])
def test_teams_are_sure_where_teams_are_honoured(heading: str, form: str) -> None:
    """By the heading, whatever the name of a team ends in; elsewhere the same words are a finding."""
    listed = "\n".join(form.replace("1.", f"{n}.").format(team) for n, team in enumerate(TEAMS, 1))
    decision = read("名单", f"一、{heading}（{len(TEAMS)}个）\n{listed}")
    names = [each.name.value for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert names == [f"绿屏水泥有限公司{team}" for team in TEAMS]
    assert not {finding.code for finding in decision.findings} & {"uncertain-recipient", "unread-line"}


@pytest.mark.parametrize("heading", ["先进班组（4个）\n", "先进班组（4个）：", "1. 先进集体\n"])
@pytest.mark.parametrize("mark", ["、", "；"])
def test_teams_may_stand_in_a_run(mark: str, heading: str) -> None:
    """Each is one, also where its body is not named before it; 红星、东风机床厂工会 and 一、二车间 are no run of teams."""
    teams = ["抢修班", "柳溪供电所营业班", "出入境窗口", "绿屏水泥有限公司"]
    decision = read("表彰名单", heading + mark.join(teams))
    names = [each.name.value for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert names == teams
    listed = "一、先进集体（4个）\n财务部、安全环保部、运行一值、抢修班"
    names = [
        each.name.value
        for tier in read("表彰名单", listed).tiers
        for c in tier.cases()
        for each in c.recipients
    ]
    assert names == ["财务部", "安全环保部", "运行一值", "抢修班"]
    one = "绿屏水泥有限公司一、二车间"
    decision = read("表彰名单", f"一、先进集体（1个）\n{one}")
    assert [case.recipients[0].name.value for tier in decision.tiers for case in tier.cases()] == [one]


NUMBERED_TEAMS = [
    *("绿屏供电公司抢修一班", "绿屏机床厂铸造三车间", "柳溪煤矿掘进二班组", "绿屏建工集团青年突击队", "绿屏水务公司第3班"),
    *("绿屏港务公司装卸一队", "国网绿屏供电公司带电作业班", "绿屏热电厂运行丙班", "绿屏铁路工务段检修二工段", "绿屏公交公司5路车队维修班", "柳溪煤矿“飞虎”突击队"),
]  # fmt: skip


@pytest.mark.parametrize("form", ["{}", "1. {}", "1. 快速复电法\n{}"])
@pytest.mark.parametrize("team", NUMBERED_TEAMS)
def test_a_team_of_a_body_is_sure_anywhere(form: str, team: str) -> None:
    """By its number or its trade behind the name of the body that it is of."""
    listed = (
        form.format(team) + "\n" + form.replace("1.", "2.").replace("快速", "稳妥").format("柳溪县财政局")
    )
    decision = read("2020年度表彰名单", listed)
    names = [each.name.value for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert names == [team, "柳溪县财政局"]
    assert not {finding.code for finding in decision.findings} & {"uncertain-recipient", "unread-line"}


@pytest.mark.parametrize("whom", ["集体", "班组", "单位"])
@pytest.mark.parametrize("teams", [TEAMS, ["门机班", "5路线", "南门岗", "出入境窗口"]])
def test_teams_are_sure_where_the_act_honours_bodies(teams: list[str], whom: str) -> None:
    """A merit is of bodies where the sentence above the list says so."""
    listed = "\n".join(f"绿屏水泥有限公司{team}" for team in teams)
    act = f"市政府决定：\n　　一、给予下列{len(teams)}个{whom}记三等功：\n{listed}\n　　二、给予下列同志记三等功：\n何立春　绿屏水泥有限公司工人"
    decision = parser.parse(
        text_of(f"绿屏市人民政府关于给予抢险先进集体和个人记功的决定\n\n{act}\n　　希望大家再接再厉。\n")
    )
    merit, other = decision.tiers
    names = [
        [each.name.value for case in tier.cases() for each in case.recipients] for tier in (merit, other)
    ]
    assert names == [[f"绿屏水泥有限公司{team}" for team in teams], ["何立春"]]
    assert not {finding.code for finding in decision.findings} & {"uncertain-recipient", "unread-line"}


@pytest.mark.parametrize("title", ["职工夜校培训班", "公司的星期天兴趣班", "打造车间一班", "企业员工提升班"])
def test_a_course_is_no_team(title: str) -> None:
    """班 ends the titles of works too."""
    (tier,) = read("2020年度优秀案例名单", f"1. {title}\n柳溪县财政局\n2. 晨读角\n绿屏大学").tiers
    assert [case.title and case.title.value for case in tier.cases()] == [title, "晨读角"]


# a list; what is read of it
GRADED = {
    "an honour": (
        "一、先进单位\n一等奖（1个）\n柳溪县\n二等奖（1个）\n白塔区\n二、先进部门\n一等奖\n市财政局",
        ["一 先进单位一等奖  (declares 1 个)", "柳溪县", "一 先进单位二等奖  (declares 1 个)", "白塔区", "二 先进部门一等奖", "市财政局"],
    ),
    "an honour without an ordinal": (
        "先进集体（2个）\n一等奖：柳溪县总工会\n二等奖：白塔区总工会\n优秀组织奖（1个）\n市财政局",
        ["先进集体一等奖", "柳溪县总工会", "先进集体二等奖", "白塔区总工会", "优秀组织奖  (declares 1 个)", "市财政局"],
    ),
    "persons behind a colon": (
        "一等奖：何立春、吴小梅\n二等奖（1名）：郑国强",
        ["一等奖", "何立春", "吴小梅", "二等奖  (declares 1 名)", "郑国强"],
    ),
    "one category": (
        "一、县区\n一等奖：柳溪县总工会\n二等奖：白塔区总工会\n二、特别奖（1个）\n市财政局",
        ["一等奖", "一 县区", "柳溪县总工会", "二等奖", "一 县区", "白塔区总工会", "二 特别奖  (declares 1 个)", "市财政局"],
    ),
    "winners above a grade without an ordinal": (
        "一、先进单位（2个）\n1. 柳溪县总工会\n2. 白塔区总工会\n优秀奖（1个）\n1. 市财政局",
        ["一 先进单位  (declares 2 个)", "1 柳溪县总工会", "2 白塔区总工会", "优秀奖  (declares 1 个)", "1 市财政局"],
    ),
    "a category that has no grades": (
        "一、优秀建议奖\n（一）节能类\n一等奖（1项）\n1. 余热回收——绿屏水泥有限公司\n（二）安全类\n1. 防坠装置——绿屏机床厂",
        ["一 优秀建议奖一等奖  (declares 1 项)", "（一） 节能类", "1 余热回收 — 绿屏水泥有限公司", "一 优秀建议奖", "（二） 安全类", "1 防坠装置 — 绿屏机床厂"],
    ),
    "marks around grades": (
        "【一等奖】\n柳溪县总工会\n【最佳组织奖】\n白塔区总工会",
        ["一等奖", "柳溪县总工会", "最佳组织奖", "白塔区总工会"],
    ),
    "a grade before each winner": (
        "一等奖　何立春　绿屏机床厂\n二等奖　吴小梅　绿屏纺织厂\n二等奖　郑国强　绿屏酒厂",
        ["一等奖", "何立春（绿屏机床厂）", "二等奖", "吴小梅（绿屏纺织厂）", "郑国强（绿屏酒厂）"],
    ),
    "a grade that goes on over a page": (
        "一等奖\n柳溪县总工会\n一等奖\n白塔区总工会\n二等奖\n市财政局",
        ["一等奖", "柳溪县总工会", "白塔区总工会", "二等奖", "市财政局"],
    ),
    "a vacant grade": (
        "一、技术革新奖\n一等奖：空缺\n二等奖（1项）\n1. 余热回收\n绿屏水泥有限公司工会",
        ["一 技术革新奖一等奖  (declares 0)", "一 技术革新奖二等奖  (declares 1 项)", "1 余热回收 — 绿屏水泥有限公司工会"],
    ),
    "works with labels below them": (
        "一等奖（2件）\n《渡口》（文字通讯）\n作者：何立春　吴小梅\n报送单位：绿屏日报社\n《春耕》（广播专题）\n作者：孙平\n二等奖（1件）\n《老邮路》\n选送单位：柳溪县文化馆",
        [
            *("一等奖  (declares 2 件)", "《渡口》（文字通讯） — 何立春（绿屏日报社）；吴小梅（绿屏日报社）"),
            *("《春耕》（广播专题） — 孙平", "二等奖  (declares 1 件)", "《老邮路》 — 柳溪县文化馆"),
        ],
    ),
    "authors with a unit of their own": (
        "一等奖（1件）\n《春耕》\n作者：何立春（柳溪县农技站）、吴小梅\n单位：柳溪县文化馆",
        ["一等奖  (declares 1 件)", "《春耕》 — 何立春（柳溪县农技站）；吴小梅（柳溪县文化馆）"],
    ),
    "authors of a class": (
        "一等奖（1件）\n《春耕》\n学校：清水中学\n班级：高二（3）班\n作者：何立春\n辅导教师：孙平",
        ["一等奖  (declares 1 件)", "《春耕》 — 何立春（清水中学高二（3）班，辅导教师：孙平）"],
    ),
    "schools alone": (
        "一等奖（2件）\n《春耕》\n选送单位：柳溪县文化馆\n《渡口》\n学校：清水中学",
        ["一等奖  (declares 2 件)", "《春耕》 — 柳溪县文化馆", "《渡口》 — 清水中学"],
    ),
    "numbered works with labels below them": (
        "一等奖（1项）\n1．茶园减药技术\n完成人：何立春　吴小梅\n完成单位：柳溪县茶叶研究所\n推荐单位：柳溪县科技局",
        [
            "一等奖  (declares 1 项)",
            "1 茶园减药技术 — 何立春（推荐单位：柳溪县科技局）；吴小梅（推荐单位：柳溪县科技局）；柳溪县茶叶研究所（推荐单位：柳溪县科技局）",
        ],
    ),
    "labels of bodies and of who led a work": (
        "一等奖（1项）\n1．绿屏市科技馆\n承建单位：绿屏建工有限公司\n参建单位：柳溪安装有限公司、白塔幕墙有限公司\n监理单位：绿屏恒正监理有限公司",
        [
            "一等奖  (declares 1 项)",
            "1 绿屏市科技馆 — 绿屏建工有限公司（监理单位：绿屏恒正监理有限公司）；柳溪安装有限公司（监理单位：绿屏恒正监理有限公司）；白塔幕墙有限公司（监理单位：绿屏恒正监理有限公司）",
        ],
    ),
    "labels in brackets": (
        "一等奖（2部）\n1．长篇小说《河口》（作者：何立春）\n2．电影《老邮路》（出品单位：绿屏电影制片厂）",
        ["一等奖  (declares 2 部)", "1 长篇小说《河口》 — 何立春", "2 电影《老邮路》 — 绿屏电影制片厂"],
    ),
    "a body before several persons": (
        "一、先进个人（3名）\n绿屏日报社　　何立春　吴小梅\n柳溪县融媒体中心　　孙　平",
        [
            *("一 先进个人  (declares 3 名)", "何立春（绿屏日报社）", "吴小梅（绿屏日报社）"),
            "孙平（柳溪县融媒体中心）",
        ],
    ),
    "a label behind a blank": (
        "一、优秀服务项目（2个）\n1．助老课堂　申报单位：白塔区图书馆\n2．护水行动　申报单位：共青团柳溪县委",
        ["一 优秀服务项目  (declares 2 个)", "1 助老课堂 — 白塔区图书馆", "2 护水行动 — 共青团柳溪县委"],
    ),
    "papers with authors and units": (
        "一等奖（1篇）\n1. 职工入会路径研究　何立春　绿屏市总工会\n二等奖（1篇）\n2. 班组文化探析　吴小梅、郑国强　绿屏机床厂",
        [
            *("一等奖  (declares 1 篇)", "1 职工入会路径研究 — 何立春（绿屏市总工会）", "二等奖  (declares 1 篇)"),
            "2 班组文化探析 — 吴小梅（绿屏机床厂）；郑国强（绿屏机床厂）",
        ],
    ),
    "groups with winners on their line": (
        "一、先进集体（3个）\n（一）乡镇（2个）：柳溪镇、白杨镇\n（二）部门（1个）：市财政局\n二、先进个人（2名）\n（一）乡镇（2名）：何立春、钱　莉",
        [
            *("一 先进集体  (declares 3 个)", "（一） 乡镇", "柳溪镇", "白杨镇", "（二） 部门", "市财政局"),
            *("二 先进个人  (declares 2 名)", "（一） 乡镇", "何立春", "钱莉"),
        ],
    ),
    "groups before colons": (
        "一、先进单位（3个）\n乡镇（街道）：\n柳溪镇　　白杨镇\n市直部门：\n市财政局\n二、先进企业（2个）\n绿屏机床厂\n绿屏酒厂",
        [
            *("一 先进单位  (declares 3 个)", "乡镇（街道）", "柳溪镇", "白杨镇", "市直部门", "市财政局"),
            *("二 先进企业  (declares 2 个)", "绿屏机床厂", "绿屏酒厂"),
        ],
    ),
    "persons with unit and post in brackets": (
        "一、先进个人（2名）\n何立春（绿屏机床厂高级工程师）\n吴小梅（女，绿屏学院机电工程系副教授）",
        [
            *("一 先进个人  (declares 2 名)", "何立春（绿屏机床厂，高级工程师）"),
            "吴小梅（女，绿屏学院机电工程系，副教授）",
        ],
    ),
    "bodies and their parts": (
        "一、工人先锋号（2个）\n绿屏机床厂 装配车间\n绿屏水泥有限公司 中控室",
        ["一 工人先锋号  (declares 2 个)", "绿屏机床厂装配车间", "绿屏水泥有限公司中控室"],
    ),
    "districts above honours": (
        "一、柳溪县\n（一）先进单位\n柳溪县水务局\n（二）先进个人\n何立春\n二、白塔区\n（一）先进单位\n白塔区税务局",
        ["（一） 先进单位", "一 柳溪县", "柳溪县水务局", "二 白塔区", "白塔区税务局", "（二） 先进个人", "一 柳溪县", "何立春"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("listed", "expected"), GRADED.values(), ids=GRADED.keys())
def test_a_grade_hangs_below_what_it_is_a_grade_of(listed: str, expected: list[str]) -> None:
    """An honour is part of its grades' names; a category is one of each grade that comes back below it."""
    assert outlined(listed) == expected
    assert "unread-line" not in {finding.code for finding in read("2020年度获奖名单", listed).findings}


def test_a_column_without_a_title_is_quoted_by_its_cells() -> None:
    """Where a head has an empty cell, what stands below it is a note with one span, and no empty one."""
    decision = read(
        "2020年度劳动模范名单",
        "序号\t姓名\t单位\t\n1\t何立春\t绿屏水泥有限公司\t综采队\n2\t吴小梅\t柳溪县农技站\t一组",
    )
    people = [each for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert [each.name.value for each in people] == ["何立春", "吴小梅"]
    assert all(span.begin < span.end for each in people for note in each.notes for span in note.spans)


def test_honours_without_grades_keep_their_place() -> None:
    """An honour is where the list has it, before or behind one that has grades."""
    listed = (
        "一、科学技术最高奖（1人）\n何立春\n二、自然科学奖\n（一）一等奖\n1．茶园减药 吴小梅\n（二）二等奖\n1．窑炉余热 郑国强\n"
        "三、国际合作奖（1人）\n秦明华"
    )
    names = [tier.name.value for tier in read("2020年度科学技术奖名单", listed).tiers]
    assert names == ["科学技术最高奖", "自然科学奖一等奖", "自然科学奖二等奖", "国际合作奖"]


def test_what_stands_above_grades_declares_for_all_of_them() -> None:
    """The number of an honour is compared with the winners of all its grades, that of a grade with those of all categories."""
    listed = "一、先进单位（4个）\n（一）乡镇\n一等奖（1个）\n柳溪镇\n（二）部门\n一等奖（2个）\n市财政局\n市水利局"
    decision = read("获奖名单", listed)
    (tier,) = decision.tiers
    assert tier.declared is not None
    assert (tier.declared.value.number, [decision.text.quote(span) for span in tier.declared.spans]) == (
        3,
        ["1个", "2个"],
    )
    (finding,) = [each for each in decision.findings if each.code == "declared-count-mismatch"]
    assert decision.text.quote(finding.span) == "4个"


# lines below a place; the places
PLACES = [
    ("东屏市（2个）\n东屏钢厂\n东屏酒厂\n省直机关（1个）\n省测绘院", ["东屏市", "省直机关"]),
    ("柳溪县（2个）：红星村、白杨镇\n白塔区（1个）：河口村", ["柳溪县", "白塔区"]),
    ("（一）柳溪县（1个）\n柳溪酒厂\n（二）市直单位（1个）\n绿屏海关", ["柳溪县", "市直单位"]),
    ("柳溪县\n红星村\n白杨镇\n白塔区\n河口街道\n东桥街道", ["柳溪县", "白塔区"]),
]


@pytest.mark.parametrize(("lines", "places"), PLACES)
def test_winners_are_grouped_by_place(lines: str, places: list[str]) -> None:
    """A place is a category without the number it declares; towns below counties are winners."""
    decision = read("文明单位名单", lines)
    (tier,) = decision.tiers
    assert [category.name and category.name.value for category in tier.categories] == places
    assert not {finding.code for finding in decision.findings} & {
        "declared-count-mismatch",
        "unread-line",
        "unread-words",
    }


# the title of a list, its table; what is read of it
TABLES = {
    "an unknown column of persons": (
        "优秀指导教师名单",
        "序号\t姓名\t单位\t赛项\n1\t何立春\t绿屏学院\t工业网络\n2\t吴小梅\t柳溪技师学院\t茶艺",
        ["1 何立春（绿屏学院，赛项工业网络）", "2 吴小梅（柳溪技师学院，赛项茶艺）"],
    ),
    "a title that nobody knows above numbers": (
        "优秀志愿者名单",
        "次序\t姓名\t服务站点\t星数\n1\t何立春\t河口站\t五星\n2\t吴小梅\t东桥站\t四星",
        ["1 何立春（河口站，星数五星）", "2 吴小梅（东桥站，星数四星）"],
    ),
    "titles without numbers": (
        "优秀教师名单",
        "姓名\t学校\t所带年级\n何立春\t白塔区第二中学\t高三\n吴小梅\t柳溪县实验小学\t二年级",
        ["何立春（白塔区第二中学，所带年级高三）", "吴小梅（柳溪县实验小学，所带年级二年级）"],
    ),
    "bodies that share in a work": (
        "优质工程名单",
        "序号\t工程名称\t承建单位\t参建单位\n1\t河口泵站\t绿屏建工有限公司\t柳溪安装有限公司、白塔路桥有限公司\n2\t东桥粮库\t白塔路桥有限公司\t",
        ["1 河口泵站 — 绿屏建工有限公司；柳溪安装有限公司；白塔路桥有限公司", "2 东桥粮库 — 白塔路桥有限公司"],
    ),
    "several bodies beside several authors": (
        "科学技术奖名单",
        "编号\t项目名称\t主要完成单位\t主要完成人\t奖励等级\n1\t盐碱地改良\t绿屏学院，柳溪县农科所\t何立春、吴小梅\t一等奖\n2\t窑炉余热回收\t绿屏陶瓷有限公司\t郑国强\t二等奖",
        [
            *("一等奖", "1 盐碱地改良 — 何立春；吴小梅；绿屏学院；柳溪县农科所", "二等奖"),
            "2 窑炉余热回收 — 郑国强；绿屏陶瓷有限公司",
        ],
    ),
    "a number of the work beside that of the row": (
        "科学技术奖名单",
        "序号\t编号\t项目名称\t完成人\n1\tK-07\t盐碱地改良\t何立春、吴小梅\n2\tK-12\t窑炉余热回收\t郑国强",
        ["1 盐碱地改良（编号K-07） — 何立春；吴小梅", "2 窑炉余热回收（编号K-12） — 郑国强"],
    ),
    "a person of two bodies": (
        "优秀专家名单",
        "序号\t姓名\t工作单位\n1\t何立春\t绿屏学院、柳溪县农科所",
        ["1 何立春（绿屏学院，柳溪县农科所）"],
    ),
    "authors and who sent their works": (
        "优秀作品名单",
        "序号\t作品名称\t作者\t选送单位\n1\t《渡口》\t何立春\t柳溪县文化馆\n2\t《春耕》\t吴小梅\t白塔区文化馆",
        ["1 《渡口》 — 何立春（选送单位柳溪县文化馆）", "2 《春耕》 — 吴小梅（选送单位白塔区文化馆）"],
    ),
    "works and who sent them": (
        "优秀节目名单",
        "序号\t节目名称\t选送单位\n1\t《渡口》\t柳溪县文化馆\n2\t《春耕》\t白塔区文化馆",
        ["1 《渡口》 — 柳溪县文化馆", "2 《春耕》 — 白塔区文化馆"],
    ),
    "athletes, their events and coaches": (
        "优秀运动员名单",
        "名次\t项目\t运动员\t代表单位\t教练员\n1\t女子铅球\t何立春\t柳溪县体育中学\t郑国强\n2\t男子跳远\t吴小刚\t绿屏体育学校\t孙平",
        [
            "1 何立春（柳溪县体育中学，项目女子铅球，教练员郑国强）",
            "2 吴小刚（绿屏体育学校，项目男子跳远，教练员孙平）",
        ],
    ),
    "a leader and the members": (
        "教学成果奖名单",
        "序号\t成果名称\t负责人\t主要成员\n1\t田间课堂\t何立春\t吴小梅、郑国强\n2\t双语晨读\t孙平\t",
        ["1 田间课堂 — 何立春；吴小梅；郑国强", "2 双语晨读 — 孙平"],
    ),
    "teams and the bodies they belong to": (
        "先进班组名单",
        "序号\t单位\t班组名称\n1\t绿屏水泥有限公司\t中控甲班\n2\t绿屏机床厂\t绿屏机床厂装配车间",
        ["1 绿屏水泥有限公司中控甲班", "2 绿屏机床厂装配车间"],
    ),
    "tutors beside those who won": (
        "中小学生科技竞赛优秀指导教师名单",
        "序号\t学校\t指导教师\t学生姓名\t作品名称\n1\t绿屏市第三中学\t孙平\t李小虎\t浇花装置\n2\t柳溪县实验小学\t钱莉\t王一诺\t盲道巡检车",
        [
            "1 孙平（绿屏市第三中学，学生姓名李小虎，作品名称浇花装置）",
            "2 钱莉（柳溪县实验小学，学生姓名王一诺，作品名称盲道巡检车）",
        ],
    ),
    "what persons teach": (
        "优秀教练员名单",
        "序号\t姓名\t项目\t单位\n1\t孙平\t田径\t柳溪县体育中学\n2\t钱莉\t游泳\t绿屏体育学校",
        ["1 孙平（柳溪县体育中学，项目田径）", "2 钱莉（绿屏体育学校，项目游泳）"],
    ),
    "places in a contest": (
        "篮球联赛获奖名单",
        "组别\t名次\t参赛队\t教练\n女子组\t第一名\t柳溪县体育中学代表队\t孙平\n\t第二名\t绿屏体育学校代表队\t钱莉",
        [
            *("第一名", "女子组", "柳溪县体育中学代表队（教练孙平）"),
            *("第二名", "女子组", "绿屏体育学校代表队（教练钱莉）"),
        ],
    ),
    "a head above all grades": (
        "优秀作品名单",
        "序号\t作品名称\t作者\t届次\n一等奖（1件）\n1\t渡口\t何立春\t第三届\n二等奖（1件）\n2\t春耕\t吴小梅\t第四届",
        [
            *("一等奖  (declares 1 件)", "1 渡口 — 何立春（届次第三届）"),
            *("二等奖  (declares 1 件)", "2 春耕 — 吴小梅（届次第四届）"),
        ],
    ),
    "cells parted by blanks": (
        "优秀教师名单",
        "序号   姓名   学校   任教学科\n1   何立春   绿屏市第三中学   数学\n2   吴　梅   柳溪县实验小学   语文",
        ["1 何立春（绿屏市第三中学，任教学科数学）", "2 吴梅（柳溪县实验小学，任教学科语文）"],
    ),
    "cells parted by single blanks": (
        "优质工程名单",
        "序号 工程名称 施工单位 参建单位\n1 河口泵站 绿屏建工有限公司 柳溪安装有限公司\n2 东桥粮库 白塔路桥有限公司",
        ["1 河口泵站 — 绿屏建工有限公司；柳溪安装有限公司", "2 东桥粮库 — 白塔路桥有限公司"],
    ),
    "a cell a line": (
        "优秀教师名单",
        "序号\n姓名\n学校\n所带年级\n1\n何立春\n绿屏市第三中学\n高三\n2\n吴小梅\n柳溪县实验小学\n初一",
        ["1 何立春（绿屏市第三中学，所带年级高三）", "2 吴小梅（柳溪县实验小学，所带年级初一）"],
    ),
    "no head": (
        "劳动模范名单",
        "何立春\t男\t绿屏机床厂\t高级技师\n吴小梅\t女\t柳溪县医院\t护士长",
        ["何立春（男，绿屏机床厂，高级技师）", "吴小梅（女，柳溪县医院，护士长）"],
    ),
    "winners in two columns": (
        "先进单位名单",
        "柳溪县总工会\t白塔区总工会\n绿屏市财政局\t",
        ["柳溪县总工会", "白塔区总工会", "绿屏市财政局"],
    ),
    "two tables side by side": (
        "文明单位名单",
        "序号\t单位名称\t序号\t单位名称\n1\t柳溪县总工会\t3\t白塔区总工会\n2\t绿屏市财政局\t\t",
        ["1 柳溪县总工会", "2 绿屏市财政局", "3 白塔区总工会"],
    ),
    "the part of the unit where a person works": (
        "先进个人名单",
        "姓名\t单位\t部门\t支部\t职务\n何立春\t绿屏市财政局\t国库科\t第一党支部\t科长\n吴小梅\t绿屏机床厂\t绿屏机床厂装配车间\t第二党支部\t工人",
        ["何立春（绿屏市财政局国库科，科长，支部第一党支部）", "吴小梅（绿屏机床厂装配车间，工人，支部第二党支部）"],
    ),
    "classes of schools": (
        "优秀班集体名单",
        "学校\t班级\t班主任\n绿屏市第三中学\t高二（3）班\t何立春\n柳溪县实验小学\t五年级2班\t吴小梅",
        ["绿屏市第三中学高二（3）班（班主任何立春）", "柳溪县实验小学五年级2班（班主任吴小梅）"],
    ),
    "a team before the body it belongs to": (
        "青年文明号名单",
        "序号\t申报集体\t所在单位\t推荐单位\n1\t急诊科护理组\t柳溪县人民医院\t共青团柳溪县委",
        ["1 急诊科护理组（柳溪县人民医院，推荐单位共青团柳溪县委）"],
    ),
    "titles above numbers": (
        "先进单位名单",
        "代表队\t金牌\t银牌\n柳溪县代表队\t12\t8\n白塔区代表队\t9\t11",
        ["柳溪县代表队（金牌12，银牌8）", "白塔区代表队（金牌9，银牌11）"],
    ),
    "lessons, counted as such": (
        "优秀课例名单",
        "一等奖（1节）\n序号\t学校\t课题\t执教教师\n1\t柳溪县实验小学\t《分数》\t何立春",
        ["一等奖  (declares 1 节)", "1 《分数》 — 何立春（柳溪县实验小学）"],
    ),
    "a name and whose it is": (
        "优秀品牌名单",
        "序号\t名称\t单位\n1\t银杏驿站\t柳溪县总工会\n2\t红帆书屋\t白塔区总工会",
        ["1 银杏驿站 — 柳溪县总工会", "2 红帆书屋 — 白塔区总工会"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("title", "table", "expected"), TABLES.values(), ids=TABLES.keys())
def test_the_head_of_a_table_is_no_winner(title: str, table: str, expected: list[str]) -> None:
    """A head is known by 序号, by most of its titles or by the numbers below it; what names nobody is noted."""
    found = outlined(table, title)
    assert found[len(found) - len(expected) :] == expected
    codes = {finding.code for finding in read(title, table).findings}
    assert not codes & {"unread-line", "uncertain-recipient", "declared-count-mismatch"}


# a list; the line that makes it an error, None where it is whole
UNREAD = [
    ("一、劳动奖章（3名）\n何立春　绿屏机床厂\n兹将其余事项另行说明如下\n吴小梅　柳溪县医院", "兹将其余事项另行说明如下"),
    ("一、先进单位（2个）\n柳溪县总工会\n白塔区总工会\n\n以上名单由市总工会办公室负责解释。", None),
    ("一、劳动奖章（3名）\n何立春　绿屏机床厂\n吴小梅　柳溪县医院\n其余人选另行研究之后再行公布", "其余人选另行研究之后再行公布"),
    ("一、劳动奖章（2名）\n何立春　绿屏机床厂\n吴小梅　柳溪县医院\n其余人选另行研究之后再行公布", None),
    ("一、劳动奖章（3名）\n何立春　绿屏机床厂\n其余人选另行研究之后再行公布\n二、先进单位（1个）\n柳溪县总工会", "其余人选另行研究之后再行公布"),
]  # fmt: skip


@pytest.mark.parametrize(("listed", "unread"), UNREAD)
def test_a_list_with_an_unread_line_is_not_whole(listed: str, unread: str | None) -> None:
    """Between lines of a list, or where it declares more than was read; below a whole list a line is only pointed out."""
    decision = read("2020年度获奖名单", listed)
    errors = [decision.text.quote(each.span) for each in decision.findings if each.severity == "error"]
    assert errors[:1] == [unread] * (unread is not None)


# a line of a list of persons; what is read of it
PERSONS = [
    ("何立春（女）绿屏市供水公司工程师", "何立春（女，绿屏市供水公司，工程师）"),
    ("钱　莉（女，白族）柳溪县医院护士", "钱莉（女，白族，柳溪县医院，护士）"),
    ("郑　伟　　自由职业者", "郑伟（自由职业者）"),
    ("季长庚（柳溪中学）", "季长庚（柳溪中学）"),
    ("孙平、何立春夫妇　柳溪林场护林员", "孙平（柳溪林场，护林员）；何立春（柳溪林场，护林员）"),
    ("孙平、何立春（女）夫妇　柳溪林场护林员", "孙平（柳溪林场，护林员）；何立春（女，柳溪林场，护林员）"),
    ("吴小梅（白塔区财政局办公室主任）", "吴小梅（白塔区财政局办公室，主任）"),
]


def test_a_list_that_ends_in_a_person_is_whole() -> None:
    """One maker alone below the bodies of a work is a name, and not the beginning of a body's."""
    listed = "1.茶园减药\n完成单位：柳溪县茶叶研究所、绿屏水泥有限公司\n完成人：何秀英"
    found = read("2020年度职工创新成果名单（1件）", listed).findings
    assert not [each for each in found if each.severity == "error"]


@pytest.mark.parametrize(("line", "expected"), PERSONS)
@pytest.mark.parametrize("mark", ["{}", "1．{}"])
def test_a_person_is_read_with_the_unit_and_what_stands_in_brackets(
    mark: str, line: str, expected: str
) -> None:
    """With or without a blank behind the brackets; a couple is honoured as one; an office is part of its body."""
    (found,) = outlined(mark.format(line), "2020年劳动模范名单")[1:]
    assert found.removeprefix("1． ").removeprefix("1 ") == expected


def test_a_body_before_a_colon_is_the_unit_of_persons() -> None:
    """A place or a group before a colon is a category; a body, by what its name ends in, is where the persons work."""
    listed = "绿屏市第一中学：何立春、吴小梅\n柳溪县实验小学：钱莉"
    assert outlined(listed, "优秀教师名单")[1:] == [
        "何立春（绿屏市第一中学）",
        "吴小梅（绿屏市第一中学）",
        "钱莉（柳溪县实验小学）",
    ]
    assert outlined("柳溪县：何立春、吴小梅\n市直机关：钱莉", "优秀教师名单")[1:] == [
        *("柳溪县", "何立春", "吴小梅"),
        *("市直机关", "钱莉"),
    ]


def test_whether_a_second_body_is_honoured_is_not_guessed() -> None:
    """Of several columns of bodies the one that did the work is honoured; the others are noted, and a finding says so."""
    table = (
        "序号\t工程名称\t建设单位\t施工单位\t项目经理\n1\t河口泵站\t柳溪县水务局\t绿屏建工有限公司\t何立春"
    )
    decision = read("优质工程奖名单", table)
    assert outlined(table, "优质工程奖名单")[1:] == [
        "1 河口泵站 — 绿屏建工有限公司（建设单位柳溪县水务局，项目经理何立春）"
    ]
    doubted = [
        decision.text.quote(each.span) for each in decision.findings if each.code == "uncertain-recipient"
    ]
    assert doubted == ["建设单位"]


ACTING = (
    "绿屏市总工会关于{}的决定\n\n经研究，{}\n\n附件：{}\n\n绿屏市总工会\n2021年4月8日\n\n附件\n\n{}\n\n{}\n"
)
THREE = "1. 柳溪县总工会\n2. 白塔区总工会\n3. 绿屏市财政局"
BOTH = f"一、绿屏市质量奖\n（一）组织\n{THREE}\n（二）个人\n1. 何立春　绿屏水泥厂技师"
# what the title is about; the act of the body; the annex's title; its list; the number that is not that of its winners
COUNTED = [
    ("表彰优质工程", "决定对2项工程予以表彰。", "优质工程名单", THREE, "2项"),
    ("表彰优质工程", "决定对3项工程予以表彰。", "优质工程名单", THREE, None),
    ("表彰2个先进单位", "决定予以表彰。", "先进单位名单", THREE, "2个"),
    ("表彰先进单位", "决定对4个单位给予通报表扬。", "先进单位名单", f"一等奖\n{THREE}\n二等奖\n1. 市水利局", None),
    ("表彰先进单位", "决定对5个单位给予通报表扬。", "先进单位名单", f"一等奖\n{THREE}\n二等奖\n1. 市水利局", "5个"),
    ("表彰先进", "决定对3个先进单位和2名先进个人予以表彰。", "先进名单", f"一、先进单位\n{THREE}\n二、先进个人\n1. 何立春　绿屏机床厂", "2名"),
    ("表彰先进", "决定对柳溪县总工会等4个团组织、何立春等1名同志予以表彰。", "先进名单", f"一、先进单位\n{THREE}\n二、先进个人\n1. 何立春　绿屏机床厂", "4个"),
    ("表彰先进", "决定对柳溪县总工会等12个集体、何立春等1名同志给予通报表扬。", "先进名单", f"一、先进单位\n{THREE}\n二、先进个人\n1. 何立春　绿屏机床厂", "12个"),
    ("表彰先进", "决定对柳溪县总工会等3个集体、何立春等1名同志给予通报表扬。", "先进名单", f"一、先进单位\n{THREE}\n二、先进个人\n1. 何立春　绿屏机床厂", None),
    ("表彰先进", "决定对3个先进单位和1名先进个人予以表彰。", "先进名单", f"一、先进单位\n{THREE}\n二、先进个人\n1. 何立春　绿屏机床厂", None),
    ("颁发质量奖", "决定授予柳溪县总工会等3个组织、何立春等1名个人第二届绿屏市质量奖。", "绿屏市质量奖名单", BOTH, None),
    ("颁发质量奖", "决定授予3家单位和何立春等1名同志“绿屏市质量奖”。", "绿屏市质量奖名单", BOTH, None),
    ("颁发质量奖", "决定授予柳溪县总工会等4家单位、何立春等1名同志“绿屏市质量奖”。", "绿屏市质量奖名单", BOTH, "4家"),
    ("颁发质量奖", "决定授予柳溪县总工会等2家企业、绿屏市财政局等1个单位、何立春等2名同志“绿屏市质量奖”。", "绿屏市质量奖名单", BOTH, "2名"),
    ("表彰标兵", "决定授予何立春等2名教师、吴小梅等1名护士“服务标兵”称号。", "服务标兵名单", "一、服务标兵\n1. 何立春　绿屏小学教师\n2. 孙平　柳溪中学教师\n3. 吴小梅　绿屏市人民医院护士", None),
    ("表彰先进", "决定分别授予3个单位和1名同志“先进集体”和“先进个人”称号。", "先进名单", f"一、先进集体\n{THREE}\n二、先进个人\n1. 何立春　绿屏机床厂", None),
    ("颁发质量奖", "决定授予柳溪县总工会等2家单位绿屏市质量奖、绿屏市水利局等3家单位绿屏市质量奖提名奖。", "绿屏市质量奖名单", f"一、绿屏市质量奖\n1. 柳溪县总工会\n2. 市水利局\n二、绿屏市质量奖提名奖\n{THREE}", None),
]  # fmt: skip


@pytest.mark.parametrize(("about", "act", "title", "listed", "wrong"), COUNTED)
def test_what_the_act_counts_is_compared(
    about: str, act: str, title: str, listed: str, wrong: str | None
) -> None:
    """The number in the title or the act is of all winners, where it counts nothing else; of two the last is meant."""
    decision = parser.parse(text_of(ACTING.format(about, act, title, title, listed)))
    found = [decision.text.quote(f.span) for f in decision.findings if f.code == "declared-count-mismatch"]
    assert found == [wrong] * (wrong is not None)


GIVEN_TWO = "决定授予绿屏酒厂等2个集体“奋进集体”称号，授予何立春等2名同志“奋进之星”荣誉称号。"
OF_BODIES = "一、奋进集体\n绿屏酒厂\n绿屏机床厂"


def test_headings_that_the_body_gives_by_name_are_honours() -> None:
    """Whatever words they are of: the body quotes them."""
    listed = f"{OF_BODIES}\n二、奋进之星\n1. 何立春　绿屏水泥厂技师\n2. 孙平　绿屏水厂工人"
    decision = parser.parse(text_of(ACTING.format("表彰先进", GIVEN_TWO, "先进名单", "先进名单", listed)))
    counted = [(t.name.value, t.declared and t.declared.value.number, t.number_of_cases) for t in decision.tiers]  # fmt: skip
    assert counted == [("奋进集体", 2, 2), ("奋进之星", 2, 2)]
    assert not {f.code for f in decision.findings} & {"uncertain-reading", "annex-incomplete", "open-list"}


def test_an_honour_left_to_a_list_that_no_list_is_of_is_an_error() -> None:
    """Its winners but the first are nowhere, though the document has an annex."""
    listed = "一、奋进之星\n1. 何立春　绿屏水泥厂技师\n2. 孙平　绿屏水厂工人"
    decision = parser.parse(text_of(ACTING.format("表彰先进", GIVEN_TWO, "先进名单", "先进名单", listed)))
    errors = [(f.code, decision.text.quote(f.span)) for f in decision.findings if f.severity == "error"]
    assert errors == [("annex-incomplete", "等2个集体")]


def test_a_prize_is_named_as_the_body_names_it() -> None:
    """“某某杯”获奖项目名单 is of the “某某杯”奖, where the body calls it so."""
    title = "2020年度“银杏杯”获奖项目名单"
    awarding = ACTING.format("公布“银杏杯”获奖项目", "决定授予3项工程“银杏杯”奖。", title, title, THREE)
    (tier,) = parser.parse(text_of(awarding)).tiers
    assert tier.name.value == "2020年度“银杏杯”奖"


def test_a_remark_in_a_table_is_read_as_one_in_brackets() -> None:
    """追授 in a column of remarks says that the honour is posthumous; what it is else is a note."""
    (tier,) = read(
        "优秀志愿者名单", "姓名\t单位\t备注\n何立春\t柳溪县医院\t追授\n吴小梅\t白塔区图书馆\t轮值"
    ).tiers
    first, second = (person for case in tier.cases() for person in case.recipients)
    assert (first.posthumous and first.posthumous.value, first.notes) == ("追授", ())
    assert [note.value for note in second.notes] == ["轮值"]


# the cell of the authors; whom it names; the code of the finding
CELLS = [
    ("何立春、Anna Berg,吴  岚", ["何立春", "Anna Berg", "吴岚"], None),
    ("K. Lund", ["K. Lund"], None),
    ("何立春 P. J. O'Hara", ["何立春", "P. J. O'Hara"], None),
    ("何立春、吴岚等", ["何立春", "吴岚"], "open-list"),
    ("何立春等5人", ["何立春"], "open-list"),
    ("何立春、（见另表）、吴岚", ["何立春", "吴岚"], "unread-words"),
    ("/", ["绿屏大学"], None),
    ("详见说明书第3页", ["绿屏大学"], "unread-words"),
    (
        "、".join(["何立春", "吴小梅", "段家和", "古丽娜"] * 9),
        ["何立春", "吴小梅", "段家和", "古丽娜"] * 9,
        None,
    ),
]


@pytest.mark.parametrize(("cell", "named", "code"), CELLS)
def test_a_cell_of_persons_is_read_or_a_finding(cell: str, named: list[str], code: str | None) -> None:
    """Whatever the script of a name; nobody is lost in silence, and an open list is said to be one."""
    table = (
        f"序号\t项目名称\t完成人\t工作单位\n1\t城市内涝预报\t{cell}\t绿屏大学\n2\t湿地修复\t马青\t绿屏大学"
    )
    decision = read("2020年度劳动竞赛获奖名单", "一等奖\n" + table)
    first, _ = (case for tier in decision.tiers for case in tier.cases())
    assert [each.name.value for each in first.recipients] == named
    codes = {finding.code for finding in decision.findings} & {"open-list", "unread-words"}
    assert codes == ({code} if code else set())


LABELS = [
    "项目名称：",
    "成果名称:",
    "作品名称： ",
    "案例名称：",
    "课题名称：",
    "项 目 名 称：",
    "论文题目：",
    "作品：",
]
RECORDS = [
    "{}湿地修复技术  完成单位：绿屏大学\n{}城市内涝预报  完成单位：绿屏市气象局",
    "1.{}湿地修复技术\n完成单位：绿屏大学\n2.{}城市内涝预报\n完成单位：绿屏市气象局",
    "{}湿地修复技术\n完成单位：绿屏大学\n{}城市内涝预报\n完成单位：绿屏市气象局",
    "1.{}湿地修复技术\n绿屏大学\n2.{}城市内涝预报\n绿屏市气象局",
    "1.{}湿地修复技术（绿屏大学）\n2.{}城市内涝预报（绿屏市气象局）",
    "1.{}湿地修复技术  完成单位：绿屏大学\n2.{}城市内涝预报  完成单位：绿屏市气象局",
    "序号\t项目\t完成单位\n1\t{}湿地修复技术\t绿屏大学\n2\t{}城市内涝预报\t绿屏市气象局",
]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("form", RECORDS)
def test_the_label_of_a_title_is_no_part_of_it(form: str, label: str) -> None:
    """The label comes off wherever the title stands, in what is printed and in where it stands."""
    decision = read("2020年度劳动竞赛获奖名单", "一等奖\n" + form.format(label, label))
    titles = [case.title for tier in decision.tiers for case in tier.cases()]
    assert [title and title.value for title in titles] == ["湿地修复技术", "城市内涝预报"]
    quoted = [decision.text.quote(title.spans[0]) for title in titles if title]
    assert quoted == ["湿地修复技术", "城市内涝预报"]
    named = [each.name.value for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert named == ["绿屏大学", "绿屏市气象局"]


# records without ordinals; whom each of them names
UNNUMBERED = {
    "the last field goes on": (
        "项目名称：湿地修复技术\n主要完成人：何  岚、吴小梅\n主要完成单位：绿屏市政工程有限公司\n　　　　绿屏大学",
        [["何岚", "吴小梅", "绿屏市政工程有限公司", "绿屏大学"]],
    ),
    "a field in the middle goes on": (
        "项目名称：湿地修复技术\n完成单位：绿屏市政工程有限公司、\n绿屏大学\n完成人：何  岚、\n吴小梅\n"
        "项目名称：城市内涝预报\n完成单位：绿屏市气象局\n完成人：段家和\n马  青",
        [["绿屏市政工程有限公司", "绿屏大学", "何岚", "吴小梅"], ["绿屏市气象局", "段家和", "马青"]],
    ),
    "one person": ("成果名称：湿地修复技术\n完成人：何立春", [["何立春"]]),
    "titles without a label": (
        "湿地修复技术\n完成单位：绿屏市政工程有限公司\n绿屏大学\n城市内涝预报\n完成单位：绿屏市气象局",
        [["绿屏市政工程有限公司", "绿屏大学"], ["绿屏市气象局"]],
    ),
}


@pytest.mark.parametrize("name", UNNUMBERED)
def test_records_without_ordinals_go_on_over_lines(name: str) -> None:
    """A line without a label belongs to the label above it; all of whom a record names are its recipients."""
    listed, named = UNNUMBERED[name]
    (tier,) = read("2020年度劳动竞赛获奖名单", "一等奖\n" + listed).tiers
    cases = list(tier.cases())
    assert [[each.name.value for each in case.recipients] for case in cases] == named
    assert [case.title and case.title.value for case in cases] == ["湿地修复技术", "城市内涝预报"][
        : len(named)
    ]


def test_a_field_of_who_sent_a_work_goes_on_too() -> None:
    """A second body below 推荐单位 is honoured no more than the first."""
    listed = "一等奖\n项目名称：湿地修复技术\n完成人：何立春\n推荐单位：绿屏市水务局\n绿屏大学"
    (tier,) = read("2020年度劳动竞赛获奖名单", listed).tiers
    ((person,),) = (case.recipients for case in tier.cases())
    assert (person.name.value, [note.value for note in person.notes]) == (
        "何立春",
        ["推荐单位：绿屏市水务局", "绿屏大学"],
    )


# what is printed behind units and colons; whom it names, with the unit
UNITS = {
    "one name of no surname": ("绿屏市公安局：扎西顿珠", [("扎西顿珠", "绿屏市公安局")]),
    "among others": (
        "绿屏市公安局：何立春、吴  岚\n柳溪县公安局：扎西顿珠（藏族）\n白塔区公安分局：买买提江",
        [
            ("何立春", "绿屏市公安局"),
            ("吴岚", "绿屏市公安局"),
            ("扎西顿珠", "柳溪县公安局"),
            ("买买提江", "白塔区公安分局"),
        ],
    ),
    "with ordinals": (
        "1.绿屏市公安局：何立春\n2.柳溪县公安局：扎西顿珠",
        [("何立春", "绿屏市公安局"), ("扎西顿珠", "柳溪县公安局")],
    ),
}


@pytest.mark.parametrize("name", UNITS)
def test_who_stands_behind_a_unit_is_a_person_under_an_honour_for_persons(name: str) -> None:
    """Whatever the name begins with: the unit is the person's and no category."""
    listed, named = UNITS[name]
    decision = read("名单", f"一、先进个人（{len(named)}名）\n{listed}")
    (tier,) = decision.tiers
    people = [each for case in tier.cases() for each in case.recipients]
    assert [(each.name.value, each.affiliation and each.affiliation.value) for each in people] == named
    assert {each.kind for each in people} == {"person"}
    assert [category.name for category in tier.categories] == [None]
    assert not {finding.code for finding in decision.findings} & {
        "uncertain-recipient",
        "declared-count-mismatch",
    }


# a laureate from abroad as printed; the name, the unit, the post, the notes
ABROAD = [
    (
        "玛丽·奥康纳（Mary O'Connor）  爱尔兰籍  西港大学（爱尔兰）教授  推荐单位：绿屏大学",
        ("玛丽·奥康纳", "西港大学（爱尔兰）", "教授", ["Mary O'Connor", "爱尔兰籍", "推荐单位：绿屏大学"]),
    ),
    (
        "玛丽·奥康纳(Mary O'Connor) 西港大学(爱尔兰)教授 提名单位: 绿屏大学、绿屏市气象局 联系人:何岚",
        (
            "玛丽·奥康纳",
            "西港大学(爱尔兰)",
            "教授",
            ["Mary O'Connor", "提名单位:绿屏大学、绿屏市气象局", "联系人:何岚"],
        ),
    ),
    ("玛丽·奥康纳，女，爱尔兰籍，西港大学教授", ("玛丽·奥康纳", "西港大学", "教授", ["爱尔兰籍"])),
    (
        "玛丽·奥康纳（Mary O'Connor，爱尔兰籍）西港大学教授",
        ("玛丽·奥康纳", "西港大学", "教授", ["Mary O'Connor", "爱尔兰籍"]),
    ),
]


@pytest.mark.parametrize(("printed", "told"), ABROAD)
def test_a_laureate_from_abroad(printed: str, told: tuple[str, str, str, list[str]]) -> None:
    """The name in its own script is one note; nationality and who recommended are notes, and no part of the unit."""
    decision = read("2020年度科学技术奖获奖名单", f"一、国际科学技术合作奖（1人）\n{printed}")
    (tier,) = decision.tiers
    ((person,),) = (case.recipients for case in tier.cases())
    assert person.affiliation is not None
    assert person.post is not None
    notes = [note.value for note in person.notes]
    assert (person.name.value, person.affiliation.value, person.post.value, notes) == told


def test_a_list_is_cut_off_where_the_text_ends() -> None:
    """A section that lists less than it declares is a finding of its own where another section follows it."""
    listed = "一、技术创新奖\n（一）一等奖（2项）\n1.湿地修复技术\n绿屏大学\n{}二、突出贡献奖（1人）\n何立春  绿屏大学教授\n\n-{}-"
    codes = {finding.code for finding in read("科学技术奖获奖名单", listed.format("", 5)).findings}
    assert "declared-count-mismatch" in codes
    assert "annex-incomplete" not in codes
    short = listed[: listed.index("{}二")] + "\n-5-"
    assert "annex-incomplete" in {finding.code for finding in read("科学技术奖获奖名单", short).findings}


SHORT = "一、先进单位（2个）\n绿屏市财政局\n柳溪县水利局\n二、先进个人（3名）\n何立春  绿屏市财政局科长\n吴小梅  柳溪县水利局工程师"
# what stands behind a list with one winner fewer than it declares; whether it may be cut off
BEHIND = [
    ("", True),
    ("\n\n— 3 —", True),
    ("\n\n　　抄送：各县（区）总工会。\n绿屏市总工会办公室　　　　2021年4月9日印发", False),
    ("\n绿屏市总工会办公室　　　　2021年4月9日印发\n\n— 4 —", False),
    ("\n\n绿屏市总工会\n2021年4月8日", False),
    ("\n\n（此件公开发布）", False),
    ("\n（排名不分先后）", False),
    ("\n3.", True),
    ("\n三、先进班组（1个）", True),
    ("\n三、先进班组（1个）\n绿屏市水利局水文班组", False),
]


@pytest.mark.parametrize(("behind", "is_cut_off"), BEHIND)
def test_a_list_with_something_behind_it_is_miscounted_and_not_cut_off(behind: str, is_cut_off: bool) -> None:
    """The imprint, a signature or a further list is printed below all of it; a page number is not."""
    decision = read("2020年度先进单位和先进个人名单", SHORT + behind)
    miscounted = [f for f in decision.findings if f.code == "declared-count-mismatch"]
    assert "3名" in [decision.text.quote(f.span) for f in miscounted]
    assert ("annex-incomplete" in {f.code for f in decision.findings}) == is_cut_off


def test_a_vacant_grade_is_said_of_the_grade() -> None:
    """The heading above it has winners below its other grades."""
    listed = "一、技术创新奖\n一等奖（空缺）\n二等奖（1项）\n1.湿地修复技术\n绿屏大学"
    decision = read("科学技术奖获奖名单", listed)
    (finding,) = (each for each in decision.findings if each.code == "empty-tier")
    assert decision.text.quote(finding.span).startswith("一等奖")


COUNTS = ["先进个人（3人）：", "先进个人(3人):", "（一）先进个人（3名）:", "1.先进个人（共3人）："]


@pytest.mark.parametrize("heading", COUNTS)
def test_a_count_before_a_colon_is_declared(heading: str) -> None:
    """The colon behind the brackets is no part of the heading."""
    (tier,) = read("获奖名单", f"{heading}\n何立春  绿屏大学教授\n吴小梅  绿屏大学讲师").tiers
    assert (tier.name.value, tier.declared and tier.declared.value.number) == ("先进个人", 3)


MAKERS = [
    ("K. Lund", ["K. Lund"]),
    ("扎西顿珠", ["扎西顿珠"]),
    ("Anna Berg、K. Lund、\n何立春", ["Anna Berg", "K. Lund", "何立春"]),
    ("何立春、\nAnna Berg", ["何立春", "Anna Berg"]),
    ("何立春等", ["何立春"]),
]


@pytest.mark.parametrize(("printed", "named"), MAKERS)
@pytest.mark.parametrize("form", ["1.湿地修复技术\n{}", "项目名称：湿地修复技术\n{}"])
def test_who_stands_behind_a_label_of_persons_is_a_person(form: str, printed: str, named: list[str]) -> None:
    """Whatever the script of the names, and on the next line too."""
    listed = form.format(f"完成人：{printed}\n完成单位：绿屏大学")
    (tier,) = read("科学技术奖获奖名单", f"一等奖（1项）\n{listed}").tiers
    (case,) = tier.cases()
    assert [each.name.value for each in case.recipients] == [*named, "绿屏大学"]
    assert [each.kind for each in case.recipients] == ["person"] * len(named) + ["organization"]


ON_ONE_LINE = [
    "完成单位：绿屏大学　完成人：何岚、K. Lund",
    "主要完成单位：绿屏大学  主要完成人：何岚、K. Lund  推荐单位：绿屏市科技局",
    "完成单位：绿屏大学\u3000完成人：何岚、K. Lund\u3000提名者：段家和",
    "完成人:何  岚、K. Lund 完成单位:绿屏大学 提名单位:绿屏市科技局",
]


@pytest.mark.parametrize("fields", ON_ONE_LINE)
@pytest.mark.parametrize(
    "form", ["1.项目名称：湿地修复技术　{}\n2.城市内涝预报　{}", "湿地修复技术　{}\n城市内涝预报　{}"]
)
def test_several_labels_on_the_line_of_a_title(form: str, fields: str) -> None:
    """Each names somebody; who recommended is noted, and no label is left in the title."""
    (tier,) = read("科学技术奖获奖名单", "一等奖（2项）\n" + form.format(fields, fields)).tiers
    cases = list(tier.cases())
    assert [case.title and case.title.value for case in cases] == ["湿地修复技术", "城市内涝预报"]
    assert [{each.name.value for each in case.recipients} for case in cases] == [
        {"绿屏大学", "何岚", "K. Lund"}
    ] * 2


@pytest.mark.parametrize(
    "printed", ["K. Lund  西港大学教授", "1.K. Lund，西港大学教授", "K. Lund（女） 西港大学教授"]
)
def test_a_latin_name_has_a_unit_and_a_post(printed: str) -> None:
    """As any other name has, where persons are honoured."""
    (tier,) = read("先进个人名单", f"一、先进个人（1名）\n{printed}").tiers
    ((person,),) = (case.recipients for case in tier.cases())
    told = (
        person.name.value,
        person.affiliation and person.affiliation.value,
        person.post and person.post.value,
    )
    assert (person.kind, *told) == ("person", "K. Lund", "西港大学", "教授")


@pytest.mark.parametrize("form", ["1.湿地修复技术\n{}", "项目名称：湿地修复技术\n{}", "湿地修复技术\n{}"])
@pytest.mark.parametrize("label", ["提名单位", "推荐单位", "提名者"])
def test_who_nominated_a_work_is_noted(form: str, label: str) -> None:
    """提名单位 is no honour with its winner behind a colon."""
    listed = form.format(f"完成人：何立春\n{label}：绿屏市科技局\n完成单位：绿屏大学")
    (tier,) = read("科学技术奖获奖名单", f"一等奖（1项）\n{listed}").tiers
    (case,) = tier.cases()
    assert [each.name.value for each in case.recipients] == ["何立春", "绿屏大学"]
    assert {note.value for each in case.recipients for note in each.notes} == {f"{label}：绿屏市科技局"}


def test_marks_alone_are_nobody() -> None:
    """A bracket that a page break left on a line of its own is no recipient, and is said to be unread."""
    decision = read("获奖作品名单", "一等奖：\n1.《大江东去》　钱莉\n）\n")
    assert [each.name.value for each in decision.tiers[0].categories[0].cases[0].recipients] == ["钱莉"]
    assert decision.findings[-1].code == "unread-words"


def test_many_persons_stand_on_one_line() -> None:
    """However long the line is: each name is followed by its unit and post in brackets."""
    line = "、".join(
        f"{name}（绿屏市柳溪水泥有限公司烧成车间班长）"
        for name in ["何立春", "吴小梅", "钱莉", "孙一鸣", "郑国强", "周文"] * 3
    )
    (tier,) = read("先进个人名单", line).tiers
    assert len(line) > 100
    assert [each.name.value for case in tier.cases() for each in case.recipients][:3] == [
        "何立春",
        "吴小梅",
        "钱莉",
    ]
    assert tier.number_of_cases == 18
