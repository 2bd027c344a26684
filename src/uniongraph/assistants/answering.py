"""What the tools answer: values for JSON, each with the release it is from and the source lines of what it names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar
from urllib.parse import unquote

import pyoxigraph as ox

from uniongraph import iris, sparql
from uniongraph.assistants import arguments, tables
from uniongraph.errors import NothingThere, ParameterError
from uniongraph.pages import CHINESE
from uniongraph.pages.searching import KINDS
from uniongraph.pages.views import View
from uniongraph.server import choices, paging, prepared, protocol
from uniongraph.server.prepared import Asked
from uniongraph.server.protocol import Question
from uniongraph.workers import gathered

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

    from uniongraph.queries import Query
    from uniongraph.server.service import Service
    from uniongraph.sparql import Limits

__all__ = [
    "FORMATS",
    "LANGUAGES",
    "LINES",
    "Answer",
    "ask",
    "describe",
    "query",
    "read",
    "readings",
    "search",
    "told",
]

T = TypeVar("T")
Answer: TypeAlias = dict[str, Any]
"""A JSON object."""
FORMATS: Final = ("facts", "turtle", "jsonld")
LANGUAGES: Final = {"zh": CHINESE, "en": "en"}
LINES: Final = 200
"""Lines of a text in one answer."""
_FAR: Final = 10_000_000
_LONGEST: Final = 4_000
"""Characters of an IRI that is looked up."""
_SCHEME: Final = "uniongraph://"


async def query(served: Service, chosen: Query, values: Mapping[str, str]) -> Answer:
    """Return what a prepared query finds; QueryError as over HTTP."""
    limit, offset = arguments.page(values)
    given = {name: value for name, value in values.items() if name not in {"limit", "offset"}}
    for name in given:
        chosen.parameter(name)  # is there one?
    given = dict(choices.coded(chosen.parameters, given, await choices.offered(served, chosen)))
    question = await prepared.bound(served, Asked(chosen, given, paging.Page(), None, {}))
    return await _tabled(served, question, limit=limit, offset=offset)


async def ask(served: Service, values: Mapping[str, str]) -> Answer:
    """Return what any SPARQL query finds; QueryError as over HTTP."""
    known = {"query": "ASK {}", "limit": "10", "offset": "0", "timeout": "5"}
    arguments.check(values, known, "sparql")
    text = arguments.required(values, "query", "a SPARQL 1.1 query", "SELECT * { ?s ?p ?o } LIMIT 10")
    limit, offset = arguments.page(values)
    timeout = protocol.timeout(values)
    return await _tabled(served, Question(text), limit=limit, offset=offset, timeout=timeout)


async def _tabled(
    served: Service, question: Question, *, limit: int, offset: int, timeout: float | None = None
) -> Answer:
    """Return a part of the rows of an answer, and with where it is printed what they name.

    The whole is evaluated, up to the limits of answers, so that it can be said how many rows follow; it is kept, so the
    next part of it costs nothing.
    """
    is_graph = sparql.form(question.text) in {"construct", "describe"}
    answering = await served.ask(question, "ntriples" if is_graph else "json", timeout=timeout)
    content = await gathered(answering)
    assert answering.ending is not None
    found = tables.rows(content, graph=is_graph, limit=limit, offset=offset)
    more = max(found.total - offset - len(found.rows), 0)
    said = {
        "release": served.release_id,
        "columns": [*found.columns],
        "rows": [[*row] for row in found.rows],
        "offset": offset,
        "truncated": more > 0 or answering.ending.cut is not None,
        "more": more,
        "moreIsAtLeast": answering.ending.cut is not None,
    }
    return {**said, **await _evidence(served, found)}


async def _evidence(served: Service, found: tables.Rows) -> Answer:
    if not any(found.names):
        return {"things": [], "moreThings": 0, "documents": []}
    names = json.dumps(found.names, ensure_ascii=False)
    told = await _view(served, "evidence", names)
    return {"things": told["things"], "moreThings": told["more"], "documents": told["documents"]}


async def search(served: Service, values: Mapping[str, str]) -> Answer:
    """Return the things whose names hold a text; QueryError as over HTTP."""
    arguments.check(values, {"text": "家政", "kind": "case", "limit": "10", "offset": "0"}, "search")
    text = arguments.required(values, "text", "characters of a name, pinyin or initials", "家政").strip()
    kind = arguments.chosen(values, "kind", KINDS, "")
    limit, offset = arguments.page(values)
    told = await _view(served, "found", json.dumps((text, kind, limit, offset), ensure_ascii=False))
    more = max(told["total"] - offset - len(told["results"]), 0)
    return {
        "release": served.release_id,
        "results": told["results"],
        "truncated": more > 0 or told["isMore"],
        "more": more,
        "moreIsAtLeast": told["isMore"],
        "documents": told["documents"],
    }


async def describe(served: Service, values: Mapping[str, str]) -> Answer:
    """Return what is said of a thing, as facts or as RDF; NothingThere where nothing is, ThingGone where once there was."""
    example = f"{served.base}id/catalog"
    arguments.check(values, {"thing": example, "format": "turtle", "language": "en"}, "describe")
    thing = arguments.required(values, "thing", "the IRI of a thing, or its path", example)
    form = arguments.chosen(values, "format", FORMATS, "facts")
    language = LANGUAGES[arguments.chosen(values, "language", LANGUAGES, "zh")]
    if form == "facts":
        told = await _first(served, thing, lambda iri: _view(served, "facts", iri, language=language))
        return {"release": served.release_id, **told}
    text, cut = await statements(served, thing, form)
    return {"release": served.release_id, "text": text, "truncated": cut is not None}


async def statements(served: Service, thing: str, form: str) -> tuple[str, str | None]:
    """Return what is said of a thing in a format of RDF, and what is left out of it."""

    async def made(iri: str) -> tuple[str, str | None]:
        view = View("statements", iri, CHINESE, served.base, format=form)
        content, cut = await served.made(view)
        return content.decode(), cut

    return await _first(served, thing, made)


async def read(served: Service, values: Mapping[str, str]) -> Answer:
    """Return lines of the text of a document; NothingThere where there is none."""
    example = f"{served.base}id/doc/hugongzongji-2018-133"
    arguments.check(values, {"document": example, "first": "1", "last": "20"}, "read-lines")
    document = arguments.required(values, "document", "the IRI of a document or of its text", example)
    first = paging.number(values, "first", 1, _FAR) or 1
    last = paging.number(values, "last", 1, _FAR) or first + LINES - 1
    if last < first:
        said = f"the last line, {last}, stands before the first, {first}"
        expected = f"a line from {first} on"
        raise ParameterError(said, parameter="last", expected=expected, example=str(first + 19))
    told = await lines(served, document, first, min(last, first + LINES - 1))
    more = max(min(last, told["total"]) - first - len(told["lines"]) + 1, 0)
    return {"release": served.release_id, **told, "truncated": more > 0, "more": more}


async def lines(served: Service, document: str, first: int, last: int) -> Answer:
    """Return lines of a text by their numbers."""
    said = (("lines", json.dumps((first, last))),)
    return await _first(served, document, lambda iri: _view(served, "lines", iri, values=said))


async def _first(served: Service, thing: str, made: Callable[[str], Awaitable[T]]) -> T:
    """Return what is made of the first reading of a thing's name of which anything is known."""
    known = list(readings(served, thing))
    missed: NothingThere | None = None
    for iri in known:
        try:
            return await made(iri)
        except NothingThere as error:
            missed = missed or error
    if missed is not None:
        await served.look_back(known)
        raise missed
    raise ParameterError(
        f"{thing[:200]!r}: the IRI of the thing is no absolute IRI",
        parameter="thing",
        expected="an absolute IRI, or the path of one below the base of the data",
        example=f"{served.base}id/catalog",
    )


