"""Where queries that ask services elsewhere stand in line, and who may be asked."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uniongraph.errors import QueryBusy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from uniongraph.federation import Partners

__all__ = ["Desk"]

_AT_ONCE: Final = 8
_WAITING: Final = 64
"""Queries that ask services elsewhere at once, and that wait for it: each may hold megabytes of their answers."""


@dataclass
class Desk:
    """The services that may be asked, and the places for those who ask."""

    partners: Partners
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))
    _waiting: int = 0

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Give a place for as long as the block runs; QueryBusy where too many wait for one."""
        if self._waiting >= _WAITING:
            raise QueryBusy("too many queries wait to ask services elsewhere", source="service")
        self._waiting += 1
        try:
            await self._places.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._places.release()
