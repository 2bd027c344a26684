"""Prepared queries: what a file must say, and how values become terms in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uniongraph import files, queries, sparql
from uniongraph.errors import QueryError
from uniongraph.queries import Parameter
from uniongraph.queries.parameters import term

if TYPE_CHECKING:
    from pathlib import Path

    from uniongraph.queries.parameters import Type

EX = "http://example.org/"
SCHEME = "https://w3id.org/uniongraph/scheme/"
SKOS = "http://www.w3.org/2004/02/skos/core#"

HEADER = """\
#+ summary:
#+   zh: 各区获奖数
#+   en: Awards by district
#+ description:
#+   zh: 每个区的获奖数。
#+   en: "The number of awards: one row a district."
#+ tags: [district, award]
"""
PARAMETER = """\
#+ parameters:
#+   - name: code
#+     type: code
#+     required: false
#+     summary:
#+       zh: 区代码
#+       en: District code
#+     example: "310104"
"""
QUERY = """\
PREFIX ex: <http://example.org/>
SELECT ?place ?code WHERE {
  VALUES ?code { UNDEF }
  ?place ex:code ?code .
  { SELECT ?place WHERE { VALUES ?code { UNDEF } ?place ex:code ?code } }
}
ORDER BY ?place
"""


def write(folder: Path, text: str, name: str = "awards-by-district.rq") -> Path:
    """Write a query file and return its path."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def with_parameter(kind: str, example: str, *, held: str = "UNDEF", more: str = "") -> str:
    """Return a query with one parameter ``x`` of this type."""
    return f"""\
{HEADER}#+ parameters:
#+   - name: x
#+     type: {kind}
{more}#+     summary:
#+       zh: 参数
#+       en: The parameter
#+     example: "{example}"
SELECT ?x WHERE {{ VALUES ?x {{ {held} }} }}
"""


@pytest.fixture
def store() -> ox.Store:
    """Give a store with two places, their codes, and a scheme of two concepts."""
    store = ox.Store()
    graph = ox.NamedNode(f"{EX}g")
    for place, code in [("a", "310104"), ("b", "310105")]:
        store.add(ox.Quad(ox.NamedNode(f"{EX}{place}"), ox.NamedNode(f"{EX}code"), ox.Literal(code), graph))
    for key in ("special", "main"):
        concept = ox.NamedNode(f"{SCHEME}tier-kind/{key}")
        store.add(
            ox.Quad(concept, ox.NamedNode(f"{SKOS}inScheme"), ox.NamedNode(f"{SCHEME}tier-kind"), graph)
        )
    return store


# ---------------------------------------------------------------------------------------------- the file


def test_a_file_says_what_it_answers(tmp_path: Path) -> None:
    """Everything in the header is read, in both languages, quoted or not."""
    query = queries.read(write(tmp_path, HEADER + PARAMETER + QUERY))
    assert query.name == "awards-by-district"
    assert query.summary == {"zh": "各区获奖数", "en": "Awards by district"}
    assert query.description == {"zh": "每个区的获奖数。", "en": "The number of awards: one row a district."}
    assert query.tags == ("district", "award")
    assert query.parameters == (Parameter("code", "code", {"zh": "区代码", "en": "District code"}, "310104"),)
    assert query.text == HEADER + PARAMETER + QUERY


def test_a_query_without_parameters_needs_none(tmp_path: Path) -> None:
    """Tags and parameters may be left out."""
    head = HEADER.replace("#+ tags: [district, award]\n", "")
    query = queries.read(write(tmp_path, f"{head}ASK {{}}"))
    assert (query.tags, query.parameters) == ((), ())


@pytest.mark.parametrize(
    ("kind", "example", "held", "default"),
    [
        ("string", "家政", '"a \\"b\\""', 'a "b"'),
        ("string", "家政", '""', ""),
        ("integer", "90", "7", "7"),
        ("year", "2017", '"2018"^^<http://www.w3.org/2001/XMLSchema#gYear>', "2018"),
        ("code", "310104", "'31-A'", "31-A"),
        ("iri", "http://example.org/a", "<http://example.org/上>", "http://example.org/上"),
        ("iri", "http://example.org/a", "UNDEF", None),
    ],
)
def test_the_default_is_what_the_values_block_holds(
    tmp_path: Path, kind: str, example: str, held: str, default: str | None
) -> None:
    """It is written once, as a term, and read back as a user would write it."""
    query = queries.read(write(tmp_path, with_parameter(kind, example, held=held)))
    assert query.parameter("x").default == default


