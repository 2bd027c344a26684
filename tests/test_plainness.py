"""The short way for plain queries: it lets nothing through that the long way refuses, and answers the same."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from test_sparql import SHAPES
from uniongraph import sparql
from uniongraph.errors import QueryRefused
from uniongraph.sparql import plainness, safety
from uniongraph.sparql.tokens import tokens

QUERIES = sorted((Path(__file__).parents[1] / "queries").glob("*.rq"))
PIECES = [
    *(
        "SELECT ",
        "ASK ",
        "* ",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "<<",
        ">>",
        "<",
        ">",
        "?s ",
        "?p ",
        "a ",
        ".",
        ";",
        ",",
    ),
    *(
        "SERVICE ",
        "service<a:>",
        "SERV\\u0049CE ",
        "FROM <a:g> ",
        "from",
        "REGEX(",
        "SUBSTR(",
        "|",
        "||",
        "!",
        "+",
    ),
    *(
        "<http://example.org/a> ",
        "'",
        '"',
        '"""',
        "# x\n",
        "FILTER ",
        "NOT EXISTS {",
        "UNION ",
        "1 ",
        "VALUES ?x {",
    ),
    *(
        "中",
        "\ufeff",
        "\u017f",
        "PREFIX a: <a:> ",
        "a:b ",
        "BIND(",
        "AS ?x)",
        "INSERT ",
        "_:b ",
        "@en ",
        "^^",
    ),
]


def is_let_through(query: str) -> bool:
    """Tell whether the long way lets a query through, an update aside: the engine takes none for a query."""
    try:
        sparql.check(query, list(tokens(query)))
    except QueryRefused as error:
        return "is an update" in error.message
    return True


@given(st.lists(st.sampled_from(PIECES), max_size=300).map("".join))
def test_nothing_plain_would_be_refused(query: str) -> None:
    """Whatever pieces a query is made of."""
    assert is_let_through(query) or not plainness.is_plain(query)


@pytest.mark.parametrize("shape", SHAPES)
def test_what_recurses_is_not_plain_where_it_is_refused(shape: str) -> None:
    """However large the shape is."""
    queries = [SHAPES[shape](size) for size in range(1, 600)]
    assert all(is_let_through(query) for query in queries if plainness.is_plain(query))
    assert not plainness.is_plain(SHAPES[shape](2_000))


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_the_verb_is_the_one_that_tokens_find(path: Path) -> None:
    """In every shipped query, behind its header and its prefixes."""
    text = "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    found = plainness.verb(text)
    assert found is not None
    assert found.lower() == sparql.form(f"# long way\n{text}") == sparql.form(text)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK{}", "ASK"),
        ("prefix : <a:> select*{}", "select"),
        ("PREFIX a:<a:b>PREFIX b: <c:>\nDESCRIBE<a:b>", "DESCRIBE"),
        ("SELECT?x{}", "SELECT"),
        ("# no\nASK {}", None),
        ("BASE <a:> ASK {}", None),
        ("SELECTED {}", None),
        ("ASK: {}", None),
        ("INSERT DATA {}", None),
    ],
)
def test_the_verb_is_found_or_left_to_who_looks_closer(query: str, expected: str | None) -> None:
    """Only what can be nothing else is taken."""
    assert plainness.verb(query) == expected


def test_both_ways_answer_the_same() -> None:
    """With the union, without it, and with a dataset of the request."""
    store = ox.Store()
    for name in ("g", "h"):
        subject, predicate, value = (ox.NamedNode(f"http://example.org/{each}") for each in (name, "p", "o"))
        store.add(ox.Quad(subject, predicate, value, subject))
    query = "SELECT ?s { ?s <p> <o> } ORDER BY ?s"
    long = f"{query} #{'x' * 2_000}"
    assert plainness.is_plain(query)
    assert not plainness.is_plain(long)
    graphs = ["http://example.org/g"]
    for union, default, named, expected in (
        (True, [], [], 2),
        (False, [], [], 0),
        (True, graphs, [], 1),
        (True, [], graphs, 0),
    ):
        for text in (query, long):
            answer = sparql.evaluate(
                store,
                text,
                base="http://example.org/",
                default_graphs=default,
                named_graphs=named,
                union=union,
            )
            assert len(sparql.rows(answer)[1]) == expected


def test_the_bounds_are_those_of_safety() -> None:
    """So many characters hold no more words and operators than may be, whichever they are."""
    longest, operators = plainness._LONGEST, plainness._OPERATORS
    assert operators + (longest - operators + 1) / 2 <= safety.MAX_OPERATORS + 1
    assert longest / 2 <= safety.MAX_PATTERNS
