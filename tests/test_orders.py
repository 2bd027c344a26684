"""Orders (嘉奖令): their titles without 关于, who issues them, and where their number stands. All names are invented."""

from __future__ import annotations

import pytest

from hostile import text_of
from uniongraph import parser

BODY = """{head}

公司各单位：

2021年2月，何立春、吴小梅及时排除险情。经研究，决定对何立春、吴小梅2名同志予以嘉奖。

{signed}
2021年3月18日
"""
HALL, WORKS = "绿屏市人民政府", "临江钢铁集团有限公司"

# the head, the signature, who issues it, the title
ORDERS = [
    (f"{HALL}嘉奖令\n\n绿政令〔2021〕3号", HALL, HALL, f"{HALL}嘉奖令"),
    (f"{HALL}嘉奖令　绿政令〔2021〕3号", HALL, HALL, f"{HALL}嘉奖令"),
    (f"{HALL}\n嘉奖令　绿政令〔2021〕3号", HALL, HALL, f"{HALL}嘉奖令"),
    (f"{HALL}嘉奖令（绿政令〔2021〕3号）", HALL, HALL, f"{HALL}嘉奖令"),
    (f"{WORKS}总经理嘉奖令\n\n绿政令〔2021〕3号", "总经理　武刚", WORKS, f"{WORKS}总经理嘉奖令"),
    (f"{WORKS}董事长嘉奖令　绿政令〔2021〕3号", WORKS, WORKS, f"{WORKS}董事长嘉奖令"),
    ("柳溪机床厂厂长嘉奖令\n\n绿政令〔2021〕3号", "柳溪机床厂", "柳溪机床厂", "柳溪机床厂厂长嘉奖令"),
]


@pytest.mark.parametrize(("head", "signed", "issuer", "title"), ORDERS)
def test_an_order_has_its_title_its_number_and_its_issuer(
    head: str, signed: str, issuer: str, title: str
) -> None:
    """Who heads a body issues its orders for it; the title of an order is no part of its number."""
    decision = parser.parse(text_of(BODY.format(head=head, signed=signed)))
    assert decision.reason is None
    assert [each.value for each in decision.issuers] == [issuer]
    assert (str(decision.number and decision.number.value), decision.title and decision.title.value) == (
        "绿政令〔2021〕3号",
        title,
    )
    (tier,) = decision.tiers
    assert [each.name.value for case in tier.cases() for each in case.recipients] == ["何立春", "吴小梅"]


def test_a_number_behind_the_word_for_a_file_is_read_as_before() -> None:
    head = f"{HALL}文件\n\n特　急　绿政发〔2021〕3号\n\n{HALL}关于给予何立春等同志嘉奖的决定"
    decision = parser.parse(text_of(BODY.format(head=head, signed=HALL)))
    assert decision.title is not None
    assert decision.title.value == f"{HALL}关于给予何立春等同志嘉奖的决定"
