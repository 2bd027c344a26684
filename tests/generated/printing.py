"""What is drawn, printed as a document."""

from __future__ import annotations

from functools import partial
from itertools import chain, count
from typing import TYPE_CHECKING

from generated import head, pages, rows, webpage
from generated.values import Listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generated.values import Annex, Content, Drawn

__all__ = ["render"]


def render(drawn: Drawn) -> str:
    """Return the document."""
    lines = _lines(drawn)
    site = drawn.frame.site
    if site is not None:
        lines = chain(webpage.above(drawn, site), lines, webpage.below(site))
    return drawn.written("\n".join([*lines, ""]))


def _lines(drawn: Drawn) -> Iterator[str]:
    yield from (*head.head(drawn), "")
    if drawn.frame.site is not None:
        yield from (webpage.byline(drawn.frame.site), "")
    yield from (*head.addressees(drawn), "")
    yield from _prose(drawn)
    yield from (*_references(drawn), "")
    if drawn.frame.dated != "end":
        yield from (*head.foot(drawn), "")
    if drawn.frame.imprint_at == "foot":
        yield from (*drawn.frame.imprint, "")
    numbers = count(2)
    for annex, mark in zip(drawn.content.annexes, _marks(drawn), strict=True):
        lines = list(rows.lines_of(annex))
        names = drawn.frame.pages == "names"
        breakable = filter(partial(rows.may_break, annex, names=names), lines)
        winners = pages.turned(drawn, lines, next(numbers), set(breakable))
        yield from _opening(drawn.frame.opens, mark, annex)
        yield from ("", *winners, "")
    if drawn.frame.dated == "end":
        yield from head.foot(drawn)
    if drawn.frame.imprint_at == "end":
        yield from ("", *drawn.frame.imprint)


def _prose(drawn: Drawn) -> Iterator[str]:
    indent = drawn.frame.indent
    lines = [indent + paragraph for paragraph in _paragraphs(drawn.content)]
    yield from (*pages.turned(drawn, lines, 1, {line for line in lines[:1] if line.endswith("。")}), "")


def _paragraphs(content: Content) -> tuple[str, ...]:
    if not isinstance(content, Listed):
        return content.paragraphs
    decided = "为激励先进，经逐级推荐、专家评审，决定对有关单位和个人予以表彰。"
    return (decided, *content.quoting, *content.hopes)


def _marks(drawn: Drawn) -> list[str]:
    """Return the number of each annex; of one alone there is none."""
    number = len(drawn.content.annexes)
    return [str(place) for place in range(1, number + 1)] if number > 1 else [""] * number


def _references(drawn: Drawn) -> Iterator[str]:
    """Yield the lines that say what is annexed (附件说明)."""
    titles, marks = [annex.title for annex in drawn.content.annexes], _marks(drawn)
    items = [f"{mark}. {title}" if mark else title for mark, title in zip(marks, titles, strict=True)]
    match drawn.frame.refers:
        case "marks":
            yield from (f"附件{mark}：{title}" for mark, title in zip(marks, titles, strict=True))
        case "dashes":
            yield from (f"附件{mark}——{title}" for mark, title in zip(marks, titles, strict=True))
        case "items":
            yield from (*(f"附件：{item}" for item in items[:1]), *(f"　　　{item}" for item in items[1:]))
        case "below":
            yield from (*(["附件："] if items else []), *items)


def _opening(opens: str, mark: str, annex: Annex) -> tuple[str, ...]:
    """Return the lines that open an annex and name it."""
    match opens:
        case "spaced":
            return (f"附 件 {mark}".rstrip(), "", annex.heading)
        case "colon":
            return (f"附件{mark}：", "", annex.heading)
        case "page":  # the title has a page of its own
            return (f"附件{mark}", "", annex.heading, "", "— 2 —")
        case "titled":
            return (f"附件{mark}：{annex.heading}",)
        case _:
            return (f"附件{mark}", "", annex.heading)
