"""The page of a document: its whole text with what was read from each span, its awards, findings and corrections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pyoxigraph as ox
import pytest
from lxml import html

from published import published
from uniongraph import builder, iris, sources, things
from uniongraph.errors import ParameterError
from uniongraph.iris import term
from uniongraph.model import ActKind
from uniongraph.pages import document, findings, views
from uniongraph.pages.lines import Writer
from uniongraph.pages.views import View
from uniongraph.things.texts import Mark, Read

if TYPE_CHECKING:
    from collections.abc import Sequence

BASE = iris.BASE
SHIPPED = f"{BASE}id/doc/hugongzongji-2018-133"
CITED = f"{BASE}id/doc/cited/ff8465ef0c"
FIRST_CORRECTION, CORRECTED_LINE = "天平街道", "天平路街道"


@cache
def shipped() -> ox.Store:
    """Return the store of the shipped decision."""
    return ox.Store.read_only(str(published().store_folder()))


def shown(iri: str, language: str = "en", store: ox.Store | None = None, **values: str) -> html.HtmlElement:
    """Return the page of a thing, parsed."""
    view = View("thing", iri, language, BASE, "r1", values=tuple(values.items()))
    return html.document_fromstring(views.render(store or shipped(), view))


def words(page: html.HtmlElement) -> list[str]:
    """Return the words of each line, in the order of the page."""
    return [each.text_content() for each in page.xpath('//ol[@class="text"]/li/span[@class="words"]')]


def line_of(element: html.HtmlElement) -> str:
    """Return the id of the line that an element stands in."""
    return str(element.xpath('ancestor::li[starts-with(@id, "L")]/@id')[0])


def witness(store: ox.Store, iri: str) -> things.Paper:
    """Return the paper of a document."""
    reader = things.Reader(store, ("zh-hans",))
    node = things.witness_of(reader, ox.NamedNode(iri))
    assert node is not None
    paper = things.Paper.of(reader, node)
    assert paper is not None
    return paper


# ---------------------------------------------------------------------------------------------- the lines, by rule


@dataclass
class Sheet:
    """A text with marks, as a paper gives them, without a store."""

    content: str
    spans: Sequence[tuple[int, int]]

    @property
    def lines(self) -> Sequence[object]:
        return sources.split(self.content)

    @property
    def marks(self) -> Sequence[Mark]:
        made = [
            Mark(f"urn:{b},{e}", b, e, 1, (Read(ox.NamedNode(f"urn:thing:{b},{e}")),)) for b, e in self.spans
        ]
        return sorted(made, key=lambda mark: (mark.begin, -mark.end))


def written(content: str, *spans: tuple[int, int]) -> list[str]:
    """Return the lines of a text as HTML, each link with the span that it leads to, classes and titles left out."""
    writer = Writer(lambda mark: f"{mark.begin},{mark.end}", lambda _: "")
    lines = things.printed(Sheet(content, spans))  # type: ignore[arg-type]
    short = (('span class="mark more"', "+"), ('span class="mark" id="char=', 'm "'), (' title=""', ""))
    found = [str(writer.line(line)) for line in lines]
    for long, brief in short:
        found = [each.replace(long, brief) for each in found]
    return [each.replace("</span>", "</>").replace('a href="', 'a "') for each in found]


@pytest.mark.parametrize(
    ("content", "spans", "expected"),
    [
        pytest.param("甲乙丙", [], ["甲乙丙"], id="nothing read"),
        pytest.param("甲乙丙", [(1, 2)], ['甲<m "1,2"><a "1,2">乙</a></>丙'], id="one"),
        pytest.param(
            "甲乙丙",
            [(0, 3), (1, 2)],
            ['<m "0,3"><a "0,3">甲</a><m "1,2"><a "1,2">乙</a></><a "0,3">丙</a></>'],
            id="one within another: the smaller has the link",
        ),
        pytest.param(
            "甲乙丙",
            [(0, 2), (1, 3)],
            ['<m "0,2"><a "0,2">甲</a><m "1,3"><a "1,3">乙</a></></><+><a "1,3">丙</a></>'],
            id="two that overlap: of two as long the later has the link, and each has its words",
        ),
        pytest.param(
            "甲乙\n\n丙丁",
            [(1, 5)],
            ['甲<m "1,5"><a "1,5">乙</a></>', "", '<+><a "1,5">丙</a></>丁'],
            id="one over lines: each line's part",
        ),
        pytest.param(
            "甲\r\n乙", [(3, 4)], ["甲", '<m "3,4"><a "3,4">乙</a></>'], id="line ends of two characters"
        ),
        pytest.param("甲", [(0, 0)], ['<span id="char=0,0"></>甲'], id="an empty one is an anchor"),
        pytest.param("甲", [(1, 1)], ['甲<span id="char=1,1"></>'], id="an empty one at the end too"),
        pytest.param("甲\n", [(1, 2)], ['甲<span id="char=1,2"></>'], id="a line end alone"),
        pytest.param(
            "<b>&\"'", [(0, 3)], ['<m "0,3"><a "0,3">&lt;b&gt;</a></>&amp;&#34;&#39;'], id="markup is text"
        ),
    ],
)
def test_lines(content: str, spans: list[tuple[int, int]], expected: list[str]) -> None:
    """Each span is around its own words, and each word leads to the smallest span around it."""
    assert written(content, *spans) == expected


def test_marks_in_one_another_without_end() -> None:
    """However deep spans lie in one another, each has an anchor, and the page does not grow with the square."""
    depth = 400
    spans = [(at, 2 * depth - at) for at in range(depth)]
    (line,) = written("字" * 2 * depth, *spans)
    assert re.sub("<[^>]*>", "", line) == "字" * 2 * depth
    assert len(line) < depth * 400
    assert line.count('<m "') + line.count('<span id="') == depth


# ---------------------------------------------------------------------------------------------- the shipped document


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("kind", ["document", "witness"])
def test_the_text_is_whole_and_every_span_is_marked(language: str, kind: str) -> None:
    """The lines are the text, character by character, and each span of the graph goes around just its words."""
    paper = witness(shipped(), SHIPPED)
    page = shown(SHIPPED if kind == "document" else paper.witness.value, language)
    assert words(page) == [paper.content[line.span.begin : line.span.end] for line in paper.lines]
    assert len(paper.spans) == 236
    for begin, end in paper.spans.values():
        (element,) = page.xpath(f'//*[@id="char={begin},{end}"]')
        assert line_of(element) == f"L{paper.line_at(begin)}"
        first = paper.content[begin:end].splitlines()[0]
        assert element.text_content() == first


@pytest.mark.parametrize(
    ("span", "line", "href", "title"),
    [
        ((12, 26), 5, "#fact-documentNumber", "document number"),
        (
            (2, 8),
            3,
            "/id/org/shang-hai-shi-zong-gong-hui-2e037ba822",
            "issuing body · organization: 上海市总工会",
        ),
        ((207, 237), 11, "/id/doc/cited/ff8465ef0c", " · based on notice"),
        (
            (1066, 1075),
            36,
            "/id/org/bao-shan-qu-gu-cun-zhen-zong-gong-hui-da2cd1f90e",
            "organization: 宝山区顾村镇总工会",
        ),
        ((1100, 1106), 38, "/id/count/hugongzongji-2018-133/1100/", "count statement"),
    ],
)
def test_what_a_span_leads_to(span: tuple[int, int], line: int, href: str, title: str) -> None:
    """A read span leads to what was read from it, and says what that is."""
    (element,) = shown(SHIPPED).xpath(f'//*[@id="char={span[0]},{span[1]}"]')
    link = element.xpath(".//a")[0]
    assert line_of(element) == f"L{line}"
    assert link.get("href").startswith(href)
    assert title in link.get("title")


def test_facts_and_links_stay_on_the_page() -> None:
    """Each link to a place of the page has its place, and no id is given twice."""
    for iri in (SHIPPED, witness(shipped(), SHIPPED).witness.value, CITED):
        page = shown(iri)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        asked = {each[1:] for each in page.xpath('//a/@href[starts-with(., "#")]')}
        assert asked <= set(ids)


def test_awards_by_tier_in_the_order_of_the_print() -> None:
    """All awards are listed, below tier and category with their counts, each with its line."""
    page = shown(SHIPPED)
    assert [
        each.text_content().split("(")[-1].split(")")[0]
        for each in page.xpath('//section[@class="awards"]/h3')
    ] == [
        "1",
        "29",
        "30",
    ]
    listed = page.xpath('//section[@class="awards"]/ul/li')
    lines = [int(each.xpath('a[@class="source"]/@href')[0].removeprefix("#L")) for each in listed]
    assert len(listed) == 60
    assert lines == sorted(lines)
    assert "创新跨越“最后一公里” — 宝山区顾村镇总工会" in " ".join(listed[0].text_content().split())


@pytest.mark.parametrize(
    ("language", "said", "line"),
    [
        ("en", "The sentence goes on over a page break; its lines were joined.", "L11"),
        ("en", "The number declared is not the number listed.", "L38"),
        ("zh-Hans", "declares 10 类/个", "L38"),
    ],
)
def test_findings_beside_their_line(language: str, said: str, line: str) -> None:
    """A finding stands beside the line it is about, and the list above leads to it."""
    page = shown(SHIPPED, language)
    notes = [each for each in page.xpath('//p[@role="note"]') if said in each.text_content()]
    assert line in {line_of(each) for each in notes}
    assert {f"#{each.get('id')}" for each in notes} <= set(page.xpath('//ul[@class="findings"]/li/a/@href'))
    assert all(each.xpath('span[@class="message"]/@lang') == ["en"] for each in notes)


def test_findings_are_counted_by_how_grave_they_are() -> None:
    """The head of the list says how many warnings and remarks there are."""
    page = shown(SHIPPED)
    found = findings.read(witness(shipped(), SHIPPED))
    assert found.counts() == {"warning": 10, "info": 7}
    assert page.xpath("//summary")[0].text_content() == "10 warnings, 7 remarks"


def test_corrections_beside_their_line() -> None:
    """An editor's correction stands beside the words it is about, with what is proposed and why."""
    page = shown(SHIPPED)
    noted = page.xpath('//p[@class="correction"]')
    assert len(noted) == 6
    told = {each.xpath("string(.//del)"): each.xpath("string(.//ins)") for each in noted}
    assert told[FIRST_CORRECTION] == CORRECTED_LINE
    for each in noted:
        assert each.xpath("string(.//del)") in page.xpath(
            f'string(//li[@id="{line_of(each)}"]/span[@class="words"])'
        )


