"""Places in a contest (第一名): the ordinals of those who get one honour, or tiers where no honour is named. All names are invented."""

from __future__ import annotations

import pytest

from test_lists import outlined, read

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
