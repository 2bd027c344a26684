"""The query page in a real browser: writing, running and seeing, in both languages, for everybody, asking nobody else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, quote, urlsplit

import pyoxigraph as ox
import pytest

from browsers import violations
from hosting import Site, hosted, kept
from published import published
from uniongraph import files, pages, queries
from uniongraph.sparql import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from browsers import Windows

WEB: Final = Path(pages.__file__).parent / "web"
HERE: Final = ".tabPanel.active"
HOME: Final = "/sparql"
CONSTRUCT: Final = """\
PREFIX ug: <https://w3id.org/uniongraph/ontology#>
CONSTRUCT { ?case ug:heldBy ?who } WHERE { ?c ug:conferralOf ?case ; ug:recipient ?who } LIMIT 12"""

pytestmark = pytest.mark.skipif(
    not (pages.STATIC / "built" / "sparql.js").is_file(),
    reason="the scripts of the query page are not built here: pip install -e . builds them",
)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Serve the release of the shipped decision with its prepared queries."""
    held = queries.load(files.folder("queries"))
    with hosted(published().store_folder(), held, derived=published().derived) as running:
        yield running


def at(site: Site, path: str = HOME) -> str:
    """Return an address of a site."""
    return f"http://127.0.0.1:{site.port}{path}"


def asking(query: str, view: str = "") -> str:
    """Return the path that opens a query, as a shared link has it."""
    return f"{HOME}#query={quote(query)}" + (f"&view={view}" if view else "")


def written(page: Page) -> str:
    """Return what stands in the editor."""
    return str(page.locator(f"{HERE} .yasqe .CodeMirror").evaluate("editor => editor.CodeMirror.getValue()"))


def write(page: Page, text: str, then: str = "") -> None:
    """Put a query into the editor, and type some more after it."""
    page.locator(f"{HERE} .yasqe .CodeMirror").evaluate(
        "(editor, text) => { const it = editor.CodeMirror; it.focus(); it.setValue(text); it.setCursor(it.lineCount(), 0) }",
        text,
    )
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(then)


def run(page: Page) -> None:
    """Press the button that runs the query."""
    page.locator(f"{HERE} .yasqe_queryButton").click()


def cells(page: Page) -> list[list[str]]:
    """Return the rows of the table of results, once it is there."""
    page.locator(f"{HERE} .own.rows tbody tr").first.wait_for()
    rows = page.locator(f"{HERE} .own.rows tbody tr").all()
    return [row.locator("td").all_inner_texts() for row in rows]


def ready(page: Page) -> Page:
    """Return a page whose editor is there."""
    page.locator(f"{HERE} .yasqe .CodeMirror").wait_for()
    return page


# ---------------------------------------------------------------------------------------------- the editor


def test_the_editor_takes_the_place_of_the_form(site: Site, windows: Windows) -> None:
    """Who has scripts sees the editor with the same first query; the form is there for who has none."""
    page = ready(windows.open(at(site)))
    assert not page.locator("[data-without-script]").is_visible()
    assert "ug:Case" in written(page)
    plain = windows.open(at(site), java_script_enabled=False)
    assert plain.locator("textarea#query").is_visible()
    assert not plain.locator("#yasgui").is_visible()


@pytest.mark.parametrize(
    ("before", "typed", "offered"),
    [
        ("SELECT * WHERE {\n  ?s a ", "组织", "ug:Organization 组织 organization"),
        ("SELECT * WHERE {\n  ?s a ", "单位", "ug:Organization 组织 organization"),
        ("SELECT * WHERE {\n  ?s a ", "org", "ug:Organization 组织 organization"),
        (
            "SELECT * WHERE {\n  ?s a ",
            "trade-union",
            "ug:UnionOrganization 工会组织 trade-union organization",
        ),
        ("SELECT * WHERE {\n  ?s ", "获奖者", "ug:recipient 获奖者 recipient"),
        ("SELECT * WHERE {\n  ?s ", "ug:rec", "ug:recipient 获奖者 recipient"),
        ("SELECT * WHERE {\n  ?s a ?c ;\n     ", "prefLabel", "skos:prefLabel"),
        ("SELECT * WHERE {\n  ?s ^", "recip", "ug:recipient 获奖者 recipient"),
        (
            "SELECT * WHERE {\n  ?s ",
            "<https://w3id.org/uniongraph/ontology#recip",
            "ug:recipient 获奖者 recipient",
        ),
    ],
)
def test_terms_are_completed(site: Site, windows: Windows, before: str, typed: str, offered: str) -> None:
    """Classes and properties are found by name and by label in either language, and written with their prefix."""
    page = ready(windows.open(at(site)))
    write(page, before, typed)
    hint = page.locator(".CodeMirror-hint", has_text=offered).first
    hint.wait_for()
    hint.click()
    name = offered.split(maxsplit=1)[0]
    prefix = name.partition(":")[0]
    assert f"PREFIX {prefix}: <" in written(page)
    assert written(page).endswith(name)


