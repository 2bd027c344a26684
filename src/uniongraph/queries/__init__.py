"""Prepared queries: one ``.rq`` file each, with a header for people and typed parameters.

A parameter is an ordinary variable with a VALUES block of its own in the query; what the block holds is the default,
and ``UNDEF`` means any::

    VALUES ?year { UNDEF }
    VALUES ?kind { <https://w3id.org/uniongraph/scheme/tier-kind/special> }

So a file runs as it stands in any SPARQL tool, the default is written once, and binding means to replace what the
block holds (every block of that variable, sub-selects have their own), never to paste text.

A parameter that is a keyword may say ``finds: thing``: what ``?thing`` is has a name that holds it, as a FILTER of the
query says. ``VALUES ?thing { UNDEF }`` stands in the query, and takes what the label index of a release finds, so that
the engine need not look at every name. The answer is the same with and without.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from uniongraph import labels, sparql
from uniongraph.errors import QueryError
from uniongraph.queries.parameters import Parameter, check_concept, concepts, term
from uniongraph.queries.prepared import Query, nearest
from uniongraph.queries.reading import LANGUAGES, read
from uniongraph.sparql.tokens import data_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    import pyoxigraph as ox

    from uniongraph.labels import Index
    from uniongraph.queries.parameters import Term

__all__ = ["LANGUAGES", "Parameter", "Query", "ask", "bind", "find", "load", "read", "sought"]


def load(folder: Path) -> dict[str, Query]:
    """Return every prepared query of a folder by name, in the order of the names.

    Raises QueryError with file and line for the first file that is not one.
    """
    found = sorted(folder.glob("*.rq"))
    if not found:
        raise QueryError("holds no prepared queries (*.rq)", source=str(folder))
    return {path.stem: read(path) for path in found}


def find(queries: Mapping[str, Query], name: str) -> Query:
    """Return the query of this name; QueryError names the nearest where there is none."""
    if name in queries:
        return queries[name]
    raise QueryError(f"there is no prepared query {name!r}{nearest(name, queries)}")


def bind(
    query: Query, values: Mapping[str, str], *, known: Callable[[str], Collection[str]] | None = None
) -> str:
    """Return the text of a query with these values for its parameters.

    Raises ParameterError for a parameter it does not have, a required one that is missing and a value of the wrong type,
    naming the parameter, its type and an example; and for a concept that is not among the keys which ``known``, where
    given, returns for a scheme.
    """
    terms = {}
    for name, text in values.items():
        parameter = query.parameter(name)
        terms[name] = term(parameter, text)
        if known is not None and parameter.scheme is not None:
            check_concept(known(parameter.scheme), parameter, terms[name])
    for parameter in query.parameters:
        if parameter.required and parameter.name not in terms:
            raise parameter.unfit(
                f"is required: {parameter.expected} (type {parameter.type}), such as {parameter.example!r}"
            )
    return _bound(query.text, terms) if terms else query.text


def _bound(text: str, terms: Mapping[str, Term]) -> str:
    found = list(sparql.tokens(text))
    pieces, end = [], 0
    for block in data_blocks(found):
        if not block.single or block.variables[0] not in terms:
            continue
        pieces += [text[end : found[block.begin - 1].end], " ", str(terms[block.variables[0]]), " "]
        end = found[block.end].begin
    return "".join([*pieces, text[end:]])


def ask(
    store: ox.Store,
    query: Query,
    values: Mapping[str, str] | None = None,
    *,
    base: str | None = None,
    index: Index | None = None,
) -> sparql.Answer:
    """Return the answer of a store to a prepared query with these values; QueryError as `bind` and `evaluate` say.

    With the label index of the store, keywords are looked up in it.
    """
    text = bind(query, values or {}, known=partial(concepts, store))
    things = labels.among(index, sought(query, values or {}))
    return sparql.evaluate(store, text, base=base, among=things, source=f"{query.name}.rq")


def sought(query: Query, values: Mapping[str, str]) -> dict[str, str]:
    """Return the keywords among these values, by the variable whose things must have a name that holds them."""
    return {each.finds: values[each.name] for each in query.parameters if each.finds and each.name in values}
