"""The server over real sockets, with its workers: the protocol, the formats, the pages, and what bad requests get."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from browsing import Page
from hosting import BASE, RELEASE, Site, asked, fetch, hosted, kept, send
from uniongraph import queries
from uniongraph.errors import UnionGraphError
from uniongraph.pages import MAX_ROWS
from uniongraph.server import serving
from uniongraph.sparql import Limits, formats

if TYPE_CHECKING:
    from collections.abc import Iterator


EX = "http://example.org/"
LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
IN_SCHEME = ox.NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")
EVIL = '<script>alert("一")</script> \' onload=x &amp;'

PLACES = """\
#+ summary:
#+   zh: 地方
#+   en: Places <b>&
#+ description:
#+   zh: 代码与名称。
#+   en: Codes and names.
#+ tags: [place]
#+ parameters:
#+   - name: code
#+     type: code
#+     summary:
#+       zh: 代码
#+       en: code
#+     example: "310104"
#+   - name: kind
#+     type: concept
#+     scheme: tier-kind
#+     summary:
#+       zh: 奖级
#+       en: tier
#+     example: "special"
#+   - name: year
#+     type: year
#+     summary:
#+       zh: 年度
#+       en: year
#+     example: "2017"
#+   - name: site
#+     type: iri
#+     summary:
#+       zh: 网址
#+       en: site
#+     example: "http://example.org/"
#+   - name: least
#+     type: integer
#+     summary:
#+       zh: 至少
#+       en: at least
#+     example: "1"
SELECT ?code ?place ?kind ?year ?site ?least WHERE {
  VALUES ?code { UNDEF } VALUES ?kind { UNDEF } VALUES ?year { UNDEF } VALUES ?site { UNDEF } VALUES ?least { 0 }
  ?place <http://example.org/code> ?code
}
ORDER BY ?code
"""
NAMED = """\
#+ summary:
#+   zh: 某地
#+   en: One place
#+ description:
#+   zh: 某地的描述。
#+   en: What is said of one place.
#+ parameters:
#+   - name: name
#+     type: string
#+     required: true
#+     summary:
#+       zh: 名称
#+       en: name
#+     example: "徐汇区"
CONSTRUCT { ?place ?p ?o } WHERE { VALUES ?name { "徐汇区" } ?place <http://example.org/name> ?name ; ?p ?o }
"""
SELECT = "SELECT ?s ?o { ?s <http://example.org/name> ?o } ORDER BY ?s"
CONSTRUCT = "CONSTRUCT { ?s <http://example.org/name> ?o } WHERE { ?s <http://example.org/name> ?o }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store of two places, one with a hostile name, and a scheme of two concepts, in a named graph."""
    store = ox.Store()
    graph = ox.NamedNode(f"{BASE}graph/g")

    def add(subject: str, predicate: ox.NamedNode, value: ox.Literal | ox.NamedNode) -> None:
        store.add(ox.Quad(ox.NamedNode(subject), predicate, value, graph))

    for place, code, name in [("a", "310104", "徐汇区"), ("b", "310105", EVIL)]:
        add(f"{BASE}id/{place}", ox.NamedNode(f"{EX}code"), ox.Literal(code))
        add(f"{BASE}id/{place}", ox.NamedNode(f"{EX}name"), ox.Literal(name))
    for key, zh, en in [("main", "主奖", "main"), ("special", "特等奖", "special <i>")]:
        concept = f"{BASE}scheme/tier-kind/{key}"
        add(concept, IN_SCHEME, ox.NamedNode(f"{BASE}scheme/tier-kind"))
        add(concept, LABEL, ox.Literal(zh, language="zh-Hans"))
        add(concept, LABEL, ox.Literal(en, language="en"))
    return kept(store, tmp_path_factory.mktemp("places"))


@pytest.fixture(scope="module")
def app(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a server of that store with two prepared queries."""
    folder = tmp_path_factory.mktemp("queries")
    (folder / "places.rq").write_text(PLACES, "utf-8")
    (folder / "named.rq").write_text(NAMED, "utf-8")
    with hosted(store, queries.load(folder)) as site:
        yield site


# ---------------------------------------------------------------------------------------------- the protocol

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


@pytest.mark.parametrize(
    ("method", "path", "headers", "body"),
    [
        ("GET", asked("ASK {}"), {}, None),
        ("POST", "/sparql", FORM, b"query=ASK%20%7B%7D"),
        (
            "POST",
            "/sparql",
            {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"},
            b"query=ASK+{}",
        ),
        ("POST", "/sparql", DIRECT, b"ASK {}"),
        (
            "POST",
            "/sparql",
            {"Content-Type": "application/sparql-query; charset=utf-8"},
            "ASK {} # 中".encode(),
        ),
        ("POST", f"/sparql?default-graph-uri={BASE}graph/g", FORM, b"query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D"),
    ],
)
def test_a_query_comes_by_get_and_by_both_kinds_of_post(
    app: Site, method: str, path: str, headers: dict[str, str], body: bytes | None
) -> None:
    """All ways of the protocol give the same answer."""
    response = send(app, method, path, headers=headers, content=body)
    assert (response.status_code, response.json()["boolean"]) == (200, True)


def test_chinese_in_an_address_is_decoded_once(app: Site) -> None:
    """A percent sign that belongs to an IRI stays one."""
    query = 'SELECT ("%E4%B8%8A 上海 a+b" AS ?x) {}'
    for response in (
        send(app, "GET", asked(query)),
        send(app, "POST", "/sparql", headers=FORM, content=urlencode({"query": query}).encode()),
    ):
        assert response.json()["results"]["bindings"][0]["x"]["value"] == "%E4%B8%8A 上海 a+b"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, 2),
        ({"default-graph-uri": f"{BASE}graph/g"}, 2),
        ({"default-graph-uri": f"{BASE}graph/other"}, 0),
        ({"named-graph-uri": f"{BASE}graph/g"}, 0),
    ],
)
def test_the_dataset_of_the_request_holds(app: Site, fields: dict[str, str], expected: int) -> None:
    """Graphs named in the request are all there is to see."""
    assert len(send(app, "GET", asked(SELECT, **fields)).json()["results"]["bindings"]) == expected


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status", "said"),
    [
        ("GET", "/sparql?default-graph-uri=http://x/", {}, None, 400, "the parameter 'query' is missing"),
        ("GET", "/sparql?query=", {}, None, 400, "the query is empty"),
        ("GET", "/sparql?query=ASK{}&query=ASK{}", {}, None, 400, "more than one query"),
        ("GET", "/sparql?query=%FF", {}, None, 400, "not UTF-8"),
        ("GET", "/sparql?" + "a=1&" * 300, {}, None, 400, "more than 200 fields"),
        ("GET", asked("ASK { ?s }"), {}, None, 400, 'query:1: syntax error at column 10: "}" is not expected here'),
        ("GET", asked("ASK {}", **{"default-graph-uri": "no iri"}), {}, None, 400, "'no iri' is no absolute IRI"),
        ("GET", asked("ASK {}", format="pdf"), {}, None, 400, "format=pdf: the answer can be had as json, xml, csv, tsv"),
        ("GET", asked("ASK {}", format="turtle"), {}, None, 406, "can be had as json, xml, csv, tsv"),
        ("GET", asked("ASK {}"), {"Accept": "text/turtle"}, None, 406, "application/sparql-results+json"),
        ("GET", asked("INSERT DATA {}"), {}, None, 403, "INSERT is an update"),
        ("GET", "/sparql?update=DROP%20ALL", {}, None, 403, "this service only reads"),
        ("GET", asked("SELECT * { SERVICE <http://127.0.0.1:1/> {} }"), {}, None, 403, "SERVICE is not allowed"),
        ("GET", asked("ASK " + "{" * 70 + "}" * 70), {}, None, 403, "nests more than 64 brackets"),
        ("POST", "/sparql", FORM, b"update=DROP%20ALL", 403, "this service only reads"),
        ("POST", "/sparql", {"Content-Type": "application/sparql-update"}, b"DROP ALL", 403, "only reads"),
        ("POST", "/sparql", FORM, b"q=ASK{}", 400, "the form has no field 'query'"),
        ("POST", "/sparql", FORM, b"query=%FF", 400, "not UTF-8"),
        ("POST", "/sparql", DIRECT, "ASK {} # 中".encode("gb18030"), 400, "not UTF-8"),
        ("POST", "/sparql?query=ASK{}", DIRECT, b"ASK {}", 400, "both in the address and in the body"),
        ("POST", "/sparql", {}, b"ASK {}", 415, "says so in Content-Type"),
        ("POST", "/sparql", {"Content-Type": "text/plain"}, b"ASK {}", 415, "not as text/plain"),
        ("POST", "/sparql", {"Content-Type": "application/sparql-query; charset=utf-16"}, b"", 415, "not in utf-16"),
        ("POST", "/sparql", DIRECT, b"ASK {} #" + b"x" * 100_000, 413, "longer than 100,000 characters"),
        ("POST", "/sparql", FORM, b"query=" + b"x" * 1_000_000, 413, "larger than 1,000,000 bytes"),
        ("GET", "/nowhere", {}, None, 404, "there is nothing at /nowhere; there is /, /browse, "),
        ("GET", "/now%0Ahere", {}, None, 404, "there is nothing at /now\ufffdhere; there is "),
        ("GET", "/static/none", {}, None, 404, "there is nothing at /static/none\n"),
        ("DELETE", "/sparql", {}, None, 405, "DELETE is not allowed at /sparql, which takes GET, HEAD, OPTIONS, POST\n"),
        ("POST", "/queries/places", {}, None, 405, "POST is not allowed at /queries/places, which takes GET, HEAD, OPTIONS\n"),
        ("GET", "/queries/plases", {}, None, 404, "no prepared query 'plases'; did you mean places?"),
        ("GET", "/queries/places?code=31%2001", {}, None, 400, "parameter code: '31 01' is not a code"),
        ("GET", "/queries/places?cod=1", {}, None, 400, "has no parameter 'cod'; did you mean code?"),
        ("GET", "/queries/places?code=1&code=2", {}, None, 400, "'code' is given more than once"),
        ("GET", "/queries/places?kind=mian", {}, None, 400, "has no concept 'mian'; there is main"),
        ("GET", "/queries/named", {}, None, 400, "parameter name: is required: a text (type string), such as '徐汇区'"),
        ("GET", "/queries/places?format=turtle", {}, None, 406, "can be had as json, xml, csv, tsv"),
    ],
)  # fmt: skip
def test_a_bad_request_is_told_what_is_wrong(
    app: Site,
    method: str,
    path: str,
    headers: dict[str, str],
    body: bytes | None,
    status: int,
    said: str,
) -> None:
    """The right status and one sentence, as plain text unless something else is asked for."""
    response = send(app, method, path, headers=headers, content=body)
    assert response.status_code == status
    assert said in response.text
    assert response.headers["x-uniongraph-release"] == RELEASE
    if "Accept" not in headers:
        assert response.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "text/plain; charset=utf-8"),
        ("application/sparql-results+xml, application/rdf+xml", "text/plain; charset=utf-8"),
        ("application/json", "application/problem+json"),
        ("application/problem+json, application/json;q=0.1", "application/problem+json"),
        ("application/sparql-results+json", "application/problem+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
    ],
)
def test_errors_are_said_in_the_form_that_is_asked_for(app: Site, accept: str, kind: str) -> None:
    """A person with a browser gets a page, a program a problem it can read, all others a line of text."""
    for method, path, status in (
        ("GET", asked("ASK { ?s }"), 400),
        ("GET", "/queries/nothing", 404),
        ("GET", "/nothing", 404),
        ("PUT", "/graphs", 405),
    ):
        response = send(app, method, path, headers={"Accept": accept})
        assert (response.status_code, response.headers["content-type"]) == (status, kind)
        assert "Accept" in response.headers["vary"]
        if kind == "application/problem+json":
            problem = response.json()
            assert (problem["status"], problem["type"]) == (status, "about:blank")
            assert len(problem["detail"].split()) > 2


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/n-quads,text/turtle;q=0.6,text/html;q=0.2,application/json;q=0.135", "application/problem+json"),
        ("application/rdf+xml, text/html;q=0.6, application/xhtml+xml;q=0.8, */*;q=0.1", "text/plain; charset=utf-8"),
        ("text/html, application/rdf+xml", "text/html; charset=utf-8"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/sparql?timeout=5", "/graphs", "/nothing"])
def test_who_would_rather_have_statements_gets_no_page(app: Site, path: str, accept: str, kind: str) -> None:
    """Readers of RDF take pages too, for what is written in them, and would show them whole as an error."""
    method = "PUT" if path == "/graphs" else "GET"
    assert send(app, method, path, headers={"Accept": accept}).headers["content-type"] == kind


@pytest.mark.parametrize(
    ("path", "allowed"), [("/sparql", {"GET", "HEAD", "OPTIONS", "POST"}), ("/", {"GET", "HEAD", "OPTIONS"})]
)
def test_methods(app: Site, path: str, allowed: set[str]) -> None:
    """What is not allowed is answered with all that is, and so is OPTIONS."""
    wrong = send(app, "DELETE", path)
    assert (wrong.status_code, set(wrong.headers["allow"].split(", "))) == (405, allowed)
    options = send(app, "OPTIONS", path)
    assert (options.status_code, set(options.headers["allow"].split(", "))) == (204, allowed)
    assert "post" not in {method.lower() for method in allowed} or send(app, "PUT", path).status_code == 405


def test_head_says_what_get_would(app: Site) -> None:
    """HEAD answers with the headers of GET, and errors too."""
    got, head = send(app, "GET", asked(SELECT)), send(app, "HEAD", asked(SELECT))
    assert head.status_code == 200
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.headers["content-length"] == str(len(got.content))
    assert send(app, "HEAD", asked("ASK { ?s }")).status_code == 400


def test_pages_of_other_sites_may_read(app: Site) -> None:
    """CORS: any origin may read, and ask first whether it may; each is told so once."""
    for method, path in (("GET", asked("ASK {}")), ("GET", "/x"), ("OPTIONS", "/sparql")):
        read = send(app, method, path, headers={"Origin": "https://example.org"})
        assert read.headers.get_list("access-control-allow-origin") == ["*"]
        assert "ETag" in read.headers["access-control-expose-headers"]
    preflight = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST",
                 "Access-Control-Request-Headers": "content-type"}  # fmt: skip
    may = send(app, "OPTIONS", "/sparql", headers=preflight)
    assert may.status_code == 200
    assert may.headers.get_list("access-control-allow-origin") == ["*"]
    assert "POST" in may.headers["access-control-allow-methods"]
    assert "content-type" in may.headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize(
    "path", ["/", "/sparql", asked("ASK {}"), "/queries/places", "/queries/x", "/x", "/static/style.css"]
)
def test_every_response_carries_release_and_policy(app: Site, path: str) -> None:
    """Whatever is asked, the release is named, nothing of another host may load, and only the query page runs anything."""
    headers = send(app, "GET", path, headers={"Accept": "text/html"}).headers
    assert headers["x-uniongraph-release"] == RELEASE
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert re.fullmatch(r"([a-z-]+ '(none|self)'(; |$))+", policy)
    assert ("script-src" in policy) == path.startswith("/sparql")
    assert headers["x-content-type-options"] == "nosniff"


# ---------------------------------------------------------------------------------------------- the formats


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml; charset=utf-8"),
        (SELECT, "text/csv", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (SELECT, "text/csv;q=0.5, application/sparql-results+xml;q=0.6", "application/sparql-results+xml; charset=utf-8"),
        (SELECT, "application/sparql-results+json;q=0, text/csv;q=0.1", "text/csv; charset=utf-8"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "application/*", "application/sparql-results+json"),
        (SELECT, "text/html;level=1;q=0.1, text/csv", "text/csv; charset=utf-8"),
        (CONSTRUCT, "*/*", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "text/*", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "application/ld+json"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml; charset=utf-8"),
        (CONSTRUCT, "application/n-quads", "application/n-quads"),
        ("DESCRIBE <http://example.org/x>", "application/trig", "application/trig"),
        ("ASK {}", "text/csv", "text/csv; charset=utf-8"),
        # what clients really send: rdflib, roqet, Java's URLConnection, jQuery, Jena, a browser, and nonsense
        (SELECT, "application/sparql-results+xml, application/rdf+xml", "application/sparql-results+xml; charset=utf-8"),
        (CONSTRUCT, "application/sparql-results+xml, application/rdf+xml", "application/rdf+xml; charset=utf-8"),
        (CONSTRUCT, "application/rdf+xml, application/x-turtle;q=0.9, */*;q=0.1", "application/rdf+xml; charset=utf-8"),
        (SELECT, "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "text/html; charset=utf-8"),
        (SELECT, "application/json, text/javascript, */*; q=0.01", "application/json"),
        (CONSTRUCT, "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,*/*;q=0.3", "text/turtle; charset=utf-8"),
        (SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        (SELECT, "nonsense, ;;q=, text/csv", "text/csv; charset=utf-8"),
        (SELECT, "nonsense", "application/sparql-results+json"),
    ],
)  # fmt: skip
def test_the_format_is_the_one_that_is_liked_best(app: Site, query: str, accept: str, expected: str) -> None:
    """By Accept with its weights, among those that can hold the answer."""
    response = send(app, "GET", asked(query), headers={"Accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, expected)
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("query", "fields", "expected"),
    [
        (SELECT, {"format": "csv"}, "text/csv; charset=utf-8"),
        (
            SELECT,
            {"format": "application/sparql-results+xml"},
            "application/sparql-results+xml; charset=utf-8",
        ),
        (SELECT, {"format": "JSON", "output": "JSON", "results": "JSON"}, "application/sparql-results+json"),
        (SELECT, {"output": "xml"}, "application/sparql-results+xml; charset=utf-8"),
        (SELECT, {"output": "nonsense"}, "application/sparql-results+json"),
        (SELECT, {"format": "html"}, "text/html; charset=utf-8"),
        (CONSTRUCT, {"format": "json"}, "application/ld+json"),
        (CONSTRUCT, {"format": "json-ld"}, "application/ld+json"),
        (CONSTRUCT, {"format": "xml"}, "application/rdf+xml; charset=utf-8"),
        (CONSTRUCT, {"format": "rdf+xml"}, "application/rdf+xml; charset=utf-8"),
        (CONSTRUCT, {"format": "nt"}, "application/n-triples"),
    ],
)
def test_format_names_a_format(app: Site, query: str, fields: dict[str, str], expected: str) -> None:
    """The parameter wins over Accept; names and types that other servers and clients use are understood."""
    response = send(app, "GET", asked(query, **fields), headers={"Accept": "text/tab-separated-values"})
    liked = "text/tab-separated-values; charset=utf-8" if fields == {"output": "nonsense"} else expected
    assert (response.status_code, response.headers["content-type"]) == (200, liked)


def test_answers_hold_what_was_asked(app: Site) -> None:
    """The table as CSV and JSON, the graph as Turtle with the query's own prefixes."""
    csv = send(app, "GET", asked(SELECT, format="csv"))
    assert csv.text.splitlines()[:2] == ["s,o", f"{BASE}id/a,徐汇区"]
    assert csv.headers["content-disposition"] == 'inline; filename="answer.csv"'
    turtle = send(app, "GET", asked(f"PREFIX ex: <{EX}> {CONSTRUCT}")).text
    assert "@prefix ex:" in turtle
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == 2
    empty = send(app, "GET", asked("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p 1 }", format="nt"))
    assert (empty.status_code, empty.content) == (200, b"")


def test_a_prepared_query_answers_in_every_format(app: Site) -> None:
    """Its parameters bind, its file name is offered, blank fields of a form do not count."""
    one = send(app, "GET", "/queries/places?code=310104&kind=&year=&format=csv")
    assert one.text.splitlines() == ["code,place,kind,year,site,least", f"310104,{BASE}id/a,,,,0"]
    assert one.headers["content-disposition"] == 'inline; filename="places.csv"'
    both = send(app, "GET", "/queries/places", headers={"Accept": "text/csv"})
    assert len(both.text.splitlines()) == 3
    graph = send(app, "GET", f"/queries/named?name={quote('徐汇区')}")
    assert graph.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(rdflib.Graph().parse(data=graph.text, format="turtle")) == 2
    injected = send(app, "GET", "/queries/named", params={"name": '" } UNION { ?place ?p ?o'})
    assert (injected.status_code, injected.text) == (200, "")


# ---------------------------------------------------------------------------------------------- the pages


def page(app: Site, path: str, status: int = 200) -> Page:
    """Return a page, after checking that it loads nothing from elsewhere and runs nothing, but for the query page."""
    response = send(app, "GET", path, headers={"Accept": "text/html", "Accept-Language": "en"})
    assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8")
    found = Page(response.text)
    runs = {each.get("src") for each in found.all("script") if each.get("type") != "application/json"}
    assert runs <= ({"/static/built/sparql.js"} if path.startswith("/sparql") else set())
    for tag, attributes in found.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes), tag
        assert tag == "a" or not re.match(
            "(?i)https?:|//", attributes.get("href") or attributes.get("src") or ""
        )
    assert found.all("html") == [{"lang": "en"}]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in found.all("meta")
    labels = {label["for"] for label in found.all("label")}
    fields = [each for tag in ("input", "select", "textarea") for each in found.all(tag)]
    assert all(field["id"] in labels for field in fields if field.get("type") != "hidden")
    return found


def test_the_list_of_queries_leads_to_each_query(app: Site) -> None:
    """By what they are about; those without a tag stand at the end."""
    found = page(app, "/queries")
    links = [link["href"] for link in found.all("a") if "/queries/" in (link["href"] or "")]
    assert links == ["/queries/places", "/queries/named"]
    assert [section["id"] for section in found.all("section")] == ["tag-place", "tag-"]
    assert "Places <b>&" in found.words


def test_the_form_of_a_query_has_a_field_for_each_parameter(app: Site) -> None:
    """Typed fields with labels, examples, defaults, and the concepts of the release to choose from."""
    found = page(app, "/queries/places")
    assert [form["action"] for form in found.all("form")] == ["/search", "/queries/places"]
    fields = {field["name"]: field for field in found.all("input")}
    assert fields["q"]["type"] == "search"
    assert fields["site"]["type"] == "url"
    assert (fields["least"]["type"], fields["least"]["value"]) == ("number", "0")
    assert (fields["year"]["pattern"], fields["year"]["placeholder"]) == ("[0-9]{4}", "2017")
    assert "required" not in fields["code"]
    assert "required" in next(
        each for each in page(app, "/queries/named").all("input") if each["name"] == "name"
    )
    assert [option["value"] for option in found.all("option")] == ["", "main", "special"]
    assert "special <i> (special)" in found.words
    assert "Places <b>&" in found.words
    assert RELEASE in found.words


def test_the_page_of_a_query_shows_form_answer_and_downloads(app: Site) -> None:
    """What was asked stands in the form, the rows in a table, and each format has its address."""
    found = page(app, "/queries/places?code=310104&kind=special")
    assert next(field for field in found.all("input") if field["name"] == "code")["value"] == "310104"
    assert [option["value"] for option in found.all("option") if "selected" in option] == ["special"]
    assert found.words.count("310104") >= 2
    links = [link["href"] or "" for link in found.all("a") if "format=" in (link["href"] or "")]
    assert [re.sub(".*format=", "", link) for link in links] == ["json", "xml", "csv", "tsv", "spreadsheet"]
    assert send(app, "GET", links[2]).text.splitlines()[1].startswith("310104,")
    assert [link["type"] for link in found.all("link") if link["rel"] == "alternate" and "type" in link][
        2
    ] == "text/csv"
    assert 'VALUES ?code { "310104" }' in found.words


def test_a_query_that_needs_a_value_waits_for_it(app: Site) -> None:
    """Its page without values is a form; with a wrong one it is the form and what is wrong, with status 400."""
    found = page(app, "/queries/named")
    assert (found.all("table"), found.all("form")[1]["action"]) == ([], "/queries/named")
    wrong = page(app, "/queries/places?year=17&code=%22%3E%3Cscript%3E", 400)
    assert (
        "is not a year of four digits (type year), such as '2017'" in wrong.words
        or "is not a code" in wrong.words
    )
    assert next(field for field in wrong.all("input") if field["name"] == "code")["value"] == '"><script>'
    assert wrong.all("table") == []
    assert "no prepared query 'x'" in page(app, "/queries/x", 404).words


def test_values_are_text_everywhere(app: Site) -> None:
    """Markup in the data, in the query and in errors is shown, not obeyed."""
    assert EVIL in page(app, asked(SELECT)).words
    assert EVIL in page(app, asked(f"SELECT ({json.dumps(EVIL, ensure_ascii=False)} AS ?x) {{}}")).words
    assert "<script>" in page(app, asked("ASK { <script> }"), 400).words
    assert "<script>alert" in page(app, "/queries/%3Cscript%3Ealert", 404).words


@pytest.mark.parametrize(
    ("iri", "href"),
    [
        (f"{BASE}id/a", "/id/a"),
        (f"{BASE}id/a#b", "/id/a#b"),
        (f"{EX}x?a=1&b=%22", f"{EX}x?a=1&b=%22"),
        ("https://example.org/上", "https://example.org/上"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("urn:x:y", None),
        ("ftp://example.org/", None),
    ],
)
def test_only_our_own_and_http_iris_are_links(app: Site, iri: str, href: str | None) -> None:
    """Ours lead to what the release says of them, others to where they point; nothing else can be followed."""
    found = page(app, asked(f"SELECT ?x {{ VALUES ?x {{ <{iri}> }} }}"))
    links = [link["href"] for link in found.all("a")]
    assert (href in links) if href else not any((link or "").startswith(iri[:5]) for link in links)
    assert iri in found.words


def test_a_description_is_a_table_of_triples(app: Site) -> None:
    """With the formats of a graph to have it in."""
    found = page(app, asked(f"DESCRIBE <{BASE}id/a>"))
    assert "徐汇区" in found.words
    formats = [link["href"] for link in found.all("a") if "format=" in (link["href"] or "")]
    assert str(formats[0]).endswith("format=turtle")


def test_a_long_answer_is_cut_on_the_page_and_says_so(app: Site) -> None:
    """The page shows the first rows and where the rest is; the formats for machines have all."""
    many = "SELECT ?n { VALUES ?n { " + " ".join(map(str, range(MAX_ROWS + 1))) + " } }"
    assert f"Only the first {MAX_ROWS} rows are shown" in page(app, asked(many)).words
    assert "Only the first" not in page(app, asked(many.replace(" 500 ", " "))).words
    assert len(send(app, "GET", asked(many, format="csv")).text.splitlines()) == MAX_ROWS + 2


def test_the_endpoint_has_a_page(app: Site) -> None:
    """A browser that asks nothing gets a field to ask in; what it asks stays in it, wrong or right."""
    assert page(app, "/sparql").all("textarea")
    wrong = page(app, asked("ASK {\n ?s </textarea> }"), 400)
    assert "ASK {\n ?s </textarea> }" in wrong.words
    assert "syntax error" in wrong.words
    assert "true" in page(app, asked("ASK {}")).words


def test_a_language_stands_on_every_literal_that_has_one(app: Site) -> None:
    """So that a browser picks its glyphs and a screen reader its voice."""
    found = page(app, asked('SELECT ("上海"@zh-Hans AS ?x) ("Shanghai"@en AS ?y) (1 AS ?z) {}'))
    cells = found.all("td")
    assert [cell.get("lang") for cell in cells] == ["zh-hans", "en", None]
    assert cells[2]["class"] == "number"


def test_a_fault_of_our_own_says_nothing_of_its_inside(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug gives a plain 500 with the same headers as ever."""
    with hosted(store) as site:

        def fail(*_: object, **__: object) -> None:
            raise ZeroDivisionError("secret")

        monkeypatch.setattr(site.host.current.pool, "ask", fail)
        response = send(site, "GET", asked("ASK {}"))
    assert (response.status_code, response.text) == (500, "the server met a fault of its own\n")
    assert response.headers["x-uniongraph-release"] == RELEASE
    assert "content-security-policy" in response.headers


# ---------------------------------------------------------------------------------------------- long answers


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store of 3,000 statements."""
    store = ox.Store()
    store.extend(
        ox.Quad(ox.NamedNode(f"{EX}{n}"), ox.NamedNode(f"{EX}p"), ox.Literal(n), ox.NamedNode(f"{EX}g"))
        for n in range(3_000)
    )
    return kept(store, tmp_path_factory.mktemp("large"))


def test_a_slow_query_holds_nobody_up(large: Path) -> None:
    """While one query computes for seconds, quick ones are answered one after the other."""
    slow = "SELECT (SUM(?x * ?y) AS ?n) { ?a <http://example.org/p> ?x . ?b <http://example.org/p> ?y . }"
    done = threading.Event()

    with hosted(large) as site:
        port = site.port

        def ask() -> None:
            fetch(port, asked(slow))
            done.set()

        thread = threading.Thread(target=ask)
        thread.start()
        time.sleep(0.2)
        for _ in range(5):
            assert b"true" in fetch(port, asked("ASK {}"))
            assert fetch(port, "/static/style.css")
        assert not done.is_set()
        thread.join(60)
    assert done.is_set()


def test_a_large_answer_comes_in_pieces(large: Path) -> None:
    """The first bytes are there long before the last row, and a reader that leaves early does no harm."""
    rows = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000000"
    with hosted(large) as site:
        port = site.port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        begin = time.perf_counter()
        connection.request("GET", asked(rows))
        response = connection.getresponse()
        assert response.read(100).startswith(b'{"head"')
        first = time.perf_counter() - begin
        assert response.getheader("transfer-encoding") == "chunked"
        connection.close()
        assert b"true" in fetch(port, asked("ASK {}"))
        whole = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"
        begin = time.perf_counter()
        assert len(json.loads(fetch(port, asked(whole)))["results"]["bindings"]) == 100_000
        assert first < time.perf_counter() - begin


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_an_answer_that_is_cut_cannot_be_taken_for_whole(large: Path, form: str) -> None:
    """At a limit, at the deadline, when its process dies: the connection ends without the end of the transfer."""
    rows = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    with hosted(large, limits=Limits(rows=20_000)) as site:
        with pytest.raises(http.client.IncompleteRead) as caught:
            fetch(site.port, asked(rows, format=form))
        assert len(caught.value.partial) > 100_000
        assert (b"cut off after 20,000 rows" in caught.value.partial[-100:]) == (form == "xml")
    with hosted(large, limits=Limits(bytes=1_000_000)) as site, pytest.raises(http.client.IncompleteRead):
        fetch(site.port, asked(rows, format=form))
    with hosted(large) as site, pytest.raises(http.client.IncompleteRead):
        fetch(site.port, asked(rows, format=form, timeout="0.3"))


def test_a_short_answer_that_is_cut_says_so_before_it_begins(large: Path) -> None:
    """What is known before the first byte stands in a header."""
    with (
        hosted(large, limits=Limits(rows=3)) as site,
        socket.create_connection(("127.0.0.1", site.port)) as one,
    ):
        address = asked("SELECT * { ?a ?b ?c }", format="csv")
        one.sendall(f"GET {address} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        said = b"".join(iter(lambda: one.recv(65536), b""))
    assert b"\r\nx-uniongraph-truncated: the answer is cut off after 3 rows\r\n" in said
    assert not said.endswith(b"0\r\n\r\n")
    assert said.count(b"example.org") == 2 * 3


def test_http_1_0_gets_no_chunks(large: Path) -> None:
    """Its answers end with their connection, which is reset where an answer is cut; and nothing follows."""
    rows = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 30000"
    request = f"GET {asked(rows, format='csv')} HTTP/1.0\r\n\r\n".encode()
    with hosted(large) as site:
        head, _, body = raw(site.port, request + request).partition(b"\r\n\r\n")
        assert b"transfer-encoding" not in head
        assert b"\r\nconnection: close" in head
        assert body == fetch(site.port, asked(rows, format="csv"))
        head, _, body = raw(site.port, request.replace(b"GET", b"HEAD")).partition(b"\r\n\r\n")
        assert (head[:15], body) == (b"HTTP/1.1 200 OK", b"")
        known = raw(site.port, f"GET {asked('ASK {}')} HTTP/1.0\r\n\r\n".encode())
        assert b"\r\ncontent-length: 26\r\n" in known
    for limit in (3, 20_000):  # before its first byte, and later
        with hosted(large, limits=Limits(rows=limit)) as site, pytest.raises(ConnectionResetError):
            raw(site.port, request)


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"timeout": "0.2"}, 504, "query: the query is not done after 0.2 s"),
        (
            {"timeout": "soon"},
            400,
            "timeout=soon: the timeout is a number of seconds above 0, such as 5 or 0.5",
        ),
        ({"timeout": "0"}, 400, "timeout=0: the timeout is"),
        ({"timeout": "nan"}, 400, "timeout=nan: the timeout is"),
        ({"timeout": "1e9"}, 504, "query: the query is not done after 1 s"),
    ],
)
def test_a_request_may_ask_for_less_time(large: Path, fields: dict[str, str], status: int, said: str) -> None:
    """Less than the server gives, never more; the page of the endpoint and prepared queries as well."""
    hog = "SELECT (SUM(?x * ?y * ?z) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }"
    with hosted(large, timeout=1) as site:
        response = send(site, "GET", asked(hog, **fields))
    assert response.status_code == status
    assert said in response.text


