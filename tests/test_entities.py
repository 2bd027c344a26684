"""The page of each kind of thing: what must be on it, in both languages, and what bad requests for one get."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

import acted
from browsing import Page
from hosting import hosted, kept, send
from published import published
from uniongraph import files, graph
from uniongraph.errors import NothingThere, ParameterError
from uniongraph.iris import ONTOLOGY, term
from uniongraph.pages import LANGUAGES
from uniongraph.pages.views import View, render
from uniongraph.things import pointing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BASE = "https://w3id.org/uniongraph/"
ZH, EN = LANGUAGES
EDITION = "id/edition/sh-grassroots-union-innovation/2017"
DOCUMENT = "id/doc/hugongzongji-2018-133"
TAKEN = "id/conferral/pogongfa-2020-21/second-prize/00-01"
EVIL = "<script>alert('一')</script>\" onload=x &amp;"


@cache
def shipped() -> ox.Store:
    """Return the store of the shipped decision."""
    return published().open_store()


@cache
def later() -> ox.Store:
    """Return what is read from documents with persons, and from those that take back, correct and confirm awards."""
    store = ox.Store()
    store.extend([*acted.described(), *graph.describe(acted.second_edition(), acted.minter())])
    for name in ("uniongraph", "schemes"):
        into = ox.NamedNode(f"{BASE}graph/{name}")
        store.load(path=files.folder("ontology") / f"{name}.ttl", format=ox.RdfFormat.TURTLE, to_graph=into)
    return store


def page(store: ox.Store, iri: str, language: str = ZH, **values: str) -> Page:
    """Return the page of a thing below the base, well-formed; of one with a fragment the page it has to itself."""
    path, _, fragment = iri.partition("#")
    asked = {**values, **({"fragment": fragment} if fragment else {})}
    found = Page(render(store, View("thing", BASE + path, language, BASE, values=tuple(asked.items()))))
    assert found.all("html") == [{"lang": language}]
    assert len(found.all("h1")) == 1
    return found


def classes(store: ox.Store) -> Iterator[tuple[str, str]]:
    """Yield each class of which the store has things of ours, with one of them."""
    seen: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, term("rdf:type"), None):
        if isinstance(quad.object, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode):
            seen.setdefault(quad.object.value, quad.subject.value)
    for name, iri in seen.items():
        assert iri.startswith(BASE)
        yield name, iri.removeprefix(BASE)


# ---------------------------------------------------------------------------------------------- what is on a page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("store", [shipped, later], ids=["shipped", "later"])
def test_a_thing_of_every_class_has_a_page_in_both_languages(
    store: Callable[[], ox.Store], language: str
) -> None:
    """Whatever the data has, its page is well-formed and shows its IRI."""
    held = store()
    found = dict(classes(held))
    assert len(found) > 15
    for iri in found.values():
        assert BASE + iri in page(held, iri, language).words, iri


SHIPPED = [
    (
        "id/programme/sh-grassroots-union-innovation",
        ["评选项目", "届次", "2017年度上海市基层工会十大创新案例"],
    ),
    (EDITION, ["评选届次", "年度 2017", "申报渠道", "自荐", "2017年度上海市基层工会创新案例特等奖"]),
    (f"{EDITION.replace('edition', 'tier')}/top-ten", ["奖级类型 主体奖项", "29", "嘉定区南翔镇总工会"]),
    (
        f"{EDITION.replace('edition', 'category')}/top-ten/07",
        ["类别形式 类即案例", "宝山钢铁股份有限公司工会"],
    ),
    (
        f"{EDITION.replace('edition', 'case')}/top-ten/02-03",
        ["主题", "推断", "置信度", "嘉定区南翔镇总工会", "2017"],
    ),
    (
        "id/conferral/hugongzongji-2018-133/top-ten/02-03",
        ["十大（类）创新案例奖 3：“小候鸟”暑期多彩活动服务外来职工子女", "授奖单位 上海市总工会", "第 88 行"],
    ),
    (
        "id/org/jing-an-qu-shi-men-er-lu-jie-dao-wu-ye-hang-ye-26a54f4be9",
        ["“三访三查”确保职工权益落实", "工会类型 行业工会联合会 推断", "石门二路街道", "第 130 行"],
    ),
    (
        "id/place/cn-310106",
        [
            "隶属 上海市 取自名录",
            "区划级别",
            "http://www.wikidata.org/entity/Q660789",
            "外部匹配",
            "石门二路街道",
        ],
    ),
    ("scheme/division-level", ["概念表", "定义 行政区划的级别。", "街道"]),
    ("scheme/union-kind/industry-federation", ["工会类型", "普陀区网约送餐员行业工会联合会"]),
    ("ontology#recipient", ["定义 授奖记录中获奖的组织或个人。", "定义域 授奖记录", "用于 61 条陈述"]),
    ("ontology#Case", ["受到表彰的做法、项目或成果。", "60"]),
    ("ontology", ["conferralOf", "受到表彰的做法、项目或成果。"]),
    (
        "id/correction/hugongzongji-2018-133/2314-2318",
        ["天平街道 → 天平路街道", "2026年11月24日", "第 166 行"],
    ),
    (
        "id/inference/case/sh-grassroots-union-innovation/2017/top-ten/02-03/topic/targeted-services",
        ["主题", "置信度", "所用规则"],
    ),
    ("id/mention/hugongzongji-2018-133/3455-3474/1", ["“一张“小红卡”贯通劳模就医“绿色通道””", "第 272 行"]),
    (
        "id/witness/hugongzongji-2018-133/bee60c84509c#char=1259,1276",
        ["“中国电信集团市客服运营支撑中心工会”", "行号 56"],
    ),
    ("graph/inferred", ["1,942", "推断"]),
    ("id/catalog", ["表彰决定知识图谱", "本体"]),
    ("id/agent/uniongraph/0.1.0", ["uniongraph 0.1.0"]),
]


@pytest.mark.parametrize(("iri", "words"), SHIPPED, ids=[iri for iri, _ in SHIPPED])
def test_a_page_says_what_one_wants_to_know(iri: str, words: list[str]) -> None:
    """Of each kind of thing in the shipped decision, in Chinese."""
    said = page(shipped(), iri).said
    assert [each for each in words if each not in said] == []


LATER = [
    (
        "id/later-act/pogongfa-2022-29/1/1-1-1",
        ["撤销 · 清浦县总工会 · 15分钟理发角", "所涉荣誉", "2022年9月1日"],
    ),
    ("id/later-act/pogongfa-2021-20/1/change-2", ["环卫工人歇脚亭 → 环卫工人歇脚驿站"]),
    (
        TAKEN,
        ["已被后续公文撤销", "经查，清浦县总工会申报的“15分钟理发角”案例存在材料失实问题。", "置信度 0.95"],
    ),
    (
        "id/person/porenshefa-2021-40/280",
        ["黎明珠", "单位 泊洲市第三人民医院", "2020年泊洲市技术能手", "护师"],
    ),
]


def test_what_later_documents_did_is_told_in_words() -> None:
    """An award that was taken back says so, with the sentence that does it; who had it too."""
    for iri, words in LATER:
        said = page(later(), iri).said
        assert [each for each in words if each not in said] == [], iri
    said = page(later(), "id/org/qing-pu-xian-zong-gong-hui-3d8666bf22").said
    assert "已被后续公文撤销" in said.partition("技术细节")[0]


@pytest.mark.parametrize("iri", [iri for iri, _ in SHIPPED])
def test_a_chinese_page_has_english_only_where_the_data_has(iri: str) -> None:
    """Nothing that the pages say themselves is left in English."""
    path, _, fragment = iri.partition("#")
    asked = (("fragment", fragment),) if fragment else ()
    text = render(shipped(), View("thing", BASE + path, ZH, BASE, values=asked))
    main = text[text.index("<main") : text.index('<aside class="beside"')]
    bare = re.sub(r"(?s)<(code|pre|script)\b.*?</\1>", "", main)
    bare = re.sub(r"(?s)<(\w+)[^>]* lang=\"en\"[^>]*>.*?</\1>", "", bare)
    said = " ".join(re.sub(r"<[^>]*>", " ", bare).split())
    for each in ("What ", "Where ", "Awards", "Page ", " of ", "line ", "inferred", "Technical", "All "):
        assert each not in said, each


def test_the_words_of_the_paper_stand_beside_the_facts() -> None:
    """The lines around are there too, the very words are marked, and the caption leads to the line of the document."""
    found = page(shipped(), "id/conferral/hugongzongji-2018-133/top-ten/02-03")
    assert [each["value"] for each in found.all("li") if "value" in each] == ["86", "88", "89", "90", "92"]
    assert len(found.all("mark")) == 2
    sources = [each["href"] or "" for each in found.all("a") if each.get("class") == "source"]
    assert any(each.endswith("#char=1607,1629") or "#char=1607," in each for each in sources)


def test_many_places_are_a_link_to_all() -> None:
    """Three excerpts at most; the other places are one click away."""
    found = page(shipped(), EDITION)
    assert len([each for each in found.all("figure") if each.get("class") == "excerpt"]) <= 3
    assert any(
        "by=" in (each["href"] or "") and "mentionOf" in (each["href"] or "") for each in found.all("a")
    )


def test_a_correction_shows_what_is_printed_and_what_should_be() -> None:
    """On the page of the organization whose name it is about."""
    found = page(shipped(), next(iter(_recipients_of("徐汇区天平街道总工会"))))
    assert "天平街道" in found.said
    assert (len(found.all("del")), len(found.all("ins"))) == (1, 1)


def _recipients_of(name: str) -> Iterator[str]:
    label = ox.Literal(name, language="zh-hans")
    for quad in shipped().quads_for_pattern(None, term("skos:prefLabel"), label):
        assert isinstance(quad.subject, ox.NamedNode)
        yield quad.subject.value.removeprefix(BASE)


def test_the_ontology_has_an_anchor_for_each_term() -> None:
    """``ug:Case`` leads to ``/ontology#Case``, and there it is."""
    anchors = {each["id"] for each in page(shipped(), "ontology").all("article")}
    terms = shipped().quads_for_pattern(None, term("rdfs:isDefinedBy"), ox.NamedNode(f"{BASE}ontology"))
    assert anchors == {str(quad.subject).strip("<>").removeprefix(ONTOLOGY) for quad in terms}
    assert len(anchors) > 100


