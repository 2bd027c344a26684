"""What one document's own graph says: of its text, of what was read from which characters, of the awards it gives.

A document's statements lie together in one graph, so a page reads a property of all its things at once, and each once::

    paper = Paper.of(reader, witness)
    paper.of_all("ug:mentionOf")[mention]
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from uniongraph import sources
from uniongraph.iris import term
from uniongraph.things.texts import Mark, Read
from uniongraph.things.values import Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uniongraph.model import Line
    from uniongraph.things.reader import Reader

__all__ = ["Paper"]

_BEGIN = attrgetter("span.begin")


class Paper:
    """One text of a document, its ``content`` and ``lines``, and what the graph says that holds it."""

    def __init__(self, reader: Reader, witness: ox.NamedNode, graph: ox.NamedNode, content: str) -> None:
        self.reader = reader
        self.witness = witness
        self.graph = graph
        self.content = content
        self.lines: Sequence[Line] = sources.split(content)
        self._held: dict[str, Mapping[ox.NamedNode, Sequence[ox.NamedNode | ox.Literal]]] = {}

    @classmethod
    def of(cls, reader: Reader, witness: ox.NamedNode) -> Paper | None:
        """Return the paper whose text this is; None where no graph of its own holds the text."""
        for quad in reader.store.quads_for_pattern(witness, term("nif:isString"), None):
            if isinstance(quad.object, ox.Literal) and isinstance(quad.graph_name, ox.NamedNode):
                return cls(reader, witness, quad.graph_name, quad.object.value)
        return None

    def of_all(self, name: str) -> Mapping[ox.NamedNode, Sequence[ox.NamedNode | ox.Literal]]:
        """Return the values of a property, by the things that have it."""
        if name not in self._held:
            held: dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]] = {}
            for quad in self.reader.store.quads_for_pattern(None, term(name), None, self.graph):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(
                    quad.object, ox.NamedNode | ox.Literal
                ):
                    held.setdefault(quad.subject, []).append(quad.object)
            self._held[name] = held
        return self._held[name]

    def nodes(self, thing: ox.NamedNode, name: str) -> list[ox.NamedNode]:
        """Return those values of a property of a thing that are things."""
        return [each for each in self.of_all(name).get(thing, ()) if isinstance(each, ox.NamedNode)]

    def number(self, thing: ox.NamedNode, name: str) -> int | None:
        """Return the first value of a property that is a whole number, None where there is none."""
        said = (each.value for each in self.of_all(name).get(thing, ()) if isinstance(each, ox.Literal))
        return next((int(each) for each in said if each.isdecimal()), None)

    def line_at(self, offset: int) -> int:
        """Return the number of the line in which an offset falls."""
        return max(bisect_right(self.lines, offset, key=_BEGIN), 1)

    @cached_property
    def spans(self) -> Mapping[ox.NamedNode, tuple[int, int]]:
        """Where each span lies that lies within the text, by its IRI."""
        found = {}
        is_one_of_several = len(self.of_all("ug:witnessOf")) > 1
        for span in self.of_all("nif:beginIndex"):
            begin, end = self.number(span, "nif:beginIndex"), self.number(span, "nif:endIndex")
            if begin is None or end is None or not begin <= end <= len(self.content):
                continue
            if not is_one_of_several or self.witness in self.nodes(span, "nif:referenceContext"):
                found[span] = begin, end
        return found

    @cached_property
    def places(self) -> Mapping[ox.NamedNode, Sequence[tuple[int, int]]]:
        """Where each thing is mentioned, in the order of the text."""
        found: dict[ox.NamedNode, list[tuple[int, int]]] = {}
        for mention in self.of_all("ug:mentionOf"):
            for span in self.nodes(mention, "ug:span"):
                if span in self.spans:
                    for thing in self.nodes(mention, "ug:mentionOf"):
                        found.setdefault(thing, []).append(self.spans[span])
        return {thing: sorted(set(places)) for thing, places in found.items()}

    @cached_property
    def said_at(self) -> Mapping[tuple[ox.NamedNode, ox.NamedNode], Sequence[tuple[int, int]]]:
        """Where each property of a thing is said that has words of its own, by thing and property."""
        found: dict[tuple[ox.NamedNode, ox.NamedNode], list[tuple[int, int]]] = {}
        for mention in self.of_all("ug:states"):
            for span in self.nodes(mention, "ug:span"):
                if span in self.spans:
                    for thing in self.nodes(mention, "ug:mentionOf"):
                        for name in self.nodes(mention, "ug:states"):
                            found.setdefault((thing, name), []).append(self.spans[span])
        return {key: sorted(set(places)) for key, places in found.items()}

    @cached_property
    def marks(self) -> Sequence[Mark]:
        """All spans with what was read from them, in the order of the text, a longer one before what lies in it."""
        reads: dict[ox.NamedNode, dict[Read, None]] = {}
        for mention in sorted(self.of_all("ug:mentionOf"), key=str):
            names = self.nodes(mention, "ug:states")
            told = [Read(thing, names[0] if names else None) for thing in self.nodes(mention, "ug:mentionOf")]
            for span in self.nodes(mention, "ug:span"):
                reads.setdefault(span, {}).update(dict.fromkeys(told))
        mentions = self.of_all("ug:mentionOf")
        for thing in self.of_all("prov:wasDerivedFrom"):
            for span in self.nodes(thing, "prov:wasDerivedFrom"):
                if span in self.spans and span not in mentions:
                    reads.setdefault(span, {}).setdefault(Read(thing))
        found = (
            Mark(span.value, begin, end, self._lines_of(begin, end), tuple(reads.get(span, ())))
            for span, (begin, end) in self.spans.items()
        )
        return sorted(found, key=lambda mark: (mark.begin, -mark.end))

    def _lines_of(self, begin: int, end: int) -> int:
        return self.line_at(max(end - 1, begin)) - self.line_at(begin) + 1

    def begin_of(self, thing: ox.NamedNode, before: int | None = None) -> int | None:
        """Return where a thing is mentioned first, or last up to an offset; None where it is not."""
        places = [begin for begin, _ in self.places.get(thing, ())]
        if before is not None:
            near = [begin for begin in places if begin <= before]
            return max(near, default=None)
        return min(places, default=None)

    @cached_property
    def _iris(self) -> Mapping[tuple[int, int], str]:
        return {place: span.value for span, place in self.spans.items()}

    def source(self, begin: int, end: int) -> Source:
        """Return where a span of this text is, as every page tells it."""
        documents = self.nodes(self.witness, "ug:witnessOf")
        document = self.reader.ref(documents[0] if documents else self.witness)
        iri = self._iris.get((begin, end), self.witness.value)
        return Source(iri, document, self.line_at(begin), begin, end, self.content[begin:end])

    def agrees(self, span: ox.NamedNode) -> bool:
        """Tell whether a span quotes what stands in the text where it lies."""
        return self.reader.text(span, "nif:anchorOf") == self.content[slice(*self.spans[span])]