def test_a_concept_s_default_is_its_key(tmp_path: Path) -> None:
    """A concept stands in the query as an IRI, by a prefix or in full, and is spoken of by its key."""
    text = with_parameter(
        "concept", "main", held=f"<{SCHEME}tier-kind/special>", more="#+     scheme: tier-kind\n"
    )
    assert queries.read(write(tmp_path, text)).parameter("x").default == "special"
    prefixed = text.replace(f"<{SCHEME}tier-kind/special>", "k:special").replace(
        "SELECT", f"PREFIX k: <{SCHEME}tier-kind/> SELECT"
    )
    assert queries.read(write(tmp_path, prefixed)).parameter("x").default == "special"


BROKEN = [
    ("ASK {}", 1, "has no header"),
    (HEADER.replace("summary", "sumary") + "ASK {}", 1, "unknown key 'sumary' in the header; did you mean summary?"),
    (HEADER.replace("#+   en: Awards by district\n", "") + "ASK {}", 1, "lacks 'en'"),
    (HEADER.replace("#+   zh: 各区获奖数\n#+   en: Awards by district\n", "") + "ASK {}", 1, "'summary:' has no value"),
    (HEADER.replace("各区获奖数", "各区: 获奖数") + "ASK {}", 2, "quote it: '各区: 获奖数'"),
    (HEADER.replace("各区获奖数", "2017") + "ASK {}", 2, "quote it: '2017'"),
    (HEADER.replace("各区获奖数", "yes") + "ASK {}", 2, "quote it: 'yes'"),
    (HEADER.replace("#+   zh: 各", "#+     zh: 各") + "ASK {}", 3, "is indented in a way that fits nothing above"),
    (HEADER.replace("#+   zh: 各", "#+ \tzh: 各") + "ASK {}", 2, "indents with a tab"),
    (HEADER.replace("#+   zh: 每", "#+   en: twice\n#+   zh: 每") + "ASK {}", 7, "says 'en' twice"),
    (HEADER.replace("[district, award]", "district") + "ASK {}", 7, "'tags' must be a list"),
    (HEADER + "#+ chart: [place, x]\nSELECT ?place { ?place ?p ?n }", 8, "'chart' names columns that name a bar, then the one that says how long it is, of ['place']"),
    (HEADER + "#+ chart: [n]\nSELECT ?n { ?place ?p ?n }", 8, "'chart' names columns"),
    (HEADER + "#+ chart: [n, n]\nASK {}", 8, "'chart' names columns"),
    (HEADER.replace("zh: 各", "zh 各") + "ASK {}", 2, "is no 'key: value': 'zh 各区获奖数'"),
    (HEADER + PARAMETER + "ASK {}", 9, "the query has no 'VALUES ?code { … }' for its parameter"),
    (HEADER + PARAMETER + "ASK { VALUES (?code) { (UNDEF) } }", 9, "the query has no 'VALUES ?code"),
    (HEADER + PARAMETER + "ASK { VALUES ?code { 1 2 } }", 16, "VALUES ?code must hold one term"),
    (HEADER + PARAMETER + 'ASK { VALUES ?code { "a" } { VALUES ?code { "b" } } }', 9, "hold different defaults"),
    (HEADER + PARAMETER + "ASK { VALUES ?code { 1 } }", 9, "the default of 'code' does not fit"),
    (HEADER + PARAMETER.replace("required: false", "required: true") + 'ASK { VALUES ?code { "1" } }', 9, "must hold its example"),
    (HEADER + PARAMETER.replace("required: false", "required: maybe") + QUERY, 11, "'required' is true or false, not 'maybe'"),
    (HEADER + PARAMETER.replace('"310104"', '"31 01"') + QUERY, 15, "the example of 'code' does not fit"),
    (HEADER + PARAMETER.replace("type: code", "type: number") + QUERY, 10, "there is no type 'number'; there are iri, string"),
    (HEADER + PARAMETER.replace("type: code", "type: concept") + QUERY, 9, "a concept, and nothing else, names its scheme"),
    (HEADER + PARAMETER.replace("type: code", "type: concept\n#+     scheme: a/b> x") + QUERY, 11, "'a/b> x' cannot be the key"),
    (HEADER + PARAMETER.replace("name: code", "name: format") + QUERY, 9, "'format' cannot be the name of a parameter"),
    (HEADER + PARAMETER.replace("name: code", "nmae: code") + QUERY, 9, "unknown key 'nmae' in the header; did you mean name?"),
    (HEADER + PARAMETER + PARAMETER.replace("#+ parameters:\n", "") + QUERY, 16, "declares the parameter 'code' twice"),
    (HEADER + "ASK { VALUES ?other { UNDEF } }", 8, "VALUES ?other { UNDEF } is no declared parameter"),
    (HEADER + "ASK {\n ?s }", 9, "syntax error at column 5"),
    (HEADER + "INSERT DATA {}", None, "INSERT is an update"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "said"), BROKEN)