# ---------------------------------------------------------------------------------------------- lists in pages


@cache
def many() -> ox.Store:
    """Return 250 things with one topic, one with markup in its name, and what is replaced by what."""
    store, into = ox.Store(), ox.NamedNode(f"{BASE}graph/doc/a")

    def add(thing: str, name: str, value: ox.NamedNode | ox.Literal) -> None:
        predicate = term(name) if not name.startswith("http") else ox.NamedNode(name)
        store.add(ox.Quad(ox.NamedNode(BASE + thing), predicate, value, into))

    for number in range(250):
        add(f"id/thing/{number:03}", "ug:topic", ox.NamedNode(f"{BASE}id/topic"))
        add(f"id/thing/{number:03}", "skos:prefLabel", ox.Literal(f"事{number:03}", language="zh-Hans"))
    add("id/topic", "skos:prefLabel", ox.Literal(EVIL))
    add("id/topic", "skos:definition", ox.Literal(EVIL, language="en"))
    add("id/topic", "dcterms:source", ox.Literal("javascript:alert(1)"))
    add("id/topic", "rdfs:seeAlso", ox.NamedNode("javascript:alert(1)"))
    add("id/old", "dcterms:isReplacedBy", ox.NamedNode(f"{BASE}id/topic"))
    add("id/older", "http://www.w3.org/2002/07/owl#deprecated", ox.Literal(True))
    return store


