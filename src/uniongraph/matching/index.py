"""An index of names: exact names and identifiers first, then the names that are most alike in their parts."""

from __future__ import annotations

import json
import os
import sqlite3
from array import array
from collections import Counter
from functools import cached_property, partial
from heapq import nlargest
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from rapidfuzz import fuzz

from uniongraph.divisions import Gazetteer
from uniongraph.errors import ReleaseError
from uniongraph.matching import blocks, scoring
from uniongraph.matching.deciding import says_enough, tells_city
from uniongraph.matching.folding import Folder
from uniongraph.matching.layout import HINT, IDENTIFIER, NAME, VERSION
from uniongraph.matching.parts import BODIES, Parts, Taker, is_company
from uniongraph.matching.places import Places, code_of
from uniongraph.matching.values import LONGEST, Features, Found, Named
from uniongraph.model import Division

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from uniongraph.matching.values import Wanted

__all__ = ["Index", "open", "opened"]

_GRAMS: Final = 12
"""So many of a name's grams are looked up, the rarest."""
_POSTED: Final = 3_000
"""So many names are counted for one that is looked for; a gram that would make them more is left out."""
_RARE: Final = 300
_WORTH: Final = 4
"""A gram that fewer names hold says as much as several others."""
_FETCHED: Final = 60
"""So many names are looked at as a whole: those that share most."""
_COMPARED: Final = 16
"""So many names are compared part by part."""
_READ: Final = 2_000
_EQUAL: Final = 200
"""So many things of the very name are looked at."""
_ALL: Final = Features(name=1.0, core=1.0)
_COLUMNS: Final = (
    "number, thing, kind, sort, name, key, canon, places, code, core, form, suffix, branch, numbers"
)

_open: Final[dict[str, tuple[tuple[int, int], Index]]] = {}


def open(path: Path | str) -> Index:
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


