"""`uniongraph mcp`, asked by the SDK's own client: typed tools, source lines, resources, and what is wrong in a sentence."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import jsonschema
import pyoxigraph as ox
import pytest
from mcp.shared.exceptions import MCPError

from assistance import Assistant, assisted, environment, raw, said
from hosting import hosted, send
from test_corpus import corpus
from test_keeping import BASE as NAMED
from test_keeping import publish, shard
from uniongraph import answers, builder, files, queries, sparql
from uniongraph.answers import preparing
from uniongraph.pages import evidence
from uniongraph.release import use
from uniongraph.things import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hosting import Site
    from uniongraph.release import Release

BASE = "https://w3id.org/uniongraph/"
DOCUMENT = f"{BASE}id/doc/hugongzongji-2018-133"
QUERIES = queries.load(files.folder("queries"))
OTHERS = {"sparql", "search", "describe", "read-lines"}
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Return a release of the shipped decision of our own, with its index of names."""
    found = builder.build(output=tmp_path_factory.mktemp("assisted")).release
    preparing.prepare(found, QUERIES.values(), jobs=1)
    return found


@pytest.fixture(scope="module")
def release(made: Release) -> Path:
    """Return the folder of the release."""
    return made.folder


@pytest.fixture(scope="module")
def assistant(release: Path) -> Iterator[Assistant]:
    """Give a client of the real command on it."""
    with assisted(release) as found:
        yield found


@pytest.fixture(scope="module")
def site(made: Release) -> Iterator[Site]:
    """Serve the same release over HTTP, whose sentences those of the tools must be."""
    with hosted(made.store_folder(), QUERIES, derived=made.derived) as site:
        yield site


@pytest.fixture(scope="module")
def texts(made: Release) -> dict[str, str]:
    """Return the texts of the documents, by their IRIs, as the release holds them."""
    held = made.open_store().quads_for_pattern(None, ox.NamedNode(f"{NIF}isString"), None)
    return {quad.subject.value: quad.object.value for quad in held}  # type: ignore[union-attr]


NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"


def proven(answer: Any, texts: dict[str, str]) -> int:  # noqa: ANN401 (JSON)
    """Return how many sources stand anywhere in an answer, after each was held against the text that it points into."""
    found = list(sources(answer))
    for each in found:
        text = texts[answer["documents"][each["document"]]["text"]]
        assert text[each["begin"] : each["end"]] == each["quote"]
        assert text.count("\n", 0, each["begin"]) + 1 == each["line"]
    assert {each["document"] for each in found} == set(range(len(answer["documents"])))
    return len(found)


