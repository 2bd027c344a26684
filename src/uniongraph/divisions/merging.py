"""Divisions of several sources made one register: rows of one name joined, years drawn from yearly editions."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uniongraph.divisions.table import identified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from uniongraph.model import Division

__all__ = ["merge", "missing_editions"]

_NEVER: Final = 1 << 16
_TOWN_DIGITS: Final = 9
_GROUPS: Final = {"municipality": "province", "district": "county"}
"""Levels that an edition lists together; towns are known by their codes, and farms and parks were left out of some."""

_Coverage = dict[tuple[str, str], tuple[int, ...]]


def merge(old: Iterable[Division], new: Iterable[Division]) -> list[Division]:
    """Return one register of two, sorted, with years and successors as far as both together show them.

    What the newer source says of a division wins, and what it leaves open stays. A yearly edition counts as whole for
    the provinces of which it has rows: what it leaves out has ended by then. RegistryError where two names would have
    one code at one time.
    """
    register: dict[tuple[str, str], list[Division]] = {}
    for each in old:
        register.setdefault((each.code, each.name), []).append(each)
    for each in sorted(new, key=lambda one: one.until or _NEVER, reverse=True):
        bearers = register.setdefault((each.code, each.name), [])
        for place, known in enumerate(bearers):
            if _is_same(known, each):
                bearers[place] = _joined(known, each)
                break
        else:
            bearers.append(each)
    listed = sorted(
        (each for bearers in register.values() for each in bearers),
        key=lambda one: (one.code, one.until or _NEVER),
    )
    return identified(_succeeded(_passed_on(_dated(replace(each, id="") for each in listed))))


def missing_editions(divisions: Iterable[Division]) -> tuple[int, ...]:
    """Return the years between two editions of one province of which there is none, sorted.

    What changed in them is dated by the next edition that there is.
    """
    found: set[int] = set()
    for years in _coverage(divisions).values():
        found.update(set(range(years[0], years[-1])).difference(years))
    return tuple(sorted(found))


def _is_same(known: Division, new: Division) -> bool:
    """Say whether two rows of one code and name mean one stretch of time; a town's name never comes back."""
    if len(known.code) == _TOWN_DIGITS:
        return True
    if known.since and new.since and known.since != new.since:
        return False
    if known.until and new.until and known.until != new.until:
        return False
    return _covers(known, new.editions) and _covers(new, known.editions)


def _covers(division: Division, editions: Iterable[int]) -> bool:
    return all((division.since or 0) <= year <= (division.until or _NEVER) for year in editions)


def _joined(known: Division, new: Division) -> Division:
    return replace(
        known,
        name_en=known.name_en or new.name_en,
        variants=tuple(dict.fromkeys((*known.variants, *new.variants))),
        since=new.since or known.since,
        until=new.until or known.until,
        editions=tuple(sorted({*known.editions, *new.editions})),
        replaced_by=new.replaced_by or known.replaced_by,
    )


def _dated(divisions: Iterable[Division]) -> list[Division]:
    """Give divisions the years that the editions show: the first that lists one, and the first that does so no more."""
    listed = list(divisions)
    coverage = _coverage(listed)
    return [_dated_by(each, coverage) if each.editions else each for each in listed]


def _coverage(listed: Iterable[Division]) -> _Coverage:
    """Return the editions that list divisions of one kind in one province."""
    found: dict[tuple[str, str], set[int]] = {}
    for each in listed:
        if each.editions:
            found.setdefault(_kind(each), set()).update(each.editions)
    return {kind: tuple(sorted(years)) for kind, years in found.items()}


def _kind(division: Division) -> tuple[str, str]:
    if len(division.code) == _TOWN_DIGITS:
        return division.code[:2], "town" if division.code[6] < "4" else "equivalent"
    return division.code[:2], _GROUPS.get(division.level, division.level)


def _dated_by(division: Division, coverage: _Coverage) -> Division:
    years = coverage[_kind(division)]
    first, last = division.editions[0], division.editions[-1]
    before = max((year for year in years if year < first), default=None)
    after = min((year for year in years if year > last), default=None)
    since = None if before is None else first
    until = after
    if (
        len(division.code) != _TOWN_DIGITS
    ):  # a history may know the very year; of towns there are editions alone
        if division.since and (before or 0) <= division.since <= first:
            since = division.since
        if division.until and last <= division.until <= (after or _NEVER):
            until = division.until
    return replace(division, since=since, until=until)


def _passed_on(listed: list[Division]) -> list[Division]:
    """End each division whose code another name is known to have later: a code has one name at a time."""
    by_code: dict[str, list[int]] = {}
    for place, each in enumerate(listed):
        by_code.setdefault(each.code, []).append(place)
    for places in by_code.values():
        if len(places) > 1:
            places.sort(key=lambda place: _begins(listed[place]))
            for earlier, later in itertools.pairwise(places):
                begins = _begins(listed[later])
                if listed[earlier].until is None and begins:
                    listed[earlier] = replace(listed[earlier], until=begins)
    return listed


def _begins(division: Division) -> int:
    return division.since or next(iter(division.editions), 0)


def _succeeded(listed: list[Division]) -> list[Division]:
    """Name the successors of towns: the next name of the same code, or the town of this name in the county's successor."""
    by_code: dict[str, list[Division]] = {}
    by_name: dict[tuple[str, str], list[Division]] = {}
    for each in listed:
        by_code.setdefault(each.code, []).append(each)
        if each.parent is not None:
            by_name.setdefault((each.parent, each.name), []).append(each)
    return [
        replace(each, replaced_by=found)
        if each.until
        and not each.replaced_by
        and len(each.code) == _TOWN_DIGITS
        and (found := _successor(each, by_code, by_name))
        else each
        for each in listed
    ]


def _successor(
    town: Division,
    by_code: Mapping[str, list[Division]],
    by_name: Mapping[tuple[str, str], list[Division]],
) -> tuple[str, ...]:
    if any(each.since == town.until for each in by_code[town.code] if each.name != town.name):
        return (town.code,)
    counties = {
        code for each in by_code.get(town.parent or "", ()) if each.until for code in each.replaced_by
    }
    found = [
        each for code in counties for each in by_name.get((code, town.name), ()) if each.code != town.code
    ]
    return (found[0].code,) if len(found) == 1 else ()
