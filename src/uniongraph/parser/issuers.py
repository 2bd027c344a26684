"""Who issues a document (发文机关), together or alone: its masthead, its title and its signature each name them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from uniongraph import grammar, names
from uniongraph.grammar.frame import AND_OTHERS
from uniongraph.grammar.lists import HOST_END, PART_ALONE
from uniongraph.model import Count, Reading, Span
from uniongraph.parser.slots import is_place
from uniongraph.parser.state import DOUBTED, Flow, Piece, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


__all__ = [
    "adjoin",
    "bodies_in",
    "bodies_of",
    "bounds_in",
    "is_body",
    "names_bodies",
    "read_letterhead",
    "read_masthead",
    "read_others",
    "widen",
]

_MASTHEAD_LENGTH: Final = 200
_MOST: Final = 8
"""No more lines of a masthead name the bodies that issue one document together."""
_SHORT: Final = {
    "中国共产党": "中共",
    "中国共产主义青年团": "共青团",
    "中国人民政治协商会议": "政协",
    "中国国民党革命委员会": "民革",
    "中国民主同盟": "民盟",
    "中国民主建国会": "民建",
    "中国民主促进会": "民进",
    "中国农工民主党": "农工党",
    "中国致公党": "致公党",
    "台湾民主自治同盟": "台盟",
}
_LONG: Final = tuple(_SHORT)
_COMMITTEE: Final = re.compile(rf"[{grammar.HAN}]{{1,8}}[省市县区州盟旗]委员会(?:办公[室厅])?(?:文件)?")
"""榆关市委员会: a place's committee, which is the end of a name; of which body it is stands on the line above."""
_WHOSE: Final = re.compile(rf"[{grammar.HAN}]{{4,16}}")
_UNIT: Final = re.compile(
    r"(?:人民)?(?:政府)?(?:党委)?(?:办公[室厅]|研究室|[宣组统]\w?[传织战]部|政法委(?:员会)?|委员会|工会)"
)
"""办公室, 宣传部: no body's whole name; behind a space it ends the name before it."""
_AGAIN: Final = re.compile(
    r"(?P<place>(?:中共|共青团)?(?P<name>.{1,7}?(?:省|市|区|县|州|盟|旗)))(?:.+?)(?=(?:中共|共青团)?(?P=name))"
)
"""临江市总工会临江市教育局: the same place begins the next name."""


def is_body(words: str) -> bool:
    """Say whether words are the name of one body."""
    return names.is_organization(grammar.tidy_name(_without_others(words) if "等" in words else words))


def _without_others(words: str) -> str:
    """Return names without the number of those who are not named (某某局等三部门)."""
    others = AND_OTHERS.search(words)
    return words[: others.start()] if others is not None else words


def names_bodies(piece: Piece) -> bool:
    """Say whether a line is the name of a body or of several."""
    if len(piece.text) > _MASTHEAD_LENGTH or piece.text.endswith(("。", "：", ":")):
        return False
    return _names_bodies(piece.text)


@lru_cache(maxsize=1024)
def _names_bodies(words: str) -> bool:
    flow = Flow.of([Piece(0, Span(0, len(words)), words)])
    return all(is_body(flow.folded[begin:end]) for begin, end in bounds_in(flow, 0, len(flow.text)))


def bodies_of(pieces: Iterable[Piece], state: State) -> list[Reading[str]]:
    """Return the bodies that some lines name, one after another."""
    flows = (Flow.of([piece]) for piece in pieces)
    return [body for flow in flows for body in bodies_in(flow, 0, len(flow.text), state)]


def bodies_in(flow: Flow, begin: int, end: int, state: State) -> tuple[Reading[str], ...]:
    """Return the bodies named one after another, parted by 、, a space, a line end or by nothing but the place's name."""
    return tuple(flow.reading(b, e, state.text) for b, e in bounds_in(flow, begin, end))


def bounds_in(flow: Flow, begin: int, end: int) -> list[tuple[int, int]]:
    """Return where each body's name begins and ends; one name where the parts are not all names."""
    text = flow.folded
    if "等" in text:
        end = begin + len(_without_others(text[begin:end]))
    listed = [(begin + b, begin + e) for b, e in grammar.split_outside(text[begin:end], "、，；")]
    parts = [part for b, e in listed for part in _spaced(flow, b, e)]
    if not all(is_body(text[b:e]) for b, e in parts):
        parts = listed if all(is_body(text[b:e]) for b, e in listed) else [(begin, end)]
    return [part for b, e in parts for part in _repeated(text, b, e)]