def test_every_code_is_explained() -> None:
    """Each finding that the parser can give has a sentence for people, and no other has."""
    given = set(get_args(ActKind))
    for path in (Path(findings.__file__).parents[1] / "parser").glob("*.py"):
        given |= set(re.findall(r"\.find\(\s*\"([a-z-]+)\"", path.read_text("utf-8")))
    assert set(findings.SAYS) == given


def test_no_findings_of_a_text_that_another_version_read() -> None:
    """Where the graph was made by another version, or quotes other words, nothing is said rather than something wrong."""
    paper = witness(shipped(), SHIPPED)
    assert findings.read(paper).is_known
    for change in (other_maker, other_words):
        store = ox.Store()
        store.extend([change(quad) for quad in shipped()])
        assert not findings.read(witness(store, SHIPPED)).is_known


def other_maker(quad: ox.Quad) -> ox.Quad:
    """Return a statement, that of the maker's name with another version in it."""
    if "agent/uniongraph" in str(quad.subject) and "label" in str(quad.predicate):
        return ox.Quad(quad.subject, quad.predicate, ox.Literal("uniongraph 0.0.1"), quad.graph_name)
    return quad


def other_words(quad: ox.Quad) -> ox.Quad:
    """Return a statement, that of the text with one character before it."""
    if quad.predicate == term("nif:isString") and isinstance(quad.object, ox.Literal):
        text = ox.Literal("字" + quad.object.value[:-1])
        return ox.Quad(quad.subject, quad.predicate, text, quad.graph_name)
    return quad


