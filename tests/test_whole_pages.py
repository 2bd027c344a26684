"""Every page is whole in its language: what the pages say is in the reader's, and what is not says so by its ``lang``."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from lxml import html

from hosting import Site, asked, hosted, send
from published import published
from uniongraph import files, labels, queries, release
from uniongraph.iris import term
from uniongraph.labels.making import make
from uniongraph.pages import Addresses, Failure, Frame, failure, faults, languages
from uniongraph.things.facets import FACETS
from uniongraph.things.kinds import kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ZH, EN = languages.CHINESE, languages.ENGLISH
ACCEPTED: Final = {ZH: "zh-CN,en;q=0.5", EN: "en-GB,zh;q=0.5"}
BASE: Final = "https://w3id.org/uniongraph/"

_CODE: Final = {"script", "style", "code", "pre", "kbd", "textarea", "datalist", "option", "title", "desc"}
"""What is the same in every language; choices of a field are names with their keys, and a drawing tells names in one run."""
_HEARD: Final = ("aria-label", "placeholder", "alt")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_KEY: Final = re.compile(r"\S*[A-Za-z0-9][/:_#=@.+-]+[A-Za-z0-9]\S*|[0-9a-f]{8,}|\.[a-z.]+\b")
"""An address, a key, a file's name: no word of any language."""

# What is called the same in both languages: formats, standards, licences, names.
_NAMES: Final = {
    "uniongraph",
    "SPARQL",
    "JSON",
    "XML",
    "CSV",
    "TSV",
    "RDF",
    "IRI",
    "Turtle",
    "LD",
    "Triples",
    "Quads",
    "VoID",
    "OpenAPI",
    "BibTeX",
    "CSL",
    "DS",
    "OL",
    "GB",
    "CC",
    "BY",
    "SHA",
    "Accept",
    "format",
    "gonghui",
    "zgh",
}


@cache
def store() -> ox.Store:
    """Return the shipped decision."""
    return published().open_store()


@cache
def descriptions() -> frozenset[str]:
    """Return what the prepared queries say of themselves in both languages: it names columns, and words of the paper."""
    said = (
        text
        for each in queries.load(files.folder("queries")).values()
        for text in (each.summary, each.description)
    )
    return frozenset(" ".join(words.split()) for text in said for words in text.values())


@cache
def words_of_data() -> frozenset[str]:
    """Return the Latin words of literals that are not English: they stand on Chinese pages as they are."""
    told = (quad.object for quad in store() if isinstance(quad.object, ox.Literal))
    return frozenset(word for each in told if each.language != "en" for word in _WORD.findall(each.value))


