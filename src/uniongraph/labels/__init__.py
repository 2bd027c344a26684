"""The names of a release: which things have a name that holds these characters.

The engine looks at every name for a keyword, a second for some hundred thousand. Here they lie in a file that is mapped
into memory, whose pages all workers share. It follows from the release and may be missing at any time: whoever asks then
does without. A query's keyword is found as the query would find it, with no regard to case; what a person types is
searched for in more ways, and the best come first::

    index = labels.opened(labels.file(release.derived))
    things = index.find("家政", limit=10_000) if index else None
    found = labels.search(index, "shanghai zgh", limit=20) if index else None
"""

from __future__ import annotations

from uniongraph.labels.index import Index, among, opened
from uniongraph.labels.layout import file
from uniongraph.labels.searching import COUNTED, LONGEST, Found, Hit, search

__all__ = ["COUNTED", "LONGEST", "Found", "Hit", "Index", "among", "file", "opened", "search"]
