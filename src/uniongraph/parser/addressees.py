"""Whom a document is sent to (主送机关): the line below its title, and which of its words are one addressee."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.parser.state import Flow

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["read_addressees"]

_LINES: Final = 3
_LENGTH: Final = 420
_DAY: Final = 20
"""No day above the text has more characters."""
_INDENTS: Final = ("\u3000", " ", "\t")


def read_addressees(state: State) -> None:
    """Read the words right after the title, on up to three lines, that end in a colon, or name bodies and nothing else."""
    following = state.unclaimed(state.title_end + 1)[: _LINES + 1]
    if following and len(following[0].text) <= _DAY and grammar.DATE.fullmatch(following[0].bare):
        del following[0]
    for length in range(1, min(len(following), _LINES) + 1):
        lines = following[:length]
        if lines[-1].number > lines[0].number + length - 1 or len(lines[-1].text) > _LENGTH:
            return
        flow = Flow.of(lines)
        match = grammar.ADDRESSEES.fullmatch(flow.folded) or _without_colon(state, flow, lines)
        if match is not None and not grammar.ANNEX_MARK.fullmatch(flow.folded):
            parts = _whole(match["names"])
            state.addressees = tuple(flow.reading(b, e, state.text) for b, e in parts)
            state.claim(read_addressees, lines)
            return


def _without_colon(state: State, flow: Flow, lines: Sequence[Piece]) -> re.Match[str] | None:
    """Match addressees that stand apart from the text below: a blank line comes between, or the text is indented."""
    below = state.pieces[lines[-1].number] if lines[-1].number < len(state.pieces) else None
    if below is not None and below.text:
        line = state.text.line_at(below.span.begin).span
        if not state.text.content.startswith(_INDENTS, line.begin):
            return None
    return grammar.ADDRESSEES_BARE.fullmatch(flow.folded)


def _whole(names: str) -> list[tuple[int, int]]:
    """Return where each addressee stands: ， parts them, and 、 where what follows it is not of the one before it."""
    found: list[tuple[int, int]] = []
    for begin, end in grammar.split_outside(names, "，；"):
        first = len(found)
        for b, e in grammar.split_outside(names[begin:end], "、"):
            if len(found) > first and _goes_on(
                names[found[-1][0] : found[-1][1]], names[begin + b : begin + e]
            ):
                found[-1] = (found[-1][0], begin + e)
            else:
                found.append((begin + b, begin + e))
    return found


def _goes_on(before: str, words: str) -> bool:
    """Say whether words behind 、 share those before it (各县、区人民政府; 各县教育局、总工会; 市直各部门、各单位)."""
    level = grammar.OF_LEVEL.match(before)
    return bool(
        grammar.BARE_LEVELS.fullmatch(before)
        or grammar.OWN_WORD.match(words) is None
        or (level and words.startswith(level["levels"]))
        or (grammar.GENERAL_BODIES.fullmatch(words) and before.find("各") > 0)
    )
