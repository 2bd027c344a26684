"""The head of a document: masthead, number, title, addressees (版头 and the first lines of 主体)."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.grammar import frame
from uniongraph.model import DocumentNumber, Reading, Span
from uniongraph.parser import titles
from uniongraph.parser.issuers import adjoin, bodies_in, is_body, names_bodies, read_others, widen
from uniongraph.parser.state import Flow, Piece, State
from uniongraph.parser.titles import Title

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "date_of",
    "is_drawn",
    "is_serial",
    "note_serial",
    "number_in",
    "read_adoption",
    "read_number",
    "read_title",
    "skip_blank_lines",
    "skip_drawn_lines",
    "skip_handling",
    "skip_page_numbers",
    "skip_serials",
]

_HEAD = 40
"""A title stands within this many lines of the top that hold anything."""
_TITLE_LINES = 6
_TITLE_LENGTH = 420
_ENDS = ("。", "：", ":", "；")
"""What ends an addressee or a sentence, and no line of a head."""
_TRIES = 4
"""So many lines with 关于 are tried as the beginning of the title."""
_NUMBER_LENGTH = 60
_BEHIND_NUMBER = "|｜" + grammar.CLOSE
_PAGE_MARKS = "-—–－―·第"
"""What a page number begins with, if it is no digit."""
_BLANK = re.compile(r"\s")
_RULE = r"[─—―－–━═＿_\-]"
_DRAWN = re.compile(rf"{_RULE}{{3,}}|{_RULE}{{2,}}[★☆＊*●◆]{{1,3}}{_RULE}{{2,}}")
"""────, ━━★━━: the line that is drawn in red below the number, and in black around the 版记."""

_SERIAL = re.compile(
    rf"[〔［【（(\[]?(?:(?:(?:19|20)\d\d|二[{grammar.ZEROS}][{grammar.ZEROS}一二三四五六七八九]{{2}})年)?"
    rf"第(?:\d{{1,5}}|{grammar.CN_NUMBER})[号號][〕］】）)\]]?"
)
"""第三号, （2022年第3号）: the number of an order, which does not say whose it is."""


def skip_blank_lines(state: State) -> None:
    """Claim the lines that hold nothing."""
    state.claim(skip_blank_lines, (piece for piece in state.pieces if not piece.text))


def skip_page_numbers(state: State) -> None:
    """Claim the lines that hold a page number and nothing else."""
    lines = (line for line in state.unclaimed() if len(line.text) <= _NUMBER_LENGTH)
    state.claim(skip_page_numbers, (line for line in lines if _is_page_number(line.text)))


def _is_page_number(words: str) -> bool:
    first = words[:1]
    return (first in _PAGE_MARKS or first.isdecimal()) and bool(grammar.PAGE_NUMBER_LINE.fullmatch(words))


def skip_drawn_lines(state: State) -> None:
    """Claim the lines that are drawn above the title (版头中的分隔线)."""
    head = _above_title(state)
    state.claim(skip_drawn_lines, list(filter(is_drawn, head)))


def skip_handling(state: State) -> None:
    """Claim the lines above the title that say how the document is handled (份号, 密级, 紧急程度, 签发人)."""
    head = (line for line in _above_title(state) if len(line.text) <= _NUMBER_LENGTH)
    patterns = (frame.HANDLING, frame.APPROVED)
    lines = [line for line in head if any(pattern.fullmatch(line.bare) for pattern in patterns)]
    state.claim(skip_handling, lines)


def is_drawn(piece: Piece) -> bool:
    """Say whether a line is only drawn (────)."""
    return _DRAWN.fullmatch(piece.bare) is not None


def number_in(printed: str) -> DocumentNumber | None:
    """Return the document number (发文字号) that a whole string prints, or None."""
    match = (
        grammar.NUMBER.fullmatch("".join(printed.split()))
        if printed.rstrip().endswith(("号", "號"))
        else None
    )
    year, serial = (grammar.number_of(match[part]) if match else None for part in ("year", "serial"))
    return DocumentNumber(match["symbol"], year, serial) if match and year and serial is not None else None


def date_of(match: re.Match[str]) -> datetime.date | None:
    """Return the day that a date prints, or None where the calendar has no such day."""
    year, month, day = (grammar.number_of(match[part]) for part in ("year", "month", "day"))
    try:
        return datetime.date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def read_number(state: State) -> None:
    """Read the 发文字号 from a line above the body: alone, in brackets, behind its label, or behind the date.

    A line that is labelled (发文字号：…) says that the number is the document's own: it wins over one that stands alone.
    The same number may stand in both places.
    """
    head = (piece for piece in state.unclaimed()[:_HEAD] if len(piece.text) <= _NUMBER_LENGTH)
    flows = [(piece, Flow.of([piece])) for piece in head if _may_end_in_number(piece.bare)]
    labelled = [(piece, flow) for piece, flow in flows if grammar.NUMBER_LABEL.match(flow.folded)]
    for piece, flow in labelled + flows:
        label = grammar.NUMBER_LABEL.match(flow.folded)
        begin = label.end() if label else 0
        begin += flow.folded[begin : begin + 1] in tuple(grammar.OPEN)
        day = grammar.DATE.match(flow.folded, begin)
        begin = day.end() if day else begin
        bare = frame.APPROVED.sub("", flow.text[begin:]).rstrip("|｜")
        number = number_in(bare)
        if number is None:
            bare = bare.rstrip(grammar.CLOSE)
            number = number_in(bare)
        if number is None or (state.number is not None and state.number.value != number):
            continue
        if titles.opens_line(piece):
            continue
        if state.number is None:
            state.number = Reading(number, flow.spans(begin, begin + len(bare), state.text))
        date = date_of(day) if day else None
        if day is not None and date is not None:
            state.date = Reading(date, flow.spans(day.start(), day.end(), state.text))
        state.claim(read_number, [piece])


def _may_end_in_number(words: str) -> bool:
    """Say whether a number may end a line, but for marks and for who approved the document: few lines are looked at closer."""
    return words.rstrip(_BEHIND_NUMBER).endswith(("号", "號")) or "签发" in words


def skip_serials(state: State) -> None:
    """Claim the number of an order above the title that stands alone below the masthead (临江市人民政府令 / 第3号)."""
    head = _above_title(state)
    for piece in list(filter(is_serial, head)):
        note_serial(state, piece)
        state.claim(skip_serials, [piece])


def is_serial(piece: Piece) -> bool:
    """Say whether a line is the number of an order and nothing else (第三号)."""
    return len(piece.text) <= _NUMBER_LENGTH and _SERIAL.fullmatch(piece.bare) is not None


def note_serial(state: State, piece: Piece) -> None:
    """Point out such a number, which is no 发文字号."""
    message = "a number that does not say whose it is or of which year; no document number is asserted"
    state.find("unread-words", "warning", piece.span, message)


# ---------------------------------------------------------------------------------------------- the title


def read_title(state: State) -> None:
    """Read the title (标题) over the lines it is broken into, and the 文种 it ends in.

    Where no masthead named the issuer, the words before 关于 do. Below a title without 关于 no other begins in the prose.
    """
    head = state.unclaimed()[:_HEAD]
    starts = [index for index, piece in enumerate(head) if "关于" in _begin(piece)]
    if starts[:1] == [0] and (title := _likeliest(_title_ends(head, 0))) is not None:
        _take_title(state, title)  # nothing stands above it that could name an order
        return
    bare = titles.without_about(state, head[:_TITLE_LINES])
    for start in starts[:_TRIES]:
        if bare is not None and _is_in_prose(head, bare, start):
            break
        first = _first_line(state, head, start)
        title = _likeliest(_title_ends(head, first))
        if title is not None:
            _take_title(state, title)
            _take_order(state, bare)
            return
    if bare is not None:
        _take_title(state, bare)
        return
    state.reason = "it has no title of the form “关于……的决定” in its first lines"


def _is_in_prose(head: list[Piece], bare: Title, start: int) -> bool:
    """Say whether an addressee or the end of a sentence stands between a title without 关于 and a line."""
    between = (line for line in head[:start] if line.number > bare.lines[-1].number)
    return any(line.text.endswith(_ENDS) for line in between)


def _likeliest(ends: Iterator[Title]) -> Title | None:
    """Return the title whose end is the true one, the first of several.

    Where an earlier line happens to end in a 文种 (…工作报告 / 会……的决定), 的 tells the true end, and none is within a
    title that this one cites (转发《关于……的决定 / 》的通知).
    """
    whole: Title | None = None
    cut: list[Title] = []
    for title in ends:
        if title.match[0].count("《") != title.match[0].count("》"):
            cut.append(title)
        elif title.match["of"]:
            return title
        else:
            whole = whole or title
    return whole or next((title for title in cut if title.match["of"]), cut[0] if cut else None)


def _above_title(state: State) -> Iterator[Piece]:
    """Return the lines of the head above the first that says what the document is about."""
    return takewhile(lambda piece: "关于" not in _begin(piece), state.unclaimed()[:_HEAD])


def _begin(piece: Piece) -> str:
    return piece.text[:_TITLE_LENGTH]


def _first_line(state: State, head: list[Piece], start: int) -> int:
    """Return the line that the title begins on: the issuer's name may stand on the lines above 关于."""
    before = grammar.tidy_name(_begin(head[start]).partition("关于")[0].lstrip("《〈"))
    if before and is_body(before):
        return start - 1 if start > 0 and _opens_names(head[start - 1], head[start], before) else start
    while start > 0 and adjoin(state, head[start - 1], head[start]):
        above = _without_number(head[start - 1])
        if not above.text or not (names_bodies(above) or is_body(above.text + before)):
            break
        start -= 1
        before = ""
        if above.span != head[start].span:
            break
    return start


