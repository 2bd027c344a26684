"""What a document gives and to whom, as people want to read it: by tier and category, in the order of the print."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from uniongraph.things.texts import Award, Group, Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.things.papers import Paper

__all__ = ["Awards"]


class Awards:
    """The awards of one paper, in the order of the print."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper

    @cached_property
    def _order(self) -> Sequence[tuple[int, ox.NamedNode]]:
        """Where each award stands, in order; what is not mentioned stands behind."""
        paper = self._paper
        found = []
        for award in paper.of_all("ug:recipient"):
            begin = paper.begin_of(award)
            found.append((len(paper.content) if begin is None else begin, award))
        return sorted(found, key=lambda each: (each[0], each[1].value))

    def __len__(self) -> int:
        return len(self._order)

    @cached_property
    def outline(self) -> list[tuple[Level, list[Level]]]:
        """Return the tiers with the categories in each."""
        inner: dict[ox.NamedNode | None, list[Level]] = {}
        for category, count in self._counted("ug:inCategory").items():
            tier = next(iter(self._paper.nodes(category, "ug:inTier")), None)
            inner.setdefault(tier, []).append(self._level(category, count))
        return [
            (self._level(tier, count), inner.get(tier, []))
            for tier, count in self._counted("ug:inTier").items()
        ]

    def _counted(self, name: str) -> Counter[ox.NamedNode]:
        """Return how many awards have each value of a property, in the order of the print."""
        return Counter(each for _, award in self._order for each in self._paper.nodes(award, name))

    def _level(self, node: ox.NamedNode, count: int) -> Level:
        paper = self._paper
        first = self._first.get(node)
        begin = paper.begin_of(node, before=first) if first is not None else None
        begin = paper.begin_of(node) if begin is None else begin
        ordinal = self._text(node, "ug:ordinalAsPrinted")
        return Level(paper.reader.ref(node), ordinal, count, None if begin is None else paper.line_at(begin))

    @cached_property
    def _first(self) -> dict[ox.NamedNode, int]:
        """Where the first award below each tier and category stands: its heading is the mention next before that."""
        found: dict[ox.NamedNode, int] = {}
        for begin, award in self._order:
            for name in ("ug:inTier", "ug:inCategory"):
                for each in self._paper.nodes(award, name):
                    found.setdefault(each, begin)
        return found

    def _text(self, node: ox.NamedNode, name: str) -> str | None:
        held = self._paper.of_all(name).get(node, ())
        return next((each.value for each in held if isinstance(each, ox.Literal)), None)

    def groups(self, begin: int, end: int) -> list[Group]:
        """Return the awards from one place of the order to another, grouped as they stand."""
        tiers = {level.what.iri: level for level, _ in self.outline}
        categories = {each.what.iri: each for _, inner in self.outline for each in inner}
        found: list[tuple[tuple[str | None, str | None], list[Award]]] = []
        for place, award in self._order[begin:end]:
            key = self._iri(award, "ug:inTier"), self._iri(award, "ug:inCategory")
            if not found or found[-1][0] != key:
                found.append((key, []))
            found[-1][1].append(self._award(award, place))
        return [
            Group(tiers.get(tier or ""), categories.get(category or ""), tuple(awards))
            for (tier, category), awards in found
        ]

    def _iri(self, award: ox.NamedNode, name: str) -> str | None:
        return next((each.value for each in self._paper.nodes(award, name)), None)

    def _award(self, award: ox.NamedNode, place: int) -> Award:
        paper = self._paper
        titles = paper.nodes(award, "ug:conferralOf")
        begin = paper.begin_of(award)
        recipients = sorted(
            paper.nodes(award, "ug:recipient"), key=lambda each: (self._after(each, place), each.value)
        )
        return Award(
            award.value,
            self._text(award, "ug:ordinalAsPrinted"),
            paper.reader.ref(titles[0]) if titles else None,
            tuple(paper.reader.ref(each) for each in recipients),
            None if begin is None else paper.line_at(begin),
            begin,
        )

    def _after(self, thing: ox.NamedNode, place: int) -> int:
        """Return where a thing is mentioned first from a place on."""
        begins = (begin for begin, _ in self._paper.places.get(thing, ()) if begin >= place)
        return next(begins, len(self._paper.content))
