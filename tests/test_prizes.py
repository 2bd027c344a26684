"""Tables in which one cell names a prize and another its grade: columns, merged rows, headings above. All names are invented."""

from __future__ import annotations

import pytest

from test_lists import outlined, read

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
