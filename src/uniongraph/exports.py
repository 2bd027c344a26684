"""A release written out: RDF in six formats, and tidy tables for those who want none.

What is exported is what was published, quad for quad. Formats that know graphs (N-Quads, TriG, JSON-LD) keep them
apart; the others write their union, unless one graph is asked for.
"""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal

import pyoxigraph as ox

from uniongraph import files
from uniongraph.errors import QueryError, UnionGraphError
from uniongraph.iris import PREFIXES, SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import rdflib
    from rdflib.plugins.serializers.turtle import TurtleSerializer

    from uniongraph.release import Release

__all__ = ["FORMATS", "TABLES", "Format", "context", "export", "rendered", "table"]

Format = Literal["turtle", "trig", "jsonld", "nquads", "ntriples", "rdfxml"]

FORMATS: Final[dict[Format, str]] = {
    "turtle": "text/turtle",
    "trig": "application/trig",
    "jsonld": "application/ld+json",
    "nquads": "application/n-quads",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
}
"""Each RDF format with its media type."""

TABLES: Final = ("awards", "organizations", "categories", "documents")
"""The tables of a CSV export: each is the prepared query of that name, and a row is one thing."""

_ORDER: Final = (
    "OfficialDocument",
    "DocumentPart",
    "TextWitness",
    "AwardProgramme",
    "AwardEdition",
    "EvaluationStage",
    "EvaluationCriterion",
    "AwardTier",
    "CountStatement",
    "AwardCategory",
    "Case",
    "TitleVariant",
    "Conferral",
    "LaterAct",
    "Organization",
    "HostOrganization",
    "Person",
    "AdministrativeDivision",
    "Correction",
    "Mention",
    "Span",
    "Inference",
)
"""The classes of our things in the order in which a person would read them."""


def export(release: Release, form: Format, *, graph: str | None = None) -> bytes:
    """Return a release, or one of its named graphs, in one of FORMATS; equal releases give equal bytes.

    Raises QueryError where the release has no graph of that name.
    """
    return rendered(_quads(release, graph), form, base=release.manifest.base, merged=graph is not None)


def rendered(quads: Sequence[ox.Quad], form: Format, *, base: str, merged: bool) -> bytes:
    """Return quads, each given once, in one of FORMATS; ``merged`` where JSON-LD is to name no graph."""
    base = f"{base}id/"
    if form == "nquads":
        return _lines(_serialised(quads, ox.RdfFormat.N_QUADS))
    if form == "ntriples":
        return _lines(_serialised(_triples(quads), ox.RdfFormat.N_TRIPLES))
    if form == "rdfxml":
        return _serialised(_triples(quads), ox.RdfFormat.RDF_XML)
    if form == "jsonld":
        return _jsonld(_dataset(quads, merged=merged))
    return _turtle(_dataset(quads, merged=form == "turtle"), base, form)


def context() -> dict[str, Any]:
    """Return the JSON-LD context that is published with the ontology."""
    shipped: dict[str, Any] = json.loads((files.folder("ontology") / "context.jsonld").read_text("utf-8"))
    return shipped


def table(release: Release, name: str) -> bytes:
    """Return one of TABLES as CSV: a header, then a row for each thing."""
    from uniongraph import question, sparql  # noqa: PLC0415 (RDF exports need no queries)

    if name not in TABLES:
        raise QueryError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    stream = io.BytesIO()
    sparql.write(question.ask(release, name), "csv", stream)
    return stream.getvalue()


def _quads(release: Release, graph: str | None) -> list[ox.Quad]:
    quads = set(release.quads())
    if graph is None:
        return list(quads)
    if graph not in release.manifest.counts.graphs:
        known = "\n  ".join(release.manifest.counts.graphs)
        raise QueryError(f"the release has no graph {graph!r}; it has\n  {known}")
    return [quad for quad in quads if quad.graph_name == ox.NamedNode(graph)]


def _triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    return sorted({quad.triple for quad in quads}, key=str)


def _serialised(statements: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat) -> bytes:
    stream = io.BytesIO()
    ox.serialize(statements, stream, form, prefixes=PREFIXES if form == ox.RdfFormat.RDF_XML else None)
    return stream.getvalue()


def _lines(data: bytes) -> bytes:
    return b"".join(sorted(data.splitlines(keepends=True)))


# ---------------------------------------------------------------------------------------------- for people


