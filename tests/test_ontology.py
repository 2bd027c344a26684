"""The vocabulary that ships: it parses, contradicts nothing, says in two languages what it means, and finds topics."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from typing import Final

import owlrl  # type: ignore[import-untyped]
import pytest
import rdflib
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse
from rdflib import OWL, RDF, RDFS, SKOS

import acted
from published import published
from test_shapes import CONFORMING
from uniongraph import files, vocabulary

UG: Final = rdflib.Namespace("https://w3id.org/uniongraph/ontology#")
SCHEME: Final = "https://w3id.org/uniongraph/scheme/"
ONTOLOGY: Final = rdflib.URIRef("https://w3id.org/uniongraph/ontology")
ONE_EACH: Final = ["en", "zh-Hans"]
HAN: Final = re.compile(r"[\u4e00-\u9fff]")

# ---------------------------------------------------------------------------------------------- reading the files


@cache
def graph_of(name: str) -> rdflib.Graph:
    """Return one of the shipped Turtle files as rdflib reads it."""
    return rdflib.Graph().parse(files.folder("ontology") / f"{name}.ttl", format="turtle")


def declared_terms() -> set[rdflib.URIRef]:
    """Return every class, property and datatype that the ontology declares."""
    ontology = graph_of("uniongraph")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDFS.Datatype)
    return {
        term
        for kind in kinds
        for term in ontology.subjects(RDF.type, kind)
        if isinstance(term, rdflib.URIRef)
    }


def noted_as_unused() -> set[rdflib.URIRef]:
    """Return the terms that say, in both languages, why no data uses them yet."""
    ontology = graph_of("uniongraph")
    return {term for term in declared_terms() if tags_of(ontology, term, SKOS.editorialNote) == ONE_EACH}


def tags_of(graph: rdflib.Graph, term: rdflib.term.Node, predicate: rdflib.URIRef) -> list[str]:
    """Return the language tags of a term's labels or notes, sorted; "" for one without."""
    values = graph.objects(term, predicate)
    return sorted(proper(value.language) for value in values if isinstance(value, rdflib.Literal))


def texts_of(graph: rdflib.Graph, term: rdflib.term.Node, predicate: rdflib.URIRef) -> dict[str, str]:
    """Return the words of a term's labels or notes by language."""
    values = graph.objects(term, predicate)
    return {proper(value.language): str(value) for value in values if isinstance(value, rdflib.Literal)}


def proper(tag: str | None) -> str:
    """Return a language tag as it is written in the files: parsers change its letter case."""
    return {"zh-hans": "zh-Hans"}.get((tag or "").lower(), tag or "")


def terms_used_in(*names: str) -> set[rdflib.URIRef]:
    """Return the terms of ours that stand in the statements of some shipped Turtle files."""
    used = {
        node
        for name in names
        for triple in graph_of(name)
        for node in triple
        if isinstance(node, rdflib.URIRef)
    }
    return {node for node in used if node.startswith(UG)}


def concepts() -> list[rdflib.term.Node]:
    """Return every concept of every scheme."""
    return sorted(graph_of("schemes").subjects(RDF.type, SKOS.Concept), key=str)


# ---------------------------------------------------------------------------------------------- the files


@pytest.mark.parametrize("name", ["uniongraph", "schemes", "shapes"])
def test_each_turtle_file_says_the_same_to_two_parsers(name: str) -> None:
    """Neither parser refuses a file, and both find as many statements in it."""
    path = files.folder("ontology") / f"{name}.ttl"
    assert len(set(parse(path=path, format=RdfFormat.TURTLE))) == len(graph_of(name)) > 100


@pytest.mark.parametrize("name", ["uniongraph", "schemes"])
def test_what_becomes_a_named_graph_has_no_blank_nodes(name: str) -> None:
    """The ontology and the schemes are published with the data, and the data has none."""
    terms = (
        term
        for quad in parse(path=files.folder("ontology") / f"{name}.ttl")
        for term in (quad.subject, quad.object)
    )
    assert not [term for term in terms if isinstance(term, BlankNode)]


def test_the_ontology_says_what_it_is() -> None:
    """Title and description in both languages, version, licence, and the prefix it is written with."""
    ontology = graph_of("uniongraph")
    vann = rdflib.Namespace("http://purl.org/vocab/vann/")
    assert tags_of(ontology, ONTOLOGY, rdflib.DCTERMS.title) == ONE_EACH
    assert tags_of(ontology, ONTOLOGY, rdflib.DCTERMS.description) == ONE_EACH
    assert str(ontology.value(ONTOLOGY, OWL.versionInfo)) == "0.1.0"
    assert (
        str(ontology.value(ONTOLOGY, rdflib.DCTERMS.license))
        == "https://creativecommons.org/licenses/by/4.0/"
    )
    assert str(ontology.value(ONTOLOGY, vann.preferredNamespacePrefix)) == "ug"
    assert str(ontology.value(ONTOLOGY, vann.preferredNamespaceUri)) == str(UG)


