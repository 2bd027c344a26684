"""The frame of a document (公文格式要素): its number, issuer, date and so on, each with where it is printed.

What the document's own paper says where is known at once (see `Paper`), so nothing is looked up value by value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import term
from uniongraph.things import acting, holding, kinds
from uniongraph.things.describing import origin
from uniongraph.things.lookups import NAMING, words
from uniongraph.things.values import Fact, Incoming, Source, Thing, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.things.papers import Paper
    from uniongraph.things.reader import Reader

__all__ = ["framed"]

_ORDER: Final = tuple(
    term(name)
    for name in (
        "ug:documentNumber",
        "ug:issuingBody",
        "dcterms:issued",
        "ug:addressee",
        "ug:documentType",
        "ug:documentStatus",
        "ug:basedOnNotice",
        "dcterms:references",
        "ug:annexReference",
        "ug:distributionNote",
    )
)
"""What people ask of a document, in their order; what else is said stands behind."""
_UNSAID: Final = frozenset((*NAMING, term("rdf:type"), term("nif:isString"), term("prov:wasDerivedFrom")))
_SHOWN: Final = frozenset(
    term(name)
    for name in (
        "ug:decidedIn",
        "dcterms:isPartOf",
        "ug:witnessOf",
        "ug:mentionOf",
        "rdf:subject",
        "rdf:object",
        "nif:referenceContext",
    )
)
"""What points at a document or its text and is shown in its text, its awards and its facts."""
_POINTING: Final = "SELECT DISTINCT ?thing ?name { { SELECT ?thing ?name { ?by ?name ?thing } LIMIT 2000 } }"
_SOURCES: Final = 3
_FIRST: Final = 20
_MOST: Final = 2_000


def framed(reader: Reader, thing: ox.NamedNode, base: str, paper: Paper | None) -> Thing:
    """Return what the page of a document, or of its text, says above the text."""
    classes = reader.classes(thing)
    return Thing(
        iri=thing.value,
        kind=kinds.kind(classes),
        label=reader.ref(thing).label,
        labels=tuple(reader.names(thing)),
        types=tuple(reader.ref(ox.NamedNode(each)) for each in classes),
        facts=tuple(_facts(reader, thing, base, paper)),
        incoming=tuple(_incoming(reader, thing)),
        statuses=acting.statuses(reader, thing, kinds.kind(classes)),
    )


def _facts(reader: Reader, thing: ox.NamedNode, base: str, paper: Paper | None) -> Iterator[Fact]:
    said = holding.held(reader, thing)
    for name in sorted(said.keys() - _UNSAID, key=_place):
        quads, count = said[name]
        read = tuple(_value(reader, quad, base, paper) for quad in quads)
        if read:
            yield Fact(reader.ref(name), tuple(sorted(read, key=_begin)), more=count - len(read))


def _place(name: ox.NamedNode) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER)), name.value


def _begin(value: Value) -> tuple[bool, int, str]:
    begin = value.sources[0].begin if value.sources else 0
    label = value.what.label.text if hasattr(value.what, "label") else value.what.text
    return not value.sources, begin, label


def _value(reader: Reader, quad: ox.Quad, base: str, paper: Paper | None) -> Value:
    held = quad.object
    what = words(held) if isinstance(held, ox.Literal) else reader.ref(ox.NamedNode(held.value))  # type: ignore[union-attr]
    whose = origin(quad.graph_name, base)
    return Value(what, whose, _sources(quad, paper) if paper is not None and whose == "paper" else ())


def _sources(quad: ox.Quad, paper: Paper) -> tuple[Source, ...]:
    """Return where a statement is printed: where it has words of its own, those that quote or name its value first."""
    assert isinstance(quad.subject, ox.NamedNode)
    said = paper.said_at.get((quad.subject, quad.predicate), ())
    if isinstance(quad.object, ox.NamedNode):
        named = set(paper.places.get(quad.object, ()))
        best: Sequence[tuple[int, int]] = [each for each in said if each in named]
    elif isinstance(quad.object, ox.Literal):
        value = _bare(quad.object.value)
        best = [each for each in said if _bare(paper.content[slice(*each)]) in value]
    else:
        best = ()
    return tuple(paper.source(*each) for each in (best or said)[:_SOURCES])


def _bare(text: str) -> str:
    return "".join(text.split())


def _incoming(reader: Reader, thing: ox.NamedNode) -> Iterator[Incoming]:
    """Yield what else points at a document: those that cite it, that act on it."""
    bound: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable("thing"): thing
    }
    found = reader.store.query(_POINTING, substitutions=bound, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    for name in sorted((row["name"] for row in found), key=str):
        if not isinstance(name, ox.NamedNode) or name in _SHOWN:
            continue
        quads = (
            quad.subject for _, quad in zip(range(_MOST + 1), reader.pointing(name, thing), strict=False)
        )
        things = [each for each in dict.fromkeys(quads) if isinstance(each, ox.NamedNode)]
        if things:
            shown = tuple(reader.ref(each) for each in things[:_FIRST])
            yield Incoming(reader.ref(name), min(len(things), _MOST), len(things) > _MOST, shown)
