"""How the file of an index is laid out: an SQLite database that is written once, and then only read.

::

    meta        what makes names equal (pairs of characters), and the layout's version, which the file's name says too
    divisions   the gazetteer by which its names were taken apart, folded
    things      what can be found, each whole as JSON
    names       each name of each thing, folded and taken apart; `key` is its folded form without case, `canon` what is
                equal where the place is written otherwise
    grams       for two characters that stand side by side in a core, or for those within a district, the names that hold them
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["HINT", "IDENTIFIER", "INDEXES", "NAME", "TABLES", "VERSION", "file"]

VERSION: Final = "ugmatch1"
NAME, IDENTIFIER, HINT = range(3)
"""The sorts of names."""

TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE divisions (code TEXT PRIMARY KEY, name TEXT, name_en TEXT, level TEXT, parent TEXT, variants TEXT) WITHOUT ROWID;
CREATE TABLE things (number INTEGER PRIMARY KEY, id TEXT, kind TEXT, whole TEXT);
CREATE TABLE names (
  number INTEGER PRIMARY KEY, thing INTEGER, kind TEXT, sort INTEGER, name TEXT, key TEXT, canon TEXT,
  places TEXT, code TEXT, core TEXT, form TEXT, suffix TEXT, branch TEXT, numbers TEXT
);
CREATE TABLE grams (number INTEGER PRIMARY KEY, gram TEXT, many INTEGER, names BLOB);
"""
INDEXES: Final = """
CREATE INDEX things_id ON things (id);
CREATE INDEX names_key ON names (key);
CREATE INDEX names_canon ON names (canon) WHERE canon <> '';
CREATE INDEX names_core ON names (core) WHERE core <> '';
CREATE INDEX grams_gram ON grams (gram, many);
"""


def file(derived: Path) -> Path:
    """Return where the index lies among what follows from a release."""
    return derived / f"{VERSION}.idx"
