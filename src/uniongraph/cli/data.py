"""What ``serve --data`` does: files on a port, without a build, from a store that goes away with the server."""

from __future__ import annotations

import signal
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uniongraph import iris
from uniongraph.release import Facts
from uniongraph.workers import Pool
from uniongraph.workers.loading import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.sparql import Limits
    from uniongraph.workers import Setting
    from uniongraph.workers.loading import Loaded

__all__ = ["serve"]


def serve(
    files: Sequence[Path], host: str, port: int, *, setting: Setting, limits: Limits, union: bool = False
) -> None:
    """Serve RDF files until told to stop; ``union`` tells whether the default graph is the union of all graphs."""
    from uniongraph.server import serving  # noqa: PLC0415

    with serving.listen(host, port):  # rather than to learn after a long load that the port is taken
        pass
    # A program that is told to end would end at once, and leave the store behind; told so, it is interrupted.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="uniongraph-data-", ignore_cleanup_errors=True) as folder:
        store = Path(folder) / "store"
        loaded = load(store, files)
        pool = Pool(store, setting)
        try:
            from uniongraph.server import app  # noqa: PLC0415 (the first worker starts meanwhile)
            from uniongraph.server.host import Host  # noqa: PLC0415
            from uniongraph.server.service import Service  # noqa: PLC0415

            facts = _facts(loaded, files)
            service = Service(pool, {}, loaded.id, iris.BASE, limits, union=union, facts=facts)
            serving.serve(app.create(Host(service)), host, port, ready=lambda url: _tell(loaded, url))
        finally:
            pool.close()


def _facts(loaded: Loaded, files: Sequence[Path]) -> Facts:
    title = ", ".join(path.name for path in files)
    return Facts("", loaded.id, ((title, "und"),), loaded.counts, outside=loaded.outside)


def _tell(loaded: Loaded, url: str) -> None:
    click.echo(f"{loaded.counts.quads} quads ({loaded.id}) are served at {url}", err=True)
