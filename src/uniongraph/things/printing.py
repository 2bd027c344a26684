"""Where things are printed: from a thing to its mentions, from a mention to lines; and a text with all its marks."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import term
from uniongraph.things.texts import Printed, Run
from uniongraph.things.values import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uniongraph.things.lookups import Lookups
    from uniongraph.things.papers import Paper
    from uniongraph.things.texts import Mark

__all__ = ["by_line", "located", "mentions", "printed", "sources", "spans", "witness_of"]

_MENTIONS: Final = 12
"""Mentions of one thing that are looked at."""
_DEEPEST: Final = 16
"""Marks that go around one another at most; what lies deeper is an anchor and still gets the link."""


def mentions(reader: Lookups, thing: ox.NamedNode, graph: ox.NamedNode | None = None) -> list[ox.NamedNode]:
    """Return where a thing is mentioned, in one graph or in any; in the order of the IRIs, of many the first found."""
    quads = islice(reader.store.quads_for_pattern(None, term("ug:mentionOf"), thing, graph), _MENTIONS)
    return sorted({each.subject for each in quads if isinstance(each.subject, ox.NamedNode)}, key=str)


def sources(reader: Lookups, found: Iterable[ox.NamedNode], most: int) -> tuple[Source, ...]:
    """Return where mentions stand, each line once, so many at most, in the order of the texts."""
    return by_line(located(reader, spans(reader, found)))[:most]


def spans(reader: Lookups, found: Iterable[ox.NamedNode]) -> Iterator[ox.NamedNode]:
    """Yield the spans where mentions stand."""
    return (span for each in found for span in reader.nodes(each, "ug:span"))


def by_line(read: Iterable[Source]) -> tuple[Source, ...]:
    """Return of places on the same line the first."""
    first: dict[tuple[str, int], Source] = {}
    for each in read:
        first.setdefault((each.document.iri, each.line), each)
    return tuple(first.values())


def located(reader: Lookups, found: Iterable[ox.NamedNode]) -> tuple[Source, ...]:
    """Return where spans stand, in the order of the texts."""
    read = [reader.once(span, _source) for span in dict.fromkeys(found)]
    known = (each for each in read if each)
    return tuple(sorted(known, key=lambda each: (each.document.iri, each.begin, each.end)))


def _source(reader: Lookups, span: ox.NamedNode) -> Source | None:
    said = {quad.predicate: quad.object for quad in reader.about(span)}
    witness = said.get(term("nif:referenceContext"))
    numbers = [said.get(term(name)) for name in ("ug:line", "nif:beginIndex", "nif:endIndex")]
    quote = said.get(term("nif:anchorOf"))
    if not isinstance(witness, ox.NamedNode) or not isinstance(quote, ox.Literal):
        return None
    if not all(isinstance(each, ox.Literal) and each.value.isdecimal() for each in numbers):
        return None
    line, begin, end = (int(each.value) for each in numbers if isinstance(each, ox.Literal))
    documents = reader.nodes(witness, "ug:witnessOf")
    return Source(
        span.value, reader.ref(documents[0] if documents else witness), line, begin, end, quote.value
    )


def witness_of(reader: Lookups, document: ox.NamedNode) -> ox.NamedNode | None:
    """Return the text of a document whose words the graph holds, None where it holds none."""
    found = reader.subjects("ug:witnessOf", document)
    held = [each for each in found if reader.text(each, "nif:isString") is not None]
    return min(held, key=str, default=None)


def printed(paper: Paper) -> tuple[Printed, ...]:
    """Return the lines of a text, cut where what was read of it begins and ends.

    One sweep over lines and marks: a text takes as long as it has characters and marks, however they lie.
    """
    sweep = _Sweep(paper.content, paper.marks, paper.lines[-1].span.end)
    return tuple(
        Printed(
            line.number, line.span.begin, line.span.end, tuple(sweep.runs(line.span.begin, line.span.end))
        )
        for line in paper.lines
    )


class _Sweep:
    """Goes through a text once, from line to line, and knows the marks around the place where it is."""

    def __init__(self, text: str, marks: Sequence[Mark], last: int) -> None:
        self._text = text
        self._marks = marks
        self._last = last
        self._edges = sorted({edge for mark in marks for edge in (mark.begin, mark.end)})
        self._mark = self._edge = 0
        self._around: list[Mark] = []
        self._smallest: list[tuple[int, int, int]] = []

    def runs(self, begin: int, end: int) -> Iterator[Run]:
        """Yield the runs of a line; the lines come in their order."""
        self._around = [mark for mark in self._around if mark.end > begin]
        again = list(self._around)
        for left, right in pairwise(self._cuts(begin, end)):
            anchors, begun = self._enter(left)
            inner = self._inner(left)
            opened = (*((mark, False) for mark in again), *((mark, True) for mark in begun))
            closed, again = self._leave(right, is_end=right == end)
            yield Run(self._text[left:right], tuple(anchors), opened, closed, inner)
        if rest := self._rest(end):
            yield Run("", tuple(rest))

    def _cuts(self, begin: int, end: int) -> Iterator[int]:
        """Yield where a line is cut: its begin, each edge of a mark within, its end."""
        if begin == end:
            return
        edges = self._edges
        yield begin
        while self._edge < len(edges) and edges[self._edge] < end:
            if edges[self._edge] > begin:
                yield edges[self._edge]
            self._edge += 1
        yield end

    def _enter(self, place: int) -> tuple[list[Mark], list[Mark]]:
        """Take the marks that have begun; return those that go around nothing, and those that go around what follows."""
        anchors, begun = [], []
        while self._mark < len(self._marks) and self._marks[self._mark].begin <= place:
            mark = self._marks[self._mark]
            if mark.end > place:
                heappush(self._smallest, (mark.end - mark.begin, -mark.begin, self._mark))
            if mark.end > place and len(self._around) < _DEEPEST:
                self._around.append(mark)
                begun.append(mark)
            else:
                anchors.append(mark)
            self._mark += 1
        return anchors, begun

    def _inner(self, place: int) -> Mark | None:
        while self._smallest and self._marks[self._smallest[0][2]].end <= place:
            heappop(self._smallest)
        return self._marks[self._smallest[0][2]] if self._smallest else None

    def _leave(self, place: int, *, is_end: bool) -> tuple[int, list[Mark]]:
        """Return how many marks are closed at a place, and which of them go on behind it."""
        around = self._around
        first = (
            0 if is_end else next((at for at, mark in enumerate(around) if mark.end <= place), len(around))
        )
        again = [mark for mark in around[first:] if mark.end > place]
        self._around = around[:first] + again
        return len(around) - first, again

    def _rest(self, end: int) -> list[Mark]:
        """Return the marks that no line further on has a character of: empty ones, and at the end of the text all."""
        found = []
        while self._mark < len(self._marks):
            mark = self._marks[self._mark]
            if end != self._last and not (mark.begin <= end and mark.end <= end):
                break
            found.append(mark)
            self._mark += 1
        return found
