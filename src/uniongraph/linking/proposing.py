"""Candidates: which of our things may be which of a target's, found by `matching`, scored part by part, never decided.

Each thing of a target asks our things, by their index. Of a target that is larger than they are, only those do that are like any
of ours in an index of the target: so a table of a million rows is read once and not held.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import matching
from uniongraph.iris import term
from uniongraph.linking.outside import Outside, code_of, is_credit_code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from uniongraph.matching import Features, Found, Index, Named

__all__ = ["Proposal", "Terms", "propose"]

_IN_MEMORY: Final = 20_000
"""So many things of a target are indexed in memory; more go into a file that is gone afterwards."""
_END_OF_PLACES: Final = (matching.Named("", (), ""),)
_UNION: Final = term("ug:UnionOrganization").value
"""What is of this class is only related to things elsewhere: the shapes of a release keep identifiers to hosts."""
_THEIRS: Final = ("urn:uniongraph:theirs",)
"""The type of what a target holds, in an index that our places are in too."""
_EQUAL: Final = 99.0
"""So many points have names that differ at most in how they write a place."""
_SLIPPED: Final = 0.75
"""So alike are names of which one has a slip."""
_LOOKED_AT: Final = 3
"""So many times more are looked at than are kept, since some of them turn out to be others."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is proposed at all: pairs of so many points at least, so many for each of our things, none of those ``judged``."""

    floor: float = 50.0
    limit: int = 5
    judged: Collection[tuple[str, str]] = frozenset()


class Proposal(NamedTuple):
    """A pair: ours, theirs, the name of theirs that agrees best, its points, its features, and what may be said of it.

    There are no features where it is the code alone that brings them together.
    """

    own: Named
    other: Outside
    name: str
    score: float
    features: Features | None
    predicate: str

    @property
    def code(self) -> str:
        """The official code that both bear, "" where they bear none."""
        return min(_codes(self.own) & set(self.other.codes), default="")


class _Met(NamedTuple):
    """A pair that has something in common, and their name that has; None where it is a code."""

    own: Named
    other: Outside
    name: str | None
    found: Found


def propose(
    ours: Mapping[str, Named], theirs: Iterable[Outside], terms: Terms | None = None
) -> list[Proposal]:
    """Return what may be linked, the surest thing first and below it all that it may be; no order of the target matters."""
    terms = terms or Terms()
    best: dict[tuple[str, str], Proposal] = {}
    for met in _met(ours, theirs, terms.limit * _LOOKED_AT):
        own, other, found = met.own, met.other, met.found
        predicate = _predicate(own, met)
        pair = (own.id, other.id)
        if predicate is None:
            continue
        if found.score < terms.floor and predicate != "skos:exactMatch":
            continue
        features = found.features if met.name else None
        proposal = Proposal(own, other, met.name or other.names[0], found.score, features, predicate)
        known = best.get(pair)
        if known is None or _worth(proposal) < _worth(known):
            best[pair] = proposal
    left = (each for each in _decided(best.values()) if (each.own.id, each.other.id) not in terms.judged)
    return _kept(left, terms.limit)


def _decided(proposals: Collection[Proposal]) -> Iterator[Proposal]:
    """Yield proposals without those of a thing that is equal to one of ours, and so is none that it only resembles."""
    equal = {each.other.id for each in proposals if _is_equal(each)}
    return (each for each in proposals if _is_equal(each) or each.other.id not in equal)


def _is_equal(proposal: Proposal) -> bool:
    return proposal.score >= _EQUAL or proposal.predicate == "skos:exactMatch"


def _worth(proposal: Proposal) -> tuple[float, bool, str]:
    """Return what sorts first, of one pair, what says most."""
    return (-proposal.score, proposal.features is None, proposal.name)


def _order(proposal: Proposal) -> tuple[bool, float, str]:
    """Return what sorts the surest first: equal codes, then points."""
    return (proposal.predicate != "skos:exactMatch", -proposal.score, proposal.other.id)


def _kept(proposals: Iterable[Proposal], limit: int) -> list[Proposal]:
    """Return the best of each of our things, the thing whose best is surest first."""
    by_thing: dict[str, list[Proposal]] = {}
    for each in proposals:
        by_thing.setdefault(each.own.id, []).append(each)
    ordered = [sorted(each, key=_order)[:limit] for each in by_thing.values()]
    ordered.sort(key=lambda each: (_order(each[0])[:2], each[0].own.id))
    return [each for group in ordered for each in group]


# ------------------------------------------------------------------------------------------------ which are alike