def _spaced(flow: Flow, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the names between spaces and line ends; a space within a name parts nothing."""
    cuts = [at for at in flow.starts if begin < at < end]
    if not cuts:
        return [(begin, end)]
    text = flow.folded
    parts: list[tuple[int, int]] = []
    open_at = begin
    for b, e in pairwise([begin, *cuts, end]):
        words = text[b:e]
        if parts and open_at == b and (_UNIT.fullmatch(words) or _may_end(text[slice(*parts[-1])], words)):
            open_at = parts.pop()[0]
        if is_body(text[open_at:e]) or e == end:
            parts.append((open_at, e))
            open_at = e
    return parts


def _may_end(body: str, words: str) -> bool:
    """Say whether words behind a space may be a part of the body before it, or a body (绿屏大学 图书馆)."""
    return HOST_END.search(body) is not None and PART_ALONE.fullmatch(words) is not None


def _doubted(state: State, body: Reading[str]) -> Reading[str]:
    """Return an issuer, less sure where a space in its name may part two."""
    flow = Flow.of(state.pieces_of(body))
    for at in flow.starts[1:]:
        if _may_end(flow.text[:at], flow.text[at:]):
            state.doubt(body.spans[-1], "taken for one body; the space may part two that sign")
            return replace(body, confidence=DOUBTED)
    return body


def _repeated(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the names that follow each other with nothing between them, each beginning with the same place."""
    match = _AGAIN.match(text[begin:end])
    if match is None or not is_body(match[0]) or not is_body(text[begin + match.end() : end]):
        return [(begin, end)]
    cut = begin + match.end()
    return [(begin, cut), *_repeated(text, cut, end)]


def widen(state: State, found: Sequence[Reading[str]]) -> list[Reading[str]]:
    """Take bodies for the issuers where none are known, where all that are known are among them, or where they are as many as the title counts.

    Returns those that are no issuers all the same.
    """
    bodies = list({body.value: body for body in reversed(found)}.values())[::-1]
    known = {issuer.value for issuer in state.issuers}
    signing = {body.value for body in bodies} - known
    known -= {name for name in known if is_place(name) and any(name in body for body in signing)}
    is_told = state.joint is not None and len(known) < len(bodies) == state.joint.value.number
    if is_told or known < {body.value for body in bodies}:
        state.issuers = tuple(_doubted(state, body) for body in bodies)
        return []
    short = set(map(_short, known))
    return [body for body in bodies if _short(body.value) not in short]


def read_others(state: State, flow: Flow, end: int) -> None:
    """Read how many bodies issue a document, where its title names the first of them (某某局等三部门关于……)."""
    others = AND_OTHERS.search(flow.folded, 0, end) if "等" in flow.folded[:end] else None
    number = grammar.number_of(others["number"]) if others is not None and others["number"] else None
    if others is not None and number is not None:
        spans = flow.spans(others.start("number"), others.end(), state.text)
        state.joint = Reading(Count(number, flow.text[others.end("number") : others.end()]), spans)


def _short(name: str) -> str:
    """Return the name of a party's or a league's body with the short word for it, as it signs."""
    if not name.startswith(_LONG):
        return name
    long, word = next(each for each in _SHORT.items() if name.startswith(each[0]))
    return word + name[len(long) :]


# ---------------------------------------------------------------------------------------------- the masthead


def read_masthead(state: State) -> None:
    """Read the issuing bodies (发文机关标志) above the title: 文件 behind the last, beside one, or between them."""
    head: list[Piece] = []
    for piece in state.unclaimed(1, 80)[:40]:
        if "关于" in piece.text:
            break
        head.append(piece)
    for index, piece in enumerate(head):
        flow = Flow.of([piece]) if len(piece.text) <= _MASTHEAD_LENGTH else Flow.of(())
        match = grammar.MASTHEAD.fullmatch(flow.folded)
        if match is None or (match["bodies"] and not is_body(match["bodies"])):
            continue
        above = _run(state, head[max(index - _MOST, 0) : index][::-1], piece)[::-1]
        below = _below(state, head[index + 1 : index + 1 + _MOST], piece)
        spans = flow.spans(*match.span("bodies"), state.text) if match["bodies"] else ()
        beside = [piece.part(0, span.end - piece.span.begin) for span in spans[-1:]]
        bodies = _of_masthead([*above, *beside, *below], state)
        if not bodies:
            continue
        widen(state, bodies)
        state.claim(read_masthead, [*above, piece, *below])
        return


def _of_masthead(lines: Sequence[Piece], state: State) -> list[Reading[str]]:
    """Return the bodies that the lines of a masthead name, of which a name may stand on two."""
    found: list[Reading[str]] = []
    begin: Piece | None = None
    for line, next_ in zip_longest(lines, lines[1:]):
        if next_ is not None and _goes_on(line, next_):
            begin = line
            continue
        if begin is None:
            found += bodies_of([line], state)
        else:
            flow = Flow.of([begin, line])
            found.append(flow.reading(0, len(flow.text), state.text))
        begin = None
    return found


def _goes_on(above: Piece, below: Piece) -> bool:
    """Say whether a line of a masthead says whose the committee of a place on the next line is (中国民主同盟 / 榆关市委员会)."""
    if below.number != above.number + 1 or _COMMITTEE.fullmatch(below.bare) is None:
        return False
    return _WHOSE.fullmatch(above.bare) is not None and not names.opening_places(above.bare)


def _run(state: State, lines: Sequence[Piece], beside: Piece) -> list[Piece]:
    """Return the lines, from the nearest on, that name bodies with nothing but blank lines between them."""
    found: list[Piece] = []
    for line in lines:
        if not adjoin(state, line, beside) or not (names_bodies(line) or _goes_on(line, beside)):
            break
        found.append(line)
        beside = line
    return found


def _below(state: State, lines: Sequence[Piece], mark: Piece) -> list[Piece]:
    """Return the lines below 文件 that name bodies; above 关于 only those that a blank line parts from the title."""
    found = _run(state, lines, mark)
    after = next((piece for piece in state.pieces[found[-1].number :] if piece.text), None) if found else None
    if after is None or not after.text.startswith("关于"):
        return found
    if found[0].number > mark.number + 1:
        return []
    below = [*found[1:], after]
    gaps = [i for i, line in enumerate(found, 1) if below[i - 1].number > line.number + 1]
    return found[: gaps[-1]] if gaps else []


def adjoin(state: State, one: Piece, other: Piece) -> bool:
    """Say whether nothing but blank lines stands between two lines."""
    first, last = sorted((one.number, other.number))
    return not any(piece.text for piece in state.pieces[first : last - 1])


def read_letterhead(state: State) -> None:
    """Read the issuing bodies that stand above the title without 文件, each on a line of its own."""
    named = [line for line in state.unclaimed(1, state.title_end) if names_bodies(line)]
    state.claim(read_letterhead, named)
    widen(state, bodies_of(named, state))
