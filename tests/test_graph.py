"""The statements about the shipped decision: where each stands, and that each points at its characters."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pyoxigraph as ox
import pytest

import acted
from published import published
from uniongraph import corrections, files, grammar, graph, parser, registry, sources
from uniongraph.errors import NotADecision, RegistryError
from uniongraph.iris import BASE, Minter, term
from uniongraph.model import Decision, Example, Reading, Span, Text

DECISION = files.folder("data") / "decisions" / "hugongzongji-2018-133.txt"


@cache
def decision() -> Decision:
    return parser.parse(sources.read(DECISION))


@cache
def described(base: str = BASE) -> tuple[ox.Quad, ...]:
    """Return the statements about the shipped decision under a base."""
    minter = Minter(registry.read([files.folder("data")]), base)
    fixes = corrections.read(files.folder("data") / "corrections.csv")
    return tuple(graph.describe(decision(), minter, corrections=fixes))


def things(kind: str) -> set[str]:
    """Return the IRIs of one class."""
    return {
        str(q.subject)
        for q in described()
        if q.predicate == term("rdf:type") and q.object == term(f"ug:{kind}")
    }


COUNTS = [
    ("OfficialDocument", 2),
    ("AwardProgramme", 1),
    ("AwardEdition", 1),
    ("AwardTier", 3),
    ("AwardCategory", 28),
    ("Case", 60),
    ("Conferral", 60),
    ("Organization", 59),
    ("UnionOrganization", 59),
    ("HostOrganization", 27),
    ("EvaluationStage", 4),
    ("EvaluationCriterion", 6),
    ("CountStatement", 6),
    ("TitleVariant", 3),
    ("Correction", 6),
    ("TextWitness", 1),
    ("DocumentPart", 3),
]


@pytest.mark.parametrize(("kind", "number"), COUNTS)
def test_how_many_things(kind: str, number: int) -> None:
    """There are as many things of each class as the decision really names."""
    assert len(things(kind)) == number


def test_no_blank_nodes() -> None:
    """Every subject and object is an IRI or a literal."""
    assert not [
        q for q in described() if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)
    ]


def test_the_graphs_keep_apart() -> None:
    """What is read, what is inferred and what is edited stand apart; shared names are read, and stand once for all."""
    by_graph: dict[str, set[ox.Triple]] = {}
    for quad in described():
        by_graph.setdefault(str(quad.graph_name).strip("<>").removeprefix(f"{BASE}graph/"), set()).add(
            quad.triple
        )
    assert by_graph.keys() == {"doc/hugongzongji-2018-133", "names", "inferred", "editorial"}
    inferred = {str(t.predicate) for t in by_graph["inferred"]}
    read = {str(t.predicate) for t in by_graph["doc/hugongzongji-2018-133"]}
    for name in ("unionKind", "hostOrganization", "territory", "inferredParent", "jurisdiction", "topic"):
        assert str(term(f"ug:{name}")) in inferred
        assert str(term(f"ug:{name}")) not in read


def test_every_span_quotes_the_text() -> None:
    """A span's IRI, offsets and anchor agree with the file, character for character."""
    text = decision().text
    values: dict[str, dict[str, str]] = {}
    for quad in described():
        if "#char=" in str(quad.subject) and isinstance(quad.object, ox.Literal):
            values.setdefault(str(quad.subject).strip("<>"), {})[str(quad.predicate).strip("<>")] = (
                quad.object.value
            )
    assert len(values) > 200
    nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
    for iri, each in values.items():
        span = Span(int(each[f"{nif}beginIndex"]), int(each[f"{nif}endIndex"]))
        assert iri.endswith(f"#char={span.begin},{span.end}")
        assert each[f"{nif}anchorOf"] == text.quote(span)
        assert int(each[term("ug:line").value]) == text.position(span.begin)[0]


def test_everything_read_is_mentioned() -> None:
    """Each thing of the read graph, spans, mentions and parts aside, is named by a mention or derived from a span."""
    aside = {"Mention", "Span", "TextWitness", "DocumentPart", "CountStatement"}
    typed = {
        q.subject: str(q.object).strip("<>").rpartition("#")[2]
        for q in described()
        if q.predicate == term("rdf:type") and str(q.graph_name).endswith("133>")
    }
    mentioned = {q.object for q in described() if q.predicate == term("ug:mentionOf")}
    derived = {q.subject for q in described() if q.predicate == term("prov:wasDerivedFrom")}
    for thing, kind in typed.items():
        assert kind in aside or thing in mentioned, thing
        assert kind != "CountStatement" or thing in derived, thing