def _opens_names(above: Piece, below: Piece, before: str) -> bool:
    """Say whether the line right above a name begins the names: it is another one, or the first half of one."""
    if above.number != below.number - 1 or len(above.text) > _TITLE_LENGTH:
        return False
    words = _without_number(above)
    if names_bodies(words):
        return grammar.tidy_name(words.text) != before
    return bool(words.text) and names_bodies(Piece(words.number, words.span, words.text + before))


def _without_number(piece: Piece) -> Piece:
    """Return what follows the number that a line begins with (许政〔2011〕81号　许昌市人民政府)."""
    flow = Flow.of([piece] if len(piece.text) <= _TITLE_LENGTH else [])
    glued = grammar.NUMBER.match(flow.folded) if "号" in flow.folded else None
    if glued is None:
        return piece
    return piece.part(flow.offset(glued.end() - 1) + 1 - piece.span.begin, len(piece.text))


def _title_ends(head: list[Piece], first: int) -> Iterator[Title]:
    """Yield the runs of lines from the first on that are a title."""
    for length in range(1, _TITLE_LINES + 1):
        lines = head[first : first + length]
        if len(lines) < length or sum(len(line.text) for line in lines) > _TITLE_LENGTH:
            return
        title = _title_of(lines)
        if title is not None:
            yield title


