"""Persons below the unit that stands alone on the line above their names.

All bodies and names are invented.
"""

from __future__ import annotations

import pytest

from test_lists import read
from test_seams import parsed
from uniongraph.model import Decision

_WANTED = [
    ("钱立新", "绿屏市教育局"),
    ("郑伟", "绿屏市教育局"),
    ("欧阳静", "绿屏市教育局"),
    ("石磊", "绿屏市审计局"),
    ("方小勇", "石塘镇"),
    ("葛亮", "石塘镇"),
]
_PRINTED = {
    "names between wide blanks": "绿屏市教育局\n钱立新　　郑　伟\n欧阳静\n绿屏市审计局\n石　磊\n石塘镇\n方小勇　　葛　亮",
    "names between commas": "绿屏市教育局\n钱立新、郑伟、\n欧阳静\n绿屏市审计局\n石磊\n石塘镇\n方小勇、葛亮",
    "one name on a line": "绿屏市教育局\n钱立新\n郑　伟\n欧阳静\n绿屏市审计局\n石　磊\n石塘镇\n方小勇\n葛　亮",
    "what is said of some": "绿屏市教育局\n钱立新（女）　郑伟\n欧阳静\n绿屏市审计局\n石磊（满族）\n石塘镇\n方小勇　葛亮",
    "units that count": "绿屏市教育局（3名）\n钱立新　　郑　伟　　欧阳静\n绿屏市审计局（1名）\n石　磊\n石塘镇（2名）\n方小勇　　葛　亮",
    "numbered units": "（一）绿屏市教育局\n钱立新　　郑　伟　　欧阳静\n（二）绿屏市审计局\n石　磊\n（三）石塘镇\n方小勇　　葛　亮",
    "numbered units that count": "1.绿屏市教育局（3名）\n钱立新、郑伟、欧阳静\n2.绿屏市审计局（1名）\n石磊\n3.石塘镇（2名）\n方小勇、葛亮",
    "names that end in a mark": "绿屏市教育局（3名）\n钱立新、郑　伟、\n欧阳静\n绿屏市审计局（1名）\n石　磊\n石塘镇（2名）\n方小勇、葛　亮",
    "some units above names, and some before them": "绿屏市教育局：钱立新　　郑　伟　　欧阳静\n绿屏市审计局（1名）：\n石　磊\n石塘镇：\n方小勇\n葛　亮",
    "the first unit above names, others before them": "绿屏市教育局（3名）：\n钱立新　　郑　伟　　欧阳静\n绿屏市审计局：石　磊\n石塘镇：方小勇　　葛　亮",
    "units that count before a colon": "绿屏市教育局（3名）：钱立新　郑　伟　欧阳静\n绿屏市审计局（1人）：石　磊\n石塘镇（2人）：方小勇　葛　亮",
    "units before a colon": "绿屏市教育局：钱立新　　郑　伟　　欧阳静\n绿屏市审计局：石　磊\n石塘镇：方小勇　　葛　亮",
}
_HEADINGS = ["二、嘉奖（6名）", "二、优秀教师", "二、先进工作者（6名）"]


def _units(decision: Decision) -> list[tuple[str, str]]:
    cases = list(decision.tiers[-1].cases())
    return [
        (each.name.value, each.affiliation.value if each.affiliation else "")
        for case in cases
        for each in case.recipients
    ]


@pytest.mark.parametrize("name", _PRINTED)
@pytest.mark.parametrize("heading", _HEADINGS)
def test_a_line_above_names_is_the_unit_of_each(heading: str, name: str) -> None:
    """A town beside bodies is a unit as they are; nothing is left over, and no unit without a number is a category."""
    decision = read("表彰名单", f"一、先进集体（2个）\n绿屏海关\n绿屏税务局\n{heading}\n{_PRINTED[name]}")
    assert _units(decision) == _WANTED
    named = [each.name.value for each in decision.tiers[-1].categories if each.name is not None]
    assert named == (["绿屏市教育局", "绿屏市审计局", "石塘镇"] if name.startswith("numbered") else [])
    assert {each.code for each in decision.findings} <= {
        "missing-date",
        "missing-number",
        "missing-addressee",
    }


def test_places_alone_group_their_persons() -> None:
    """Where all lines above names are places, each is a category as it is above bodies."""
    decision = read("表彰名单", "一、好人（3名）\n鹤川区\n钱立新　　郑　伟\n东桥县\n石　磊")
    assert [each.name and each.name.value for each in decision.tiers[0].categories] == ["鹤川区", "东桥县"]


def test_bodies_with_nobody_below_are_no_units() -> None:
    """A body above another body is honoured or unread, and never the unit of the one below it."""
    decision = read("表彰名单", "一、嘉奖（2名）\n绿屏市教育局\n绿屏市审计局\n石　磊")
    assert ("石磊", "绿屏市教育局") not in _units(decision)
    assert "unread-line" in {each.code for each in decision.findings}


def test_a_page_ends_before_the_next_unit_and_its_colon() -> None:
    """Names behind one unit are no half of the next one's name."""
    listed = "绿屏市财政局：石磊、方小勇\n绿屏市教育局：钱立新、郑伟、葛晓|绿屏市审计局：葛亮、方小勇\n石塘镇：田野"
    decision, _ = parsed(listed, "2020年度先进个人名单")
    wanted = {"绿屏市财政局": "石磊 方小勇", "绿屏市教育局": "钱立新 郑伟 葛晓", "绿屏市审计局": "葛亮 方小勇", "石塘镇": "田野"}  # fmt: skip
    assert _units(decision) == [(name, unit) for unit, names in wanted.items() for name in names.split()]


