"""Titles without 关于 before their 文种: the issuer and what the document is (某某市人民政府嘉奖令), or only that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.grammar.frame import WORD_TITLE
from uniongraph.parser import acts
from uniongraph.parser.issuers import bounds_in, is_body, read_masthead
from uniongraph.parser.state import Flow

if TYPE_CHECKING:
    import re

    from uniongraph.parser.state import Piece, State

__all__ = ["Title", "without_about"]

_LENGTH: Final = 420
_LINES: Final = 4
"""The issuer, the 文种 and the subject below it stand on so many lines."""
_HEAD: Final = 40
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Title:
    """The lines that print a title, where in their flow it stands, a number before or behind it, and its 事由."""

    lines: list[Piece]
    flow: Flow
    match: re.Match[str]
    number: re.Match[str] | None
    subject: str


def without_about(state: State, head: list[Piece]) -> Title | None:
    """Return the first title among some lines that does without 关于 before its 文种.

    The masthead of an order (某某令) is its title where it has no other.
    """
    read = (
        piece for piece in state.pieces[:_HEAD] if state.claims.get(piece.number) == read_masthead.__name__
    )
    lines = sorted([*(piece for piece in read if piece.bare.endswith("令")), *head])
    for first in range(len(lines)):
        runs = (lines[first : first + length] for length in range(1, _LINES + 1))
        found = [title for run in runs if (title := _of(state, run)) is not None]
        if found:
            return next((title for title in found if _says_about(title)), found[0])
    return None


def _says_about(title: Title) -> bool:
    return "关于" in title.match[0]


def _of(state: State, lines: list[Piece]) -> Title | None:
    """Return the title that some lines print from their first character to their last."""
    if sum(len(line.text) for line in lines) > _LENGTH or len(lines[0].text) < _SHORTEST:
        return None
    flow = Flow.of(lines)
    match = WORD_TITLE.fullmatch(flow.folded)
    if match is not None and _is_issued(state, flow, match):
        about = match["about"] or match["below"] or ""
        return Title(lines, flow, match, None, about + match["words"])
    match = grammar.BARE_TITLE.fullmatch(flow.folded)
    if match is None or not is_body(match["issuer"]):
        return None
    return Title(lines, flow, match, None, match["subject"])


def _is_issued(state: State, flow: Flow, match: re.Match[str]) -> bool:
    """Say whether a title begins with the names of bodies; with none where it says what is given, or below a masthead."""
    if not match["issuer"]:
        return bool(state.issuers) or acts.announces(match["words"])
    bounds = bounds_in(flow, 0, match.end("issuer"))
    return all(is_body(flow.folded[begin:end]) for begin, end in bounds)
