"""Whether documents that are each sound agree: what no document can be seen to break alone, asked of the whole store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph

from uniongraph.errors import ValidationFailed
from uniongraph.iris import term
from uniongraph.model import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["check", "conflicts"]

_LABEL, _NUMBER = term("skos:prefLabel").value, term("ug:documentNumber").value
_BINDINGS: Final = {
    name: term(iri)
    for name, iri in {
        "label": "skos:prefLabel",
        "number": "ug:documentNumber",
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
    { ?text $witness ?held . ?held $number ?value } GROUP BY ?value
    HAVING (COUNT(DISTINCT ?held) > 1)
"""
_FUNCTIONS: Final = """
    SELECT ?thing ?path (MIN(STR(?value)) AS ?one) (MAX(STR(?value)) AS ?other)
    { ?path a $functional . ?thing ?path ?value } GROUP BY ?thing ?path HAVING (COUNT(DISTINCT ?value) > 1)
"""
_SAID: Final = {
    _LABEL: "Documents give it two preferred labels in one language. 各公文给出两个同一语言的首选名称。",
    _NUMBER: "Two documents that are held have this number. 两件所收公文同用此发文字号。",
}
_TWO_VALUES: Final = (
    "Documents give it two values where there can be one. 各公文给出两个值，而至多只能有一个。"
)


def conflicts(store: pyoxigraph.Store, base: str) -> tuple[Violation, ...]:
    """Return where documents contradict each other, sorted.

    That is two labels of one shared thing, one number of two held documents, two values of a functional property.
    """
    names = pyoxigraph.NamedNode(f"{base}graph/names")
    found = [row for query in (_LABELS, _NUMBERS, _FUNCTIONS) for row in _rows(store, query, names)]
    return tuple(sorted(found, key=lambda each: (each.path or "", each.focus)))


def check(store: pyoxigraph.Store, base: str) -> None:
    """Raise ValidationFailed, with every conflict, where the documents of a store contradict each other."""
    found = conflicts(store, base)
    if found:
        raise ValidationFailed(f"{len(found)} statements of different documents conflict", violations=found)


def _rows(store: pyoxigraph.Store, query: str, names: pyoxigraph.NamedNode) -> Iterator[Violation]:
    for name, value in {**_BINDINGS, "names": names}.items():
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
