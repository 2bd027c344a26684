"""The statements of a graph, or of all graphs, written out as they stand.

What CONSTRUCT would give is the same, but the engine remembers every triple that it has given, so as to give none
twice: 450 bytes for each. Here nothing is remembered; a triple that two graphs state comes twice in their union, and
is one to whoever reads it.
"""

from __future__ import annotations

from typing import IO, Final, cast

import pyoxigraph as ox

from uniongraph.errors import QueryError
from uniongraph.sparql.cutting import Cutter, Limits, upto
from uniongraph.sparql.faults import translated
from uniongraph.sparql.results import GRAPHS

__all__ = ["ALL", "DEFAULT", "QUADS", "dump"]

DEFAULT: Final = ""
"""Names the default graph, where any other graph is named by its IRI."""
ALL: Final = "*"
"""Names all graphs, each statement with its own."""
QUADS: Final = ("trig", "nquads", "jsonld")
"""The formats that say in which graph a statement stands, by their short names, the best first."""


def dump(
    store: ox.Store,
    graph: str,
    name: str,
    output: IO[bytes],
    *,
    union: bool = True,
    limits: Limits | None = None,
) -> None:
    """Write a graph (an IRI, DEFAULT or ALL) in the format of this short name, in bounded memory.

    ``union`` tells whether the default graph is the union of all. Raises Cut where there is more than ``limits`` let
    through, QueryError where the format has no room for graphs and all are asked for.
    """
    if name not in (QUADS if graph == ALL else GRAPHS):
        raise QueryError(f"the graph cannot be written as {name!r}", source="format")
    bounds = limits or Limits()
    cutter = cast("IO[bytes]", Cutter(output, name, bounds))
    form = cast("ox.RdfFormat", GRAPHS[name].engine)
    with translated():
        if bounds.rows is None and graph == ALL:
            store.dump(cutter, form)
        elif bounds.rows is None and not (union and graph == DEFAULT):
            store.dump(cutter, form, from_graph=_term(graph))
        else:
            found = store.quads_for_pattern(None, None, None, _sought(graph, union=union))
            if graph == ALL:
                ox.serialize(upto(found, bounds.rows), cutter, form)
            else:
                ox.serialize(upto((quad.triple for quad in found), bounds.rows), cutter, form)
        cast("Cutter", cutter).close()


def _sought(graph: str, *, union: bool) -> ox.NamedNode | ox.DefaultGraph | None:
    return None if graph == ALL or (union and graph == DEFAULT) else _term(graph)


def _term(graph: str) -> ox.NamedNode | ox.DefaultGraph:
    return ox.DefaultGraph() if graph == DEFAULT else ox.NamedNode(graph)
