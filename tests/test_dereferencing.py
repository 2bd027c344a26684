"""IRIs of the data, followed: the page for a person, the statements for a program, and what is no such IRI."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

import assaults
from hosting import BASE, RELEASE, Site, hosted, kept, send
from published import published
from uniongraph import files, queries, release, things
from uniongraph.pages import CITATIONS, SUFFIXES, citing
from uniongraph.pages.addresses import Addresses
from uniongraph.pages.frame import Frame
from uniongraph.pages.views import View, make, render
from uniongraph.server import records
from uniongraph.sparql import Limits
from uniongraph.things import Words, kinds
from uniongraph.things.statements import MOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo
    from pathlib import Path

PARSERS = {
    "turtle": "turtle",
    "jsonld": "json-ld",
    "ntriples": "nt",
    "rdfxml": "xml",
    "nquads": "nquads",
    "trig": "trig",
}
TYPES = {
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "nquads": "application/n-quads",
    "trig": "application/trig",
}
DOCUMENT = f"{BASE}id/doc/hugongzongji-2018-133"
PLACE = "/id/doc/hugongzongji-2018-133"
WIKIDATA = "http://www.wikidata.org/entity/Q788812"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Give the store of the shipped decision."""
    return published().open_store()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Give a server of the shipped decision."""
    known = release.facts(published().manifest)
    with hosted(published().store_folder(), queries.load(files.folder("queries")), facts=known) as site:
        yield site


def one_of_each() -> dict[str, str]:
    """Return an IRI of each kind of thing, of those that a path can name: the text, not its spans."""
    found: dict[str, str] = {}
    classes = defaultdict(set)
    for quad in published().open_store().quads_for_pattern(None, ox.NamedNode(str(rdflib.RDF.type)), None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            classes[quad.subject.value].add(quad.object.value)
    for iri in sorted(classes):
        if "#" not in iri:
            found.setdefault(kinds.kind(classes[iri]), iri)
    return found


THINGS = one_of_each()


def read(content: str, name: str) -> set[tuple[Any, ...]]:
    """Return the triples that rdflib reads, as rdflib itself spells those of the store."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=content, format=PARSERS[name])
    return set(dataset.triples((None, None, None)))


def held(quads: Iterable[ox.Quad]) -> set[tuple[Any, ...]]:
    """Return quads of the store as triples of rdflib."""
    lines = "\n".join(f"{quad.triple} ." for quad in quads)
    return set(rdflib.Graph().parse(data=lines, format="nt"))


def test_there_is_a_thing_of_every_kind() -> None:
    """So that what follows speaks of all that a path can name."""
    by_fragment = {"span", "term"}
    unpublished = {"act", "person"}
    assert THINGS.keys() >= set(kinds.KINDS.values()) - by_fragment - unpublished


# ---------------------------------------------------------------------------------------------- statements


@pytest.mark.parametrize("kind", THINGS)
@pytest.mark.parametrize("name", PARSERS)
def test_a_file_holds_what_the_store_says_and_nothing_else(store: ox.Store, kind: str, name: str) -> None:
    """Every statement about the thing, and each that it holds is one of the store's."""
    iri = THINGS[kind]
    content = make(store, View("statements", iri, "zh-Hans", BASE, format=name)).text
    found = read(content, name)
    assert found >= held(store.quads_for_pattern(ox.NamedNode(iri), None, None))
    assert found >= held(store.quads_for_pattern(None, None, ox.NamedNode(iri)))
    assert found <= ALL


ALL = held(published().open_store())


@pytest.mark.parametrize("kind", THINGS)
def test_graphs_stay_where_the_format_has_room_for_them(store: ox.Store, kind: str) -> None:
    """In N-Quads and TriG each statement stands in its graph, and both hold the same."""
    every = set(store)
    for name, form in (("nquads", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG)):
        content = make(store, View("statements", THINGS[kind], "zh-Hans", BASE, format=name)).text
        found = set(ox.parse(content, form))
        assert found <= every
        assert found >= set(store.quads_for_pattern(ox.NamedNode(THINGS[kind]), None, None))


