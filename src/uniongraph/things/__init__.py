"""What a page shows of the things in a store: their names, what is said of them and where it is printed, what points at them.

Everything here reads a store and gives frozen values; nothing knows HTML or HTTP::

    reader = Reader(store, languages=("zh-hans", "en"))
    thing = describe(reader, ox.NamedNode("https://w3id.org/uniongraph/id/doc/hugongzongji-2018-133"), base)
    thing.facts[0].values[0].sources[0].line
"""

from __future__ import annotations

from uniongraph.things.awarding import Awards
from uniongraph.things.compaction import compact
from uniongraph.things.counting import MOST, uses, within
from uniongraph.things.describing import describe, is_known, named
from uniongraph.things.editing import corrections
from uniongraph.things.framing import framed
from uniongraph.things.honouring import honours, place
from uniongraph.things.outlining import terms
from uniongraph.things.papers import Paper
from uniongraph.things.pointing import listed
from uniongraph.things.printing import printed, sources, witness_of
from uniongraph.things.reader import Reader
from uniongraph.things.statements import Statements, gather
from uniongraph.things.texts import Award, Correction, Group, Level, Mark, Printed, Read, Run
from uniongraph.things.values import (
    Corrected,
    Excerpt,
    Fact,
    Honour,
    Honours,
    Incoming,
    Listed,
    Origin,
    Place,
    Quoted,
    Ref,
    Source,
    Status,
    Term,
    Thing,
    Value,
    Words,
)

__all__ = [
    "MOST",
    "Award",
    "Awards",
    "Corrected",
    "Correction",
    "Excerpt",
    "Fact",
    "Group",
    "Honour",
    "Honours",
    "Incoming",
    "Level",
    "Listed",
    "Mark",
    "Origin",
    "Paper",
    "Place",
    "Printed",
    "Quoted",
    "Read",
    "Reader",
    "Ref",
    "Run",
    "Source",
    "Statements",
    "Status",
    "Term",
    "Thing",
    "Value",
    "Words",
    "compact",
    "corrections",
    "describe",
    "framed",
    "gather",
    "honours",
    "is_known",
    "listed",
    "named",
    "place",
    "printed",
    "sources",
    "terms",
    "uses",
    "within",
    "witness_of",
]
