"""The gazetteer: administrative divisions (行政区划), found by code and by the names that open with them.

A division is matched only by a name that is registered, or by a form that differs from a registered one by rule.
The register may be partial: what it does not hold is never matched, and what it holds twice is never guessed.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from uniongraph import files
from uniongraph.errors import RegistryError
from uniongraph.model import Division

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["Gazetteer", "Match", "read", "shipped"]

LEVELS: Final = frozenset(
    {"municipality", "province", "prefecture", "district", "county", "subdistrict", "town", "township"}
)
_TOP: Final = frozenset({"municipality", "province"})
_COLUMNS: Final = ("code", "name_zh", "name_en", "level", "parent_code")
_CODE: Final = re.compile(r"[0-9]{6}(?:[0-9]{3})?", re.ASCII)

# The last character of a division's name also begins common words: 上海市场营销协会 does not open with 上海市.
_WORDS_ACROSS: Final = (
    *("市场", "市容", "市域", "市郊", "市政工程", "市政建设", "市政公路"),
    *("区域", "区划", "区块", "区间", "区位", "县域", "镇域", "乡土", "乡镇"),
)
_LONGEST_FORM: Final = 16  # 积石山保安族东乡族撒拉族自治县 has 15
_CLASS_WORD: Final = re.compile(r"(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市)$")
_SUBDISTRICT: Final = re.compile(r"([^街]{1,8})街道")


@dataclass(frozen=True, slots=True)
class Match:
    """A division and the characters that name it.

    ``printed`` is the whole run, with the divisions walked through (黄浦区外滩街道); ``form`` is its last part.
    """

    division: Division
    printed: str
    form: str

    @property
    def variant(self) -> str | None:
        """The form that is printed, where it is not the registered name (X街道 for X路街道)."""
        return None if self.form == self.division.name else self.form

    @property
    def rule(self) -> str:
        """The key of the rule that found it, a concept of the scheme ``inference-rule``."""
        return "division-variant" if self.variant else "division-longest-match"


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Divisions, indexed by code and by name; made by ``Gazetteer.of`` or ``read``. Each equals itself alone."""

    divisions: tuple[Division, ...]
    _by_code: Mapping[str, Division] = field(repr=False)
    _by_form: Mapping[str, tuple[Division, ...]] = field(repr=False)
    _children: Mapping[str, tuple[Division, ...]] = field(repr=False)
    _above: Mapping[str, tuple[Division, ...]] = field(repr=False)
    _around: Mapping[str, frozenset[str]] = field(repr=False)
    """The codes of ``_above``: some town names are borne by hundreds of towns, each asked where it lies."""
    _short: Mapping[str, Division] = field(repr=False)
    _lengths: Mapping[str, tuple[int, ...]] = field(repr=False)
    """How long the forms are that begin with a character, the longest first."""

    @classmethod
    def of(cls, divisions: Iterable[Division]) -> Gazetteer:
        """Return the gazetteer of these divisions, each of whose parents must be among them, without a cycle."""
        listed = tuple(divisions)
        by_code = {division.code: division for division in listed}
        by_form = _group((division.name, division) for division in listed)
        # A variant never hides a registered name.
        others = _group((form, d) for d in listed for form in d.variants if form not in by_form)
        by_form.update(others)
        above = {division.code: tuple(_ancestors(division, by_code)) for division in listed}
        return cls(
            divisions=listed,
            _by_code=by_code,
            _by_form=by_form,
            _children=_group((d.parent, d) for d in listed if d.parent is not None),
            _above=above,
            _around={code: frozenset(outer.code for outer in outers) for code, outers in above.items()},
            _short={_CLASS_WORD.sub("", d.name): d for d in listed if d.level in _TOP},
            _lengths=_lengths_by_first(by_form),
        )

    def find(self, code: str) -> Division | None:
        """Return the division with this code, or None."""
        return self._by_code.get(code)

    def holds(self, name: str) -> bool:
        """Whether a division anywhere is registered by this name, or has it for a variant."""
        return name in self._by_form

    def children(self, code: str) -> tuple[Division, ...]:
        """Return the divisions directly inside this one, in the order of the register."""
        return self._children.get(code, ())

    def within(self, code: str) -> tuple[Division, ...]:
        """Return the divisions that this one lies in, the nearest first; none for an unknown code."""
        return self._above.get(code, ())

    def top(self, code: str) -> Division | None:
        """Return the province or municipality that a division is or lies in; None for an unknown code."""
        around = self.within(code)
        return around[-1] if around else self.find(code)

    def match(self, name: str, *, jurisdiction: str | None) -> Match | None:
        """Return the narrowest division that stands at the start of a name, or None.

        Divisions are walked through from the widest (上海市黄浦区外滩街道…); levels may be left out where
        what remains is still unique (外滩街道…). ``jurisdiction`` is the code of the division in which the
        issuer acts: a name that is not a province's is looked for inside it only, since 宝山区 is the name of a
        district in more than one city. With None, a name counts only if the gazetteer holds it once.
        """
        for length in self._lengths.get(name[:1], ()):
            homonyms = self._standing(name, 0, length)
            allowed = tuple(division for division in homonyms if self._allows(division, jurisdiction))
            if allowed:
                return self._only(allowed, name, length)
        return self._after_short(name) or self._inside_by_variant(jurisdiction, name, 0)

    def match_end(self, text: str, *, jurisdiction: str | None) -> Match | None:
        """Return the one division below the provinces that a text ends with (…局嘉定区), or None."""
        for begin in range(max(len(text) - _LONGEST_FORM, 0), len(text)):
            form = text[begin:]
            found = [d for d in self._by_form.get(form, ()) if self._allows(d, jurisdiction)]
            if found:
                certain = len(found) == 1 and found[0].level not in _TOP
                return Match(found[0], form, form) if certain else None
        return None

    def short_prefix(self, name: str, *, jurisdiction: str | None) -> str:
        """Return the short form (上海 for 上海市) of a province or of the jurisdiction that opens a name, or ""."""
        own = self._by_code.get(jurisdiction) if jurisdiction else None
        if own is not None:
            short = _CLASS_WORD.sub("", own.name)
            if short != own.name and name.startswith(short):
                return short
        for length in (3, 2):
            if name[:length] in self._short:
                return name[:length]
        return ""

    def _standing(self, name: str, begin: int, length: int) -> tuple[Division, ...]:
        """Return the divisions one of whose forms stands here in full, as a word of its own."""
        end = begin + length
        if end > len(name):
            return ()
        found = self._by_form.get(name[begin:end])
        return () if found is None or name.startswith(_WORDS_ACROSS, end - 1) else found

    def _allows(self, division: Division, jurisdiction: str | None) -> bool:
        """Whether a name may mean this division without a guess: anywhere, in the jurisdiction, or around it."""
        if jurisdiction is None or division.level in _TOP or division.code == jurisdiction:
            return True
        return self._lies_in(division, jurisdiction) or division.code in self._around.get(jurisdiction, ())

    def _lies_in(self, division: Division, code: str) -> bool:
        return code in self._around[division.code]

    def _only(self, homonyms: tuple[Division, ...], name: str, end: int) -> Match | None:
        """Return the one reading of a name: of several homonyms, the one that the rest of the name fits."""
        printed = name[:end]
        matches = [self._narrow(Match(division, printed, printed), name) for division in homonyms]
        if len(matches) == 1:
            return matches[0]
        longest = max(len(match.printed) for match in matches)
        fitting = [match for match in matches if len(match.printed) == longest]
        return fitting[0] if len(fitting) == 1 else None

    def _narrow(self, match: Match, name: str) -> Match:
        """Return the narrowest division that the name goes on to, starting inside this one."""
        while (inner := self._inside(match.division, name, len(match.printed))) is not None:
            match = inner
        return match

    def _inside(self, outer: Division, name: str, begin: int) -> Match | None:
        for length in self._lengths.get(name[begin : begin + 1], ()):
            standing = self._standing(name, begin, length)
            found = [division for division in standing if self._lies_in(division, outer.code)]
            if found:
                end = begin + length
                return Match(found[0], name[:end], name[begin:end]) if len(found) == 1 else None
        return self._inside_by_variant(outer.code, name, begin)

    def _inside_by_variant(self, outer: str | None, name: str, begin: int) -> Match | None:
        """Match X街道 where the register has the one X路街道 directly inside the same division."""
        printed = _SUBDISTRICT.match(name, begin) if outer is not None else None
        if outer is None or printed is None:
            return None
        registered = self._by_form.get(f"{printed[1]}路街道", ())
        found = [division for division in registered if division.parent == outer]
        return Match(found[0], name[: printed.end()], printed[0]) if len(found) == 1 else None

    def _after_short(self, name: str) -> Match | None:
        """Match a province without its class word, where one of its divisions follows in full (上海嘉定区…)."""
        for length in (3, 2):
            province = self._short.get(name[:length])
            first = self._inside(province, name, length) if province is not None else None
            if first is not None:
                return self._narrow(first, name)
        return None


