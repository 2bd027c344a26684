"""From shards to a store: one bulk load, then the counts that the engine itself sees."""

from __future__ import annotations

import io
import os
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, cast

import pyoxigraph

from uniongraph.errors import ReleaseError
from uniongraph.release.manifest import Counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from uniongraph.release.manifest import Shard

__all__ = ["load", "open_read_only", "tally"]

_BUFFER = 1 << 20
"""The engine asks for 2 kB at a time; from a buffer that costs nothing, from a file a tenth of the load."""

_QUADS_BY_GRAPH = "SELECT ?key (COUNT(*) AS ?n) { GRAPH ?key { ?s ?p ?o } } GROUP BY ?key"
_SUBJECTS_BY_CLASS = "SELECT ?key (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a ?key } } GROUP BY ?key"


def load(store: Path, folder: Path, shards: Sequence[Shard]) -> None:
    """Write a store at a path that does not exist yet, loaded from the shards that lie in ``folder``.

    Raises ReleaseError, naming shard and line, where a shard is no N-Quads, and whatever pyoxigraph raises.
    """
    writer = pyoxigraph.Store(os.fspath(store))
    try:
        with _Chain(folder / shard.file for shard in shards) as chain:
            writer.bulk_load(io.BufferedReader(chain, _BUFFER), format=pyoxigraph.RdfFormat.N_QUADS)
        writer.flush()
    except SyntaxError as error:
        raise _syntax_error(error, shards) from error
    finally:
        del writer  # the engine closes its files when the last reference goes, and a traceback holds this one
    for diary in store.glob("LOG*"):  # times and the name of the machine, and nothing that a reader opens
        diary.unlink()


def open_read_only(folder: Path) -> pyoxigraph.Store:
    """Return the store in a folder; nothing in the folder is written, not even a lock."""
    return pyoxigraph.Store.read_only(os.fspath(folder))


def tally(store: pyoxigraph.Store) -> Counts:
    """Return how much a store holds.

    Raises ReleaseError where quads stand outside every named graph: the queries see the named graphs only.
    """
    counts = Counts(len(store), _by_key(store, _QUADS_BY_GRAPH), _by_key(store, _SUBJECTS_BY_CLASS))
    outside = counts.quads - sum(counts.graphs.values())
    if outside:
        said = f"{outside} of {counts.quads} quads stand in no named graph, where no query finds them"
        raise ReleaseError(said, source="shards")
    return counts


def _by_key(store: pyoxigraph.Store, query: str) -> dict[str, int]:
    rows = cast("pyoxigraph.QuerySolutions", store.query(query))
    return {row["key"].value: int(row["n"].value) for row in rows}


def _syntax_error(error: SyntaxError, shards: Sequence[Shard]) -> ReleaseError:
    """Say in which shard the line lies that the parser counted over all of them."""
    ends = list(accumulate(shard.quads for shard in shards))
    index = bisect_left(ends, error.lineno or 0)
    line = (error.lineno or 0) - (ends[index] - shards[index].quads)
    said = (error.msg or "").partition(": ")[2]
    return ReleaseError(f"is not N-Quads: {said}", source=f"shard {shards[index].name}", line=line)


class _Chain(io.RawIOBase):
    """The bytes of several files, one after the other, with one file open at a time.

    Loading them one by one would write nine engine files for each.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = iter(paths)
        self._file: io.FileIO | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while True:
            if self._file is not None:
                if size := self._file.readinto(buffer):
                    return size
                self._file.close()
            path = next(self._paths, None)
            if path is None:
                self._file = None
                return 0
            self._file = io.FileIO(path)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()
