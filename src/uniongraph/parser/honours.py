"""The honours that the body gives so far, each with the cases that one sentence after the other names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from uniongraph.model import Count, Reading
from uniongraph.parser import headings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from uniongraph.model import Case, Finding, Tier
    from uniongraph.parser.runs import Winners

__all__ = ["SAME", "Honours", "have_list", "posthumously"]

_ADDED: Final = 0.9
"""Confidence in a number that two sentences give together."""
SAME: Final = 0.5
"""More of a list, and so many of those whom a sentence names, are the same where the list is of the honour of that sentence."""


@dataclass(slots=True)
class Honours:
    """Each honour by its name, with its cases."""

    tiers: dict[str, tuple[Tier, list[Case]]] = field(default_factory=dict)
    uncounted: set[str] = field(default_factory=set)
    """The honours that a sentence gives to others whom it neither names nor counts."""
    left_open: dict[str, list[Finding]] = field(default_factory=dict)
    """The honours whose winners are not all named, with the findings that say so."""
    _places: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    """At which of its cases each honour names somebody first, by that name, so that they are found without a look at all."""

    def keep(self, tier: Tier, cases: Sequence[Case]) -> None:
        """Keep an honour with these cases and no others."""
        self.tiers[tier.name.value], self._places[tier.name.value] = (tier, []), {}
        self._keep_more(tier.name.value, cases)

    def put_in_order(self) -> None:
        """Put the honours in the order of the text."""
        self.tiers = dict(sorted(self.tiers.items(), key=lambda each: each[1][0].name.spans[0].begin))

    def complete(self, name: str, read: Winners) -> list[Finding]:
        """Take winners for all of whom some were named before (甲等4个单位), and return the findings that this settles.

        Nothing where they are others, or not more.
        """
        if read.lacking or name not in self.left_open:
            return []
        tier, named = self.tiers[name]
        first, every = (
            {each.name.value for case in cases for each in case.recipients} for cases in (named, read.cases)
        )
        if len(read.cases) <= len(named) or not first <= every:
            return []
        self.keep(tier, read.cases)
        return self.left_open.pop(name)

    def add(self, name: str, read: Winners, *, among: bool) -> None:
        """Add who gets an honour that others got before; whom a sentence only says again gets it once.

        ``among`` where they are counted with those already (，其中追授……).
        """
        tier, cases = self.tiers[name]
        said = self._said(name, read)
        if len(said) >= len(read.cases) and not among:
            return
        one, other = tier.declared, read.declared
        declared = one if among else None
        if not among and name not in self.uncounted and (one or other) and _counts_alike(one, other):
            told = (_counted(one, cases), _counted(other, read.cases))
            unit = next(each.value.unit for each in (one, other) if each is not None)
            spans = tuple(span for number in told for span in number.spans)
            declared = Reading(Count(sum(number.value for number in told), unit), spans, _ADDED)
        if among and said:
            self.keep(tier, [case for at, case in enumerate(cases) if at not in said])
        self.tiers[name] = replace(tier, declared=declared), self.tiers[name][1]
        self._keep_more(name, read.cases)

    def _said(self, name: str, read: Winners) -> set[int]:
        """Return the places of the cases whose winners are all named again."""
        _, cases = self.tiers[name]
        again = {each.name.value for case in read.cases for each in case.recipients}
        near = (at for first in (*again, "") for at in self._places[name].get(first, ()))
        return {at for at in near if again.issuperset(each.name.value for each in cases[at].recipients)}

    def _keep_more(self, name: str, cases: Sequence[Case]) -> None:
        _, kept = self.tiers[name]
        for case in cases:
            first = case.recipients[0].name.value if case.recipients else ""
            self._places[name].setdefault(first, []).append(len(kept))
            kept.append(case)


def _counts_alike(one: Reading[Count] | None, other: Reading[Count] | None) -> bool:
    """Say whether two numbers count the same, persons or bodies."""
    units = {"名" if n.value.unit in headings.PERSON_UNITS else n.value.unit for n in (one, other) if n}
    return len(units) == 1


def _counted(declared: Reading[Count] | None, cases: Sequence[Case]) -> Reading[int]:
    """Return how many get an honour by one sentence: the number that it prints, or else those that it names."""
    if declared is not None:
        return Reading(declared.value.number, declared.spans)
    spans = (span for case in cases for each in case.recipients for span in each.name.spans)
    return Reading(len(cases), tuple(spans))


def posthumously(case: Case, said: Reading[str]) -> Case:
    """Return a case whose persons are honoured posthumously, as the act says (追授)."""
    return replace(
        case,
        recipients=tuple(
            replace(each, posthumous=each.posthumous or said) if each.kind == "person" else each
            for each in case.recipients
        ),
    )


def have_list(named: Set[str], rolls: Iterable[Set[str]]) -> bool:
    """Say whether those whom a sentence names are the most of some lists, and most of them stand there, whatever the lists are called."""
    there: set[str] = set()
    for roll in rolls:
        both = named & roll
        if len(both) > SAME * len(roll):
            there |= both
    return bool(there) and len(there) >= SAME * len(named)