def test_of_very_many_values_the_first_are_shown_and_the_others_counted() -> None:
    """A catalogue of 1,200 graphs is a page one can read; its name is there all the same."""
    store, catalog = ox.Store(), ox.NamedNode(f"{BASE}id/catalog")
    for number in range(1_200):
        graph = ox.NamedNode(f"{BASE}graph/doc/{number}")
        store.add(ox.Quad(catalog, term("dcat:dataset"), graph, catalog))
    store.add(ox.Quad(catalog, term("dcterms:title"), ox.Literal("Everything", language="en"), catalog))
    found = page(store, "id/catalog", EN)
    assert "Everything" in found.said
    assert "1,100 more" in found.said
    assert sum("/graph/doc/" in (each["href"] or "") for each in found.all("a")) == 100


TOPIC = f"{ONTOLOGY}topic"


def test_what_points_at_a_thing_is_counted_and_listed_in_pages() -> None:
    """The first 20 on its page, then 100 on each page, all of them once, in the order of their IRIs."""
    first = page(many(), "id/topic")
    assert "250" in first.said
    assert sum("/id/thing/" in (each["href"] or "") for each in first.all("a")) == 20
    names: list[str] = []
    for number, expected in [("1", 100), ("2", 100), ("3", 50)]:
        found = page(many(), "id/topic", by=TOPIC, page=number)
        shown = [each["href"] or "" for each in found.all("a") if "/id/thing/" in (each["href"] or "")]
        assert len(shown) == expected
        names += shown
    assert names == [f"/id/thing/{number:03}" for number in range(250)]


