"""DCAT-AP 3.0.0, held: what it asks of each class is said where it is known, and every value is of the class it should be.

The table is its properties (https://semiceu.github.io/DCAT-AP/releases/3.0.0), transcribed by hand: the shapes published there
are not run here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import rdflib
from click.testing import CliRunner
from rdflib import RDF, Namespace, URIRef

from hosting import Site, hosted, send
from published import published
from uniongraph import builder, files, queries, release
from uniongraph.cli import main
from uniongraph.errors import SourceError, UnionGraphError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREFIXES = {
    "dcat": Namespace("http://www.w3.org/ns/dcat#"),
    "dcatap": Namespace("http://data.europa.eu/r5r/"),
    "dct": Namespace("http://purl.org/dc/terms/"),
    "foaf": Namespace("http://xmlns.com/foaf/0.1/"),
    "skos": Namespace("http://www.w3.org/2004/02/skos/core#"),
    "vcard": Namespace("http://www.w3.org/2006/vcard/ns#"),
    "xsd": Namespace("http://www.w3.org/2001/XMLSchema#"),
}
VOID = Namespace("http://rdfs.org/ns/void#")
DCAT, DCT = PREFIXES["dcat"], PREFIXES["dct"]

# class: property, how it is obliged (m, r), the class of its values ("" for words, "*" for any IRI), how many at most
PROFILE = {
    "dcat:Catalog": """
        dct:description m - / dct:publisher m foaf:Agent 1 / dct:title m - / dcat:dataset r dcat:Dataset
        dcat:service r dcat:DataService / dct:issued r - 1 / foaf:homepage r foaf:Document 1
        dct:language r dct:LinguisticSystem / dct:license r dct:LicenseDocument 1 / dct:modified r - 1
        dct:spatial r dct:Location / dcat:themeTaxonomy r skos:ConceptScheme / dct:rights o dct:RightsStatement 1""",
    "dcat:Dataset": """
        dct:description m - / dct:title m - / dcat:contactPoint r vcard:Kind / dcat:distribution r dcat:Distribution
        dcat:keyword r - / dct:publisher r foaf:Agent 1 / dct:spatial r dct:Location / dct:temporal r dct:PeriodOfTime
        dcat:theme r skos:Concept""",
    "dcat:Distribution": """
        dcat:accessURL m * / dcatap:availability r skos:Concept 1 / dct:description r -
        dct:format r dct:MediaTypeOrExtent 1 / dct:license r dct:LicenseDocument 1
        dcat:mediaType o dct:MediaType 1 / dct:rights o dct:RightsStatement 1 / dcat:accessService o dcat:DataService / dcat:downloadURL o *""",
    "dcat:DataService": """
        dcat:endpointURL m * / dct:title m - / dcat:contactPoint r vcard:Kind / dcat:endpointDescription r *
        dcat:keyword r - / dct:publisher r foaf:Agent 1 / dcat:servesDataset r dcat:Dataset / dcat:theme r skos:Concept
        dct:license o dct:LicenseDocument 1""",
    "foaf:Agent": "foaf:name m - / dct:type r skos:Concept 1",
    "dct:LicenseDocument": "dct:type r skos:Concept",
    "skos:Concept": "skos:prefLabel m -",
    "skos:ConceptScheme": "dct:title m -",
}  # fmt: skip
UNKNOWN = {
    "dcat:Catalog": "dct:issued dct:modified",  # the same documents give the same release whenever it is made
    "dcat:Dataset": "dcat:contactPoint",  # unless a publisher gave one
    "dcat:Distribution": "dcatap:availability",  # a promise that nobody made
    "dcat:DataService": "dcat:contactPoint dcat:keyword",
    "foaf:Agent": "dct:type",
}
"""What is recommended and not known, so not said."""


def term(name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix][local]


def rows(kind: str) -> Iterator[tuple[str, str, str, int | None]]:
    """Yield what the profile says of a class."""
    for line in PROFILE[kind].replace("\n", "/").split("/"):
        if line.strip():
            name, obliged, holds, *most = line.split()
            yield name, obliged, holds, int(most[0]) if most else None


def faults(graph: rdflib.Graph) -> list[str]:
    """Return what a description does that the profile does not let it."""
    found = []
    for kind in PROFILE:
        for thing in set(graph.subjects(RDF.type, term(kind))):
            for name, obliged, holds, most in rows(kind):
                values = list(graph.objects(thing, term(name)))
                if obliged == "m" and not values:
                    found.append(f"{kind} {thing} lacks {name}")
                if most is not None and len(values) > most:
                    found.append(f"{kind} {thing} has {len(values)} {name}")
                found += [f"{thing} {name} {each}" for each in values if not is_fit(graph, each, holds)]
    return sorted(found)


def is_fit(graph: rdflib.Graph, value: rdflib.term.Node, holds: str) -> bool:
    if holds == "-":
        return isinstance(value, rdflib.Literal)
    return isinstance(value, URIRef) if holds == "*" else (value, RDF.type, term(holds)) in graph


def recommended(graph: rdflib.Graph, kind: str, thing: rdflib.term.Node) -> set[str]:
    """Return what is recommended of a thing and not said."""
    wanted = {name for name, obliged, *_ in rows(kind) if obliged == "r"}
    return {name for name in wanted if graph.value(thing, term(name)) is None}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Give a server of the shipped decision with the prepared queries."""
    found = published()
    prepared = queries.load(files.folder("queries"))
    known = release.facts(found.manifest, found.particulars())
    with hosted(found.store_folder(), prepared, facts=known) as running:
        yield running


