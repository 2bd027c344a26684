"""Posting: the numbers of the names that hold each gram, gathered from all names and written as the index has them."""

from __future__ import annotations

from array import array
from itertools import chain, pairwise, product
from typing import TYPE_CHECKING, Final, TypeAlias

from uniongraph.labels.grams import Kind, key, of_initials, width
from uniongraph.labels.layout import numbers
from uniongraph.labels.syllables import NONE, initial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from uniongraph.labels.syllables import Syllables

__all__ = ["posted"]

_START: Final = "\0"
"""Stands before a name in a gram that tells what it begins with; no plain name holds it."""
_END: Final = NONE * 3
_Lists: TypeAlias = "dict[str, array[int]]"
_Keyed: TypeAlias = "dict[int, list[array[int]]]"


def posted(plain: Sequence[str], sounds: Sequence[str], syllables: Syllables) -> Iterator[tuple[int, bytes]]:
    """Yield each gram's key with the names that hold it, as the file has them, in the order of the keys."""
    initials = {sign: "".join(sorted(set(map(initial, said)))) for sign, said in syllables.meaning.items()}
    signs = {each: each if len(each) == 1 else sign for sign, each in initials.items()}
    table = str.maketrans({sign: signs[each] for sign, each in initials.items()})
    yield from _said(_of_characters(_gathered(plain, _pairs)), len(plain))
    yield from _said(_of_syllables(_gathered(sounds, _pairs), syllables.numbers), len(plain))
    lettered = {sign: each for each, sign in signs.items()}
    begun = (each.translate(table) for each in sounds)
    yield from _said(_of_initials(_gathered(begun, _fours), lettered), len(plain))


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
    return {*text, *map("".join, pairwise(text)), _START + text[:1]}


def _fours(text: str) -> set[str]:
    found = set(text)
    for run in text.split(NONE):
        padded = run + _END
        found.update(padded[at : at + 4] for at in range(len(run)))
    return found | {f"{_START}{f'{text}{_END}'[:4]}"}


def _of_characters(lists: _Lists) -> _Keyed:
    return {
        key(Kind.CHARACTERS, ord(gram[0]) if gram[0] != _START else 0, ord(gram[1]) if gram[1:] else 0): [
            held
        ]
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
            found.setdefault(of_initials(kind, "".join(letters)), []).append(held)
    return found


def _said(keyed: _Keyed, count: int) -> Iterator[tuple[int, bytes]]:
    """Yield names as the file has them: listed, or a bit for each name there is where that is shorter."""
    for gram in sorted(keyed):
        lists = keyed.pop(gram)  # there is memory for one of both
        held = lists[0] if len(lists) == 1 else sorted(set(chain.from_iterable(lists)))
        yield gram, numbers("I", held) if len(held) * 4 < width(count) else _marked(held, count)


def _marked(held: Iterable[int], count: int) -> bytes:
    bits = bytearray(width(count))
    for number in held:
        bits[number >> 3] |= 1 << (number & 7)
    return bytes(bits)