def test_the_licence_stands_beside_the_files_it_is_of() -> None:
    """It names itself, its address, and how to give credit."""
    text = (files.folder("ontology") / "LICENSE").read_text("utf-8")
    assert "CC BY 4.0" in text
    assert "https://creativecommons.org/licenses/by/4.0/" in text
    assert str(ONTOLOGY) in text


# ---------------------------------------------------------------------------------------------- the terms


def test_every_term_has_one_label_and_one_definition_in_each_language() -> None:
    """No term is left to be guessed from its name; Chinese is Chinese, and a definition says more than the label."""
    ontology = graph_of("uniongraph")
    assert len(declared_terms()) > 80
    for term in sorted(declared_terms()):
        assert term.startswith(UG), term
        assert ontology.value(term, RDFS.isDefinedBy) == ONTOLOGY, term
        for predicate in (RDFS.label, SKOS.definition):
            assert tags_of(ontology, term, predicate) == ONE_EACH, (term, predicate)
        said = texts_of(ontology, term, SKOS.definition)
        assert HAN.search(said["zh-Hans"]), term
        assert said["zh-Hans"].endswith("。"), term
        assert said["en"].endswith("."), term


def test_every_note_has_both_languages() -> None:
    """Scope notes and editorial notes come in pairs too."""
    ontology = graph_of("uniongraph")
    for predicate in (SKOS.scopeNote, SKOS.editorialNote):
        for term in set(ontology.subjects(predicate)):
            assert tags_of(ontology, term, predicate) == ONE_EACH, (term, predicate)


def test_only_declared_terms_are_used() -> None:
    """Schemes and shapes use no term of ours that the ontology does not declare."""
    assert terms_used_in("uniongraph", "schemes", "shapes") == declared_terms()


def test_terms_that_say_they_are_unused_are_few() -> None:
    """Whatever is noted as not used yet is known here by name; every other term is for data or queries to use."""
    assert noted_as_unused() == {UG.honouredFor}


def test_every_term_is_used_or_says_why_not() -> None:
    """In the release, or in what is made of persons and later documents, every term stands, or it is noted as unused.

    The other way round, no term of ours stands in data, queries or context that the ontology does not declare.
    """
    used = {
        term.value
        for quad in (*published().quads(), *acted.described())
        if not str(quad.graph_name).endswith("graph/ontology>")
        for term in (quad.predicate, getattr(quad.object, "datatype", quad.object))
        if isinstance(term, NamedNode) and term.value.startswith(str(UG))
    }
    for path in files.folder("queries").glob("*.rq"):
        used |= {str(UG) + name for name in re.findall(r"\bug:([A-Za-z0-9]+)", path.read_text("utf-8"))}
    declared = {str(term) for term in declared_terms()}
    unused = {str(term) for term in noted_as_unused()}
    assert used <= declared
    assert declared - used == unused


def test_a_property_has_one_domain_and_one_range_at_most() -> None:
    """Two domains would mean both at once, which is never what is meant."""
    ontology = graph_of("uniongraph")
    for predicate in (RDFS.domain, RDFS.range):
        for term in set(ontology.subjects(predicate)):
            assert len(list(ontology.objects(term, predicate))) == 1, (term, predicate)


# ---------------------------------------------------------------------------------------------- what follows from it


def closure_errors(*turtle: str) -> list[str]:
    """Return the inconsistencies that the OWL 2 RL rules find in the vocabulary and some statements."""
    graph = rdflib.Graph()
    for name in ("uniongraph", "schemes"):
        graph += graph_of(name)
    for text in turtle:
        graph.parse(data=text, format="turtle")
    semantics = owlrl.OWLRL_Semantics(graph, False, False, False)
    semantics.closure()
    return list(semantics.error_messages)


def test_the_vocabulary_and_an_example_contradict_nothing() -> None:
    """The OWL 2 RL closure of ontology, schemes and a graph with every class in it has no inconsistency."""
    assert closure_errors(CONFORMING) == []


def test_a_contradiction_would_be_found() -> None:
    """A thing that is a case and a conferral at once breaks the disjointness of the two."""
    both = "<x:both> a <https://w3id.org/uniongraph/ontology#Case> , <https://w3id.org/uniongraph/ontology#Conferral> ."
    assert len(closure_errors(both)) == 1


