"""Preparing: the indexes of a release, of labels and of matching, and the answers that its prepared queries have without parameters."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph import labels, matching, sparql
from uniongraph.answers import place
from uniongraph.errors import QueryError, ReleaseError
from uniongraph.labels.making import make
from uniongraph.release import hold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from uniongraph.queries import Query
    from uniongraph.release import Release

__all__ = ["FEW", "prepare"]

FEW: Final = 200_000
"""So many quads are asked sooner than other processes start."""
_NICENESS: Final = 5
_store: list[ox.Store] = []


def prepare(
    release: Release,
    chosen: Iterable[Query],
    *,
    jobs: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> int:
    """Prepare the indexes of a release and its answers to these queries; return how many answers were not there yet.

    ``jobs`` processes evaluate (default: one a core), behind whatever else the machine does. Raises ReleaseError where
    the folder cannot be written, or another process prepares it; QueryError where a query fails.
    """
    tell = progress or (lambda _: None)
    base = release.manifest.base
    asked = [each for each in chosen if sparql.form(each.text) in {"select", "ask"}]
    asked = [each for each in asked if not any(parameter.required for parameter in each.parameters)]
    with hold(release.derived, release.derived):
        _sweep(release.derived)
        (release.derived / "answers").mkdir(exist_ok=True)
        if not labels.file(release.derived).exists():
            tell("preparing the label index")
            make(release.open_store(), labels.file(release.derived))
        if not matching.file(release.derived).exists():
            tell("preparing the index of matching")
            matching.make(matching.of_release(release.open_store()), matching.file(release.derived)).close()
        tasks = [
            (each.name, each.text, base, path)
            for each in asked
            if not (path := place(release.derived, each.text, base)).exists()
        ]
        for number, name in enumerate(_prepared(release, tasks, jobs or os.cpu_count() or 1), 1):
            tell(f"prepared the answer to {name} ({number} of {len(tasks)})")
    return len(tasks)


def _sweep(derived: Path) -> None:
    """Remove what a preparation that was broken off left half-written, and an index of another layout."""
    kept = {labels.file(derived), matching.file(derived)}
    others = (path for path in derived.glob("*.idx") if path not in kept)
    for path in (*derived.glob(".*.idx.*"), *derived.glob("answers/.*"), *others):
        with suppress(FileNotFoundError):
            path.unlink()


_Task = tuple[str, str, str, "Path"]


def _prepared(release: Release, tasks: list[_Task], jobs: int) -> Iterator[str]:
    """Yield the name of each query whose answer is there, as it comes to be."""
    folder = os.fspath(release.store_folder())
    if jobs == 1 or len(tasks) == 1 or release.manifest.counts.quads <= FEW:
        store = release.open_store()
        for task in tasks:
            yield _keep(store, task)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin, initargs=(folder,)) as pool:
        running = [pool.submit(_evaluate, task) for task in tasks]
        try:
            for done in as_completed(running):
                yield done.result()
        except BrokenProcessPool:
            said = "the process that prepares its answers ended (a fault of the engine, or no memory left)"
            raise ReleaseError(said, source=str(release.folder)) from None
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(folder: str) -> None:
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    _store.append(ox.Store.read_only(folder))


def _evaluate(task: _Task) -> str:
    return _keep(_store[0], task)


def _keep(store: ox.Store, task: _Task) -> str:
    name, text, base, path = task
    try:
        sparql.keep(sparql.evaluate(store, text, base=base, source=f"{name}.rq"), path)
    except OSError as error:
        raise ReleaseError(f"cannot be written: {error.strerror or error}", source=str(path)) from error
    except QueryError as error:
        raise QueryError(f"{name} cannot be prepared: {error.message}", source=error.source) from error
    return name
