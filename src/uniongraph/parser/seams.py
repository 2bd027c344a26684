"""Names that the end of a page parts in a list: joined before the list is read, told where each half is printed.

Between two halves stand a page number, and what each page repeats, and nothing else. The text is read without them;
every span of what was read is then led back to the text as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from uniongraph import grammar, names
from uniongraph.model import Span
from uniongraph.names.words import union_suffix
from uniongraph.parser import (
    columns,
    folds,
    halves,
    inline,
    outline,
    paragraphs,
    parties,
    stacked,
    tables,
    units,
    unruled,
    widths,
    works,
    wraps,
)
from uniongraph.parser.header import skip_page_numbers
from uniongraph.parser.state import Piece, Seam

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uniongraph.parser.state import State
    from uniongraph.parser.widths import Margins

__all__ = ["find_seams"]

_LONGEST: Final = 400
"""Of a longer line no half is looked at."""
_PARTING: Final = re.compile(r"[、；;／/，,：:]|[—–―─－…]+|--+|\s{2,}|\u3000")
_CELLS: Final = 8
"""So many cells above one that stands alone on its line the number of its row stands, or the head of its column."""
_MOST: Final = 64
"""So many entries of a list show how its entries look."""
_NEAR: Final = 30
"""Brackets that the end of a page parts hold no more characters on either side of it."""
_MARK_BEGIN: Final = re.compile(r"[、；;／，：:]|[—–―─－]{1,2}\s*\w|--|…")
_MARK_END: Final = re.compile(r"(?:[—–―─－]|--|…|[:：])\s*$")
_LED: Final = re.compile(r"[:：].")
_TRANSLATED: Final = re.compile(r"[（(][\x20-\x27\x2a-\x7e]{2,80}[）)]")
"""（Hailan Electronics Co., Ltd.）: the name in Latin letters, which is no word of it."""
_SHUTS: Final = frozenset(grammar.CLOSE)


def find_seams(state: State) -> None:
    """Note where the end of a page, or of a full line, parts a name of a list; nothing is claimed.

    A line whose end is known to be one within a paragraph of winners is asked for nothing else.
    """
    lines = state.unclaimed(state.annex_starts[0] if state.annex_starts else state.title_end + 1)
    turned = {number for number, rule in state.claims.items() if rule == skip_page_numbers.__name__}
    pages = sorted(turned)
    margins = widths.Margins.of(state, lines, pages)
    found = stacked.seams_of(state, lines) if state.annex_starts else {}
    found |= paragraphs.seams_of(state, lines, pages)
    found |= wraps.seams_of(state, lines, margins, found)
    if turned:
        found |= _at_page_ends(state, lines, margins, found)
    body = state.unclaimed(state.title_end + 1, state.annex_starts[0]) if state.annex_starts else lines
    by_place = {seam.span.begin: seam for seam in (*folds.seams_of(state, body), *found.values())}
    state.seams = tuple(by_place[place] for place in sorted(by_place))


def _at_page_ends(
    state: State, lines: Sequence[Piece], margins: Margins, known: Mapping[int, Seam]
) -> dict[int, Seam]:
    """Return the seams at the ends of pages, by the place of the line above each; those that are known are not looked at."""
    around, pages = _Around(state, lines, margins.pages), margins.pages
    found: dict[int, Seam] = {}
    for index, (above, below) in enumerate(pairwise(lines)):
        if index in known or bisect_left(pages, above.number) == bisect_left(pages, below.number):
            continue
        if any(above.number < start <= below.number for start in state.annex_starts):
            continue
        is_sure = around.parts(index)
        if is_sure is None and margins.are_filled(index, above) and wraps.parts_person(above, below):
            is_sure = True
        if is_sure is not None:
            found[index] = Seam(Span(above.span.end, below.span.begin), is_sure)
    return found


def _may_part(above: Piece, below: Piece) -> bool:
    """Say whether two lines can be the halves of one: no rows of a table, no sentence, no ordinal on the second."""
    if max(len(above.text), len(below.text)) > _LONGEST or tables.is_row(above) or tables.is_row(below):
        return False
    return outline.ordinal_of(below) is None and grammar.SENTENCE_END.search(above.text) is None


def _shuts(above: str, below: str) -> bool:
    """Say whether a line shuts the brackets that the line above it opens near its end."""
    opened = max(map(above.rfind, grammar.OPEN))
    shut = min((at for at in map(below.find, grammar.CLOSE) if at >= 0), default=_NEAR)
    return _is_open(above) and _is_open_before(below) and max(len(above) - opened, shut) < _NEAR


@dataclass(frozen=True, slots=True)
class _Halves:
    """The last words above the end of a page and the first ones below it, and those two as one name."""

    begin: str
    end: str
    whole: str
    follows_name: bool
    """Whether what stands before them on their line is the name of a body, or the honour that it gets."""
    is_numbered: bool


def _halves(above: Piece, below: Piece) -> _Halves | None:
    """Return what may be the halves of one body's name, of which one is empty between two names; None where no name comes of them."""
    words = _unmarked(above)
    if not _may_go_on(words, below):
        return None
    parts = grammar.split_outside(words, _PARTING)
    begin = words[slice(*parts[-1])] if parts and parts[-1][1] == len(words) else ""
    before = parts[:-1] if begin else parts
    last = words[slice(*before[-1])] if before else ""
    first = grammar.split_outside(below.text, _PARTING)
    end = below.text[: first[0][1]] if first and first[0][0] == 0 else ""
    whole = grammar.tidy_name(begin + end)
    if not (begin or last) or not names.is_organization(whole):
        return None
    is_led = outline.is_tier_heading(last) or columns.role_of("".join(last.split())) == "unit"
    named = bool(last) and (_is_body(last) or is_led or parties.names_group(last))
    return _Halves(begin, end, whole, named, words != above.text)