def sources(answer: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 (JSON)
    """Yield the sources that stand anywhere in an answer."""
    if isinstance(answer, dict) and answer.keys() == {"document", "line", "begin", "end", "quote"}:
        yield answer
    elif isinstance(answer, dict | list):
        for each in answer.values() if isinstance(answer, dict) else answer:
            yield from sources(each)


# ---------------------------------------------------------------------------------------------- the tools


def test_every_prepared_query_is_a_tool_and_so_are_four_others(assistant: Assistant) -> None:
    """Each says in both languages what it is, and that it changes nothing."""
    tools = assistant.portal.call(assistant.client.list_tools).tools
    assert {each.name for each in tools} == {*QUERIES, *OTHERS}
    for each in tools:
        assert each.title
        assert each.description
        assert each.annotations is not None
        assert each.annotations.read_only_hint
        assert each.annotations.idempotent_hint
        assert each.annotations.destructive_hint is False
        assert each.annotations.open_world_hint is False
        if each.name in QUERIES:
            summary = QUERIES[each.name].summary
            assert each.title == f"{summary['zh']} · {summary['en']}"


def test_the_schemas_are_valid_and_take_the_examples(assistant: Assistant) -> None:
    """The example of each parameter fits its schema; the keys of a scheme are listed; what is required is said to be."""
    tools = {each.name: each for each in assistant.portal.call(assistant.client.list_tools).tools}
    for name, tool in tools.items():
        for schema in (tool.input_schema, tool.output_schema):
            jsonschema.Draft202012Validator.check_schema(schema)
        if name in QUERIES:
            values = {each.name: each.example for each in QUERIES[name].parameters}
            typed = {
                each.name: int(values[each.name]) if each.type == "integer" else values[each.name]
                for each in QUERIES[name].parameters
            }
            jsonschema.validate({**typed, "limit": 5, "offset": 0}, tool.input_schema)
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate({**typed, "nonsense": 1}, tool.input_schema)
    kind = tools["winners"].input_schema["properties"]["kind"]
    assert "special" in kind["enum"]
    assert kind["default"] == "special"
    assert tools["organization-evidence"].input_schema["required"] == ["organization"]


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_prepared_query_answers_as_it_does_elsewhere(
    name: str, assistant: Assistant, made: Release, texts: dict[str, str]
) -> None:
    """Without values and with those of the examples, the rows are those of the release, and every source is true."""
    query = QUERIES[name]
    examples = {each.name: each.example for each in query.parameters}
    asked: list[dict[str, str]] = [examples]
    if not any(each.required for each in query.parameters):
        asked.append({})
    for values in asked:
        expected = answers.ask(made, query, values)
        assert isinstance(expected, ox.QuerySolutions)
        columns = [each.value for each in expected.variables]
        rows = [[sparql.lexical(cell) for cell in row] for row in expected]
        found = assistant.answer(name, **values, limit=500)
        assert found["release"] == made.id
        assert found["columns"] == columns
        assert [[_lexical(cell) for cell in row] for row in found["rows"]] == rows
        assert not found["truncated"]
        assert found["more"] == 0
        proven(found, texts)


def _lexical(cell: str | int | bool | None) -> str:
    return str(cell).lower() if isinstance(cell, bool) else "" if cell is None else str(cell)


def test_the_rows_of_awards_name_things_with_address_and_source(
    assistant: Assistant, texts: dict[str, str]
) -> None:
    """Each row leads to its conferral, its case, its recipient and its document, and each of these to a line."""
    found = assistant.answer("awards", limit=10)
    assert proven(found, texts) > 40
    for number, row in enumerate(found["rows"]):
        named = [each for each in found["things"] if number in each["rows"]]
        assert {"conferral", "case", "organization", "document", "tier"} <= {each["kind"] for each in named}
        told = dict(zip(found["columns"], row, strict=True))
        labels = {each["label"] for each in named}
        assert told["recipient"] in labels
        assert told["title"] in labels
        for each in named:
            assert each["iri"].startswith(BASE)
            assert each["sources"]
    (document,) = found["documents"]
    assert document["iri"] == DOCUMENT
    assert document["number"] == "沪工总基〔2018〕133号"


def test_a_row_that_names_work_and_winner_leads_to_the_award(
    assistant: Assistant, texts: dict[str, str]
) -> None:
    """Its own address and line, though the query does not give it: the same that the list of all awards has."""
    whole = assistant.answer("awards", limit=500)
    columns = whole["columns"]
    awards = {
        (row[columns.index("title")], row[columns.index("recipient")]): row[columns.index("conferral")]
        for row in whole["rows"]
    }
    found = assistant.answer("search-awards", keyword="家政")
    columns = found["columns"]
    assert found["rows"]
    for number, row in enumerate(found["rows"]):
        own = [each for each in found["things"] if each["kind"] == "conferral" and number in each["rows"]]
        (award,) = own
        assert award["iri"] == awards[row[columns.index("title")], row[columns.index("recipient")]]
        assert award["sources"][0]["quote"].replace("\n", "").endswith(row[columns.index("recipient")])
    proven(found, texts)


def test_a_place_is_proven_by_those_who_have_their_seat_there(
    assistant: Assistant, texts: dict[str, str]
) -> None:
    """The count of a district's awards comes with lines that name the district."""
    found = assistant.answer("awards-by-district")
    assert proven(found, texts) >= len(found["rows"])
    for each in found["things"]:
        assert each["kind"] == "place"
        assert 1 <= len(each["sources"]) <= 3


def test_over_many_documents_a_row_is_proven_in_its_own() -> None:
    """Nine documents of one city, which name the same bodies and honours: what a row names is shown where that row's document prints it."""
    found = corpus()
    graphs = found.open_store().quads_for_pattern(None, ox.NamedNode(f"{NIF}isString"), None)
    texts = {quad.subject.value: quad.object.value for quad in graphs}  # type: ignore[union-attr]
    assert len(texts) == 9
    checked = 0
    with assisted(found.folder) as assistant:
        for name, query in QUERIES.items():
            values = {each.name: each.example for each in query.parameters if each.required}
            proven(assistant.answer(name, **values, limit=100), texts)
        for offset in range(0, assistant.answer("awards")["more"] + 20, 20):
            answer = assistant.answer("awards", offset=offset)
            documents = [each["iri"] for each in answer["documents"]]
            for number, row in enumerate(answer["rows"]):
                told = dict(zip(answer["columns"], row, strict=True))
                named = [each for each in answer["things"] if number in each["rows"]]
                own = {each["iri"] for each in named if each["kind"] == "document"}
                assert len(own) == 1 + bool(told["revokedBy"])
                (award,) = [each for each in named if each["iri"] == told["conferral"]]
                (printed,) = {documents[each["document"]] for each in award["sources"]}
                assert printed in own
                assert [each["iri"] for each in named if each["kind"] == "conferral"] == [told["conferral"]]
                checked += 1
    assert checked > 30


def test_several_names_in_one_cell_are_several_things(assistant: Assistant) -> None:
    """A cell of two titles leads to both cases."""
    found = assistant.answer("multi-tier-organizations")
    cell = found["rows"][0][found["columns"].index("cases")]
    cases = [each["label"] for each in found["things"] if each["kind"] == "case" and 0 in each["rows"]]
    assert len(cases) == 2
    assert cell == " | ".join(cases)


def test_a_part_of_the_rows_says_how_many_follow(assistant: Assistant) -> None:
    """Parts fit together, and the last says that it is the last."""
    whole = assistant.answer("awards", limit=500)["rows"]
    parts, offset = [], 0
    while True:
        found = assistant.answer("awards", limit=25, offset=offset)
        assert found["offset"] == offset
        assert found["more"] == len(whole) - offset - len(found["rows"])
        assert found["truncated"] == (found["more"] > 0)
        assert not found["moreIsAtLeast"]
        parts += found["rows"]
        offset += 25
        if not found["truncated"]:
            break
    assert parts == whole
    assert assistant.answer("awards", offset=1_000)["rows"] == []


def test_a_division_may_be_called_by_its_name(assistant: Assistant) -> None:
    """An assistant reads names, not codes; the schema says so."""
    tools = {each.name: each for each in assistant.portal.call(assistant.client.list_tools).tools}
    for value in ("310104", "徐汇区"):
        jsonschema.validate({"division": value}, tools["awards-in-division"].input_schema)
    by_name = assistant.answer("awards-in-division", division="徐汇区")
    assert by_name == assistant.answer("awards-in-division", division="310104")
    assert len(by_name["rows"]) == 4


# ---------------------------------------------------------------------------------------------- what is wrong


def http_sentence(site: Site, path: str) -> str:
    """Return what the service over HTTP says is wrong."""
    response = send(site, "GET", path, headers={"Accept": "application/json"})
    assert response.status_code >= 400
    detail: str = response.json()["detail"]
    return detail


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("winners", {"year": "abc"}),
        ("winners", {"year": 20177}),
        ("winners", {"kind": "sliver"}),
        ("winners", {"yeer": "2017"}),
        ("winners", {"limit": 0}),
        ("winners", {"offset": "x"}),
        ("awards", {"document": "no iri"}),
        ("awards-in-division", {"division": "31"}),
        ("organization-evidence", {}),
        ("organization-evidence", {"organization": "  "}),
        ("review-first", {"below": "ninety"}),
    ],
)
def test_a_wrong_parameter_is_told_as_over_http(
    tool: str, arguments: dict[str, str], assistant: Assistant, site: Site
) -> None:
    """The sentence names parameter, what is expected and an example, word for word as the service says it."""
    expected = http_sentence(site, f"/queries/{tool}?{urlencode(arguments)}")
    told = assistant.refusal(tool, **arguments)
    if "limit" in arguments:  # an assistant is given fewer rows at once
        expected = expected.replace("10,000", "500")
    assert told == expected


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p",
        "no query",
        "LOAD <file:///etc/passwd>",
    ],
)
def test_a_query_that_is_not_run_is_told_as_over_http(query: str, assistant: Assistant, site: Site) -> None:
    """Updates, other services and bad syntax."""
    assert assistant.refusal("sparql", query=query) == http_sentence(
        site, f"/sparql?{urlencode({'query': query, 'format': 'json'})}"
    )