def test_prefixes_are_those_of_the_service(site: Site, windows: Windows) -> None:
    """A PREFIX line is completed with the namespace that the data is written under, others with the usual one."""
    page = ready(windows.open(at(site)))
    for typed, line in (
        ("schem", "schema: <https://schema.org/>"),
        ("foa", "foaf: <http://xmlns.com/foaf/0.1/>"),
    ):
        write(page, "PREFIX ")
        page.keyboard.type(typed)
        page.locator(".CodeMirror-hint", has_text=line).first.click()
        assert written(page) == f"PREFIX {line}"


@pytest.mark.parametrize("typed", ["?s", '"单位', "# 单位", "a"])
def test_what_is_no_term_is_left_alone(site: Site, windows: Windows, typed: str) -> None:
    """Variables, literals, comments and the `a` of a type bring no list of terms up."""
    page = ready(windows.open(at(site)))
    write(page, "SELECT * WHERE {\n  ?s a ", "组织")
    page.locator(".CodeMirror-hint").first.wait_for()  # the terms are there by now
    page.keyboard.press("Escape")
    write(page, "SELECT * WHERE {\n  ?x ", typed)
    page.wait_for_timeout(300)
    assert page.locator(".CodeMirror-hint").count() == 0


def test_terms_are_those_of_any_data(tmp_path: Path, windows: Windows) -> None:
    """Data that declares nothing offers what it uses, in whatever graph that stands."""
    store = ox.Store()
    store.load(
        b"@prefix x: <http://example.org/> . x:a a x:Glider ; x:wingspan 15 .",
        ox.RdfFormat.TURTLE,
        to_graph=ox.NamedNode("http://example.org/g"),
    )
    with hosted(kept(store, tmp_path), union=False) as other:
        page = ready(windows.open(at(other)))
        write(page, "SELECT * WHERE { ?s ", "wing")
        page.wait_for_timeout(500)  # what is used is walked over behind the writer's back
        page.keyboard.insert_text("s")
        page.locator(".CodeMirror-hint", has_text="wingspan").click()
        assert written(page).endswith("<http://example.org/wingspan>")


# ---------------------------------------------------------------------------------------------- examples, results


@pytest.mark.parametrize(
    ("language", "sought", "title"),
    [("zh-Hans", "各区", "各区获奖数"), ("en", "by district", "Awards by district")],
)
def test_an_example_is_found_and_run(
    site: Site, windows: Windows, language: str, sought: str, title: str
) -> None:
    """The prepared queries are a menu with a filter; the one chosen is run in a tab of its name, and drawn as bars."""
    page = ready(windows.open(at(site), language=language))
    page.locator(".examples summary").click()
    page.locator(".examples li button").nth(30).wait_for()
    page.locator(".examples input").fill(sought)
    assert page.locator(".examples li button").count() == 1
    assert violations(page) == []
    page.locator(".examples li button").click()
    assert ["310104", "徐汇区", "4"] in cells(page)
    assert page.locator(".tab.active").inner_text().startswith(title)
    assert written(page).startswith(f"# {title}\nPREFIX")
    assert violations(page) == []
    page.locator(f"{HERE} .select_chart").click()
    page.locator(f"{HERE} canvas[aria-label*='徐汇区 4']").wait_for()
    assert violations(page) == []


def test_things_are_shown_by_their_labels(site: Site, windows: Windows) -> None:
    """A thing is called what the reader's language calls it, says its IRI, and leads to its page on this host."""
    query = "SELECT ?c WHERE { ?c a <http://www.w3.org/2002/07/owl#Class> FILTER (strends(str(?c), '#Organization')) }"
    for language, label in (("zh-Hans", "组织"), ("en", "organization")):
        page = windows.open(at(site, asking(query)), language=language)
        thing = page.locator(f"{HERE} .own.rows td a", has_text=label)
        thing.wait_for()
        assert thing.get_attribute("href") == "/ontology#Organization"
        assert thing.get_attribute("title") == "https://w3id.org/uniongraph/ontology#Organization"


