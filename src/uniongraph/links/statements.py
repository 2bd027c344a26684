"""What stands in the ledger, as statements: the match itself, and a node that says who made it and on what ground.

The node is SSSOM's (``sssom:Mapping``, and of a positive one ``owl:Axiom`` too, as SSSOM/RDF has it), named by a hash of what it
says, and the graph is their ``sssom:MappingSet``. A negative judgement gives the node alone: no match is stated, and no axiom that a reasoner could take for one.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from uniongraph import terms
from uniongraph.iris import LICENCE, written
from uniongraph.terms import Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from uniongraph.iris import Minter
    from uniongraph.links.judgement import Judgement
    from uniongraph.links.ledger import Ledger
    from uniongraph.terms import Node, Term

__all__ = ["describe", "number"]

_HASH_LENGTH: Final = 16
_NODES: Final = {
    "subject": "owl:annotatedSource",
    "predicate": "owl:annotatedProperty",
    "object": "owl:annotatedTarget",
    "justification": "sssom:mapping_justification",
    "author_id": "pav:authoredBy",
    "source": "sssom:object_source",
    "rule": "sssom:curation_rule",
    "subject_field": "sssom:subject_match_field",
    "object_field": "sssom:object_match_field",
}
_WORDS: Final = {
    "subject_label": "sssom:subject_label",
    "object_label": "sssom:object_label",
    "author": "sssom:author_label",
    "source_version": "sssom:object_source_version",
    "tool": "sssom:mapping_tool",
    "tool_version": "sssom:mapping_tool_version",
    "match_string": "sssom:match_string",
    "measure": "sssom:similarity_measure",
    "comment": "rdfs:comment",
}


def describe(ledger: Ledger, minter: Minter, known: Container[Node] | None = None) -> list[Statement]:
    """Return what stands in a ledger, in the graph ``links``; with ``known``, only what is said of these things of ours."""
    graph, found = minter.graph("links"), []
    for each in ledger.standing():
        subject = terms.node(each.subject)
        if known is not None and subject not in known:
            continue
        mapping = minter.thing(f"mapping/{_digest(each)}")
        if not each.negative:
            found.append(_say(subject, terms.node(each.predicate), terms.node(each.object), graph))
        found += (_say(mapping, predicate, value, graph) for predicate, value in _metadata(each))
        found.append(_say(graph, written("sssom:mappings"), mapping, graph))
    if found:
        found.append(_say(graph, written("rdf:type"), written("sssom:MappingSet"), graph))
        found.append(_say(graph, written("dcterms:license"), terms.node(LICENCE), graph))
    return found


def number(value: Decimal, datatype: str) -> Term:
    """Return a number as a literal, without zeros at its end."""
    return terms.typed(f"{value.normalize():f}", written(datatype))


def _say(subject: Node, predicate: Node, value: Term, graph: Node) -> Statement:
    return Statement(f"{subject} {predicate} {value} {graph} .\n")


def _metadata(judgement: Judgement) -> Iterable[tuple[Node, Term]]:
    yield written("rdf:type"), written("sssom:Mapping")
    if judgement.negative:
        yield written("sssom:predicate_modifier"), written("sssom:NegatedPredicate")
    else:
        yield written("rdf:type"), written("owl:Axiom")
    if judgement.date:
        yield written("dcterms:created"), terms.typed(judgement.date.isoformat(), written("xsd:date"))
    for name, share in (("confidence", judgement.confidence), ("similarity_score", judgement.score)):
        if share is not None:
            yield written(f"sssom:{name}"), number(share, "xsd:double")
    write: Callable[[str], Term]
    for names, write in ((_NODES, terms.node), (_WORDS, terms.literal)):
        for name, predicate in names.items():
            if value := getattr(judgement, name):
                yield written(predicate), write(value)


def _digest(judgement: Judgement) -> str:
    said = "\n".join(sorted(f"{predicate} {value}" for predicate, value in _metadata(judgement)))
    return hashlib.sha256(said.encode()).hexdigest()[:_HASH_LENGTH]
