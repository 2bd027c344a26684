"""What a query is cut into, what may run, what is said of a bad one, and how answers are written."""

from __future__ import annotations

import contextlib
import io
import itertools
import random
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uniongraph import sparql
from uniongraph.errors import QueryError, QueryRefused
from uniongraph.sparql import safety
from uniongraph.sparql.tokens import data_blocks, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EX = "http://example.org/"
W3C = Path(__file__).parents[2] / "shared" / "w3c" / "sparql11"


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{EX}{name}")


@pytest.fixture
def store() -> ox.Store:
    """Give a store with a statement in each of two named graphs and one in the default graph."""
    store = ox.Store()
    store.add(ox.Quad(node("a"), node("p"), ox.Literal("宝山区", language="zh"), node("g1")))
    store.add(ox.Quad(node("b"), node("p"), ox.Literal('say "x", y', datatype=None), node("g2")))
    store.add(ox.Quad(node("c"), node("p"), ox.Literal(3)))
    return store


def column(answer: sparql.Answer) -> list[str]:
    """Return the first column of an answer, sorted."""
    return sorted(row[0].removeprefix(EX) for row in sparql.rows(answer)[1])


# ---------------------------------------------------------------------------------------------- tokens


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?上海 $x", "word SELECT|variable ?上海|variable $x"),
        ("PREFIX ug: <http://x/#a>", "word PREFIX|name ug:|iri <http://x/#a>"),
        ("a:b.c-d%20e\\-f. :x _:b1.c .", "name a:b.c-d%20e\\-f|mark .|name :x|blank _:b1.c|mark ."),
        (
            "'a' \"b\\\"\" '''c''d''' \"\"\"e\"f\"\"\"",
            "string 'a'|string \"b\\\"\"|string '''c''d'''|string \"\"\"e\"f\"\"\"",
        ),
        ('"x"@zh-Hans 1.5e-3 -2 .5', 'string "x"|language @zh-Hans|number 1.5e-3|mark -|number 2|number .5'),
        ("# 'no string\nASK{}", "word ASK|mark {|mark }"),
        ("?a<=?b && ?c<?d", "variable ?a|mark <=|variable ?b|mark &&|variable ?c|mark <|variable ?d"),
        (
            "true.OPTIONAL{} a.b.c",
            "word true|mark .|word OPTIONAL|mark {|mark }|word a|mark .|word b|mark .|word c",
        ),
        ("<< ?s ?p ?o >> {| |}", "mark <<|variable ?s|variable ?p|variable ?o|mark >>|mark {||mark |}"),
        ("1SERVICE \\u0041", "number 1|word SERVICE|stray \\|word u0041"),
        ("FILTER('open", "word FILTER|mark (|unclosed 'open"),
        ('"""a" #\\uD800 """', 'string ""|string "a"'),
    ],
)
def test_a_query_is_cut_into_tokens(query: str, expected: str) -> None:
    """Each kind of token is recognised; comments and white space are none."""
    assert "|".join(f"{token.kind} {token.text}" for token in tokens(query)) == expected


@given(st.text(alphabet="\"'<>\\#?:.@{}()ab1上 \n\t_-^|&;", max_size=60))
def test_tokens_are_the_whole_query(query: str) -> None:
    """Tokens stand in order where they say, and between them is nothing but white space and comments."""
    end = 0
    for token in tokens(query):
        between = query[end : token.begin]
        assert not between.strip() or between.lstrip().startswith("#")
        assert query[token.begin : token.end] == token.text
        end = token.end
    rest = query[end:].strip()
    assert not rest or rest.startswith("#")


