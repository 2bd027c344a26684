"""Prepared answers: what the prepared queries find in a release without parameters, evaluated once and kept beside it.

They follow from the release and lie under ``derived/answers``, each under a hash of the query, the base and the engine's
version. Who finds none evaluates, so they may be missing, and a preparation that is broken off leaves what it has done.
`preparing` makes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph import labels, queries, sparql
from uniongraph.queries import Query
from uniongraph.sparql import place
from uniongraph.things import facets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uniongraph.release import Release

__all__ = ["ask", "browsed", "place"]


def ask(release: Release, query: Query, values: Mapping[str, str]) -> sparql.Answer:
    """Return the answer of a release to a prepared query: the one that was prepared, where there is one."""
    base = release.manifest.base
    if not any(each.required for each in query.parameters) and queries.bind(query, values) == query.text:
        prepared = sparql.kept(place(release.derived, query.text, base))
        if prepared is not None:
            return prepared
    index = labels.opened(labels.file(release.derived)) if queries.sought(query, values) else None
    return queries.ask(release.open_store(), query, values, base=base, index=index)


def browsed() -> tuple[Query, ...]:
    """Return the queries behind the pages that one browses by, which are worth preparing as well."""
    return tuple(Query(name, {}, {}, (), (), text) for name, text in facets.asked().items())
