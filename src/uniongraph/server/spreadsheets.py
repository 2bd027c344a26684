"""An answer as a file for spreadsheets: CSV that opens as UTF-8, in which no cell is a formula.

The CSV of SPARQL is a format of W3C and says each value as it is; a spreadsheet takes a cell that begins with an equals
sign for a formula. So people are offered this file, made of the other as it comes: with a byte order mark, and an
apostrophe before what a spreadsheet might run, unless it is a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uniongraph.cells import BEGINNINGS, NUMBER

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from uniongraph.workers import Answering, Ending

__all__ = ["NAME", "Spreadsheet", "defused"]

NAME: Final = "spreadsheet"
"""What ``format=`` calls it."""
_MARK: Final = b"\xef\xbb\xbf"
_BARE: Final = re.escape(
    BEGINNINGS.replace("\r", "").replace("\n", "")
)  # a line end begins a cell within quotes alone
_CELL: Final = re.compile(rf'("[^"]*"(?:"[^"]*")*)|(?<![^,\n])[{_BARE}][^,\r\n]*')
_RISKY: Final = re.compile(f'"[{re.escape(BEGINNINGS)}]')


class Spreadsheet:
    """Passes on an answer in CSV; holds no more of it than a record that is not whole yet."""

    length: Final = None

    def __init__(self, answer: Answering) -> None:
        self._answer = answer
        self._has_ended = False

    @property
    def ending(self) -> Ending | None:
        """How it ended, None until it has been read: what has ended already would be sent in one piece, and held whole."""
        return self._answer.ending if self._has_ended else None

    @property
    def waited(self) -> float:
        """The seconds it stood in line."""
        return self._answer.waited

    @property
    def is_old(self) -> bool:
        """Whether it took longer than a moment."""
        return self._answer.is_old

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield whole records."""
        yield _MARK
        rest = b""
        async for piece in self._answer:
            whole, rest = _split(rest + piece)
            if whole:
                yield defused(whole)
        self._has_ended = True
        if rest:
            yield defused(rest)

    def close(self) -> None:
        """End the answer."""
        self._answer.close()


def _split(found: bytes) -> tuple[bytes, bytes]:
    """Return the whole records of some bytes, and what stands behind them: a line end within quotes ends no record."""
    end, quotes = len(found), found.count(b'"')
    while end:
        before = found.rfind(b"\n", 0, end) + 1
        quotes -= found.count(b'"', before, end)
        if not quotes % 2:
            return found[:before], found[before:]
        end = before - 1 if before else 0
    return b"", found


def defused(records: bytes) -> bytes:
    """Return whole records of CSV with an apostrophe before each cell that a spreadsheet might take for a formula."""
    return _CELL.sub(_safe, records.decode()).encode()


def _safe(cell: re.Match[str]) -> str:
    text = cell[0]
    if cell[1] is None:
        return text if NUMBER.fullmatch(text) else f"'{text}"
    return f"\"'{text[1:]}" if _RISKY.match(text) else text
