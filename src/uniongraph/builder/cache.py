"""What was read before: one row a document in an SQLite file, its shard beside it, each written when it is read.

A row is used again only where reading would give the same: the same bytes, read by the same code with the same tables
(``plan.reading_version``) under the same base, with the same corrections, every name still having the slug it had, and
the shard still there. ``stale`` says which of these does not hold. A build that is killed keeps what it had read.
"""

from __future__ import annotations

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
    from collections.abc import Iterable, Iterator

    from uniongraph.builder.plan import Setting

__all__ = ["Cache", "Derived", "open_cache"]

_TABLES = """
    CREATE TABLE IF NOT EXISTS reading (sha256 TEXT, suffix TEXT, version TEXT, base TEXT, record TEXT,
        PRIMARY KEY (sha256, suffix)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS derived (key TEXT PRIMARY KEY, shard TEXT, quads INTEGER, size INTEGER) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS passed (release TEXT, version TEXT, PRIMARY KEY (release, version)) WITHOUT ROWID;
"""
_ASKED_AGAIN = {
    "RegistryError": "it was refused for a table",
    "UnionGraphError": "the process that read it had ended",
}
"""The refusals that may not stand: by their kind, why."""
FileKey = tuple[str, str]
"""A file's hash and the end of its name, which may decide how it is read."""


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
                reading = _decode(json.loads(record))
                found[sha256, suffix] = self._stale(reading, setting) or reading
        return found

    def _stale(self, reading: Document | Refusal, setting: Setting) -> str | None:
        if setting.corrections and not isinstance(reading, Refusal):
            if rows_for(reading.sha256, setting.corrections) != reading.rows:
                return "its corrections changed"
        elif not isinstance(reading, Refusal) and reading.rows:
            return "its corrections changed"
        if isinstance(reading, Refusal):
            return _ASKED_AGAIN.get(reading.kind)
        if not all(setting.registry.still_gives(key, slug) for key, slug in reading.names):
            return "a name of it has another IRI now"
        kept = [(self._place(reading.shard), reading.size)]
        if reading.text:
            kept.append((self._place(reading.text[0], "txt"), reading.text[1]))
        try:
            whole = all(os.stat(path).st_size == size for path, size in kept)  # noqa: PTH116 (ten thousand times)
        except OSError:
            whole = False
        return None if whole else "what was kept of it is gone"

    def keep(self, file: FileKey, reading: Document | Refusal, data: dict[str, bytes]) -> None:
        """Keep one reading: the files first, then the row that names them."""
        for name, content in data.items():
            keep(self.folder, name, content)
        record = json.dumps(_encode(reading), ensure_ascii=False, separators=(",", ":"))
        row = (*file, self.version, self.base, record)
        self.rows.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?)", row)

    def derived(self, key: str) -> Derived | None:
        """Return the shard that followed from the same before, where it is still there."""
        row = self.rows.execute("SELECT shard, quads, size FROM derived WHERE key = ?", (key,)).fetchone()
        return Derived(*row) if row and self.path(row[0]).is_file() else None

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

    def forget_all_but(self, files: Iterable[FileKey], shards: set[str]) -> None:
        """Drop the readings of other files, and the kept files that neither a reading nor ``shards`` needs."""
        wanted, needed = set(files), set(shards)
        old: list[FileKey] = []
        for sha256, suffix, record in self.rows.execute("SELECT sha256, suffix, record FROM reading"):
            if (sha256, suffix) in wanted:
                reading = json.loads(record)
                needed |= {reading.get("shard"), *(reading.get("text") or ())}
            else:
                old.append((sha256, suffix))
        self.rows.executemany("DELETE FROM reading WHERE sha256 = ? AND suffix = ?", old)
        for path in self.folder.glob("*/*"):
            if path.stem not in needed:
                path.unlink()


@contextmanager
def open_cache(root: Path, version: str, base: str) -> Iterator[Cache]:
    """Open the readings under a root, and hold them: another build would forget what this one is about to publish.

    Raises ReleaseError where another process builds here, or the system or SQLite refuses.
    """
    folder = root / "cache"
    try:
        with (
            release.hold(folder, root),
            closing(sqlite3.connect(folder / "readings.sqlite", isolation_level=None)) as rows,
        ):
            rows.execute("PRAGMA journal_mode = WAL")
            rows.execute(
                "PRAGMA synchronous = NORMAL"
            )  # a power cut may lose the last rows, and never mixes them
            rows.executescript(_TABLES)
            (folder / "shards").mkdir(exist_ok=True)
            yield Cache(rows, folder / "shards", version, base)
    except sqlite3.Error as error:
        raise ReleaseError(f"the readings kept here cannot be used: {error}", source=str(folder)) from error


def _encode(reading: Document | Refusal) -> dict[str, Any]:
    return {"kind_of": type(reading).__name__, **asdict(reading)}


def _decode(record: dict[str, Any]) -> Document | Refusal:
    if record.pop("kind_of") == "Refusal":
        record["violations"] = tuple(Violation(**each) for each in record["violations"])
        return Refusal(**record)
    record["names"] = tuple((tuple(key), slug) for key, slug in record["names"])
    record |= {name: tuple(record[name]) for name in ("cites", "concerns", "addresses")}
    record |= {name: tuple(record[name]) if record[name] else None for name in ("text", "fault")}
    return Document(**record)
