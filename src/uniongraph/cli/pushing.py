"""``push``: a release goes to a service elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uniongraph.cli.elsewhere import auth_option
from uniongraph.cli.frame import find_release, main, release_option, steps

if TYPE_CHECKING:
    from uniongraph.remote.pushing import Pushed

__all__ = ["push"]

_TIMEOUT = 600.0
"""Seconds that a service may take over one request."""


@main.command()
@click.argument("url")
@click.option(
    "--protocol",
    type=click.Choice(["graph-store", "update"]),
    help="How the service is written to. Default: what its address looks like.",
)
@click.option(
    "--query-url", metavar="URL", help="Where the service is asked. Default: by the usual addresses."
)
@click.option("--graph", "graphs", multiple=True, metavar="IRI", help="Only this graph; may be repeated.")
@click.option("--prune", is_flag=True, help="Remove graphs of earlier pushes that the release does not have.")
@auth_option
@release_option
def push(
    url: str,
    *,
    protocol: Any,  # noqa: ANN401 (one of the choices)
    query_url: str | None,
    graphs: tuple[str, ...],
    prune: bool,
    auth_file: Path | None,
    where: Path | None,
) -> None:
    """Write the release into a SPARQL service, graph by graph, and count there what arrived.

    URL is where the service takes graphs (Graph Store Protocol) or updates. What is there already is not sent again,
    neither after an interruption nor from one release to the next; only what was pushed is ever replaced or removed.

    \b
    Examples:
      uniongraph push http://localhost:7878/store
      uniongraph push http://localhost:8890/sparql-graph-crud-auth --auth-file virtuoso.auth
    """
    from uniongraph.remote import address, pushing, stores  # noqa: PLC0415
    from uniongraph.remote.endpoint import Endpoint  # noqa: PLC0415

    if prune and graphs:
        raise click.UsageError("--prune goes with a whole release, not with --graph")
    target = address.read(url, auth_file=auth_file)
    asked = address.read(query_url or stores.query_address(url), auth_file=auth_file)
    release = find_release(where)
    chosen = stores.GraphStore if (protocol or stores.guess(url)) == "graph-store" else stores.Update
    with (
        Endpoint(asked, timeout=_TIMEOUT) as endpoint,
        Endpoint(target, timeout=_TIMEOUT) as written,
        steps() as tell,
    ):
        done = pushing.push(release, endpoint, chosen(written), graphs=graphs, prune=prune, tell=tell)
    _report(done, release.id, url)


def _report(done: Pushed, release: str, url: str) -> None:
    click.echo(
        f"release {release} stands in {url}: {done.written} graphs written, {done.unchanged} unchanged"
    )
    click.echo(f"{done.statements} statements sent; every graph counted there")
    if done.removed:
        click.echo(f"{done.removed} graphs of earlier releases removed")
    if done.stay:
        click.echo(f"{done.stay} graphs of earlier releases stay; --prune removes them")