@pytest.mark.parametrize(
    "piece", ["a.", '"""\\', "<a", "'''\\' ", "_:a.", "@a-", "\\u0041", "1.1", "a:b.c ", '"', "''' "]
)
def test_cutting_takes_linear_time(piece: str) -> None:
    """A text of the largest size that makes a naive tokenizer start over and over is cut in an instant."""
    query = piece * (sparql.MAX_CODE_POINTS // len(piece))
    begin = time.perf_counter()
    assert sum(1 for _ in tokens(query)) > 0
    assert time.perf_counter() - begin < 3


def test_values_blocks_are_found_by_token() -> None:
    """VALUES blocks are found wherever they stand, but not in strings or comments."""
    query = 'ASK { VALUES ?a { 1 } FILTER("VALUES ?b {}" = 2) # VALUES ?c {}\n values (?d ?e) { (1 UNDEF) } } VALUES ?f { }'
    found = list(data_blocks(list(tokens(query))))
    assert [(block.variables, block.single) for block in found] == [
        (("a",), True),
        (("d", "e"), False),
        (("f",), True),
    ]


# ---------------------------------------------------------------------------------------------- what may run


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "select*{service silent?x{?s?p?o}}",
        "SELECT * { ?s ?p ?o SeRvIcE # hidden\n <http://127.0.0.1:1/> {} }",
        "SELECT * { SERV\\u0049CE <http://127.0.0.1:1/> {} }",
        "SELECT * { \\U00000053ERVICE <http://127.0.0.1:1/> {} }",
        "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:1/> {} }",
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:1/>{} }",
        "SELECT * { ?s ?p ?o SERVICESILENT<http://127.0.0.1:1/>{} }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX SERVICE: <a:> PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX a: <a:> SELECT * { ?s ?p a:b.c.SERVICE<http://127.0.0.1:1/>{} }",
        "PREFIX a: <a:> SELECT * { ?s ?p a:b.c.SERVICE SILENT <http://127.0.0.1:1/> {} }",
        "SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX a: <b:> BASE <c:> # first\n drop all",
        "LOAD <http://127.0.0.1:1/>",
        "CLEAR DEFAULT",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CREATE GRAPH <a:g>",
        "COPY <a:g> TO <a:h>",
        "MOVE <a:g> TO <a:h>",
        "ADD <a:g> TO <a:h>",
    ],
)
def test_asking_others_and_updating_are_refused(query: str) -> None:
    """SERVICE and every update are refused, however they are written, glued, cased, escaped or commented."""
    with pytest.raises(QueryRefused):
        sparql.refuse(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("SERVICE <x> {}" AS ?x) {}',
        "SELECT * { ?s ?p '''\nSERVICE <x> {}\n''' } # SERVICE <x> {}",
        "SELECT * { ?s ?p <http://example.org/SERVICE> }",
        "PREFIX service: <http://example.org/service#> SELECT * { ?s a service:SERVICE ; service:service ?service }",
        "PREFIX service: <http://example.org/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
        "PREFIX service: <http://example.org/> SELECT * FROM service:g { ?s ?p ?o }",
        "SELECT ?insert { ?delete ?drop 'INSERT' }",
        "PREFIX insert: <http://example.org/> SELECT * { ?s insert:into ?load }",
        'SELECT * { ?s ?p "\\u0022 SERVICE <x> {" }',
    ],
)
def test_the_words_themselves_are_innocent(store: ox.Store, query: str) -> None:
    """In strings, comments, IRIs, names and variables the words mean nothing, and the query runs."""
    sparql.refuse(query)
    sparql.rows(sparql.evaluate(store, query))


