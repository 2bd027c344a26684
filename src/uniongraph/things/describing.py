"""A thing as a page shows it: what is said of it, by whom and where it is printed, and what points at it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import term
from uniongraph.things import (
    acting,
    holding,
    honouring,
    inferring,
    kinds,
    linking,
    ordering,
    pointing,
    printing,
    quoting,
)
from uniongraph.things.lookups import NAMING, words
from uniongraph.things.values import Fact, Thing, Value, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from uniongraph.things.lookups import Lookups
    from uniongraph.things.values import Origin, Source

__all__ = ["describe", "is_known", "named", "origin"]

_SOURCES: Final = 3
"""Lines that are told beside a value at most; the page of what they mention has all."""
_NUMBER: Final = 2
"""Characters of a value that stands in many lines by chance: it is looked for where lines begin."""
_LOOKED_AT: Final = 12
"""Mentions from which one thing was concluded that are looked at for them."""
_WITH_TEXT: Final = frozenset(("document", "witness"))
"""Kinds whose page shows the whole text."""
_UNSAID: Final = frozenset((*NAMING, term("rdf:type"), term("nif:isString"), term("prov:wasDerivedFrom")))
"""What a page says elsewhere: the name, the class, the text, the lines."""
_ORIGINS: Final[Mapping[str, Origin]] = {
    "doc": "paper",
    "names": "paper",
    "inferred": "inferred",
    "editorial": "editorial",
    "links": "links",
    "ref": "register",
    "schemes": "vocabulary",
    "ontology": "vocabulary",
    "catalog": "catalog",
}


def is_known(reader: Lookups, thing: ox.NamedNode) -> bool:
    """Tell whether the data says anything of a thing, or names it: as a value, a property or a graph."""
    ways = ((thing, None, None), (None, None, thing), (None, thing, None), (None, None, None, thing))
    return any(any(reader.store.quads_for_pattern(*way)) for way in ways)


def origin(graph: object, base: str) -> Origin:
    """Return whose statements a graph holds, by its place below the base."""
    if not isinstance(graph, ox.NamedNode):
        return "other"
    return _ORIGINS.get(graph.value.removeprefix(f"{base}graph/").partition("/")[0], "other")


def describe(reader: Lookups, thing: ox.NamedNode, base: str) -> Thing:
    """Return all that a page shows of a thing; ``base`` is that of the data's IRIs."""
    said = holding.held(reader, thing)
    classes = reader.classes(thing)
    kind = kinds.kind(classes)
    own = None if kind == "tier" else honouring.BY.get(kind)  # categories stand in a tier too
    told = [term(name) for name in (own, "ug:mentionOf") if name]
    quoted = () if kind in _WITH_TEXT else quoting.excerpts(reader, quoting.spans(reader, thing))
    return Thing(
        thing.value,
        kind,
        reader.ref(thing).label,
        tuple(reader.names(thing)),
        tuple(reader.ref(ox.NamedNode(each)) for each in classes),
        tuple(_facts(reader, thing, said, base=base)),
        tuple(pointing.incoming(reader, thing, told)),
        acting.statuses(reader, thing, kind),
        quoted,
        quoting.places(reader, thing),
    )


def named(reader: Lookups, thing: ox.NamedNode, base: str) -> Thing:
    """Return a thing by its names alone, and what is said of a document: all that one needs to cite it."""
    kind = kinds.kind(reader.classes(thing))
    facts = _facts(reader, thing, holding.held(reader, thing), base=base) if kind == "document" else ()
    return Thing(thing.value, kind, reader.ref(thing).label, tuple(reader.names(thing)), (), tuple(facts), ())