def test_each_conclusion_names_its_rule() -> None:
    """For each inferred kind, host, territory, parent, jurisdiction and topic one inference names rule and source."""
    concluded = {"unionKind", "hostOrganization", "territory", "inferredParent", "jurisdiction", "topic"}
    stated = [
        (str(q.subject), str(q.predicate), str(q.object))
        for q in described()
        if str(q.predicate).strip("<>").rpartition("#")[2] in concluded
    ]
    parts: dict[str, dict[str, str]] = {}
    for quad in described():
        if "/id/inference/" in str(quad.subject):
            parts.setdefault(str(quad.subject), {})[str(quad.predicate).strip("<>").rpartition("#")[2]] = str(
                quad.object
            )
    explained = Counter((p["subject"], p["predicate"], p["object"]) for p in parts.values() if "byRule" in p)
    assert stated
    assert [explained[each] for each in stated] == [1] * len(stated)


IRIS = [
    "doc/hugongzongji-2018-133",
    "doc/cited/ff8465ef0c",
    "witness/hugongzongji-2018-133/bee60c84509c",
    "witness/hugongzongji-2018-133/bee60c84509c#char=1318,1321",
    "programme/sh-grassroots-union-innovation",
    "edition/sh-grassroots-union-innovation/2017",
    "edition/sh-grassroots-union-innovation/2017/stage/1",
    "edition/sh-grassroots-union-innovation/2017/criterion/6",
    "tier/sh-grassroots-union-innovation/2017/top-ten",
    "category/sh-grassroots-union-innovation/2017/top-ten/06",
    "case/sh-grassroots-union-innovation/2017/top-ten/05-01",
    "case/sh-grassroots-union-innovation/2017/nomination/01-01/variant/body",
    "conferral/hugongzongji-2018-133/top-ten/05-01",
    "org/shang-hai-shi-zong-gong-hui-2e037ba822",
    "org/pu-dong-xin-qu-zhu-qiao-zhen-zong-gong-hui-91334c8344",
    "org/shang-hai-gang-guo-ji-ke-yun-zhong-xin-kai-fa-dd4c0c7868",
    "mention/hugongzongji-2018-133/2161-2174/1",
    "mention/hugongzongji-2018-133/2161-2174/2",
]


@pytest.mark.parametrize("path", IRIS)
def test_published_iris(path: str) -> None:
    """IRIs once published stay: these are the ones that the design fixed."""
    assert any(q.subject == ox.NamedNode(f"{BASE}id/{path}") for q in described())


def test_the_base_is_one_setting() -> None:
    """Under another base every data IRI changes, and no term of the vocabulary does."""
    other = "https://data.example.org/honours/"
    moved = {str(q).replace(f"<{other}", f"<{BASE}") for q in described(other)}
    assert moved == {str(q) for q in described()}
    assert not any(f"<{BASE}id/" in str(q) or f"<{BASE}graph/" in str(q) for q in described(other))


def test_a_union_is_never_its_enterprise() -> None:
    """No IRI is both a union and a host, and a group's union is not its branch's."""
    assert not things("UnionOrganization") & things("HostOrganization")


def of_list(issuers: list[str], *winners: str, frozen: registry.Registry | None = None) -> list[ox.Quad]:
    """Return the statements about an invented decision of some bodies with these winners."""
    listed = "\n".join(f"{number}．{winner}" for number, winner in enumerate(winners, start=1))
    content = (
        f"{' '.join(issuers)}关于表彰2020年度先进集体的决定\n\n各单位：\n经研究，决定对以下单位予以表彰。\n\n"
        + "\n".join(issuers)
        + f"\n2021年4月26日\n\n附件\n\n2020年度先进集体名单\n\n{listed}\n"
    )
    text = Text(
        "invented.txt", "text/plain", "0" * 64, len(content), "utf-8", content, sources.split(content)
    )
    return graph.describe(parser.parse(text), Minter(frozen or registry.read([])))


