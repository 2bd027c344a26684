"""``mcp``: a release for assistants, over standard input and output."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import click

from uniongraph.cli.frame import find_release, main, release_option
from uniongraph.cli.front import check_system, workers_option
from uniongraph.errors import UnionGraphError

__all__ = ["mcp"]


@main.command()
@click.option(
    "--timeout",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0, min_open=True),
    help="Seconds a query may take; a call may ask for less.",
)
@workers_option
@click.option(
    "--max-rows",
    default=10_000,
    show_default=True,
    type=click.IntRange(1),
    help="Rows after which an answer is cut; of these a call shows as many as it asks for.",
)
@click.option(
    "--max-bytes",
    default=4 << 20,
    show_default=True,
    type=click.IntRange(1),
    help="Bytes after which an answer is cut.",
)
@release_option
def mcp(*, timeout: float, workers: int | None, max_rows: int, max_bytes: int, where: Path | None) -> None:
    """Serve the release to an assistant: Model Context Protocol over standard input and output.

    The program in which an assistant lives starts this command; README shows how it is told to.

    \b
    Example:
      uniongraph mcp --release releases --timeout 10
    """
    check_system()
    if find_spec("mcp") is None:
        raise UnionGraphError("assistants are served with the extra mcp: pip install 'uniongraph[mcp]'")
    from uniongraph.assistants import pipes  # noqa: PLC0415
    from uniongraph.cli import hosting  # noqa: PLC0415
    from uniongraph.sparql import Limits  # noqa: PLC0415
    from uniongraph.workers import Setting  # noqa: PLC0415

    if os.isatty(0):
        click.echo(
            "standard input is a terminal: the program in which an assistant lives is to start this", err=True
        )
    setting = Setting(workers=workers or Setting().workers, timeout=timeout)
    limits = Limits(max_rows, max_bytes)
    with pipes.taken() as (read, write), suppress(KeyboardInterrupt):
        found = find_release(where)
        with hosting.begun(found, where, setting=setting, limits=limits) as (first, successor):
            from uniongraph.assistants import serving  # noqa: PLC0415 (the first worker starts meanwhile)
            from uniongraph.server.host import Host  # noqa: PLC0415

            serving.serve(Host(first, successor), read, write)
