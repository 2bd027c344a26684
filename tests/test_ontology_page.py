"""The ontology as a page: all that a documentation made by pyLODE tells of a term, where it is used, and no script."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, Namespace, URIRef

from hosting import Site, hosted, send
from published import published
from uniongraph import files, release
from uniongraph.pages import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

UG = Namespace("https://w3id.org/uniongraph/ontology#")
ONTOLOGY = URIRef("https://w3id.org/uniongraph/ontology")
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)


@cache
def source() -> rdflib.Graph:
    """Return the ontology as its file has it."""
    return rdflib.Graph().parse(files.folder("ontology") / "uniongraph.ttl")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Give a server of the shipped decision that knows its numbers."""
    found = published()
    with hosted(found.store_folder(), facts=release.facts(found.manifest, found.particulars())) as running:
        yield running


@pytest.fixture(scope="module")
def page(site: Site) -> str:
    """Give the page in English."""
    got = send(site, "GET", "/ontology?lang=en", headers={"Accept": "text/html"})
    assert got.status_code == 200
    return got.text


def articles(page: str) -> dict[str, str]:
    """Return what the page says of each term, by its local name."""
    return dict(re.findall(r'<article class="term" id="([^"]+)">(.*?)</article>', page, re.DOTALL))


def local(iri: object) -> str:
    return str(iri).rpartition("#")[2]


def terms() -> set[str]:
    return {
        local(each)
        for kind in (OWL.Class, RDFS.Datatype, *PROPERTIES)
        for each in source().subjects(RDF.type, kind)
    }


def leads(article: str, iri: object) -> bool:
    """Tell whether an article leads to a term."""
    return f'title="{iri}"' in unescape(article)


def test_every_term_is_there_once_and_in_the_table_of_contents(page: str) -> None:
    """Under an anchor of its name, to which the contents lead."""
    assert articles(page).keys() == terms()
    contents = page[
        page.index('<nav class="contents"') : page.index("</nav>", page.index('<nav class="contents"'))
    ]
    assert set(re.findall(r'href="#([^"]+)"', contents)) >= terms() | {"namespaces", "classes"}
    assert len(re.findall(r'id="([^"]+)"', page)) == len(set(re.findall(r'id="([^"]+)"', page)))


@pytest.mark.parametrize(
    "name", [RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf, OWL.disjointWith]
)
def test_terms_lead_to_each_other_both_ways(page: str, name: URIRef) -> None:
    """What is above and below a term, what things of a class have, and where they are values."""
    found = articles(page)
    for one, other in source().subject_objects(name):
        assert leads(found[local(one)], other), (one, name, other)
        is_told_back = name in {RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range}
        if is_told_back and str(other).startswith(str(UG)) and local(other) in found and one != other:
            assert leads(found[local(other)], one), (other, "of", one)


def test_every_term_says_what_sort_it_is(page: str) -> None:
    """Class, property of things or of words, and what else is known of it (functional, transitive)."""
    for name, article in articles(page).items():
        for kind in source().objects(UG[name], RDF.type):
            assert leads(article, kind), (name, kind)


def test_every_definition_is_read(page: str) -> None:
    """In the language of the page, with the notes on scope."""
    found = articles(page)
    for name in (URIRef("http://www.w3.org/2004/02/skos/core#definition"), RDFS.label):
        for one, words in source().subject_objects(name):
            if isinstance(words, rdflib.Literal) and words.language == "en" and one != ONTOLOGY:
                assert str(words) in unescape(re.sub("<[^>]+>", "", found[local(one)])), one


def test_how_often_a_term_is_used_is_counted_and_shown_by_an_example(page: str) -> None:
    """Things of a class, statements with a property; each that is used has an example that is true."""
    store, found = published().open_store(), articles(page)
    triples = {quad.triple for quad in published().quads()}
    for name, article in found.items():
        term = ox.NamedNode(str(UG[name]))
        number = sum(t.predicate == term for t in triples) or len(
            {t.subject for t in triples if t.object == term and t.predicate.value == str(RDF.type)}
        )
        assert (">in the data<" in article) == (">for example<" in article) == bool(number), name
        if number:
            assert re.search(rf">?{number:,} (things|statements)<", article), (name, number)
    example = re.search(r'>for example<.*?title="([^"]+)"', found["Case"], re.DOTALL)
    assert example
    assert any(store.quads_for_pattern(ox.NamedNode(unescape(example[1])), None, ox.NamedNode(str(UG.Case))))


def test_the_namespaces_are_told_with_their_prefixes(page: str) -> None:
    """Of all that the ontology speaks of, under the prefixes of its file."""
    table = page[page.index('id="namespaces"') :]
    said = dict(re.findall(r"<tr><td><code>([^<]+)</code></td><td><code>([^<]+)</code></td></tr>", table))
    assert said["ug"] == str(UG)
    declared = {prefix: str(name) for prefix, name in source().namespaces()}
    assert {prefix: said[prefix] for prefix in said if prefix in declared} == {
        prefix: declared[prefix] for prefix in said if prefix in declared
    }
    assert {"owl", "rdfs", "skos", "prov", "bibo", "org"} <= said.keys()
    assert "<td></td>" not in table
    assert said.items() <= wording.NAMESPACES.items()


def test_what_the_ontology_says_of_itself_is_there(page: str) -> None:
    """Titles, description, licence, version and the address of the version, a citation."""
    for each in ("uniongraph ontology", "工会表彰文件本体", "0.1.0", "https://w3id.org/uniongraph/ontology/0.1.0",
                 "https://creativecommons.org/licenses/by/4.0/", "BibTeX"):  # fmt: skip
        assert each in page


@pytest.mark.parametrize(
    ("ending", "form"), [(".ttl", "turtle"), (".jsonld", "json-ld"), (".nt", "nt"), (".rdf", "xml")]
)
def test_it_is_had_whole_in_every_format(site: Site, page: str, ending: str, form: str) -> None:
    """From links on the page: every statement of the file."""
    assert f'href="/ontology{ending}"' in page
    got = rdflib.Graph().parse(data=send(site, "GET", f"/ontology{ending}").content, format=form)
    assert folded(source()) - folded(got) == set()


def folded(graph: rdflib.Graph) -> set[tuple[str, ...]]:
    """Return statements with the tags of languages in small letters, as the store keeps them."""
    return {(str(s), str(p), str(o), (getattr(o, "language", None) or "").lower()) for s, p, o in graph}


def test_no_script_is_needed(page: str) -> None:
    """None is there but the data for search engines."""
    assert {*re.findall(r"<script[^>]*>", page)} <= {'<script type="application/ld+json">'}


def test_the_catalogue_and_the_home_page_tell_search_engines_of_the_dataset(site: Site) -> None:
    """The same as the file does, on a page each."""
    told = send(site, "GET", "/dataset.jsonld").json()
    for path in ("/", "/id/catalog"):
        text = send(site, "GET", path, headers={"Accept": "text/html"}).text
        (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        assert json.loads(script) == told
