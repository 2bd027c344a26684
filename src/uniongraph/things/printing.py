"""Where things are printed: from a thing to its mentions, from a mention to lines; and a text with all its marks."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import term
from uniongraph.things.values import Printed, Run, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from uniongraph.things.lookups import Lookups
    from uniongraph.things.values import Ref

__all__ = ["located", "mentions", "printed", "sources", "witness_of"]

_MENTIONS: Final = 50
"""Mentions of one thing that are looked at."""


def mentions(reader: Lookups, thing: ox.NamedNode, graph: ox.NamedNode | None = None) -> list[ox.NamedNode]:
    """Return where a thing is mentioned, in one graph or in any; in the order of the IRIs, of many the first found."""
    quads = islice(reader.store.quads_for_pattern(None, term("ug:mentionOf"), thing, graph), _MENTIONS)
    return sorted({each.subject for each in quads if isinstance(each.subject, ox.NamedNode)}, key=str)


def sources(reader: Lookups, found: Iterable[ox.NamedNode], most: int) -> tuple[Source, ...]:
    """Return where mentions stand, so many at most, in the order of the texts."""
    return located(reader, (span for each in found for span in reader.nodes(each, "ug:span")))[:most]


def located(reader: Lookups, spans: Iterable[ox.NamedNode]) -> tuple[Source, ...]:
    """Return where spans stand, in the order of the texts."""
    read = [_source(reader, span) for span in dict.fromkeys(spans)]
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


def printed(reader: Lookups, witness: ox.NamedNode) -> tuple[Printed, ...]:
    """Return the lines of a text, cut where what was read of it begins and ends."""
    text = reader.text(witness, "nif:isString") or ""
    marks = _marks(reader, witness)
    edges = sorted({edge for span in marks for edge in span if 0 <= edge <= len(text)})
    lines, begin = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Printed(number, tuple(_runs(text, (begin, begin + len(line)), edges, marks))))
        begin += len(line) + 1
    return tuple(lines)


def _marks(reader: Lookups, witness: ox.NamedNode) -> Mapping[tuple[int, int], Sequence[Ref]]:
    """Return what was read from each span of a text."""
    found: dict[tuple[int, int], list[Ref]] = {}
    for span in reader.subjects("nif:referenceContext", witness):
        ends = [reader.text(span, f"nif:{name}") for name in ("beginIndex", "endIndex")]
        if not all(each is not None and each.isdecimal() for each in ends):
            continue
        begin, end = (int(each) for each in ends if each is not None)
        told = found.setdefault((begin, end), [])
        for by in sorted(reader.subjects("ug:span", span), key=str):
            told.extend(reader.ref(each) for each in reader.nodes(by, "ug:mentionOf") or [by])
    return found


def _runs(
    text: str, line: tuple[int, int], edges: Sequence[int], marks: Mapping[tuple[int, int], Sequence[Ref]]
) -> Iterator[Run]:
    begin, end = line
    inner = edges[bisect_right(edges, begin) : bisect_right(edges, end - 1)] if end > begin else []
    cuts = [begin, *inner, end]
    covering = [span for span in marks if span[0] < end and span[1] > begin]
    for left, right in pairwise(cuts):
        if left == right:
            continue
        around = sorted((span for span in covering if span[0] <= left and span[1] >= right), key=_narrowness)
        starts = tuple(span for span in reversed(around) if max(span[0], begin) == left and span[0] >= begin)
        read = dict.fromkeys(ref for span in around for ref in marks[span])
        yield Run(text[left:right], starts, tuple(read))


def _narrowness(span: tuple[int, int]) -> tuple[int, int]:
    return span[1] - span[0], span[0]
