"""The index of a release, mapped and searched."""

from __future__ import annotations

import mmap
import sys
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from uniongraph.labels.folding import fold
from uniongraph.labels.layout import END, HEAD, MAGIC, NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Index", "among", "opened"]

_MANY: Final = 9_000
"""So many things are looked up one by one; from 10,000 on the engine would begin elsewhere."""

_open: Final[dict[str, Index]] = {}


def opened(path: Path | str) -> Index | None:
    """Return the index that lies at a path, None where there is none, or none that can be read.

    This process keeps the last one open.
    """
    key = str(path)
    if key not in _open:
        try:
            index = Index(key)
        except (OSError, ValueError):
            return None
        _open.clear()
        _open[key] = index
    return _open[key]


def among(index: Index | None, keywords: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the things that an index finds for each variable's keyword; not for one where they are too many to help."""
    if index is None:
        return {}
    found = ((variable, index.find(keyword, limit=_MANY)) for variable, keyword in keywords.items())
    return {variable: things for variable, things in found if things is not None}


class Index:
    """The names of a release, and the things that have them."""

    def __init__(self, path: str) -> None:
        """Map the file; OSError where the system refuses, ValueError where it is no index, or not a whole one."""
        with open(path, "rb") as file:  # noqa: PTH123 (a worker opens it between two queries)
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if len(self._map) < HEAD.size or sys.byteorder == "big":
            raise ValueError(path)
        magic, count, names, things = HEAD.unpack_from(self._map)
        self._first = HEAD.size + 2 * (count + 1) * NUMBER
        self._things_at = self._first + names
        if magic != MAGIC or self._things_at + things != len(self._map):
            raise ValueError(path)
        starts = memoryview(self._map)[HEAD.size : self._first].cast("Q")
        self._names, self._things = starts[: count + 1], starts[count + 1 :]

    def __len__(self) -> int:
        """How many different names there are."""
        return len(self._names) - 1

    def find(self, text: str, *, limit: int) -> list[str] | None:
        """Return the IRIs of the things that have a name with this text in it, whatever the case of either.

        None where there are more than ``limit``, and for the empty text, which every name holds.
        """
        if not text:
            return None
        found: dict[str, None] = {}
        for number in self._holding(text):
            begin, end = self._things[number : number + 2]
            found |= dict.fromkeys(
                self._map[self._things_at + begin : self._things_at + end].decode().split()
            )
            if len(found) > limit:
                return None
        return list(found)

    def _holding(self, text: str) -> Iterator[int]:
        """Yield the numbers of the names that hold a text."""
        wanted = fold(text).encode().replace(END, b" ")
        at = self._map.find(wanted, self._first, self._things_at)
        while at >= 0:
            number = bisect_right(self._names, at - self._first) - 1
            yield number
            at = self._map.find(wanted, self._first + self._names[number + 1], self._things_at)
