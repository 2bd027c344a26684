"""The conferrals that have to do with a thing, as rows: an organization's honours over time, the winners of a tier."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import term
from uniongraph.things import acting, counting, pointing
from uniongraph.things.lookups import words
from uniongraph.things.values import Honour, Honours, Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uniongraph.things.lookups import Lookups
    from uniongraph.things.values import Ref, Words

__all__ = ["BY", "honours", "place", "row"]

BY: Final[Mapping[str, str]] = {
    "organization": "ug:recipient",
    "person": "ug:recipient",
    "case": "ug:conferralOf",
    "tier": "ug:inTier",
    "category": "ug:inCategory",
}
"""By which property conferrals point at a thing of each kind."""
_RECEIVING: Final = frozenset(("organization", "person"))
_ROWS: Final = 30
_LOOKED_AT: Final = 300
"""Things of one kind that are looked at for a list."""


def honours(reader: Lookups, thing: ox.NamedNode, kind: str) -> Honours | None:
    """Return the conferrals of a thing: of who has them by year, the latest first; of a tier or category as listed.

    Where there are too many to order, the first that the engine gives.
    """
    if kind not in BY:
        return None
    name = term(BY[kind])
    counted = counting.pointing_by(reader, name, thing)
    found = pointing.first(reader, name, thing, counted, limit=_ROWS if kind != "tier" else _LOOKED_AT)
    if kind == "tier":  # its categories point at it too
        is_more = counted > len(found)
        found = [each for each in found if reader.is_a(each, "ug:Conferral")]
        counted = len(found) + is_more
    is_told = kind not in _RECEIVING
    rows = [row(reader, each, is_told=is_told) for each in found[:_ROWS]]
    if (kind in _RECEIVING or kind == "case") and counted <= _ROWS:
        rows.sort(key=lambda each: each.year.text if each.year else "", reverse=True)
    if not rows:
        return None
    most = len(found) if kind == "tier" else counting.MOST
    return Honours(min(counted, most), counted > most, tuple(rows), name.value)


def row(reader: Lookups, conferral: ox.NamedNode, *, is_told: bool = True) -> Honour:
    """Return a conferral as a row of a list; ``is_told`` says whether the row tells who was honoured."""
    tiers, cases = reader.nodes(conferral, "ug:inTier"), reader.nodes(conferral, "ug:conferralOf")
    documents = reader.nodes(conferral, "ug:decidedIn")
    found = reader.nodes(conferral, "ug:recipient") if is_told else ()
    who = sorted(found, key=lambda each: each.value)
    return Honour(
        conferral.value,
        _year(reader, tiers),
        reader.text(conferral, "ug:ordinalAsPrinted") or reader.text(conferral, "ug:ordinal"),
        _ref(reader, tiers),
        _ref(reader, cases),
        tuple(reader.ref(each) for each in who),
        _ref(reader, documents),
        acting.acts(reader, conferral, "conferral"),
    )


def _ref(reader: Lookups, found: Sequence[ox.NamedNode]) -> Ref | None:
    return reader.ref(found[0]) if found else None


def _year(reader: Lookups, tiers: Sequence[ox.NamedNode]) -> Words | None:
    years = (
        words(each)
        for tier in tiers
        for edition in reader.nodes(tier, "ug:inEdition")
        for each in reader.values(edition, "ug:editionYear")
        if isinstance(each, ox.Literal)
    )
    return next(years, None)


def place(reader: Lookups, thing: ox.NamedNode) -> Place | None:
    """Return who was honoured in an administrative division and those within it; None where nobody is known to be there.

    Counted are the conferrals of at most 300 organizations in at most 300 divisions; ``is_more`` says that there may be
    more.
    """
    divisions = _divisions(reader, thing)
    bodies: dict[ox.NamedNode, None] = {}
    for division in divisions:
        for name in ("ug:territory", "ug:jurisdiction"):
            if len(bodies) <= _LOOKED_AT:
                bodies |= dict.fromkeys(reader.subjects(name, division, _LOOKED_AT + 1))
    counts = Counter(
        {each: counting.pointing_by(reader, term("ug:recipient"), each) for each in [*bodies][:_LOOKED_AT]}
    )
    honoured = sorted((each for each in counts if counts[each]), key=lambda each: (-counts[each], each.value))
    if not honoured:
        return None
    rows = tuple((reader.ref(each), counts[each]) for each in honoured[:_ROWS])
    is_more = len(bodies) > _LOOKED_AT or len(divisions) > _LOOKED_AT
    return Place(sum(counts.values()), len(honoured), is_more, rows)


def _divisions(reader: Lookups, thing: ox.NamedNode) -> list[ox.NamedNode]:
    found = {thing: None}
    for each in (waiting := [thing]):
        if len(found) > _LOOKED_AT:
            break
        inner = [one for one in reader.subjects("ug:within", each, _LOOKED_AT) if one not in found]
        found |= dict.fromkeys(inner)
        waiting.extend(inner)
    return [*found]
