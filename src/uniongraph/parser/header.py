"""The head of a document: masthead, number, title, addressees (版头 and the first lines of 主体)."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from uniongraph import grammar, names
from uniongraph.model import DocumentNumber, Reading, Span
from uniongraph.parser.state import Flow, Piece, State

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "bodies_in",
    "date_of",
    "number_in",
    "read_addressees",
    "read_letterhead",
    "read_masthead",
    "read_number",
    "read_title",
    "skip_blank_lines",
    "skip_page_numbers",
]

_HEAD = 40
"""A title stands within this many lines of the top that hold anything."""
_TITLE_LINES = 6
_TITLE_LENGTH = 420
_TRIES = 4
"""So many lines with 关于 are tried as the beginning of the title."""
_NUMBER_LENGTH = 60
_MASTHEAD_LENGTH = 200
_ADDRESSEE_LINES = 3
_BLANK = re.compile(r"\s")


def skip_blank_lines(state: State) -> None:
    """Claim the lines that hold nothing."""
    state.claim(skip_blank_lines, (piece for piece in state.pieces if not piece.text))


def skip_page_numbers(state: State) -> None:
    """Claim the lines that hold a page number and nothing else."""
    lines = (line for line in state.unclaimed() if len(line.text) <= _NUMBER_LENGTH)
    state.claim(skip_page_numbers, (line for line in lines if grammar.PAGE_NUMBER_LINE.fullmatch(line.text)))


def number_in(printed: str) -> DocumentNumber | None:
    """Return the document number (发文字号) that a whole string prints, or None."""
    match = grammar.NUMBER.fullmatch("".join(printed.split()))
    return match and DocumentNumber(match["symbol"], int(match["year"]), int(match["serial"]))


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
    """
    flows = [
        (piece, Flow.of([piece])) for piece in state.unclaimed()[:_HEAD] if len(piece.text) <= _NUMBER_LENGTH
    ]
    labelled = [(piece, flow) for piece, flow in flows if grammar.NUMBER_LABEL.match(flow.text)]
    for piece, flow in labelled + flows:
        label = grammar.NUMBER_LABEL.match(flow.text)
        begin = label.end() if label else 0
        begin += flow.text[begin : begin + 1] in tuple(grammar.OPEN)
        day = grammar.DATE.match(flow.text, begin)
        begin = day.end() if day else begin
        bare = flow.text[begin:].rstrip("|｜")
        bare = bare if number_in(bare) else bare.rstrip(grammar.CLOSE)
        number = number_in(bare)
        if number is None:
            continue
        state.number = Reading(number, flow.spans(begin, begin + len(bare), state.text))
        date = date_of(day) if day else None
        if day is not None and date is not None:
            state.date = Reading(date, flow.spans(day.start(), day.end(), state.text))
        state.claim(read_number, [piece])
        return


def read_masthead(state: State) -> None:
    """Read the issuing bodies (发文机关标志) from a line that ends in 文件, above the title."""
    for piece in state.unclaimed()[:_HEAD]:
        if "关于" in piece.text:
            return
        flow = Flow.of([piece]) if len(piece.text) <= _MASTHEAD_LENGTH else Flow.of(())
        match = grammar.MASTHEAD.fullmatch(flow.text)
        if match is not None:
            state.issuers = bodies_in(flow, match.start("bodies"), match.end("bodies"), state)
            state.claim(read_masthead, [piece])
            return


# ---------------------------------------------------------------------------------------------- the title


def read_title(state: State) -> None:
    """Read the title (标题) over the lines it is broken into, and the 文种 it ends in.

    Where no masthead named the issuer, the words before 关于 do.
    """
    head = state.unclaimed()[:_HEAD]
    starts = [index for index, piece in enumerate(head) if "关于" in piece.text[:_TITLE_LENGTH]]
    for start in starts[:_TRIES]:
        first = _first_line(state, head, start)
        ends = list(_title_ends(head, first))
        if ends:
            # where an earlier line happens to end in a 文种 (…工作报告 / 会……的决定), 的 tells the true end
            lines = next((lines for lines, match in ends if match["of"]), ends[0][0])
            _take_title(state, lines)
            return
    state.reason = "it has no title of the form “关于……的决定” in its first lines"


def _first_line(state: State, head: list[Piece], start: int) -> int:
    """Return the line that the title begins on: the issuer's name may stand on the lines above 关于."""
    before = grammar.tidy_name(head[start].text.partition("关于")[0])
    if before and names.is_organization(before):
        return start
    while start > 0 and _adjoin(state, head[start - 1], head[start]):
        if not names.is_organization(grammar.tidy_name(head[start - 1].text) + before):
            break
        start -= 1
        before = ""
    return start


