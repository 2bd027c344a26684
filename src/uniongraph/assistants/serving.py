"""The server: who answers which request of the protocol, from the first message to the last."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, Any, Final, cast

import anyio
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from uniongraph import __version__
from uniongraph.assistants import resources, tools
from uniongraph.assistants.pipes import Incoming, Outgoing

if TYPE_CHECKING:
    from mcp.server.context import ServerRequestContext

    from uniongraph.server.host import Host

__all__ = ["serve", "server"]

_INSTRUCTIONS: Final = """\
Chinese award decisions (表彰决定) as a knowledge graph in which every statement points at the characters it was read from.
Most questions are answered by a prepared query, which is a tool of its own; `search` finds things by name (either script, \
pinyin, initials), `describe` tells all that is said of one, `read-lines` shows the document itself, `sparql` answers the rest.
Every answer names its release and the things that its rows name, each with its IRI and the places where it is printed: \
cite document, line and quoted words. What the paper says is of the origin "paper"; what is "inferred" or "editorial" it does not say.
A union (工会) is never its enterprise. An empty cell is unknown, not none.
"""


def server(host: Host) -> Server[Any]:
    """Return what answers: each request with the release that is current when it comes."""

    async def list_tools(
        _: ServerRequestContext[Any], __: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        with host.lease() as served:
            return types.ListToolsResult(tools=await tools.offered(served))

    async def call_tool(
        _: ServerRequestContext[Any], asked: types.CallToolRequestParams
    ) -> types.CallToolResult:
        with host.lease() as served:
            return await tools.call(served, asked.name, asked.arguments or {})

    async def list_resources(
        _: ServerRequestContext[Any], asked: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        with host.lease() as served:
            found, cursor = await resources.listed(served, asked.cursor if asked else None)
            return types.ListResourcesResult(resources=found, next_cursor=cursor)

    async def list_templates(
        _: ServerRequestContext[Any], __: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=[*resources.TEMPLATES])

    async def read_resource(
        _: ServerRequestContext[Any], asked: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        with host.lease() as served:
            return types.ReadResourceResult(contents=[await resources.read(served, asked.uri)])

    return Server(
        "uniongraph",
        version=__version__,
        title="uniongraph: 表彰决定知识图谱 · Chinese award decisions as a knowledge graph",
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
    )


def serve(host: Host, read: int, write: int) -> None:
    """Answer what comes on one descriptor on the other, until it ends, nobody reads any more, or SIGTERM or SIGINT comes."""
    asyncio.run(_serve(host, read, write))


async def _serve(host: Host, read: int, write: int) -> None:
    with anyio.CancelScope() as scope:
        loop = asyncio.get_running_loop()
        for told in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(told, scope.cancel)
        try:
            await host.open()
            # What the library asks of them is to be iterated over, and to write and flush.
            incoming = cast("anyio.AsyncFile[str]", Incoming(read))
            outgoing = cast("anyio.AsyncFile[str]", Outgoing(write, scope.cancel))
            answering = server(host)
            async with stdio_server(incoming, outgoing) as (messages, answers):
                await answering.run(messages, answers, answering.create_initialization_options())
        finally:
            with anyio.CancelScope(shield=True):
                await host.close()
