"""Answers as a page shows them: the first rows, each value with where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyoxigraph as ox

from uniongraph import sparql
from uniongraph.iris import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uniongraph.pages.addresses import Addresses

__all__ = ["MAX_BYTES", "MAX_ROWS", "Cell", "Concepts", "Table", "table"]

MAX_ROWS: Final = 500
"""Rows a page shows; the formats for machines hold all."""
MAX_BYTES: Final = 4 << 20
"""Bytes of an answer that a page is made of: it is held whole, and so is what is made of it."""

_NUMBERS = frozenset(f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "double", "float"))

Concepts: TypeAlias = "Mapping[str, Sequence[tuple[str, str, str]]]"
"""The concepts of each scheme that some query's parameter needs: key, label in Chinese, label in English."""


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


def _rows(found: Iterator[Sequence[Any]], links: Addresses) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(cell(term, links) for term in row) for row in found)


def cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, links: Addresses) -> Cell:
    """Return a term as a page shows it."""
    text = sparql.lexical(term)
    if isinstance(term, ox.NamedNode):
        return Cell(text, links.page(text))
    if isinstance(term, ox.Literal):
        return Cell(text, None, term.language, term.datatype.value in _NUMBERS)
    return Cell(text)
