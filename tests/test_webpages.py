"""What a web page prints above its title: the site's name, what it offers its readers, the day on which it was looked at.

All sites and bodies are invented.
"""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import parser

_PAGE = "{}\n绿屏市总工会关于表彰2020年度先进单位的决定\n\n绿工发〔2021〕3号\n\n各区总工会：\n\n市总工会决定，授予绿屏海关、绿屏税务局“先进单位”称号。\n\n绿屏市总工会\n2021年3月2日\n"
_ABOVE = [
    "绿屏文明网\n首页 | 要闻 | 文明创建 | 公示公告",
    "绿屏市总工会网\n当前位置：首页 > 通知公告",
    "绿屏新闻网 - 主流媒体\n首页 > 公示",
    "绿屏市教育局门户网站\n您现在的位置：首页 > 通知",
    "欢迎访问绿屏文明网\n首页 > 公告",
    "绿屏市人民政府门户网站\n2021年3月8日 星期一\n首页 > 公告",
    "设为首页 | 加入收藏 | 联系我们\n绿屏文明网\n首页 | 要闻 | 公告",
    "无障碍阅读　长者模式　登录　注册\n首页 > 公告",
    "首页　要闻　文明创建　志愿服务　公示公告\n当前位置：首页 > 公告",
]


@pytest.mark.parametrize("above", _ABOVE)
def test_what_a_page_prints_above_the_title_is_passed_over(above: str) -> None:
    """No line of it is left over, and none is taken for the issuer, the day or the title."""
    decision = parser.parse(text_of(_PAGE.format(above)))
    assert [each.value for each in decision.issuers] == ["绿屏市总工会"]
    assert decision.date is not None
    assert decision.date.value.day == 2
    assert {each.code for each in decision.findings} == {"furniture"}


@pytest.mark.parametrize("above", ["绿屏市总工会文件", "绿屏市总工会", "绿屏市总工会办公室文件\n首页 > 公告"])
def test_a_masthead_is_no_name_of_a_site(above: str) -> None:
    """Who issues the document stands above its title too."""
    decision = parser.parse(text_of(_PAGE.format(above)))
    passed = [decision.text.quote(each.span) for each in decision.findings if each.code == "furniture"]
    assert not any("总工会" in words for words in passed)


def test_a_name_of_a_network_in_the_list_is_no_site() -> None:
    """A body whose name ends as a site's does is read where it is honoured."""
    page = _PAGE.format("绿屏文明网\n首页 > 公告").replace("绿屏海关、", "绿屏海关、绿屏新闻网、")
    decision = parser.parse(text_of(page))
    named = [each.name.value for case in decision.tiers[0].cases() for each in case.recipients]
    assert named == ["绿屏海关", "绿屏新闻网", "绿屏税务局"]


def test_below_other_lines_a_name_of_a_network_is_no_site() -> None:
    """The site's name stands on top of the page, above all that is the document's."""
    listed = "嘉奖令\n\n绿工令〔2021〕3号\n\n绿屏新闻网\n绿屏海关\n\n绿屏市总工会\n2021年3月2日\n"
    decision = parser.parse(text_of(f"首页 > 公告\n{listed}"))
    assert not any("新闻网" in decision.text.quote(each.span) for each in decision.findings if each.code == "furniture")  # fmt: skip


_ABOUT = "关于表彰先进个人的决定"
_SOURCE = "来源：办公室　发布时间：2021-03-08　浏览次数：12"
# the page's title and particulars; the head of the document; the title that is read
_TWICE = [
    (f"绿屏市总工会{_ABOUT}\n{_SOURCE}", f"绿屏市总工会\n{_ABOUT}\n（2021年3月2日）\n绿工发〔2021〕3号", "绿屏市总工会" + _ABOUT),
    (f"绿屏市总工会{_ABOUT}", "绿屏市总工会\n关于表彰先进\n个人的决定\n绿工发〔2021〕3号\n2021年3月2日", "绿屏市总工会" + _ABOUT),
    (f"绿屏市总工会{_ABOUT}\n{_SOURCE}", f"绿屏市总工会文件\n\n绿工发〔2021〕3号\n\n{_ABOUT}\n（2021年3月2日）", _ABOUT),
    (f"绿屏市总工会{_ABOUT}\n{_SOURCE}", f"绿屏市总工会\n文件\n\n绿工发〔2021〕3号\n\n绿屏市总工会\n{_ABOUT}\n（2021年3月2日）", "绿屏市总工会" + _ABOUT),
    (f"绿屏市总工会{_ABOUT}\n{_SOURCE}", f"{_ABOUT}\n（2021年3月2日）\n绿工发〔2021〕3号", "绿屏市总工会" + _ABOUT),
    (f"{_ABOUT}\n{_SOURCE}", f"绿屏市总工会\n{_ABOUT}\n（2021年3月2日）\n绿工发〔2021〕3号", "绿屏市总工会" + _ABOUT),
]  # fmt: skip


@pytest.mark.parametrize(("page", "head", "title"), _TWICE)
def test_the_title_of_the_page_is_not_the_document_s(page: str, head: str, title: str) -> None:
    """The document prints its own again below, on as many lines as it takes; whom it is sent to comes behind that."""
    decision = parser.parse(
        text_of(f"{page}\n\n{head}\n\n各区总工会：\n\n　　授予何岚、段家和“先进个人”称号。\n")
    )
    assert decision.title is not None
    assert decision.title.value == title
    assert [each.value for each in decision.issuers] == ["绿屏市总工会"]
    assert [each.value for each in decision.addressees] == ["各区总工会"]
    assert (str(decision.number and decision.number.value), decision.date and decision.date.value.day) == (
        "绿工发〔2021〕3号",
        2,
    )
    assert {each.code for each in decision.findings} <= {"furniture", "uncertain-reading"}


def test_a_title_that_the_text_cites_is_no_second_one() -> None:
    """What a sentence or a list says of a decision is read where it stands."""
    cited = "绿屏市总工会关于表彰先进个人的决定\n\n各区总工会：\n\n关于表彰先进个人的决定已经印发。\n\n授予何岚“先进个人”称号。\n"
    decision = parser.parse(text_of(cited))
    assert decision.title is not None
    assert decision.title.spans[0].begin == 0
    assert [each.value for each in decision.addressees] == ["各区总工会"]
