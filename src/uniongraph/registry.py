"""The names that have an IRI already: append-only tables in which a minted slug is frozen.

A slug is minted once, by rule, and written down; a better rule or a corrected name later changes labels, never IRIs.
A readable slug may be set by hand before the first release that uses it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from uniongraph.errors import RegistryError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["KINDS", "Entry", "Registry", "read", "slug_of", "write"]

Kind = Literal["document", "organization", "programme", "tier"]
KINDS: Final[tuple[Kind, ...]] = ("document", "organization", "programme", "tier")
_COLUMNS: Final = ("scope", "name", "slug")
_SLUG_LENGTH: Final = 48
_HASH_LENGTH: Final = 10
_CLASS_WORD: Final = re.compile("(?:新区|市|区|县|镇|乡|街道)$")
_ENGLISH_CLASS: Final = re.compile(" (?:District|New Area|County|Town|Township|Subdistrict|City)$")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One frozen name: its kind, the scope in which it is unique, the name, and the slug it got.

    The scope is the code of a jurisdiction, or for a tier the slug of its programme.
    """

    kind: Kind
    scope: str
    name: str
    slug: str


@dataclass(slots=True)
class Registry:
    """All frozen names, and those minted since; minting is by rule, so any order gives the same slugs."""

    frozen: dict[tuple[Kind, str, str], str] = field(default_factory=dict)
    minted: dict[tuple[Kind, str, str], str] = field(default_factory=dict)

    def slug(self, kind: Kind, scope: str | None, name: str) -> str:
        """Return the slug of a name, minting it by rule if it has none."""
        key = (kind, scope or "", unicodedata.normalize("NFKC", name))
        known = self.frozen.get(key) or self.minted.get(key)
        if known is None:
            known = self.minted[key] = slug_of(*key)
        return known

    def entries(self) -> list[Entry]:
        """Return the names minted since the registry was read, sorted."""
        return sorted(Entry(*key, slug) for key, slug in self.minted.items())


def slug_of(kind: Kind, scope: str, name: str) -> str:
    """Return the slug that the rule gives to a name (already NFKC).

    A document number reads ``hugongzongji-2018-133``; a tier keeps its key; everything else is hyphenated pinyin
    of at most 48 letters and ten hexadecimal digits of SHA-256 over ``kind|scope|name`` (``org`` for organizations).
    """
    if kind == "tier":
        return name
    if kind == "document" and "|" in name:
        symbol, year, serial = name.split("|")
        return f"{''.join(_pinyin(symbol))}-{year}-{serial}"
    prefix = "org" if kind == "organization" else kind
    digest = hashlib.sha256(f"{prefix}|{scope}|{name}".encode()).hexdigest()[:_HASH_LENGTH]
    slug = ""
    for syllable in _pinyin(name):
        longer = f"{slug}-{syllable}" if slug else syllable
        if len(longer) > _SLUG_LENGTH:
            break
        slug = longer
    return f"{slug}-{digest}" if slug else digest


def read(folders: Iterable[Path]) -> Registry:
    """Return the registry kept in some folders as ``documents.csv``, ``organizations.csv`` and so on.

    A missing file is an empty one. RegistryError names file and line of a bad row, of a name that is given two
    slugs, and of a slug that is given to two names.
    """
    registry = Registry()
    owners: dict[tuple[Kind, str], tuple[str, str]] = {}
    for folder in folders:
        for kind in KINDS:
            path = folder / f"{kind}s.csv"
            if path.is_file():
                _read_table(path, kind, registry, owners)
    return registry


def _read_table(
    path: Path, kind: Kind, registry: Registry, owners: dict[tuple[Kind, str], tuple[str, str]]
) -> None:
    try:
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegistryError(f"cannot be read: {error}", source=str(path)) from error
    if not rows or tuple(rows[0]) != _COLUMNS:
        raise RegistryError(f"must begin with the columns {','.join(_COLUMNS)}", source=str(path), line=1)
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(_COLUMNS) or not row[1] or not _is_slug(row[2]):
            raise RegistryError(
                "is no row of scope, name, slug (a-z, 0-9 and hyphens)", source=str(path), line=number
            )
        scope, name, slug = row
        key = (kind, scope, unicodedata.normalize("NFKC", name))
        if registry.frozen.setdefault(key, slug) != slug:
            raise RegistryError(
                f"gives {name} a second slug; it is {registry.frozen[key]}", source=str(path), line=number
            )
        if kind != "tier" and owners.setdefault((kind, slug), key[1:]) != key[1:]:
            raise RegistryError(f"gives the slug {slug} to a second name", source=str(path), line=number)


def write(entries: Iterable[Entry], folder: Path) -> None:
    """Append newly minted names to the tables of a folder, each table replaced whole or left as it was."""
    by_kind: dict[Kind, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    for kind, rows in by_kind.items():
        path = folder / f"{kind}s.csv"
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        if not path.is_file():
            writer.writerow(_COLUMNS)
        writer.writerows((row.scope, row.name, row.slug) for row in sorted(rows))
        aside = path.with_suffix(".csv.new")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            before = path.read_text("utf-8") if path.is_file() else ""
            aside.write_text(before + table.getvalue(), "utf-8")
            aside.replace(path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise RegistryError(f"cannot be written: {error.strerror}", source=str(path)) from error


def _is_slug(slug: str) -> bool:
    return bool(slug) and slug.isascii() and all(c.isdigit() or c.islower() or c == "-" for c in slug)


def _pinyin(name: str) -> list[str]:
    """Return the syllables and the Latin words of a name, in small ASCII letters."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (its tables take long to load; only a new name needs them)

    _teach_place_names()
    words = lazy_pinyin(name, errors=lambda other: re.findall("[A-Za-z0-9]+", other))
    return [flat for flat in map(_flat, words) if flat]


def _flat(syllable: str) -> str:
    """Return a syllable without tone marks, in small ASCII letters."""
    return unicodedata.normalize("NFKD", syllable).encode("ascii", "ignore").decode().lower()


@cache
def _teach_place_names() -> None:
    """Teach pypinyin how the divisions are read: by itself it reads 长宁 as zhang-ning.

    The gazetteer's English names decide among the readings that a character has.
    """
    from pypinyin import load_phrases_dict, pinyin  # noqa: PLC0415

    from uniongraph import divisions  # noqa: PLC0415

    readings = {}
    for division in divisions.shipped().divisions:
        stem = _CLASS_WORD.sub("", division.name)
        wanted = re.sub("[^a-z]", "", _ENGLISH_CLASS.sub("", division.name_en).lower())
        for chosen in itertools.product(*pinyin(stem, heteronym=True)):
            if "".join(map(_flat, chosen)) == wanted:
                readings[stem] = [[syllable] for syllable in chosen]
                break
    load_phrases_dict(readings)
