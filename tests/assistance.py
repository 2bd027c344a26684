"""An assistant's client for tests: the SDK's own, over standard input and output of the real command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mcp_types import CallToolResult, ReadResourceResult

__all__ = ["Assistant", "assisted", "command", "environment", "raw", "said"]

SOURCES = Path(__file__).parents[1] / "src"


def command(release: Path, *options: str) -> list[str]:
    """Return the command that a client starts."""
    return [sys.executable, "-m", "uniongraph", "mcp", "--release", os.fspath(release), *options]


def environment() -> dict[str, str]:
    """Return the environment in which the program is that of this checkout."""
    return {**os.environ, "PYTHONPATH": os.fspath(SOURCES)}


@dataclass(frozen=True)
class Assistant:
    """A client that is connected, called from outside of its loop."""

    client: Client
    portal: BlockingPortal

    def call(self, tool: str, /, **arguments: Any) -> CallToolResult:  # noqa: ANN401 (JSON)
        """Return what a tool answers; what it answers has been checked against its schema."""
        return self.portal.call(partial(self.client.call_tool, tool, arguments))

    def answer(self, tool: str, /, **arguments: Any) -> Any:  # noqa: ANN401 (JSON)
        """Return the structured content of an answer, which is no failure, and which its text says as well."""
        result = self.call(tool, **arguments)
        assert not result.is_error, result.content
        assert json.loads(said(result)) == result.structured_content
        return result.structured_content

    def refusal(self, tool: str, /, **arguments: Any) -> str:  # noqa: ANN401 (JSON)
        """Return the sentence that says why there is no answer."""
        result = self.call(tool, **arguments)
        assert result.is_error
        return said(result)

    def timed(self, calls: Sequence[tuple[str, Mapping[str, Any]]]) -> list[tuple[float, CallToolResult]]:
        """Return the answers to calls that are made at once, each with the seconds that it took."""

        async def one(tool: str, arguments: Mapping[str, Any]) -> tuple[float, CallToolResult]:
            begin = time.perf_counter()
            result = await self.client.call_tool(tool, dict(arguments))
            return time.perf_counter() - begin, result

        futures = [self.portal.start_task_soon(partial(one, tool, arguments)) for tool, arguments in calls]
        return [each.result(60) for each in futures]

    def read(self, uri: str) -> ReadResourceResult:
        """Return a resource."""
        return self.portal.call(self.client.read_resource, uri)


def said(result: CallToolResult) -> str:
    """Return the text of an answer."""
    (content,) = result.content
    assert content.type == "text"
    return content.text


@contextmanager
def assisted(release: Path, *options: str, mode: str = "auto") -> Iterator[Assistant]:
    """Give a client that has started the command on a release, and knows the schemas of its tools."""
    program, *arguments = command(release, *options)
    started = StdioServerParameters(command=program, args=arguments, env=environment())
    with start_blocking_portal() as portal:
        made = Client(stdio_client(started), mode=mode)
        with portal.wrap_async_context_manager(made) as client:
            portal.call(client.list_tools)
            yield Assistant(client, portal)


@contextmanager
def raw(release: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Give the command as a process, with pipes at all three ends."""
    process = subprocess.Popen(
        command(release, *options),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()
