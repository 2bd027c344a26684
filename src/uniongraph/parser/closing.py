"""What stands below the prose: note, 附件说明, signature and date (附注, 署名, 成文日期), and the printer's lines (版记)."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import dropwhile, pairwise, takewhile
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Reading
from uniongraph.parser import outline
from uniongraph.parser.addressees import read_moved
from uniongraph.parser.header import date_of, is_drawn
from uniongraph.parser.issuers import bodies_of, is_body, names_bodies, widen
from uniongraph.parser.state import DOUBTED, Flow, Piece, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["read_annex_reference", "read_note", "read_signature", "read_tail"]

_NOTE_LENGTH = 100
_SIGNATURE_LENGTH = 120
_YEAR_BEGINS = re.compile("[12１２一二]")
_SIGNERS, _MOST_SIGNERS = 6, 30
"""No more bodies sign one document, each on its line, unless the title counts more of them."""
_COPIED = 10
"""Who gets a copy is printed on no more lines."""
_REFERENCE_LENGTH = 400
_REFERENCE_LINES = 2
"""The title of an annex goes on over no more lines."""
_REFERENCE_HEADS = {"附件：", "附件:", "附：", "附:"}


def read_note(state: State) -> None:
    """Read the 附注, such as （此件发至……）, that stands alone on a line; how many copies were printed stands beside it."""
    lines = [piece for piece in state.unclaimed(state.title_end + 1) if len(piece.text) <= _NOTE_LENGTH]
    notes = [
        piece for piece in lines if piece.text[:1] in grammar.OPEN and grammar.NOTE.fullmatch(piece.bare)
    ]
    for piece in sorted(notes, key=lambda note: "此件" not in note.text)[:1]:
        state.distribution_note = Reading(grammar.tidy_name(piece.text), (piece.span,))
    state.claim(read_note, notes)


def read_annex_reference(state: State) -> None:
    """Read the 附件说明, the lines above the annex that name what is annexed."""
    found: list[Reading[str]] = []
    goes_on = False
    lines = _below_title(state)
    for at, piece in enumerate(lines):
        if piece.number in state.claims:
            continue
        match = _reference(piece, goes_on=goes_on)
        stands_over = match is None and piece.bare in _REFERENCE_HEADS
        goes_on = match is not None or stands_over
        if stands_over:
            state.claim(read_annex_reference, [piece])
        if match is not None:
            rest = _rest(lines[at : at + 1 + _REFERENCE_LINES])
            named = [piece.part(match.start("title"), len(piece.text)), *rest]
            words = "".join(line.text for line in named)
            found.append(Reading(grammar.tidy_name(words), tuple(line.span for line in named)))
            state.claim(read_annex_reference, [piece, *rest])
    state.annex_references = tuple(found)


def _rest(lines: Sequence[Piece]) -> Sequence[Piece]:
    """Return the lines right below the first, the beginning of a list's title, up to the one with the word that ends it (名 / 单)."""
    words = lines[0].text
    for at, (above, below) in enumerate(pairwise(lines), 1):
        is_next = below.number == above.number + 1 and len(below.text) <= _SIGNATURE_LENGTH
        if not is_next or grammar.LIST_TAIL.search(words) or _reference(below, goes_on=True):
            break
        words += below.text
        if grammar.LIST_TAIL.search(words):
            return lines[1 : at + 1]
    return ()


def _below_title(state: State) -> list[Piece]:
    """Return the unread lines between the title and the first annex."""
    return state.unclaimed(state.title_end + 1, state.annex_starts[0] if state.annex_starts else None)


def _reference(piece: Piece, *, goes_on: bool) -> re.Match[str] | None:
    """Match a line that names an annex; below another one it may begin with its number alone."""
    if len(piece.text) > _REFERENCE_LENGTH:
        return None
    if not (goes_on or piece.text.startswith("附")):
        return grammar.FILE_NAME.fullmatch(piece.text)
    match = grammar.ANNEX_REFERENCE.fullmatch(piece.text)
    return match or (grammar.NEXT_REFERENCE.fullmatch(piece.text) if goes_on else None)


# ---------------------------------------------------------------------------------------------- signature and date


