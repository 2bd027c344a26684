"""Places of names: how far two agree about where a body is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from uniongraph.divisions import Gazetteer
    from uniongraph.matching.parts import Parts

__all__ = ["CITY", "MUNICIPALITIES", "Places", "code_of", "rank"]

_PROVINCE, CITY, _DISTRICT, _TOWN = range(4)
_RANKS: Final = (
    (("街道", "镇", "乡"), _TOWN),
    (("自治区", "特别行政区", "省"), _PROVINCE),
    (("区", "县", "旗"), _DISTRICT),
    (("市", "州", "盟"), CITY),
)


MUNICIPALITIES: Final = frozenset({"110000", "120000", "310000", "500000"})
"""The provinces that are one city."""
_PADDING: Final = re.compile(r"(?<=^[0-9]{2})0000$|(?<=^[0-9]{4})00$")
_SAID: Final = re.compile(r"(?<![0-9])([0-9]{6}(?:(?!000)[0-9]{3})?)(?:0{3}|0{6})?$", re.ASCII)


def rank(place: str) -> int:
    """Return how narrow a place is by its class word: 0 for a province, 3 for a town."""
    return next((number for words, number in _RANKS if place.endswith(words)), CITY)


def _is_slip(one: str, other: str) -> bool:
    """Say whether two places differ in one character, which may be missing."""
    return len(one) > 1 and len(other) > 2 and Levenshtein.distance(one, other, score_cutoff=1) == 1


def code_of(said: str | None) -> str | None:
    """Return the code of a division with six or nine digits, given so, with twelve, or as the end of an address."""
    found = _SAID.search(said or "")
    return None if found is None else found[1]


class Places:
    """Compares places by a gazetteer, and by their names where it does not know them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._around = lru_cache(maxsize=1 << 12)(self._called)

    def agreement(self, wanted: Parts, known: Parts) -> float | None:
        """Return how far two names agree about where: 1 for the same place, 0.8 for one within the other, 0 for different ones.

        Half for places of which one may be the other with a wrong character. None where either is unknown.
        """
        if (not wanted.places and not wanted.code) or (not known.places and not known.code):
            return None
        likest = min(self._likeness(wanted, known), self._likeness(known, wanted))
        if likest < 1:
            return likest
        return 1.0 if wanted.code == known.code and wanted.places[-1:] == known.places[-1:] else 0.8

    def is_within(self, code: str, outer: str) -> bool:
        """Say whether a division is another or lies in it, as the gazetteer knows, or else as the codes say."""
        if code == outer or any(each.code == outer for each in self._gazetteer.within(code)):
            return True
        return code.startswith(_PADDING.sub("", outer))

    def agree(self, one: str, other: str) -> bool:
        """Say whether of two divisions one is the other or lies in it."""
        return self.is_within(one, other) or self.is_within(other, one)

    def _likeness(self, one: Parts, other: Parts) -> float:
        """Return 0 where a name states a place that another's, of the same rank, is not; half where it looks like a slip."""
        if one.code and other.code and not self.agree(one.code, other.code):
            return 0.0
        ranked = self._around(other.code, other.places)
        likeness = 1.0
        for place in one.places:
            known = ranked.get(rank(place))
            if known is not None and place not in known:
                likeness = min(likeness, max((self._slip(place, each) for each in known), default=0.0))
        return likeness

    def _slip(self, one: str, other: str) -> float:
        """Return half where one of two places, not both known, may be the other."""
        both = self._gazetteer.holds(one) and self._gazetteer.holds(other)
        return 0.5 if not both and _is_slip(one, other) else 0.0

    def _called(self, code: str, places: tuple[str, ...]) -> dict[int, frozenset[str]]:
        """Return what the places of each rank are called where a body is."""
        division = self._gazetteer.find(code) if code else None
        known = () if division is None else (division, *self._gazetteer.within(code))
        found: dict[int, frozenset[str]] = {}
        for each in known:
            forms = {each.name, *each.variants}
            found[rank(each.name)] = found.get(rank(each.name), frozenset()) | forms
        if known:  # what no known place is around, is not
            found.setdefault(_PROVINCE, frozenset())
        for place in places:
            found[rank(place)] = found.get(rank(place), frozenset()) | {place}
        return found
