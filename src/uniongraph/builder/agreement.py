"""Whether documents that are each sound agree: what no document can be seen to break alone, asked of the whole store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph

from uniongraph.errors import ValidationFailed
from uniongraph.iris import term
from uniongraph.model import Violation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["check", "conflicts"]

_LABEL, _NUMBER = term("skos:prefLabel").value, term("ug:documentNumber").value
_BINDINGS: Final = {
    name: term(iri)
    for name, iri in {
        "label": "skos:prefLabel",
        "number": "ug:documentNumber",
        "issuer": "ug:issuingBody",
        "witness": "ug:witnessOf",
    }.items()
} | {"functional": pyoxigraph.NamedNode("http://www.w3.org/2002/07/owl#FunctionalProperty")}
_LABELS: Final = """
    SELECT ?thing ($label AS ?path) (MIN(?value) AS ?one) (MAX(?value) AS ?other)
    { GRAPH $names { ?thing $label ?value } } GROUP BY ?thing (LANG(?value))
    HAVING (COUNT(DISTINCT ?value) > 1)
"""
_NUMBERS: Final = """
    SELECT (MIN(STR(?held)) AS ?thing) ($number AS ?path) (STR(?value) AS ?one) (MAX(STR(?held)) AS ?other)
    { ?text $witness ?held . ?held $number ?value ; $issuer ?issuer } GROUP BY ?value ?issuer
    HAVING (COUNT(DISTINCT ?held) > 1)
"""
_FUNCTIONS: Final = """
    SELECT ?thing ?path (MIN(STR(?value)) AS ?one) (MAX(STR(?value)) AS ?other)
    { GRAPH $ontology { ?path a $functional } ?thing ?path ?value } GROUP BY ?thing ?path HAVING (COUNT(DISTINCT ?value) > 1)
"""
_SAID: Final = {
    _LABEL: "Documents give it two preferred labels in one language. 各公文给出两个同一语言的首选名称。",
    _NUMBER: "Two documents of one issuer that are held have this number. 同一机关的两件所收公文同用此发文字号。",
}
_TWO_VALUES: Final = (
    "Documents give it two values where there can be one. 各公文给出两个值，而至多只能有一个。"
)


def conflicts(
    store: pyoxigraph.Store, base: str, added: Iterable[pyoxigraph.Quad] | None = None
) -> tuple[Violation, ...]:
    """Return where documents contradict each other, sorted.

    That is two labels of one shared thing, one number of two held documents of one issuer, two values of a functional property.
    Where all but the quads ``added`` are known to agree, only what these touch is looked at.
    """
    graphs = {name: pyoxigraph.NamedNode(f"{base}graph/{name}") for name in ("names", "ontology")}
    asked = store if added is None else _touched(store, tuple(added))
    found = [row for query in (_LABELS, _NUMBERS, _FUNCTIONS) for row in _rows(asked, query, graphs)]
    return tuple(sorted(found, key=lambda each: (each.path or "", each.focus)))


def check(store: pyoxigraph.Store, base: str, added: Iterable[pyoxigraph.Quad] | None = None) -> None:
    """Raise ValidationFailed, with every conflict, where the documents of a store contradict each other."""
    found = conflicts(store, base, added)
    if found:
        raise ValidationFailed(f"{len(found)} statements of different documents conflict", violations=found)


def _touched(store: pyoxigraph.Store, added: Sequence[pyoxigraph.Quad]) -> pyoxigraph.Store:
    """Return what the three queries need of a store to see every conflict in which a quad added takes part."""
    kind, functional = term("rdf:type"), _BINDINGS["functional"]
    if any((quad.predicate, quad.object) == (kind, functional) for quad in added):
        return store  # a property that could have many values until now
    label, number, issuer, witness = (_BINDINGS[name] for name in ("label", "number", "issuer", "witness"))
    declared = list(store.quads_for_pattern(None, kind, functional, None))
    single = {quad.subject for quad in declared} | {label}
    held = {quad.object for quad in added if quad.predicate == witness}
    held |= {quad.subject for quad in added if quad.predicate in {number, issuer}}
    values = {
        quad.object for each in held for quad in store.quads_for_pattern(_node(each), number, None, None)
    }
    numbered = [quad for value in values for quad in store.quads_for_pattern(None, number, value, None)]
    found = pyoxigraph.Store()
    found.extend(declared)
    found.extend(numbered)
    for each in {quad.subject for quad in numbered}:
        found.extend(store.quads_for_pattern(None, witness, each, None))
        found.extend(store.quads_for_pattern(each, issuer, None, None))
    for subject, predicate in {(quad.subject, quad.predicate) for quad in added if quad.predicate in single}:
        found.extend(store.quads_for_pattern(subject, predicate, None, None))
    return found


def _node(value: object) -> pyoxigraph.NamedNode:
    assert isinstance(value, pyoxigraph.NamedNode)  # documents have IRIs
    return value


def _rows(
    store: pyoxigraph.Store, query: str, graphs: Mapping[str, pyoxigraph.NamedNode]
) -> Iterator[Violation]:
    for name, value in {**_BINDINGS, **graphs}.items():
        query = query.replace(f"${name}", str(value))
    rows = store.query(query, use_default_graph_as_union=True)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    for row in rows:
        path = row["path"].value
        yield Violation(
            shape=path,
            focus=row["thing"].value,
            message=_SAID.get(path, _TWO_VALUES),
            value=f"{row['one'].value} / {row['other'].value}",
            path=path,
        )
