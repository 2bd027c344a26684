"""The live site, followed link by link in both languages: whatever kind of link is on a kind of page leads somewhere."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

import httpx
import pytest
from lxml import html

from everything import everything, one_of_each
from hosting import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from everything import Whole

MOST: Final = 3
"""So many addresses of one shape are followed: a hundred cases have the same links."""
SOUGHT: Final = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}
SUFFIXES: Final = ("", ".ttl", ".jsonld", ".nt", ".rdf", ".nq", ".bib", ".csl.json")


@dataclass(frozen=True)
class Link:
    """A link as a page has it: where it leads, and what it promises of that."""

    address: str
    fragment: str = ""
    kind: str = ""
    language: str = ""


@dataclass(frozen=True)
class Found:
    """What an address answered: its status, type and size, and what it is where it is a page."""

    status: int
    kind: str
    size: int
    page: html.HtmlElement | None

    def fault(self, link: Link) -> str:
        """Return what a link to this does not keep, nothing where it keeps all."""
        if self.status != 200:
            return f"answers {self.status}"
        if not self.size:
            return "has nothing in it"
        if link.kind not in {"", self.kind}:
            return f"is {self.kind}, not {link.kind}"
        if self.page is None:
            return ""
        if link.language not in {"", self.page.get("lang")}:
            return f"is not in {link.language}"
        is_there = not link.fragment or self.page.xpath("boolean(//*[@id = $id])", id=link.fragment)
        return "" if is_there else "has no such place"


def sort(address: str) -> str:
    """Return what all things of a sort have in common in their addresses, whatever their names."""
    path = urlsplit(address).path
    steps = path.split("/")[1:]
    ending = re.search(r"(?:\.csl)?\.[a-z]+$", path)
    return "/".join(steps[: 2 if steps[0] in {"id", "browse"} else 1]) + (ending[0] if ending else "")


def shape(address: str) -> tuple[str, ...]:
    """Return what addresses of the same shape have in common: the sort, the depth, and what is asked for besides."""
    said = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
    told = [f"{name}={said[name]}" if name in {"lang", "format", "view"} else name for name in sorted(said)]
    return (sort(address), "/" * address.count("/"), *told)


def links(page: html.HtmlElement, address: str) -> Iterator[Link]:
    """Yield what a page leads to on its own host; what is canonical is the thing's own address, wherever it is served."""
    host = urlsplit(address).netloc
    for element in page.iter(*SOUGHT):
        said = element.get(SOUGHT[element.tag])
        if said is None or element.get("method", "get").lower() == "post":
            continue
        if element.get("rel") == "canonical":
            said = said.removeprefix(BASE.rstrip("/"))
        there, fragment = urldefrag(urljoin(address, said))
        promised = (element.get("type") or "") if element.tag in {"a", "link"} else ""
        if urlsplit(there).netloc == host:
            yield Link(there, unquote(fragment), promised, element.get("hreflang") or "")


class Crawler:
    """Follows links, breadth first, so many of each shape; every link to what was followed is judged."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        self.found: dict[str, Found] = {}
        self.links: dict[Link, str] = {}
        """Every link, with the page that had it first."""
        self._shapes: Counter[tuple[str, ...]] = Counter()

    def crawl(self, *begin: str) -> list[str]:
        """Return a line for each link that does not keep what it promises, from these pages on."""
        waiting = deque(str(self.client.base_url.join(each)) for each in begin)
        while waiting:
            address = waiting.popleft()
            if address in self.found or self._shapes[shape(address)] >= MOST:
                continue
            self._shapes[shape(address)] += 1
            found = self.found[address] = self._fetch(address)
            for link in () if found.page is None else links(found.page, address):
                self.links.setdefault(link, address)
                waiting.append(link.address)
        return [
            f"{page}: {link.address}#{link.fragment} {fault}"
            for link, page in self.links.items()
            if link.address in self.found and (fault := self.found[link.address].fault(link))
        ]

    def _fetch(self, address: str) -> Found:
        response = self.client.get(address, headers={"Accept": "text/html, */*;q=0.1"})
        kind = response.headers.get("content-type", "").partition(";")[0]
        page = html.document_fromstring(response.content) if kind == "text/html" else None
        return Found(response.status_code, kind, len(response.content), page)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """Serve a thing of every kind."""
    with everything(tmp_path_factory.mktemp("everything")) as running:
        yield running


def test_every_link_of_the_site_leads_somewhere(whole: Whole) -> None:
    """To an answer of the type and language that it promises, and to a place on the page where it names one."""
    with httpx.Client(base_url=whole.root, timeout=30) as client:
        crawler = Crawler(client)
        every = one_of_each(whole.store)
        assert crawler.crawl("/", "/?lang=en", "/?lang=zh-Hans", *every.values()) == []
    seen = {sort(each) for each in crawler.found}
    for kind, path in every.items():
        assert {sort(path + suffix) for suffix in SUFFIXES} <= seen, kind
    assert sum(bool(each.fragment) and each.address in crawler.found for each in crawler.links) > 500


BROKEN: Final = {
    "/": '<html lang="en"><a href="/a#there">a</a><a href="/a#nowhere">a</a><a href="/missing">b</a>'
    '<a href="http://elsewhere.example/">c</a><link rel="alternate" type="text/turtle" href="/a">',
    "/a": '<html lang="en"><p id="there">a</p><a hreflang="zh-Hans" href="/b">b</a>',
    "/b": '<html lang="en"><img src="/empty"><form method="get" action="/missing"></form>',
}


def test_the_crawler_would_see_what_is_broken() -> None:
    """On a site that is: links that lead nowhere, and promises that are not kept."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/empty":
            return httpx.Response(200)
        page = BROKEN.get(request.url.path)
        return httpx.Response(200, html=page) if page else httpx.Response(404)

    with httpx.Client(base_url="http://x", transport=httpx.MockTransport(answer)) as client:
        assert Crawler(client).crawl("/") == [
            "http://x/: http://x/a#nowhere has no such place",
            "http://x/: http://x/missing# answers 404",
            "http://x/: http://x/a# is text/html, not text/turtle",
            "http://x/a: http://x/b# is not in zh-Hans",
            "http://x/b: http://x/empty# has nothing in it",
        ]
