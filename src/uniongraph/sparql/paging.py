"""A part of a query's rows, by its own LIMIT and OFFSET.

The engine keeps no cursor, so a page is the same query with other bounds. They are written where the grammar has them,
found by token: behind the query's last clause, before the data of a VALUES that follows it. A query with bounds of its
own keeps to them: the part is taken out of what they leave.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph.sparql.tokens import body_of, depths, tokens

if TYPE_CHECKING:
    from uniongraph.sparql.tokens import Token

__all__ = ["part"]

_BOUND: Final = re.compile("(LIMIT|OFFSET)([0-9]*)", re.IGNORECASE)
"""The number may be glued to its keyword."""


class _Bounds(NamedTuple):
    """What a query says itself, and [begin, end) of the text that says it, or the place where it would stand."""

    limit: int | None
    offset: int
    begin: int
    end: int


def part(query: str, limit: int | None, offset: int) -> str:
    """Return a SELECT query that gives ``limit`` rows (all where it is None) of this one's, from row ``offset`` on."""
    own = _bounds(query)
    left = None if own.limit is None else max(own.limit - offset, 0)
    least = min((each for each in (left, limit) if each is not None), default=None)
    said = [f"OFFSET {own.offset + offset}"] if own.offset + offset else []
    said += [] if least is None else [f"LIMIT {least}"]
    return f"{query[: own.begin]}\n{' '.join(said)}\n{query[own.end :]}"


def _bounds(query: str) -> _Bounds:
    found = list(tokens(query))
    outer = [token for token, depth in depths(found[body_of(found) :]) if depth == 0]
    marks = [at for at, token in enumerate(outer) if token.kind == "word" and _BOUND.fullmatch(token.text)]
    said = {}
    for at in marks:
        match = _BOUND.fullmatch(outer[at].text)
        assert match is not None
        said[match[1].upper()] = int(match[2] or outer[at + 1].text)
    begin, end = _place(outer, marks)
    return _Bounds(said.get("LIMIT"), said.get("OFFSET", 0), begin, end)


def _place(outer: list[Token], marks: list[int]) -> tuple[int, int]:
    if marks:
        last = outer[marks[-1]]
        is_glued = last.text[-1].isdigit()
        return outer[marks[0]].begin, (last if is_glued else outer[marks[-1] + 1]).end
    # VALUES is a keyword at the outermost level only behind the modifiers.
    data = next((at for at, token in enumerate(outer) if token.text.upper() == "VALUES"), len(outer))
    return outer[data - 1].end, outer[data - 1].end
