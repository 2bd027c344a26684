"""A document printed on a few long lines, cut where its title, its addressees, its items and its signature begin."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.grammar import CLOSE, HAN, OPEN, TYPE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.parser.state import Piece, State

__all__ = ["cut_long_lines"]

_HEAD: Final = 12
_LONGEST: Final = 20_000
_LED: Final = re.compile(
    rf"(?P<masthead>[{HAN}、 \u3000]{{3,60}}文\s?件\s+)?(?P<number>[{OPEN}]?[{HAN}]{{2,16}}[〔﹝\[［【](?:\d{{4}}|[一二]\S{{3}})[〕﹞\]］】]\s?第?(?:\d{{1,5}}|{grammar.CN_NUMBER})\s?[号號][{CLOSE}]?\s*)?"
    rf"(?P<title>[^。；：，《]{{0,80}}关于[^。；：]{{2,200}}?的(?:{TYPE_WORDS})(?:[{OPEN}][^{OPEN}{CLOSE}]{{1,40}}[{CLOSE}])?)"
    r"(?:\s+|(?=各))(?=[^。]{2,300}[。：:])"
)
"""A line that begins with the whole title and goes on with the text."""
_ADDRESSEES: Final = re.compile(r"[^。；：:]{2,300}[：:]\s*")
_ITEM: Final = re.compile(
    r"(?<=[。；：:])\s*(?=[一二三四五六七八九十]{1,3}、)|(?<=\S)\s+(?=[一二三四五六七八九十]{1,3}、)"
)
_CLOSING: Final = re.compile(r"(?<=。)\s*(?=希望)")
_ANNEX: Final = re.compile(r"(?<=[。”])\s+(?=附件?\s*\d{0,2}[:：])")
_SIGNED: Final = re.compile(
    rf"(?<=[。）])\s*(?=[^。；，：:]{{0,100}}(?:[12]\d{{3}}|二[{grammar.ZEROS}一二三四五六七八九]{{3}})\s?年\s?\S{{1,3}}\s?月\s?\S{{1,3}}\s?日$)"
)


def cut_long_lines(state: State) -> None:
    """Count each part of a line as a line of its own where title and text share one; leave any other document be."""
    head = [piece for piece in state.pieces[: _HEAD * 2] if piece.text][:_HEAD]
    led = next((piece for piece in head if _leads(piece)), None)
    if led is not None:
        state.renumber(part for piece in state.pieces for part in _parts(piece, first=piece is led))


def _leads(piece: Piece) -> re.Match[str] | None:
    if len(piece.text) > _LONGEST or "的" not in piece.text[:400]:
        return None
    return _LED.match(piece.text[:800])


def _parts(piece: Piece, *, first: bool) -> Iterator[Piece]:
    if len(piece.text) > _LONGEST or not piece.text:
        yield piece
        return
    places = {0, len(piece.text)}
    led = _leads(piece) if first else None
    begin = 0
    if led is not None:
        begin = led.end()
        places |= {max(led.end(name), 0) for name in ("masthead", "number")} | {begin}
        to = _ADDRESSEES.match(piece.text, begin)
        if to is not None and grammar.ADDRESSEES.fullmatch("".join(to[0].split())):
            places.add(to.end())
            begin = to.end()
    for pattern in (_ITEM, _CLOSING, _ANNEX, _SIGNED):
        places |= {mark.end() for mark in pattern.finditer(piece.text, begin)}
    for b, e in pairwise(sorted(places)):
        part = piece.part(b, e)
        if part.text:
            yield part
