"""What our things are compared with: tables in any dress, RDF in any format, services; and what is none of these."""

from __future__ import annotations

import gzip
import json
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, TypeAlias

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import services
from uniongraph.errors import FetchFailed, FetchRefused, FetchTimeout, LinkError, SourceError, UnionGraphError
from uniongraph.fetching import Allowed, Fetcher
from uniongraph.linking import targets
from uniongraph.linking.content import Content
from uniongraph.linking.outside import Outside, code_of
from uniongraph.linking.services import manifest_of
from uniongraph.linking.tables import open_table
from uniongraph.linking.targets import Choice

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

NAMESPACE = "https://example.org/division/"
TABLE = "代码,名称,英文\n310113,宝山区,Baoshan\n310104,徐汇区,Xuhui\n"
HELD = [
    Outside(f"{NAMESPACE}310113", ("宝山区",), ("310113",), "310113", "Baoshan"),
    Outside(f"{NAMESPACE}310104", ("徐汇区",), ("310104",), "310104", "Xuhui"),
]


def held(path: Path, content: bytes | str, **choice: str) -> list[Outside]:
    """Return the things of a file that holds some content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(targets.from_file(path, Choice(**{"namespace": NAMESPACE, **choice})).things(()))


def refused(path: Path, content: bytes | str, **choice: str) -> str:
    """Return the sentence by which a file is refused, without its path."""
    with pytest.raises(UnionGraphError) as caught:
        held(path, content, **choice)
    said = str(caught.value)
    assert said.startswith(str(path))
    assert "\n" not in said
    return said.removeprefix(str(path)).lstrip(": ")


# ------------------------------------------------------------------------------------------------------ tables

DRESSES = {
    "UTF-8": TABLE.encode(),
    "with a byte-order mark": TABLE.encode("utf-8-sig"),
    "GB18030": TABLE.encode("gb18030"),
    "UTF-16 as Excel calls Unicode text": TABLE.replace(",", "\t").encode("utf-16"),
    "UTF-16 without a mark": TABLE.encode("utf-16-le"),
    "UTF-16 of the other order": TABLE.encode("utf-16-be"),
    "semicolons": TABLE.replace(",", ";").encode(),
    "tabs": TABLE.replace(",", "\t").encode(),
    "bars": TABLE.replace(",", "|").encode(),
    "Chinese commas": TABLE.replace(",", "，").encode(),
    "line ends of Windows": TABLE.replace("\n", "\r\n").encode(),
    "line ends of old Macs": TABLE.replace("\n", "\r").encode(),
    "cells in quotation marks": re.sub("([^,\n]+)", r'"\1"', TABLE).encode(),
    "blanks around cells, empty rows, no last line end": b"\n"
    + TABLE.replace(",", " , ").encode()
    + b",,\n\n ,",
    "another order of columns": "英文,名称,代码\nBaoshan,宝山区,310113\nXuhui,徐汇区,310104\n".encode(),
    "an empty column at the end": TABLE.replace("\n", ",\n").encode(),
}


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("name", ["districts.csv", "districts.ttl", "districts"])
def test_a_table_is_read_in_any_dress(dress: str, name: str, tmp_path: Path) -> None:
    """Whatever it is encoded in, its cells parted by, or its file called."""
    assert held(tmp_path / name, DRESSES[dress]) == HELD


def test_the_columns_are_those_that_who_asks_names(tmp_path: Path) -> None:
    """Their heads need not look like anything."""
    table = "a,b,代码,简称,所在区\nx1,同济大学,12100000425006125j,同济；同大,31 01 10\n"
    assert held(tmp_path / "t.csv", table, key="a", name="b") == [
        Outside(f"{NAMESPACE}x1", ("同济大学", "同济", "同大"), ("12100000425006125J",), "310110")
    ]


def test_a_key_that_is_an_iri_stays_as_it_is(tmp_path: Path) -> None:
    """Whatever stands before others."""
    table = "id,name\nhttp://www.wikidata.org/entity/Q57002,徐汇区\n"
    assert [each.id for each in held(tmp_path / "t.csv", table)] == ["http://www.wikidata.org/entity/Q57002"]


def test_rows_without_a_key_or_a_name_are_none(tmp_path: Path) -> None:
    """A list of members has those without a code."""
    assert held(tmp_path / "t.csv", TABLE + ",浦东新区,\n310115,,Pudong\n") == HELD


CODES = {
    "310104": "310104",
    " 31 01 04 ": "310104",
    "31": "310000",
    "310000000000": "310000",
    "310113109000": "310113109",
    "310113109": "310113109",
    "310113109201": "310113109201",
    "31 01 13 109": "310113109",
    "12100000425006125j": "12100000425006125J",
    "": None,
    "0310104": None,
    "3101": "310100",
    "100001": None,
    "12": "120000",
    "31010": None,
    "Q57002": None,
    "12100000425006125I": None,
    "３１０１０４": None,
}


@pytest.mark.parametrize("value", CODES)
def test_a_code_is_compared_in_one_form(value: str) -> None:
    """The six digits of GB/T 2260, the twelve of NBS, the blanks of Wikidata, and what is no official code."""
    assert code_of(value) == CODES[value]


# what the file holds, what is chosen, what is said
BAD_TABLES: dict[str, tuple[bytes | str, dict[str, str], str]] = {
    "nothing": ("", {}, "is empty"),
    "blanks": (" \n\n", {}, "1: has no columns in its first line"),
    "a head alone": ("id,name\n", {}, "holds no thing with an IRI and a name"),
    "no name": (
        "id,colour\n1,red\n",
        {},
        "1: has no column that looks like a name among id, colour: say which by --name",
    ),
    "no key": (
        "name,colour\nx,red\n",
        {},
        "1: has no column that looks like an identifier among name, colour: say which by --key",
    ),
    "another key": (TABLE, {"key": "id"}, "1: has no column 'id', but 代码, 名称, 英文"),
    "a column twice": ("id,name,name\n1,a,b\n", {}, "1: has the column 'name' twice"),
    "too many cells": ("id,name\n1,a\n2,b,c\n", {}, "3: has 3 cells below 2 columns"),
    "an open quotation mark": ('id,name\n1,"a\n2,b\n', {}, "3: is no CSV: unexpected end of data"),
    "no IRI": (
        TABLE,
        {"namespace": ""},
        "2: column '代码' holds '310113', which is no IRI: say what stands before such keys by --namespace https://…/",
    ),
    "Big5": (
        "代碼,名稱\n1,臺北市總工會關於獎勵\n".encode("big5"),
        {},
        "is in neither UTF-8, UTF-16 nor GB18030",
    ),
    "a mark that lies": (
        b"\xef\xbb\xbfid,name\n1,\xff\xff\n",
        {},
        "begins with the mark of UTF-8 but is not",
    ),
    "packed": (gzip.compress(TABLE.encode()), {}, "is packed: unpack it, or save it as CSV"),
    "a workbook": (b"PK\x03\x04" + b"x" * 99, {}, "is packed: unpack it, or save it as CSV"),
    "a line without end": (
        "id,name\n1," + "x" * (1 << 20),
        {},
        "2: has more than 1,048,576 characters, so it is no line of a table",
    ),
}


@pytest.mark.parametrize("name", BAD_TABLES)
def test_what_is_no_table_is_refused(name: str, tmp_path: Path) -> None:
    """One sentence with the line and the column."""
    content, choice, said = BAD_TABLES[name]
    assert refused(tmp_path / "t.csv", content, **choice) == said


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(SourceError):
            targets.from_file(path, Choice())


def test_a_table_too_long_is_refused_before_it_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read as it is taken: of ten million rows a million and one."""
    monkeypatch.setattr("uniongraph.linking.outside.MOST", 3)
    table = "id,name\n" + "".join(f"{number},a\n" for number in range(10))
    assert refused(tmp_path / "t.csv", table) == "has more than 3 things; choose those that may match"


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    """Any bytes are a table, or are refused in one sentence."""
    with suppress(LinkError):
        assert all(row.line > 0 for row in open_table(Content("t.csv", held=content)).rows())


