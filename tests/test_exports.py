"""What is exported is what was published: every format gives back the same statements."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from published import published
from uniongraph import builder, exports
from uniongraph.errors import QueryError
from uniongraph.exports import Format

CASES = Path(__file__).parent / "cases"
GRAPH = "https://w3id.org/uniongraph/graph/doc/hugongzongji-2018-133"
PARSED: dict[Format, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
WITH_GRAPHS = {"trig", "jsonld", "nquads"}


@pytest.mark.parametrize("form", exports.FORMATS)
def test_round_trip(form: Format) -> None:
    """Parsed back, each format holds exactly the quads of the release, or their union of triples."""
    quads = set(published().quads())
    back = set(ox.parse(exports.export(published(), form), format=PARSED[form]))
    if form in WITH_GRAPHS:
        assert back == quads
    else:
        assert {quad.triple for quad in back} == {quad.triple for quad in quads}


@pytest.mark.parametrize("form", exports.FORMATS)
def test_one_graph(form: Format) -> None:
    """With one graph named, its statements are exported and no others; rdflib reads the same graph."""
    expected = {quad.triple for quad in published().quads() if quad.graph_name == ox.NamedNode(GRAPH)}
    data = exports.export(published(), form, graph=GRAPH)
    assert {quad.triple for quad in ox.parse(data, format=PARSED[form])} == expected
    names = {"jsonld": "json-ld", "rdfxml": "xml", "ntriples": "nt"}
    ours, theirs = rdflib.Dataset(default_union=True), rdflib.Graph()
    ours.parse(data=data, format=names.get(form, form))
    theirs.parse(data=exports.export(published(), "ntriples", graph=GRAPH), format="nt")
    assert len(theirs) == len(expected)
    assert isomorphic(_flat(ours), theirs)


def _flat(dataset: rdflib.Dataset) -> rdflib.Graph:
    flat = rdflib.Graph()
    for subject, predicate, value, _ in dataset.quads():
        flat.add((subject, predicate, value))
    return flat


@pytest.mark.parametrize("form", exports.FORMATS)
def test_the_same_bytes_twice(form: Format) -> None:
    """Exporting twice gives the same bytes."""
    assert exports.export(published(), form) == exports.export(published(), form)


def test_turtle_reads_like_a_page() -> None:
    """Turtle has prefixes and a base, the document before its awards, and labels with their language."""
    turtle = exports.export(published(), "turtle").decode()
    assert turtle.startswith("@base <https://w3id.org/uniongraph/id/> .\n@prefix ")
    assert "    ug:tierKind tier-kind:special ;\n" in turtle
    assert '"宝山区顾村镇总工会"@zh-hans' in turtle
    assert turtle.index("<doc/hugongzongji-2018-133> a ug:OfficialDocument") < turtle.index("a ug:Conferral")


def test_json_ld_is_made_for_programs() -> None:
    """JSON-LD is compacted: labels by language, arrays where there may be several, IRIs whole, nodes sorted."""
    document = json.loads(exports.export(published(), "jsonld", graph=GRAPH))
    nodes = {node["id"]: node for node in document["@graph"]}
    base = "https://w3id.org/uniongraph/id/"
    conferral = nodes[f"{base}conferral/hugongzongji-2018-133/top-ten/05-01"]
    assert conferral["type"] == "Conferral"
    assert len(conferral["recipient"]) == 2
    assert nodes[conferral["conferralOf"]]["prefLabel"] == {"zh-hans": "机场浦东优势互补 资源共享共促改革"}
    assert isinstance(nodes[f"{base}conferral/hugongzongji-2018-133/special/00-01"]["recipient"], list)
    assert list(nodes) == sorted(nodes)


def test_an_unknown_graph_is_named() -> None:
    """A graph that the release does not have is refused with the list of those it has."""
    with pytest.raises(QueryError, match=r"has no graph 'https://example\.org/'"):
        exports.export(published(), "turtle", graph="https://example.org/")


TABLES = [("awards", 61), ("organizations", 58), ("categories", 28), ("documents", 1)]


@pytest.mark.parametrize(("name", "rows"), TABLES)
def test_tables(name: str, rows: int) -> None:
    """Each table has a header and a row for each thing, of as many cells."""
    table = list(csv.reader(io.StringIO(exports.table(published(), name).decode(), newline="")))
    assert len(table) == rows + 1
    assert {len(row) for row in table} == {len(table[0])}


def test_persons_stand_in_the_tables(tmp_path: Path) -> None:
    """A list of persons without cases is exported: each a row of the awards, none among the organizations."""
    release = builder.build([CASES / "corpus-2021-persons" / "source.txt"], output=tmp_path).release
    rows = {
        name: list(csv.DictReader(io.StringIO(exports.table(release, name).decode(), newline="")))
        for name in exports.TABLES
    }
    found = [(row["tier"], row["title"], row["recipient"]) for row in rows["awards"]]
    tier = "2020年泊洲市技术能手"
    assert found == [(tier, "", name) for name in ("孟广海", "苏晓芸", "丁立", "黎明珠")]
    assert rows["organizations"] == []
    assert [row["number"] for row in rows["documents"]] == ["泊人社发〔2021〕40号"]


def test_an_unknown_table_is_named() -> None:
    """A table that does not exist is refused with the names of those that do."""
    with pytest.raises(QueryError, match="there is no table 'people'"):
        exports.table(published(), "people")
