"""What a web page put around the document: claimed by its form and its place, so that no other rule reads it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.grammar.furniture import PAGE_MENU, PAGE_TOP
from uniongraph.model import Reading, Span
from uniongraph.parser import columns, labels, outline, parties, persons, tables, unruled
from uniongraph.parser.header import date_of, number_in, skip_page_numbers
from uniongraph.parser.issuers import bodies_in, is_body, names_bodies, widen
from uniongraph.parser.state import Flow, Piece, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

__all__ = ["read_issuer", "skip_furniture", "skip_running_headers"]

_LENGTH: Final = 240
_HEAD: Final = 40
_BELOW_TITLE: Final = 5
"""So many lines below the title may still be the page's (来源：…　浏览次数：…)."""
_TITLE_LINES: Final = 6
_HEAD_LINES: Final = 10
"""No more lines name who issues the document between the page's title and its own."""
_STANDS_ABOVE: Final = re.compile(
    rf"[{grammar.HAN}]{{0,60}}(?:文件|令|公报)|[{grammar.OPEN}]?{grammar.DATE.pattern}[{grammar.CLOSE}]?"
)
"""某某局文件, （2024年3月1日）: what stands above a title, besides the names of those who issue the document."""
_TAIL: Final = 60
_VALUE_LENGTH: Final = 60
_SURELY: Final = 3
"""What stands beside so many page numbers and nowhere else is no part of the text where it comes first either."""
_WORDS: Final = re.compile(f"[{grammar.HAN}]{{2,}}")
_TWICE: Final = 2
"""What more pages repeat can be nothing else."""


def skip_furniture(state: State) -> None:
    """Claim a page's path, buttons, particulars and links above and below the document, with a finding for each block.

    A number and a 成文日期 among the particulars are the document's own; a 发布日期 is not.
    """
    lines = [line for line in state.unclaimed() if line.text]
    above = _above(lines[:_HEAD])
    _read_particulars(state, above)
    below = _below(lines[-_TAIL:], above)
    end = _first_page_end(state)
    head = [line for line in lines[:_HEAD] if line.number < end and line not in above]
    above = sorted([*above, *_title_twice(head)], key=attrgetter("number"))
    for block in (*_blocks(state, above), *_blocks(state, below)):
        span = Span(block[0].span.begin, block[-1].span.end)
        count = "a line" if len(block) == 1 else f"{len(block)} lines"
        state.find("furniture", "info", span, f"{count} of the web page around the document; passed over")
    state.claim(skip_furniture, [*above, *below])


def skip_running_headers(state: State) -> None:
    """Claim what each page repeats beside its number: the issuer's masthead, the title, or any line that names nobody.

    What stands before it and after it then joins as at a page break.
    """
    heads = {issuer.value + "文件" for issuer in state.issuers}
    heads.add("".join(issuer.value for issuer in state.issuers) + "文件")
    title = "".join(state.title.value.split()) if state.title else ""
    lines = [line for line in state.unclaimed(state.title_end + 1) if len(line.text) <= _LENGTH]
    above, below = _beside_page_numbers(state)
    beside = above | below
    pages = [
        (Counter([line.bare for line in lines if line.number in side]), side)
        for side in (above, below)
        if side
    ]
    repeated = [words for words, _ in pages]
    surely = {words for side in repeated for words, number in side.items() if number >= _SURELY}
    elsewhere = (line.bare for line in lines if line.number not in beside) if surely else ()
    seen = surely.difference(elsewhere)
    always = {words for words in seen if any(side[words] == len(numbers) for side, numbers in pages)}
    of_entries = _labelled_in_entries(state, lines, beside)
    met: set[str] = set()
    begins = {words[:1] for words in (*heads, title)}
    for line in lines:
        if not beside and line.text[:1] not in begins:
            continue
        words = line.bare
        is_beside = line.number in beside
        is_title = words == title and (is_beside or words in seen)
        repeats = (
            is_beside
            and words in seen
            and any(side[words] > 1 for side, numbers in pages if line.number in numbers)
            and not (_is_entry(line) or (words in of_entries and words not in always))
            and not (words in surely and words not in met and _is_heading(line))
        )
        if words in heads or is_title or repeats:
            state.claim(skip_running_headers, [line])
            is_other = not (words in heads or is_title)
            if is_other and max(side[words] for side in repeated) == _TWICE and _may_be_work(words):
                message = "printed beside two page numbers; taken for what each page repeats, it may be part of the list"
                state.doubt(line.span, message)
        seen.add(words)
        met.add(words)
    _note_printed_pages(state)


