"""A query that asks others by SERVICE: who may be asked, what is asked, and that the answer is the algebra's."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import services
from uniongraph import federation, sparql
from uniongraph.errors import QueryError, QueryRefused, QueryTimeout, ServiceFailed
from uniongraph.federation import Partners, clauses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from http.server import BaseHTTPRequestHandler

    from services import Native

JSON = "application/sparql-results+json"
NOBODY = Partners.of(["http://127.0.0.1:9/sparql"])


def answering(
    content: bytes, media_type: str = JSON, status: int = 200
) -> Callable[[BaseHTTPRequestHandler, bytes], None]:
    """Return what answers every query alike."""

    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return reply


def results(variables: str, *rows: Mapping[str, object]) -> bytes:
    """Return results in JSON."""
    return json.dumps({"head": {"vars": variables.split()}, "results": {"bindings": rows}}).encode()


def asked(query: str, url: str, store: ox.Store | None = None, seconds: float = 60) -> list[tuple[str, ...]]:
    """Return the rows of a query that may ask one service."""
    answer, _ = federation.evaluate(store or ox.Store(), query, Partners.of([url]), seconds=seconds)
    return [tuple(row) for row in sparql.rows(answer)[1]]


# ---------------------------------------------------------------------------------------------- who may be asked

REFUSED = {
    "SELECT * { SERVICE <http://other.example/sparql> { ?s ?p ?o } }": "SERVICE may not ask 'http://other.example/sparql' here; "
    "allowed is http://127.0.0.1:9/sparql",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9/sparql?x=1> { ?s ?p ?o } }": "SERVICE may not ask",
    "SELECT * { SERVICE <https://127.0.0.1:9/sparql> { ?s ?p ?o } }": "SERVICE may not ask",
    "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }": "SERVICE may not ask",
    "SELECT * { SERVICE <sparql> { ?s ?p ?o } }": "SERVICE may not ask",
    "SELECT * { ?s ?p ?where SERVICE ?where { ?s ?p ?o } }": "this SERVICE asks ?where, a service that is not named",
    "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } } }": "stands within another",
    "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s a true SERVICE <http://x/> {} } }": "stands within another",
    "SELECT * { GRAPH ?g { ?s ?p ?o { SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } } } } }": "this SERVICE stands within GRAPH ?g; "
    "it asks none of our graphs",
    "SELECT * { SERVICE x:y { ?s ?p ?o } }": "whose prefix is not declared",
    "SELECT * { SERVICE <http://127.0.0.1:9/sparql> ?s ?p ?o }": "is not written as SERVICE",
    "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o ": "has a group that is never closed",
    "SELECT * { SERVICE:x { ?s ?p ?o } }": "is not written as SERVICE",
    "SELECT * { SERVICESILENT <http://127.0.0.1:9/sparql> { ?s ?p ?o } }": "is not written as SERVICE",
    "SELECT * { FILTER(trueSERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }": "is not written as SERVICE",
    "SELECT * { SERVICE": "is not written as SERVICE",
    "SERVICE": "is not written as SERVICE",
    "PREFIX SERVICE { }": "is not written as SERVICE",
    "SELECT * { " + "SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } " * 9 + "}": "more than 8 times",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }": "INSERT is an update",
}


@pytest.mark.parametrize("query", REFUSED)
def test_what_is_not_allowed_is_refused_before_anybody_is_asked(query: str) -> None:
    with pytest.raises(QueryRefused) as raised:
        federation.evaluate(ox.Store(), query, NOBODY)
    assert REFUSED[query] in str(raised.value)


def test_a_refusal_names_the_line() -> None:
    with pytest.raises(QueryRefused, match=r"^query:3: SERVICE may not ask"):
        federation.evaluate(ox.Store(), "SELECT *\n{\n SERVICE <http://x/> {}}", NOBODY)


@pytest.mark.parametrize(
    "target",
    ["<{url}/q>", "<{capitals}/q>", "p:q", "<\\u0068ttp{rest}/q>", "<{url}/q#here>", "p:\\u0071"],
)
def test_an_address_is_compared_as_what_it_means(target: str) -> None:
    """By an IRI, an escape, a prefixed name; scheme and host in any letters."""
    with services.saying(answering(results("s", {"s": {"type": "literal", "value": "x"}}))) as url:
        said = target.format(url=url, capitals=url.replace("http", "HTTP"), rest=url.removeprefix("http"))
        query = f"PREFIX p: <{url}/> SELECT * {{ SERVICE {said} {{ ?s ?p ?o }} }}"
        if "u0071" in target:  # no name is written so to a reader of SPARQL tokens
            with pytest.raises(QueryRefused):
                asked(query, f"{url}/q")
        else:
            assert asked(query, f"{url}/q") == [("", "", "x")]


def test_a_word_that_only_looks_like_it_asks_nobody() -> None:
    query = 'PREFIX service: <http://x/> SELECT * { VALUES ?x { "SERVICE <http://x/> {}" service:y } } # SERVICE ?x {'
    assert len(asked(query, "http://127.0.0.1:9/")) == 2


SOUP = st.lists(
    st.sampled_from(
        [
            *(
                "SERVICE",
                "service",
                "SILENT",
                "<http://127.0.0.1:9/sparql>",
                "<http://x/>",
                "x:y",
                "?v",
                "{",
                "}",
                "(",
                ")",
            ),
            *(
                "SELECT *",
                "ASK",
                "PREFIX x: <http://x/>",
                "BASE <http://x/>",
                "VALUES",
                "FROM",
                "GRAPH",
                ".",
                "#",
                "\n",
                " ",
            ),
            *(
                "'",
                '"',
                "'''",
                "\\",
                "\\u0053ERVICE",
                "a",
                "1",
                "<",
                ">",
                "_:SERVICE",
                "SERVICE:x",
                "INSERT",
                "@en",
                "/",
            ),
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(SOUP)
def test_whatever_is_written_a_service_is_asked_or_refused_and_the_engine_sees_none(query: str) -> None:
    """Each clause is where it says; what is left when all are taken out either has no SERVICE or is refused as it was."""
    try:
        found = clauses.find(query)
    except QueryRefused:
        return
    end, left = 0, ""
    for clause in found:
        assert clause.begin >= end
        assert query[clause.begin : clause.begin + 7].upper() == "SERVICE"
        assert query[clause.end - 1] == "}"
        assert clause.text.count("\n") == query.count("\n", 0, clause.end)
        left, end = f"{left}{query[end : clause.begin]} VALUES () {{}} ", clause.end
    left += query[end:]
    tokens = list(sparql.tokens(left))
    assert not any(sparql.calls_service(tokens, index) for index in range(len(tokens)))


# ---------------------------------------------------------------------------------------------- what is asked


def test_the_body_goes_out_as_a_query_of_its_own_and_nothing_else_of_the_query_does() -> None:
    seen: list[str] = []

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        seen.append(str(httpx.QueryParams(body.decode())["query"]))
        answering(results("name"))(handler, body)

    with services.saying(reply) as url:
        query = f"""BASE <http://base.example/>
            PREFIX x: <http://x.example/>
            SELECT * {{ ?s x:secret ?code . # a remark
              SERVICE <{url}/> {{ <thing> x:name ?name . FILTER(?name != '''a "long" one''') # another
              }} }}"""
        asked(query, url)
    assert [" ".join(text.split()) for text in seen] == [
        "BASE <http://base.example/> PREFIX x: <http://x.example/> SELECT* { <thing> x:name ?name . "
        'FILTER(?name != "a \\"long\\" one") }'
    ]


def test_the_same_question_is_asked_once() -> None:
    seen: list[bytes] = []

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        seen.append(body)
        answering(results("s", {"s": {"type": "literal", "value": "x"}}))(handler, body)

    with services.saying(reply) as url:
        clause = f"{{ SERVICE <{url}/> {{ ?s ?p ?o }} }}"
        assert (
            len(asked(f"SELECT ?s {{ {clause} UNION   {clause} UNION {clause.replace('?o', '1')} }}", url))
            == 3
        )
    assert len(seen) == 2


def test_what_is_wrong_with_a_body_is_said_of_its_place_in_the_query() -> None:
    query = "SELECT *\n{ SERVICE <http://127.0.0.1:9/sparql> {\n  ?s ?p FROG } }"
    with pytest.raises(QueryError, match=r'^query:3: syntax error at column 9: "FROG" is not expected here'):
        federation.evaluate(ox.Store(), query, NOBODY)


def test_what_is_wrong_behind_a_service_is_said_of_its_line() -> None:
    with services.saying(answering(results("s"))) as url, pytest.raises(QueryError, match=r"^query:4: "):
        asked(f"SELECT * {{ SERVICE <{url}/> {{\n\n ?s ?p ?o }}\n FROG }}", url)


# ---------------------------------------------------------------------------------------------- what comes back

TERMS = [
    ({"type": "uri", "value": "http://例.example/路?a=1#b"}, "<http://例.example/路?a=1#b>"),
    ({"type": "literal", "value": 'a "b" \\ \n\r\t } ) \x00 . 𠮷'}, None),
    ({"type": "literal", "value": "徐汇区", "xml:lang": "zh-Hans"}, '"徐汇区"@zh-hans'),
    ({"type": "literal", "value": "5", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}, None),
    (
        {"type": "typed-literal", "value": "2018-12-06", "datatype": "http://www.w3.org/2001/XMLSchema#date"},
        None,
    ),
    (
        {"type": "literal", "value": "x", "datatype": "http://x.example/unknown"},
        '"x"^^<http://x.example/unknown>',
    ),
]


@pytest.mark.parametrize(("term", "written"), TERMS)
def test_a_term_comes_through_as_it_is(term: dict[str, object], written: str | None) -> None:
    with services.saying(answering(results("s o", {"s": term}))) as url:
        query = f"SELECT ?s ?o {{ SERVICE <{url}/> {{ ?s ?p ?o }} }}"
        answer, _ = federation.evaluate(ox.Store(), query, Partners.of([url]))
        assert isinstance(answer, ox.QuerySolutions)
        ((found, nothing),) = list(answer)
    assert nothing is None
    assert found.value == term["value"]
    assert written is None or str(found) == written


def test_blank_nodes_are_equal_within_an_answer_and_to_nothing_outside_of_it() -> None:
    first = results("s", {"s": {"type": "bnode", "value": "b0"}}, {"s": {"type": "bnode", "value": "b1"}})
    other = results("s", {"s": {"type": "bnode", "value": "b0"}})
    with services.saying(answering(first)) as one, services.saying(answering(other)) as two:
        partners = Partners.of([one, two])
        join = "SELECT ?p ?s { SERVICE <%s/> { ?s a <x:A> } SERVICE <%s/> { ?s a <x:A> } }"
        same = asked_all(join % (one, one), partners)
        assert sorted(each.rpartition("/")[2] for each in same) == ["0", "1"]
        assert all(each.startswith("https://w3id.org/uniongraph/.well-known/genid/") for each in same)
        assert asked_all(join % (one, two), partners) == []


def test_blank_nodes_of_one_label_are_two_where_two_questions_have_answers_of_the_same_bytes() -> None:
    """Who labels them anew in each answer sends the same bytes for two things."""
    alike = results("s", {"s": {"type": "bnode", "value": "b0"}})
    with services.saying(answering(alike)) as one, services.saying(answering(alike)) as two:
        partners = Partners.of([one, two])
        join = "SELECT ?p ?s { SERVICE <%s/> { ?s a <x:A> } SERVICE <%s/> { ?s a %s } }"
        assert asked_all(join % (one, one, "<x:B>"), partners) == []
        assert asked_all(join % (one, two, "<x:A>"), partners) == []


def test_a_reader_of_an_answer_ends_in_its_own_thread(capfd: pytest.CaptureFixture[str]) -> None:
    """The engine complains on standard error where one is dropped elsewhere, held by what was raised."""
    said = pytest.raises(ServiceFailed, match="100,000 rows")
    with services.saying(answering(results("s", *[{}] * 100_001))) as url, said:
        asked(f"SELECT * {{ SERVICE <{url}/> {{ ?s ?p ?o }} }}", url)
    assert capfd.readouterr().err == ""


def asked_all(query: str, partners: Partners) -> list[str]:
    """Return the first column of a query that may ask some services."""
    answer, _ = federation.evaluate(ox.Store(), query, partners)
    return [row[1] for row in sparql.rows(answer)[1]]


EVIL = "http://x/> } . ?s ?p ?o { <http://x/"
WRONG = {
    "is no whole result": [
        b"",
        b"garbage \xff\xfe",
        b"{}",
        b"[" * 100_000,
        b'{"x":' * 100_000,
        results("s", {"s": {"type": "literal", "value": "x"}})[:-4],
        results("s", {"s": {"type": "uri", "value": EVIL}}),
        results("s", {"s": {"type": "uri", "value": "relative"}}),
        results("s", {"s": {"type": "literal", "value": "x", "xml:lang": "en> ?"}}),
        results("s", {"s": {"type": "literal", "value": "x", "datatype": EVIL}}),
        results("s", {"s": {"type": "bnode", "value": "a b"}}),
        results("s", {"s": {"type": "frog", "value": "x"}}),
        results("s", {"o": {"type": "literal", "value": "x"}}),
        results("s}"),
        results("s s"),
        results("s") + b"{}",
    ],
    "answers yes or no": [b'{"head":{},"boolean":true}'],
    r"gives values for \?other": [results("s other")],
    "gives a triple": [
        results(
            "s",
            {
                "s": {
                    "type": "triple",
                    "value": {
                        "subject": {"type": "uri", "value": "http://x/"},
                        "predicate": {"type": "uri", "value": "http://x/"},
                        "object": {"type": "literal", "value": "x"},
                    },
                }
            },
        )
    ],
    "gives more than 100,000 rows": [results("s", *[{}] * 100_001)],
    "brackets too deep in one another": [
        b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":'
        + b'{"type":"triple","value":{"subject":' * 50_000,
        b'{"head":{"vars":["s"],"link":' + b"[" * 50_000 + b"]" * 50_000 + b'},"results":{"bindings":[]}}',
    ],
    "sends more than 8,388,608 bytes": [results("s") + b" " * (8 << 20)],
}


@pytest.mark.parametrize(("said", "content"), [(said, each) for said, all_ in WRONG.items() for each in all_])
def test_what_is_no_answer_is_a_failure_of_the_service(said: str, content: bytes) -> None:
    """One sentence, and the service is named; nothing that it sends is read as SPARQL."""
    with services.saying(answering(content)) as url:
        with pytest.raises(ServiceFailed, match=said) as raised:
            asked(f"SELECT * {{ SERVICE <{url}/> {{ ?s ?p ?o }} }}", url)
        assert str(raised.value).startswith(f"{url}/: ")
        assert asked(f"SELECT * {{ SERVICE SILENT <{url}/> {{ ?s ?p ?o }} }}", url) == [("", "", "")]


@pytest.mark.parametrize(
    ("media_type", "status", "said"),
    [
        ("text/html", 200, "answers as text/html, and was asked for"),
        ("", 200, "answers without saying in what format"),
        ("application/sparql-results+xml", 200, "answers as application/sparql-results"),
        ("text/plain", 400, "answers with status 400: no such word"),
        ("text/plain", 500, "answers with status 500: no such word"),
        ("text/plain", 401, "answers with status 401: no such word"),
    ],
)
def test_another_format_or_a_refusal_is_a_failure_of_the_service(
    media_type: str, status: int, said: str
) -> None:
    with services.saying(answering(b"no such word", media_type, status)) as url:
        with pytest.raises(ServiceFailed, match=said):
            asked(f"SELECT * {{ SERVICE <{url}/> {{ ?s ?p ?o }} }}", url)
        assert asked(f"SELECT * {{ SERVICE SILENT <{url}/> {{ ?s ?p ?o }} }}", url) == [("", "", "")]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("X-SPARQL-MaxRows: 5000", "cuts its answers off after 5000 rows"),
        ("X-SQL-State: S1TAT", "its time was up"),
    ],
)
def test_an_answer_that_its_service_cut_is_none(header: str, said: str) -> None:
    """Virtuoso gives what it has with status 200; a join with it would look whole."""

    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        content = results("s")
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.send_header(*header.split(": "))
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    with services.saying(reply) as url, pytest.raises(ServiceFailed, match=said):
        asked(f"SELECT * {{ SERVICE <{url}/> {{ ?s ?p ?o }} }}", url)


def test_who_is_sent_on_to_another_host_does_not_go() -> None:
    def away(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(307)
        handler.send_header("Location", "https://example.org/sparql")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with services.saying(away) as url, pytest.raises(ServiceFailed, match=r"to another host, example\.org"):
        asked(f"SELECT * {{ SERVICE <{url}/> {{ ?s ?p ?o }} }}", url)


def test_a_slow_service_takes_two_thirds_of_the_time_at_most() -> None:
    import time  # noqa: PLC0415

    def slow(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        time.sleep(6)
        answering(results("s"))(handler, body)

    with services.saying(slow) as url:
        begin = time.monotonic()
        with pytest.raises(QueryTimeout, match=r"is not done after 0\.[23]"):
            asked(f"SELECT * {{ SERVICE <{url}/> {{ ?s ?p ?o }} }}", url, seconds=0.45)
        query = f"SELECT * {{ SERVICE SILENT <{url}/> {{ ?s ?p ?o }} VALUES ?s {{ 1 }} }}"
        assert asked(query, url, seconds=0.45) == [("", "", "1")]
        assert time.monotonic() - begin < 5


def test_what_a_service_gives_may_be_longer_than_a_query() -> None:
    rows = [{"s": {"type": "uri", "value": f"http://thing.example/{number}"}} for number in range(20_000)]
    store = ox.Store()
    name = ox.NamedNode("http://name.example/")
    store.extend(
        ox.Quad(ox.NamedNode(f"http://thing.example/{number}"), name, ox.Literal(str(number)))
        for number in range(0, 20_000, 100)
    )
    with services.saying(answering(results("s", *rows))) as url:
        query = f"SELECT ?n {{ SERVICE <{url}/> {{ ?s ?p ?o }} ?s <http://name.example/> ?n }}"
        assert len(asked(query, url, store)) == 200


# ------------------------------------------------------------------------------------------ the algebra, by the engine

HERE = "<h:a> <h:p> 1, 2 ; <h:q> <h:b> . <h:b> <h:p> 2 ; <h:q> <h:c> . <h:c> <h:r> 'c'@en ."
THERE = "<h:a> <h:n> 'A' ; <h:p> 1 . <h:b> <h:n> 'B', 'b'@zh-Hans ; <h:q> <h:a> . <h:d> <h:n> 'D' ; <h:p> 3 ."


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Native, Native]]:
    """Two native servers: the first evaluates SERVICE itself, against the second."""
    with ExitStack() as stack:
        found = []
        for name, turtle in (("here", HERE), ("there", THERE)):
            server = stack.enter_context(services.native(tmp_path_factory.mktemp(name)))
            url = f"{server.store}?default"
            httpx.post(
                url, content=turtle.encode(), headers={"Content-Type": "text/turtle"}
            ).raise_for_status()
            found.append(server)
        yield found[0], found[1]


def local() -> ox.Store:
    store = ox.Store()
    store.load(HERE.encode(), ox.RdfFormat.TURTLE)
    return store


def natively(server: Native, query: str) -> tuple[set[str], Counter[frozenset[tuple[str, str]]]]:
    response = httpx.post(
        server.query,
        content=query.encode(),
        headers={"Content-Type": "application/sparql-query", "Accept": JSON},
    )
    assert response.status_code == 200, (query, response.text)
    return _counted(ox.parse_query_results(response.content, ox.QueryResultsFormat.JSON))


def _counted(found: object) -> tuple[set[str], Counter[frozenset[tuple[str, str]]]]:
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = (
        frozenset((name, str(value)) for name, value in zip(names, row, strict=True) if value is not None)
        for row in found
    )
    return set(names), Counter(rows)


def both(pair: tuple[Native, Native], query: str) -> None:
    """Hold what we answer against what the native server answers, that evaluates SERVICE itself."""
    here, there = pair
    written = query.replace("$there", f"<{there.query}>")
    answer, _ = federation.evaluate(local(), written, Partners.of([there.query]))
    assert _counted(answer) == natively(here, written), written


QUERIES = [
    "SELECT * { SERVICE $there { ?s <h:n> ?n } }",
    "SELECT * { ?s <h:p> ?v SERVICE $there { ?s <h:n> ?n } }",
    "SELECT * { ?s <h:p> ?v OPTIONAL { SERVICE $there { ?s <h:n> ?n } } }",
    "SELECT * { ?s <h:p> ?v OPTIONAL { SERVICE $there { ?s <h:n> ?n } FILTER(?v = 1) } }",
    "SELECT * { SERVICE $there { ?s <h:n> ?n OPTIONAL { ?s <h:p> ?v } } ?s <h:q> ?o }",
    "SELECT * { SERVICE $there { ?s <h:n> ?n OPTIONAL { ?s <h:p> ?v } } ?s <h:p> ?v }",
    "SELECT * { ?s ?p ?v MINUS { SERVICE $there { ?s <h:n> ?n } } }",
    "SELECT * { ?s ?p ?v FILTER EXISTS { SERVICE $there { ?s <h:n> ?n } } }",
    "SELECT * { ?s ?p ?v FILTER NOT EXISTS { SERVICE $there { ?s <h:p> ?v } } }",
    "SELECT * { { ?s <h:p> ?v } UNION { SERVICE $there { ?s <h:p> ?v } } }",
    "SELECT * { ?s <h:q> ?o { SELECT ?s (COUNT(*) AS ?many) { SERVICE $there { ?s <h:n> ?n } } GROUP BY ?s } }",
    "SELECT * { ?s <h:q> ?o { SELECT DISTINCT ?s { SERVICE $there { ?s ?p ?n } } } }",
    "SELECT * { SERVICE $there { SELECT ?s (SAMPLE(?n) AS ?one) { ?s <h:n> ?n FILTER(LANG(?n) = '') } GROUP BY ?s } ?s ?p ?o }",
    "SELECT * { SERVICE $there { ?s <h:n> ?n } BIND(STRLEN(?n) AS ?long) FILTER(?long = 1) }",
    "SELECT * { ?s ?p ?o FILTER(?o = 1 || EXISTS { SERVICE $there { ?s <h:n> ?n } }) }",
    "SELECT * { ?s ?p ?o BIND(EXISTS { SERVICE $there { ?s <h:p> ?o } } AS ?known) }",
    "SELECT ?s (EXISTS { SERVICE $there { ?s <h:n> ?n } } AS ?named) { ?s <h:q> ?o }",
    "SELECT * { { SERVICE $there { ?s <h:n> ?n } FILTER(?v = 1) } ?s <h:p> ?v }",
    "SELECT * { SERVICE $there { ?s <h:n> ?n FILTER(?v = 1) } ?s <h:p> ?v }",
    "SELECT * { ?s <h:p> ?v SERVICE $there { ?s <h:n> ?n BIND(?v AS ?w) } }",
    "SELECT * { SERVICE $there { ?s <h:n> ?n } } VALUES ?s { <h:a> UNDEF }",
    "SELECT * { BIND(<h:a> AS ?s) SERVICE $there { ?s <h:n> ?n } }",
    "SELECT * { VALUES ?s { <h:a> <h:d> } SERVICE $there { ?s <h:n> ?n } }",
    "SELECT * { SERVICE $there { VALUES ?s { <h:a> <h:d> } ?s <h:n> ?n } }",
    "SELECT * { SERVICE $there { <h:a> <h:n> 'A' } ?s <h:q> ?o }",
    "SELECT * { SERVICE $there { <h:a> <h:n> 'nobody' } ?s <h:q> ?o }",
    "SELECT * { SERVICE $there { ?s <h:n> ?n } SERVICE $there { ?s <h:p> ?v } }",
    "SELECT ?n (COUNT(*) AS ?many) { ?s ?p ?o SERVICE $there { ?s <h:n> ?n } } GROUP BY ?n ORDER BY ?n",
    "SELECT * { ?s <h:q>+ ?o . SERVICE $there { ?o <h:n> ?n } } ORDER BY ?n LIMIT 9",
    "PREFIX h: <h:> SELECT * { SERVICE SILENT $there { ?s h:n ?n ; h:p [] } }",
    "SELECT * { ?s <h:p> ?v SERVICE SILENT <http://127.0.0.1:9/none> { ?s <h:n> ?n } }",
]


@pytest.mark.parametrize("query", [each for each in QUERIES if ":9/" not in each])
def test_a_federated_query_answers_as_it_does_natively(pair: tuple[Native, Native], query: str) -> None:
    both(pair, query)


def test_a_silent_service_that_is_not_there_says_nothing(pair: tuple[Native, Native]) -> None:
    query = QUERIES[-1]
    answer, said = federation.evaluate(local(), query, Partners.of(["http://127.0.0.1:9/none"]))
    assert _counted(answer) == natively(pair[0], query)
    assert [str(each) for each in said] == ["<http://127.0.0.1:9/none>; failed"]


SUBJECTS = st.sampled_from(["?s", "?o", "?x", "<h:a>", "<h:b>"])
PREDICATES = st.sampled_from(["<h:p>", "<h:q>", "<h:n>", "?p"])
OBJECTS = st.sampled_from(["?o", "?v", "?s", "?n", "1", "2", "<h:a>"])
TRIPLES = st.builds("{} {} {} .".format, SUBJECTS, PREDICATES, OBJECTS)
INNER = st.one_of(
    TRIPLES,
    st.builds("{} {}".format, TRIPLES, TRIPLES),
    st.builds("{} OPTIONAL {{ {} }}".format, TRIPLES, TRIPLES),
    st.builds("{{ {} }} UNION {{ {} }}".format, TRIPLES, TRIPLES),
)
CLAUSES = st.builds("SERVICE $there {{ {} }}".format, INNER)
GROUPS = st.recursive(
    st.one_of(INNER, CLAUSES),
    lambda group: st.one_of(
        st.builds("{} {}".format, group, group),
        st.builds("{} OPTIONAL {{ {} }}".format, group, group),
        st.builds("{} OPTIONAL {{ {} FILTER(BOUND(?n)) }}".format, group, group),
        st.builds("{{ {} }} UNION {{ {} }}".format, group, group),
        st.builds("{} MINUS {{ {} }}".format, group, group),
        st.builds("{} FILTER EXISTS {{ {} }}".format, group, group),
        st.builds("{{ SELECT DISTINCT ?s ?o {{ {} }} }}".format, group),
    ),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.builds("SELECT * {{ {} }}".format, GROUPS))
def test_any_federated_query_answers_as_it_does_natively(pair: tuple[Native, Native], query: str) -> None:
    if query.count("SERVICE") <= clauses.MOST:
        both(pair, query)