@pytest.fixture
def listener() -> Iterator[tuple[int, list[int]]]:
    """Give a port of this machine that counts who connects."""
    calls: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def count() -> None:
            while True:
                try:
                    server.accept()[0].close()
                except OSError:
                    return
                calls.append(1)

        thread = threading.Thread(target=count, daemon=True)
        thread.start()
        yield server.getsockname()[1], calls
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def test_no_query_that_runs_reaches_another_server(store: ox.Store, listener: tuple[int, list[int]]) -> None:
    """Of 3,675 queries put together from tricks, those that run connect to nobody; the engine alone would have."""
    port, calls = listener
    target = f"<http://127.0.0.1:{port}/>"
    before = ["", " ", "true", "1", "a:b", "a:b.c", "a:b.c.", '"x"', '"x"@en', "?o", "?o.", "_:b.", "'''a' #\\uD800\n", '"""a" #\\q\n',
              "<#>", "?o FILTER(1<a:#> 2)\n", "# \\u000A", "\\u0020", "{}", "VALUES ?v { 1 }", "FILTER(true)"]  # fmt: skip
    word = [
        "SERVICE",
        "service",
        "SERVICE ",
        "SERVICE#\n",
        "SERVICESILENT",
        "SERV\\u0049CE ",
        "SERVICE SILENT ",
    ]
    after = [target, " ?t ", ":", ":x", f"a:b{target}"]
    end = ["{ ?x ?y ?z }", " { ?x ?y ?z } #'''", ' {?x ?y ?z} #"""', "{}", "?o"]
    queries = [
        f"PREFIX a: <a:> PREFIX : <http://127.0.0.1:{port}/> PREFIX SERVICE: <a:> SELECT * {{ VALUES ?t {{ {target} }} ?s ?p {''.join(parts)} }}"
        for parts in itertools.product(before, word, after, end)
    ]
    random.Random(1).shuffle(queries)  # noqa: S311 (the same ones every time)
    answered = 0
    for query in queries:
        try:
            sparql.rows(sparql.evaluate(store, query))
            answered += 1
        except QueryError:
            continue
    assert (calls, answered > 0) == ([], True)
    for query in queries[:500]:
        with contextlib.suppress(SyntaxError, RuntimeError, QueryError):
            sparql.rows(store.query(query))
    assert len(calls) > 10


