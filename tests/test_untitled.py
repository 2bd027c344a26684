"""Annexes without a title of their own: what stands first below the mark heads or holds winners, and is read as that.

All bodies, places and names are invented.
"""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import console, parser

HEAD = "绿屏市总工会关于表彰2023年度先进的决定\n\n各县总工会：\n\n　　经研究，决定予以表彰。\n\n绿屏市总工会\n2024年3月2日\n\n附件\n\n{}\n"

# what stands below the mark; what is read of it
LISTS: dict[str, tuple[str, list[str]]] = {
    "grades with a count": (
        "一等奖（2个）：柳溪县总工会、白塔区总工会\n二等奖（1个）：\n东港区总工会",
        [
            "一等奖  (declares 2 个)",
            "柳溪县总工会",
            "白塔区总工会",
            "二等奖  (declares 1 个)",
            "东港区总工会",
        ],
    ),
    "grades without": (
        "一等奖：柳溪县总工会、白塔区总工会\n二等奖：东港区总工会",
        ["一等奖", "柳溪县总工会", "白塔区总工会", "二等奖", "东港区总工会"],
    ),
    "bodies and persons": (
        "先进集体（1个）：柳溪县总工会\n先进个人（2名）：何立春、钱莉",
        ["先进集体  (declares 1 个)", "柳溪县总工会", "先进个人  (declares 2 名)", "何立春", "钱莉"],
    ),
    "a title all the same": (
        "先进集体名单\n一等奖：柳溪县总工会\n二等奖：东港区总工会",
        ["一等奖", "柳溪县总工会", "二等奖", "东港区总工会"],
    ),
}


@pytest.mark.parametrize(("listed", "expected"), LISTS.values(), ids=LISTS)
def test_the_first_group_of_an_annex_is_no_title(listed: str, expected: list[str]) -> None:
    """Its winners are read as those of the others are."""
    decision = parser.parse(text_of(HEAD.format(listed)))
    assert [line.strip() for line in console.outline_lines(decision)][2:] == expected
    assert all("：" not in title.value for title in decision.annex_titles)


def test_a_group_that_no_rule_reads_leaves_the_list_open() -> None:
    """Whose honour nobody knows may not be lost with those below read, as if that were all."""
    decision = parser.parse(
        text_of(HEAD.format("甲类工会：柳溪县总工会、白塔区总工会\n先进个人：何立春、钱莉"))
    )
    read = [each.name.value for tier in decision.tiers for case in tier.cases() for each in case.recipients]
    assert "柳溪县总工会" in read or any(each.code == "annex-incomplete" for each in decision.findings)


def test_marks_with_nothing_in_them_name_no_work() -> None:
    """What stands in brackets behind them is no winner of a work without a name."""
    sentence = "　　经研究，决定授予舞蹈“”（柳溪县剧院）、舞蹈“渡口”（白塔区剧院）优秀作品奖。"
    decision = parser.parse(text_of(HEAD.format("").replace("　　经研究，决定予以表彰。", sentence)))
    assert all(case.title is None or case.title.value for tier in decision.tiers for case in tier.cases())


def test_a_title_with_a_blank_between_two_bodies_names_its_honour_whole() -> None:
    """What no list names is called after the title, and its words are those that stand there."""
    text = text_of(
        "绿屏市水利局　　绿屏市城市管理局\n2021年3月9日\n予以通报表扬的通报\n"
        "今年7月，我区遭遇特大暴雨。各级各部门全力以赴，取得了防汛救灾的全面胜利。为鼓励先进，区政府决定：对在防汛救灾、灾后重建工作中表现突出的南桥镇人民政府、柳荫街道办事处、"
        "区水务局等8个单位和汤溪客、白鹿鸣等15名同志予以通报表扬。\n参与者：陆"
    )
    for tier in parser.parse(text).tiers:
        printed = "".join(text.quote(span) for span in tier.name.spans)
        assert "".join(tier.name.value.split()) == "".join(printed.split())
