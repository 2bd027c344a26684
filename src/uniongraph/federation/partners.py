"""The services elsewhere that a query may ask: those on the operator's list, through our own fetcher, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import httpx

from uniongraph.errors import FetchFailed, FetchTimeout, QueryRefused, QueryTimeout, ServiceFailed
from uniongraph.federation.solutions import ACCEPTED
from uniongraph.fetching import Allowed, Fetcher, Wanted
from uniongraph.fetching.addresses import place_of, shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from uniongraph.federation.clauses import Clause
    from uniongraph.fetching import Fetched

__all__ = ["AGE", "Partners"]

AGE: Final = 300.0
"""Seconds for which an answer is as good as a new one."""
_FORM: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Partners:
    """The addresses that SERVICE may name, as they are compared, and what fetches from them."""

    urls: tuple[str, ...]
    fetcher: Fetcher

    @classmethod
    def of(cls, urls: Sequence[str], cache: Path | None = None) -> Partners:
        """Return those that an operator allows; FetchRefused for what is no address of the web.

        ``cache`` is the folder in which their answers are kept for a while.
        """
        known = tuple(dict.fromkeys(map(_normal, urls)))
        return cls(known, Fetcher(Allowed.of(known), cache=cache, age=AGE))

    def allow(self, clause: Clause) -> str:
        """Return the address that a clause asks, as it is allowed; QueryRefused where it is not, saying what is."""
        try:
            url = _normal(clause.target)
        except FetchFailed:
            url = ""
        if url not in self.urls:
            allowed = f"allowed is {', '.join(map(shown, self.urls))}" if self.urls else "none is allowed"
            said = f"SERVICE may not ask {shown(clause.target)!r} here; {allowed}"
            raise QueryRefused(said, source="query", line=clause.line)
        return url

    async def ask(self, url: str, query: str, *, deadline: float, share: int = 1) -> Fetched:
        """Return what a service answers to a query; QueryTimeout or ServiceFailed where it does not.

        Where several are asked for one query, each may give its ``share`` (one part of so many) of the bytes.
        """
        content = urlencode({"query": query}).encode()
        wanted = Wanted(url, "POST", content, _FORM, ACCEPTED, stays=True)
        try:
            fetcher = replace(self.fetcher, deadline=deadline, most=self.fetcher.most // share)
            found = await fetcher.fetch(wanted)
        except FetchTimeout as error:
            raise QueryTimeout(error.message, source=error.source) from None
        except FetchFailed as error:
            raise ServiceFailed(error.message, source=error.source) from None
        if found.cut:  # a join with half an answer would look whole
            raise ServiceFailed(f"does not give all that was asked for: {found.cut}", source=shown(url))
        return found


def _normal(url: str) -> str:
    """Return an address as it is compared: scheme and host in small letters, no port that goes without saying, a path."""
    place_of(url)
    known = httpx.URL(url)
    return str(known.copy_with(raw_path=known.raw_path, fragment=None))
