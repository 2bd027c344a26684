"""The pages of prepared queries over the shipped release: forms, answers, charts, and the file for spreadsheets."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import shlex
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pyoxigraph as ox
import pytest

from hosting import BASE, Site, hosted, kept, send
from published import published
from uniongraph import files, queries
from uniongraph.errors import QueryError
from uniongraph.pages import Addresses, Cell, Table, naming, tables
from uniongraph.server import choices
from uniongraph.server.spreadsheets import Spreadsheet, defused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from uniongraph.queries import Query

SHIPPED = queries.load(files.folder("queries"))
EVIL = '=HYPERLINK("http://x","<script>alert(1)</script>")'
EMPTY = {"later-acts", "person-honours", "returning-winners"}
"""Queries about what one decision alone does not hold."""
ODD = """\
#+ summary:
#+   zh: 奇
#+   en: odd <b>
#+ description:
#+   zh: 奇
#+   en: odd
#+ chart: [thing, count]
SELECT ?thing ?text ?count { ?thing <http://example.org/text> ?text ; <http://example.org/count> ?count } ORDER BY ?thing
"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Give a server of the shipped release."""
    with hosted(published().store_folder(), SHIPPED) as hosting:
        yield hosting


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a server of three things with hostile names and values, and two divisions of one name."""
    store, folder = ox.Store(), tmp_path_factory.mktemp("odd")
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    for number, text in enumerate([EVIL, "a\n=1", "-5"]):
        thing = ox.NamedNode(f"{BASE}id/{number}")
        store.add(ox.Quad(thing, ox.NamedNode("http://example.org/text"), ox.Literal(text)))
        store.add(ox.Quad(thing, ox.NamedNode("http://example.org/count"), ox.Literal(number)))
        store.add(ox.Quad(thing, label, ox.Literal(f"<i>{number}</i>", language="en")))
    (folder / "odd.rq").write_text(ODD, "utf-8")
    with hosted(kept(store, folder), queries.load(folder), union=False) as hosting:
        yield hosting


def page(site: Site, name: str, values: Mapping[str, str], status: int = 200) -> str:
    """Return the page of a query as text."""
    response = send(site, "GET", f"/queries/{name}?{urlencode(values)}", headers={"Accept": "text/html"})
    assert response.status_code == status, response.text
    assert "<script" not in response.text
    return response.text


# ---------------------------------------------------------------------------------------------- every query


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("query", SHIPPED.values(), ids=SHIPPED)
def test_every_query_has_a_page_that_answers(site: Site, query: Query, language: str) -> None:
    """With what is needed taken from its examples there are rows, and a chart where the header names one."""
    needed = {each.name: each.example for each in query.parameters if each.required}
    text = page(site, query.name, {"lang": language, **needed})
    assert f'<html lang="{language}">' in text
    assert query.summary["en" if language == "en" else "zh"] in unescape(text)
    assert ("<tbody>" in text) == (query.name not in EMPTY)
    is_drawn = bool(query.chart) and query.name not in EMPTY
    assert ("view=chart" in text) == is_drawn
    if is_drawn:
        chart = page(site, query.name, {"lang": language, "view": "chart", **needed})
        assert "<tbody>" not in chart
        assert (
            f"{unescape(query.summary['en' if language == 'en' else 'zh'])} · <code>{query.chart[-1]}</code>"
            in unescape(chart)
        )


@pytest.mark.parametrize("query", SHIPPED.values(), ids=SHIPPED)
def test_the_address_for_programs_gives_the_same(site: Site, query: Query) -> None:
    """The line for a shell names an address of this host that answers; so does the link to the query page."""
    values = {each.name: each.example for each in query.parameters}
    text = page(site, query.name, {"lang": "en", **values})
    line = unescape(re.search(r"<code>(curl .*)</code>", text)[1])  # type: ignore[index]
    program, address = shlex.split(line)
    assert (program, urlsplit(address).netloc) == ("curl", f"127.0.0.1:{site.port}")
    parts = urlsplit(address)
    found = send(site, "GET", f"{parts.path}?{parts.query}")
    assert found.headers["content-type"] == "text/csv; charset=utf-8"
    behind = unescape(re.search(r'href="(/sparql\?query=[^"]*)"', text)[1])  # type: ignore[index]
    sparql = parse_qs(urlsplit(behind).query)["query"][0]
    again = send(site, "GET", "/sparql", params={"query": sparql, "format": "csv"})
    assert again.text == found.text


def test_the_list_stays_light(site: Site) -> None:
    """Each subject with its queries, without a form; a link to each query."""
    text = send(site, "GET", "/queries?lang=en", headers={"Accept": "text/html"}).text
    assert len(text.encode()) < 60_000
    assert all(f'href="/queries/{name}?lang=en"' in text for name in SHIPPED)
    tags = {tag for each in SHIPPED.values() for tag in each.tags}
    assert all(f'href="#tag-{tag}"' in text and f'id="tag-{tag}"' in text for tag in tags)


# ---------------------------------------------------------------------------------------------- forms


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("awards-in-division", {}, '<option value="310104" selected>徐汇区 (310104)</option>'),
        (
            "awards-in-division",
            {"division": "徐汇区"},
            '<option value="310104" selected>徐汇区 (310104)</option>',
        ),
        ("winners", {"kind": "special"}, '<option value="special" selected>特等奖 (special)</option>'),
        ("winners", {}, '<option value="2017">2017</option>'),
        ("review-first", {"below": "80"}, 'name="below" value="80"'),
        ("organization-honours", {}, "（必填）|(required)"),
        ("awards-by-district", {"view": "chart"}, '<input type="hidden" name="view" value="chart">'),
    ],
)
def test_a_form_offers_what_there_is_by_name(
    site: Site, name: str, values: dict[str, str], said: str
) -> None:
    """The value that is sent is the key, what is read is the name; what was chosen stays."""
    text = page(site, name, {"lang": "zh-Hans", **values})
    assert any(each in text for each in said.split("|"))


@pytest.mark.parametrize(
    ("name", "values", "field"),
    [
        ("winners", {"kind": "nope"}, "kind"),
        ("winners", {"year": "17"}, "year"),
        ("awards-in-division", {"division": "没有区"}, "division"),
        ("review-first", {"below": "<b>"}, "below"),
        ("organization-honours", {"year": "2017"}, None),
        ("winners", {"view": "pie"}, None),
    ],
)
def test_an_error_stands_beside_its_field(
    site: Site, name: str, values: dict[str, str], field: str | None
) -> None:
    """With status 400, where the value is one of a field; what was written is kept as it was."""
    text = page(site, name, {"lang": "en", **values}, 400)
    wrong = re.findall(
        r'id="([^"]+)" name="[^"]*"[^>]*aria-describedby="([^" ]+)[^>]*aria-invalid="true"', text
    )
    assert wrong == ([(f"{name}-{field}", f"{name}-{field}-error")] if field else [])
    assert field is None or (f'id="{name}-{field}-error"' in text and values[field] in unescape(text))


def test_a_name_that_several_divisions_have_is_no_code() -> None:
    """Their codes are told; one that only one has is taken for its code; anything else stays as it is."""
    parameters = SHIPPED["awards-in-division"].parameters
    known = {"division": [("310101", "城关镇", ""), ("310102", "城关镇", ""), ("310104", "徐汇区", "Xuhui")]}
    for said, code in [
        ("徐汇区", "310104"),
        ("Xuhui", "310104"),
        ("310101", "310101"),
        ("无", "无"),
        ("", ""),
    ]:
        assert choices.coded(parameters, {"division": said}, known) == {"division": code}
    with pytest.raises(QueryError, match="310101, 310102"):
        choices.coded(parameters, {"division": "城关镇"}, known)


def test_machines_are_answered_strictly(site: Site) -> None:
    """A name is no code to them, and a parameter that is none is refused."""
    assert send(site, "GET", "/queries/awards-in-division?division=徐汇区&format=csv").status_code == 400
    assert send(site, "GET", "/queries/winners?vieww=chart&format=csv").status_code == 400
    plain = send(site, "GET", "/queries/winners?format=csv")
    assert send(site, "GET", "/queries/winners?format=csv&lang=en&view=chart").text == plain.text


# ---------------------------------------------------------------------------------------------- answers


def test_things_are_called_by_their_names(site: Site) -> None:
    """In the reader's language, with the IRI beside and the page of the thing behind; one of others stays as it is."""
    chinese, english = (page(site, "inferred-statements", {"lang": each}) for each in ("zh-Hans", "en"))
    link = (
        '<a href="/ontology?lang={}#unionKind" title="https://w3id.org/uniongraph/ontology#unionKind">{}</a>'
    )
    assert link.format("zh-Hans", "工会类型") in chinese
    assert 'lang="en"><a href="/ontology?lang=en#unionKind"' in english
    outside = page(site, "outside-links", {"lang": "en"})
    assert re.search(r'<a href="(http://www\.wikidata\.org/entity/Q\d+)">\1</a>', outside)


def test_names_cost_one_bounded_query() -> None:
    """However many things a table has, so many are asked about, and the best name is taken."""
    things = [f"{BASE}id/{number}" for number in range(2000)]
    text = naming.question(things)
    assert (text.count("<https://w3id.org/uniongraph/id/"), len(text) < 100_000) == (naming.MOST, True)
    ox.Store().query(text)
    rows = tuple(
        (Cell("i"), Cell(name, lang=lang)) for name, lang in [("b", "zh-hans"), ("a", "en"), ("c", None)]
    )
    found = Table(("thing", "name"), rows)
    assert [naming.chosen(found, each)["i"].text for each in ("zh-Hans", "en")] == ["b", "a"]


def test_values_are_text_on_the_page(odd: Site) -> None:
    """In cells, names, charts and the title."""
    table, chart = page(odd, "odd", {"lang": "en"}), page(odd, "odd", {"lang": "en", "view": "chart"})
    for text in (table, chart):
        assert "&lt;i&gt;1&lt;/i&gt;" in text
        assert "<i>" not in text
        assert "odd &lt;b&gt;" in text
    assert "&lt;script&gt;" in table


@pytest.mark.parametrize(
    ("columns", "rows", "drawn"),
    [
        (("a", "n"), [("甲", "3", True)], [("甲", None, 3)]),
        (("n", "a", "n"), [("甲", "0.5", True)], [("0.5 · 甲", None, 0.5)]),
        (("a", "n"), [("甲", "3", False), ("乙", "INF", True)], []),
        (("a", "x"), [("甲", "3", True)], []),
        ((), [("甲", "3", True)], []),
        (("a", "n"), [("甲", "3", True)] * 101, []),
    ],
)
def test_bars_are_made_of_what_is_a_number(
    columns: tuple[str, ...], rows: list[tuple[str, str, bool]], drawn: list[tuple[str, None, float]]
) -> None:
    """Of the columns that the header names, where the rows can be looked over."""
    cells = tuple((Cell(name), Cell(number, number=is_number)) for name, number, is_number in rows)
    assert tables.bars(Table(("a", "n"), cells), columns) == drawn


def test_only_things_of_ours_are_renamed() -> None:
    """A text that looks like an IRI of ours is a text."""
    iri, to = f"{BASE}id/a", Addresses("", BASE, "en")
    found = Table(("x", "y"), ((Cell(iri, "/id/a", iri=iri), Cell(iri)),))
    assert tables.own(found, to) == [iri]
    named = tables.labelled(found, {iri: Cell("名", lang="zh-hans")}, to)
    assert named.rows == ((Cell("名", "/id/a?lang=en", "zh-hans", iri=iri), Cell(iri)),)


# ---------------------------------------------------------------------------------------------- spreadsheets


@pytest.mark.parametrize(
    ("cells", "safe"),
    [
        (["a=1", "", "甲"], ["a=1", "", "甲"]),
        (["=1+1", "+1", "-5.5", "-1e3", "-1-1"], ["'=1+1", "+1", "-5.5", "-1e3", "'-1-1"]),
        (["@x", "\tx", "\rx", "\nx", "＝1"], ["'@x", "'\tx", "'\rx", "'\nx", "'＝1"]),
        (['="a"', 'a\n=1,"', '"=1', "a,=1"], ['\'="a"', 'a\n=1,"', '"=1', "a,=1"]),
    ],
)
def test_no_cell_of_a_spreadsheet_is_a_formula(cells: list[str], safe: list[str]) -> None:
    """What would be one is told to be text, also within quotes; numbers stay numbers, and nothing else changes."""
    stream = io.StringIO()
    csv.writer(stream).writerows([cells, cells])
    text = defused(stream.getvalue().encode()).decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == [safe, safe]


def test_a_spreadsheet_is_offered_beside_what_w3c_defines(odd: Site) -> None:
    """As a file with a mark that tells UTF-8; the formats for machines hold the values as they are."""
    plain = send(odd, "GET", "/queries/odd?format=csv")
    sheet = send(odd, "GET", "/queries/odd?format=spreadsheet")
    assert sheet.content.startswith(b"\xef\xbb\xbfthing,text,count\r\n")
    assert sheet.headers["content-disposition"] == 'attachment; filename="odd.spreadsheet.csv"'
    read = [
        list(csv.reader(io.StringIO(each, newline="")))
        for each in (plain.text, sheet.content.decode("utf-8-sig"))
    ]
    assert [row[1] for row in read[0]] == ["text", EVIL, "a\n=1", "-5"]
    assert [row[1] for row in read[1]] == ["text", f"'{EVIL}", "a\n=1", "-5"]
    assert 'href="/queries/odd?format=spreadsheet"' in page(odd, "odd", {})
    assert len(send(odd, "GET", "/queries/odd?format=spreadsheet&limit=1").text.splitlines()) == 2
    assert send(odd, "HEAD", "/queries/odd?format=spreadsheet").content == b""
    assert send(odd, "GET", "/sparql?query=ASK{}&format=spreadsheet").status_code == 400


class _Pieces:
    """An answer in pieces of one size."""

    def __init__(self, content: bytes, size: int) -> None:
        self.pieces = [content[at : at + size] for at in range(0, len(content), size)]
        self.ending, self.waited, self.is_old, self.length = None, 0.0, False, None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for each in self.pieces:
            yield each

    def close(self) -> None:
        pass


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_a_spreadsheet_is_made_as_the_answer_comes(size: int) -> None:
    """Wherever it is cut, it is the same, and no more is held than a record."""
    content = '名,b\r\n"=1\r\n-2","甲"",x"\r\n=2,-3\r\n'.encode() * 20

    async def read() -> list[bytes]:
        return [each async for each in Spreadsheet(_Pieces(content, size))]

    found = asyncio.run(read())
    assert b"".join(found) == b"\xef\xbb\xbf" + defused(content)
    assert max(map(len, found)) <= size + 40
