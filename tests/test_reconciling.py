"""Reconciliation without HTTP: what is read of a request, how values are told, and names and identifiers of any characters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hosting import BASE, Site, hosted, kept, send
from reconciled import faults
from uniongraph import labels, matching
from uniongraph.errors import ParameterError
from uniongraph.iris import ONTOLOGY, PREFIXES, term
from uniongraph.labels.making import make
from uniongraph.reconciling import Desk, asked, extending
from uniongraph.reconciling.asked import Entity, Given, Query
from uniongraph.things import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# ---------------------------------------------------------------------------------------------- requests


@pytest.mark.parametrize(
    ("sent", "query"),
    [
        ({"query": " 上海市总工会 "}, Query("queries.q", "上海市总工会")),
        ({"query": "a", "type": "Case"}, Query("queries.q", "a", ("Case",))),
        (
            {"query": "a", "type": ["Case", "Person"], "type_strict": "all"},
            Query("queries.q", "a", ("Case", "Person"), "all"),
        ),
        ({"query": "a", "limit": 3}, Query("queries.q", "a", limit=3)),
        ({"query": "a", "limit": 3.0}, Query("queries.q", "a", limit=3)),
        (
            {"properties": [{"pid": "p", "v": "x"}]},
            Query("queries.q", given=(Given("p", ("x",)),)),
        ),
        (
            {"properties": [{"pid": "p", "v": ["x", 1, 2.5, True, {"id": "i", "name": "n"}, " "]}]},
            Query("queries.q", given=(Given("p", ("x", 1, 2.5, True, Entity("i"))),)),
        ),
        ({"query": "a", "properties": []}, Query("queries.q", "a")),
    ],
)
def test_a_query_is_read_as_it_is_meant(sent: dict[str, Any], query: Query) -> None:
    """A type may stand alone or in a list, a number be written with a point, blanks around a text are none of it."""
    assert asked.batch(json.dumps({"q": sent})) == {"q": query}


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("id", "name", "pid", "v")), inner, max_size=3)
    ),
    max_leaves=6,
)
_QUERIES = st.dictionaries(
    st.sampled_from(("query", "type", "limit", "properties", "type_strict", "x")), _VALUES
)


def refusal(read: Callable[[str], object], text: str) -> ParameterError | None:
    """Return how a text is refused, None where it is read."""
    try:
        read(text)
    except ParameterError as error:
        return error
    return None


@given(st.dictionaries(st.text(max_size=3), _QUERIES | _VALUES, max_size=3))
def test_what_is_read_is_valid_and_all_else_is_refused_by_its_place(sent: dict[str, Any]) -> None:
    """Whatever JSON is sent: it is a valid batch by the specification's schema, or a sentence says where it is none."""
    refused = refusal(asked.batch, json.dumps(sent))
    if refused is None:
        assert faults("reconciliation-query-batch", sent) == []
    else:
        assert refused.parameter.startswith("queries")
        assert refused.message


@given(_VALUES)
def test_whatever_an_extension_sets_is_read_or_refused_by_its_place(value: Any) -> None:  # noqa: ANN401 (JSON)
    """A list in place of a yes or a number among them."""
    for settings in ({"count": value}, {"limit": value}, value):
        sent = {"ids": [], "properties": [{"id": "gbCode", "settings": settings}]}
        refused = refusal(asked.extension, json.dumps(sent))
        assert refused is None or refused.parameter.startswith("extend")


@given(st.text())
def test_no_text_crashes_what_reads_it(text: str) -> None:
    """As a batch, a single query, an extension: it is read, or refused by its place."""
    for read in (asked.batch, asked.one, asked.extension):
        refused = refusal(read, text)
        assert refused is None or refused.parameter


# ---------------------------------------------------------------------------------------------- values


