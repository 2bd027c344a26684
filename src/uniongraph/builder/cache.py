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
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uniongraph import release
from uniongraph.builder.reading import Document, Refusal, keep, rows_for
from uniongraph.errors import ReleaseError
from uniongraph.model import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uniongraph.builder.plan import FileKey, Setting

__all__ = ["Cache", "Derived", "open_cache"]

_TABLES = """
    CREATE TABLE IF NOT EXISTS reading (sha256 TEXT, suffix TEXT, version TEXT, base TEXT, record TEXT,
        PRIMARY KEY (sha256, suffix)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS derived (key TEXT PRIMARY KEY, shard TEXT, quads INTEGER, size INTEGER) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS passed (release TEXT, version TEXT, PRIMARY KEY (release, version)) WITHOUT ROWID;
"""
_LASTING = frozenset({"NotADecision", "ValidationFailed"})
"""The refusals that follow from the bytes alone; any other may have been for a table, a tool or the day."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A shard that follows from others: its hash, quads and size."""

    shard: str
    quads: int
    size: int


@dataclass(frozen=True, slots=True)
class Cache:
    """The readings kept under one root."""

    rows: sqlite3.Connection
    folder: Path
    version: str
    base: str

    def path(self, shard: str, suffix: str = "nq") -> Path:
        """Return where a shard or a text lies."""
        return Path(self._place(shard, suffix))

    def _place(self, shard: str, suffix: str = "nq") -> str:
        return f"{self.folder}/{shard[:2]}/{shard}.{suffix}"

    def known(self, setting: Setting) -> dict[FileKey, Document | Refusal | str]:
        """Return by file what was read of it before or, where that may not be used, why."""
        found: dict[FileKey, Document | Refusal | str] = {}
        for sha256, suffix, version, base, record in self.rows.execute("SELECT * FROM reading"):
            if (version, base) != (self.version, self.base):
                found[sha256, suffix] = (
                    "the program or its tables changed" if base == self.base else "another base"
                )
            else:
                try:
                    reading, written = _decode(json.loads(record))
                except (KeyError, TypeError, ValueError):
                    found[sha256, suffix] = "its row is damaged"
                    continue
                found[sha256, suffix] = self._stale(reading, written, setting) or reading
        return found

    def _stale(self, reading: Document | Refusal, written: Sequence[int], setting: Setting) -> str | None:
        if setting.corrections and not isinstance(reading, Refusal):
            if rows_for(reading.sha256, setting.corrections) != reading.rows:
                return "its corrections changed"
        elif not isinstance(reading, Refusal) and reading.rows:
            return "its corrections changed"
        if isinstance(reading, Refusal):
            return None if reading.kind in _LASTING else "it was refused for what may have changed"
        if not all(setting.registry.still_gives(key, slug) for key, slug in reading.names):
            return "a name of it has another IRI now"
        whole = all(map(self._is_whole, self._kept(reading), written))
        return None if whole and written else "what was kept of it is gone or damaged"

    def _kept(self, reading: Document) -> list[tuple[str, str]]:
        """Return hash and place of what is kept of a document."""
        text = [(reading.text[0], self._place(reading.text[0], "txt"))] if reading.text else []
        return [(reading.shard, self._place(reading.shard)), *text]

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
        record = json.dumps(_encode(reading, written), ensure_ascii=False, separators=(",", ":"))
        row = (*file, self.version, self.base, record)
        self.rows.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?)", row)

    def derived(self, key: str) -> Derived | None:
        """Return the shard that followed from the same before, where it is still there."""
        row = self.rows.execute("SELECT shard, quads, size FROM derived WHERE key = ?", (key,)).fetchone()
        return Derived(*row) if row and self._is_whole((row[0], self._place(row[0])), 0) else None

    def derive(self, key: str, shard: str, data: bytes) -> Derived:
        """Keep a shard that follows from others under a key that says from which."""
        keep(self.folder, f"{shard}.nq", data)
        made = Derived(shard, data.count(b"\n"), len(data))
        self.rows.execute(
            "INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?)", (key, shard, made.quads, made.size)
        )
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
        self.rows.executemany("DELETE FROM reading WHERE sha256 = ? AND suffix = ?", old)
        documents = [each for each in readings.values() if isinstance(each, Document)]
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
            yield Cache(rows, folder / "shards", version, base)
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


def _encode(reading: Document | Refusal, written: Sequence[int]) -> dict[str, Any]:
    return {"kind_of": type(reading).__name__, "written": written, **asdict(reading)}


def _decode(record: dict[str, Any]) -> tuple[Document | Refusal, list[int]]:
    """Return what was read of a file, and when each file that is kept of it was written, in nanoseconds."""
    written: list[int] = record.pop("written")
    if record.pop("kind_of") == "Refusal":
        record["violations"] = tuple(Violation(**each) for each in record["violations"])
        return Refusal(**record), written
    record["names"] = tuple((tuple(key), slug) for key, slug in record["names"])
    record |= {name: tuple(record[name]) for name in ("cites", "concerns", "addresses")}
    record |= {name: tuple(record[name]) if record[name] else None for name in ("text", "fault")}
    return Document(**record), written
