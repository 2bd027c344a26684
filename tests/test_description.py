"""What a service and a release say of themselves: W3C's tests, the vocabularies, and that every number is true."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, Literal, Namespace, URIRef

from hosting import BASE, RELEASE, Site, asked, hosted, kept, send
from published import published
from uniongraph import release
from uniongraph.errors import QueryTimeout
from uniongraph.release import Counts, Facts
from uniongraph.server.statistics import Statistics

if TYPE_CHECKING:
    from collections.abc import Iterator

W3C = Path(__file__).parents[2] / "shared" / "w3c" / "sparql11" / "service-description"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
RDF_TYPES = {
    "text/turtle": "turtle",
    "application/rdf+xml": "xml",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/n-quads": "nquads",
    "application/trig": "trig",
}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Give a server of the shipped decision."""
    found = published()
    with hosted(found.store_folder(), facts=release.facts(found.manifest)) as running:
        yield running


def described(site: Site, path: str, accept: str = "text/turtle") -> rdflib.Graph:
    """Return a description as a graph, read as what it says it is."""
    response = send(site, "GET", path, headers={"Accept": accept})
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, accept)
    assert response.headers["x-uniongraph-release"] == RELEASE
    graph = rdflib.Dataset(default_union=True)
    return graph.parse(data=response.content, format=RDF_TYPES[accept])


def url(site: Site, path: str) -> URIRef:
    return URIRef(f"http://127.0.0.1:{site.port}{path}")


def number(graph: rdflib.Graph, subject: object, predicate: URIRef) -> int:
    """Return the one whole number that is said of a thing."""
    values = list(graph.objects(subject, predicate))  # type: ignore[arg-type]
    assert len(values) == 1, (subject, predicate, values)
    assert isinstance(values[0], Literal)
    return int(values[0].toPython())


def graphs_of(graph: rdflib.Graph, dataset: URIRef) -> list[rdflib.term.Node]:
    """Return the subsets of a dataset that are graphs of it, and no sets of links."""
    subsets = graph.objects(dataset, VOID.subset)
    return [each for each in subsets if (each, RDF.type, VOID.Linkset) not in graph]


# ---------------------------------------------------------------------------------------------- the service


def returns_rdf(site: Site) -> None:
    """W3C: GET on endpoint returns RDF."""
    for accept in RDF_TYPES:
        assert len(described(site, "/sparql", accept))


def has_endpoint_triple(site: Site) -> None:
    """W3C: service description contains a matching sd:endpoint triple."""
    for accept in RDF_TYPES:
        graph = described(site, "/sparql", accept)
        assert list(graph.objects(None, SD.endpoint)) == [url(site, "/sparql")]


def conforms_to_schema(site: Site) -> None:
    """W3C: service description conforms to schema: its terms exist, and stand where their domains and ranges say."""
    graph = described(site, "/sparql")
    domains: dict[object, URIRef] = {
        SD.endpoint: SD.Service, SD.supportedLanguage: SD.Service, SD.resultFormat: SD.Service, SD.feature: SD.Service,
        SD.defaultEntailmentRegime: SD.Service, SD.defaultDataset: SD.Service, SD.defaultGraph: SD.Dataset,
        SD.namedGraph: SD.Dataset, SD.name: SD.NamedGraph, SD.graph: SD.NamedGraph,
    }  # fmt: skip
    ranges: dict[object, URIRef] = {
        SD.defaultDataset: SD.Dataset,
        SD.defaultGraph: SD.Graph,
        SD.namedGraph: SD.NamedGraph,
        SD.graph: SD.Graph,
    }
    values: dict[object, set[URIRef]] = {
        SD.supportedLanguage: {SD.SPARQL11Query},
        SD.feature: {SD.UnionDefaultGraph},
        SD.resultFormat: {FORMATS[name] for name in (
            "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
            "Turtle", "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD")},
    }  # fmt: skip
    for subject, predicate, value in graph.triples((None, None, None)):
        if str(predicate).startswith(str(SD)):
            assert (subject, RDF.type, domains[predicate]) in graph
            if predicate in ranges:
                assert (value, RDF.type, ranges[predicate]) in graph
            assert predicate not in values or value in values[predicate]
    for known, wanted in values.items():
        assert set(graph.objects(None, known)) == wanted  # type: ignore[arg-type]
    for predicate in (SD.endpoint, SD.defaultDataset, SD.defaultGraph, SD.defaultEntailmentRegime):
        assert len(list(graph.objects(None, predicate))) == 1
    assert all(
        len(list(graph.objects(each, SD.name))) == 1 for each in graph.subjects(RDF.type, SD.NamedGraph)
    )