@pytest.mark.parametrize("end", ["钱立新　　郑　伟", "郑　伟", "欧阳静", "郑伟"])
def test_a_page_ends_between_names_and_the_next_unit(end: str) -> None:
    """Names are no half of a body's: the unit at the top of the next page is whole."""
    listed = f"绿屏市财政局\n石　磊　　方小勇\n绿屏市教育局\n{end}|绿屏市审计局\n葛　亮　　方小勇"
    decision, _ = parsed(listed, "2020年度先进个人名单")
    names = [("".join(name.split()), "绿屏市教育局") for name in end.split("　　")]
    assert _units(decision)[2:] == [*names, ("葛亮", "绿屏市审计局"), ("方小勇", "绿屏市审计局")]


def test_units_of_a_list_without_a_heading() -> None:
    """Where the annex alone says what is listed, units before a colon and above names are units as well."""
    listed = "绿屏市教育局：钱立新　郑　伟\n绿屏市审计局（2人）：\n石　磊\n葛　亮\n绿屏市水务公司（2人）：方小勇　欧阳静"
    decision = read("先进工作者名单（共6人）", listed)
    wanted = {"绿屏市教育局": "钱立新 郑伟", "绿屏市审计局": "石磊 葛亮", "绿屏市水务公司": "方小勇 欧阳静"}
    assert _units(decision) == [(name, unit) for unit, names in wanted.items() for name in names.split()]
    assert "declared-count-mismatch" not in {each.code for each in decision.findings}


_CLASSES = {
    "names behind a colon": "绿屏市第二小学\n五（1）班：钱立新、郑伟\n六年级3班：石　磊\n白杨镇中心学校\n三（2）班：方小勇、葛亮",
    "names behind a blank": "绿屏市第二小学\n五（1）班　钱立新　郑伟\n六年级3班　石　磊\n白杨镇中心学校\n三（2）班　方小勇　葛亮",
    "schools that count": "绿屏市第二小学（3名）\n五（1）班：钱立新、郑伟\n六年级3班：石磊\n白杨镇中心学校（2名）\n三（2）班：方小勇、葛亮",
    "numbered schools": "（一）绿屏市第二小学\n五（1）班：钱立新、郑伟\n六年级3班：石磊\n（二）白杨镇中心学校\n三（2）班：方小勇、葛亮",
    "numbered schools that count": "1.绿屏市第二小学（3名）\n五（1）班：钱立新、郑伟\n六年级3班：石磊\n2.白杨镇中心学校（2名）\n三（2）班：方小勇、葛亮",
}
_IN_CLASSES = [
    ("钱立新", "绿屏市第二小学五（1）班"),
    ("郑伟", "绿屏市第二小学五（1）班"),
    ("石磊", "绿屏市第二小学六年级3班"),
    ("方小勇", "白杨镇中心学校三（2）班"),
    ("葛亮", "白杨镇中心学校三（2）班"),
]


@pytest.mark.parametrize("name", _CLASSES)
@pytest.mark.parametrize("heading", ["二、三好学生（5名）", "二、优秀学生干部"])
def test_classes_stand_below_their_school(heading: str, name: str) -> None:
    """The school is a category, and with the class the unit of each."""
    decision = read("表彰名单", f"一、先进集体（2个）\n绿屏海关\n绿屏税务局\n{heading}\n{_CLASSES[name]}")
    assert _units(decision) == _IN_CLASSES
    named = [each.name.value for each in decision.tiers[-1].categories if each.name is not None]
    assert named == ["绿屏市第二小学", "白杨镇中心学校"]
    assert not {"unread-line", "declared-count-mismatch"} & {each.code for each in decision.findings}


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("机修车间钳工班", "绿屏阀门厂机修车间钳工班"),
        ("绿屏市环境卫生服务中心清扫班", "绿屏市环境卫生服务中心清扫班"),
        ("国网石塘县供电公司抢修班", "国网石塘县供电公司抢修班"),
        ("海澜机械公司装配班", "海澜机械公司装配班"),
    ],
)
def test_a_team_is_of_the_body_that_it_names_or_of_the_one_above_it(unit: str, expected: str) -> None:
    """A team without a body of its own is of the body that its group is called after."""
    listed = f"（一）绿屏阀门厂（2名）\n1.钱立新　{unit}班长\n2.郑伟　{unit}技术员\n（二）绿屏税务局（1名）\n3.石磊　办公室主任"
    decision = read("表彰名单", f"一、先进集体（1个）\n绿屏海关\n二、先进工作者（3名）\n{listed}")
    assert _units(decision)[:2] == [("钱立新", expected), ("郑伟", expected)]


def test_classes_are_honoured_below_their_school() -> None:
    """A school above or before its classes wins nothing itself; a school among schools does."""
    for listed in (
        "绿屏市第二小学\n五（1）班\n六年级3班\n白杨镇中心学校\n三（2）班",
        "绿屏市第二小学：五（1）班、六年级3班\n白杨镇中心学校：三（2）班",
    ):
        decision = read("表彰名单", f"一、先进班集体（3个）\n{listed}")
        assert [each[0] for each in _units(decision)] == ["五（1）班", "六年级3班", "三（2）班"]
    decision = read("表彰名单", "一、先进集体（2个）\n绿屏市第二小学\n绿屏市第三小学五（1）班")
    assert [each[0] for each in _units(decision)] == ["绿屏市第二小学", "绿屏市第三小学五（1）班"]
