"""One URL, its bytes: in time, not without end, from no private address, kept on disk with date and hash.

::

    fetcher = Fetcher(Allowed.of(["http://127.0.0.1:7878/query"]), deadline=10, cache=folder)
    found = fetcher.get("https://example.org/places.csv", accept="text/csv")
    found.content, found.media_type, found.date, found.sha256

What the content is, whoever asked must check: here nothing is looked into. Nobody is told who we are, no proxy is asked.
"""

from __future__ import annotations

from uniongraph.fetching.addresses import Allowed
from uniongraph.fetching.exchange import Fetched, Wanted
from uniongraph.fetching.fetcher import Fetcher

__all__ = ["Allowed", "Fetched", "Fetcher", "Wanted"]
