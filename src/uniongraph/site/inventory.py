"""What a static site is made of: the IRIs of the data that have a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from uniongraph.iris import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["things"]


def things(store: ox.Store, base: str) -> list[str]:
    """Return every IRI of the data that lies below the base, or below ours for the vocabulary, sorted; fragments once.

    Those are counted that a page may lead to: subjects and objects, properties, and the names of graphs.
    """
    found: set[str] = set()
    for quad in store:
        terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        found.update(each.value.partition("#")[0] for each in terms if isinstance(each, ox.NamedNode))
    return sorted(_ours(found, base))


def _ours(iris: Iterable[str], base: str) -> Iterable[str]:
    bases = (base, BASE)
    return (iri for iri in iris if iri.startswith(bases) and iri not in bases)
