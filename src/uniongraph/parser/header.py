"""The frame of a document: masthead, number, title, addressees (版头, 主体), note, signature, date (版记)."""

from __future__ import annotations

import datetime
from itertools import pairwise

from uniongraph import grammar, names
from uniongraph.model import DocumentNumber, Reading, Span
from uniongraph.parser.state import Flow, Piece, State, whole

__all__ = [
    "number_in",
    "read_addressees",
    "read_annex_reference",
    "read_masthead",
    "read_note",
    "read_number",
    "read_signature",
    "read_tail",
    "read_title",
    "skip_blank_lines",
    "skip_page_numbers",
]

_HEAD = 40
"""A title stands within this many lines of the top that hold anything."""
_TITLE_LINES = 6


def skip_blank_lines(state: State) -> None:
    """Claim the lines that hold nothing."""
    state.claim(skip_blank_lines, (piece for piece in state.pieces if not piece.text))


def skip_page_numbers(state: State) -> None:
    """Claim the lines that hold a page number and nothing else."""
    lines = state.unclaimed()
    state.claim(skip_page_numbers, (line for line in lines if grammar.PAGE_NUMBER_LINE.fullmatch(line.text)))


def number_in(printed: str) -> DocumentNumber | None:
    """Return the document number (发文字号) that a whole string prints, or None."""
    match = grammar.NUMBER.fullmatch("".join(printed.split()))
    return match and DocumentNumber(match["symbol"], int(match["year"]), int(match["serial"]))


def read_number(state: State) -> None:
    """Read the 发文字号 that stands alone on a line, with or without brackets around it, before the body."""
    for piece in state.unclaimed()[:_HEAD]:
        flow = Flow.of([piece])
        bare = flow.text.strip(grammar.OPEN + grammar.CLOSE) if flow.text[:1] in grammar.OPEN else flow.text
        number = number_in(bare)
        if number is not None:
            begin = flow.text.index(bare)
            spans = flow.spans(begin, begin + len(bare), state.text)
            state.number = Reading(number, spans)
            state.claim(read_number, [piece])
            return


def read_masthead(state: State) -> None:
    """Read the issuing bodies (发文机关标志) from a line that ends in 文件, above the title."""
    for piece in state.unclaimed()[:_HEAD]:
        flow = Flow.of([piece])
        if "关于" in flow.text:
            return
        match = grammar.MASTHEAD.fullmatch(flow.text)
        if match is not None:
            state.issuers = _bodies(flow, match.start("bodies"), match.end("bodies"), state)
            state.claim(read_masthead, [piece])
            return


def read_title(state: State) -> None:
    """Read the title (标题) over the lines it is broken into, and the 文种 it ends in.

    Where no masthead named the issuer, the words before 关于 do, if they are the name of an organization.
    """
    head = state.unclaimed()[:_HEAD]
    for index, piece in enumerate(head):
        if "关于" not in piece.text and not _opens_title(head, index):
            continue
        for length in range(1, _TITLE_LINES + 1):
            lines = head[index : index + length]
            flow = Flow.of(lines)
            match = grammar.TITLE.fullmatch(flow.text)
            if match is not None and len(lines) == length:
                _take_title(state, lines, flow)
                return
        break
    state.reason = "it has no title of the form “关于……的决定” in its first lines"


def _opens_title(head: list[Piece], index: int) -> bool:
    """Say whether a line is the issuer's name with 关于 beginning the line after it."""
    after = head[index + 1].text if index + 1 < len(head) else ""
    return after.startswith("关于") and names.is_organization(grammar.tidy_name(head[index].text))


def _take_title(state: State, lines: list[Piece], flow: Flow) -> None:
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
    state.title = Reading(flow.text[begin:], flow.spans(begin, len(flow.text), state.text))
    state.document_type = flow.group(match, "type", state.text)
    if not state.issuers and match.end("issuer") > begin:
        state.issuers = _bodies(flow, begin, match.end("issuer"), state)
    state.title_end = lines[-1].number
    between = {issuer.spans[-1].end for issuer in state.issuers[:-1]}
    for piece in lines:
        _note_stray_spaces(state, piece, between)
    state.claim(read_title, lines)