# --------------------------------------------------------------------------------------------------------- RDF

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
wd:Q57002 rdfs:label "Xuhui District"@en, "徐汇区"@zh ; skos:altLabel "徐匯"@zh-hant, "Xuhui"@en ; wdt:P442 "31 01 04" .
wd:Q1 <http://xmlns.com/foaf/0.1/name> "universe" ; <https://schema.org/name> "everything"@en .
wd:Q2 skos:notation "2" .
[] rdfs:label "nobody" .
"""
NAMED = [
    Outside("http://www.wikidata.org/entity/Q1", ("everything", "universe")),
    Outside("http://www.wikidata.org/entity/Q57002", ("徐汇区", "徐匯"), ("310104",), "310104"),
]
FORMATS = (
    ox.RdfFormat.TURTLE,
    ox.RdfFormat.N_TRIPLES,
    ox.RdfFormat.N_QUADS,
    ox.RdfFormat.TRIG,
    ox.RdfFormat.RDF_XML,
    ox.RdfFormat.JSON_LD,
    ox.RdfFormat.N3,
)


@pytest.mark.parametrize("form", FORMATS, ids=[form.name for form in FORMATS])
@pytest.mark.parametrize("name", ["places.rdf", "places.csv", "places"])
def test_rdf_is_read_in_any_format(form: ox.RdfFormat, name: str, tmp_path: Path) -> None:
    """Chinese names where a thing has any, all others where it has none; whatever the file is called."""
    quads = list(ox.parse(TURTLE, ox.RdfFormat.TURTLE))
    content = ox.serialize((quad.triple for quad in quads), format=form)
    assert content is not None
    assert held(tmp_path / name, content) == NAMED


@pytest.mark.parametrize("first", ["", "<http://x/g>"])
def test_n_quads_in_graphs_are_n_quads(first: str, tmp_path: Path) -> None:
    """As every dump of ours is; the first of them, without its graph, would be TriG too."""
    lines = ox.serialize(ox.parse(TURTLE, ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_QUADS)
    assert lines is not None
    said = lines.decode().splitlines()
    graphs = [first, *["<http://x/g>"] * (len(said) - 1)]
    text = "".join(f"{line[:-1]}{graph} .\n" for line, graph in zip(said, graphs, strict=True))
    assert held(tmp_path / "places", text) == NAMED


def test_rdf_of_one_class(tmp_path: Path) -> None:
    """A file of the whole world is cut to what may match."""
    more = TURTLE + "wd:Q57002 a wd:Q50231 ."
    found = held(tmp_path / "places.ttl", more, kind="http://www.wikidata.org/entity/Q50231")
    assert found == NAMED[1:]


BAD_RDF = {
    "a syntax error": (
        "@prefix a: <http://a/> .\na:b a:c ?\n",
        r"2: begins as RDF and is in no format of it: .*",
    ),
    "a later one": (
        '<http://a/b> <http://a/c> "d" .\n<http://a/b> <http://a/c> e .\n',
        r"2: is not TriG: .*",
    ),
    "nothing named": ("<http://a/b> <http://a/c> <http://a/d> .\n", "holds no thing with an IRI and a name"),
    "prefixes alone": ("@prefix a: <http://a/> .\n", r"1: begins as RDF and is in no format of it: .*"),
    "a context elsewhere": (
        '{"@context": "http://127.0.0.1:9/c", "@id": "http://a/b", "name": "x"}',
        r"1: begins as RDF and is in no format of it: .*",
    ),
    "a page": ("<!DOCTYPE html><html><p>hello</html>", r"(1: )?begins as RDF and is in no format of it: .*"),
}


@pytest.mark.parametrize("name", BAD_RDF)
def test_rdf_that_cannot_be_read_is_refused(name: str, tmp_path: Path) -> None:
    """With the line, where the parser says one; nothing that it points at is fetched."""
    content, said = BAD_RDF[name]
    assert re.fullmatch(said, refused(tmp_path / "places.ttl", content))


# ---------------------------------------------------------------------------------------------------- services

Reply: TypeAlias = Callable[[BaseHTTPRequestHandler, bytes], None]


def giving(content: bytes, media_type: str = "text/csv", status: int = 200, **headers: str) -> Reply:
    """Return what replies with some content, whoever asks what."""

    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": media_type, **headers}.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return reply


def visited(url: str, names: tuple[str, ...] = (), **choice: str) -> tuple[targets.Target, list[Outside]]:
    """Return what an address is recognised as, and its things."""
    target = targets.fetched(url, Choice(**choice), Fetcher(Allowed.of([url]), deadline=5))
    return target, list(target.things(names))


def test_a_table_at_an_address() -> None:
    """The moment and the hash of what came are its version."""
    with services.saying(giving(TABLE.encode("gb18030"))) as url:
        target, found = visited(f"{url}/places", namespace=NAMESPACE)
    assert found == HELD
    assert target.kind == "table"
    assert target.origin().source == f"{url}/places"
    assert re.fullmatch("sha256:[0-9a-f]{64}", target.origin().version)
    assert target.origin().date


def test_rdf_at_an_address() -> None:
    with services.saying(giving(TURTLE.encode(), "application/octet-stream")) as url:
        target, found = visited(url)
    assert (target.kind, found) == ("TriG", NAMED)


@pytest.mark.parametrize("graph", ["", "?graph=http://a/g"])
def test_a_foreign_endpoint_is_read_page_by_page(
    graph: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A native server, whose default graph is not the union of its graphs; asked again, it says the same."""
    monkeypatch.setattr("uniongraph.linking.services._PAGE", 2)
    with services.native(tmp_path / "native", union=False) as server:
        where = f"{server.store}{graph or '?default'}"
        httpx.put(where, content=TURTLE.encode(), headers={"Content-Type": "text/turtle"}).raise_for_status()
        target, found = visited(server.query)
        again, _ = visited(server.query)
        said = "INSERT DATA { GRAPH <http://a/classes> { <http://www.wikidata.org/entity/Q57002> a <http://a/District> } }"
        httpx.post(server.update, data={"update": said}).raise_for_status()
        _, chosen = visited(server.query, kind="http://a/District")
    assert (target.kind, found) == ("SPARQL endpoint", NAMED)
    assert target.origin().version == again.origin().version
    assert chosen == NAMED[1:]


