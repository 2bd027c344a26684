"""``/graphs``: the Graph Store Protocol for reading, over real sockets."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from hosting import RELEASE, Site, fetch, hosted, kept, send
from uniongraph.sparql import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EX = "http://example.org/"
ONE, TWO = f"{EX}graph/一", f"{EX}graph/%E4%BA%8C"
P = ox.NamedNode(f"{EX}p")
DATA = f"""
<{EX}a> <{EX}p> "outside" .
<{EX}a> <{EX}p> "both" <{ONE}> .
<{EX}a> <{EX}p> "both" <{TWO}> .
<{EX}b> <{EX}p> "徐汇" <{ONE}> .
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store of two named graphs that share a statement, and one statement outside."""
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.N_QUADS)
    return kept(store, tmp_path_factory.mktemp("graphs"))


@pytest.fixture(scope="module")
def site(store: Path) -> Iterator[Site]:
    """Give a server of that store."""
    with hosted(store) as running:
        yield running


def statements(content: bytes, form: ox.RdfFormat = ox.RdfFormat.N_TRIPLES) -> set[str]:
    """Return the statements of an answer, each as a line, with its graph where it has one."""
    return {str(quad) for quad in ox.parse(content, form)}


FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
}


@pytest.mark.parametrize("accept", FORMATS)
@pytest.mark.parametrize("graph", [ONE, TWO])
def test_a_named_graph_is_given_in_every_format(site: Site, graph: str, accept: str) -> None:
    """Its statements and no others; an IRI with a percent sign in it stays as it is sent."""
    found = send(site, "GET", f"/graphs?graph={quote(graph, safe='')}", headers={"Accept": accept})
    assert (found.status_code, found.headers["content-type"].partition(";")[0]) == (200, accept)
    said = {f'<{EX}a> <{EX}p> "both" .', f'<{EX}b> <{EX}p> "徐汇" .'}
    expected = statements("\n".join(said if graph == ONE else sorted(said)[:1]).encode())
    assert statements(found.content, FORMATS[accept]) == expected
    assert found.headers["x-uniongraph-release"] == RELEASE
    assert "Accept" in found.headers["vary"]


def test_the_default_graph_is_the_union_or_what_stands_outside(site: Site, store: Path) -> None:
    """As the queries of the service see it."""
    everything = statements(send(site, "GET", "/graphs?default&format=nt").content)
    assert everything == statements(
        f'<{EX}a> <{EX}p> "outside" .\n<{EX}a> <{EX}p> "both" .\n<{EX}b> <{EX}p> "徐汇" .'.encode()
    )
    with hosted(store, union=False) as other:
        outside = statements(send(other, "GET", "/graphs?default=&format=nt").content)
        named = send(other, "GET", "/graphs", params={"graph": ONE, "format": "nt"})
    assert outside == statements(f'<{EX}a> <{EX}p> "outside" .'.encode())
    assert len(statements(named.content)) == 2


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        ("application/ld+json", "application/ld+json"),
        ("text/turtle;q=0.9, application/n-quads;q=0.1", "application/n-quads"),
    ],
)
def test_without_a_graph_it_is_the_dataset(site: Site, accept: str, kind: str) -> None:
    """Every statement with its graph, in a format that has room for it."""
    found = send(site, "GET", "/graphs", headers={"Accept": accept})
    assert (found.status_code, found.headers["content-type"]) == (200, kind)
    assert statements(found.content, FORMATS[kind]) == statements(DATA.encode(), ox.RdfFormat.N_QUADS)


@pytest.mark.parametrize(
    ("path", "accept", "status", "said"),
    [
        (f"/graphs?graph={EX}none", "*/*", 404, f"there is no graph <{EX}none>"),
        ("/graphs?graph=%E4%BA%8C", "*/*", 400, "graph=二: is no absolute IRI, so it names no graph"),
        ("/graphs?graph=", "*/*", 400, "the parameter 'graph' is empty: it takes the IRI of a graph"),
        ("/graphs?graph", "*/*", 400, "the parameter 'graph' is empty"),
        (f"/graphs?graph={EX}%3E%7D%20%23", "*/*", 400, "is no absolute IRI"),
        ("/graphs?default&graph=http://x/", "*/*", 400, "a request names one graph"),
        ("/graphs?graph=http://x/&graph=http://y/", "*/*", 400, "a request names one graph"),
        ("/graphs?default", "text/csv", 406, "text/turtle"),
        ("/graphs?default&format=csv", "*/*", 406, "can be had as turtle, jsonld"),
        ("/graphs?default&format=pdf", "*/*", 400, "format=pdf"),
        ("/graphs", "text/turtle", 406, "application/trig"),
        ("/graphs?format=turtle", "*/*", 406, "can be had as trig, nquads, jsonld"),
        ("/graphs?grph=http://x/", "*/*", 400, "there is no parameter 'grph'"),
        ("/graphs?default&timeout=soon", "*/*", 400, "timeout=soon"),
    ],
)
def test_what_cannot_be_given_is_said(site: Site, path: str, accept: str, status: int, said: str) -> None:
    """The status that the protocol has for it, and one sentence."""
    found = send(site, "GET", path, headers={"Accept": accept})
    assert (found.status_code, said in found.text) == (status, True), found.text


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/graphs", "/graphs?default", f"/graphs?graph={EX}new"])
def test_nothing_is_written(site: Site, method: str, path: str) -> None:
    """A request that would write is told what may be done instead."""
    found = send(site, method, path, content=b"<a:b> <a:b> <a:b> .", headers={"Content-Type": "text/turtle"})
    assert found.status_code == 405
    assert set(found.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_head_and_options(site: Site) -> None:
    """HEAD says what GET would, also of a graph that is not there; OPTIONS what may be done."""
    path = f"/graphs?graph={quote(ONE, safe='')}"
    head, got = send(site, "HEAD", path), send(site, "GET", path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.headers["content-length"] == str(len(got.content))
    assert send(site, "HEAD", f"/graphs?graph={EX}none").status_code == 404
    options = send(site, "OPTIONS", path)
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")


def test_a_large_graph_streams_and_a_cut_one_breaks_off(tmp_path: Path) -> None:
    """It is given in bounded memory, and never looks whole where it is not."""
    store = ox.Store()
    graph = ox.NamedNode(f"{EX}g")
    store.extend(ox.Quad(ox.NamedNode(f"{EX}{n}"), P, ox.Literal("长" * 50), graph) for n in range(20_000))
    place = kept(store, tmp_path)
    path = f"/graphs?graph={EX}g&format=nt"
    with hosted(place) as running:
        whole = fetch(running.port, path)
        assert len(whole.splitlines()) == 20_000
        assert len(fetch(running.port, "/graphs?default&format=nt").splitlines()) == 20_000
        assert len(fetch(running.port, "/graphs?format=nquads").splitlines()) == 20_000
    for limits in (Limits(rows=9_000), Limits(bytes=1_000_000)):
        with hosted(place, limits=limits) as running:
            for one in (path, "/graphs?default&format=nt", "/graphs?format=nquads"):
                with pytest.raises(http.client.IncompleteRead) as caught:
                    fetch(running.port, one)
                assert b"# the answer is cut off after" in caught.value.partial[-80:]