def test_a_document_that_is_only_cited() -> None:
    """Its page says so, who cites it, and has no text."""
    page = shown(CITED)
    assert "its text is not here" in page.text_content()
    assert not page.xpath('//ol[@class="text"]')
    assert f"/id/doc/{SHIPPED.rpartition('/')[2]}" in page.xpath("//main//a/@href")


@pytest.mark.parametrize("asked", ["0", "2", "-1", "x", "", "1e3", "９", "9" * 10_000])
@pytest.mark.parametrize("iri", [SHIPPED, CITED])
def test_pages_that_are_not_there(iri: str, asked: str) -> None:
    """A page of awards beyond the last, or no number, is a bad parameter, said in one short sentence."""
    with pytest.raises(ParameterError, match="a number from 1 to 1") as failed:
        shown(iri, page=asked)
    assert len(str(failed.value)) < 200


# ---------------------------------------------------------------------------------------------- documents made here

HEAD = """灯塔市总工会文件

灯工〔2020〕7号

灯塔市总工会关于表彰2019年度先进单位的决定

各区总工会：

经研究，决定授予以下单位“先进单位”称号。

灯塔市总工会
2020年4月28日

附件

先进单位名单

"""


@cache
def made(folder: Path, *entries: str) -> tuple[ox.Store, str]:
    """Return the store of a release of one decision with these winners, and the decision's IRI."""
    source = folder / "decision.txt"
    source.write_text(HEAD + "\n".join(entries) + "\n", "utf-8")
    release = builder.build(source, output=folder / "release").release
    store = ox.Store.read_only(str(release.store_folder()))
    (found,) = {quad.object for quad in store.quads_for_pattern(None, term("ug:witnessOf"), None)}
    assert isinstance(found, ox.NamedNode)
    return store, found.value