def _note_printed_pages(state: State) -> None:
    """Say once how many lines were passed over that pages carry beside the text: numbers, and what comes again."""
    rules = {skip_page_numbers.__name__, skip_running_headers.__name__}
    lines = [piece for piece in state.pieces if state.claims.get(piece.number) in rules]
    if lines:
        count = "a line" if len(lines) == 1 else f"{len(lines)} lines"
        message = f"{count} of the printed pages (numbers, running headers); passed over"
        state.find("furniture", "info", lines[0].span, message)


def _is_heading(piece: Piece) -> bool:
    """Say whether a line can head a list at the top of a page: the first of those that come again is read."""
    is_title = grammar.LIST_TAIL.search(piece.bare) is not None
    return is_title or outline.is_tier_heading(piece.text) or labels.is_group_label(piece)


def _may_be_work(words: str) -> bool:
    """Say whether words that name nobody may be the title of a work, and are no heading of a list."""
    return not (grammar.LIST_TAIL.search(words) or outline.is_tier_heading(words) or "续" in words)


def _is_entry(piece: Piece) -> bool:
    """Say whether a line can be part of a list: a row or a cell of a table, a body, a place, or what an ordinal opens.

    Posts, ethnicities and genders are cells too.
    """
    if tables.is_row(piece) or unruled.is_cell(piece) or parties.is_place(piece.bare):
        return True
    if any(pattern.fullmatch(piece.bare) for pattern in (grammar.POST, grammar.ETHNICITY, grammar.GENDER)):
        return True
    return names_bodies(piece) or outline.ordinal_of(piece) is not None


def _labelled_in_entries(state: State, lines: Sequence[Piece], beside: Collection[int]) -> set[str]:
    """Return the lines beside page numbers whose labels tell whose a work is (选送单位：…), which may come again below another.

    Their label stands in entries elsewhere too, or most lines above them do not say themselves whose the last work is.
    """
    labelled = [line for line in lines if line.number in beside and _label_of(line)]
    if not labelled:
        return set()
    entries = {_label_of(line) for line in lines if line.number not in beside}
    pages = skip_page_numbers.__name__
    held = (piece for piece in state.pieces if piece.text and state.claims.get(piece.number) != pages)
    above = {line.number: over for over, line in pairwise(held)}
    printed = Counter(line.bare for line in labelled)
    told = Counter(line.bare for line in labelled if line.number in above and _says_whose(above[line.number]))
    return {
        line.bare
        for line in labelled
        if _label_of(line) in entries or 2 * told[line.bare] <= printed[line.bare]
    }


def _says_whose(piece: Piece) -> bool:
    """Say whether a label tells whose a work is, or a part of the line names somebody."""
    if len(piece.text) > _LENGTH:
        return False
    if _label_of(piece):
        return True
    parts = (piece.part(*match.span()) for match in _WORDS.finditer(piece.text))
    return any(parties.is_party(part) or persons.is_person(part, alone=True) for part in parts)


def _label_of(piece: Piece) -> str:
    """Return the label that opens a line, where it tells something of a winner."""
    match = grammar.LABELLED_LINE.match(piece.text) if ":" in piece.text or "：" in piece.text else None
    label = "".join(match["label"].split()) if match is not None else ""
    return label if columns.role_of(label) is not None else ""


def _beside_page_numbers(state: State) -> tuple[set[int], set[int]]:
    """Return the numbers of the lines right above the page numbers, and right below them, over blank lines."""
    if "skip_page_numbers" not in state.claims.values():
        return set(), set()
    held = [piece for piece in state.pieces if piece.text]
    at = [i for i, piece in enumerate(held) if state.claims.get(piece.number) == "skip_page_numbers"]
    return {held[i - 1].number for i in at if i}, {held[i + 1].number for i in at if i + 1 < len(held)}


def _words(piece: Piece) -> str:
    return piece.bare if len(piece.text) <= _LENGTH else ""


def _above(head: list[Piece]) -> list[Piece]:
    """Return the page's lines above the title, and those on the lines right below it; the site's name stands above others."""
    found: list[Piece] = []
    tops: list[Piece] = []
    left: int | None = None
    labelled = False
    for place, piece in enumerate(head):
        words = _words(piece)
        label = bool(grammar.PAGE_LABEL.fullmatch(words))
        takes = label and left is None
        takes |= bool(grammar.PAGE_HEAD.fullmatch(words)) and (left is None or not _is_tail(words))
        takes |= left is None and len(words) <= _LENGTH and PAGE_MENU.fullmatch(piece.text) is not None
        if not takes and labelled and left is None and len(piece.text) <= _VALUE_LENGTH:
            takes = not grammar.TITLE.fullmatch(words)
        labelled = label and takes
        if takes:
            found.append(piece)
        elif place == len(found) + len(tops) and PAGE_TOP.fullmatch(words):
            tops.append(piece)
        if left is None and not takes and "关于" in words:
            left = _BELOW_TITLE
        elif left is not None:
            left -= 1
            if left <= 0:
                break
    if left is None:  # the only title is a particular (标题：……): it is left to be read
        found = [piece for piece in found if "关于" not in _words(piece)]
    return sorted([*tops, *found], key=attrgetter("number")) if found else []


