"""Syllables: what letters may mean: which syllables they spell, and which they begin."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = ["NONE", "Path", "Step", "Syllables", "initial", "initials_of", "lettered", "sign"]

NONE: Final = " "
"""The sign of what is not read: digits, marks, letters."""

_SPELLED, _BEGUN = 32, 16
"""Letters that can be parted in more ways, into syllables or into initials, are taken in those with the fewest."""
_LONGEST: Final = 6
_WIDE: Final = {"zh": "Z", "ch": "C", "sh": "S"}
"""Initials of two letters, and how they are written here as one."""
_LETTERS: Final = re.compile("[a-z]+")
_UMLAUT: Final = {"lv": ("lyu",), "nv": ("nyu",), "lve": ("lyue", "lue"), "nve": ("nyue", "nue")}
"""How else these are spelled; ü is v here."""


class Step(NamedTuple):
    """The syllables by which one character may be meant: those from ``first`` to before ``end``, as ``letters`` say."""

    letters: str
    first: int
    end: int


Path = tuple[Step, ...]


def lettered(text: str) -> str | None:
    """Return letters in which syllables can be sought, an apostrophe where one must end; None where there are others."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("u:", "v")
    apart = unicodedata.normalize("NFD", text).replace("u\u0308", "v")
    parts = "".join(
        "'" if each.isspace() else each for each in apart if not unicodedata.combining(each)
    ).split("'")
    known = [part for part in parts if part]
    return "'".join(known) if known and all(map(_LETTERS.fullmatch, known)) else None


def sign(number: int) -> str:
    """Return the sign of a number, in which a pattern sees nothing but a letter."""
    return chr(0x100 + number)


def initial(syllable: str) -> str:
    """Return what a syllable begins with as one letter."""
    return _WIDE.get(syllable[:2], syllable[0])


def initials_of(letters: str) -> str:
    """Return the initials that letters may mean: zh, ch and sh those alone, z, c and s the wide ones too."""
    return _WIDE.get(letters) or letters + _WIDE.get(f"{letters}h", "")


class Syllables:
    """The syllables by which names are read, numbered from 1 in the order of their letters.

    ``meaning`` has those of each sign, ``numbers`` their numbers.
    """

    def __init__(self, signs: Iterable[Sequence[str]]) -> None:
        self.meaning = {sign(number): tuple(said) for number, said in enumerate(signs)}
        names = sorted(set(chain.from_iterable(self.meaning.values())))
        self._number = {name: number for number, name in enumerate(names, 1)}
        self.numbers = {
            sign: tuple(self._number[each] for each in said) for sign, said in self.meaning.items()
        }
        self._spelled = dict(self._number)
        for name in names:
            self._spelled |= dict.fromkeys(_UMLAUT.get(name, ()), self._number[name])
        self._begun = {**_beginnings(self._spelled), **_beginnings(self._number)}
        self._classes: dict[tuple[int, int], str] = {}
        self._signs: dict[int, str] = dict.fromkeys(self._number.values(), "")
        for each, numbers in self.numbers.items():
            for number in numbers:
                self._signs[number] += each

    def pattern(self, paths: Iterable[Path]) -> re.Pattern[str]:
        """Return what matches the signs of characters that are meant in one of these ways."""
        return re.compile("|".join("".join(map(self._class, path)) for path in paths))

    def _class(self, step: Step) -> str:
        among = step.first, step.end
        if among not in self._classes:
            self._classes[among] = f"[{''.join(self._signs[number] for number in range(*among))}]"
        return self._classes[among]

    def begun(self, letters: str) -> Step | None:
        """Return the syllables that begin with some letters; as they are spelled otherwise, where there are no others."""
        return self._begun.get(letters)

    def whole(self, letters: str) -> Step | None:
        """Return the syllable that some letters spell."""
        number = self._spelled.get(letters)
        return Step(letters, number, number + 1) if number else None

    def spelled(self, letters: str, *, is_whole: bool) -> list[Path]:
        """Return the ways to part letters into syllables, of which the last may be begun only, but for ``is_whole``."""

        def steps(at: int) -> Iterator[Step | None]:
            for end in range(at + 1, min(at + _LONGEST, len(letters)) + 1):
                is_last = end == len(letters) and not is_whole
                yield self.begun(letters[at:end]) if is_last else self.whole(letters[at:end])

        return _paths(letters, steps, _SPELLED)

    def initials(self, letters: str) -> list[Path]:
        """Return the ways to read letters as what syllables begin with: one letter, or zh, ch, sh."""

        def steps(at: int) -> Iterator[Step | None]:
            yield self.begun(letters[at])
            if letters[at : at + 2] in _WIDE:
                yield self.begun(letters[at : at + 2])

        return [path for path in _paths(letters, steps, _BEGUN) if len(path) > 1]


def _beginnings(spelled: Mapping[str, int]) -> dict[str, Step]:
    """Return the syllables that begin with the same letters, for all that any begins with."""
    found: dict[str, list[int]] = {}
    for name, number in spelled.items():
        for end in range(1, len(name) + 1):
            found.setdefault(name[:end], []).append(number)
    return {letters: Step(letters, min(numbers), max(numbers) + 1) for letters, numbers in found.items()}


def _paths(letters: str, steps: Callable[[int], Iterator[Step | None]], most: int) -> list[Path]:
    """Return the ways from the first letter to the last, those of the fewest steps first."""
    ways: list[list[Path]] = [[] for _ in letters] + [[()]]
    for at in reversed(range(len(letters))):
        if letters[at] == "'":
            ways[at] = ways[at + 1]
            continue
        found = [(step, *rest) for step in steps(at) if step for rest in ways[at + len(step.letters)]]
        ways[at] = sorted(found, key=len)[:most]
    return ways[0]