def test_a_host_that_wins_is_counted_once() -> None:
    """No statement stands in two graphs: a winner that is the host of another winner has its name in ``names`` alone."""
    quads = of_list(["临江市总工会"], "临江大学", "临江大学工会", "云亭中学工会")
    graphs: dict[ox.Triple, list[str]] = {}
    for quad in quads:
        graphs.setdefault(quad.triple, []).append(str(quad.graph_name))
    assert [each for each, found in graphs.items() if len(set(found)) > 1] == []
    hosts = {q.object for q in quads if q.predicate == term("ug:hostOrganization")}
    labels = {str(q.object) for q in quads if q.subject in hosts and q.predicate == term("skos:prefLabel")}
    assert labels == {'"临江大学"@zh-hans', '"云亭中学"@zh-hans'}


def called(quads: list[ox.Quad], name: str) -> str:
    """Return the IRI of the one organization with a name."""
    labelled = [
        q for q in quads if q.predicate == term("skos:prefLabel") and isinstance(q.object, ox.Literal)
    ]
    (found,) = {q.subject for q in labelled if isinstance(q.object, ox.Literal) and q.object.value == name}
    return str(found)


ONE_BODY = [
    ("黄浦区南京东路街道总工会", ["上海市总工会"], ["上海市黄浦区总工会"]),
    ("上海云亭机械有限公司工会", ["上海市总工会"], ["上海市黄浦区总工会"]),
    ("云亭机械厂工会", ["清河县总工会"], ["清河县教育局"]),
    ("云亭机械厂工会", ["清河县总工会", "清河县教育局"], ["清河县教育局", "清河县总工会"]),
    ("清河县第一中学工会", ["清河县总工会"], ["云岭省总工会"]),
    ("临江市第一中学工会", ["临江市总工会"], ["云岭省总工会"]),
    ("云亭机械厂工会", ["长宁矿务局工会", "长宁矿务局团委"], ["长宁矿务局团委", "长宁矿务局工会"]),
    ("云亭机械厂工会", ["国家税务总局临江市税务局"], ["临江市总工会"]),
]


@pytest.mark.parametrize(("name", "one", "other"), ONE_BODY)
def test_one_body_in_two_documents_has_one_iri(name: str, one: list[str], other: list[str]) -> None:
    """What a name says of its own place counts, then the place that the issuers are named after."""
    assert called(of_list(one, name), name) == called(of_list(other, name), name)


TWO_BODIES = [
    ("第一中学工会", ["临江市总工会"], ["浦港市总工会"]),
    ("第一中学工会", ["清河县总工会"], ["临江市总工会"]),
    ("第一中学工会", ["上海市黄浦区总工会"], ["上海市宝山区总工会"]),
    ("国网临江市南供电公司工会", ["临江市总工会"], ["云岭省总工会"]),
    ("城东区第一中学工会", ["临江市总工会"], ["浦港市总工会"]),
]


@pytest.mark.parametrize(("name", "one", "other"), TWO_BODIES)
def test_one_name_in_two_places_has_two_iris(name: str, one: list[str], other: list[str]) -> None:
    """A name that states no place of its own, or a district as many cities have it, is its issuer's place's."""
    assert called(of_list(one, name), name) != called(of_list(other, name), name)


SCRIPTS = [
    ("清嵐市總工會", "清嵐港務公司工會", "zh-hant"),
    ("清嵐市總工會", "山水公司工人之家工会", "zh-hans"),
    ("清岚市总工会", "瀋昇机械公司工会", "zh-hans"),
    ("清岚市总工会", "清岚港务公司工会", "zh-hans"),
]


@pytest.mark.parametrize(("issuer", "winner", "tag"), SCRIPTS)
def test_words_are_tagged_with_the_script_of_the_print(issuer: str, winner: str, tag: str) -> None:
    """Words of a traditional print that differ from simplified ones are traditional; a stray character makes no print so."""
    content = (
        "清嵐市總工會關於表彰2014年度十佳職工書屋的決定\n\n經評審，決定對2014年度十佳職工書屋予以表彰。\n\n清嵐市總工會\n"
        f"2015年4月8日\n\n附件\n\n2014年度十佳職工書屋名單\n\n1. 潮聲書屋…………{winner}\n2. 稻香書屋…………雙橋鎮總工會\n"
    )
    content = content if issuer == "清嵐市總工會" else grammar.simplified(content).replace("瀋", "沈")
    content = content if winner in content else content.replace(grammar.simplified(winner), winner)
    text = Text(
        "invented.txt", "text/plain", "0" * 64, len(content), "utf-8", content, sources.split(content)
    )
    quads = graph.describe(parser.parse(text), Minter(registry.read([])))
    tags = {
        q.object.value: q.object.language
        for q in quads
        if isinstance(q.object, ox.Literal) and q.object.language
    }
    assert tags[winner] == tag
    assert tags[issuer] == ("zh-hant" if issuer == "清嵐市總工會" else "zh-hans")
    assert tags["清岚市总工会十佳职工书屋"] == "zh-hans"


