"""What was read before: one row a document in an SQLite file, its shard beside it, each written when it is read.

A row is used again only where reading would give the same: the same bytes, read by the same code with the same tables
(``plan.reading_version``) under the same base, with the same corrections, every name still having the slug it had, and
the shard still there. ``stale`` says which of these does not hold. A build that is killed keeps what it had read.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, fields
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from uniongraph import release
from uniongraph.builder.reading import Document, Refusal, keep, rows_for
from uniongraph.errors import ReleaseError
from uniongraph.model import Violation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from uniongraph.builder.plan import FileKey, Setting
    from uniongraph.registry import Key, Registry

__all__ = ["Cache", "Derived", "open_cache"]

_TABLES = """
    CREATE TABLE IF NOT EXISTS reading (sha256 TEXT, suffix TEXT, version TEXT, base TEXT, record TEXT,
        PRIMARY KEY (sha256, suffix)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS name (number INTEGER PRIMARY KEY, kind TEXT, scope TEXT, name TEXT, slug TEXT);
    CREATE TABLE IF NOT EXISTS derivation (key TEXT PRIMARY KEY, shard TEXT, quads INTEGER, size INTEGER,
        written INTEGER) WITHOUT ROWID;
    DROP TABLE IF EXISTS derived;
    CREATE TABLE IF NOT EXISTS passed (release TEXT, version TEXT, PRIMARY KEY (release, version)) WITHOUT ROWID;
"""
_FIELDS: Final = tuple(each.name for each in fields(Document))
_values: Final = attrgetter(*_FIELDS)
_NAMES, _FIRST_OF_MANY, _AFTER_MANY = (_FIELDS.index(each) for each in ("names", "cites", "rows"))
_LASTING = frozenset({"NotADecision", "ValidationFailed"})
"""The refusals that follow from the bytes alone; any other may have been for a table, a tool or the day."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A shard that follows from others: its hash, quads and size."""

    shard: str
    quads: int
    size: int


@dataclass(slots=True)
class _Names:
    """The names that documents use, each with its slug kept once: documents share most of theirs."""

    rows: sqlite3.Connection
    by_number: dict[int, tuple[Key, str]] = field(default_factory=dict)
    numbers: dict[tuple[Key, str], int] = field(default_factory=dict)

    def read(self) -> None:
        for number, kind, scope, name, slug in self.rows.execute("SELECT * FROM name"):
            self.by_number[number] = (kind, scope, name), slug
        self.numbers = {each: number for number, each in self.by_number.items()}

    def moved(self, registry: Registry) -> frozenset[int]:
        """Return the numbers of those that would be given another slug now."""
        gives = registry.still_gives
        return frozenset(number for number, (key, slug) in self.by_number.items() if not gives(key, slug))

    def number(self, each: tuple[Key, str]) -> int:
        """Return the number of a name and its slug, kept now where it is new."""
        number = self.numbers.get(each)
        if number is None:
            row = (*each[0], each[1])
            kept = self.rows.execute("INSERT INTO name (kind, scope, name, slug) VALUES (?, ?, ?, ?)", row)
            assert kept.lastrowid is not None  # a row was inserted
            number = self.numbers[each] = kept.lastrowid
        return number

    def forget_all_but(self, readings: Iterable[Document]) -> None:
        used: set[tuple[Key, str]] = set().union(*(each.names for each in readings))
        old = [(number,) for each, number in self.numbers.items() if each not in used]
        self.rows.executemany("DELETE FROM name WHERE number = ?", old)


@dataclass(frozen=True, slots=True)
class Cache:
    """The readings kept under one root."""

    rows: sqlite3.Connection
    folder: Path
    version: str
    base: str
    names: _Names

    def path(self, shard: str) -> Path:
        """Return where a shard lies."""
        return Path(self.place(shard))

    def place(self, shard: str, suffix: str = "nq") -> str:
        """Return where a shard or a text lies, in words: ten thousand paths take long to make."""
        return f"{self.folder}/{shard[:2]}/{shard}.{suffix}"

    def known(self, setting: Setting) -> dict[FileKey, Document | Refusal | str]:
        """Return by file what was read of it before or, where that may not be used, why."""
        found: dict[FileKey, Document | Refusal | str] = {}
        self.names.read()
        moved = self.names.moved(setting.registry)
        witnesses = {row.witness for row in setting.corrections}
        corrected = {sha256: rows_for(sha256, setting.corrections) for sha256 in witnesses}
        for sha256, suffix, version, base, record in self.rows.execute("SELECT * FROM reading"):
            if (version, base) != (self.version, self.base):
                found[sha256, suffix] = (
                    "the program or its tables changed" if base == self.base else "another base"
                )
                continue
            try:
                reading, written, numbers = _decode(json.loads(record), self.names.by_number)
            except (LookupError, TypeError, ValueError):
                found[sha256, suffix] = "its row is damaged"
                continue
            if isinstance(reading, Refusal):
                lasts = reading.kind in _LASTING
                found[sha256, suffix] = reading if lasts else "it was refused for what may have changed"
            elif corrected.get(reading.sha256, "") != reading.rows:
                found[sha256, suffix] = "its corrections changed"
            elif not moved.isdisjoint(numbers):
                found[sha256, suffix] = "a name of it has another IRI now"
            elif not written or not all(map(self._is_whole, self._kept(reading), written)):
                found[sha256, suffix] = "what was kept of it is gone or damaged"
            else:
                found[sha256, suffix] = reading
        return found

    def _kept(self, reading: Document) -> list[tuple[str, str]]:
        """Return hash and place of what is kept of a document."""
        text = [(reading.text[0], self.place(reading.text[0], "txt"))] if reading.text else []
        return [(reading.shard, self.place(reading.shard)), *text]

    @staticmethod
    def _is_whole(kept: tuple[str, str], written: int) -> bool:
        """Say whether a kept file is as it was written; one that was copied or touched since is hashed again."""
        sha256, path = kept
        try:
            if os.stat(path).st_mtime_ns == written:  # noqa: PTH116 (ten thousand times)
                return True
            with open(path, "rb") as file:  # noqa: PTH123
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def keep(self, file: FileKey, reading: Document | Refusal, data: dict[str, bytes]) -> None:
        """Keep one reading: the files first, then the row that names them."""
        for name, content in data.items():
            keep(self.folder, name, content)
        kept = [] if isinstance(reading, Refusal) else self._kept(reading)
        written = [os.stat(path).st_mtime_ns for _, path in kept]  # noqa: PTH116
        with _whole(self.rows):
            record = json.dumps(
                _encode(reading, written, self.names), ensure_ascii=False, separators=(",", ":")
            )
            row = (*file, self.version, self.base, record)
            self.rows.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?)", row)

    def derived(self, key: str) -> Derived | None:
        """Return the shard that followed from the same before, where it is still there."""
        row = self.rows.execute(
            "SELECT shard, quads, size, written FROM derivation WHERE key = ?", (key,)
        ).fetchone()
        return Derived(*row[:3]) if row and self._is_whole((row[0], self.place(row[0])), row[3]) else None

    def derive(self, key: str, shard: str, data: bytes) -> Derived:
        """Keep a shard that follows from others under a key that says from which."""
        keep(self.folder, f"{shard}.nq", data)
        made = Derived(shard, data.count(b"\n"), len(data))
        row = (key, shard, made.quads, made.size, self.path(shard).stat().st_mtime_ns)
        self.rows.execute("INSERT OR REPLACE INTO derivation VALUES (?, ?, ?, ?, ?)", row)
        return made

    def pass_release(self, release: str) -> None:
        """Keep that the documents of a release were seen to agree by this code; of other releases nothing is kept."""
        self.rows.execute("DELETE FROM passed")
        self.rows.execute("INSERT INTO passed VALUES (?, ?)", (release, self.version))

    def has_passed(self, release: str) -> bool:
        """Say whether this very code saw the documents of a release agree."""
        row = (release, self.version)
        return (
            self.rows.execute("SELECT 1 FROM passed WHERE (release, version) = (?, ?)", row).fetchone()
            is not None
        )

    def forget_all_but(self, readings: Mapping[FileKey, Document | Refusal], shards: set[str]) -> None:
        """Drop the readings of other files, and the kept files that neither one of these nor ``shards`` needs."""
        held = list(self.rows.execute("SELECT sha256, suffix FROM reading"))
        old = [file for file in held if file not in readings]
        documents = [each for each in readings.values() if isinstance(each, Document)]
        if old:
            self.rows.executemany("DELETE FROM reading WHERE sha256 = ? AND suffix = ?", old)
            self.names.forget_all_but(documents)
        needed = shards | {sha256 for each in documents for sha256, _ in self._kept(each)}
        for place, _, names in os.walk(self.folder):
            for name in names:
                if name.partition(".")[0] not in needed:
                    Path(place, name).unlink()


