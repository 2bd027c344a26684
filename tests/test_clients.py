"""What real clients send works: the clients that are here are run, of the others what they send is sent."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import urllib.request
import warnings
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDF,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
)
from SPARQLWrapper import SPARQLWrapper as Wrapper

from hosting import Site, asked, hosted, kept, send
from published import published
from uniongraph import release
from uniongraph.sparql import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EX = "http://example.org/"
GRAPH = f"{EX}graph/%E4%B8%8A%E6%B5%B7?a=1&b=2"
PLACE = f"{EX}徐汇/%E5%BE%90%E6%B1%87"
SELECT = f"SELECT ?s ?o {{ ?s <{EX}name> ?o }} ORDER BY ?o"
ASK = f"ASK {{ <{PLACE}> ?p ?o }}"
CONSTRUCT = f"CONSTRUCT {{ ?s <{EX}name> ?o }} WHERE {{ ?s <{EX}name> ?o }}"
FROM = f"SELECT * FROM <{EX}other> {{ ?s ?p ?o }}"  # noqa: S608 (not SQL)
DESCRIBE = f"DESCRIBE <{PLACE}>"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store of two named graphs, whose IRIs hold Chinese, percent signs and ampersands."""
    store = ox.Store()
    name = ox.NamedNode(f"{EX}name")
    store.add(ox.Quad(ox.NamedNode(PLACE), name, ox.Literal("徐汇区"), ox.NamedNode(GRAPH)))
    store.add(ox.Quad(ox.NamedNode(f"{EX}b"), name, ox.Literal('"静安", 区'), ox.NamedNode(f"{EX}other")))
    return kept(store, tmp_path_factory.mktemp("clients"))


@pytest.fixture(scope="module")
def site(place: Path) -> Iterator[Site]:
    """Give a server of that store."""
    with hosted(place, facts=release.facts(published().manifest)) as running:
        yield running


def address(site: Site, path: str = "/sparql") -> str:
    return f"http://127.0.0.1:{site.port}{path}"


# ---------------------------------------------------------------------------------------------- rdflib


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("returns", ["xml", "json"])
def test_rdflib_s_store(site: Site, method: str, returns: str) -> None:
    """It sends one Accept for every form of query."""
    client = SPARQLStore(address(site), method=method, returnFormat=returns)
    rows = client.query(SELECT).bindings
    assert [str(row[rdflib.Variable("o")]) for row in rows] == ['"静安", 区', "徐汇区"]
    assert str(rows[1][rdflib.Variable("s")]) == PLACE
    assert client.query(ASK).askAnswer is True
    one = rdflib.Graph(client, identifier=rdflib.URIRef(GRAPH))
    assert [str(o) for o in one.objects(None, rdflib.URIRef(f"{EX}name"))] == ["徐汇区"]
    assert len(rdflib.Graph(client, identifier=rdflib.URIRef(GRAPH))) == 1
    if returns == "json":  # told so, it asks for tables alone, as which no graph can be had
        return
    for query, expected in ((CONSTRUCT, 2), (DESCRIBE, 1)):
        graph = client.query(query).graph
        assert graph is not None
        assert len(graph) == expected


def test_rdflib_parses_the_endpoint_and_the_graphs(site: Site) -> None:
    """``Graph.parse`` names all that it can read, with no preference."""
    described = rdflib.Graph().parse(address(site))
    assert (rdflib.URIRef(address(site)), rdflib.RDF.type, None) in described
    assert len(rdflib.Graph().parse(address(site, "/.well-known/void"))) > 10
    one = address(site, "/graphs?" + urlencode({"graph": GRAPH}))
    assert len(rdflib.Graph().parse(one)) == 1
    assert len(rdflib.Graph().parse(address(site, "/graphs?default"), format="turtle")) == 2
    assert len(rdflib.Graph().parse(address(site, asked(CONSTRUCT)))) == 2
    assert len(rdflib.Dataset().parse(address(site, "/graphs"), format="trig")) == 2


# ---------------------------------------------------------------------------------------------- SPARQLWrapper


def wrapped(site: Site, query: str, form: str, how: tuple[str, str], **fields: str) -> Any:  # noqa: ANN401
    """Return what SPARQLWrapper makes of an answer."""
    client = Wrapper(address(site), returnFormat=form)
    client.setQuery(query)
    client.setMethod(how[0])
    client.setRequestMethod(how[1])
    for name, value in fields.items():
        client.addParameter(name.replace("_", "-"), value)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # it warns where a format is unusual for a form of query, and asks all the same
        answer = client.query()
        try:
            return answer.convert()
        finally:
            answer.response.close()


HOW = [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]


