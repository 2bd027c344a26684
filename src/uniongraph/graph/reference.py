"""The graphs that all documents share: the gazetteer, and the catalogue that says what each graph holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import terms
from uniongraph.graph.sheet import chinese, plain, stated, year
from uniongraph.iris import ABOUT, LICENCE, TITLES, concept, written
from uniongraph.terms import Node, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uniongraph.divisions import Gazetteer
    from uniongraph.iris import Minter
    from uniongraph.model import Division

__all__ = [
    "Publisher",
    "describe_catalog",
    "describe_divisions",
    "describe_partner",
    "describe_record",
    "shared_graphs",
]

_GB_DIGITS: Final = 6
_NBS_DIGITS: Final = 12
_SOURCES: Final = tuple(
    terms.node(f"https://github.com/{name}")
    for name in ("modood/Administrative-divisions-of-China", "yescallop/areacodes")
)
"""Where the shipped divisions were taken from."""
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_LICENCE: Final = terms.node(LICENCE)
_RIGHTS: Final = (
    terms.tagged(
        "The licence is for these statements; the words quoted from the document are its issuer's.", "en"
    ),
    chinese("许可仅及于本图的陈述；所引公文文字的权利属于发文机关。"),
)
_THEIRS: Final = (
    terms.tagged("The licence of this dataset is not for this graph: it holds the data of others.", "en"),
    chinese("本数据集的许可不及于本图：其中为他方数据。"),
)
_BY_TOOL: Final = frozenset({"read", "inferred", "catalog"})
_KINDS: Final = {
    "names": ("read", "Names of what several documents mention", "多份公文提及者的名称"),
    "editorial": ("editorial", "Corrections and other prints", "勘误与异文"),
    "inferred": ("inferred", "Conclusions drawn by rule", "按规则推定的陈述"),
    "links": ("links", "Links to other datasets", "与外部数据的链接"),
    "ref/divisions": ("reference", "Administrative divisions", "行政区划"),
    "schemes": ("schemes", "Concept schemes", "概念体系"),
    "ontology": ("ontology", "Ontology", "本体"),
    "queries": ("queries", "Prepared queries, as examples", "预制查询（示例）"),
    "catalog": ("catalog", "This catalogue", "本目录"),
}
_ABOUT: Final = {
    "names": (
        "Organizations, programmes, editions and cited documents, under the names that documents print.",
        "各份公文所载单位、评选项目、届次及所引公文的名称。",
    ),
    "editorial": (
        "What editors propose to correct, and the variants they record.",
        "编者提出的勘误和记录的异文。",
    ),
    "inferred": (
        "Kinds, hosts, territories and topics concluded from names and headings, each with the rule and its confidence.",
        "由名称与标题按规则推定的类别、所在单位、地域和主题，附规则与置信度。",
    ),
    "links": ("What outside datasets call the same things.", "外部数据集中的对应事物。"),
    "ref/divisions": (
        "Divisions with their official codes, levels and names.",
        "行政区划的官方代码、级别与名称。",
    ),
    "schemes": ("The closed lists of concepts that the data uses.", "数据所用的各概念表。"),
    "ontology": ("The classes and properties of the data.", "数据所用的类与属性。"),
    "queries": (
        "Queries that can be put to the endpoint as they stand, with the prefixes they are written with.",
        "可原样提交给查询端点的查询及其前缀。",
    ),
    "catalog": ("What each graph holds, who made it, and under which licence.", "各图的内容、制作者与许可。"),
}
_DOCUMENT: Final = (
    "What one document says, each statement with the characters it was read from.",
    "一份公文所载的内容，每条陈述指向所据的文字。",
)


class Publisher(NamedTuple):
    """Who publishes a release: a name, the IRI of the body where it has one, and where it is reached (an IRI)."""

    name: str
    iri: str | None = None
    contact: str | None = None


def describe_divisions(
    gazetteer: Gazetteer, minter: Minter, named: Iterable[str] | None = None
) -> list[Statement]:
    """Return divisions with their codes, levels, names, years and successors, in the graph ``ref/divisions``.

    They are all, or those ``named`` by their ids with what lies around them and what came before and after.
    """
    graph = minter.graph("ref/divisions")
    listed = gazetteer.divisions if named is None else gazetteer.family(named)
    return [each for division in listed for each in _division(division, gazetteer, minter, graph)]


def _division(division: Division, gazetteer: Gazetteer, minter: Minter, graph: Node) -> Iterable[Statement]:
    iri = minter.place(division.id)
    yield stated(iri, "rdf:type", written("ug:AdministrativeDivision"), graph)
    code = "ug:gbCode" if len(division.code) == _GB_DIGITS else "ug:nbsCode"
    yield stated(iri, code, plain(division.code), graph)
    yield stated(iri, "ug:divisionLevel", concept("division-level", division.level), graph)
    yield stated(iri, "skos:prefLabel", chinese(division.name), graph)
    if division.name_en:
        yield stated(iri, "skos:prefLabel", terms.tagged(division.name_en, "en"), graph)
    for variant in division.variants:
        yield stated(iri, "skos:altLabel", chinese(variant), graph)
    parent = gazetteer.parent(division)
    if parent is not None:
        yield stated(iri, "ug:within", minter.place(parent.id), graph)
    yield from _codes(division, iri, graph)
    yield from _history(division, gazetteer, minter, graph)


def _codes(division: Division, iri: Node, graph: Node) -> Iterable[Statement]:
    """State the code as a notation of each code list that it stands in.

    SKOS tells notations apart by their datatypes, so that a code of one list is never taken for one of another; of
    twelve digits is what the NBS lists and other data is keyed by.
    """
    is_gb = len(division.code) == _GB_DIGITS
    if is_gb:
        yield stated(iri, "skos:notation", terms.typed(division.code, written("ug:GBT2260")), graph)
    if division.editions:
        whole = division.code.ljust(_NBS_DIGITS, "0")
        yield stated(iri, "skos:notation", terms.typed(whole, written("ug:NBSCode")), graph)
        yield stated(iri, "ug:firstEdition", year(division.editions[0]), graph)
        yield stated(iri, "ug:lastEdition", year(division.editions[-1]), graph)


def _history(division: Division, gazetteer: Gazetteer, minter: Minter, graph: Node) -> Iterable[Statement]:
    iri = minter.place(division.id)
    if division.since is not None:
        yield stated(iri, "ug:validFrom", year(division.since), graph)
    if division.until is not None:
        yield stated(iri, "ug:validUntil", year(division.until), graph)
    for each in gazetteer.after(division):
        yield stated(iri, "dcterms:isReplacedBy", minter.place(each.id), graph)
    for each in gazetteer.before(division):
        yield stated(iri, "dcterms:replaces", minter.place(each.id), graph)


def shared_graphs() -> dict[str, tuple[tuple[str, str], tuple[str, str]]]:
    """Return by its path each graph that all documents share: its titles, and what it holds, in English and Chinese."""
    return {path: (said[1:], _ABOUT.get(path, said[1:])) for path, said in _KINDS.items()}


def describe_catalog(minter: Minter, version: str, publisher: Publisher | None = None) -> list[Statement]:
    """Return the catalogue's record of itself, of the tool, and of the graphs that all documents share.

    Where nobody is said to publish, the tool is named, which did.
    """
    catalog = minter.graph("catalog")
    tool, whole = _tool(minter, version), minter.thing("catalog")
    statements = [
        stated(whole, "rdf:type", written("dcat:Catalog"), catalog),
        *(stated(whole, "dcterms:title", terms.tagged(*title), catalog) for title in TITLES),
        *(stated(whole, "dcterms:description", terms.tagged(*about), catalog) for about in ABOUT),
        stated(whole, "dcterms:license", _LICENCE, catalog),
        stated(tool, "rdf:type", written("prov:SoftwareAgent"), catalog),
        stated(tool, "rdfs:label", plain(f"uniongraph {version}"), catalog),
    ]
    statements += _published(
        whole, publisher or Publisher(f"uniongraph {version}", terms.iri_of(tool)), minter
    )
    for path, (kind, english, zh) in _KINDS.items():
        statements += _record(path, kind, (english, zh), minter, version=version)
    divisions = minter.graph("ref/divisions")
    return statements + [stated(divisions, "dcterms:source", source, catalog) for source in _SOURCES]


def _published(whole: Node, publisher: Publisher, minter: Minter) -> Iterable[Statement]:
    catalog = minter.graph("catalog")
    agent = terms.node(publisher.iri) if publisher.iri else minter.thing("agent/publisher")
    yield stated(whole, "dcterms:publisher", agent, catalog)
    yield stated(agent, "rdf:type", written("foaf:Agent"), catalog)
    yield stated(agent, "foaf:name", plain(publisher.name), catalog)
    if publisher.contact:
        contact = minter.thing("agent/contact")
        way = "vcard:hasEmail" if publisher.contact.startswith("mailto:") else "vcard:hasURL"
        yield stated(whole, "dcat:contactPoint", contact, catalog)
        yield stated(contact, "rdf:type", written("vcard:Kind"), catalog)
        yield stated(contact, "vcard:fn", plain(publisher.name), catalog)
        yield stated(contact, way, terms.node(publisher.contact), catalog)


def describe_record(slug: str, title: str, minter: Minter, version: str) -> list[Statement]:
    """Return the catalogue's record of one document's graph; it travels in the document's shard.

    Our statements are licensed; the words that they quote stay their issuer's.
    """
    path = f"doc/{slug}"
    record = _record(path, "read", (f"Read from {title}", f"读自《{title}》"), minter, version=version)
    graph, catalog = minter.graph(path), minter.graph("catalog")
    return record + [stated(graph, "dcterms:rights", rights, catalog) for rights in _RIGHTS]


def describe_partner(
    iri: Node, name: str, minter: Minter, *, sha256: str, media_type: str
) -> list[Statement]:
    """Return the catalogue's record of a graph of somebody else's, and of the file that it came in.

    Its licence and its date are its owner's to say: where the file says them, they stand in the graph.
    """
    catalog, file = minter.graph("catalog"), minter.thing(f"file/{sha256}")
    return [
        stated(minter.thing("catalog"), "dcat:dataset", iri, catalog),
        stated(iri, "rdf:type", written("dcat:Dataset"), catalog),
        stated(iri, "ug:graphKind", concept("graph-kind", "partner"), catalog),
        stated(iri, "dcterms:title", plain(name), catalog),
        *(stated(iri, "dcterms:rights", rights, catalog) for rights in _THEIRS),
        stated(iri, "dcterms:source", file, catalog),
        stated(file, "rdf:type", written("prov:Entity"), catalog),
        stated(file, "dcterms:title", plain(name), catalog),
        stated(file, "dcterms:format", terms.node(f"{_MEDIA_TYPES}{media_type}"), catalog),
        stated(file, "ug:sha256", terms.typed(sha256.upper(), written("xsd:hexBinary")), catalog),
    ]


def _record(
    path: str, kind: str, titles: tuple[str, str], minter: Minter, *, version: str
) -> list[Statement]:
    catalog, graph = minter.graph("catalog"), minter.graph(path)
    statements = [
        stated(minter.thing("catalog"), "dcat:dataset", graph, catalog),
        stated(graph, "rdf:type", written("dcat:Dataset"), catalog),
        stated(graph, "ug:graphKind", concept("graph-kind", kind), catalog),
        stated(graph, "dcterms:title", terms.tagged(titles[0], "en"), catalog),
        stated(graph, "dcterms:title", chinese(titles[1]), catalog),
        stated(graph, "dcterms:license", _LICENCE, catalog),
    ]
    about = _ABOUT.get(path, titles) if path in _KINDS else _DOCUMENT
    statements.append(stated(graph, "dcterms:description", terms.tagged(about[0], "en"), catalog))
    statements.append(stated(graph, "dcterms:description", chinese(about[1]), catalog))
    if kind in _BY_TOOL:  # the others are the work of people, who are named in them
        statements.append(stated(graph, "prov:wasAttributedTo", _tool(minter, version), catalog))
    return statements


def _tool(minter: Minter, version: str) -> Node:
    return minter.thing(f"agent/uniongraph/{version}")