@pytest.mark.parametrize(
    ("tool", "arguments", "part"),
    [
        ("sparql", {}, "parameter query: is required: a SPARQL 1.1 query, such as"),
        ("sparql", {"query": "ASK {}", "timeout": -1}, "the timeout is a number of seconds above 0"),
        (
            "sparql",
            {"query": "ASK {}", "quary": "x"},
            "sparql: has no parameter 'quary'; did you mean query?",
        ),
        ("sparql", {"query": ["ASK {}"]}, 'parameter query: ["ASK {}"] is neither a text nor a number'),
        ("search", {"text": "家" * 201}, "the text to search for has 201 characters; it may have 200"),
        ("search", {"text": "x", "kind": "y"}, "parameter kind: 'y' is none of document, case,"),
        ("describe", {"thing": "id/none"}, f"nothing is known of <{BASE}id/none>"),
        ("describe", {"thing": "http://a b"}, "the IRI of the thing is no absolute IRI"),
        ("describe", {"thing": "x" * 5_000}, "the IRI of the thing is no absolute IRI"),
        ("describe", {"thing": DOCUMENT, "format": "word"}, "'word' is none of facts, turtle, jsonld"),
        ("read-lines", {"document": "id/place/cn-310104"}, "there is no text of <"),
        (
            "read-lines",
            {"document": DOCUMENT, "first": 9, "last": 3},
            "the last line, 3, stands before the first, 9",
        ),
        ("read-lines", {"document": DOCUMENT, "first": 0}, "'0' is not a whole number from 1 to 10,000,000"),
    ],
)
def test_a_wrong_argument_is_told_in_a_sentence(
    tool: str, arguments: dict[str, Any], part: str, assistant: Assistant
) -> None:
    """One sentence each, that names the parameter and what fits."""
    assert part in assistant.refusal(tool, **arguments)