def _may_go_on(words: str, below: Piece) -> bool:
    """Say whether a line can be one with the line below it: it is no heading, and brackets are shut where they are open."""
    is_led = _LED.search(words) is not None
    is_heading = not is_led and (outline.is_tier_heading(words) or outline.counts_winners(words))
    if is_heading or outline.is_tier_heading(below.text) or grammar.LIST_TAIL.search(words):
        return False
    return _is_open(words) == _is_open_before(below.text)


def _label(piece: Piece) -> str:
    """Return the words before the colon that ends a line; empty where none does."""
    return piece.bare[:-1] if piece.text.endswith((":", "：")) else ""


def _unmarked(piece: Piece) -> str:
    """Return the words of a line behind its ordinal."""
    ordinal = outline.ordinal_of(piece)
    return piece.text[ordinal.match.end() :] if ordinal is not None else piece.text


def _is_body(words: str) -> bool:
    return names.is_organization(grammar.tidy_name(words))


def _is_open(words: str) -> bool:
    """Say whether the last brackets of some words are not shut."""
    return max(map(words.rfind, grammar.OPEN)) > max(map(words.rfind, grammar.CLOSE))


def _is_open_before(words: str) -> bool:
    """Say whether some words shut brackets that they do not open."""
    first = next((character for character in words if character in grammar.OPEN + grammar.CLOSE), "")
    return first in _SHUTS


