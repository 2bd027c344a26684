"""The ways in: home, browsing, search, and the pictures on them, over the shipped decision and over data that is not ours."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

import pyoxigraph as ox
import pytest

from hosting import BASE, Site, hosted, kept, send
from published import published
from uniongraph import answers, files, labels, queries, release, sparql
from uniongraph.answers.preparing import prepare
from uniongraph.iris import PREFIXES
from uniongraph.labels.making import make
from uniongraph.pages import pictures
from uniongraph.pages.rendering import environment
from uniongraph.pages.views import View, render
from uniongraph.things import Fact, Incoming, Ref, Value, Words, describe, facets
from uniongraph.things.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHIPPED = queries.load(files.folder("queries"))
PAGES = ("/", "/browse", "/search", *(f"/browse/{name}" for name in facets.FACETS))
MARKUP = "<script>alert(1)</script>\"'&"


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of what is prepared for the shipped decision."""
    folder = tmp_path_factory.mktemp("derived")
    (folder / "answers").mkdir()
    make(published().open_store(), labels.file(folder))
    return folder


@pytest.fixture(scope="module")
def site(derived: Path) -> Iterator[Site]:
    """Serve the shipped decision with its index of names."""
    known = release.facts(published().manifest)
    with hosted(published().store_folder(), SHIPPED, derived=derived, facts=known) as site:
        yield site


class _Page(HTMLParser):
    """The links of a page, what its title says, and the texts of its drawings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if tag in {"a", "link"} and name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.text += data


def page(site: Site, path: str, status: int = 200) -> _Page:
    response = send(site, "GET", path, headers={"Accept": "text/html", "Accept-Language": "en"})
    assert response.status_code == status, (path, response.text[:300])
    scripts = [tag for tag in re.findall("<script[^>]*>", response.text) if "application/ld+json" not in tag]
    assert scripts == [], path  # what tells search engines of the data is none
    assert not re.search(r"\sstyle=", response.text), "the policy of the pages forbids styles on elements"
    return _Page(response.text)


def numbers(text: str, facet: str) -> dict[str, int]:
    """Return the bars of a facet's page: what each leads to, and its number."""
    rows = re.findall(
        rf'<tr><th scope="row"><a href="/browse/{facet}/([^"?]+)[^"]*">.*?</th>\s*<td class="number">.*?</svg> ([\d,]+)</td>',
        text,
        re.DOTALL,
    )
    return {key: int(number.replace(",", "")) for key, number in rows}


# ------------------------------------------------------------------------------------------------ browsing


def test_every_link_of_the_ways_in_leads_somewhere(site: Site) -> None:
    """From the home page, the facets, and a page of each facet's values: what is ours answers 200, nothing is another's."""
    seen: dict[str, int] = {}
    waiting = [*PAGES, "/search?q=" + quote("工会"), "/search?q=zgh", "/search?q=" + quote("没有此名")]
    waiting += [
        next(each for each in page(site, path).links if each.startswith(f"{path}/")) for path in PAGES[3:]
    ]
    for path in waiting:
        for link in page(site, path).links:
            there = urlsplit(urljoin(path, link))._replace(fragment="").geturl()
            if there.startswith(("http://", "https://")):
                continue
            if there not in seen:
                seen[there] = send(site, "GET", there).status_code
    assert {link: status for link, status in seen.items() if status != 200} == {}
    assert len(seen) > 150


def test_the_map_has_sixteen_tiles_with_the_numbers_of_the_prepared_query(site: Site) -> None:
    """On the home page and on that of the districts; the districts that nobody names have a zero."""
    rows = send(site, "GET", "/queries/awards-by-district?format=json").json()["results"]["bindings"]
    told = {row["code"]["value"]: int(row["awards"]["value"]) for row in rows}
    assert told
    for path in ("/", "/browse/district"):
        text = send(site, "GET", path).text
        drawn = re.search(r'<figure class="map".*?</figure>', text, re.DOTALL)
        assert drawn
        tiles = re.findall(
            r'<a href="/browse/district/(\d+)">\s*<title>[^:]+: (\d+)</title>.*?class="count">(\d+)</text>',
            drawn[0],
            re.DOTALL,
        )
        assert {code for code, _, _ in tiles} == set(pictures.POSITIONS)
        assert {code: int(number) for code, number, _ in tiles if int(number)} == told
        assert all(number == shown for _, number, shown in tiles)