def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(assistant: Assistant) -> None:
    """It names those that are called alike."""
    with pytest.raises(MCPError, match="there is no tool 'winers'; did you mean winners"):
        assistant.call("winers")


# ---------------------------------------------------------------------------------------------- sparql


def test_any_query_is_answered_with_sources(assistant: Assistant, texts: dict[str, str]) -> None:
    """A SELECT, an ASK and a CONSTRUCT; what the rows name is told."""
    found = assistant.answer(
        "sparql", query="PREFIX ug: <https://w3id.org/uniongraph/ontology#> SELECT ?case { ?case a ug:Case }"
    )
    assert len(found["rows"]) == 20
    assert found["more"] == 40
    assert {each["iri"] for each in found["things"]} >= {row[0] for row in found["rows"]}
    assert proven(found, texts) >= 40
    assert assistant.answer("sparql", query="ASK {}")["rows"] == [[True]]
    graph = assistant.answer(
        "sparql", query=f"CONSTRUCT {{ <{DOCUMENT}> ?p ?o }} WHERE {{ <{DOCUMENT}> ?p ?o }}", limit=3
    )
    assert graph["columns"] == ["subject", "predicate", "object"]
    assert {row[0] for row in graph["rows"]} == {DOCUMENT}
    assert graph["truncated"]


def test_a_query_has_its_time(assistant: Assistant) -> None:
    """One that is not done is ended, and says so; the next is answered."""
    begin = time.monotonic()
    assert assistant.refusal("sparql", query=SLOW, timeout=0.5) == "query: the query is not done after 0.5 s"
    assert time.monotonic() - begin < 10
    assert assistant.answer("sparql", query="ASK {}")["rows"] == [[True]]


def test_answers_are_cut_at_the_limits(release: Path) -> None:
    """Where the whole is not there, the number of what follows is said to be the least that it may be."""
    with assisted(release, "--max-rows", "100", "--timeout", "5") as assistant:
        found = assistant.answer("sparql", query="SELECT * { ?s ?p ?o }", limit=30)
        assert len(found["rows"]) == 30
        assert found["truncated"]
        assert (found["more"], found["moreIsAtLeast"]) == (70, True)
        last = assistant.answer("sparql", query="SELECT * { ?s ?p ?o }", limit=30, offset=80)
        assert (len(last["rows"]), last["more"], last["truncated"]) == (20, 0, True)
        late = assistant.refusal("sparql", query=SLOW, timeout=100)
        assert late == "query: the query is not done after 5 s"


