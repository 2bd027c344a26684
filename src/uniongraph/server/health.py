"""``/healthz`` and ``/readyz``: whether the process lives, and whether a query would be answered."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse

from uniongraph.errors import UnionGraphError
from uniongraph.server import records, service
from uniongraph.workers import Task, gathered

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from uniongraph.server.service import Service

__all__ = ["Readiness", "alive"]

_HOLDS: Final = 1.0
"""Seconds that what a worker said holds."""
_PATIENCE: Final = 2.0
"""Seconds within which a worker must answer."""
_PROBE: Final = Task("ASK {}", "json", source="readiness")


async def alive(_: Request) -> Response:
    """Answer, which is all that is asked."""
    return _said("alive", 200)


class Readiness:
    """Asks a worker the least that can be asked, at most once a second, however many want to know."""

    def __init__(self) -> None:
        self._asking: asyncio.Task[str | None] | None = None
        self._until = 0.0
        self._about: Service | None = None

    async def respond(self, request: Request) -> Response:
        """Answer 200 where a worker answers, else 503 with what is in the way."""
        served = service.of(request)
        if self._asking is None or monotonic() >= self._until or served is not self._about:
            self._until = monotonic() + _PATIENCE + _HOLDS  # nobody asks again while one waits
            self._about = served
            self._asking = asyncio.create_task(self._ask(served))
        problem = await asyncio.shield(self._asking)
        if problem is None:
            return _said("ready", 200)
        records.of(request.scope).reason = problem
        return _said(problem, 503)

    async def _ask(self, served: Service) -> str | None:
        """Return why a worker does not answer, None where one does."""
        try:
            async with asyncio.timeout(_PATIENCE):
                # The pool itself is asked: what is kept tells nothing of workers.
                said = await gathered(await served.pool.ask(_PROBE, timeout=_PATIENCE))
        except (UnionGraphError, TimeoutError) as error:
            return str(error) or f"no worker answers within {_PATIENCE:g} s"
        finally:
            self._until = monotonic() + _HOLDS
        return None if b"true" in said else "a worker answers wrongly"


def _said(text: str, status: int) -> Response:
    return PlainTextResponse(f"{text}\n", status, headers={"Cache-Control": "no-store"})
