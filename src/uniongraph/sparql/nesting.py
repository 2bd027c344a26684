"""How deep the brackets of an answer nest, told before the engine reads it: its parser of triple terms recurses.

Results in JSON whose triple terms lie 5,000 deep in one another overflow its stack, which ends the whole process
(pyoxigraph 0.5, measured on 8 MiB; 2,000 it survives). Answers that others gave are looked at here first.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["MAX_NESTED", "Nesting", "nests"]

MAX_NESTED: Final = 64
"""Brackets of an answer in JSON, one in the other; those of a term lie 5 deep, each triple adds 2."""

_INSIDE: Final = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
_STRING: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_NO_BRACKETS: Final = bytes(each for each in range(256) if each not in b"[]{}")


class Nesting:
    """Follows the brackets of a JSON text that comes in pieces, in linear time."""

    def __init__(self) -> None:
        self._open = b""
        self._is_string = self._is_escape = False

    def take(self, piece: bytes) -> bool:
        """Tell whether brackets lie more than `MAX_NESTED` deep with this piece.

        Of what is no JSON it may be told too, if its brackets do not close one another.
        """
        left = (self._open + self._unquoted(piece)).translate(None, _NO_BRACKETS)
        for _ in range(MAX_NESTED):
            if len(left) <= MAX_NESTED:
                break
            left = left.replace(b"{}", b"").replace(b"[]", b"")
        self._open = left
        return len(left) > MAX_NESTED

    def _unquoted(self, piece: bytes) -> bytes:
        """Return a piece without what stands in strings."""
        if self._is_string:
            piece = self._behind_string(piece)
        text, quote, begun = _STRING.sub(b"", piece).partition(b'"')
        if quote:
            self._is_string = True
            self._behind_string(begun)
        return text

    def _behind_string(self, piece: bytes) -> bytes:
        """Return what stands behind the end of the string that is open, nothing where it goes on."""
        if not piece:
            return piece
        inside = _INSIDE.match(piece, 1 if self._is_escape else 0)
        end = inside.end() if inside else 0
        self._is_string, self._is_escape = piece[end : end + 1] != b'"', piece[end:] == b"\\"
        return b"" if self._is_string else piece[end + 1 :]


def nests(content: bytes) -> bool:
    """Tell whether brackets of a JSON text lie more than `MAX_NESTED` deep in one another (see `Nesting`)."""
    return Nesting().take(content)
