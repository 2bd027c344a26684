"""The label index finds what scanning finds: the same answers with it and without, whatever the keyword."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hosting import hosted, kept, send
from published import published
from uniongraph import files, labels, queries, sparql
from uniongraph.errors import QueryError
from uniongraph.labels.folding import fold
from uniongraph.labels.making import make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hosting import Site

PREPARED = queries.load(files.folder("queries"))
FINDING = {query.name: each for query in PREPARED.values() for each in query.parameters if each.finds}
SKOS = "http://www.w3.org/2004/02/skos/core#"
UG = "https://w3id.org/uniongraph/ontology#"

# Invented: two conferrals, a case each, names with everything that a search may stumble over.
CASES = [
    "家政服务员权益保障",
    'A "quoted" Title (1+1)*',
    "ΟΔΟΣ und ΣΑΣ",
    "İstanbul",
    "Ɤ Ɤ",
    "互联网+\t工会",
    "back\\slash.[x]",
]
UNITS = ["示例港务集团有限公司工会", "Example Union", "示例（集团）工会", "x\u00a0y工会", "ǅ工会"]
KEYWORDS = [
    *(
        "家政",
        "集团",
        "工",
        "工会",
        "example",
        "EXAMPLE",
        "eXaMpLe uNiOn",
        "没有这样的名称",
        " ",
        "+",
        "(1+1)*",
        ".*",
        "[x]",
    ),
    *(
        '"',
        '"quoted"',
        "\\",
        "\\slash",
        "σασ",
        "ΣΑΣ",
        "ΣΑ",
        "ς",
        "σ",
        "οδος",
        "ΟΔΟΣ",
        "i̇",
        "İ",
        "ɤ",
        "Ɤ",
        "\t",
        "\n",
        "（",
        "ǆ",
    ),
    *("\u00a0", "\0", "^", "$", "?keyword", "{ UNDEF }", "'", "%", "\\u5BB6", "家政服务员权益保障工会"),
]


def graph() -> ox.Store:
    """Return conferrals with cases and recipients, organizations and persons."""
    store = ox.Store()

    def say(subject: str, predicate: str, value: str | ox.Literal) -> None:
        node = value if isinstance(value, ox.Literal) else ox.NamedNode(value)
        store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), node, ox.NamedNode("x:graph")))

    say("x:tier", f"{UG}tierRank", ox.Literal(1))
    say("x:tier", f"{UG}inEdition", "x:edition")
    for thing, name in (("x:tier", "一等奖"), ("x:edition", "第一届"), ("x:series", "示例奖")):
        say(thing, f"{SKOS}prefLabel", ox.Literal(name, language="zh-Hans"))
    say("x:edition", f"{UG}editionOf", "x:series")
    for number in range(max(len(CASES), len(UNITS))):
        case, unit = CASES[number % len(CASES)], UNITS[number % len(UNITS)]
        conferral = f"x:conferral/{number}"
        say(conferral, f"{UG}inTier", "x:tier")
        say(conferral, f"{UG}decidedIn", "x:document")
        say(conferral, f"{UG}ordinal", ox.Literal(number))
        say(conferral, f"{UG}conferralOf", f"x:case/{number}")
        say(f"x:case/{number}", f"{SKOS}prefLabel", ox.Literal(case, language="zh-Hans"))
        for kind in ("Organization", "Person"):
            recipient = f"x:{kind}/{number}"
            say(conferral, f"{UG}recipient", recipient)
            say(recipient, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{UG}{kind}")
            say(recipient, f"{SKOS}prefLabel", ox.Literal(unit, language="zh-Hans"))
        say(f"x:Organization/{number}", f"{SKOS}altLabel", ox.Literal(case[::-1], language="zh-Hans"))
        if number % 3:
            say(f"x:Person/{number}", f"{UG}affiliationAsPrinted", ox.Literal(f"{unit}{case}"))
    return store


STORE = graph()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> labels.Index:
    """Make the index of the store above."""
    path = labels.file(tmp_path_factory.mktemp("derived"))
    assert make(STORE, path) > len({*CASES, *UNITS})
    found = labels.opened(path)
    assert found is not None
    return found


def answer(name: str, keyword: str, index: labels.Index | None) -> bytes:
    """Return what a prepared query gives to a keyword, with an index or without."""
    stream = io.BytesIO()
    given = {FINDING[name].name: keyword}
    sparql.write(queries.ask(STORE, PREPARED[name], given, index=index), "json", stream)
    return stream.getvalue()


# ---------------------------------------------------------------------------------------------- with and without


def test_the_keyword_queries_say_what_they_find() -> None:
    """Four of those that ship."""
    assert set(FINDING) == {
        "organization-evidence",
        "organization-honours",
        "person-honours",
        "search-awards",
    }


@pytest.mark.parametrize("keyword", KEYWORDS)
@pytest.mark.parametrize("name", FINDING)
def test_the_answer_is_the_same(name: str, keyword: str, index: labels.Index) -> None:
    """With the index and by scanning, for keywords that mean something to a pattern, a query or an alphabet."""
    assert answer(name, keyword, index) == answer(name, keyword, None)


@pytest.mark.parametrize("name", FINDING)
@settings(deadline=None)  # the first makes the index, and loads what that needs
@given(
    text=st.one_of(st.text(max_size=4), st.sampled_from([*CASES, *UNITS]), st.sampled_from("".join(CASES)))
)
def test_the_answer_is_the_same_for_any_text(name: str, text: str) -> None:
    """Whatever is put in, the empty text too."""
    try:
        expected = answer(name, text, None)
    except QueryError:
        return
    assert answer(name, text, _index()) == expected


def _index() -> labels.Index:
    import tempfile  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    if not _kept:
        with tempfile.TemporaryDirectory() as folder:
            make(STORE, labels.file(Path(folder)))
            found = labels.opened(labels.file(Path(folder)))
            assert found is not None
            _kept.append(found)
    return _kept[0]


_kept: list[labels.Index] = []


def test_the_tests_would_see_a_difference(index: labels.Index) -> None:
    """Most keywords find something, and one finds nothing."""
    found = {keyword: answer("search-awards", keyword, index) for keyword in KEYWORDS}
    nothing = found["没有这样的名称"]
    assert sum(each != nothing for each in found.values()) > 25


# ---------------------------------------------------------------------------------------------- the index itself


def test_the_index_folds_case_as_the_engine_does() -> None:
    """Every character there is, but that a final sigma is a sigma."""
    every = [chr(code) for code in range(1, 0x110000) if not 0xD800 <= code < 0xE000]
    for begin in range(0, len(every), 0x4000):
        text = "|".join(every[begin : begin + 0x4000])
        answer = STORE.query(f"SELECT ?low {{ BIND (LCASE({ox.Literal(text)}) AS ?low) }}")
        assert isinstance(answer, ox.QuerySolutions)
        term = next(iter(answer))[0]
        assert isinstance(term, ox.Literal)
        assert fold(text) == term.value.replace("ς", "σ")
        assert all(fold(one) in fold(f"{one}x") for one in every[begin : begin + 0x4000])


def test_a_limit_says_that_there_are_too_many(index: labels.Index) -> None:
    """Then whoever asked does without, and so for the text that is in every name."""
    assert index.find("工会", limit=2) is None
    assert index.find("", limit=1_000) is None
    assert index.find("没有", limit=0) == []
    assert labels.among(index, {"a": "家政", "b": ""}).keys() == {"a"}
    assert labels.among(None, {"a": "家政"}) == {}


def test_each_thing_comes_once_with_all_its_names(index: labels.Index) -> None:
    """A name of several things gives them all; a thing with several names comes once."""
    assert set(index.find("example", limit=99) or ()) == {
        "x:Organization/1",
        "x:Person/1",
        "x:Organization/6",
        "x:Person/6",
    }
    assert index.find("保障", limit=99) == ["x:case/0"]


@pytest.mark.parametrize("content", [b"", b"short", b"ugnames1" + bytes(24), b"ugnames0" + bytes(64)])
def test_what_is_no_index_is_none(tmp_path: Path, content: bytes) -> None:
    """A file that is missing, cut short, changed in length or of another layout is not used."""
    assert labels.opened(tmp_path / "none") is None
    (tmp_path / "broken").write_bytes(content)
    assert labels.opened(tmp_path / "broken") is None


def test_an_index_cut_short_is_none(tmp_path: Path) -> None:
    """The header says how long the file is."""
    path = labels.file(tmp_path)
    make(STORE, path)
    path.write_bytes(path.read_bytes()[:-1])
    assert labels.opened(path) is None
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    """An empty store has one too."""
    assert make(ox.Store(), labels.file(tmp_path)) == 0
    found = labels.opened(labels.file(tmp_path))
    assert found is not None
    assert found.find("x", limit=1) == []


# ---------------------------------------------------------------------------------------------- where it is used


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the store above with an index that knows its cases only, which tells whether it is asked."""
    place = tmp_path_factory.mktemp("served")
    few = ox.Store()
    few.extend(quad for quad in STORE if "x:case" in str(quad.subject))
    (place / "derived").mkdir()
    make(few, labels.file(place / "derived"))
    with hosted(kept(STORE, place), PREPARED, derived=place / "derived") as running:
        yield running


