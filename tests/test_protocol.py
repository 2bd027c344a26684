"""W3C's tests of the SPARQL 1.1 Protocol, one by one; and what a service that only reads says to those of updates."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, Namespace, URIRef
from rdflib.collection import Collection

from hosting import Site, asked, hosted, kept, send

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

W3C = Path(__file__).parents[2] / "shared" / "w3c" / "sparql11" / "protocol"
HT, CNT = Namespace("http://www.w3.org/2011/http#"), Namespace("http://www.w3.org/2011/content#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")

QUERIES = (
    "query_post_form",
    "query_dataset_default_graphs_get",
    "query_dataset_default_graphs_post",
    "query_dataset_named_graphs_post",
    "query_dataset_named_graphs_get",
    "query_dataset_full",
    "query_multiple_dataset",
    "query_get",
    "query_content_type_select",
    "query_content_type_ask",
    "query_content_type_describe",
    "query_content_type_construct",
    "query_post_direct",
    "bad_query_method",
    "bad_multiple_queries",
    "bad_query_wrong_media_type",
    "bad_query_missing_form_type",
    "bad_query_missing_direct_type",
    "bad_query_non_utf8",
    "bad_query_syntax",
    "bad_update_get",
    "bad_multiple_updates",
    "bad_update_wrong_media_type",
    "bad_update_missing_form_type",
    "bad_update_non_utf8",
    "bad_update_syntax",
    "bad_update_dataset_conflict",
)
"""Those that a service must pass that only reads: all of queries, and those of updates that are wrong."""
UPDATES = (
    "update_dataset_default_graph",
    "update_dataset_default_graphs",
    "update_dataset_named_graphs",
    "update_dataset_full",
    "update_post_form",
    "update_post_direct",
    "update_base_uri",
)
KINDS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"),
}

pytestmark = pytest.mark.skipif(not W3C.is_dir(), reason="the W3C tests lie in ../shared, which is not here")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a server of the graphs that the tests speak of."""
    store = ox.Store()
    for number in (1, 2, 3):
        graph = ox.NamedNode(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf")
        store.load(path=W3C / f"data{number}.nt", format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    with hosted(kept(store, tmp_path_factory.mktemp("w3c"))) as running:
        yield running


@cache
def manifest() -> rdflib.Graph:
    return rdflib.Graph().parse(W3C / "manifest.ttl")


def requests(name: str) -> list[Any]:
    """Return the requests of one test, in their order."""
    graph = manifest()
    test = next(each for each in graph.subjects(RDF.type, MF.ProtocolTest) if str(each).endswith(f"#{name}"))
    action = graph.value(test, MF.action)
    listed = graph.value(action, HT.requests)
    assert listed is not None
    return list(Collection(graph, listed))


def put(site: Site, request: Any) -> httpx.Response:  # noqa: ANN401 (rdflib's)
    """Return what the service says to a request of the manifest."""
    graph = manifest()

    def value(of: Any, name: URIRef) -> Any:  # noqa: ANN401
        return graph.value(of, name)

    listed = value(request, HT.headers)
    headers = {
        str(value(each, HT.fieldName)): str(value(each, HT.fieldValue))
        for each in (Collection(graph, listed) if listed else ())
    }
    body = value(request, HT.body)
    encoding = str(value(body, CNT.characterEncoding) or "utf-8") if body else ""
    content = str(value(body, CNT.chars)).encode(encoding) if body else None
    path = str(value(request, HT.absolutePath)).replace("/sparql/", "/sparql")
    return send(site, str(value(request, HT.methodName)), path, headers=headers, content=content)


def test_every_test_of_the_manifest_is_in_the_table() -> None:
    """None is left out."""
    names = {str(each).rpartition("#")[2] for each in manifest().subjects(RDF.type, MF.ProtocolTest)}
    assert names == {*QUERIES, *UPDATES}


@pytest.mark.parametrize("name", QUERIES)
def test_a_request_gets_what_w3c_expects(site: Site, name: str) -> None:
    """The status, the truth, and the kind of format."""
    for request in requests(name):
        response = put(site, request)
        expected = manifest().value(request, HT.resp)
        statuses = {str(each)[-3] for each in manifest().objects(expected, MF.expectedStatus)}
        assert str(response.status_code)[0] in statuses, response.text
        truth = manifest().value(expected, MF.expectedBoolean)
        if truth is not None:
            assert response.json()["boolean"] == truth.toPython()
        kind = manifest().value(expected, MF.expectedFormat)
        if kind is not None:
            assert response.headers["content-type"].partition(";")[0] in KINDS[str(kind)]


@pytest.mark.parametrize("name", UPDATES)
def test_an_update_is_refused(site: Site, name: str) -> None:
    """With 403 and why; the query that looks after it is answered, and nothing has changed."""
    first, *_ = requests(name)
    response = put(site, first)
    assert response.status_code == 403
    assert "this service only reads" in response.text
    assert send(site, "GET", asked("ASK { GRAPH ?g { ?s ?p ?o } }")).json()["boolean"] is True