SHAPES: dict[str, Callable[[int], str]] = {
    "groups": lambda n: f"SELECT * {'{' * n} ?s ?p ?o {'}' * n}",
    "brackets": lambda n: f"SELECT * {{ FILTER({'(' * n}1=1{')' * n}) }}",
    "functions": lambda n: f"SELECT * {{ FILTER({'ABS(' * n}1{')' * n}=1) }}",
    "not exists": lambda n: f"SELECT * {{ {'?s ?p ?o FILTER NOT EXISTS { ' * n} ?s ?p ?o {'}' * n} }}",
    "subselects": lambda n: f"SELECT * {{ {'{ SELECT * { ' * n} ?s ?p ?o {'} }' * n} }}",
    "paths": lambda n: f"SELECT * {{ ?s {'(' * n}<a:p>/<a:q>{')*' * n} ?o }}",
    "or": lambda n: f"SELECT * {{ ?s ?p ?o FILTER(?s = 1 {'|| ?s = 1 ' * n}) }}",
    "sum": lambda n: f"SELECT * {{ ?s ?p ?o FILTER(?o {'+1' * n} = 1) }}",
    "not": lambda n: f"SELECT * {{ ?s ?p ?o FILTER({'!' * n}?o) }}",
    "union": lambda n: f"SELECT * {{ {{?s ?p ?o}} {'UNION {?s ?p ?o} ' * n} }}",
    "minus": lambda n: f"SELECT * {{ ?s ?p ?o {'MINUS {?s ?p ?o} ' * n} }}",
    "bind": lambda n: "SELECT * { " + "".join(f"BIND(1 AS ?x{i}) " for i in range(n)) + "}",
    "columns": lambda n: "SELECT " + "".join(f"(1 AS ?x{i}) " for i in range(n)) + "{}",
    "alternatives": lambda n: f"SELECT * {{ ?s <a:p>{'|<a:p>' * n} ?o }}",
    "list": lambda n: f"SELECT * {{ ?s ?p ({' 1' * n}) }}",
    "reparsed": lambda n: f"SELECT * {{ FILTER({'SUBSTR(' * n}'a'{',1)' * n} = 'a') }}",
    "glued": lambda n: f"SELECT * {{ FILTERREGEX({'REPLACE(' * n}'a'{', 1, 2)' * n}, 'a') }}",
    "hidden in a string": lambda n: f"SELECT * {{ VALUES ?x {{ '''a' #\\uD800\n }} FILTER({'ABS(' * n}1{')' * n} = 1) }} #'''",
    "hidden in an IRI": lambda n: f"PREFIX x: <x:> SELECT * {{ FILTER(1<x:f({'ABS(' * n}1#>\n{')' * n})) }}",
    "after a false end": lambda n: "SELECT * { " + "(1 <#> )\n" + "{" * n + " " + "}" * n + " }",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_what_would_crash_or_hang_the_engine_is_turned_away(store: ox.Store, shape: str) -> None:
    """5,000 of anything that recurses (some 50 kB) is answered with an error at once, not with a dead process."""
    query = SHAPES[shape](5_000)
    begin = time.perf_counter()
    with pytest.raises(QueryError):
        sparql.evaluate(store, query)
    assert time.perf_counter() - begin < 3


@pytest.mark.parametrize("name", ["SUBSTR", "REGEX", "REPLACE", "GROUP_CONCAT"])
def test_functions_that_are_parsed_twice_are_bounded_on_their_own(store: ox.Store, name: str) -> None:
    """Ten in one another are let through, eleven are not; beside one another they may be many."""

    def nested(depth: int) -> str:
        return f"ASK {{ FILTER({f'{name}(' * depth}'a'{', 1)' * depth} = 'a') }}"

    with pytest.raises(QueryRefused, match="nests more than 10 calls"):
        sparql.evaluate(store, nested(11))
    safety.bound(nested(10), list(tokens(nested(10))))
    beside = f"ASK {{ FILTER({' || '.join([f'{name}(1,2)'] * 40)}) }}"
    safety.bound(beside, list(tokens(beside)))


def test_a_query_over_the_size_is_refused(store: ox.Store) -> None:
    """The size is counted before anything else is done."""
    with pytest.raises(QueryRefused, match="longer than 100,000 characters"):
        sparql.evaluate(store, f"ASK {{}} #{'x' * 100_000}")


@pytest.mark.slow
def test_the_largest_queries_that_may_run_do_not_crash() -> None:
    """Every shape, as large as it is let through, leaves a process of its own alive, with the usual stack of 8 MiB.

    The list is left out: it is no danger to the process, but planning it takes hours.
    """
    program = (
        "import sys; import pyoxigraph as ox; from uniongraph import sparql; from uniongraph.errors import QueryError\n"
        "sys.path.insert(0, 'tests'); from test_sparql import SHAPES\n"
        "for name, shape in SHAPES.items():\n"
        "    if name == 'list': continue\n"
        "    for n in (1000, 500, 330, 250, 200, 64, 60, 30, 10, 9):\n"
        "        try: sparql.evaluate(ox.Store(), shape(n))\n"
        "        except QueryError: pass\n"
        "print('alive')"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, check=False, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ VALUES ?x {{ {'UNDEF 1 -2 true ' * 5_000} }} }}",
        f"SELECT * {{ VALUES (?x ?y) {{ {'(<http://example.org/a> 1) ' * 3_000} }} }}",
        f"SELECT * {{ ?s ?p ?o FILTER(?o IN (1{', 1' * 20_000})) }}",
        f"SELECT * {{ {'{ ?s ?p ?o } UNION ' * 300} {{ ?s ?p ?o }} }}",
        "SELECT * { ?s ?p ?o FILTER(?o = 1 " + "|| ?o = 2 " * 400 + ") }",
        "SELECT (REPLACE(REPLACE(REPLACE(REPLACE('a','a','b'),'b','c'),'c','d'),'d','e') AS ?x) {}",
    ],
    ids=["values", "rows", "in", "union", "or", "replace"],
)
def test_large_queries_that_people_write_do_run(store: ox.Store, query: str) -> None:
    """Thousands of values, hundreds of alternatives and a chain of replacements are no reason to refuse."""
    sparql.evaluate(store, query)