def _note_stray_spaces(state: State, piece: Piece, between: set[int]) -> None:
    """Point out each space between two Chinese characters that parts no two issuers."""
    for index, character in enumerate(piece.text):
        around = piece.text[index - 1 : index + 2].strip()
        if character.isspace() and len(around) == len("字 字") and not any(map(str.isascii, around[::2])):
            offset = piece.span.begin + index
            if offset in between:
                continue
            state.find("stray-space", "info", Span(offset, offset + 1), "a space between two characters of the title")


def _bodies(flow: Flow, begin: int, end: int, state: State) -> tuple[Reading[str], ...]:
    """Return the organizations named one after another, parted by 、 or a space where every part is one."""
    cuts = [i for i in range(begin + 1, end) if flow.text[i] == "、" or flow.offsets[i] > flow.offsets[i - 1] + 1]
    bounds = [begin, *cuts, end]
    parts = [(b + (flow.text[b] == "、"), e) for b, e in pairwise(bounds)]
    if not all(names.is_organization(flow.text[b:e]) for b, e in parts):
        parts = [(begin, end)]
    return tuple(Reading(flow.text[b:e], flow.spans(b, e, state.text)) for b, e in parts)


def read_addressees(state: State) -> None:
    """Read the 主送机关: the line right after the title that ends in a colon."""
    following = state.unclaimed(state.title_end + 1)
    if not following:
        return
    flow = Flow.of(following[:1])
    match = grammar.ADDRESSEES.fullmatch(flow.text)
    if match is None or grammar.ANNEX_MARK.match(flow.text):
        return
    parts = grammar.split_outside(match["names"], "、，；")
    state.addressees = tuple(Reading(flow.text[b:e], flow.spans(b, e, state.text)) for b, e in parts)
    state.claim(read_addressees, following[:1])


def read_note(state: State) -> None:
    """Read the 附注, such as （此件发至……）, that stands alone on a line."""
    for piece in state.unclaimed(state.title_end + 1):
        if grammar.NOTE.fullmatch(Flow.of([piece]).text):
            state.distribution_note = Reading(grammar.tidy_name(piece.text), (piece.span,))
            state.claim(read_note, [piece])
            return


def read_annex_reference(state: State) -> None:
    """Read the 附件说明, a line above the annex that names what is annexed."""
    end = state.annex_starts[0] if state.annex_starts else None
    for piece in state.unclaimed(state.title_end + 1, end):
        match = grammar.ANNEX_REFERENCE.fullmatch(piece.text)
        if match is not None:
            begin = piece.span.begin + match.start("title")
            reading = Reading(grammar.tidy_name(match["title"]), (Span(begin, piece.span.end),))
            state.annex_references = (*state.annex_references, reading)
            state.claim(read_annex_reference, [piece])


def read_signature(state: State) -> None:
    """Read the 成文日期 that stands alone on a line below the body, and the signature (署名) above it."""
    end = state.annex_starts[0] if state.annex_starts else None
    lines = state.unclaimed(state.title_end + 1, end)
    for index, piece in enumerate(lines):
        date = _date_in(Flow.of([piece]).text)
        if date is None:
            continue
        state.date = Reading(date, whole([piece]))
        state.claim(read_signature, [piece])
        _read_signers(state, lines[max(index - 3, 0) : index])
        return


def _read_signers(state: State, above: list[Piece]) -> None:
    for piece in reversed(above):
        name = grammar.tidy_name(piece.text)
        if not names.is_organization(name):
            return
        state.claim(read_signature, [piece])
        if not state.issuers:
            state.issuers = (Reading(name, whole([piece])),)


def _date_in(printed: str) -> datetime.date | None:
    match = grammar.DATE.fullmatch(printed)
    if match is None:
        return None
    plain = dict.fromkeys(grammar.ZEROS, "0")
    year = grammar.number_of("".join(plain.get(character, character) for character in match["year"]).replace("0", "〇"))
    year = int(match["year"]) if match["year"].isdecimal() else year
    month, day = grammar.number_of(match["month"]), grammar.number_of(match["day"])
    try:
        return datetime.date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def read_tail(state: State) -> None:
    """Claim the 版记 lines (抄送, 印发, 主题词), which say nothing about the award."""
    lines = state.unclaimed(state.title_end + 1)
    state.claim(read_tail, (piece for piece in lines if grammar.TAIL.fullmatch(Flow.of([piece]).text)))
