"""Titles without 关于 before their 文种: the issuer and what the document is (某某市人民政府嘉奖令), or only that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.grammar.frame import WORD_TITLE
from uniongraph.grammar.traditional import with_full_marks
from uniongraph.parser import acts
from uniongraph.parser.issuers import bounds_in, is_body, read_masthead
from uniongraph.parser.slots import is_place
from uniongraph.parser.state import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["Title", "opens_line", "printed", "without_about"]

_LENGTH: Final = 420
_LINES: Final = 4
"""The issuer, the 文种 and the subject below it stand on so many lines."""
_HEAD: Final = 40
_SHORTEST: Final = 2
_HEADS: Final = re.compile(
    "(?<=[司团厂矿校院府会局厅委])(?:总经理|董事长|总裁|厂长|矿长|校长|院长|[省市州县区镇乡局厅]长|主席|主任)$"
)
"""总经理 behind a company: who issues an order for the body that he heads."""
_TYPES: Final = ("令", "决定", "决议", "通报", "通告", "公告", "公报")
_TYPE: Final = re.compile("|".join(_TYPES))
_NO_SUBJECT: Final = re.compile("[，（(]")
"""What stands in the prose and in the day below a title, and in no line that ends a subject."""


@dataclass(frozen=True, slots=True)
class Title:
    """The lines that print a title, where in their flow it stands, a number before or behind it, and its 事由."""

    lines: list[Piece]
    flow: Flow
    match: re.Match[str]
    number: re.Match[str] | None
    subject: str


_STOP: Final = re.compile("[。；]")
_SENTENCE: Final = re.compile("(?:[。；]|(?<![题名称|｜：:])：)(?![^）)]{0,11}[）)])")
"""What stands in no title, unless in its brackets or behind the label before it."""


def without_about(state: State, head: list[Piece]) -> Title | None:
    """Return the first title among some lines that does without 关于 before its 文种.

    The masthead of an order (某某令) is its title where it has no other.
    """
    read = (
        piece for piece in state.pieces[:_HEAD] if state.claims.get(piece.number) == read_masthead.__name__
    )
    lines = sorted([*(piece for piece in read if piece.bare.endswith("令")), *head], key=attrgetter("number"))
    prose = next((index for index, line in enumerate(lines) if line.text.endswith("。")), len(lines))
    for first in range(prose):
        runs = _runs(lines[first : first + _LINES])
        found = [title for run, words in runs if (title := _of(state, run, words)) is not None]
        if found:
            return _whole(found)
    return None


def _runs(lines: list[Piece]) -> Iterator[tuple[list[Piece], str]]:
    """Yield the runs of lines from the first on that hold a 文种 and are no sentence, each with its words: most are not looked at any closer."""
    words = ""
    for end, line in enumerate(lines, 1):
        if _STOP.search(line.bare):
            return
        words += line.bare
        if _TYPE.search(words) and not _SENTENCE.search(words):
            yield lines[:end], words


def _whole(found: Sequence[Title]) -> Title:
    """Return the title with the subject behind its 文种, over the lines that this is broken into."""
    about = [title for title in found if "关于" in title.match[0]]
    taken = about[0] if about else found[0]
    for above_it, title in pairwise(about):
        above, last = above_it.lines[-1], title.lines[-1]
        if last.number != above.number + 1 or _NO_SUBJECT.search(last.text):
            break
        taken = title
    return taken


def opens_line(piece: Piece) -> bool:
    """Say whether a title opens the line of a number, and white space parts the two (嘉奖令　临政令〔2021〕3号)."""
    first, *rest = piece.text.split(maxsplit=1)
    return bool(rest) and first.endswith(_TYPES) and WORD_TITLE.fullmatch(first) is not None


def printed(text: str) -> tuple[int, int, re.Match[str] | None]:
    """Return where a title begins and ends without label, 《 》 and the number before or behind it, and that number."""
    before = after = None
    if "号" in text:
        before, after = grammar.NUMBER.match(text), grammar.NUMBER_AFTER.fullmatch(text)
        before = None if after is not None and before is not None and before.end() == len(text) else before
    begin, end = before.end() if before else 0, after.start("end") if after else len(text)
    label = grammar.TITLE_LABEL.match(text, begin)
    begin = label.end() if label else begin
    begin += text[begin : begin + 1] in tuple("《〈")
    end -= text[end - 1 : end] in tuple("》〉")
    return begin, end, before or (after and grammar.NUMBER.match(text, after.start("number")))


def _of(state: State, lines: list[Piece], words: str) -> Title | None:
    """Return the title that some lines print from their first character to their last; most print none, and need no flow."""
    if sum(len(line.text) for line in lines) > _LENGTH or len(lines[0].text) < _SHORTEST:
        return None
    text = with_full_marks(words)
    begin, end, number = printed(text)
    match = WORD_TITLE.fullmatch(text, begin, end)
    if match is not None and (flow := _issued(state, lines, match)) is not None:
        about = match["about"] or match["below"] or ""
        return Title(lines, flow, match, number, about + match["words"])
    is_typed = text.endswith(_TYPES, begin, end)
    match = grammar.BARE_TITLE.fullmatch(text, begin, end) if is_typed else None
    issuer = match["issuer"] if match is not None else None
    if match is None or not (issuer is None or is_body(issuer) or is_place(issuer)):
        return None
    return Title(lines, Flow.of(lines), match, number, match["subject"])


def issued_by(flow: Flow, match: re.Match[str]) -> list[tuple[int, int]]:
    """Return where the names of the bodies stand that a title begins with, without who heads them (某某公司总经理嘉奖令)."""
    found = bounds_in(flow, match.start(), match.end("issuer")) if match["issuer"] else []
    heads = [_HEADS.search(flow.folded, begin, end) for begin, end in found]
    return [
        (begin, end if head is None else head.start())
        for (begin, end), head in zip(found, heads, strict=True)
    ]


def _issued(state: State, lines: list[Piece], match: re.Match[str]) -> Flow | None:
    """Return the flow of a title that begins with the names of bodies; with none where it says what is given, or below a masthead."""
    issuer = match["issuer"]
    if issuer and issuer.endswith("的"):  # a subject before its 文种
        return None
    flow = Flow.of(lines)
    if not issuer:
        return flow if state.issuers or acts.announces(match["words"]) else None
    bounds = issued_by(flow, match)
    return flow if all(is_body(flow.folded[begin:end]) for begin, end in bounds) else None
