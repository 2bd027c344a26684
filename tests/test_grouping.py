"""Lists grouped by places and kinds: below honours, below categories, above numbered winners.

All bodies and names are invented.
"""

from __future__ import annotations

from bisect import bisect

import pytest

from hostile import text_of
from test_lists import outlined, read
from uniongraph import parser

COUNTIES = {
    "labels on the line of the winners": "鹤川区：青石村、柳湾村\n东桥县：白杨村、红星村",
    "labels that count": "鹤川区（2个）：青石村、柳湾村\n东桥县（2个）：白杨村、红星村",
    "lines above": "鹤川区\n青石村\n柳湾村\n东桥县\n白杨村\n红星村",
    "lines above that count": "鹤川区（2个）\n青石村\n柳湾村\n东桥县（2个）\n白杨村\n红星村",
    "a table": "县区\t村名\n鹤川区\t青石村\n\t柳湾村\n东桥县\t白杨村\n\t红星村",
}
NUMBERED = {
    "above numbers that begin again": "鹤川区\n1. 青石村\n2. 柳湾村\n东桥县\n1. 白杨村\n2. 红星村",
    "above numbers that go on": "鹤川区\n1. 青石村\n2. 柳湾村\n东桥县\n3. 白杨村\n4. 红星村",
    "counted above numbers": "鹤川区（2个）\n（1）青石村\n（2）柳湾村\n东桥县（2个）\n（1）白杨村\n（2）红星村",
}
VILLAGES = ["青石村", "柳湾村", "白杨村", "红星村"]


@pytest.mark.parametrize("name", [*COUNTIES, *NUMBERED])
@pytest.mark.parametrize("heading", ["二、文明村（4个）", "二、文明村", "（二）文明村（4个）", "二、先进单位（4个）"])  # fmt: skip
def test_a_place_below_an_honour_is_a_category(heading: str, name: str) -> None:
    """However the list prints it, and whatever the honour is called."""
    first = heading.replace("二", "一").replace("文明村", "文明机关").replace("先进单位", "先进部门")
    lines = (COUNTIES | NUMBERED)[name]
    decision = read("表彰名单", f"{first.replace('4', '2')}\n绿屏海关\n绿屏税务局\n{heading}\n{lines}")
    *_, tier = decision.tiers
    assert [category.name and category.name.value for category in tier.categories] == ["鹤川区", "东桥县"]
    assert [each.name.value for case in tier.cases() for each in case.recipients] == VILLAGES
    assert not decision.findings or {f.code for f in decision.findings} <= {
        *("missing-date", "missing-number", "missing-addressee"),
    }


@pytest.mark.parametrize("lines", [*COUNTIES.values(), *NUMBERED.values()], ids=[*COUNTIES, *NUMBERED])
def test_a_place_within_a_category_is_a_note_and_a_finding(lines: str) -> None:
    """A decision has one level of categories: the outer one is it, and the place stands with each winner."""
    listed = f"一、文明单位（6个）\n（一）村镇类（4个）\n{lines}\n（二）机关类（2个）\n鹤川区：绿屏海关\n东桥县：东桥县水利局"
    decision = read("表彰名单", listed)
    (tier,) = decision.tiers
    assert [category.name and category.name.value for category in tier.categories] == ["村镇类", "机关类"]
    noted = [(each.name.value, each.notes[0].value.removeprefix("县区")) for case in tier.cases() for each in case.recipients]  # fmt: skip
    assert noted == [
        *zip(VILLAGES, ["鹤川区", "鹤川区", "东桥县", "东桥县"], strict=True),
        *(("绿屏海关", "鹤川区"), ("东桥县水利局", "东桥县")),
    ]
    said = [f for f in decision.findings if f.code == "nested-groups"]
    assert [decision.text.quote(each.span) for each in said] == ["鹤川区", "鹤川区"]