def test_rows_are_filtered_sorted_and_paged(site: Site, windows: Windows) -> None:
    """Filter and order go by what is seen: labels, and numbers as numbers."""
    query = "SELECT ?o (strlen(str(?o)) AS ?n) WHERE { ?o a <https://w3id.org/uniongraph/ontology#Organization> } ORDER BY ?o"
    page = windows.open(at(site, asking(query)))
    all_rows = cells(page)
    assert len(all_rows) == 50
    page.locator(f"{HERE} .pager button").last.click()
    assert page.locator(f"{HERE} .pager [role=status]").inner_text().startswith("51–")
    page.locator(f"{HERE} .own.rows th button", has_text="n").click()
    page.locator(f"{HERE} th[aria-sort=ascending]").wait_for()
    lengths = [int(row[1].replace(",", "")) for row in cells(page)]
    assert lengths == sorted(lengths)
    page.locator(f"{HERE} .own input[type=search]").fill("天平街道")
    page.locator(f"{HERE} .pager [role=status]", has_text=re.compile("^1–1 / 1$")).wait_for()
    assert cells(page)[0][0] == "徐汇区天平街道总工会"


def test_a_graph_is_drawn(site: Site, windows: Windows) -> None:
    """What is constructed is a table, and a picture of nodes that say what is known of them."""
    page = windows.open(at(site, asking(CONSTRUCT, "graph")))
    picture = page.locator(f"{HERE} .network .frame")
    picture.locator("canvas").first.wait_for()
    assert "12 →" in (picture.get_attribute("aria-label") or "")
    assert violations(page) == []
    page.locator(f"{HERE} .select_table").click()
    assert len(cells(page)) == 12


def test_an_answer_is_downloaded_in_each_format(site: Site, windows: Windows) -> None:
    """Each link beside an answer gives that answer as a file."""
    page = windows.open(at(site, asking("SELECT ?s WHERE { ?s ?p ?o } LIMIT 4")))
    links = page.locator(f"{HERE} .downloads a")
    links.first.wait_for()
    assert links.all_inner_texts() == ["JSON", "XML", "CSV", "TSV"]
    for link in links.all():
        with page.expect_download() as download:
            link.click()
        assert Path(download.value.path()).read_text("utf-8").count("w3id.org") == 4


def test_markup_is_text(tmp_path: Path, windows: Windows) -> None:
    """Labels and literals with markup in them are shown as they are, and {{…}} is no template."""
    evil = "<img src=x onerror=alert(1)>{{s}}"
    store = ox.Store()
    store.add(
        ox.Quad(
            ox.NamedNode("http://example.org/a"),
            ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
            ox.Literal(evil),
        )
    )
    with hosted(kept(store, tmp_path), union=False) as other:
        page = windows.open(at(other, asking("SELECT ?s ?l WHERE { ?s ?p ?l }")))
        page.locator(f"{HERE} td a").wait_for()
        page.wait_for_timeout(300)
        assert cells(page) == [[evil, evil]]
        assert page.locator(f"{HERE} td img").count() == 0


def test_an_answer_to_ask_is_said(site: Site, windows: Windows) -> None:
    """Yes and no are said in the language of the page."""
    page = windows.open(at(site, asking("ASK { ?s ?p ?o }")))
    page.locator(f"{HERE} .yasr_results", has_text="真").wait_for()


# ---------------------------------------------------------------------------------------------- what goes wrong


