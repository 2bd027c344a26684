"""A release written into a service elsewhere: graph by graph, going on where it stopped, counted at the end.

What stands there is marked there, in a graph of its own, so that any machine can go on: of each graph, which slices
were begun and which are done. A graph that lost a slice since is written anew; one that only gained some is added to;
one that is as it was is passed over. What was begun and is not wanted any more counts as lost.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uniongraph.errors import QueryError, ServiceFailed
from uniongraph.remote.slices import index, slices
from uniongraph.remote.survey import BEGUN, DONE, MARKS, OF_BASE, OF_RELEASE, PUSHED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from uniongraph.release import Release
    from uniongraph.remote.endpoint import Endpoint
    from uniongraph.remote.slices import Slice
    from uniongraph.remote.stores import Store

__all__ = ["Plan", "Pushed", "differing", "plan", "push"]

_PAGE: Final = 4_000
"""Rows that every service answers in one go."""
_COUNTED: Final = 100
"""Graphs that are counted in one request."""
_HELD: Final = 32 << 20
"""Bytes of loads in memory, beside those that wait for more of their graph."""
_BATCH: Final = 16
"""Loads between two marks: so many at most are sent again after a stop."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: slices that are missing by graph, graphs that begin anew, graphs of earlier pushes that are gone."""

    missing: dict[str, set[str]]
    anew: frozenset[str]
    unchanged: int
    gone: tuple[str, ...]
    marks: dict[str, dict[str, bool]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was done."""

    written: int
    unchanged: int
    removed: int
    stay: int
    statements: int


@dataclass(slots=True)
class _Load:
    """What one or more requests carry into one graph."""

    graph: str
    pieces: list[Slice] = field(default_factory=list)
    size: int = 0
    lines: int = 0


def push(
    release: Release,
    endpoint: Endpoint,
    store: Store,
    *,
    graphs: Sequence[str] = (),
    prune: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Pushed:
    """Write a release, or some of its graphs, into a service, and count there what arrived.

    ``endpoint`` is where the service is asked, ``store`` where it is written to. ``prune`` removes the graphs of
    earlier pushes that the release does not have. Raises ServiceFailed where a graph holds another number of
    statements afterwards, and whatever goes wrong on the way: what was written until then need not be written again.
    """
    todo = plan(release, endpoint, graphs=graphs, tell=tell)
    is_whole = not graphs
    if is_whole and (todo.missing or prune):
        store.remove(PUSHED)  # from here on what stands there is no release, until all of it does
    if todo.anew & todo.marks.keys():
        _rewrite(store, {graph: kept for graph, kept in todo.marks.items() if graph not in todo.anew})
    written = _write(release, store, todo, tell)
    removed = _prune(endpoint, store, todo) if prune and is_whole else 0
    tell("counting")
    _verify(release, endpoint, store, graphs)
    if is_whole:
        said = {OF_RELEASE: release.id, OF_BASE: release.manifest.base}
        store.put(PUSHED, [_line(PUSHED, name, value) for name, value in said.items()])
    return Pushed(len(todo.missing), todo.unchanged, removed, len(todo.gone) - removed, written)


def plan(
    release: Release,
    endpoint: Endpoint,
    *,
    graphs: Sequence[str] = (),
    tell: Callable[[str], None] = lambda _: None,
) -> Plan:
    """Return what is to be done so that a service holds a release; QueryError where it has no graph of a name given."""
    tell("asking what is there")
    marks = _marks(endpoint)
    wanted = index(release, lambda step: tell(f"reading {step}"))
    if unknown := next((graph for graph in graphs if graph not in wanted), None):
        raise QueryError(f"the release has no graph {unknown!r}")
    chosen = {graph: wanted[graph] for graph in graphs} if graphs else wanted
    missing, anew = {}, set()
    for graph, names in chosen.items():
        there = marks.get(graph, {})
        done = {name for name, is_done in there.items() if is_done}
        if not there or not there.keys() <= names:
            missing[graph] = names
            anew.add(graph)
        elif lacking := names - done:
            missing[graph] = lacking
    gone = tuple(sorted(marks.keys() - wanted.keys()))
    return Plan(missing, frozenset(anew), len(chosen) - len(missing), gone, marks)


# ---------------------------------------------------------------------------------------------- marks


def _marks(endpoint: Endpoint) -> dict[str, dict[str, bool]]:
    """Return what a service holds: by graph and slice, whether it is done or only begun."""
    where = f"{{ GRAPH <{MARKS}> {{ ?s ?p ?o }}"
    ((total,),) = endpoint.table(f"SELECT (COUNT(*) AS ?n) {where} }}")
    digits = 0
    while int(total) > _PAGE and int(total) > _PAGE * 16**digits // 2:
        digits += 1
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    rows = 0
    for number in range(16**digits):
        first = f"{number:0{digits}x}" if digits else ""
        only = f' FILTER (STRSTARTS(STR(?s), "{MARKS}#{first}"))' if digits else ""
        for piece, mark, graph in endpoint.table(f"SELECT ?s ?p ?o {where}{only} }}"):
            name = piece.rpartition("#")[2]
            found[graph][name] = found[graph].get(name, False) or mark == DONE
            rows += 1
    if rows != int(total):
        said = f"tells {rows:,} of its {int(total):,} marks of what was pushed; is somebody else pushing?"
        raise ServiceFailed(said, source=endpoint.address.shown)
    return dict(found)


def _rewrite(store: Store, marks: dict[str, dict[str, bool]]) -> None:
    lines = [
        _mark(graph, DONE if is_done else BEGUN, name)
        for graph, names in marks.items()
        for name, is_done in names.items()
    ]
    store.remove(MARKS)
    for begin in range(0, len(lines), store.most_lines):
        store.add(MARKS, lines[begin : begin + store.most_lines])


def _mark(graph: str, state: str, name: str) -> bytes:
    """Return the statement that a slice of a graph is begun or done; the graph's IRI is a text, so that no DESCRIBE meets it."""
    return _line(f"{MARKS}#{name}", state, graph)


def _line(subject: str, predicate: str, text: str) -> bytes:
    return f'<{subject}> <{predicate}> "{text}" .\n'.encode()


# ---------------------------------------------------------------------------------------------- statements


def _write(release: Release, store: Store, todo: Plan, tell: Callable[[str], None]) -> int:
    """Write what is missing and return how many statements that was; mark what is begun and what is done."""
    if not todo.missing:
        return 0
    fresh, written = set(todo.anew), 0
    done: list[bytes] = []
    total = sum(map(len, todo.missing.values()))
    sent = 0
    for batch in _batches(_loads(release, store, todo.missing)):
        begun = [_mark(each.graph, BEGUN, piece.name) for each in batch for piece in each.pieces]
        for begin in range(0, len(done + begun), store.most_lines):
            store.add(MARKS, (done + begun)[begin : begin + store.most_lines])
        for load in batch:
            _send(store, load, fresh)
            written += load.lines
            sent += len(load.pieces)
            tell(f"{100 * sent // total} %: {written:,} statements written")
        done = [_mark(each.graph, DONE, piece.name) for each in batch for piece in each.pieces]
    store.add(MARKS, done)
    return written


def _send(store: Store, load: _Load, fresh: set[str]) -> None:
    """Write one load, as a graph's first where it begins anew, in as many requests as its size asks for."""
    lines = [line for piece in load.pieces for line in piece.lines]
    for part in _parts(lines, store):
        if load.graph in fresh:
            fresh.discard(load.graph)
            store.put(load.graph, part)
        else:
            store.add(load.graph, part)


def _parts(lines: list[bytes], store: Store) -> Iterator[list[bytes]]:
    part: list[bytes] = []
    size = 0
    for line in lines:
        if part and (size + len(line) > store.most_bytes or len(part) >= store.most_lines):
            yield part
            part, size = [], 0
        part.append(line)
        size += len(line)
    yield part


def _loads(release: Release, store: Store, missing: dict[str, set[str]]) -> Iterator[_Load]:
    """Yield what is missing, the slices of one graph together as far as a request carries them."""
    left = {graph: set(names) for graph, names in missing.items()}
    held: dict[str, _Load] = {}
    for piece in slices(release):
        names = left.get(piece.graph)
        if not names or piece.name not in names:
            continue
        names.discard(piece.name)
        load = held.setdefault(piece.graph, _Load(piece.graph))
        load.pieces.append(piece)
        load.size += sum(map(len, piece.lines))
        load.lines += len(piece.lines)
        if not names or load.size >= store.most_bytes or load.lines >= store.most_lines:
            yield held.pop(piece.graph)


def _batches(loads: Iterator[_Load]) -> Iterator[list[_Load]]:
    """Yield loads in the numbers in which they are marked: some, and not too much of them in memory."""
    batch: list[_Load] = []
    for load in loads:
        batch.append(load)
        if len(batch) == _BATCH or sum(each.size for each in batch) >= _HELD:
            yield batch
            batch = []
    if batch:
        yield batch


# ---------------------------------------------------------------------------------------------- afterwards


def _prune(endpoint: Endpoint, store: Store, todo: Plan) -> int:
    """Remove the graphs of earlier pushes that the release does not have, and then their marks."""
    for graph in todo.gone:
        store.remove(graph)
    if todo.gone:
        marks = _marks(endpoint)
        _rewrite(store, {graph: marks[graph] for graph in marks.keys() - set(todo.gone)})
    return len(todo.gone)


def differing(release: Release, endpoint: Endpoint, graphs: Sequence[str] = ()) -> dict[str, int]:
    """Count the statements of each graph in a service; return the counts that are not those of the manifest."""
    counts = release.manifest.counts.graphs
    names = sorted(graphs or counts)
    found: dict[str, int] = dict.fromkeys(names, 0)
    for begin in range(0, len(names), _COUNTED):
        values = " ".join(f"<{graph}>" for graph in names[begin : begin + _COUNTED])
        where = f"{{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        rows = endpoint.table(f"SELECT ?g (COUNT(*) AS ?n) WHERE {where} GROUP BY ?g")
        found |= {graph: int(number) for graph, number in rows}
    return {graph: number for graph, number in found.items() if number != counts[graph]}


def _verify(release: Release, endpoint: Endpoint, store: Store, graphs: Sequence[str]) -> None:
    """Raise ServiceFailed where counts differ, and forget that those graphs were written."""
    wrong = differing(release, endpoint, graphs)
    if not wrong:
        return
    _rewrite(store, {graph: names for graph, names in _marks(endpoint).items() if graph not in wrong})
    graph, number = next(iter(wrong.items()))
    more = f", and {len(wrong) - 1} more graphs differ" if len(wrong) > 1 else ""
    said = f"holds {number:,} statements in {graph} where the release has {release.manifest.counts.graphs[graph]:,}"
    raise ServiceFailed(f"{said}{more}; push again to write what differs anew", source=endpoint.address.shown)
