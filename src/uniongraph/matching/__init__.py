"""Matching: which of our things a name means, how sure that is, and why.

A name is taken apart (place, core, legal form, union suffix, part of a larger body), each part is compared by itself, and
the features make a score of 0 to 100. What is ``match`` may be taken unseen: one thing alone is equal after folding, and
nothing speaks against it. A union is never its enterprise, a group never its branch, a district never taken without its
city, and what is nearly equal is never equal::

    index = matching.open(matching.file(release.derived))
    for found in index.find(matching.Wanted("临江市城东区總工會")):
        print(found.score, found.match, found.thing.id, dict(found.features.items()))

The index is a file that does not change and that any number of processes read; `make` makes one of any things.
"""

from __future__ import annotations

from uniongraph.matching.index import Index, open, opened
from uniongraph.matching.layout import file
from uniongraph.matching.making import make
from uniongraph.matching.release import of_release
from uniongraph.matching.values import LONGEST, Features, Found, Named, Wanted

__all__ = [
    "LONGEST",
    "Features",
    "Found",
    "Index",
    "Named",
    "Wanted",
    "file",
    "make",
    "of_release",
    "open",
    "opened",
]