def test_a_body_keeps_the_iri_that_was_frozen_for_it() -> None:
    """What was named within another scope before stays what it was."""
    frozen = registry.Registry({("organization", "清河县总工会", "云亭机械厂工会"): "kept"})
    quads = of_list(["清河县总工会"], "云亭机械厂工会", frozen=frozen)
    assert called(quads, "云亭机械厂工会").endswith("/id/org/kept>")


def test_a_correction_must_quote_the_text() -> None:
    """A correction that says other characters are printed is refused with its row."""
    fix = corrections.read(files.folder("data") / "corrections.csv")[0]
    wrong = corrections.Correction(
        witness=fix.witness, span=Span(0, 3), printed="abc", proposed="x", kind=fix.kind, status=fix.status,
        confidence=0.5, by="somebody", on=fix.on, why="a test", row=("fixes.csv", 7),
    )  # fmt: skip
    with pytest.raises(RegistryError, match=r"fixes\.csv:7: says that 'abc' is printed at 0"):
        graph.describe(decision(), Minter(registry.read([files.folder("data")])), corrections=[wrong])


def labels_with(fixes: list[corrections.Correction]) -> set[str]:
    """Return the other labels that some corrections give to things."""
    quads = graph.describe(decision(), Minter(registry.read([files.folder("data")])), corrections=fixes)
    edited = [
        q.object for q in quads if q.predicate == term("skos:altLabel") and "editorial" in str(q.graph_name)
    ]
    return {label.value for label in edited if isinstance(label, ox.Literal)}


def test_corrections_rename_by_status_and_kind() -> None:
    """A mended misprint is another label; a rejected one, an unclear one and a variant of a name are none."""
    fixes = corrections.read(files.folder("data") / "corrections.csv")
    mended = {
        "“O2O”模式让民主管理面对面",
        "创建园区工会联合会 实现服务全覆盖",
        "徐家汇街道家政服务行业工会联合会",
    }
    assert labels_with(fixes) == mended
    assert labels_with([replace(fix, status="rejected") for fix in fixes]) == set()


def test_two_corrections_in_one_name_make_one_label() -> None:
    """Where two places of one name are mended, the label has both."""
    fix = next(
        each for each in corrections.read(files.folder("data") / "corrections.csv") if each.printed == "020"
    )
    second = replace(fix, span=Span(1330, 1332), printed="对面", proposed="相对")
    assert labels_with([fix, second]) == {"“O2O”模式让民主管理面相对"}


def test_what_is_no_award_is_not_described() -> None:
    """A text that confers nothing gives no statements but a reason."""
    notice = parser.parse(sources.read(files.folder("data").parent / "README.md"))
    assert notice.reason
    with pytest.raises(NotADecision, match="is no award decision"):
        graph.describe(notice, Minter(registry.read([])))


def test_store_and_shards_say_the_same() -> None:
    """What the endpoint answers is what is published, term for term."""
    release = published()
    assert set(release.open_store()) == set(release.quads())


# ---------------------------------------------------------------------------------------------- persons and files

NAME_AND_UNIT = {
    "rdf:type",
    "skos:prefLabel",
    "ug:nameAsPrinted",
    "ug:affiliationAsPrinted",
    "ug:postAsPrinted",
    "ug:affiliation",
}


def said_of(quads: list[ox.Quad], kind: str) -> dict[str, dict[str, str]]:
    """Return what is said of each thing of one class, by prefixed names: the end of an IRI, the words of a literal."""
    of_kind = {q.subject for q in quads if q.predicate == term("rdf:type") and q.object == term(kind)}
    names = {term(name): name for name in NAME_AND_UNIT}
    said: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.subject in of_kind and isinstance(quad.object, ox.NamedNode | ox.Literal):
            path = str(quad.subject).strip("<>").removeprefix(f"{BASE}id/")
            name = names.get(quad.predicate, quad.predicate.value)
            said.setdefault(path, {})[name] = quad.object.value.removeprefix(f"{BASE}id/")
    return said