@pytest.mark.parametrize(
    ("facet", "query", "counted"),
    [
        ("tier", "tier-counts", "awards"),
        ("union-kind", "union-kinds-by-tier", "awards"),
        ("year", "programme-editions", "awards"),
        ("programme", "programme-editions", "awards"),
        ("category", "categories", "awards"),
        ("district", "awards-by-district", "awards"),
    ],
)
def test_the_counts_sum_up_to_those_of_the_prepared_query(
    site: Site, facet: str, query: str, counted: str
) -> None:
    """All bars of a facet together are what the prepared query counts."""
    rows = send(site, "GET", f"/queries/{query}?format=json").json()["results"]["bindings"]
    bars = numbers(send(site, "GET", f"/browse/{facet}").text, facet)
    assert sum(bars.values()) == sum(int(row[counted]["value"]) for row in rows) > 0


@pytest.mark.parametrize("name", facets.FACETS)
def test_a_value_has_as_many_members_as_its_bar_says(site: Site, name: str) -> None:
    """Each value of each facet, over all its pages, by links alone."""
    text = send(site, "GET", f"/browse/{name}?lang=en").text
    for key, number in list(numbers(text, name).items())[:6]:
        found: list[str] = []
        link: str | None = f"/browse/{name}/{key}?lang=en"
        while link:
            content = send(site, "GET", link).text
            found += re.findall(r"<tr>\n<td" if name != "kind" else r"<li><(?:a|span)[^>]* title=", content)
            following = re.search(r'<a href="([^"]+)" rel="next">', content)
            link = following[1].replace("&amp;", "&") if following else None
        assert len(found) == number, (name, key)


def test_awards_of_a_value_stand_in_the_order_of_the_document() -> None:
    """By the rank of the tier, the category and the number within it."""
    store, tier = (
        published().open_store(),
        ox.Literal("2017", datatype=ox.NamedNode(f"{PREFIXES['xsd']}gYear")),
    )
    found = facets.ordered(store, facets.FACETS["year"], tier)
    ends = [each.value.partition("hugongzongji-2018-133/")[2] for each in found]
    ranks = [("special", "top-ten", "nomination").index(each.partition("/")[0]) for each in ends]
    assert (len(found), ranks) == (60, sorted(ranks))
    assert [each for each in ends if each.startswith("top-ten")] == sorted(
        each for each in ends if each.startswith("top-ten")
    )


def test_what_was_prepared_is_read(tmp_path: Path) -> None:
    """The counts that lie there are shown, whatever the store holds."""
    found = published()
    for text in facets.asked().values():
        path = answers.place(tmp_path, text, found.manifest.base)
        path.parent.mkdir(exist_ok=True)
        sparql.keep(sparql.evaluate(ox.Store(), text, base=found.manifest.base), path)
    view = View("browse", "district", "en", found.manifest.base, here="/browse/district")
    assert "Xuhui" in render(found.open_store(), view)
    assert "Xuhui" not in render(found.open_store(), view, derived=tmp_path)


def test_a_build_prepares_what_is_browsed_by(tmp_path: Path) -> None:
    """Each query has its answer, and the pages made with it are those made without."""
    shutil.copytree(published().folder, tmp_path / "one", ignore=shutil.ignore_patterns("derived"))
    found = release.open_release(tmp_path / "one")
    assert prepare(found, answers.browsed(), jobs=1) == len(facets.FACETS) + 1
    for about in ("", *facets.FACETS):
        view = View("browse", about, "zh-Hans", found.manifest.base, here=f"/browse/{about}")
        assert render(found.open_store(), view, derived=found.derived) == render(found.open_store(), view)


# ---------------------------------------------------------------------------------------------- what cannot be


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/browse/colour", 404, "'colour' is nothing to browse by; there is district, year"),
        ("/browse/district/999999", 404, "nothing has the value '999999'"),
        ("/browse/year/1999", 404, "nothing has the value '1999'"),
        ("/browse/tier/special/more", 404, "nothing has the value"),
        ("/browse/kind/%3Cscript%3E", 404, "nothing has the value"),
        ("/browse/district?page=2", 404, "page=2: this list has the pages 1 to 1"),
        ("/browse/year/2017?page=3", 404, "page=3: this list has the pages 1 to 2"),
        ("/browse/district?page=0", 400, "'0' is not a whole number from 1 to 1,000,000"),
        ("/browse/district?page=-1", 400, "'-1' is not a whole number"),
        ("/browse/district?page=two", 400, "'two' is not a whole number"),
        ("/browse/district?page=" + "9" * 40, 400, "is not a whole number"),
        ("/browse/district?page=1&page=2", 400, "page"),
        ("/search?q=" + "x" * 201, 400, "the text has 201 characters; it may have 200"),
        ("/search?q=" + "x" * 10_000, 400, "the text has 10,000 characters; it may have 200"),
        ("/search?q=a&kind=colour", 400, "'colour' is none of document, case"),
        ("/search?q=a&page=0", 400, "'0' is not a whole number"),
        ("/search?q=" + quote("工会") + "&page=900", 404, "page=900: this list has the pages 1 to"),
    ],
)
def test_what_cannot_be_shown_is_said_on_a_page(site: Site, path: str, status: int, said: str) -> None:
    """With the right status, in a sentence."""
    assert said in page(site, path, status).text


