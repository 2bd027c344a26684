"""What the lists of a document hold already, and what its body gives, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.parser import gradings
from uniongraph.parser.honours import Honours

if TYPE_CHECKING:
    from uniongraph.model import Finding, PartyKind, Span
    from uniongraph.parser.grant import Grant
    from uniongraph.parser.runs import Prose, Winners
    from uniongraph.parser.state import State

__all__ = ["MARKS", "Given", "Part", "given_of"]

_MOST_ROLLS = 64
"""With no more lists are the winners of a sentence compared."""
MARKS = str.maketrans("", "", "“”‘’「」『』")


@dataclass(frozen=True, slots=True)
class Part:
    """An honour, and whom of a list its sentence names for it."""

    prose: Prose
    grant: Grant
    named: set[str]
    number: int
    """How many get it, of whom the sentence may name the first only."""


@dataclass(slots=True)
class Given:
    """What the body gives, sentence by sentence, and what the lists hold already."""

    listed: dict[str, set[PartyKind]]
    """The names of the honours that have a list, without quotation marks, and of whom the list is."""
    winners: set[str]
    rolls: list[set[str]]
    """The winners of each list that is of no grade: who are most of one have its honour, whatever it is called."""
    titles: set[str]
    """The titles of the works in the lists, without quotation marks."""
    honours: Honours = field(default_factory=Honours)
    """What the body gives, and what was found of its cases so far."""
    left_open: str | None = None
    """The honour that was given last, where its winners are not all named."""
    last: Winners | None = None
    """Who got what the words right before give, in the same paragraph: 其 means them."""
    sought: int = 0
    """For how many honours the prose was looked through for winners named elsewhere."""
    unread: list[Span] = field(default_factory=list)
    """Names in the place of winners that could not be read."""
    settled: set[Finding] = field(default_factory=set)
    """The findings of honours left open whose winners a later sentence names."""
    parts: list[Part] = field(default_factory=list)
    """Honours in marks of whose winners lists hold the most."""
    is_common: bool = False
    """Whether what is taken now has a list in common with other honours."""
    _backwards: list[str] = field(default_factory=list)
    """The names of the honours that have a list, each from its end, in order."""

    def lists(self, name: str) -> bool:
        """Say whether an honour that has a list ends as this one is called, or the other way round."""
        if not self._backwards:
            self._backwards = sorted(each[::-1] for each in self.listed)
        at = bisect_left(self._backwards, name[::-1])
        is_end = at < len(self._backwards) and self._backwards[at].startswith(name[::-1])
        return is_end or not self.listed.keys().isdisjoint(name[begin:] for begin in range(len(name) + 1))


def given_of(state: State) -> Given:
    """Return what the lists hold, before anything that the body gives."""
    given = Given(defaultdict(set), set(), [], set())
    for tier in state.tiers:
        kinds = {each.kind for case in tier.cases() for each in case.recipients}
        for name in {tier.name.value, gradings.honour_of(state, tier) or tier.name.value}:
            given.listed[name.translate(MARKS)].update(kinds)
        named = {each.name.value for case in tier.cases() for each in case.recipients}
        given.winners |= named
        if len(given.rolls) < _MOST_ROLLS and not gradings.grade_of(tier):
            given.rolls.append(named)
        for case in tier.cases():
            if case.title is not None:
                given.titles.add(grammar.tidy_name(case.title.value).translate(MARKS))
    return given
