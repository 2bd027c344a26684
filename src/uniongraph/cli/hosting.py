"""What ``serve`` does: a release on a port, and the next one when it becomes current."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from uniongraph import files, queries, release
from uniongraph.cli.frame import home
from uniongraph.workers import Pool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from uniongraph.release import Release
    from uniongraph.server.service import Service
    from uniongraph.sparql import Limits
    from uniongraph.workers import Setting

__all__ = ["serve"]


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

            return Service(workers, prepared, one.id, one.manifest.base, limits, one.derived)

        def begun(one: Release) -> Service:
            return service(one, Pool(one.store_folder(), setting))

        root = where or home()
        is_fixed = (root / "manifest.json").is_file()
        site = Host(service(found, pool), None if is_fixed else _successor(root, begun))
        serving.serve(app.create(site), host, port, ready=lambda url: _tell(found, url))
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