@pytest.mark.skipif(not W3C.is_dir(), reason="the W3C tests lie in ../shared, which is not here")
def test_the_w3c_tests_of_service_descriptions_pass(site: Site) -> None:
    """Every test of the manifest is known here, and passes."""
    manifest = rdflib.Graph().parse(W3C / "manifest.ttl")
    kind = URIRef("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#ServiceDescriptionTest")
    known = {
        "returns-rdf": returns_rdf,
        "has-endpoint-triple": has_endpoint_triple,
        "conforms-to-schema": conforms_to_schema,
    }
    names = {str(each).rpartition("#")[2] for each in manifest.subjects(RDF.type, kind)}
    assert names == set(known)
    for name in names:
        known[name](site)


def test_named_graphs_come_with_their_sizes(site: Site) -> None:
    """As the store has them."""
    graph = described(site, "/sparql")
    said = {
        str(graph.value(each, SD.name)): number(graph, graph.value(each, SD.graph), VOID.triples)
        for each in graph.objects(None, SD.namedGraph)
    }
    store = published().open_store()
    counted = Counter(quad.graph_name.value for quad in store if isinstance(quad.graph_name, ox.NamedNode))
    assert said == dict(counted)


def test_who_gets_the_description(site: Site) -> None:
    """Whoever asks the endpoint nothing; a browser gets the page, a request that meant a query is told it lacks one."""
    curl = send(site, "GET", "/sparql")
    assert curl.headers["content-type"] == "text/turtle; charset=utf-8"
    html = send(site, "GET", "/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert html.headers["content-type"] == "text/html; charset=utf-8"
    named = send(site, "GET", "/sparql?format=rdfxml")
    assert named.headers["content-type"] == "application/rdf+xml; charset=utf-8"
    lacking = send(site, "GET", "/sparql?timeout=5")
    assert (lacking.status_code, lacking.text) == (400, "the parameter 'query' is missing\n")
    table = send(site, "GET", "/sparql", headers={"Accept": "application/sparql-results+json"})
    assert table.status_code == 406
    assert "the parameter 'query' is missing" in table.text
    slash = send(site, "GET", "/sparql/", follow_redirects=True)
    assert slash.headers["content-type"] == "text/turtle; charset=utf-8"


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
def test_head_tag_and_options(site: Site, path: str) -> None:
    """HEAD says what GET would; what is the same has the same tag, and need not be sent again."""
    got, head = send(site, "GET", path), send(site, "HEAD", path)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "etag", "vary", "cache-control"):
        assert head.headers[name] == got.headers[name]
    again = send(site, "GET", path, headers={"If-None-Match": got.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "GET" in send(site, "OPTIONS", path).headers["allow"]
    assert send(site, "DELETE", path).status_code == 405


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
def test_addresses_are_those_the_client_used(site: Site, path: str) -> None:
    """A service that is reached under two names describes itself under each, whatever was kept; no Host can say more."""
    for host in ("data.example:81", "127.0.0.1", "[::1]:8000"):
        found = send(site, "GET", path, headers={"Host": host}).text
        assert f"<http://{host}/sparql>" in found
        assert "data.example" not in found or host.startswith("data.example")
    for host in ('a> . <x:y> <x:z> "', "a b", "<script>"):
        found = send(site, "GET", path, headers={"Host": host}).text
        assert f"<http://127.0.0.1:{site.port}/sparql>" in found
        assert host not in found


def test_a_service_without_union_says_so(tmp_path: Path) -> None:
    """No union among the features, and the size of what stands outside; many graphs are left to VoID."""
    store = ox.Store()
    store.load(b'<x:a> <x:p> "1" .\n<x:a> <x:p> "2" <x:g> .', format=ox.RdfFormat.N_QUADS)
    facts = Facts("x:data", "v", (("x", "en"),), Counts(2, {"x:g": 1}, {}), outside=1)
    place = kept(store, tmp_path)
    with hosted(place, union=False, facts=facts) as site:
        graph = described(site, "/sparql")
        assert list(graph.objects(None, SD.feature)) == []
        assert number(graph, next(graph.objects(None, SD.defaultGraph)), VOID.triples) == 1
        void = described(site, "/.well-known/void")
        assert number(void, URIRef("x:data"), VOID.triples) == 2
    many = replace(facts, counts=Counts(2_000, {f"x:g{n}": 1 for n in range(2_000)}, {}))
    with hosted(place, facts=many) as site:
        graph = described(site, "/sparql")
        assert list(graph.objects(None, SD.namedGraph)) == []
        assert "2000 named graphs" in str(list(graph.objects(None, rdflib.RDFS.comment)))
        assert len(list(described(site, "/.well-known/void").objects(None, VOID.subset))) == 2_000


# ---------------------------------------------------------------------------------------------- the dataset


@pytest.mark.parametrize("accept", RDF_TYPES)
def test_every_number_of_the_description_is_true(site: Site, accept: str) -> None:
    """Counted here a second time, from the quads."""
    graph = described(site, "/.well-known/void", accept)
    dataset = URIRef(f"{BASE}id/catalog")
    quads = list(published().open_store())
    triples = {quad.triple for quad in quads}
    kind = ox.NamedNode(str(RDF.type))
    classes = Counter(
        t.object.value for t in triples if t.predicate == kind and isinstance(t.object, ox.NamedNode)
    )
    properties = Counter(t.predicate.value for t in triples)
    graphs = Counter(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode))
    assert number(graph, dataset, VOID.triples) == len(triples)
    assert number(graph, dataset, VOID.classes) == len(classes)
    assert number(graph, dataset, VOID.properties) == len(properties)
    assert number(graph, dataset, VOID.documents) == 1
    for partition, name, size, expected in (
        (VOID.classPartition, VOID["class"], VOID.entities, classes),
        (VOID.propertyPartition, VOID.property, VOID.triples, properties),
    ):
        said = {
            str(graph.value(one, name)): number(graph, one, size) for one in graph.objects(dataset, partition)
        }
        assert said == dict(expected)
    subsets = {str(one): number(graph, one, VOID.triples) for one in graphs_of(graph, dataset)}
    assert subsets == dict(graphs)


def test_a_triple_of_two_graphs_is_counted_once(tmp_path: Path) -> None:
    """The whole has the distinct triples; each graph its own."""
    store = ox.Store()
    store.load(b'<x:a> <x:p> "1" <x:g> .\n<x:a> <x:p> "1" <x:h> .', format=ox.RdfFormat.N_QUADS)
    facts = Facts("x:data", "v", (("x", "en"),), Counts(2, {"x:g": 1, "x:h": 1}, {}))
    with hosted(kept(store, tmp_path), facts=facts) as site:
        graph = described(site, "/.well-known/void")
    assert number(graph, URIRef("x:data"), VOID.triples) == 1


def test_what_the_description_points_at_is_there(site: Site) -> None:
    """Dumps, endpoint, examples and IRI space are what they are said to be."""
    graph = described(site, "/.well-known/void")
    dataset = URIRef(f"{BASE}id/catalog")
    assert (
        graph.value(url(site, "/.well-known/void"), URIRef("http://xmlns.com/foaf/0.1/primaryTopic"))
        == dataset
    )
    assert {(str(each), each.language) for each in graph.objects(dataset, DCTERMS.title) if isinstance(each, Literal)} \
        == {("uniongraph: award decisions", "en"), ("表彰决定知识图谱", "zh-hans")}  # fmt: skip
    assert graph.value(dataset, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert (dataset, RDF.type, DCAT.Dataset) in graph
    assert str(graph.value(dataset, DCAT.version)) == published().id
    assert graph.value(dataset, VOID.sparqlEndpoint) == url(site, "/sparql")
    assert set(graph.objects(None, DCAT.endpointURL)) == {url(site, "/sparql"), url(site, "/queries")}
    quads = published().manifest.counts.quads
    for dump in graph.objects(dataset, VOID.dataDump):
        address = str(dump).partition(str(site.port))[2]
        response = send(site, "GET", address)
        media_type = response.headers["content-type"].partition(";")[0]
        assert sum(1 for _ in ox.parse(response.content, ox.RdfFormat.from_media_type(media_type))) == quads
    downloads = set(graph.objects(None, DCAT.downloadURL))
    assert downloads >= set(graph.objects(dataset, VOID.dataDump))
    for subset in graphs_of(graph, dataset):
        address = str(graph.value(subset, VOID.dataDump)).partition(str(site.port))[2]
        content = send(site, "GET", address, headers={"Accept": "application/n-triples"}).content
        assert content.count(b"\n") == number(graph, subset, VOID.triples)
    space = str(graph.value(dataset, VOID.uriSpace))
    for example in graph.objects(dataset, VOID.exampleResource):
        assert str(example).startswith(space)
        assert send(site, "GET", asked(f"ASK {{ <{example}> ?p ?o }}")).json()["boolean"] is True


def test_a_release_holds_its_description(tmp_path: Path) -> None:
    """With what its manifest counts and its own files as dumps; a change of it is seen; the id does not hang on it."""
    found = published()
    file = found.folder / "void.ttl"
    graph = rdflib.Graph().parse(file)
    dataset = URIRef(f"{BASE}id/catalog")
    dumps = [Path(str(each).removeprefix("file://")) for each in graph.objects(dataset, VOID.dataDump)]
    assert sorted(dumps) == sorted(
        file.parent.resolve() / f"shards/{one.file}" for one in found.manifest.shards
    )
    assert all(dump.is_file() for dump in dumps)
    subsets = {str(one): number(graph, one, VOID.triples) for one in graphs_of(graph, dataset)}
    assert subsets == found.manifest.counts.graphs
    assert list(release.faults(found)) == []
    quads = b'<x:a> <x:p> "1" <x:g> .\n'
    made = release.publish(tmp_path, {"one": quads}, inputs=[], base=BASE)
    assert list(release.faults(made)) == []
    (made.folder / "void.ttl").write_text("", "utf-8")
    assert [str(each).partition(": ")[2] for each in release.faults(made)] == ["was changed: it has 0 bytes, not "
        + str(len(release.describe(release.facts(made.manifest, made.particulars())).encode()))]  # fmt: skip


def test_a_count_that_takes_too_long_is_left_out(tmp_path: Path) -> None:
    """What is not known is not said, and everything else is."""
    facts = Facts("x:data", "v", (("x", "en"),), Counts(3, {"x:g": 3}, {}))
    with hosted(kept(ox.Store(), tmp_path), facts=facts) as site:
        site.host.current.__dict__["statistics"] = Statistics(never, union=True)
        found = described(site, "/.well-known/void")
    assert list(found.objects(None, VOID.propertyPartition)) == []
    assert list(found.objects(URIRef("x:data"), VOID.triples)) == []
    assert number(found, URIRef("x:g"), VOID.triples) == 3


async def never(_: str) -> bytes:
    """Answer no query in time."""
    raise QueryTimeout("the query is not done after 30 s")


def test_what_was_counted_is_not_counted_again() -> None:
    """One count serves all who ask, also after one who left in the middle of it; too many properties are not counted."""
    asked_for: list[str] = []
    store = ox.Store()
    store.load(b'<x:a> <x:p> "1" .\n<x:a> <x:q> "1" .\n<x:b> <x:q> "1" .\n', format=ox.RdfFormat.N_QUADS)

    async def ask(text: str) -> bytes:
        asked_for.append(text)
        if len(asked_for) == 3:  # while the second property is counted, the asker leaves
            raise asyncio.CancelledError
        found = store.query(text)
        assert isinstance(found, ox.QuerySolutions)
        content = found.serialize(format=ox.QueryResultsFormat.JSON)
        assert content is not None
        return content

    async def run() -> None:
        counting = Statistics(ask, union=False)
        with pytest.raises(asyncio.CancelledError):
            await counting.properties()
        found = await asyncio.gather(*(counting.properties() for _ in range(3)))
        assert found == [{"x:p": 1, "x:q": 2}] * 3
        assert len(asked_for) == 4
        for number in range(2_001):
            store.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode(f"x:p{number}"), ox.NamedNode("x:a")))
        assert await Statistics(ask, union=False).properties() is None

    asyncio.run(run())


def test_a_service_that_knows_nothing_has_no_description(tmp_path: Path) -> None:
    """But an endpoint it has."""
    with hosted(kept(ox.Store(), tmp_path)) as site:
        assert send(site, "GET", "/.well-known/void").status_code == 404
        assert list(described(site, "/sparql").objects(None, SD.endpoint)) == [url(site, "/sparql")]
