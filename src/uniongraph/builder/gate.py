"""The gate of a document: whether its own statements, with nothing but the reference beside them, keep to the shapes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph

from uniongraph import divisions, graph, iris, shapes, terms, vocabulary
from uniongraph.builder import including
from uniongraph.errors import ValidationFailed
from uniongraph.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from uniongraph.model import Violation

__all__ = ["check", "check_links", "judge", "reference", "refusal"]


def judge(
    documents: Sequence[bytes],
    base: str,
    gazetteer: divisions.Gazetteer | None = None,
    places: Collection[str] = (),
) -> list[tuple[Violation, ...]]:
    """Return the violations of each of some documents, given as N-Quads, as if it had been judged alone.

    ``places`` are the ids of the divisions of the ``gazetteer`` that they name; those that ship need not be among them.

    Most of the time of a judgement is spent whatever there is to judge. So documents are judged together, set apart:
    each has IRIs of its own for all that it names but the reference, and none can fill another's gap. Only where the
    whole breaks a shape is each judged again, by its own IRIs.
    """
    apart = (_set_apart(data, number, base) for number, data in enumerate(documents))
    others = _described(gazetteer, places, base)
    if len(documents) > 1 and not _violations(apart, base, others):
        return [()] * len(documents)
    return [_violations([data], base, others) for data in documents]


def _described(
    gazetteer: divisions.Gazetteer | None, places: Collection[str], base: str
) -> list[pyoxigraph.Quad]:
    """Return what is said of divisions that do not ship, where documents name any."""
    if gazetteer is None or all(map(divisions.shipped().find, places)):
        return []
    return terms.quads(graph.describe_divisions(gazetteer, iris.Minter(Registry(), base), places))


def _set_apart(data: bytes, number: int, base: str) -> bytes:
    for kind in ("id", "graph"):
        data = data.replace(f"<{base}{kind}/".encode(), f"<{base}{kind}/{number}/".encode())
    return data.replace(f"<{base}id/{number}/place/".encode(), f"<{base}id/place/".encode())


def _violations(
    documents: Iterable[bytes], base: str, others: Iterable[pyoxigraph.Quad]
) -> tuple[Violation, ...]:
    store = pyoxigraph.Store()
    store.extend(reference(base))
    store.extend(others)
    for data in documents:
        store.load(data, format=pyoxigraph.RdfFormat.N_QUADS)
    return shapes.validate(store)


@cache
def reference(base: str) -> tuple[pyoxigraph.Quad, ...]:
    """Return the graphs that every document leans on, as a store takes them: divisions, ontology, schemes."""
    minter = iris.Minter(Registry(), base)
    statements = graph.describe_divisions(divisions.shipped(), minter)
    for name, path in (("uniongraph", "ontology"), ("schemes", "schemes")):
        statements += vocabulary.statements(name, minter.graph(path))
    return tuple(terms.quads(statements))


def check(store: pyoxigraph.Store, base: str) -> None:
    """Raise ValidationFailed, with every result, where a store breaks the shapes; what others say is not held to ours."""
    others = including.of_others(store, base)
    if others:
        own = pyoxigraph.Store()
        own.bulk_extend(quad for quad in store if quad.graph_name not in others)
        store = own
    violations = shapes.validate(store)
    if violations:
        raise refusal(violations)


def check_links(store: pyoxigraph.Store, base: str) -> None:
    """Raise ValidationFailed where the graph of links breaks the shapes of its own, given what its things are."""
    links = pyoxigraph.NamedNode(f"{base}graph/links")
    said = list(store.quads_for_pattern(None, None, None, links))
    found = pyoxigraph.Store()
    found.extend(said)
    for each in {quad.subject for quad in said}:
        found.extend(store.quads_for_pattern(each, iris.term("rdf:type"), None, None))
    violations = shapes.validate(found, "Links")
    if violations:
        raise refusal(violations)


def refusal(violations: tuple[Violation, ...]) -> ValidationFailed:
    """Return the error that says how many statements break the shapes, and holds them."""
    return ValidationFailed(f"{len(violations)} statements break the shapes", violations=violations)