@pytest.mark.parametrize(
    "number", ["0", "-1", "4", "1e3", "", "一", "²", "9" * 31, "1 ", "0x1", "9" * 10_000]
)
def test_a_page_that_is_none_is_refused_in_a_sentence(number: str) -> None:
    """Whatever stands for the number of the page."""
    with pytest.raises(ParameterError, match="there are the pages 1 to 3, not"):
        page(many(), "id/topic", by=TOPIC, page=number)


@pytest.mark.parametrize("by", [term("rdf:type").value, "no iri", "<", "x" * 10_000])
def test_a_property_that_does_not_point_here_is_refused(by: str) -> None:
    """One that nothing has here, and what is no IRI at all."""
    with pytest.raises(ParameterError):
        page(many(), "id/topic", by=by)


def test_more_than_is_counted_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the count stops, no number is asserted."""
    monkeypatch.setattr(pointing, "MOST", 100)
    found = page(many(), "id/topic", EN)
    assert "more than 100" in found.said
    listed = page(many(), "id/topic", EN, by=TOPIC)
    assert "No more than these are listed" in listed.said
    with pytest.raises(ParameterError):
        page(many(), "id/topic", EN, by=TOPIC, page="2")


def test_markup_in_values_stays_text() -> None:
    """In headings, titles, attributes and facts; an address that is a script is no link."""
    found = page(many(), "id/topic", EN)
    assert EVIL in found.words
    assert [each for each in found.all("script") if each.get("type") != "application/ld+json"] == []
    for tag, attributes in found.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes), tag
        assert not (attributes.get("href") or "").startswith("javascript:")


@pytest.mark.parametrize(("iri", "words"), [("id/old", "Replaced by"), ("id/older", "No longer used")])
def test_what_is_replaced_says_so(iri: str, words: str) -> None:
    """A bar at the top, with a link to what stands in its place."""
    found = page(many(), iri, EN)
    assert words in found.said
    assert any("status" in (each.get("class") or "") for each in found.all("aside"))


@pytest.mark.parametrize("iri", ["id/nothing", "ontology#Nothing", "id/topic#<", "id/topic#\ud800"])
def test_what_nothing_is_known_of_has_no_page(iri: str) -> None:
    """Also where the fragment cannot be one."""
    with pytest.raises(NothingThere):
        page(many(), iri)


def test_a_bad_page_is_a_bad_request(tmp_path: Path) -> None:
    """Over HTTP: 400 with the sentence, 200 for a page there is."""
    with hosted(kept(many(), tmp_path)) as site:
        for number, status in [("2", 200), ("0", 400), ("x", 400)]:
            answer = send(site, "GET", "/id/topic", params={"by": TOPIC, "page": number, "lang": "en"})
            assert answer.status_code == status
        assert "there are the pages 1 to 3" in Page(answer.text).said
