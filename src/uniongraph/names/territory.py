"""Where a body lies by its name, and whether the name of an issuer says for certain in which city it acts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph.names.places import opening_places
from uniongraph.names.words import ending_of

if TYPE_CHECKING:
    from uniongraph.divisions import Gazetteer, Match
    from uniongraph.model import Division

__all__ = ["Scope", "Territory", "acts_for_place", "is_placed", "is_placed_by", "territory"]

_WIDE: Final = frozenset({"municipality", "province", "prefecture"})
"""Divisions whose names tell them alone; a district's or a town's is borne in other cities too."""
_HOLDING_TOWNS: Final = frozenset({"district", "county"})
_TOWN_ENDS: Final = ("镇", "乡", "街道")

_BRANCH_WORD: Final = re.compile(
    r"(?<=[市区县镇旗])(?:分局|支局|分公司|支公司|分行|支行|分院|税务所|派出所|支队|大队)"
)
_BEFORE_PLACE: Final = frozenset("局厅司行院校社团市省县）)")


class Territory(NamedTuple):
    """The id of a division, the key of the rule that found it, and the form printed where that is not the registered name."""

    code: str
    rule: str
    variant: str | None = None


class Scope(NamedTuple):
    """Where divisions are looked for."""

    gazetteer: Gazetteer
    jurisdiction: str | None

    def is_news(self, match: Match | None, name: str) -> bool:
        """Say whether a division places a body: it is no city or province of the issuer's, nor lies around its own.

        Where the issuer's place is unknown, the name must state the city: 普陀区 alone is the name of several districts.
        """
        if match is None:
            return False
        if self.jurisdiction is None:
            return is_placed(match.division, self.gazetteer, name)
        if match.division.id == self.jurisdiction:
            return match.division.level not in _WIDE
        return match.division not in self.gazetteer.within(self.jurisdiction)


def is_placed(division: Division, gazetteer: Gazetteer, name: str) -> bool:
    """Say whether a name that states a division states its city too, or needs none to be understood."""
    if division.level in _WIDE:
        return True
    cities = _cities(division, gazetteer)
    return any(each.name in name or gazetteer.short_prefix(name, jurisdiction=each.id) for each in cities)


@lru_cache(maxsize=4)  # it is asked for each name of a document
def is_placed_by(text: str, division: Division, gazetteer: Gazetteer) -> bool:
    """Say whether a text states the city of a division that its issuer only names: who is addressed or listed opens with it.

    What prose says of a city in passing says nothing of the issuer.
    """
    return any(
        re.search(rf"(?:^|[\s\d.．、)）:：|]){each.name}(?![场容域郊])", text, re.MULTILINE) is not None
        for each in _cities(division, gazetteer)
    )


def _cities(division: Division, gazetteer: Gazetteer) -> list[Division]:
    return [each for each in gazetteer.within(division.id) if each.level in _WIDE]


def acts_for_place(rest: str, suffix: str) -> bool:
    """Say whether what follows a place in a name is that of a federation, an industry union, an authority or a party body."""
    sort = ending_of(rest).sort
    return not rest or sort in {"agency", "party", "body"} or (not sort and bool(suffix))


def territory(
    scope: Scope, stem: str, suffix: str, *, opening: Match | None, others: tuple[str, ...]
) -> Territory | None:
    """Return the narrowest division that a name states, other than the issuer's city and what lies around its own.

    ``stem`` is the name without its union ``suffix``, ``others`` what may open with a place as well.
    """
    if opening is not None and scope.is_news(opening, stem):
        return _of(opening)
    for after in filter(None, others):
        match = scope.gazetteer.match(after, jurisdiction=scope.jurisdiction)
        if match is not None and scope.is_news(match, stem):
            return _of(match)
    match = _before_branch_word(stem, scope)
    if match is not None and scope.is_news(match, stem):
        return _of(match)
    return _town_of_issuer(scope, stem, suffix)


def _of(match: Match) -> Territory:
    return Territory(match.division.id, match.rule, match.variant)


def _town_of_issuer(scope: Scope, stem: str, suffix: str) -> Territory | None:
    """Return the issuer's own district for a body of a town that is named without one and is in no register.

    A town that the register holds elsewhere is not the issuer's, whatever it is.
    """
    own = scope.gazetteer.find(scope.jurisdiction) if scope.jurisdiction else None
    if own is None or own.level not in _HOLDING_TOWNS:
        return None
    town = next(iter(opening_places(stem)), "")
    if not town.endswith(_TOWN_ENDS) or not stem.startswith(town) or scope.gazetteer.holds(town):
        return None
    return Territory(own.id, "issuer-jurisdiction") if acts_for_place(stem[len(town) :], suffix) else None


def _before_branch_word(stem: str, scope: Scope) -> Match | None:
    """Match the division in the middle of a name, between a body and the word for its branch (…局X区分局)."""
    word = _BRANCH_WORD.search(stem)
    if word is None:
        return None
    match = scope.gazetteer.match_end(stem[: word.start()], jurisdiction=scope.jurisdiction)
    begin = word.start() - len(match.printed) if match else 0
    return match if begin == 0 or stem[begin - 1] in _BEFORE_PLACE else None
