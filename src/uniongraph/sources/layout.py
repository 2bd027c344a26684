"""What a paragraph, a cell and a row become in the text: the one contract of all formats, in three functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["cell_text", "content_of", "table_lines"]

_SENTENCE: Final = re.compile(r"[。！？；][”’）)]?\s*$")
_MANY_LINES: Final = 3
_UNPRINTED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def content_of(lines: Sequence[str]) -> str:
    """Return the lines as one text; what no font prints is left out, half a character is marked as lost (U+FFFD)."""
    content = "\n".join(line.rstrip(" ") for line in lines)
    return _SURROGATE.sub("\ufffd", _UNPRINTED.sub("", content)) + "\n"


def cell_text(lines: Sequence[str]) -> str:
    """Return the lines of a cell as one string: two spaces where a line or a nested cell ends."""
    return "  ".join(part for line in lines for part in map(str.strip, line.split("\t")) if part)


def table_lines(rows: Sequence[Sequence[Sequence[str]]]) -> list[str]:
    """Return a table as lines: one for each row, cells parted by a tab; or, where it only places things, its cells' lines.

    A table places things (版面) where fewer than half of its rows have two cells with words, or where one cell holds
    an article: three lines or more, of which one ends a sentence.
    """
    filled = [row for row in rows if any(cell_text(cell) for cell in row)]
    several = sum(sum(bool(cell_text(cell)) for cell in row) > 1 for row in filled)
    if several * 2 >= len(filled) and not any(_is_article(cell) for row in filled for cell in row):
        return ["\t".join(map(cell_text, row)) for row in filled]
    return [line for row in filled for cell in row for line in cell]


def _is_article(cell: Sequence[str]) -> bool:
    lines = [line for line in cell if line.strip()]
    return len(lines) >= _MANY_LINES and any(map(_SENTENCE.search, lines))