def read_signature(state: State) -> None:
    """Read the 成文日期 below the body, alone on its line or behind the signature (署名), and who signs above it.

    Where none stands above the annexes, it may stand at the very end; the issuers may sign below the body without any.
    """
    body = _below_title(state)
    top = next((i for i, line in enumerate(body) if grammar.SENTENCE_END.search(line.text)), len(body))
    signed = _sign(state, body, _dated(body, top))
    _pass_over_days(state, body[:top])
    if signed is not None:
        _doubt_day(state, body, signed, top)
        return
    if state.annex_starts:
        lines = state.unclaimed(state.annex_starts[0])
        end = next((i for i in range(len(lines) - 1, -1, -1) if not _is_tail(lines[i])), 0)
        if _sign(state, lines, range(end, min(end + 1, len(lines)))) is not None:
            return
    known = {issuer.value for issuer in state.issuers}
    above_tail = dropwhile(_is_tail, reversed(body))
    undated = takewhile(lambda line: _is_signer(state, line, known), above_tail)
    state.claim(read_signature, list(undated))


def _is_signer(state: State, line: Piece, known: set[str]) -> bool:
    """Say whether a line names bodies that issue the document and no others."""
    return _signs(line) and {body.value for body in bodies_of(_unsealed(line), state)} <= known


def _dated(lines: list[Piece], top: int) -> list[int]:
    """Return the places of a signature's date, the likeliest first: one that is written out, below the text.

    ``top`` is where the text begins. 2018-04-26 counts only beside or below who signs: anywhere else it would be the day
    on which a page was published.
    """
    written: list[tuple[bool, bool, int]] = []
    short: list[int] = []
    for index, line in enumerate(lines):
        match = _date(Flow.of([line])) if _may_be_dated(line) else None
        is_signed = match is not None and (match.start() > 1 or (index > 0 and _signs(lines[index - 1])))
        if match is None or match["mark"] is None:
            written.append((index < top, not is_signed, index))
        elif index > top and is_signed:
            short.append(index)
    return [index for *_, index in sorted(written)] + short


def _doubt_day(state: State, lines: Sequence[Piece], signed: int, top: int) -> None:
    """Say where the day of the signature may be another's: it stands above the text, or another stands below it."""
    if state.date is None:
        return
    noted = len(state.doubtful)
    if signed < top < len(lines):
        message = "taken for the 成文日期; above the text it may be the day on which a page was published"
        state.doubt(lines[signed].span, message)
    for line in lines[top:]:
        match = _date(Flow.of([line])) if _may_be_dated(line) else None
        if match is None or line.number in state.claims or date_of(match) in {None, state.date.value}:
            continue
        message = f"another day below the text; {state.date.value} is taken for the 成文日期"
        state.doubt(line.span, message)
        state.claim(read_signature, [line])
    if len(state.doubtful) > noted:
        state.date = replace(state.date, confidence=DOUBTED)


def _pass_over_days(state: State, above: list[Piece]) -> None:
    """Claim the day that stands between title and text, where the document is signed on another or on none."""
    for line in above:
        match = grammar.DATE.fullmatch(line.bare) if len(line.text) <= _SIGNATURE_LENGTH else None
        if match is not None and line.number not in state.claims:
            state.find(
                "furniture", "info", line.span, "a day above the text, as a web page prints it; passed over"
            )
            state.claim(read_signature, [line])


def _is_tail(piece: Piece) -> bool:
    return _tail(piece) is not None


def _sign(state: State, lines: list[Piece], places: Iterable[int]) -> int | None:
    """Read the date that the first of these places holds, and the signature above it; return the place, if one does."""
    for index in places:
        piece = lines[index]
        if not _may_be_dated(piece):
            continue
        flow = Flow.of([piece])
        match = _date(flow)
        if match is None and not grammar.SUSPECT_DATE.fullmatch(flow.folded):
            continue
        date = date_of(match) if match else None
        if match is None or date is None:
            state.find("suspect-date", "warning", piece.span, "there is no such day; no date is asserted")
        else:
            spans = flow.spans(match.start("year"), match.end(), state.text)
            state.date = Reading(date, spans)
        state.claim(read_signature, [piece])
        before = match.start("year") if match else 0
        signer = piece.part(0, flow.offset(before) - piece.span.begin)
        signers = bodies_of(_unsealed(signer), state) if before > 1 else []
        _take_signers(state, lines[max(index - _most_signers(state), 0) : index], piece, signers)
        return index
    return None


