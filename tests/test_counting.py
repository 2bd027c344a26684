"""Entries with nothing but a space behind their numbers, and grades with works behind a colon.

All bodies and names are invented.
"""

from __future__ import annotations

import pytest

from hostile import text_of
from test_halves import doubts, outlined, read
from uniongraph import parser

BODIES = ["云岭煤矿", "柳溪县人民医院", "云岭机床厂"]
WORKS = ["井下通风监测系统　云岭煤矿", "导诊机器人（柳溪县人民医院）", "刀具判断法——云岭机床厂"]
PERSONS = ["王小明 云岭煤矿", "李　勇 柳溪县人民医院", "吴小梅 云岭机床厂"]


@pytest.mark.parametrize("mark", ["{} ", "{}　", "{}:", "{}，", "{}", "0{} "])
@pytest.mark.parametrize("heading", ["", "一等奖\n", "先进集体（3个）\n"])
def test_a_sequence_of_numbers_counts_bodies(mark: str, heading: str) -> None:
    """The number is no part of the name."""
    listed = "\n".join(mark.format(number) + body for number, body in enumerate(BODIES, 1))
    decision = read(heading + listed, "劳动竞赛先进")
    zero = "0" if mark.startswith("0") else ""
    assert outlined(decision) == [f"{zero}{number} {body}" for number, body in enumerate(BODIES, 1)]
    assert not doubts(decision)


def test_a_sequence_of_numbers_counts_persons_and_works() -> None:
    """Whatever stands behind the number is read as behind any other."""
    works = "\n".join(
        f"{number} {work.replace('（', '　').rstrip('）').replace('——', '　')}"
        for number, work in enumerate(WORKS, 1)
    )
    assert outlined(read(works, "优秀成果")) == [
        "1 井下通风监测系统 — 云岭煤矿",
        "2 导诊机器人 — 柳溪县人民医院",
        "3 刀具判断法 — 云岭机床厂",
    ]
    persons = "\n".join(f"{number} {person}" for number, person in enumerate(PERSONS, 1))
    assert outlined(read(persons, "先进个人", "名单")) == [
        "1 王小明（云岭煤矿）",
        "2 李勇（柳溪县人民医院）",
        "3 吴小梅（云岭机床厂）",
    ]


def test_numbers_begin_anew_or_go_on_below_each_grade() -> None:
    """One that stands alone and is not the first is doubtful."""
    anew = read("一等奖\n1 云岭煤矿\n2 柳溪县人民医院\n二等奖\n1 云岭机床厂", "劳动竞赛先进")
    assert outlined(anew) == ["1 云岭煤矿", "2 柳溪县人民医院", "二等奖", "1 云岭机床厂"]
    assert not doubts(anew)
    going_on = read("一等奖\n1 云岭煤矿\n2 柳溪县人民医院\n二等奖\n3 云岭机床厂", "劳动竞赛先进")
    assert outlined(going_on) == ["1 云岭煤矿", "2 柳溪县人民医院", "二等奖", "3 云岭机床厂"]
    assert doubts(going_on) == ["uncertain-reading"]


TITLES = [
    ["1号高炉余热回收", "2号高炉余热回收", "3号高炉余热回收"],
    ["24小时自助服务", "3 分钟应急响应法", "110 千伏带电作业"],
]


@pytest.mark.parametrize("titles", TITLES)
def test_a_title_may_begin_with_a_number(titles: list[str]) -> None:
    """Where the numbers are no sequence, or something is measured or called by them."""
    listed = "\n".join(f"{title}——{body}" for title, body in zip(titles, BODIES, strict=True))
    cases = [case for tier in read(listed, "优秀成果").tiers for case in tier.cases()]
    assert [case.title and case.title.value for case in cases] == [title.replace(" ", "") for title in titles]
    assert all(case.ordinal is None for case in cases)


def test_grades_with_works_behind_a_colon() -> None:
    """Each work has its winner in brackets or behind a space."""
    listed = "一等奖：井下通风监测系统（云岭煤矿）\n二等奖（2项）：导诊机器人（柳溪县人民医院）、刀具判断法（云岭机床厂）"
    decision = read(listed, "优秀成果")
    assert outlined(decision) == [
        "井下通风监测系统 — 云岭煤矿",
        "二等奖  (declares 2 项)",
        "导诊机器人 — 柳溪县人民医院",
        "刀具判断法 — 云岭机床厂",
    ]
    assert not doubts(decision)


