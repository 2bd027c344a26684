"""The head and the foot of a drawn document, printed: masthead, number, title; signature and date."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generated.values import chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generated.values import Drawn

__all__ = ["addressees", "foot", "head"]

_WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def head(drawn: Drawn) -> Iterator[str]:
    """Yield the lines down to the addressees."""
    yield from drawn.frame.warnings
    yield from _masthead(drawn)
    number, place = _number(drawn), drawn.frame.number_at
    approved = "" if drawn.frame.approved == "none" else "签发人：许立群"
    if place in {"top", "labelled"}:
        printed = f"文号：{number}" if place == "labelled" else number
        yield f"{printed}　　　　{approved}" if drawn.frame.approved == "beside" else printed
    if approved and (drawn.frame.approved == "alone" or place not in {"top", "labelled"}):
        yield approved
    if drawn.frame.masthead != "none":
        yield ""
    yield from _title(drawn, number)
    if place == "below":
        yield number
    elif place == "bracketed":
        yield f"（{_date(drawn)}　{number}）" if drawn.frame.dated == "number" else f"（{number}）"
    if drawn.frame.dated == "title":
        yield f"（{_date(drawn)}）"


def _title(drawn: Drawn, number: str) -> Iterator[str]:
    cuts = (*drawn.frame.cuts, len(drawn.about))
    title = drawn.about[: cuts[0]]
    title += "".join(drawn.frame.wrap + drawn.about[begin:end] for begin, end in pairwise(cuts))
    if drawn.frame.titled != "none":
        title = drawn.frame.titled.join(drawn.issuers) + title
    if drawn.frame.number_at == "glued":
        title = f"{number} {title.lstrip()}"
    elif drawn.frame.number_at == "behind":
        title = f"{title}（{number}）"
    yield from title.strip().split("\n")


def _masthead(drawn: Drawn) -> Iterator[str]:
    if drawn.frame.masthead == "file":
        # All organs: where the masthead names the first alone and the signature two, both could be meant.
        yield from drawn.issuers[:-1]
        yield f"{drawn.issuers[-1]}文件"
    elif drawn.frame.masthead == "beside":
        yield from drawn.issuers
        yield "文件"
    elif drawn.frame.masthead == "between":
        yield from (drawn.issuers[0], "文件", *drawn.issuers[1:])


def addressees(drawn: Drawn) -> Iterator[str]:
    """Yield the lines that name the addressees; none where there are none."""
    if drawn.addressees:
        names = f"{drawn.frame.parting.join(drawn.addressees)}："
        cut = len(names) // 2 if drawn.frame.folded else 0
        yield from filter(None, (names[:cut], names[cut:]))


def _number(drawn: Drawn) -> str:
    return f"{drawn.symbol}{drawn.frame.number.format(drawn.date[0], drawn.serial)}"


def foot(drawn: Drawn) -> Iterator[str]:
    """Yield who signs, and the date."""
    signed, dated = drawn.frame.signed, drawn.frame.dated
    date = _date(drawn) if dated in {"signed", "end"} else ""
    signers = [issuer + drawn.frame.seal for issuer in drawn.issuers]
    if signed == "fused":
        yield f"{'　'.join(signers)}{date}"
    elif signed == "beside":
        yield "　".join(signers)
    elif signed == "lines":
        yield from signers
    if date and signed != "fused":
        yield date
    if drawn.frame.note:
        yield from ("", drawn.frame.note)


def _date(drawn: Drawn) -> str:
    """Return the day in the form in which the document prints it."""
    year, month, day = drawn.date
    forms = {
        "dashes": f"{year}-{month:02}-{day:02}",
        "strokes": f"{year}/{month}/{day}",
        "dots": f"{year}.{month}.{day}",
        "spaced": f"{year} 年 {month} 月 {day} 日",
        "wide": f"{year}年{month}月{day}日".translate(_WIDE),
    }
    if drawn.frame.date == "chinese":
        digits = (chinese(int(digit)) or drawn.frame.zero for digit in str(year))
        return f"{''.join(digits)}年{chinese(month)}月{chinese(day)}日"
    return forms.get(drawn.frame.date, f"{year}年{month}月{day}日")
