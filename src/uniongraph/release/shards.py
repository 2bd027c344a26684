"""Shards: the quads of one graph as canonical bytes, so that equal sets of quads are equal files."""

from __future__ import annotations

import re
from itertools import compress, pairwise
from operator import lt, ne
from typing import TYPE_CHECKING

from uniongraph.errors import ReleaseError
from uniongraph.release.reasons import reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from uniongraph.terms import Statement

__all__ = ["count", "lines", "serialise"]

_BLANK_NODE = re.compile(rb"^(?:_:|<[^>]*> <[^>]*> _:)| _:[^ \"]+ \.$", re.MULTILINE)


def serialise(statements: Iterable[Statement]) -> bytes:
    """Return the canonical N-Quads of a set of statements: one a line, each once, in the order of their bytes.

    UTF-8, LF; Chinese stands as it is, control characters are escaped. The same set gives the same bytes, in
    whatever order and however often its statements come. No statements give no bytes.
    """
    # they come with those of one subject together, and so half sorted: a set would mix them first. Nearly none comes
    # twice, and to look at the line before costs less than to hash every line
    lines = sorted(map(str.encode, statements))
    return b"".join(compress(lines, map(ne, lines, (b"", *lines))))


def count(name: str, data: bytes) -> int:
    """Return how many quads a shard holds, once it is seen to be fit for a release.

    Raises ReleaseError where a line is not ended, is no quad, is there twice or out of order (the bytes would then
    depend on how they were made), or names a blank node (whose name would differ from build to build).
    """
    lines = data.split(b"\n")
    if lines.pop():
        raise _unfit(name, len(lines) + 1, "has no end")
    if not all(map(lt, lines, lines[1:])):
        raise _unfit(name, _first_unsorted(lines), "is there twice or out of order")
    if b"_:" in data and (found := _BLANK_NODE.search(data)):
        raise _unfit(name, data.count(b"\n", 0, found.end()) + 1, "names a blank node")
    for index in (0, -1):  # in sorted lines, what is no quad stands before the first or behind the last
        if lines and not lines[index].startswith(b"<"):
            raise _unfit(name, index % len(lines) + 1, "is no quad")
    return len(lines)


def lines(files: Iterable[Path]) -> set[bytes]:
    """Return the statements of some shards, each once, without the ends of their lines.

    Raises ReleaseError where one cannot be read.
    """
    found: set[bytes] = set()
    for path in files:
        with reading(path):
            found.update(path.read_bytes().split(b"\n"))
    found.discard(b"")
    return found


def _first_unsorted(lines: list[bytes]) -> int:
    return next(number for number, (one, two) in enumerate(pairwise(lines), 2) if one >= two)


def _unfit(name: str, line: int, said: str) -> ReleaseError:
    return ReleaseError(f"is not canonical N-Quads: this line {said}", source=f"shard {name}", line=line)
