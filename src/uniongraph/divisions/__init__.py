"""The gazetteer: administrative divisions (行政区划) of all years, found by code and by the names that open with them.

What ships is Shanghai, in ``data/divisions.csv``; a user's own ``registry/divisions.csv``, made of public files by
``importing``, is laid over it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from uniongraph import files
from uniongraph.divisions.gazetteer import Gazetteer, Match
from uniongraph.divisions.importing import load
from uniongraph.divisions.merging import merge, missing_editions
from uniongraph.divisions.table import read_rows, write
from uniongraph.errors import RegistryError

__all__ = ["Gazetteer", "Match", "import_files", "missing_editions", "own_table", "read", "shipped", "under"]


@cache
def shipped() -> Gazetteer:
    """Return the gazetteer that comes with the package, read once."""
    return read(_shipped_table())


def read(path: Path) -> Gazetteer:
    """Return the gazetteer in a CSV file (see ``table``), as of now; every failure is a RegistryError with file and line."""
    return Gazetteer.of(read_rows(path))


def own_table(root: Path) -> Path:
    """Return where a folder of releases keeps the divisions that were imported for it."""
    return root / "registry" / "divisions.csv"


def under(root: Path) -> Gazetteer:
    """Return the gazetteer that documents are read with in a folder of releases: its own table over the shipped one."""
    table = own_table(root)
    return _laid_over(table, table.stat().st_mtime_ns) if table.is_file() else shipped()


@cache
def _laid_over(table: Path, _written: int) -> Gazetteer:
    rows = read_rows(table)
    try:
        return Gazetteer.of(merge(read_rows(_shipped_table()), rows))
    except RegistryError as error:
        raise RegistryError(error.message, source=str(table)) from error


def import_files(paths: list[Path], root: Path, *, edition: int | None = None) -> tuple[Gazetteer, int]:
    """Read public files of divisions into a folder's own table; return the gazetteer that results, and how many rows were read.

    ``edition`` is the year of the NBS edition that files of china-division hold. Every failure is a RegistryError, and
    the table then stays as it was.
    """
    own = own_table(root)
    kept = read_rows(own) if own.is_file() else []
    base = merge(read_rows(_shipped_table()), kept)
    found = load(paths, base, edition=edition)
    try:
        merged = merge(base, found)
    except RegistryError as error:
        said = f"{error.message}: say with --edition of which year it is"
        raise RegistryError(said, source=", ".join(map(str, paths))) from error
    write(merged, own)
    return under(root), len(found)


def _shipped_table() -> Path:
    return files.folder("data") / "divisions.csv"