def test_an_error_is_the_servers_sentence_at_its_line(site: Site, windows: Windows) -> None:
    """A query with a fault gets the sentence of the server, and its line is marked until the next run."""
    windows.forgive("400 (Bad Request)")
    page = ready(windows.open(at(site)))
    write(page, "SELECT * WHERE {\n  ?s foo:bar ?o\n}")
    run(page)
    failure = page.locator(f"{HERE} .failure")
    failure.wait_for()
    assert "400 查询有误" in failure.inner_text()
    assert "syntax error at column 6: the prefix foo: is not declared" in failure.inner_text()
    assert page.locator(f"{HERE} .faulty").count() == 1
    assert violations(page) == []
    write(page, "SELECT * WHERE {\n  ?s ?p ?o\n} LIMIT 1")
    run(page)
    assert len(cells(page)) == 1
    assert page.locator(f"{HERE} .faulty").count() == 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?p ?o WHERE { ?s ?p ?o . ?a ?b ?c }",
        "CONSTRUCT { ?s ?p ?c } WHERE { ?s ?p ?o . ?a ?b ?c }",
    ],
)
def test_an_answer_that_breaks_off_says_so(windows: Windows, query: str) -> None:
    """What came of it is shown, and that it is not all; it is not kept as if it were."""
    windows.forgive("ERR_INCOMPLETE_CHUNKED_ENCODING")
    with hosted(published().store_folder(), limits=Limits(rows=30_000)) as cut:
        page = windows.open(at(cut, asking(query)))
        notice = page.locator(f"{HERE} .notice")
        notice.wait_for()
        assert "结果不完整" in notice.inner_text()
        assert len(cells(page)) == 50
        page.goto(at(cut))
        assert written(ready(page)) == query
        page.wait_for_timeout(300)
        assert page.locator(f"{HERE} .own.rows").count() == 0


def test_an_answer_that_is_cut_short_says_why(windows: Windows) -> None:
    """Whether the browser gives the few rows out or not: the server's reason where it knew in time, else that it broke off."""
    windows.forgive("ERR_INCOMPLETE_CHUNKED_ENCODING")
    with hosted(published().store_folder(), limits=Limits(rows=3)) as cut:
        page = windows.open(at(cut, asking("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")))
        said = page.locator(f"{HERE} .notice, {HERE} .failure")
        said.wait_for()
        assert "结果不完整" in said.inner_text()
        reasons = ("the answer is cut off after 3 rows", "结果未传完即中断")
        assert any(each in said.inner_text() for each in reasons)


@pytest.mark.parametrize(
    ("language", "query", "why"),
    [
        ("zh-Hans", "SELECT * WHERE {\n  ?s foo:bar ?o }", "前缀 foo: 未声明"),
        ("zh-Hans", "SELECT * WHERE {\n  ?s ?p }", "此处起不合语法，应为: "),
        ("en", "SELECT * WHERE {\n  ?s ?p }", "Not SPARQL from here on. Expected: "),
    ],
)
def test_the_editor_tells_what_is_no_sparql(
    site: Site, windows: Windows, language: str, query: str, why: str
) -> None:
    """Before anything is sent, the sign beside the line says what is wrong with it."""
    page = ready(windows.open(at(site), language=language))
    write(page, query)
    sign = page.locator(f"{HERE} .parseErrorIcon")
    sign.hover()
    assert (sign.get_attribute("title") or "").startswith(why)


# ---------------------------------------------------------------------------------------------- links, keeping


def test_a_link_opens_the_same_elsewhere(site: Site, windows: Windows) -> None:
    """The address of the page, and the link that is shared, open the same query in the same view and run it."""
    page = windows.open(at(site, asking(CONSTRUCT)))
    cells(page)
    page.locator(f"{HERE} .select_graph").click()
    page.locator(f"{HERE} .network canvas").first.wait_for()
    page.locator(f"{HERE} .yasqe_share").click()
    shared = page.locator(f"{HERE} .yasqe_sharePopup input").input_value()
    assert parse_qs(urlsplit(shared).fragment) == {"query": [CONSTRUCT], "view": ["graph"]}
    assert parse_qs(urlsplit(page.url).fragment) == {"query": [CONSTRUCT], "view": ["graph"]}
    other = windows.open(shared)
    other.locator(f"{HERE} .network canvas").first.wait_for()
    assert written(other) == CONSTRUCT
    assert other.locator(".tab").count() == 2  # the first tab of a new reader, and this


def test_a_language_that_was_chosen_stays(site: Site, windows: Windows) -> None:
    """Running a query leaves the choice in the address, and links to things carry it along."""
    query = "SELECT ?c WHERE { ?c a <http://www.w3.org/2002/07/owl#Class> } LIMIT 1"
    page = windows.open(at(site, f"{HOME}?lang=en#query={quote(query)}"))
    cells(page)
    assert urlsplit(page.url).query == "lang=en"
    link = page.locator(f"{HERE} .own.rows td a").get_attribute("href")
    assert re.fullmatch(r"/ontology\?lang=en#\w+", link or "")