@pytest.mark.skipif(not W3C.is_dir(), reason="the W3C tests lie in ../shared, which is not here")
def test_the_w3c_queries_are_taken_as_the_engine_takes_them() -> None:
    """Each of W3C's SPARQL 1.1 queries runs exactly if the engine runs it, so our own form of a query loses nothing."""
    found = sorted(W3C.rglob("*.rq"))
    assert len(found) > 300
    for path in found:
        query = path.read_text("utf-8")
        assert _runs(query, checked=True) == _runs(query, checked=False), path


def _runs(query: str, *, checked: bool) -> bool:
    try:
        if checked:
            sparql.evaluate(ox.Store(), query, base=EX)
        else:
            ox.Store().query(query, base_iri=EX)
    except QueryRefused:
        raise
    except (QueryError, SyntaxError, RuntimeError):
        return False
    return True


LONG = '''ASK { VALUES ?x { """a"b""c\\"\\n
 d""" \'\'\'it's "so"\'\'\' } FILTER(?x IN ("a\\"b\\"\\"c\\"\\n\\n d", "it's \\"so\\"")) }'''


def test_our_own_form_of_a_query_says_the_same(store: ox.Store) -> None:
    """Long strings written short hold the same characters, and an escaped IRI is the same IRI."""
    found = list(tokens(LONG))
    form = "".join(safety.normal_form(found))
    assert "\n" not in form
    assert "'''" not in form
    assert bool(sparql.evaluate(store, LONG))
    same = "ASK { FILTER(<http://example.org/上> = <\\u0068ttp://example.org/\\u4E0A>) FILTER(<> = <http://example.org/>) }"
    assert bool(sparql.evaluate(store, same, base=EX))


# ---------------------------------------------------------------------------------------------- the dataset


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?s { ?s ?p ?o }", "abc"),
        ("PREFIX ex: <http://example.org/> SELECT ?s FROM ex:g1 { ?s ?p ?o }", "a"),
        (
            "PREFIX ex: <http://example.org/> PREFIX FROM: <http://example.org/> SELECT ?s FROM FROM:g1 { ?s ?p ?o }",
            "a",
        ),
        ("PREFIX ex: <http://example.org/> SELECT ?s FROM ex:g1 FROM ex:g2 { ?s ?p ?o }", "ab"),
        ("PREFIX ex: <http://example.org/> SELECT ?s FROM NAMED ex:g1 { ?s ?p ?o }", ""),
        ("PREFIX ex: <http://example.org/> SELECT ?s FROM NAMED ex:g1 { GRAPH ?g { ?s ?p ?o } }", "a"),
        ("SELECT ?s { GRAPH ?g { ?s ?p ?o } }", "ab"),
        ("SELECT ?s { ?s ?p ?o FILTER('FROM' != ?o) }", "abc"),
    ],
)
def test_the_default_graph_is_the_union_unless_the_query_says_from(
    store: ox.Store, query: str, expected: str
) -> None:
    """Without FROM a query sees every graph; with FROM it sees what it names (the engine's own option would not)."""
    assert "".join(column(sparql.evaluate(store, query))) == expected


@pytest.mark.parametrize(
    ("default", "named", "expected"),
    [((f"{EX}g1",), (), "a"), ((f"{EX}g1", f"{EX}g2"), (), "ab"), ((), (f"{EX}g1",), ""), ((), (), "b")],
)
def test_the_protocol_dataset_wins_over_from(
    store: ox.Store, default: tuple[str, ...], named: tuple[str, ...], expected: str
) -> None:
    """Graphs named beside the query replace those named in it."""
    query = "SELECT ?s FROM <http://example.org/g2> { ?s ?p ?o }"
    answer = sparql.evaluate(store, query, default_graphs=default, named_graphs=named)
    assert "".join(column(answer)) == expected


# ---------------------------------------------------------------------------------------------- what is said


