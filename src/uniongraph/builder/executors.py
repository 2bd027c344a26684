"""Where documents are read: in this process, or in several across the cores."""

from __future__ import annotations

import os
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Final

from uniongraph.builder import reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.builder.plan import Setting, Task
    from uniongraph.builder.reading import Outcome

__all__ = ["cores", "run"]

_BATCH: Final = 8
_FEW: Final = 8
"""So many documents are read sooner than other processes start."""
_setting: list[Setting] = []


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(tasks: Sequence[Task], setting: Setting, jobs: int) -> Iterator[Outcome]:
    """Yield what became of each file, in the order in which they are done; a few batches are under way at a time."""
    if jobs == 1 or len(tasks) <= _FEW:
        for task in tasks:
            yield reading.read(task, setting)
        return
    batches = iter([tasks[begin : begin + _BATCH] for begin in range(0, len(tasks), _BATCH)])
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