def test_several_calls_are_answered_at_once(assistant: Assistant) -> None:
    """Quick ones do not wait for the long one that was asked before them."""
    quick: list[tuple[str, dict[str, Any]]] = [
        ("winners", {}),
        ("search", {"text": "家政"}),
        ("awards-by-district", {}),
        ("describe", {"thing": DOCUMENT}),
    ]
    (long, ended), *others = assistant.timed([("sparql", {"query": SLOW, "timeout": 6}), *quick])
    assert ended.is_error
    for took, result in others:
        assert not result.is_error
        assert took < long


# ---------------------------------------------------------------------------------------------- names, facts, lines


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("家政行业", "长宁区家政行业工会联合会"),
        ("家政行業", "长宁区家政行业工会联合会"),
        ("寶山區顧村鎮總工會", "宝山区顾村镇总工会"),
        ("gucunzhenzong", "宝山区顾村镇总工会"),
        ("bsqgczzgh", "宝山区顾村镇总工会"),
        ("沪工总基〔2018〕133号", "上海市总工会关于表彰2017年度上海市基层工会创新案例的决定"),
    ],
)
def test_names_are_found_however_they_are_typed(
    text: str, name: str, assistant: Assistant, texts: dict[str, str]
) -> None:
    """In either script, by pinyin, by initials, by number; each with its address and where it is printed."""
    found = assistant.answer("search", text=text)
    first = found["results"][0]
    assert first["label"] == name
    assert first["iri"].startswith(BASE)
    assert first["sources"]
    assert proven(found, texts) >= 1


def test_a_search_may_be_for_one_kind(assistant: Assistant) -> None:
    """And says how many more there are."""
    found = assistant.answer("search", text="工会", kind="case", limit=3)
    assert {each["kind"] for each in found["results"]} == {"case"}
    assert len(found["results"]) == 3
    assert found["truncated"]
    following = assistant.answer("search", text="工会", kind="case", limit=500, offset=3)
    assert len(following["results"]) == found["more"]


@pytest.mark.parametrize(
    "thing", ["place/cn-310104", "case/sh-grassroots-union-innovation/2017/special/00-01"]
)
def test_a_thing_is_described_by_iri_and_by_path(
    thing: str, assistant: Assistant, texts: dict[str, str]
) -> None:
    """The same facts, whichever way it is called; every source is true."""
    found = assistant.answer("describe", thing=f"{BASE}id/{thing}")
    assert found["iri"] == f"{BASE}id/{thing}"
    assert found["facts"]
    assert found == assistant.answer("describe", thing=f"id/{thing}")
    assert found == assistant.answer("describe", thing=f"/id/{thing}")
    assert found == assistant.answer("describe", thing=thing)
    assert found == assistant.answer("describe", thing=f"uniongraph://thing/id/{thing}")
    if "case" in thing:
        assert proven(found, texts) > 2
        assert found["sources"]
        origins = {value["origin"] for fact in found["facts"] for value in fact["values"]}
        assert origins == {"paper", "editorial"}


def test_facts_have_labels_in_the_language_asked_for(assistant: Assistant) -> None:
    """Chinese where none is."""
    chinese = assistant.answer("describe", thing="id/place/cn-310104")
    english = assistant.answer("describe", thing="id/place/cn-310104", language="en")
    assert (chinese["label"], english["label"]) == ("徐汇区", "Xuhui District")


def test_every_statement_of_a_thing_can_be_had_as_rdf(assistant: Assistant, site: Site) -> None:
    """Turtle and JSON-LD are those of the thing's own files on the web."""
    for form, suffix in (("turtle", "ttl"), ("jsonld", "jsonld")):
        found = assistant.answer("describe", thing=DOCUMENT, format=form)
        assert found["text"] == send(site, "GET", f"/id/doc/hugongzongji-2018-133.{suffix}").text
        assert found["truncated"] is False