def test_what_proves_a_statement_comes_along(store: ox.Store) -> None:
    """The mentions of an organization with their spans, the inferences about it, the names of what it points at."""
    iri = f"{BASE}id/org/jing-an-qu-shi-men-er-lu-jie-dao-wu-ye-hang-ye-26a54f4be9"
    found = read(make(store, View("statements", iri, "en", BASE, format="turtle")).text, "turtle")
    ug = rdflib.Namespace(f"{BASE}ontology#")
    thing = rdflib.URIRef(iri)
    mentions = {s for s, p, o in found if (p, o) == (ug.mentionOf, thing)}
    spans = {o for s, p, o in found if p == ug.span and s in mentions}
    assert mentions
    assert spans
    assert all(any(s == span and p == ug.line for s, p, _ in found) for span in spans)
    inferences = {s for s, p, o in found if (p, o) == (rdflib.RDF.subject, thing)}
    assert all(any(s == each and p == ug.byRule for s, p, _ in found) for each in inferences)
    pointed = {o for s, _, o in found if s == thing and isinstance(o, rdflib.URIRef)}
    named = {s for s, p, _ in found if p in {rdflib.SKOS.prefLabel, rdflib.RDFS.label, rdflib.DCTERMS.title}}
    assert {each for each in pointed if str(each).startswith(f"{BASE}id/")} <= named


@pytest.mark.parametrize(("whole", "part"), [("ontology", "ontology#Case"), (THINGS["witness"], None)])
def test_parts_are_described_where_their_iri_leads(store: ox.Store, whole: str, part: str | None) -> None:
    """A client never sends what follows the hash: the terms of the ontology and the spans of a text come with it."""
    iri = whole if whole.startswith("http") else f"{BASE}{whole}"
    parts = (
        [f"{BASE}{part}"]
        if part
        else sorted({str(q.subject)[1:-1] for q in store if str(q.subject).startswith(f"<{iri}#")})
    )
    found = read(make(store, View("statements", iri, "en", BASE, format="ntriples")).text, "ntriples")
    assert parts
    for each in parts:
        assert found >= held(store.quads_for_pattern(ox.NamedNode(each), None, None))


def test_what_is_too_much_is_left_out_and_said(tmp_path: Path) -> None:
    """A hub has a bounded file that is the same each time, well-formed, and says in header and comment that it is cut."""
    hub, name = ox.NamedNode(f"{BASE}id/hub"), ox.NamedNode(f"{BASE}ontology#within")
    store = ox.Store()
    store.extend(ox.Quad(ox.NamedNode(f"{BASE}id/{number}"), name, hub) for number in range(MOST + 1))
    said = "the answer is cut off after 2,000 statements that point at it"
    with hosted(kept(store, tmp_path)) as site:
        for suffix, form in SUFFIXES.items():
            first, again = (send(site, "GET", f"/id/hub{suffix}") for _ in range(2))
            assert (first.status_code, first.headers["x-uniongraph-truncated"]) == (200, said)
            assert first.text == again.text
            assert len(read(first.text, form)) == MOST
            assert (said in first.text) == (suffix != ".jsonld")
        assert "x-uniongraph-truncated" not in send(site, "GET", "/id/7.ttl").headers


@pytest.mark.parametrize("limits", [{"rows": 3}, {"bytes": 1_500}])
def test_the_limits_of_answers_hold_for_files_too(limits: dict[str, int]) -> None:
    """The file is shorter, well-formed, and says so."""
    with hosted(published().store_folder(), limits=Limits(**limits)) as site:
        response = send(site, "GET", f"{PLACE}.nt")
        found = read(response.text, "ntriples")
        assert response.headers["x-uniongraph-truncated"].endswith(f"{len(found):,} statements in all")
        assert 0 < len(found) <= limits.get("rows", 20)


