"""The interface as it describes itself, and that it is so: lists, sources, and parameters that do not fit."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from hosting import RELEASE, Site, hosted, send
from published import published
from uniongraph import files, queries, sparql
from uniongraph.queries import Query
from uniongraph.server import app, openapi

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIPPED = queries.load(files.folder("queries"))
PARAMETERS = [(query.name, each.name) for query in SHIPPED.values() for each in query.parameters]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Give a server of the shipped decision with the shipped queries."""
    with hosted(published().store_folder(), SHIPPED) as site:
        yield site


@pytest.fixture(scope="module")
def document(site: Site) -> dict[str, Any]:
    """Give the document as it is served."""
    response = send(site, "GET", "/openapi.json")
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    found: dict[str, Any] = response.json()
    return found


# ---------------------------------------------------------------------------------------------- the document


def test_the_document_is_valid_and_the_same_each_time(site: Site, document: dict[str, Any]) -> None:
    """OpenAPI 3.1 by its validator; byte for byte the same; Chinese stands in it as Chinese."""
    OpenAPIV31SpecValidator(document).validate()
    assert document["openapi"].startswith("3.1.")
    assert document["info"]["x-release"] == RELEASE
    text = send(site, "GET", "/openapi.json?again").text
    assert text == send(site, "GET", "/openapi.json").text
    assert "申报渠道与获奖比例 · Channels, applications and the share honoured" in text
    assert "\\u" not in text


def test_every_route_is_described(site: Site, document: dict[str, Any]) -> None:
    """Each route of the application with its methods, each prepared query at an address of its own."""
    application = app.create(site.host)
    for route in application.routes:
        methods = getattr(route, "methods", None)
        path = re.sub(r"\{(\w+):\w+\}", r"{\1}", getattr(route, "path", ""))
        if methods and path != "/queries/{name}":
            described = {each.upper() for each in document["paths"][path]}
            assert described == methods - {"HEAD", "OPTIONS"}
    assert {f"/queries/{name}" for name in SHIPPED} <= document["paths"].keys()
    operations = [each["operationId"] for path in document["paths"].values() for each in path.values()]
    assert len(set(operations)) == len(operations)


@pytest.mark.parametrize("query", SHIPPED.values(), ids=SHIPPED)
def test_a_query_is_described_as_its_header_says(document: dict[str, Any], query: Query) -> None:
    """In both languages, with its parameters, the formats of its answers, and what may go wrong as a problem."""
    said = document["paths"][f"/queries/{query.name}"]["get"]
    assert all(text in said["summary"] for text in query.summary.values())
    assert all(text in said["description"] for text in query.description.values())
    assert said["tags"] == list(query.tags)
    own = {each["name"]: each for each in said["parameters"] if "name" in each}
    assert own.keys() == {each.name for each in query.parameters}
    for each in query.parameters:
        assert all(text in own[each.name]["description"] for text in each.summary.values())
        assert str(own[each.name]["example"]) == each.example
        assert own[each.name]["required"] == each.required
    shared = [each["$ref"].rpartition("/")[2] for each in said["parameters"] if "$ref" in each]
    assert shared == ["table", "timeout", "limit", "offset"]
    types = said["responses"]["200"]["content"]
    assert {each.media_type for each in sparql.RESULTS.values()} <= types.keys()
    assert {"text/html", "application/sparql-query"} <= types.keys()
    for status in ("400", "406", "503", "504"):
        name = said["responses"][status]["$ref"].rpartition("/")[2]
        assert "application/problem+json" in document["components"]["responses"][name]["content"]