@dataclass(frozen=True)
class _Around:
    """The list around the ends of its pages: how its entries look, and with which places the names on its lines open."""

    state: State
    lines: Sequence[Piece]
    pages: Sequence[int]
    lists: dict[int, _List] = field(default_factory=dict)
    """What was seen of each annex so far, by the line that opens it."""

    @cached_property
    def places(self) -> tuple[dict[str, tuple[int, int]], bool]:
        """The first and the last of the lines on which a name opens with each place, and whether most names open with one."""
        places: dict[str, tuple[int, int]] = {}
        bodies = opening = 0
        for index, line in enumerate(self.lines):
            for part in _PARTING.split(line.text) if len(line.text) <= _LONGEST else ():
                if names.is_organization(name := grammar.tidy_name(part)):
                    bodies += 1
                    for place in names.opening_places(name)[:1]:
                        opening += 1
                        places[place] = (places.get(place, (index,))[0], index)
        return places, 2 * opening > bodies

    def parts(self, index: int) -> bool | None:
        """Return whether the end of a page surely parts what stands on two lines, or None where they are two."""
        above, below = self.lines[index : index + 2]
        if not _may_part(above, below) or any(
            map(unruled.is_cell, self.lines[max(index - _CELLS, 0) : index])
        ):
            return None
        if units.opens_unit(below) and self._names_persons(index):
            return None
        words = _unmarked(above)
        is_entry = words != above.text or parties.names_somebody(above) or outline.is_tier_heading(words)
        goes_on = is_entry and _MARK_BEGIN.match(below.text) is not None
        if goes_on or _shuts(above.text, below.text) or self._parts_entry(index):
            return True
        halves = _halves(above, below)
        return self._parts_name(index, halves) if halves is not None else None

    def _names_persons(self, index: int) -> bool:
        """Say whether a line is names of persons, by the blanks in it or as other lines of the list are: no half of a body's."""
        line = self.lines[index]
        label = grammar.LABELLED_LINE.fullmatch(line.text) if len(line.text) <= _LONGEST else None
        if label is not None and units.opens_unit(line):
            line = line.part(label.start("rest"), len(line.text))
        if not units.names_only(line):
            return False
        is_several = len(line.text.split()) > 1 or "、" in line.text
        return is_several or bool(self._list(index).names - {line.number})

    def _parts_entry(self, index: int) -> bool:
        """Say whether the first line has no winner, which stands behind a mark on the second (……调解平 / 台——某某工会)."""
        above, below, *after = self.lines[index : index + 3]
        if _label(above) and (columns.role_of(_label(above)) in {"unit", "person"} or self._leads(index)):
            return True
        if (
            _unmarked(above) == above.text
            or not _may_go_on(_unmarked(above), below)
            or works.is_labelled(below)
        ):
            return False
        is_led = _MARK_END.search(above.text) is not None and names.is_organization(below.text)
        if not (is_led or self._holds_winner(below)) or (after and self._holds_winner(after[0])):
            return False
        entries = self._entries(index)
        return 2 * sum(entries) <= len(entries)

    def _leads(self, index: int) -> bool:
        """Say whether a line is the name of a place before its winners, which stands alone nowhere else in the list."""
        line = self.lines[index]
        return parties.names_group(_label(line)) and self._list(index).labels <= {line.number}

    def _holds_winner(self, line: Piece) -> bool:
        """Say whether a line without an ordinal holds both a title and its winner."""
        if outline.ordinal_of(line) is not None:
            return False
        return bool(inline.split_list([line], is_marked=True)) or halves.holds_work(self.state, line)

    def _parts_name(self, index: int, halves: _Halves) -> bool | None:
        begin, end = grammar.tidy_name(halves.begin), grammar.tidy_name(halves.end)
        is_torn = _is_open(begin) or 1 in {len(begin), len(end)} or end.startswith(tuple(grammar.OPEN))
        if is_torn or (halves.follows_name and not _is_body(begin)):
            return True
        if union_suffix(begin):
            return True if len(end) < len(union_suffix(halves.whole)) else None
        if self._opens(index, end, is_known=True):
            return None
        entries = self._entries(index) if halves.is_numbered else []
        have_winners = 2 * sum(entries) > len(entries)
        if have_winners or (entries and not _is_body(begin)):
            return None if have_winners else True
        tail = _TRANSLATED.sub("", end)
        is_end = parties.is_tail(self.state, tail) and not self._stands_alone(index, end)
        if _is_body(begin) or self._opens(index, end):
            return True if is_end and _is_body(begin) else None
        opens = self._opens(index, halves.whole)
        is_sure = opens and (not halves.is_numbered or self.places[1])
        return is_sure if opens or is_end or (not halves.is_numbered and self._lists_bodies(index)) else None

    def _lists_bodies(self, index: int) -> bool:
        """Say whether every other line of the list without an ordinal is a heading or names bodies."""
        return self._list(index).others <= {line.number for line in self.lines[index : index + 2]}

    def _entries(self, index: int) -> list[bool]:
        """Return for each other entry numbered alike whether anything stands below it."""
        own = outline.ordinal_of(self.lines[index])
        entries = self._list(index).entries.get(own.style, []) if own is not None else []
        return [is_below for number, is_below in entries if number != self.lines[index].number]

    def _list(self, index: int) -> _List:
        """Return what is seen of the annex in which one of the lines stands, looked through once."""
        number = self.lines[index].number
        begin = max((start for start in self.state.annex_starts if start <= number), default=0)
        if begin not in self.lists:
            self.lists[begin] = _List.of(self.state, self._annex(index), self.pages)
        return self.lists[begin]

    def _annex(self, index: int) -> Sequence[Piece]:
        """Return the lines of the annex in which one of the lines stands."""
        number = self.lines[index].number
        begin = max((start for start in self.state.annex_starts if start <= number), default=0)
        end = min((start for start in self.state.annex_starts if start > number), default=None)
        return [line for line in self.lines if begin <= line.number and (end is None or line.number < end)]

    def _opens(self, index: int, name: str, *, is_known: bool = False) -> bool:
        """Say whether a name opens with a place: one of the register, one that others open with, or one in form only."""
        if self.state.gazetteer.match(name, jurisdiction=self.state.jurisdiction):
            return True
        found = names.opening_places(name)
        first, last = self.places[0].get(found[0], (index, index)) if found else (index, index)
        return bool(found) and not (is_known and index <= first and last <= index + 1)

    def _stands_alone(self, index: int, end: str) -> bool:
        """Say whether other lines of the list are names as short of words as this half is."""
        return bool(self._list(index).tails - {end})