@contextmanager
def open_cache(root: Path, version: str, base: str) -> Iterator[Cache]:
    """Open the readings under a root, and hold them: another build would forget what this one is about to publish.

    Raises ReleaseError where another process builds here, or the system or SQLite refuses.
    """
    folder = root / "cache"
    try:
        with release.hold(folder, root), closing(_open_rows(folder / "readings.sqlite")) as rows:
            (folder / "shards").mkdir(exist_ok=True)
            yield Cache(rows, folder / "shards", version, base, _Names(rows))
    except sqlite3.Error as error:
        raise ReleaseError(f"the readings kept here cannot be used: {error}", source=str(folder)) from error


def _open_rows(path: Path) -> sqlite3.Connection:
    """Open the rows; a file that is damaged, or none of SQLite, is begun anew: all that it can cost is reading again."""
    for attempt in range(2):
        rows = sqlite3.connect(path, isolation_level=None)
        try:
            rows.execute("PRAGMA journal_mode = WAL")
            rows.execute(
                "PRAGMA synchronous = NORMAL"
            )  # a power cut may lose the last rows, and never mixes them
            rows.executescript(_TABLES)
            rows.execute("SELECT count(*) FROM reading").fetchone()
        except sqlite3.OperationalError:
            rows.close()
            raise
        except sqlite3.DatabaseError:
            rows.close()
            if attempt:
                raise
            for part in path.parent.glob(f"{path.name}*"):
                part.unlink()
        else:
            return rows
    raise AssertionError