def served(site: Site) -> rdflib.Graph:
    return rdflib.Graph().parse(data=send(site, "GET", "/.well-known/void").content, format="turtle")


def released(found: release.Release) -> rdflib.Graph:
    return rdflib.Graph().parse(found.folder / "void.ttl")


# ---------------------------------------------------------------------------------------------- DCAT-AP


def test_the_description_of_a_release_keeps_to_the_profile() -> None:
    """Every mandatory property is there, and every value is of the class that it must be."""
    graph = released(published())
    assert {
        kind for kind in PROFILE if graph.value(None, RDF.type, term(kind), any=True)
    } == PROFILE.keys() - {"dcat:DataService"}
    assert faults(graph) == []


def test_what_is_served_keeps_to_the_profile_and_says_what_is_recommended(site: Site) -> None:
    """All of it, but what nobody knows."""
    graph = served(site)
    assert faults(graph) == []
    catalog = URIRef(f"{published().manifest.base}id/catalog")
    assert recommended(graph, "dcat:Catalog", catalog) == set(UNKNOWN["dcat:Catalog"].split())
    assert recommended(graph, "dcat:Dataset", catalog) == set(UNKNOWN["dcat:Dataset"].split())
    for kind in ("dcat:Distribution", "dcat:DataService", "foaf:Agent", "dct:LicenseDocument"):
        for thing in graph.subjects(RDF.type, term(kind)):
            assert recommended(graph, kind, thing) == set(UNKNOWN.get(kind, "").split()), thing


def test_the_check_would_see_what_is_missing() -> None:
    """A description from which one triple is taken away breaks the profile, for each mandatory property."""
    whole = released(published())
    for kind in ("dcat:Catalog", "dcat:Distribution", "foaf:Agent"):
        for name in [name for name, obliged, *_ in rows(kind) if obliged == "m"]:
            graph = rdflib.Graph() + whole
            graph.remove((graph.value(None, RDF.type, term(kind), any=True), term(name), None))
            assert faults(graph), name


def test_no_day_is_said() -> None:
    """When something was published is not known to who reads it, and a clock would change the bytes."""
    graph = released(published())
    for name in ("issued", "modified", "created"):
        assert list(graph.subject_objects(DCT[name])) == []


def test_every_download_and_service_is_there(site: Site) -> None:
    """Each address answers, in the media type it is said to have."""
    graph = served(site)
    root = f"http://127.0.0.1:{site.port}"
    for one in graph.subjects(RDF.type, DCAT.Distribution):
        for url in graph.objects(one, DCAT.downloadURL):
            got = send(site, "GET", str(url).removeprefix(root))
            assert str(graph.value(one, DCAT.mediaType)).endswith(
                got.headers["content-type"].partition(";")[0]
            )
            assert got.status_code == 200
    for one in graph.subjects(RDF.type, DCAT.DataService):
        for name in (DCAT.endpointURL, DCAT.endpointDescription):
            assert send(site, "GET", str(graph.value(one, name)).removeprefix(root)).status_code == 200


