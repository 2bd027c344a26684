"""The graphs that all documents share: the gazetteer, and the catalogue that says what each graph holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uniongraph import terms
from uniongraph.graph.sheet import chinese, plain, stated
from uniongraph.iris import LICENCE, TITLES, concept, written
from uniongraph.terms import Node, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uniongraph.divisions import Gazetteer
    from uniongraph.iris import Minter
    from uniongraph.model import Division

__all__ = ["describe_catalog", "describe_divisions", "describe_record"]

_GB_DIGITS: Final = 6
_LICENCE: Final = terms.node(LICENCE)
_RIGHTS: Final = (
    terms.tagged(
        "The licence is for these statements; the words quoted from the document are its issuer's.", "en"
    ),
    chinese("许可仅及于本图的陈述；所引公文文字的权利属于发文机关。"),
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


def describe_divisions(gazetteer: Gazetteer, minter: Minter) -> list[Statement]:
    """Return the divisions with their codes, levels and names, in the graph ``ref/divisions``."""
    graph = minter.graph("ref/divisions")
    return [each for division in gazetteer.divisions for each in _division(division, minter, graph)]


def _division(division: Division, minter: Minter, graph: Node) -> Iterable[Statement]:
    iri = minter.place(division.code)
    yield stated(iri, "rdf:type", written("ug:AdministrativeDivision"), graph)
    code = "ug:gbCode" if len(division.code) == _GB_DIGITS else "ug:nbsCode"
    yield stated(iri, code, plain(division.code), graph)
    yield stated(iri, "ug:divisionLevel", concept("division-level", division.level), graph)
    yield stated(iri, "skos:prefLabel", chinese(division.name), graph)
    if division.name_en:
        yield stated(iri, "skos:prefLabel", terms.tagged(division.name_en, "en"), graph)
    for variant in division.variants:
        yield stated(iri, "skos:altLabel", chinese(variant), graph)
    if division.parent is not None:
        yield stated(iri, "ug:within", minter.place(division.parent), graph)


def describe_catalog(minter: Minter, version: str) -> list[Statement]:
    """Return the catalogue's record of itself, of the tool, and of the graphs that all documents share."""
    catalog = minter.graph("catalog")
    tool, whole = _tool(minter, version), minter.thing("catalog")
    statements = [
        stated(whole, "rdf:type", written("dcat:Catalog"), catalog),
        *(stated(whole, "dcterms:title", terms.tagged(*title), catalog) for title in TITLES),
        stated(whole, "dcterms:license", _LICENCE, catalog),
        stated(tool, "rdf:type", written("prov:SoftwareAgent"), catalog),
        stated(tool, "rdfs:label", plain(f"uniongraph {version}"), catalog),
    ]
    for path, (kind, english, zh) in _KINDS.items():
        statements += _record(path, kind, (english, zh), minter, version=version)
    return statements


def describe_record(slug: str, title: str, minter: Minter, version: str) -> list[Statement]:
    """Return the catalogue's record of one document's graph; it travels in the document's shard.

    Our statements are licensed; the words that they quote stay their issuer's.
    """
    path = f"doc/{slug}"
    record = _record(path, "read", (f"Read from {title}", f"读自《{title}》"), minter, version=version)
    graph, catalog = minter.graph(path), minter.graph("catalog")
    return record + [stated(graph, "dcterms:rights", rights, catalog) for rights in _RIGHTS]


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
    if kind in _BY_TOOL:  # the others are the work of people, who are named in them
        statements.append(stated(graph, "prov:wasAttributedTo", _tool(minter, version), catalog))
    return statements


def _tool(minter: Minter, version: str) -> Node:
    return minter.thing(f"agent/uniongraph/{version}")
