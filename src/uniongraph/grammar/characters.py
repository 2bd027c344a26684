"""Characters, numerals and spaces: what is one sign, what is a zero, which space parts words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

__all__ = [
    "CLOSE",
    "CN_NUMBER",
    "HAN",
    "OPEN",
    "ZEROS",
    "number_of",
    "one_width",
    "split_outside",
    "tidy_name",
    "tidy_title",
]

HAN: Final = r"\u3400-\u9fff\uf900-\ufaff〇○"
OPEN: Final = "（("
CLOSE: Final = "）)"

_DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
}
_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_NUMERALS: Final = frozenset(_DIGITS) | frozenset(_UNITS)
CN_NUMBER: Final = "[零〇○一二三四五六七八九十百千两]{1,12}"
_LONGEST_NUMBER: Final = 18
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+")

ZEROS: Final = "0０零〇○OoΟοОо"
"""What stands for zero in Chinese years: digits, ideographs, a circle, and the letter O of three alphabets."""
_TO_ZERO: Final = str.maketrans(dict.fromkeys(ZEROS, "〇"))


def number_of(printed: str) -> int | None:
    """Return the value of an Arabic or a Chinese numeral (12, 1,200, 十二, 二〇一八), or None where it is neither.

    Among Chinese digits any of ZEROS is a zero (二O一八, 二0一八).
    """
    if len(printed) > _LONGEST_NUMBER:
        return None
    if printed.isdecimal() or ("," in printed and _THOUSANDS.fullmatch(printed)):
        return int(printed.replace(",", ""))
    if _NUMERALS.isdisjoint(printed):
        return None
    numeral = printed.translate(_TO_ZERO)
    if not _NUMERALS.issuperset(numeral):
        return None
    if _UNITS.keys().isdisjoint(numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral))
    total = digit = 0
    for character in numeral:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


_INVISIBLE: Final = re.compile("[\u200b\u2060\ufeff]+")
_SPACES: Final = re.compile(r"\s+")
_WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003134f“”‘’"
_BREAKS: Final = re.compile(rf"(?<=[{_WIDE}])\n|\n(?=[{_WIDE}])")
_STRAY: Final = re.compile(
    rf"(?<=[{_WIDE}]) | (?=[{_WIDE}])| (?=[|+/&×-] [{_WIDE}])|(?<=[{_WIDE}] [|+/&×-]) "
)
"""Beside a Chinese character, or on the other side of a mark that stands beside one (H5 | 看家乡)."""
_OF_ONE_WIDTH: Final = re.compile("[\u4e00-\u9fff（）]*")
"""Most names are in that form."""
_HALVES: Final = re.compile(rf"(?<=[{_WIDE}]{{3}}) (?=[{_WIDE}]{{3}})")
"""A space parts the halves of a slogan (晨读书 夜谈心) only where each half has at least three characters."""


def _is_tidy(printed: str) -> bool:
    """Say whether words hold neither white space nor invisible characters: of these only the space can be printed."""
    return printed.isprintable() and " " not in printed


def tidy_name(printed: str) -> str:
    """Return a name as one would type it: lines joined, and no space beside a Chinese character.

    ``某某局 12 所工会`` becomes ``某某局12所工会``; between two Latin words one space is kept.
    """
    if _is_tidy(printed):
        return printed
    return _STRAY.sub("", _SPACES.sub(" ", _INVISIBLE.sub("", printed)).strip())


def one_width(name: str) -> str:
    """Return a name in the one form under which it is known: brackets full-width, letters and digits half-width."""
    if _OF_ONE_WIDTH.fullmatch(name):
        return name
    return unicodedata.normalize("NFKC", name).replace("(", "（").replace(")", "）")


def tidy_title(printed: str) -> str:
    """Return a title as one would type it: stray spaces dropped, one kept between a slogan's halves.

    ``推行 8 小时工作制`` becomes ``推行8小时工作制``; ``晨读书 夜谈心`` stays.
    """
    if _is_tidy(printed):
        return printed
    line = _BREAKS.sub("", _SPACES.sub(_one_space, _INVISIBLE.sub("", printed)))
    return " ".join(map(tidy_name, _HALVES.split(line.replace("\n", " "))))


def _one_space(run: re.Match[str]) -> str:
    """Return a line end for white space that holds one, a space for any other."""
    return "\n" if "\n" in run[0] or "\r" in run[0] else " "


@cache
def _any_of(separators: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(separators)}]")


def split_outside(words: str, separators: str | re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the parts between separators that stand outside brackets, as offsets: 各县（市、区）总工会 is one.

    ``separators`` are some characters, or a pattern of what parts the words.
    """
    pattern = _any_of(separators) if isinstance(separators, str) else separators
    has_brackets = "（" in words or "(" in words
    parts: list[tuple[int, int]] = []
    begin = depth = at = 0
    for mark in pattern.finditer(words):
        start, end = mark.span()
        if has_brackets:
            between = words[at:start]
            depth = max(depth + sum(map(between.count, OPEN)) - sum(map(between.count, CLOSE)), 0)
            at = end
        if not depth:
            if begin < start:
                parts.append((begin, start))
            begin = end
    if begin < len(words):
        parts.append((begin, len(words)))
    return parts