def _largest(shares: Counter[int], most: int) -> list[int]:
    """Return the numbers that are counted most often."""
    if len(shares) <= most:
        return list(shares)
    floor, levels = 0, Counter(shares.values())
    for floor in sorted(levels, reverse=True):
        most -= levels[floor]
        if most <= 0:
            break
    upper = [pair for pair in shares.items() if pair[1] >= floor]
    above = [number for number, share in upper if share > floor]
    level = [number for number, share in upper if share == floor]
    return above + level[: len(level) + most]


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
                f"file:{quote(os.fspath(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False
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

    def get(self, id: str) -> Named | None:
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
        """Return the things that a name may mean, the best first; what is equal comes before all else.

        Nothing has a name of more than `_READ` characters.
        """
        key = self._fold(wanted.name) if len(wanted.name) <= _READ else ""
        if not key or wanted.limit < 1:
            return []
        wanted = wanted._replace(division=code_of(wanted.division))
        parts = self._take(key, wanted.kind, wanted.division)
        equal = self._equal(wanted, key, parts)
        near = self._near(wanted.kind, wanted.division, parts)
        return self._told(wanted, parts, [*equal, *near])

    def _equal(self, wanted: Wanted, key: str, parts: Parts) -> list[_Scored]:
        """Return the names and identifiers that are equal, and those that are but for how a place is written."""
        rows = self._rows("key = ?", (key,), wanted.kind)
        if not rows and "://" in key:
            rows = self._addressed(key, wanted.kind)
        found = [_Scored(row, scoring.LED if row.sort == HINT else scoring.EQUAL, _ALL) for row in rows]
        whole = self._by_id(wanted)
        canon = blocks.canon(parts, is_registered=is_company(parts))
        if canon:
            others = self._rows("canon = ? AND canon <> ''", (canon,), wanted.kind)
            found += [
                _Scored(row, scoring.VARIANT, self._compared(parts, row)) for row in others if row.key != key
            ]
        return whole + found

    def _addressed(self, key: str, kind: str | None) -> list[_Row]:
        """Return the identifiers that an address ends with (…/wiki/Q8686), of those things that have one at its host.

        The same number is another thing elsewhere: 310104 is a division's code, and a place of GeoNames that is far from it.
        """
        site, last = blocks.site(key)
        rows = self._rows("key = ?", (last,), kind) if last else []
        return [row for row in rows if row.sort != NAME and (site, last) in self._sites(row.thing)]

    def _sites(self, number: int) -> set[tuple[str, str]]:
        """Return the hosts, and the ends, of all addresses that lead to a thing."""
        thing = self._thing(number)
        return {blocks.site(self._fold(each)) for each in (*thing.identifiers, *thing.hints) if "://" in each}

    def _by_id(self, wanted: Wanted) -> list[_Scored]:
        row = self._database.execute(
            "SELECT number, kind FROM things WHERE id = ?", (wanted.name.strip(),)
        ).fetchone()
        if row is None or wanted.kind not in {None, row[1]}:
            return []
        name = _Row(0, row[0], row[1], IDENTIFIER, wanted.name, "", *[""] * 8)
        return [_Scored(name, scoring.EQUAL, _ALL)]

    def _near(self, kind: str | None, division: str | None, parts: Parts) -> list[_Scored]:
        """Return the names that share most of the core, compared part by part."""
        parts = self._take.mended(parts)
        keys = dict(self._keys(self._sharing(parts, division), kind))
        if parts.core:
            keys |= self._keys_of_core(parts.core, kind)
        whole = parts.whole[:LONGEST]
        likeness = [(fuzz.ratio(key, whole), -number) for number, key in keys.items() if key != parts.whole]
        chosen = self._numbered([-number for _, number in nlargest(_COMPARED, likeness)])
        words = self._take(parts.whole, "")
        compared = ((row, self._compared(parts if row.kind in BODIES else words, row)) for row in chosen)
        return [_Scored(row, scoring.score(features), features) for row, features in compared]

    def _sharing(self, parts: Parts, division: str | None) -> list[int]:
        """Return the numbers of the names that share most of a core's grams, those in its district before others."""
        keys = blocks.grams(parts.core)
        place = blocks.district(parts.code or division or "", parts.places)
        keys += [place + gram for gram in keys] if place else []
        counts = sorted(self._counts(keys), key=itemgetter(1))
        few = [posted <= _POSTED for posted in accumulate(many for _, many in counts[:_GRAMS])]
        shares: Counter[int] = Counter()
        for many, held in self._posted([gram for gram, _ in counts[: max(sum(few), 1)]]):
            shares.update(held[:_POSTED] * (_WORTH if many < _RARE else 1))
        return _largest(shares, _FETCHED)

    def _counts(self, keys: Sequence[str]) -> list[tuple[str, int]]:
        marks = ", ".join("?" * len(keys))
        asked = f"SELECT gram, many FROM grams WHERE gram IN ({marks})"  # noqa: S608
        return self._database.execute(asked, keys).fetchall()

    def _posted(self, grams: Sequence[str]) -> Iterator[tuple[int, array[int]]]:
        marks = ", ".join("?" * len(grams))
        asked = f"SELECT many, names FROM grams WHERE gram IN ({marks})"  # noqa: S608
        return ((many, array("I", held)) for many, held in self._database.execute(asked, grams))

    def _compared(self, parts: Parts, row: _Row) -> Features:
        return scoring.compare(parts, row.parts, self._places)

    # ------------------------------------------------------------------------------------------ what is told

    def _told(self, wanted: Wanted, parts: Parts, scored: Iterable[_Scored]) -> list[Found]:
        """Return the best of each thing, the best first."""
        best: dict[int, _Scored] = {}
        for each in map(partial(self._placed, wanted), scored):
            if each.row.thing not in best or best[each.row.thing].score < each.score:
                best[each.row.thing] = each
        ordered = sorted(best.values(), key=lambda each: (-each.score, each.row.number))
        if wanted.types:
            ordered = list(self._typed(wanted, ordered))
        safe = self._safe(wanted, parts, ordered)
        told = ordered[: wanted.limit]
        things = self._things([each.row.thing for each in told])
        return [
            Found(things[each.row.thing], each.row.name, each.score, each.features, each.row.thing == safe)
            for each in told
        ]

    def _typed(self, wanted: Wanted, ordered: Iterable[_Scored]) -> Iterator[_Scored]:
        """Yield those of the types that are wanted: all that are equal, then as many as are to be told."""
        types, many = set(wanted.types), 0
        for each in ordered:
            if many >= wanted.limit and each.score < scoring.VARIANT:
                return
            if not types.isdisjoint(self._thing(each.row.thing).types):
                many += 1
                yield each

    def _placed(self, wanted: Wanted, each: _Scored) -> _Scored:
        """Return a name with less of a score where the thing lies elsewhere than it is looked for."""
        code = each.row.code
        if not wanted.division or not code or self._places.agree(wanted.division, code):
            return each
        return each._replace(score=min(each.score, scoring.ELSEWHERE))

    def _safe(self, wanted: Wanted, parts: Parts, ordered: Sequence[_Scored]) -> int | None:
        """Return the number of the one thing that may be taken unseen, or None."""
        equal = [each for each in ordered if each.score >= scoring.VARIANT]
        if len(equal) != 1:
            return None
        row, _, features = equal[0]
        if row.sort == IDENTIFIER:
            return row.thing
        is_placed = bool(wanted.division and row.code) and tells_city(wanted.division or "")
        is_enough = features.division != 0 and says_enough(parts, row.kind, is_placed=is_placed)
        return row.thing if is_enough else None

    # ------------------------------------------------------------------------------------------ rows

    def _rows(self, where: str, values: tuple[str, ...], kind: str | None) -> list[_Row]:
        rows = self._database.execute(
            f"SELECT {_COLUMNS} FROM names WHERE {where}{_of(kind)} LIMIT {_EQUAL}",  # noqa: S608
            (*values, kind) if kind else values,
        )
        return list(map(_Row._make, rows))

    def _keys(self, numbers: Sequence[int], kind: str | None) -> list[tuple[int, str]]:
        """Return the folded forms of some names: of most no more is needed, and a whole row costs thrice as much."""
        marks = ", ".join("?" * len(numbers))
        asked = f"SELECT number, key FROM names WHERE number IN ({marks}){_of(kind)}"  # noqa: S608
        return self._database.execute(asked, (*numbers, kind) if kind else numbers).fetchall()

    def _keys_of_core(self, core: str, kind: str | None) -> list[tuple[int, str]]:
        asked = f"SELECT number, key FROM names WHERE core = ? AND core <> ''{_of(kind)} LIMIT {_EQUAL}"  # noqa: S608
        return self._database.execute(asked, (core, kind) if kind else (core,)).fetchall()

    def _numbered(self, numbers: Sequence[int]) -> list[_Row]:
        """Return names by their numbers, in this order."""
        marks = ", ".join("?" * len(numbers))
        rows = self._database.execute(f"SELECT {_COLUMNS} FROM names WHERE number IN ({marks})", numbers)  # noqa: S608
        found = {row.number: row for row in map(_Row._make, rows)}
        return [found[number] for number in numbers]

    def _thing(self, number: int) -> Named:
        return self._things([number])[number]

    def _things(self, numbers: Sequence[int]) -> dict[int, Named]:
        marks = ", ".join("?" * len(numbers))
        rows = self._database.execute(f"SELECT number, whole FROM things WHERE number IN ({marks})", numbers)  # noqa: S608
        return {number: _named(whole) for number, whole in rows}

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


def _named(whole: str) -> Named:
    id_, names, kind, division, types, note, identifiers, hints = json.loads(whole)
    return Named(id_, tuple(names), kind, division, tuple(types), note, tuple(identifiers), tuple(hints))


def _of(kind: str | None) -> str:
    return " AND kind = ?" if kind else ""