def test_the_classes_of_awards_are_disjoint_pair_by_pair() -> None:
    """Eleven classes, and each of the fifty-five pairs is stated once."""
    ontology = graph_of("uniongraph")
    pairs = [frozenset(pair) for pair in ontology.subject_objects(OWL.disjointWith)]
    assert len(pairs) == len(set(pairs)) == 55
    assert len({term for pair in pairs for term in pair}) == 11


# ---------------------------------------------------------------------------------------------- the schemes


@pytest.mark.parametrize(
    ("scheme", "keys"),
    [
        (
            "tier-kind",
            "special main nomination first-prize second-prize third-prize fourth-prize gold silver bronze excellence "
            "finalist organization contribution popularity individual collective",
        ),
        ("category-form", "group single-case"),
        ("nomination-channel", "district-bureau-industry media-society self"),
        ("stage-kind", "preliminary-review expert-review public-vote wechat-vote final-release"),
        ("document-status", "full-text partial cited-only"),
        (
            "division-level",
            "municipality province prefecture district county subdistrict town township township-equivalent",
        ),
        ("correction-kind", "character-confusion foreign-word missing-characters unclear name-variant"),
        ("editorial-status", "proposed accepted rejected"),
        (
            "graph-kind",
            "read editorial inferred links reference schemes ontology queries catalog partner",
        ),
        (
            "document-type",
            "resolution decision order communique announcement public-notice opinion notice circular report "
            "request reply motion letter minutes",
        ),
        (
            "union-kind",
            "local-federation municipal-federation district-federation subdistrict-federation town-federation "
            "park-union park-federation park-joint-union industry-federation sector-union education-union "
            "medical-union trade-sector-union enterprise-union branch-enterprise-union institution-union "
            "agency-union social-org-union",
        ),
        (
            "inference-rule",
            "federation-by-level park-union industry-federation sector-union branch-of-company company-legal-form "
            "corporate-group institution-word agency-word social-org-word union-committee host-before-suffix "
            "division-longest-match division-variant parent-by-prefix issuer-jurisdiction topic-keyword topic-of-category stage-agent act-target "
            "cited-document",
        ),
    ],
)
def test_each_closed_list_has_the_keys_that_the_code_and_the_queries_know(scheme: str, keys: str) -> None:
    """A key that is renamed in a file would silently empty the answers that ask for it."""
    found = graph_of("schemes").subjects(SKOS.inScheme, rdflib.URIRef(SCHEME + scheme))
    assert {str(concept).rpartition("/")[2] for concept in found} == set(keys.split())


def test_every_concept_is_labelled_and_defined_in_both_languages() -> None:
    """One preferred label and one definition in each, and its key as notation."""
    schemes = graph_of("schemes")
    assert len(concepts()) > 100
    for concept in concepts():
        assert tags_of(schemes, concept, SKOS.prefLabel) == ONE_EACH, concept
        assert tags_of(schemes, concept, SKOS.definition) == ONE_EACH, concept
        assert str(schemes.value(concept, SKOS.notation)) == str(concept).rpartition("/")[2]


def test_labels_are_unique_within_a_scheme() -> None:
    """Two concepts of one list with the same name could not be told apart by a reader."""
    schemes = graph_of("schemes")
    seen: dict[tuple[object, str], list[object]] = defaultdict(list)
    for concept in concepts():
        for label in schemes.objects(concept, SKOS.prefLabel):
            seen[schemes.value(concept, SKOS.inScheme), str(label)].append(concept)
    assert {key: found for key, found in seen.items() if len(found) > 1} == {}


def test_the_order_of_broader_and_narrower() -> None:
    """A kind lies under the kind it is a case of."""
    schemes = graph_of("schemes")
    for narrower, broader in [
        ("union-kind/town-federation", "union-kind/local-federation"),
        ("union-kind/park-joint-union", "union-kind/park-union"),
        ("union-kind/medical-union", "union-kind/sector-union"),
        ("union-kind/branch-enterprise-union", "union-kind/enterprise-union"),
        ("stage-kind/wechat-vote", "stage-kind/public-vote"),
        ("topic/industry-organizing", "topic/organizing"),
    ]:
        assert schemes.value(rdflib.URIRef(SCHEME + narrower), SKOS.broader) == rdflib.URIRef(
            SCHEME + broader
        )


def test_legal_form_stands_only_on_kinds_that_are_grass_roots_unions_by_definition() -> None:
    """OH9O is ISO 20275's code of 基层工会; a federation has none."""
    found = {
        str(each).rpartition("/")[2]: str(code)
        for each, code in graph_of("schemes").subject_objects(UG.elfCode)
    }
    kinds = ("enterprise-union", "institution-union", "agency-union", "social-org-union")
    assert found == dict.fromkeys(kinds, "OH9O")


