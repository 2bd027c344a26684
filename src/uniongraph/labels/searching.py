"""Searching: which things have a name that holds what a person types, by its characters, its pinyin or its initials."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from uniongraph.errors import QueryError
from uniongraph.iris import ONTOLOGY, SCHEME
from uniongraph.labels.grams import Every, ascending
from uniongraph.labels.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uniongraph.labels.index import Index

__all__ = ["COUNTED", "LONGEST", "Found", "Hit", "search"]

LONGEST: Final = 200
"""So many characters may be searched for."""
COUNTED: Final = 1_000
"""So many things are found at most; where there are more, that is all that is said of them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found by a name, as the data has it, in a language (or ''); ``spans`` are the characters that matched."""

    iri: str
    name: str
    language: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the things found, from the best on; ``total`` is how many there are, or at least are where ``is_more``."""

    total: int
    is_more: bool
    hits: tuple[Hit, ...]


def search(index: Index, text: str, *, limit: int = 20, offset: int = 0) -> Found:
    """Return the things that have a name with all words of a text in it, ``limit`` of them from ``offset`` on.

    Words are parted by blanks. A word is found as its characters, whatever their case, width and form (traditional or
    simplified), or, where it is of letters, as pinyin from the beginning of a syllable (the last may be begun only), or
    as the initials of characters. First come names that are the whole text, then those that begin with it, hold it, and
    hold its words; of each the shortest first. What only the data is made of, concepts, terms and graphs, stands behind,
    unless it is called just so. Each thing comes once, by the best of its names.

    Raises QueryError for more than `LONGEST` characters.
    """
    if len(text) > LONGEST:
        raise QueryError(f"the text to search for has {len(text):,} characters; it may have {LONGEST}")
    sought = _Sought(index, text)
    found: dict[int, int] = {}
    for number in sought.names():
        for thing in index.name_things.numbers(number):
            found.setdefault(thing, number)
        if len(found) > COUNTED:
            break
    exact = set(sought.equal())
    ranked = sorted(
        found.items(), key=lambda each: each[1] not in exact and _is_apparatus(index.iri(each[0]))
    )
    chosen = ranked[offset : min(offset + limit, COUNTED)]
    hits = tuple(sought.hit(thing, number) for thing, number in chosen)
    return Found(min(len(found), COUNTED), len(found) > COUNTED, hits)


class _Sought:
    """A text, and where it is of several words, each of them."""

    def __init__(self, index: Index, text: str) -> None:
        self._index = index
        words = [word for word in dict.fromkeys(text.split()) if index.made_plain(word)]
        self._whole = Wanted(index, text) if words else None
        self._words = [Wanted(index, word) for word in words] if len(words) > 1 else []

    def names(self) -> Iterator[int]:
        """Yield the names that hold the text, each once, the best first."""
        if self._whole is None:
            return
        seen: set[int] = set()
        whole = self._whole
        for each in chain(
            whole.equal(), whole.beginning(), self._holding([whole]), self._holding(self._words)
        ):
            if each not in seen:
                seen.add(each)
                yield each

    def equal(self) -> Iterator[int]:
        """Yield the names that are the text."""
        return iter(()) if self._whole is None else self._whole.equal()

    def _holding(self, words: Sequence[Wanted]) -> Iterator[int]:
        """Yield the names that hold all of some words, the shortest first."""
        if words:
            holders = Every(word.holders for word in words)
            first = max(word.first() for word in words)
            for number in ascending(holders, first, len(self._index.plain)):
                for word in words:
                    if not word.is_held(number):
                        break
                else:
                    yield number

    def hit(self, thing: int, number: int) -> Hit:
        """Return a thing with the name by which it was found."""
        name, _, language = self._index.names[number].rpartition("\0")
        plain, origins = self._index.made_plain.aligned(name)
        sounds = self._index.sounds[number]
        assert self._whole is not None
        places = self._whole.places(plain, sounds)
        for word in self._words if not places else ():
            places += word.places(plain, sounds)
        spans = ((origins[begin], _end(name, origins[end - 1])) for begin, end in places)
        return Hit(self._index.iri(thing), name, language, _joined(spans))


def _is_apparatus(iri: str) -> bool:
    return iri.startswith((SCHEME, ONTOLOGY)) or "/graph/" in iri


def _end(name: str, last: int) -> int:
    """Return where a character of a name ends, with the accents that stand behind it."""
    end = last + 1
    while end < len(name) and unicodedata.combining(name[end]):
        end += 1
    return end


def _joined(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in their order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((begin, end))
    return tuple(found)
