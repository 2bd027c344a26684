"""``/releases``: the releases that are there, and the RDF Patch from one to the next."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse
from starlette_compress import add_compress_type

from uniongraph import release
from uniongraph.errors import ParameterError
from uniongraph.server import protocol, service

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from uniongraph.server.service import Service

__all__ = ["FOREVER", "PATCH", "index", "patch"]

PATCH: Final = "application/rdf-patch"
FOREVER: Final = "public, max-age=31536000, immutable"
"""What never changes: its address has the hash of the content, or a version, in it."""
add_compress_type(PATCH)


async def index(request: Request) -> Response:
    """List the releases, the one that is served and then the last published first, with the patches that lead to each."""
    served, root = service.of(request), service.root(request)
    found = await asyncio.to_thread(_kept, served)
    listed = [
        {"id": name, "current": name == served.release_id, "patches": _patches(name, paths, root)}
        for name, paths in found.items()
    ]
    listed.sort(key=lambda each: not each["current"])
    return JSONResponse(
        {"current": served.release_id, "releases": listed}, headers={"Cache-Control": "public, no-cache"}
    )


async def patch(request: Request) -> Response:
    """Answer with the patch that leads from the release ``from=`` to this one; HTTPException 404 where none was kept."""
    served, name = service.of(request), request.path_params["release"]
    found = (await asyncio.to_thread(_kept, served)).get(name)
    if found is None:
        raise HTTPException(404, f"there is no release {name[:40]!r} here")
    before = protocol.single(protocol.pairs(request.scope["query_string"])).get("from", "")
    if not before:
        known = ", ".join(found) or "none"
        raise ParameterError(
            f"from= is missing: there are patches to release {name} from {known}",
            parameter="from",
            expected="the id of a release",
            example=next(iter(found), ""),
        )
    if before not in found:
        raise HTTPException(404, f"there is no patch to release {name} from {before[:40]!r}")
    filename = f"{before}-{name}.rdfp"
    headers = {"Cache-Control": FOREVER, "Content-Disposition": f'inline; filename="{filename}"'}
    return FileResponse(found[before], media_type=PATCH, headers=headers)


def _kept(served: Service) -> dict[str, dict[str, Path]]:
    """Return by release the patches that lead to it; of a release that is served alone those beside itself."""
    if served.elders is not None:
        return {name: release.patches(derived) for name, derived in served.elders.kept()}
    return {served.release_id: release.patches(served.derived) if served.derived else {}}


def _patches(name: str, paths: dict[str, Path], root: str) -> list[dict[str, Any]]:
    return [
        {"from": before, "bytes": path.stat().st_size, "url": f"{root}/releases/{name}/patch?from={before}"}
        for before, path in paths.items()
    ]
