"""The process that makes workers: it opens the store once and forks, so that a new worker is there in milliseconds.

It is started by the pool as a program of its own, with one thread and nothing of the server in it, and takes commands
over a socket: ``F`` with the socket of the worker to be, answered by its process id; ``K`` and a process id. Only the
nursery ends workers, because only it, who buries them, knows that an id is still theirs. It ends, and they with it,
when the pool's end of the socket closes.
"""

from __future__ import annotations

import array
import gc
import os
import selectors
import signal
import socket
import struct
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from uniongraph.workers import confinement
from uniongraph.workers.worker import work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["COMMAND", "ID", "main"]

ID = struct.Struct(">q")
"""A process id on the socket, in a command and in the answer to one."""
COMMAND = 1 + ID.size
"""Bytes of a command."""
_IDLE = 0.02
"""Seconds without a command after which there is time for what workers will need."""


def main(arguments: Sequence[str]) -> None:
    """Run the nursery: the number of the command socket, the folder of the store, bytes of memory for each worker."""
    number, folder, memory = arguments
    commands = socket.socket(fileno=int(number))
    confinement.die_with_parent(os.getppid())
    for told in (
        signal.SIGINT,
        signal.SIGTERM,
    ):  # both may come to the whole group; the pool says when to end
        signal.signal(told, signal.SIG_IGN)
    store = ox.Store.read_only(os.fspath(Path(folder)))
    try:
        commands.sendall(b"+")
    except OSError:  # whoever started it has stopped meanwhile
        os._exit(0)
    gc.collect()
    gc.freeze()  # what is there now is shared with every worker and is not looked through again
    _Nursery(commands, store, int(memory)).run()
    os._exit(0)  # whoever closed the pool waits, and there is nothing to tidy up


def _pages() -> Iterator[None]:
    """Have at hand what pages are made with: the modules, then each template in each language; pause after every one."""
    from uniongraph.pages import rendering, views  # noqa: F401, PLC0415 (60 ms, behind being ready)
    from uniongraph.pages.languages import LANGUAGES  # noqa: PLC0415

    yield
    for language in LANGUAGES:
        environment = rendering.environment(language)
        yield
        for name in environment.list_templates():
            environment.get_template(name)
            yield


class _Nursery:
    def __init__(self, commands: socket.socket, store: ox.Store, memory: int) -> None:
        self._commands = commands
        self._store = store
        self._memory = memory
        self._alive: set[int] = set()
        self._coming: Iterator[None] | None = _pages()

    def run(self) -> None:
        """Obey until the pool is gone, burying the dead between commands."""
        bell, rope = socket.socketpair()
        bell.setblocking(False)
        rope.setblocking(False)
        signal.set_wakeup_fd(rope.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._commands, selectors.EVENT_READ)
            waiting.register(bell, selectors.EVENT_READ)
            while True:
                ready = {key.fileobj for key, _ in waiting.select(_IDLE if self._coming else None)}
                if not ready:
                    self._prepare()
                if bell in ready:
                    with suppress(BlockingIOError):
                        bell.recv(4096)
                    self._bury()
                if self._commands in ready and not self._obey():
                    self._end()
                    return

    def _prepare(self) -> None:
        """Do the next step of what workers will need that are forked later, while nothing else is to be done."""
        if self._coming is None:
            return
        try:
            next(self._coming)
        except StopIteration:
            self._coming = None
            gc.collect()
            gc.freeze()
        except Exception:  # a worker meets it again, and tells whoever asked
            traceback.print_exc()
            self._coming = None

    def _obey(self) -> bool:
        """Do what the next command says; return whether the pool is still there."""
        try:
            message, sent, _, _ = self._commands.recvmsg(COMMAND, socket.CMSG_LEN(array.array("i").itemsize))
        except ConnectionResetError:  # it left an answer unread
            return False
        if not message:
            return False
        (pid,) = ID.unpack(message[1:])
        if message[:1] == b"F":
            born = self._fork(array.array("i", sent[0][2])[0])
            try:
                self._commands.sendall(ID.pack(born))
            except (BrokenPipeError, ConnectionResetError):  # it left before the worker was born
                return False
        elif pid in self._alive:
            os.kill(pid, signal.SIGKILL)
        return True

    def _fork(self, descriptor: int) -> int:
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            try:
                self._become(descriptor, parent)
            except Exception:
                traceback.print_exc()
            finally:
                os._exit(0)
        os.close(descriptor)
        self._alive.add(pid)
        return pid

    def _become(self, descriptor: int, parent: int) -> None:
        """Be a worker from here on."""
        confinement.die_with_parent(parent)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._commands.close()
        confinement.give_way()
        confinement.go_first()
        confinement.bound_memory(self._memory)
        confinement.confine()
        with socket.socket(fileno=descriptor) as pool:
            work(self._store, pool)

    def _end(self) -> None:
        """End all workers and bury them: left to the first process of a container, they might never be."""
        signal.set_wakeup_fd(-1)
        for pid in self._alive:
            os.kill(pid, signal.SIGKILL)
        while self._alive:
            self._alive.discard(os.waitpid(-1, 0)[0])

    def _bury(self) -> None:
        while self._alive:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            self._alive.discard(pid)
