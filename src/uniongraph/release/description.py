"""What a dataset is, in VoID and DCAT, as Turtle: what its manifest counts, and what a server knows besides.

The description that lies in a release (``void.ttl``) says what follows from the manifest, so it costs a build nothing.
How often each property is stated takes a look at every quad: a server counts that once it is asked. A
number that is not known is not said; triples of the whole are among them, for two graphs may state the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from uniongraph.release.manifest import Counts, Manifest

__all__ = ["Access", "Facts", "describe", "facts"]

_NAMESPACES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "formats": "http://www.w3.org/ns/formats/",
    "void": "http://rdfs.org/ns/void#",
}
_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_NAMESPACE: Final = re.compile(r".*[#/]", re.DOTALL)
_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a dataset without looking into it.

    ``dataset`` is its IRI (empty where it has none of its own) and ``version`` names its state. ``licence`` and ``space`` (what the IRIs of its things begin
    with) are None where they are not known; ``dumps`` are addresses, relative ones to where the description lies;
    ``outside`` is how many statements stand in no named graph.
    """

    dataset: str
    version: str
    titles: tuple[tuple[str, str], ...]
    counts: Counts
    licence: str | None = None
    space: str | None = None
    documents: int | None = None
    examples: tuple[str, ...] = ()
    dumps: tuple[str, ...] = ()
    outside: int | None = None

    @property
    def described(self) -> str:
        """The IRI of the dataset where the data itself says something of it, empty where it does not."""
        return self.dataset if self.counts.classes.get(_CATALOG) else ""


_CATALOG: Final = f"{_NAMESPACES['dcat']}Catalog"


@dataclass(frozen=True, slots=True)
class Access:
    """Where a server gives a dataset: its endpoint, its graph store, and this description."""

    endpoint: str
    graphs: str
    description: str


def facts(manifest: Manifest) -> Facts:
    """Return what a manifest says of its release."""
    from uniongraph.iris import LICENCE, TITLES  # noqa: PLC0415 (whoever reads a release needs no IRIs)

    base, counts = manifest.base, manifest.counts
    prefix = f"{base}graph/doc/"
    documents = sorted(graph.removeprefix(prefix) for graph in counts.graphs if graph.startswith(prefix))
    return Facts(
        dataset=f"{base}id/catalog",
        version=manifest.id,
        titles=TITLES,
        counts=counts,
        licence=LICENCE,
        space=f"{base}id/",
        documents=len(documents),
        outside=0,
        examples=tuple(f"{base}id/doc/{slug}" for slug in documents[:_EXAMPLES]),
        dumps=tuple(dict.fromkeys(f"shards/{shard.file}" for shard in manifest.shards)),
    )


def describe(known: Facts, access: Access | None = None, properties: Mapping[str, int] | None = None) -> str:
    """Return the description of a dataset as Turtle.

    ``access`` is where a server gives it; without, it is one that lies beside the dumps. ``properties`` is how many
    distinct triples have each property.
    """
    from uniongraph import terms  # noqa: PLC0415

    here = access.description if access else ""
    dataset = known.dataset or f"{here}#dataset"
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in _NAMESPACES.items()]
    lines.append(f"\n<{here}> a void:DatasetDescription ;")
    lines.append(f"  dcterms:title {terms.tagged(f'Description of {known.titles[0][0]}', 'en')} ;")
    lines.append(f"  foaf:primaryTopic <{dataset}> .")
    lines.append(f"\n<{dataset}> a void:Dataset , dcat:Dataset ;")
    said = [*_general(known), *_numbers(known, properties), *_given(known, access, dataset)]
    lines.append(" ;\n".join(f"  {predicate} {value}" for predicate, value in said) + " .\n")
    lines += _subsets(known.counts.graphs, access)
    return "\n".join(lines) + "\n"


def _general(known: Facts) -> Iterator[tuple[str, str]]:
    from uniongraph import terms  # noqa: PLC0415

    yield "dcterms:title", " , ".join(terms.tagged(words, language) for words, language in known.titles)
    yield "dcat:version", terms.literal(known.version)
    if known.licence is not None:
        yield "dcterms:license", f"<{known.licence}>"
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


def _given(known: Facts, access: Access | None, dataset: str) -> Iterator[tuple[str, str]]:
    """Yield where the whole can be had, and what it is divided into."""
    if access is None:
        dumps: Iterable[str] = known.dumps
        if known.dumps:
            yield "void:feature", "formats:N-Quads"
    else:
        yield "void:sparqlEndpoint", f"<{access.endpoint}>"
        yield "void:feature", "formats:N-Quads , formats:TriG , formats:JSON-LD"
        kinds = {"nquads": "application/n-quads", "trig": "application/trig", "jsonld": "application/ld+json"}
        dumps = [f"{access.graphs}?format={name}" for name in kinds]
        for name, kind in kinds.items():
            yield (
                "dcat:distribution",
                f"[ a dcat:Distribution ; dcat:mediaType <{_TYPES}{kind}> ; "
                f"dcat:downloadURL <{access.graphs}?format={name}> ]",
            )
        yield (
            "dcat:distribution",
            f"[ a dcat:Distribution ; dcat:accessURL <{access.endpoint}> ; dcat:accessService "
            '[ a dcat:DataService ; dcterms:title "SPARQL endpoint"@en ; '
            f"dcat:endpointURL <{access.endpoint}> ; dcat:servesDataset <{dataset}> ] ]",
        )
    if dumps:
        yield "void:dataDump", _list(dumps)
    if known.counts.graphs:
        yield "void:subset", _list(sorted(known.counts.graphs))


def _subsets(graphs: Mapping[str, int], access: Access | None) -> Iterator[str]:
    from urllib.parse import quote  # noqa: PLC0415 (no reader of a release needs it)

    for graph, number in sorted(graphs.items()):
        dump = f" ; void:dataDump <{access.graphs}?graph={quote(graph, safe='')}>" if access else ""
        yield f"<{graph}> a void:Dataset ; void:triples {number}{dump} ."


def _list(iris: Iterable[str]) -> str:
    return " , ".join(f"<{iri}>" for iri in iris)