def test_a_concept_is_one_of_its_scheme(document: dict[str, Any]) -> None:
    """The keys of the release are listed; a default is told; a number is a number."""

    def schema(path: str, name: str) -> dict[str, Any]:
        said = document["paths"][path]["get"]["parameters"]
        found: dict[str, Any] = next(each["schema"] for each in said if each.get("name") == name)
        return found

    kind = schema("/queries/winners", "kind")
    assert {"special", "main"} <= set(kind["enum"])
    assert kind["enum"] == sorted(kind["enum"])
    assert kind["default"] == "special"
    assert schema("/queries/review-first", "below")["default"] == 90
    assert re.fullmatch(schema("/queries/winners", "year")["pattern"], "2017")
    division = re.compile(schema("/queries/awards-in-division", "division")["pattern"])
    assert [bool(division.search(each)) for each in ("310104", "310104003", "3101", "xyz")] == [1, 1, 0, 0]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/graphs?default", 200),
        ("GET", "/graphs?graph=urn:none", 404),
        ("GET", "/graphs?format=turtle", 406),
        ("GET", "/graphs?graph=none", 400),
        ("PUT", "/graphs", 405),
        ("POST", "/sparql", 415),
        ("PUT", "/sparql", 405),
        ("GET", "/.well-known/void", 404),
        ("GET", "/.well-known/void?format=json", 404),
        ("GET", "/.well-known/void?format=csv", 406),
        ("GET", "/queries?format=html", 200),
        ("GET", "/queries?format=csv", 400),
        ("GET", "/reconcile", 200),
        ("GET", "/reconcile?callback=f", 200),
        ("GET", "/reconcile?queries=%5B", 400),
        ("GET", "/reconcile?query=x", 503),
        ("POST", "/reconcile", 415),
        ("GET", "/reconcile/suggest/type?prefix=a", 200),
        ("GET", "/reconcile/flyout/entity?id=none", 404),
        ("GET", "/reconcile/preview?id=place/cn-310104", 200),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/metrics", 200),
        ("GET", "/openapi.json", 200),
        ("GET", "/", 200),
    ],
)
def test_statuses_and_types_are_those_that_are_described(
    site: Site, document: dict[str, Any], method: str, path: str, status: int
) -> None:
    """Whatever a server answers, the document has it: the status, and what comes with it."""
    response = send(site, method, path)
    assert response.status_code == status
    operations = document["paths"][path.partition("?")[0]]
    said = (operations.get(method.lower()) or operations["get"])["responses"][str(status)]
    if "$ref" in said:
        said = document["components"]["responses"][said["$ref"].rpartition("/")[2]]
    assert response.headers["content-type"].partition(";")[0] in said["content"]


def test_the_endpoint_and_the_graphs_are_described_whole(document: dict[str, Any]) -> None:
    """Their parameters, and every status that their handlers answer with."""
    graphs = document["paths"]["/graphs"]["get"]
    assert [each.get("name") for each in graphs["parameters"]] == ["graph", "default", "format", None]
    assert {"400", "403", "404", "405", "406", "503", "504"} <= graphs["responses"].keys()
    endpoint = document["paths"]["/sparql"]
    assert {"400", "403", "405", "406", "414", "504"} <= endpoint["get"]["responses"].keys()
    assert {"400", "403", "405", "406", "413", "415"} <= endpoint["post"]["responses"].keys()


def test_the_document_knows_where_it_is_mounted() -> None:
    """Addresses begin with the path the application is mounted at."""
    found = openapi.described(SHIPPED, {}, root="/kg", release="r")
    assert found["servers"] == [{"url": "/kg"}]


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_examples_are_answered(site: Site, document: dict[str, Any], name: str, parameter: str) -> None:
    """What the document gives as an example is a value that the server takes."""
    said = document["paths"][f"/queries/{name}"]["get"]["parameters"]
    required = {each["name"]: each["example"] for each in said if each.get("required")}
    example = next(each["example"] for each in said if each.get("name") == parameter)
    address = f"/queries/{name}?{urlencode({**required, parameter: example})}"
    assert send(site, "GET", address).status_code == 200


# ---------------------------------------------------------------------------------------------- list and source


def test_the_list_is_json_and_a_page_for_browsers(site: Site) -> None:
    """With all that a client needs to ask; addresses that lead somewhere."""
    response = send(site, "GET", "/queries")
    assert response.headers["content-type"] == "application/json"
    found = response.json()
    assert found["release"] == RELEASE
    assert [each["name"] for each in found["queries"]] == list(SHIPPED)
    winners = next(each for each in found["queries"] if each["name"] == "winners")
    kind, year = winners["parameters"]
    assert (kind["type"], kind["scheme"], kind["default"]) == ("concept", "tier-kind", "special")
    assert (year["type"], "default" in year, year["required"]) == ("year", False, False)
    assert winners["formats"] == ["json", "xml", "csv", "tsv"]
    assert send(site, "GET", winners["href"]).status_code == 200
    assert send(site, "GET", winners["source"]).text == SHIPPED["winners"].text
    assert send(site, "GET", found["openapi"]).status_code == 200
    for address, accept in (("/queries", "text/html"), ("/queries?format=html", "*/*")):
        page = send(site, "GET", address, headers={"Accept": accept})
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "各区获奖数" in page.text
    assert send(site, "GET", "/queries?format=csv").status_code == 400


