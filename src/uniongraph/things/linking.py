"""What the ledger says of a link: on what ground it was made, how surely, and where it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

if TYPE_CHECKING:
    from uniongraph.things.lookups import Lookups
    from uniongraph.things.values import Ref

__all__ = ["Ground", "ground"]

_LOOKED_AT: Final = 200
"""Judgements of one thing among which that of a link is looked for."""


class Ground(NamedTuple):
    """The rule or the kind of judgement that a link rests on, its confidence and its source; None where nothing tells."""

    rule: Ref | None = None
    confidence: str | None = None
    source: str | None = None


def ground(reader: Lookups, quad: ox.Quad) -> Ground:
    """Return what a statement of the links rests on: the mapping that states it, or the identifier of this code."""
    thing = quad.subject
    if not isinstance(thing, ox.NamedNode):
        return Ground()
    for each in reader.subjects("owl:annotatedSource", thing, _LOOKED_AT):
        held = reader.values(each, "owl:annotatedTarget")
        if quad.object in held and quad.predicate in reader.nodes(each, "owl:annotatedProperty"):
            return _of_mapping(reader, each)
    if isinstance(quad.object, ox.Literal):
        for each in reader.nodes(thing, "adms:identifier"):
            if reader.text(each, "skos:notation") == quad.object.value:
                return _of_identifier(reader, each)
    elif isinstance(quad.object, ox.NamedNode) and reader.text(quad.object, "ug:confidence"):
        return _of_identifier(reader, quad.object)
    return Ground()


def _of_mapping(reader: Lookups, mapping: ox.NamedNode) -> Ground:
    reasons = (
        *reader.nodes(mapping, "sssom:curation_rule"),
        *reader.nodes(mapping, "sssom:mapping_justification"),
    )
    source = next(iter(reader.nodes(mapping, "sssom:object_source")), None)
    told = (source.value if source else None, reader.text(mapping, "sssom:object_source_version"))
    return Ground(
        reader.ref(reasons[0]) if reasons else None,
        reader.text(mapping, "sssom:confidence"),
        " ".join(filter(None, told)) or None,
    )


def _of_identifier(reader: Lookups, node: ox.NamedNode) -> Ground:
    return Ground(None, reader.text(node, "ug:confidence"), reader.text(node, "dcterms:source"))
