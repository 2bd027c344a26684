"""Tables as spreadsheets and offices write them: CSV with any delimiter, in UTF-8, GB18030 or UTF-16.

A table is read row by row and never held. What it is in is found by its bytes, all of them: a mark, UTF-8 that proves
itself, UTF-16 by the zero bytes of its ASCII, GB18030 where nearly all it says is in the characters of everyday (GB 2312).
"""

from __future__ import annotations

import codecs
import csv
import io
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from uniongraph.errors import LinkError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.linking.content import Content

__all__ = ["Row", "Table", "open_table"]

_DELIMITERS: Final = ",;\t|，；"
_LOOKED_AT: Final = 50
_LONGEST: Final = 1 << 20
"""A line of more characters ends no row of a table: most likely a quotation mark was never closed."""
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EVERYDAY: Final = 0.9
"""So large a share of the Chinese characters of a text is in GB 2312: of Big5 read as GB18030 it is a third."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line where it ends, 1-based, and its cells by column, without white space around them."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that has been looked at: its columns in their order, what it is written in, how its cells are parted."""

    content: Content
    columns: tuple[str, ...]
    encoding: str
    delimiter: str

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the head, but for empty ones; LinkError names the line of one with too many cells."""
        for line, cells in islice(_records(self.content, self.encoding, self.delimiter), 1, None):
            given = [cell.strip() for cell in cells]
            if not any(given):
                continue
            if any(given[len(self.columns) :]):
                said = f"has {len(given)} cells below {len(self.columns)} columns"
                raise LinkError(said, source=self.content.name, line=line)
            padded = given + [""] * (len(self.columns) - len(given))
            yield Row(line, dict(zip(self.columns, padded, strict=False)))


def open_table(content: Content) -> Table:
    """Return a table with its columns; LinkError says why the bytes are none."""
    encoding = _encoding(content)
    delimiter = _delimiter(content, encoding)
    head = next(_records(content, encoding, delimiter), (1, []))[1]
    columns = [column.strip() for column in head]
    while columns and not columns[-1]:
        columns.pop()
    if not columns:
        raise LinkError("has no columns in its first line", source=content.name, line=1)
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        raise LinkError(f"has the column {twice[0]!r} twice", source=content.name, line=1)
    return Table(content, tuple(columns), encoding, delimiter)


def _records(content: Content, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield all rows, the head too, each with the line where it ends."""
    with content.open() as file:
        lines = io.TextIOWrapper(file, encoding, newline="")
        reader = csv.reader(_short(lines, content.name), delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                if cells:
                    yield reader.line_num, cells
        except csv.Error as error:
            raise LinkError(f"is no CSV: {error}", source=content.name, line=reader.line_num) from error


def _short(lines: io.TextIOWrapper, name: str) -> Iterator[str]:
    number = 0
    while line := lines.readline(_LONGEST):
        number += 1
        if len(line) >= _LONGEST or "\x00" in line:
            said = "holds a zero byte" if "\x00" in line else f"has more than {_LONGEST:,} characters"
            raise LinkError(f"{said}, so it is no line of a table", source=name, line=number)
        yield line


# ------------------------------------------------------------------------------------------- how it is written


def _encoding(content: Content) -> str:
    head = content.head(4096)
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    for encoding in (marked,) if marked else _likely(head):
        if _is_in(content, encoding):
            return encoding
    said = f"begins with the mark of {marked.removesuffix('-sig').upper()} but is not" if marked else None
    raise LinkError(said or "is in neither UTF-8, UTF-16 nor GB18030", source=content.name)


def _likely(head: bytes) -> Sequence[str]:
    """Return the encodings that bytes without a mark may be in; ASCII in UTF-16 has a zero in each second byte."""
    if head[1::2].count(0) > len(head) // 8:
        return ("utf-16-le",)
    if head[::2].count(0) > len(head) // 8:
        return ("utf-16-be",)
    return ("utf-8", "gb18030")


def _is_in(content: Content, encoding: str) -> bool:
    """Say whether all the bytes are characters in an encoding, and for GB18030 whether they make sense."""
    decoder = codecs.getincrementaldecoder(encoding)()
    chinese = known = 0
    try:
        for piece in chain(content.pieces(), [b""]):
            words = decoder.decode(piece, final=not piece)
            if encoding == "gb18030":
                high = [each for each in words if each > "\x7f"]
                chinese += len(high)
                known += len("".join(high).encode("gb2312", "ignore")) // 2
    except UnicodeDecodeError:
        return False
    return encoding != "gb18030" or known >= chinese * _EVERYDAY


def _delimiter(content: Content, encoding: str) -> str:
    """Return what parts the most cells in the same way row after row; a comma where nothing does."""

    def evenness(delimiter: str) -> tuple[bool, int, int]:
        rows: list[int] = []
        with suppress(LinkError):  # quotation marks that this delimiter makes no sense of, from some row on
            rows.extend(len(row) for _, row in islice(_records(content, encoding, delimiter), _LOOKED_AT))
        even = sum(count == rows[0] for count in rows) if rows else 0
        return (bool(rows) and rows[0] > 1, even, rows[0] if rows else 0)

    return max(_DELIMITERS, key=evenness)
