"""``export`` and ``serve``: a release goes out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from uniongraph.cli.elsewhere import Elsewhere, allow_option, elsewhere_option, partners
from uniongraph.cli.frame import find_release, main, release_option
from uniongraph.cli.front import check_system, front_options, workers_option
from uniongraph.errors import UnionGraphError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uniongraph.cli.front import Front

__all__ = ["export", "serve"]


@main.command()
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice(["turtle", "jsonld", "nquads", "trig", "ntriples", "rdfxml", "csv"]),
)
@click.option("--graph", help="One named graph only, by its IRI.")
@click.option(
    "--table",
    type=click.Choice(["awards", "organizations", "categories", "documents"]),
    default="awards",
    show_default=True,
    help="Which table, for csv to a file or to standard output.",
)
@click.option(
    "--output",
    type=click.Path(),
    help="File to write; for csv also a folder/, which gets all four tables and their description (CSVW). Default: standard output.",
)
@elsewhere_option(graphs=False)
@release_option
def export(
    form: Any,  # noqa: ANN401
    *,
    graph: str | None,
    table: str,
    output: str | None,
    elsewhere: Elsewhere | None,
    where: Path | None,
) -> None:
    """Write the release, or one of its graphs, in a format.

    \b
    Examples:
      uniongraph export --format turtle --output uniongraph.ttl
      uniongraph export --format csv --output tables/
    """
    from uniongraph import exports  # noqa: PLC0415

    if form != "csv":
        if elsewhere is not None:
            from uniongraph.remote import exporting  # noqa: PLC0415

            with elsewhere.opened() as (endpoint, found):
                _write(exporting.export(endpoint, found, form, graph=graph), output)
        else:
            _write(exports.export(find_release(where), form, graph=graph), output)
    elif graph is not None:
        raise click.UsageError("--graph goes with RDF formats; the tables of csv are made of all graphs")
    elif output is not None and (Path(output).is_dir() or output.endswith("/")):
        Path(output).mkdir(parents=True, exist_ok=True)
        for name, data in _tables(exports.TABLES, elsewhere, where):
            _write(data, f"{output}/{name}.csv")
        _write(exports.tables(), f"{output}/{exports.METADATA}")
    else:
        for _, data in _tables((table,), elsewhere, where):
            _write(data, output)


def _tables(
    names: Iterable[str], elsewhere: Elsewhere | None, where: Path | None
) -> Iterator[tuple[str, bytes]]:
    """Yield tables by their names, as CSV."""
    from uniongraph import exports  # noqa: PLC0415

    if elsewhere is None:
        release = find_release(where)
        yield from ((name, exports.table(release, name)) for name in names)
        return
    from uniongraph.remote import exporting  # noqa: PLC0415

    with elsewhere.opened() as (endpoint, found):
        yield from ((name, exporting.table(endpoint, found, name)) for name in names)


def _write(data: bytes, output: str | None) -> None:
    """Write to a file, whole or not at all, or to standard output."""
    if output is None:
        stream = sys.stdout.buffer
        stream.write(data)
        stream.flush()
        return
    path = Path(output)
    if path.is_dir():
        raise UnionGraphError("is a folder; name a file", source=output)
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_bytes(data)
        aside.replace(path)
    except OSError as error:
        raise UnionGraphError(f"cannot be written: {error.strerror}", source=output) from error
    finally:
        aside.unlink(missing_ok=True)


@main.command()
@front_options
@click.option(
    "--timeout",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0, min_open=True),
    help="Seconds a query may take; a request may ask for less.",
)
@workers_option
@click.option("--max-rows", type=click.IntRange(1), help="Rows after which an answer is cut. Default: none.")
@click.option(
    "--max-bytes", type=click.IntRange(1), help="Bytes after which an answer is cut. Default: none."
)
@click.option(
    "--data",
    "data",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE...",
    help="Serve these RDF files instead of a release (.ttl .nt .nq .trig .rdf .jsonld, also with .gz).",
)
@click.argument("more", nargs=-1, type=click.Path(path_type=Path), metavar="")
@click.option(
    "--default-graph",
    type=click.Choice(["union", "default"]),
    help="What a query sees outside GRAPH: the union of all graphs (for a release), or what stands in none (for --data).",
)
@allow_option
@elsewhere_option()
@release_option
def serve(
    *,
    front: Front,
    timeout: float,
    workers: int | None,
    max_rows: int | None,
    max_bytes: int | None,
    elsewhere: Elsewhere | None,
    where: Path | None,
    **chosen: Any,  # noqa: ANN401 (click's)
) -> None:
    """Serve the release: a SPARQL endpoint at /sparql, the prepared queries at /.

    \b
    Examples:
      uniongraph serve --port 8000 --timeout 10
      uniongraph serve --data dump.nq.gz ontology.ttl
    """
    check_system()
    from uniongraph.cli import hosting  # noqa: PLC0415
    from uniongraph.server.desk import Desk  # noqa: PLC0415
    from uniongraph.sparql import Limits  # noqa: PLC0415
    from uniongraph.workers import Setting  # noqa: PLC0415

    setting = Setting(workers=workers or Setting().workers, timeout=timeout)
    limits = Limits(max_rows, max_bytes)
    union = chosen["default_graph"] == "union"
    asked = partners(chosen["allowed"], elsewhere)
    desk = Desk(asked) if asked else None
    if files := _files(chosen["data"], chosen["more"], elsewhere):
        from uniongraph.cli import data  # noqa: PLC0415

        data.serve(files, front, setting=setting, limits=limits, union=union, desk=desk)
    elif elsewhere is not None:
        if chosen["default_graph"] is not None:
            raise click.UsageError(
                "--default-graph is for what is served here; a service elsewhere has its own"
            )
        hosting.relay(elsewhere, front, setting=setting, limits=limits)
    else:
        union = union or chosen["default_graph"] is None
        hosting.serve(
            find_release(where), where, front, setting=setting, limits=limits, union=union, desk=desk
        )


def _files(data: Sequence[Path], more: Sequence[Path], elsewhere: Elsewhere | None) -> list[Path]:
    """Return the RDF files to serve, none where a release or a service elsewhere is meant."""
    files = [*data, *more]
    if files and not data:
        raise click.UsageError(f"files to serve come after --data: --data {files[0]}")
    if files and elsewhere is not None:
        raise click.UsageError("--endpoint and --data both say what to serve")
    named = click.get_current_context().get_parameter_source("where") is ParameterSource.COMMANDLINE
    if files and named:
        raise click.UsageError("--release and --data both say what to serve")
    return files