def test_a_person_is_name_unit_and_post() -> None:
    """A person has the place of the name for an IRI, and no more is said than name, unit and post, as printed."""
    quads = graph.describe(acted.of_case("corpus-2021-persons"), acted.minter())
    persons = said_of(quads, "ug:Person")
    assert [(each["skos:prefLabel"], each["ug:postAsPrinted"]) for each in persons.values()] == [
        ("孟广海", "桥吊司机"),
        ("苏晓芸", "挡车工"),
        ("丁立", "维修电工"),
        ("黎明珠", "护师"),
    ]
    assert {frozenset(each) for each in persons.values()} == {frozenset(NAME_AND_UNIT)}
    text = acted.of_case("corpus-2021-persons").text.content
    (slug,) = {path.split("/")[1] for path in persons}
    first = persons[f"person/{slug}/{text.index('孟广海')}"]
    assert first["ug:affiliationAsPrinted"] == "泊洲港务集团有限公司"
    assert first["ug:affiliation"].startswith("org/po-zhou-gang-wu-ji-tuan-")


def test_what_a_list_adds_of_a_person_stays_out() -> None:
    """Sex, ethnic group and posthumous award stand in the text alone, never in a statement of their own."""
    quads = graph.describe(acted.of_case("corpus-2021-persons"), acted.minter())
    words = {q.object.value for q in quads if isinstance(q.object, ox.Literal)}
    assert not words & {"女", "黎族", "追授", "（女）", "（追授）", "（女，黎族）"}


def test_a_person_is_a_recipient_like_any_other() -> None:
    """A conferral without a case has its person for recipient, with the order and the mention that names them."""
    quads = graph.describe(acted.of_case("corpus-2021-persons"), acted.minter())
    persons = {f"<{BASE}id/{path}>" for path in said_of(quads, "ug:Person")}
    assert {str(q.object) for q in quads if q.predicate == term("ug:recipient")} == persons
    assert not said_of(quads, "ug:Case")
    assert len(said_of(quads, "ug:Conferral")) == 4


def test_the_file_is_described_by_its_type_and_its_reader() -> None:
    """The format is an IANA media type; what took the characters out is named where something did."""
    plain = said_of(list(described()), "ug:TextWitness")
    (file,) = plain.values()
    assert (
        file["http://purl.org/dc/terms/format"] == "https://www.iana.org/assignments/media-types/text/plain"
    )
    assert term("ug:extractedBy").value not in file
    others = said_of(acted.described(), "ug:TextWitness").values()
    assert [other.get(term("ug:extractedBy").value) for other in others] == ["docx", None, None, None, None]


def example_of(position: tuple[int, int, int], organization: str) -> Decision:
    """Return the shipped decision with one example that a body quotes, matched to an entry of the list."""
    found = decision()
    begin = found.text.content.index(organization)
    name = Reading(organization, (Span(begin, begin + len(organization)),))
    return replace(found, examples=(Example(name, name, name, position),))


def test_an_example_of_an_entry_that_was_not_described() -> None:
    """An example matched to an entry without recipients, or without a title, names whom it names and no more."""
    tier = decision().tiers[0]
    bare = replace(tier.categories[0].cases[0], recipients=())
    untitled = replace(tier.categories[0].cases[0], title=None)
    for case, expected in ((bare, set()), (untitled, {"上海市总工会"})):
        category = replace(tier.categories[0], cases=(case,), name=None, is_case=False)
        tiers = (replace(tier, categories=(category,)),)
        changed = replace(example_of((0, 0, 0), "上海市总工会"), tiers=tiers)
        quads = graph.describe(changed, acted.minter())
        typed = {q.subject for q in quads if q.predicate == term("rdf:type")}
        assert {q.object for q in quads if q.predicate == term("ug:mentionOf")} <= typed
        named = {q.object.value for q in quads if q.predicate == term("ug:nameAsPrinted")}  # type: ignore[union-attr]
        assert named >= expected
