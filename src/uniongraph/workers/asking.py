"""What a server needs of whoever answers its tasks, be it a pool of workers or a service elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import AsyncIterator

    from uniongraph.workers.pool import Setting
    from uniongraph.workers.task import Ending, Task

__all__ = ["Answering", "Asking", "gathered"]


class Answering(Protocol):
    """The bytes of an answer as they come, and after the last of them how it ended (see `pool.Answer`)."""

    @property
    def ending(self) -> Ending | None:
        """How the answer ended, None as long as it has not."""

    @property
    def waited(self) -> float:
        """The seconds it stood in line."""

    @property
    def is_old(self) -> bool:
        """Whether it took longer than a moment."""

    @property
    def length(self) -> int | None:
        """How many bytes it has where all of them are there, but not in memory; None otherwise."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Return what gives the pieces."""

    def close(self) -> None:
        """End the answer, early where there would be more."""


class Asking(Protocol):
    """Answers tasks (see `pool.Pool`)."""

    setting: Setting

    @property
    def busy(self) -> tuple[int, int, int]:
        """How many queries are young, how many are elders, how many wait."""

    @property
    def processes(self) -> int:
        """How many processes answer."""

    @property
    def ended(self) -> Counter[str]:
        """How many queries were ended before they were done, by the reason."""

    async def open(self) -> None:
        """Wait until tasks can be answered."""

    def close(self) -> None:
        """End everything."""

    async def ask(self, task: Task, *, timeout: float | None = None) -> Answering:
        """Return the answer to a task as soon as its first bytes are there."""


async def gathered(answer: Answering) -> bytes:
    """Return all bytes of an answer, and close it, also where whoever waits for them is told to go."""
    try:
        return b"".join([piece async for piece in answer])
    finally:
        answer.close()
