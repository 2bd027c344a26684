"""What a service holds of ours, written out as a release is: the same quads, the same bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from uniongraph import exports, question, sparql
from uniongraph.errors import QueryError
from uniongraph.remote.endpoint import Dataset
from uniongraph.remote.survey import MARKS, PUSHED, graphs

if TYPE_CHECKING:
    from uniongraph.remote.endpoint import Endpoint
    from uniongraph.remote.survey import Found

__all__ = ["export", "table"]

_MOST_GRAPHS = 10_000
_NAMES = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {_MOST_GRAPHS + 1}"


def export(endpoint: Endpoint, found: Found, form: exports.Format, *, graph: str | None = None) -> bytes:
    """Return the pushed graphs of a service, or one graph, in a format; of a service nobody pushed to, all its graphs.

    QueryError where the service has no such graph, or more of them than can be told.
    """
    names = (graph,) if graph else graphs(endpoint) if found.release else _all(endpoint)
    quads = list(dict.fromkeys(endpoint.quads(names)))
    if graph is not None and not quads:
        raise QueryError(f"there is no graph {graph!r}", source=endpoint.address.shown)
    return exports.rendered(quads, form, base=found.base, merged=graph is not None)


def _all(endpoint: Endpoint) -> tuple[str, ...]:
    names = sorted({iri for (iri,) in endpoint.table(_NAMES, Dataset())} - {MARKS, PUSHED})
    if len(names) > _MOST_GRAPHS:
        raise QueryError(f"has more than {_MOST_GRAPHS:,} graphs; name one", source=endpoint.address.shown)
    return tuple(names)


def table(endpoint: Endpoint, found: Found, name: str) -> bytes:
    """Return one of `exports.TABLES` as CSV."""
    stream = io.BytesIO()
    asked = question.prepared(name)
    sparql.write(endpoint.ask(asked.text, base=found.base, source=f"{name}.rq"), "csv", stream)
    return stream.getvalue()