# ---------------------------------------------------------------------------------------------- the topics

HEADINGS: Final = [
    ("运用“互联网+”理念推进工会工作创新", "internet-plus"),
    ("服务问需于民 实事按需施策", "targeted-services"),
    ("创新行业工会组织模式服务灵活分散流动", "industry-organizing"),
    ("创新集体协商机制 落实工会主责主业", "collective-bargaining"),
    ("发挥国有企业工会优势促进非公企业工会改革", "non-public-enterprises union-reform"),
    ("建立有形阵地 打造身边工会", "service-platforms"),
    ("钢铁行业领头羊 岗位创新是法宝", "workplace-innovation"),
    ("关心关爱临近退休职工", "retirement"),
    ("工会建在网格上 精准发力见实效", "grid-work targeted-services"),
    ("推三张服务清单 建三维服务阵地", "service-platforms targeted-services"),
    ("创新工会财务管理保障工会规范运作", "union-finance"),
    ("创新办法措施推进建会入会", "organizing"),
    ("加强法律宣传 优化维权服务", "legal-rights"),
    ("激发基层工会活力参与社会治理创新", "social-governance"),
    ("培育弘扬工匠精神 营造创新文化氛围", "craftsmanship"),
    ("引入创新理念扎实开展劳动竞赛", "labour-competition"),
    ("借力区域化党建 提升服务精准度", "party-building targeted-services"),
    ("“5+X”服务平台 提升女职工幸福感", "service-platforms women-workers"),
    ("彰显“七彩”特色 打造卓越班组", "work-teams"),
    ("“自动给付”保障金精准对接服务需求", "mutual-aid targeted-services"),
    ("5700余座“爱心接力站”营造关爱环卫职工氛围", "outdoor-workers service-platforms"),
    ("首创“工友村”打造“会站家”一体化服务平台", "migrant-workers service-platforms"),
    ("师徒结对树典型 优良文化传帮带", "mentoring"),
    ("多方合建“建设者之家”建设者他乡是故乡", "workers-home"),
    ("一张“小红卡”贯通劳模就医“绿色通道”", "model-workers"),
    ("微朗读 大视野", "workers-culture"),
    ("举办会员活动日 搭建职工“连心桥”", "member-activities"),
    ("营造重危企业安全生产环境", "work-safety"),
]
"""The category headings of the shipped decision, and the topics that their words show."""


def topics_in(heading: str) -> set[str]:
    """Return the keys of the topics one of whose keywords stands in a heading."""
    return {
        topic.value.rpartition("/")[2]
        for topic, words in vocabulary.topics()
        if any(w in heading for w in words)
    }


@pytest.mark.parametrize(("heading", "topics"), HEADINGS)
def test_each_heading_shows_its_topics(heading: str, topics: str) -> None:
    """Every heading of the decision is about something, and about nothing else."""
    assert topics_in(heading) == set(topics.split())


@pytest.mark.parametrize("topic", ["internet-plus", "industry-organizing", "organizing"])
def test_the_topics_that_questions_ask_for_are_shown_by_one_heading_each(topic: str) -> None:
    """The competency questions count the cases under them: 9, 6 and 3."""
    assert len([heading for heading, _ in HEADINGS if topic in topics_in(heading)]) == 1


def test_no_keyword_belongs_to_two_topics() -> None:
    """A keyword that is part of another topic's keyword would put every heading with the longer one under both."""
    keywords = [(word, topic) for topic, words in vocabulary.topics() for word in words]
    clashes = [(a, b) for a, first in keywords for b, second in keywords if first != second and a in b]
    assert clashes == []


# ---------------------------------------------------------------------------------------------- the JSON-LD context

EXAMPLE: Final = {
    "@graph": [
        {
            "id": "id/conferral/d/1",
            "type": "Conferral",
            "conferralOf": "id/case/1",
            "recipient": ["id/org/a", "id/org/b"],
            "ordinal": 6,
            "confidence": "0.99",
        },
        {
            "id": "id/org/a",
            "type": ["Organization", "UnionOrganization"],
            "prefLabel": {"zh-Hans": "祝桥镇总工会", "en": "Zhuqiao Town Federation"},
            "altLabel": {"zh-Hans": ["祝桥总工会", "镇总工会"]},
            "nameAsPrinted": ["祝桥镇总工会"],
            "unionKind": "scheme:union-kind/town-federation",
        },
        {"id": "id/mention/1", "type": "Mention", "mentionOf": "id/doc/d", "states": "documentNumber"},
        {
            "id": "id/doc/d",
            "title": {"zh-Hans": "决定"},
            "documentYear": "2018",
            "documentNumber": "某字〔2018〕1号",
        },
    ]
}

