"""What a page shows of the things in a store: their names, what is said of them and where it is printed, what points at them.

Everything here reads a store and gives frozen values; nothing knows HTML or HTTP::

    reader = Reader(store, languages=("zh-hans", "en"))
    thing = describe(reader, ox.NamedNode("https://w3id.org/uniongraph/id/doc/hugongzongji-2018-133"), base)
    thing.facts[0].values[0].sources[0].line
"""

from __future__ import annotations

from uniongraph.things.describing import describe, is_known
from uniongraph.things.printing import printed, sources, witness_of
from uniongraph.things.reader import Reader
from uniongraph.things.values import Fact, Incoming, Origin, Printed, Ref, Run, Source, Thing, Value, Words

__all__ = [
    "Fact",
    "Incoming",
    "Origin",
    "Printed",
    "Reader",
    "Ref",
    "Run",
    "Source",
    "Thing",
    "Value",
    "Words",
    "describe",
    "is_known",
    "printed",
    "sources",
    "witness_of",
]
