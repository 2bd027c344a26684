"""The graphs that all documents share: the gazetteer, and the catalogue that says what each graph holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uniongraph import terms
from uniongraph.graph.sheet import chinese, plain, stated, year
from uniongraph.iris import LICENCE, TITLES, concept, written
from uniongraph.terms import Node, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uniongraph.divisions import Gazetteer
    from uniongraph.iris import Minter
    from uniongraph.model import Division

__all__ = ["describe_catalog", "describe_divisions", "describe_record"]

_GB_DIGITS: Final = 6
_NBS_DIGITS: Final = 12
_SOURCES: Final = tuple(
    terms.node(f"https://github.com/{name}")
    for name in ("modood/Administrative-divisions-of-China", "yescallop/areacodes")
)
"""Where the shipped divisions were taken from."""
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
    "catalog": ("catalog", "This catalogue", "本目录"),
}


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
    divisions = minter.graph("ref/divisions")
    return statements + [stated(divisions, "dcterms:source", source, catalog) for source in _SOURCES]


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
