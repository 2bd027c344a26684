"""The releases beside the one that is served: whether one of them knew a thing that is known no longer."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph

from uniongraph.errors import ReleaseError
from uniongraph.release.folder import DERIVED, RELEASES, open_release
from uniongraph.release.manifest import ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Elders", "Former"]

_MOST: Final = 3
"""Releases that are looked into, those that were published last."""
_REPLACED: Final = pyoxigraph.NamedNode("http://purl.org/dc/terms/isReplacedBy")


@dataclass(frozen=True, slots=True)
class Former:
    """A thing that another release knew: its IRI, the id of that release, and the IRIs of what it says replaced the thing."""

    iri: str
    release: str
    replaced_by: tuple[str, ...] = ()


class Elders:
    """Looks into the other releases of a root; their stores stay open, read-only, as long as they are there.

    Any thread may ask, one at a time. A look costs some microseconds once the stores are open, which takes the first who
    asks for what is not there some tens of milliseconds.
    """

    def __init__(self, root: Path, served: str) -> None:
        self._folder = root / RELEASES
        self._served = served
        self._stores: dict[str, pyoxigraph.Store] = {}
        self._lock = threading.Lock()

    def last(self, iris: Iterable[str]) -> Former | None:
        """Return the first of some IRIs as the release that was published last knew it, None where none of them did."""
        nodes = [pyoxigraph.NamedNode(each) for each in iris]
        with self._lock:
            for name, store in self._opened():
                for node in nodes:
                    if any(store.quads_for_pattern(node, None, None)):
                        found = store.quads_for_pattern(node, _REPLACED, None)
                        others = sorted(
                            {q.object.value for q in found if isinstance(q.object, pyoxigraph.NamedNode)}
                        )
                        return Former(node.value, name, tuple(others))
        return None

    def kept(self) -> list[tuple[str, Path]]:
        """Return the releases of the root, the last published first, each with the folder of what was derived from it."""
        try:
            found = [
                (path.stat().st_mtime_ns, path) for path in self._folder.iterdir() if ID.fullmatch(path.name)
            ]
        except OSError:
            return []
        return [(path.name, path / DERIVED) for _, path in sorted(found, reverse=True)]

    def _opened(self) -> Iterator[tuple[str, pyoxigraph.Store]]:
        """Yield the stores of the last releases; one that cannot be read is passed over, one that is gone is let go."""
        names = self._names()
        self._stores = {name: store for name, store in self._stores.items() if name in names}
        for name in names:
            if name not in self._stores:
                with suppress(ReleaseError, OSError):
                    self._stores[name] = open_release(self._folder / name).open_store()
            if name in self._stores:
                yield name, self._stores[name]

    def _names(self) -> list[str]:
        try:
            folders = [(path.stat().st_mtime_ns, path.name) for path in self._folder.iterdir()]
        except OSError:  # one goes while we look
            return list(self._stores)
        return [name for _, name in sorted(folders, reverse=True) if name != self._served][:_MOST]
