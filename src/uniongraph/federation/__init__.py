"""A query that asks others too: its SERVICE clauses are asked here, and their answers put in their places as VALUES.

The engine never sees a SERVICE. That a join comes out right is the algebra's doing: SERVICE stands for the solutions of
its group, evaluated elsewhere, and a VALUES block in the same place stands for the same solutions::

    partners = Partners.of(["http://127.0.0.1:7878/query"])
    joined = await join(query, partners, scope=scope, seconds=20)
    answer = sparql.evaluate(store, joined.text, blocks=dict(joined.blocks))

No binding of the query goes out: each clause is asked once, as it stands. Who wants few rows says so in the clause.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from uniongraph import sparql
from uniongraph.errors import QueryTimeout, ServiceFailed
from uniongraph.federation import solutions
from uniongraph.federation.clauses import find, mentions
from uniongraph.federation.partners import Partners
from uniongraph.fetching.addresses import shown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from uniongraph.federation.clauses import Clause
    from uniongraph.federation.solutions import Block

    Scope = Callable[[str], Awaitable[Sequence[str]]]
    """Returns the variables of ``SELECT *`` in a query, evaluated over nothing."""

__all__ = ["NOWHERE", "Joined", "Partners", "Said", "evaluate", "join", "mentions"]

NOWHERE: Final = "urn:x-uniongraph:nowhere"
"""A graph that holds nothing: over it a query is evaluated to learn its variables."""
_SHARE: Final = 2 / 3
"""How much of a query's time its services may take together; the rest is for what is joined with their answers."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is told of an answer that was put in: whose it is, when it came, its hash; None of both where a silent one failed."""

    url: str
    date: str | None = None
    sha256: str | None = None

    def __str__(self) -> str:
        if self.date is None:
            return f"<{shown(self.url)}>; failed"
        return f'<{shown(self.url)}>; date="{self.date}"; sha256={self.sha256}'


@dataclass(frozen=True, slots=True)
class Joined:
    """A query without SERVICE, the rows of its blocks (see `sparql.evaluate`), and what is told of each answer."""

    text: str
    blocks: tuple[tuple[int, str], ...]
    said: tuple[Said, ...]


async def join(
    query: str, partners: Partners, *, scope: Scope, seconds: float, base: str | None = None
) -> Joined:
    """Return a query with the answers of the services that it asks.

    All of them are asked at once, the same question to the same service once, within their share of ``seconds``.
    Raises QueryRefused for a service that is not allowed, QueryError for what is no SPARQL, QueryTimeout and
    ServiceFailed where a service does not answer as it should.
    """
    clauses = find(query)
    urls = [partners.allow(clause) for clause in clauses]
    late = monotonic() + seconds * _SHARE
    questions = [
        _Question(url, sparql.portable(clause.text, base=base), clause.is_silent)
        for url, clause in zip(urls, clauses, strict=True)
    ]
    asked: dict[_Question, asyncio.Task[tuple[Block, Said]]] = {}
    for question, clause in zip(questions, clauses, strict=True):
        if question not in asked:
            asking = _asked(
                question,
                f"{clause.text} LIMIT 0",
                partners,
                scope=scope,
                late=late,
                share=len(set(questions)),
            )
            asked[question] = asyncio.create_task(asking)
    try:
        await asyncio.gather(*asked.values())
    finally:
        for task in asked.values():
            task.cancel()
    found = [asked[question].result() for question in questions]
    text, blocks = _put_in(query, clauses, [block for block, _ in found])
    return Joined(text, blocks, tuple(dict.fromkeys(said for _, said in found)))


class _Question(NamedTuple):
    url: str
    text: str
    is_silent: bool


async def _asked(
    question: _Question, probe: str, partners: Partners, *, scope: Scope, late: float, share: int
) -> tuple[Block, Said]:
    """Return what a service answers to a question; nothing known where it fails and may."""
    variables = await scope(probe)
    try:
        left = max(late - monotonic(), 0.0)
        fetched = await partners.ask(question.url, question.text, deadline=left, share=share)
        block = await asyncio.to_thread(
            solutions.of_json,
            fetched.content,
            fetched.media_type,
            variables,
            url=shown(question.url),
            asked=question.text,
            sha256=fetched.sha256,
        )
    except (ServiceFailed, QueryTimeout):
        if not question.is_silent:
            raise
        return solutions.of_silence(variables), Said(question.url)
    return block, Said(question.url, fetched.date, fetched.sha256)


def _put_in(
    query: str, clauses: Sequence[Clause], blocks: Sequence[Block]
) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return a query with an empty VALUES block in the place of each clause, and the rows by where their block opens.

    The lines of a query stay its lines, so that what is said of a place in it is true.
    """
    text, end, rows = "", 0, []
    for clause, block in zip(clauses, blocks, strict=True):
        names = " ".join(f"?{name}" for name in block.variables)
        text += f"{query[end : clause.begin]} VALUES ({names}) {{"
        rows.append((len(text) - 1, block.rows))
        text += "} " + "\n" * query.count("\n", clause.begin, clause.end)
        end = clause.end
    return text + query[end:], tuple(rows)


def evaluate(
    store: ox.Store, query: str, partners: Partners, *, base: str | None = None, seconds: float = 60.0
) -> tuple[sparql.Answer, tuple[Said, ...]]:
    """Return the answer to a query over the union of a store's graphs and what it asks others, and what is told of those.

    Raises what `join` and `sparql.evaluate` do.
    """

    async def scope(text: str) -> list[str]:
        found = sparql.evaluate(ox.Store(), text, base=base)
        assert isinstance(found, ox.QuerySolutions)
        return [variable.value for variable in found.variables]

    joined = asyncio.run(join(query, partners, scope=scope, seconds=seconds, base=base))
    return sparql.evaluate(store, joined.text, base=base, blocks=dict(joined.blocks)), joined.said
