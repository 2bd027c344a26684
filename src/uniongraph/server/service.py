"""What answers: one release with its workers and prepared queries, and how a question put to it becomes a response."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from uniongraph import __version__, answers, files, labels, release, sparql
from uniongraph.errors import QueryError, ThingGone
from uniongraph.exports import TABLES
from uniongraph.iris import ONTOLOGY, PREFIXES, SCHEME
from uniongraph.pages import (
    LANGUAGES,
    MAX_BYTES,
    MAX_ROWS,
    Addresses,
    Failure,
    Frame,
    Table,
    negotiate,
    table,
)
from uniongraph.pages.views import View
from uniongraph.queries import columns
from uniongraph.server import failures, protocol, records
from uniongraph.server.protocol import Question
from uniongraph.server.results import Results
from uniongraph.server.statistics import Statistics
from uniongraph.sparql import Limits
from uniongraph.workers import Task, gathered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from uniongraph.queries import Query
    from uniongraph.release import Elders, Facts
    from uniongraph.server.desk import Desk
    from uniongraph.server.negotiation import Choice
    from uniongraph.workers import Answering, Asking

__all__ = ["KEY", "Service", "access", "answer", "begun", "frame", "of", "page", "root", "shown", "tabled"]

KEY: Final = "uniongraph.service"
"""Where a request's scope holds the service that answers it, from its first byte to its last."""


