"""An index of names: exact names and identifiers first, then the names that are most alike in their parts."""

from __future__ import annotations

import json
import os
import sqlite3
from array import array
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz import fuzz

from uniongraph.divisions import Gazetteer
from uniongraph.errors import ReleaseError
from uniongraph.matching import blocks, scoring
from uniongraph.matching.deciding import says_enough
from uniongraph.matching.folding import Folder
from uniongraph.matching.layout import HINT, IDENTIFIER, NAME, VERSION
from uniongraph.matching.parts import Parts, Taker, is_company
from uniongraph.matching.places import Places, rank
from uniongraph.matching.values import Features, Found, Named
from uniongraph.model import Division

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from uniongraph.matching.values import Wanted

__all__ = ["Index", "open", "opened"]

_GRAMS: Final = 6
"""So many of a name's grams are looked up, the rarest."""
_POSTED: Final = 12_000
"""So many names are counted for one that is looked for; a gram that would make them more is left out."""
_COMPARED: Final = 60
"""So many names are compared part by part."""
_EQUAL: Final = 200
"""So many things of the very name are looked at."""
_ALL: Final = Features(name=1.0, core=1.0)
_COLUMNS: Final = (
    "number, thing, kind, sort, name, key, canon, places, code, core, form, suffix, branch, numbers"
)

_open: Final[dict[str, tuple[tuple[int, int], Index]]] = {}


def open(path: Path | str) -> Index:  # noqa: A001
    """Return the index in a file; ReleaseError where there is none, or none of this layout."""
    return Index.at(path)


def opened(path: Path | str) -> Index | None:
    """Return the index in a file, None where there is none that can be read; this process keeps the last one open."""
    key = os.fspath(path)
    try:
        status = os.stat(key)  # noqa: PTH116
        stamp = status.st_ino, status.st_mtime_ns
        if key not in _open or _open[key][0] != stamp:
            index = Index.at(key)
            _open.clear()
            _open[key] = stamp, index
    except (OSError, ReleaseError):
        return None
    return _open[key][1]


class _Row(NamedTuple):
    """A name as it is filed."""

    number: int
    thing: int
    kind: str
    sort: int
    name: str
    key: str
    canon: str
    places: str
    code: str
    core: str
    form: str
    suffix: str
    branch: str
    numbers: str

    @property
    def parts(self) -> Parts:
        """The name taken apart, as it was when it was filed."""
        return Parts(
            self.key,
            tuple(self.places.split("|")) if self.places else (),
            *(self.code, self.core, self.form, self.suffix, self.branch),
            tuple(self.numbers.split("|")) if self.numbers else (),
        )


class _Scored(NamedTuple):
    row: _Row
    score: float
    features: Features