MANIFEST = {
    "versions": ["0.2"],
    "name": "Districts",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
}


def reconciling(result: object) -> Reply:
    """Return what replies as a Reconciliation service that finds the same for every name."""

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        if handler.command == "GET":
            giving(json.dumps(MANIFEST).encode(), "application/json")(handler, body)
            return
        queries = json.loads(httpx.QueryParams(body.decode())["queries"])
        assert len(queries) <= 10
        answer = {key: {"result": result} for key in queries}
        giving(json.dumps(answer).encode(), "application/json")(handler, body)

    return reply


def test_a_reconciliation_service_is_asked_by_our_names() -> None:
    """In batches of ten; its identifiers are below its identifier space."""
    result = [{"id": "Q57002", "name": "徐汇区", "score": 100, "match": True, "description": "district"}]
    with services.saying(reconciling(result)) as url:
        target, found = visited(f"{url}/reconcile", tuple(f"区{number}" for number in range(25)))
    assert target.kind == "Reconciliation service"
    assert found == [Outside("http://www.wikidata.org/entity/Q57002", ("徐汇区",), note="district")]


NO_RESULTS: dict[str, object] = {
    "a word": "nothing",
    "a result that is none": ["Q1"],
    "no name": [{"id": "Q1"}],
    "an endless name": [{"id": "Q1", "name": "x" * 501}],
    "an identifier that is no IRI": [{"id": "a b", "name": "x"}],
}


