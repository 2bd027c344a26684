"""The processes as the pool sees them: the nursery that makes workers, and each worker at its end of a socket."""

from __future__ import annotations

import asyncio
import os
import resource
import socket
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from uniongraph.errors import ReleaseError
from uniongraph.workers import task as frames
from uniongraph.workers.nursery import ID

if TYPE_CHECKING:
    from uniongraph.workers.task import Frame, Task

__all__ = ["Nursery", "Worker", "may_rise"]

_HELD: Final = 1 << 20
"""Bytes of an answer that wait here for a slow reader; then its worker waits too."""
_END: Final = 2.0
"""Seconds within which a nursery must have ended its workers and itself."""
_ALLOCATOR, _SMALL_FIRST = "GLIBC_TUNABLES", "glibc.malloc.tcache_count=200"
"""A query takes and gives back many small pieces of memory; with more of them at hand it takes a twentieth less time."""
_SYS_NICE: Final = 1 << 23
"""The capability to raise priorities, as Linux counts them."""
_START: Final = 20.0
"""Seconds within which a nursery must have opened its store."""


class Nursery:
    """The process that opened a store and makes the workers on it."""

    def __init__(self, store: Path, *, memory: int) -> None:
        """Start the process, and do not wait for it. ``memory`` (bytes) bounds each worker."""
        self._commands, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(  # noqa: S603 (this very interpreter, and paths of ours)
                [
                    sys.executable,
                    "-m",
                    "uniongraph.workers",
                    str(number),
                    os.fspath(store),
                    str(memory),
                ],
                stdin=subprocess.DEVNULL,
                pass_fds=[number],
                env={_ALLOCATOR: _SMALL_FIRST, **os.environ},
            )
        self._commands.setblocking(False)
        self._store = store
        self._answers: deque[asyncio.Future[int]] = deque()
        self._listening: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Wait until the store is open; ReleaseError where it cannot be opened."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(_START):
                said = await loop.sock_recv(self._commands, 1)
        except (TimeoutError, OSError):
            said = b""
        if said != b"+":
            self.close()
            raise ReleaseError("cannot be opened", source=os.fspath(self._store))
        self._listening = loop.create_task(self._listen())

    async def _listen(self) -> None:
        """Hand the ids that come to those who asked for a worker, in the order they asked."""
        loop = asyncio.get_running_loop()
        rest = b""
        with suppress(OSError):
            while said := await loop.sock_recv(self._commands, 4096):
                rest += said
                while len(rest) >= ID.size:
                    (pid,) = ID.unpack(rest[: ID.size])
                    rest = rest[ID.size :]
                    answer = self._answers.popleft()
                    if not answer.done():
                        answer.set_result(pid)
        for answer in self._answers:
            if not answer.done():
                answer.set_exception(ReleaseError("is no longer served", source=os.fspath(self._store)))
        self._answers.clear()

    async def bear(self) -> Worker:
        """Return a new worker that is ready; ReleaseError where the nursery is gone."""
        ours, theirs = socket.socketpair()
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[int] = loop.create_future()
        with theirs:
            try:
                socket.send_fds(self._commands, [b"F" + ID.pack(0)], [theirs.fileno()])
            except OSError as error:
                ours.close()
                raise ReleaseError("is no longer served", source=os.fspath(self._store)) from error
        self._answers.append(answer)
        try:
            pid = await answer
            _, worker = await loop.create_connection(lambda: Worker(pid, self), sock=ours)
        except BaseException:
            ours.close()
            raise
        try:
            async with asyncio.timeout(_START):
                said = await worker.receive()
        except BaseException:
            worker.end()
            raise
        if said is None:
            worker.end()
            raise ReleaseError("has a worker that does not start", source=os.fspath(self._store))
        return worker

    @property
    def is_open(self) -> bool:
        """Whether workers can still be made."""
        return self._listening is not None and self._process.poll() is None

    def kill(self, pid: int) -> None:
        """Have a worker of this nursery end at once."""
        with suppress(OSError):  # a nursery that is gone took its workers with it
            self._commands.send(b"K" + ID.pack(pid))

    def close(self) -> None:
        """End the nursery and all its workers."""
        if self._commands.fileno() < 0:
            return
        if self._listening is not None and not self._listening.done():
            # At once: cancelled, it would do so when the number of the socket may be that of another already.
            self._listening.get_loop().remove_reader(self._commands)
            self._listening.cancel()
        self._commands.close()
        try:
            self._process.wait(_END if self._listening is not None else 0)  # it obeys once it is open
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@cache
def may_rise() -> bool:
    """Whether the system lets a process of ours have its priority back once it has stepped back."""
    if sys.platform != "linux":
        return os.geteuid() == 0
    least = 20 - resource.getrlimit(resource.RLIMIT_NICE)[0]
    with suppress(OSError, ValueError, IndexError):
        effective = Path("/proc/self/status").read_text("ascii").partition("CapEff:")[2].split()[0]
        if int(effective, 16) & _SYS_NICE:
            return True
    return least <= os.getpriority(os.PRIO_PROCESS, 0)


class Worker(asyncio.Protocol):
    """A process that evaluates one task at a time."""

    def __init__(self, pid: int, nursery: Nursery) -> None:
        self.pid = pid
        self._nursery = nursery
        self._transport: asyncio.Transport | None = None
        self._bytes = bytearray()
        self._changed = asyncio.Event()
        self.is_paused = False
        self.is_alive = True
        self.spent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport (asyncio calls this)."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Keep what came (asyncio calls this)."""
        self._bytes += data
        self._changed.set()
        if len(self._bytes) > _HELD and not self.is_paused:
            assert self._transport is not None
            self._transport.pause_reading()
            self.is_paused = True

    def connection_lost(self, _: Exception | None) -> None:
        """Note that the process is gone (asyncio calls this)."""
        self.is_alive = False
        self._changed.set()

    @property
    def is_unread(self) -> bool:
        """Whether some of its answer waits here for who reads it."""
        return bool(self._bytes)

    def send(self, task: Task) -> None:
        """Put a task to the worker; where it has ended meanwhile `receive` says so."""
        assert self._transport is not None
        if self.is_alive:
            self._transport.write(frames.pack("task", task.encoded()))

    async def receive(self) -> list[Frame] | None:
        """Return the frames that came, as soon as there are some; None where the process has gone."""
        while not (found := frames.unpacked(self._bytes)):
            if not self.is_alive:
                return None
            self._changed.clear()
            if self.is_paused:
                self._resume()
            await self._changed.wait()
        if self.is_paused:
            self._resume()
        return found

    def _resume(self) -> None:
        assert self._transport is not None
        self.is_paused = False
        self._transport.resume_reading()

    def step_back(self, niceness: int) -> None:
        """Let this process run behind others."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, niceness)

    def step_forth(self) -> bool:
        """Let this process run beside others again; tell whether the system lets us."""
        try:
            os.setpriority(os.PRIO_PROCESS, self.pid, os.getpriority(os.PRIO_PROCESS, 0))
        except OSError:
            return False
        return True

    def spending(self) -> float | None:
        """Return the seconds of processor time since its last answer ended, None where the system does not tell."""
        if sys.platform != "linux":
            return None
        try:
            return time.clock_gettime(~self.pid << 3 | 2) - self.spent  # clock_getcpuclockid(3)
        except OSError:
            return None

    def end(self) -> None:
        """Kill the process, whatever it does; from now on it counts as dead, though what it sent can be received."""
        self.is_alive = False
        self._nursery.kill(self.pid)
        if self._transport is not None:
            self._transport.abort()
