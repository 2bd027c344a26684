"""Where the annexes (附件) begin, what each is called, and which year the edition is named after."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.grammar.lists import DEEDS, OTHERS, count_in
from uniongraph.model import Reading, Span
from uniongraph.parser import headings, outline, parties, persons, tables, unruled
from uniongraph.parser.state import Flow, Piece, State

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

__all__ = ["find_annexes", "read_annex_titles", "read_edition", "skip_deeds", "skip_remarks"]

_TITLE_LINES = 4
_TITLE_LENGTH = 240
_MARK_LENGTH = 12
_NEAR = 3
"""A line 附件1：… opens an annex if one of this many lines below it begins a list."""


def find_annexes(state: State) -> None:
    """Claim the lines that open an annex below the title: 附件 or 附件1 alone, or 附件1：… with a list below it."""
    lines = state.unclaimed(state.title_end + 1)
    marks = [
        line
        for line in lines
        if line.text.startswith("附")
        and len(line.text) <= _MARK_LENGTH
        and grammar.ANNEX_MARK.fullmatch(line.bare)
    ]
    if not all(map(_heads_references, marks)):
        marks = [mark for mark in marks if not _heads_references(mark)]
    elif marks and _comes_again(lines, marks[0]):
        del marks[0]
    marks += _titled_marks(state, lines, marks[0].number if marks else None)
    state.annex_starts = tuple(sorted(piece.number for piece in marks)) or _titled_list(lines)
    state.claim(find_annexes, marks)


def _titled_list(lines: Sequence[Piece]) -> tuple[int, ...]:
    """Return the line right below the date that is the title of a list: it opens an annex that has no mark (名单附后)."""
    for date, title in pairwise(lines):
        if len(date.text) <= _MARK_LENGTH * 3 and grammar.DATE.fullmatch(date.bare):
            is_title = len(title.text) <= _TITLE_LENGTH and grammar.LIST_TAIL.search(title.bare)
            return (title.number,) if is_title else ()
    return ()


def _heads_references(mark: Piece) -> bool:
    """Say whether a line is 附件： rather than 附件: where another line is the mark, it stands over the references."""
    return mark.text.endswith((":", "："))


def _comes_again(lines: Sequence[Piece], mark: Piece) -> bool:
    """Say whether what the line below a mark names (附件： / 1. ……名单) stands again further down: it is a reference."""
    below = (line for line in lines if line.number > mark.number)
    first = next(below, None)
    if first is None or len(first.text) > _TITLE_LENGTH:
        return False
    item = grammar.NEXT_REFERENCE.fullmatch(first.text)
    words = "".join((item["title"] if item else first.text).split())
    return any(words in line.bare for line in below if len(line.text) <= _TITLE_LENGTH)


def _titled_marks(state: State, lines: Sequence[Piece], first_mark: int | None) -> list[Piece]:
    """Return the lines that open an annex and name it; those before the signature only refer to one."""
    found: list[Piece] = []
    seen: set[str] = set()
    for index, piece in enumerate(lines):
        match = _titled(piece)
        if match is None:
            continue
        names = {match["number"] or "", match["title"]} - {""}
        after_mark = bool(found) or (first_mark is not None and piece.number > first_mark)
        if (
            after_mark
            or seen & names
            or (first_mark is None and _opens_list(state, lines[index + 1 : index + 1 + _NEAR], match))
        ):
            found.append(piece)
        seen |= names
    return found


def _titled(piece: Piece) -> re.Match[str] | None:
    if not piece.text.startswith("附") or len(piece.text) > _TITLE_LENGTH:
        return None
    return grammar.ANNEX_REFERENCE.fullmatch(piece.text)


def _opens_list(state: State, below: Sequence[Piece], match: re.Match[str]) -> bool:
    """Say whether a list begins right below a line 附件1：…; an enumeration of annexes (附件：1. …) is none.

    Bodies below it are winners where the title counts them, or where none of them is known to sign here.
    """
    if match["item"]:
        return False
    issuers = {issuer.value for issuer in state.issuers}
    counts = count_in("".join(match["title"].split())) is not None
    for index, piece in enumerate(below):
        if _titled(piece) or grammar.TAIL.fullmatch(piece.bare) or _is_printed(below[index + 1 : index + 2]):
            return False
        is_table = tables.is_row(piece) or unruled.stacks([piece], "ordinal")
        if outline.ordinal_of(piece) or outline.is_tier_heading(piece.text) or is_table:
            return True
        if parties.names_somebody(piece) or grammar.SEAL.search(grammar.folded(piece.bare)):
            return counts or (bool(issuers) and not any(issuer in piece.bare for issuer in issuers))
        if persons.is_person(piece, alone=True) and persons.begins_with_surname(piece):
            return True
    return False


def _is_printed(below: Sequence[Piece]) -> bool:
    """Say whether a line is only the day on which the office above it printed the document."""
    return any(grammar.DATE.match(line.bare) and grammar.TAIL.fullmatch(line.bare) for line in below)


# ---------------------------------------------------------------------------------------------- titles


def read_annex_titles(state: State) -> None:
    """Read the title of each annex: on the line of its mark, or on the lines between it and the first heading."""
    ends = (*state.annex_starts, len(state.pieces) + 1)[1:]
    for start, end in zip(state.annex_starts, ends, strict=True):
        mark = state.pieces[start - 1]
        match = _titled(mark)
        if match is not None:
            span = Span(mark.span.begin + match.start("title"), mark.span.end)
            state.titles_by_annex[start] = Reading(grammar.tidy_name(state.text.quote(span)), (span,))
            continue
        if start not in state.claims:  # the title itself opens it
            state.titles_by_annex[start] = Reading(grammar.tidy_name(mark.text), (mark.span,))
            state.claim(read_annex_titles, [mark])
            continue
        lines = _title_lines(state.pieces[start : min(end - 1, start + _NEAR * _TITLE_LINES)], state)
        flow = Flow.of(lines)
        if lines:
            title = flow.reading(0, len(flow.text), state.text)
            state.titles_by_annex[start] = Reading(title.value, title.spans, state.sureness(lines[0].span))
        state.claim(read_annex_titles, lines)
    state.annex_titles = tuple(state.titles_by_annex.values())


def _title_lines(below: Sequence[Piece], state: State) -> list[Piece]:
    """Return the lines of an annex's title: up to 名单, or else up to the first heading or winner."""
    lines: list[Piece] = []
    for piece in below:
        if piece.number in state.claims or _is_remark(piece):
            continue
        if (
            len(lines) == _TITLE_LINES
            or len(piece.text) > _TITLE_LENGTH
            or outline.ordinal_of(piece) is not None
            or (outline.is_tier_heading(piece.text) and not grammar.LIST_TAIL.search(piece.bare))
            or tables.is_row(piece)
            or _is_group(piece)
        ):
            break
        lines.append(piece)
        if grammar.LIST_TAIL.search("".join(line.bare for line in lines)):
            return lines + _count_below(below, piece, state)
    winners = (index for index, piece in enumerate(lines) if parties.is_party(piece))
    ends_in_ordinal = len(lines) < _TITLE_LINES and next(winners, None) is None
    return lines if ends_in_ordinal or not lines else _first_line(lines, state)


