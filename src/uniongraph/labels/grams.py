"""Grams: the short sequences by which names are found, and the names that hold them, as bits of a number.

Names are looked at in blocks, the shortest names first; who has enough stops. Of a block, what holds a gram is a number
with a bit for each name, so that "and" and "or" of thousands of names are one operation each.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Every", "Holders", "Kind", "Listed", "Marked", "Some", "ascending", "key", "of_initials", "width"]

_BLOCK: Final = 1 << 16
_BYTES: Final = _BLOCK // 8
_SET: Final = re.compile(rb"[^\0]")
_BITS: Final = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


class Kind:
    """What a gram is of; zero is never a character, a syllable or an initial."""

    CHARACTERS: Final = 1
    """One (and zero), or two; zero and one is what a name begins with."""
    SYLLABLE: Final = 2
    SYLLABLES: Final = 3
    """Two; zero and one is what a name begins with."""
    INITIAL: Final = 4
    INITIALS: Final = 5
    """Four, of which the last ones are zero where no more follow."""
    FIRST_INITIALS: Final = 6
    """The same, with which a name begins."""


def key(kind: int, first: int, second: int = 0) -> int:
    """Return the number by which a gram is looked up; those with the same ``first`` stand side by side."""
    return kind << 48 | first << 24 | second


def of_initials(kind: int, letters: str) -> int:
    """Return the same of one to four initials, of which those that are not there are zero."""
    first, second, third, fourth = (*letters.encode(), 0, 0, 0)[:4]
    return key(kind, first << 16 | second << 8 | third, fourth)


def width(count: int) -> int:
    """Return how many bytes a bit for each of so many names takes."""
    return -(-count // 64) * 8


class Holders(Protocol):
    """Names that hold something."""

    @property
    def weight(self) -> int:
        """How many they are at most, so that the rarest is asked first."""

    def block(self, number: int) -> int:
        """Return which names of a block they are, as bits."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Names whose numbers are listed."""

    numbers: memoryview

    @property
    def weight(self) -> int:
        """How many there are."""
        return len(self.numbers)

    def within(self, number: int) -> memoryview:
        """Return those of a block."""
        begin = bisect_left(self.numbers, number * _BLOCK)
        return self.numbers[begin : bisect_left(self.numbers, (number + 1) * _BLOCK, begin)]

    def block(self, number: int) -> int:
        """Return those of a block, as bits."""
        return _bits(self.within(number), number)


@dataclass(frozen=True, slots=True)
class Marked:
    """Names that have a bit each."""

    bits: memoryview

    @property
    def weight(self) -> int:
        """So many that all lists are shorter."""
        return len(self.bits) * 8

    def block(self, number: int) -> int:
        """Return the bits of a block."""
        return int.from_bytes(self.bits[number * _BYTES : (number + 1) * _BYTES], "little")


class Every:
    """Names that hold all of some things, of which there is at least one."""

    def __init__(self, parts: Iterable[Holders]) -> None:
        rarest_first = sorted(parts, key=lambda part: part.weight)
        self._listed, self._others = _apart(rarest_first)
        self.weight = rarest_first[0].weight

    def block(self, number: int) -> int:
        """Return which of a block hold all."""
        found = -1
        if self._listed:
            common = set(self._listed[0].within(number))
            for part in self._listed[1:]:
                if not common:
                    return 0
                common.intersection_update(part.within(number))
            found = _bits(common, number)
        for other in self._others:
            if not found:
                break
            found &= other.block(number)
        return found


class Some:
    """Names that hold one or more of some things."""

    def __init__(self, parts: Iterable[Holders]) -> None:
        self._listed, self._others = _apart(part for part in parts if part.weight)
        self.weight = sum(part.weight for part in (*self._listed, *self._others))

    def block(self, number: int) -> int:
        """Return which of a block hold any."""
        found = _bits(chain.from_iterable(part.within(number) for part in self._listed), number)
        for other in self._others:
            found |= other.block(number)
        return found


def _apart(parts: Iterable[Holders]) -> tuple[list[Listed], list[Holders]]:
    """Return those that are lists, which are quick among themselves, and the others."""
    listed: list[Listed] = []
    others: list[Holders] = []
    for part in parts:
        if isinstance(part, Listed):
            listed.append(part)
        else:
            others.append(part)
    return listed, others


def _bits(numbers: Iterable[int], block: int) -> int:
    bits, first = bytearray(_BYTES), block * _BLOCK
    for each in numbers:
        bits[(each - first) >> 3] |= 1 << (each & 7)
    return int.from_bytes(bits, "little")


def ascending(holders: Holders, begin: int, end: int) -> Iterator[int]:
    """Yield the numbers from ``begin`` to before ``end`` of the names, the lowest first."""
    if not holders.weight:
        return
    for block in range(begin // _BLOCK, -(-end // _BLOCK)):
        if bits := holders.block(block):
            first = block * _BLOCK
            for byte in _SET.finditer(bits.to_bytes(_BYTES, "little")):
                for bit in _BITS[byte[0][0]]:
                    number = first + byte.start() * 8 + bit
                    if begin <= number < end:
                        yield number
