"""Answers to queries as rows of JSON values: a part of them, how many follow, and what their cells may name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyoxigraph as ox

from uniongraph import sparql
from uniongraph.iris import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.pages.evidence import Row

__all__ = ["Rows", "rows"]

Term: TypeAlias = "ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None"
_XSD: Final = PREFIXES["xsd"]
_EXACT: Final = 2**53
"""From here on, a number is no longer exact for every reader of JSON."""
_LONGEST: Final = 300
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of an answer: ``total`` is how many it has, at least; ``names`` is what may name things in each of these."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    names: tuple[Row, ...]
    total: int


def rows(content: bytes, *, graph: bool, limit: int, offset: int) -> Rows:
    """Return ``limit`` rows from ``offset`` on of an answer, which is JSON, or N-Triples where it is a graph.

    Of one that was cut off those before it breaks off.
    """
    if graph:
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        triples = ox.parse(content, ox.RdfFormat.N_TRIPLES)
        found: Iterator[Sequence[Term]] = ((t.subject, t.predicate, t.object) for t in triples)
    else:
        answer = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
        if isinstance(answer, ox.QueryBoolean):
            return Rows(("answer",), ((bool(answer),),), ((),), 1)
        assert isinstance(answer, ox.QuerySolutions)
        columns = tuple(each.value for each in answer.variables)
        found = (tuple(row) for row in answer)
    total, part = 0, []
    for row in _readable(found):
        if offset <= total < offset + limit:
            part.append(row)
        total += 1
    cells = tuple(tuple(map(_cell, row)) for row in part)
    return Rows(columns, cells, tuple(tuple(_names(row)) for row in part), total)


def _readable(found: Iterator[Sequence[Term]]) -> Iterator[Sequence[Term]]:
    try:
        yield from found
    except SyntaxError:  # it was cut off there, and whoever asks knows
        return


def _cell(term: Term) -> str | int | bool | None:
    """Return a term as JSON has it: whole numbers and truth values as such, all else as text."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        kind = term.datatype.value
        if kind == f"{_XSD}integer" and term.value.lstrip("+-").isdecimal() and abs(int(term.value)) < _EXACT:
            return int(term.value)
        if kind == f"{_XSD}boolean" and term.value in {"true", "false"}:
            return term.value == "true"
    return sparql.lexical(term)


def _names(row: Sequence[Term]) -> Iterator[tuple[str, str | None]]:
    for term in row:
        if isinstance(term, ox.NamedNode):
            yield term.value, None
        elif isinstance(term, ox.Literal) and _is_name(term):
            yield term.value, term.language or ""


def _is_name(literal: ox.Literal) -> bool:
    is_text = literal.language is not None or literal.datatype.value == f"{_XSD}string"
    return is_text and 0 < len(literal.value) <= _LONGEST
