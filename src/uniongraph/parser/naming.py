"""Cells that name persons, whatever the script: names one after another, and what among them cannot be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.parser import parties, persons

if TYPE_CHECKING:
    from uniongraph.model import Recipient
    from uniongraph.parser.state import Piece, State

__all__ = ["begin_of_pointed", "read"]

_MARKS = re.compile(r"[，,、；;]")
_OPEN_TAIL = re.compile(r"等(?:\s*\d+\s*[人名位])?$")
"""等, 等3人 at the end of names: more are honoured than are named."""
_NOBODY = re.compile(r"[\W_]*|无|空缺|暂缺")
"""What stands in a cell that names nobody."""
_LONGEST_FIRST = 8
"""The first part of a name with points (阿依古丽·艾山) has no more characters."""


def begin_of_pointed(words: str) -> int | None:
    """Return where a name with points begins behind its unit (某某公司阿依古丽·艾山), or None where no unit stands there."""
    point = words.index("·")
    places = range(point - 1, max(point - _LONGEST_FIRST, 1) - 1, -1)
    return next((at for at in places if parties.Slot.of(words[:at]).is_sure), None)


def read(state: State, cell: Piece, *, alone: bool) -> tuple[Recipient, ...]:
    """Return who is named in a cell of a column of persons: 高远、Li Wei; words that name nobody are a finding.

    ``alone`` where no other cell of the row says who is honoured: what does not look like a person is a body then.
    """
    if _NOBODY.fullmatch(cell.text):
        return ()
    cell = _without_tail(state, cell)
    if people := persons.read(cell, trusted=True):
        return people
    parts = [cell.part(b, e) for b, e in grammar.split_outside(cell.text, _MARKS)]
    found = [persons.read(part, trusted=True) for part in parts]
    if alone and not any(found):
        return parties.read_lines(state, [cell])
    for part, named in zip(parts, found, strict=True):
        if not named and not _NOBODY.fullmatch(part.text):
            message = "these words in a column of persons could not be read as a name"
            state.find("unread-words", "warning", part.span, message)
    return tuple(each for named in found for each in named)


def _without_tail(state: State, cell: Piece) -> Piece:
    """Return a cell without the word that leaves its list open (丁一等), which is a finding."""
    tail = _OPEN_TAIL.search(cell.text)
    named = cell.part(0, tail.start()) if tail is not None else cell
    if tail is None or not persons.read(named, trusted=True):
        return cell
    span = cell.part(tail.start(), len(cell.text)).span
    state.find("open-list", "warning", span, "more are honoured here than are named")
    return named
