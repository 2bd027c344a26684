"""The prepared queries of a site: their list, a page for each with the answer it has without values, and its files."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from uniongraph import pages, sparql
from uniongraph.pages import naming, tables
from uniongraph.site.paths import Place, file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import PurePosixPath

    from uniongraph.pages.frame import Frame
    from uniongraph.pages.views import View
    from uniongraph.queries import Query
    from uniongraph.site.sheets import Desk

__all__ = ["AnswerFile", "Listed", "QueryPage", "SourceFile", "files_of", "page_of"]


@dataclass(frozen=True, slots=True)
class Listed:
    """The page that lists the prepared queries."""

    place: Place
    model: View
    queries: tuple[Query, ...]

    @property
    def file(self) -> PurePosixPath:
        """The file below the site's folder."""
        return self.place.file

    def rendered(self, _: Desk) -> bytes:
        """Return the content of the file."""
        frame = _frame(self.place, self.model)
        return pages.queries(frame, {each.name: each for each in self.queries}).encode()


@dataclass(frozen=True, slots=True)
class QueryPage:
    """The page of a prepared query; with an answer where it needs no value."""

    place: Place
    model: View
    query: Query

    @property
    def file(self) -> PurePosixPath:
        """The file below the site's folder."""
        return self.place.file

    def rendered(self, desk: Desk) -> bytes:
        """Return the content of the file."""
        store = desk.store
        frame = _frame(self.place, self.model)
        view = dict(self.place.values).get("view", "table")
        shown = pages.Shown(self.query, {}, {}, text=self.query.text, address="", view=view)
        found = None if _needs_values(self.query) else _named(store, _table(store, self.query, frame), frame)
        return pages.query(frame, shown, found, {}).encode()


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The answer of a prepared query in one format."""

    file: PurePosixPath
    base: str
    query: Query
    format: str
    place: None = None

    def rendered(self, desk: Desk) -> bytes:
        """Return the content of the file."""
        store = desk.store
        return _answered(store, self.query, self.base, self.format)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A prepared query as its file has it."""

    file: PurePosixPath
    query: Query
    place: None = None

    def rendered(self, _: Desk) -> bytes:
        """Return the content of the file."""
        return self.query.text.encode()


def page_of(place: Place, queries: Mapping[str, Query], model: View) -> Listed | QueryPage | None:
    """Return the page of the prepared queries, or of one of them, at an address; None where there is no such page."""
    _, _, name = place.path.strip("/").partition("/")
    if not name:
        return Listed(place, model, tuple(queries.values()))
    chosen = queries.get(name)
    return QueryPage(place, model, chosen) if chosen is not None else None


def files_of(query: Query, base: str) -> Iterator[AnswerFile | SourceFile]:
    """Yield the files of a prepared query: itself, and its answer in every format where it needs no value."""
    yield SourceFile(file(f"/queries/{query.name}.rq"), query)
    for each in () if _needs_values(query) else sparql.formats(sparql.form(query.text)):
        yield AnswerFile(file(f"/queries/{query.name}.{each.extension}"), base, query, each.name)


def _needs_values(query: Query) -> bool:
    return any(each.required for each in query.parameters)


def _frame(place: Place, model: View) -> Frame:
    seen = replace(model, language=place.language, root=place.root, here=place.path, values=place.values)
    return seen.frame


def _answered(store: ox.Store, query: Query, base: str, form: str) -> bytes:
    output = io.BytesIO()
    prefixes = sparql.prefixes(query.text) if form in sparql.PREFIXED else {}
    answer = sparql.evaluate(store, query.text, base=base, source=f"{query.name}.rq")
    sparql.write(answer, form, output, prefixes=prefixes)
    return output.getvalue()


def _table(store: ox.Store, query: Query, frame: Frame) -> pages.Table:
    is_graph = sparql.form(query.text) in {"construct", "describe"}
    content = _answered(store, query, frame.to.base, "ntriples" if is_graph else "json")
    found = pages.table(content, graph=is_graph, links=frame.to, complete=True, most=pages.MAX_ROWS + 1)
    is_whole = len(found.rows) <= pages.MAX_ROWS
    return replace(found, rows=found.rows[: pages.MAX_ROWS], complete=is_whole)


def _named(store: ox.Store, found: pages.Table, frame: Frame) -> pages.Table:
    """Return a table with the names of its things."""
    things = tables.own(found, frame.to)
    if not things:
        return found
    answer = store.query(naming.question(things), use_default_graph_as_union=True)
    content = cast("ox.QuerySolutions", answer).serialize(format=ox.QueryResultsFormat.JSON)
    assert content is not None
    named = pages.table(content, graph=False, links=frame.to, complete=True, most=10 * naming.MOST)
    return tables.labelled(found, naming.chosen(named, frame.language), frame.to)