ODD = """
@prefix ex: <http://example.org/> .
@prefix ug: <https://w3id.org/uniongraph/ontology#> .
<https://w3id.org/uniongraph/id/odd> ug:documentYear "2018" , 2018 , <ug:year> ; ug:documentNumber "a"@zh , 1.50 , -7 , 007 ,
    9007199254740993 , true ; ug:issuingBody "nobody" , <urn:x> , [ ex:p "deep" , [ ex:q "deeper" ] ] ;
  <http://purl.org/dc/terms/title> "plain" , "一"@zh-Hans , "二"@zh-Hans ; a "no class" , <ug:Case> ; ex:id <id:x> , "</script>" .
<title:x> ex:p <https://w3id.org/uniongraph/id/odd> .
"""


@pytest.mark.parametrize("name", PARSERS)
def test_odd_values_survive_every_format(name: str) -> None:
    """Blank nodes, IRIs that look like short ones, values that do not fit their property's name in the context."""
    store = ox.Store()
    store.load(ODD, ox.RdfFormat.TURTLE)
    content = make(store, View("statements", f"{BASE}id/odd", "en", BASE, format=name)).text
    stored = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert stored is not None
    graph = rdflib.Graph()
    for triple in read(content, name):
        graph.add(triple)
    assert isomorphic(graph, rdflib.Graph().parse(data=stored, format="nt"))


# ---------------------------------------------------------------------------------------------- negotiation


@pytest.mark.parametrize("kind", THINGS)
def test_every_kind_of_thing_is_served_in_every_form(site: Site, kind: str) -> None:
    """The page in both languages; by suffix and by Accept the same bytes."""
    path = THINGS[kind].removeprefix(BASE.rstrip("/"))
    for language in ("zh-Hans", "en"):
        page = send(site, "GET", path, headers={"Accept": "text/html", "Accept-Language": language})
        assert (page.status_code, page.headers["content-language"]) == (200, language)
        assert page.headers["vary"].startswith("Accept, Accept-Language")
    for suffix, name in SUFFIXES.items():
        by_suffix = send(site, "GET", f"{path}{suffix}")
        by_accept = send(site, "GET", path, headers={"Accept": TYPES[name]})
        assert by_suffix.status_code == by_accept.status_code == 200
        assert by_suffix.headers["content-type"].partition(";")[0] == TYPES[name]
        assert by_suffix.content == by_accept.content


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
        ("text/html;q=0.2, text/turtle;q=0.1", "text/html"),
        ("text/html;q=0.1, application/rdf+xml;q=0.2", "application/rdf+xml"),
        ("text/*;q=0.3, application/n-quads", "application/n-quads"),
        ("application/json", "application/json"),
        ("text/n3", "text/n3"),
        ("application/trig", "application/trig"),
        ("text/html;q=0, */*;q=0.1", "text/turtle"),
        ("nonsense", "text/html"),
        ("application/x-bibtex", "application/x-bibtex"),
        ("application/vnd.citationstyles.csl+json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_accept_chooses(site: Site, accept: str, expected: str) -> None:
    """By its q-values, the page first where they do not tell."""
    response = send(site, "GET", PLACE, headers={"Accept": accept})
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, expected)