def test_back_leaves_the_page(site: Site, windows: Windows) -> None:
    """Queries that are run put no steps into the history; a link that is followed there opens once."""
    page = windows.open(at(site, "/queries"))
    page.goto(at(site, asking(CONSTRUCT)))
    cells(page)
    write(page, "SELECT * WHERE { ?s ?p ?o } LIMIT 2")
    run(page)
    page.locator(f"{HERE} .pager [role=status]", has_text="/ 2").wait_for()
    page.go_back()
    assert urlsplit(page.url).path == "/queries"


def test_what_was_written_is_kept(site: Site, windows: Windows) -> None:
    """Tabs with their queries and answers are there when the page is opened again, and are not asked again."""
    page = windows.open(at(site, asking(CONSTRUCT)))
    cells(page)
    page.goto(at(site))
    assert written(ready(page)) == CONSTRUCT
    assert len(cells(page)) == 12


def test_the_form_of_a_page_without_scripts_is_taken_over(site: Site, windows: Windows) -> None:
    """An address with ?query=, as other pages link to, opens in the editor and is run."""
    page = windows.open(at(site, f"{HOME}?query={quote('SELECT ?s WHERE { ?s ?p ?o } LIMIT 4')}"))
    assert len(cells(page)) == 4
    assert urlsplit(page.url).query == ""


# ---------------------------------------------------------------------------------------------- everybody


@pytest.mark.parametrize(
    ("language", "table", "button"), [("zh-Hans", "表格", "运行查询"), ("en", "Table", "Run query")]
)
def test_the_interface_speaks_the_language_of_the_page(
    site: Site, windows: Windows, language: str, table: str, button: str
) -> None:
    """No word of the interface is left in the other language."""
    page = windows.open(at(site, asking(CONSTRUCT)), language=language)
    cells(page)
    assert page.locator(f"{HERE} .select_table").inner_text() == table
    assert page.locator(f"{HERE} .yasqe_queryButton").get_attribute("aria-label") == button
    bar = page.locator(f"{HERE} .yasr_header").inner_text()
    assert bool(re.search("[A-Za-z]", bar)) == (language == "en"), bar


@pytest.mark.parametrize("dark", [False, True])
def test_a_phone_in_light_and_dark(site: Site, windows: Windows, *, dark: bool) -> None:
    """At 360 pixels the page does not scroll sideways, in no view; in the dark it is dark, and read as well."""
    page = windows.open(at(site, asking(CONSTRUCT)), width=360, dark=dark, language="en")
    cells(page)
    for view in ("table", "graph", "response"):
        page.locator(f"{HERE} .select_{view}").click()
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") == 360, view
        assert violations(page) == [], view
    colour = page.locator(f"{HERE} .yasqe .CodeMirror").evaluate("it => getComputedStyle(it).backgroundColor")
    assert (max(map(int, re.findall(r"\d+", colour))) < 64) == dark


def test_everything_can_be_done_by_keyboard(site: Site, windows: Windows) -> None:
    """From the top of the page to an answer without a mouse; Escape leaves the editor."""
    page = ready(windows.open(at(site)))
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.yasqe textarea')"):
            break
    else:
        pytest.fail("the editor is not reached by Tab")
    page.keyboard.press("Control+Enter")
    cells(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('.yasqe textarea')")


# ---------------------------------------------------------------------------------------------- what is shipped


def test_the_lock_names_versions_and_no_host() -> None:
    """Each package is locked to a version and a digest; where it comes from is the business of who builds."""
    lock = (WEB / "deno.lock").read_text("utf-8")
    assert "://" not in lock
    assert all("integrity" in each for each in json.loads(lock)["npm"].values())
    wanted = json.loads((WEB / "deno.json").read_text("utf-8"))["imports"]
    assert all(re.fullmatch(r"npm:@?[a-z./-]+@\d+\.\d+\.\d+", each) for each in wanted.values())


def test_the_licence_of_each_package_is_there() -> None:
    """Whatever the bundle is made of stands in licences.txt with its text."""
    texts = (pages.STATIC / "built" / "licences.txt").read_text("utf-8")
    locked = json.loads((WEB / "deno.lock").read_text("utf-8"))["npm"]
    for each in locked:
        name, _, version = each.rpartition("@")
        assert f"\n{name} {version} (" in texts
    assert len(re.findall("copyright", texts, re.IGNORECASE)) > len(locked)
