"""Names of lists that the end of a page parts: joined where the form of the list says so, each half told where it stands.

All bodies are invented.
"""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import parser
from uniongraph.model import Decision

_HEAD = "临江市总工会关于表彰2020年度先进集体的决定\n\n各区总工会：\n\n市总工会决定予以表彰。\n\n临江市总工会\n2021年3月2日\n\n附件\n\n2020年度先进集体名单\n\n"
_END = "\n— 2 —\n临江市总工会文件\n"

_JOINED = {
    "in a name": (
        "城东区水务有|限公司工会\n城西区图书馆工会",
        ["城东区水务有限公司工会", "城西区图书馆工会"],
    ),
    "in a place": ("城西区总工会\n城|东区图书馆工会", ["城西区总工会", "城东区图书馆工会"]),
    "before its last word": (
        "城东区水务有限公司|工会\n城西区总工会",
        ["城东区水务有限公司工会", "城西区总工会"],
    ),
    "before its last words and the name in Latin letters": (
        "长风电子有限|公司（Changfeng Electronics Co., Ltd.）工会\n城西区总工会\n\n临江市总工会办公室2021年3月3日印发",
        ["长风电子有限公司（Changfeng Electronics Co., Ltd.）工会", "城西区总工会"],
    ),
    "in brackets": (
        "1. 城东区水务（集|团）有限公司\n2. 城西区总工会",
        ["城东区水务（集团）有限公司", "城西区总工会"],
    ),
    "in a run": (
        "城东区总工会、城西|区图书馆工会、城南区总工会",
        ["城东区总工会", "城西区图书馆工会", "城南区总工会"],
    ),
    "behind a comma": ("城东区总工会、|城西区图书馆工会", ["城东区总工会", "城西区图书馆工会"]),
    "not between two": ("城东区总工会|城西区图书馆工会", ["城东区总工会", "城西区图书馆工会"]),
    "not behind the title": ("|3K材料有限公司工会\n城东区总工会", ["3K材料有限公司工会", "城东区总工会"]),
    "not between two of one body": ("机关工会\n图书馆工会|后勤工会", ["机关工会", "图书馆工会", "后勤工会"]),
}


def parsed(lines: str, title: str = "2020年度先进集体名单") -> tuple[Decision, str]:
    """Return the decision with a list on pages that end at each |, and its text."""
    text = text_of(_HEAD.replace("2020年度先进集体名单", title) + lines.replace("|", _END) + "\n")
    return parser.parse(text), text.content


@pytest.mark.parametrize(("lines", "wanted"), _JOINED.values(), ids=_JOINED)
def test_a_name_that_a_page_parts_is_one(lines: str, wanted: list[str]) -> None:
    """The name is whole, each span quotes a half of it, and the page's own lines are no part of either."""
    decision, content = parsed(lines)
    found = [each.name for case in decision.tiers[0].cases() for each in case.recipients]
    assert [name.value for name in found] == wanted
    assert ["".join(content[span.begin : span.end] for span in name.spans) for name in found] == wanted


def test_a_title_goes_on_up_to_the_line_of_its_winners() -> None:
    """A line that names several bodies is theirs, however long it is and whatever letters stand in it."""
    winners = "城东区医药股份有限公司工会／虎丘坪县客运股份有限公司工会／澄江国际学校（Chengjiang International School）工会"
    decision, _ = parsed(f"1. 打造“一\n站式”调解平台\n{winners}\n2. 服务户外劳动者\n城西区总工会")
    first, second = decision.tiers[0].cases()
    assert first.title is not None
    assert first.title.value == "打造“一站式”调解平台"
    assert "／".join(each.name.value for each in first.recipients) == winners
    assert [each.name.value for each in second.recipients] == ["城西区总工会"]


def test_a_doubtful_half_is_joined_and_said_to_be_doubtful() -> None:
    """What ends a name may be a body of its own: the likelier reading is taken, less surely, with a finding."""
    decision, content = parsed("1. 长风机床|有限公司工会")
    (case,) = decision.tiers[0].cases()
    (winner,) = case.recipients
    assert (winner.name.value, winner.name.confidence) == ("长风机床有限公司工会", 0.6)
    (finding,) = (each for each in decision.findings if each.code == "uncertain-recipient")
    assert content[finding.span.begin : finding.span.end] == _END


def test_what_stands_apart_below_the_last_entry_is_no_winner_of_it() -> None:
    """So the entries have their winners behind a mark, and a name in one of them may be parted."""
    page = "\n— {} —\n临江市总工会文件\n"
    text = (
        "临江市总工会文件\n\n临江市总工会关于表彰2020年度优秀工作法的决定\n\n各区总工会：\n\n市总工会决定予以"
        f"{page.format(1)}表彰。\n\n附件：2020年度优秀工作法名单（2个）\n\n1.安全工作法—城东区水务有限{page.format(2)}"
        "公司工会、城西区图书馆工会\n2.节水工作法—城南区总工会\n\n临江市总工会\n2021年3月2日\n"
    )
    decision = parser.parse(text_of(text))
    found = [[each.name.value for each in case.recipients] for case in decision.tiers[0].cases()]
    assert found == [["城东区水务有限公司工会", "城西区图书馆工会"], ["城南区总工会"]]
