"""What a service holds of ours: the release that was pushed there, and over which graphs it has to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.errors import QueryError
from uniongraph.iris import BASE
from uniongraph.release.manifest import ID
from uniongraph.remote.endpoint import Dataset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.remote.endpoint import Endpoint

__all__ = ["BEGUN", "DONE", "MARKS", "OF_BASE", "OF_RELEASE", "PUSHED", "Found", "graphs", "survey"]

PUSHED: Final = f"{BASE}push"
"""A graph, and the thing it says all about: the release that stands whole in this service."""
OF_RELEASE: Final = f"{PUSHED}#release"
OF_BASE: Final = f"{PUSHED}#base"
MARKS: Final = f"{PUSHED}/marks"
"""The graph that says of each graph which pieces of it were begun and done."""
BEGUN: Final = f"{PUSHED}#begun"
DONE: Final = f"{PUSHED}#done"

_MOST_GRAPHS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """What a service holds: the id of the release pushed there, None where none was; the base of its IRIs; the dataset."""

    release: str | None
    base: str
    dataset: Dataset


def survey(endpoint: Endpoint, named: Sequence[str] = ()) -> Found:
    """Return what a service holds, to be asked over the graphs named, or over all that were pushed.

    Where its default graph is the union of its graphs, nothing need be named to it; where it is not, the pushed
    graphs are. QueryError where there would be nothing to ask.
    """
    rows = endpoint.table(f"SELECT ?p ?o {{ GRAPH <{PUSHED}> {{ <{PUSHED}> ?p ?o }} }}")
    said = {name: value for name, value in rows}  # noqa: C416 (rows are tuples of any length)
    release: str | None = said.get(OF_RELEASE, "")
    base = said.get(OF_BASE, BASE)
    if not ID.fullmatch(release or "") or not _is_base(base):  # somebody else wrote there
        release, base = None, BASE
    if named:
        return Found(release, base, Dataset(tuple(named)))
    seen = f"<{PUSHED}> <{OF_RELEASE}> ?o" if release else "?s ?p ?o"
    if endpoint.holds(f"ASK {{ {seen} }}"):
        return Found(release, base, Dataset())
    pushed = graphs(endpoint) if release else ()
    if not 0 < len(pushed) <= _MOST_GRAPHS:
        said_so = (
            "its default graph is not the union of its graphs" if release else "its default graph is empty"
        )
        raise QueryError(f"{said_so}: set it so, or name graphs by --graph", source=endpoint.address.shown)
    return Found(release, base, Dataset(pushed))


def _is_base(iri: str) -> bool:
    try:
        return iri.startswith(("http://", "https://")) and ox.NamedNode(iri).value == iri
    except ValueError:
        return False


def graphs(endpoint: Endpoint) -> tuple[str, ...]:
    """Return the graphs that were pushed to a service, sorted."""
    query = f"SELECT DISTINCT ?g {{ GRAPH <{MARKS}> {{ ?s <{DONE}> ?g }} }} LIMIT {10 * _MOST_GRAPHS}"
    return tuple(sorted(iri for (iri,) in endpoint.table(query, Dataset())))
