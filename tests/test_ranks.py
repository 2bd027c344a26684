"""Places in a contest (第一名): the ordinals of those who get one honour, or tiers where no honour is named. All names are invented."""

from __future__ import annotations

import pytest

from hostile import text_of
from test_lists import outlined, read
from uniongraph import parser

SKILLED = ["第一名 何立春（绿屏机床厂）", "第二名 吴小梅（绿屏酒厂）"]

# the title of the list, the list, and what is read of it
LISTS: dict[str, tuple[str, str, list[str]]] = {
    "trades with ordinals": (
        "技术能手名单",
        "一、焊工\n第一名　何立春　绿屏机床厂\n第二名　吴小梅　绿屏酒厂\n二、电工\n第一名　孙平　绿屏公交公司",
        ["技术能手", "一 焊工", *SKILLED, "二 电工", "第一名 孙平（绿屏公交公司）"],
    ),
    "trades without ordinals": (
        "绿屏市技术能手名单（3名）",
        "焊工\n第一名：何立春（绿屏机床厂）\n第二名：吴小梅（绿屏酒厂）\n电工\n第一名：孙平（绿屏公交公司）",
        ["绿屏市技术能手  (declares 3 名)", "焊工", *SKILLED, "电工", "第一名 孙平（绿屏公交公司）"],
    ),
    "one contest": (
        "绿屏市岗位标兵名单",
        "第一名　何立春　绿屏机床厂\n第二名　吴小梅　绿屏酒厂\n第三名　孙平　绿屏公交公司",
        ["绿屏市岗位标兵", *SKILLED, "第三名 孙平（绿屏公交公司）"],
    ),
    "winners below their places": (
        "绿屏市岗位标兵名单",
        "第一名\n何立春　绿屏机床厂\n第二名\n吴小梅　绿屏酒厂\n孙平　绿屏公交公司",
        ["绿屏市岗位标兵", *SKILLED, "第二名 孙平（绿屏公交公司）"],
    ),
    "ten places": (
        "绿屏市岗位标兵名单",
        "\n".join(f"第{n}名　{name}　绿屏机床厂" for n, name in zip("一二三四五六七八九十", ["何立春", "吴小梅", "孙平", "钱莉", "周敏", "郑国强", "冯建国", "陈月华", "褚小红", "卫东"], strict=True)),
        [
            "绿屏市岗位标兵",
            *(f"第{n}名 {name}（绿屏机床厂）" for n, name in zip("一二三四五六七八九十", ["何立春", "吴小梅", "孙平", "钱莉", "周敏", "郑国强", "冯建国", "陈月华", "褚小红", "卫东"], strict=True)),
        ],
    ),
    "digits, and two on one place": (
        "绿屏市岗位标兵名单",
        "第1名　何立春　绿屏机床厂\n第2名　吴小梅　绿屏酒厂\n并列第3名　孙平　绿屏公交公司\n并列第3名　钱莉　绿屏酒厂",
        ["绿屏市岗位标兵", "第1名 何立春（绿屏机床厂）", "第2名 吴小梅（绿屏酒厂）", "并列第3名 孙平（绿屏公交公司）", "并列第3名 钱莉（绿屏酒厂）"],
    ),
    "bodies": (
        "优胜单位名单",
        "冠军：绿屏水泥有限公司\n亚军：绿屏市教育局\n季军：绿屏机床厂",
        ["优胜单位", "冠军 绿屏水泥有限公司", "亚军 绿屏市教育局", "季军 绿屏机床厂"],
    ),
    "honours as headings": (
        "绿屏市技能大赛表彰名单",
        "一、技术能手（3名）\n（一）焊工\n第一名　何立春　绿屏机床厂\n第二名　吴小梅　绿屏酒厂\n（二）电工\n第一名　孙平　绿屏公交公司\n二、优秀组织单位（1个）\n绿屏机床厂",
        [
            *("一 技术能手  (declares 3 名)", "（一） 焊工", *SKILLED, "（二） 电工", "第一名 孙平（绿屏公交公司）"),
            *("二 优秀组织单位  (declares 1 个)", "绿屏机床厂"),
        ],
    ),
    "an honour as a heading of one contest": (
        "绿屏市技能大赛表彰名单",
        "一、技术能手\n第一名　何立春　绿屏机床厂\n第二名　吴小梅　绿屏酒厂\n二、优秀组织单位\n绿屏机床厂",
        ["一 技术能手", *SKILLED, "二 优秀组织单位", "绿屏机床厂"],
    ),
    "a column of places": (
        "技术能手名单",
        "| 名次 | 姓名 | 单位 |\n| 第一名 | 何立春 | 绿屏机床厂 |\n| 第二名 | 吴小梅 | 绿屏酒厂 |",
        ["技术能手", *SKILLED],
    ),
    "tables below trades": (
        "技术能手名单",
        "一、焊工\n名次\t姓名\t单位\n第一名\t何立春\t绿屏机床厂\n第二名\t吴小梅\t绿屏酒厂\n二、电工\n名次\t姓名\t单位\n第一名\t孙平\t绿屏公交公司",
        ["技术能手", "一 焊工", *SKILLED, "二 电工", "第一名 孙平（绿屏公交公司）"],
    ),
    "places in ranges": (
        "优胜单位名单",
        "第1名　绿屏水泥有限公司\n第2—3名　绿屏机床厂\n　　　　　绿屏酒厂\n第四至五名：绿屏煤矿\n　　　　　柳溪煤矿",
        [
            *("优胜单位", "第1名 绿屏水泥有限公司", "第2—3名 绿屏机床厂", "第2—3名 绿屏酒厂"),
            *("第四至五名 绿屏煤矿", "第四至五名 柳溪煤矿"),
        ],
    ),
    "places in numbers, in a table": (
        "体育标兵名单",
        "项目\t名次\t运动员\t单位\n跳远\t1\t何立春\t绿屏机床厂\n\t2\t吴小梅\t绿屏酒厂\n铅球\t1\t孙平\t绿屏公交公司",
        ["体育标兵", "跳远", "1 何立春（绿屏机床厂）", "2 吴小梅（绿屏酒厂）", "铅球", "1 孙平（绿屏公交公司）"],
    ),
    "places in numbers that count over all events": (
        "体育标兵名单",
        "名次\t项目\t运动员\t单位\n1\t跳远\t何立春\t绿屏机床厂\n2\t铅球\t吴小梅\t绿屏酒厂\n3\t跳远\t孙平\t绿屏公交公司",
        ["体育标兵", "1 何立春（绿屏机床厂，项目跳远）", "2 吴小梅（绿屏酒厂，项目铅球）", "3 孙平（绿屏公交公司，项目跳远）"],
    ),
    "a column of events, and numbers": (
        "体育标兵名单",
        "序号\t项目\t名次\t运动员\t单位\n1\t跳远\t第一名\t何立春\t绿屏机床厂\n2\t\t第二名\t吴小梅\t绿屏酒厂\n3\t铅球\t第一名\t孙平\t绿屏公交公司",
        [
            *("体育标兵", "跳远", "1 何立春（绿屏机床厂，名次第一名）", "2 吴小梅（绿屏酒厂，名次第二名）"),
            *("铅球", "3 孙平（绿屏公交公司，名次第一名）"),
        ],
    ),
    "places of a contest that honours nobody else": (
        "绿屏市技能大赛成绩",
        "一、焊工\n第一名　何立春　绿屏机床厂\n第二名　吴小梅　绿屏酒厂\n二、电工\n第一名　孙平　绿屏公交公司",
        ["第一名", "一 焊工", SKILLED[0][4:], "二 电工", "孙平（绿屏公交公司）", "第二名", "一 焊工", SKILLED[1][4:]],
    ),
    "places that grade a prize": (
        "绿屏市技能大赛表彰名单",
        "一、团体奖\n第一名　绿屏机床厂\n第二名　绿屏酒厂\n二、组织奖\n绿屏市财政局",
        ["一 团体奖第一名", "绿屏机床厂", "一 团体奖第二名", "绿屏酒厂", "二 组织奖", "绿屏市财政局"],
    ),
    "places beside prizes": (
        "技能大赛优秀选手名单",
        "一、焊工\n第一名　何立春　绿屏机床厂\n优秀奖　吴小梅　绿屏酒厂\n二、电工\n第一名　孙平　绿屏公交公司\n优秀奖　钱莉　绿屏酒厂",
        [
            *("第一名", "一 焊工", SKILLED[0][4:], "二 电工", "孙平（绿屏公交公司）"),
            *("优秀奖", "一 焊工", SKILLED[1][4:], "二 电工", "钱莉（绿屏酒厂）"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("title", "listed", "expected"), LISTS.values(), ids=LISTS.keys())
def test_a_place_is_an_ordinal_below_the_honour_of_all(title: str, listed: str, expected: list[str]) -> None:
    """Where a prize or no honour stands above it, or grades beside it, it is what is given."""
    assert outlined(listed, title) == expected
    codes = {finding.code for finding in read(title, listed).findings}
    assert not codes & {"unread-line", "uncertain-recipient", "declared-count-mismatch", "annex-incomplete"}


MEDALS = "绿屏市五一劳动奖章名单"
PLACED = {
    "in brackets behind the unit": "何立春　绿屏机床厂（焊工第一名）\n吴小梅　绿屏市人民医院（护理员第一名）",
    "in brackets behind the name": "何立春（焊工第一名）　绿屏机床厂\n吴小梅（护理员第一名）　绿屏市人民医院",
    "behind the unit": "何立春　绿屏机床厂　焊工第一名\n吴小梅　绿屏市人民医院　护理员第一名",
    "before the name": "焊工第一名　何立春　绿屏机床厂\n护理员第一名　吴小梅　绿屏市人民医院",
    "before a colon": "1. 焊工第一名：何立春（绿屏机床厂）\n2. 护理员第一名：吴小梅（绿屏市人民医院）",
}


@pytest.mark.parametrize("listed", PLACED.values(), ids=PLACED.keys())
def test_the_place_in_a_contest_is_no_part_of_the_unit(listed: str) -> None:
    """It is noted with the person, wherever the line has it."""
    (tier,) = read(MEDALS, listed).tiers
    assert [(each.name.value, each.affiliation and each.affiliation.value, [note.value for note in each.notes]) for case in tier.cases() for each in case.recipients] == [
        ("何立春", "绿屏机床厂", ["焊工第一名"]),
        ("吴小梅", "绿屏市人民医院", ["护理员第一名"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("act", "number"),
    [
        ("授予绿屏市第一小学等2所学校“文明校园”称号", 2),
        ("授予2支队伍“文明校园”称号", 2),
        ("授予各项目第二至五名的选手“文明校园”称号", None),
        ("授予绿屏市特警3支队“文明校园”称号", None),
        ("授予绿屏市公安局二所“文明校园”称号", None),
    ],
)
def test_schools_and_teams_are_counted_before_their_honour(act: str, number: int | None) -> None:
    """By 所 and 支 too, which also end the names of bodies."""
    printed = f"绿屏市教育局关于表彰文明校园的决定\n\n经研究，决定{act}。\n\n附件\n\n文明校园名单\n\n绿屏市第一小学\n绿屏市第二小学\n"
    tiers = parser.parse(text_of(printed)).tiers
    declared = next(tier.declared for tier in tiers if tier.name.value == "文明校园")
    assert (declared.value.number if declared else None) == number
