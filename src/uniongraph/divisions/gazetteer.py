"""Divisions found by code, and by the names that open with them, as they stood in one year.

A division is matched only by a name that is registered, or by a form that differs from a registered one by rule.
The register may be partial: what it does not hold is never matched, and what it holds twice is never guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from uniongraph.model import Division

__all__ = ["Gazetteer", "Match"]

_TOP: Final = frozenset({"municipality", "province"})

# The last character of a division's name also begins common words: 上海市场营销协会 does not open with 上海市.
_WORDS_ACROSS: Final = (
    *("市场", "市容", "市域", "市郊", "市政工程", "市政建设", "市政公路"),
    *("区域", "区划", "区块", "区间", "区位", "县域", "镇域", "乡土", "乡镇"),
)
_LONGEST_FORM: Final = 16  # 积石山保安族东乡族撒拉族自治县 has 15
_CLASS_WORD: Final = re.compile(r"(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市)$")
_SUBDISTRICT: Final = re.compile(r"([^街]{1,8})街道")
_COUNTY_DIGITS: Final = 6
_TOWN_ENDS: Final = ("街道", "镇", "乡", "苏木")
"""What a town must end in to be read in a name: the register lists farms and parks among towns, whose names are bodies'."""


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
class _Index:
    """All that is known of all divisions of all years; the views of single years share it."""

    divisions: tuple[Division, ...]
    by_id: Mapping[str, Division]
    by_code: Mapping[str, tuple[Division, ...]]
    """Who bore a code, one after the other."""
    by_form: Mapping[str, tuple[Division, ...]]
    children: Mapping[str, tuple[Division, ...]]
    above: Mapping[str, tuple[str, ...]]
    """By id the codes that a division lies in, the nearest first."""
    around: Mapping[str, frozenset[str]]
    """The same, to be asked where it lies: some town names are borne by hundreds of towns."""
    spans: Mapping[str, tuple[int, int]]
    """By id the first and the last year of those that were not always: a town is no older than the code of its county."""
    before: Mapping[str, tuple[Division, ...]]
    """By id those that it replaces."""
    short: Mapping[str, tuple[Division, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    """How long the forms are that begin with a character, the longest first."""
    breaks: tuple[int, ...]
    """The years in which something begins or has just ended; between two of them all years are alike."""
    views: dict[int, Gazetteer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Divisions as they stood in one year, or as they stand now; each view equals itself alone.

    Made by ``Gazetteer.of`` or ``read``, which give the view of now; ``at`` gives that of a year. What is looked up
    by its id is found whatever the year; a name is only ever matched with what was valid then.
    """

    _index: _Index = field(repr=False)
    year: int | None = None

    @classmethod
    def of(cls, divisions: Iterable[Division]) -> Gazetteer:
        """Return the gazetteer of these divisions, each of whose parents must be among them, without a cycle."""
        return cls(_indexed(tuple(divisions))).at(None)

    @property
    def divisions(self) -> tuple[Division, ...]:
        """All divisions, those of other years among them."""
        return self._index.divisions

    def at(self, year: int | None) -> Gazetteer:
        """Return the view of a year, the same object whenever the same is valid; of now where no year is known."""
        index = self._index
        place = len(index.breaks) if year is None else bisect_right(index.breaks, year)
        view = index.views.get(place)
        if view is None:
            now = place == len(index.breaks)
            view = index.views.setdefault(place, Gazetteer(index, None if now else year))
        return view

    def find(self, id_: str) -> Division | None:
        """Return the division with this id, or None."""
        return self._index.by_id.get(id_)

    def named(self, name: str) -> tuple[Division, ...]:
        """Return the divisions that have this name, or this code, or have the name for a variant, whatever the year."""
        found = self._index.by_form.get(name) or self._index.by_code.get(name)
        if found is None:  # farms and parks are read in no name, but can be asked for
            found = tuple(each for each in self.divisions if name in (each.name, each.id))
        return found

    def is_valid(self, division: Division) -> bool:
        """Whether a division stood in the year of this view; both years of a change are its own."""
        span = self._index.spans.get(division.id)
        if span is None:
            return True
        return span[1] == _NEVER if self.year is None else span[0] <= self.year <= span[1]

    def holds(self, name: str) -> bool:
        """Whether a division anywhere is registered by this name, or has it for a variant."""
        return any(map(self.is_valid, self._index.by_form.get(name, ())))

    def children(self, id_: str) -> tuple[Division, ...]:
        """Return the divisions directly inside this one, in the order of the register."""
        return tuple(filter(self.is_valid, self._index.children.get(_code(id_), ())))

    def within(self, id_: str) -> tuple[Division, ...]:
        """Return the divisions that this one lies in, the nearest first; none for an unknown id."""
        return tuple(map(self._bearer, self._index.above.get(id_, ())))

    def top(self, id_: str) -> Division | None:
        """Return the province or municipality that a division is or lies in; None for an unknown id."""
        around = self.within(id_)
        return around[-1] if around else self.find(id_)

    def before(self, division: Division) -> tuple[Division, ...]:
        """Return the divisions whose area went to this one when they ended."""
        return self._index.before.get(division.id, ())

    def after(self, division: Division) -> tuple[Division, ...]:
        """Return the divisions that a former one's area went to, as far as the register holds them."""
        return _successors(division, self._index.by_code)

    def parent(self, division: Division) -> Division | None:
        """Return the division directly around another, as it was called when that one ended."""
        return None if division.parent is None else _around(division, self._index.by_code)

    def family(self, ids: Iterable[str]) -> tuple[Division, ...]:
        """Return some divisions with all that lies around them, came before or after them, in the order of the register."""
        found: set[str] = set()
        left = [division for each in ids if (division := self.find(each)) is not None]
        while left:
            division = left.pop()
            if division.id in found:
                continue
            found.add(division.id)
            left += [*self.before(division), *self.after(division)]
            parent = self.parent(division)
            left += [parent] if parent is not None else []
        return tuple(each for each in self.divisions if each.id in found)

    def _bearer(self, code: str) -> Division:
        """Return who bore a code in the year of this view, or else last."""
        bearers = self._index.by_code[code]
        return bearers[0] if len(bearers) == 1 else next(filter(self.is_valid, bearers), bearers[-1])

    def match(self, name: str, *, jurisdiction: str | None) -> Match | None:
        """Return the narrowest division that stands at the start of a name, or None.

        Divisions are walked through from the widest (上海市黄浦区外滩街道…); levels may be left out where
        what remains is still unique (外滩街道…). ``jurisdiction`` is the code of the division in which the
        issuer acts: a name that is not a province's is looked for inside it only, since 宝山区 is the name of a
        district in more than one city. With None, a name counts only if the gazetteer holds it once.
        """
        for length in self._index.lengths.get(name[:1], ()):
            homonyms = self._standing(name, 0, length)
            allowed = tuple(division for division in homonyms if self._allows(division, jurisdiction))
            if allowed:
                return self._only(allowed, name, length)
        return self._after_short(name) or self._inside_by_variant(jurisdiction, name, 0)

    def match_end(self, text: str, *, jurisdiction: str | None) -> Match | None:
        """Return the one division below the provinces that a text ends with (…局嘉定区), or None."""
        for begin in range(max(len(text) - _LONGEST_FORM, 0), len(text)):
            form = text[begin:]
            found = [d for d in self._forms(form) if self._allows(d, jurisdiction)]
            if found:
                certain = len(found) == 1 and found[0].level not in _TOP
                return Match(found[0], form, form) if certain else None
        return None

    def short_prefix(self, name: str, *, jurisdiction: str | None) -> str:
        """Return the short form (上海 for 上海市) of a province or of the jurisdiction that opens a name, or ""."""
        own = self.find(jurisdiction) if jurisdiction else None
        if own is not None:
            short = _CLASS_WORD.sub("", own.name)
            if short != own.name and name.startswith(short):
                return short
        for length in (3, 2):
            if name[:length] in self._index.short:
                return name[:length]
        return ""

    def _standing(self, name: str, begin: int, length: int) -> tuple[Division, ...]:
        """Return the divisions one of whose forms stands here in full, as a word of its own."""
        end = begin + length
        if end > len(name):
            return ()
        found = self._forms(name[begin:end])
        return () if not found or name.startswith(_WORDS_ACROSS, end - 1) else found

    def _forms(self, form: str) -> tuple[Division, ...]:
        """Return the divisions of the year that have this name, or have it for a variant."""
        found = self._index.by_form.get(form)
        return () if found is None else tuple(filter(self.is_valid, found))

    def _allows(self, division: Division, jurisdiction: str | None) -> bool:
        """Whether a name may mean this division without a guess: anywhere, in the jurisdiction, or around it."""
        if jurisdiction is None or division.level in _TOP or division.code == _code(jurisdiction):
            return True
        return self._lies_in(division, jurisdiction) or division.code in self._index.around.get(
            jurisdiction, ()
        )

    def _lies_in(self, division: Division, outer: str) -> bool:
        return _code(outer) in self._index.around[division.id]

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
        for length in self._index.lengths.get(name[begin : begin + 1], ()):
            standing = self._standing(name, begin, length)
            found = [division for division in standing if self._lies_in(division, outer.id)]
            if found:
                end = begin + length
                return Match(found[0], name[:end], name[begin:end]) if len(found) == 1 else None
        return self._inside_by_variant(outer.id, name, begin)

    def _inside_by_variant(self, outer: str | None, name: str, begin: int) -> Match | None:
        """Match X街道 where the register has the one X路街道 directly inside the same division."""
        printed = _SUBDISTRICT.match(name, begin) if outer is not None else None
        if outer is None or printed is None:
            return None
        registered = self._forms(f"{printed[1]}路街道")
        found = [division for division in registered if division.parent == _code(outer)]
        return Match(found[0], name[: printed.end()], printed[0]) if len(found) == 1 else None

    def _after_short(self, name: str) -> Match | None:
        """Match a province without its class word, where one of its divisions follows in full (上海嘉定区…)."""
        for length in (3, 2):
            named = tuple(filter(self.is_valid, self._index.short.get(name[:length], ())))
            province = named[-1] if named else None
            first = self._inside(province, name, length) if province is not None else None
            if first is not None:
                return self._narrow(first, name)
        return None


_NEVER: Final = 1 << 16
"""The last year of what has not ended."""
_NO_BREAKS: Final = {0, _NEVER + 1}


def _indexed(listed: tuple[Division, ...]) -> _Index:
    by_code = {
        code: tuple(sorted(bearers, key=lambda each: (each.until or _NEVER, each.since or 0)))
        for code, bearers in _group((division.code, division) for division in listed).items()
    }
    by_form = _group((division.name, division) for division in listed if _is_read(division))
    # A variant never hides a registered name.
    others = _group((form, d) for d in listed for form in d.variants if form not in by_form)
    by_form.update(others)
    above = {division.id: tuple(_ancestors(division, by_code)) for division in listed}
    spans = _spans(listed, above, by_code)
    return _Index(
        divisions=listed,
        by_id={division.id: division for division in listed},
        by_code=by_code,
        by_form=by_form,
        children=_group((d.parent, d) for d in listed if d.parent is not None),
        above=above,
        around={id_: frozenset(codes) for id_, codes in above.items()},
        spans=spans,
        before=_group((after.id, d) for d in listed for after in _successors(d, by_code)),
        short=_group((_CLASS_WORD.sub("", d.name), d) for d in listed if d.level in _TOP),
        lengths=_lengths_by_first(by_form),
        breaks=tuple(
            sorted({year for span in spans.values() for year in (span[0], span[1] + 1)} - _NO_BREAKS)
        ),
    )


def _is_read(division: Division) -> bool:
    return len(division.code) == _COUNTY_DIGITS or division.name.endswith(_TOWN_ENDS)


def _code(id_: str) -> str:
    return id_.partition("-")[0]


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


def _around(division: Division, by_code: Mapping[str, Sequence[Division]]) -> Division:
    """Return who bore the code of a division's parent when the division ended, or bears it now."""
    bearers = by_code[division.parent or ""]
    until = division.until
    standing = (each for each in bearers if each.until is None or (until is not None and each.until >= until))
    return next(standing, bearers[-1])


def _ancestors(division: Division, by_code: Mapping[str, Sequence[Division]]) -> Iterator[str]:
    while division.parent is not None:
        division = _around(division, by_code)
        yield division.code


def _spans(
    listed: Iterable[Division],
    above: Mapping[str, Sequence[str]],
    by_code: Mapping[str, Sequence[Division]],
) -> dict[str, tuple[int, int]]:
    """Return from when to when each division stood, none for those that always did: never longer than what it lies in."""
    borne = {
        code: (min(each.since or 0 for each in bearers), max(each.until or _NEVER for each in bearers))
        for code, bearers in by_code.items()
    }
    spans = {}
    for each in listed:
        outer = [borne[code] for code in above[each.id]]
        first = max([each.since or 0, *(begin for begin, _ in outer)])
        last = min([each.until or _NEVER, *(end for _, end in outer)])
        if (first, last) != (0, _NEVER):
            spans[each.id] = first, last
    return spans


def _successors(division: Division, by_code: Mapping[str, Sequence[Division]]) -> tuple[Division, ...]:
    """Return who bore the codes that replaced a division, right after it ended."""
    until = division.until
    if until is None:
        return ()
    found = []
    for code in division.replaced_by:
        later = (
            each
            for each in by_code.get(code, ())
            if each.id != division.id and (each.since or 0) <= until and (each.until or _NEVER) > until
        )
        after = next(later, None)
        if after is not None:
            found.append(after)
    return tuple(found)