# ------------------------------------------------------------------------------------------------- search


@pytest.mark.parametrize(
    ("typed", "first", "marked"),
    [
        ("南翔", "嘉定区南翔镇总工会", "南翔"),
        ("會", "会", "会"),
        ("nanxiang", "南翔镇", "南翔"),
        ("依法催缴", "“依法催缴”规范工会经费管理", "依法催缴"),
    ],
)
def test_a_hit_is_marked(site: Site, typed: str, first: str, marked: str) -> None:
    """Characters in either script and pinyin; what matched is marked in the name as the data has it."""
    text = send(site, "GET", f"/search?q={quote(typed)}").text
    assert f"<mark>{marked}</mark>" in text
    assert first in re.sub("</?mark>", "", text)


def test_a_case_is_told_with_its_award(site: Site) -> None:
    """Year, tier and recipient stand below its title; one hit alone leads nowhere by itself."""
    response = send(
        site, "GET", f"/search?q={quote('依法催缴')}&kind=case", headers={"Accept-Language": "en"}
    )
    assert response.status_code == 200
    assert "1 hit" in response.text
    told = re.search(r"<br><small>(.*?)</small>", response.text, re.DOTALL)
    assert told
    assert "2017" in told[1]
    assert "/id/tier/" in told[1]
    assert "/id/org/" in told[1]


@pytest.mark.parametrize("typed", ["", " ", "%20%09"])
def test_an_empty_search_asks_for_words(site: Site, typed: str) -> None:
    """No hits are told, and nothing fails."""
    assert " hit" not in page(site, f"/search?q={typed}").text


def test_nothing_found_offers_ways_on(site: Site) -> None:
    """What may help, the words as they were typed in the field."""
    found = page(site, f"/search?q={quote(MARKUP)}")
    assert "pinyin without tones" in found.text
    response = send(site, "GET", f"/search?q={quote(MARKUP)}")
    assert "<script" not in response.text


def test_without_an_index_it_is_said_how_to_make_one() -> None:
    """The page is there, and names the command."""
    with hosted(published().store_folder(), SHIPPED) as bare:
        found = page(bare, f"/search?q={quote('工会')}")
    assert "uniongraph release prepare" in found.text


# ------------------------------------------------------------------------------------------- data not ours


def test_data_of_another_kind_has_a_home_page_too(tmp_path: Path) -> None:
    """Its classes with their numbers, and no map; names with markup are text in bars, titles and lists."""
    store, kind = ox.Store(), ox.NamedNode("http://example.org/a#Kind")
    label, type_ = ox.NamedNode(f"{PREFIXES['rdfs']}label"), ox.NamedNode(f"{PREFIXES['rdf']}type")
    for number in range(3):
        thing = ox.NamedNode(f"http://example.org/{number}")
        store.add(ox.Quad(thing, type_, kind))
        store.add(ox.Quad(thing, label, ox.Literal(f"{number} {MARKUP}")))
    store.add(ox.Quad(kind, label, ox.Literal(MARKUP)))
    view = View("home", "", "en", BASE, classes=((kind.value, 3),), statements=7)
    text = render(store, view)
    assert "<script" not in text
    assert "a knowledge graph" in text.lower()
    assert 'class="map"' not in text
    assert "/browse/kind/http://example.org/a%23Kind" in text
    with hosted(kept(store, tmp_path)) as site:
        there = page(site, "/browse/kind/http://example.org/a%23Kind")
        assert there.text.count("alert(1)") >= 3
        assert page(site, "/").links
        assert "nothing to browse" in page(site, "/browse/district").text or page(site, "/browse/district")


# ------------------------------------------------------------------------------------------------ pictures


def _ref(name: str, kind: str | None = "organization") -> Ref:
    return Ref(f"{BASE}id/{quote(name)}", Words(name, "zh-hans"), kind)


