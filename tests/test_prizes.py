"""Tables in which one cell names a prize and another its grade: columns, merged rows, headings above. All names are invented."""

from __future__ import annotations

import pytest

from hostile import text_of
from test_lists import outlined, read
from uniongraph import parser

WORKS = ["1 渡口的灯 — 何立春", "2 白塔下 — 吴小梅", "1 河湾谣 — 孙平"]

# the title of the list, the list, and what is read of it
LISTS: dict[str, tuple[str, str, list[str]]] = {
    "a column whose title nobody knows": (
        "绿屏市文艺奖获奖名单",
        "奖种\t等级\t序号\t作品\t作者\n文学奖\t一等奖\t1\t渡口的灯\t何立春\n\t\t2\t白塔下\t吴小梅\n音乐奖\t一等奖\t1\t河湾谣\t孙平",
        ["文学奖一等奖", *WORKS[:2], "音乐奖一等奖", WORKS[2]],
    ),
    "grades before prizes that come back": (
        "绿屏市文艺奖获奖名单",
        "| 序号 | 等次 | 奖项名称 | 作品 | 作者 |\n| 1 | 二等奖 | 文学奖 | 渡口的灯 | 何立春 |\n| 2 | 一等奖 | 文学奖 | 白塔下 | 吴小梅 |\n| 1 | 一等奖 | 音乐奖 | 河湾谣 | 孙平 |",
        ["文学奖一等奖", WORKS[1], "文学奖二等奖", WORKS[0], "音乐奖一等奖", WORKS[2]],
    ),
    "a prize that has no grades": (
        "绿屏市文艺奖获奖名单",
        "奖项\t等级\t序号\t作品\t作者\n文学奖\t一等奖\t1\t渡口的灯\t何立春\n\t\t2\t白塔下\t吴小梅\n新人奖\t\t1\t河湾谣\t孙平",
        ["文学奖一等奖", *WORKS[:2], "新人奖", WORKS[2]],
    ),
    "a prize that has no grades, with a dash": (
        "绿屏市文艺奖获奖名单",
        "奖项\t等级\t序号\t作品\t作者\n新人奖\t—\t1\t河湾谣\t孙平\n文学奖\t一等奖\t1\t渡口的灯\t何立春\n\t\t2\t白塔下\t吴小梅",
        ["新人奖", WORKS[2], "文学奖一等奖", *WORKS[:2]],
    ),
    "a prize for a person, with marks for no grade and no work": (
        "绿屏市科技奖获奖名单",
        "| 奖项 | 等级 | 项目 | 完成单位 | 完成人 |\n| 科技功臣奖 | / | / | 绿屏林业站 | 何立春 |\n| 专利奖 | 金奖 | 采茶机 | 绿屏茶厂 | 吴小梅 |\n| | 银奖 | 烘茶机 | 柳溪茶厂 | 孙平 |",
        [
            *("科技功臣奖", "何立春（绿屏林业站）", "专利奖金奖", "采茶机 — 吴小梅；绿屏茶厂"),
            *("专利奖银奖", "烘茶机 — 孙平；柳溪茶厂"),
        ],
    ),
    "grades that count": (
        "绿屏市文艺奖获奖名单",
        "奖项\t等级\t序号\t作品\t作者\n文学奖\t一等奖（2件）\t1\t渡口的灯\t何立春\n\t\t2\t白塔下\t吴小梅\n音乐奖\t二等奖（1件）\t1\t河湾谣\t孙平",
        ["文学奖一等奖  (declares 2 件)", *WORKS[:2], "音乐奖二等奖  (declares 1 件)", WORKS[2]],
    ),
    "prizes in merged rows": (
        "绿屏市文艺奖获奖名单",
        "等级\t序号\t作品\t作者\n文学奖\t\t\t\n一等奖\t1\t渡口的灯\t何立春\n\t2\t白塔下\t吴小梅\n音乐奖\t\t\t\n一等奖\t1\t河湾谣\t孙平",
        ["文学奖一等奖", *WORKS[:2], "音乐奖一等奖", WORKS[2]],
    ),
    "grades in merged rows": (
        "绿屏市文艺奖获奖名单",
        "奖项\t序号\t作品\t作者\n一等奖\t\t\t\n文学奖\t1\t渡口的灯\t何立春\n\t2\t白塔下\t吴小梅\n二等奖\t\t\t\n文学奖\t1\t河湾谣\t孙平",
        ["文学奖一等奖", *WORKS[:2], "文学奖二等奖", WORKS[2]],
    ),
    "below a prize for persons": (
        "绿屏市文艺奖获奖名单",
        "一、终身成就奖（1人）\n钱莉　绿屏市文联\n二、文学奖、音乐奖（3件）\n奖项\t等级\t序号\t作品\t作者\n文学奖\t一等奖\t1\t渡口的灯\t何立春\n\t\t2\t白塔下\t吴小梅\n音乐奖\t一等奖\t1\t河湾谣\t孙平",
        [
            *("一 终身成就奖  (declares 1 人)", "钱莉（绿屏市文联）"),
            *("二 文学奖一等奖", *WORKS[:2], "二 音乐奖一等奖", WORKS[2]),
        ],
    ),
    "a table of grades below one prize, names below another": (
        "绿屏市文艺奖获奖名单",
        "一、文学奖\n等级\t序号\t作品\t作者\n一等奖\t1\t渡口的灯\t何立春\n\t2\t白塔下\t吴小梅\n二、优秀组织奖\n绿屏市文联\n柳溪县文联",
        ["一 文学奖一等奖", *WORKS[:2], "二 优秀组织奖", "绿屏市文联", "柳溪县文联"],
    ),
    "categories before grades stay categories": (
        "绿屏市文艺奖获奖名单",
        "类别\t等级\t序号\t作品\t作者\n文学类\t一等奖\t1\t渡口的灯\t何立春\n\t\t2\t白塔下\t吴小梅\n音乐类\t一等奖\t1\t河湾谣\t孙平",
        ["一等奖", "文学类", *WORKS[:2], "音乐类", WORKS[2]],
    ),
    "grades called after what is honoured, in a column": (
        "绿屏市优秀课例名单",
        "等级\t序号\t课例\t作者\n一等课例\t1\t渡口的灯\t何立春\n\t2\t白塔下\t吴小梅\n二等课例\t1\t河湾谣\t孙平",
        ["一等课例", *WORKS[:2], "二等课例", WORKS[2]],
    ),
    "grades called after what is honoured, in merged rows": (
        "绿屏市优秀论文名单",
        "序号\t论文\t作者\n一等论文\t\t\n1\t渡口的灯\t何立春\n2\t白塔下\t吴小梅\n二等论文\t\t\n1\t河湾谣\t孙平",
        ["一等论文", *WORKS[:2], "二等论文", WORKS[2]],
    ),
    "grades called after what is honoured, below groups": (
        "绿屏市优秀作品名单",
        "一、成人组\n一等作品\n1.渡口的灯（何立春）\n2.白塔下（吴小梅）\n二、少儿组\n一等作品\n1.河湾谣（孙平）",
        ["一等作品", "一 成人组", *WORKS[:2], "二 少儿组", WORKS[2]],
    ),
    "levels beside prizes stay notes": (
        "绿屏市文艺奖获奖名单",
        "奖项\t级别\t序号\t作品\t作者\n一等奖\t省级\t1\t渡口的灯\t何立春\n一等奖\t市级\t2\t白塔下\t吴小梅",
        ["一等奖", "1 渡口的灯 — 何立春（级别省级）", "2 白塔下 — 吴小梅（级别市级）"],
    ),
    "groups above tables of prizes and grades": (
        "绿屏市文艺奖获奖名单",
        "一、成人组\n奖项\t等级\t序号\t作品\t作者\n文学奖\t一等奖\t1\t渡口的灯\t何立春\n\t\t2\t白塔下\t吴小梅\n二、少儿组\n奖项\t等级\t序号\t作品\t作者\n文学奖\t一等奖\t1\t河湾谣\t孙平",
        ["文学奖一等奖", "一 成人组", *WORKS[:2], "二 少儿组", WORKS[2]],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("title", "listed", "expected"), LISTS.values(), ids=LISTS.keys())
def test_a_grade_is_of_the_prize_beside_it(title: str, listed: str, expected: list[str]) -> None:
    """Wherever the prize stands; a category and a level beside a grade are no prize."""
    assert outlined(listed, title) == expected
    codes = {finding.code for finding in read(title, listed).findings}
    assert not codes & {"unread-line", "uncertain-recipient", "declared-count-mismatch", "annex-incomplete"}


TWO_LISTS = """绿屏市图书馆关于表彰优秀推广项目和先进个人的决定

经评审，决定授予{given}称号，授予何立春等2名同志“绿屏市阅读先进个人”称号。

附件：1.{title}
2.绿屏市阅读先进个人名单

绿屏市图书馆
2023年4月20日

附件1
{title}{count}

一等奖（1个）
1.夜间书房（绿屏市图书馆）
二等奖（2个）
1.渡口诵读（柳溪县图书馆）
2.听见文字（白塔区图书馆）

附件2
绿屏市阅读先进个人名单

何立春（绿屏市图书馆）
吴小梅（柳溪县图书馆）
"""
GRADES = ["一等奖", "二等奖"]
OF_PROJECTS = ["绿屏市优秀推广项目一等奖", "绿屏市优秀推广项目二等奖"]
QUOTED, UNQUOTED = "“绿屏市优秀推广项目”", "绿屏市优秀推广项目"

# what the body gives, the title of the first list and the number it declares; its grades, and the numbers that are not theirs
SEVERAL = [
    (f"3个项目{QUOTED}", "绿屏市优秀推广项目名单", "（3个）", OF_PROJECTS, []),
    (f"“夜间书房”等3个项目{QUOTED}", "绿屏市优秀推广项目名单", "", OF_PROJECTS, []),
    (f"“云上书屋”等3个项目{QUOTED}", "绿屏市优秀推广项目名单", "", OF_PROJECTS, []),
    (f"“夜间书房”等4个项目{QUOTED}", "绿屏市优秀推广项目名单", "", OF_PROJECTS, ["4个"]),
    (f"“夜间书房”等3个项目{QUOTED}", "绿屏市优秀推广项目名单", "（4个）", OF_PROJECTS, ["4个"]),
    (f"“夜间书房”等3个项目{UNQUOTED}", "绿屏市优秀推广项目名单", "（3个）", OF_PROJECTS, []),
    (f"“夜间书房”等3个项目{QUOTED}", "优秀推广项目名单", "", ["优秀推广项目一等奖", "优秀推广项目二等奖"], []),
    ("“夜间书房”等3个项目“优秀推广项目”", "绿屏市优秀推广项目名单", "", OF_PROJECTS, []),
    ("“夜间书房”等3个项目荣誉", "绿屏市推广项目获奖名单", "", GRADES, []),
]  # fmt: skip


@pytest.mark.parametrize(("given", "title", "count", "grades", "wrong"), SEVERAL)
def test_grades_of_one_of_several_honours_bear_its_name(
    given: str, title: str, count: str, grades: list[str], wrong: list[str]
) -> None:
    """Where the body gives it by its name; its examples and its number belong to all the grades, and make no tier of their own."""
    decision = parser.parse(text_of(TWO_LISTS.format(given=given, title=title, count=count)))
    assert [tier.name.value for tier in decision.tiers] == [*grades, "绿屏市阅读先进个人"]
    found = [each for each in decision.findings if each.code == "declared-count-mismatch"]
    assert [decision.text.quote(each.span) for each in found] == wrong
    assert not {"open-list", "annex-incomplete", "body-annex-mismatch"} & {f.code for f in decision.findings}


def test_the_grades_of_the_only_honour_stay_grades() -> None:
    """The example that the body names of them makes no tier either."""
    printed = TWO_LISTS.format(given=f"“云上书屋”等3个项目{QUOTED}", title="绿屏市优秀推广项目名单", count="")
    printed = printed.split("\n附件2\n")[0]
    printed = printed.replace("1.绿屏市优", "绿屏市优").replace("2.绿屏市阅读先进个人名单\n", "")
    printed = printed.replace("，授予何立春等2名同志“绿屏市阅读先进个人”称号", "")
    decision = parser.parse(text_of(printed))
    assert [tier.name.value for tier in decision.tiers] == GRADES
    assert "open-list" not in {each.code for each in decision.findings}
