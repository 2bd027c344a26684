"""The prepared queries as things of the graph (SHACL's SPARQLExecutable), and the prefixes that they are written with.

So whoever has only the endpoint finds out what can be asked of it: each text runs as it stands, over the union of all graphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uniongraph import sparql, terms
from uniongraph.iris import PREFIXES, written
from uniongraph.terms import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from uniongraph.iris import Minter
    from uniongraph.queries import Query
    from uniongraph.terms import Node, Term

__all__ = ["describe_examples"]

_LANGUAGES: Final = {"zh": "zh-hans", "en": "en"}
"""The tag in the graph of each language of a query's header."""
_EXECUTABLES: Final = {
    "select": ("sh:SPARQLSelectExecutable", "sh:select"),
    "ask": ("sh:SPARQLAskExecutable", "sh:ask"),
    "construct": ("sh:SPARQLConstructExecutable", "sh:construct"),
}
"""By the form of a query: its class, and the property that holds its text."""


def describe_examples(queries: Mapping[str, Query], minter: Minter) -> list[Statement]:
    """Return the prepared queries with their texts and names, and the prefixes, in the graph ``queries``.

    Each is ``id/query/NAME``; it is put to the endpoint that stands where the IRIs of the data hang (``schema:target``).
    """
    graph, prefixes = minter.graph("queries"), minter.thing("prefixes")
    said = [*_prefixes(queries.values(), minter)]
    for query in queries.values():
        form = sparql.form(query.text)
        if form not in _EXECUTABLES:
            continue
        thing = minter.thing(f"query/{query.name}")
        said += ((thing, *each) for each in _example(query, form, minter, prefixes))
    return [Statement(f"{subject} {name} {value} {graph} .\n") for subject, name, value in said]


def _example(query: Query, form: str, minter: Minter, prefixes: Node) -> Iterator[tuple[Node, Term]]:
    kind, holds = _EXECUTABLES[form]
    yield written("rdf:type"), written("sh:SPARQLExecutable")
    yield written("rdf:type"), written(kind)
    for language, tag in _LANGUAGES.items():
        yield written("rdfs:label"), terms.tagged(query.summary[language], tag)
        yield written("rdfs:comment"), terms.tagged(query.description[language], tag)
    yield written(holds), terms.literal(_bare(query.text))
    yield written("sh:prefixes"), prefixes
    for tag in query.tags:
        yield written("schema:keywords"), terms.literal(tag)
    yield written("schema:target"), terms.node(f"{minter.base}sparql")


def _bare(text: str) -> str:
    """Return the text of a query without its header, which the graph says in statements."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#+"))


def _prefixes(queries: Iterable[Query], minter: Minter) -> Iterator[tuple[Node, Node, Term]]:
    """Yield the declarations of all prefixes under which the data and its queries are written."""
    known = dict(PREFIXES)
    for query in queries:
        known |= sparql.prefixes(query.text)
    whole = minter.thing("prefixes")
    for prefix, namespace in sorted(known.items()):
        each = minter.thing(f"prefixes/{prefix}")
        yield whole, written("sh:declare"), each
        yield each, written("rdf:type"), written("sh:PrefixDeclaration")
        yield each, written("sh:prefix"), terms.literal(prefix)
        yield each, written("sh:namespace"), terms.typed(namespace, written("xsd:anyURI"))
