"""What a server needs of whoever answers its tasks, be it a pool of workers or a service elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from uniongraph.workers.pool import Setting
    from uniongraph.workers.task import Ending, Task

__all__ = ["Answering", "Asking"]


class Answering(Protocol):
    """The bytes of an answer as they come, and after the last of them how it ended (see `pool.Answer`)."""

    ending: Ending | None

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Return itself."""

    async def __anext__(self) -> bytes:
        """Return the next bytes."""

    def close(self) -> None:
        """End the answer early."""


class Asking(Protocol):
    """Answers tasks (see `pool.Pool`)."""

    setting: Setting

    @property
    def busy(self) -> tuple[int, int, int]:
        """How many queries are young, how many are elders, how many wait."""

    async def open(self) -> None:
        """Wait until tasks can be answered."""

    def close(self) -> None:
        """End everything."""

    async def ask(self, task: Task, *, timeout: float | None = None) -> Answering:
        """Return the answer to a task as soon as its first bytes are there."""
