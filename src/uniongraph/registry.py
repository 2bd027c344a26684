"""The names that have an IRI already: append-only tables in which a minted slug is frozen.

A slug is minted once, by rule, and written down; a better rule or a corrected name later changes labels, never IRIs.
A readable slug may be set by hand before the first release that uses it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import os
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal

from uniongraph.errors import RegistryError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["KINDS", "Entry", "Key", "Kind", "Registry", "contested", "read", "slug_of", "words", "write"]

Kind = Literal["document", "list", "organization", "programme", "tier"]
KINDS: Final[tuple[Kind, ...]] = ("document", "list", "organization", "programme", "tier")
_SCOPED: Final = frozenset({"list", "tier"})
"""Kinds whose slugs are unique only within their scope."""
Key = tuple[Kind, str, str]
"""What makes a name one: its kind, its scope, and the name in NFKC."""

_COLUMNS: Final = ("scope", "name", "slug")
_SLUG: Final = re.compile("[a-z0-9-]+")
_SLUG_LENGTH: Final = 48
_HASH_LENGTH: Final = 10
_CLASS_WORD: Final = re.compile("(?:新区|市|区|县|镇|乡|街道)$")
_HAN: Final = re.compile("[\u4e00-\u9fff]+")
"""A name of nothing but these need not be parted from what has no reading."""
_ENGLISH_CLASS: Final = re.compile(" (?:District|New Area|County|Town|Township|Subdistrict|City)$")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One frozen name: its kind, the scope in which it is unique, the name, and the slug it got.

    The scope is the code of a jurisdiction, or for a tier and for a document's list the slug of their programme.
    """

    kind: Kind
    scope: str
    name: str
    slug: str


@dataclass(slots=True)
class Registry:
    """All frozen names, and those that were asked for; minting is a pure rule, so no order of asking matters."""

    frozen: dict[Key, str] = field(default_factory=dict)
    displaced: frozenset[Key] = frozenset()
    """New names that leave the plain slug to another name, as ``contested`` found."""
    met: dict[Key, str] = field(default_factory=dict)
    """Every name that was asked for, with the slug it was given."""
    owners: dict[tuple[Kind, str], Key] = field(default_factory=dict)
    """Whose a frozen slug is: no two names share one, but for tiers and lists, whose slugs are their programme's."""

    def slug(self, kind: Kind, scope: str | None, name: str) -> str:
        """Return the slug of a name: the frozen one, else by rule.

        Symbols that sound alike (津政发, 晋政发) read alike: a name whose slug is another's gets a hash at its end.
        """
        key = (kind, scope or "", _normal(name))
        known = self.met.get(key) or self.frozen.get(key)
        if known is None:
            known = slug_of(*key)
            taken = kind not in _SCOPED and self.owners.get((kind, known), key) != key
            if taken or key in self.displaced:
                known = f"{known}-{_digest(key)}"
        self.met[key] = known
        return known

    def scope_of(self, kind: Kind, scopes: Iterable[str], name: str) -> str | None:
        """Return the first of some scopes in which a name is frozen, or None where it is in none of them."""
        name = _normal(name)
        for scope in scopes:
            if (kind, scope, name) in self.frozen:
                return scope
        return None

    def known(self, kind: Kind, scope: str, name: str) -> str | None:
        """Return the slug under which a name is frozen, or None where the table does not hold it; nothing is minted."""
        return self.frozen.get((kind, scope, _normal(name)))

    def own(self, key: Key, slug: str) -> bool:
        """Note that a slug is a name's, and say whether it was free for it."""
        if key[0] == "tier":
            return True
        within = f"{key[1]}/{slug}" if key[0] == "list" else slug
        return self.owners.setdefault((key[0], within), key) == key

    def afresh(self, displaced: frozenset[Key] = frozenset()) -> Registry:
        """Return a registry of the same frozen names that was asked for none yet."""
        return Registry(self.frozen, displaced, {}, self.owners)

    def still_gives(self, key: Key, slug: str) -> bool:
        """Say whether a slug given earlier by this rule is what the name would be given now.

        Only documents can have been displaced by another new name, so theirs alone are minted again to be compared.
        """
        if key in self.frozen:
            return self.frozen[key] == slug
        if key[0] == "document":
            return self.afresh().slug(*key) == slug
        return key[0] in _SCOPED or self.owners.get((key[0], slug), key) == key

    def entries(self) -> list[Entry]:
        """Return the names that were asked for and are not frozen, sorted."""
        return sorted(Entry(*key, slug) for key, slug in self.met.items() if key not in self.frozen)


