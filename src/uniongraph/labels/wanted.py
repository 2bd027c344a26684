"""What is wanted of a name: characters, or letters that may be pinyin or initials."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import TYPE_CHECKING

from uniongraph.labels.grams import Every, Kind, Some, ascending, key, of_initials
from uniongraph.labels.syllables import initials_of, lettered

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from uniongraph.labels.grams import Holders
    from uniongraph.labels.index import Index
    from uniongraph.labels.syllables import Path

__all__ = ["Wanted"]

_LAST_LETTER = "\x7f"
"""Stands behind all letters."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way in which names hold a text: the grams of all that do, and those of all that begin with it.

    ``path`` is that of the syllables, None where the characters are meant.
    """

    length: int
    held: Holders
    begun: Holders
    path: Path | None = None


class Wanted:
    """A text that names are to hold, in one of the ways in which they can."""

    def __init__(self, index: Index, text: str) -> None:
        self._index = index
        self.plain = index.made_plain(text)
        self._bytes = self.plain.encode()
        self._letters, syllables = lettered(text) or "", index.syllables
        spelled = syllables.spelled(self._letters, is_whole=False) if self._letters else ()
        self._initials = self._known(map(self._of_initials, syllables.initials(self._letters)))
        sounds = [*self._known(map(self._of_syllables, spelled)), *self._initials]
        characters = self._known([self._of_characters()])
        self._is_in_some = bool(characters)
        self._ways = [*characters, *sounds]
        self._paths = [way.path for way in sounds if way.path]
        self.holders = Some([way.held for way in self._ways])

    @cached_property
    def _sound(self) -> re.Pattern[str] | None:
        """What matches the signs of names that hold this; it takes long to make, and often nothing needs it."""
        return self._index.syllables.pattern(self._paths) if self._paths else None

    def equal(self) -> Iterator[int]:
        """Yield the names that are this and nothing else."""
        plain = self._index.plain
        wanted = len(self.plain), self.plain
        at = bisect_left(range(len(plain)), wanted, key=lambda number: (len(plain[number]), plain[number]))
        while at < len(plain) and plain[at] == self.plain:
            yield at
            at += 1
        if self._paths:
            yield from self._equal_in_sound()

    def _equal_in_sound(self) -> Iterator[int]:
        syllables = self._index.syllables
        spelled = map(self._of_syllables, syllables.spelled(self._letters, is_whole=True))
        ways = [*self._known(spelled), *self._initials]
        sound: re.Pattern[str] | None = None
        for length in sorted({way.length for way in ways}):
            holders = Some([way.begun for way in ways if way.length == length])
            for number in ascending(holders, self._longer(length), self._longer(length + 1)):
                sound = sound or syllables.pattern(way.path for way in ways if way.path)
                if sound.fullmatch(self._index.sounds[number]):
                    yield number

    def beginning(self) -> Iterator[int]:
        """Yield the names that begin with this, the shortest first."""
        holders = Some([way.begun for way in self._ways])
        for number in ascending(holders, self.first(), len(self._index.plain)):
            begin = self._index.plain.bytes(number)[: len(self._bytes)]
            if begin == self._bytes or (self._sound and self._sound.match(self._index.sounds[number])):
                yield number

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
        return self._longer(min((way.length for way in self._ways), default=0))

    def _longer(self, length: int) -> int:
        """Return the first name of so many characters or more."""
        plain = self._index.plain
        return bisect_left(range(len(plain)), length, key=lambda number: len(plain[number]))

    def _known(self, ways: Iterable[_Way]) -> list[_Way]:
        """Return the ways in which any name may hold this."""
        return [way for way in ways if way.held.weight]

    def _of_characters(self) -> _Way:
        codes = list(map(ord, self.plain))
        keys = {key(Kind.CHARACTERS, *pair) for pair in pairwise(codes)} or {key(Kind.CHARACTERS, codes[0])}
        grams = list(map(self._index.held, keys))
        return self._way(len(codes), grams, self._index.held(key(Kind.CHARACTERS, 0, codes[0])))

    def _of_syllables(self, path: Path) -> _Way:
        grams = [
            self._index.held(key(Kind.SYLLABLES, one, two.first), key(Kind.SYLLABLES, one, two.end - 1))
            for one, two in {(one.first, two) for one, two in pairwise(path)}
        ]
        first = path[0]
        if not grams and len(first.letters) == 1:
            grams = [self._of_letters(Kind.INITIAL, [first.letters])]
        elif not grams:
            grams = [self._index.held(key(Kind.SYLLABLE, first.first), key(Kind.SYLLABLE, first.end - 1))]
        begun = key(Kind.SYLLABLES, 0, first.first), key(Kind.SYLLABLES, 0, first.end - 1)
        return self._way(len(path), grams, self._index.held(*begun), path)

    def _of_initials(self, path: Path) -> _Way:
        letters = [step.letters for step in path]
        grams = [
            self._of_letters(Kind.INITIALS, four)
            for four in {tuple(letters[at : at + 4]) for at in range(max(1, len(letters) - 3))}
        ]
        return self._way(len(path), grams, self._of_letters(Kind.FIRST_INITIALS, letters[:4]), path)

    def _of_letters(self, kind: int, letters: Sequence[str]) -> Holders:
        """Return the names that hold initials, or as many as a gram has and these among them."""
        last = _LAST_LETTER if kind != Kind.INITIAL else ""
        every = map("".join, product(*map(initials_of, letters)))
        return Some(
            self._index.held(of_initials(kind, one), of_initials(kind, f"{one}{last}"[:4])) for one in every
        )

    @staticmethod
    def _way(length: int, grams: Sequence[Holders], first: Holders, path: Path | None = None) -> _Way:
        return _Way(length, Every(grams), Every((*grams, first)), path)
