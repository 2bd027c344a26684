"""All terms of an ontology in one list: classes, then properties, each as a thing of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import PREFIXES
from uniongraph.things import ordering
from uniongraph.things.lookups import words
from uniongraph.things.values import Fact, Term, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.things.lookups import Lookups
    from uniongraph.things.values import Ref, Words

__all__ = ["terms"]

_MOST: Final = 500
"""Terms of one ontology that are shown."""
_DEFINED: Final = f"{PREFIXES['rdfs']}isDefinedBy"
_CLASS: Final = "http://www.w3.org/2002/07/owl#Class"
_UNSAID: Final = frozenset((f"{PREFIXES['rdfs']}label", f"{PREFIXES['rdf']}type", _DEFINED))


def terms(reader: Lookups, ontology: ox.NamedNode) -> tuple[Term, ...]:
    """Return the terms that an ontology defines: the classes, then the properties, each in the order of their names."""
    found = reader.subjects("rdfs:isDefinedBy", ontology, _MOST)
    made = [_term(reader, each) for each in found]
    return tuple(sorted(made, key=lambda each: (not each.is_class, each.what.iri.casefold())))


def _term(reader: Lookups, thing: ox.NamedNode) -> Term:
    classes = reader.classes(thing)
    is_class = _CLASS in classes
    below = "rdfs:subClassOf" if is_class else "rdfs:subPropertyOf"

    def those(name: str) -> tuple[Ref, ...]:
        """Return the terms that have this one as value of a property, by their names."""
        found = (each for each in reader.subjects(name, thing, _MOST) if each != thing)
        return tuple(reader.ref(each) for each in sorted(found, key=lambda each: each.value.casefold()))

    return Term(
        reader.ref(thing),
        is_class,
        tuple(_facts(reader, thing)),
        kinds=tuple(reader.ref(ox.NamedNode(each)) for each in classes),
        narrower=those(below),
        properties=those("rdfs:domain") if is_class else (),
        pointing=those("rdfs:range") if is_class else (),
        example=_example(reader, thing, is_class=is_class),
    )


def _example(reader: Lookups, thing: ox.NamedNode, *, is_class: bool) -> tuple[Ref | Words, ...]:
    """Return a thing of a class, or one that has a property and its value; none where the data has none."""
    if is_class:
        return tuple(reader.ref(each) for each in reader.subjects("rdf:type", thing, 1))
    quad = next(reader.store.quads_for_pattern(None, thing, None), None)
    if quad is None or not isinstance(quad.subject, ox.NamedNode):
        return ()
    if isinstance(quad.object, ox.NamedNode):
        return reader.ref(quad.subject), reader.ref(quad.object)
    return (reader.ref(quad.subject), words(quad.object)) if isinstance(quad.object, ox.Literal) else ()


def _facts(reader: Lookups, thing: ox.NamedNode) -> Iterator[Fact]:
    held: dict[ox.NamedNode, dict[ox.NamedNode | ox.Literal, None]] = {}
    for quad in reader.about(thing):
        if quad.predicate.value not in _UNSAID and isinstance(quad.object, ox.NamedNode | ox.Literal):
            held.setdefault(quad.predicate, {}).setdefault(quad.object)
    for name in sorted(held, key=lambda each: ordering.place("term", each.value)):
        said = reader.liked(words(each) for each in held[name] if isinstance(each, ox.Literal))
        nodes = sorted(
            (each for each in held[name] if isinstance(each, ox.NamedNode)), key=lambda each: each.value
        )
        shown: tuple[Words | Ref, ...] = (*said, *(reader.ref(each) for each in nodes))
        yield Fact(reader.ref(name), tuple(Value(each, "vocabulary") for each in shown))
