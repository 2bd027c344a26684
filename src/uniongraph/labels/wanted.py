"""What is wanted of a name: characters, or letters that may be pinyin or initials."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from uniongraph.labels.grams import Every, Kind, Some, ascending, key, three
from uniongraph.labels.syllables import lettered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.labels.grams import Holders
    from uniongraph.labels.index import Index
    from uniongraph.labels.syllables import Path

__all__ = ["Wanted"]

_LAST_LETTER = "\x7f"
"""Stands behind all letters."""


class Wanted:
    """A text that names are to hold, in one of the ways in which they can."""

    def __init__(self, index: Index, text: str) -> None:
        self._index = index
        self.plain = index.made_plain(text)
        self._bytes = self.plain.encode()
        letters, syllables = lettered(text) or "", index.syllables
        self._spelled = syllables.spelled(letters, is_whole=False) if letters else []
        self._initials = syllables.initials(letters) if letters else []
        self._whole = [*syllables.spelled(letters, is_whole=True), *self._initials] if letters else []
        ways = [*self._spelled, *self._initials]
        self._sound = syllables.pattern(ways) if ways else None
        self._is_in_some = not self.plain or self._of_characters(begins=False).weight > 0

    def equal(self) -> Iterator[int]:
        """Yield the names that are this and nothing else."""
        plain = self._index.plain
        wanted = len(self.plain), self.plain
        at = bisect_left(range(len(plain)), wanted, key=lambda number: (len(plain[number]), plain[number]))
        while at < len(plain) and plain[at] == self.plain:
            yield at
            at += 1
        if not self._whole:
            return
        holders, sound = self._holders(begins=True), self._index.syllables.pattern(self._whole)
        for length in sorted(set(map(len, self._whole))):
            for number in ascending(holders, self._longer(length), self._longer(length + 1)):
                if sound.fullmatch(self._index.sounds[number]):
                    yield number

    def beginning(self) -> Iterator[int]:
        """Yield the names that begin with this, the shortest first."""
        for number in ascending(self._holders(begins=True), self.first(), len(self._index.plain)):
            begin = self._index.plain.bytes(number)[: len(self._bytes)]
            if begin == self._bytes or (self._sound and self._sound.match(self._index.sounds[number])):
                yield number

    def holders(self) -> Holders:
        """Return the names that may hold this, and all that do."""
        return self._holders(begins=False)

    def is_held(self, number: int) -> bool:
        """Say whether a name holds this."""
        if self._sound and self._sound.search(self._index.sounds[number]):
            return True
        return self._is_in_some and self._index.is_in(number, self._bytes)

    def places(self, plain: str, sounds: str) -> list[tuple[int, int]]:
        """Return where the plain form of a name holds this: as characters, or where it nowhere does, by its sounds."""
        found, at = [], plain.find(self.plain)
        while at >= 0:
            found.append((at, at + len(self.plain)))
            at = plain.find(self.plain, at + len(self.plain))
        if not found and self._sound:
            found = [each.span() for each in self._sound.finditer(sounds)]
        return found

    def first(self) -> int:
        """Return the first name that is long enough."""
        return self._longer(min(map(len, (self.plain, *self._spelled, *self._initials))))

    def _longer(self, length: int) -> int:
        """Return the first name of so many characters or more."""
        plain = self._index.plain
        return bisect_left(range(len(plain)), length, key=lambda number: len(plain[number]))

    def _holders(self, *, begins: bool) -> Holders:
        return Some.of(
            (
                self._of_characters(begins=begins),
                *(self._of_syllables(path, begins=begins) for path in self._spelled),
                *(self._of_initials(path, begins=begins) for path in self._initials),
            )
        )

    def _of_characters(self, *, begins: bool) -> Holders:
        codes = list(map(ord, self.plain))
        grams = {key(Kind.CHARACTERS, *pair) for pair in pairwise(codes)} or {key(Kind.CHARACTERS, codes[0])}
        if begins:
            grams.add(key(Kind.CHARACTERS, 0, codes[0]))
        return Every.of(map(self._index.held, grams))

    def _of_syllables(self, path: Path, *, begins: bool) -> Holders:
        first = path[0]
        grams = {
            (key(Kind.SYLLABLES, one.first, two.first), key(Kind.SYLLABLES, one.first, two.end - 1))
            for one, two in pairwise(path)
        }
        if begins:
            grams.add((key(Kind.SYLLABLES, 0, first.first), key(Kind.SYLLABLES, 0, first.end - 1)))
        elif not grams and len(first.letters) == 1:
            grams.add((three(Kind.INITIAL, first.letters),) * 2)
        elif not grams:
            grams.add((key(Kind.SYLLABLE, first.first), key(Kind.SYLLABLE, first.end - 1)))
        return Every.of(self._index.held(*each) for each in grams)

    def _of_initials(self, path: Path, *, begins: bool) -> Holders:
        letters = "".join(step.letters[0] for step in path)
        threes = [letters[at : at + 3] for at in range(max(1, len(letters) - 2))]
        kinds = [(Kind.INITIALS, each) for each in threes] + [(Kind.FIRST_INITIALS, threes[0])] * begins
        return Every.of(
            self._index.held(three(kind, each), three(kind, (each + _LAST_LETTER)[:3])) for kind, each in set(kinds)
        )
