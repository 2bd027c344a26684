"""The words that rules read: a line, or a part of one, and running text over several, each with its place in the source.

No values are made or asked more often. They are not frozen, for that would take twice the time; nothing changes them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.grammar.traditional import with_full_marks
from uniongraph.model import Count, Reading, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from uniongraph.model import Text

__all__ = ["EDGES", "Flow", "Piece", "is_blank", "most", "whole"]

EDGES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b\u2060"
"""What stands at the ends of a line and is no word of it."""
_LATIN = re.compile("[A-Za-z.,&)][A-Za-z(&]")
_BLANKS = " \t\u3000\u00a0"


@dataclass(slots=True, init=False, unsafe_hash=True)
class Piece:
    """A line without the white space at its ends; ``span`` is what is left, ``text`` its characters."""

    number: int
    span: Span
    text: str
    bare: str = field(repr=False, compare=False)
    """The characters without the white space among them."""
    cells: tuple[Piece, ...] | None = field(repr=False, compare=False)
    """The cells of a row, once they were asked for."""

    def __init__(self, number: int, span: Span, text: str) -> None:
        """Take out the white space at once: most pieces are asked for it more than once."""
        self.number = number
        self.span = span
        self.text = text
        self.bare = "".join(text.split())
        self.cells = None

    def part(self, begin: int, end: int) -> Piece:
        """Return some of its characters, without the white space at their ends."""
        words = self.text[begin:end]
        bare = words.strip(EDGES)
        at = self.span.begin + begin
        if bare and len(bare) < len(words):
            at += words.index(bare)
        return Piece(self.number, Span(at, at + len(bare)), bare)

    def numbered(self, number: int) -> Piece:
        """Return the same characters as the line of another number."""
        return Piece(number, self.span, self.text)


@dataclass(slots=True)
class Flow:
    """Running text over one or more lines with its white space taken out and every offset remembered.

    Patterns are matched against ``folded``, where every character has the one form they are written for; what is
    quoted comes from ``text``, and ``spans`` leads a match back to the print. ``starts`` are the places in the flow
    where characters that stand together in the source begin, ``begins`` the same places in the source.
    """

    text: str
    starts: tuple[int, ...]
    begins: tuple[int, ...]
    _folded: str | None = field(default=None, repr=False, compare=False)

    @property
    def folded(self) -> str:
        """The text in the one form that patterns are written for, found when it is first asked for.

        Its characters are simplified: no other text is given to the rules.
        """
        if self._folded is None:
            self._folded = with_full_marks(self.text)
        return self._folded

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Flow:
        """Return the flow of some lines, in their order."""
        pieces = tuple(pieces)
        if len(pieces) == 1 and len(pieces[0].bare) == len(pieces[0].text):
            return cls(pieces[0].text, (0,), (pieces[0].span.begin,))
        words: list[str] = []
        starts: list[int] = []
        begins: list[int] = []
        length = 0
        for piece in pieces:
            printed, base, at = piece.text, piece.span.begin, 0
            for run in printed.split():
                at = printed.index(run, at)
                words.append(run)
                starts.append(length)
                begins.append(base + at)
                at += len(run)
                length += len(run)
        text = "".join(words)
        return cls(text, tuple(starts), tuple(begins))

    def offset(self, index: int) -> int:
        """Return where in the source a character of the flow stands."""
        run = bisect_right(self.starts, index) - 1
        return self.begins[run] + index - self.starts[run]

    def spans(self, begin: int, end: int, source: Text) -> tuple[Span, ...]:
        """Return the spans of the source that hold the characters [begin, end) of the flow.

        One span goes on over spaces inside a line and breaks where the line does.
        """
        if len(self.starts) == 1:
            base = self.begins[0]
            return (Span(base + begin, base + end),) if begin < end else ()
        result: list[Span] = []
        first = max(bisect_right(self.starts, begin) - 1, 0)
        for run in range(first, bisect_left(self.starts, end)):
            start = max(begin, self.starts[run])
            stop = min(end, self.starts[run + 1]) if run + 1 < len(self.starts) else end
            at = self.begins[run] - self.starts[run]
            if result and not source.content[result[-1].end : at + start].strip(_BLANKS):
                result[-1] = Span(result[-1].begin, at + stop)
            elif start < stop:
                result.append(Span(at + start, at + stop))
        return tuple(result)

    def group(self, match: re.Match[str], name: str, source: Text) -> Reading[str]:
        """Return what a named group of a match read, with its spans in the source."""
        return self.reading(match.start(name), match.end(name), source)

    def counted(self, match: re.Match[str] | None, source: Text, *, offset: int = 0) -> Reading[Count] | None:
        """Return the number and the unit that the groups of a match read, or None where they are no number.

        ``offset`` is where in the flow the words begin that were matched.
        """
        number = grammar.number_of(match["number"]) if match is not None and match["number"] else None
        if match is None or number is None:
            return None
        begin, unit, end = (
            offset + at for at in (match.start("number"), match.start("unit"), match.end("unit"))
        )
        return Reading(Count(number, self.text[unit:end]), self.spans(begin, end, source))

    def reading(self, begin: int, end: int, source: Text) -> Reading[str]:
        """Return the characters [begin, end) of the flow, with their spans in the source."""
        return Reading(self.words(begin, end), self.spans(begin, end, source))

    def words(self, begin: int, end: int) -> str:
        """Return the characters [begin, end), with one space where white space parts two Latin words (Hailan Co., Ltd.)."""
        runs = self.starts[bisect_right(self.starts, begin) : bisect_left(self.starts, end)]
        cuts = [at for at in runs if _LATIN.fullmatch(self.text, at - 1, at + 1)] if runs else []
        if not cuts:
            return self.text[begin:end]
        return " ".join(self.text[b:e] for b, e in pairwise([begin, *cuts, end]))


def is_blank(words: str) -> bool:
    """Say whether words hold nothing but white space."""
    return not words.strip(EDGES)


def most(fits: Callable[[Piece], object], pieces: Sequence[Piece]) -> bool:
    """Say whether more than half of some words fit; no more of them are asked than tell it."""
    lacking, spare = len(pieces) // 2 + 1, (len(pieces) - 1) // 2
    for piece in pieces:
        if fits(piece):
            lacking -= 1
        else:
            spare -= 1
        if not lacking or spare < 0:
            break
    return not lacking


def whole(pieces: Sequence[Piece]) -> tuple[Span, ...]:
    """Return one span for each line."""
    return tuple(piece.span for piece in pieces)