# ---------------------------------------------------------------------------------------------- numbers


def test_the_numbers_are_in_the_release_and_the_same_where_it_is_served(site: Site) -> None:
    """Partitions by class and by property, linksets, triples."""
    catalog = URIRef(f"{published().manifest.base}id/catalog")
    for graph in (released(published()), served(site)):
        properties = {
            str(graph.value(each, VOID.property)): int(str(graph.value(each, VOID.triples)))
            for each in graph.objects(catalog, VOID.propertyPartition)
        }
        triples = {quad.triple for quad in published().quads()}
        assert sum(properties.values()) == len(triples) == int(str(graph.value(catalog, VOID.triples)))
        assert properties == {
            name: sum(each.predicate.value == name for each in triples) for name in properties
        }


def test_a_linkset_counts_the_links_of_one_kind_into_one_place(site: Site) -> None:
    """Counted a second time, by SPARQL, for each that is said; and those of places to Wikidata are among them."""
    graph = served(site)
    found = set()
    for each in graph.subjects(RDF.type, VOID.Linkset):
        target = graph.value(each, VOID.objectsTarget)
        space, kind = str(graph.value(target, VOID.uriSpace)), graph.value(each, VOID.linkPredicate)
        text = f'SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?s ?o {{ ?s <{kind}> ?o FILTER STRSTARTS(STR(?o), "{space}") }} }}'
        answer = send(site, "GET", "/sparql", params={"query": text, "format": "csv"}).text.split()
        assert int(str(graph.value(each, VOID.triples))) == int(answer[1]), space
        found.add((space, str(kind).rpartition("#")[2]))
    assert ("http://www.wikidata.org/entity/", "exactMatch") in found


def test_a_release_that_grew_has_the_numbers_of_one_that_was_loaded(tmp_path: Path) -> None:
    """What differs is counted, and comes to the same; a triple that two graphs state is one, and goes with the last."""

    def quads(graph: str, numbers: range) -> bytes:
        lines = (
            f'<http://x/{n}> <http://x/p{n % 3}> "{"甲" * 60}{n}" <http://x/{graph}> .\n' for n in numbers
        )
        return b"".join(sorted(map(str.encode, lines)))

    first = {"one": quads("g", range(9_000)), "two": quads("h", range(20))}
    then = {"one": first["one"], "two": quads("h", range(10, 30)), "three": quads("i", range(8_990, 9_010))}
    told: list[str] = []
    release.publish(tmp_path / "a", first, inputs=[], base="http://x/")
    grown = release.publish(tmp_path / "a", then, inputs=[], base="http://x/", progress=told.append)
    loaded = release.publish(tmp_path / "b", then, inputs=[], base="http://x/")
    assert any(step.startswith("grown from") for step in told)
    assert grown.particulars() == loaded.particulars()
    assert (grown.folder / "void.ttl").read_bytes() == (loaded.folder / "void.ttl").read_bytes()
    known = grown.particulars()
    assert known is not None
    assert sum(known.properties.values()) == 9_010


# ---------------------------------------------------------------------------------------------- who publishes


def test_a_publisher_is_said_and_kept(tmp_path: Path) -> None:
    """In the graph, in both descriptions, and in what is built later without saying it again."""
    who = builder.Publisher("测试图书馆", "https://library.example/", "data@library.example")
    first = builder.build(output=tmp_path, publisher=who).release
    again = builder.build(output=tmp_path).release
    assert first.id == again.id != published().id
    graph = released(again)
    catalog = URIRef(f"{first.manifest.base}id/catalog")
    assert graph.value(catalog, DCT.publisher) == URIRef("https://library.example/")
    assert str(graph.value(URIRef("https://library.example/"), term("foaf:name"))) == "测试图书馆"
    contact = graph.value(catalog, DCAT.contactPoint)
    assert graph.value(contact, term("vcard:hasEmail")) == URIRef("mailto:data@library.example")
    assert faults(graph) == []
    told = json.loads((first.folder / "dataset.jsonld").read_text("utf-8"))
    assert told["creator"]["name"] == "测试图书馆"
    assert told["creator"]["email"] == "data@library.example"


