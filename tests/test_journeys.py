"""The ways that people take through the site, in a real browser: from a question to the line of the decision that proves it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from browsers import violations
from everything import DECISION, GONE, MARKUP, NEVER, everything, one_of_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from browsers import Windows
    from everything import Whole

AWARD: Final = "/id/conferral/hugongzongji-2018-133/top-ten/02-03"
FAILING: Final = "Failed to load resource: the server responded with a status of 4"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """Serve a thing of every kind."""
    with everything(tmp_path_factory.mktemp("everything")) as running:
        yield running


def marked(page: Page) -> str:
    """Return the words of the text that the address points at, which must be in sight."""
    page.wait_for_function(
        """() => { const each = document.querySelector(":target"), box = each && each.getBoundingClientRect()
                 return box && box.top >= 0 && box.bottom <= innerHeight }"""
    )
    target = page.locator(":target")
    return re.sub(r"\s+", "", target.inner_text())


# ---------------------------------------------------------------------------------------------- to the proof


@pytest.mark.parametrize(
    "sought",
    ["小候鸟", "小候鳥", "xiaohouniao", "xhn"],
    ids=["simplified", "traditional", "pinyin", "initials"],
)
def test_a_search_leads_to_the_line_of_the_decision(whole: Whole, windows: Windows, sought: str) -> None:
    """Whatever way the name is typed; what matched is marked, and the line shows the very words."""
    page = windows.open(whole.root)
    page.locator("header input[name=q]").fill(sought)
    page.locator("header input[name=q]").press("Enter")
    hit = page.locator("main a", has_text="小候鸟").first
    assert "小候鸟" in hit.locator("mark").inner_text()
    hit.click()
    page.locator(".excerpt .source, figure .source").first.click()
    assert page.url.split("#")[0].endswith("/bee60c84509c")
    assert "“小候鸟”暑期多彩活动服务外来职工子女" in marked(page)


def test_three_clicks_lead_from_the_home_page_to_the_proof_of_an_award(
    whole: Whole, windows: Windows
) -> None:
    """The latest document, an award in it, and its line; or the document and the line at once."""
    page = windows.open(whole.root)
    page.locator(".latest a", has_text="上海市基层工会创新案例").first.click()
    row = page.locator("main li", has_text="创新跨越“最后一公里”").first
    row.locator(".source").first.click()
    assert "创新跨越“最后一公里”" in marked(page)


def test_a_tile_of_the_map_leads_to_the_awards_of_a_district(whole: Whole, windows: Windows) -> None:
    """From the home page: the district, one of its awards, the line."""
    page = windows.open(whole.root)
    page.locator(".map a", has_text="徐汇区").click()
    assert "徐汇区" in page.locator("h1").inner_text()
    assert page.locator("tbody tr").count() == 4
    page.locator("tbody tr a[href*='/id/conferral/']").first.click()
    page.locator(".facts .source").first.click()
    assert "徐汇区" in marked(page)


# ---------------------------------------------------------------------------------------------- asking


def test_a_prepared_query_is_asked_by_name_and_drawn(whole: Whole, windows: Windows) -> None:
    """A district is chosen by its name; the answer is a table, and where it counts a chart; the way back works."""
    page = windows.open(f"{whole.root}/queries/awards-in-division")
    page.locator("main form [name=division]").select_option(label="徐汇区 (310104)")
    page.locator("main form button").click()
    assert page.locator("main table tbody tr").count() == 4
    page.go_back()
    page.goto(f"{whole.root}/queries/awards-by-district")
    page.locator(".views a").nth(1).click()
    assert "view=chart" in page.url
    assert page.locator(".bars svg, svg.bars").count() > 0
    page.go_back()
    assert page.locator("main table tbody tr").count() == 16


# ---------------------------------------------------------------------------------------------- in two languages


@pytest.mark.parametrize(
    "path", ["/", AWARD, DECISION, "/browse/district", "/queries/awards", "/search?q=工会"]
)
def test_a_chosen_language_stays(whole: Whole, windows: Windows, path: str) -> None:
    """The same page in the other language, and whatever one follows from there."""
    page = windows.open(f"{whole.root}{path}", language="zh-Hans")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    before = page.locator("h1").count()
    page.locator("nav.languages a[lang=en]").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").count() == before
    page.locator("header nav a", has_text="Browse").click()
    assert page.locator("html").get_attribute("lang") == "en"


# ---------------------------------------------------------------------------------------------- for everyone


def test_everything_works_without_scripts(whole: Whole, windows: Windows) -> None:
    """Also the query page: a plain form asks, and its answer is a table."""
    page = windows.open(f"{whole.root}/sparql", java_script_enabled=False)
    page.locator("main textarea").fill("SELECT ?n { VALUES ?n { 1 2 3 } }")
    page.locator("main button[type=submit]").first.click()
    assert page.locator("main table tbody tr").count() == 3


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_kind_of_page_is_for_everyone(whole: Whole, windows: Windows, language: str) -> None:
    """Axe finds nothing serious, in the dark, and nothing is wider than a phone; failures and markup for names too."""
    windows.forgive(FAILING)
    paths = [*one_of_each(whole.store).values(), MARKUP, GONE, NEVER]
    for path in paths:
        page = windows.open(f"{whole.root}{path}", language=language, dark=language == "en", width=360)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path
        page.context.close()


def test_names_with_markup_are_text(whole: Whole, windows: Windows) -> None:
    """No script of a name runs, no picture of it is asked for, and the words stand on the page as they are printed."""
    page = windows.open(f"{whole.root}{MARKUP}")
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    assert "<script>alert(1)</script>" in page.locator("h1").inner_text()
    assert page.locator("main img, main script:not([type='application/ld+json'])").count() == 0
