"""Groups that are honoured as one, printed with the names of their members: the group wins, its members are noted.

What is expected was written down before it was read. All bodies, groups and names are invented.
"""

from __future__ import annotations

import pytest

from test_lists import outlined, read

GROUPS = {
    "in brackets": ("护堤救人群体（成员：何立春、吴小梅、武刚）", "成员：何立春、吴小梅、武刚"),
    "in brackets, with what is said of them": (
        "护堤救人群体（成员：何立春、吴小梅（女，回族）、武　刚）",
        "成员：何立春、吴小梅（女，回族）、武刚",
    ),
    "counted": ("护堤救人群体（3人）：何立春、吴小梅（女）、武　刚", "3人：何立春、吴小梅（女）、武刚"),
    "counted in other words": ("护堤救人群体(共3名):何立春，吴小梅，武刚", "共3名:何立春，吴小梅，武刚"),
    "behind a colon": ("护堤救人群体：何立春、吴小梅、武刚", "何立春、吴小梅、武刚"),
    "counted in brackets": ("护堤救人群体（3人：何立春、吴小梅、武刚）", "3人：何立春、吴小梅、武刚"),
}

PLACES = {
    "a list of groups": ("见义勇为先进群体（2个）", "{}\n铁桥救人群体"),
    "numbered": ("见义勇为先进群体（2个）", "1.{}\n2.铁桥救人群体"),
    "teams": ("先进集体（2个）", "{}\n绿屏机床厂装配班"),
    "in a table": ("先进集体（2个）", "| 序号 | 单位 |\n| 1 | {} |\n| 2 | 绿屏机床厂装配班 |"),
    "among persons": ("见义勇为先进个人（3名）", "孙平　柳溪县白杨镇村民\n{}\n郑国强　绿屏酒厂工人"),
    "among numbered persons": (
        "见义勇为先进个人（3名）",
        "1.孙平　柳溪县白杨镇村民\n2.{}\n3.郑国强　绿屏酒厂工人",
    ),
    "among both": ("见义勇为表彰对象（3名）", "孙平　柳溪县白杨镇村民\n{}\n郑国强　绿屏酒厂工人"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", GROUPS)
def test_a_group_wins_and_its_members_are_noted(form: str, place: str) -> None:
    """Whether each member is honoured too is not said: a finding says what became of them, and nothing is lost."""
    printed, note = GROUPS[form]
    heading, lines = PLACES[place]
    decision = read("表彰名单", f"一、{heading}\n{lines.format(printed)}")
    (tier,) = decision.tiers
    found = [each for case in tier.cases() for each in case.recipients]
    (group,) = (each for each in found if each.name.value == "护堤救人群体")
    assert (group.kind, [each.value for each in group.notes]) == ("organization", [note])
    assert len(found) == (tier.declared and tier.declared.value.number)
    findings = {
        (each.code, each.severity) for each in decision.findings if not each.code.startswith("missing-")
    }
    assert ("uncertain-recipient", "info") in findings
    assert not {code for code, severity in findings if severity != "info"}


def test_a_number_of_members_is_compared() -> None:
    listed = "一、先进群体（1个）\n护堤救人群体（4人）：何立春、吴小梅、武刚"
    findings = [each for each in read("表彰名单", listed).findings if each.code == "declared-count-mismatch"]
    assert len(findings) == 1


TEAMS = ["绿屏机床厂装配班", "绿屏酒厂“攻关”创新团队", "柳溪煤矿救护队"]


@pytest.mark.parametrize("team", TEAMS)
@pytest.mark.parametrize(
    "form",
    ["{}：何立春、吴小梅、武刚", "{}（3人）：何立春、吴小梅、武刚", "{}（成员：何立春、吴小梅、武刚）"],
)
def test_a_team_wins_where_teams_are_honoured(team: str, form: str) -> None:
    """The same words are the unit of persons where persons are honoured."""
    printed = f"{form.format(team)}\n绿屏水厂"
    assert [each.split("（")[0] for each in outlined(f"一、先进集体（2个）\n{printed}")][1:] == [
        team,
        "绿屏水厂",
    ]


# the title of a list, the list, what is read of it: neighbours that are no groups with their members
OTHERS = {
    "persons by unit": (
        "劳动模范名单",
        "绿屏机床厂：何立春、吴小梅\n绿屏酒厂：武刚、孙平",
        ["劳动模范", "何立春（绿屏机床厂）", "吴小梅（绿屏机床厂）", "武刚（绿屏酒厂）", "孙平（绿屏酒厂）"],
    ),
    "persons by unit with their number": (
        "优秀员工名单",
        "绿屏机床厂（2人）\n何立春　吴小梅\n绿屏酒厂（2人）\n武刚　孙平",
        ["优秀员工", "何立春（绿屏机床厂）", "吴小梅（绿屏机床厂）", "武刚（绿屏酒厂）", "孙平（绿屏酒厂）"],
    ),
    "an honour with its winners behind it": (
        "表彰名单",
        "一、优秀团队（2个）：绿屏机床厂装配班、绿屏酒厂检修班\n二、先进个人（3人）：何立春、吴小梅、武刚",
        [
            *("一 优秀团队  (declares 2 个)", "绿屏机床厂装配班", "绿屏酒厂检修班"),
            *("二 先进个人  (declares 3 人)", "何立春", "吴小梅", "武刚"),
        ],
    ),
    "teams and persons as groups": (
        "先进名单",
        "一、最美职工\n团队：绿屏酒厂检修组、绿屏水厂抢修组\n个人：何立春、吴小梅",
        [
            *("一 最美职工", "团队", "绿屏酒厂检修组", "绿屏水厂抢修组"),
            *("个人", "何立春", "吴小梅"),
        ],
    ),
    "a person and the post": (
        "先进个人名单",
        "何立春：绿屏机床厂工人\n吴小梅：绿屏酒厂护士",
        ["先进个人", "何立春（绿屏机床厂，工人）", "吴小梅（绿屏酒厂，护士）"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("title", "listed", "expected"), OTHERS.values(), ids=OTHERS.keys())
def test_what_looks_like_a_group_and_is_none(title: str, listed: str, expected: list[str]) -> None:
    assert outlined(listed, title) == expected


CASE = "1. 茶园里的书屋{}\n2. 渡口的灯{}"
TWO = ("何立春、吴小梅", "武刚、孙平")
# the title of a list; it, with places for who makes two works; what is read of the first entry, and how sure
BELOW = {
    "below the body": (
        ("优秀案例名单", CASE.format("\n绿屏酒厂工会\n{}", "\n绿屏水厂工会\n{}")),
        "1 茶园里的书屋 — 绿屏酒厂工会（{}）",
    ),
    "below a label": (
        ("优秀案例名单", CASE.format("\n单位：绿屏酒厂工会\n{}", "\n单位：绿屏水厂工会\n{}")),
        "1 茶园里的书屋 — 绿屏酒厂工会（{}）",
    ),
    "below the one who leads them": (
        ("优秀案例名单", CASE.format("\n负责人：周海\n{}", "\n负责人：钱莉\n{}")),
        "1 茶园里的书屋 — 周海（{}）",
    ),
    "below the body in brackets": (
        ("优秀案例名单", CASE.format("（绿屏酒厂工会）\n{}", "（绿屏水厂工会）\n{}")),
        "1 茶园里的书屋 — 绿屏酒厂工会（{}）",
    ),
    "on the line of the work": (
        ("优秀案例名单", CASE.format("　单位：绿屏酒厂工会　{}", "　单位：绿屏水厂工会　{}")),
        "1 茶园里的书屋 — 绿屏酒厂工会（{}）",
    ),
    "without ordinals": (
        ("优秀案例名单", "茶园里的书屋\n单位：绿屏酒厂工会\n{}\n渡口的灯\n单位：绿屏水厂工会\n{}"),
        "茶园里的书屋 — 绿屏酒厂工会（{}）",
    ),
    "of a team that wins": (
        ("优秀团队名单", "1. 绿屏酒厂酿造创新团队\n{}\n2. 绿屏水厂抢修班\n{}"),
        "1 绿屏酒厂酿造创新团队（{}）",
    ),
    "of bodies that win": (
        ("先进集体名单", "绿屏酒厂工会\n{}\n绿屏水厂工会\n{}"),
        "绿屏酒厂工会（{}）",
    ),
    "of a person who wins": (
        ("劳动模范名单", "1. 周海，绿屏酒厂工人\n{}\n2. 钱莉，绿屏水厂工人\n{}"),
        "1 周海（绿屏酒厂，工人，{}）",
    ),
}


@pytest.mark.parametrize("label", ["团队：{}", "团队成员：{}", "主要成员：{}", "成员:{}"])
@pytest.mark.parametrize(("printed", "expected"), BELOW.values(), ids=BELOW.keys())
def test_members_below_a_winner_are_noted_with_it(
    printed: tuple[str, str], expected: str, label: str
) -> None:
    """A line that lists them is about the entry above it: no group of winners, and no winner itself."""
    title, listed = printed
    listed = listed.format(*map(label.format, TWO))
    assert outlined(listed, title)[1] == expected.format(label.format(TWO[0]))
    found = {each.code for each in read(title, listed).findings if each.severity != "info"}
    assert not found - {"missing-number", "missing-date"}


@pytest.mark.parametrize("label", ["团队：{}", "团队成员：{}"])
def test_members_are_the_winners_where_nobody_else_is_named(label: str) -> None:
    """They made the work; whether they are honoured one by one is not said, so each is less sure."""
    listed = CASE.format(*("\n" + label.format(each) for each in TWO))
    decision = read("优秀案例名单", listed)
    found = [case.recipients for tier in decision.tiers for case in tier.cases()]
    assert [[each.name.value for each in people] for people in found] == [each.split("、") for each in TWO]
    assert all(each.kind == "person" and each.name.confidence < 0.9 for people in found for each in people)
    assert [each.code for each in decision.findings].count("uncertain-recipient") == len(TWO)


# a work; what is read of it
TAKEN = [
    ("绿屏酒厂工会\n团队成员：何立春、吴小梅、\n孙平", "绿屏酒厂工会（团队成员：何立春、吴小梅、，孙平）"),
    (
        "绿屏酒厂工会\n绿屏水厂工会\n团队：何立春",
        "绿屏酒厂工会（团队：何立春）；绿屏水厂工会（团队：何立春）",
    ),
    ("绿屏小学\n指导教师：何立春、吴小梅", "绿屏小学（指导教师：何立春、吴小梅）"),
]


@pytest.mark.parametrize(("lines", "expected"), TAKEN)
def test_what_stands_above_a_label_that_names_no_winner_is_the_winner(lines: str, expected: str) -> None:
    """And no end of the title; a list that a mark leaves open goes on below it."""
    listed = CASE.format(f"\n{lines}", "\n绿屏煤矿工会\n团队成员：钱莉、周海")
    assert outlined(listed, "优秀案例名单")[1] == f"1 茶园里的书屋 — {expected}"


def test_members_of_a_winner_may_go_on_below() -> None:
    listed = "1. 绿屏酒厂酿造团队\n成员：何立春、吴小梅、\n孙平\n2. 绿屏水厂抢修班\n成员：钱莉、周海"
    assert outlined(listed, "优秀团队名单")[1] == "1 绿屏酒厂酿造团队（成员：何立春、吴小梅、孙平）"


def test_a_team_that_is_a_body_wins() -> None:
    """团队： before the name of a team says who made the work."""
    listed = CASE.format("\n团队：绿屏酒厂工会职工服务队", "\n团队：绿屏水厂工会宣传组")
    assert outlined(listed, "优秀案例名单")[1:] == [
        "1 茶园里的书屋 — 绿屏酒厂工会职工服务队",
        "2 渡口的灯 — 绿屏水厂工会宣传组",
    ]