def desk(store: ox.Store) -> Desk:
    """Return a desk over a store, without indexes."""
    return Desk(Reader(store, ("zh-hans", "en")), BASE, "zh-Hans")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (ox.Literal("徐汇区", language="zh-hans"), {"str": "徐汇区"}),
        (ox.Literal("310104"), {"str": "310104"}),
        (ox.Literal("7", datatype=term("xsd:integer")), {"int": 7}),
        (ox.Literal("2017", datatype=term("xsd:gYear")), {"int": 2017}),
        (ox.Literal("0.95", datatype=term("xsd:decimal")), {"float": 0.95}),
        (ox.Literal("NaN", datatype=term("xsd:double")), {"str": "NaN"}),
        (ox.Literal("seven", datatype=term("xsd:integer")), {"str": "seven"}),
        (ox.Literal("2018-04-20", datatype=term("xsd:date")), {"date": "2018-04-20T00:00:00Z"}),
        (ox.Literal("2018-04-20+08:00", datatype=term("xsd:date")), {"str": "2018-04-20+08:00"}),
        (ox.Literal("true", datatype=term("xsd:boolean")), {"str": "true"}),
        (
            ox.NamedNode(f"{BASE}id/place/cn-310104"),
            {"id": "place/cn-310104", "name": f"{BASE}id/place/cn-310104"},
        ),
        (
            ox.NamedNode("http://www.wikidata.org/entity/Q57002"),
            {"str": "http://www.wikidata.org/entity/Q57002"},
        ),
    ],
)
def test_a_value_is_told_in_the_format_s_own_kinds(
    value: ox.NamedNode | ox.Literal, told: dict[str, Any]
) -> None:
    """What it has no kind for is a text, as it stands; no zone is added to a day but that of the format."""
    found = extending.told(desk(ox.Store()), value)
    assert found == told
    assert faults("data-extension-response", {"meta": [], "rows": {"x": {"p": [found]}}}) == []


# ---------------------------------------------------------------------------------------------- any characters

ODD = {
    f"{BASE}id/org/上海": "上海<b>第一</b>厂工会",
    f"{BASE}id/org/a%20b": "行\u2028分隔\u2029符厂工会",
    f"{BASE}id/org/a+b&c=d": "</script><script>alert(1)</script>",
    f"{BASE}id/org/q'(x)": "“引号”与\\反斜线厂工会",
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a server of organizations whose names and IRIs have all that an answer must write with care."""
    store, folder = ox.Store(), tmp_path_factory.mktemp("odd")
    for iri, name in ODD.items():
        for kind in ("Organization", "UnionOrganization"):
            store.add(ox.Quad(ox.NamedNode(iri), term("rdf:type"), ox.NamedNode(f"{ONTOLOGY}{kind}")))
        called = ox.NamedNode(f"{PREFIXES['skos']}prefLabel")
        store.add(ox.Quad(ox.NamedNode(iri), called, ox.Literal(name, language="zh-hans")))
    make(store, labels.file(folder))
    matching.make(matching.of_release(store), matching.file(folder)).close()
    with hosted(kept(store, folder), derived=folder, union=False) as site:
        yield site


@pytest.mark.parametrize(("iri", "name"), ODD.items())
def test_any_name_and_any_identifier_come_through(odd: Site, iri: str, name: str) -> None:
    """Found by name, by identifier and by IRI; its view, its preview and its flyout are there by the identifier, encoded."""
    id_ = iri.removeprefix(f"{BASE}id/")
    queries = {"q0": {"query": name}, "q1": {"query": id_}, "q2": {"query": iri}}
    found = send(odd, "POST", "/reconcile", data={"queries": json.dumps(queries)}).json()
    assert [found[each]["result"][0]["id"] for each in queries] == [id_] * 3
    assert found["q0"]["result"][0]["name"] == name
    manifest = send(odd, "GET", "/reconcile").json()
    for template in (manifest["view"]["url"], manifest["preview"]["url"]):
        path = template.removeprefix(f"http://127.0.0.1:{odd.port}").replace("{{id}}", quote(id_, safe=""))
        response = send(odd, "GET", path, headers={"Accept": "text/html"})
        assert response.status_code == 200, path
        assert "<script>alert" not in response.text
        assert "<b>" not in response.text
    flyout = send(odd, "GET", f"/reconcile/flyout/entity?id={quote(id_, safe='')}").json()
    assert flyout["id"] == id_
    assert "<script>" not in flyout["html"]
    assert "<b>" not in flyout["html"]
    suggested = send(odd, "GET", f"/reconcile/suggest/entity?prefix={quote(id_, safe='')}").json()
    assert [each["id"] for each in suggested["result"]] == [id_]


def test_a_script_has_no_line_ends_of_its_own(odd: Site) -> None:
    """What JSON may hold as it is and a script may not is escaped in it."""
    name = ODD[f"{BASE}id/org/a%20b"]
    script = send(odd, "GET", f"/reconcile?query={quote(name)}&callback=f").text
    assert "\u2028" not in script
    assert "\u2029" not in script
    assert json.loads(script.removeprefix("/**/f(").removesuffix(");"))["result"][0]["name"] == name
