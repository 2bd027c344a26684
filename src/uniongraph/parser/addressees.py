"""Whom a document is sent to (主送机关): the line below its title, and which of its words are one addressee."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.grammar import frame
from uniongraph.model import Reading
from uniongraph.parser import outline
from uniongraph.parser.header import is_serial, note_serial
from uniongraph.parser.issuers import names_bodies
from uniongraph.parser.state import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["read_addressees", "read_moved"]

_LINES: Final = 3
_LENGTH: Final = 420
_DAY: Final = 20
"""No day above the text has more characters."""
_UNREAD: Final = 2
_BETWEEN: Final = 60
"""No more lines, and none that is longer, are passed over between title and addressees."""
_LEVEL: Final = re.compile("[各省市县区州盟旗镇乡党委团直]|中央|国家")
"""What an addressee shares with those behind it; 绿屏大学 shares nothing."""
_INDENTS: Final = ("\u3000", " ", "\t")


def read_addressees(state: State) -> None:
    """Read the words right after the title, on up to three lines, that end in a colon, or name bodies and nothing else."""
    following = state.unclaimed(state.title_end + 1)[: _LINES + 1 + _UNREAD]
    if following and _is_day(following[0]):
        del following[0]
    if not _read(state, following[: _LINES + 1]):
        _read_below(state, following)


def read_moved(state: State, lines: Sequence[Piece]) -> None:
    """Read the addressees that stand in the 版记, where there are too many for the first page (主送：……。)."""
    flow = Flow.of(lines)
    begin = flow.folded.index("：") + 1
    end = len(flow.text) - flow.text.endswith("。")
    parts = _whole(flow.folded[begin:end]) if not state.addressees else []
    state.addressees += tuple(flow.reading(begin + b, begin + e, state.text) for b, e in parts)


def _read_below(state: State, following: Sequence[Piece]) -> None:
    """Read the addressees below lines that nothing can be made of, and point those lines out."""
    for place, piece in enumerate(following[:_UNREAD]):
        if not (is_serial(piece) or _is_between(piece)):
            return
        found = _read(state, following[place + 1 : place + 2 + _LINES], surely=True)
        for each in following[: place + 1] if found or is_serial(piece) else ():
            _point_out(state, each)
        if found or is_serial(piece):
            return


def _point_out(state: State, piece: Piece) -> None:
    if is_serial(piece):
        note_serial(state, piece)
    else:
        state.find("unread-line", "warning", piece.span, "no rule could read this line")
    state.claim(read_addressees, [piece])


def _is_day(piece: Piece) -> bool:
    return len(piece.text) <= _DAY and grammar.DATE.fullmatch(piece.bare) is not None


def _is_between(piece: Piece) -> bool:
    """Say whether a line may stand between title and addressees and be none of both: it is short, and no sentence."""
    is_short = len(piece.text) <= _BETWEEN and grammar.PARAGRAPH_END.search(piece.text) is None
    return is_short and outline.ordinal_of(piece) is None and not outline.is_tier_heading(piece.text)


def _read(state: State, following: Sequence[Piece], *, surely: bool = False) -> bool:
    """Read the addressees that some lines begin with; say whether they do, or whether they ``surely`` can be nothing else."""
    for length in range(1, min(len(following), _LINES) + 1):
        lines = following[:length]
        if lines[-1].number > lines[0].number + length - 1 or len(lines[-1].text) > _LENGTH:
            return False
        flow = Flow.of(lines)
        match = grammar.ADDRESSEES.fullmatch(flow.folded) or _without_colon(state, flow, lines)
        if surely and match is not None and not grammar.ADDRESSEES_BARE.fullmatch(match["names"]):
            continue
        if match is not None and _heads_list(match["names"]):
            return False
        if match is not None and not grammar.ANNEX_MARK.fullmatch(flow.folded):
            below = following[length] if length < len(following) else None
            is_sure = match["names"].startswith(("各", "全", "有关"))
            if below is not None and not is_sure and _may_be_entry(below):
                message = "taken for whom the document is sent to; it may be the heading of the list below it"
                state.doubt(lines[-1].span, message)
            parts = _whole(match["names"])
            named = (flow.reading(b, e, state.text) for b, e in parts)
            state.addressees = tuple(
                Reading(each.value, each.spans, state.sureness(lines[-1].span)) for each in named
            )
            state.claim(read_addressees, lines)
            return True
    return False


def _heads_list(words: str) -> bool:
    """Say whether words before a colon are the heading of a list by its honour and its number (先进集体（2个）)."""
    return outline.counts_winners(words) or outline.is_tier_heading(words)


def _may_be_entry(piece: Piece) -> bool:
    """Say whether the line below a colon is the name of a body or numbered, as the text of a document is not."""
    return names_bodies(piece) or (outline.ordinal_of(piece) is not None and not piece.text.endswith("。"))


def _without_colon(state: State, flow: Flow, lines: Sequence[Piece]) -> re.Match[str] | None:
    """Match addressees that stand apart from the text below: a blank line comes between, or the text is indented."""
    below = state.pieces[lines[-1].number] if lines[-1].number < len(state.pieces) else None
    if below is not None and below.text:
        line = state.line_at(below.span.begin).span
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
        or (
            frame.SENDERS.fullmatch(before)
            and (frame.SENDERS.fullmatch(words) or frame.STATIONED.match(words))
        )
        or (_LEVEL.search(before) and grammar.OWN_WORD.match(words) is None)
        or (level and words.startswith(level["levels"]))
        or (grammar.GENERAL_BODIES.fullmatch(words) and before.find("各") > 0)
    )