@pytest.mark.parametrize(
    ("query", "line", "said"),
    [
        ("SELECT * WHERE { ?s ?p }", 1, 'column 24: "}" is not expected here'),
        ("SELECT *\nWHERE {\n  ?s foo:bar 1 }", 3, "column 6: the prefix foo: is not declared"),
        ("SELEC * {}", 1, 'column 1: "SELEC" is not expected here'),
        ("SELECT * { ?s ?p", 1, "column 17: the query ends too early: something is missing or still open"),
        ("ASK { ?s ?p 'open }", 1, "column 13: this string is never closed"),
        ("# 注释 {\nASK { FILTER(?上海 = ) }", 2, 'column 20: ")" is not expected here'),
        ("SELECT * {} ; SELECT * {}", 1, 'column 13: ";" is not expected here'),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", 1, "column 35: The SELECT contains a variable that is unbound"),
        ("ASK { ?s ?p <http://a/%zz> }", 1, "column 13: <http://a/%zz> is no IRI"),
        ("ASK { ?s ?p ?o \\u007D", 1, 'column 16: "\\" is not expected here'),
        ("ASK { ?s ?p \0 }", 1, 'column 13: "\N{REPLACEMENT CHARACTER}" is not expected here'),
        ("", None, "the query is empty"),
        ("SELECT (<http://example.org/f>(1) AS ?x) {}", None, "custom function <http://example.org/f> is not supported"),
        ("ASK { ?s ?p '\ud800' }", None, "surrogates not allowed"),
    ],
)  # fmt: skip
def test_a_bad_query_is_told_where_and_why(store: ox.Store, query: str, line: int | None, said: str) -> None:
    """The line, the column of the first wrong token and what is wrong with it."""
    with pytest.raises(QueryError) as caught:
        sparql.evaluate(store, query, source="q.rq")
    assert (caught.value.source, caught.value.line) == ("q.rq", line)
    assert said in caught.value.message


def test_the_line_is_quoted_with_a_caret_under_the_place(store: ox.Store) -> None:
    """A Chinese character is as wide as two, so the caret's line has wide spaces under wide characters."""
    with pytest.raises(QueryError) as caught:
        sparql.evaluate(store, "ASK {\n  ?上海 ?p }\n")
    assert str(caught.value).split("\n") == [
        'query:2: syntax error at column 10: "}" is not expected here',
        "    ?上海 ?p }",
        "     　　    ^",
    ]


@pytest.mark.parametrize("position", [0, 3, 2_000, 5_999])
def test_the_place_is_found_in_a_long_query(store: ox.Store, position: int) -> None:
    """The wrong token is found among 6,000 lines, quickly."""
    lines = ["?s ?p 1 ."] * 990
    at = position % 990
    lines[at] = "?s ?p ."
    with pytest.raises(QueryError) as caught:
        sparql.evaluate(store, "ASK {\n" + "\n".join(lines) + "\n}")
    assert caught.value.line == at + 2


# ---------------------------------------------------------------------------------------------- answers


@pytest.mark.parametrize("name", sparql.RESULTS)
def test_a_table_is_written_in_every_format(store: ox.Store, name: str) -> None:
    """Each result format holds the same rows; those that keep types are read back to the same terms."""
    query = "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s"
    output = io.BytesIO()
    sparql.write(sparql.evaluate(store, query), name, output)
    if name == "csv":
        assert output.getvalue().decode() == (f's,o\r\n{EX}a,宝山区\r\n{EX}b,"say ""x"", y"\r\n{EX}c,3\r\n')
        return
    form = sparql.RESULTS[name].engine
    assert isinstance(form, ox.QueryResultsFormat)
    found = ox.parse_query_results(output.getvalue(), form)
    assert isinstance(found, ox.QuerySolutions)
    rows = [[row[0], row[1]] for row in found]
    assert rows == [
        [node("a"), ox.Literal("宝山区", language="zh")],
        [node("b"), ox.Literal('say "x", y')],
        [node("c"), ox.Literal(3)],
    ]


