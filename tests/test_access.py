"""Pages for everyone, in a real browser: what axe finds, a phone's width, the keyboard; without a browser all is skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from browsers import violations
from hosting import asked, hosted
from published import published
from uniongraph import files, queries, release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browsers import Windows
    from hosting import Site

_DOCUMENT: Final = "/id/doc/hugongzongji-2018-133"
_EDITION: Final = "sh-grassroots-union-innovation/2017"
PAGES: Final = [
    "/",
    "/browse",
    "/browse/year/2017",
    "/search?q=x",
    _DOCUMENT,
    "/id/conferral/hugongzongji-2018-133/top-ten/02-03",
    f"/id/case/{_EDITION}/special/00-01",
    f"/id/tier/{_EDITION}/top-ten",
    "/id/place/cn-310106",
    "/scheme/topic",
    "/ontology",
    "/id/catalog",
    "/queries",
    "/queries/awards-by-district",
    "/queries/awards-by-district?view=chart",
    "/queries/awards-by-district?year=x",
    "/nothing",
]
FAILING: Final = "Failed to load resource: the server responded with a status of 40"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Give a server of the shipped decision."""
    known = release.facts(published().manifest)
    prepared = queries.load(files.folder("queries"))
    with hosted(published().store_folder(), prepared, facts=known) as served:
        yield served


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(site: Site, windows: Windows, path: str, *, dark: bool) -> None:
    """In the light in Chinese, in the dark in English."""
    windows.forgive(FAILING)
    page = windows.open(
        f"http://127.0.0.1:{site.port}{path}", language="en" if dark else "zh-Hans", dark=dark
    )
    assert violations(page) == []


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("path", [*PAGES, asked("SELECT")])
def test_a_page_fits_a_phone(site: Site, windows: Windows, path: str, language: str) -> None:
    """At 360 pixels nothing is cut off and nothing scrolls sideways but tables, pictures and code in their own region."""
    windows.forgive(FAILING)
    page = windows.open(f"http://127.0.0.1:{site.port}{path}", language=language, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.evaluate(_OUTSIDE) == []
    assert page.evaluate(_SMALL) == []


_OUTSIDE: Final = """
[...document.querySelectorAll('body *')].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width > 1 && box.right > 361 && !each.closest('.scroll, pre, svg, .skip, .hidden, .CodeMirror');
}).map(each => each.outerHTML.slice(0, 120))
"""
"""Elements that reach over the edge of the window, out of a region of their own."""
_SMALL: Final = """
[...document.querySelectorAll('button, input:not([type=hidden]), select, summary, nav a, .source')].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width && Math.min(box.width, box.height) < 23.9 && !each.closest('.skip, .crumbs');
}).map(each => each.outerHTML.slice(0, 120))
"""
"""Targets smaller than 24 pixels (WCAG 2.2, 2.5.8); links within a run of words are none of them."""


def test_the_first_stop_of_the_keyboard_skips_the_head(site: Site, windows: Windows) -> None:
    """It is seen once it has the focus, and leads to the content."""
    page = windows.open(f"http://127.0.0.1:{site.port}{_DOCUMENT}", language="en")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to content"
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert skip.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_a_line_that_is_pointed_at_is_seen(site: Site, windows: Windows) -> None:
    """Its mark is another colour than the page, it stands in the window, and the number beside it is told."""
    page = windows.open(f"http://127.0.0.1:{site.port}{_DOCUMENT}#L88", reduced_motion="reduce")
    line = page.locator("#L88")
    assert line.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 240, 179)"
    assert line.evaluate("each => each.value") == 88
    top = line.evaluate("each => each.getBoundingClientRect().top")
    assert 0 <= top < 900


def test_a_document_on_paper_is_its_text(site: Site, windows: Windows) -> None:
    """No navigation, forms or downloads; line numbers, notes in the margin, the permanent address and the release stay."""
    page = windows.open(f"http://127.0.0.1:{site.port}{_DOCUMENT}", language="en")
    page.emulate_media(media="print")
    for gone in ("header nav", "header form", ".crumbs", ".downloads", ".skip"):
        assert not page.locator(gone).first.is_visible(), gone
    for there in ("h1", "#L88", ".text .margin", "footer .paper-only code", "footer li code"):
        assert page.locator(there).first.is_visible(), there
    shown = "each => getComputedStyle(each, '::before').content"
    assert '"88"' in page.locator("#L88").evaluate(shown)