def test_a_broken_file_is_told_where_and_why(tmp_path: Path, text: str, line: int | None, said: str) -> None:
    """File, line and what is wrong, in one sentence."""
    path = write(tmp_path, text)
    with pytest.raises(QueryError) as caught:
        queries.load(tmp_path)
    assert said in caught.value.message
    assert caught.value.line == line
    assert caught.value.source == path.name


@pytest.mark.parametrize("name", ["Awards.rq", "awards_by.rq", "-a.rq", "a--b.rq", "获奖.rq"])
def test_a_file_name_is_the_name_of_the_query(tmp_path: Path, name: str) -> None:
    """It becomes part of an address and a command, so it is plain."""
    with pytest.raises(QueryError, match="is no name for a query"):
        queries.read(write(tmp_path, HEADER + QUERY, name))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, another encoding and an empty folder are each one sentence."""
    with pytest.raises(QueryError, match=r"no\.rq: cannot be read: No such file"):
        queries.read(tmp_path / "no.rq")
    with pytest.raises(QueryError, match="holds no prepared queries"):
        queries.load(tmp_path)
    (tmp_path / "a.rq").write_bytes("#+ summary: 获奖".encode("gb18030"))
    with pytest.raises(QueryError, match=r"a\.rq: is not UTF-8"):
        queries.load(tmp_path)


def test_queries_are_listed_by_name(tmp_path: Path) -> None:
    """In the order of the names, whatever the order of the files."""
    for name in ("b.rq", "a.rq", "c-1.rq"):
        write(tmp_path, f"{HEADER}ASK {{}}", name)
    assert list(queries.load(tmp_path)) == ["a", "b", "c-1"]


def test_an_unknown_query_is_told_the_nearest(tmp_path: Path) -> None:
    """A slip of the finger is answered with the name that was meant."""
    path = write(tmp_path, f"{HEADER}ASK {{}}")
    with pytest.raises(
        QueryError, match="no prepared query 'awards-by-distrct'; did you mean awards-by-district"
    ):
        queries.find(queries.load(path.parent), "awards-by-distrct")


# ---------------------------------------------------------------------------------------------- the values


def parameter(kind: Type, *, scheme: str | None = None) -> Parameter:
    """Return a parameter of this type."""
    return Parameter("x", kind, {"zh": "甲", "en": "x"}, "例", scheme=scheme)


XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("iri", "http://example.org/上海?a=1#b", "<http://example.org/上海?a=1#b>"),
        ("iri", "urn:x:y", "<urn:x:y>"),
        ("string", '家政 "x" } \\ \n UNION {', '"家政 \\"x\\" } \\\\ \\n UNION {"'),
        ("string", "", '""'),
        ("integer", "-007", f'"-7"^^<{XSD}integer>'),
        ("integer", "+12", f'"12"^^<{XSD}integer>'),
        ("year", "2017", f'"2017"^^<{XSD}gYear>'),
        ("code", "310104-A", '"310104-A"'),
        ("division", "310104", '"310104"'),
        ("division", "310104003", '"310104003"'),
        ("concept", "special", f"<{SCHEME}tier-kind/special>"),
        ("concept", f"{SCHEME}tier-kind/special", f"<{SCHEME}tier-kind/special>"),
    ],
)
def test_a_value_becomes_a_term(kind: Type, text: str, expected: str) -> None:
    """Each type has its form, written by the engine."""
    made = term(parameter(kind, scheme="tier-kind" if kind == "concept" else None), text)
    assert str(made) == expected


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("iri", "example.org/a"),
        ("iri", "http://example.org/a b"),
        ("iri", "http://example.org/a> } UNION { ?s ?p ?o"),
        ("iri", "http://example.org/%zz"),
        ("iri", ""),
        ("string", "\ud800"),
        ("integer", "1.5"),
        ("integer", "٣"),
        ("integer", "1" * 19),
        ("integer", "1 || true"),
        ("year", "17"),
        ("year", "2017-01"),
        ("year", "二〇一七"),
        ("code", "31 01"),
        ("code", "31\n"),
        ("code", "３１"),
        ("division", "xyz"),
        ("division", "3101040"),
        ("division", "3101040030"),
        ("division", "３１０１０４"),
        ("concept", "Special"),
        ("concept", "special> ?p"),
        ("concept", f"{SCHEME}union-kind/special"),
        ("concept", "../union-kind/x"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(kind: Type, text: str) -> None:
    """The error names the parameter, its type and an example."""
    wanted = parameter(kind, scheme="tier-kind" if kind == "concept" else None)
    with pytest.raises(QueryError, match=rf"parameter x: .* \(type {kind}\), such as '例'") as caught:
        term(wanted, text)
    assert caught.value.source == "parameter x"


def test_values_replace_every_block_of_their_variable(tmp_path: Path, store: ox.Store) -> None:
    """In sub-selects too; what is not given stays as the file has it."""
    query = queries.read(write(tmp_path, HEADER + PARAMETER + QUERY))
    assert queries.bind(query, {}) == query.text
    bound = queries.bind(query, {"code": "310105"})
    assert bound.count('VALUES ?code { "310105" }') == 2
    assert "UNDEF" not in bound
    assert sparql.rows(queries.ask(store, query, {"code": "310105"}))[1] == [[f"{EX}b", "310105"]]
    assert len(sparql.rows(queries.ask(store, query))[1]) == 2


def test_blocks_are_found_by_token_not_by_text(tmp_path: Path) -> None:
    """What looks like a block in a string or a comment is left alone, and a brace in a string ends nothing."""
    text = with_parameter("string", "y", held='"} { \\" VALUES ?x { 1 }"').replace(
        "SELECT ?x WHERE {", "# VALUES ?x { 1 }\nselect ?x (' values ?x { 1 }' AS ?s) where {"
    )
    query = queries.read(write(tmp_path, text.replace('VALUES ?x { "', 'values$x{"')))
    bound = queries.bind(query, {"x": "z"})
    assert "# VALUES ?x { 1 }\n" in bound
    assert "' values ?x { 1 }' AS ?s" in bound
    assert sparql.rows(queries.ask(ox.Store(), query, {"x": "z"}))[1] == [["z", " values ?x { 1 }"]]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_arrives_as_it_was_sent(text: str) -> None:
    """Whatever a value holds, the query returns that value and nothing else happens."""
    wanted = Parameter("x", "string", {}, "x")
    query = queries.Query("q", {}, {}, (), (wanted,), "SELECT ?x (1 AS ?one) { VALUES ?x { UNDEF } }")
    assert sparql.rows(queries.ask(ox.Store(), query, {"x": text}))[1] == [[text, "1"]]


def test_what_is_missing_or_unknown_is_named(tmp_path: Path, store: ox.Store) -> None:
    """A required parameter, a parameter the query lacks, a concept the release lacks."""
    required = with_parameter("code", "310104", held='"310104"', more="#+     required: true\n")
    query = queries.read(write(tmp_path, required))
    assert (query.parameter("x").required, query.parameter("x").default) == (True, None)
    with pytest.raises(QueryError, match=r"parameter x: is required: a code .* such as '310104'"):
        queries.bind(query, {})
    with pytest.raises(QueryError, match="awards-by-district: has no parameter 'y'; it has x"):
        queries.bind(query, {"x": "1", "y": "1"})
    with pytest.raises(QueryError, match="has no parameter 'xx'; did you mean x"):
        queries.bind(query, {"xx": "1"})
    concept = with_parameter("concept", "main", more="#+     scheme: tier-kind\n")
    query = queries.read(write(tmp_path, concept))
    assert f"<{SCHEME}tier-kind/other>" in queries.bind(query, {"x": "other"})
    with pytest.raises(QueryError, match="the scheme tier-kind has no concept 'mian'; there is main"):
        queries.ask(store, query, {"x": "mian"})
    assert sparql.rows(queries.ask(store, query, {"x": "main"}))[1] == [[f"{SCHEME}tier-kind/main"]]


def test_the_answer_s_errors_name_the_file(tmp_path: Path) -> None:
    """A prepared query that fails when it runs says whose it is."""
    query = queries.read(write(tmp_path, HEADER + QUERY.replace("UNDEF", "1")))
    broken = queries.Query(query.name, {}, {}, (), (), query.text + "}")
    with pytest.raises(QueryError, match=r"^awards-by-district\.rq:15: syntax error"):
        queries.ask(ox.Store(), broken)


@pytest.mark.parametrize(
    "query", queries.load(files.folder("queries")).values(), ids=lambda query: query.name
)
def test_joined_cells_survive_what_is_unbound(query: queries.Query) -> None:
    """GROUP_CONCAT of a group with one unbound value is unbound: what may be missing is joined with its mark, or not at all."""
    joined = re.findall(r"GROUP_CONCAT\((?:DISTINCT )?(.*?);", query.text)
    assert all(re.search(rf'IF\(BOUND.*, ""\) AS \{each}\)', query.text) for each in joined), joined