@pytest.mark.parametrize("name", NO_RESULTS)
def test_a_reconciliation_service_that_answers_nonsense(name: str) -> None:
    with services.saying(reconciling(NO_RESULTS[name])) as url, pytest.raises(LinkError) as caught:
        visited(url, ("徐汇区",))
    assert str(caught.value).startswith(url)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"identifierSpace": 1}', b"[" * 100_000, b"\xff"])
def test_what_is_no_manifest(content: bytes) -> None:
    assert manifest_of(content) is None


def slow(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    time.sleep(2)
    giving(TABLE.encode())(handler, body)


def endless(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    handler.send_response(200)
    handler.end_headers()
    rows = b"310104,name\n" * 10_000
    while True:
        handler.wfile.write(rows)


def sparql_too_deep(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    """Reply as an endpoint whose answers are triples in one another without end."""
    if handler.command == "GET":
        sparql_of(0)(handler, body)
        return
    content = b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[{"s":'
    giving(content + b'{"type":"triple","value":{"subject":' * 40_000, "application/sparql-results+json")(
        handler, body
    )


def sparql_of(rows: int) -> Reply:
    """Return what replies as an endpoint that gives so many rows, whatever it is asked."""

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        if handler.command == "GET":
            said: dict[str, object] = {"head": {}, "boolean": True}
            content = json.dumps(said).encode() if "query=" in handler.path else b"<html>"
            media = "application/sparql-results+json" if "query=" in handler.path else "text/html"
            giving(content, media)(handler, body)
            return
        row = {name: {"type": "uri", "value": "http://a/b"} for name in "spo"}
        answer = {"head": {"vars": ["s", "p", "o"]}, "results": {"bindings": [row] * rows}}
        giving(json.dumps(answer).encode(), "application/sparql-results+json")(handler, body)

    return reply


BAD_SERVICES: dict[str, tuple[Reply, type[UnionGraphError], str]] = {
    "one that takes its time": (slow, FetchTimeout, "is not done after 1 s"),
    "one without an end": (endless, FetchFailed, "sends more than 65,536 bytes"),
    "one that leads to this machine": (
        giving(b"", status=302, Location="http://127.0.0.1:1/"),
        FetchRefused,
        "private address",
    ),
    "a page for people": (giving(b"<p>hello", "text/html"), LinkError, "is a page for people"),
    "an error": (giving(b"no", "text/plain", 500), FetchFailed, "answers with status 500"),
    "nothing": (giving(b""), LinkError, "is empty"),
    "an endpoint too deep": (sparql_too_deep, LinkError, "brackets too deep in one another"),
    "an endpoint that knows no LIMIT": (sparql_of(40), LinkError, "gives 40 rows where 20 were asked for"),
    "an endpoint that goes on for ever": (sparql_of(20), LinkError, "names too much"),
    "an endpoint that knows nothing": (sparql_of(0), LinkError, "holds no thing"),
}


@pytest.mark.parametrize("name", BAD_SERVICES)
def test_a_bad_service_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In time, in one sentence that names its address."""
    monkeypatch.setattr("uniongraph.linking.services._PAGE", 20)
    monkeypatch.setattr("uniongraph.linking.services._PAGES", 3)
    reply, error, said = BAD_SERVICES[name]
    with services.saying(reply) as url:
        fetcher = Fetcher(Allowed.of([url]), deadline=1, most=2_000_000 if "deep" in name else 65_536)
        with pytest.raises(error, match=re.escape(said)) as caught:
            list(targets.fetched(f"{url}/t", Choice(namespace=NAMESPACE), fetcher).things(()))
    assert str(caught.value).startswith("http://127.0.0.1")


def test_the_path_of_a_file_is_not_told(tmp_path: Path) -> None:
    """A sheet is mailed around: of where a file lies it says the name."""
    path = tmp_path / "districts.csv"
    path.write_text(TABLE, "utf-8")
    origin = targets.from_file(path, Choice(namespace=NAMESPACE)).origin()
    assert (origin.source, origin.date) == ("districts.csv", "")
    assert os.fspath(tmp_path) not in repr(origin)
