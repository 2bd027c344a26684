"""``build`` and ``validate``: documents become a release, or are only checked."""

from __future__ import annotations

from pathlib import Path

import click

from uniongraph.cli.frame import find_release, home, main, paths_argument, release_option, steps

__all__ = ["build", "validate"]


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
    "--incomplete", is_flag=True, help="Publish documents even where a part of a list could not be read."
)
def build(paths: tuple[Path, ...], output: Path | None, base: str | None, *, incomplete: bool) -> None:
    """Publish documents as a release: read, described, validated, moved into place whole.

    PATH is a text file or a folder of them; without PATH the decisions that ship are built. The same documents give
    the same release. What breaks the shapes is not published.

    \b
    Example:
      uniongraph build decisions/ --output releases/
    """
    from uniongraph import builder, iris  # noqa: PLC0415

    root = output or home()
    with steps() as tell:
        built = builder.build(
            paths, output=root, base=base or iris.BASE, incomplete=incomplete, progress=tell
        )
    manifest = built.release.manifest
    findings = sum(len(decision.findings) for decision in built.decisions)
    documents = len(built.decisions)
    click.echo(
        f"release {built.release.id}: {documents} document{'s' * (documents != 1)}, "
        f"{manifest.counts.quads} quads, {findings} findings"
    )
    click.echo(str(built.release.folder))


@main.command()
@paths_argument
@release_option
def validate(paths: tuple[Path, ...], where: Path | None) -> None:
    """Check a release (its hashes, its store, its shapes), or documents without publishing them.

    \b
    Examples:
      uniongraph validate
      uniongraph validate decision.txt
    """
    from uniongraph import builder, release  # noqa: PLC0415

    with steps() as tell:
        if paths:
            quads = builder.rehearse(paths, progress=tell)
            said = f"{quads} quads keep to the shapes; nothing was published"
        else:
            found = find_release(where)
            tell("checking hashes")
            release.verify(found)
            tell("checking shapes")
            builder.check(found.open_store())
            said = f"release {found.id} is whole and keeps to the shapes"
    click.echo(said)