def _facts(
    reader: Lookups, thing: ox.NamedNode, said: Mapping[ox.NamedNode, holding.Held], *, base: str
) -> Iterable[Fact]:
    kind = kinds.kind(reader.classes(thing))
    label = reader.label(thing).text
    for name in sorted(said, key=lambda each: ordering.place(kind, each.value)):
        quads, count = said[name]
        if name in _UNSAID or not quads:
            continue
        values = sorted((_value(reader, quad, base) for quad in quads), key=reader.order)
        texts = {each.what.text for each in values if isinstance(each.what, Words)}
        is_technical = ordering.is_technical(name.value) or texts == {label}
        yield Fact(reader.ref(name), tuple(values), is_technical, count - len(values))


def _value(reader: Lookups, quad: ox.Quad, base: str) -> Value:
    held = quad.object
    what = words(held) if isinstance(held, ox.Literal) else reader.ref(_node(held))
    whose = origin(quad.graph_name, base)
    if whose == "inferred":
        rule, confidence, found = inferring.concluded(reader, _node(quad.subject), quad.predicate, held)
        return Value(what, whose, printing.sources(reader, found[:_LOOKED_AT], _SOURCES), rule, confidence)
    if whose == "links":
        return Value(what, whose, (), *linking.ground(reader, quad))
    return Value(what, whose, _printed(reader, quad) if whose == "paper" else ())


def _node(term: object) -> ox.NamedNode:
    assert isinstance(term, ox.NamedNode)
    return term


def _printed(reader: Lookups, quad: ox.Quad) -> tuple[Source, ...]:
    """Return the lines that a statement of the paper was read from.

    A thing that the same paper mentions is printed where it is mentioned, best at the very place the statement was read
    from. What is mentioned nowhere (a concept, a literal) is printed where a mention of the subject states this property,
    or quotes it, or else in that line. What stands in none (a rank) has no line.
    """
    graph = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else None
    if graph is not None and "/graph/doc/" not in graph.value:  # what several papers name is printed in each
        graph = None
    subject = _node(quad.subject)
    if isinstance(quad.object, ox.NamedNode):
        derived = reader.nodes(subject, "prov:wasDerivedFrom")
        near = [each for each in derived if quad.object in reader.nodes(each, "ug:mentionOf")]
        if found := near or _naming(reader, printing.mentions(reader, quad.object, graph)):
            return printing.sources(reader, found, _SOURCES)
        values = {_bare(each.text) for each in reader.names(quad.object)}
    else:
        values = {_bare(quad.object.value)} if isinstance(quad.object, ox.Literal) else set()
    own = _own(reader, subject, graph)
    stating = [each for each in own if quad.predicate in reader.nodes(each, "ug:states")]
    read = printing.located(reader, printing.spans(reader, stating or own))
    telling = [each for each in read if any(_is_said(value, _bare(each.quote)) for value in values)]
    if telling or stating:
        return printing.by_line(telling or read)[:_SOURCES]
    lines = printing.by_line(read)
    return tuple(each for each in lines if any(_stands(reader, value, each) for value in values))[:_SOURCES]


def _naming(reader: Lookups, found: list[ox.NamedNode]) -> list[ox.NamedNode]:
    """Return the mentions that name a thing, rather than state something of it; all where all do."""
    return [each for each in found if not reader.nodes(each, "ug:states")] or found


def _is_said(value: str, quote: str) -> bool:
    if value.isdecimal():  # a number is no part of a longer one
        return re.search(rf"(?<!\d){value}(?!\d)", quote) is not None
    return bool(value) and bool(quote) and (value in quote or quote in value)


def _stands(reader: Lookups, value: str, source: Source) -> bool:
    """Tell whether words stand in the line where a span begins: a number before a title is no part of its span."""
    lines = reader.lines(ox.NamedNode(source.iri.partition("#")[0]))
    line = _bare(lines[source.line - 1]) if 1 <= source.line <= len(lines) else ""
    return line.startswith(value) or (len(value) > _NUMBER and value in line)


def _own(reader: Lookups, subject: ox.NamedNode, graph: ox.NamedNode | None) -> list[ox.NamedNode]:
    return printing.mentions(reader, subject, graph) or reader.nodes(subject, "prov:wasDerivedFrom")


def _bare(text: str) -> str:
    return "".join(text.split())