def test_the_server_looks_keywords_up(server: Site) -> None:
    """Its workers do; what the index does not know is not found."""
    assert len(send(server, "GET", "/queries/search-awards?keyword=家政&format=csv").text.splitlines()) == 2
    assert len(send(server, "GET", "/queries/search-awards?keyword=港务&format=csv").text.splitlines()) == 1


def test_no_keyword_no_index(server: Site) -> None:
    """The query as it stands is scanned for, as any other tool would."""
    text = PREPARED["search-awards"].text.replace('"家政"', '"港务"')
    assert len(send(server, "GET", "/sparql", params={"query": text, "format": "csv"}).text.splitlines()) > 1


def test_a_thousand_things_are_no_too_long_query(tmp_path: Path) -> None:
    """What the index finds is bounded by its own limit, not by that of what people may send."""
    store = ox.Store()
    name = ox.NamedNode(f"{SKOS}prefLabel")
    store.extend(
        ox.Quad(ox.NamedNode(f"https://example.com/{'x' * 60}/{number}"), name, ox.Literal(f"名{number}"))
        for number in range(3_000)
    )
    make(store, labels.file(tmp_path))
    things = labels.among(labels.opened(labels.file(tmp_path)), {"s": "名"})
    text = f"SELECT ?s {{ VALUES ?s {{ UNDEF }} ?s <{SKOS}prefLabel> ?name }}"
    answer = sparql.evaluate(store, text, among=things)
    assert isinstance(answer, ox.QuerySolutions)
    assert len(list(answer)) == 3_000


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s ?name { VALUES ?s { UNDEF } ?s <x:name> ?name }",
        "SELECT ?s ?name { ?s <x:name> ?name } VALUES ?s { UNDEF }",
        "SELECT ?s ?name { { VALUES ?s { UNDEF } } UNION { ?s <x:none> 1 } OPTIONAL { ?s <x:name> ?name } }",
        "SELECT ?s ?name { ?s <x:name> ?name FILTER EXISTS { VALUES ?s { UNDEF } } VALUES ?s { UNDEF } }",
        "SELECT ?s ?name { VALUES ?s { UNDEF } VALUES ?s { UNDEF } ?s <x:name> ?name }",
        "SELECT ?s ?name { { SELECT ?s ?name { ?s <x:name> ?name } VALUES ?s { UNDEF } } }",
        "SELECT ?s ?name { { SELECT ?s ?name { { ?s <x:name> ?name } } LIMIT 9 VALUES ?s { UNDEF } } }",
    ],
    ids=[
        "in the group",
        "behind it",
        "in a group of its own",
        "in an expression",
        "twice",
        "behind another",
        "behind a limit",
    ],
)
def test_a_block_is_filled_wherever_it_stands(text: str) -> None:
    """The things found are all there is for its variable, and nothing else of the query changes."""
    store = ox.Store()
    for name in ("a", "b", "c"):
        store.add(ox.Quad(ox.NamedNode(f"x:{name}"), ox.NamedNode("x:name"), ox.Literal(name)))
    answer = sparql.evaluate(store, text, among={"s": ["x:a", "x:c"]})
    assert isinstance(answer, ox.QuerySolutions)
    assert sorted(str(row["name"]) for row in answer) == ['"a"', '"c"']


