"""The JSON-LD context and the JSON Schemas of its files: served for good, and true of everything in the shipped release."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pyoxigraph as ox
import pytest
import rdflib

from everything import Whole, everything
from hosting import Site, hosted, send
from published import published
from uniongraph import builder, release
from uniongraph.pages import written
from uniongraph.sparql import Limits
from uniongraph.things import Reader, frames

if TYPE_CHECKING:
    from collections.abc import Iterator

A = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
CASES = Path(__file__).parent / "cases"
SAMPLE = 12
ABSENT = {"Application"}
"""Classes that things are said to be of and nothing here is: applications are only counted."""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Give a server of the shipped decision."""
    found = published()
    with hosted(found.store_folder(), facts=release.facts(found.manifest)) as running:
        yield running


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """Give a release with a thing of every kind."""
    with everything(tmp_path_factory.mktemp("whole")) as found:
        yield found


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """Give what several documents say that act on each other."""
    texts = sorted(CASES.glob("corpus-*/source.txt"))
    return builder.build(texts, output=tmp_path_factory.mktemp("corpus")).release.open_store()


@cache
def iris_of_classes() -> dict[str, str]:
    """Return the IRI of each class that has a schema, as an independent reader of the context expands it."""
    graph = rdflib.Graph()
    data = {
        **json.loads(frames.context()),
        "@graph": [{"id": f"x:{name}", "type": name} for name in frames.classes()],
    }
    graph.parse(data=json.dumps(data), format="json-ld")
    return {str(s).removeprefix("x:"): str(o) for s, o in graph.subject_objects(rdflib.RDF.type)}


def check(name: str, iri: str, store: ox.Store) -> dict[str, Any]:
    """See that the file about a thing keeps to the schema of a class, and return it."""
    told: dict[str, Any] = json.loads(
        written.statements(Reader(store, ("zh-hans", "en")), iri, "jsonld", Limits()).text
    )
    validator = jsonschema.Draft202012Validator(frames.schema(name))
    assert [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(told)] == [], iri
    return told


def test_every_schema_is_one() -> None:
    """By the meta-schema of its dialect; each has an address of its own."""
    for name in frames.classes():
        jsonschema.Draft202012Validator.check_schema(frames.schema(name))
    assert len({frames.schema(name)["$id"] for name in frames.classes()}) == len(frames.classes())


@pytest.mark.parametrize("name", frames.classes())
def test_what_is_said_of_things_of_a_class_is_as_its_schema_says(
    name: str, whole: Whole, corpus: ox.Store
) -> None:
    """Of the first of each class in the shipped release, in one with a thing of every kind, and in one with later acts."""
    seen = 0
    for store in (published().open_store(), whole.store, corpus):
        subjects = store.quads_for_pattern(None, A, ox.NamedNode(iris_of_classes()[name]))
        found = dict.fromkeys(
            quad.subject.value for quad in subjects if isinstance(quad.subject, ox.NamedNode)
        )
        for iri in list(found)[:SAMPLE]:
            check(name, iri, store)
            seen += 1
    assert seen or name in ABSENT, f"no release here has a {name}"


def test_the_classes_of_the_data_have_schemas() -> None:
    """All of ours that the shipped release has things of."""
    ours = "https://w3id.org/uniongraph/ontology#"
    used = {iri for iri in published().manifest.counts.classes if iri.startswith(ours)}
    assert used <= set(iris_of_classes().values())


def test_a_schema_would_see_what_is_wrong() -> None:
    """A case without a name, a name that is a list, a key that nobody knows."""
    store = published().open_store()
    case = next(store.quads_for_pattern(None, A, ox.NamedNode("https://w3id.org/uniongraph/ontology#Case")))
    assert isinstance(case.subject, ox.NamedNode)
    told = check("Case", case.subject.value, store)
    validator = jsonschema.Draft202012Validator(frames.schema("Case"))
    (place,) = [n for n, each in enumerate(told["@graph"]) if each["id"] == case.subject.value]
    for change in ({"prefLabel": None}, {"prefLabel": ["x"]}, {"colour": ["x"]}, {"id": 1}, {"type": "Case"}):
        node = {key: value for key, value in {**told["@graph"][place], **change}.items() if value is not None}
        other = {**told, "@graph": [*told["@graph"][:place], node, *told["@graph"][place + 1 :]]}
        assert not validator.is_valid(other), change


def test_each_file_names_things_as_the_published_context_does() -> None:
    """What a file says of its names in its own context is what the published one says: read with either, it is the same."""
    store = published().open_store()
    published_context = json.loads(frames.context())["@context"]
    for name, kind in list(iris_of_classes().items()):
        quad = next(store.quads_for_pattern(None, A, ox.NamedNode(kind)), None)
        if quad is None or not isinstance(quad.subject, ox.NamedNode):
            continue
        told = check(name, quad.subject.value, store)
        own, by_reference = rdflib.Graph(), rdflib.Graph()
        own.parse(data=json.dumps(told), format="json-ld")
        by_reference.parse(data=json.dumps({**told, "@context": published_context}), format="json-ld")
        assert set(own) == set(by_reference)


# ---------------------------------------------------------------------------------------------- served


def test_the_context_is_served_for_good(site: Site) -> None:
    """A version under its own address, for everybody and for ever; the latest under one that leads to it."""
    versioned = send(site, "GET", f"/{frames.CONTEXT}")
    latest = send(site, "GET", "/context.jsonld")
    for got in (versioned, latest):
        assert (got.status_code, got.headers["content-type"]) == (200, "application/ld+json")
        assert got.headers["access-control-allow-origin"] == "*"
        assert got.content == frames.context()
    assert "immutable" in versioned.headers["cache-control"]
    assert "immutable" not in latest.headers["cache-control"]
    assert latest.headers["link"] == f'</{frames.CONTEXT}>; rel="latest-version"'
    assert send(site, "GET", "/context/99.jsonld").status_code == 404
    assert send(site, "OPTIONS", f"/{frames.CONTEXT}", headers={
        "Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}).status_code == 200  # fmt: skip


def test_the_schemas_are_served_for_good(site: Site) -> None:
    """From their list to each, in the media type of schemas; what is none is not there."""
    listed = send(site, "GET", "/schema").json()
    assert listed["context"] == f"/{frames.CONTEXT}"
    assert tuple(listed["schemas"]) == frames.classes()
    for name, address in listed["schemas"].items():
        got = send(site, "GET", address)
        assert got.headers["content-type"] == "application/schema+json"
        assert "immutable" in got.headers["cache-control"]
        assert got.json() == frames.schema(name)
    for path in (
        "/schema/1/Nothing.json",
        "/schema/2/Case.json",
        "/schema/1/Case",
        "/schema/1/..%2f..%2fx.json",
    ):
        assert send(site, "GET", path).status_code == 404
