"""Winners that a line of any length names one after another (甲（某某局局长）、乙（某某厂工人）、丙（某某村村民）)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from uniongraph import grammar
from uniongraph.model import Span
from uniongraph.parser import parties, persons, tables
from uniongraph.parser.state import Piece

__all__ = ["bounds_of", "cut", "names_winner"]

_MARKS: Final = ("；;", "、", "，,")
"""What parts the winners: the first of these that does; the others part what is said of each."""
_ENDS: Final = "。；;，,、"
_FEWEST: Final = 3
_SHORT: Final = 100
"""A line of no more characters is read as it stands: what is on it is seen together."""
_NUMBERED: Final = re.compile(r"[（(]?(?:\d{1,4}|[一二三四五六七八九十]{1,4})[）).．、]|[①-⑳]")
"""Behind its number a line is an entry whole."""
_LABEL: Final = re.compile(
    rf"(?:[^:：、，；（）()]|[（(][^:：（）()]{{1,12}}[）)]){{2,40}}[:：]\s*(?=[{grammar.HAN}])"
)
"""东塘镇：甲、乙、丙: the name of a group stands before the first of them."""


def cut(line: Piece) -> list[Piece]:
    """Return the winners that a long line names one after another, each a piece of it; any other line whole.

    The stop at the end of such a line, whether long or short, is no part of the last name.
    """
    is_long = len(line.text) > _SHORT
    if not (is_long or line.text.endswith("。")) or _NUMBERED.match(line.text) or tables.is_row(line):
        return [line]
    bounds = bounds_of(line.text)
    return [line.part(*each) for each in bounds if is_long] or [
        line.part(0, bounds[-1][1]) if bounds else line
    ]


@lru_cache(maxsize=256)
def bounds_of(words: str) -> tuple[tuple[int, int], ...]:
    """Return where the winners of an enumeration stand, a label with the first; nothing where most parts name nobody."""
    end = len(words.rstrip(_ENDS))
    label = _LABEL.match(words)
    begin = label.end() if label is not None else 0
    for marks in _MARKS:
        if not any(mark in words for mark in marks):
            continue
        parts = [(begin + b, begin + e) for b, e in grammar.split_outside(words[begin:end], marks)]
        if len(parts) >= _FEWEST and 2 * sum(names_winner(words[b:e]) for b, e in parts) > len(parts):
            return (0, parts[0][1]), *parts[1:]
    return ()


def names_winner(words: str) -> bool:
    """Say whether words name a person or a body and nothing else."""
    piece = Piece(0, Span(0, len(words)), words.strip())
    return parties.names_somebody(piece) or persons.is_person(piece, alone=True)
