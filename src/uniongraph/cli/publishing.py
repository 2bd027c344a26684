"""``build`` and ``validate``: documents become a release, or are only checked."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from uniongraph.cli.frame import find_release, home, main, paths_argument, prepare, release_option, steps
from uniongraph.console import flat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.builder import Built, Publisher

__all__ = ["build", "validate"]

_OBJECTS: Final = 50_000
"""So many new objects before circles among them are sought: what is known of documents runs in none, and is searched each time."""


_NAMED: Final = 10
"""So many documents with warnings are named; what has more is for a script to ask."""


@main.command()
@paths_argument
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="UNIONGRAPH_RELEASE",
    help="Folder to publish in. Default: the user's data folder.",
)
@click.option("--base", help="Base of the IRIs. Default: https://w3id.org/uniongraph/")
@click.option(
    "--include",
    "included",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="An RDF file of somebody else's to take in (.ttl .nt .nq .trig .rdf .jsonld, also with .gz); may be repeated.",
)
@click.option(
    "--as", "graphs", multiple=True, metavar="IRI", help="With --include: the graph that the file becomes."
)
@click.option(
    "--incomplete", is_flag=True, help="Publish documents even where a part of a list could not be read."
)
@click.option(
    "--strict", is_flag=True, help="Publish nothing where a document cannot be published; all such are named."
)
@click.option("--jobs", type=click.IntRange(1), help="Processes that read. Default: one for each core.")
@click.option(
    "--executor",
    type=click.Choice(["local", "dask"]),
    default="local",
    help="Where documents are read: in processes here, or on a Dask cluster that sees the same files.",
)
@click.option("--scheduler", help="Address of the cluster's scheduler, for --executor dask: tcp://host:8786")
@click.option("--publisher", metavar="NAME", help="Who publishes; kept beside the releases for later builds.")
@click.option("--publisher-iri", metavar="IRI", help="The IRI of who publishes, with --publisher.")
@click.option(
    "--contact", metavar="ADDRESS", help="E-mail or web address of who publishes, with --publisher."
)
@click.option(
    "--answers/--no-answers",
    default=True,
    help="Prepare the answers of the prepared queries once the release is published. Default: yes.",
)
@click.pass_context
def build(  # noqa: PLR0913 (the options of a command are its parameters)
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    output: Path | None,
    base: str | None,
    *,
    incomplete: bool,
    strict: bool,
    jobs: int | None,
    executor: str,
    scheduler: str | None,
    answers: bool,
    **chosen: Any,  # noqa: ANN401 (click's)
) -> None:
    """Publish documents as a release: read, described, validated, moved into place whole.

    PATH is a text file or a folder of them; without PATH the decisions that ship are built. The same documents give
    the same release. A document that cannot be published is named and skipped, and the exit status is then 1;
    --strict then publishes nothing. Documents that were read before under the same output are not read again.

    \b
    Example:
      uniongraph build decisions/ --output releases/
    """
    gc.set_threshold(_OBJECTS)
    from uniongraph import builder, iris  # noqa: PLC0415

    if (executor == "dask") != (scheduler is not None):
        raise click.UsageError("--executor dask and --scheduler ADDRESS go together")
    with steps() as tell:
        built = builder.build(
            paths,
            output=output or home(),
            base=base or iris.BASE,
            include=_pairs(chosen["included"], chosen["graphs"]),
            incomplete=incomplete,
            strict=strict,
            jobs=jobs,
            scheduler=scheduler,
            publisher=_publisher(chosen["publisher"], chosen["publisher_iri"], chosen["contact"]),
            progress=tell,
        )
    _report(built, counted=bool(paths))
    if answers:
        prepare(built.release, jobs)
    if built.skipped:
        ctx.exit(1)


def _pairs(included: Sequence[Path], graphs: Sequence[str]) -> tuple[tuple[Path, str], ...]:
    if len(included) != len(graphs):
        raise click.UsageError("--include FILE and --as IRI go together, one of each for every file")
    return tuple(zip(included, graphs, strict=True))


def _publisher(name: str | None, iri: str | None, contact: str | None) -> Publisher | None:
    from uniongraph.builder import Publisher  # noqa: PLC0415

    if name is None and (iri or contact):
        raise click.UsageError("--publisher-iri and --contact tell of a --publisher")
    return Publisher(name, iri, contact) if name is not None else None


def _report(built: Built, *, counted: bool) -> None:
    for each in built.skipped:
        click.echo(flat(f"skipped {each.reason}"), err=True)
    total = sum(built.findings.values())
    findings = ", ".join(f"{number} {name}" for name, number in built.findings.items())
    click.echo(
        f"release {built.release.id}: {built.documents} document{'s' * (built.documents != 1)}, "
        f"{built.release.manifest.counts.quads} quads, {total} finding{'s' * (total != 1)}"
    )
    if counted:
        click.echo(
            f"{built.read} read, {built.unchanged} unchanged, {len(built.skipped)} skipped; {findings or 'no findings'}"
        )
    click.echo(str(built.release.folder))
    if counted and built.doubtful:
        sys.stdout.flush()
        click.echo(flat(_doubts(built.doubtful)), err=True)


def _doubts(doubtful: Sequence[tuple[str, int]]) -> str:
    """Name the documents that a reader should look at, and how."""
    named = ", ".join(f"{name} ({number})" for name, number in doubtful[:_NAMED])
    more = len(doubtful) - _NAMED
    rest = f" and {more} more" if more > 0 else ""
    return f"warnings or errors in {named}{rest}: uniongraph parse FILE shows them"


@main.command()
@paths_argument
@release_option
def validate(paths: tuple[Path, ...], where: Path | None) -> None:
    """Check a release (its hashes, its store, its shapes), or documents without publishing them.

    All documents are checked, and each that build would not publish is named; the exit status is then 1.

    \b
    Examples:
      uniongraph validate
      uniongraph validate decision.txt
    """
    from uniongraph import builder, release  # noqa: PLC0415

    with steps() as tell:
        for path in paths:
            if (path / "manifest.json").is_file() or (path / "releases").is_dir():
                raise click.BadParameter(
                    f"{path} holds releases: --release {path} checks one", param_hint="PATH"
                )
        if paths:
            quads = builder.rehearse(paths, progress=tell)
            said = f"{quads} quads keep to the shapes; nothing was published"
        else:
            found = find_release(where)
            tell("checking hashes")
            release.verify(found)
            tell("checking shapes")
            builder.check(found.open_store(), found.manifest.base)
            said = f"release {found.id} is whole and keeps to the shapes"
    click.echo(said)