@pytest.mark.parametrize("how", HOW)
def test_sparqlwrapper_has_tables(site: Site, how: tuple[str, str]) -> None:
    """In each of its four formats; it repeats the name of the format in three parameters."""
    names = ['"静安", 区', "徐汇区"]
    rows = wrapped(site, SELECT, JSON, how)["results"]["bindings"]
    assert [row["o"]["value"] for row in rows] == names
    assert wrapped(site, ASK, JSON, how)["boolean"] is True
    literals = wrapped(site, SELECT, XML, how).getElementsByTagName("literal")
    assert [each.firstChild.data for each in literals] == names
    assert wrapped(site, ASK, XML, how).getElementsByTagName("boolean")[0].firstChild.data == "true"
    table = list(csv.DictReader(io.StringIO(wrapped(site, SELECT, CSV, how).decode())))
    assert [row["o"] for row in table] == names
    assert wrapped(site, SELECT, TSV, how).decode().splitlines()[2] == f'<{PLACE}>\t"徐汇区"'


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("form", [XML, RDFXML, RDF, TURTLE, N3, JSONLD, JSON])
def test_sparqlwrapper_has_graphs(site: Site, form: str, how: tuple[str, str]) -> None:
    """In each of its formats, some of which it turns into rdflib graphs itself."""
    for query, expected in ((CONSTRUCT, 2), (DESCRIBE, 1)):
        found = wrapped(site, query, form, how)
        if not isinstance(found, rdflib.Graph):
            read = "turtle" if form in {TURTLE, N3} else "json-ld"
            text = json.dumps(found) if isinstance(found, (dict, list)) else found
            found = rdflib.Graph().parse(data=text, format=read)
        assert len(found) == expected


@pytest.mark.parametrize(("query", "form"), [(SELECT, TURTLE), (ASK, N3), (CONSTRUCT, CSV), (DESCRIBE, TSV)])
def test_sparqlwrapper_is_told_what_cannot_be(site: Site, query: str, form: str) -> None:
    """A table is no graph."""
    with pytest.raises(HTTPError) as caught:
        wrapped(site, query, form, HOW[0])
    caught.value.close()  # it leaves that to others
    assert caught.value.code == 406


@pytest.mark.parametrize("how", HOW)
def test_sparqlwrapper_chooses_a_graph(site: Site, how: tuple[str, str]) -> None:
    """By the parameter of the protocol, whose value stays as it is sent."""
    client = Wrapper(address(site), returnFormat=JSON, defaultGraph=GRAPH)
    client.setQuery(SELECT)
    client.setMethod(how[0])
    client.setRequestMethod(how[1])
    answer: Any = client.query()
    rows = answer.convert()["results"]["bindings"]
    answer.response.close()
    assert [row["s"]["value"] for row in rows] == [PLACE]


# ---------------------------------------------------------------------------------------------- the dataset of a request


@pytest.mark.parametrize(
    ("query", "fields", "expected"),
    [
        ("?s ?p ?o", [], 2),
        ("?s ?p ?o", [("default-graph-uri", GRAPH)], 1),
        ("?s ?p ?o", [("default-graph-uri", GRAPH), ("default-graph-uri", f"{EX}other")], 2),
        ("?s ?p ?o", [("default-graph-uri", "http://example.org/graph/上海?a=1&b=2")], 0),
        ("?s ?p ?o", [("named-graph-uri", GRAPH)], 0),
        ("GRAPH ?g { ?s ?p ?o }", [("default-graph-uri", GRAPH)], 0),
        ("GRAPH ?g { ?s ?p ?o }", [("named-graph-uri", GRAPH)], 1),
        ("GRAPH ?g { ?s ?p ?o }", [("named-graph-uri", GRAPH), ("named-graph-uri", f"{EX}other")], 2),
        (f"GRAPH <{GRAPH}> {{ ?s ?p ?o }}", [("named-graph-uri", GRAPH)], 1),
        (f"GRAPH <{GRAPH}> {{ ?s ?p ?o }}", [("named-graph-uri", f"{EX}other")], 0),
        ("?s ?p ?o . GRAPH ?g { ?a ?b ?c }", [("default-graph-uri", GRAPH), ("named-graph-uri", f"{EX}other")], 1),
        (f"<{PLACE}> ?p ?o", [], 1),
        (f"<{EX}徐汇/徐汇> ?p ?o", [], 0),
    ],
)  # fmt: skip
@pytest.mark.parametrize("how", ["GET", "form", "direct"])
def test_graphs_of_a_request(
    site: Site, query: str, fields: list[tuple[str, str]], expected: int, how: str
) -> None:
    """One or several of each kind, by every way of the protocol; percent signs are decoded once and compared as they are."""
    text = f"SELECT * {{ {query} }}"
    if how == "direct":
        headers = {"Content-Type": "application/sparql-query"}
        response = send(site, "POST", f"/sparql?{urlencode(fields)}", headers=headers, content=text.encode())
    else:
        encoded = urlencode([*fields, ("query", text)])
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        response = (
            send(site, "GET", f"/sparql?{encoded}")
            if how == "GET"
            else send(site, "POST", "/sparql", headers=headers, content=encoded.encode())
        )
    assert len(response.json()["results"]["bindings"]) == expected