def test_a_query_gives_its_own_source(site: Site) -> None:
    """By name with its ending, by Accept, by format; with values as it is run with them."""
    text = SHIPPED["winners"].text
    for address, accept in (
        ("/queries/winners.rq", "*/*"),
        ("/queries/winners", "application/sparql-query"),
        ("/queries/winners", "text/csv;q=0.1, application/sparql-query"),
        ("/queries/winners?format=rq", "text/csv"),
    ):
        response = send(site, "GET", address, headers={"Accept": accept})
        assert (response.status_code, response.text) == (200, text)
        assert response.headers["content-type"] == "application/sparql-query"
        assert response.headers["content-disposition"] == 'inline; filename="winners.rq"'
        assert "Accept" in response.headers["vary"]
    bound = send(site, "GET", "/queries/winners.rq?kind=main&limit=2&offset=1").text
    assert "scheme/tier-kind/main" in bound
    assert bound.rstrip().endswith("OFFSET 1 LIMIT 2")
    rows = send(site, "POST", "/sparql", content=bound, headers={"Content-Type": "application/sparql-query"})
    assert rows.json() == send(site, "GET", "/queries/winners?kind=main&limit=2&offset=1").json()
    assert send(site, "GET", "/queries/winers.rq").status_code == 404
    assert send(site, "GET", "/queries/winners", headers={"Accept": "*/*"}).json()["results"]


# ---------------------------------------------------------------------------------------------- what does not fit


@pytest.mark.parametrize(
    ("address", "parameter", "expected", "example"),
    [
        ("winners?year=17", "year", "a year of four digits (type year)", "2017"),
        ("winners?kind=mian", "kind", "a concept of the scheme tier-kind", "special"),
        ("review-first?below=x", "below", "a whole number (type integer)", "90"),
        ("awards-in-division?division=xyz", "division", "a division code of six or nine digits (type division)", "310104"),
        ("awards?document=x", "document", "an absolute IRI (type iri)", "https://"),
        ("winners?yaer=2017", "yaer", "kind (type concept, such as 'special'), year (type year", "kind=special"),
        ("corporate-families?year=2017", "year", "no parameter", ""),
        ("winners?year=2017&year=2018", "year", "one value", "2018"),
        ("winners?timeout=soon", "timeout", "a number of seconds above 0", "5"),
        ("winners?format=pdf", "format", "one of json, xml, csv, tsv, html", "json"),
        ("winners?limit=0", "limit", "a whole number from 1 to 10,000", "100"),
        ("winners?limit=10001", "limit", "a whole number from 1 to 10,000", "100"),
        ("winners?limit=-1", "limit", "a whole number from 1 to 10,000", "100"),
        ("winners?limit=1.5", "limit", "a whole number from 1 to 10,000", "100"),
        ("winners?limit=٣", "limit", "a whole number from 1 to 10,000", "100"),
        ("winners?limit=1&offset=x", "offset", "a whole number from 0 to 1,000,000,000,000", "100"),
        (f"winners?offset={10**12 + 1}", "offset", "a whole number from 0 to", "100"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(
    site: Site, address: str, parameter: str, expected: str, example: str
) -> None:
    """Parameter, what it takes and an example: members of the problem, and words of the sentence."""
    response = send(site, "GET", f"/queries/{address}", headers={"Accept": "application/json"})
    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")
    problem = response.json()
    assert problem["title"] == "Bad parameter"
    assert problem["parameter"] == parameter
    assert expected in problem["expected"]
    assert problem["example"].startswith(example)
    assert parameter in problem["detail"]
    assert example.partition("=")[2] in problem["detail"]
    assert send(site, "GET", f"/queries/{address}").text == f"{problem['detail']}\n"


def test_no_shipped_query_needs_a_value(site: Site) -> None:
    """The list that follows holds for them all: whoever asks by name alone is answered."""
    assert json.loads(send(site, "GET", "/queries/winners").text)["head"]["vars"][0] == "editionYear"
