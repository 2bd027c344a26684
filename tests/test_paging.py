"""Pages of prepared queries: every row once, in one order, with links that lead from page to page and nowhere else."""

from __future__ import annotations

import asyncio
import csv
import io
import itertools
import re
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

import httpx
import pyoxigraph as ox
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from hosting import RELEASE, Site, hosted, kept, send
from uniongraph import files, queries, sparql
from uniongraph.queries import Query
from uniongraph.server import app, paging
from uniongraph.server.host import Host
from uniongraph.server.paging import Page
from uniongraph.server.service import Service
from uniongraph.sparql import Limits
from uniongraph.sparql.tokens import depths
from uniongraph.workers import Pool, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIPPED = queries.load(files.folder("queries"))


@pytest.mark.parametrize("query", SHIPPED.values(), ids=SHIPPED)
def test_shipped_queries_order_their_rows_to_the_last(query: Query) -> None:
    """Two rows that tie are the same row: each column is a key of the order, or each key of the groups is."""
    clauses = _clauses(query.text)
    order = set(clauses["ORDER"])
    assert order >= set(clauses["SELECT"]) or (clauses["GROUP"] and order >= set(clauses["GROUP"]))


def _clauses(text: str) -> dict[str, list[str]]:
    """Return the variables in each clause of the outermost query; in SELECT those that an expression is named by."""
    found: dict[str, list[str]] = {"SELECT": [], "GROUP": [], "ORDER": []}
    clause, before = "", ""
    for token, depth in depths(list(sparql.tokens(text))):
        word = token.text.upper() if token.kind == "word" else ""
        if depth == 0 and word in {"SELECT", "WHERE", "GROUP", "HAVING", "ORDER"}:
            clause = word
        elif token.kind == "variable" and clause in found:
            is_inside = depth > 0 and before != "AS" and clause == "SELECT"
            found[clause] += [] if is_inside else [token.text]
        before = word
    return found


NUMBERS = "SELECT ?n { VALUES ?n { 0 1 2 3 4 5 6 7 8 9 } } ORDER BY ?n"


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (NUMBERS, range(10)),
        (f"{NUMBERS} # LIMIT 3", range(10)),
        (f"{NUMBERS} LIMIT 5", range(5)),
        (f"{NUMBERS} offset 2 Limit 5", range(2, 7)),
        (f"{NUMBERS} LIMIT5 OFFSET2 # end", range(2, 7)),
        (f"{NUMBERS} LIMIT 5\nOFFSET 8", range(8, 10)),
        (f"{NUMBERS} OFFSET 8", range(8, 10)),
        (f"{NUMBERS} LIMIT 0", range(0)),
        (f"{NUMBERS} VALUES ?n {{ 2 3 4 }}", range(2, 5)),
        (f"{NUMBERS} LIMIT 9 VALUES ?n {{ 2 3 4 }}", range(2, 5)),
        ("SELECT ?n { { " + NUMBERS + " LIMIT 7 } FILTER (?n > 1) } ORDER BY ?n", range(2, 7)),
        ("PREFIX limit: <http://example.org/limit> " + NUMBERS, range(10)),
    ],
)
def test_a_part_is_what_a_list_would_give(query: str, rows: range) -> None:
    """Whatever bounds the query has itself, wherever the word stands elsewhere."""
    for limit, offset in itertools.product((None, 0, 1, 3, 20), (0, 1, 4, 20)):
        answer = sparql.evaluate(ox.Store(), sparql.part(query, limit, offset))
        assert isinstance(answer, ox.QuerySolutions)
        end = None if limit is None else offset + limit
        assert [int(row[0].value) for row in answer] == list(rows)[offset:end]


# ---------------------------------------------------------------------------------------------- over HTTP