class Index:
    """The names of things, in a database that is only read."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._fold = Folder(self._meta("pairs"))

    @classmethod
    def at(cls, path: Path | str) -> Index:
        """Return the index in a file; ReleaseError where there is none, or none of this layout."""
        try:
            database = sqlite3.connect(
                f"file:{_quoted(os.fspath(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            index = cls(database)
            if index._meta("version") == VERSION:
                return index
            database.close()
        except sqlite3.Error as error:
            raise ReleaseError(
                f"cannot be read as an index of names ({error}); `uniongraph release prepare` makes one",
                source=str(path),
            ) from error
        raise ReleaseError("is an index of names in another layout", source=str(path))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def __len__(self) -> int:
        """How many things there are."""
        return int(self._database.execute("SELECT COUNT(*) FROM things").fetchone()[0])

    # ------------------------------------------------------------------------------------------ by id and prefix

    def get(self, id: str) -> Named | None:  # noqa: A002
        """Return the thing with an id, or None."""
        row = self._database.execute("SELECT number FROM things WHERE id = ?", (id,)).fetchone()
        return self._thing(row[0]) if row else None

    def named(self, prefix: str, kind: str | None = None, limit: int = 10, offset: int = 0) -> list[Named]:
        """Return things of which a name, or an identifier, begins with some characters, those with the shortest first.

        The id of a thing as a whole finds it. Names count as they are folded; the empty prefix finds nothing.
        """
        whole = self.get(prefix)
        first = [whole] if whole is not None and kind in {None, whole.kind} else []
        key = self._fold(prefix)
        if not key:
            return []
        rows = self._database.execute(
            "SELECT thing FROM names WHERE key >= ?1 AND key < ?2 AND sort <> ?3 AND (?4 IS NULL OR kind = ?4) "
            "GROUP BY thing ORDER BY MIN(LENGTH(key)), MIN(key), thing LIMIT ?5 OFFSET ?6",
            (key, f"{key}\U0010ffff", HINT, kind, limit + 1, offset),
        )
        found = first + [self._thing(number) for (number,) in rows]
        return list({each.id: each for each in found}.values())[:limit]

    # ------------------------------------------------------------------------------------------ by name

    def find(self, wanted: Wanted) -> list[Found]:
        """Return the things that a name may mean, the best first; what is equal comes before all else."""
        key = self._fold(wanted.name)
        if not key or wanted.limit < 1:
            return []
        parts = self._take(key, wanted.kind, wanted.division)
        equal = self._equal(wanted, key, parts)
        near = self._near(wanted, key, parts)
        return self._told(wanted, parts, [*equal, *near])

    def _equal(self, wanted: Wanted, key: str, parts: Parts) -> list[_Scored]:
        """Return the names and identifiers that are equal, and those that are but for how a place is written."""
        found = [
            _Scored(row, scoring.LED if row.sort == HINT else scoring.EQUAL, _ALL)
            for row in self._rows("key = ?", (key,), wanted.kind)
        ]
        whole = self._by_id(wanted)
        canon = blocks.canon(parts, is_registered=is_company(parts))
        if canon:
            others = self._rows("canon = ? AND canon <> ''", (canon,), wanted.kind)
            found += [
                _Scored(row, scoring.VARIANT, self._compared(parts, row)) for row in others if row.key != key
            ]
        return whole + found

    def _by_id(self, wanted: Wanted) -> list[_Scored]:
        row = self._database.execute(
            "SELECT number, kind FROM things WHERE id = ?", (wanted.name.strip(),)
        ).fetchone()
        if row is None or wanted.kind not in {None, row[1]}:
            return []
        name = _Row(0, row[0], row[1], IDENTIFIER, wanted.name, "", *[""] * 8)
        return [_Scored(name, scoring.EQUAL, _ALL)]

    def _near(self, wanted: Wanted, key: str, parts: Parts) -> list[_Scored]:
        """Return the names that share most of the core, compared part by part."""
        numbers = self._sharing(parts, wanted.division)
        rows = self._numbered(numbers, wanted.kind)
        if parts.core:
            rows += self._rows("core = ? AND core <> ''", (parts.core,), wanted.kind)
        unique = {row.number: row for row in rows if row.key != key}
        chosen = sorted(unique.values(), key=lambda row: (-fuzz.ratio(row.key, key), row.number))[:_COMPARED]
        return [
            _Scored(row, scoring.score(features), features)
            for row in chosen
            if (features := self._compared(parts, row))
        ]

    def _sharing(self, parts: Parts, division: str | None) -> list[int]:
        """Return the numbers of the names that share most of a core's grams, the rare ones counting more."""
        keys = blocks.grams(parts.core)
        code = blocks.district(parts.code or division or "")
        keys += [code + gram for gram in keys] if code else []
        counts = self._counts(keys)
        shares: Counter[int] = Counter()
        posted = 0
        for gram, many in sorted(counts, key=lambda each: each[1])[: 2 * _GRAMS]:
            posted += many
            if posted > _POSTED and shares:
                break
            for number in self._posted(gram)[:_POSTED]:
                shares[number] += 1
        return [number for number, _ in shares.most_common(4 * _COMPARED)]

    def _counts(self, keys: Sequence[str]) -> list[tuple[str, int]]:
        marks = ", ".join("?" * len(keys))
        return self._database.execute(
            f"SELECT gram, many FROM grams WHERE gram IN ({marks})", keys
        ).fetchall()  # noqa: S608

    def _posted(self, gram: str) -> array[int]:
        (held,) = self._database.execute("SELECT names FROM grams WHERE gram = ?", (gram,)).fetchone()
        return array("I", held)

    def _compared(self, parts: Parts, row: _Row) -> Features:
        return scoring.compare(parts, row.parts, self._places)

    # ------------------------------------------------------------------------------------------ what is told

    def _told(self, wanted: Wanted, parts: Parts, scored: Iterable[_Scored]) -> list[Found]:
        """Return the best of each thing, the best first."""
        best: dict[int, _Scored] = {}
        for each in scored:
            if each.row.thing not in best or best[each.row.thing].score < each.score:
                best[each.row.thing] = each
        ordered = sorted(best.values(), key=lambda each: (-each.score, each.row.number))
        found = [(each, self._thing(each.row.thing)) for each in ordered[: max(4 * wanted.limit, _EQUAL)]]
        if wanted.types:
            found = [pair for pair in found if not set(wanted.types).isdisjoint(pair[1].types)]
        safe = self._safe(wanted, parts, found)
        return [
            Found(thing, each.row.name, self._placed(each, thing, wanted), each.features, thing.id == safe)
            for each, thing in found[: wanted.limit]
        ]

    def _placed(self, each: _Scored, thing: Named, wanted: Wanted) -> float:
        """Return a score, less where the thing lies elsewhere than it is looked for."""
        return min(each.score, 55.0) if self._is_elsewhere(thing, wanted) else each.score

    def _is_elsewhere(self, thing: Named, wanted: Wanted) -> bool:
        return bool(
            wanted.division and thing.division and not self._places.agree(wanted.division, thing.division)
        )

    def _safe(self, wanted: Wanted, parts: Parts, found: Sequence[tuple[_Scored, Named]]) -> str | None:
        """Return the id of the one thing that may be taken unseen, or None."""
        equal = [pair for pair in found if pair[0].score >= scoring.VARIANT]
        here = [pair for pair in equal if not self._is_elsewhere(pair[1], wanted)]
        if len(here) != 1 or (len(equal) > 1 and not wanted.division):
            return None
        ((each, thing),) = here
        if each.row.sort == IDENTIFIER:
            return thing.id
        known = parts.code or wanted.division or ""
        is_placed = bool(wanted.division) and self._is_city(wanted.division or "", thing, known)
        if not says_enough(parts, thing.kind, is_placed=is_placed):
            return None
        if each.features.division == 0.0:
            return None
        return thing.id

    def _is_city(self, division: str, thing: Named, known: str) -> bool:
        """Say whether a division that is given tells the city of a thing: its code does, where the thing lies by one."""
        return division.isdecimal() and bool(known) and (thing.division is not None or thing.kind == "place")

    # ------------------------------------------------------------------------------------------ rows

    def _rows(self, where: str, values: tuple[str, ...], kind: str | None) -> list[_Row]:
        rows = self._database.execute(
            f"SELECT {_COLUMNS} FROM names WHERE {where}{' AND kind = ?' if kind else ''} LIMIT {_EQUAL}",  # noqa: S608
            (*values, kind) if kind else values,
        )
        return list(map(_Row._make, rows))

    def _numbered(self, numbers: Sequence[int], kind: str | None) -> list[_Row]:
        marks = ", ".join("?" * len(numbers))
        rows = self._database.execute(f"SELECT {_COLUMNS} FROM names WHERE number IN ({marks})", numbers)  # noqa: S608
        return [row for row in map(_Row._make, rows) if kind in {None, row.kind}]

    def _thing(self, number: int) -> Named:
        row = self._database.execute(
            "SELECT id, names, kind, division, types, note, identifiers, hints FROM things WHERE number = ?",
            (number,),
        ).fetchone()
        id_, called, kind, division, types, note, identifiers, hints = row
        lists = (tuple(json.loads(each)) for each in (called, types, identifiers, hints))
        names, classes, codes, led = lists
        return Named(id_, names, kind, division, classes, note, codes, led)

    def _meta(self, key: str) -> str:
        row = self._database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    @cached_property
    def _take(self) -> Taker:
        return Taker(self._gazetteer)

    @cached_property
    def _places(self) -> Places:
        return Places(self._gazetteer)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        rows = self._database.execute(
            "SELECT code, name, name_en, level, parent, variants FROM divisions ORDER BY code"
        )
        return Gazetteer.of(
            Division(code, name, english, level, parent, tuple(variants.split("|")) if variants else ())
            for code, name, english, level, parent, variants in rows
        )


def _quoted(path: str) -> str:
    """Return a path as it stands in a URI."""
    from urllib.parse import quote  # noqa: PLC0415 (only a file has an address)

    return quote(path)
