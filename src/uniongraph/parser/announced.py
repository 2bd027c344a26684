"""Headings of a list that the document announces: honours that its title names one after another, or its body in quotes."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from uniongraph.parser import headings, outline, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["headings_in"]

_BESIDE: Final = re.compile("[、和及与]")
_LONGEST: Final = 40
_SHORTEST: Final = 4
"""标杆班组, 先进个人: no honour that a title names beside others has fewer characters."""
_FEWEST: Final = 2
_BEGIN: Final = 2


def headings_in(state: State, lines: Sequence[Piece]) -> frozenset[int]:
    """Return the numbers of the lines that are honours of the title right above numbered ones, or honours of the body."""
    return _of_title(state, lines) | _of_body(state, lines)


def _of_body(state: State, lines: Sequence[Piece]) -> frozenset[int]:
    """Return the lines that are called as an honour that the body gives in quotation marks, where no other is called so."""
    if not state.given:
        return frozenset()
    begins = {name[:_BEGIN] for name in state.given}
    found = [
        (line.number, outline.name_of(line.text))
        for line in lines
        if line.text[:_BEGIN] in begins and len(line.text) <= _LONGEST and not tables.is_row(line)
    ]
    counted = Counter(name for _, name in found)
    return frozenset(number for number, name in found if name in state.given and counted[name] == 1)


def _of_title(state: State, lines: Sequence[Piece]) -> frozenset[int]:
    """Return the honours of the title, whatever praises in them.

    None unless several are: a single line may be a winner that is called so.
    """
    first, *others = _BESIDE.split(state.subject)
    if not others:
        return frozenset()
    found = {
        above.number: outline.name_of(above.text)
        for above, below in pairwise(lines)
        if len(above.text) <= _LONGEST and _heads_entries(above, below)
    }
    told = {
        number: name
        for number, name in found.items()
        if len(name) >= _SHORTEST and (name in others or first.endswith(name)) and _honours_some(name)
    }
    return frozenset(told) if len(set(told.values())) >= _FEWEST else frozenset()


def _heads_entries(above: Piece, below: Piece) -> bool:
    """Say whether a line without an ordinal stands above one with an Arabic number."""
    entry = outline.ordinal_of(below) if below.text[:1].isdecimal() else None
    return entry is not None and outline.ordinal_of(above) is None and not tables.is_row(above)


def _honours_some(name: str) -> bool:
    return headings.honours_bodies(name) or headings.honours_persons(name, None)
