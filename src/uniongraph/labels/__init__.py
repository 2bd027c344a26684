"""The names of a release as one text to search: which things have a name that holds these characters.

The engine looks at every name for a keyword, a second for some hundred thousand. Here they lie one behind the other in
a file that is mapped into memory, where ``find`` takes milliseconds, and all workers share its pages. The file follows
from the release and may be missing at any time: whoever asks then does without::

    index = labels.opened(labels.file(release.derived))
    things = index.find("家政", limit=10_000) if index else None
"""

from __future__ import annotations

from uniongraph.labels.index import Index, among, opened
from uniongraph.labels.layout import file

__all__ = ["Index", "among", "file", "opened"]
