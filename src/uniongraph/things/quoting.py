"""The very words of the documents: the lines where a thing is printed, with its spans marked and what an editor corrects."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import term
from uniongraph.things import counting, printing
from uniongraph.things.lookups import words
from uniongraph.things.values import Corrected, Excerpt, Quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uniongraph.things.lookups import Lookups
    from uniongraph.things.values import Source, Words

__all__ = ["excerpts", "places", "spans"]

MOST: Final = 3
"""Excerpts of a page."""
_READ: Final = 12
"""Places that are looked at for them."""
_LINES: Final = 6
"""Lines of a span that are shown."""
_FEW: Final = 50
"""Corrections that are looked at for those of a text; where there are more, the spans of the text are."""
_SPANS: Final = 5_000
"""Spans of a text that are looked at so."""
_WITNESSING: Final = ("prov:wasDerivedFrom", "ug:attestedBy")


def places(reader: Lookups, thing: ox.NamedNode) -> int:
    """Return how often documents mention a thing, `counting.MOST` + 1 where more often than that."""
    return counting.pointing_by(reader, term("ug:mentionOf"), thing)


def spans(reader: Lookups, thing: ox.NamedNode) -> list[ox.NamedNode]:
    """Return the first spans where a thing is printed, or from which what it says was read."""
    if reader.values(thing, "nif:anchorOf"):
        return [thing]
    if found := reader.nodes(thing, "ug:span"):
        return found
    mentions = reader.subjects("ug:mentionOf", thing, _READ)
    if not mentions:
        mentions = [each for name in _WITNESSING for each in reader.nodes(thing, name)][:_READ]
    read = (span for each in mentions for span in reader.nodes(each, "ug:span") or [each])
    return list(dict.fromkeys(read))


def excerpts(reader: Lookups, found: Iterable[ox.NamedNode], most: int = MOST) -> tuple[Excerpt, ...]:
    """Return the lines where spans stand, so many excerpts at most; spans on the same line are marked in one."""
    by_line: dict[tuple[str, int], list[Source]] = {}
    for source in printing.located(reader, found):
        by_line.setdefault((source.iri.partition("#")[0], source.line), []).append(source)
    made = (_excerpt(reader, ox.NamedNode(witness), read) for (witness, _), read in by_line.items())
    return tuple(islice((each for each in made if each), most))


def _excerpt(reader: Lookups, witness: ox.NamedNode, read: Sequence[Source]) -> Excerpt | None:
    lines = reader.lines(witness)
    number = read[0].line
    if not 1 <= number <= len(lines):
        return None
    begin = sum(len(each) + 1 for each in lines[: number - 1])
    marked = [(each.begin, each.end) for each in read]
    shown = list(_quoted(lines, number, begin, marked))
    near = [each for each in (_near(lines, number - 1, -1), _near(lines, shown[-1].number + 1, 1)) if each]
    document = ox.NamedNode(read[0].document.iri)
    return Excerpt(
        read[0],
        tuple(sorted([*shown, *near], key=lambda each: each.number)),
        _date(reader, document),
        tuple(_corrections(reader, witness, marked)),
    )


def _quoted(
    lines: Sequence[str], number: int, begin: int, marked: Sequence[tuple[int, int]]
) -> Iterator[Quoted]:
    """Yield the lines that some spans cover, the first of which is ``number`` and begins at the character ``begin``."""
    last = max(end for _, end in marked)
    for place in range(number, min(number + _LINES, len(lines) + 1)):
        text = lines[place - 1]
        inner = [
            (one - begin, other - begin) for one, other in marked if one < begin + len(text) and other > begin
        ]
        yield Quoted(place, tuple(_pieces(text, inner)))
        begin += len(text) + 1
        if begin >= last:
            return


def _pieces(text: str, marked: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    edges = sorted({0, len(text), *(min(max(edge, 0), len(text)) for span in marked for edge in span)})
    held: list[tuple[str, bool]] = []
    for left, right in pairwise(edges):
        is_marked = any(begin <= left and right <= end for begin, end in marked)
        if held and held[-1][1] == is_marked:
            held[-1] = (held[-1][0] + text[left:right], is_marked)
        else:
            held.append((text[left:right], is_marked))
    yield from held


def _near(lines: Sequence[str], number: int, step: int) -> Quoted | None:
    """Return the next line that is not empty, in one direction."""
    while 1 <= number <= len(lines):
        if lines[number - 1].strip():
            return Quoted(number, ((lines[number - 1], False),), is_near=True)
        number += step
    return None


def _date(reader: Lookups, document: ox.NamedNode) -> Words | None:
    found = (*reader.values(document, "dcterms:issued"), *reader.values(document, "ug:documentYear"))
    return next((words(each) for each in found if isinstance(each, ox.Literal)), None)


def _corrections(
    reader: Lookups, witness: ox.NamedNode, marked: Sequence[tuple[int, int]]
) -> Iterator[Corrected]:
    """Yield the corrections of printed words that lie in one of these spans of a text, or in which one lies."""
    if not reader.has_corrections:
        return
    for span in _overlapping(reader, witness, marked):
        for each in reader.subjects("ug:span", span):
            raw, right = reader.text(each, "ug:rawText"), reader.text(each, "ug:correctedText")
            if raw is not None and right is not None:
                status = reader.nodes(each, "ug:editorialStatus")
                yield Corrected(reader.ref(each), raw, right, reader.ref(status[0]) if status else None)


def _overlapping(
    reader: Lookups, witness: ox.NamedNode, marked: Sequence[tuple[int, int]]
) -> Iterator[ox.NamedNode]:
    corrections = reader.subjects("rdf:type", term("ug:Correction"), _FEW + 1)
    if len(corrections) <= _FEW:
        read = (span for each in corrections for span in reader.nodes(each, "ug:span"))
        found = [
            each for each in dict.fromkeys(read) if witness in reader.nodes(each, "nif:referenceContext")
        ]
    else:
        found = counting.subjects(reader, term("nif:referenceContext"), witness, limit=_SPANS)
    for span in sorted(found, key=lambda each: each.value):
        ends = span.value.partition("#char=")[2].split(",")
        if len(ends) == 2 and all(each.isdecimal() for each in ends):
            begin, end = int(ends[0]), int(ends[1])
            if any(begin < right and end > left for left, right in marked):
                yield span
