"""Lists grouped by places and kinds: below honours, below categories, above numbered winners.

All bodies and names are invented.
"""

from __future__ import annotations

import pytest

from test_lists import outlined, read

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