def test_a_title_with_a_colon_is_no_grade() -> None:
    """What praises before the colon belongs to a slogan."""
    listed = "1.先锋模范：党员突击队在行动（云岭煤矿工会）\n2.示范引领：打造导诊样板（柳溪县人民医院）"
    cases = [case for tier in read(listed, "优秀案例").tiers for case in tier.cases()]
    assert [case.title and case.title.value for case in cases] == [
        "先锋模范：党员突击队在行动",
        "示范引领：打造导诊样板",
    ]


@pytest.mark.parametrize("gap", ["　", "　　", "  "])
def test_several_numbered_entries_on_one_line(gap: str) -> None:
    """Each ordinal goes on from the one before it; a number within a title does not."""
    bodies = read(f"1.云岭煤矿工会{gap}2.柳溪县总工会\n3.云岭机床厂工会", "先进集体", "名单")
    assert outlined(bodies) == ["1 云岭煤矿工会", "2 柳溪县总工会", "3 云岭机床厂工会"]
    persons = read(f"1.王小明{gap}2.李　勇{gap}3.吴小梅\n4.郑国强", "先进个人", "名单")
    assert outlined(persons) == ["1 王小明", "2 李勇", "3 吴小梅", "4 郑国强"]
    titles = read("1.职工夜校1.0升级为 2.0版——云岭煤矿\n2.导诊机器人——柳溪县人民医院", "优秀案例")
    assert outlined(titles)[1] == "2 导诊机器人 — 柳溪县人民医院"
    assert not doubts(bodies) + doubts(persons)


@pytest.mark.parametrize(
    "line", ["（共3家）", "（共3家，排名不分先后）", "（3家，排名不分先后）", "(共3个,排名不分先后)"]
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_line_below_the_title_of_a_list_declares_how_many_it_has(gap: str, line: str) -> None:
    """Also where it says besides in what order they stand; a remark that counts nothing declares nothing."""
    listed = "\n".join(BODIES)
    (tier,) = read(f"{line}\n{gap}{listed}", "优秀企业", "名单").tiers
    assert tier.declared is not None
    assert tier.declared.value.number == 3
    (tier,) = read(f"（排名不分先后）\n{gap}{listed}", "优秀企业", "名单").tiers
    assert tier.declared is None


# lists with a line that counts where the title of the annex does not take it; how many the tier declares
COUNTED_AGAIN = {
    "below the name of another list": (
        "江北区推荐名单\n（2家，排名不分先后）\n绿屏酒厂\n绿屏机床厂\n南岸区推荐名单\n（1家，排名不分先后）\n柳溪农场",
        2,
    ),
    "below the title's second print": ("先进集体名单\n先进集体名单\n（2家，排名不分先后）\n绿屏酒厂\n绿屏机床厂", None),
    "below a title that counts": ("先进单位名单（共2家）\n（2家，排名不分先后）\n绿屏酒厂\n绿屏机床厂", 2),
    "below a heading that counts": ("一、一等奖获奖名单（2个）\n（2个，排名不分先后）\n绿屏酒厂\n绿屏机床厂", 2),
    "below a title and a remark": ("先进单位名单\n（排名不分先后）\n（共2家）\n绿屏酒厂\n绿屏机床厂", 2),
}  # fmt: skip


@pytest.mark.parametrize(("listed", "declared"), COUNTED_AGAIN.values(), ids=COUNTED_AGAIN.keys())
def test_a_line_that_counts_and_says_the_order_is_no_part_of_the_list(
    listed: str, declared: int | None
) -> None:
    """Where no title reads it, it is a remark as any other: no category, and nothing that is left unread."""
    text = f"绿屏市总工会关于表彰先进的决定\n\n经研究，决定予以表彰。\n\n附件\n\n{listed}\n"
    decision = parser.parse(text_of(text))
    (tier,) = decision.tiers
    assert (tier.declared.value.number if tier.declared else None) == declared
    assert [category.name for category in tier.categories] == [None]
    assert not [f for f in decision.findings if f.code in {"annex-incomplete", "unread-line"}]
