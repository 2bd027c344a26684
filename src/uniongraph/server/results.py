"""What queries answered, kept: the same task over the same release has the same answer, however it was asked for.

The key is the task itself (query, dataset, format and limits), so GET, both kinds of POST and a prepared query share
one answer, whatever the order of their parameters. This stands behind `caching`, which knows addresses only and gives
back what it sent; here a response is still made, but nothing is evaluated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from uniongraph import sparql
from uniongraph.server.shelf import OVERHEAD, Gathered, Shelf
from uniongraph.workers import Ending

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from uniongraph.workers import Answering, Asking, Task

__all__ = ["Kept", "Results"]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer whose bytes are all there."""

    body: bytes
    ending: Ending
    waited: float = 0.0
    is_old: bool = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the bytes at once."""
        yield self.body

    def close(self) -> None:
        """Do nothing: nobody works on it any more."""


class Results:
    """Answers tasks from what is kept, or has a pool answer them; keeps up to ``size`` bytes, with 0 nothing."""

    def __init__(self, size: int = 8 << 20) -> None:
        self._shelf: Shelf[bytes, Kept] = Shelf(size)

    async def ask(self, pool: Asking, task: Task, *, timeout: float | None = None) -> Answering:
        """Return the answer to a task once its first bytes are there; raises what `Pool.ask` does."""
        key = task.key
        kept = self._shelf.get(key)
        if kept is not None:
            return kept
        answer = await pool.ask(task, timeout=timeout)
        if sparql.is_volatile(task.text):
            return answer

        def keep(found: Kept) -> None:
            self._shelf.put(key, found, len(found.body) + len(key) + OVERHEAD)

        return _Recorded(answer, keep)


class _Recorded:
    """Passes an answer on, and gives it to be kept where it ends by itself and is not too large.

    An answer that was cut at a limit is kept as well: the limit is part of the task.
    """

    def __init__(self, answer: Answering, keep: Callable[[Kept], None]) -> None:
        self._answer = answer
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
        gathered = Gathered()
        async for piece in self._answer:
            gathered.add(piece)
            yield piece
        ending, whole = self.ending, gathered.whole
        if whole is not None and ending is not None and ending.error is None:
            self._keep(Kept(whole, ending))

    def close(self) -> None:
        self._answer.close()
