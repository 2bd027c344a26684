"""What ``serve`` does: a release on a port, and the next one when it becomes current."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import click

from uniongraph import files, queries, release
from uniongraph.cli.frame import home
from uniongraph.workers import Pool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from uniongraph.cli.elsewhere import Elsewhere
    from uniongraph.release import Release
    from uniongraph.server.service import Service
    from uniongraph.sparql import Limits
    from uniongraph.workers import Setting

__all__ = ["relay", "serve"]

_LOOK: Final = 5.0
"""Seconds between two looks at what a service elsewhere holds."""


def serve(
    found: Release, where: Path | None, host: str, port: int, *, setting: Setting, limits: Limits
) -> None:
    """Serve a release until told to stop; where ``where`` is a folder of releases, whichever of them is current."""
    pool = Pool(found.store_folder(), setting)
    try:
        from uniongraph.server import app, serving  # noqa: PLC0415 (the first worker starts meanwhile)
        from uniongraph.server.host import Host  # noqa: PLC0415

        prepared = queries.load(files.folder("queries"))

        def service(one: Release, workers: Pool) -> Service:
            from uniongraph.server.service import Service  # noqa: PLC0415

            return Service(workers, prepared, one.id, one.manifest.base, limits)

        def begun(one: Release) -> Service:
            return service(one, Pool(one.store_folder(), setting))

        root = where or home()
        is_fixed = (root / "manifest.json").is_file()
        site = Host(service(found, pool), None if is_fixed else _successor(root, begun))
        serving.serve(app.create(site), host, port, ready=lambda url: _tell(found, url))
    finally:
        pool.close()


def relay(elsewhere: Elsewhere, host: str, port: int, *, setting: Setting, limits: Limits) -> None:
    """Serve what a service elsewhere answers, until told to stop; nothing is kept, since it may change.

    Every answer names the release that was pushed there, or the host where none was; another push is seen after a while.
    """
    from uniongraph.remote.relay import Relay  # noqa: PLC0415
    from uniongraph.server import app, serving  # noqa: PLC0415
    from uniongraph.server.host import Host  # noqa: PLC0415
    from uniongraph.server.service import Service  # noqa: PLC0415

    prepared = queries.load(files.folder("queries"))
    looked = 0.0

    def found() -> Service:
        nonlocal looked
        with elsewhere.opened() as (endpoint, held):
            pool = Relay(endpoint.address, held.dataset, setting)
        looked = time.monotonic()
        return Service(pool, prepared, held.release or endpoint.address.host, held.base, limits)

    def look(served: str) -> Service | None:
        if time.monotonic() - looked < _LOOK:
            return None
        another = found()
        return None if another.release_id == served else another

    first = found()
    said = f"{elsewhere.url} is asked for what comes to "
    application = app.create(Host(first, look), cache=0)
    serving.serve(application, host, port, ready=lambda url: click.echo(said + url, err=True))


def _successor(root: Path, begun: Callable[[Release], Service]) -> Callable[[str], Service | None]:
    """Return what looks whether another release of a root is current, and begins to serve it."""

    def look(served: str) -> Service | None:
        if release.read_pointer(root) == served:
            return None
        return begun(release.current(root))

    return look


def _tell(found: Release, url: str) -> None:
    click.echo(f"release {found.id} is served at {url}", err=True)
