"""Tables of winners: columns that name a kind or a place, merged cells and merged rows, rows with cells left empty.

All bodies and names are invented.
"""

from __future__ import annotations

import pytest

import test_halves as halves
from test_lists import outlined, read
from uniongraph import records

# a table; what is read of it
GROUPED = {
    "a kind": (
        "序号\t类别\t单位名称\n1\t企业\t绿屏酒厂\n2\t企业\t绿屏机床厂\n3\t机关\t绿屏市财政局",
        ["企业", "1 绿屏酒厂", "2 绿屏机床厂", "机关", "3 绿屏市财政局"],
    ),
    "a kind that counts": (
        "类别\t单位名称\n企业（2个）\t绿屏酒厂\n\t绿屏机床厂\n机关（1个）\t绿屏市财政局",
        ["企业", "绿屏酒厂", "绿屏机床厂", "机关", "绿屏市财政局"],
    ),
    "merged cells at the left": (
        "区县\t单位\n鹤川区\t绿屏酒厂\n\t绿屏机床厂\n\t鹤川水厂\n东桥县\t柳溪农场\n\t柳溪酒厂",
        ["鹤川区", "绿屏酒厂", "绿屏机床厂", "鹤川水厂", "东桥县", "柳溪农场", "柳溪酒厂"],
    ),
    "a kind and a place, both merged": (
        "| 类别 | 县区 | 单位名称 |\n| 企业 | 鹤川区 | 绿屏酒厂 |\n|  |  | 绿屏机床厂 |\n|  | 东桥县 | 东桥酒厂 |\n| 机关 | 东桥县 | 东桥县财政局 |",
        [
            *("企业", "绿屏酒厂（县区鹤川区）", "绿屏机床厂（县区鹤川区）", "东桥酒厂（县区东桥县）"),
            *("机关", "东桥县财政局（县区东桥县）"),
        ],
    ),
    "places between rows": (
        "序号\t单位名称\t备注\n鹤川区（2个）\n1\t绿屏酒厂\t新增\n2\t绿屏机床厂\t\n市直单位（1个）\n3\t绿屏市财政局\t",
        ["鹤川区", "1 绿屏酒厂（新增）", "2 绿屏机床厂", "市直单位", "3 绿屏市财政局"],
    ),
    "kinds in merged rows": (
        "| 序号 | 单位名称 | 备注 |\n| 一、企业（2个） | | |\n| 1 | 绿屏酒厂 | |\n| 2 | 绿屏机床厂 | |\n| 二、机关（1个） | | |\n| 3 | 绿屏市财政局 | |",
        ["一 企业", "1 绿屏酒厂", "2 绿屏机床厂", "二 机关", "3 绿屏市财政局"],
    ),
    "a place above a column of kinds": (
        "| 序号 | 类别 | 单位名称 |\n| 鹤川区 | | |\n| 1 | 企业 | 绿屏酒厂 |\n| 2 | 机关 | 绿屏市财政局 |",
        ["鹤川区", "1 绿屏酒厂（类别企业）", "2 绿屏市财政局（类别机关）"],
    ),
    "winners without a remark": (
        "| 单位 | 备注 |\n| 绿屏酒厂 | 新增 |\n| 绿屏机床厂 | |\n| 东桥酒厂 | |",
        ["绿屏酒厂（新增）", "绿屏机床厂", "东桥酒厂"],
    ),
    "places that win without a remark": (
        "| 单位 | 备注 |\n| 鹤川区 | 新增 |\n| 柳溪县 | |\n| 东桥县 | |",
        ["鹤川区（新增）", "柳溪县", "东桥县"],
    ),
    "merged units of persons": (
        "单位\t姓名\n绿屏小学\t何立春\n\t吴小梅\n柳溪中学\t钱莉\n\t孙平",
        ["何立春（绿屏小学）", "吴小梅（绿屏小学）", "钱莉（柳溪中学）", "孙平（柳溪中学）"],
    ),
    "villages of towns of counties": (
        "序号\t县（市、区）\t乡镇\t村\n1\t鹤川区\t柳湾镇\t青石村\n2\t东桥县\t白杨镇\t红星村",
        ["鹤川区", "1 青石村（乡镇柳湾镇）", "东桥县", "2 红星村（乡镇白杨镇）"],
    ),
    "towns that win": (
        "序号\t县区\t乡镇\n1\t鹤川区\t柳湾镇\n2\t东桥县\t白杨镇",
        ["鹤川区", "1 柳湾镇", "东桥县", "2 白杨镇"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), GROUPED.values(), ids=GROUPED.keys())
def test_no_cell_is_lost(table: str, expected: list[str]) -> None:
    """What a column or a merged row groups winners by is a category, within another group a note; empty cells cost nobody."""
    assert outlined(table, "先进单位名单")[1:] == expected
    codes = {finding.code for finding in read("先进单位名单", table).findings}
    assert not codes & {"unread-line", "uncertain-recipient", "declared-count-mismatch", "annex-incomplete"}


HEADS = [
    *("类别", "类型", "组别", "奖项类别", "单位类别", "所属地区", "地市", "行业", "所属行业", "系统", "所属系统"),
    *("界别", "所属界别", "战线", "参赛组别", "专业类别", "所属领域", "旗县"),
]  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("form", ["序号\t{}\t姓名\t单位\n1\t甲\t何立春\t绿屏小学\n2\t乙\t吴小梅\t柳溪中学", "姓名\t单位\t{}\n何立春\t绿屏小学\t甲\n吴小梅\t柳溪中学\t乙"])  # fmt: skip
def test_a_column_of_kinds_gives_categories(form: str, head: str) -> None:
    """By the words of its head, wherever it stands."""
    (tier,) = read("优秀教师名单", form.format(head)).tiers
    assert [category.name and category.name.value for category in tier.categories] == ["甲", "乙"]


# a table; the number that is not that of its winners
MISCOUNTED = [
    ("类别\t单位名称\n企业（3个）\t绿屏酒厂\n\t绿屏机床厂\n机关（1个）\t绿屏市财政局", "3个"),
    ("序号\t单位名称\n鹤川区（2个）\n1\t绿屏酒厂\n2\t绿屏机床厂\n东桥县（2个）\n3\t东桥县财政局", "2个"),
]


@pytest.mark.parametrize(("table", "wrong"), MISCOUNTED)
def test_what_a_group_of_a_table_counts_is_compared(table: str, wrong: str) -> None:
    """The number is no part of the group's name, and one that is not that of its rows is pointed out."""
    decision = read("先进单位名单", table)
    found = [f for f in decision.findings if f.code == "declared-count-mismatch"]
    assert [decision.text.quote(each.span) for each in found] == [wrong]


# a list; what its categories declare; the numbers that are not those of what stands below
DECLARED = {
    "headings": (
        "一、先进集体（4个）\n（一）乡镇（2个）\n1. 柳溪镇\n2. 白杨镇\n（二）县区（3个）\n1. 鹤川区\n2. 东桥县",
        [("乡镇", 2, "个"), ("县区", 3, "个")],
        ["3个"],
    ),
    "places on lines of their own": (
        "一、先进集体\n鹤川区（2家）\n绿屏酒厂\n绿屏机床厂\n东桥县（1家）\n东桥酒厂",
        [("鹤川区", 2, "家"), ("东桥县", 1, "家")],
        [],
    ),
    "places before a colon": (
        "一、先进集体\n鹤川区（2个）：绿屏酒厂、绿屏机床厂\n东桥县（3个）：东桥酒厂、柳溪酒厂",
        [("鹤川区", 2, "个"), ("东桥县", 3, "个")],
        ["3个"],
    ),
    "merged rows": (
        "| 序号 | 单位 |\n| 一、企业（2个） | |\n| 1 | 绿屏酒厂 |\n| 2 | 绿屏机床厂 |\n| 二、机关 | |\n| 3 | 绿屏市财政局 |",
        [("企业", 2, "个"), ("机关", None, None)],
        [],
    ),
    "merged rows above a column of grades": (
        "| 序号 | 单位 | 奖项 |\n| 一、企业（2个） | | |\n| 1 | 绿屏酒厂 | 一等奖 |\n| 2 | 绿屏机床厂 | 二等奖 |\n| 二、机关（2个） | | |\n| 3 | 绿屏市财政局 | 一等奖 |",
        [("企业", None, None), ("机关", 2, "个"), ("企业", None, None)],
        ["2个"],
    ),
    "kinds above grades": (
        "一、乡镇（2个）\n一等奖（1个）\n柳溪镇\n二等奖（1个）\n白杨镇\n二、县区（1个）\n一等奖（1个）\n鹤川区",
        [("乡镇", None, None), ("县区", None, None), ("乡镇", None, None)],
        [],
    ),
}


@pytest.mark.parametrize(("listed", "expected", "wrong"), DECLARED.values(), ids=DECLARED.keys())
def test_what_a_category_declares_is_told_and_compared(
    listed: str, expected: list[tuple[str, int | None, str | None]], wrong: list[str]
) -> None:
    """A number that counts the winners of several grades is no single grade's, and compared with all of them."""
    decision = read("先进单位名单", listed)
    categories = [each for tier in records.decision_record(decision)["tiers"] for each in tier["categories"]]
    assert [(each["name"], each["declared_count"], each["declared_unit"]) for each in categories] == expected
    found = [f for f in decision.findings if f.code == "declared-count-mismatch"]
    assert [decision.text.quote(each.span) for each in found] == wrong


def test_a_merged_row_without_rows_below_is_not_passed_over() -> None:
    """What heads nothing is a finding."""
    decision = read(
        "先进单位名单", "| 序号 | 单位 |\n| 1 | 绿屏酒厂 |\n| 2 | 绿屏机床厂 |\n| 其余另行公布 |  |"
    )
    unread = [decision.text.quote(f.span) for f in decision.findings if f.code == "unread-line"]
    assert unread == ["| 其余另行公布 |  |"]


def test_an_empty_cell_of_a_winner_is_doubted() -> None:
    """A numbered work whose winner's cell is empty may share that of the work above, or have lost its own."""
    table = (
        "序号\t项目名称\t获奖单位\n1\t节水灌溉装置\t绿屏酒厂\n2\t快速换模台车\t\n3\t余热回收系统\t绿屏机床厂"
    )
    decision = read("优秀成果名单", table)
    (doubt,) = (each for each in decision.findings if each.code == "uncertain-reading")
    assert decision.text.quote(doubt.span) == "快速换模台车"
    cases = [case for tier in decision.tiers for case in tier.cases()]
    sure = [each.name.confidence for case in cases for each in case.recipients]
    assert sure[1] < sure[0] == sure[2]


# the numbers of the rows of a table; what is said of those that do not go on
NUMBERS = [
    ("1 2 4", ["the number 4 follows 2; 3 was expected"]),
    ("4 5 6", []),
    ("1 2 3 1 2", []),
    ("1 1 3", []),
    ("1 2 2 3", []),
    ("1 2 8 4 5 6", ["the number 8 follows 2; 3 was expected", "the number 4 follows 8; 9 was expected"]),
    ("7 2 31 15", []),
]
NAMES = ("绿屏酒厂", "绿屏机床厂", "绿屏水厂", "绿屏煤矿", "绿屏农场", "绿屏船厂")


@pytest.mark.parametrize(("numbers", "expected"), NUMBERS)
@pytest.mark.parametrize("form", ["{}\t{}\t", "| {} | {} | 新增 |"])
def test_a_number_that_does_not_go_on_is_pointed_out(form: str, numbers: str, expected: list[str]) -> None:
    """As in a list; where most do not, they count nothing: two of one rank, a second table, numbers of a register."""
    rows = map(form.format, numbers.split(), NAMES)
    decision = read(
        "先进单位名单", "\n".join([form.format("序号", "单位名称").replace("新增", "备注"), *rows])
    )
    found = [each for each in decision.findings if each.code == "ordinal-gap"]
    assert [each.message for each in found] == expected
    cases = [case for tier in decision.tiers for case in tier.cases()]
    assert [case.ordinal and case.ordinal.value for case in cases] == numbers.split()
    doubted = {case.ordinal.spans[0] for case in cases if case.ordinal and case.ordinal.confidence < 0.9}
    assert doubted == {each.span for each in found}


def test_numbers_of_rows_set_side_by_side_go_on_along_or_below() -> None:
    """1 and 2 stand in one row, or 2 stands below 1."""
    for first, second in (("1 3", "2 4"), ("1 2", "3 4")):
        left, right = (list(zip(numbers.split(), NAMES, strict=False)) for numbers in (first, second))
        rows = (f"| {a} | {b} | {c} | {d}工会 |" for (a, b), (c, d) in zip(left, right, strict=True))
        table = "\n".join(["| 序号 | 单位名称 | 序号 | 单位名称 |", *rows])
        assert "ordinal-gap" not in {each.code for each in read("先进单位名单", table).findings}


# the title of a list; a table with a row that names no winner; what is read of it; that row
WORKS = "| 序号 | 作品名称 | 作者 | 单位 |\n"
LACKING = {
    "a work, the first": (
        ("优秀案例名单", "| 序号 | 案例名称 | 单位 |\n| 1 | 茶园里的书屋 | |\n| 2 | 渡口的灯 | 绿屏酒厂 |\n| 3 | 河边的树 | 绿屏水厂 |"),
        ["1 茶园里的书屋 —", "2 渡口的灯 — 绿屏酒厂", "3 河边的树 — 绿屏水厂"],
        "茶园里的书屋",
    ),
    "a work of persons": (
        ("优秀作品名单", WORKS + "| 1 | 茶园里的书屋 | 何立春 | 绿屏酒厂 |\n| 2 | 渡口的灯 | | |\n| 3 | 河边的树 | 吴小梅 | 绿屏水厂 |"),
        ["1 茶园里的书屋 — 何立春（绿屏酒厂）", "2 渡口的灯 —", "3 河边的树 — 吴小梅（绿屏水厂）"],
        "渡口的灯",
    ),
    "a work of persons without units": (
        ("优秀作品名单", "序号\t作品名称\t作者\n1\t茶园里的书屋\t何立春\n2\t渡口的灯\t\n3\t河边的树\t吴小梅"),
        ["1 茶园里的书屋 — 何立春", "2 渡口的灯 —", "3 河边的树 — 吴小梅"],
        "渡口的灯",
    ),
    "a number alone": (
        ("先进单位名单", "| 序号 | 单位名称 | 备注 |\n| 1 | 绿屏酒厂 | 新增 |\n| 2 | | |\n| 3 | 绿屏水厂 | |"),
        ["1 绿屏酒厂（新增）", "3 绿屏水厂"],
        "2",
    ),
    "a number alone, the first": (
        ("先进单位名单", "| 序号 | 单位名称 | 备注 |\n| 1 | | |\n| 2 | 绿屏酒厂 | 新增 |\n| 3 | 绿屏水厂 | |"),
        ["2 绿屏酒厂（新增）", "3 绿屏水厂"],
        "1",
    ),
    "a number and a remark": (
        ("先进单位名单", "| 序号 | 单位名称 | 备注 |\n| 1 | 绿屏酒厂 | |\n| 2 | | 新增 |\n| 3 | 绿屏水厂 | |"),
        ["1 绿屏酒厂", "3 绿屏水厂"],
        "2",
    ),
    "a unit, of persons": (
        ("优秀教师名单", "序号\t姓名\t单位\n1\t何立春\t绿屏小学\n2\t\t柳溪中学\n3\t吴小梅\t柳溪中学"),
        ["1 何立春（绿屏小学）", "3 吴小梅（柳溪中学）"],
        "2",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("printed", "expected", "quote"), LACKING.values(), ids=LACKING.keys())
def test_a_row_that_names_no_winner_is_said(
    printed: tuple[str, str], expected: list[str], quote: str
) -> None:
    """It is no group of the rows below it, and has not the winner of the row above; a work stays without one."""
    title, table = printed
    assert outlined(table, title)[1:] == expected
    decision = read(title, table)
    (lacking,) = (each for each in decision.findings if each.code == "case-without-recipient")
    assert decision.text.quote(lacking.span) == quote
    assert not {"unread-line", "ordinal-gap"} & {each.code for each in decision.findings}


# a table with an empty cell that another spans, or that heads rows, or that lacks nobody
SPANNED = [
    ("优秀成果名单", "序号\t项目名称\t获奖单位\n1\t节水灌溉装置\t绿屏酒厂\n2\t快速换模台车\t\n3\t余热回收系统\t绿屏机床厂"),
    ("先进单位名单", "| 序号 | 单位 | 荣誉 |\n| 1 | 绿屏酒厂 | 先进单位 |\n| 2 | | 文明单位 |\n| 3 | 绿屏水厂 | 先进单位 |"),
    ("优秀作品名单", WORKS + "| 1 | 茶园里的书屋 | 何立春 | 绿屏酒厂 |\n| | | 孙平 | 绿屏水厂 |\n| 2 | 河边的树 | 吴小梅 | |"),
    ("先进单位名单", "| 序号 | 单位名称 | 备注 |\n| 一 | 企业（1个） | |\n| 1 | 绿屏酒厂 | |\n| 二 | 机关（1个） | |\n| 2 | 绿屏市财政局 | |"),
    ("优秀作品名单", WORKS + "| 1 | 茶园里的书屋 | | 绿屏酒厂 |\n| 2 | 河边的树 | 吴小梅 | 绿屏水厂 |"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "table"), SPANNED)
def test_a_row_whose_winner_another_cell_tells_lacks_none(title: str, table: str) -> None:
    """A merged unit, a merged title, the heading of a section, a body whose author is not named."""
    assert "case-without-recipient" not in {each.code for each in read(title, table).findings}


@pytest.mark.parametrize(
    ("head", "rows", "outline"),
    [
        (None, ["1.测速仪\t云岭煤矿\t王小明", "2.导诊仪\t柳溪县医院\t李大勇"], ["1 测速仪 — 王小明（云岭煤矿）", "2 导诊仪 — 李大勇（柳溪县医院）"]),
        ("项目\t单位", ["1.测速仪\t云岭煤矿", "2.导诊仪\t柳溪县医院"], ["1 测速仪 — 云岭煤矿", "2 导诊仪 — 柳溪县医院"]),
        ("单位\t项目", ["1．云岭煤矿\t测速仪", "2．柳溪县医院\t导诊仪"], ["1 测速仪 — 云岭煤矿", "2 导诊仪 — 柳溪县医院"]),
        (None, ["1、云岭煤矿\t王小明", "2、柳溪县医院\t李大勇"], ["1 王小明（云岭煤矿）", "2 李大勇（柳溪县医院）"]),
        (None, ["2024届云岭煤校\t王小明", "2025届柳溪县卫校\t李大勇"], ["王小明（2024届云岭煤校）", "李大勇（2025届柳溪县卫校）"]),
    ],
)  # fmt: skip
def test_numbers_before_the_first_cell_are_ordinals(
    head: str | None, rows: list[str], outline: list[str]
) -> None:
    """They go on from row to row, so they are no part of a title, a unit or a body; years are."""
    listed = "\n".join(filter(None, ["一等奖（2项）", head, *rows]))
    assert halves.outlined(halves.read(listed, "职工创新成果")) == outline


@pytest.mark.parametrize("mark", ["/", "—", "无", ""])
def test_a_mark_in_the_cell_of_a_partner_is_nobody(mark: str) -> None:
    """It says that there was none."""
    listed = f"一等奖（2项）\n序号\t工程名称\t承建单位\t参建单位\n1\t绿屏大桥\t绿屏路桥公司\t{mark}\n2\t绿屏隧道\t绿屏隧道公司\t柳溪基础公司"
    assert halves.outlined(halves.read(listed, "优质工程")) == [
        "1 绿屏大桥 — 绿屏路桥公司",
        "2 绿屏隧道 — 绿屏隧道公司；柳溪基础公司",
    ]


GROUP_HEAD = "组别\t作品\t单位\t作者\t辅导教师\n"
FULL = "儿童组\t渡口的灯\t绿屏小学\t何立春\t钱莉\n青年组\t河湾谣\t绿屏中学\t孙平\t郑国强\n"
FULL_READ = [
    "儿童组",
    "渡口的灯 — 何立春（绿屏小学，辅导教师钱莉）",
    "青年组",
    "河湾谣 — 孙平（绿屏中学，辅导教师郑国强）",
]

# rows of which one has fewer cells than its head, and what is read of them
SHORT = {
    "the last cell is empty, of a group that other rows name": (
        GROUP_HEAD + FULL + "青年组\t“听”见春天\t柳溪中学\t吴小梅",
        [*FULL_READ, "“听”见春天 — 吴小梅（柳溪中学）"],
    ),
    "the last cell is empty, of a group that no other row names": (
        GROUP_HEAD + FULL + "教师组\t听见春天\t柳溪中学\t吴小梅",
        [*FULL_READ, "教师组", "听见春天 — 吴小梅（柳溪中学）"],
    ),
    "the last two cells are empty": (
        "组别\t单位\t作者\t辅导教师\t备注\n儿童组\t绿屏小学\t何立春\t钱莉\t新增\n儿童组\t柳溪小学\t吴小梅",
        ["儿童组", "何立春（绿屏小学，新增，辅导教师钱莉）", "吴小梅（柳溪小学）"],
    ),
    "the cell of the group is merged with that above": (
        GROUP_HEAD + FULL + "听见春天\t柳溪中学\t吴小梅\t钱莉",
        [*FULL_READ, "听见春天 — 吴小梅（柳溪中学，辅导教师钱莉）"],
    ),
    "the cell of the group is merged and the last is empty": (
        GROUP_HEAD + FULL + "听见春天\t柳溪中学\t吴小梅",
        [*FULL_READ, "听见春天 — 吴小梅（柳溪中学）"],
    ),
    "grades merged or followed by an empty cell": (
        "奖项\t作品名称\t作者\t单位\n一等奖\t平安\t何立春\t绿屏中学\n江山\t吴小梅\n文明\t赵大山\t柳溪中学\n二等奖\t高原\t孙建国",
        ["平安 — 何立春（绿屏中学）", "江山 — 吴小梅", "文明 — 赵大山（柳溪中学）", "二等奖", "高原 — 孙建国"],
    ),
    "a group that looks like a name": (
        "类别\t姓名\t单位\n技术\t何立春\t绿屏中学\n赵大山\t柳溪中学\n管理\t吴小梅",
        ["技术", "何立春（绿屏中学）", "赵大山（柳溪中学）", "管理", "吴小梅"],
    ),
    "a place that looks like a name": (
        "县区\t姓名\t单位\n江北区\t何立春\t绿屏中学\n石桥镇\t赵大山",
        ["江北区", "何立春（绿屏中学）", "石桥镇", "赵大山"],
    ),
    "units that look like names, of a merged group": (
        "类别\t姓名\t单位\n技术\t何立春\t江岸\n赵大山\t黄河",
        ["技术", "何立春（江岸）", "赵大山（黄河）"],
    ),
    "a place that is the winner": (
        "县区\t单位名称\t负责人\n江北区\t绿屏酒厂\t何立春\n石桥镇\t赵大山",
        ["江北区", "绿屏酒厂（负责人何立春）", "石桥镇（负责人赵大山）"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), SHORT.values(), ids=SHORT.keys())
def test_a_short_row_begins_where_its_cells_fit(table: str, expected: list[str]) -> None:
    """A tab at the end of a line is lost as easily as the cell of a group is merged; what the cells say tells which."""
    assert outlined(table, "获奖作品名单")[1:] == expected
