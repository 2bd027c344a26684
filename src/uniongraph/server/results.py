"""What queries answered, kept: the same task over the same release has the same answer, however it was asked for.

The key is the task itself (query, dataset, format and limits), so GET, both kinds of POST and a prepared query share
one answer, whatever the order of their parameters. This stands behind `caching`, which knows addresses only and gives
back what it sent; here a response is still made, but nothing is evaluated. What is too large for memory is kept in a
file without a name, as far as there is room for it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph import sparql
from uniongraph.server.shelf import OVERHEAD, Gathered, Room, Shelf
from uniongraph.workers import Ending, gathered

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from uniongraph.server.shelf import Spilled
    from uniongraph.workers import Answering, Asking, Task

__all__ = ["Filed", "Kept", "Results"]


_PIECE: Final = 64 << 10
"""Bytes that are read of a file at a time: to compress them holds nobody up."""
_FILES, _KEPT, _LARGEST = 16, 12, 4
"""How many times as many bytes as in memory there may be in files, stay there when nobody reads them, and are of one answer."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer whose bytes are all there."""

    body: bytes
    ending: Ending
    waited: float = 0.0
    is_old: bool = False
    length: int | None = None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the bytes at once."""
        yield self.body

    def close(self) -> None:
        """Do nothing: nobody works on it any more."""


@dataclass(frozen=True, slots=True)
class Filed:
    """An answer whose bytes are all in a file; as many may read it at once as want to."""

    file: Spilled
    length: int
    ending: Ending
    waited: float = 0.0
    is_old: bool = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the bytes in pieces."""
        for begin in range(0, self.length, _PIECE):
            # In a thread, so that others are answered between two pieces.
            yield await asyncio.to_thread(self.file.read, begin, _PIECE)

    def close(self) -> None:
        """Do nothing: the file is closed when nobody holds it any more."""


@dataclass(slots=True)
class _Shared:
    """An answer that is being made, and how many wait for it."""

    work: asyncio.Task[tuple[bytes, str | None]]
    waiting: int = 0


class Results:
    """Answers tasks from what is kept, or has a pool answer them; ``size`` bounds the bytes in memory, with 0 nothing is kept."""

    def __init__(self, size: int = 8 << 20) -> None:
        self._shelf: Shelf[bytes, Kept] = Shelf(size)
        self._files: Shelf[bytes, Filed] = Shelf(size * _KEPT)
        self._room = Room(size * _FILES)
        self._size = size
        self._made: dict[object, _Shared] = {}

    async def whole(
        self, pool: Asking, task: Task, *, timeout: float | None = None
    ) -> tuple[bytes, str | None]:
        """Return all bytes of an answer and what is left out of it; raises what `ask` does.

        Who asks while the same is being answered waits for that, so that many who want one page take one worker; it is
        given up when the last of them has gone.
        """
        key = task.key
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = _Shared(asyncio.ensure_future(self._gathered(pool, task, timeout)))
            made.work.add_done_callback(lambda _: self._forget(key, made))
        made.waiting += 1
        try:
            return await asyncio.shield(made.work)
        finally:
            made.waiting -= 1
            if not made.waiting and not made.work.done():
                self._forget(key, made)
                made.work.cancel()

    def _forget(self, key: object, made: _Shared) -> None:
        if self._made.get(key) is made:
            del self._made[key]

    async def _gathered(self, pool: Asking, task: Task, timeout: float | None) -> tuple[bytes, str | None]:
        answer = await self.ask(pool, task, timeout=timeout)
        content = await gathered(answer)
        return content, answer.ending.cut if answer.ending else None

    async def ask(self, pool: Asking, task: Task, *, timeout: float | None = None) -> Answering:
        """Return the answer to a task once its first bytes are there; raises what `Pool.ask` does.

        What holds answers of others is not kept: they may answer otherwise tomorrow.
        """
        if task.blocks:
            return await pool.ask(task, timeout=timeout)
        key = task.key
        kept = self._shelf.get(key) or self._files.get(key)
        if kept is not None:
            return kept
        answer = await pool.ask(task, timeout=timeout)
        if not self._size or sparql.is_volatile(task.text):
            return answer

        def keep(found: Gathered, ending: Ending) -> None:
            weight = found.size + len(key) + OVERHEAD
            if (body := found.whole) is not None:
                self._shelf.put(key, Kept(body, ending), weight)
            elif found.file is not None:
                self._files.put(key, Filed(found.file, found.size, ending), weight)

        return _Recorded(answer, Gathered(self._size * _LARGEST, self._room), keep)


class _Recorded:
    """Passes an answer on, and gives it to be kept where it ends by itself and is not too large.

    An answer that was cut at a limit is kept as well: the limit is part of the task.
    """

    length: Final = None

    def __init__(
        self, answer: Answering, gathered: Gathered, keep: Callable[[Gathered, Ending], None]
    ) -> None:
        self._answer = answer
        self._gathered = gathered
        self._keep = keep

    @property
    def ending(self) -> Ending | None:
        return self._answer.ending

    @property
    def waited(self) -> float:
        return self._answer.waited

    @property
    def is_old(self) -> bool:
        return self._answer.is_old

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._answer:
            self._gathered.add(piece)
            yield piece
        if self.ending is not None and self.ending.error is None:
            self._keep(self._gathered, self.ending)

    def close(self) -> None:
        self._answer.close()
