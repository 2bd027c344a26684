"""Making the sheets of a site in several processes: each opens the store, makes its share and writes it."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from uniongraph.errors import ReleaseError
from uniongraph.site.paths import Place, linked
from uniongraph.site.sheets import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from uniongraph.site.sheets import Sheet

__all__ = ["Write", "writer"]

Write: TypeAlias = "Callable[[Sequence[Sheet]], Iterator[tuple[int, set[Place]]]]"
"""Writes sheets; yields after each share how many it held and which pages they lead to."""
_SHARE: Final = 100
"""Sheets that a process is given at a time: few enough to tell how far the work is."""
_store: list[ox.Store] = []


@contextmanager
def writer(folder: Path, store: Path, jobs: int) -> Iterator[Write]:
    """Give what writes sheets below a folder, in so many processes; ReleaseError where one of them dies."""
    place = os.fspath(store)
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin, initargs=(place,)) as pool:

        def write(sheets: Sequence[Sheet]) -> Iterator[tuple[int, set[Place]]]:
            shares = [sheets[begin : begin + _SHARE] for begin in range(0, len(sheets), _SHARE)]
            running = [pool.submit(_written, folder, share) for share in shares]
            try:
                for done in as_completed(running):
                    yield done.result()
            except BrokenProcessPool:
                raise ReleaseError("a process that wrote its pages ended", source=place) from None

        try:
            yield write
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(store: str) -> None:
    _store.append(ox.Store.read_only(store))


def _written(folder: Path, share: Iterable[Sheet]) -> tuple[int, set[Place]]:
    count, places, desk = 0, set[Place](), Desk(_store[0])
    for sheet in share:
        path = folder / sheet.file
        path.parent.mkdir(parents=True, exist_ok=True)
        content = sheet.rendered(desk)
        path.write_bytes(content)
        count += 1
        if sheet.place is not None:
            places.update(linked(sheet.place, content.decode()))
    return count, places