@cache
def shipped() -> Gazetteer:
    """Return the gazetteer that comes with the package, read once."""
    return read(files.folder("data") / "divisions.csv")


def read(path: Path) -> Gazetteer:
    """Return the gazetteer in a CSV file with the columns code, name_zh, name_en, level and parent_code.

    An optional column ``seed_form`` holds other printed forms of the name, separated by ``|``. Every failure is
    a RegistryError with the file and, where one is to blame, the line.
    """
    numbered = list(_rows(path))
    lines: dict[str, int] = {}
    for line, division in numbered:
        if division.code in lines:
            reason = f"the code {division.code} stands already on line {lines[division.code]}"
            raise RegistryError(reason, source=str(path), line=line)
        lines[division.code] = line
    for line, division in numbered:
        fault = _orphaned(division, lines.keys())
        if fault:
            raise RegistryError(fault, source=str(path), line=line)
    return Gazetteer.of(division for _, division in numbered)


def _rows(path: Path) -> Iterator[tuple[int, Division]]:
    """Yield each row as a division, with its line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise RegistryError(f"the column {missing[0]} is missing", source=str(path), line=1)
            for row in reader:
                yield reader.line_num, _division(row, str(path), reader.line_num)
    except OSError as error:
        raise RegistryError(f"cannot be read ({error.strerror})", source=str(path)) from error
    except UnicodeDecodeError as error:
        raise RegistryError("is not UTF-8", source=str(path)) from error
    except csv.Error as error:
        raise RegistryError(f"is not a CSV table ({error})", source=str(path)) from error


def _division(row: Mapping[str | None, str | None], source: str, line: int) -> Division:
    """Return one row as a division; a RegistryError says what is wrong with it."""
    if None in row or None in row.values():
        raise RegistryError("has not as many fields as the header", source=source, line=line)
    fields = {str(key): (value or "").strip() for key, value in row.items()}
    code, name, level = fields["code"], fields["name_zh"], fields["level"]
    reason = None
    if not _CODE.fullmatch(code):
        reason = f"the code {code!r} has not six or nine digits"
    elif not name:
        reason = f"the division {code} has no name_zh"
    elif level not in LEVELS:
        reason = f"the level {level!r} is none of {', '.join(sorted(LEVELS))}"
    if reason:
        raise RegistryError(reason, source=source, line=line)
    variants = tuple(form for form in fields.get("seed_form", "").split("|") if form)
    return Division(code, name, fields["name_en"], level, fields["parent_code"] or None, variants)


def _orphaned(division: Division, codes: Container[str]) -> str | None:
    """Say why a division cannot lie in its parent, or None.

    A code is built on those around it, and a parent's sorts before its children's: this also rules out cycles.
    """
    code, parent = division.code, division.parent
    if parent is None:
        return None if division.level in _TOP else f"the division {code} has no parent_code"
    if parent not in codes:
        return f"the parent {parent} of {code} is not in the table"
    inside = code[:6] == parent if len(code) == 9 else code[:2] == parent[:2] and parent < code
    return None if inside else f"the code {code} does not lie in its parent {parent}"


def _group(pairs: Iterable[tuple[str, Division]]) -> dict[str, tuple[Division, ...]]:
    grouped: dict[str, list[Division]] = {}
    for key, division in pairs:
        grouped.setdefault(key, []).append(division)
    return {key: tuple(divisions) for key, divisions in grouped.items()}


def _lengths_by_first(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for form in forms:
        lengths.setdefault(form[0], set()).add(len(form))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _ancestors(division: Division, by_code: Mapping[str, Division]) -> Iterator[Division]:
    parent = division.parent
    while parent is not None:
        above = by_code[parent]
        yield above
        parent = above.parent
