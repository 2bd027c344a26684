"""Making an index of things: in one pass, into a file aside that is moved into place, or in memory."""

from __future__ import annotations

import json
import os
import sqlite3
from array import array
from contextlib import closing
from itertools import groupby, product
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from uniongraph.errors import ReleaseError
from uniongraph.labels.making import pairs
from uniongraph.matching import blocks
from uniongraph.matching.folding import Folder
from uniongraph.matching.gazetteers import gazetteer
from uniongraph.matching.index import Index
from uniongraph.matching.layout import HINT, IDENTIFIER, INDEXES, NAME, TABLES, VERSION
from uniongraph.matching.parts import Taker, is_company
from uniongraph.matching.places import CITY, rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from uniongraph.divisions import Gazetteer
    from uniongraph.matching.parts import Parts
    from uniongraph.matching.values import Named

__all__ = ["make"]

_MANY: Final = 10_000
"""So many rows go into the file at once."""
_GRAMS: Final = 400_000
"""So many grams are held, each with where it stands; then all of them are set aside (220 bytes each, mostly for one name)."""


def make(things: Iterable[Named], path: Path | None = None) -> Index:
    """Return the index of things, which lies in a file, or in memory where there is no path.

    The places among them extend the shipped gazetteer: let them come first. Raises ReleaseError where the file cannot be
    written; then the one that was there before is as it was.
    """
    if path is None:
        database = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(database, things)
        return Index(database)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(aside)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            _fill(database, things)
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        aside.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise ReleaseError(f"cannot be written: {error}", source=str(path)) from error
    finally:
        aside.unlink(missing_ok=True)
    return Index.at(path)


def _fill(database: sqlite3.Connection, things: Iterable[Named]) -> None:
    database.executescript(TABLES)
    fold = Folder(pairs())
    with database:
        ordered = iter(things)
        places, first = _leading_places(ordered)
        known = gazetteer(places, fold)
        _keep_meta(database, fold, known)
        filling = _Filling(database, fold, Taker(known))
        for thing in (*places, *first):
            filling.add(thing)
        for thing in ordered:
            filling.add(thing)
        filling.end()
    database.executescript(INDEXES)


def _leading_places(things: Iterator[Named]) -> tuple[list[Named], list[Named]]:
    """Return the places with which things begin, and the first that is none."""
    places: list[Named] = []
    for thing in things:
        if thing.kind != "place":
            return places, [thing]
        places.append(thing)
    return places, []


def _keep_meta(database: sqlite3.Connection, fold: Folder, known: Gazetteer) -> None:
    database.executemany("INSERT INTO meta VALUES (?, ?)", [("version", VERSION), ("pairs", fold.pairs)])
    database.executemany(
        "INSERT INTO divisions VALUES (?, ?, ?, ?, ?, ?)",
        ((d.code, d.name, d.name_en, d.level, d.parent, "|".join(d.variants)) for d in known.divisions),
    )


class _Filling:
    """The rows on their way into the tables, and where each gram stands."""

    def __init__(self, database: sqlite3.Connection, fold: Folder, take: Taker) -> None:
        self._database, self._fold, self._take = database, fold, take
        self._grams: dict[str, array[int]] = {}
        self._things: list[tuple[object, ...]] = []
        self._names: list[tuple[object, ...]] = []
        self._counted = [0, 0]
        self._has_aside = False

    def add(self, thing: Named) -> None:
        self._counted[0] += 1
        number = self._counted[0]
        self._things.append((number, thing.id, thing.kind, json.dumps(thing, ensure_ascii=False)))
        sorts = ((NAME, thing.names), (IDENTIFIER, thing.identifiers), (HINT, thing.hints))
        for sort, called in sorts:
            for name in dict.fromkeys(called):
                self._add_name(thing, number, sort, name)
        if len(self._things) >= _MANY:
            self._flush()
        if len(self._grams) >= _GRAMS:
            self._set_aside()

    def _add_name(self, thing: Named, thing_number: int, sort: int, name: str) -> None:
        key = self._fold(name)
        if not key:
            return
        self._counted[1] += 1
        number = self._counted[1]
        row: tuple[object, ...] = ("", "", "", "", "", "", "", "")
        if sort == NAME:
            parts = self._take(key, thing.kind, thing.division)
            code = _code(parts, thing)
            filed = {"", *(blocks.district(each, parts.places) for each in (code, parts.code))}
            if code[:2] != parts.code[:2]:
                parts = parts._replace(code=code)
            for place, gram in product(sorted(filed), blocks.grams(parts.core)):
                self._post(place + gram, number)
            row = (
                blocks.canon(parts, is_registered=is_company(parts)),
                "|".join(parts.places),
                code,
                *(parts.core, parts.form, parts.suffix, parts.branch, "|".join(parts.numbers)),
            )
        self._names.append((number, thing_number, thing.kind, sort, name, key, *row))

    def _post(self, gram: str, number: int) -> None:
        held = self._grams.get(gram)
        if held is None:
            held = self._grams[gram] = array("I")
        held.append(number)

    def _flush(self) -> None:
        self._database.executemany(f"INSERT INTO things VALUES ({_marks(4)})", self._things)  # noqa: S608
        self._database.executemany(f"INSERT INTO names VALUES ({_marks(14)})", self._names)  # noqa: S608
        self._things.clear()
        self._names.clear()

    def end(self) -> None:
        """Write what is left, and the grams in their order."""
        self._flush()
        rows = self._set_together() if self._has_aside else self._held()
        self._database.executemany("INSERT INTO grams (gram, many, names) VALUES (?, ?, ?)", rows)
        self._database.execute("DROP TABLE IF EXISTS temp.aside")

    def _held(self) -> Iterator[tuple[str, int, bytes]]:
        for gram, held in sorted(self._grams.items(), key=itemgetter(0)):
            yield gram, len(held), held.tobytes()

    def _set_aside(self) -> None:
        """Put the grams that are held into a table that lies in a file of its own, and is gone afterwards."""
        if not self._has_aside:
            self._database.execute("CREATE TEMP TABLE aside (gram TEXT, names BLOB)")
            self._has_aside = True
        rows = ((gram, held.tobytes()) for gram, held in self._grams.items())
        self._database.executemany("INSERT INTO temp.aside VALUES (?, ?)", rows)
        self._grams.clear()

    def _set_together(self) -> Iterator[tuple[str, int, bytes]]:
        self._set_aside()
        rows = self._database.execute("SELECT gram, names FROM temp.aside ORDER BY gram, rowid")
        for gram, parts in groupby(rows, itemgetter(0)):
            names = b"".join(part for _, part in parts)
            yield gram, len(names) // array("I").itemsize, names


def _code(parts: Parts, thing: Named) -> str:
    """Return the code of where a body is: what is known of it, unless its name states another city, or narrows it down."""
    known = thing.division if thing.division and thing.division.isdecimal() else ""
    is_narrower = parts.code.startswith(known.rstrip("0")) and parts.code != known
    states_city = any(rank(place) <= CITY for place in parts.places) or (parts.code and not parts.places)
    if thing.kind == "place":
        return known or parts.code
    return parts.code if not known or is_narrower or (states_city and known[:2] != parts.code[:2]) else known


def _marks(many: int) -> str:
    return ", ".join("?" * many)