def contested(names: Iterable[tuple[Key, str]]) -> frozenset[Key]:
    """Return the new names that must leave their slug to another: of those that share one, all but the smallest."""
    first: dict[tuple[Kind, str], Key] = {}
    displaced: set[Key] = set()
    for key, slug in names:
        if key[0] not in _SCOPED:
            other = first.setdefault((key[0], slug), key)
            if other != key:
                first[key[0], slug] = min(other, key)
                displaced.add(max(other, key))
    return frozenset(displaced)


@lru_cache(maxsize=1 << 12)
def _normal(name: str) -> str:
    """Return a name in NFKC; the names of one document are asked for again and again."""
    return unicodedata.normalize("NFKC", name)


@lru_cache(maxsize=1 << 16)
def slug_of(kind: Kind, scope: str, name: str) -> str:
    """Return the slug that the rule gives to a name (already NFKC).

    A document number reads ``hugongzongji-2018-133``; a tier keeps its key, a list its document's slug; everything else is hyphenated pinyin
    of at most 48 letters and ten hexadecimal digits of SHA-256 over ``kind|scope|name`` (``org`` for organizations).
    """
    if kind in {"tier", "list"}:
        return name
    if kind == "document" and "|" in name:
        symbol, year, serial = name.split("|")
        return f"{''.join(_pinyin(symbol))}-{year}-{serial}"
    digest = _digest((kind, scope, name))
    slug = ""
    for syllable in _pinyin(name):  # one by one: of a long name only the beginning is read
        longer = f"{slug}-{syllable}" if slug else syllable
        if len(longer) > _SLUG_LENGTH:
            break
        slug = longer
    return f"{slug}-{digest}" if slug else digest


def _digest(key: Key) -> str:
    kind, scope, name = key
    prefix = "org" if kind == "organization" else kind
    return hashlib.sha256(f"{prefix}|{scope}|{name}".encode()).hexdigest()[:_HASH_LENGTH]


def read(folders: Iterable[Path], kinds: Collection[Kind] = KINDS) -> Registry:
    """Return the registry kept in some folders as ``documents.csv``, ``organizations.csv`` and so on.

    A missing file is an empty one. RegistryError names file and line of a bad row, of a name that is given two
    slugs, and of a slug that is given to two names.
    """
    registry = Registry()
    for folder in folders:
        for kind in kinds:
            _read_table(folder / f"{kind}s.csv", kind, registry)
    return registry


def _read_table(path: Path, kind: Kind, registry: Registry) -> None:
    try:
        rows = list(csv.reader(path.read_text("utf-8-sig").split("\n")))
    except (FileNotFoundError, NotADirectoryError):
        return
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegistryError(f"cannot be read: {error}", source=str(path)) from error
    if not rows or tuple(rows[0]) != _COLUMNS:
        raise RegistryError(f"must begin with the columns {','.join(_COLUMNS)}", source=str(path), line=1)
    for number, row in enumerate(rows[1:], start=2):
        if not row:
            continue
        if len(row) != len(_COLUMNS) or not row[1] or not _SLUG.fullmatch(row[2]):
            raise RegistryError(
                "is no row of scope, name, slug (a-z, 0-9 and hyphens)", source=str(path), line=number
            )
        scope, name, slug = row
        key = (kind, scope, _normal(name))
        if registry.frozen.setdefault(key, slug) != slug:
            raise RegistryError(
                f"gives {name} a second slug; it is {registry.frozen[key]}", source=str(path), line=number
            )
        if not registry.own(key, slug):
            raise RegistryError(f"gives the slug {slug} to a second name", source=str(path), line=number)


