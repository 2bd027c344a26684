"""An answer cut short: after so many rows, after so many bytes.

The engine writes a table in one go and cannot be asked to stop, so its rows are counted in the bytes it writes. What
was cut has no proper end: a bracket stays open, an element unclosed, so that no reader takes it for whole; of CSV, TSV
and N-Triples, which have no end to miss, whoever sends them must break off the transfer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Cut", "Cutter", "Limits", "upto"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """Where an answer is cut: after so many rows (solutions or triples), after so many bytes; None where it is not."""

    rows: int | None = None
    bytes: int | None = None


class Cut(Exception):  # noqa: N818 (it is no error: the answer is right as far as it goes)
    """An answer reached a limit, and what was written is its beginning; the message names the limit."""

    def __init__(self, number: int, what: str) -> None:
        super().__init__(f"the answer is cut off after {number:,} {what}")


def upto(rows: Iterable[T], limit: int | None) -> Iterator[T]:
    """Yield the rows of a graph up to a limit; raise Cut where there are more."""
    for number, row in enumerate(rows):
        if number == limit:
            raise Cut(number, "triples")
        yield row


# In each format of tables, where a row begins once what is quoted is passed over. The rest is what may go on in the
# next piece: it waits for it. In JSON a row is the object that opens within two others.
_ROWS: Final[Mapping[str, re.Pattern[bytes]]] = {
    "json": re.compile(
        rb'"(?:[^"\\]|\\.)*"|(?P<open>(?=\{))\{|(?P<close>\})|(?P<rest>"(?:[^"\\]|\\.?)*\Z)', re.DOTALL
    ),
    "xml": re.compile(rb"(?P<row>(?=<result>))<|(?P<rest><[^>]*\Z)", re.DOTALL),
    "csv": re.compile(rb'"[^"]*"(?!\Z)|\n(?P<row>(?=.))|(?P<rest>(?:"[^"]*"?|\n)\Z)', re.DOTALL),
    "tsv": re.compile(rb"\n(?P<row>(?=.))|(?P<rest>\n\Z)", re.DOTALL),
}
_ROW_DEPTH: Final = 2


class Cutter:
    """A file that takes an answer up to its limits, then raises Cut; ``form`` is the short name of its format.

    Rows are counted in the formats of tables; in those of graphs by `upto`. `close` writes what still waits.
    """

    def __init__(self, output: IO[bytes], form: str, limits: Limits) -> None:
        self._output = output
        self._limits = limits
        self._pattern = _ROWS.get(form) if limits.rows is not None else None
        self._held = b""
        self._inside: list[bytes] = []
        self._depth = self._rows = self._written = 0
        self._is_cut = False

    def write(self, piece: bytes) -> int:
        """Pass a piece on, or what of it is within the limits; after a cut nothing more, though the engine tries."""
        if self._is_cut:
            return len(piece)
        if self._pattern is None:
            self._pass(piece)
            return len(piece)
        if self._is_quoted() and b'"' not in piece:  # looked at once, however long the string
            self._inside.append(piece)
            return len(piece)
        found, self._held = b"".join((self._held, *self._inside, piece)), b""
        self._inside.clear()
        for match in self._pattern.finditer(found):
            kind = match.lastgroup
            if kind == "rest":
                self._held = found[match.start() :]
            elif kind is not None and self._is_row(kind):
                self._rows += 1
                assert self._limits.rows is not None
                if self._rows > self._limits.rows:
                    self._pass(found[: match.start(kind)])
                    raise self._cut(self._limits.rows, "rows")
        self._pass(found[: len(found) - len(self._held)])
        return len(piece)

    def flush(self) -> None:
        """Do nothing: what is passed on is passed on at once."""

    def close(self) -> None:
        """Pass on what waited for more."""
        held, self._held = b"".join((self._held, *self._inside)), b""
        self._inside.clear()
        self._pass(held)

    def _is_quoted(self) -> bool:
        """Tell whether what is held begins a quoted string that only another quote can end."""
        held = self._held
        return held.startswith(b'"') and (len(held) == 1 or not held.endswith(b'"'))

    def _is_row(self, kind: str) -> bool:
        before = self._depth
        self._depth += {"open": 1, "close": -1}.get(kind, 0)
        return kind == "row" or (kind == "open" and before == _ROW_DEPTH)

    def _pass(self, piece: bytes) -> None:
        limit = self._limits.bytes
        if limit is not None and self._written + len(piece) > limit:
            self._output.write(piece[: limit - self._written])
            raise self._cut(limit, "bytes")
        self._written += len(piece)
        self._output.write(piece)

    def _cut(self, number: int, what: str) -> Cut:
        self._is_cut = True
        return Cut(number, what)