def _adjoin(state: State, above: Piece, below: Piece) -> bool:
    """Say whether nothing but blank lines stands between two lines."""
    return not any(piece.text for piece in state.pieces[above.number : below.number - 1])


def _title_ends(head: list[Piece], first: int) -> Iterator[tuple[list[Piece], re.Match[str]]]:
    """Yield the runs of lines from the first on that are a title."""
    for length in range(1, _TITLE_LINES + 1):
        lines = head[first : first + length]
        if len(lines) < length or sum(len(line.text) for line in lines) > _TITLE_LENGTH:
            return
        match = grammar.TITLE.fullmatch("".join("".join(line.text.split()) for line in lines))
        if match is not None:
            yield lines, match


def _take_title(state: State, lines: list[Piece]) -> None:
    flow = Flow.of(lines)
    match = grammar.TITLE.fullmatch(flow.text)
    if match is None:
        return
    begin = 0
    glued = grammar.NUMBER.match(flow.text)
    if glued is not None and state.number is None:  # 许政〔2011〕81号许昌市人民政府关于……
        begin = glued.end()
        state.number = Reading(
            DocumentNumber(glued["symbol"], int(glued["year"]), int(glued["serial"])),
            flow.spans(glued.start(), begin, state.text),
        )
    state.title = flow.reading(begin, len(flow.text), state.text)
    state.subject = match["subject"]
    state.document_type = flow.group(match, "type", state.text)
    if not state.issuers and match.end("issuer") > begin:
        state.issuers = bodies_in(flow, begin, match.end("issuer"), state)
    state.title_end = lines[-1].number
    between = {issuer.spans[-1].end for issuer in state.issuers[:-1]}
    for piece in lines:
        _note_stray_spaces(state, piece, between)
    state.claim(read_title, lines)


def _note_stray_spaces(state: State, piece: Piece, between: set[int]) -> None:
    """Point out each space between two Chinese characters that parts no two issuers."""
    for blank in _BLANK.finditer(piece.text):
        around = piece.text[blank.start() - 1] + piece.text[blank.end()]
        offset = piece.span.begin + blank.start()
        if _BLANK.search(around) or any(map(str.isascii, around)) or offset in between:
            continue
        state.find(
            "stray-space", "info", Span(offset, offset + 1), "a space between two characters of the title"
        )


def read_letterhead(state: State) -> None:
    """Read the issuing bodies that stand above the title without 文件, each on a line of its own."""
    lines = state.unclaimed(1, state.title_end)
    named = [line for line in lines if names.is_organization(grammar.tidy_name(line.text))]
    state.claim(read_letterhead, named)
    if not state.issuers:
        found = (bodies_in(flow, 0, len(flow.text), state) for flow in (Flow.of([line]) for line in named))
        state.issuers = tuple(body for bodies in found for body in bodies)


def bodies_in(flow: Flow, begin: int, end: int, state: State) -> tuple[Reading[str], ...]:
    """Return the organizations named one after another, parted by 、 or a space where every part is one."""
    cuts = [
        i for i in range(begin + 1, end) if flow.text[i] == "、" or flow.offset(i) > flow.offset(i - 1) + 1
    ]
    bounds = [begin, *cuts, end]
    parts = [(b + (flow.text[b] == "、"), e) for b, e in pairwise(bounds)]
    if not all(names.is_organization(flow.text[b:e]) for b, e in parts):
        parts = [(begin, end)]
    return tuple(flow.reading(b, e, state.text) for b, e in parts)


# ---------------------------------------------------------------------------------------------- the addressees


def read_addressees(state: State) -> None:
    """Read the 主送机关: the words right after the title, on up to three lines, that end in a colon."""
    following = state.unclaimed(state.title_end + 1)[:_ADDRESSEE_LINES]
    for length in range(1, len(following) + 1):
        lines = following[:length]
        if lines[-1].number > lines[0].number + length - 1 or len(lines[-1].text) > _TITLE_LENGTH:
            return
        flow = Flow.of(lines)
        match = grammar.ADDRESSEES.fullmatch(flow.text)
        if match is not None and not grammar.ANNEX_MARK.fullmatch(flow.text):
            parts = grammar.split_outside(match["names"], "、，；")
            state.addressees = tuple(flow.reading(b, e, state.text) for b, e in parts)
            state.claim(read_addressees, lines)
            return
