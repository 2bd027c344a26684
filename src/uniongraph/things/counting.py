"""How many statements of a form there are, counted inside the engine and only so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uniongraph.things.lookups import Lookups

__all__ = ["MOST", "pointing", "pointing_by", "saying", "subjects", "uses", "within"]

MOST: Final = 10_000
"""Statements that are counted; there may be more."""
_BY = ox.Variable("p")
_AT = ox.Variable("o")
_ABOUT = ox.Variable("s")
_POINTING: Final = f"""\
SELECT ?o ?p (COUNT(*) AS ?n) WHERE {{ {{ SELECT DISTINCT ?o ?p ?s WHERE {{ ?s ?p ?o }} LIMIT {MOST + 1} }} }} GROUP BY ?o ?p"""
_USES: Final = f"""\
SELECT ?p (COUNT(*) AS ?n) WHERE {{ {{ SELECT DISTINCT ?p ?s ?o WHERE {{ ?s ?p ?o }} LIMIT {MOST + 1} }} }} GROUP BY ?p"""
_SAYING: Final = f"""\
SELECT ?s ?p (COUNT(*) AS ?n) WHERE {{ {{ SELECT DISTINCT ?s ?p ?o WHERE {{ ?s ?p ?o }} LIMIT {10 * MOST} }} }} GROUP BY ?s ?p"""
_WITHIN: Final = f"""\
SELECT ?g (COUNT(*) AS ?n) WHERE {{ {{ SELECT ?g ?s WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {MOST + 1} }} }} GROUP BY ?g"""
_SUBJECTS: Final = "SELECT DISTINCT ?s ?p ?o WHERE {{ ?s ?p ?o }} LIMIT {limit} OFFSET {offset}"


def pointing(reader: Lookups, thing: ox.NamedNode) -> Mapping[ox.NamedNode, int]:
    """Return how often each property points at a thing, among the first `MOST` + 1 statements that do."""
    return _counts(reader, _POINTING, _BY, {_AT: thing})


def pointing_by(reader: Lookups, name: ox.NamedNode, thing: ox.NamedNode) -> int:
    """Return how many statements with a property point at a thing, `MOST` + 1 where there are more than `MOST`."""
    return next(iter(_counts(reader, _POINTING, _BY, {_AT: thing, _BY: name}).values()), 0)


def saying(reader: Lookups, thing: ox.NamedNode) -> Mapping[ox.NamedNode, int]:
    """Return how often each property says something of a thing, among the first 100,000 statements about it."""
    return _counts(reader, _SAYING, _BY, {_ABOUT: thing})


def uses(reader: Lookups, name: ox.NamedNode) -> int:
    """Return how many statements have a property, `MOST` + 1 where there are more than `MOST`."""
    return next(iter(_counts(reader, _USES, _BY, {_BY: name}).values()), 0)


def within(reader: Lookups, graph: ox.NamedNode) -> int:
    """Return how many statements a graph holds, `MOST` + 1 where there are more than `MOST`."""
    held = ox.Variable("g")
    return next(iter(_counts(reader, _WITHIN, held, {held: graph}).values()), 0)


def _counts(
    reader: Lookups, text: str, key: ox.Variable, bound: Mapping[ox.Variable, ox.NamedNode]
) -> Mapping[ox.NamedNode, int]:
    found = {}
    for row in reader.rows(text, bound):
        name, count = row[key], row["n"]
        if isinstance(name, ox.NamedNode) and isinstance(count, ox.Literal):
            found[name] = int(count.value)
    return found


def subjects(
    reader: Lookups, name: ox.NamedNode, thing: ox.NamedNode, *, limit: int, offset: int = 0
) -> list[ox.NamedNode]:
    """Return things that have a thing as value of a property, in the order of the engine, which is always the same."""
    text = _SUBJECTS.format(limit=limit, offset=offset)
    found = (row["s"] for row in reader.rows(text, {_BY: name, _AT: thing}))
    return [each for each in found if isinstance(each, ox.NamedNode)]