def _met(ours: Mapping[str, Named], theirs: Iterable[Outside], limit: int) -> Iterator[_Met]:
    """Yield each pair that has something in common: of a small target all things ask ours, of a large one those like ours."""
    coming = iter(theirs)
    first = list(islice(coming, len(ours) + 1))
    asking = first if len(first) <= len(ours) else _alike(ours, chain(first, coming), limit)
    index = matching.make(ours.values(), None)
    try:
        for other in asking:
            for name in (*other.names, *filter(is_credit_code, other.codes)):
                for found in index.find(matching.Wanted(name, division=other.division, limit=limit)):
                    yield _Met(ours[found.thing.id], other, name if name in other.names else None, found)
    finally:
        index.close()


def _alike(ours: Mapping[str, Named], theirs: Iterable[Outside], limit: int) -> list[Outside]:
    """Return the things of a large target that are like any of ours; it is read once, into an index of its own."""
    kinds = sorted({own.kind for own in ours.values()})
    with tempfile.TemporaryDirectory(prefix="uniongraph-link-") as folder:
        first = list(islice(coming := iter(theirs), _IN_MEMORY + 1))
        path = Path(folder) / "index" if len(first) > _IN_MEMORY else None
        # places that come first are the gazetteer by which names are read: ours, as where our things are the index
        places = (own for own in ours.values() if own.kind == "place")
        index = matching.make(chain(places, _END_OF_PLACES, _named(chain(first, coming), kinds)), path)
        try:
            found = {each.id: each for own in ours.values() for each in _like(own, index, limit)}
        finally:
            index.close()
    return list(found.values())


def _like(own: Named, index: Index, limit: int) -> Iterator[Outside]:
    for name in dict.fromkeys((*own.names, *_credit_codes(own))):
        for found in index.find(matching.Wanted(name, own.kind, own.division, _THEIRS, limit)):
            yield _outside(found.thing)


def _named(theirs: Iterable[Outside], kinds: Iterable[str]) -> Iterator[Named]:
    """Yield things of a target as things of each kind that they may be of: a target does not say."""
    for each in theirs:
        for kind in kinds:
            yield matching.Named(
                f"{kind} {each.id}", each.names, kind, each.division, _THEIRS, each.note, each.codes
            )


def _outside(named: Named) -> Outside:
    iri = named.id.partition(" ")[2]
    return Outside(iri, named.names, named.identifiers, named.division, named.note)


# -------------------------------------------------------------------------------------------- what may be said


def _predicate(own: Named, met: _Met) -> str | None:
    """Return what may be said of a pair, None where nothing may: the parts of the names, or the codes, tell them apart."""
    other, found = met.other, met.found
    if own.id == other.id or _is_another_place(own, other, is_equal=found.score >= _EQUAL):
        return None
    if _codes(own) & set(other.codes) and _UNION not in own.types:
        return "skos:exactMatch"
    if own.kind == "place" and own.division is None and found.score < _EQUAL:
        return None  # what is a place no more is known by its name or its code
    if met.name is not None and (_says_elsewhere(met) if own.kind == "place" else _is_another_body(met)):
        return None
    return "skos:relatedMatch" if _UNION in own.types else "skos:closeMatch"


def _says_elsewhere(met: _Met) -> bool:
    """Say whether the name of a place says that it lies elsewhere (双鸭山市宝山区, 一路 and not 二路); a shorter one says nothing."""
    if met.found.features.numbers == 0.0:
        return True
    return met.found.features.division == 0.0 and len(met.name or "") > len(met.found.name)


def _is_another_body(met: _Met) -> bool:
    """Say whether a part of the names tells two bodies apart: a union and its enterprise, a whole and its branch, two numbers.

    An outside identifier so belongs to the host of a union, which is found by its own name, and not to the union. A union whose
    word has a slip in it (联台会) is still one: nearly all is alike, and nothing is left out.
    """
    features = met.found.features
    if features.suffix == 0.0:
        is_slip = abs(len(met.name or "") - len(met.found.name)) <= 1 and features.name >= _SLIPPED
        return not is_slip or 0.0 in {features.branch, features.numbers}
    return 0.0 in {features.branch, features.numbers}


def _codes(named: Named) -> set[str]:
    return set(filter(None, map(code_of, named.identifiers)))


def _credit_codes(named: Named) -> Iterator[str]:
    return filter(is_credit_code, sorted(_codes(named)))


def _is_another_place(own: Named, other: Outside, *, is_equal: bool) -> bool:
    """Say whether its code tells another place from one of ours: it is neither ours nor was it.

    The code of a place within or around is another place's, unless the names are equal: some tables give a town the code of
    its district.
    """
    mine = _codes(own)
    if own.kind != "place" or other.division is None or not mine:
        return False
    known = {*mine, *filter(None, map(code_of, own.hints))}
    if not known.isdisjoint((other.division, *other.codes)):
        return False
    around = any(_stem(each).startswith(_stem(other.division)) for each in mine)
    return not (around and is_equal)


def _stem(code: str) -> str:
    """Return the digits with which all codes within a division begin."""
    return code.removesuffix("00").removesuffix("00") if len(code) == 6 else code
