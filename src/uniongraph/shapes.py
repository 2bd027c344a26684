"""The gate of a release: whether a graph keeps to its shapes and, where it does not, the words of the source.

The shapes are ``ontology/shapes.ttl`` (SHACL). pySHACL reads a pyoxigraph store as it lies, all named graphs as one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from uniongraph import files
from uniongraph.iris import term
from uniongraph.model import Violation

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping

    import rdflib
    from pyshacl.graph_abstraction import OxigraphDataGraph

    Asked = Any  # rdflib's terms, and lists of them: pySHACL's own signatures contradict those of its base
    Given = Generator[Any, None, None]

__all__ = ["validate"]

_SH: Final = "http://www.w3.org/ns/shacl#"
_SHAPES: Final = "https://w3id.org/uniongraph/shapes#"
_LANGUAGES: Final = ("en", "zh-hans")
"""A violation's message is the shape's English sentence followed by its Chinese one; a store keeps tags in small letters."""

_TERMS: Final = 1 << 16
"""So many terms are remembered in both forms, pySHACL's and the engine's, whatever the size of the store."""
_SMALL: Final = 1 << 16
"""A store of no more statements is asked for all values of a property at once: of a large one they would fill the memory."""

_ROADS: Final = (
    (),
    ("ug:span",),
    ("^ug:mentionOf", "ug:span"),
    ("prov:wasDerivedFrom",),
    ("prov:wasDerivedFrom", "ug:span"),
    ("ug:attestedBy", "ug:span"),
    ("ug:conferralOf", "^ug:mentionOf", "ug:span"),
)
"""The ways from a thing to the characters it was read from; the first that arrives is taken. ``^`` walks backwards."""


def validate(store: Store, group: str | None = None) -> tuple[Violation, ...]:
    """Return every violation of the shapes, or of one ``sh:group`` of them, sorted; none where the graph may be published.

    The union of all named graphs is judged. A store without the ontology is judged with it, for classes have
    subclasses; the store itself is never changed. ``shape`` is the IRI of the property shape or of the SPARQL
    constraint that is broken, ``focus`` the thing that breaks it, ``message`` one English sentence and one Chinese,
    ``path`` the property where it is a single one, ``quote`` and ``where`` (document:line) the first place in the
    text where the thing stands, where it stands in any.
    """
    whole = _with_ontology(store)
    found = {_violation(whole, result) for result in _results(whole, _members(group) if group else None)}
    return tuple(sorted(found, key=lambda each: (each.shape, each.focus, each.path or "", each.value or "")))


def _with_ontology(store: Store) -> Store:
    if any(store.quads_for_pattern(term("ug:UnionOrganization"), term("rdfs:subClassOf"), None, None)):
        return store
    copy = Store()
    copy.bulk_extend(store)
    copy.bulk_load(path=files.folder("ontology") / "uniongraph.ttl", format=RdfFormat.TURTLE)
    return copy


# ---------------------------------------------------------------------------------------------- pySHACL


def _members(group: str) -> list[str]:
    named = NamedNode(f"{_SHAPES}{group}")
    found = [q.subject for q in _shapes().quads_for_pattern(None, NamedNode(f"{_SH}group"), named, None)]
    return sorted(each.value for each in found if isinstance(each, NamedNode))


def _results(store: Store, chosen: list[str] | None) -> list[Mapping[str, str]]:
    """Return the results of pySHACL for all shapes or some, each as the local names of its properties with their values.

    A value that is a blank node (a path of several steps) is left out.
    """
    import pyshacl  # noqa: PLC0415 (0.2 s with rdflib, and only the gate needs it)
    import rdflib  # noqa: PLC0415

    _, report, _ = pyshacl.validate(_data(store), shacl_graph=_rules(), use_shapes=chosen)
    assert isinstance(report, rdflib.Graph), f"the shapes cannot be used: {report}"
    return [
        {
            str(name).removeprefix(_SH): str(value)
            for name, value in report.predicate_objects(result)
            if not isinstance(value, rdflib.BNode)
        }
        for result in report.objects(None, rdflib.URIRef(f"{_SH}result"))
    ]


def _data(store: Store) -> OxigraphDataGraph:
    from pyshacl.graph_abstraction import OxigraphDataGraph, to_ox, to_rdf  # noqa: PLC0415

    asked: Callable[[Any], Any] = lru_cache(_TERMS)(to_ox)
    given: Callable[[Any], Any] = lru_cache(_TERMS)(to_rdf)
    is_small = len(store) <= _SMALL

    @cache
    def values(predicate: Asked) -> Mapping[Asked, list[Any]]:
        found: dict[Any, list[Any]] = {}
        for quad in store.quads_for_pattern(None, asked(predicate), None, None):
            found.setdefault(given(quad.subject), []).append(given(quad.object))
        return found

    class Data(OxigraphDataGraph):
        """A data graph that is true: pySHACL asks it for each result, and it would count the whole store to say so.

        What is asked most, it answers without making each term anew, which would be half of a validation.
        """

        def __bool__(self) -> bool:
            return True

        def objects(self, subject: Asked, predicate: Asked, unique: bool = False) -> Given:  # type: ignore[override]
            if subject is None or isinstance(subject, (list, tuple)):
                yield from super().objects(subject, predicate, unique)
                return
            if is_small:
                yield from values(predicate).get(subject, ())
                return
            for quad in store.quads_for_pattern(asked(subject), asked(predicate), None, None):
                yield given(quad.object)

        def subjects(self, predicate: Asked, object_: Asked, unique: bool = False) -> Given:  # type: ignore[override]
            if isinstance(object_, (list, tuple)):
                yield from super().subjects(predicate, object_, unique)
                return
            for quad in store.quads_for_pattern(None, asked(predicate), asked(object_), None):
                yield given(quad.subject)

    return Data(store)


@cache
def _shapes() -> Store:
    store = Store()
    store.bulk_load(path=files.folder("ontology") / "shapes.ttl", format=RdfFormat.TURTLE)
    return store


@cache
def _rules() -> rdflib.Graph:
    """Return the shapes as pySHACL wants them; rdflib's own parser would take ten times as long."""
    import rdflib  # noqa: PLC0415
    from pyshacl.graph_abstraction import convert_quad_to_rdflib  # noqa: PLC0415

    graph = rdflib.Graph()
    for quad in _shapes():
        graph.add(convert_quad_to_rdflib(quad)[:3])
    return graph


