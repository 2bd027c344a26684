"""What answers: one release with its workers and prepared queries, and how a question put to it becomes a response."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from uniongraph import answers, labels, sparql
from uniongraph.errors import QueryError
from uniongraph.iris import PREFIXES, SCHEME
from uniongraph.server import failures, protocol
from uniongraph.server.pages import MAX_ROWS, Failure, Pages, Table, table
from uniongraph.server.protocol import Question
from uniongraph.sparql import Limits
from uniongraph.workers import Pool, Task

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from uniongraph.queries import Query
    from uniongraph.server.negotiation import Choice
    from uniongraph.workers import Answer

__all__ = ["KEY", "Service", "answer", "of", "root", "tabled"]

KEY: Final = "uniongraph.service"
"""Where a request's scope holds the service that answers it, from its first byte to its last."""


@dataclass(frozen=True)
class Service:
    """One release, served: the workers on its store, the prepared queries, its id, the base of its IRIs.

    ``limits`` say where long answers are cut. ``derived`` is the folder of what may have been prepared (see `answers`).
    ``schemes`` fills as pages ask: a release does not change.
    """

    pool: Pool
    queries: Mapping[str, Query]
    release_id: str
    base: str
    limits: Limits = field(default_factory=Limits)
    derived: Path | None = None
    schemes: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    @cached_property
    def pages(self) -> Pages:
        """What renders the pages of this release."""
        return Pages(release_id=self.release_id, base=self.base)

    async def ask(
        self, question: Question, form: str, *, limits: Limits | None = None, timeout: float | None = None
    ) -> Answer:
        """Return the answer to a question in the format of this short name, once its first bytes are there."""
        task = Task(
            question.text,
            form,
            source=question.source,
            base=self.base,
            default_graphs=question.default_graphs,
            named_graphs=question.named_graphs,
            limits=limits or self.limits,
            **self._prepared(question),
        )
        return await self.pool.ask(task, timeout=timeout)

    def _prepared(self, question: Question) -> dict[str, Any]:
        """Return what a worker may have of the folder of what was prepared, to answer a question with it."""
        if self.derived is None:
            return {}
        found: dict[str, Any] = {}
        if question.sought:
            found |= {"labels": str(labels.file(self.derived)), "sought": question.sought}
        is_dataset_whole = not (question.default_graphs or question.named_graphs)
        if question.text in self._texts and is_dataset_whole:
            found["kept"] = str(answers.place(self.derived, question.text, self.base))
        return found

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(each.text for each in self.queries.values())

    async def rows(self, question: Question, root: str) -> Table:
        """Return the first rows of an answer, for a page of the service mounted at ``root``."""
        graph = sparql.form(question.text) in {"construct", "describe"}
        limits = Limits(MAX_ROWS, self.limits.bytes)
        answer = await self.ask(question, "ntriples" if graph else "json", limits=limits)
        content = b"".join([piece async for piece in answer])
        assert answer.ending is not None
        is_whole = answer.ending.cut is None
        return table(content, graph=graph, links=self.pages.links(root), complete=is_whole)

    async def concepts(self, scheme: str) -> list[tuple[str, str, str]]:
        """Return the concepts of a scheme for a form: key, label in Chinese, label in English; sorted by key."""
        if scheme not in self.schemes:
            text = _CONCEPTS.replace("$scheme", f"<{SCHEME}{scheme}>")
            found = await self.rows(Question(text, source="concepts"), "")
            path = f"{SCHEME}{scheme}/"
            self.schemes[scheme] = [
                (row[0].text.removeprefix(path), row[1].text, row[2].text) for row in found.rows
            ]
        return self.schemes[scheme]


_CONCEPTS = f"""
PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?concept (SAMPLE(?chinese) AS ?zh) (SAMPLE(?english) AS ?en) WHERE {{
  ?concept skos:inScheme $scheme .
  OPTIONAL {{ ?concept skos:prefLabel ?chinese FILTER langMatches(lang(?chinese), "zh") }}
  OPTIONAL {{ ?concept skos:prefLabel ?english FILTER langMatches(lang(?english), "en") }}
}} GROUP BY ?concept ORDER BY ?concept
"""


def of(request: Request) -> Service:
    """Return the service that answers this request."""
    service: Service = request.scope[KEY]
    return service


def root(request: Request) -> str:
    """Return the path the application is mounted at; links begin with it."""
    path: str = request.scope.get("root_path", "")
    return path


async def answer(
    request: Request, question: Question, choice: Choice, *, filename: str, timeout: float | None
) -> Response:
    """Return the response that answers a question in a format for machines."""
    asking = of(request).ask(question, choice.name, timeout=timeout)
    begun = await protocol.while_there(request, asking)
    return await protocol.respond(request, begun, choice, filename=filename)


async def tabled(request: Request, question: Question) -> Table | Failure:
    """Return the first rows of an answer, or what is wrong with the question, for a page."""
    try:
        return await protocol.while_there(request, of(request).rows(question, root(request)))
    except QueryError as error:
        return failures.failure(error)
