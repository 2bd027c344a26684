"""The pages: what a browser is shown. Jinja escapes every value; nothing on them comes from another host."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph as ox
from starlette.responses import HTMLResponse

from uniongraph import sparql
from uniongraph.iris import PREFIXES
from uniongraph.server import negotiation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from starlette.responses import Response

    from uniongraph.queries import Query

__all__ = [
    "MAX_BYTES",
    "MAX_ROWS",
    "POLICY",
    "STATIC",
    "Cell",
    "Concepts",
    "Failure",
    "Links",
    "Pages",
    "Table",
    "table",
]

STATIC: Final = Path(__file__).with_name("static")
POLICY: Final = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
"""The Content-Security-Policy of everything that is served."""

MAX_ROWS: Final = 500
"""Rows a page shows; the formats for machines hold all."""
MAX_BYTES: Final = 4 << 20
"""Bytes of an answer that a page is made of: it is held whole, and so is what is made of it."""

_NUMBERS = frozenset(f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "double", "float"))

Concepts: TypeAlias = "Mapping[str, Sequence[tuple[str, str, str]]]"
"""The concepts of each scheme that some query's parameter needs: key, label in Chinese, label in English."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where a page leads from an IRI: from one of our own (they begin with ``base``) to its description at ``page``."""

    base: str
    page: str

    def to(self, iri: str) -> str | None:
        """Return the address to follow; None for what is neither ours nor http."""
        if iri.startswith(self.base):
            return f"{self.page}?{urlencode({'query': f'DESCRIBE <{iri}>'})}"
        return iri if urlsplit(iri).scheme in {"http", "https"} else None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as a page shows it; ``href`` where it may be followed, ``lang`` where it has a language."""

    text: str
    href: str | None = None
    lang: str | None = None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of an answer; ``complete`` tells whether these are all."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong: a status, its name, and a sentence; ``members`` are said to programs besides."""

    status: int
    title: str
    detail: str
    members: Mapping[str, str] = field(default_factory=dict)


def table(content: bytes, *, graph: bool, links: Links, complete: bool, most: int = MAX_ROWS) -> Table:
    """Return the first ``most`` rows of an answer, which is JSON, or N-Triples where it is a graph.

    ``complete`` tells whether it is all of the answer; else its rows are fewer than it has, and it may lack its end.
    """
    if graph:
        triples = ox.parse(content, ox.RdfFormat.N_TRIPLES)
        found: Iterator[Sequence[Any]] = ((t.subject, t.predicate, t.object) for t in triples)
        rows = _rows(islice(_readable(found, whole=complete), most), links)
        return Table(("subject", "predicate", "object"), rows, complete=complete)
    answer = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
    if isinstance(answer, ox.QueryBoolean):
        return Table(("answer",), ((Cell("true" if answer else "false"),),))
    header = tuple(variable.value for variable in answer.variables)
    rows = _rows(islice(_readable(iter(answer), whole=complete), most), links)
    return Table(header, rows, complete=complete)


def _readable(found: Iterator[Sequence[Any]], *, whole: bool) -> Iterator[Sequence[Any]]:
    """Yield the rows of an answer; of one that is not whole, those before it breaks off."""
    try:
        yield from found
    except SyntaxError:
        if whole:
            raise


def _rows(found: Iterator[Sequence[Any]], links: Links) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(cell(term, links) for term in row) for row in found)


def cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, links: Links) -> Cell:
    """Return a term as a page shows it."""
    text = sparql.lexical(term)
    if isinstance(term, ox.NamedNode):
        return Cell(text, links.to(text))
    if isinstance(term, ox.Literal):
        return Cell(text, None, term.language, term.datatype.value in _NUMBERS)
    return Cell(text)


_EXAMPLE = f"""\
PREFIX skos: <{PREFIXES["skos"]}>
PREFIX ug: <{PREFIXES["ug"]}>

SELECT ?case ?title WHERE {{
  ?case a ug:Case ; skos:prefLabel ?title
}}
ORDER BY ?title
LIMIT 20
"""
"""What stands in the field for a query before anything else does: a beginning that can be run."""


class Pages:
    """Renders the pages of one service. ``root`` is the path the service is mounted at; links begin with it."""

    def __init__(self, *, release_id: str, base: str, union: bool = True) -> None:
        self._base = base
        from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 (35 ms before the first page)

        loader = FileSystemLoader(Path(__file__).with_name("templates"))
        self._templates = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._templates.globals.update(release=release_id, base=base, union=union)

    def links(self, root: str) -> Links:
        """Return where IRIs lead to."""
        return Links(self._base, f"{root}/sparql")

    def home(self, root: str, queries: Mapping[str, Query], concepts: Concepts) -> Response:
        """Return the page that lists the prepared queries with a form for each."""
        return self._page("home.html", root, queries=queries.values(), concepts=concepts)

    def query(
        self,
        root: str,
        query: Query,
        values: Mapping[str, str],
        *,
        concepts: Concepts,
        found: Table | Failure | None,
        beside: Mapping[str, str],
    ) -> Response:
        """Return the page of a prepared query: its form, and its answer or what is wrong with the values.

        ``beside`` are the addresses of the pages before and after this one.
        """
        address = f"{root}/queries/{quote(query.name)}"
        offered = _offered(address, values, sparql.form(query.text))
        return self._page(
            "query.html",
            root,
            query=query,
            values=values,
            concepts=concepts,
            found=found,
            formats=offered,
            beside=beside,
        )

    def endpoint(self, root: str, text: str, found: Table | Failure | None) -> Response:
        """Return the page of the endpoint: a field for a query, and its answer or what is wrong with it."""
        offered = (
            _offered(f"{root}/sparql", {"query": text}, sparql.form(text)) if isinstance(found, Table) else []
        )
        return self._page("sparql.html", root, text=text or _EXAMPLE, found=found, formats=offered)

    def failure(self, root: str, failure: Failure) -> Response:
        """Return the page that says what went wrong."""
        return self._page("failure.html", root, found=failure)

    def _page(self, template: str, root: str, **values: Any) -> Response:  # noqa: ANN401 (what a template takes)
        found = values.get("found")
        status = found.status if isinstance(found, Failure) else 200
        failed = found if isinstance(found, Failure) else None
        answer = found if isinstance(found, Table) else None
        text = self._templates.get_template(template).render(
            **values, root=root, failed=failed, answer=answer
        )
        return HTMLResponse(text, status, headers={"Vary": "Accept"})


def _offered(address: str, values: Mapping[str, str], form: str | None) -> list[tuple[sparql.Format, str]]:
    """Return the formats an answer can be had in, each with the address that gives it."""
    offered = negotiation.formats(form)
    return [(each, f"{address}?{urlencode({**values, 'format': each.name})}") for each in offered]
