"""Posting: the numbers of the names that hold each gram, gathered from all names and written as the index has them."""

from __future__ import annotations

from array import array
from itertools import chain, product
from typing import TYPE_CHECKING, Final, TypeAlias

from uniongraph.labels.grams import Kind, key, three, width
from uniongraph.labels.layout import numbers
from uniongraph.labels.syllables import NONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from uniongraph.labels.syllables import Syllables

__all__ = ["posted"]

_START: Final = "\0"
"""Stands before a name in a gram that tells what it begins with; no plain name holds it."""
_END: Final = NONE * 2
_Lists: TypeAlias = "dict[str, array[int]]"
_Keyed: TypeAlias = "dict[int, list[array[int]]]"


def posted(plain: Sequence[str], sounds: Sequence[str], syllables: Syllables) -> Iterator[tuple[int, bytes]]:
    """Yield each gram's key with the names that hold it, as the file has them, in the order of the keys."""
    initials = {sign: "".join(sorted({each[0] for each in said})) for sign, said in syllables.meaning.items()}
    signs = {each: each if len(each) == 1 else sign for sign, each in initials.items()}
    table = str.maketrans({sign: signs[each] for sign, each in initials.items()})
    kinds = (
        _of_characters(_gathered(plain, _pairs)),
        _of_syllables(_gathered(sounds, _pairs), syllables.numbers),
        _of_initials(
            _gathered((each.translate(table) for each in sounds), _threes),
            {sign: each for each, sign in signs.items()},
        ),
    )
    for lists in kinds:
        for gram in sorted(lists):
            yield gram, _said(lists[gram], len(plain))


def _gathered(texts: Iterable[str], cut: Callable[[str], set[str]]) -> _Lists:
    """Return the numbers of the texts that hold each piece into which they are cut, ascending."""
    found: _Lists = {}
    for number, text in enumerate(texts):
        for piece in cut(text):
            if piece in found:
                found[piece].append(number)
            else:
                found[piece] = array("I", (number,))
    return found


def _pairs(text: str) -> set[str]:
    return {*text, *map("".join, zip(text, text[1:], strict=False)), _START + text[:1]}


def _threes(text: str) -> set[str]:
    found = set(text)
    for run in text.split(NONE):
        padded = run + _END
        found.update(padded[at : at + 3] for at in range(len(run)))
    return found | {f"{_START}{f'{text}{_END}'[:3]}"}


def _of_characters(lists: _Lists) -> _Keyed:
    return {
        key(Kind.CHARACTERS, ord(gram[0]) if gram[0] != _START else 0, ord(gram[1]) if gram[1:] else 0): [held]
        for gram, held in lists.items()
    }


def _of_syllables(lists: _Lists, meant: Mapping[str, Sequence[int]]) -> _Keyed:
    meant = {**meant, _START: (0,), NONE: ()}
    found: _Keyed = {}
    for gram, held in lists.items():
        kind = Kind.SYLLABLES if gram[1:] else Kind.SYLLABLE
        for syllables in product(*map(meant.__getitem__, gram)):
            found.setdefault(key(kind, *syllables), []).append(held)
    return found


def _of_initials(lists: _Lists, lettered: Mapping[str, str]) -> _Keyed:
    found: _Keyed = {}
    for gram, held in lists.items():
        signs = gram.removeprefix(_START)
        kind = Kind.FIRST_INITIALS if gram != signs else Kind.INITIALS if signs[1:] else Kind.INITIAL
        known = signs.partition(NONE)[0]
        for letters in product(*map(lettered.__getitem__, known)) if known else ():
            found.setdefault(three(kind, "".join(letters)), []).append(held)
    return found


def _said(lists: Sequence[array[int]], count: int) -> bytes:
    """Return names as the file has them: listed, or a bit for each name there is where that is shorter."""
    held = lists[0] if len(lists) == 1 else sorted(set(chain.from_iterable(lists)))
    if len(held) * 4 < width(count):
        return numbers("I", held)
    bits = bytearray(width(count))
    for number in held:
        bits[number >> 3] |= 1 << (number & 7)
    return bytes(bits)