def _first_page_end(state: State) -> int:
    """Return the number of the line that ends the first page: below it a title is what each page repeats."""
    pages = (number for number, rule in state.claims.items() if rule == skip_page_numbers.__name__)
    return min(pages, default=len(state.pieces) + 1)


def _title_twice(head: Sequence[Piece]) -> Sequence[Piece]:
    """Return the page's title where the document prints its own again below it and above the text, on however many lines.

    The document's is the one to be read, unless only the page's names the issuer: then its lines are what is returned.
    """
    first = next((at for at, piece in enumerate(head) if "关于" in _words(piece)), len(head))
    page = _words(head[first]) if first < len(head) else ""
    if not grammar.TITLE.fullmatch(page):
        return ()
    issuer, subject = _parted(page)
    named = ""
    for at, piece in enumerate(head[first + 1 : first + 1 + _HEAD_LINES], first + 1):
        before, begins = _parted(_words(piece))
        if not begins and not (names_bodies(piece) or _STANDS_ABOVE.fullmatch(before)):
            return ()
        named += before
        if begins:
            ends = accumulate([begins, *map(_words, head[at + 1 : at + _TITLE_LINES])])
            length = next((i for i, words in enumerate(ends, 1) if words.startswith(subject)), 0)
            if length and (before or issuer in named):
                return [head[first]]
            return head[at : at + length]
    return ()


def _parted(words: str) -> tuple[str, str]:
    """Return the names before 关于 without a mark between them, and the words from it on."""
    names, about, rest = words.partition("关于")
    return names.replace("、", ""), about + rest


def _is_tail(words: str) -> bool:
    return grammar.TAIL.fullmatch(words) is not None and not words.startswith("责任编辑")


def _below(tail: list[Piece], above: list[Piece]) -> list[Piece]:
    """Return the page's lines at the end of the text, where one of them can be nothing else."""
    found: list[Piece] = []
    sure = 0
    known = {piece.number for piece in above}
    for piece in reversed(tail):
        words = _words(piece)
        strong = bool(words) and grammar.PAGE_TAIL.fullmatch(words) is not None
        if piece.number in known or not (strong or (words and grammar.PAGE_TAIL_WEAK.fullmatch(words))):
            break
        found.insert(0, piece)
        sure += strong
    while found and not grammar.PAGE_TAIL.fullmatch(_words(found[0])):
        del found[0]
    return found if sure else []


def _blocks(state: State, lines: Iterable[Piece]) -> list[list[Piece]]:
    """Return the lines in runs with nothing but blank lines between them."""
    blocks: list[list[Piece]] = []
    for line in lines:
        last = blocks[-1][-1].number if blocks else 0
        if blocks and not any(piece.text for piece in state.pieces[last : line.number - 1]):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _read_particulars(state: State, lines: Iterable[Piece]) -> None:
    """Read the number and the day that the particulars give for the document."""
    for piece in lines:
        flow = Flow.of([piece])
        text = flow.folded
        label = grammar.NUMBER_LABEL.search(text)
        number = label and grammar.NUMBER.match(text, label.end())
        if number is not None and number and state.number is None:
            value = number_in(flow.text[number.start() : number.end()])
            spans = flow.spans(number.start(), number.end(), state.text)
            state.number = Reading(value, spans) if value else None
        day = grammar.DRAWN_UP.search(text)
        date = date_of(day) if day else None
        if day is not None and date is not None and state.date is None:
            state.date = Reading(date, flow.spans(day.start("year"), day.end(), state.text))


def read_issuer(state: State) -> None:
    """Read who issues the document from the particulars, where masthead, title and signature name nobody."""
    if state.issuers:
        return
    lines = [piece for piece in state.pieces if state.claims.get(piece.number) == skip_furniture.__name__]
    for index in range(len(lines)):
        flow = Flow.of(lines[index : index + 2])  # a label may stand alone on the line above
        match = grammar.ISSUED_BY.search(flow.folded)
        if match is not None and is_body(match["bodies"]):
            widen(state, bodies_in(flow, *match.span("bodies"), state))
            return
