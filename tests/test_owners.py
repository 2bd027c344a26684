"""Tables of works with a column of who owns the right in each (专利权人). All bodies and names are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from test_lists import read

if TYPE_CHECKING:
    from collections.abc import Callable

FORMS = {
    "tabs": "\t".join,
    "bars": lambda row: f"| {' | '.join(row)} |",
    "one cell a line": "\n".join,
}

# the head; the rows; whom each row names
ROWS: dict[str, tuple[list[str], list[list[str]], list[str]]] = {
    "bodies and inventors": (
        ["序号", "专利号", "专利名称", "专利权人", "发明人"],
        [
            ["1", "ZL202110000001.7", "茶叶萎凋机", "绿屏茶机有限公司、绿屏大学", "何立春、吴小梅"],
            ["2", "ZL202110000002.X", "渡船靠岸装置", "柳溪船厂", "孙平"],
        ],
        ["何立春|吴小梅|绿屏茶机有限公司|绿屏大学", "孙平|柳溪船厂"],
    ),
    "designers before bodies": (
        ["序号", "专利名称", "设计人", "专利权人"],
        [["1", "折叠躺椅", "段家和、马青", "绿屏家具厂"], ["2", "水泵外壳", "白雪", "绿屏水泵有限公司"]],
        ["段家和|马青|绿屏家具厂", "白雪|绿屏水泵有限公司"],
    ),
    "either maker in one head": (
        ["序号", "专利名称", "发明人/设计人", "专利权人"],
        [["1", "折叠躺椅", "段家和", "绿屏家具厂"], ["2", "水泵外壳", "白雪", "绿屏水泵有限公司"]],
        ["段家和|绿屏家具厂", "白雪|绿屏水泵有限公司"],
    ),
    "an owner who is the inventor": (
        ["序号", "专利名称", "专利权人", "发明人"],
        [["1", "折叠躺椅", "段家和", "段家和"], ["2", "水泵外壳", "绿屏水泵有限公司、马青", "白雪"]],
        ["段家和", "白雪|绿屏水泵有限公司|马青"],
    ),
    "owners alone": (
        ["序号", "作品名称", "著作权人"],
        [["1", "渡口的灯", "绿屏画院"], ["2", "白塔下", "柳溪书画社"]],
        ["绿屏画院", "柳溪书画社"],
    ),
    "breeders": (
        ["序号", "品种名称", "品种权人", "育种人"],
        [["1", "绿屏早稻", "绿屏种业有限公司", "何立春"], ["2", "柳溪白茶", "柳溪茶科所", "孙平"]],
        ["何立春|绿屏种业有限公司", "孙平|柳溪茶科所"],
    ),
    "where inventors work": (
        ["序号", "专利名称", "发明人", "工作单位"],
        [["1", "茶叶萎凋机", "何立春", "绿屏大学"], ["2", "渡船靠岸装置", "孙平", "柳溪船厂"]],
        ["何立春@绿屏大学", "孙平@柳溪船厂"],
    ),
    "who recommended inventors": (
        ["序号", "专利名称", "发明人", "推荐单位"],
        [["1", "茶叶萎凋机", "何立春", "绿屏大学"], ["2", "渡船靠岸装置", "孙平", "柳溪船厂"]],
        ["何立春", "孙平"],
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(("head", "rows", "expected"), ROWS.values(), ids=ROWS)
def test_owners_are_honoured_beside_makers(
    form: Callable[[list[str]], str], head: list[str], rows: list[list[str]], expected: list[str]
) -> None:
    """Each of both, whatever order their columns stand in; a unit where inventors work is none of them."""
    table = "\n".join(map(form, [head, *rows]))
    decision = read("2021年度专利奖获奖名单", f"一、金奖（2项）\n{table}")
    (tier,) = decision.tiers
    found = [
        "|".join(
            each.name.value + (f"@{each.affiliation.value}" if each.affiliation else "")
            for each in case.recipients
        )
        for case in tier.cases()
    ]
    assert (tier.name.value, found) == ("金奖", expected)
    assert [case.title and case.title.value for case in tier.cases()] == [
        row[head.index(next(cell for cell in head if cell.endswith("名称")))] for row in rows
    ]
    assert not {"uncertain-recipient", "unread-line", "unread-words"} & {f.code for f in decision.findings}


BODIES = ["绿屏茶机有限公司", "绿屏大学"]

# what stands behind or below a title; whom it names
LABELLED = [
    ("专利权人：绿屏茶机有限公司、绿屏大学{}发明人：何立春、吴小梅", [*BODIES, "何立春", "吴小梅"]),
    ("发明人：何立春、吴小梅{}专利权人：绿屏茶机有限公司", ["何立春", "吴小梅", BODIES[0]]),
    ("专利权人：段家和{}设计人：段家和", ["段家和"]),
    ("品种权人：绿屏大学、马青{}育种人：白雪", ["绿屏大学", "马青", "白雪"]),
    ("著作权人：绿屏大学{}推荐单位：柳溪县文化馆", ["绿屏大学"]),
]


@pytest.mark.parametrize(("fields", "expected"), LABELLED)
@pytest.mark.parametrize(
    "form", ["1.{0}\n{1}\n2.{0}\n{1}", "1.{0}　{1}\n2.{0}　{1}", "{0}（{1}）\n{0}（{1}）"]
)
def test_labels_name_owners_and_makers(form: str, fields: str, expected: list[str]) -> None:
    """On lines of their own, on the line of the title or in brackets behind it."""
    between = "\n" if "\n{1}" in form else "　"
    decision = read(
        "2021年度专利奖获奖名单", "一、金奖（2项）\n" + form.format("茶叶萎凋机", fields.format(between))
    )
    (tier,) = decision.tiers
    cases = list(tier.cases())
    assert [case.title and case.title.value for case in cases] == ["茶叶萎凋机"] * 2
    assert [[each.name.value for each in case.recipients] for case in cases] == [expected] * 2


FILED = [
    "1.{0}\n{1}\n专利权人：{2}\n发明人：何立春\n",
    "1.专利名称：{0}\n{1}\n专利权人：{2}\n发明人：何立春\n",
    "1.{0}（{1}）\n专利权人：{2}\n发明人：何立春\n",
    "1.{0}（{1}）　专利权人：{2}　发明人：何立春\n",
    "1.{0}（{1}，专利权人：{2}，发明人：何立春）\n",
]


@pytest.mark.parametrize("number", ["专利号：ZL202110000001.7", "ZL202110000001.X", "申请号：202110000001.7"])
@pytest.mark.parametrize("form", FILED)
def test_the_number_of_a_patent_is_noted(form: str, number: str) -> None:
    """It is no part of the title, wherever it stands."""
    listed = form.format("茶叶萎凋机", number, "绿屏大学")
    listed += form.format("渡船靠岸装置", number, "柳溪船厂").replace("1.", "2.", 1)
    cases = list(read("2021年度专利奖获奖名单", f"一、金奖（2项）\n{listed}").tiers[0].cases())
    assert [case.title and case.title.value for case in cases] == ["茶叶萎凋机", "渡船靠岸装置"]
    assert [[each.name.value for each in case.recipients] for case in cases] == [
        ["绿屏大学", "何立春"],
        ["柳溪船厂", "何立春"],
    ]
    assert {note.value for case in cases for each in case.recipients for note in each.notes} == {number}


def test_other_brackets_stay_in_the_title() -> None:
    """What is no number of that kind."""
    listed = "1.茶叶萎凋机（第2代）\n专利权人：绿屏大学\n发明人：何立春"
    (case,) = read("2021年度专利奖获奖名单", f"一、金奖（1项）\n{listed}").tiers[0].cases()
    assert case.title is not None
    assert case.title.value == "茶叶萎凋机（第2代）"
