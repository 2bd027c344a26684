"""What is to be read, and under which tables: the files found and hashed, everything a reading depends on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uniongraph import divisions, files, iris, release
from uniongraph.errors import SourceError
from uniongraph.sources import folder
from uniongraph.sources.folder import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from uniongraph.corrections import Correction
    from uniongraph.registry import Registry

__all__ = [
    "FileKey",
    "Setting",
    "Source",
    "Task",
    "find_sources",
    "hash_file",
    "hashed",
    "own_inputs",
    "reading_version",
    "shipped",
]

_TABLES: Final = (
    "corrections.csv",
    "divisions.csv",
    "enterprises.csv",
    "documents.csv",
    "lists.csv",
    "organizations.csv",
    "programmes.csv",
    "tiers.csv",
)
_VOCABULARY: Final = ("uniongraph.ttl", "schemes.ttl", "shapes.ttl")
_READ_BY_RULE: Final = ("divisions.csv", "enterprises.csv", "lists.csv")
"""The tables on which every reading depends; of the others it depends on the rows it uses."""
_LIBRARIES: Final = (
    "charset-normalizer",
    "lxml",
    "markdown-it-py",
    "pdfplumber",
    "pyoxigraph",
    "pypinyin",
    "pyshacl",
    "python-docx",
)


_HASH_LENGTH: Final = 16
_PIECE: Final = 1 << 16
"""Bytes that are hashed at once; most decisions are one piece."""

FileKey = tuple[str, str]
"""A file's hash and the end of its name."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be read: where it lies, and the hash that it had when the build began."""

    path: Path
    sha256: str

    @property
    def file(self) -> FileKey:
        """What a reading is known by: the bytes, and the end of the name, which may decide how they are read."""
        return self.sha256, self.path.suffix.lower()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reading needs beside the file; it travels to every process that reads."""

    base: str
    registry: Registry
    corrections: tuple[Correction, ...]
    shards: Path | None
    """Where shards are put; None where they are to come back with the answer, from another machine."""
    version: str
    """The ``reading_version`` of the process that asks."""
    root: Path
    """Where the releases lie, and with them the divisions that were imported for them."""


def find_sources(
    paths: Iterable[Path | str],
    *,
    without: Path | None = None,
    tell: Callable[[SourceError], None] | None = None,
) -> list[Source]:
    """Return the files that some paths name: a file itself, and every document below a folder; sorted by name.

    The folder ``without`` is passed over. Without paths, the decisions that ship. Raises SourceError where a folder holds none.
    """
    given = [Path(path) for path in paths]
    if not given:
        return shipped()
    found = folder.find(given, without=without, tell=tell)
    if len(given) == 1:
        return found  # each once, and sorted
    return sorted(set(found), key=lambda source: (source.name, source.path))


def shipped() -> list[Source]:
    """Return the decisions that ship with the package."""
    found = folder.find([files.folder("data") / "decisions"])
    return [Source(source.path, f"data/decisions/{source.name}") for source in found]


def hash_file(path: Path) -> tuple[str, int]:
    """Return the SHA-256 and the size of a file; raises SourceError where it cannot be read.

    Every file is read for it at every build: size and time of change would miss one that was restored or written
    twice within a tick of the clock, and ten thousand decisions are hashed in half a second.
    """
    try:
        with folder.open_file(path) as file:
            digest = hashlib.sha256()
            while data := file.read(_PIECE):
                digest.update(data)
            return digest.hexdigest(), file.tell()
    except OSError as error:
        name = folder.printable(str(path))
        raise SourceError(f"cannot be read: {error.strerror or error}", source=name) from error


def own_inputs(root: Path) -> list[release.Input]:
    """Return the tables, vocabularies and queries of ours that a release depends on, and the divisions imported under its root.

    The tables of links are not among them.
    """
    data, ontology, queries = files.folder("data"), files.folder("ontology"), files.folder("queries")
    own = [(f"data/{name}", data / name) for name in _TABLES]
    own += [(f"ontology/{name}", ontology / name) for name in _VOCABULARY]
    own += [(f"queries/{path.name}", path) for path in sorted(queries.glob("*.rq"))]
    own.append(("registry/divisions.csv", divisions.own_table(root)))
    return [hashed(name, path) for name, path in own if path.is_file()]


def hashed(name: str, path: Path) -> release.Input:
    """Return a file as an input of a release, under a name."""
    return release.Input(name, *hash_file(path))


def reading_version(root: Path | None = None) -> str:
    """Return a hash of all that every reading depends on: our own code, the libraries' versions, tables, vocabulary.

    The code itself and not only its version number: an answer from a cache must be what reading would give now. So with
    the divisions that were imported under a ``root``.
    """
    table = divisions.own_table(root) if root is not None else None
    if table is None or not table.is_file():
        return _own_version()
    return f"{_own_version()}-{_hash_of(table, table.stat().st_mtime_ns)[:_HASH_LENGTH]}"


@lru_cache(maxsize=4)
def _hash_of(table: Path, _written: int) -> str:
    return hash_file(table)[0]


@cache
def _own_version() -> str:
    from importlib import metadata  # noqa: PLC0415

    digest = hashlib.sha256()
    package = Path(iris.__file__).parent
    own = sorted(path for path in package.rglob("*.py") if "share" not in path.parts)
    own += [files.folder("data") / name for name in _READ_BY_RULE]
    own += [files.folder("ontology") / name for name in _VOCABULARY]
    for path in own:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for library in _LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    return digest.hexdigest()[:_HASH_LENGTH]
