"""Winners one after another between marks, on one line or on lines that the width of the page breaks.

All bodies and names are invented.
"""

from __future__ import annotations

import textwrap

import pytest

from test_lists import read
from test_seams import parsed
from uniongraph.model import Decision

_PERSONS = [
    ("石立柱", "东塘镇柳林村", "党支部书记", ""),
    ("方桂香", "绿屏市人民医院", "护士长", "女"),
    ("葛振国", "绿屏市公安局", "二级警长", ""),
    ("龙晓梅", "绿屏市第三中学", "教师", "女"),
    ("郝建军", "东塘镇农业服务中心", "农艺师", ""),
    ("邱志刚", "绿屏水泥有限公司", "总经理", ""),
    ("欧阳静", "绿屏市融媒体中心", "记者", "女"),
    ("田海涛", "绿屏市供电公司抢修班", "班长", ""),
]
_BODIES = [
    "东塘镇柳林村党支部",
    "绿屏市人民医院党委",
    "绿屏市公安局机关党委",
    "绿屏市第三中学党总支",
    "绿屏水泥有限公司党支部",
    "西岭乡党委",
    "西岭乡中心卫生院党支部",
    "绿屏市税务局机关党委",
]


def _in_brackets(name: str, unit: str, post: str, gender: str) -> str:
    return f"{name}（{gender + '，' if gender else ''}{unit}{post}）"


def _before(name: str, unit: str, post: str, gender: str) -> str:
    return f"{unit}{post}{name}{f'（{gender}）' if gender else ''}"


_FORMS = {"in brackets": _in_brackets, "before the name": _before}


def _wrapped(words: str, width: int) -> str:
    """Return words on lines of so many characters, the first with an indent of two."""
    return "\n".join(textwrap.wrap("　　" + words, width, drop_whitespace=False))


def _read_persons(decision: Decision, tier: int = 0) -> list[tuple[str, str, str, str]]:
    found: list[tuple[str, str, str, str]] = []
    for each in (each for case in decision.tiers[tier].cases() for each in case.recipients):
        unit, post, gender = (
            part.value if part else "" for part in (each.affiliation, each.post, each.gender)
        )
        found.append((each.name.value, unit, post, gender))
    return found


def _read_names(decision: Decision, tier: int = 0) -> list[str]:
    return [each.name.value for case in decision.tiers[tier].cases() for each in case.recipients]


@pytest.mark.parametrize("heading", ["一、优秀党员（8名）", "一、优秀党员"])
@pytest.mark.parametrize("end", ["", "。", "；"])
@pytest.mark.parametrize("mark", ["、", "；", "，"])
@pytest.mark.parametrize("form", _FORMS)
def test_persons_on_one_long_line(form: str, mark: str, end: str, heading: str) -> None:
    """However long the line is, each person is one winner with unit, post and what is said in brackets."""
    line = mark.join(_FORMS[form](*each) for each in _PERSONS) + end
    decision = read("表彰名单", f"{heading}\n{line}\n二、先进集体（2个）\n绿屏海关\n绿屏税务局")
    assert _read_persons(decision) == _PERSONS
    assert {each.code for each in decision.findings} <= {
        "missing-date",
        "missing-number",
        "missing-addressee",
    }


def test_names_alone_on_one_long_line() -> None:
    """More names than a line of persons has characters for are all read, a rare surname among them."""
    names = [first + last for last in "建国立军志强晓梅" for first in "石方葛龙郝邱田鄢"]
    decision = read("表彰名单", f"一、优秀教师（{len(names)}名）\n{'、'.join(names)}")
    assert _read_names(decision) == names


def test_a_rare_surname_before_unit_and_post_is_a_person() -> None:
    """Where persons are honoured, what stands in the brackets tells that a name of any surname is one."""
    listed = "石立柱（东塘镇柳林村党支部书记）\n鄢磊（绿屏市财政局副科长）\n尧玲（女，满族）\n飞燕组（绿屏市公共汽车公司）"
    decision = read("表彰名单", f"一、优秀党员（4名）\n{listed}")
    assert _read_names(decision)[:3] == ["石立柱", "鄢磊", "尧玲"]
    assert "飞燕组" not in {each.name.value for case in decision.tiers[0].cases() for each in case.recipients if each.kind == "person"}  # fmt: skip


@pytest.mark.parametrize("width", range(21, 37))
@pytest.mark.parametrize("form", _FORMS)
def test_persons_on_lines_of_one_width(form: str, width: int) -> None:
    """A line end within an entry parts nothing; each span quotes what is printed."""
    lines = _wrapped("、".join(_FORMS[form](*each) for each in _PERSONS), width)
    listed = f"一、优秀党员（8名）\n{lines}\n二、先进集体（2个）\n绿屏海关\n绿屏税务局"
    decision = read("表彰名单", listed)
    assert _read_persons(decision) == _PERSONS
    assert _read_names(decision, 1) == ["绿屏海关", "绿屏税务局"]
    for case in decision.tiers[0].cases():
        for each in case.recipients:
            assert "".join(map(decision.text.quote, each.name.spans)) == each.name.value


@pytest.mark.parametrize("counted", ["（8个）", ""])
@pytest.mark.parametrize("width", range(21, 37))
def test_bodies_on_lines_of_one_width(width: int, counted: str) -> None:
    """A body that a line end parts is one, where its first half is a body too (某某局 / 机关党委)."""
    decision = read("表彰名单", f"一、先进基层党组织{counted}\n{_wrapped('、'.join(_BODIES), width)}")
    assert _read_names(decision) == _BODIES
    assert "annex-incomplete" not in {each.code for each in decision.findings}