@pytest.mark.parametrize("name", sparql.GRAPHS)
def test_a_graph_is_written_in_every_format(store: ox.Store, name: str) -> None:
    """Each RDF format is read back to the same triples, and uses the query's prefixes where it has prefixes."""
    query = f"PREFIX ex: <{EX}> CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}"
    output = io.BytesIO()
    sparql.write(sparql.evaluate(store, query), name, output, prefixes=sparql.prefixes(query))
    form = sparql.GRAPHS[name].engine
    assert isinstance(form, ox.RdfFormat)
    assert {quad.triple for quad in ox.parse(output.getvalue(), form)} == {quad.triple for quad in store}
    assert (b"ex:p" in output.getvalue()) == (name in {"turtle", "trig", "rdfxml"})


def test_a_truth_value_is_written(store: ox.Store) -> None:
    """ASK answers in JSON as in CSV."""
    for name, expected in [("json", b'"boolean":true'), ("csv", b"true"), ("tsv", b"true")]:
        output = io.BytesIO()
        sparql.write(sparql.evaluate(store, "ASK {}"), name, output)
        assert expected in output.getvalue()


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        ("ASK {}", "turtle", "SELECT and ASK can be written as json, xml, csv, tsv, not as 'turtle'"),
        (
            "CONSTRUCT {} {}",
            "csv",
            "can be written as turtle, jsonld, ntriples, rdfxml, nquads, trig, not as 'csv'",
        ),
        ("ASK {}", "pdf", "not as 'pdf'"),
    ],
)
def test_a_format_that_does_not_fit_is_named(store: ox.Store, query: str, name: str, said: str) -> None:
    """The error lists what would do."""
    with pytest.raises(QueryError, match="can be written as") as caught:
        sparql.write(sparql.evaluate(store, query), name, io.BytesIO())
    assert said in str(caught.value)


class _Full(io.RawIOBase):
    """A file on a full disk."""

    def write(self, _: object) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_not_the_query_s_fault(store: ox.Store) -> None:
    """What the output raises comes through as it is."""
    with pytest.raises(OSError, match="No space left"):
        sparql.write(sparql.evaluate(store, "SELECT * { ?s ?p ?o }"), "json", _Full())  # type: ignore[arg-type]


def test_rows_are_plain_text_for_people(store: ox.Store) -> None:
    """Terms by what they say, nothing for what is unbound; graphs and truth values as tables too."""
    assert sparql.rows(sparql.evaluate(store, "SELECT ?o ?x { ?s ?p ?o } ORDER BY ?s LIMIT 1")) == (
        ["o", "x"],
        [["宝山区", ""]],
    )
    assert sparql.rows(sparql.evaluate(store, "ASK { <a:a> <a:b> 1 }")) == (["answer"], [["false"]])
    graph = sparql.evaluate(store, f"CONSTRUCT {{ <{EX}x> <{EX}y> 1 }} WHERE {{}}")
    assert sparql.is_graph(graph)
    assert sparql.rows(graph) == (["subject", "predicate", "object"], [[f"{EX}x", f"{EX}y", "1"]])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("PREFIX a: <b:c> BASE <d:> select * {}", "select"),
        ("ASK{}", "ask"),
        ("# SELECT\nCONSTRUCT WHERE {}", "construct"),
        ("DESCRIBE <a:b>", "describe"),
        ("", None),
        ("DROP ALL", None),
    ],
)
def test_the_form_of_a_query_is_known_before_it_runs(query: str, expected: str | None) -> None:
    """What kind of answer to expect follows from the first word after the prologue."""
    assert sparql.form(query) == expected


def test_the_prefixes_of_a_query_are_its_own() -> None:
    """As declared in the prologue; what is relative or escaped is no prefix to write with."""
    query = "PREFIX a: <http://a/> BASE <http://b/> # PREFIX c: <c:>\nPREFIX : <d:> PREFIX e: <f> PREFIX g: <h:\\u0041> ASK {}"
    assert sparql.prefixes(query) == {"a": "http://a/", "": "d:"}
    assert sparql.prefixes("PREFIX a:") == {}