def test_a_type_that_is_not_there_is_told_with_those_that_are(site: Site) -> None:
    """406 with the list; of nothing there is nothing in any type."""
    response = send(site, "GET", PLACE, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert all(each in response.text for each in ("text/html", *TYPES.values()))
    assert send(site, "GET", "/id/none", headers={"Accept": "image/png"}).status_code == 404
    assert send(site, "GET", f"{PLACE}?format=png").status_code == 400


def test_the_methods_of_a_thing(site: Site) -> None:
    """HEAD says what GET does; a tag is enough; what would write is refused where there is a thing."""
    for path in (PLACE, f"{PLACE}.ttl", f"{PLACE}.bib", f"/resource?iri={quote(WIKIDATA)}"):
        given, head = send(site, "GET", path), send(site, "HEAD", path)
        assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", given.headers["etag"])
        again = send(site, "GET", path, headers={"If-None-Match": given.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert send(site, "OPTIONS", PLACE).headers["allow"] == "GET, HEAD, OPTIONS"
    refused = send(site, "POST", PLACE)
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert send(site, "POST", "/id/none").status_code == 404


def test_the_page_can_be_named_too(site: Site) -> None:
    """``.html`` is the page, whatever Accept says."""
    assert send(site, "GET", f"{PLACE}.html", headers={"Accept": "text/turtle"}).text.startswith(
        "<!doctype html>"
    )


# ---------------------------------------------------------------------------------------------- addresses

ADDRESSED = """
<https://example.org/data/id/a.ttl> <http://example.org/p> "itself" .
<https://example.org/data/id/a> <http://example.org/p> "without" .
<https://example.org/data/id/%E4%B8%AD> <http://example.org/p> "escaped" .
<https://example.org/data/id/文> <http://example.org/p> "written" .
<https://example.org/data/id/a%2Fb/文> <http://example.org/p> "both" .
<https://example.org/data/id//x> <http://example.org/p> "two slashes" .
<https://example.org/data/id/%FF> <http://example.org/p> "no UTF-8" .
<https://w3id.org/uniongraph/scheme/s> <http://example.org/p> "ours" .
<http://elsewhere.example/thing> <http://example.org/p> "elsewhere" .
"""


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a server of another publisher's data, with IRIs of every spelling."""
    store = ox.Store()
    store.load(ADDRESSED, ox.RdfFormat.N_TRIPLES)
    with hosted(kept(store, tmp_path_factory.mktemp("publisher"))) as site:
        object.__setattr__(site.host.current, "base", "https://example.org/data/")
        yield site


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/id/a.ttl", "itself"),
        ("/id/a.ttl.nt", "itself"),
        ("/id/a.nt", "without"),
        ("/id/%E4%B8%AD.nt", "escaped"),
        ("/id/%E6%96%87.nt", "written"),
        ("/id/a%2Fb/%E6%96%87.nt", "both"),
        ("/id//x.nt", "two slashes"),
        ("/id/%FF.nt", "no UTF-8"),
        ("/scheme/s.nt", "ours"),
        ("/resource?format=nt&iri=http://elsewhere.example/thing", "elsewhere"),
        ("/resource?format=nt&iri=https://example.org/data/id/%25E4%25B8%25AD", "escaped"),
        ("/resource?format=nt&iri=https://example.org/data/id/%E6%96%87", "written"),
    ],
)
def test_an_iri_is_found_as_it_is_spelled(publisher: Site, path: str, value: str) -> None:
    """Below the base of another publisher; vocabulary keeps ours; what ends in a suffix is itself first."""
    response = send(publisher, "GET", path, headers={"Accept": "application/n-triples"})
    assert response.status_code == 200
    assert f'"{value}"' in response.text


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/id/%ZZ", 400, "begins no escape"),
        ("/id/%", 400, "begins no escape"),
        ("/id/%FF", 400, "not UTF-8"),
        ("/id/\xff", 400, "must be percent-encoded"),
        ("/id/%00", 404, "there is nothing at"),
        ("/id/%20%3C%3E", 404, "there is nothing at"),
        (f"/id/{'a' * 4_001}", 414, "longer than 4,000 characters"),
        (f"/{'../' * 50}etc/passwd", 404, "there is nothing at"),
        ("//id//x", 404, "there is nothing at"),
        ("//example.org/", 404, "there is nothing at"),
        (f"{PLACE}/", 404, "there is nothing at"),
        (f"{PLACE}.xyz", 404, "there is nothing at"),
        (f"{PLACE}.ttl.ttl", 404, "there is nothing at"),
        (".ttl", 400, ""),
        ("/.ttl", 404, "there is nothing at"),
        ("/resource", 400, "the IRI of the thing is missing"),
        ("/resource?iri=", 400, "the IRI of the thing is missing"),
        ("/resource?iri=abc", 400, "is no absolute IRI"),
        ("/resource?iri=http://a&iri=http://b", 400, "more than once"),
        ("/resource?iri=http://a/%00", 400, "is no absolute IRI"),
        (f"/resource?iri=http://a/{'a' * 4_001}", 414, "longer than 4,000 characters"),
        ("/resource?iri=http://nowhere.example/", 404, "nothing is known of <http://nowhere.example/>"),
        (f"/resource?format=png&iri={quote(WIKIDATA)}", 400, "format=png"),
    ],
)
def test_what_is_no_iri_of_the_data_is_told_plainly(site: Site, path: str, status: int, said: str) -> None:
    """A page with the right status and one sentence, as it was sent over the wire; never a fault."""
    request = f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
    reply = assaults.reply(site.port, request.encode("latin-1"))
    assert reply.status == status
    assert 'href="//' not in reply.body.decode()
    if said:
        assert said in reply.body.decode().replace("&lt;", "<").replace("&gt;", ">")


