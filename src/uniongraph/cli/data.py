"""What ``serve --data`` does: files on a port, without a build, from a store that goes away with the server."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from uniongraph import iris
from uniongraph.cli.front import stopping
from uniongraph.release import Facts
from uniongraph.workers import Pool
from uniongraph.workers.loading import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.cli.front import Front
    from uniongraph.server.desk import Desk
    from uniongraph.sparql import Limits
    from uniongraph.workers import Setting
    from uniongraph.workers.loading import Loaded

__all__ = ["serve"]


def serve(
    files: Sequence[Path],
    front: Front,
    *,
    setting: Setting,
    limits: Limits,
    union: bool = False,
    desk: Desk | None = None,
) -> None:
    """Serve RDF files until told to stop; ``union`` tells whether the default graph is the union of all graphs.

    ``desk`` is where services elsewhere are asked, None where none may be.
    """
    from uniongraph.server import serving  # noqa: PLC0415
    from uniongraph.server.service import Service  # noqa: PLC0415

    with serving.listen(
        front.host, front.port
    ):  # rather than to learn after a long load that the port is taken
        pass
    with (
        stopping(),
        tempfile.TemporaryDirectory(prefix="uniongraph-data-", ignore_cleanup_errors=True) as folder,
    ):
        store = Path(folder) / "store"
        loaded = load(store, files)
        pool = Pool(store, setting)
        try:
            facts = _facts(loaded, files)
            service = Service(pool, {}, loaded.id, iris.BASE, limits, union=union, facts=facts, desk=desk)
            front.present(service, said=f"{loaded.counts.quads} quads ({loaded.id}) are served at")
        finally:
            pool.close()


def _facts(loaded: Loaded, files: Sequence[Path]) -> Facts:
    title = ", ".join(path.name for path in files)
    return Facts("", loaded.id, ((title, "und"),), loaded.counts, outside=loaded.outside)