@pytest.mark.parametrize(("said", "status"), [("0.2", 504), ("soon", 400)])
def test_a_page_may_ask_for_less_time(large: Path, said: str, status: int) -> None:
    """As every other format."""
    hog = "SELECT (SUM(?x * ?y * ?z) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }"
    with hosted(large, timeout=5) as site:
        begin = time.monotonic()
        response = send(site, "GET", asked(hog, timeout=said), headers={"Accept": "text/html"})
        assert time.monotonic() - begin < 3
    assert response.status_code == status


def test_limits_of_answers_are_none_of_what_parameters_may_be(store: Path, tmp_path: Path) -> None:
    """However short answers are cut, a concept of the scheme is one."""
    (tmp_path / "places.rq").write_text(PLACES, "utf-8")
    with hosted(store, queries.load(tmp_path), limits=Limits(rows=1, bytes=200)) as site:
        source = send(site, "GET", "/queries/places.rq?kind=special")
        assert (source.status_code, "tier-kind/special" in source.text) == (200, True)


def test_a_page_has_no_more_than_the_service_gives(large: Path) -> None:
    """Neither more rows than any answer may have, nor so large ones that the server could not hold them."""
    html = {"Accept": "text/html", "Accept-Language": "en"}
    with hosted(large, limits=Limits(rows=7)) as site:
        shown = send(site, "GET", asked("SELECT * { ?a ?b ?c } LIMIT 400"), headers=html).text
        assert "Only the first 7 rows are shown" in shown
        assert shown.count("<tr>") == 1 + 7
    twice = " ".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(16))
    wide = f"SELECT ?x16 {{ ?a ?b ?c BIND ('一' AS ?x0) {twice} }} LIMIT 400"
    with hosted(large) as site:
        response = send(site, "GET", asked(wide), headers=html)
        assert response.status_code == 200
        assert 1 << 20 < len(response.content) < 6 << 20