def test_the_graphs_of_a_request_win_over_those_of_the_query(site: Site) -> None:
    """As the protocol has it."""
    found = send(site, "GET", asked(FROM, **{"default-graph-uri": GRAPH})).json()["results"]["bindings"]
    assert [row["s"]["value"] for row in found] == [PLACE]


# ---------------------------------------------------------------------------------------------- roqet


def roqet(*arguments: str) -> tuple[int, list[str], str]:
    """Return the status of rasqal's program, the lines it prints, and what it complains of."""
    done = subprocess.run(
        ["roqet", "-q", *arguments], capture_output=True, text=True, timeout=30, check=False
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


has_roqet = pytest.mark.skipif(
    shutil.which("roqet") is None, reason="roqet is not here; Debian has it in rasqal-utils"
)


@has_roqet
def test_roqet_has_tables(site: Site) -> None:
    """By the protocol, from the graphs it names, and as a service within a query of its own."""
    rows = ["s,o", f'{EX}b,"""静安"", 区"', f"{PLACE},徐汇区"]
    of_site = ("-r", "csv", "-p", address(site))
    assert roqet(*of_site, "-e", SELECT) == (0, rows, "")
    assert roqet(*of_site, "-e", f"SELECT ?o {{ <{PLACE}> ?p ?o }}") == (0, ["o", "徐汇区"], "")
    assert roqet(*of_site, "-D", GRAPH, "-e", SELECT) == (0, [rows[0], rows[2]], "")
    named = f"SELECT ?s ?o {{ GRAPH ?g {{ ?s <{EX}name> ?o }} }}"
    assert roqet(*of_site, "-G", f"{EX}other", "-e", named) == (0, rows[:2], "")
    federated = f"SELECT ?s ?o {{ SERVICE <{address(site)}> {{ ?s <{EX}name> ?o }} }} ORDER BY ?o"
    assert roqet("-r", "csv", "-i", "sparql", "-e", federated) == (0, rows, "")


@has_roqet
@pytest.mark.parametrize("path", ["/graphs?default", asked(CONSTRUCT)])
def test_roqet_reads_graphs_and_answers_itself(site: Site, path: str) -> None:
    """It names all formats that it can read, pages too."""
    status, lines, complaint = roqet("-r", "csv", "-D", address(site, path), "-e", SELECT)
    assert (status, lines[1:], complaint) == (0, [f'{EX}b,"""静安"", 区"', f"{PLACE},徐汇区"], "")
    described = "SELECT ?e { ?e a <http://www.w3.org/ns/sparql-service-description#Service> }"
    assert roqet("-r", "csv", "-D", address(site), "-e", described)[:2] == (0, ["e", address(site)])


@has_roqet
@pytest.mark.parametrize(
    ("query", "status"), [("SELECT * { ?s ?p }", 400), (CONSTRUCT, 406), (DESCRIBE, 406)]
)
def test_roqet_is_told_what_cannot_be(site: Site, query: str, status: int) -> None:
    """Of the protocol it takes tables alone, and asks for nothing else."""
    failed, lines, complaint = roqet("-p", address(site), "-e", query)
    assert (failed, lines) == (1, [])
    assert f"failed with HTTP status {status}" in complaint


@has_roqet
def test_roqet_takes_no_cut_answer_for_whole(place: Path) -> None:
    """It says that it could not have it."""
    with hosted(place, limits=Limits(rows=1)) as cut:
        failed, _, complaint = roqet("-r", "csv", "-p", address(cut), "-e", SELECT)
    assert failed == 1
    assert "Failed to fetch" in complaint


# ---------------------------------------------------------------------------------------------- curl, pandas, and others


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not here")
@pytest.mark.parametrize(
    ("arguments", "kind", "said"),
    [
        (["-G", "--data-urlencode", f"query={SELECT}"], "application/sparql-results+json", "徐汇区"),
        (["--data-urlencode", f"query={SELECT}"], "application/sparql-results+json", "徐汇区"),
        (["-H", "Content-Type: application/sparql-query", "--data-binary", SELECT], "application/sparql-results+json", "徐汇区"),
        (["-H", "Accept: text/csv", "--data-urlencode", f"query={SELECT}"], "text/csv; charset=utf-8", "徐汇区"),
        (["--compressed", "-G", "--data-urlencode", f"query={CONSTRUCT}"], "text/turtle; charset=utf-8", "徐汇区"),
        ([], "text/turtle; charset=utf-8", "sd:Service"),
    ],
)  # fmt: skip
def test_curl(site: Site, arguments: list[str], kind: str, said: str) -> None:
    """With the headers that it sends by itself."""
    done = subprocess.run(
        ["curl", "-sS", "-w", "\n%{content_type}", *arguments, address(site)],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    body, _, found = done.stdout.rpartition("\n")
    assert found == kind
    assert said in body


def test_pandas_reads_a_table_by_its_address(site: Site) -> None:
    """`read_csv` opens an address by urllib, which sends no Accept, and reads the columns from the first line."""
    with urllib.request.urlopen(address(site, asked(SELECT, format="csv")), timeout=30) as response:
        assert response.headers.get("Content-Encoding") is None
        assert response.headers.get_content_charset() == "utf-8"
        rows = list(csv.DictReader(io.TextIOWrapper(response, "utf-8", newline="")))
    assert rows[1] == {"s": PLACE, "o": "徐汇区"}


COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,"
    "text/turtle;q=0.6,application/rdf+xml;q=0.5,text/n3;q=0.35,application/xml;q=0.3,image/svg+xml;q=0.3,"
    "text/xml;q=0.3,text/html;q=0.2,application/xhtml+xml;q=0.18,application/json;q=0.135,text/shaclc;q=0.1,"
    "text/shaclc-ext;q=0.05"
)


def test_comunica_finds_out_what_it_has_before_it(site: Site) -> None:
    """It asks nothing first and takes what describes itself as a service for one; then it asks by GET, at length by a form."""
    described = send(
        site, "GET", "/sparql", headers={"Accept": COMUNICA, "User-Agent": "Comunica/actor-http-fetch"}
    )
    assert described.headers["content-type"] == "application/n-quads"
    quads = list(ox.parse(described.content, ox.RdfFormat.N_QUADS))
    sd = "http://www.w3.org/ns/sparql-service-description#"
    endpoints = [q.object for q in quads if q.predicate == ox.NamedNode(f"{sd}endpoint")]
    assert endpoints == [ox.NamedNode(address(site))]
    assert any(q.predicate == ox.NamedNode(f"{sd}feature") and q.object == ox.NamedNode(f"{sd}UnionDefaultGraph")
               for q in quads)  # fmt: skip
    for query, accept, kind in (
        (SELECT, "application/sparql-results+json;q=1.0,application/sparql-results+xml;q=0.7",
         "application/sparql-results+json"),
        (ASK, "application/sparql-results+json;q=1.0,application/sparql-results+xml;q=0.7",
         "application/sparql-results+json"),
        (CONSTRUCT, "text/turtle", "text/turtle; charset=utf-8"),
        (DESCRIBE, "text/turtle", "text/turtle; charset=utf-8"),
        (CONSTRUCT, COMUNICA, "application/n-quads"),  # an answer that it reads as a file
    ):  # fmt: skip
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        content = urlencode({"query": query}).encode()
        for response in (
            send(site, "POST", "/sparql", headers=headers, content=content),
            send(site, "GET", asked(query), headers={"Accept": accept, "Sec-Fetch-Mode": "cors"}),
        ):
            assert (response.status_code, response.headers["content-type"]) == (200, kind)
    cors = {"Origin": "https://query.comunica.dev", "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "accept"}  # fmt: skip
    assert send(site, "OPTIONS", "/sparql", headers=cors).headers["access-control-allow-origin"] == "*"
    assert send(site, "OPTIONS", "/graphs", headers=cors).status_code == 200


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        # roqet (rasqal)
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml; charset=utf-8"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml; charset=utf-8"),
        # Jena's RemoteQuery and RDF4J's SPARQLRepository
        (SELECT, "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/tab-separated-values;q=0.7, "
         "text/csv;q=0.5, application/json;q=0.2, application/xml;q=0.2, */*;q=0.1", "application/sparql-results+json"),
        (CONSTRUCT, "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3",
         "text/turtle; charset=utf-8"),
        (SELECT, "application/x-sparqlstar-results+tsv;q=0.8, application/sparql-results+xml;q=0.8, "
         "application/sparql-results+json;q=0.9", "application/sparql-results+json"),
        # a browser's fetch, YASGUI
        (SELECT, "application/sparql-results+json,*/*;q=0.9", "application/sparql-results+json"),
        (CONSTRUCT, "text/turtle,*/*;q=0.9", "text/turtle; charset=utf-8"),
    ],
)  # fmt: skip
def test_what_others_send_gets_what_they_read(site: Site, query: str, accept: str, kind: str) -> None:
    """By GET, with their Accept."""
    response = send(site, "GET", asked(query), headers={"Accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, kind)
