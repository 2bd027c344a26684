"""What is drawn, printed as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generated import head, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generated.values import Drawn

__all__ = ["render"]


def render(drawn: Drawn) -> str:
    """Return the document."""
    return "\n".join([*_lines(drawn), ""])


def _lines(drawn: Drawn) -> Iterator[str]:
    yield from (*head.head(drawn), "")
    yield from (*head.addressees(drawn), "")
    yield from (drawn.frame.indent + "为激励先进，经逐级推荐、专家评审，决定对有关单位和个人予以表彰。", "")
    yield from (f"附件：{annex.title}" for annex in drawn.content.annexes)
    yield ""
    if drawn.frame.dated != "end":
        yield from (*head.foot(drawn), "")
    for annex in drawn.content.annexes:
        winners = list(rows.lines_of(annex))
        if drawn.frame.pages and len(winners) > 4:
            winners.insert(len(winners) // 2, "— 2 —")
        yield from ("附件", "", annex.title, "", *winners)
    if drawn.frame.dated == "end":
        yield from ("", *head.foot(drawn))
