"""Queries that ask services elsewhere: asked from here, since the processes that evaluate reach no network."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING, Final

from uniongraph.errors import QueryTimeout
from uniongraph.server.protocol import Question
from uniongraph.sparql import Limits
from uniongraph.workers import gathered

if TYPE_CHECKING:
    from uniongraph.federation import Said
    from uniongraph.server.service import Service

__all__ = ["SAID", "Federated", "join"]

SAID: Final = "X-Uniongraph-Service"
"""The header that tells of each answer of a service elsewhere that an answer rests on."""


@dataclass(frozen=True, slots=True)
class Federated:
    """A question with the answers of the services that it asks, the seconds that are left for it, and what is told of them."""

    question: Question
    timeout: float | None
    said: tuple[Said, ...] = ()

    @property
    def headers(self) -> dict[str, str]:
        """What the response says of the services; it is to be kept by nobody, since they may answer otherwise tomorrow."""
        if not self.said:
            return {}
        return {SAID: ", ".join(map(str, self.said)), "Cache-Control": "no-store"}


async def join(served: Service, question: Question, timeout: float | None) -> Federated:
    """Return a question as the workers can answer it; raises what `federation.join` does.

    A question that asks nobody, or on a service that may ask nobody, is returned as it is: the engine's gate refuses it.
    """
    desk = served.desk
    if desk is None:
        return Federated(question, timeout)
    from uniongraph import federation  # noqa: PLC0415 (its library is slow, and most ask nobody)

    if not federation.mentions(question.text):
        return Federated(question, timeout)
    most = served.pool.setting.timeout
    begin, seconds = monotonic(), min(timeout or most, most)

    async def scope(text: str) -> list[str]:
        """Return the variables of a query, asked of a worker over a graph that holds nothing."""
        probe = Question(text, (federation.NOWHERE,), source=question.source)
        answer = await served.ask(probe, "json", limits=Limits(), timeout=seconds)
        found: list[str] = json.loads(await gathered(answer))["head"]["vars"]
        return found

    try:
        async with asyncio.timeout(seconds), desk.place():
            joined = await federation.join(
                question.text, desk.partners, scope=scope, seconds=seconds, base=served.base
            )
    except TimeoutError:
        raise QueryTimeout(f"the query is not done after {seconds:g} s", source=question.source) from None
    left = max(seconds - (monotonic() - begin), _LEAST)
    return Federated(replace(question, text=joined.text, blocks=joined.blocks), left, joined.said)


_LEAST: Final = 0.01
"""Seconds that are left where none are: the workers say then that the time is over."""