EXAMPLE_TURTLE: Final = """
@base <https://w3id.org/uniongraph/> .
@prefix ug: <https://w3id.org/uniongraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<id/conferral/d/1> a ug:Conferral ; ug:conferralOf <id/case/1> ; ug:recipient <id/org/a> , <id/org/b> ;
  ug:ordinal 6 ; ug:confidence 0.99 .
<id/org/a> a ug:Organization , ug:UnionOrganization ; ug:nameAsPrinted "祝桥镇总工会" ;
  skos:prefLabel "祝桥镇总工会"@zh-Hans , "Zhuqiao Town Federation"@en ; skos:altLabel "祝桥总工会"@zh-Hans , "镇总工会"@zh-Hans ;
  ug:unionKind <https://w3id.org/uniongraph/scheme/union-kind/town-federation> .
<id/mention/1> a ug:Mention ; ug:mentionOf <id/doc/d> ; ug:states ug:documentNumber .
<id/doc/d> <http://purl.org/dc/terms/title> "决定"@zh-Hans ; ug:documentYear "2018"^^xsd:gYear ; ug:documentNumber "某字〔2018〕1号" .
"""


@cache
def context() -> dict[str, object]:
    """Return the shipped context."""
    shipped: dict[str, dict[str, object]] = json.loads(
        (files.folder("ontology") / "context.jsonld").read_text("utf-8")
    )
    return shipped["@context"]


def example() -> str:
    """Return the example as one JSON-LD document, with the context inside."""
    return json.dumps({"@context": {**context(), "@base": "https://w3id.org/uniongraph/"}, **EXAMPLE})


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD uses it
def test_the_context_means_the_same_to_two_parsers_and_to_us() -> None:
    """Both parsers read the example as the statements that it is meant to make."""
    meant = {str(quad.triple) for quad in parse(EXAMPLE_TURTLE, format=RdfFormat.TURTLE)}
    one = {str(quad.triple) for quad in parse(example(), format=RdfFormat.JSON_LD)}
    lines = rdflib.Graph().parse(data=example(), format="json-ld").serialize(format="nt")
    other = {str(quad.triple) for quad in parse(lines, format=RdfFormat.N_TRIPLES)}
    assert one == meant
    assert other == meant


def test_the_context_has_a_key_for_every_term() -> None:
    """Every class and property of ours has a short key that is its own name."""
    keys = {name: value["@id"] if isinstance(value, dict) else value for name, value in context().items()}
    names = {str(term).removeprefix(str(UG)) for term in declared_terms()}
    assert {name: keys.get(name) for name in names} == {name: f"ug:{name}" for name in names}


def test_the_context_types_values_as_the_ontology_does() -> None:
    """Things are written as IRIs, words as words and whole numbers as numbers; dates have their types."""
    ontology = graph_of("uniongraph")
    for term in declared_terms():
        value = context()[str(term).removeprefix(str(UG))]
        kind = value.get("@type") if isinstance(value, dict) else None
        if (term, RDF.type, OWL.ObjectProperty) in ontology:
            assert kind in {"@id", "@vocab"}, term
        elif (term, RDF.type, OWL.DatatypeProperty) in ontology:
            target = str(ontology.value(term, RDFS.range)).rpartition("#")[2]
            assert kind == WRITTEN_AS[target], term


WRITTEN_AS: Final = {
    "string": None,
    "langString": None,
    "gYear": "xsd:gYear",
    "hexBinary": "xsd:hexBinary",
    "decimal": "xsd:decimal",
    "positiveInteger": None,
    "nonNegativeInteger": None,
}
"""The type that a context gives to the values of each range; a string and a JSON number carry their own."""


def test_plural_properties_are_always_arrays_and_labels_language_maps() -> None:
    """A reader of the JSON never has to ask whether a value is one or many."""
    containers = {
        name: value.get("@container") for name, value in context().items() if isinstance(value, dict)
    }
    plural = (
        "recipient",
        "topic",
        "hasStage",
        "usesCriterion",
        "nominationChannel",
        "issuingBody",
        "nameAsPrinted",
    )
    assert {containers[name] for name in plural} == {"@set"}
    assert {containers[name] for name in ("prefLabel", "title", "distributionNote")} == {"@language"}
    assert containers["altLabel"] == containers["addressee"] == ["@language", "@set"]
    assert containers["mentionOf"] is None
