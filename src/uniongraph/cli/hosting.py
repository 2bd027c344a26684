"""What ``serve`` does: a release on a port, and the next one when it becomes current."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING

import click

from uniongraph import files, queries, release
from uniongraph.cli.frame import home
from uniongraph.cli.front import stopping
from uniongraph.workers import Pool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from uniongraph.cli.front import Front
    from uniongraph.release import Release
    from uniongraph.server.service import Service
    from uniongraph.sparql import Limits
    from uniongraph.workers import Setting

__all__ = ["serve"]


def serve(found: Release, where: Path | None, front: Front, *, setting: Setting, limits: Limits) -> None:
    """Serve a release until told to stop; where ``where`` is a folder of releases, whichever of them is current."""
    with stopping():
        _serve(found, where, front, setting=setting, limits=limits)


def _serve(found: Release, where: Path | None, front: Front, *, setting: Setting, limits: Limits) -> None:
    pool = Pool(found.store_folder(), setting)
    try:
        from uniongraph.server import app, serving  # noqa: PLC0415 (the first worker starts meanwhile)
        from uniongraph.server.host import Host  # noqa: PLC0415
        from uniongraph.server.journal import Journal  # noqa: PLC0415
        from uniongraph.server.proxies import Trusted  # noqa: PLC0415

        prepared = queries.load(files.folder("queries"))

        def service(one: Release, workers: Pool) -> Service:
            from uniongraph.server.service import Service  # noqa: PLC0415

            return Service(workers, prepared, one.id, one.manifest.base, limits)

        def begun(one: Release) -> Service:
            return service(one, Pool(one.store_folder(), setting))

        root = where or home()
        is_fixed = (root / "manifest.json").is_file()
        site = Host(service(found, pool), None if is_fixed else _successor(root, begun))
        application = app.create(
            site,
            # Where standard output is closed its number may stand for any other file by now.
            journal=Journal() if front.has_log and sys.stdout is not None else None,
            addresses=front.log_addresses,
            trusted=Trusted(front.proxies) if front.proxies else None,
        )
        tell = functools.partial(_tell, found)
        serving.serve(application, front.host, front.port, grace=front.grace, ready=tell)
    finally:
        pool.close()


def _successor(root: Path, begun: Callable[[Release], Service]) -> Callable[[str], Service | None]:
    """Return what looks whether another release of a root is current, and begins to serve it."""

    def look(served: str) -> Service | None:
        if release.read_pointer(root) == served:
            return None
        return begun(release.current(root))

    return look


def _tell(found: Release, url: str) -> None:
    click.echo(f"release {found.id} is served at {url}", err=True)