@pytest.mark.parametrize("end", ["", "。"])
def test_a_stop_ends_one_paragraph(end: str) -> None:
    """Only the stop at its end tells that the lines are one; it is no part of the last name."""
    bodies = [
        "绿屏市第一税务所",
        "绿屏市信息中心",
        "绿屏市图书馆",
        "东塘镇税务局",
        "第二税务所",
        "西岭乡财政所",
    ]
    lines = f"　　{'、'.join(bodies[:4])}\n{'、'.join(bodies[4:])}{end}"
    names = _read_names(read("表彰名单", f"一、先进集体\n{lines}"))
    joined = [*bodies[:3], "".join(bodies[3:5]), bodies[5]]
    assert names == (joined if end else bodies)


@pytest.mark.parametrize("turns", range(1, 6))
def test_a_page_ends_between_the_lines(turns: int) -> None:
    """The number of the page parts the lines no more than their ends do."""
    lines = _wrapped("、".join(_in_brackets(*each) for each in _PERSONS), 26).split("\n")
    printed = "\n".join(lines[:turns]) + "|" + "\n".join(lines[turns:])
    decision, _ = parsed(f"一、优秀党员（8名）\n{printed}", "2020年度表彰名单")
    assert _read_persons(decision) == _PERSONS


_APART = {
    "each line is whole": (
        "绿屏市财政局、绿屏市教育局、绿屏市公安局、西岭乡\n东塘镇、绿屏市审计局、绿屏市民政局、绿屏市司法局",
        8,
    ),
    "one body on a line": ("绿屏市住房和城乡建设局\n绿屏市人力资源和社会保障局\n绿屏市教育局", 3),
    "a place and a colon": (
        "东塘镇：柳林村、石桥村、方家村、绿屏市东塘镇中心学校\n西岭乡：青石村、红星村、白杨村、绿屏市西岭乡中心学校",
        8,
    ),
}


@pytest.mark.parametrize(
    "below",
    [
        "以上排名不分先后",
        "希望受到表彰的单位珍惜荣誉再接再厉。",
        "（排名不分先后）",
        "绿屏市总工会办公室2021年3月2日印发",
        "二、先进个人名单",
    ],
)
def test_what_stands_below_a_full_last_line_is_not_joined(below: str) -> None:
    """A remark, who printed the document, or the next heading goes on with no name, however wide the last line is."""
    lines = _wrapped("、".join(_BODIES), 27).split("\n")
    lines[-1] += "、绿屏市水务集团有限公司东塘镇水厂党支部"[: 27 - len(lines[-1])]
    decision = read("表彰名单", "\n".join(["一、先进基层党组织", *lines, below]))
    assert not any(
        "排名" in name or "印发" in name or "名单" in name or "希望" in name for name in _read_names(decision)
    )
    assert _read_names(decision)[: len(_BODIES)] == _BODIES


def test_lines_in_columns_are_not_joined() -> None:
    """Blanks between a work, its authors and their unit, and a number before it, are of a table."""
    rows = [
        "1  城市内涝分级预报与应急联动处置方法的研究  石立柱、方桂香、葛振国  预报科",
        "2  湿地植被恢复遥感监测方法的初步研究与应用示范工作  龙晓梅、郝建军  生态科",
        "3  冬小麦干热风灾害指标体系在本地适用性的检验研究  邱志刚、欧阳静  农气科",
    ]
    decision = read("表彰名单", "一、优秀论文（3篇）\n" + "\n".join(rows))
    assert _read_names(decision) == ["石立柱", "方桂香", "葛振国", "龙晓梅", "郝建军", "邱志刚", "欧阳静"]


def test_bodies_and_their_works_are_not_joined() -> None:
    """A comma parts each body from its work, and no line goes on, though a work and the body below it may be one name."""
    bodies = ["绿屏钢铁有限公司工会", "绿屏煤矿", "东塘镇农机服务站", "绿屏市特种设备检验所"]
    works = ["高炉余热回收利用装置", "井下通风监测报警系统", "割台护罩改进", "电梯井道照明声控改造"]
    lines = "\n".join(f"{body}，{work}" for body, work in zip(bodies, works, strict=True))
    decision = read("优秀成果", f"一等奖（4项）\n{lines}")
    assert _read_names(decision) == bodies


def test_many_lines_that_begin_with_words_are_not_joined() -> None:
    """However many they are, they are looked at once: each ends in a name, and the next begins with what is none."""
    listed = "\n".join(["希望再接再厉、绿屏市教育局、绿屏市审计局、东塘镇中心学校"] * 1_500)
    names = _read_names(read("表彰名单", f"一、先进单位\n{listed}"))
    assert not any("学校希望" in name for name in names)


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("name", _APART)
def test_lines_that_are_whole_are_not_joined(name: str, counted: bool) -> None:
    """Where each line ends in a whole name and the next one begins with one, two names are two."""
    lines, number = _APART[name]
    decision = read("表彰名单", f"一、先进单位{f'（{number}个）' if counted else ''}\n{lines}")
    assert len(_read_names(decision)) == number


def test_what_names_nobody_in_a_long_line_is_said() -> None:
    """The line counts as read, so what could not be read of it is a finding of its own."""
    line = "、".join([*(_in_brackets(*each) for each in _PERSONS[:7]), "见义勇为的路人一二三四五六位"])
    decision = read("表彰名单", f"一、优秀党员（8名）\n{line}")
    assert _read_persons(decision) == _PERSONS[:7]
    said = [decision.text.quote(each.span) for each in decision.findings if each.code == "unread-words"]
    assert said == ["见义勇为的路人一二三四五六位"]