def _is_group(piece: Piece) -> bool:
    """Say whether a line has its winners behind a colon (一等奖（2个）：甲、乙): it heads nothing, and is no title."""
    match = grammar.LABELLED_LINE.fullmatch(piece.text)
    if match is None or grammar.LIST_TAIL.search(match["label"]):
        return False
    label = match["label"]
    return outline.is_tier_heading(label) or outline.counts_winners(label) or parties.holds_winners(piece)


def _first_line(lines: Sequence[Piece], state: State) -> list[Piece]:
    """Return the first of the lines above the first winner, where it can be the title of the annex."""
    first = lines[0]
    if headings.names_honour(first.text) or len(lines) == 1:
        return [first]
    if parties.is_party(first) and parties.is_party(lines[1]):
        return []
    if state.annex_references and not any(first.bare in each.value for each in state.annex_references):
        state.doubt(first.span, "taken for the title of the annex; it may be the first winner")
    return [first]


def _count_below(below: Sequence[Piece], title: Piece, state: State) -> list[Piece]:
    """Return the line right below a title that only says how many there are （共11名，排名不分先后）."""
    if outline.counts_winners(title.text):
        return []
    after = (piece for piece in below if piece.number > title.number and piece.number not in state.claims)
    first = next((piece for piece in after if _counts(piece) or not _is_remark(piece)), None)
    return [first] if first is not None and _counts(first) else []


