"""Places in a contest (第一名) below an honour that all who are placed get (技术能手): each is the ordinal of an entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Reading
from uniongraph.parser import growth, headings, implied, outline, tables
from uniongraph.parser.growth import Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["honour_of_annex", "may_stand_in", "number"]

_STYLE = "place"
"""The style of headings whose ordinal is a place."""


def honour_of_annex(state: State, annex: int) -> str:
    """Return the honour that the title of an annex names and that all who are listed get; "" where it names none."""
    if not state.annex_starts or state.annex_starts[annex] not in state.titles_by_annex:
        return ""
    told = implied.implied_name(state, annex)
    return told[0].value if told is not None and headings.is_of_all(told[0].value) else ""


def may_stand_in(lines: Sequence[Piece]) -> bool:
    """Say whether some line may say a place: the tree of most lists need not be looked through."""
    texts = (line.text for line in lines if "第" in line.text or "军" in line.text)
    return any(map(grammar.RANK.search, texts))


def number(state: State, nodes: Sequence[Node], honour: str) -> list[Node]:
    """Return headings in which places below an honour of all are the ordinals of their winners.

    The honour is named by a heading above the places, or else is that of the whole list. Beside a grade, or above other
    headings, a place is a grade itself.
    """
    if honour and nodes and all(map(_is_place, nodes)):
        return [entry for node in nodes for entry in _entries(state, node)]
    if honour and any(node.is_rung for node in nodes):
        return list(nodes)
    for node in nodes:
        name = node.heading.value
        own = (name if headings.is_of_all(name) else "") if headings.names_honour(name) else honour
        node.children = number(state, node.children, own)
    return list(nodes)


def _is_place(node: Node) -> bool:
    """Say whether a heading is a place with nothing but winners below it."""
    name = outline.name_of(node.heading.value)
    is_list = not node.children and not any(map(tables.is_row, node.plain))
    return is_list and node.mark is None and grammar.RANK.fullmatch(name) is not None


def _entries(state: State, node: Node) -> Iterator[Node]:
    """Yield an entry for each line below a place; none for one that nobody got."""
    name, declared = headings.read(state, node.heading)
    lines = [piece for piece in node.plain if not grammar.VACANT.fullmatch(piece.bare)]
    if not lines and (len(lines) < len(node.plain) or (declared is not None and not declared.value.number)):
        state.claim(growth.grow, [*node.pieces, *node.plain])
        return
    if not lines:
        yield node
        return
    headings.check_count(state, declared, len(lines), "below it")
    mark = replace(name, value="".join(name.value.split()))
    for value, piece in enumerate(lines, 1):
        pieces = [*node.pieces, piece] if value == 1 else [piece]
        yield Node(_STYLE, value, mark, Reading(grammar.tidy_title(piece.text), (piece.span,)), pieces)
