"""From the store of one release to that of the next, where little differs: a checkpoint, and the difference written.

A checkpoint shares the engine's files by hard link, so it costs the same for any size. What it gives is what a bulk
load gives: the same quads and the same counts; only the engine's files differ.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph

from uniongraph.release.folder import SHARDS, STORE
from uniongraph.release.manifest import Counts, identify
from uniongraph.release.shards import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from uniongraph.release.folder import Release
    from uniongraph.release.manifest import Shard

__all__ = ["Grown", "Growth", "grow"]

_SHARE: Final = 8
"""Where more than an eighth of the bytes differ, a bulk load is the quicker way."""
_LEAST: Final = 1 << 20
"""Below a megabyte of shards a bulk load takes no time, and owes nothing to files that were written before."""
_TYPE: Final = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


@dataclass(frozen=True, slots=True)
class Growth:
    """What is new in a store since a release: the quads that were added to it; others may be gone."""

    since: str
    added: tuple[pyoxigraph.Quad, ...]


class Grown(NamedTuple):
    """A store that grew: its counts, what is new in it, and its properties where those of the one before are known."""

    counts: Counts
    new: Growth
    properties: Mapping[str, int] | None


def grow(place: Path, old: Release, shards: Sequence[Shard]) -> Grown | None:
    """Write the store of the release that is built at ``place`` from that of ``old``; return what is in it.

    Returns None, with nothing written, where too much differs. Raises whatever pyoxigraph and the system raise.
    """
    before = {(shard.name, shard.sha256): shard for shard in old.manifest.shards}
    after = {(shard.name, shard.sha256): shard for shard in shards}
    gone = [shard for key, shard in before.items() if key not in after]
    new = [shard for key, shard in after.items() if key not in before]
    whole = sum(shard.size for shard in shards)
    if whole < _LEAST or sum(shard.size for shard in (*gone, *new)) * _SHARE > whole:
        return None
    if identify(old.manifest) != old.id:
        return None  # counts that were changed would be handed on
    lost, won = lines(map(old.shard_path, gone)), lines(place / SHARDS / shard.file for shard in new)
    lost, won = lost - won, won - lost
    if lost:  # what another shard states too, stays
        for shard in shards:
            lost.difference_update((place / SHARDS / shard.file).read_bytes().split(b"\n"))
            if not lost:
                break
    old.open_store().backup(os.fspath(place / STORE))
    store = pyoxigraph.Store(os.fspath(place / STORE))
    try:
        added = [quad for quad in _quads(won) if quad not in store]
        counts, changed = _apply(store, _quads(lost), added, old.manifest.counts)
        store.flush()
    finally:
        del store
    for diary in (place / STORE).glob("LOG*"):
        diary.unlink()
    known = old.particulars()
    properties = _changed(known.properties, changed) if known else None
    return Grown(counts, Growth(old.id, tuple(added)), properties)


def _changed(before: Mapping[str, int], changes: Mapping[str, int]) -> dict[str, int]:
    found = Counter(before)
    found.update(changes)
    return {name: number for name, number in found.items() if number}


def _quads(statements: Iterable[bytes]) -> list[pyoxigraph.Quad]:
    data = b"\n".join(sorted(statements)) + b"\n"
    found = pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS)
    return [quad for quad in found if isinstance(quad, pyoxigraph.Quad)]


def _apply(
    store: pyoxigraph.Store, lost: list[pyoxigraph.Quad], won: list[pyoxigraph.Quad], counts: Counts
) -> tuple[Counts, Counter[str]]:
    """Remove and add quads, and count only what they change: the counts then, and triples more or less by property."""
    lost = [quad for quad in lost if quad in store]
    typed = {(quad.subject, quad.object) for quad in (*lost, *won) if quad.predicate == _TYPE}
    had = {pair for pair in typed if _is_a(store, pair)}
    triples = {quad.triple for quad in (*lost, *won)}
    stated = {triple for triple in triples if _is_stated(store, triple)}
    for quad in lost:
        store.remove(quad)
    store.extend(won)
    graphs, classes = Counter(counts.graphs), Counter(counts.classes)
    graphs.update(_name(quad.graph_name) for quad in won)
    graphs.subtract(_name(quad.graph_name) for quad in lost)
    for pair in typed:
        classes[_name(pair[1])] += _is_a(store, pair) - (pair in had)
    changes: Counter[str] = Counter()
    for triple in triples:
        changes[triple.predicate.value] += _is_stated(store, triple) - (triple in stated)
    counted = Counts(
        counts.quads + len(won) - len(lost),
        {key: number for key, number in graphs.items() if number},
        {key: number for key, number in classes.items() if number},
    )
    return counted, changes


def _is_stated(store: pyoxigraph.Store, triple: pyoxigraph.Triple) -> bool:
    """Tell whether any graph states a triple."""
    return any(store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None))


def _is_a(store: pyoxigraph.Store, pair: tuple[object, object]) -> bool:
    subject, kind = pair
    return any(store.quads_for_pattern(subject, _TYPE, kind, None))  # type: ignore[arg-type]


def _name(term: object) -> str:
    assert isinstance(term, pyoxigraph.NamedNode)  # shards hold no blank nodes and no default graph
    return term.value