def readings(served: Service, thing: str) -> Iterator[str]:
    """Yield the IRIs that a name may stand for: one as it is, a path as one below the base of the data or below ours.

    An identifier as a reconciliation service gives it is a path below ``id/``.
    """
    thing = thing.strip()
    if len(thing) > _LONGEST:
        return
    if thing.startswith(_SCHEME):
        thing = thing.removeprefix(_SCHEME).partition("/")[2]
    spaces = (f"{base}{space}" for space in ("", "id/") for base in (served.base, iris.BASE))
    bases = ("",) if ":" in thing.partition("/")[0] else dict.fromkeys(spaces)
    for base in bases:
        for each in dict.fromkeys((thing.lstrip("/"), unquote(thing.lstrip("/"), errors="surrogateescape"))):
            try:
                yield ox.NamedNode(base + each).value
            except ValueError:  # UnicodeEncodeError too
                continue


async def _view(
    served: Service,
    name: str,
    about: str,
    *,
    language: str = CHINESE,
    values: tuple[tuple[str, str], ...] = (),
) -> Answer:
    found: Answer = json.loads(await served.view(View(name, about, language, served.base, values=values)))
    return found


async def told(served: Service, text: str, form: str, limits: Limits) -> str:
    """Return the whole answer to a query of ours in a format."""
    return (await gathered(await served.ask(Question(text, source="resource"), form, limits=limits))).decode()