def _most_signers(state: State) -> int:
    """Return on how many lines bodies may sign: as many as the title counts, if it counts more than usual."""
    told = state.joint.value.number if state.joint is not None else 0
    return min(max(_SIGNERS, told), _MOST_SIGNERS)


def _may_be_dated(line: Piece) -> bool:
    """Say whether a year may begin on a line that is no longer than a signature."""
    return len(line.text) <= _SIGNATURE_LENGTH and _YEAR_BEGINS.search(line.text) is not None


def _date(flow: Flow) -> re.Match[str] | None:
    """Match a date that is all of a line, in brackets or not, or all that follows the name of a body."""
    match = grammar.DATE.search(flow.folded)
    if match is None:
        return None
    before, after = flow.folded[: match.start()], flow.folded[match.end() :]
    if (before, after) == ("", "") or (before in grammar.OPEN and after in grammar.CLOSE):
        return match
    return match if not after and is_body(grammar.SEAL.sub("", before)) else None


def _take_signers(state: State, above: list[Piece], date: Piece, signers: list[Reading[str]]) -> None:
    """Read the bodies on the lines right above the date: the issuers where the head names none, or not all."""
    signatories = _signatories(state, above)
    state.claim(read_signature, signatories)
    for line in signatories:
        match = grammar.SIGNATORY.fullmatch(line.text)
        office = line.part(0, match.end("body")) if match and match["body"] else None
        signers += bodies_of([office], state) if office is not None and names_bodies(office) else []
    lines = _signers(state, [line for line in above if line not in signatories], date)
    state.claim(read_signature, lines)
    if _may_be_listed(state, lines):
        message = "taken for who signs; no list is here besides, and these may be its winners"
        state.doubt(lines[0].span, message)
    named = (name for line in lines for name in _unsealed(line))
    for body in widen(state, [*bodies_of(named, state), *signers]):
        message = f"{body.value} signs here and is not named at the head of the document"
        state.find("signature-mismatch", "warning", body.spans[0], message)


def _may_be_listed(state: State, lines: Sequence[Piece]) -> bool:
    """Say whether bodies above a day stand where an annex is named that is not there, and nobody says who issues."""
    if state.issuers or state.annex_starts or not state.annex_references or len(lines) <= 1:
        return False
    above = next((piece for piece in state.pieces[lines[0].number - 2 :: -1] if piece.text), None)
    return above is not None and state.claims.get(above.number) == read_annex_reference.__name__


def _unsealed(piece: Piece) -> list[Piece]:
    """Return the names on a line of signers, each without what marks the place of its seal (某某总工会（章）　某某教育局（章）)."""
    if len(piece.text) > _SIGNATURE_LENGTH or ("（" not in piece.text and "(" not in piece.text):
        return [piece] if piece.text else []
    seals = [at for seal in grammar.SEAL.finditer(grammar.folded(piece.text)) for at in seal.span()]
    bounds = [0, *seals, len(piece.text)]
    names = [piece.part(begin, end) for begin, end in zip(bounds[::2], bounds[1::2], strict=True)]
    return [name for name in names if name.text]


def _signs(piece: Piece) -> bool:
    """Say whether a line names bodies, with their seals or without."""
    names = _unsealed(piece)
    return bool(names) and all(map(names_bodies, names))


def _signatories(state: State, above: list[Piece]) -> list[Piece]:
    """Return the lines above the date on which who signs stands by post and name, before, behind or among the bodies.

    An entry of a list of persons looks the same: what is no signature goes on above without a blank line.
    """
    block = list(takewhile(lambda line: _is_signatory(line) or _signs(line), reversed(above)))
    while block and not _is_signatory(block[-1]):
        del block[-1]
    if not block:
        return []
    top = next((piece for piece in state.pieces[block[-1].number - 2 :: -1] if piece.text), None)
    if top is None or top.text.endswith((":", "：")) or _is_signatory(top):
        return []
    is_parted = top.number < block[-1].number - 1 or grammar.SENTENCE_END.search(top.text) is not None
    return [line for line in block if _is_signatory(line)] if is_parted or names_bodies(top) else []


def _is_signatory(line: Piece) -> bool:
    return len(line.text) <= _SIGNATURE_LENGTH and grammar.SIGNATORY.fullmatch(line.text) is not None