PLACES = """\
#+ summary:
#+   zh: 地方
#+   en: Places
#+ description:
#+   zh: 代码与名称。
#+   en: Codes and names.
#+ parameters:
#+   - name: least
#+     type: string
#+     summary:
#+       zh: 至少
#+       en: at least
#+     example: "甲"
SELECT ?code ?name ?least WHERE {
  VALUES ?least { "" }
  ?place <http://example.org/code> ?code ; <http://example.org/name> ?name
}
ORDER BY ?code
"""
GRAPH = PLACES.replace("SELECT ?code ?name ?least", "CONSTRUCT { ?place <http://example.org/code> ?code }")
COUNT = 23
REFERENCE = re.compile(r'<([^>]*)>; rel="(\w+)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a server of 23 places, whose names hold what the formats must quote, and two queries."""
    store, folder = ox.Store(), tmp_path_factory.mktemp("places")
    for number in range(COUNT):
        place = ox.NamedNode(f"http://example.org/{number}")
        name = f'{number},"}},]</result>\n工会\t'
        for key, value in (("code", f"{number:02}"), ("name", name)):
            store.add(ox.Quad(place, ox.NamedNode(f"http://example.org/{key}"), ox.Literal(value), place))
    (folder / "places.rq").write_text(PLACES, "utf-8")
    (folder / "graph.rq").write_text(GRAPH, "utf-8")
    with hosted(kept(store, folder), queries.load(folder)) as site:
        yield site


def beside(response: httpx.Response) -> dict[str, str]:
    """Return the addresses in a Link header by what they lead to."""
    return {relation: address for address, relation in REFERENCE.findall(response.headers.get("link", ""))}


def codes(response: httpx.Response) -> list[str]:
    """Return the first column of an answer in any format, which must be whole."""
    kind = response.headers["content-type"].partition(";")[0]
    if kind == "text/csv":
        return [row[0] for row in csv.reader(io.StringIO(response.text, newline=""))][1:]
    formats = {each.media_type: each.engine for each in sparql.RESULTS.values()}
    engine = formats[kind]
    assert isinstance(engine, ox.QueryResultsFormat)
    answer = ox.parse_query_results(response.content, engine)
    assert isinstance(answer, ox.QuerySolutions)
    return [row[0].value for row in answer]


ALL = [f"{number:02}" for number in range(COUNT)]


@pytest.mark.parametrize("limit", [1, 7, 23, 22, 24, 10_000])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_pages_hold_every_row_once(site: Site, form: str, limit: int) -> None:
    """Following next gives all rows in order and ends; each page is whole in its format, and first leads back."""
    address: str | None = f"/queries/places?format={form}&least=%E7%94%B2&limit={limit}"
    found: list[str] = []
    pages = 0
    while address:
        response = send(site, "GET", address)
        assert response.status_code == 200
        assert response.headers["x-uniongraph-release"] == RELEASE
        assert "x-uniongraph-truncated" not in response.headers
        rows, links = codes(response), beside(response)
        assert rows
        assert len(rows) <= limit
        found += rows
        pages += 1
        assert codes(send(site, "GET", links["first"])) == ALL[:limit]
        assert ("prev" in links) == (pages > 1)
        assert all(f"format={form}&least=%E7%94%B2" in each for each in links.values())
        address = links.get("next")
    assert found == ALL
    assert pages == -(-COUNT // limit)


def test_a_page_that_is_full_is_no_kill(site: Site) -> None:
    """A page asked for, a page for people with less than all, the endpoint's page: nobody sees an answer cut."""
    kills = 'uniongraph_kills_total{reason="limit"} '
    before = send(site, "GET", "/metrics").text.partition(kills)[2].partition("\n")[0]
    for path in ("/queries/places?limit=7", "/queries/places?limit=5&format=html"):
        assert send(site, "GET", path).status_code == 200
    many = "SELECT * { " + " ".join(f"VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }}" for name in "abc") + " }"
    page = send(site, "GET", f"/sparql?{urlencode({'query': many, 'format': 'html'})}")
    assert page.text.count("<tr>") > 500
    after = send(site, "GET", "/metrics").text.partition(kills)[2].partition("\n")[0]
    assert before == after != ""


def test_there_and_back_again(site: Site) -> None:
    """Prev of next is the page one came from; the last page has no next, and neither has one behind the end."""
    second = send(site, "GET", "/queries/places?limit=10&offset=10")
    assert codes(send(site, "GET", beside(second)["prev"])) == ALL[:10]
    third = send(site, "GET", beside(second)["next"])
    assert (codes(third), "next" in beside(third)) == (ALL[20:], False)
    behind = send(site, "GET", "/queries/places?limit=10&offset=50")
    assert (codes(behind), sorted(beside(behind))) == ([], ["first", "prev"])
    assert beside(send(site, "GET", "/queries/places")) == {}
    assert codes(send(site, "GET", "/queries/places?offset=20")) == ALL[20:]
    early = beside(send(site, "GET", "/queries/places?limit=10&offset=3"))
    assert early["prev"].endswith("limit=10&offset=0")


def test_head_has_the_links_too(site: Site) -> None:
    """HEAD says what GET would, evaluated or kept; Accept stays what it was."""
    address, headers = "/queries/places?limit=3&offset=3", {"Accept": "text/csv"}
    head = send(site, "HEAD", address, headers=headers)
    got = send(site, "GET", address, headers=headers)
    again = send(site, "HEAD", address, headers=headers)
    assert got.headers["content-type"] == "text/csv; charset=utf-8"
    assert head.headers["link"] == got.headers["link"] == again.headers["link"]
    assert head.headers["content-length"] == again.headers["content-length"]
    assert codes(send(site, "GET", beside(got)["next"], headers=headers)) == ALL[6:9]
    origin = send(site, "GET", address, headers={"Origin": "https://example.org"})
    assert "Link" in origin.headers["access-control-expose-headers"]


def test_a_graph_has_no_pages(site: Site) -> None:
    """It is refused, and not cut somewhere."""
    response = send(site, "GET", "/queries/graph?limit=3")
    assert (response.status_code, response.text) == (
        400,
        "parameter limit: graph answers with no table, so it has no pages\n",
    )
    assert send(site, "GET", "/queries/graph").status_code == 200


def test_a_page_for_people_leads_on(site: Site) -> None:
    """The page of a query has links to those before and after it, and the same in Link."""
    response = send(site, "GET", "/queries/places?limit=10&offset=10", headers={"Accept": "text/html"})
    for relation in ("prev", "next"):
        address = beside(response)[relation]
        assert f'href="{address.replace("&", "&amp;")}" rel="{relation}"' in response.text
    assert "Only the first" not in response.text
    assert response.text.count("</tr>") == 11
    whole = send(site, "GET", "/queries/places", headers={"Accept": "text/html"})
    assert whole.text.count("</tr>") == COUNT + 1
    assert 'rel="next"' not in whole.text
    graph = send(site, "GET", "/queries/graph", headers={"Accept": "text/html"})
    assert (graph.status_code, "link" in graph.headers) == (200, False)


def test_links_lead_back_below_another_application(site: Site) -> None:
    """Mounted in another application, its links, its list and its description begin with that path."""
    served = site.host.current
    pool = Pool(cast("Pool", served.pool)._store, Setting(workers=1))
    host = Host(Service(pool, served.queries, RELEASE, "http://example.org/"))
    outer = Starlette(routes=[Mount("/kg", app.create(host))])

    async def ask() -> list[httpx.Response]:
        await host.open()
        try:
            transport = httpx.ASGITransport(outer)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                first = await client.get("/kg/queries/places?limit=5&format=csv")
                second = await client.get(beside(first)["next"])
                listed = await client.get("/kg/queries")
                return [first, second, listed, await client.get(listed.json()["openapi"])]
        finally:
            await host.close()

    first, second, listed, described = asyncio.run(ask())
    assert beside(first)["next"] == "/kg/queries/places?format=csv&limit=5&offset=5"
    assert (codes(first), codes(second)) == (ALL[:5], ALL[5:10])
    assert listed.json()["queries"][1]["href"] == "/kg/queries/places"
    assert described.json()["servers"] == [{"url": "/kg"}]


def test_links_are_addresses_and_nothing_else() -> None:
    """Whatever a value or the path of the mount holds is encoded."""
    found = paging.links("/图谱", "places", {"name": "甲 &"}, Page(5, 5), has_next=True)
    assert found["next"] == "/%E5%9B%BE%E8%B0%B1/queries/places?name=%E7%94%B2+%26&limit=5&offset=10"
    assert paging.header({"next": "/x?a=1"}) == '</x?a=1>; rel="next"'


def test_a_page_that_is_cut_otherwise_breaks_off(site: Site) -> None:
    """Where the bytes run out, there is no next that would pass over rows: the transfer breaks off as ever."""
    store, shipped = cast("Pool", site.host.current.pool)._store, site.host.current.queries
    with hosted(store, shipped, limits=Limits(rows=15, bytes=500)) as small:
        much = send(small, "GET", "/queries/places?limit=16")
        assert (much.status_code, "'16' is not a whole number from 1 to 15" in much.text) == (400, True)
        assert send(small, "GET", "/queries/places?limit=1").status_code == 200
        page = send(small, "GET", "/queries/places", headers={"Accept": "text/html", "Accept-Language": "en"})
        assert (page.status_code, "Only the first" in page.text) == (200, True)
        assert "next" not in beside(page)
        for _ in range(2):
            with pytest.raises(httpx.RemoteProtocolError):
                send(small, "GET", "/queries/places?limit=15")
