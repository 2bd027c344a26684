"""Judgements that cannot all hold: what exact matches join, step by step, must be one thing, and one in each dataset."""

from __future__ import annotations

import re
from collections import deque
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph.errors import LinksContradict
from uniongraph.iris import BASE
from uniongraph.links.judgement import CLOSE, EXACT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uniongraph.links.judgement import Judgement
    from uniongraph.links.ledger import Ledger

__all__ = ["Contradiction", "check", "contradictions", "space"]

_LAST: Final = re.compile(r"[^/#:=]+[/#]?$")
_WRITTEN: Final = re.compile(r"https?://(?:www\.)?(?P<rest>.+?)/?$", re.DOTALL)
_PAGE: Final = re.compile(r"wikidata\.org/(?:wiki|entity)/(?:Special:EntityData/)?(?P<item>[A-Z][0-9]+)$")


class Contradiction(NamedTuple):
    """What is wrong, in one sentence, and the judgements that say it."""

    message: str
    judgements: tuple[Judgement, ...]

    def __str__(self) -> str:
        places = (":".join(map(str, each.where)) for each in self.judgements if each.where)
        return f"{', '.join(dict.fromkeys(places))}: {self.message}"


def check(ledger: Ledger, different: Iterable[tuple[str, str]] = (), base: str = BASE) -> None:
    """Raise LinksContradict, which holds a sentence for each contradiction, where a ledger has any."""
    found = contradictions(ledger, different, base)
    if found:
        said = f"{len(found)} contradiction{'s' * (len(found) != 1)} in the ledger of links; nothing is published while they stand"
        raise LinksContradict(said, reasons=[str(each) for each in found])


def contradictions(
    ledger: Ledger, different: Iterable[tuple[str, str]] = (), base: str = BASE
) -> list[Contradiction]:
    """Return what cannot hold together of what stands in a ledger, sorted.

    Exact matches are followed from thing to thing. Whatever they join must not be declared different, by a negative
    judgement of an exact or a close match or in ``different`` (pairs of IRIs); must be one thing in each dataset; and two of our own things are only
    one where a judgement says so of these two.
    """
    standing = ledger.standing()
    joins = _Joins([each for each in standing if each.is_exact], base)
    found = list(_denied(standing, joins))
    for one, other in sorted({tuple(sorted(pair)) for pair in different}):
        if way := joins.way(one, other):
            found.append(
                Contradiction(f"exact matches join {one} and {other}, which are different things", way)
            )
    for group in joins.groups():
        found += _ambiguous(group, joins, base)
    return sorted(set(found), key=str)


def space(iri: str) -> str:
    """Return the dataset of an IRI: what stands before its last part."""
    return _LAST.sub("", iri)


def _one(iri: str) -> str:
    """Return the one form of an address that people write in several: with https or www, with a slash, as the page of an item."""
    found = _WRITTEN.fullmatch(iri)
    rest = found["rest"] if found else iri
    page = _PAGE.fullmatch(rest)
    return f"http://www.wikidata.org/entity/{page['item']}" if page else f"http://{rest}" if found else iri


class _Joins:
    """What exact matches join, as a graph that is walked in both directions; addresses of one thing are one in it."""

    def __init__(self, exact: Sequence[Judgement], base: str) -> None:
        self.beside: dict[str, dict[str, Judgement]] = {}
        self.said: dict[str, str] = {}
        """What stands here, as it was first written."""
        self._base = base
        for each in exact:
            one, other = self.key(each.subject), self.key(each.object)
            self.said.setdefault(one, each.subject)
            self.said.setdefault(other, each.object)
            self.beside.setdefault(one, {}).setdefault(other, each)
            self.beside.setdefault(other, {}).setdefault(one, each)

    def key(self, iri: str) -> str:
        """Return under what an IRI stands here: our own as they are."""
        return iri if iri.startswith(self._base) else _one(iri)

    def way(self, one: str, other: str, *, within: str = "") -> tuple[Judgement, ...]:
        """Return the judgements that lead from one thing to another, over IRIs that begin with ``within``; none where none do."""
        one, other = self.key(one), self.key(other)
        before: dict[str, str] = {one: one}
        queue = deque([one] if one in self.beside else [])
        while queue and other not in before:
            here = queue.popleft()
            for there in self.beside[here]:
                if there not in before and there.startswith(within):
                    before[there] = here
                    queue.append(there)
        steps: list[Judgement] = []
        while other in before and before[other] != other:
            steps.append(self.beside[other][before[other]])
            other = before[other]
        return tuple(reversed(steps))

    def groups(self) -> Iterator[list[str]]:
        """Yield all that hangs together, each group sorted."""
        seen: set[str] = set()
        for start in sorted(self.beside):
            if start in seen:
                continue
            group, queue = {start}, [start]
            while queue:
                new = self.beside[queue.pop()].keys() - group
                group |= new
                queue += new
            seen |= group
            yield sorted(group)


def _denied(standing: Iterable[Judgement], joins: _Joins) -> Iterator[Contradiction]:
    """Yield what is joined and judged not to match exactly, or not even closely."""
    for each in standing:
        is_denied = each.negative and each.predicate in {EXACT, CLOSE}
        if is_denied and (way := joins.way(each.subject, each.object)):
            how = "exactly" if each.predicate == EXACT else "closely"
            said = f"exact matches join {each.subject} and {each.object}, which are judged not to match {how}"
            yield Contradiction(said, (each, *way))


def _ambiguous(group: Sequence[str], joins: _Joins, base: str) -> Iterator[Contradiction]:
    """Yield each pair of one group that are two things of one dataset."""
    ours = f"{base}id/"
    for one, other in combinations(group, 2):
        if one.startswith(ours) != other.startswith(ours):
            continue
        if one.startswith(ours):
            if not joins.way(one, other, within=ours):
                said = f"{joins.said[one]} and {joins.said[other]} are two things of ours, and match one thing exactly"
                yield Contradiction(said, joins.way(one, other))
        elif space(one) == space(other):
            said = f"{joins.said[one]} and {joins.said[other]} are two things of one dataset, and match one thing exactly"
            yield Contradiction(said, joins.way(one, other))
