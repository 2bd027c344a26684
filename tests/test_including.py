"""A pinned copy of somebody else's data in a release: a graph of its own, with its provenance, joined offline."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

from hosting import hosted, send
from published import published
from uniongraph import builder, exports, iris, release
from uniongraph.cli import main
from uniongraph.errors import SourceError, UnionGraphError

if TYPE_CHECKING:
    from uniongraph.release import Release

GRAPH = "https://sws.geonames.org/"
PLACE = "https://w3id.org/uniongraph/id/place/cn-310104"
TURTLE = f"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://sws.geonames.org/1787957/> skos:prefLabel "徐汇"@zh ; skos:closeMatch <{PLACE}> ; skos:note [ skos:example _:x ] .
_:x skos:example 01 , "x"@zh-Hans ; skos:related <1796236/> .
"""
JOIN = f"SELECT ?name {{ ?there <http://www.w3.org/2004/02/skos/core#closeMatch> <{PLACE}> ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }}"


def file(folder: Path, text: str = TURTLE, name: str = "geonames.ttl") -> Path:
    """Return a file of others."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def built(root: Path, *include: tuple[Path, str]) -> Release:
    """Return a release of the shipped decision with files of others."""
    return builder.build(output=root, include=include).release


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("joined")
    return built(folder / "releases", (file(folder), GRAPH))


def of_graph(found: Release, graph: str) -> list[str]:
    """Return the statements of one graph of a release, as its shards have them."""
    shards = (found.shard_path(shard).read_text("utf-8") for shard in found.manifest.shards)
    return [line for data in shards for line in data.splitlines() if line.endswith(f"<{graph}> .")]


def test_what_a_file_says_becomes_a_graph_that_joins_with_ours(joined: Release) -> None:
    found = of_graph(joined, GRAPH)
    assert len(found) == 7
    assert (
        f"<{GRAPH}1787957/> <http://www.w3.org/2004/02/skos/core#closeMatch> <{PLACE}> <{GRAPH}> ." in found
    )
    (name,) = joined.open_store().query(JOIN, use_default_graph_as_union=True)  # type: ignore[misc]
    assert str(name["name"]) == '"徐汇"@zh'


def test_what_is_published_is_what_is_answered(joined: Release) -> None:
    """A number is written as the store keeps it, a relative address is relative to the graph."""
    said = "\n".join(of_graph(joined, GRAPH))
    assert '"1"^^<http://www.w3.org/2001/XMLSchema#integer>' in said
    assert f"<{GRAPH}1796236/>" in said
    store = joined.open_store()
    stored = {f"{quad} ." for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH))}
    assert stored == set(of_graph(joined, GRAPH))


def test_a_blank_node_is_an_iri_of_its_file_alone(joined: Release, tmp_path: Path) -> None:
    assert "_:" not in "".join(of_graph(joined, GRAPH))
    digest = hashlib.sha256(TURTLE.encode()).hexdigest()
    genid = f"<https://w3id.org/uniongraph/.well-known/genid/{digest[:16]}/"
    assert {
        line.partition(">")[0] for line in of_graph(joined, GRAPH) if genid in line.partition(">")[0]
    } == {
        f"{genid}0",
        f"{genid}1",
    }
    again = built(tmp_path / "r", (file(tmp_path), GRAPH), (file(tmp_path, TURTLE + "\n", "b.ttl"), "urn:b"))
    one, other = (
        {word for line in of_graph(again, graph) for word in line.split() if "genid" in word}
        for graph in (GRAPH, "urn:b")
    )
    assert len(one) == len(other) == 2
    assert not one & other


def test_the_catalogue_says_where_it_is_from_and_invents_nothing(joined: Release) -> None:
    """Name, hash and format of the file; no licence, no date, for the file says none."""
    digest = hashlib.sha256(TURTLE.encode()).hexdigest()
    catalog = of_graph(joined, "https://w3id.org/uniongraph/graph/catalog")
    begin = (f"<{GRAPH}> ", f"<https://w3id.org/uniongraph/id/file/{digest}> ")
    said = sorted(
        line.partition("> ")[2].replace(" <https://w3id.org/uniongraph/graph/catalog> .", "")
        for line in catalog
        if line.startswith(begin)
    )
    assert said == [
        "<http://purl.org/dc/terms/format> <https://www.iana.org/assignments/media-types/text/turtle>",
        '<http://purl.org/dc/terms/rights> "The licence of this dataset is not for this graph: it holds the data of others."@en',
        '<http://purl.org/dc/terms/rights> "本数据集的许可不及于本图：其中为他方数据。"@zh-hans',
        f"<http://purl.org/dc/terms/source> <https://w3id.org/uniongraph/id/file/{digest}>",
        '<http://purl.org/dc/terms/title> "geonames.ttl"',
        '<http://purl.org/dc/terms/title> "geonames.ttl"',
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset>",
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/prov#Entity>",
        "<https://w3id.org/uniongraph/ontology#graphKind> <https://w3id.org/uniongraph/scheme/graph-kind/partner>",
        f'<https://w3id.org/uniongraph/ontology#sha256> "{digest.upper()}"^^<http://www.w3.org/2001/XMLSchema#hexBinary>',
    ]
    (taken,) = (each for each in joined.manifest.inputs if each.path.startswith("partners/"))
    assert (taken.path, taken.sha256) == ("partners/geonames.ttl", digest)


def test_all_that_shows_a_release_shows_it(joined: Release) -> None:
    """Its checks, its description, an export, a page."""
    release.verify(joined)
    builder.check(joined.open_store(), joined.manifest.base)
    assert f"<{GRAPH}> a void:Dataset ; void:triples 7 ; dcterms:rights [" in (
        joined.folder / "void.ttl"
    ).read_text("utf-8")
    assert exports.export(joined, "ntriples", graph=GRAPH).count(b"\n") == 7
    with hosted(joined.store_folder()) as site:
        page = send(site, "GET", f"/resource?iri={GRAPH}1787957/", headers={"Accept": "text/html"})
        assert (page.status_code, "徐汇" in page.text) == (200, True)
        page = send(site, "GET", f"/resource?iri={GRAPH}", headers={"Accept": "text/html"})
        assert (page.status_code, "geonames.ttl" in page.text) == (200, True)


def test_the_same_files_give_the_same_release_whatever_their_order(joined: Release, tmp_path: Path) -> None:
    """And a release without them is another, which differs from it by their statements and what is said of them."""
    one, other = (file(tmp_path), GRAPH), (file(tmp_path, TURTLE, "b.ttl"), "urn:b")
    assert built(tmp_path / "1", one).id == joined.id
    assert built(tmp_path / "2", one, other).id == built(tmp_path / "3", other, one).id
    root = tmp_path / "1"
    without = built(root)
    assert without.id != joined.id
    done = CliRunner().invoke(
        main, ["release", "--release", str(root), "diff", joined.id, without.id, "--format", "patch"]
    )
    assert done.exit_code == 0, done.output
    assert sum(line.startswith("D ") for line in done.output.splitlines()) == 7 + 11


def test_no_description_claims_our_licence_for_it(joined: Release) -> None:
    """Of the whole and of each download of it the description says what the licence is not for; nothing does without partners."""
    rdf = rdflib.Graph().parse(joined.folder / "void.ttl")
    dcterms, dcat = rdflib.DCTERMS, rdflib.DCAT
    graph, catalog = rdflib.URIRef(GRAPH), rdflib.URIRef(f"{joined.manifest.base}id/catalog")
    assert rdf.value(graph, dcterms.license) is None
    for each in (graph, catalog, *rdf.objects(catalog, dcat.distribution)):
        said = rdf.value(each, dcterms.rights)
        assert (said, rdflib.RDF.type, dcterms.RightsStatement) in rdf
        assert all(GRAPH in str(words) for words in rdf.objects(said, rdflib.RDFS.label)), each
    assert GRAPH in json.loads((joined.folder / "dataset.jsonld").read_text("utf-8"))["copyrightNotice"]
    assert "RightsStatement" not in (published().folder / "void.ttl").read_text("utf-8")


SAME = {
    "a.nt": f'<{GRAPH}1/> <http://x/name> "A" .\n',
    "a.nq": f'<{GRAPH}1/> <http://x/name> "A" <http://elsewhere/> .\n',
    "a.trig": f'<http://elsewhere/> {{ <{GRAPH}1/> <http://x/name> "A" }}',
    "a.ttl": '<1/> <http://x/name> "A" .',
    "a.jsonld": '{"@id": "1/", "http://x/name": "A"}',
    "a.rdf": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'
    '<r:Description r:about="1/"><x:name>A</x:name></r:Description></r:RDF>',
}


@pytest.mark.parametrize("name", [*SAME, "a.ttl.gz"])
def test_every_format_says_the_same(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    text = SAME[name.removesuffix(".gz")].encode()
    path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    assert of_graph(built(tmp_path / "r", (path, GRAPH)), GRAPH) == [
        f'<{GRAPH}1/> <http://x/name> "A" <{GRAPH}> .'
    ]


WRONG: dict[str, tuple[str | bytes, str]] = {
    "broken.ttl": ("<a> <b> <c> .\n<a> <b> .", r"broken\.ttl:2: is not Turtle: "),
    "cut.ttl.gz": (gzip.compress(b"<a> <b> <c> ." * 99)[:-9], "is not a whole gzip file"),
    "latin.ttl": ('<a> <b> "é" .'.encode("latin-1"), "latin"),
    "empty.ttl": ("# nothing\n", "holds no statement"),
    "notes.n3": ("{ <a> <b> <c> } <http://x/implies> { <a> <b> <d> } .", "is N3"),
    "about.nt": ('<h:a> <h:b> <<( <h:a> <h:b> "c" )>> .\n', "holds statements about statements"),
    "table.csv": ("a,b\n", "has no ending that tells its format"),
    "far.jsonld": (
        '{"@context": "http://127.0.0.1:9/context", "@id": "http://x/", "name": "A"}',
        "is not JSON-LD",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_cannot_be_read_is_named_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    content, said = WRONG[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SourceError, match=said) as raised:
        built(tmp_path / "r", (file(tmp_path, name="good.ttl"), "urn:good"), (path, GRAPH))
    assert raised.value.source == str(path)
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    ("graphs", "said"),
    [
        (["https://w3id.org/uniongraph/graph/links"], "is an IRI of ours"),
        (["https://w3id.org/uniongraph/graph/doc/new"], "is an IRI of ours"),
        (["relative"], "is no absolute IRI"),
        (["http://a b/"], "is no absolute IRI"),
        ([GRAPH, GRAPH], "is to be the graph of two files"),
    ],
)
def test_a_graph_of_others_has_an_iri_of_theirs(graphs: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(UnionGraphError, match=said):
        built(tmp_path / "r", *((file(tmp_path), graph) for graph in graphs))
    assert not (tmp_path / "r").exists()


def test_files_and_graphs_come_in_pairs(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["build", "--include", str(file(tmp_path)), "--output", str(tmp_path / "r")]
    )
    assert done.exit_code == 2
    assert "go together" in done.output


def test_what_others_say_is_not_held_to_our_shapes(tmp_path: Path) -> None:
    """Their concepts need no label in two languages."""
    text = "<c> a <http://www.w3.org/2004/02/skos/core#Concept> ; <https://w3id.org/uniongraph/ontology#uscc> 'x' ."
    found = built(tmp_path / "r", (file(tmp_path, text), GRAPH))
    builder.check(found.open_store(), found.manifest.base)


def test_what_contradicts_itself_is_its_owners_affair(tmp_path: Path) -> None:
    """What others declare to have one value they may give two: so they say that these are the same."""
    text = "<p> a <http://www.w3.org/2002/07/owl#FunctionalProperty> . <a> <p> <b> , <c> ."
    found = built(tmp_path / "r", (file(tmp_path, text), GRAPH))
    assert len(of_graph(found, GRAPH)) == 3


OURS: dict[str, str] = {
    "its name": f'<{PLACE}> skos:prefLabel "别名"@zh .',
    "its class": f"<{PLACE}> a ug:Case .",
    "what a decision says": f"<{PLACE}> ug:within <https://w3id.org/uniongraph/id/place/cn-110000> .",
    "a link that nobody judged": f"<{PLACE}> skos:exactMatch <http://www.wikidata.org/entity/Q1> .",
    "that it is a thing of theirs": f"<{PLACE}> owl:sameAs <x> .",
    "who publishes": "<https://w3id.org/uniongraph/id/catalog> dcterms:publisher <me> .",
    "what a graph holds": "<https://w3id.org/uniongraph/graph/inferred> ug:graphKind <https://w3id.org/uniongraph/scheme/graph-kind/partner> .",
}


@pytest.mark.parametrize("what", OURS)
def test_of_our_things_others_say_nothing_in_our_words(what: str, tmp_path: Path) -> None:
    """All graphs are asked as one: it would be read as ours. What was current stays so."""
    root = tmp_path / "r"
    before = built(root)
    used = ("dcterms", "owl", "skos", "ug")
    head = "".join(f"@prefix {each}: <{iris.PREFIXES[each]}> .\n" for each in used)
    path = file(tmp_path, f"{head}<a> skos:prefLabel 'a' .\n{OURS[what]}")
    with pytest.raises(SourceError, match="which is ours to say") as raised:
        built(root, (path, GRAPH))
    assert raised.value.source == str(path)
    assert release.current(root).id == before.id


def test_in_words_of_their_own_they_may_speak_of_our_things(tmp_path: Path) -> None:
    text = f'<{PLACE}> <https://schema.org/population> 1 ; <http://x/founded> "1949" .'
    assert len(of_graph(built(tmp_path / "r", (file(tmp_path, text), GRAPH)), GRAPH)) == 2


def test_the_description_tells_what_is_ours(tmp_path: Path) -> None:
    """Years, places and links of others are not the coverage of our data; nor does a graph of theirs excuse one of ours."""
    said = f"""
    @prefix skos: <{iris.PREFIXES["skos"]}> . @prefix ug: <{iris.ONTOLOGY}> .
    <o> ug:territory <p> . <p> skos:prefLabel "别处"@zh . <e> ug:editionYear 1901 ; skos:exactMatch <http://x.example/1> .
    """
    graph = "https://partner.example/graph/catalog"
    without, found = built(tmp_path / "1"), built(tmp_path / "2", (file(tmp_path, said), graph))
    one, other = without.particulars(), found.particulars()
    assert one is not None
    assert other is not None
    assert (one.years, one.places, one.linksets, one.publisher) == (
        other.years,
        other.places,
        other.linksets,
        other.publisher,
    )
