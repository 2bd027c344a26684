"""What ``serve`` does: a release on a port, and the next one when it becomes current."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from uniongraph import files, queries, release
from uniongraph.cli.frame import home
from uniongraph.cli.front import stopping
from uniongraph.workers import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from uniongraph.cli.elsewhere import Elsewhere
    from uniongraph.cli.front import Front
    from uniongraph.release import Release
    from uniongraph.server.desk import Desk
    from uniongraph.server.host import Successor
    from uniongraph.server.service import Service
    from uniongraph.sparql import Limits
    from uniongraph.workers import Setting

__all__ = ["begun", "relay", "serve"]

_LOOK: Final = 5.0
"""Seconds between two looks at what a service elsewhere holds."""


def serve(
    found: Release,
    where: Path | None,
    front: Front,
    *,
    setting: Setting,
    limits: Limits,
    union: bool = True,
    desk: Desk | None = None,
) -> None:
    """Serve a release until told to stop; where ``where`` is a folder of releases, whichever of them is current.

    ``union`` tells whether the default graph is the union of all graphs; ``desk`` is where services elsewhere are asked,
    None where none may be.
    """
    with begun(found, where, setting=setting, limits=limits, union=union, desk=desk) as (first, successor):
        front.present(first, successor, said=f"release {found.id} is served at")


@contextmanager
def begun(
    found: Release,
    where: Path | None,
    *,
    setting: Setting,
    limits: Limits,
    union: bool = True,
    desk: Desk | None = None,
) -> Iterator[tuple[Service, Successor | None]]:
    """Give the service of a release, whose workers start meanwhile, and what looks for the next where ``where`` may have one.

    SIGTERM ends the block in good order.
    """
    with stopping():
        pool = Pool(found.store_folder(), setting)
        try:
            root = where or home()
            is_fixed = (root / "manifest.json").is_file()
            elders = None if is_fixed else root
            first, another = _services(
                found, pool, setting=setting, limits=limits, union=union, root=elders, desk=desk
            )
            yield first, None if is_fixed else _successor(root, another)
        finally:
            pool.close()


def _services(
    found: Release,
    pool: Pool,
    *,
    setting: Setting,
    limits: Limits,
    union: bool,
    root: Path | None,
    desk: Desk | None,
) -> tuple[Service, Callable[[Release], Service]]:
    """Return the service of a release whose workers are started already, and what makes that of another.

    ``root`` is the folder of the releases beside it, where it is one of several.
    """
    from uniongraph.server.service import Service  # noqa: PLC0415 (the first worker starts meanwhile)

    prepared = queries.load(files.folder("queries"))

    def service(one: Release, workers: Pool) -> Service:
        known = release.facts(one.manifest, one.particulars())
        elders = release.Elders(root, one.id) if root else None
        return Service(
            workers,
            prepared,
            one.id,
            one.manifest.base,
            limits,
            one.derived,
            union=union,
            facts=known,
            elders=elders,
            desk=desk,
        )

    return service(found, pool), lambda one: service(one, Pool(one.store_folder(), setting))


def relay(elsewhere: Elsewhere, front: Front, *, setting: Setting, limits: Limits) -> None:
    """Serve what a service elsewhere answers, until told to stop; nothing is kept, since it may change.

    Every answer names the release that was pushed there, or the host where none was; another push is seen after a while.
    """
    from uniongraph.remote.relay import Relay  # noqa: PLC0415
    from uniongraph.server.results import Results  # noqa: PLC0415
    from uniongraph.server.service import Service  # noqa: PLC0415

    prepared = queries.load(files.folder("queries"))
    looked = 0.0

    def found() -> Service:
        nonlocal looked
        with elsewhere.opened() as (endpoint, held):
            pool = Relay(endpoint.address, held.dataset, setting)
        looked = time.monotonic()
        name = held.release or endpoint.address.host
        return Service(pool, prepared, name, held.base, limits, results=Results(0))

    def look(served: str) -> Service | None:
        if time.monotonic() - looked < _LOOK:
            return None
        another = found()
        return None if another.release_id == served else another

    with stopping():
        front.present(
            found(), look, said=f"{elsewhere.address().shown} is asked for what comes to", is_kept=False
        )


def _successor(root: Path, another: Callable[[Release], Service]) -> Successor:
    """Return what looks whether another release of a root is current, and begins to serve it."""

    def look(served: str) -> Service | None:
        if release.read_pointer(root) == served:
            return None
        return another(release.current(root))

    return look
