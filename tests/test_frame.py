"""The frame of a document: where its number may stand. All bodies are invented."""

from __future__ import annotations

import datetime

import pytest

from hostile import text_of
from uniongraph import parser

TITLE = "临江市总工会关于表彰先进集体的决定"

LINES = [
    "临工发〔2021〕12号",
    "（临工发〔2021〕12号）",
    "（临工发(2021)12号）",
    "发文字号：临工发〔2021〕12号",
    "发文字号\t临工发〔2021〕12号",
    "| 发文字号 | 临工发〔2021〕12 号 |",
    "文号 临工发[2021]12号",
    "（2021年3月18日 临工发[2021]12号）",
]


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("line", LINES)
def test_a_number_is_read_above_and_below_the_title(line: str, *, above: bool) -> None:
    """Alone, in brackets, behind its label in a table, or behind the date."""
    head = f"{line}\n{TITLE}" if above else f"{TITLE}\n{line}"
    decision = parser.parse(text_of(f"{head}\n\n经研究，现予以表彰。\n"))
    assert decision.number is not None
    assert str(decision.number.value) == "临工发〔2021〕12号"


def test_a_labelled_number_wins() -> None:
    """The table of particulars says which of two numbers is the document's own."""
    text = text_of(f"临工发〔2020〕1号\n发文字号：临工发〔2021〕12号\n{TITLE}\n现予以表彰。\n")
    number = parser.parse(text).number
    assert number is not None
    assert number.value.year == 2021


def test_a_date_may_stand_before_the_number() -> None:
    """One bracket below the title holds both, and there is no signature."""
    date = parser.parse(text_of(f"{TITLE}\n{LINES[-1]}\n现予以表彰。\n")).date
    assert date is not None
    assert date.value == datetime.date(2021, 3, 18)
