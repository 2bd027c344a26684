"""``link propose``: from a target to a sheet of candidates."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from uniongraph.cli.frame import find_release, release_option, steps
from uniongraph.cli.linking import link
from uniongraph.console import flat

if TYPE_CHECKING:
    from uniongraph.linking.targets import Choice, Target

__all__ = ["ledger_option", "propose"]

ledger_option = click.option(
    "--ledger",
    type=click.Path(path_type=Path),
    metavar="FILE.sssom.tsv",
    help="The table of judgements that is written. Default: links/judgements.sssom.tsv beside the releases.",
)
_MOST: Final = 64 << 20
_DEADLINE: Final = 60.0


def _iri(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001 (click's own)
    """Return an IRI as it was given, or say that it is none."""
    import pyoxigraph  # noqa: PLC0415 (only where there is one)

    if value is not None:
        try:
            pyoxigraph.NamedNode(value)
        except ValueError as error:
            raise click.BadParameter(f"{value!r} is no IRI: {error}") from error
    return value


@link.command()
@click.option("--against", required=True, metavar="FILE|URL", help="What our things are compared with.")
@click.option(
    "--kind",
    type=click.Choice(["place", "organization", "case"]),
    help="Our things of one kind. Default: all.",
)
@click.option("--key", metavar="COLUMN", help="The column of a table that identifies its things.")
@click.option("--name", metavar="COLUMN", help="The column of a table that names them.")
@click.option("--namespace", metavar="IRI", callback=_iri, help="What stands before keys that are no IRIs.")
@click.option(
    "--class", "class_", metavar="IRI", callback=_iri, help="Things of the target of one class. Default: all."
)
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="CANDIDATES.csv", help="Default: standard output."
)
@click.option(
    "--floor",
    type=click.FloatRange(0, 100),
    default=50.0,
    show_default=True,
    help="Points of 100 that a pair must have.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 50),
    default=5,
    show_default=True,
    help="Candidates for each of our things.",
)
@click.option(
    "--source",
    metavar="IRI",
    callback=_iri,
    help="What a file is called elsewhere: the dataset that judgements will name. Default: its name; of a service its address.",
)
@ledger_option
@release_option
def propose(  # noqa: PLR0913 (the options of a command are its parameters)
    against: str,
    output: Path | None,
    *,
    kind: str | None,
    key: str | None,
    name: str | None,
    namespace: str | None,
    class_: str | None,
    floor: float,
    limit: int,
    source: str | None,
    ledger: Path | None,
    where: Path | None,
) -> None:
    """Compare our things with those of a target, and write what may be the same as a sheet to be judged.

    The target is a table (CSV in any encoding, with any delimiter), RDF in any format, a SPARQL endpoint or a
    Reconciliation service. Pairs that the ledger judges already are left out. Nothing is linked: `link review` goes through
    the sheet, `link accept` takes it back filled in.

    \b
    Examples:
      uniongraph link propose --against districts.csv --namespace https://example.org/division/ --output candidates.csv
      uniongraph link propose --against https://example.org/reconcile --kind organization
    """
    from uniongraph.linking import candidates, judging, sheets, targets  # noqa: PLC0415
    from uniongraph.linking.proposing import Terms  # noqa: PLC0415

    if output is not None:
        _spare(output)
    release = find_release(where)
    with steps() as tell:
        tell(f"reading {against}")
        target = _target(against, targets.Choice(key, name, namespace, class_, source))
        terms = Terms(floor, limit, judging.Book.of(release, ledger).standing().keys())
        filled = candidates.gather(release, target, terms, kind=kind)
    if output is None:
        sys.stdout.buffer.write(sheets.rendered(filled))
        sys.stdout.buffer.flush()
    else:
        sheets.keep(output, filled)
    things = len({each.candidate.subject for each in filled})
    said = f"{len(filled)} candidates for {things} of our things against {target.origin().source} ({target.kind})"
    click.echo(flat(said), err=True)


def _target(against: str, choice: Choice) -> Target:
    from uniongraph.linking import targets  # noqa: PLC0415

    if not against.lower().startswith(("http://", "https://")):
        return targets.from_file(Path(against), choice)
    from uniongraph.fetching import Allowed, Fetcher  # noqa: PLC0415

    fetcher = Fetcher(Allowed.of([against]), deadline=_DEADLINE, most=_MOST)
    return targets.fetched(against, choice, fetcher)


def _spare(output: Path) -> None:
    """Refuse to write over a sheet in which somebody has judged."""
    from uniongraph.errors import LinkError, UnionGraphError  # noqa: PLC0415
    from uniongraph.linking import sheets  # noqa: PLC0415

    if not output.exists():
        return
    try:
        is_judged = any(each.answer for each in sheets.read(output))
    except UnionGraphError:
        raise LinkError("is there already, and is no sheet of candidates", source=os.fspath(output)) from None
    if is_judged:
        said = "holds judgements: take them by `uniongraph link accept`, and name another file"
        raise LinkError(said, source=os.fspath(output))