def test_only_an_open_block_takes_what_is_found() -> None:
    """A block that holds something, of several variables or of another is left as it is."""
    text = "SELECT * { VALUES ?a { 1 } VALUES (?b ?c) { (UNDEF UNDEF) } VALUES ?d { UNDEF } }"
    answer = sparql.evaluate(ox.Store(), text, among={"a": ["x:1"], "b": ["x:2"]})
    assert isinstance(answer, ox.QuerySolutions)
    assert [[str(term) for term in row] for row in answer] == [
        ['"1"^^<http://www.w3.org/2001/XMLSchema#integer>', "None", "None", "None"]
    ]


# ---------------------------------------------------------------------------------------------- the header

HEADER = """#+ summary:
#+   zh: 问
#+   en: Question
#+ description:
#+   zh: 问
#+   en: Question
#+ parameters:
#+   - name: word
#+     type: {type}
#+     finds: {finds}
#+     summary:
#+       zh: 词
#+       en: word
#+     example: "2017"
SELECT * {{ VALUES ?word {{ UNDEF }} {block} ?s ?p ?o }}
"""


@pytest.mark.parametrize(
    ("kind", "finds", "block", "said"),
    [
        ("string", "s", "", r"what a parameter finds needs VALUES \?s \{ UNDEF \}"),
        ("year", "s", "VALUES ?s { UNDEF }", "'finds' is the name of a variable, for a string"),
        ("string", '"?s"', "VALUES ?s { UNDEF }", "'finds' is the name of a variable, for a string"),
        (
            "string",
            "s",
            "VALUES ?s { UNDEF } VALUES ?o { UNDEF }",
            r"VALUES \?o \{ UNDEF \} is no declared parameter",
        ),
    ],
)
def test_a_header_that_finds_nothing_is_told(
    tmp_path: Path, kind: str, finds: str, block: str, said: str
) -> None:
    """With file and line."""
    path = tmp_path / "one.rq"
    path.write_text(HEADER.format(type=kind, finds=finds, block=block), "utf-8")
    with pytest.raises(QueryError, match=said) as raised:
        queries.read(path)
    assert raised.value.source == "one.rq"
    assert os.fspath(path).endswith("one.rq")


def test_the_shipped_release_gives_the_same(tmp_path: Path) -> None:
    """Real names: the answers to some keywords, with and without."""
    found = published()
    store = found.open_store()
    make(store, labels.file(tmp_path))
    index = labels.opened(labels.file(tmp_path))
    for name, parameter in FINDING.items():
        for keyword in ("家政", "工会", "互联网+", "黄浦区南京东路街道总工会", "集团", parameter.example):
            said = [
                queries.ask(
                    store, PREPARED[name], {parameter.name: keyword}, base=found.manifest.base, index=each
                )
                for each in (index, None)
            ]
            one, two = (sparql.rows(each) for each in said)
            assert one == two
