"""What the data says of one thing, as statements for programs: those about it, those that point at it, and what proves them.

Everything that may be much of is bounded: a place, or a body that gives honours, may be pointed at a million times.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import pyoxigraph as ox

from uniongraph.iris import term
from uniongraph.things.lookups import NAMING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from uniongraph.things.reader import Reader

__all__ = ["MOST", "Statements", "gather"]

MOST: Final = 2_000
"""Statements that point at a thing, at most."""
_PROOFS: Final = 100
"""Mentions of a thing, and inferences about it, whose own statements are given with it, at most of each."""
_PARTS: Final = 2_000
"""Things that are part of it by their IRI (``#char=0,5`` of a text, ``#Case`` of the ontology), at most."""
_NAMES: Final = 500
"""Things it points at whose names and classes are given, at most."""
_TOLD: Final = (*NAMING, term("rdf:type"))
"""What is said of a thing that is only pointed at."""

T = TypeVar("T")
Subject: TypeAlias = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements in an order that a reader likes: first those about the thing. ``cut`` says in a sentence what is left out."""

    quads: tuple[ox.Quad, ...]
    cut: str | None = None


def gather(reader: Reader, thing: ox.NamedNode, most: int | None = None) -> Statements:
    """Return what the data says of a thing, so many statements at most; none where it neither describes nor names it.

    These are all statements about it and about the blank nodes that it is described with; those that point at it, up to
    `MOST`, or where there are neither those made with it, a property or a graph; its mentions and the spans they stand at; the inferences about it; what its IRI names parts of; and the names
    and classes of all that it points at. The same store gives the same statements in the same order.
    """
    found = _Gathering(reader)
    own = found.about(thing)
    pointing = found.bounded(reader.pointing(None, thing), MOST, "statements that point at it")
    found.add(pointing)
    if not own and not pointing:  # a property or a graph that nothing is said of: what is said with it
        store = reader.store
        with_it = chain(
            store.quads_for_pattern(None, thing, None), store.quads_for_pattern(None, None, None, thing)
        )
        found.add(found.bounded(with_it, MOST, "statements made with it"))
    subjects = list(dict.fromkeys(_nodes(quad.subject for quad in pointing)))
    parts = [each for each in subjects if each.value.startswith(f"{thing.value}#")]
    for each in found.bounded(iter(parts), _PARTS, "parts"):
        found.about(each)
    named: list[object] = [quad.subject for quad in pointing if quad.predicate == term("ug:mentionOf")]
    named += [quad.object for quad in own if quad.predicate == term("prov:wasDerivedFrom")]
    mentions = dict.fromkeys(_nodes(named))
    for each in found.bounded(iter(mentions), _PROOFS, "mentions"):
        found.about(each)
        for span in reader.nodes(each, "ug:span"):
            found.about(span)
    inferences = reader.subjects("rdf:subject", thing, _PROOFS + 1)
    for each in found.bounded(iter(inferences), _PROOFS, "inferences"):
        found.about(each)
    told = dict.fromkeys(_nodes(quad.object for quad in own))
    for each in found.bounded(iter(told), _NAMES, "names of things"):
        for name in _TOLD:
            found.add(_sorted(reader.store.quads_for_pattern(each, name, None)))
    return found.statements(most)


def _nodes(terms: Iterable[object]) -> Iterator[ox.NamedNode]:
    return (each for each in terms if isinstance(each, ox.NamedNode))


def _sorted(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    return sorted(quads, key=lambda each: (str(each.predicate), str(each.object), str(each.graph_name)))


class _Gathering:
    """Takes statements in, each once, and remembers where there were more than are taken."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._quads: dict[ox.Quad, None] = {}
        self._seen: set[Subject] = set()
        self._cut: list[str] = []

    def add(self, quads: Iterable[ox.Quad]) -> None:
        self._quads.update(dict.fromkeys(quads))

    def about(self, thing: Subject) -> list[ox.Quad]:
        """Take all that is said of a thing, and of the blank nodes that it is said with; return all of it."""
        coming: list[Subject] = [thing]
        taken: list[ox.Quad] = []
        while coming:
            each = coming.pop()
            if each in self._seen:
                continue
            self._seen.add(each)
            quads = _sorted(self._reader.store.quads_for_pattern(each, None, None))
            self.add(quads)
            taken += quads
            coming += [quad.object for quad in quads if isinstance(quad.object, ox.BlankNode)]
        return taken

    def bounded(self, found: Iterator[T], most: int, what: str) -> list[T]:
        """Return what was found up to a bound."""
        taken = list(islice(found, most + 1))
        if len(taken) > most:
            self._cut.append(f"{most:,} {what}")
        return taken[:most]

    def statements(self, most: int | None) -> Statements:
        quads = tuple(islice(self._quads, most))
        if len(quads) < len(self._quads):
            self._cut.append(f"{len(quads):,} statements in all")
        return Statements(quads, ", ".join(self._cut) or None)