def _title_of(lines: list[Piece]) -> Title | None:
    """Return the title that some lines print, in 《 》 or not, without the number before or behind it."""
    flow = Flow.of(lines)
    begin, end, number = titles.printed(flow.folded)
    match = grammar.TITLE.fullmatch(flow.folded, begin, end)
    if match is None:
        return None
    return Title(lines, flow, match, number, match["subject"])


def _take_title(state: State, title: Title) -> None:
    flow, match = title.flow, title.match
    if title.number is not None and state.number is None:  # 许政〔2011〕81号许昌市人民政府关于……
        begin, end = title.number.span()
        number = number_in(flow.text[begin:end])
        state.number = Reading(number, flow.spans(begin, end, state.text)) if number else None
    state.subject = title.subject
    state.document_type = flow.group(match, "type", state.text)
    bounds = titles.issued_by(flow, match)
    state.title = _with_spaces(
        flow.reading(match.start(), match.end(), state.text), match.start(), flow, bounds
    )
    read_others(state, flow, match.end("issuer") if match["issuer"] else 0)
    named = [flow.reading(begin, end, state.text) for begin, end in bounds]
    widen(state, named)
    state.title_end = title.lines[-1].number
    between = {body.spans[-1].end for body in named[:-1]}
    for piece in title.lines:
        _note_stray_spaces(state, piece, between)
    state.claim(read_title, (line for line in title.lines if line.number not in state.claims))


def _take_order(state: State, order: Title | None) -> None:
    """Read who issues an order that names itself above its title (某某市人民政府命令 / 关于……的命令)."""
    if order is None or not order.match["issuer"]:
        return
    lines = [line for line in order.lines if line.number not in state.claims]
    if lines and lines[0] is order.lines[0]:
        begin, end = order.match.span("issuer")
        widen(state, bodies_in(order.flow, begin, end, state))
        state.claim(read_title, lines)


def _with_spaces(title: Reading[str], begin: int, flow: Flow, issuers: list[tuple[int, int]]) -> Reading[str]:
    """Return a title with one space between two issuers that only a space or a line end parts in print."""
    cuts = [at - begin for (_, end), (at, _) in pairwise(issuers) if at == end and at in flow.starts]
    if not cuts:
        return title
    parts = (title.value[b:e] for b, e in pairwise([0, *cuts, len(title.value)]))
    return replace(title, value=" ".join(parts))


def _note_stray_spaces(state: State, piece: Piece, between: set[int]) -> None:
    """Point out each space between two Chinese characters that parts no two issuers."""
    ends = state.title.spans[-1].end if state.title else 0
    for blank in _BLANK.finditer(piece.text):
        if not (state.title and state.title.spans[0].begin < piece.span.begin + blank.start() < ends):
            continue
        around = piece.text[blank.start() - 1] + piece.text[blank.end()]
        offset = piece.span.begin + blank.start()
        if _BLANK.search(around) or any(map(str.isascii, around)) or offset in between:
            continue
        state.find(
            "stray-space", "info", Span(offset, offset + 1), "a space between two characters of the title"
        )


# ---------------------------------------------------------------------------------------------- the day below it


def read_adoption(state: State) -> None:
    """Read the day in brackets right below the title (题注), alone or with the meeting that adopted the document."""
    for piece in state.unclaimed(state.title_end + 1)[:2]:
        if not piece.text.startswith(tuple(grammar.OPEN)):
            continue
        flow = Flow.of([piece] if len(piece.text) <= _NUMBER_LENGTH * 2 else [])
        match = grammar.ADOPTED.fullmatch(flow.folded)
        day = match and grammar.DATE.match(flow.folded, match.start("words"))
        if (
            match is None
            or day is None
            or not (day.end() == match.end("words") or match["words"].endswith("通过"))
        ):
            continue
        date = date_of(day)
        if date is None:
            state.find("suspect-date", "warning", piece.span, "there is no such day; no date is asserted")
        elif state.date is None:
            state.date = Reading(date, flow.spans(day.start(), day.end(), state.text))
        state.claim(read_adoption, [piece])
        return