def test_without_one_the_program_is_named() -> None:
    """It did publish the release; nobody else is made up, and to search engines nobody is said."""
    graph = released(published())
    agent = graph.value(URIRef(f"{published().manifest.base}id/catalog"), DCT.publisher)
    assert str(graph.value(agent, term("foaf:name"))).startswith("uniongraph ")
    assert "creator" not in json.loads((published().folder / "dataset.jsonld").read_text("utf-8"))


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (builder.Publisher(" "), "the publisher has no name"),
        (builder.Publisher("x", "x y"), "the IRI of the publisher must begin with"),
        (builder.Publisher("x", "https://x y/"), "the IRI of the publisher must begin with"),
        (builder.Publisher("x", None, "tel:1"), "the contact of the publisher must begin with"),
    ],
)
def test_a_publisher_that_cannot_be_named_is_refused(
    tmp_path: Path, who: builder.Publisher, said: str
) -> None:
    """Before anything is read."""
    with pytest.raises(UnionGraphError, match=said):
        builder.build(output=tmp_path, publisher=who)
    assert not (tmp_path / "current").exists()


@pytest.mark.parametrize("content", ["{", "[]", '{"name": 1, "iri": null, "contact": null}', '{"name": "x"}'])
def test_a_file_that_says_no_publisher_is_named(tmp_path: Path, content: str) -> None:
    """With its path."""
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "publisher.json").write_text(content, "utf-8")
    with pytest.raises(SourceError, match=r"publisher\.json: does not say who publishes"):
        builder.build(output=tmp_path)


def test_the_command_line_takes_a_publisher(tmp_path: Path) -> None:
    """A contact alone is nobody's."""
    runner = CliRunner()
    lonely = runner.invoke(main, ["build", "--output", str(tmp_path), "--contact", "a@b.example"])
    assert lonely.exit_code == 2
    said = [
        "build",
        "--output",
        str(tmp_path),
        "--no-answers",
        "--publisher",
        "甲馆",
        "--contact",
        "https://a.example/",
    ]
    assert runner.invoke(main, said).exit_code == 0
    assert json.loads((tmp_path / "registry" / "publisher.json").read_text("utf-8"))["name"] == "甲馆"


# ---------------------------------------------------------------------------------------------- search engines


def test_search_engines_find_what_they_ask_for(site: Site) -> None:
    """What Google's Dataset Search requires (name, description of 50 to 5000 characters) and, where known, recommends."""
    got = send(site, "GET", "/dataset.jsonld")
    assert got.headers["content-type"].partition(";")[0] == "application/ld+json"
    told = got.json()
    assert (told["@context"], told["@type"]) == ("https://schema.org/", "Dataset")
    assert told["name"]
    assert 50 <= len(told["description"]) <= 5_000
    for name in ("alternateName", "identifier", "isAccessibleForFree", "keywords", "license", "version", "url",
                 "temporalCoverage", "spatialCoverage", "distribution", "inLanguage"):  # fmt: skip
        assert told[name], name
    assert told["version"] == published().id
    root = f"http://127.0.0.1:{site.port}"
    for each in told["distribution"]:
        assert each["contentUrl"].startswith(root)
        found = send(site, "GET", each["contentUrl"].removeprefix(root))
        assert (found.status_code, found.headers["content-type"].partition(";")[0]) == (
            200,
            each["encodingFormat"],
        )


def test_the_release_holds_the_same_for_search_engines(site: Site) -> None:
    """But where a server is, which no release knows."""
    held = json.loads((published().folder / "dataset.jsonld").read_text("utf-8"))
    told = send(site, "GET", "/dataset.jsonld").json()
    assert told.keys() - held.keys() == {"url", "distribution"}
    assert {name: told[name] for name in held} == held