def _counts(piece: Piece) -> bool:
    """Say whether a line in brackets says how many are listed, and at most in what order besides."""
    if len(piece.text) > _TITLE_LENGTH or piece.bare[:1] not in grammar.OPEN:
        return False
    count = count_in(piece.bare)
    return count is not None and count.start() == 0


def _is_remark(piece: Piece) -> bool:
    return len(piece.text) <= _TITLE_LENGTH and parties.is_remark(piece)


def skip_remarks(state: State) -> None:
    """Claim the lines of the annexes that say how the list is ordered (排名不分先后) and name nobody.

    One that counts too is read with the title of the annex right above it.
    """
    if state.annex_starts:
        state.claim(skip_remarks, filter(_is_remark, state.unclaimed(state.annex_starts[0])))


def skip_deeds(state: State) -> None:
    """Claim the lines of the annexes that only tell what those honoured did (主要事迹); the winners stand elsewhere.

    An annex alone is read as a list where the body leaves open who is honoured (授予何立春等9名同志…).
    """
    told = {start for start, title in state.titles_by_annex.items() if _tells_deeds(title)}
    if not told or (told.issuperset(state.annex_starts) and any(map(_names_some, state.paragraphs))):
        return
    state.deeds = frozenset(told)
    for start, end in zip(state.annex_starts, (*state.annex_starts[1:], None), strict=True):
        lines = [line for line in state.unclaimed(start, end) if line.text] if start in told else []
        if any(map(tables.heads, lines)):
            continue
        state.claim(skip_deeds, lines)
        if lines:
            message = f"{len(lines)} lines that tell the deeds of those honoured; no winner is read from them"
            state.find("unread-line", "info", Span(lines[0].span.begin, lines[-1].span.end), message)


def _tells_deeds(title: Reading[str]) -> bool:
    if "事迹" not in title.value or "名单" in title.value:
        return False
    bare = "".join(title.value.split())
    return DEEDS.search(bare) is not None


def _names_some(paragraph: Flow) -> bool:
    return OTHERS.search(paragraph.folded) is not None


# ---------------------------------------------------------------------------------------------- edition


def read_edition(state: State) -> None:
    """Read the year an edition is named after: from the document's title, else an annex's, else a tier's."""
    candidates = [state.title] if state.title else []
    candidates += [*state.annex_titles, *(tier.name for tier in state.tiers)]
    for reading in candidates:
        flow = Flow.of(state.pieces_of(reading))
        match = grammar.YEAR_OF.search(flow.text)
        year = match and grammar.number_of(match["year"])
        if match is not None and year:
            span = flow.spans(match.start(), match.end(), state.text)
            if _names_other_years(flow.text, match):
                message = "taken for the year of the edition; another is named beside it"
                state.doubt(span[0], message)
            state.edition_year = Reading(year, span, state.sureness(span[0]))
            return


def _names_other_years(words: str, first: re.Match[str]) -> bool:
    """Say whether words name the year of another edition, and not the years of one (2019—2020年度)."""
    if grammar.YEARS_OF.search(words):
        return False
    years = {
        grammar.number_of(each["year"]) for each in grammar.YEAR_OF.finditer(words) if each[0].endswith("度")
    }
    return first[0].endswith("度") and len(years) > 1
