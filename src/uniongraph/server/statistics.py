"""How many triples have each property: counted by the workers once somebody asks, and kept as long as the service."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.errors import QueryFailed, QueryTimeout

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    Ask = Callable[[str], Awaitable[bytes]]

__all__ = ["Statistics"]

_MOST: Final = 2_000
"""Properties that are counted one by one; data with more of them is described without."""
_UNION: Final = "?s %s ?o"
_BOTH: Final = "{ ?s %s ?o } UNION { GRAPH ?g { ?s %s ?o } }"


class Statistics:
    """Counts of one service, made when they are first asked for.

    A triple that two graphs state is one. Each property is a query of its own, so that none takes long or much memory,
    others come between, and what was counted before an asker left is not counted again.
    """

    def __init__(self, ask: Ask, *, union: bool) -> None:
        """``ask`` gives the whole answer to a SELECT, as JSON; ``union`` tells what the default graph is."""
        self._ask = ask
        self._form = _UNION if union else _BOTH
        self._lock = asyncio.Lock()
        self._counted: dict[str, int] = {}
        self._wanted: list[str] | None = None

    async def properties(self) -> Mapping[str, int] | None:
        """Return the number of distinct triples by property; None where the service has not the time to count them."""
        async with self._lock:
            try:
                if self._wanted is None:
                    self._wanted = await self._all()
                for iri in self._wanted:
                    if iri not in self._counted:
                        self._counted[iri] = await self._number(iri)
            except (QueryTimeout, QueryFailed):
                self._wanted = []
                self._counted.clear()
            return self._counted or None

    async def _all(self) -> list[str]:
        rows = await self._rows(f"SELECT DISTINCT ?p {{ {self._pattern('?p')} }} LIMIT {_MOST + 1}")
        found = sorted(row["p"].value for row in rows)
        return found if len(found) <= _MOST else []

    async def _number(self, iri: str) -> int:
        text = f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?s ?o {{ {self._pattern(f'<{iri}>')} }} }}"
        return int((await self._rows(text))[0]["n"].value)

    def _pattern(self, predicate: str) -> str:
        return self._form.replace("%s", predicate)

    async def _rows(self, text: str) -> list[ox.QuerySolution]:
        found = ox.parse_query_results(await self._ask(text), ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions)
        return list(found)
