"""What a dataset is, in VoID and DCAT-AP 3, as Turtle: what its manifest counts, what was looked up, and what a server knows besides.

A number that is not known is not said; triples of the whole are among them, for two graphs may state the same. The
description that lies in a release (``void.ttl``) and the one that is served are made here of the same facts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uniongraph.release import cataloguing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from uniongraph.release.known import Access, Facts
    from uniongraph.release.particulars import Linkset

__all__ = ["describe"]

_NAMESPACES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "formats": "http://www.w3.org/ns/formats/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_NAMESPACE: Final = re.compile(r".*[#/]", re.DOTALL)


def describe(known: Facts, access: Access | None = None, properties: Mapping[str, int] | None = None) -> str:
    """Return the description of a dataset as Turtle.

    ``access`` is where a server gives it; without, it is one that lies beside the dumps. ``properties`` is how many
    distinct triples have each property, where that is not among the facts.
    """
    from uniongraph import terms  # noqa: PLC0415

    here = access.description if access else ""
    dataset = known.dataset or f"{here}#dataset"
    kinds = "void:Dataset , dcat:Dataset" + (" , dcat:Catalog" if known.described else "")
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in _NAMESPACES.items()]
    lines.append(f"\n<{here}> a void:DatasetDescription ;")
    lines.append(f"  dcterms:title {terms.tagged(f'Description of {known.titles[0][0]}', 'en')} ;")
    lines.append(f"  foaf:primaryTopic <{dataset}> .")
    lines.append(f"\n<{dataset}> a {kinds} ;")
    said = [*_general(known), *_numbers(known, known.properties or properties), *_given(known, access)]
    said += cataloguing.catalogue(known, access)
    lines.append(" ;\n".join(f"  {predicate} {value}" for predicate, value in said) + " .\n")
    lines += _subsets(known, access)
    lines += cataloguing.mentioned(known, access, dataset)
    return "\n".join(lines) + "\n"


def _general(known: Facts) -> Iterator[tuple[str, str]]:
    from uniongraph import terms  # noqa: PLC0415

    yield "dcterms:title", " , ".join(terms.tagged(words, language) for words, language in known.titles)
    if known.about:
        yield "dcterms:description", " , ".join(terms.tagged(*each) for each in known.about)
    yield "dcat:version", terms.literal(known.version)
    if known.licence is not None:
        yield "dcterms:license", f"<{known.licence}>"
        if known.theirs:
            yield "dcterms:rights", cataloguing.rights(known.theirs)
    if known.space is not None:
        yield "void:uriSpace", terms.literal(known.space)
    if known.examples:
        yield "void:exampleResource", _list(known.examples)


def _numbers(known: Facts, properties: Mapping[str, int] | None) -> Iterator[tuple[str, str]]:
    classes = known.counts.classes
    if properties is not None:
        yield "void:triples", str(sum(properties.values()))
        yield "void:properties", str(len(properties))
    yield "void:classes", str(len(classes))
    if known.documents is not None:
        yield "void:documents", str(known.documents)
    spaces = {found[0] for iri in (*classes, *(properties or ())) if (found := _NAMESPACE.match(iri))}
    if spaces:
        yield "void:vocabulary", _list(sorted(spaces))
    for iri in sorted(classes):
        yield "void:classPartition", f"[ void:class <{iri}> ; void:entities {classes[iri]} ]"
    for iri, number in sorted((properties or {}).items()):
        yield "void:propertyPartition", f"[ void:property <{iri}> ; void:triples {number} ]"


def _given(known: Facts, access: Access | None) -> Iterator[tuple[str, str]]:
    """Yield where the whole can be had, and what it is divided into."""
    if access is None:
        dumps: Iterable[str] = known.dumps
        if known.dumps:
            yield "void:feature", "formats:N-Quads"
    else:
        yield "void:sparqlEndpoint", f"<{access.endpoint}>"
        yield "rdfs:seeAlso", f"<{access.releases}>"
        yield "void:feature", "formats:N-Quads , formats:TriG , formats:JSON-LD"
        dumps = [f"{access.graphs}?format={name}" for name in cataloguing.DUMPS]
    if dumps:
        yield "void:dataDump", _list(dumps)
    if known.counts.graphs:
        yield "void:subset", _list(sorted(known.counts.graphs))
    for each in known.particulars.linksets if known.particulars else ():
        yield "void:subset", _linkset(each, known)


def _linkset(each: Linkset, known: Facts) -> str:
    from uniongraph import terms  # noqa: PLC0415

    space = terms.literal(each.target)
    return (
        f"[ a void:Linkset ; void:subjectsTarget <{known.dataset}> ; "
        f"void:objectsTarget [ a void:Dataset ; void:uriSpace {space} ] ; "
        f"void:linkPredicate <{each.predicate}> ; void:triples {each.triples} ]"
    )


def _subsets(known: Facts, access: Access | None) -> Iterator[str]:
    from urllib.parse import quote  # noqa: PLC0415 (no reader of a release needs it)

    for graph, number in sorted(known.counts.graphs.items()):
        dump = f" ; void:dataDump <{access.graphs}?graph={quote(graph, safe='')}>" if access else ""
        rights = f" ; dcterms:rights {cataloguing.rights([graph])}" if graph in known.theirs else ""
        yield f"<{graph}> a void:Dataset ; void:triples {number}{dump}{rights} ."


def _list(iris: Iterable[str]) -> str:
    return " , ".join(f"<{iri}>" for iri in iris)