def test_awards_are_paged(tmp_path: Path) -> None:
    """So many awards a page, all of them over all pages, and each page leads to the next."""
    count = document.PER_PAGE * 2 + 1
    store, iri = made(tmp_path, *(f"{n}. 灯塔市第{n}机械厂工会" for n in range(1, count + 1)))
    seen = []
    for number in (1, 2, 3):
        page = shown(iri, store=store, page=str(number))
        seen.append(len(page.xpath('//section[@class="awards"]/ul/li')))
        leads = page.xpath('//nav[@class="pages"]/a/@rel')
        assert leads == {1: ["next"], 2: ["prev", "next"], 3: ["prev"]}[number]
    assert seen == [document.PER_PAGE, document.PER_PAGE, 1]
    with pytest.raises(ParameterError, match="a number from 1 to 3"):
        shown(iri, store=store, page="4")


def test_markup_in_a_text_stays_text(tmp_path: Path) -> None:
    """Markup in names and lines is shown as it is printed."""
    entries = [
        "1. 灯塔市<script>alert(1)</script>机械厂工会",
        '2. 灯塔市"><img src=x>纺织厂工会',
        "3. 灯塔市造船厂工会",
    ]
    store, iri = made(tmp_path, *entries)
    page = shown(iri, store=store)
    assert not page.xpath("//script[not(@type)] | //img | //main//*[@onerror]")
    assert set(entries) <= set(words(page))
