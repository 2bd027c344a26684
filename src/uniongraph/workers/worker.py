"""The process that evaluates: one task at a time, its answer written to the pool's socket while it is computed."""

from __future__ import annotations

import os
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import IO, TYPE_CHECKING, Final, cast

from uniongraph import labels, sparql
from uniongraph.errors import QueryFailed, UnionGraphError
from uniongraph.workers import task as frames
from uniongraph.workers.task import Ending, Task

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    import pyoxigraph as ox

    from uniongraph.pages.views import Names
    from uniongraph.pages.written import Made

__all__ = ["work"]

_STATM: Final = "/proc/self/statm"
_PIECE: Final = 64 * 1024
_PATIENCE: Final = 0.01
_FULL: Final = 8_000
"""The engine writes 8 kB at a time, and they go out together: bytes, seconds from the beginning of a task, and bytes
of a piece behind which more will follow.

An answer that is done sooner and no larger goes out in one message with its end; of one that takes longer the first
bytes go out as they come, so that nobody waits for them.
"""


def work(store: ox.Store, pool: socket.socket) -> None:
    """Serve the tasks that come over a socket until it is closed at the other end."""
    bell = _Bell()
    names: Names = {}
    with pool.makefile("rb") as incoming, suppress(BrokenPipeError, ConnectionResetError):
        pool.sendall(frames.pack("ready"))
        while head := incoming.read(frames.HEAD):
            _, length = frames.unpack(head)
            outlet = _Outlet(pool, bell)
            ending = _answer(store, Task.decoded(incoming.read(length)), outlet, names)
            outlet.end(replace(ending, memory=_memory(), spent=time.process_time()))


def _answer(store: ox.Store, task: Task, outlet: _Outlet, names: Names) -> Ending:
    """Evaluate one task and send what it answers; return how that ended."""
    try:
        return Ending(cut=_write(store, task, cast("IO[bytes]", outlet), names))
    except sparql.Cut as cut:
        return Ending(cut=str(cut))
    except UnionGraphError as error:
        return Ending.of(error)
    except MemoryError:
        return Ending.of(QueryFailed("the query takes more memory than it may", source=task.source))
    except Exception:
        if task.page is None:
            raise
        traceback.print_exc()  # a bug of a page's: it is told, and the process is whole
        return Ending.of(UnionGraphError("the page met a fault of its own", source=task.source))


def _write(store: ox.Store, task: Task, output: IO[bytes], names: Names) -> str | None:
    """Write what answers a task; return what is left out of it where it is well-formed all the same."""
    if task.page is not None:
        made = _made(store, task, task.page, names)
        output.write(made.text.encode())
        return made.cut
    if task.dump is not None:
        sparql.dump(store, task.dump, task.format, output, union=task.union, limits=task.limits)
    elif not (task.kept and _resent(task, output)):
        answer = _evaluated(store, task)
        prefixes = sparql.prefixes(task.text) if task.format in sparql.PREFIXED else {}
        sparql.write(answer, task.format, output, prefixes=prefixes, limits=task.limits)
    return None


def _made(store: ox.Store, task: Task, page: str, names: Names) -> Made:
    from pathlib import Path  # noqa: PLC0415

    from uniongraph.pages import views  # noqa: PLC0415 (templates take 60 ms, before the first page)

    index = labels.opened(task.labels) if task.labels else None
    derived = Path(task.kept) if task.kept else None
    return views.make(store, views.View.decoded(page), index, task.limits, derived=derived, names=names)


def _resent(task: Task, output: IO[bytes]) -> bool:
    assert task.kept is not None
    return sparql.send(task.kept, task.format, output, rows=task.rows, limits=task.limits)


def _evaluated(store: ox.Store, task: Task) -> sparql.Answer:
    index = labels.opened(task.labels) if task.labels and task.sought else None
    return sparql.evaluate(
        store,
        task.text,
        base=task.base,
        default_graphs=task.default_graphs,
        named_graphs=task.named_graphs,
        union=task.union,
        among=labels.among(index, task.sought),
        blocks=dict(task.blocks),
        source=task.source,
    )


class _Bell:
    """Rings once, after a while, where it was not stopped before: a thread of its own, for evaluation does not return."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: tuple[float, Callable[[], None]] | None = None
        self._thread: threading.Thread | None = None

    def set(self, late: float, ring: Callable[[], None]) -> None:
        """Have something done at a moment of `time.monotonic`."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._wait, daemon=True)
            self._thread.start()
        with self._changed:
            self._due = late, ring
            self._changed.notify()

    def stop(self) -> None:
        """Have nothing done; what is being done has been done when this returns."""
        with self._changed:
            self._due = None

    def _wait(self) -> None:
        with self._changed:
            while True:
                left = self._due[0] - time.monotonic() if self._due is not None else None
                if self._due is not None and left is not None and left <= 0:
                    (_, ring), self._due = self._due, None
                    with suppress(OSError):  # nobody reads any more, and the next write will hear of it
                        ring()
                else:
                    self._changed.wait(left)


class _Outlet:
    """Sends bytes to the pool: those of a quick answer at once, those of another in pieces, the first soon."""

    def __init__(self, pool: socket.socket, bell: _Bell) -> None:
        self._pool = pool
        self._bell = bell
        self._held: list[bytes] = []
        self._size = 0
        self._late: float | None = time.monotonic() + _PATIENCE
        self._lock = threading.Lock()

    def write(self, piece: bytes) -> int:
        with self._lock:
            self._held.append(bytes(piece))
            self._size += len(piece)
            if self._size < _PIECE and (self._late is None or time.monotonic() < self._late):
                is_first = self._late is not None and self._size == len(piece) >= _FULL
            else:
                self._send()
                return len(piece)
        if is_first and self._late is not None:
            self._bell.set(self._late, self._send_first)
        return len(piece)

    def flush(self) -> None:
        """Do nothing: what is held goes out with what comes next, or with the end."""

    def end(self, ending: Ending) -> None:
        if self._late is not None:
            self._bell.stop()
        with self._lock:  # the first bytes may be going out just now
            self._pool.sendall(self._taken() + frames.pack("end", ending.encoded()))

    def _send_first(self) -> None:
        with self._lock:
            if self._held:
                self._send()

    def _send(self) -> None:
        self._late = None
        self._pool.sendall(self._taken())

    def _taken(self) -> bytes:
        """Return what is held as one frame, and hold it no longer."""
        whole = b"".join(self._held)
        self._held.clear()
        self._size = 0
        return frames.pack("piece", whole) if whole else b""


def _memory() -> int:
    """Return how many bytes this process holds, 0 where the system does not tell."""
    try:
        return int(os.pread(_statm(), 200, 0).split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


@cache
def _statm() -> int:
    """Return where the system tells what this process holds, opened once: every answer ends by looking there."""
    return os.open(_STATM, os.O_RDONLY | os.O_CLOEXEC)
