"""The graphs that all documents share: the gazetteer, and the catalogue that says what each graph holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from uniongraph.graph.sheet import chinese, plain
from uniongraph.iris import concept, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uniongraph.divisions import Gazetteer
    from uniongraph.iris import Minter
    from uniongraph.model import Division

__all__ = ["describe_catalog", "describe_divisions", "describe_record"]

_GB_DIGITS: Final = 6
_LICENCE: Final = NamedNode("https://creativecommons.org/licenses/by/4.0/")
_RIGHTS: Final = (
    Literal(
        "The licence is for these statements; the words quoted from the document are its issuer's.",
        language="en",
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
    "catalog": ("catalog", "This catalogue", "本目录"),
}


def describe_divisions(gazetteer: Gazetteer, minter: Minter) -> list[Quad]:
    """Return the divisions with their codes, levels and names, in the graph ``ref/divisions``."""
    graph = minter.graph("ref/divisions")
    return [quad for division in gazetteer.divisions for quad in _division(division, minter, graph)]


def _division(division: Division, minter: Minter, graph: NamedNode) -> Iterable[Quad]:
    iri = minter.place(division.code)
    yield Quad(iri, term("rdf:type"), term("ug:AdministrativeDivision"), graph)
    code = "ug:gbCode" if len(division.code) == _GB_DIGITS else "ug:nbsCode"
    yield Quad(iri, term(code), plain(division.code), graph)
    yield Quad(iri, term("ug:divisionLevel"), concept("division-level", division.level), graph)
    yield Quad(iri, term("skos:prefLabel"), chinese(division.name), graph)
    if division.name_en:
        yield Quad(iri, term("skos:prefLabel"), Literal(division.name_en, language="en"), graph)
    for variant in division.variants:
        yield Quad(iri, term("skos:altLabel"), chinese(variant), graph)
    if division.parent is not None:
        yield Quad(iri, term("ug:within"), minter.place(division.parent), graph)


def describe_catalog(minter: Minter, version: str) -> list[Quad]:
    """Return the catalogue's record of itself, of the tool, and of the graphs that all documents share."""
    catalog = minter.graph("catalog")
    tool, whole = _tool(minter, version), minter.thing("catalog")
    quads = [
        Quad(whole, term("rdf:type"), term("dcat:Catalog"), catalog),
        Quad(whole, term("dcterms:title"), Literal("uniongraph: award decisions", language="en"), catalog),
        Quad(whole, term("dcterms:title"), chinese("表彰决定知识图谱"), catalog),
        Quad(whole, term("dcterms:license"), _LICENCE, catalog),
        Quad(tool, term("rdf:type"), term("prov:SoftwareAgent"), catalog),
        Quad(tool, term("rdfs:label"), plain(f"uniongraph {version}"), catalog),
    ]
    for path, (kind, english, zh) in _KINDS.items():
        quads += _record(path, kind, (english, zh), minter, version=version)
    return quads


def describe_record(slug: str, title: str, minter: Minter, version: str) -> list[Quad]:
    """Return the catalogue's record of one document's graph; it travels in the document's shard.

    Our statements are licensed; the words that they quote stay their issuer's.
    """
    path = f"doc/{slug}"
    record = _record(path, "read", (f"Read from {title}", f"读自《{title}》"), minter, version=version)
    graph, catalog = minter.graph(path), minter.graph("catalog")
    return record + [Quad(graph, term("dcterms:rights"), rights, catalog) for rights in _RIGHTS]


def _record(path: str, kind: str, titles: tuple[str, str], minter: Minter, *, version: str) -> list[Quad]:
    catalog, graph = minter.graph("catalog"), minter.graph(path)
    quads = [
        Quad(minter.thing("catalog"), term("dcat:dataset"), graph, catalog),
        Quad(graph, term("rdf:type"), term("dcat:Dataset"), catalog),
        Quad(graph, term("ug:graphKind"), concept("graph-kind", kind), catalog),
        Quad(graph, term("dcterms:title"), Literal(titles[0], language="en"), catalog),
        Quad(graph, term("dcterms:title"), chinese(titles[1]), catalog),
        Quad(graph, term("dcterms:license"), _LICENCE, catalog),
    ]
    if kind in _BY_TOOL:  # the others are the work of people, who are named in them
        quads.append(Quad(graph, term("prov:wasAttributedTo"), _tool(minter, version), catalog))
    return quads


def _tool(minter: Minter, version: str) -> NamedNode:
    return minter.thing(f"agent/uniongraph/{version}")
