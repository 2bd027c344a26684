"""The links of the current release made anew: the same documents, with the ledger as it stands now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph

from uniongraph import __version__, files, registry, release, terms
from uniongraph.builder import agreement, gate, including, outside
from uniongraph.errors import ReleaseError
from uniongraph.iris import Minter

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from uniongraph.links import Ledger
    from uniongraph.release import Growth, Release
    from uniongraph.terms import Node

__all__ = ["Applied", "Checked", "apply_links", "check_links"]

_LINKS: Final = "links"


@dataclass(frozen=True, slots=True)
class Applied:
    """The release that was published, and which of its links are new, and which are gone, as N-Triples."""

    release: Release
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A ledger that can be used and does not contradict itself: of how many tables, and of which things a release holds none."""

    ledger: Ledger
    tables: int
    unheld: tuple[str, ...]


def check_links(held: Release, more: Iterable[Path] = ()) -> Checked:
    """Return what ships, what was judged beside a release, and some tables after that, as one ledger, once it is checked.

    Raises LinkError where a table cannot be used, or judgements contradict each other.
    """
    base = held.manifest.base
    root = held.folder.parent.parent
    found = outside.read(root, base, tuple(more))
    store = held.open_store()
    found.agree(store, base)
    apart = _apart(store, base)
    subjects = sorted({each.subject for each in found.ledger.judgements})
    unheld = (each for each in subjects if not _is_held(terms.node(each), store, apart))
    return Checked(found.ledger, found.tables, tuple(unheld))


def apply_links(root: Path, *, progress: Callable[[str], None] | None = None) -> Applied:
    """Publish the documents of the current release of a root with the links that the ledger gives now.

    It is the release that a build of the same documents would give. Raises LinkError where a table cannot be used or
    judgements contradict each other, ValidationFailed where a shape is broken, and ReleaseError where there is no
    release, one of another version, or another process writes here; nothing is published then.
    """
    with release.hold(root / "cache", root):
        old = release.current(root)
        if old.manifest.version != __version__:
            made = f"was made by version {old.manifest.version}, and this is {__version__}; build it again"
            raise ReleaseError(made, source=str(old.folder))
        base = old.manifest.base
        found = outside.read(root, base)
        minter = Minter(registry.read([files.folder("data"), root / "registry"]), base)
        store = old.open_store()
        apart = _apart(store, base)
        known = {each for each in found.subjects(minter) if _is_held(each, store, apart)}
        data = release.serialise(found.statements(minter, known))

        def agree(store: pyoxigraph.Store, _: Growth | None) -> None:
            gate.check_links(store, base)
            agreement.check(store, base)
            found.agree(store, base)

        new = release.publish(
            root,
            [(each, old.shard_path(each)) for each in old.manifest.shards if each.name != _LINKS]
            + [(_LINKS, data)],
            inputs=[each for each in old.manifest.inputs if not outside.is_input(each.path)]
            + [*found.inputs],
            base=base,
            texts=[(each, old.text_path(each)) for each in old.manifest.texts],
            check=agree,
            progress=progress,
        )
    before, after = _matches(old), _matches(new)
    return Applied(new, tuple(sorted(after - before)), tuple(sorted(before - after)))


def _apart(store: pyoxigraph.Store, base: str) -> set[pyoxigraph.NamedNode]:
    """Return the graphs that make nothing a thing of ours: the links themselves, and what others say."""
    return including.of_others(store, base) | {pyoxigraph.NamedNode(f"{base}graph/links")}


def _is_held(thing: Node, store: pyoxigraph.Store, apart: Collection[pyoxigraph.NamedNode]) -> bool:
    named = pyoxigraph.NamedNode(terms.iri_of(thing))
    return any(quad.graph_name not in apart for quad in store.quads_for_pattern(named, None, None, None))


def _matches(found: Release) -> set[str]:
    """Return what the links of a release state of our things, without the nodes that tell why."""
    base = found.manifest.base
    apart = tuple(f"<{base}{kind}/" for kind in ("graph", "id/mapping", "id/identifier"))
    lines = (f"{quad.subject} {quad.predicate} {quad.object} ." for quad in found.quads(_LINKS))
    return {line for line in lines if not line.startswith(apart)}