def paths() -> list[str]:
    """Return the path of a page of every kind."""
    classes = defaultdict(set)
    for quad in store().quads_for_pattern(None, term("rdf:type"), None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            classes[quad.subject.value.removeprefix(BASE)].add(quad.object.value)
    things: dict[str, str] = {}
    for path in sorted(classes):
        if "#" not in path:
            things.setdefault(kind(classes[path]), f"/{path}")
    prepared = queries.load(files.folder("queries"))
    return [
        "/",
        "/browse",
        *(f"/browse/{name}" for name in FACETS),
        "/browse/year/2017",
        "/browse/kind/ug:Case",
        *(f"/search?{urlencode({'q': q})}" for q in ("", "工会", "gonghui", "没有这个名称")),
        *things.values(),
        f"/resource?{urlencode({'iri': f'{BASE}ontology#Case'})}",
        "/queries",
        *(f"/queries/{name}" for name in prepared),
        "/queries/awards-by-district?view=chart",
        "/queries/awards-by-district?year=x",
        "/sparql",
        asked("ASK {}"),
        asked("SELECT * { ?s ?p ?o } LIMIT 3"),
        asked("SELECT"),
        "/nothing",
        "/queries/nothing",
        "/search?q=a&page=999",
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a server of the shipped decision with the index of its names."""
    folder: Path = tmp_path_factory.mktemp("derived")
    make(store(), labels.file(folder))
    known = release.facts(published().manifest)
    prepared = queries.load(files.folder("queries"))
    with hosted(published().store_folder(), prepared, facts=known, derived=folder) as served:
        yield served


@pytest.mark.parametrize("language", [ZH, EN])
@pytest.mark.parametrize("path", paths())
def test_a_page_is_whole(site: Site, path: str, language: str) -> None:
    """On a Chinese page no English words, on an English one no Chinese characters, but what says that it is."""
    response = send(site, "GET", path, headers={"Accept": "text/html", "Accept-Language": ACCEPTED[language]})
    assert response.headers["content-type"].startswith("text/html")
    page = html.document_fromstring(response.content)
    assert page.get("lang") == language
    assert foreign(page, language) == []
    assert len(page.xpath("//h1")) == 1
    assert response.headers["vary"].startswith("Accept, Accept-Language")


@pytest.mark.parametrize("language", [ZH, EN])
@pytest.mark.parametrize("title", faults.SENTENCES)
def test_every_failure_is_told_whole(title: str, language: str) -> None:
    """Each has its name and sentence in the language, and its detail in English that says so."""
    frame = Frame(Addresses("", BASE), language, "r")
    page = html.document_fromstring(failure(frame, Failure(418, title, "no such thing as <b>tea</b>")))
    assert foreign(page, language) == []
    assert page.xpath("//main//pre[@lang='en']/text()") == ["no such thing as <b>tea</b>"]
    said = languages.translations(language).gettext(title)
    assert page.xpath("//h1/text()") == [f"418 {said}"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("<p>共 3 行</p>", ZH, []),
        ("<p>3 rows</p>", ZH, ["3 rows"]),
        ('<p lang="en">3 rows</p>', ZH, []),
        ('<p><b lang="en">line</b> rows</p>', ZH, ["rows"]),
        ('<p><span lang="zh-hans">读取 tools</span></p>', ZH, []),
        ("<p><code>rows</code> JSON id/org/x</p>", ZH, []),
        ('<input placeholder="Search">', ZH, ["Search"]),
        ("<p>3 rows</p>", EN, []),
        ("<p>3 行</p>", EN, ["3 行"]),
        ('<p lang="zh-Hans">3 行 <i lang="en">行</i></p>', EN, ["行"]),
        ('<a aria-label="行">x</a>', EN, ["行"]),
    ],
)
def test_the_test_would_see_a_message_of_the_other_language(
    text: str, language: str, expected: list[str]
) -> None:
    """In text, in attributes, and inside of what is in the other language."""
    page = html.document_fromstring(f'<html lang="{language}"><body><main>{text}</main></body></html>')
    assert foreign(page, language) == expected


@pytest.mark.parametrize(
    ("sent", "accepted", "language", "carried"),
    [
        ("", "en", EN, False),
        ("?lang=en", "zh", EN, True),
        ("?lang=zh-Hans", "en", ZH, True),
        ("?lang=de", "en", EN, False),
        ("?lang=EN", "zh", ZH, False),
        ("?lang=", "en", EN, False),
        ("?lang=xx&lang=en", "zh", EN, True),
    ],
)
def test_a_language_that_was_chosen_stays(
    site: Site, sent: str, accepted: str, language: str, *, carried: bool
) -> None:
    """``lang=`` wins over the browser's wish and goes along in links; one that no page is in is passed over."""
    headers = {"Accept": "text/html", "Accept-Language": accepted}
    page = html.document_fromstring(send(site, "GET", f"/browse{sent}", headers=headers).content)
    assert page.get("lang") == language
    assert page.xpath("//a[@class='name']/@href") == [f"/?lang={language}" if carried else "/"]
    assert dict(zip(page.xpath("//nav[@class='languages']/a/@hreflang"), page.xpath("//nav[@class='languages']/a/@href"), strict=True)) == {
        ZH: "/browse?lang=zh-Hans",
        EN: "/browse?lang=en",
    }  # fmt: skip


def foreign(page: html.HtmlElement, language: str) -> list[str]:
    """Return what a page says in the other language without saying so."""
    found = []
    for element in page.body.iter():
        if not isinstance(element.tag, str) or _CODE & {
            element.tag,
            *(each.tag for each in element.iterancestors()),
        }:
            continue
        here = [element.text, *(each.tail for each in element)]
        said = [each for each in here if each] + [element.get(name, "") for name in _HEARD]
        if tongue(element) == language:
            found += [" ".join(each.split()) for each in said if is_foreign(each, language)]
    return found


def tongue(element: html.HtmlElement) -> str:
    """Return the language that the page speaks in an element; none in a span that says its own: that is of the data."""
    around = (element, *element.iterancestors())
    teller = next(each for each in around if each.get("lang") is not None)
    return "" if teller.tag == "span" else str(teller.get("lang"))


def is_foreign(text: str, language: str) -> bool:
    """Tell whether a text holds what is not of a language, names and data left aside."""
    if " ".join(text.split()) in descriptions():
        return False
    if language == EN:
        return bool(_HAN.search(text))
    return bool(set(_WORD.findall(_KEY.sub(" ", text))) - _NAMES - words_of_data())
