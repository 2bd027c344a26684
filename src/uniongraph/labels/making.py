"""Making the index of a release: its names in one pass over the store, written aside and moved into place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph import grammar
from uniongraph.iris import PREFIXES
from uniongraph.labels.folding import fold
from uniongraph.labels.layout import END, numbers, starts, written
from uniongraph.labels.plain import Plain
from uniongraph.labels.syllables import Syllables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["CALLING", "NAMING", "make", "pairs"]

_CALLED: Final = (
    f"{PREFIXES['skos']}prefLabel",
    f"{PREFIXES['skos']}altLabel",
    f"{PREFIXES['skos']}hiddenLabel",
    f"{PREFIXES['dcterms']}title",
    f"{PREFIXES['ug']}titleAsPrinted",
)
NAMING: Final = (*_CALLED, f"{PREFIXES['ug']}affiliationAsPrinted")
"""The properties whose values name a thing, or tell by what a query can find it."""
CALLING: Final = (*_CALLED, f"{PREFIXES['rdfs']}label", f"{PREFIXES['ug']}documentNumber")
"""The properties whose values are names that people search for."""

_Names = dict[tuple[str, str], set[str]]
"""Names with their languages, which may be none, and the things that have them."""


def make(store: ox.Store, path: Path) -> int:
    """Write the index of a store to a file, whole or not at all; return how many different keywords it holds."""
    named = {name: _named(store, [name]) for name in set(NAMING + CALLING) - set(_CALLED)}
    called = _named(store, _CALLED)
    keywords = _keywords(_together(called, *(named.get(name, {}) for name in NAMING)))
    names = _together(called, *(named.get(name, {}) for name in CALLING))
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("wb") as file:
            file.writelines(written(_sections(keywords, names)))
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return len(keywords)


def _named(store: ox.Store, properties: Iterable[str]) -> _Names:
    """Return the values of some properties."""
    path = "|".join(f"<{each}>" for each in properties)
    answer = store.query(f"SELECT ?thing ?name {{ ?thing {path} ?name }}", use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    found: _Names = {}
    for thing, name in answer:
        if isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal):
            found.setdefault((name.value, name.language or ""), set()).add(thing.value)
    return found


def _together(*several: _Names) -> _Names:
    found: _Names = {}
    for names in several:
        for name, things in names.items():
            found.setdefault(name, set()).update(things)
    return found


def _keywords(names: _Names) -> dict[bytes, set[str]]:
    """Return the things that each name in folded case belongs to."""
    found: dict[bytes, set[str]] = {}
    for (name, _), things in names.items():
        found.setdefault(fold(name).encode().replace(END, b" "), set()).update(things)
    return found


def _sections(keywords: Mapping[bytes, set[str]], names: _Names) -> dict[str, Sequence[bytes]]:
    """Return the sections of the file."""
    iris = sorted(set().union(*keywords.values(), *names.values()))
    number_of = {iri: number for number, iri in enumerate(iris)}
    looked = sorted(keywords)
    return {
        **_texts("iris", [iri.encode() for iri in iris]),
        **_texts("keywords", [each + END for each in looked]),
        **_texts("keyword_things", [_numbered(keywords[each], number_of) for each in looked]),
        **_searched(names, number_of),
    }


def _searched(names: _Names, number_of: Mapping[str, int]) -> dict[str, Sequence[bytes]]:
    """Return the sections of what is searched."""
    from uniongraph.labels.posting import posted  # noqa: PLC0415 (these load pypinyin, which only a new index needs)
    from uniongraph.labels.reading import Reader  # noqa: PLC0415

    plain, reader = Plain(pairs()), Reader()
    rows = [
        (form, name, language, things)
        for (name, language), things in _said_once(names).items()
        if things and (form := plain(name))
    ]
    rows.sort(key=lambda row: (len(row[0]), row[0], row[1], not row[2], row[2]))
    said = [row[0] for row in rows]
    sounds = [reader.read(each) for each in said]
    grams = list(posted(said, sounds, Syllables(reader.signs)))
    return {
        **_texts("names", [f"{name}\0{language}".encode() for _, name, language, _ in rows]),
        **_texts("name_things", [_numbered(things, number_of) for *_, things in rows]),
        **_texts("plain", [each.encode() for each in said]),
        **_texts("sounds", [each.encode() for each in sounds]),
        **_texts("signs", [" ".join(each).encode() for each in reader.signs]),
        "pairs": [plain.pairs.encode()],
        "gram_keys": [numbers("Q", (gram for gram, _ in grams))],
        **_texts("grams", [held for _, held in grams]),
    }


def _said_once(names: _Names) -> _Names:
    """Return the names without those of no language that the same thing has in one as well."""
    tagged: dict[str, set[str]] = {}
    for (name, language), things in names.items():
        if language:
            tagged.setdefault(name, set()).update(things)
    return {
        (name, language): things if language else things - tagged.get(name, set())
        for (name, language), things in names.items()
    }


def pairs() -> str:
    """Return each traditional character with its simplified form behind it."""
    every = (chr(code) for code in range(0x3400, 0xA000))
    return "".join(each + other for each in every if (other := grammar.simplified(each)) != each)


def _texts(name: str, parts: Sequence[bytes]) -> dict[str, Sequence[bytes]]:
    return {f"{name}_starts": [starts(parts)], name: parts}


def _numbered(things: Iterable[str], number_of: Mapping[str, int]) -> bytes:
    return numbers("I", sorted(number_of[each] for each in things))
