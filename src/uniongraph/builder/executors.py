"""Where documents are read: in this process, in several across the cores, or on the machines of a cluster."""

from __future__ import annotations

import os
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Any, Final

from uniongraph.builder import reading
from uniongraph.errors import UnionGraphError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.builder.plan import Setting, Task
    from uniongraph.builder.reading import Outcome

__all__ = ["cores", "run", "run_on_cluster"]

_BATCH: Final = 16
"""So many documents are judged against the shapes at once, and lost at once where a build is killed."""
_FEW: Final = 8
"""So many documents are read sooner than other processes start."""
_AHEAD: Final = 64
"""So many batches are on their way at once: the answers of all others need no memory."""
_PATIENCE: Final = 10
"""Seconds that a scheduler may take to answer."""
_setting: list[Setting] = []


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(tasks: Sequence[Task], setting: Setting, jobs: int) -> Iterator[Outcome]:
    """Yield what became of each file, in the order in which they are done; a few batches are under way at a time."""
    batches = [tasks[begin : begin + _BATCH] for begin in range(0, len(tasks), _BATCH)]
    if jobs == 1 or len(tasks) <= _FEW:
        for batch in batches:
            yield from reading.read_batch(batch, setting)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(setting,)) as pool:
        running: set[Future[list[Outcome]]] = set()
        for batch in batches:
            running.add(pool.submit(_read, batch))
            if len(running) >= 3 * jobs:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for each in done:
                    yield from each.result()
        for each in running:
            yield from each.result()


def run_on_cluster(tasks: Sequence[Task], setting: Setting, scheduler: str) -> Iterator[Outcome]:
    """Yield what became of each file, read by the workers of a Dask cluster, with the bytes to be kept here.

    The workers need the same uniongraph, and the documents at the same paths; nothing is written there. Raises
    UnionGraphError where Dask is not installed, the scheduler does not answer, or a worker fails.
    """
    with _cluster(scheduler) as client:
        shared = client.scatter(replace(setting, shards=None), broadcast=True, hash=False)
        waiting = iter([tasks[begin : begin + _BATCH] for begin in range(0, len(tasks), _BATCH)])
        first = [_submit(client, batch, shared) for batch in islice(waiting, _AHEAD)]
        running = _as_completed(client, first)
        for done in running:
            yield from done.result()
            done.release()
            for batch in islice(waiting, 1):
                running.add(_submit(client, batch, shared))


def _submit(client: Any, batch: Sequence[Task], shared: Any) -> Any:  # noqa: ANN401 (Dask has no types)
    return client.submit(reading.read_batch, batch, shared, pure=False)


def _as_completed(client: Any, futures: list[Any]) -> Any:  # noqa: ANN401
    from distributed import as_completed  # noqa: PLC0415

    return as_completed(futures, loop=client.loop)  # type: ignore[no-untyped-call]


@contextmanager
def _cluster(scheduler: str) -> Iterator[Any]:
    try:
        from distributed import Client  # noqa: PLC0415 (an extra, and a second to import)
    except ImportError:
        said = "reading on a cluster needs Dask, which is not installed: pip install 'uniongraph[dask]'"
        raise UnionGraphError(said) from None
    try:
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UnionGraphError("no Dask scheduler answers here", source=scheduler) from error
    with client:
        yield client


def _begin(setting: Setting) -> None:
    _setting[:] = [setting]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the process that asked is gone: killed, it cannot tell its workers to stop."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(tasks: Sequence[Task]) -> list[Outcome]:
    return reading.read_batch(tasks, _setting[0])
