"""What editors say of a text: corrections, each of some characters of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import term
from uniongraph.things.lookups import words
from uniongraph.things.texts import Correction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.things.papers import Paper
    from uniongraph.things.reader import Reader
    from uniongraph.things.values import Ref, Words

__all__ = ["corrections"]

_GRAPH: Final = "graph/editorial"


def corrections(paper: Paper, base: str) -> tuple[Correction, ...]:
    """Return the corrections of a text, in its order; ``base`` is that of the data's IRIs.

    Each span is asked for in the editors' graph: asked the other way, the corrections of all texts were gone through.
    """
    if not paper.reader.has_corrections:
        return ()
    graph = ox.NamedNode(base + _GRAPH)
    asked = (
        (quad.subject, span)
        for span in paper.spans
        for quad in paper.reader.store.quads_for_pattern(None, term("ug:span"), span, graph)
    )
    read = [_correction(paper, *pair) for pair in dict.fromkeys(asked)]
    return tuple(sorted((each for each in read if each), key=lambda each: (each.begin, each.end, each.iri)))


def _correction(paper: Paper, node: object, span: object) -> Correction | None:
    place = paper.spans.get(span) if isinstance(span, ox.NamedNode) else None
    if place is None or not isinstance(node, ox.NamedNode):
        return None
    reader = paper.reader
    if term("ug:Correction").value not in reader.classes(node):
        return None
    return Correction(
        node.value,
        *place,
        reader.text(node, "ug:rawText") or "",
        reader.text(node, "ug:correctedText"),
        next(_literals(reader, node, "ug:rationale"), None),
        _ref(reader, node, "ug:correctionKind"),
        _ref(reader, node, "ug:editorialStatus"),
    )


def _literals(reader: Reader, node: ox.NamedNode, name: str) -> Iterator[Words]:
    return (words(each) for each in reader.values(node, name) if isinstance(each, ox.Literal))


def _ref(reader: Reader, node: ox.NamedNode, name: str) -> Ref | None:
    found = reader.nodes(node, name)
    return reader.ref(found[0]) if found else None
