"""Pages of prepared queries: every row once, in one order, with links that lead from page to page and nowhere else."""

from __future__ import annotations

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
