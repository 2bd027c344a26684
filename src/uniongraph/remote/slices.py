"""The pieces in which a release travels: of each shard, the statements of each graph, as N-Triples.

A shard is canonical N-Quads, so its lines are split by their last term and otherwise sent as they are: nothing is
parsed and written anew. A slice is named by the hash of its lines, so the same statements have the same name in every
release.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from uniongraph.errors import ReleaseError
from uniongraph.release.reasons import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from uniongraph.release import Release

__all__ = ["Slice", "index", "slices"]


class Slice(NamedTuple):
    """The statements of one graph in one shard: the graph's IRI, the hash of the lines, and the lines."""

    graph: str
    name: str
    lines: list[bytes]


def slices(release: Release, tell: Callable[[str], None] = lambda _: None) -> Iterator[Slice]:
    """Yield the slices of a release, shard by shard; ReleaseError where a statement stands outside every graph."""
    graphs = release.manifest.counts.graphs
    if sum(graphs.values()) != release.manifest.counts.quads:
        raise ReleaseError("holds statements outside every graph", source=str(release.folder))
    total = len(release.manifest.shards)
    for number, shard in enumerate(release.manifest.shards, 1):
        tell(f"shard {number} of {total}")
        path = release.shard_path(shard)
        found: dict[bytes, list[bytes]] = defaultdict(list)
        with reading(path), path.open("rb") as file:
            for line in file:
                at = line.rindex(b" <")
                found[line[at + 2 : -4]].append(line[:at] + b" .\n")
        for iri, lines in found.items():
            graph = iri.decode()
            if graph not in graphs:
                raise ReleaseError(f"is of a graph the manifest does not name, {graph!r}", source=str(path))
            yield Slice(graph, hashlib.sha256(b"".join(lines)).hexdigest()[:32], lines)


def index(release: Release, tell: Callable[[str], None] = lambda _: None) -> dict[str, set[str]]:
    """Return the names of the slices of a release by graph."""
    found: dict[str, set[str]] = {graph: set() for graph in sorted(release.manifest.counts.graphs)}
    for piece in slices(release, tell):
        found[piece.graph].add(piece.name)
    return found