@dataclass(frozen=True)
class Service:
    """One release, served: the workers on its store, the prepared queries, its id, the base of its IRIs.

    ``limits`` say where long answers are cut. ``derived`` is the folder of what may have been prepared (see `answers`).
    ``schemes`` and ``results`` fill as is asked: a release does not change. ``union`` tells whether the default graph is
    the union of all; ``facts`` are what is known of the data beforehand, ``elders`` the releases beside this one,
    ``desk`` is where services elsewhere are asked, None where none may be.
    """

    pool: Asking
    queries: Mapping[str, Query]
    release_id: str
    base: str
    limits: Limits = field(default_factory=Limits)
    derived: Path | None = None
    schemes: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    results: Results = field(default_factory=Results)
    union: bool = True
    facts: Facts | None = None
    elders: Elders | None = None
    desk: Desk | None = None

    @cached_property
    def edition(self) -> str:
        """What tells its answers from those that the same release gave by another program, with other queries or limits."""
        allowed = self.desk.partners.urls if self.desk else ()
        how = (self.base, str(self.union), str(self.limits), str(allowed))
        said = (__version__, *how, *sorted(self._texts))
        return hashlib.blake2b("\0".join(said).encode(), digest_size=12).hexdigest()

    @cached_property
    def statistics(self) -> Statistics:
        """What is counted of this release once it is asked for."""

        async def ask(text: str) -> bytes:
            return await gathered(
                await self.ask(Question(text, source="statistics"), "json", limits=Limits())
            )

        return Statistics(ask, union=self.union)

    async def ask(
        self, question: Question, form: str, *, limits: Limits | None = None, timeout: float | None = None
    ) -> Answering:
        """Return the answer to a question in the format of this short name, once its first bytes are there."""
        task = Task(
            question.text,
            form,
            source=question.source,
            base=self.base,
            default_graphs=question.default_graphs,
            named_graphs=question.named_graphs,
            union=self.union,
            dump=question.dump,
            blocks=question.blocks,
            limits=limits or self.limits,
            **self._prepared(question),
        )
        return await self.results.ask(self.pool, task, timeout=timeout)

    async def view(self, view: View, *, timeout: float | None = None) -> bytes:
        """Return a page that is made where the store is read; raises what `ask` does, and NothingThere."""
        return (await self.made(view, timeout=timeout))[0]

    @property
    def index(self) -> Path | None:
        """The index of names, None as long as it is not prepared."""
        path = labels.file(self.derived) if self.derived else None
        return path if path is not None and path.is_file() else None

    async def made(self, view: View, *, timeout: float | None = None) -> tuple[bytes, str | None]:
        """Return a page or a file, and in a sentence what is left out of it; raises what `view` does."""
        index = self.index
        task = Task(
            "",
            view.format,
            source="page",
            base=self.base,
            labels=str(index) if index else None,
            page=view.encoded(),
            kept=str(self.derived) if self.derived else None,
            limits=self.limits,
        )
        return await self.results.whole(self.pool, task, timeout=timeout)

    async def look_back(self, iris: Iterable[str]) -> None:
        """Raise ThingGone where another release knew one of these things, of which this one says nothing."""
        former = await asyncio.to_thread(self.elders.last, list(iris)) if self.elders is not None else None
        if former is not None:
            said = f"<{former.iri}> is known no longer: it was last in release {former.release}"
            raise ThingGone(said, release=former.release, replaced_by=former.replaced_by)

    def _prepared(self, question: Question) -> dict[str, Any]:
        """Return what a worker may have of the folder of what was prepared, to answer a question with it."""
        if self.derived is None:
            return {}
        found: dict[str, Any] = {}
        if question.sought:
            found |= {"labels": str(labels.file(self.derived)), "sought": question.sought}
        is_dataset_whole = self.union and not (question.default_graphs or question.named_graphs)
        text = question.whole or question.text
        if text in self._texts and is_dataset_whole:
            found |= {"kept": str(answers.place(self.derived, text, self.base)), "rows": question.rows}
        return found

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(each.text for each in self.queries.values())

    async def rows(
        self, question: Question, root: str, *, most: int = MAX_ROWS, timeout: float | None = None
    ) -> Table:
        """Return the first rows of an answer, for a page of the service mounted at ``root``.

        ``most`` of them, fewer where the service gives fewer in one answer, or where they are so large that no page
        should hold them.
        """
        most = min(most, self.limits.rows or most)
        limits = Limits(most, min(MAX_BYTES, self.limits.bytes or MAX_BYTES))
        return await self._table(question, root, limits, most=most, timeout=timeout)

    async def _table(
        self, question: Question, root: str, limits: Limits, *, most: int, timeout: float | None = None
    ) -> Table:
        graph = sparql.form(question.text) in {"construct", "describe"}
        answer = await self.ask(question, "ntriples" if graph else "json", limits=limits, timeout=timeout)
        content = await gathered(answer)
        assert answer.ending is not None
        is_whole = answer.ending.cut is None
        return table(content, graph=graph, links=Addresses(root, self.base), complete=is_whole, most=most)

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, Any]]:
        """What the answers of the prepared queries hold, as CSVW, by the name of the query; of those whose columns are told."""
        told = columns.read(files.folder("queries") / "columns.csv")
        found = {}
        for name, query in self.queries.items():
            with suppress(QueryError):
                found[name] = columns.describe(query, told, "")
        return found

    @property
    def known(self) -> dict[str, Any]:
        """What a page's `Frame` tells of the data."""
        facts = self.facts
        return {
            "union": self.union,
            "dataset": facts.described if facts else "",
            "licence": (facts.licence if facts else None) or "",
        }

    async def look_up(self, text: str, *, most: int, timeout: float | None = None) -> Table:
        """Return what the service itself asks to make a page: the limits of answers are not for it."""
        question = Question(text, source="page")
        return await self._table(question, "", Limits(most), most=most, timeout=timeout)

    async def concepts(self, scheme: str) -> list[tuple[str, str, str]]:
        """Return the concepts of a scheme for a form: key, label in Chinese, label in English; sorted by key."""
        if scheme not in self.schemes:
            text = _CONCEPTS.replace("$scheme", f"<{SCHEME}{scheme}>")
            found = await self.look_up(text, most=_MOST_CONCEPTS)
            path = f"{SCHEME}{scheme}/"
            self.schemes[scheme] = [
                (row[0].text.removeprefix(path), row[1].text, row[2].text) for row in found.rows
            ]
        return self.schemes[scheme]


_MOST_CONCEPTS: Final = 100_000
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