@contextmanager
def _whole(rows: sqlite3.Connection) -> Iterator[None]:
    """Write some rows together, or none of them."""
    rows.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if rows.in_transaction:  # on a full disk SQLite has ended it already
            rows.execute("ROLLBACK")
        raise
    rows.execute("COMMIT")


def _encode(reading: Document | Refusal, written: Sequence[int], names: _Names) -> list[Any]:
    """Return a reading as a row holds it: an object for a refusal; a document, of which there are many, in a list."""
    if isinstance(reading, Refusal):
        return [written, asdict(reading)]
    values = list(_values(reading))
    values[_NAMES] = list(map(names.number, reading.names))
    return [written, *values]


def _decode(
    record: list[Any], names: Mapping[int, tuple[Key, str]]
) -> tuple[Document | Refusal, list[int], list[int]]:
    """Return what was read of a file, when each file kept of it was written (in nanoseconds), the numbers of its names."""
    written, *values = record
    if isinstance(values[0], dict):
        refusal = values[0]
        refusal["violations"] = tuple(Violation(**each) for each in refusal["violations"])
        return Refusal(**refusal), written, []
    numbers = values[_NAMES]
    values[_NAMES] = tuple(map(names.__getitem__, numbers))
    values[_FIRST_OF_MANY:_AFTER_MANY] = map(tuple, values[_FIRST_OF_MANY:_AFTER_MANY])
    values[_AFTER_MANY + 1 :] = [tuple(each) if each else None for each in values[_AFTER_MANY + 1 :]]
    return Document(*values), written, numbers
