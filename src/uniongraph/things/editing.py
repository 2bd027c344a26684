"""What editors say of a text: corrections, each of some characters of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import PREFIXES, term
from uniongraph.things.lookups import words
from uniongraph.things.texts import Correction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.things.papers import Paper
    from uniongraph.things.reader import Reader
    from uniongraph.things.values import Ref, Words

__all__ = ["corrections"]

_OF_WITNESS: Final = f"""
PREFIX nif: <{PREFIXES["nif"]}> PREFIX ug: <{PREFIXES["ug"]}>
SELECT ?witness ?graph ?correction ?span {{
  GRAPH ?graph {{ ?span nif:referenceContext ?witness }}
  GRAPH ?editorial {{ ?correction ug:span ?span ; ug:rawText ?printed }}
}}"""
"""From the spans of the one text to what is said of them: asked the other way, all corrections were gone through."""


def corrections(paper: Paper) -> tuple[Correction, ...]:
    """Return the corrections of a text, in its order."""
    bound: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable("witness"): paper.witness,
        ox.Variable("graph"): paper.graph,
    }
    found = paper.reader.store.query(_OF_WITNESS, substitutions=bound)
    assert isinstance(found, ox.QuerySolutions)
    pairs = dict.fromkeys((row["correction"], row["span"]) for row in found)
    read = (_correction(paper, *pair) for pair in pairs)
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