def frame(request: Request) -> Frame:
    """Return what every page of this request knows; the language is the one asked for by ``lang=``, or by the browser."""
    served, scope = of(request), request.scope
    with suppress(HTTPException):  # what cannot be read is told elsewhere, on a page like this
        sent = protocol.pairs(scope["query_string"])
        chosen = next((value for name, value in sent if name == "lang" and value in LANGUAGES), None)
        values = tuple(each for each in sent if each[0] != "lang")
        language = chosen or negotiate(request.headers.get("accept-language", ""))
        to = Addresses(root(request), served.base, chosen)
        day = records.of(scope).day
        return Frame(to, language, served.release_id, _here(request), values, day=day, **served.known)
    return Frame(Addresses(root(request), served.base), LANGUAGES[0], served.release_id, **served.known)


def _here(request: Request) -> str:
    """Return the path of a request below the mount as it was sent; with one slash, for two lead to another host."""
    sent: bytes = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    path = quote(sent.partition(b"?")[0], safe="/%:@!$&'()*+,;=~").removeprefix(root(request))
    return "/" + path.lstrip("/")


def page(text: str, status: int = 200, *, policy: str | None = None) -> Response:
    """Return a page as a response; ``policy`` is its Content-Security-Policy where it is not that of all others."""
    said = {"Content-Security-Policy": policy} if policy else {}
    return HTMLResponse(text, status, headers={"Vary": "Accept, Accept-Language", **said})


_SAID: Final = frozenset(("by", "format", "fragment", "iri", "kind", "page", "q"))
"""What the address of a page may say: whatever else is sent makes no other page, and none is made anew for it."""


_ONTOLOGY: Final = ONTOLOGY.rstrip("#")


def access(request: Request) -> release.Access:
    """Return where this service gives what it serves, as the client knows it (of a Host that is none, no note is taken)."""
    known = of(request).queries
    tables = (
        (name, known[name].summary["en"], known[name].summary["zh"]) for name in TABLES if name in known
    )
    return release.Access(str(request.base_url), tuple(tables))


async def shown(request: Request, name: str, about: str) -> Response:
    """Return a page that is made where the store is read: the view of this name about an IRI, a text or nothing."""
    served, made = of(request), frame(request)
    records.of(request.scope).format = "html"
    known = tuple(each for each in made.values if each[0] in _SAID)
    facts, is_ontology = served.facts, about == _ONTOLOGY
    counts = facts.counts if facts and (name != "thing" or is_ontology) else None
    is_advertised = facts is not None and (name == "home" or about == facts.described != "")
    view = View(
        name,
        about,
        made.language,
        made.to.base,
        made.release,
        made.to.root,
        made.here,
        known,
        is_chosen=made.to.language is not None,
        day=made.day,
        dataset=made.dataset,
        licence=made.licence,
        classes=tuple(sorted(counts.classes.items())) if counts else (),
        properties=tuple(sorted((facts.properties or {}).items())) if facts and is_ontology else (),
        statements=counts.quads if counts else None,
        advert=release.advertise(facts, access(request)) if facts and is_advertised else "",
    )
    response = page((await protocol.while_there(request, served.view(view))).decode())
    response.headers["Content-Language"] = made.language
    if name != "thing" and served.index is None:  # once it is prepared, the page says more
        response.headers["Cache-Control"] = "no-store"
    return response


async def begun(
    request: Request,
    question: Question,
    choice: Choice,
    *,
    timeout: float | None,
    limits: Limits | None = None,
) -> Answering:
    """Return the answer to a question once its first bytes are there; give it up when who asked has gone."""
    record = records.of(request.scope)
    record.format = choice.name
    asking = of(request).ask(question, choice.name, limits=limits, timeout=timeout)
    found = record.answer = await protocol.while_there(request, asking)
    return found


async def answer(
    request: Request, question: Question, choice: Choice, *, filename: str, timeout: float | None
) -> Response:
    """Return the response that answers a question in a format for machines."""
    found = await begun(request, question, choice, timeout=timeout)
    return await protocol.respond(request, found, choice, filename=filename)


async def tabled(
    request: Request, question: Question, *, most: int = MAX_ROWS, timeout: float | None
) -> Table | Failure:
    """Return the first rows of an answer, or what is wrong with the question, for a page."""
    record = records.of(request.scope)
    record.format = "html"
    try:
        asking = of(request).rows(question, root(request), most=most, timeout=timeout)
        return await protocol.while_there(request, asking)
    except QueryError as error:
        record.reason = str(error)
        return failures.failure(error)