def write(entries: Iterable[Entry], folder: Path) -> None:
    """Append newly minted names to the tables of a folder, each table replaced whole or left as it was."""
    by_kind: dict[Kind, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    kept = read([folder], by_kind)
    for entry in itertools.chain.from_iterable(by_kind.values()):
        key = (entry.kind, entry.scope, entry.name)
        if kept.frozen.get(key, entry.slug) != entry.slug or not kept.own(key, entry.slug):
            message = f"{entry.slug} was given away by another build meanwhile; build again"
            raise RegistryError(message, source=str(folder / f"{entry.kind}s.csv"))
    for kind, rows in by_kind.items():
        path = folder / f"{kind}s.csv"
        aside = path.with_suffix(".csv.new")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            before = path.read_bytes() if path.is_file() else _table([_COLUMNS])
            if not before.endswith(b"\n"):
                before += b"\n"
            known = set(before.splitlines(keepends=True))  # another build may have kept the same names since
            new = (_table([(row.scope, row.name, row.slug)]) for row in sorted(rows))
            with aside.open("wb") as file:
                file.write(before + b"".join(line for line in new if line not in known))
                file.flush()
                os.fsync(
                    file.fileno()
                )  # a release is synced too: a power cut must not keep IRIs and lose their table
            aside.replace(path)
        except OSError as error:
            with suppress(OSError):
                aside.unlink()
            raise RegistryError(f"cannot be written: {error.strerror}", source=str(path)) from error


def _table(rows: Iterable[Sequence[str]]) -> bytes:
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    return table.getvalue().encode()


def _pinyin(name: str) -> Iterator[str]:
    """Yield the syllables and the Latin words of a name, in small ASCII letters."""
    of_han, of_any = _segmenters()
    words = of_han(name) if _HAN.fullmatch(name) else of_any(name)
    return itertools.chain.from_iterable(map(_read_aloud, words))


def words(text: str) -> Iterable[str]:
    """Yield the words in which a text of nothing but Chinese characters is read aloud, names of divisions among them."""
    return _segmenters()[0](text)


@cache
def _segmenters() -> tuple[Callable[[str], Iterable[str]], Callable[[str], Iterable[str]]]:
    """Return what parts a name of nothing but Chinese characters into words, and what parts any other."""
    from pypinyin.seg import mmseg, simpleseg  # noqa: PLC0415 (its tables take long to load; only a new name needs them)

    _teach_place_names()
    return mmseg.seg.cut, simpleseg.seg


@lru_cache(maxsize=1 << 14)
def _read_aloud(word: str) -> tuple[str, ...]:
    """Return the syllables of one word as pypinyin parts them: names are made of the same words over and over."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    found = lazy_pinyin([word], errors=lambda other: re.sub("[^A-Za-z0-9]+", " ", other))
    return tuple(flat for each in found for flat in map(_flat, each.split()) if flat)


def _flat(syllable: str) -> str:
    """Return a syllable without tone marks, in small ASCII letters."""
    return unicodedata.normalize("NFKD", syllable).encode("ascii", "ignore").decode().lower()


@cache
def _teach_place_names() -> None:
    """Teach pypinyin how the divisions are read: by itself it reads 长宁 as zhang-ning.

    The gazetteer's English names decide among the readings that a character has.
    """
    from pypinyin import pinyin  # noqa: PLC0415
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415
    from pypinyin.seg import mmseg  # noqa: PLC0415

    from uniongraph import divisions  # noqa: PLC0415

    readings = {"流行业": [["liú"], ["háng"], ["yè"]]}  # 物流行业 is no 流行
    for division in divisions.shipped().divisions:
        if not division.name_en:
            continue
        stem = _CLASS_WORD.sub("", division.name)
        wanted = re.sub("[^a-z]", "", _ENGLISH_CLASS.sub("", division.name_en).lower())
        for chosen in itertools.product(*pinyin(stem, heteronym=True)):
            if "".join(map(_flat, chosen)) == wanted:
                readings[stem] = [[syllable] for syllable in chosen]
                break
    PHRASES_DICT.update(readings)
    mmseg.seg.train(
        iter(readings)
    )  # what load_phrases_dict does, but that it learns all 47,000 phrases again
