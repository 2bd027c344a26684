"""What is drawn, printed as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generated import rows
from generated.lists import chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generated.values import Drawn

__all__ = ["render"]


def render(drawn: Drawn) -> str:
    """Return the document."""
    lines = [*_head(drawn), ""]
    if drawn.addressees:
        lines += [f"{'，'.join(drawn.addressees)}：", ""]
    lines += ["为激励先进，经逐级推荐、专家评审，决定对有关单位和个人予以表彰。", ""]
    lines += [f"附件：{annex.title}" for annex in drawn.content.annexes]
    lines += ["", "　".join(drawn.issuers), *_date(drawn), ""]
    for annex in drawn.content.annexes:
        winners = list(rows.lines_of(annex))
        if drawn.frame.pages and len(winners) > 4:
            winners.insert(len(winners) // 2, "— 2 —")
        lines += ["附件", "", annex.title, "", *winners]
    return "\n".join([*lines, ""])


def _head(drawn: Drawn) -> Iterator[str]:
    frame = drawn.frame
    number = f"{drawn.symbol}{frame.number.format(drawn.date[0])}{drawn.serial}号"
    if frame.masthead == "file":
        # All organs: where the masthead names the first alone and the signature two, both could be meant.
        yield from drawn.issuers[:-1]
        yield f"{drawn.issuers[-1]}文件"
    elif frame.masthead == "beside":
        yield from drawn.issuers
        yield "文件"
    if frame.number_at == "top":
        yield number
    title = drawn.title
    if frame.number_at == "glued":
        title = f"{number} {title}"
    if frame.broken:
        cut = title.index("关于")
        yield title[:cut]
        yield title[cut:]
    else:
        yield title
    if frame.number_at == "below":
        yield number
    elif frame.number_at == "bracketed":
        yield f"（{number}）"


def _date(drawn: Drawn) -> Iterator[str]:
    year, month, day = drawn.date
    if drawn.frame.date == "arabic":
        yield f"{year}年{month}月{day}日"
    elif drawn.frame.date == "spaced":
        yield f"{year} 年 {month} 月 {day} 日"
    elif drawn.frame.date == "chinese":
        digits = "".join(drawn.frame.zero if digit == "0" else chinese(int(digit)) for digit in str(year))
        yield f"{digits}年{chinese(month)}月{chinese(day)}日"
