"""A thing as a page shows it: what is said of it, by whom and where it is printed, and what points at it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import term
from uniongraph.things import kinds, printing
from uniongraph.things.reader import NAMING, words
from uniongraph.things.values import Fact, Incoming, Thing, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from uniongraph.things.reader import Reader
    from uniongraph.things.values import Origin, Ref, Source

__all__ = ["describe", "incoming", "is_known", "origin"]

_SOURCES: Final = 3
"""Lines that are told beside a value at most; the page of what they mention has all."""
_MENTIONS: Final = 100
"""Places that are told of a thing at most."""
_FIRST: Final = 20
"""Things that are named of those that point at one by the same property."""
MOST: Final = 2_000
"""Things that are counted of those that point at one by the same property; there may be more."""
_PROPERTIES: Final = 200
"""Properties that point at one thing, at most: no page has more groups."""
_UNSAID: Final = frozenset((*NAMING, term("rdf:type"), term("nif:isString"), term("prov:wasDerivedFrom")))
"""What a page says elsewhere: the name, the class, the text, the lines."""
_SAID_ELSEWHERE: Final = frozenset(
    (
        term("ug:mentionOf"),
        term("rdf:subject"),
        term("rdf:object"),
        term("rdf:type"),
        term("nif:referenceContext"),
    )
)
"""What points at a thing only to tell where a statement about it comes from."""
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


def is_known(reader: Reader, thing: ox.NamedNode) -> bool:
    """Tell whether the data says anything of a thing, or names it."""
    return any(reader.store.quads_for_pattern(thing, None, None)) or any(reader.pointing(None, thing))


def origin(graph: object, base: str) -> Origin:
    """Return whose statements a graph holds, by its place below the base."""
    if not isinstance(graph, ox.NamedNode):
        return "other"
    return _ORIGINS.get(graph.value.removeprefix(f"{base}graph/").partition("/")[0], "other")


def describe(reader: Reader, thing: ox.NamedNode, base: str) -> Thing:
    """Return all that a page shows of a thing; ``base`` is that of the data's IRIs."""
    quads = reader.about(thing)
    found = printing.mentions(reader, thing)
    kind = kinds.kind(reader.classes(thing))
    return Thing(
        thing.value,
        kind,
        reader.ref(thing).label,
        tuple(reader.names(thing)),
        tuple(reader.ref(ox.NamedNode(each)) for each in reader.classes(thing)),
        tuple(_facts(reader, thing, quads, base)),
        tuple(incoming(reader, thing)),
        printing.sources(reader, found[:_MENTIONS], _MENTIONS),
    )


def _facts(reader: Reader, thing: ox.NamedNode, quads: Iterable[ox.Quad], base: str) -> Iterable[Fact]:
    by_property: dict[ox.NamedNode, dict[ox.NamedNode | ox.Literal, ox.Quad]] = {}
    for quad in quads:
        if quad.predicate not in _UNSAID and isinstance(quad.object, ox.NamedNode | ox.Literal):
            by_property.setdefault(quad.predicate, {}).setdefault(quad.object, quad)
    rules = _Rules(reader, thing)
    for name, held in by_property.items():
        values = (_value(reader, quad, rules, base) for quad in held.values())
        yield Fact(reader.ref(name), tuple(sorted(values, key=_order)))


def _order(value: Value) -> tuple[bool, str]:
    label = value.what.label.text if hasattr(value.what, "label") else value.what.text
    return value.origin != "paper", label


def _value(reader: Reader, quad: ox.Quad, rules: _Rules, base: str) -> Value:
    held = quad.object
    what = words(held) if isinstance(held, ox.Literal) else reader.ref(_node(held))
    whose = origin(quad.graph_name, base)
    if whose == "inferred":
        rule, confidence, found = rules.of(quad.predicate, held)
        return Value(what, whose, printing.sources(reader, found, _SOURCES), rule, confidence)
    return Value(what, whose, _printed(reader, quad) if whose == "paper" else ())


def _node(term: object) -> ox.NamedNode:
    assert isinstance(term, ox.NamedNode)
    return term


def _printed(reader: Reader, quad: ox.Quad) -> tuple[Source, ...]:
    """Return the lines that a statement of the paper was read from.

    A thing that the same paper mentions is printed where it is mentioned, best at the very place the statement was read
    from; a literal where the mention of its subject quotes it.
    """
    graph = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else None
    if graph is not None and "/graph/doc/" not in graph.value:  # what several papers name is printed in each
        graph = None
    subject = _node(quad.subject)
    if isinstance(quad.object, ox.NamedNode):
        found = printing.mentions(reader, quad.object, graph)
        near = [each for each in reader.nodes(subject, "prov:wasDerivedFrom") if each in found]
        return printing.sources(reader, near or found or _own(reader, subject, graph), _SOURCES)
    read = printing.sources(reader, _own(reader, subject, graph), _SOURCES * 10)
    value = _bare(quad.object.value) if isinstance(quad.object, ox.Literal) else ""
    quoting = [each for each in read if value and (value in _bare(each.quote) or _bare(each.quote) in value)]
    return tuple(quoting[:_SOURCES]) or read[:1]


def _own(reader: Reader, subject: ox.NamedNode, graph: ox.NamedNode | None) -> list[ox.NamedNode]:
    return printing.mentions(reader, subject, graph) or reader.nodes(subject, "prov:wasDerivedFrom")


def _bare(text: str) -> str:
    return "".join(text.split())


class _Rules:
    """What the inferences about a thing say: by which rule, how surely, and from which mentions."""

    def __init__(self, reader: Reader, thing: ox.NamedNode) -> None:
        self._reader = reader
        self._thing = thing
        self._found: dict[tuple[ox.NamedNode, object], ox.NamedNode] | None = None

    def of(self, name: ox.NamedNode, value: object) -> tuple[Ref | None, str | None, list[ox.NamedNode]]:
        """Return the rule, the confidence and the mentions of a statement; nothing where no inference tells."""
        if self._found is None:
            self._found = {}
            for each in self._reader.subjects("rdf:subject", self._thing):
                for predicate in self._reader.nodes(each, "rdf:predicate"):
                    for held in self._reader.values(each, "rdf:object"):
                        self._found[predicate, held] = each
        inference = self._found.get((name, value))
        if inference is None:
            return None, None, []
        rules = self._reader.nodes(inference, "ug:byRule")
        rule = self._reader.ref(rules[0]) if rules else None
        found = self._reader.nodes(inference, "prov:wasDerivedFrom")
        return rule, self._reader.text(inference, "ug:confidence"), found


def incoming(reader: Reader, thing: ox.NamedNode) -> Iterable[Incoming]:
    """Yield what points at a thing, by property: counted up to `MOST`, the first named."""
    names: dict[ox.NamedNode, None] = {}
    for quad in islice(reader.pointing(None, thing), MOST):
        names.setdefault(quad.predicate)
    for name in sorted(names, key=str)[:_PROPERTIES]:
        if name in _SAID_ELSEWHERE and name != term("rdf:type"):
            continue
        found = dict.fromkeys(quad.subject for quad in islice(reader.pointing(name, thing), MOST + 1))
        things = [each for each in found if isinstance(each, ox.NamedNode)]
        if things:
            shown = tuple(reader.ref(each) for each in things[:_FIRST])
            yield Incoming(reader.ref(name), min(len(things), MOST), len(things) > MOST, shown)
