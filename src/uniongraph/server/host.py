"""The host: which release answers now. Another takes over between two requests; what has begun ends where it began."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from uniongraph.errors import UnionGraphError
from uniongraph.server.service import KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

    from uniongraph.server.service import Service

    Successor = Callable[[str], Service | None]

__all__ = ["Host", "Leases"]

_LOOK: Final = 0.5
"""Seconds between two looks whether another release is current."""

logger = logging.getLogger(__name__)


class Host:
    """Holds the service that answers, and those before it until their last answer is given.

    ``successor`` is asked now and then, in a thread, with the id of the release that is served: it returns the service
    that is to take over, None where there is none. What it raises is logged, and the release that is served stays.
    """

    def __init__(self, first: Service, successor: Successor | None = None) -> None:
        self.current = first
        self._successor = successor
        # By identity: a release that comes back while an answer on it still runs is another service.
        self._leases: Counter[int] = Counter()
        self._retired: dict[int, Service] = {}
        self._following: asyncio.Task[None] | None = None
        self._said = ""
        self._ended: Counter[str] = Counter()

    @property
    def services(self) -> Sequence[Service]:
        """Every service that still has answers to give, the current one first."""
        return (self.current, *self._retired.values())

    @property
    def ended(self) -> Counter[str]:
        """How many answers ended before they were whole, by why, of all services that ever were."""
        return sum((service.pool.ended for service in self.services), Counter(self._ended))

    async def open(self) -> None:
        """Wait until the first service stands ready, and begin to look out for the next."""
        await self.current.pool.open()
        if self._successor is not None:
            self._following = asyncio.create_task(self._follow(self._successor))

    async def close(self) -> None:
        """End every service."""
        if self._following is not None:
            self._following.cancel()
            with suppress(asyncio.CancelledError):
                await self._following
        for service in self.services:
            service.pool.close()

    @contextmanager
    def lease(self) -> Iterator[Service]:
        """Give the service of now for one request: it stays whole until the request is answered."""
        service = self.current
        self._leases[id(service)] += 1
        try:
            yield service
        finally:
            self._leases[id(service)] -= 1
            self._dismiss()

    async def _follow(self, successor: Successor) -> None:
        while True:
            await asyncio.sleep(_LOOK)
            try:
                found = await asyncio.to_thread(successor, self.current.release_id)
                if found is not None:
                    await self._hand_over(found)
                self._said = ""
            except (UnionGraphError, OSError) as error:  # no process, no descriptor: perhaps the next time
                self._warn(f"release {self.current.release_id} stays: {error}")

    async def _hand_over(self, heir: Service) -> None:
        try:
            await heir.pool.open()
        except BaseException:
            heir.pool.close()
            raise
        former, self.current = self.current, heir
        self._retired[id(former)] = former
        self._dismiss()

    def _dismiss(self) -> None:
        """End those services that nobody waits for any more."""
        for former in [each for each in self._retired if not self._leases[each]]:
            pool = self._retired.pop(former).pool
            del self._leases[former]
            pool.close()
            self._ended += pool.ended

    def _warn(self, sentence: str) -> None:
        if sentence != self._said:  # once, however often it is looked
            logger.warning("%s", sentence)
        self._said = sentence


class Leases:
    """Gives each request the service that is current when it comes, for as long as its answer takes."""

    def __init__(self, app: ASGIApp, *, host: Host) -> None:
        self._app = app
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the application answer with a service."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with self._host.lease() as service:
            scope[KEY] = service
            await self._app(scope, receive, send)