def _signers(state: State, above: list[Piece], date: Piece) -> list[Piece]:
    """Return the lines right above the date that sign, without those of a list that ends there."""
    lines: list[Piece] = []
    for piece in reversed(above):
        if _unsealed(piece) and (not _signs(piece) or outline.ordinal_of(piece) is not None):
            break
        if lines and piece.number != lines[0].number - 1:
            break
        lines.insert(0, piece)
    if not lines:
        return []
    before = next((piece for piece in state.pieces[lines[0].number - 2 :: -1] if piece.text), None)
    if before is None or before.number in state.claims or grammar.SENTENCE_END.search(before.text):
        return lines
    if before.number < lines[0].number - 1 and not before.text.endswith((":", "：")):
        return lines
    known = {issuer.value for issuer in state.issuers}
    first = (
        i
        for i, line in enumerate(lines)
        if known & {body.value for body in bodies_of(_unsealed(line), state)}
    )
    parted = not state.pieces[date.number - 2].text
    return lines[next(first, len(lines) - (not parted)) :]


_EDITOR = "责任编辑"
"""Who edited the page; printed again and again it says who edited each of the works of a list."""


def read_tail(state: State) -> None:
    """Claim the 版记 (主题词, 抄送, 印发), wherever it stands below the title: it says nothing about the award.

    抄送 goes on over the next lines: up to the line that says who printed the document, or else to the full stop.
    """
    lines = state.unclaimed(state.title_end + 1)
    last = -1
    is_text_above = False
    edited = 0
    for index, line in enumerate(lines):
        tail = _tail(line)
        is_text_above = is_text_above or grammar.SENTENCE_END.search(line.text) is not None
        if tail is None or index <= last or (line.text.startswith("主送") and not is_text_above):
            continue
        if line.text.startswith(_EDITOR):
            edited = edited or sum(each.text.startswith(_EDITOR) for each in lines)
            if edited > 1:
                continue
        first = index
        while first and is_drawn(lines[first - 1]):
            first -= 1
        if tail["printed"] and tail["by"] is None and first and _prints(lines[first - 1], line):
            first -= 1
        last = index + _copied(lines[index : index + _COPIED + 1]) if tail["copies"] else index
        while last + 1 < len(lines) and is_drawn(lines[last + 1]):
            last += 1
        block = lines[first : last + 1]
        if line.text.startswith("主送"):
            moved = takewhile(lambda each: _tail(each) is None, lines[index + 1 : last + 1])
            read_moved(state, [line, *moved])
        state.claim(read_tail, (piece for piece in block if piece.number not in state.claims))


def _copied(lines: Sequence[Piece]) -> int:
    """Return over how many lines more the line goes on that says who gets a copy."""
    known = list(takewhile(lambda line: not _is_opening(line), lines))
    printed = (at for at, line in enumerate(known) if (tail := _tail(line)) and tail["printed"])
    end = next(printed, None)
    if end is not None:
        return end
    for at, line in enumerate(known):
        is_parted = at + 1 < len(known) and known[at + 1].number > line.number + 1
        if grammar.SENTENCE_END.search(line.text) or is_parted or line.text.startswith("主题词"):
            return at
    return len(known) - 1 if len(known) == len(lines) <= _COPIED else 0


def _is_opening(line: Piece) -> bool:
    """Say whether a line opens an annex or an item, which no line of the 版记 does."""
    words = _short(line)
    is_title = grammar.ANNEX_MARK.fullmatch(words) or grammar.LIST_TAIL.search(words)
    return is_title is not None or outline.ordinal_of(line) is not None


def _prints(above: Piece, day: Piece) -> bool:
    """Say whether a line is the office that printed the document, right above the day (印发机关)."""
    is_office = above.bare.endswith(("办公厅", "办公室", "秘书处", "秘书局"))
    return above.number == day.number - 1 and is_office and names_bodies(above)


def _short(piece: Piece) -> str:
    return piece.bare if len(piece.text) <= _SIGNATURE_LENGTH else ""


def _tail(piece: Piece) -> re.Match[str] | None:
    words = piece.text
    may_be_tail = (
        "：" in words or ":" in words or "印" in words
    )  # no line of the 版记 is without one of these
    return grammar.TAIL.fullmatch(piece.bare) if may_be_tail else None
