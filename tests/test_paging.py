"""Pages of prepared queries: every row once, in one order, with links that lead from page to page and nowhere else."""

from __future__ import annotations

import itertools

import pyoxigraph as ox
import pytest

from uniongraph import files, queries, sparql
from uniongraph.queries import Query
from uniongraph.sparql.tokens import depths

SHIPPED = queries.load(files.folder("queries"))


@pytest.mark.parametrize("query", SHIPPED.values(), ids=SHIPPED)
def test_shipped_queries_order_their_rows_to_the_last(query: Query) -> None:
    """Two rows that tie are the same row: each column is a key of the order, or each key of the groups is."""
    clauses = _clauses(query.text)
    order = set(clauses["ORDER"])
    assert order >= set(clauses["SELECT"]) or (clauses["GROUP"] and order >= set(clauses["GROUP"]))


def _clauses(text: str) -> dict[str, list[str]]:
    """Return the variables in each clause of the outermost query; in SELECT those that an expression is named by."""
    found: dict[str, list[str]] = {"SELECT": [], "GROUP": [], "ORDER": []}
    clause, before = "", ""
    for token, depth in depths(list(sparql.tokens(text))):
        word = token.text.upper() if token.kind == "word" else ""
        if depth == 0 and word in {"SELECT", "WHERE", "GROUP", "HAVING", "ORDER"}:
            clause = word
        elif token.kind == "variable" and clause in found:
            is_inside = depth > 0 and before != "AS" and clause == "SELECT"
            found[clause] += [] if is_inside else [token.text]
        before = word
    return found


NUMBERS = "SELECT ?n { VALUES ?n { 0 1 2 3 4 5 6 7 8 9 } } ORDER BY ?n"


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (NUMBERS, range(10)),
        (f"{NUMBERS} # LIMIT 3", range(10)),
        (f"{NUMBERS} LIMIT 5", range(5)),
        (f"{NUMBERS} offset 2 Limit 5", range(2, 7)),
        (f"{NUMBERS} LIMIT5 OFFSET2 # end", range(2, 7)),
        (f"{NUMBERS} LIMIT 5\nOFFSET 8", range(8, 10)),
        (f"{NUMBERS} OFFSET 8", range(8, 10)),
        (f"{NUMBERS} LIMIT 0", range(0)),
        (f"{NUMBERS} VALUES ?n {{ 2 3 4 }}", range(2, 5)),
        (f"{NUMBERS} LIMIT 9 VALUES ?n {{ 2 3 4 }}", range(2, 5)),
        ("SELECT ?n { { " + NUMBERS + " LIMIT 7 } FILTER (?n > 1) } ORDER BY ?n", range(2, 7)),
        ("PREFIX limit: <http://example.org/limit> " + NUMBERS, range(10)),
    ],
)
def test_a_part_is_what_a_list_would_give(query: str, rows: range) -> None:
    """Whatever bounds the query has itself, wherever the word stands elsewhere."""
    for limit, offset in itertools.product((None, 0, 1, 3, 20), (0, 1, 4, 20)):
        answer = sparql.evaluate(ox.Store(), sparql.part(query, limit, offset))
        assert isinstance(answer, ox.QuerySolutions)
        end = None if limit is None else offset + limit
        assert [int(row[0].value) for row in answer] == list(rows)[offset:end]
