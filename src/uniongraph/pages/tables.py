"""Answers as a page shows them: the first rows, each value with where it leads; and the bars they make."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyoxigraph as ox

from uniongraph import sparql
from uniongraph.iris import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uniongraph.pages.addresses import Addresses

__all__ = ["MAX_BYTES", "MAX_ROWS", "Cell", "Concepts", "Table", "bars", "labelled", "own", "table"]

MAX_ROWS: Final = 500
"""Rows a page shows; the formats for machines hold all."""
MAX_BYTES: Final = 4 << 20
"""Bytes of an answer that a page is made of: it is held whole, and so is what is made of it."""

_NUMBERS = frozenset(f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "double", "float"))

MAX_BARS: Final = 100
"""Bars of a chart: more are read better as a table."""

Concepts: TypeAlias = "Mapping[str, Sequence[tuple[str, str, str]]]"
"""The concepts of each scheme that some query's parameter needs: key, label in Chinese, label in English."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as a page shows it; ``href`` where it may be followed, ``lang`` where it has a language, ``iri`` where it is a thing."""

    text: str
    href: str | None = None
    lang: str | None = None
    number: bool = False
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of an answer; ``complete`` tells whether these are all."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    complete: bool = True


def table(content: bytes, *, graph: bool, links: Addresses, complete: bool, most: int = MAX_ROWS) -> Table:
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
        return Table(("answer",), ((Cell("true" if answer else "false", lang="en"),),))
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


def _rows(found: Iterator[Sequence[Any]], links: Addresses) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(cell(term, links) for term in row) for row in found)


def cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, links: Addresses) -> Cell:
    """Return a term as a page shows it."""
    text = sparql.lexical(term)
    if isinstance(term, ox.NamedNode):
        return Cell(text, links.page(text), iri=text)
    if isinstance(term, ox.Literal):
        return Cell(text, None, term.language, term.datatype.value in _NUMBERS)
    return Cell(text)


def own(table: Table, to: Addresses) -> list[str]:
    """Return the IRIs of ours that stand in a table, each once."""
    cells = (each for row in table.rows for each in row)
    return list(dict.fromkeys(each.iri for each in cells if each.iri and to.inside(each.iri)))


def labelled(table: Table, names: Mapping[str, Cell], to: Addresses) -> Table:
    """Return a table whose things of ours are called by these names, by IRI, and lead to their pages."""

    def named(cell: Cell) -> Cell:
        if cell.iri is None or not to.inside(cell.iri):
            return cell
        name = names.get(cell.iri, cell)
        return replace(cell, text=name.text, lang=name.lang, href=to.page(cell.iri))

    return replace(table, rows=tuple(tuple(map(named, row)) for row in table.rows))


def bars(table: Table, columns: Sequence[str]) -> list[tuple[str, str | None, int | float]]:
    """Return the bars of a table: what names each, where it leads, its length, which is in the last of these columns.

    None where it makes no chart: without a number to show, or with more rows than can be looked over.
    """
    if not columns or set(columns) - set(table.header) or len(table.rows) > MAX_BARS:
        return []
    *naming, last = (table.header.index(each) for each in columns)
    return [
        (
            " · ".join(filter(None, (row[at].text for at in naming))),
            next((row[at].href for at in naming if row[at].href), None),
            _number(row[last].text),
        )
        for row in table.rows
        if row[last].number and math.isfinite(float(row[last].text))
    ]


def _number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() else value