# ---------------------------------------------------------------------------------------------- the report


def _violation(store: Store, result: Mapping[str, str]) -> Violation:
    """Return one result as a violation.

    A constraint that speaks of a whole class (``sh:targetNode``) has the class for its focus; the thing is its value.
    """
    shape, focus, value = result["sourceShape"], result["focusNode"], result.get("value")
    if value is not None and _has(shape, "targetNode", focus):
        focus, value = value, None
    broken = result.get("sourceConstraint", shape)
    quote, where = _source(store, focus)
    return Violation(
        shape=broken,
        focus=focus,
        message=_message(broken),
        value=value,
        path=result.get("resultPath"),
        quote=quote,
        where=where,
    )


def _has(shape: str, name: str, value: str) -> bool:
    return any(_shapes().quads_for_pattern(NamedNode(shape), NamedNode(_SH + name), NamedNode(value), None))


def _message(broken: str) -> str:
    quads = _shapes().quads_for_pattern(NamedNode(broken), NamedNode(f"{_SH}message"), None, None)
    said = {quad.object.language: quad.object.value for quad in quads if isinstance(quad.object, Literal)}
    return " ".join(said[language] for language in _LANGUAGES if language in said)


def _source(store: Store, focus: str) -> tuple[str | None, str | None]:
    """Return the first characters that a thing was read from, and the document and the line where they stand."""
    try:
        thing = NamedNode(focus)
    except ValueError:
        return None, None
    for road in _ROADS:
        spans = [
            span for span in _walk(store, thing, road) if _value(store, span, "nif:anchorOf") is not None
        ]
        if spans:
            first = min(spans, key=lambda span: (int(_value(store, span, "nif:beginIndex") or 0), span.value))
            return _value(store, first, "nif:anchorOf"), _where(store, first)
    return None, None


def _walk(store: Store, start: NamedNode, road: tuple[str, ...]) -> set[NamedNode]:
    reached = {start}
    for step in road:
        reached = {after for node in reached for after in _step(store, node, step)}
    return reached


def _step(store: Store, node: NamedNode, step: str) -> Iterator[NamedNode]:
    predicate = term(step.removeprefix("^"))
    if step.startswith("^"):
        backwards = store.quads_for_pattern(None, predicate, node, None)
        return (quad.subject for quad in backwards if isinstance(quad.subject, NamedNode))
    forwards = store.quads_for_pattern(node, predicate, None, None)
    return (quad.object for quad in forwards if isinstance(quad.object, NamedNode))


def _value(store: Store, node: NamedNode, predicate: str) -> str | None:
    for quad in store.quads_for_pattern(node, term(predicate), None, None):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return None


def _where(store: Store, span: NamedNode) -> str | None:
    line = _value(store, span, "ug:line")
    documents = _walk(store, span, ("nif:referenceContext", "ug:witnessOf"))
    if line is None or not documents:
        return None
    return f"{min(document.value for document in documents).rpartition('/id/doc/')[2]}:{line}"
