"""Many who want the same page at once: it is made once, whatever else their addresses say."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pyoxigraph as ox

from hosting import BASE, hosted, kept, send

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 12


def test_a_page_is_made_once_for_all_who_ask(tmp_path: Path) -> None:
    """Parameters that no page has make no other page, and who comes while it is made waits for it."""
    store = ox.Store()
    store.load(f'<{BASE}id/a> <http://e.example/p> "it" .', ox.RdfFormat.N_TRIPLES)
    with hosted(kept(store, tmp_path), cache=0) as site, ThreadPoolExecutor(PAGES) as pool:
        workers = site.host.current.pool
        begun: list[object] = []
        ask = workers.ask

        async def counted(*given: object, **said: object) -> object:
            begun.append(given)
            return await ask(*given, **said)  # type: ignore[arg-type]

        workers.ask = counted  # type: ignore[method-assign,assignment]
        pages = list(pool.map(lambda each: send(site, "GET", f"/id/a?lang=en&x={each}"), range(PAGES)))
    assert {each.status_code for each in pages} == {200}
    assert len({each.text for each in pages}) == 1
    assert len(begun) == 1
