"""The line beside a value is one where the value stands."""

from __future__ import annotations

import pyoxigraph as ox

from hosting import BASE
from test_dereferencing import store
from uniongraph import things
from uniongraph.iris import term
from uniongraph.things import Reader

__all__ = ["store"]


def test_a_number_is_told_by_the_line_that_begins_with_it(store: ox.Store) -> None:
    """A tier is named on many lines, numbered on one; its rank is printed on none."""
    reader = Reader(store, ("zh-hans",))
    tier = ox.NamedNode(f"{BASE}id/tier/sh-grassroots-union-innovation/2017/nomination")
    facts = {each.property.iri: each for each in things.describe(reader, tier, BASE).facts}
    (numbered,) = facts[term("ug:ordinalAsPrinted").value].values
    assert [each.line for each in numbered.sources] == [168]
    assert not [each for value in facts[term("ug:tierRank").value].values for each in value.sources]
