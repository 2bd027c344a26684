"""Two files between an event loop and a thread: one the thread reads what came from, one it writes what goes out to.

Both hold little. Who is ahead waits: the thread on a condition, the loop on a future that the thread sets.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from typing import Final

__all__ = ["Aborted", "Inlet", "Outlet"]

_HELD: Final = 1 << 20
"""Bytes that wait in either direction."""
_FIRST: Final = 8_000
_PIECE: Final = 64 * 1024
"""The first piece goes out early, so that nobody waits; then they go out together."""


class Aborted(Exception):  # noqa: N818 (nobody is told: who aborted knows)
    """The other end has gone; raised in the thread."""


class _Side:
    """What both directions share: a lock, a bound, and the end of everything."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._changed = threading.Condition()
        self._stirred = asyncio.Event()
        self._size = 0
        self._is_aborted = False

    def abort(self) -> None:
        """End both sides' waiting; the thread gets Aborted (called in the loop)."""
        with self._changed:
            self._is_aborted = True
            self._changed.notify_all()
        self._stirred.set()

    def _stir(self) -> None:
        """Wake the loop (called in the thread)."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stirred.set)


class Inlet(_Side):
    """Fed by the loop, read by the thread."""

    def __init__(self) -> None:
        super().__init__()
        self._chunks: deque[bytes] = deque()
        self._is_ended = False
        self._failure: BaseException | None = None

    async def feed(self, chunk: bytes) -> None:
        """Put bytes in, and wait while there are many."""
        with self._changed:
            self._chunks.append(chunk)
            self._size += len(chunk)
            self._changed.notify_all()
        while self._size > _HELD and not self._is_aborted:
            self._stirred.clear()
            if self._size > _HELD:
                await self._stirred.wait()

    def end(self, failure: BaseException | None = None) -> None:
        """Say that no more comes, or what broke it off: the thread reads what is there, then this is raised in it."""
        with self._changed:
            self._is_ended, self._failure = True, failure
            self._changed.notify_all()

    def leave(self) -> None:
        """Say that nobody reads any more (called in the thread)."""
        with self._changed:
            self._is_aborted = True
        self._stir()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end (called in the thread)."""
        with self._changed:
            while not self._chunks and not self._is_ended and not self._is_aborted:
                self._changed.wait()
            if self._is_aborted:
                raise Aborted
            if not self._chunks:
                if self._failure is not None:
                    raise self._failure
                return b""
            chunk = self._chunks.popleft()
            if 0 <= size < len(chunk):
                self._chunks.appendleft(chunk[size:])
                chunk = chunk[:size]
            was_full = self._size > _HELD
            self._size -= len(chunk)
        if was_full and self._size <= _HELD:
            self._stir()
        return chunk


class Outlet(_Side):
    """Written by the thread, emptied by the loop."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []
        self._room = _FIRST
        self._waiting = 0
        self._is_ended = False

    def write(self, piece: bytes) -> int:
        """Put bytes out, and wait while there are many (called in the thread)."""
        with self._changed:
            while self._size > _HELD and not self._is_aborted:
                self._changed.wait()
            if self._is_aborted:
                raise Aborted
            self._pieces.append(bytes(piece))
            self._size += len(piece)
            self._waiting += len(piece)
            is_due = self._waiting >= self._room
            if is_due:
                self._waiting, self._room = 0, _PIECE
        if is_due:
            self._stir()
        return len(piece)

    def flush(self) -> None:
        """Do nothing: what is held goes out with what comes next, or with the end."""

    def end(self) -> None:
        """Say that no more comes (called in the loop, once the thread is done)."""
        self._is_ended = True
        self._stirred.set()

    @property
    def is_empty(self) -> bool:
        """Whether all that was written has been taken."""
        return not self._pieces

    async def take(self) -> bytes:
        """Return the next bytes, as soon as enough are there; none at the end."""
        while True:
            await self._stirred.wait()
            self._stirred.clear()
            with self._changed:
                taken = b"".join(self._pieces)
                self._pieces.clear()
                self._size = self._waiting = 0
                self._changed.notify_all()
            if taken:
                if self._is_ended:
                    self._stirred.set()
                return taken
            if self._is_ended or self._is_aborted:
                self._stirred.set()
                return b""
