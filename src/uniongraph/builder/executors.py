"""Where documents are read: in this process, in several across the cores, or on the machines of a cluster."""

from __future__ import annotations

import gc
import os
import socket
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Any, Final

from uniongraph.builder import reading
from uniongraph.errors import UnionGraphError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

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
    """Yield what became of each file, in the order in which they are done; a few batches are under way at a time.

    Where a process ends of itself (a fault in native code, no memory left) the documents that were under way are read
    again one by one, and only the one that ends its process again is refused.
    """
    batches = [tasks[begin : begin + _BATCH] for begin in range(0, len(tasks), _BATCH)]
    if jobs == 1 or len(tasks) <= _FEW:
        for batch in batches:
            yield from reading.read_batch(batch, setting)
        return
    waiting = deque(batches)
    while waiting:
        lost = yield from _read_together(waiting, setting, jobs)
        yield from _read_alone(lost, setting)


def _read_together(
    waiting: deque[Sequence[Task]], setting: Setting, jobs: int
) -> Generator[Outcome, None, list[Task]]:
    """Read the batches that wait, and return the documents that were under way when a process ended, if one did."""
    running: dict[Future[list[Outcome]], Sequence[Task]] = {}
    with _processes(setting, jobs) as pool:
        _see_it_start(pool)
        while waiting or running:
            try:
                while waiting and len(running) < 3 * jobs:
                    running[pool.submit(_read, waiting[0])] = waiting[0]
                    waiting.popleft()
            except BrokenProcessPool:
                pass  # so are the batches that run
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            if any(isinstance(each.exception(), BrokenProcessPool) for each in done):
                break
            for each in done:
                del running[each]
                yield from each.result()
    lost: list[Task] = []
    for each, batch in running.items():
        if isinstance(each.exception(), BrokenProcessPool):
            lost += batch
        else:
            yield from each.result()
    return lost


def _see_it_start(pool: ProcessPoolExecutor) -> None:
    """Raise UnionGraphError where no process starts: in a script that builds as it is imported, each would build too."""
    try:
        pool.submit(cores).result()
    except BrokenProcessPool:
        said = "no process that reads can start; a script must build under “if __name__ == '__main__':”"
        raise UnionGraphError(said) from None


def _read_alone(tasks: Sequence[Task], setting: Setting) -> Iterator[Outcome]:
    """Read documents one at a time, in a process that is replaced where one ends it."""
    left = deque(tasks)
    while left:
        with _processes(setting, 1) as pool:
            while left:
                task = left.popleft()
                try:
                    yield from pool.submit(_read, [task]).result()
                except BrokenProcessPool:
                    yield _lost(task)
                    break


def _lost(task: Task) -> Outcome:
    said = "ends the process that reads it (a fault in a library, or no memory left)"
    return task, reading.Refusal(task.sha256, UnionGraphError.__name__, said), {}


def _processes(setting: Setting, jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin, initargs=(setting,))


def run_on_cluster(tasks: Sequence[Task], setting: Setting, scheduler: str) -> Iterator[Outcome]:
    """Yield what became of each file, read by the workers of a Dask cluster, with the bytes to be kept here.

    The workers need the same uniongraph, and the documents at the same paths; nothing is written there. Raises
    UnionGraphError where Dask is not installed, the scheduler does not answer, or a worker fails.
    """
    batches = deque(tasks[begin : begin + _BATCH] for begin in range(0, len(tasks), _BATCH))
    suspects: list[Task] = []
    with _cluster(scheduler) as client:
        shared = client.submit(_same, replace(setting, shards=None), pure=False)
        running: dict[Any, Sequence[Task]] = {}

        def send(batch: Sequence[Task]) -> Any:  # noqa: ANN401 (Dask has no types)
            future = client.submit(reading.read_batch, batch, shared, pure=False)
            running[future] = batch
            return future

        answers = _as_completed(client, [send(batches.popleft()) for _ in range(min(_AHEAD, len(batches)))])
        for done in answers:
            batch = running.pop(done)
            if _has_ended_its_workers(done):
                suspects += batch
            else:
                yield from done.result()
            done.release()
            if batches:
                answers.add(send(batches.popleft()))
        for task in suspects:  # one at a time: Dask suspects all that were on a worker when it ended
            alone = send([task])
            yield from [_lost(task)] if _has_ended_its_workers(alone) else alone.result()


def _same(setting: Setting) -> Setting:
    """Return what is given: as a task of its own the setting reaches each worker once, and again where one was lost."""
    return setting


def _has_ended_its_workers(future: Any) -> bool:  # noqa: ANN401
    """Say whether worker after worker ended over a batch, as Dask found that gave it to one after another."""
    from distributed import KilledWorker  # noqa: PLC0415

    return isinstance(future.exception(), KilledWorker)


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
        _see_that_it_speaks(scheduler)
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UnionGraphError("no Dask scheduler answers here", source=scheduler) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise UnionGraphError("this Dask scheduler has no workers", source=scheduler) from None
        try:
            yield client
        except (CancelledError, OSError) as error:
            said = f"the Dask cluster was lost while it read: {type(error).__name__}: {str(error)[:120]}"
            raise UnionGraphError(" ".join(said.split()), source=scheduler) from error


def _see_that_it_speaks(scheduler: str) -> None:
    """Raise OSError where nothing, or something that says nothing, listens: Dask's client would wait for it for ever.

    A scheduler speaks first, whoever calls; one behind TLS or HTTP is left to the client.
    """
    from distributed.comm.addressing import get_address_host_port, parse_address  # noqa: PLC0415

    if parse_address(scheduler)[0] == "tcp":
        host, port = get_address_host_port(scheduler)
        with socket.create_connection((host, port), _PATIENCE) as line:
            line.settimeout(_PATIENCE)
            if not line.recv(1):
                raise ConnectionError


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
    outcomes = reading.read_batch(tasks, _setting[0])
    _settle()
    return outcomes


@cache
def _settle() -> None:
    """Spare the search for circles what the first batch loaded: libraries, tables and shapes stay for good.

    Whether that was done is remembered here: to ask the collector would cost a walk over all that is spared.
    """
    gc.collect()
    gc.freeze()