def test_lines_of_a_document_are_read(assistant: Assistant, texts: dict[str, str]) -> None:
    """Each with its number and its offsets; not more than some at once."""
    found = assistant.answer("read-lines", document=DOCUMENT, first=5, last=13)
    text = texts[found["text"]]
    assert [each["line"] for each in found["lines"]] == list(range(5, 14))
    for each in found["lines"]:
        assert text[each["begin"] : each["end"]] == each["text"] == text.split("\n")[each["line"] - 1]
    assert (found["truncated"], found["more"]) == (False, 0)
    whole = assistant.answer("read-lines", document=found["text"])
    assert len(whole["lines"]) == 200
    assert (whole["total"], whole["truncated"]) == (len(text.split("\n")), False)
    many = assistant.answer("read-lines", document=DOCUMENT, last=10_000)
    assert (many["truncated"], many["more"]) == (True, many["total"] - 200)
    assert assistant.answer("read-lines", document=DOCUMENT, first=9_000)["lines"] == []


# ---------------------------------------------------------------------------------------------- resources


def test_ontology_schemes_and_texts_are_resources(assistant: Assistant, texts: dict[str, str]) -> None:
    """Each that is listed can be read: Turtle that parses, or the numbered lines of a document."""
    listed = assistant.portal.call(assistant.client.list_resources)
    assert listed.next_cursor is None
    assert {each.uri for each in listed.resources} >= {
        "uniongraph://thing/ontology",
        "uniongraph://thing/scheme/tier-kind",
    }
    seen = 0
    for resource in listed.resources:
        (content,) = assistant.read(resource.uri).contents
        text = content.text  # type: ignore[union-attr]
        assert content.mime_type == resource.mime_type
        if resource.mime_type == "text/turtle":
            assert len(list(ox.parse(text, ox.RdfFormat.TURTLE))) > 5
            continue
        seen += 1
        lines = [line.partition("\t") for line in text.splitlines()]
        (held,) = texts.values()
        assert [line for _, _, line in lines] == held.split("\n")
        assert [int(number) for number, _, _ in lines] == list(range(1, len(lines) + 1))
        assert resource.title == "上海市总工会关于表彰2017年度上海市基层工会创新案例的决定"
    assert seen == 1


def test_the_concepts_of_a_scheme_come_with_it(assistant: Assistant) -> None:
    """With their labels, so that keys can be chosen."""
    (content,) = assistant.read("uniongraph://thing/scheme/tier-kind").contents
    triples = list(ox.parse(content.text, ox.RdfFormat.TURTLE))  # type: ignore[union-attr]
    assert f"{BASE}scheme/tier-kind/special" in {each.subject.value for each in triples}


def test_every_thing_is_a_resource_by_its_path(assistant: Assistant) -> None:
    """The templates say how; what is not there is an error with the sentence that HTTP has."""
    templates = assistant.portal.call(assistant.client.list_resource_templates).resource_templates
    assert [each.uri_template for each in templates] == [
        "uniongraph://thing/{+path}",
        "uniongraph://text/{+path}",
    ]
    (content,) = assistant.read("uniongraph://thing/id/place/cn-310104").contents
    assert "徐汇区" in content.text  # type: ignore[union-attr]
    with pytest.raises(MCPError, match="nothing is known of"):
        assistant.read("uniongraph://thing/id/none")
    with pytest.raises(MCPError, match="there is no text of"):
        assistant.read("uniongraph://text/id/place/cn-310104")


# ---------------------------------------------------------------------------------------------- the process


def test_clients_of_the_handshake_are_answered_too(release: Path, texts: dict[str, str]) -> None:
    """Those that begin by `initialize`, as all did until 2026."""
    with assisted(release, mode="legacy") as assistant:
        assert assistant.client.server_info is not None
        assert assistant.client.server_info.name == "uniongraph"
        assert "`search`" in (assistant.client.instructions or "")
        assert proven(assistant.answer("winners"), texts) > 5


def message(method: str, number: int | None = None, **params: Any) -> bytes:  # noqa: ANN401 (JSON)
    """Return a message of the protocol as a line."""
    said = {
        "jsonrpc": "2.0",
        "method": method,
        "params": params,
        **({} if number is None else {"id": number}),
    }
    return json.dumps(said).encode() + b"\n"


HELLO = message(
    "initialize",
    1,
    protocolVersion="2025-06-18",
    capabilities={},
    clientInfo={"name": "test", "version": "0"},
) + message("notifications/initialized")


