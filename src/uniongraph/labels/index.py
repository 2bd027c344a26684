"""The index of a release, mapped and looked through."""

from __future__ import annotations

import mmap
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final

from uniongraph.labels.folding import fold
from uniongraph.labels.grams import Listed, Marked, Some, width
from uniongraph.labels.layout import END, parted
from uniongraph.labels.plain import Plain
from uniongraph.labels.syllables import Syllables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from uniongraph.labels.grams import Holders

__all__ = ["Index", "Texts", "among", "opened"]

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


class Texts:
    """Texts, or lists of numbers, that lie behind one another."""

    def __init__(self, starts: memoryview, content: memoryview) -> None:
        self.starts = starts.cast("Q")
        self.content = content

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, number: int) -> str:
        return str(self.bytes(number), "utf-8")

    def bytes(self, number: int) -> memoryview:
        """Return one as it lies there."""
        return self.content[self.starts[number] : self.starts[number + 1]]

    def numbers(self, number: int) -> memoryview:
        """Return one that is a list of numbers."""
        return self.bytes(number).cast("I")


class Index:
    """The names of a release, and the things that have them."""

    def __init__(self, path: str) -> None:
        """Map the file; OSError where the system refuses, ValueError where it is no index, or not a whole one."""
        with open(path, "rb") as file:  # noqa: PTH123 (a worker opens it between two queries)
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._view = memoryview(self._map)
        self._parts = parted(self._view)
        self._iris, self._keywords = self._texts("iris"), self._texts("keywords")
        self._keyword_things = self._texts("keyword_things")
        self.names, self.name_things = self._texts("names"), self._texts("name_things")
        self.plain, self.sounds = self._texts("plain"), self._texts("sounds")
        self._gram_keys, self._grams = self._section("gram_keys").cast("Q"), self._texts("grams")

    def __len__(self) -> int:
        """How many different names there are in folded case."""
        return len(self._keywords)

    def iri(self, thing: int) -> str:
        """Return the IRI of a thing."""
        return self._iris[thing]

    @cached_property
    def made_plain(self) -> Plain:
        """What makes texts plain as these names were."""
        return Plain(str(self._section("pairs"), "utf-8"))

    @cached_property
    def syllables(self) -> Syllables:
        """The syllables by which these names are read."""
        return Syllables(said.split() for said in self._texts("signs"))

    def held(self, first: int, last: int | None = None) -> Holders:
        """Return the names that hold a gram, or any of those from one key to another."""
        keys = self._gram_keys
        begin = bisect_left(keys, first)
        end = bisect_right(keys, first if last is None else last, begin)
        whole = width(len(self.names))
        found = [
            Marked(held) if len(held) == whole else Listed(held.cast("I"))
            for held in map(self._grams.bytes, range(begin, end))
        ]
        return found[0] if len(found) == 1 else Some(found)

    def is_in(self, number: int, wanted: bytes) -> bool:
        """Say whether the plain form of a name has these bytes in it."""
        first, _ = self._parts["plain"]
        begin, end = self.plain.starts[number : number + 2]
        return self._map.find(wanted, first + begin, first + end) >= 0

    def find(self, text: str, *, limit: int) -> list[str] | None:
        """Return the IRIs of the things that have a name with this text in it, whatever the case of either.

        None where there are more than ``limit``, and for the empty text, which every name holds.
        """
        if not text:
            return None
        found: dict[int, None] = {}
        for number in self._holding(text):
            found |= dict.fromkeys(self._keyword_things.numbers(number))
            if len(found) > limit:
                return None
        return list(map(self.iri, found))

    def _holding(self, text: str) -> Iterator[int]:
        """Yield the numbers of the keywords that hold a text."""
        wanted = fold(text).encode().replace(END, b" ")
        starts = self._keywords.starts
        first, end = self._parts["keywords"]
        at = self._map.find(wanted, first, end)
        while at >= 0:
            number = bisect_right(starts, at - first) - 1
            yield number
            at = self._map.find(wanted, first + starts[number + 1], end)

    def _section(self, name: str) -> memoryview:
        begin, end = self._parts[name]
        return self._view[begin:end]

    def _texts(self, name: str) -> Texts:
        return Texts(self._section(f"{name}_starts"), self._section(name))