# a list; what is read of it
GROUPED = {
    "numbered places": (
        "一、文明单位\n（一）村镇类（3个）\n1.鹤川区\n青石村\n柳湾村\n2.东桥县\n白杨村",
        ["一 文明单位", "（一） 村镇类", "青石村（鹤川区）", "柳湾村（鹤川区）", "白杨村（东桥县）"],
    ),
    "places below grades of categories": (
        "一、村镇类\n一等奖（2个）\n鹤川区：青石村\n东桥县：白杨村\n二、机关类\n一等奖（1个）\n鹤川区：绿屏海关",
        [
            *("一等奖  (declares 3 个)", "一 村镇类", "青石村（鹤川区）", "白杨村（东桥县）"),
            *("二 机关类", "绿屏海关（鹤川区）"),
        ],
    ),
    "places that win below titles": (
        "一、优秀案例（2个）\n1. 一窗通办\n鹤川区\n2. 河长驿站\n东桥县",
        ["一 优秀案例  (declares 2 个)", "1 一窗通办 — 鹤川区", "2 河长驿站 — 东桥县"],
    ),
    "groups above persons": (
        "一、优秀教师（3名）\n市直学校\n1. 何立春  绿屏小学\n2. 吴小梅  柳溪中学\n鹤川区\n3. 钱莉  鹤川中学",
        [
            *("一 优秀教师  (declares 3 名)", "市直学校", "1 何立春（绿屏小学）", "2 吴小梅（柳溪中学）"),
            *("鹤川区", "3 钱莉（鹤川中学）"),
        ],
    ),
    "no heading above": (
        "鹤川区（2个）\n1. 鹤川酒厂\n2. 鹤川水厂\n东桥县（1个）\n1. 东桥农场",
        ["表彰名单", "鹤川区", "1 鹤川酒厂", "2 鹤川水厂", "东桥县", "1 东桥农场"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("listed", "expected"), GROUPED.values(), ids=GROUPED.keys())
def test_groups_stand_where_the_list_has_them(listed: str, expected: list[str]) -> None:
    """No name of a group is lost, and none is taken for a winner."""
    assert outlined(listed, "表彰名单") == expected
    codes = {finding.code for finding in read("表彰名单", listed).findings}
    assert not codes & {"unread-line", "uncertain-recipient", "declared-count-mismatch", "annex-incomplete"}


HEADINGS = {
    "provinces": ("霁川省", "溟北自治区", "天岭生产建设兵团"),
    "a city and provinces": ("绿屏市", "霁川省", "水务部直属单位"),
    "sectors": ("工业系统", "教育卫生系统", "农林水利系统"),
    "lines of work": ("工交战线", "文教战线", "政法战线"),
    "kinds of bodies": ("企业", "机关事业单位", "农村"),
    "what only the number tells": ("老城片区", "临江片", "新兴领头雁"),
}
WINNERS = ("绿屏水泥有限公司", "绿屏市水务局", "柳溪县第一小学", "柳溪县水文站", "白塔区税务局")
PEOPLE = ("何立春  绿屏机床厂工人", "吴小梅（女）  绿屏市水务局科长", "钱莉  柳溪小学教师", "孙平  柳溪县水文站站长", "周文  绿屏税务局科员")  # fmt: skip
MARKS = {
    "bare": "{}",
    "counted": "{}（{}{}）",
    "with a colon": "{}：",
    "in brackets": "【{}】",
    "numbered": "（{2}）{0}",
}


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("kind", HEADINGS)
@pytest.mark.parametrize("title", ["先进集体名单（共5个）", "劳动模范名单（共5名）"])
def test_a_line_that_only_groups_is_a_category(title: str, kind: str, mark: str) -> None:
    """Provinces, sectors and kinds of bodies head what stands below them, in lists of bodies and of persons."""
    unit, lines = ("名", PEOPLE) if "名）" in title else ("个", WINNERS)
    numbered = zip(HEADINGS[kind], (2, 1, 2), strict=True)
    heads = [MARKS[mark].format(h, n, unit if mark == "counted" else "一二三"[at]) for at, (h, n) in enumerate(numbered)]  # fmt: skip
    listed = [heads[0], *lines[:2], heads[1], lines[2], heads[2], *lines[3:]]
    decision = read(title, "\n".join(listed))
    (tier,) = decision.tiers
    found = [(each.name and each.name.value, sum(1 for case in each.cases for _ in case.recipients)) for each in tier.categories]  # fmt: skip
    assert found == [*zip(HEADINGS[kind], (2, 1, 2), strict=True)]
    assert {f.code for f in decision.findings} <= {"missing-date", "missing-number", "missing-addressee"}


# lists in which places and words of such a form win; what is read of each
UNGROUPED = {
    "provinces that win": ("先进省（区）名单", "霁川省\n溟北自治区\n东桥省", ["霁川省", "溟北自治区", "东桥省"]),
    "one province among bodies": ("先进集体名单", "绿屏海关\n霁川省\n柳溪县水文站\n白塔区税务局", ["绿屏海关", "霁川省", "柳溪县水文站", "白塔区税务局"]),
    "the first of the bodies that are counted": ("先进集体名单（共3个）", "霁川省\n绿屏海关\n柳溪县水文站", ["霁川省", "绿屏海关", "柳溪县水文站"]),
    "a county below its province": (
        "先进集体名单",
        "霁川省\n柳溪县\n绿屏海关\n溟北自治区\n白塔县\n柳溪县水文站",
        ["霁川省", "柳溪县", "绿屏海关", "溟北自治区", "白塔县", "柳溪县水文站"],
    ),
    "works that are systems": (
        "优秀案例名单（共2个）",
        "一窗通办系统\n绿屏海关\n河长巡查系统\n柳溪县水文站",
        ["一窗通办系统 — 绿屏海关", "河长巡查系统 — 柳溪县水文站"],
    ),
    "works with as many winners as works": (
        "优秀案例名单（共2个）",
        "一窗通办\n绿屏海关\n河长驿站\n柳溪县水文站",
        ["一窗通办 — 绿屏海关", "河长驿站 — 柳溪县水文站"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("title", "listed", "expected"), UNGROUPED.values(), ids=UNGROUPED.keys())
def test_what_wins_is_no_heading(title: str, listed: str, expected: list[str]) -> None:
    """A place among other winners, or where places win, and a work whose name ends as a sector's does."""
    assert outlined(listed, title)[1:] == expected


OF_ANY_WORDS = {
    "between brackets": (
        "优秀工会工作者名单",
        "【企业工会】\n何立春、吴小梅\n【乡镇街道工会】\n钱莉",
        ["企业工会", "何立春", "吴小梅", "乡镇街道工会", "钱莉"],
    ),
    "between dashes": (
        "先进集体名单",
        "——市直机关——\n绿屏海关\n——街道社区——\n柳溪街道春晖社区\n绿屏街道柳巷社区",
        ["市直机关", "绿屏海关", "街道社区", "柳溪街道春晖社区", "绿屏街道柳巷社区"],
    ),
    "the number behind a colon": (
        "先进工作者名单",
        "鹤川区：2名\n何立春  鹤川酒厂工人\n吴小梅  鹤川中学教师\n市直：1名\n钱莉  绿屏海关科员",
        ["鹤川区", "何立春（鹤川酒厂，工人）", "吴小梅（鹤川中学，教师）", "市直", "钱莉（绿屏海关，科员）"],
    ),
    "persons below what is no name": (
        "先进工作者名单",
        "一线职工\n何立春  鹤川酒厂工人\n吴小梅  鹤川中学教师\n科研人员\n钱莉  绿屏大学教授\n孙平  绿屏大学讲师",
        ["一线职工", "何立春（鹤川酒厂，工人）", "吴小梅（鹤川中学，教师）", "科研人员", "钱莉（绿屏大学，教授）", "孙平（绿屏大学，讲师）"],
    ),
    "a group that goes on on the next page": (
        "先进集体名单",
        "鹤川区\n鹤川酒厂\n鹤川区（续）\n鹤川水厂\n市直单位\n绿屏海关",
        ["鹤川区", "鹤川酒厂", "鹤川水厂", "市直单位", "绿屏海关"],
    ),
    "a body that heads its parts, by the number": (
        "先进集体名单（共4个）",
        "水务部机关\n水务部办公厅\n水务部人事司\n流域机构\n东河水利委员会水文局\n其他直属单位\n水务科学研究院",
        ["水务部机关", "水务部办公厅", "水务部人事司", "流域机构", "东河水利委员会水文局", "其他直属单位", "水务科学研究院"],
    ),
    "provinces by their short names": (
        "先进集体名单",
        "河北\n石岭水文站\n新疆兵团\n第九师水管处\n石河水管站",
        ["河北", "石岭水文站", "新疆兵团", "第九师水管处", "石河水管站"],
    ),
    "a first group above entries that count from one, and others": (
        "先进集体名单",
        "鹤川区\n1. 鹤川酒厂\n2. 鹤川水厂\n城建口\n1. 绿屏海关\n产业系统\n1. 绿屏电厂\n2. 绿屏水厂",
        ["鹤川区", "1 鹤川酒厂", "2 鹤川水厂", "城建口", "1 绿屏海关", "产业系统", "1 绿屏电厂", "2 绿屏水厂"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("title", "listed", "expected"), OF_ANY_WORDS.values(), ids=OF_ANY_WORDS.keys())
def test_headings_are_known_by_where_they_stand(title: str, listed: str, expected: list[str]) -> None:
    """By the marks around them, by the number behind them, or because nobody is called so."""
    assert outlined(listed, title)[1:] == expected
    codes = {finding.code for finding in read(title, listed).findings}
    assert codes <= {"missing-date", "missing-number", "missing-addressee"}


def test_short_words_above_bodies_are_doubtful_headings() -> None:
    """Where several bodies stand below most of them, and no number says so."""
    listed = "工业\n鹤川酒厂\n鹤川水厂\n商贸流通\n绿屏百货公司\n绿屏粮油公司"
    assert outlined(listed, "先进集体名单")[1::3] == ["工业", "商贸流通"]
    assert "uncertain-reading" in {finding.code for finding in read("先进集体名单", listed).findings}


# a list with the wrong number; what of it is pointed out
MISCOUNTED = [
    ("一、文明单位\n（一）村镇类（3个）\n青石村\n柳湾村\n（二）机关类（1个）\n绿屏海关", "3个"),
    ("一、文明村（2个）\n鹤川区（2个）：青石村\n东桥县：白杨村", "2个"),
    ("一、文明村（2个）\n鹤川区（2个）\n1. 青石村\n东桥县（1个）\n2. 白杨村", "2个"),
    ("一、文明单位\n（一）村镇类（2个）\n鹤川区（2个）：青石村\n东桥县（1个）：白杨村", "2个"),
    ("一、先进单位\n（一）镇（1个）：柳溪镇、白杨镇\n（二）部门（1个）：市财政局", "1个"),
]


@pytest.mark.parametrize(("listed", "wrong"), MISCOUNTED)
def test_what_a_category_declares_is_compared(listed: str, wrong: str) -> None:
    """At each level, and repaired at none."""
    decision = read("表彰名单", listed)
    found = [f for f in decision.findings if f.code == "declared-count-mismatch"]
    assert [decision.text.quote(each.span) for each in found] == [wrong]


GRADES = "一、短片类\n（一）一等奖（1件）\n{}（二）二等奖（2件）\n{}二、海报类\n（一）一等奖（1件）\n{}（二）二等奖（{}件）\n{}"
FIRST, SECOND = "1.湿地晨光 何立春\n", "1.老街新声 吴小梅\n2.河长日记 钱莉\n"
THIRD, FOURTH = "1.一滴水 孙平\n", "1.茶山 郑国强\n2.渡口 周文\n"
# what stands below each grade of each category, the number that the last declares, the body's words; what does not hold
GRADES_COUNTED: dict[str, tuple[str, str, str, int, str, str, list[tuple[str, str]]]] = {
    "all hold": (FIRST, SECOND, THIRD, 2, FOURTH, "一等奖2件、二等奖4件", []),
    "the first category lacks one": (FIRST, "1.老街新声 吴小梅\n", THIRD, 2, FOURTH, "一等奖2件、二等奖4件", [("短片", "2件")]),
    "the last category lacks one": (FIRST, SECOND, THIRD, 2, "1.茶山 郑国强\n", "一等奖2件、二等奖4件", [("海报", "2件")]),
    "one too few and one too many": (FIRST, "1.老街新声 吴小梅\n", THIRD, 1, FOURTH, "", [("短片", "2件"), ("海报", "1件")]),
    "the body counts otherwise": (FIRST, SECOND, THIRD, 2, FOURTH, "一等奖2件、二等奖5件", [("正文", "5件")]),
    "the body counts each category": (FIRST, SECOND, THIRD, 2, FOURTH, "短片类一等奖1件、二等奖2件，海报类一等奖1件、二等奖2件", []),
}  # fmt: skip


@pytest.mark.parametrize("name", GRADES_COUNTED)
def test_each_count_is_compared_with_what_stands_right_below_it(name: str) -> None:
    """The grade of one category with its rows, and the sum over all categories with the number in the body."""
    first, second, third, number, fourth, body, wrong = GRADES_COUNTED[name]
    head = f"绿屏市总工会关于公布评选结果的通报\n\n经评审，共评出{body or '一批作品'}。现予以通报表扬。\n\n附件\n\n获奖名单\n\n"
    text = head + GRADES.format(first, second, third, number, fourth)
    decision = parser.parse(text_of(text + "\n绿屏市总工会办公室　　2021年4月9日印发\n"))
    codes = {"declared-count-mismatch", "body-annex-mismatch", "annex-incomplete"}
    found = [f for f in decision.findings if f.code in codes]
    parts = [text.index(part) for part in ("经评审", "一、短片类", "二、海报类")]
    where = [("正文", "短片", "海报")[bisect(parts, f.span.begin) - 1] for f in found]
    assert [*zip(where, (decision.text.quote(f.span) for f in found), strict=True)] == wrong


def test_a_whole_grade_at_the_end_is_not_cut_off() -> None:
    """What is lacking is lacking further up, and the heading there says so."""
    listed = GRADES.format(FIRST, "1.老街新声 吴小梅\n", THIRD, 2, FOURTH)
    decision = read("获奖名单", listed)
    assert "annex-incomplete" not in {f.code for f in decision.findings}
    cut = read("获奖名单", GRADES.format(FIRST, SECOND, THIRD, 2, "1.茶山 郑国强\n"))
    assert "annex-incomplete" in {f.code for f in cut.findings}


# places and others that winners are grouped by beside them
BESIDE = [
    "驻绿部队",
    "市直单位",
    "中省直单位",
    "市直机关",
    "驻绿单位",
    "驻绿官兵",
    "驻绿武警部队",
    "省属驻市单位",
    "中央和省驻绿单位",
    "市属企业",
    "其他单位",
]
# how a list prints two groups
GROUPS = {
    "before a colon": "{}：何立春　吴 梅\n{}：武　刚　常胜利",
    "with 、": "{}：何立春、吴梅\n{}：武刚、常胜利",
    "above": "{}\n何立春　吴 梅\n{}\n武　刚　常胜利",
    "above each": "{}\n何立春\n吴 梅\n{}\n武　刚\n常胜利",
    "counted": "{}（2名）\n何立春　吴 梅\n{}（2名）\n武　刚　常胜利",
    "numbered": "（一）{}\n何立春　吴 梅\n（二）{}\n武　刚　常胜利",
}


@pytest.mark.parametrize("form", GROUPS)
@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("is_first", [False, True])
def test_what_stands_beside_places_is_a_category_as_they_are(is_first: bool, beside: str, form: str) -> None:
    """Troops and bodies of a higher level are one group more, and the names of their winners are whole."""
    labels = (beside, "柳溪县") if is_first else ("柳溪县", beside)
    decision = read("表彰名单", f"一、先进个人（4名）\n{GROUPS[form].format(*labels)}")
    (tier,) = decision.tiers
    assert [category.name and category.name.value for category in tier.categories] == list(labels)
    winners = [[each.name.value for case in c.cases for each in case.recipients] for c in tier.categories]
    assert winners == [["何立春", "吴梅"], ["武刚", "常胜利"]]


@pytest.mark.parametrize(
    "form", [form for name, form in GROUPS.items() if name not in {"counted", "numbered"}]
)
def test_names_below_groups_are_persons_where_all_are(form: str) -> None:
    """Also where neither heading nor title says whom the list honours."""
    decision = read("表彰名单", form.format("柳溪县", "驻绿部队"))
    cases = [case for tier in decision.tiers for case in tier.cases()]
    assert [each.name.value for case in cases for each in case.recipients] == [
        "何立春",
        "吴梅",
        "武刚",
        "常胜利",
    ]
    assert {each.kind for case in cases for each in case.recipients} == {"person"}
    assert "uncertain-recipient" not in {finding.code for finding in decision.findings}


# the title of a list, the list, what is read of it: districts, leagues, schools, courts, hospitals, federations
LISTS = {
    "towns by county below counties": (
        "先进单位和先进个人名单",
        "一、先进县（市、区）（2个）\n鹤川区　　东桥县\n二、先进乡镇（街道）（3个）\n鹤川区：柳湾镇、河口街道\n东桥县：白杨镇\n三、先进个人（2名）\n鹤川区：何立春（鹤川区水利局局长）\n东桥县：吴小梅（白杨镇干部）",
        [
            *("一 先进县（市、区）  (declares 2 个)", "鹤川区", "东桥县", "二 先进乡镇（街道）  (declares 3 个)", "鹤川区", "柳湾镇", "河口街道"),
            *("东桥县", "白杨镇", "三 先进个人  (declares 2 名)", "鹤川区", "何立春（鹤川区水利局，局长）", "东桥县", "吴小梅（白杨镇，干部）"),
        ],
    ),
    "schools that count their pupils": (
        "2020年“三好学生”名单",
        "绿屏市第一中学（3人）\n何立春　吴小梅　钱莉\n柳溪中学（2人）\n孙平　郑国强",
        [
            *("2020年“三好学生”", "何立春（绿屏市第一中学）", "吴小梅（绿屏市第一中学）", "钱莉（绿屏市第一中学）"),
            *("孙平（柳溪中学）", "郑国强（柳溪中学）"),
        ],
    ),
    "schools below groups": (
        "优秀教师名单",
        "一、小学组（2人）\n绿屏小学：何立春\n柳溪小学：吴小梅\n二、中学组（1人）\n柳溪中学：钱莉",
        ["优秀教师", "一 小学组", "何立春（绿屏小学）", "吴小梅（柳溪小学）", "二 中学组", "钱莉（柳溪中学）"],
    ),
    "hospitals below kinds": (
        "优秀护士名单",
        "一、市直医疗机构\n绿屏市人民医院：何立春、吴小梅\n绿屏市中医院：钱莉\n二、县区医疗机构\n鹤川区：孙平（鹤川区人民医院）",
        [
            *("优秀护士", "一 市直医疗机构", "何立春（绿屏市人民医院）", "吴小梅（绿屏市人民医院）", "钱莉（绿屏市中医院）"),
            *("二 县区医疗机构", "孙平（鹤川区人民医院，鹤川区）"),
        ],
    ),
    "districts on lines above honours": (
        "先进名单",
        "鹤川区\n一、先进集体（1个）\n鹤川区水务局\n二、先进个人（1名）\n何立春　鹤川区水务局科长\n东桥县\n一、先进集体（1个）\n东桥县水利局\n二、先进个人（1名）\n吴小梅　白杨镇水利站站长",
        [
            *("一 先进集体  (declares 2 个)", "鹤川区", "鹤川区水务局", "东桥县", "东桥县水利局"),
            *("二 先进个人  (declares 2 名)", "鹤川区", "何立春（鹤川区水务局，科长）", "东桥县", "吴小梅（白杨镇水利站，站长）"),
        ],
    ),
    "groups known by what they count": (
        "先进基层党组织名单",
        "机关党工委系统（2个）\n绿屏市财政局机关党委\n绿屏市水利局机关党委\n教育系统（1个）\n绿屏小学党支部",
        [
            *("先进基层党组织", "机关党工委系统", "绿屏市财政局机关党委", "绿屏市水利局机关党委"),
            *("教育系统", "绿屏小学党支部"),
        ],
    ),
    "persons before their units": (
        "技能大赛获奖名单",
        "（一）焊工\n一等奖：何立春（绿屏机床厂）\n二等奖：吴小梅（绿屏酒厂）、钱莉（绿屏水泥厂）\n（二）电工\n一等奖：孙平（绿屏公交公司）",
        [
            *("一等奖", "（一） 焊工", "何立春（绿屏机床厂）", "（二） 电工", "孙平（绿屏公交公司）"),
            *("二等奖", "（一） 焊工", "吴小梅（绿屏酒厂）", "钱莉（绿屏水泥厂）"),
        ],
    ),
    "levels of what the annex lists": (
        "职工书屋名单",
        "一、全国级（1家）\n绿屏酒厂职工书屋\n二、省级（2家）\n鹤川区\n绿屏机床厂职工书屋\n东桥县\n柳溪农场职工书屋",
        [
            *("职工书屋", "一 全国级", "绿屏酒厂职工书屋", "二 省级", "绿屏机床厂职工书屋（鹤川区）"),
            "柳溪农场职工书屋（东桥县）",
        ],
    ),
    "courts and their parts": (
        "全市法院先进名单",
        "一、先进集体（2个）\n（一）基层法院（1个）\n鹤川区人民法院\n（二）内设机构（1个）\n鹤川区人民法院立案庭\n二、先进个人（1名）\n（一）基层法院（1名）\n何立春　鹤川区人民法院法官",
        [
            *("一 先进集体  (declares 2 个)", "（一） 基层法院", "鹤川区人民法院", "（二） 内设机构", "鹤川区人民法院立案庭"),
            *("二 先进个人  (declares 1 名)", "（一） 基层法院", "何立春（鹤川区人民法院，法官）"),
        ],
    ),
    "sections with numbers in the column of numbers": (
        "先进单位名单",
        "| 序号 | 单位 | 备注 |\n| 一 | 市直单位（2个） | |\n| 1 | 绿屏市财政局 | |\n| 2 | 绿屏市水利局 | |\n| 二 | 县区单位（1个） | |\n| 3 | 东桥县水利局 | |",
        ["先进单位", "市直单位", "1 绿屏市财政局", "2 绿屏市水利局", "县区单位", "3 东桥县水利局"],
    ),
    "marks before places": (
        "先进单位名单",
        "◆ 鹤川区\n绿屏酒厂\n绿屏机床厂\n◆ 东桥县\n柳溪农场",
        ["先进单位", "鹤川区", "绿屏酒厂", "绿屏机床厂", "东桥县", "柳溪农场"],
    ),
    "marks around places that count, above numbers": (
        "先进单位名单",
        "【鹤川区（2个）】\n1.绿屏酒厂\n2.绿屏机床厂\n【东桥县（1个）】\n1.柳溪农场",
        ["先进单位", "鹤川区", "1 绿屏酒厂", "2 绿屏机床厂", "东桥县", "1 柳溪农场"],
    ),
    "merged trades before places in a contest": (
        "技术能手名单",
        "| 工种 | 名次 | 姓名 | 单位 |\n| 焊工 | 第一名 | 何立春 | 绿屏机床厂 |\n| | 第二名 | 吴小梅 | 绿屏酒厂 |\n| 电工 | 第一名 | 孙平 | 绿屏公交公司 |",
        ["技术能手", "焊工", "第一名 何立春（绿屏机床厂）", "第二名 吴小梅（绿屏酒厂）", "电工", "第一名 孙平（绿屏公交公司）"],
    ),
    "units of unions before a colon": (
        "先进集体名单",
        "鹤川区总工会：鹤川酒厂工会、鹤川水厂工会\n市直机关工会工委：绿屏市财政局工会",
        ["先进集体", "鹤川区总工会", "鹤川酒厂工会", "鹤川水厂工会", "市直机关工会工委", "绿屏市财政局工会"],
    ),
    "leagues that count their branches": (
        "五四红旗团支部名单",
        "鹤川区团委（2个）\n鹤川一中高一（1）班团支部\n鹤川酒厂团支部\n东桥县团委（1个）\n东桥农场团支部",
        ["五四红旗团支部", "鹤川区团委", "鹤川一中高一（1）班团支部", "鹤川酒厂团支部", "东桥县团委", "东桥农场团支部"],
    ),
    "papers below places": (
        "优秀论文名单",
        "一等奖（2篇）\n鹤川区\n1.《论职工之家》　何立春　鹤川区总工会\n东桥县\n2.《论劳动竞赛》　吴小梅　东桥县总工会",
        ["一等奖  (declares 2 篇)", "鹤川区", "1 《论职工之家》 — 何立春（鹤川区总工会）", "东桥县", "2 《论劳动竞赛》 — 吴小梅（东桥县总工会）"],
    ),
    "two tables side by side, with merged places": (
        "先进单位名单",
        "| 县区 | 单位 | 县区 | 单位 |\n| 鹤川区 | 绿屏酒厂 | 东桥县 | 柳溪农场 |\n| | 绿屏机床厂 | 柳溪市 | 柳溪酒厂 |",
        ["先进单位", "鹤川区", "绿屏酒厂", "绿屏机床厂", "东桥县", "柳溪农场", "柳溪市", "柳溪酒厂"],
    ),
    "places below numbers in brackets": (
        "先进工会名单",
        "一、红旗单位（3个）\n1.鹤川区\n（1）鹤川酒厂工会\n（2）鹤川水厂工会\n2.东桥县\n（1）东桥农场工会\n二、先进工会（1个）\n1.鹤川区\n（1）河口街道工会",
        [
            *("一 红旗单位  (declares 3 个)", "1 鹤川区", "（1） 鹤川酒厂工会", "（2） 鹤川水厂工会", "2 东桥县", "（1） 东桥农场工会"),
            *("二 先进工会  (declares 1 个)", "1 鹤川区", "（1） 河口街道工会"),
        ],
    ),
    "merged grades and kinds": (
        "劳动竞赛获奖名单",
        "| 奖项 | 类别 | 获奖单位 |\n| 一等奖 | 企业类 | 绿屏酒厂 |\n| | 机关类 | 绿屏市财政局 |\n| 二等奖 | 企业类 | 绿屏机床厂 |\n| | | 绿屏水泥厂 |",
        ["一等奖", "企业类", "绿屏酒厂", "机关类", "绿屏市财政局", "二等奖", "企业类", "绿屏机床厂", "绿屏水泥厂"],
    ),
    "honours of places by their full names, above towns and villages": (
        "先进名单",
        "一、绿屏市文明乡镇（5个）\n文明乡（2个）：鹤川区柳湾乡、东桥县白杨乡\n文明镇（3个）：鹤川区石塘镇、东桥县河口镇、东桥县长埠镇\n二、绿屏市卫生社区（2个）\n鹤川区（1个）\n鹤川区花园社区\n东桥县（1个）\n东桥县城南社区",
        [
            *("一 绿屏市文明乡镇  (declares 5 个)", "文明乡", "鹤川区柳湾乡", "东桥县白杨乡", "文明镇", "鹤川区石塘镇", "东桥县河口镇", "东桥县长埠镇"),
            *("二 绿屏市卫生社区  (declares 2 个)", "鹤川区", "鹤川区花园社区", "东桥县", "东桥县城南社区"),
        ],
    ),
    "a town that is called as if it were praised": (
        "示范村名单",
        "一、东桥县平安镇（2个）\n白杨村\n红星村\n二、东桥县石塘镇（1个）\n上塘村",
        ["示范村", "一 东桥县平安镇", "白杨村", "红星村", "二 东桥县石塘镇", "上塘村"],
    ),
    "families behind places, and schools in two columns": (
        "先进名单",
        "一、绿屏市文明家庭（5户）\n鹤川区：何立春家庭　吴小梅家庭\n东桥县：麦莉家庭　孙平家庭\n市直机关：郑国强家庭\n二、绿屏市文明校园（4所）\n绿屏小学　　　柳溪中学\n鹤川区第二小学　　　绿屏幼儿园",
        [
            *("一 绿屏市文明家庭  (declares 5 户)", "鹤川区", "何立春家庭", "吴小梅家庭", "东桥县", "麦莉家庭", "孙平家庭", "市直机关", "郑国强家庭"),
            *("二 绿屏市文明校园  (declares 4 所)", "绿屏小学", "柳溪中学", "鹤川区第二小学", "绿屏幼儿园"),
        ],
    ),
    "families below places that count them": (
        "最美家庭名单",
        "鹤川区（3户）\n何立春家庭　　吴小梅家庭　　周敏家庭\n东桥县（2户）\n钱莉、孙平家庭　　郑国强家庭",
        ["最美家庭", "鹤川区", "何立春家庭", "吴小梅家庭", "周敏家庭", "东桥县", "钱莉、孙平家庭", "郑国强家庭"],
    ),
    "families before where they live": (
        "先进名单",
        "一、文明家庭（2户）\n1.何立春家庭　鹤川区石塘镇青石村\n2.钱莉家庭　绿屏酒厂\n二、文明单位（1个）\n1.绿屏酒厂",
        [
            *("一 文明家庭  (declares 2 户)", "1 何立春家庭（鹤川区石塘镇青石村）", "2 钱莉家庭（绿屏酒厂）"),
            *("二 文明单位  (declares 1 个)", "1 绿屏酒厂"),
        ],
    ),
    "one honour that counts what its kinds do together": (
        "先进名单",
        "一、文明村镇（4个）\n文明镇（1个）\n鹤川区石塘镇\n文明村（3个）\n鹤川区石塘镇青石村　　东桥县河口镇白杨村\n东桥县河口镇红星村\n二、文明机关（1个）\n绿屏市水利局",
        [
            *("一 文明村镇  (declares 4 个)", "文明镇", "鹤川区石塘镇", "文明村", "鹤川区石塘镇青石村", "东桥县河口镇白杨村", "东桥县河口镇红星村"),
            *("二 文明机关  (declares 1 个)", "绿屏市水利局"),
        ],
    ),
    "two honours below a heading that names both": (
        "表彰名单",
        "一、先进集体和先进个人（3个）\n先进集体（2个）\n绿屏酒厂\n绿屏机床厂\n先进个人（1名）\n何立春　绿屏水泥厂工人\n二、文明机关（1个）\n绿屏市水利局",
        [
            *("先进集体  (declares 2 个)", "一 先进集体和先进个人", "绿屏酒厂", "绿屏机床厂"),
            *("先进个人  (declares 1 名)", "一 先进集体和先进个人", "何立春（绿屏水泥厂，工人）", "二 文明机关  (declares 1 个)", "绿屏市水利局"),
        ],
    ),
    "families with their places in brackets": (
        "最美家庭名单",
        "何立春家庭（鹤川区石塘镇青石村）\n钱莉、孙平家庭（绿屏酒厂）\n郑国强家庭（市直机关）",
        ["最美家庭", "何立春家庭（鹤川区石塘镇青石村）", "钱莉、孙平家庭（绿屏酒厂）", "郑国强家庭（市直机关）"],
    ),
    "one grade in each numbered group": (
        "征文比赛获奖名单",
        "一、成人组\n一等奖\n何立春《渡口》\n吴小梅《桥》\n二、少儿组\n二等奖\n周敏《灯》\n三、老年组\n三等奖\n钱莉《山路》",
        [
            *("一等奖", "一 成人组", "《渡口》 — 何立春", "《桥》 — 吴小梅"),
            *("二等奖", "二 少儿组", "《灯》 — 周敏"),
            *("三等奖", "三 老年组", "《山路》 — 钱莉"),
        ],
    ),
    "one grade in each group without a number": (
        "朗诵比赛获奖名单",
        "成人组\n一等奖\n何立春　绿屏酒厂\n吴小梅　绿屏小学\n少儿组\n二等奖\n周敏　绿屏小学",
        [
            *("一等奖", "成人组", "何立春（绿屏酒厂）", "吴小梅（绿屏小学）"),
            *("二等奖", "少儿组", "周敏（绿屏小学）"),
        ],
    ),
    "one grade in the last group, inline": (
        "朗诵比赛获奖名单",
        "（一）成人组\n一等奖：何立春、吴小梅\n二等奖：郑国强\n（二）少儿组\n优秀奖：周敏、钱莉",
        [
            *("一等奖", "（一） 成人组", "何立春", "吴小梅"),
            *("二等奖", "（一） 成人组", "郑国强"),
            *("优秀奖", "（二） 少儿组", "周敏", "钱莉"),
        ],
    ),
    "one grade below each honour": (
        "竞赛获奖名单",
        "一、先进集体\n一等奖\n绿屏酒厂\n二、先进个人\n二等奖\n何立春　绿屏酒厂",
        ["一 先进集体一等奖", "绿屏酒厂", "二 先进个人二等奖", "何立春（绿屏酒厂）"],
    ),
    "teams that end as groups do, above the next grade": (
        "应急竞赛获奖名单",
        "一等奖\n绿屏酒厂抢险一组\n绿屏酒厂抢险二组\n二等奖\n绿屏酒厂抢险三组",
        ["一等奖", "绿屏酒厂抢险一组", "绿屏酒厂抢险二组", "二等奖", "绿屏酒厂抢险三组"],
    ),
    "groups in groups, with their grades": (
        "艺术节获奖名单",
        "一、征文类\n（一）小学组（2篇）\n一等奖\n何立春《渡口》\n二等奖\n吴小梅《桥》\n（二）初中组（1篇）\n一等奖\n周敏《灯》\n"
        "二、演讲类\n一等奖\n钱莉《山路》",
        [
            *("一等奖", "一 征文类", "《渡口》 — 何立春（小学组）", "《灯》 — 周敏（初中组）", "二 演讲类", "《山路》 — 钱莉"),
            *("二等奖", "一 征文类", "《桥》 — 吴小梅（小学组）"),
        ],
    ),
    "one heading above all groups": (
        "艺术节获奖名单",
        "一、征文获奖名单\n（一）小学组\n一等奖\n何立春《渡口》\n二等奖\n吴小梅《桥》\n（二）初中组\n一等奖\n周敏《灯》\n二、优秀组织奖\n绿屏小学",
        [
            *("一等奖", "（一） 小学组", "《渡口》 — 何立春", "（二） 初中组", "《灯》 — 周敏"),
            *("二等奖", "（一） 小学组", "《桥》 — 吴小梅"),
            *("二 优秀组织奖", "绿屏小学"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("title", "listed", "expected"), LISTS.values(), ids=LISTS.keys())
def test_a_list_is_read_as_it_is_grouped(title: str, listed: str, expected: list[str]) -> None:
    """Each as some kind of body prints it; what was expected was written before it was read."""
    assert outlined(listed, title) == expected
    codes = {finding.code for finding in read(title, listed).findings}
    assert not codes & {"unread-line", "uncertain-recipient", "declared-count-mismatch", "annex-incomplete"}


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("石桥镇、柳林镇、县公安局、县信访局", ["石桥镇", "柳林镇", "县公安局", "县信访局"]),
        ("县公安局、石桥镇", ["县公安局", "石桥镇"]),
        ("石桥镇、县公安局、县信访局", ["石桥镇", "县公安局", "县信访局"]),
    ],
)
def test_towns_beside_bodies_are_no_persons(listed: str, expected: list[str]) -> None:
    """石桥镇 looks like a person's name; with bodies behind 、 it is one of those honoured."""
    (tier,) = read("先进集体名单", f"一、先进集体\n{listed}").tiers
    assert [each.name.value for case in tier.cases() for each in case.recipients] == expected
    assert {each.kind for case in tier.cases() for each in case.recipients} == {"organization"}
