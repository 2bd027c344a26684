"""IRIs: of everything that is minted, where it comes from, and that nothing else can get in."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from uniongraph import files, iris, registry
from uniongraph.errors import UnionGraphError
from uniongraph.iris import BASE, Minter
from uniongraph.model import DocumentNumber, Span
from uniongraph.terms import iri_of

SHANGHAI = "310000"
SHA256 = "bee60c84509c139e7f7e91ce4d387f43a7aa9359a1cd61a87f9293c726d50875"
NUMBER = DocumentNumber("沪工总基", 2018, 133)


@pytest.fixture
def minter() -> Minter:
    return Minter(registry.read([files.folder("data")]))


def test_a_document_is_named_by_its_number(minter: Minter) -> None:
    """Symbol in pinyin, year and serial number; file, span and parts hang on it."""
    slug = minter.document_slug(NUMBER, SHANGHAI, "")
    assert iri_of(minter.thing(f"doc/{slug}")) == f"{BASE}id/doc/hugongzongji-2018-133"
    witness = minter.witness(slug, SHA256)
    assert iri_of(witness) == f"{BASE}id/witness/hugongzongji-2018-133/bee60c84509c"
    assert iri_of(minter.span(witness, Span(1318, 1321))) == f"{iri_of(witness)}#char=1318,1321"


def test_a_document_without_a_number_is_named_by_what_else_is_known(minter: Minter) -> None:
    """Issuer, title and date make a hash; nothing is written into the registry for it."""
    slug = minter.document_slug(None, SHANGHAI, "临江市总工会|关于表彰先进集体的决定|2021-03-18")
    assert slug == minter.document_slug(None, "", "临江市总工会|关于表彰先进集体的决定|2021-03-18")
    assert slug != minter.document_slug(None, SHANGHAI, "临江市总工会|关于表彰先进集体的决定|2022-03-18")
    assert slug.startswith("unnumbered-")
    assert minter.registry.entries() == []


def test_a_cited_document_is_named_by_its_title(minter: Minter) -> None:
    """The same title is the same document, whoever cites it."""
    cited = minter.cited("310000", "关于开展评选的通知")
    assert cited == minter.cited("310000", "关于开展评选的通知")
    assert cited != minter.cited("310000", "关于开展评选的通报")
    assert cited != minter.cited("110000", "关于开展评选的通知")
    assert iri_of(cited).startswith(f"{BASE}id/doc/cited/")


# what is asked for, and the IRI below the base
ORGANIZATIONS = [
    ("浦东新区祝桥镇总工会", "pu-dong-xin-qu-zhu-qiao-zhen-zong-gong-hui-91334c8344"),
    ("上海市总工会", "shang-hai-shi-zong-gong-hui-2e037ba822"),
    ("中国移动通信集团工会上海市委员会", "zhong-guo-yi-dong-tong-xin-ji-tuan-gong-hui-806bbe20a9"),
    ("长宁区虹桥街道总工会", "chang-ning-qu-hong-qiao-jie-dao-zong-gong-hui-09369fa96a"),
]


@pytest.mark.parametrize(("name", "slug"), ORGANIZATIONS)
def test_an_organization_is_named_by_its_slug(minter: Minter, name: str, slug: str) -> None:
    """One name within one jurisdiction is one organization."""
    assert iri_of(minter.organization(name, SHANGHAI)) == f"{BASE}id/org/{slug}"


def test_the_same_name_elsewhere_is_another_organization(minter: Minter) -> None:
    """There is a 宝山区 in Shanghai and one in Heilongjiang."""
    here = minter.organization("宝山区总工会", SHANGHAI)
    there = minter.organization("宝山区总工会", "230500")
    nowhere = minter.organization("宝山区总工会", "")
    assert len({here, there, nowhere}) == 3


def test_a_place_is_named_by_its_code(minter: Minter) -> None:
    """GB/T 2260 or NBS: the official identifier is the name."""
    assert iri_of(minter.place("310115139")) == f"{BASE}id/place/cn-310115139"


def test_a_programme_and_its_tiers_have_readable_names(minter: Minter) -> None:
    """They were set by hand before the first release, and are frozen."""
    programme = minter.programme_slug("上海市基层工会十大创新案例", SHANGHAI)
    assert programme == "sh-grassroots-union-innovation"
    tiers = [
        minter.tier_slug(programme, kind, rank=1, alone=True) for kind in ("special", "main", "nomination")
    ]
    assert tiers == ["special", "top-ten", "nomination"]
    assert minter.registry.entries() == []


def test_tiers_of_one_kind_are_told_apart_by_rank(minter: Minter) -> None:
    """First, second and third prize are all main tiers."""
    slugs = [minter.tier_slug("some-prize", "main", rank=rank, alone=False) for rank in (1, 2, 3)]
    assert slugs == ["main-1", "main-2", "main-3"]


def test_everything_minted_hangs_on_the_base() -> None:
    """One setting moves all data; vocabulary keeps its own address whoever publishes."""
    minter = Minter(registry.read([files.folder("data")]), "https://data.example.org/unions/")
    minted = [
        minter.thing("catalog"),
        minter.graph("inferred"),
        minter.cited("310000", "某通知"),
        minter.witness("x", SHA256),
        minter.organization("上海市总工会", SHANGHAI),
        minter.place("310000"),
    ]
    assert {iri_of(iri).startswith("https://data.example.org/unions/") for iri in minted} == {True}
    assert iris.term("ug:Case").value == "https://w3id.org/uniongraph/ontology#Case"
    assert iri_of(iris.concept("tier-kind", "main")) == "https://w3id.org/uniongraph/scheme/tier-kind/main"


def test_every_prefix_leads_to_an_iri() -> None:
    """A name that is prefixed with none of them is a mistake in the program."""
    assert {iris.term(f"{prefix}:x").value for prefix in iris.PREFIXES} == {
        f"{v}x" for v in iris.PREFIXES.values()
    }
    with pytest.raises(KeyError):
        iris.term("nowhere:Agent")


GOOD_BASES = [
    "https://w3id.org/uniongraph/",
    "http://localhost:8000/",
    "https://例.cn/数据/",
    "http://[::1]/",
]
BAD_BASES = [
    "",
    "https://w3id.org/uniongraph",
    "https://w3id.org/uniongraph#",
    "https://w3id.org/uniongraph/?q=/",
    "w3id.org/uniongraph/",
    "urn:x:/",
    "file:///tmp/",
    "ftp://example.org/",
    "http://",
    "http:///",
    "https://exam ple.org/",
    "https://example.org/<x>/",
    "https://example.org/%zz/",
    "https://example.org:port/",
    "https://[/",
    "https://example.org/\n/",
]


@pytest.mark.parametrize("base", GOOD_BASES)
def test_a_good_base_is_given_back(base: str) -> None:
    """It is http or https, ending in a slash; a port, another script and an address in numbers are fine."""
    assert iris.check_base(base) == base
    assert NamedNode(f"{base}id/x").value == f"{base}id/x"


@pytest.mark.parametrize("base", BAD_BASES)
def test_a_bad_base_is_refused(base: str) -> None:
    """Before anything is minted under it, in one sentence that shows it."""
    with pytest.raises(UnionGraphError) as refused:
        iris.check_base(base)
    assert repr(base) in str(refused.value)
    assert "\n" not in str(refused.value)