def _dataset(quads: Sequence[ox.Quad], *, merged: bool) -> rdflib.Dataset:
    """Return the quads as an rdflib dataset, in one graph where they are to be merged."""
    import rdflib  # noqa: PLC0415 (only the formats that people read need it)

    dataset = rdflib.Dataset()
    for prefix, namespace in _prefixes(quads).items():
        dataset.bind(prefix, namespace, replace=True)
    default = dataset.default_graph
    graphs: dict[str, rdflib.Graph] = {}
    for quad in quads:
        name = str(quad.graph_name).strip("<>")
        target = default if merged else graphs.get(name)
        if target is None:
            target = graphs[name] = dataset.graph(rdflib.URIRef(name))
        target.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return dataset


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> rdflib.URIRef | rdflib.Literal:
    import rdflib  # noqa: PLC0415

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if not isinstance(term, ox.Literal):
        raise UnionGraphError(f"a release holds no such term: {term}")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == PREFIXES["xsd"] + "string"
    return rdflib.Literal(
        term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value), normalize=False
    )


def _prefixes(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """Return the prefixes, with one for each concept scheme that is used (``tier-kind:special``)."""
    used = {
        str(t.value) for quad in quads for t in (quad.object, quad.subject) if isinstance(t, ox.NamedNode)
    }
    schemes = {iri.removeprefix(SCHEME).partition("/")[0] for iri in used if iri.startswith(SCHEME)}
    return PREFIXES | {scheme: f"{SCHEME}{scheme}/" for scheme in sorted(schemes)}


def _turtle(dataset: rdflib.Dataset, base: str, form: Format) -> bytes:
    import rdflib  # noqa: PLC0415
    from rdflib.plugins.serializers.trig import TrigSerializer  # noqa: PLC0415
    from rdflib.plugins.serializers.turtle import TurtleSerializer  # noqa: PLC0415

    graph = dataset.default_graph if form == "turtle" else dataset
    for prefix, namespace in dataset.namespaces():
        graph.bind(prefix, namespace, replace=True)
    serializer: TurtleSerializer = TurtleSerializer(graph) if form == "turtle" else TrigSerializer(graph)
    serializer.topClasses = [rdflib.URIRef(PREFIXES["ug"] + name) for name in _ORDER]
    _shorten(serializer, base)
    _as_they_are(serializer)
    stream = io.BytesIO()
    serializer.serialize(stream, base=base)
    return stream.getvalue().rstrip(b"\n") + b"\n"


def _shorten(serializer: TurtleSerializer, base: str) -> None:
    """Write IRIs below the base as relative ones: rdflib does so only where no slash follows, and ours have many."""
    import rdflib  # noqa: PLC0415

    def relativize(iri: Any) -> Any:  # noqa: ANN401 (rdflib's own signature)
        return (
            rdflib.URIRef(iri[len(base) :])
            if isinstance(iri, rdflib.URIRef) and iri.startswith(base)
            else iri
        )

    serializer.relativize = relativize  # type: ignore[assignment]


def _as_they_are(serializer: TurtleSerializer) -> None:
    """Write numbers of type double as they are given: rdflib would write 0.95 as 9.5e-01."""
    import rdflib  # noqa: PLC0415

    label = serializer.label

    def labelled(node: Any, position: int) -> str:  # noqa: ANN401 (rdflib's own signature)
        if isinstance(node, rdflib.Literal) and node.datatype == rdflib.XSD.double:
            return f'"{node}"^^xsd:double'
        return label(node, position)

    serializer.label = labelled  # type: ignore[method-assign]


def _jsonld(dataset: rdflib.Dataset) -> bytes:
    from rdflib.plugins.serializers.jsonld import from_rdf  # noqa: PLC0415

    merged = bool(len(dataset.default_graph))
    document = from_rdf(  # type: ignore[no-untyped-call]
        dataset.default_graph if merged else dataset, context()["@context"]
    )
    terms = document.pop("@context")
    document = {"@context": terms, **_without_floats(document)}
    _sort(document)
    document = {"@context": document.pop("@context"), **document}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _without_floats(value: Any) -> Any:  # noqa: ANN401 (JSON)
    """Return a document with its numbers of type double as typed words, which a reader takes as they are given."""
    if isinstance(value, dict):
        return {key: _without_floats(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_floats(inner) for inner in value]
    if isinstance(value, float):
        return {"@type": "xsd:double", "@value": f"{Decimal(repr(value)).normalize():f}"}
    return value


def _sort(value: Any) -> None:  # noqa: ANN401 (JSON)
    """Put nodes and values in a stable order, in place: rdflib writes them as its sets happen to yield them.

    The nulls that it puts among the values of a language map are dropped.
    """
    if isinstance(value, dict):
        for inner in value.values():
            _sort(inner)
        for key in sorted(value):
            value[key] = value.pop(key)
    elif isinstance(value, list):
        value[:] = [inner for inner in value if inner is not None]
        for inner in value:
            _sort(inner)
        value.sort(key=_place)


def _place(item: Any) -> tuple[str, str]:  # noqa: ANN401
    return (item.get("id", "") if isinstance(item, dict) else "", json.dumps(item, ensure_ascii=False))