@pytest.mark.parametrize(
    ("counts", "drawn"),
    [
        ({"310104": 5, "310101": 3}, 2),
        ({"310104": 5, "110101": 4}, 1),
        ({"310104": 5, "110101": 6}, 0),
        ({"110101": 6}, 0),
        ({"310104": 0}, 0),
        ({}, 0),
    ],
)
def test_a_map_is_drawn_where_most_of_the_awards_have_a_place(counts: dict[str, int], drawn: int) -> None:
    """Else the bars tell all there is."""
    assert len(pictures.tiles((code, _ref(code), n, None) for code, n in counts.items())) == drawn


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("浦东新区", ("浦东新区",)),
        ("Pudong New Area", ("Pudong", "New Area")),
        ("Jing'an District", ("Jing'an", "District")),
        ("A-name-of-one-long-word", ("A-name-o…",)),
        ("one two-three four-five six-seven eight", ("one", "two-three", "four-five…")),
        ("", ()),
    ],
)
def test_a_name_is_broken_between_words(name: str, lines: tuple[str, ...]) -> None:
    """Chinese stays on one line."""
    assert pictures.wrapped(name) == lines


def test_bars_are_a_table() -> None:
    """Labels and numbers are text; the longest bar is whole; nothing divides by zero."""
    bars = environment("en").get_template("pictures.html").module.bars  # type: ignore[attr-defined]
    text = bars([(MARKUP, None, 3), (Words("区", "zh-hans"), "/x?a=1&b=2", 1200), ("none", None, 0)], "Said")
    assert "<script" not in text
    assert re.findall(r'width="([\d.]+)%"', text) == ["0.25", "100.00", "0.00"]
    assert '<a href="/x?a=1&amp;b=2"><span lang="zh-hans">区</span></a>' in text
    assert "1,200" in text
    assert "<caption>Said</caption>" in text
    assert 'width="0%"' in bars([("none", None, 0)], "Said").replace("0.00", "0")


def test_what_is_next_to_a_thing_is_drawn() -> None:
    """At most sixteen, each property in its turn; names are links and text; every neighbour stands inside the frame."""
    reader = Reader(published().open_store(), ("zh-hans", "en"))
    base = published().manifest.base
    thing = describe(reader, ox.NamedNode(f"{base}id/edition/sh-grassroots-union-innovation/2017"), base)
    drawn = pictures.around(thing)
    assert 4 <= len(drawn.spokes) <= 16
    assert len({each.thing.iri for each in drawn.spokes}) == len(drawn.spokes)
    assert all(0 < each.y < drawn.height and 0 < each.x < 760 for each in drawn.spokes)
    view = View("thing", thing.iri, "zh-Hans", base)
    ego = environment("zh-Hans").get_template("pictures.html").module.ego  # type: ignore[attr-defined]
    text = ego(thing, view.frame.to)
    assert text.count("<circle") == len(drawn.spokes) + 1
    assert "<desc>" in text
    assert all(
        f'href="/{each.thing.iri.removeprefix(base)}"' in text
        for each in drawn.spokes
        if "/id/" in each.thing.iri
    )


def test_markup_in_names_is_text_in_the_drawing() -> None:
    """Of the thing, of its neighbours and of properties; a hub draws no more than sixteen and says so."""
    from dataclasses import replace  # noqa: PLC0415

    reader = Reader(published().open_store(), ("en",))
    base = published().manifest.base
    found = describe(reader, ox.NamedNode(f"{base}id/programme/sh-grassroots-union-innovation"), base)
    fact = Fact(_ref(MARKUP), tuple(Value(_ref(f"{n} {MARKUP}"), "inferred") for n in range(40)))
    back = Incoming(_ref(MARKUP), 40, True, tuple(_ref(f"in {n} {MARKUP}") for n in range(40)))
    hub = replace(found, label=Words(MARKUP), facts=(fact,), incoming=(back,))
    drawn = pictures.around(hub)
    assert (len(drawn.spokes), drawn.is_more) == (16, True)
    ego = environment("en").get_template("pictures.html").module.ego  # type: ignore[attr-defined]
    text = ego(hub, View("thing", "", "en", base).frame.to)
    assert "<script" not in text
    assert "There is more than is drawn." in text


def test_an_index_that_is_made_while_one_serves_is_taken_up(tmp_path: Path) -> None:
    """Until then the page says how it is made, and nobody keeps that page."""
    with hosted(published().store_folder(), derived=tmp_path) as site:
        lacking = send(site, "GET", "/search?q=shzgh", headers={"Accept-Language": "en"})
        assert "uniongraph release prepare" in lacking.text
        assert lacking.headers["cache-control"] == "no-store"
        make(published().open_store(), labels.file(tmp_path))
        found = send(site, "GET", "/search?q=shzgh", headers={"Accept-Language": "en"})
        assert "<mark>" in found.text
        assert found.headers["cache-control"] == "public, no-cache"