def greeted(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    """Return the first answer of a process, after which it is ready."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(HELLO)
    process.stdin.flush()
    found: dict[str, Any] = json.loads(process.stdout.readline())
    return found


def test_nothing_but_messages_goes_out_and_the_end_is_quiet(release: Path) -> None:
    """Also where what comes in is none: each line that goes out is JSON-RPC, and at the end of input it ends with 0."""
    with raw(release) as process:
        assert greeted(process)["result"]["serverInfo"]["name"] == "uniongraph"
        assert process.stdin is not None
        process.stdin.write(b"nonsense\n\n" + b"x" * (5 << 20) + b"\n")
        process.stdin.write(message("tools/call", 2, name="winners", arguments={}))
        process.stdin.flush()
        assert process.stdout is not None
        lines: list[dict[str, Any]] = []
        while not lines or lines[-1].get("id") != 2:
            lines.append(json.loads(process.stdout.readline()))
        assert all(each["jsonrpc"] == "2.0" for each in lines)
        assert "创新跨越" in lines[-1]["result"]["content"][0]["text"]
        process.stdin.close()
        assert process.wait(20) == 0
        assert process.stdout.read() == b""


def test_a_client_that_reads_no_more_ends_it_quietly(release: Path) -> None:
    """Though it leaves its own end of the input open."""
    with raw(release) as process:
        greeted(process)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.close()
        process.stdin.write(message("tools/list", 2))
        process.stdin.flush()
        assert process.wait(20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_told_to(told: signal.Signals, release: Path) -> None:
    """With status 0 and no words, though a query runs and the client neither sends nor reads; no process is left."""
    with raw(release) as process:
        greeted(process)
        assert process.stdin is not None
        process.stdin.write(message("tools/call", 2, name="sparql", arguments={"query": SLOW}))
        process.stdin.flush()
        time.sleep(0.5)
        workers = children(process.pid)
        assert workers
        process.send_signal(told)
        assert process.wait(20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""
        end = time.monotonic() + 10
        while any(Path(f"/proc/{each}").exists() for each in workers) and time.monotonic() < end:
            time.sleep(0.05)
        assert not [each for each in workers if Path(f"/proc/{each}").exists()]


def test_a_call_that_is_given_up_takes_no_more_time(release: Path) -> None:
    """The process in which its query runs is ended, and what is asked then is answered."""
    with raw(release) as process:
        greeted(process)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(message("tools/call", 2, name="sparql", arguments={"query": SLOW}))
        process.stdin.flush()
        end = time.monotonic() + 20
        while len(found := working(children(process.pid))) != 1:  # the others still start
            assert time.monotonic() < end
        (busy,) = found
        process.stdin.write(message("notifications/cancelled", requestId=2))
        process.stdin.write(message("tools/call", 3, name="sparql", arguments={"query": "ASK {}"}))
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 3
        end = time.monotonic() + 10
        while Path(f"/proc/{busy}").exists() and time.monotonic() < end:
            time.sleep(0.05)
        assert not Path(f"/proc/{busy}").exists()


def test_the_end_of_input_ends_what_runs(release: Path) -> None:
    """A client that closes its end waits for nothing."""
    with raw(release) as process:
        greeted(process)
        assert process.stdin is not None
        process.stdin.write(message("tools/call", 2, name="sparql", arguments={"query": SLOW}))
        process.stdin.flush()
        time.sleep(0.3)
        process.stdin.close()
        assert process.wait(20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""


def working(processes: list[int]) -> list[int]:
    """Return those processes that take processor time."""
    before = {each: spent(each) for each in processes}
    time.sleep(0.5)
    return [each for each in processes if spent(each) != before[each]]


def spent(pid: int) -> str:
    """Return the processor time that a process has had, nothing of one that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").split()[13]
    except OSError:
        return ""


def test_another_release_takes_over_between_two_calls(tmp_path: Path) -> None:
    """Every answer names the release it is from; what only an earlier one knew is told as gone."""
    root = tmp_path / "mine"
    first = publish(root, one=shard("甲"))
    second = publish(root, one=shard("乙", "丙"))
    titles = f"SELECT ?t {{ ?s <{NAMED}name> ?t }} ORDER BY ?t"
    with assisted(root) as assistant:
        found = assistant.answer("sparql", query=titles)
        assert (found["release"], found["rows"]) == (second.id, [["丙"], ["乙"]])
        assert assistant.answer("describe", thing="id/1")["label"]
        use(root, first.id)
        end = time.monotonic() + 20
        while found["release"] != first.id and time.monotonic() < end:
            time.sleep(0.1)
            found = assistant.answer("sparql", query=titles)
        assert (found["release"], found["rows"]) == (first.id, [["甲"]])
        told = assistant.refusal("describe", thing="id/1")
        assert told == f"<{NAMED}id/1> is known no longer: it was last in release {second.id}"


def children(pid: int) -> list[int]:
    """Return the processes that descend from one."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    own = [int(each) for each in found.stdout.split()]
    return own + [each for child in own for each in children(child)]


def test_the_configuration_in_readme_starts_it(release: Path) -> None:
    """With the release that the environment names, as any command has it."""
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    (block,) = re.findall(r"^```json\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    told = json.loads(block)["mcpServers"]["uniongraph"]
    program = Path(sys.executable).parent / told["command"]
    with subprocess.Popen(
        [program, *told["args"]],
        env={**environment(), "UNIONGRAPH_RELEASE": os.fspath(release)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert greeted(process)["result"]["serverInfo"]["name"] == "uniongraph"
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(20) == 0


def test_without_the_library_a_sentence_says_what_to_install(release: Path) -> None:
    """It is an extra: whoever has not installed it is told how."""
    code = """
import sys
from importlib.machinery import PathFinder

class Without(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name == "mcp" else super().find_spec(name, path, target)

sys.meta_path = [Without if each is PathFinder else each for each in sys.meta_path]
from uniongraph.cli import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", code, "mcp", "--release", os.fspath(release)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "Error: assistants are served with the extra mcp: pip install 'uniongraph[mcp]'\n"
    assert done.stdout == ""


def test_a_release_that_is_not_there_is_told_on_standard_error(tmp_path: Path) -> None:
    """Nothing of it comes out where messages do."""
    with raw(tmp_path / "none") as process:
        assert process.wait(30) == 1
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read() == b""
        assert process.stderr.read().startswith(b"Error: ")


# ---------------------------------------------------------------------------------------------- what rows name

TWO = f"""
@prefix ug: <{BASE}ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix nif: <{NIF}> .
@prefix : <{BASE}id/> .
GRAPH <{BASE}graph/doc/one> {{
  :doc-one a ug:OfficialDocument ; ug:documentNumber "一号" .
  :text-one ug:witnessOf :doc-one .
  :case-one a ug:Case ; skos:prefLabel "家政"@zh-hans .
  :m1 ug:mentionOf :case-one ; ug:span :s1 .
  :s1 nif:referenceContext :text-one ; ug:line 1 ; nif:beginIndex 0 ; nif:endIndex 2 ; nif:anchorOf "家政" .
}}
GRAPH <{BASE}graph/doc/two> {{
  :doc-two a ug:OfficialDocument ; ug:documentNumber "二号" .
  :text-two ug:witnessOf :doc-two .
  :case-two a ug:Case ; skos:prefLabel "家政"@zh-hans .
  :m2 ug:mentionOf :case-two ; ug:span :s2 .
  :s2 nif:referenceContext :text-two ; ug:line 1 ; nif:beginIndex 0 ; nif:endIndex 2 ; nif:anchorOf "家政" .
}}
"""


@pytest.mark.parametrize(
    ("row", "cases"),
    [
        ([("家政", "zh-hans"), ("一号", "")], ["case-one"]),
        ([("家政", ""), ("二号", "")], ["case-two"]),
        ([("家政", "zh-hans")], ["case-one", "case-two"]),
        ([("家政", "en")], []),
        ([(f"{BASE}id/case-two", None)], ["case-two"]),
        ([(f"{BASE}id/nothing", None)], []),
    ],
)
def test_of_two_cases_of_one_name_a_row_means_that_of_its_document(
    row: list[tuple[str, str | None]], cases: list[str]
) -> None:
    """Where the row names none, it may be either, and both are told."""
    store = ox.Store()
    store.load(TWO.encode(), ox.RdfFormat.TRIG)
    found = json.loads(evidence.named(Reader(store, ("zh-hans",)), [row]))
    told = [each["iri"].removeprefix(f"{BASE}id/") for each in found["things"] if each["kind"] == "case"]
    assert told == cases


def test_what_is_said_of_a_call_is_one_text(assistant: Assistant) -> None:
    """For clients that know no structured content, the text says the same."""
    result = assistant.call("tier-counts")
    assert json.loads(said(result)) == result.structured_content