def test_foreign_things_have_their_page_and_files_at_resource(site: Site) -> None:
    """Those the data links to; their files are named by what gives them."""
    address = f"/resource?{urlencode({'iri': WIKIDATA})}"
    page = send(site, "GET", address, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert 'rel="canonical"' not in page.headers["link"] + page.text
    for alternate in re.findall(r'<([^>]+)>; rel="alternate"', page.headers["link"]):
        found = send(site, "GET", alternate)
        assert found.status_code == 200
        assert WIKIDATA in found.text.replace("\\/", "/")


@pytest.mark.parametrize(
    ("local", "astray"),
    [
        ("/evil.example/x", "//evil.example"),
        ("id/../../x", ".."),
        ("id/%2E%2e/x", "%2E%2e/x"),
        ("search", '"/search"'),
        ("static/style.css", '"/static/style.css.ttl"'),
    ],
)
def test_no_iri_of_the_data_leads_astray(tmp_path: Path, local: str, astray: str) -> None:
    """To another host, another path or another page: links and files go by /resource, and are answered there."""
    iri, other = f"{BASE}{local}", f"{BASE}id/other"
    store = ox.Store()
    store.load(f'<{other}> <http://e.example/p> <{iri}> .\n<{iri}> <http://e.example/p> "it" .', NT)
    with hosted(kept(store, tmp_path)) as site:
        pages = [
            send(site, "GET", f"/resource?{urlencode({'iri': each})}", headers={"Accept": "text/html"})
            for each in (other, iri)
        ]
        assert [each.status_code for each in pages] == [200, 200]
        assert f"/resource?{urlencode({'iri': iri})}" in pages[0].text
        for alternate in re.findall(r'<([^>]+)>; rel="alternate"', pages[1].headers["link"]):
            assert alternate.startswith("/resource?")
            assert send(site, "GET", alternate).status_code == 200
        links = re.findall(r'href=("[^"]*")', pages[0].text)
        assert not [
            each for each in links if astray in each and "/resource" not in each and each != '"/search"'
        ]


def test_a_host_that_is_none_is_no_link(tmp_path: Path) -> None:
    """An IRI may hold what no address may; the page that names it is a page all the same."""
    iri = f"{BASE}id/a"
    store = ox.Store()
    store.load(f"<{iri}> <http://e.example/p> <http://exa\uff03mple.com/x> .", NT)
    with hosted(kept(store, tmp_path)) as site:
        page = send(site, "GET", "/id/a", headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert 'href="http://exa' not in page.text


NT = ox.RdfFormat.N_TRIPLES

# ---------------------------------------------------------------------------------------------- withdrawn

BEFORE = """
<https://w3id.org/uniongraph/id/gone> <http://purl.org/dc/terms/isReplacedBy> <https://w3id.org/uniongraph/id/heir> <https://w3id.org/uniongraph/graph/g> .
<https://w3id.org/uniongraph/id/stays> <http://purl.org/dc/terms/title> "a"@en <https://w3id.org/uniongraph/graph/g> .
<https://w3id.org/uniongraph/id/withdrawn> <http://purl.org/dc/terms/title> "b"@en <https://w3id.org/uniongraph/graph/g> .
"""
AFTER = '<https://w3id.org/uniongraph/id/stays> <http://purl.org/dc/terms/title> "a"@en <https://w3id.org/uniongraph/graph/g> .'


def issue(root: Path, text: str) -> release.Release:
    """Publish statements as a release."""
    return release.publish(root, {"s": text.strip().encode() + b"\n"}, inputs=[], base=BASE)


def test_what_another_release_knew_is_gone(tmp_path: Path) -> None:
    """410 names the last release that had it and leads to what took its place; what none ever knew is not found."""
    before = issue(tmp_path, BEFORE)
    now = issue(tmp_path, AFTER)
    with hosted(now.store_folder()) as site:
        object.__setattr__(site.host.current, "elders", release.Elders(tmp_path, now.id))
        for path in ("/id/gone", "/id/gone.ttl", f"/resource?iri={BASE}id/gone"):
            response = send(site, "GET", path, headers={"Accept": "text/html"})
            assert response.status_code == 410
            assert before.id in response.text
            assert '<a href="/id/heir">' in response.text
        problem = send(site, "GET", "/id/gone", headers={"Accept": "application/json"}).json()
        assert (problem["lastRelease"], problem["replacedBy"]) == (before.id, f"{BASE}id/heir")
        withdrawn = send(site, "GET", "/id/withdrawn")
        assert (withdrawn.status_code, "etag" in withdrawn.headers) == (410, False)
        assert send(site, "GET", "/id/stays").status_code == 200
        assert send(site, "GET", "/id/never").status_code == 404
        release.prune(tmp_path, keep=0)
        assert send(site, "GET", "/id/gone").status_code == 404


# ---------------------------------------------------------------------------------------------- what pages say to programs


def script(page: httpx.Response) -> tuple[str, dict[str, Any]]:
    """Return the JSON-LD of a page, as it stands there and read."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    assert len(found) == 1
    return found[0], json.loads(found[0])


def test_header_and_head_lead_to_the_same_forms(site: Site) -> None:
    """Every format is an alternate of the page and of each file; the IRI itself is canonical."""
    page = send(site, "GET", PLACE, headers={"Accept": "text/html"})
    expected = [(f"{PLACE}{suffix}", TYPES[name]) for suffix, name in SUFFIXES.items()]
    in_head = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', page.text)
    assert [(address, kind) for kind, address in in_head] == expected
    assert f'<link rel="canonical" href="{DOCUMENT}">' in page.text
    for response in (page, send(site, "GET", f"{PLACE}.ttl")):
        link = response.headers["link"]
        assert re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', link) == expected
        assert f'<{DOCUMENT}>; rel="canonical"' in link
        assert f'<{PLACE}.ttl>; rel="describedby"; type="text/turtle"' in link
        assert response.headers["vary"].startswith("Accept, Accept-Language")


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("document", "DigitalDocument"),
        ("organization", "Organization"),
        ("case", "CreativeWork"),
        ("place", "AdministrativeArea"),
        ("concept", "DefinedTerm"),
        ("scheme", "DefinedTermSet"),
        ("catalog", "Dataset"),
        ("graph", "Dataset"),
        ("conferral", "Thing"),
        ("edition", "Thing"),
    ],
)
def test_a_page_says_its_thing_in_the_words_of_schema_org(site: Site, kind: str, type_: str) -> None:
    """By a class where one fits; every page is a Thing at least, and names the release that it is part of."""
    page = send(site, "GET", THINGS[kind].removeprefix(BASE.rstrip("/")), headers={"Accept": "text/html"})
    _, told = script(page)
    assert (told["@id"], told["@type"]) == (THINGS[kind], type_)
    assert any(each in json.dumps(told) for each in (RELEASE, published().id))


def test_a_document_names_its_issuer_and_number(site: Site) -> None:
    """As the paper has them."""
    _, told = script(send(site, "GET", PLACE, headers={"Accept": "text/html"}))
    assert told["identifier"] == "沪工总基〔2018〕133号"
    assert told["author"]["name"] == {"@language": "zh-hans", "@value": "上海市总工会"}


def test_a_case_names_what_it_was_given(site: Site) -> None:
    """By the tier that its conferral is in."""
    path = "/id/case/sh-grassroots-union-innovation/2017/top-ten/02-03"
    _, told = script(send(site, "GET", path, headers={"Accept": "text/html"}))
    assert told["award"] == ["2017年度上海市基层工会十大（类）创新案例奖"]


def test_markup_in_a_name_stays_text_in_the_data_block(tmp_path: Path) -> None:
    """No value ends the script, opens a comment or breaks a line of it."""
    evil = "</script><!--<script>&'\"\u2028\u2029"
    store = ox.Store()
    name = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    store.add(ox.Quad(ox.NamedNode(f"{BASE}id/evil"), name, ox.Literal(evil)))
    with hosted(kept(store, tmp_path)) as site:
        page = send(site, "GET", "/id/evil", headers={"Accept": "text/html"})
        text, told = script(page)
        assert told["name"] == evil
        assert not set(text) & set("<>&\u2028\u2029")
        assert "</script><!--" not in page.text
        cited = send(site, "GET", "/id/evil.csl.json").json()
        assert cited[0]["title"] == evil


# ---------------------------------------------------------------------------------------------- citations

DAY = "2026-11-28"


def cited(store: ox.Store, iri: str, language: str, day: str | None = DAY) -> citing.Citation:
    """Return how a thing is cited."""
    reader = things.Reader(store, ("zh-hans", "en"))
    thing = things.describe(reader, ox.NamedNode(iri), BASE)
    return citing.citation(
        thing, Frame(Addresses("", BASE), language, RELEASE, day=day, dataset=f"{BASE}id/catalog")
    )


@pytest.mark.parametrize(
    ("path", "language", "day", "expected"),
    [
        (
            "id/doc/hugongzongji-2018-133",
            "zh-Hans",
            DAY,
            "上海市总工会. 上海市总工会关于表彰2017年度上海市基层工会创新案例的决定[DS/OL]//表彰决定知识图谱. "
            f"发布版本 {RELEASE}. [{DAY}]. {DOCUMENT}.",
        ),
        (
            "id/doc/hugongzongji-2018-133",
            "en",
            None,
            "上海市总工会. 上海市总工会关于表彰2017年度上海市基层工会创新案例的决定[DS/OL]//uniongraph: award decisions. "
            f"Release {RELEASE}. [date of access]. {DOCUMENT}.",
        ),
        (
            "id/place/cn-310151",
            "zh-Hans",
            None,
            f"崇明区[DS/OL]//表彰决定知识图谱. 发布版本 {RELEASE}. [访问日期]. {BASE}id/place/cn-310151.",
        ),
        (
            "ontology",
            "en",
            DAY,
            f"工会表彰文件本体[DS/OL]//uniongraph: award decisions. Release {RELEASE}. [{DAY}]. {BASE}ontology.",
        ),
    ],
)
def test_a_thing_is_cited_by_the_standard(
    store: ox.Store, path: str, language: str, day: str | None, expected: str
) -> None:
    """GB/T 7714—2015 in both languages; who reads a page without a day fills it in."""
    assert cited(store, f"{BASE}{path}", language, day).standard == expected


def test_a_decision_is_cited_itself(store: ox.Store) -> None:
    """With its issuer and number; its date is told where the data has one, and other things are no documents."""
    title = "上海市总工会关于表彰2017年度上海市基层工会创新案例的决定"
    assert cited(store, DOCUMENT, "en").decision == f"上海市总工会. {title}: 沪工总基〔2018〕133号[Z]."
    assert cited(store, f"{BASE}id/place/cn-310151", "en").decision is None


@pytest.mark.parametrize(
    ("authors", "language", "said"),
    [
        ((), "zh-Hans", ""),
        (("甲",), "zh-Hans", "甲. "),
        (("甲", "乙", "丙"), "zh-Hans", "甲，乙，丙. "),
        (("甲", "乙", "丙", "丁"), "zh-Hans", "甲，乙，丙，等. "),
        (("甲", "乙", "丙", "丁"), "en", "甲, 乙, 丙, et al. "),
    ],
)
def test_of_many_issuers_three_are_named(authors: tuple[str, ...], language: str, said: str) -> None:
    """As the standard has it."""
    found = citing.Citation(
        "k", "http://a/", Words("题"), "集", "r", language, None, authors, None, "2019-03-08", True
    )
    assert found.decision == f"{said}题[Z]. 2019-03-08."


def test_bibtex_takes_every_character() -> None:
    """What means something to BibTeX is escaped; a line end is a blank."""
    title = Words("50%_a & {b} #1 $x\\y~z^\n结", "zh")
    found = citing.Citation("k", "http://a/{b}", title, "集", "r", "zh-Hans", DAY).bibtex
    assert (
        r"title = {{50\%\_a \& \{b\} \#1 \$x\textbackslash{}y\textasciitilde{}z\textasciicircum{} 结}}"
        in found
    )
    assert "url = {http://a/%7Bb%7D}" in found
    assert f"urldate = {{{DAY}}}" in found


@pytest.mark.parametrize("suffix", CITATIONS)
def test_citations_are_files_too(site: Site, suffix: str) -> None:
    """With the release, the day of the request, and of a document the decision itself."""
    response = send(site, "GET", f"{PLACE}{suffix}")
    assert response.status_code == 200
    assert f'filename="hugongzongji-2018-133{suffix}"' in response.headers["content-disposition"]
    assert all(each in response.text for each in (RELEASE, DOCUMENT, "上海市总工会", "沪工总基〔2018〕133号"))
    if suffix == ".csl.json":
        data, itself = response.json()
        assert (data["type"], itself["type"]) == ("dataset", "document")
        assert len(data["accessed"]["date-parts"][0]) == 3


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_page_says_how_to_cite_and_reuse(site: Site, language: str) -> None:
    """The citation, every download, the licence, the query; each of them leads somewhere."""
    page = send(site, "GET", PLACE, headers={"Accept": "text/html", "Accept-Language": language})
    assert "[DS/OL]//" in page.text
    assert "https://creativecommons.org/licenses/by/4.0/" in page.text
    aside = page.text.partition('<aside class="beside"')[2].partition("</aside>")[0]
    local = [each.replace("&amp;", "&") for each in re.findall(r'href="(/[^"]*)"', aside)]
    assert len(local) == len(SUFFIXES) + len(CITATIONS) + 2
    for address in local:
        assert send(site, "GET", address).status_code == 200, address


def test_a_view_without_a_day_is_the_same_every_day(store: ox.Store) -> None:
    """What a static site is made of: no clock."""
    view = View("thing", DOCUMENT, "zh-Hans", BASE, RELEASE)
    assert "[访问日期]" in render(store, view)
    assert render(store, view) == render(store, view)


class _Tomorrow(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> _Tomorrow:
        return cls(2099, 12, 31, tzinfo=tz)


def test_what_is_cited_today_is_not_sent_tomorrow(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is part of what is kept and of the tag; the answer to a query keeps its own."""
    paths = (PLACE, f"{PLACE}.bib", f"/resource?iri={quote(DOCUMENT)}", "/sparql?query=ASK%7B%7D")
    before = {path: send(site, "GET", path).headers["etag"] for path in paths}
    monkeypatch.setattr(records, "datetime", _Tomorrow)
    after = {path: send(site, "GET", path, headers={"If-None-Match": tag}) for path, tag in before.items()}
    assert [after[path].status_code for path in paths] == [200, 200, 200, 304]
    assert all("2099-12-31" in after[path].text for path in paths[:3])


def test_things_are_counted_under_one_name(site: Site) -> None:
    """However many there are; what is not found counts as none."""
    for path in (PLACE, f"{PLACE}.ttl", f"{PLACE}.ttl", "/id/none"):
        send(site, "GET", path)
    text = send(site, "GET", "/metrics").text
    routes = set(re.findall(r'uniongraph_requests_total\{method="GET",route="([^"]+)"', text))
    assert {"things", "none", "/resource"} >= {each for each in routes if not each.startswith("/")}
    assert "things" in routes
    assert not any("hugongzongji" in each for each in routes)
