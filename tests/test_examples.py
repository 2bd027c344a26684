"""The prepared queries as things of the graph: found by SPARQL, and each runs as it stands."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from published import published
from uniongraph import files, iris, queries, release
from uniongraph.builder.examples import describe_examples
from uniongraph.registry import Registry

SHACL = "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"


def found(text: str) -> list[ox.QuerySolution]:
    """Return the rows that the shipped release has for a question."""
    answer = published().open_store().query(f"{SHACL} {text}", use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return list(answer)


EXAMPLES = {
    row["q"].value.rpartition("/")[2]: row["text"].value
    for row in found("SELECT ?q ?text { ?q a sh:SPARQLExecutable ; sh:select|sh:ask|sh:construct ?text }")
}


def test_every_prepared_query_is_found() -> None:
    """By its class alone, under its name."""
    assert EXAMPLES.keys() == queries.load(files.folder("queries")).keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs_as_it_stands(name: str) -> None:
    """And its answer is that of the prepared query."""
    assert csv(EXAMPLES[name]) == csv(queries.load(files.folder("queries"))[name].text)


def csv(text: str) -> bytes | None:
    """Return what the shipped release answers, as a table."""
    answer = published().open_store().query(text, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return answer.serialize(format=ox.QueryResultsFormat.CSV)


def test_an_example_says_what_it_is_in_both_languages_and_where_it_is_put() -> None:
    """A label, a class of its own, the endpoint."""
    rows = found("""PREFIX schema: <https://schema.org/> SELECT ?q ?zh ?en ?target {
      ?q a sh:SPARQLSelectExecutable ; rdfs:label ?zh, ?en ; schema:target ?target .
      FILTER (langMatches(lang(?zh), "zh") && langMatches(lang(?en), "en")) }""")
    said = {row["q"].value: row for row in rows}
    assert len(said) == len(EXAMPLES)
    winners = said[f"{iris.BASE}id/query/winners"]
    loaded = queries.load(files.folder("queries"))["winners"]
    assert (winners["zh"].value, winners["en"].value) == (loaded.summary["zh"], loaded.summary["en"])
    assert winners["target"].value == f"{iris.BASE}sparql"


def test_the_prefixes_are_declared() -> None:
    """All those the data and the queries are written with, each once, and every example points at them."""
    rows = found(
        "SELECT ?p ?n { ?q a sh:SPARQLExecutable ; sh:prefixes/sh:declare ?d . ?d sh:prefix ?p ; sh:namespace ?n }"
    )
    said = {row["p"].value: row["n"].value for row in rows}
    assert said.items() >= iris.PREFIXES.items()
    assert len({(row["p"], row["n"]) for row in rows}) == len(said)


def test_examples_hang_on_the_base() -> None:
    """Who publishes under another base has them there."""
    minter = iris.Minter(Registry(), "https://example.org/")
    data = release.serialise(describe_examples(queries.load(files.folder("queries")), minter))
    subjects = {line.split(b" ")[0] for line in data.splitlines()}
    assert all(each.startswith(b"<https://example.org/id/") for each in subjects)
    assert b"<https://example.org/sparql>" in data
