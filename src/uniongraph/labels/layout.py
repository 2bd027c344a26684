"""How the file of an index is laid out: a head, then its sections, each at a multiple of eight bytes.

::

    magic, sizes     8 bytes, which say the layout; how many bytes each section has
    iris             the things, in the order of their IRIs; a thing is then called by its number
    keywords         each name once, in folded case, a zero byte behind each, to be looked through by `Index.find`
    keyword_things   the things that each has
    names            each name once with its language (``name NUL language``), the shortest first; what follows is of these
    name_things      the things that each has
    plain            how it is searched by its characters (`plain`)
    sounds           how each of these is read: one sign a character, UTF-8
    signs            what each such sign means: the syllables, a blank between; one is for each way to read a character
    pairs            traditional characters, the simplified form behind each
    gram_keys        the short sequences (`grams`) of characters, syllables and initials that there are, in order
    grams            the numbers of the names that hold each: 4 bytes a name or, where that is shorter, a bit for every name

Where there are many texts or lists in a section, another (``…_starts``) tells where each begins, and where the last ends.
Numbers are of 8 bytes, those of things and names of 4, the lowest byte first.
"""

from __future__ import annotations

import struct
import sys
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["END", "MAGIC", "SECTIONS", "file", "numbers", "parted", "starts", "written"]

MAGIC: Final = b"ugnames2"
END: Final = b"\0"
"""Ends a keyword. None holds it: in one that does, a space takes its place."""
SECTIONS: Final = (
    *("iris_starts", "iris"),
    *("keywords_starts", "keywords", "keyword_things_starts", "keyword_things"),
    *("names_starts", "names", "name_things_starts", "name_things"),
    *("plain_starts", "plain", "sounds_starts", "sounds", "signs_starts", "signs"),
    *("pairs", "gram_keys", "grams_starts", "grams"),
)
_HEAD: Final = struct.Struct(f"<8s{len(SECTIONS)}Q")
_UNIT: Final = 8


def file(derived: Path) -> Path:
    """Return where the index lies among what follows from a release."""
    return derived / f"{MAGIC.decode()}.idx"


def numbers(kind: str, values: Iterable[int]) -> bytes:
    """Return numbers of 8 bytes (``Q``) or of 4 (``I``) as the file has them."""
    said = array(kind, values)
    if sys.byteorder == "big":
        said.byteswap()
    return said.tobytes()


def starts(parts: Iterable[bytes]) -> bytes:
    """Return where each part of a section begins, and where the last ends."""
    return numbers("Q", accumulate(map(len, parts), initial=0))


def written(sections: Mapping[str, Sequence[bytes]]) -> Iterable[bytes]:
    """Yield the pieces of a file whose sections these are, each in pieces."""
    sizes = [sum(map(len, sections[name])) for name in SECTIONS]
    yield _HEAD.pack(MAGIC, *sizes)
    for name, size in zip(SECTIONS, sizes, strict=True):
        yield from sections[name]
        yield bytes(-size % _UNIT)


def parted(whole: memoryview) -> dict[str, tuple[int, int]]:
    """Return where each section begins and ends; ValueError where it is no index of this layout, or not a whole one."""
    if len(whole) < _HEAD.size or sys.byteorder == "big":
        raise ValueError(MAGIC)
    magic, *sizes = _HEAD.unpack_from(whole)
    found, at = {}, _HEAD.size
    for name, size in zip(SECTIONS, sizes, strict=True):
        found[name] = at, at + size
        at += size + -size % _UNIT
    if magic != MAGIC or at != len(whole):
        raise ValueError(MAGIC)
    return found