@pytest.mark.parametrize("read", [0, 1], ids=["before the first byte", "after it"])
def test_who_leaves_takes_the_query_along(large: Path, read: int) -> None:
    """A client that closes its connection leaves no query running, whether it had an answer yet or not."""
    hog = "SELECT (SUM(?x * ?y * ?z) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }"
    with hosted(large) as site:
        pool = site.host.current.pool
        with socket.create_connection(("127.0.0.1", site.port)) as one:
            address = asked("SELECT * { ?a ?b ?c . ?d ?e ?f }" if read else hog)
            one.sendall(f"GET {address} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert len(one.recv(read)) == read
            time.sleep(0.5)
            assert sum(pool.busy) == 1
        time.sleep(0.5)
        assert sum(pool.busy) == 0


def test_who_leaves_a_page_takes_the_query_along(large: Path) -> None:
    """Its first rows came at once and the rest never would; no place is lost, however often that happens."""
    rows = "SELECT ?a { { SELECT ?a { ?a ?p ?l } LIMIT 300 } UNION { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER (?x = -?y - 1 - ?z) } }"
    with hosted(large) as site:
        pool = site.host.current.pool
        for number in range(3):
            with socket.create_connection(("127.0.0.1", site.port)) as one:
                address = asked(f"{rows} # {number}")
                one.sendall(f"GET {address} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n".encode())
                time.sleep(0.5)
                assert sum(pool.busy) == 1
            time.sleep(0.5)
            assert sum(pool.busy) == 0


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_s_own_client_works(app: Site, method: str) -> None:
    """It sends one Accept for every kind of query, and a form or a query as it likes."""
    with nullcontext(app.port) as port:
        client = SPARQLStore(f"http://127.0.0.1:{port}/sparql", method=method)
        rows = client.query(SELECT).bindings
        assert [str(row[rdflib.Variable("o")]) for row in rows] == ["徐汇区", EVIL]
        assert client.query("ASK {}").askAnswer is True
        graph = client.query(CONSTRUCT).graph
        assert graph is not None
        assert len(graph) == 2


def raw(port: int, request: bytes) -> bytes:
    """Return all that a server sends back on a connection of its own."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_requests_as_they_come_over_the_wire(app: Site) -> None:
    """As curl sends them, HEAD without a body, a body and an address that are far too large."""
    with nullcontext(app.port) as port:
        curl = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: x\r\nUser-Agent: curl/8\r\nAccept: */*\r\nConnection: close\r\n\r\n"
        assert raw(port, curl).endswith(b'{"head":{},"boolean":true}')
        head = raw(port, curl.replace(b"GET", b"HEAD"))
        assert head.startswith(b"HTTP/1.1 200")
        assert head.endswith(b"\r\n\r\n")
        big = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 3000000\r\nConnection: close\r\n\r\n"
        assert raw(port, big + b"x" * 3_000_000).startswith(b"HTTP/1.1 413")
        long = curl.replace(b"%7B%7D", b"%7B%7D%23" + b"x" * 100_000)
        assert raw(port, long).startswith(b"HTTP/1.1 414")
        assert raw(port, long).endswith(b"an address has at most 65,535 bytes; send a longer query by POST\n")
        many = curl.replace(b"Accept:", b"X-Many: " + b"x" * 70_000 + b"\r\nAccept:")
        assert raw(port, many).startswith(b"HTTP/1.1 431")
        assert raw(port, b"nonsense\r\n\r\n").startswith(b"HTTP/1.1 400")
        typed = raw(port, curl.replace(b"%7B%7D", "{}%23集团".encode()))
        assert typed.startswith(b"HTTP/1.1 400")
        assert b"the address holds a character that must be percent-encoded, as UTF-8" in typed
        for address in (b"foo", b"?q", b"http:/x", b""):
            odd = raw(port, b"GET " + address + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert odd.startswith(b"HTTP/1.1 400")
            assert b"percent-encoded" not in odd
        assert b"true" in fetch(port, asked("ASK {}"))


# ---------------------------------------------------------------------------------------------- serving


def test_a_port_that_cannot_be_had_is_said_in_one_sentence() -> None:
    """In use, unknown host, no address of this machine."""
    with serving.listen("127.0.0.1", 0) as taken:
        assert taken.proto == socket.IPPROTO_TCP  # or every answer on a kept connection waits 40 ms
        port = taken.getsockname()[1]
        with pytest.raises(UnionGraphError, match=f"port {port} on 127.0.0.1 is in use by another program"):
            serving.listen("127.0.0.1", port)
    with pytest.raises(UnionGraphError, match=r"there is no host 'no\.such\.host\.invalid'"):
        serving.listen("no.such.host.invalid", 8000)
    with pytest.raises(UnionGraphError, match=r"port 8000 on 192\.0\.2\.1 cannot be opened"):
        serving.listen("192.0.2.1", 8000)


def test_serving_says_where_and_stops_when_told(store: Path) -> None:
    """The address is given once it answers; an interrupt ends the process in good order."""
    program = (
        "import sys; from pathlib import Path; from uniongraph.server import app, serving; from uniongraph.workers import Pool\n"
        "from uniongraph.server.host import Host; from uniongraph.server.service import Service\n"
        "service = Service(Pool(Path(sys.argv[1])), queries={}, release_id='r', base='http://example.org/')\n"
        "serving.serve(app.create(Host(service)), '127.0.0.1', 0, ready=lambda url: print(url, flush=True))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, os.fspath(store)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().decode().strip()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/", address)
        assert found
        assert b"uniongraph" in fetch(int(found[1]), "/")
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=20)
    assert (process.returncode, complaints) == (0, b"")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["json", "html"])
def test_a_query_that_computes_does_not_keep_the_server_from_stopping(large: Path, name: str) -> None:
    """After the grace period whoever waits is told so, and the process ends though the query has not."""
    program = (
        "import sys; from pathlib import Path; from uniongraph.server import app, serving; from uniongraph.workers import Pool\n"
        "from uniongraph.server.host import Host; from uniongraph.server.service import Service\n"
        "service = Service(Pool(Path(sys.argv[1])), queries={}, release_id='r', base='http://example.org/')\n"
        "serving.serve(app.create(Host(service)), '127.0.0.1', 0, ready=lambda url: print(url, flush=True))\n"
    )
    query = "SELECT (SUM(?x * ?y * ?z) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }"
    with subprocess.Popen(
        [sys.executable, "-c", program, os.fspath(large)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().decode().strip().strip("/").rpartition(":")[2])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", asked(query, format=name))
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert connection.getresponse().status == 503
        connection.close()
        _, complaints = process.communicate(timeout=10)
    assert process.returncode == 0
    assert b"Traceback" not in complaints


# ---------------------------------------------------------------------------------------------- negotiation


def test_negotiation_names_what_pages_offer() -> None:
    """The formats for an answer are those of its form, the best first."""
    assert [each.name for each in formats("select")] == ["json", "xml", "csv", "tsv"]
    assert [each.name for each in formats("describe")][:2] == ["turtle", "jsonld"]
