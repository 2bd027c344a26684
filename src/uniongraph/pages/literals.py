"""How the pages write literals: dates and numbers as a reader of a language does, words with their own language."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from uniongraph.iris import PREFIXES
from uniongraph.pages.languages import CHINESE

if TYPE_CHECKING:
    from uniongraph.things import Words

__all__ = ["tongue", "written"]

_XSD: Final = PREFIXES["xsd"]
_NUMBERS: Final = frozenset(f"{_XSD}{name}" for name in ("integer", "decimal", "double", "float"))
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_HAN: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?=$|T|Z|[+-])")


def written(said: Words, language: str) -> str:
    """Return a literal as a reader of a language writes it: dates and large whole numbers; anything else as it is."""
    if said.datatype in {f"{_XSD}date", f"{_XSD}dateTime"} and (found := _DATE.match(said.text)):
        return _dated(said.text, found, language)
    if said.datatype == f"{_XSD}hexBinary":
        return said.text.lower()
    if said.datatype in _NUMBERS and re.fullmatch(r"\d{5,30}", said.text):
        return f"{int(said.text):,}"
    return said.text


def tongue(text: str, language: str | None = None) -> str | None:
    """Return the language a page gives for words of the data: their own, Chinese for Chinese characters that have none."""
    return language or ("zh" if _HAN.search(text) else None)


def _dated(text: str, found: re.Match[str], language: str) -> str:
    try:
        day = date(*(int(each) for each in found.groups()))
    except ValueError:
        return text
    if language == CHINESE:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
