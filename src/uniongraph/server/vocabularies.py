"""``/context`` and ``/schema``: what the names in our JSON-LD mean, and what a file of it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from uniongraph.server import service
from uniongraph.server.changes import FOREVER
from uniongraph.things import frames

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["context", "index", "schema"]

_JSONLD: Final = "application/ld+json"
_SCHEMA: Final = "application/schema+json"


async def context(request: Request) -> Response:
    """Answer with the JSON-LD context: of a version, which never changes, or the latest; 404 for any other."""
    version = request.path_params.get("version")
    latest = f"{service.root(request)}/{frames.CONTEXT}"
    if version is None:
        headers = {"Link": f'<{latest}>; rel="latest-version"', "Cache-Control": "public, no-cache"}
        return Response(frames.context(), media_type=_JSONLD, headers=headers)
    if version != str(frames.VERSION):
        raise HTTPException(
            404, f"there is no version {version[:40]!r} of the context; the latest is {latest}"
        )
    return Response(frames.context(), media_type=_JSONLD, headers={"Cache-Control": FOREVER})


async def index(request: Request) -> Response:
    """List the classes that have a JSON Schema, each with its address."""
    root = service.root(request)
    found: dict[str, Any] = {name: f"{root}/{frames.SCHEMAS}/{name}.json" for name in frames.classes()}
    return JSONResponse({"context": f"{root}/{frames.CONTEXT}", "schemas": found})


async def schema(request: Request) -> Response:
    """Answer with the JSON Schema of a class, of this version; 404 where there is none."""
    said = request.path_params
    name = said["name"].removesuffix(".json")
    if said["version"] != str(frames.VERSION) or name == said["name"] or name not in frames.classes():
        raise HTTPException(404, f"there is no JSON Schema {said['version'][:40]}/{said['name'][:40]}")
    content = frames.written(frames.schema(name))
    return Response(content, media_type=_SCHEMA, headers={"Cache-Control": FOREVER})
