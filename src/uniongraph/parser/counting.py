"""Entries that are numbered with nothing but a space, a colon or a comma behind the number: 1 某某厂, 2 某某矿.

A title may begin with a number too (3 分钟响应法), so that the sequence tells, and not the line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.model import Reading, Span
from uniongraph.parser import headings, parties, persons
from uniongraph.parser.growth import Node
from uniongraph.parser.state import SURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["numbered"]

_MARK: Final = re.compile(rf"(?P<mark>\d{{1,3}}|{grammar.CN_NUMBER})(?:\s+|\s*[:：,，]\s*)(?=[^\s\d])")
_GLUED: Final = re.compile(
    rf"(?P<mark>\d{{1,3}})(?![号个项届期次台千万亿米吨级分小年月日时秒种套条组班队线楼名位人度维])(?=[{grammar.HAN}“《])"
)
_FEWEST, _FEWEST_GLUED = 2, 3


def numbered(state: State, lines: Sequence[Piece]) -> list[Node]:
    """Return the entries of some lines with what stands below each; nothing where their numbers are no sequence."""
    marks = [_MARK.match(piece.text) for piece in lines]
    if lines and marks[0] is None:
        return _sequence(lines, list(map(_glued, lines)), _FEWEST_GLUED)
    found = _sequence(lines, marks, _FEWEST)
    return found or (_alone(state, lines[0]) if len(lines) == 1 else [])


def _glued(piece: Piece) -> re.Match[str] | None:
    return _GLUED.match(piece.text)


def _sequence(lines: Sequence[Piece], marks: Sequence[re.Match[str] | None], fewest: int) -> list[Node]:
    """Return the lines that go on counting, each with the lines up to the next; nothing if they are too few, or others are more."""
    found: list[Node] = []
    for piece, mark in zip(lines, marks, strict=True):
        if mark is not None and (not found or grammar.number_of(mark["mark"]) == found[-1].value + 1):
            found.append(_node(piece, mark))
        elif found and mark is None:
            found[-1].plain.append(piece)
        else:
            return []
    if any(headings.names_honour(node.heading.value) for node in found):
        return []  # 一 先进集体 heads a list
    is_whole = len(found) >= fewest and (fewest == _FEWEST or found[0].value == 1)
    return found if is_whole and 2 * len(found) >= len(lines) else []


def _alone(state: State, piece: Piece) -> list[Node]:
    """Return the only entry of a list where somebody stands behind its number, which may be another than one."""
    mark = _MARK.match(piece.text)
    rest = piece.part(mark.end(), len(piece.text)) if mark is not None else piece
    if mark is None or not (parties.names_somebody(rest) or persons.is_person(rest, alone=state.of_persons)):
        return []
    node = _node(piece, mark)
    if node.value != 1:
        span = Span(piece.span.begin, piece.span.begin + mark.end("mark"))
        state.doubt(span, "taken for the number of this entry; it may be a part of the name")
    return [node]


def _node(piece: Piece, mark: re.Match[str]) -> Node:
    begin = piece.span.begin
    words = piece.part(mark.end(), len(piece.text))
    number = Reading(mark["mark"], (Span(begin, begin + mark.end("mark")),), SURE)
    heading = Reading(grammar.tidy_title(words.text), (words.span,), SURE)
    style = "arabic" if mark["mark"].isdecimal() else "chinese"
    return Node(style, grammar.number_of(mark["mark"]) or 0, number, heading, [piece])
