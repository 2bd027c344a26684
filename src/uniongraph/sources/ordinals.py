"""Numbers as Word and browsers print them before the items of a list: 一, （二）, ③, iv, 壹."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["printed"]

_DIGITS: Final = "零一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL: Final = "零壹貳參肆伍陸柒捌玖"
_LARGEST: Final = 9999
"""What is counted further is printed in Arabic digits."""
_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def printed(number: int, form: str) -> str:
    """Return a number in one of the forms of ECMA-376 (17.18.59 ST_NumberFormat); Arabic digits in any other.

    ``001`` stands for Arabic digits, at least so many.
    """
    if form in {"none", "bullet"}:
        return ""
    if form.isdecimal():
        return str(number).zfill(len(form))
    draw = _FORMS.get(form)
    return draw(number) if draw and 0 < number <= _LARGEST else str(number)


def _counted(number: int, digits: str, units: str) -> str:
    """Return a number with its units: 十, 十一, 二十, 一百零一, 一千零一十."""
    figures = str(number)
    words = ""
    for place, figure in enumerate(map(int, figures)):
        power = len(figures) - place - 1
        if figure:
            words += digits[figure] + (units[power - 1] if power else "")
        elif words and not words.endswith(digits[0]):
            words += digits[0]
    return words.rstrip(digits[0])


def _chinese(number: int) -> str:
    words = _counted(number, _DIGITS, "十百千")
    return words.removeprefix("一") if number < 20 and words.startswith("一十") else words


def _chinese_short(number: int) -> str:
    """Return 一 to 九十九 with their units, and larger numbers digit by digit, as chineseCounting prints them."""
    return _chinese(number) if number < 100 else _by_digit(number, "○")


def _by_digit(number: int, zero: str) -> str:
    return "".join(zero if figure == "0" else _DIGITS[int(figure)] for figure in str(number))


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        words += letters * times
    return words


def _ordinal(number: int) -> str:
    teens = 10 < number % 100 < 14
    return str(number) + {1: "st", 2: "nd", 3: "rd"}.get(0 if teens else number % 10, "th")


def _letters(number: int) -> str:
    """Return a … z, aa, bb … as Word counts on after z."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _run(first: str, length: int) -> Callable[[int], str]:
    return _one_of("".join(chr(ord(first) + step) for step in range(length)))


_WIDE: Final = {ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)}

_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "ordinal": _ordinal,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "chineseCounting": _chinese_short,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese_short,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": lambda number: _by_digit(number, "〇"),
    "japaneseDigitalTenThousand": lambda number: _by_digit(number, "〇"),
    "taiwaneseDigital": lambda number: _by_digit(number, "○"),
    "chineseLegalSimplified": lambda number: _counted(number, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda number: _counted(number, _LEGAL_TRADITIONAL, "拾佰仟"),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _run("①", 20),
    "decimalEnclosedCircleChinese": _run("①", 10),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "decimalEnclosedParen": _run("⑴", 20),
    "ideographEnclosedCircle": _run("㈠", 10),  # so Word prints it (MS-OI29500 2.1.540), whatever its name
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
}