@dataclass(frozen=True, slots=True)
class _List:
    """What is seen of one annex."""

    entries: dict[str, list[tuple[int, bool]]]
    """By the style of their numbers, the first entries with the numbers of their lines, and whether anything stands below."""
    tails: frozenset[str]
    """Names that hold no place and no core (机关工会)."""
    labels: frozenset[int]
    """The lines that are a place and a colon."""
    others: frozenset[int]
    """The lines without an ordinal that are neither headings nor name bodies."""
    names: frozenset[int]
    """Those of them that are names of persons and nothing else."""

    @classmethod
    def of(cls, state: State, lines: Sequence[Piece], pages: Sequence[int]) -> _List:
        """Look through the lines of an annex; ``pages`` are the lines that end one."""
        entries: dict[str, list[tuple[int, bool]]] = {}
        step = min((below.number - line.number for line, below in pairwise(lines)), default=1)
        for line, below in pairwise(lines):
            ordinal, next_ = outline.ordinal_of(line), outline.ordinal_of(below)
            if ordinal is None or len(entries.setdefault(ordinal.style, [])) >= _MOST:
                continue
            is_below = next_ is None or (next_.style != ordinal.style and next_.value == 1)
            is_below = is_below and not outline.is_tier_heading(below.text)
            is_parted = bisect_left(pages, line.number) != bisect_left(pages, below.number)
            if below.number - line.number > step and not is_parted:
                is_below = False  # what stands apart, by no page's end, may be the signature
            entries[ordinal.style].append((line.number, is_below))
        plain = [line for line in lines[1:] if outline.ordinal_of(line) is None]
        bodies = [line for line in plain if parties.is_party(line)]
        others = [line for line in plain if not parties.names_somebody(line)]
        return cls(
            entries,
            frozenset(line.bare for line in bodies if parties.is_tail(state, line.bare)),
            frozenset(line.number for line in plain if parties.names_group(_label(line))),
            frozenset(line.number for line in others if not outline.is_tier_heading(line.text)),
            frozenset(line.number for line in others if units.names_only(line)),
        )
