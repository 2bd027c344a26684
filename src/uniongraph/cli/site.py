"""``site``: a release as a folder of pages and files for any web host."""

from __future__ import annotations

from pathlib import Path

import click

from uniongraph.cli.frame import find_release, main, release_option, steps

__all__ = ["site"]


@main.command()
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write: a new or an empty one, or that of an earlier site, which is replaced.",
)
@release_option
@click.option("--jobs", type=click.IntRange(1), help="Processes that write. Default: one for each core.")
def site(output: Path, where: Path | None, jobs: int | None) -> None:
    """Write the release as a static site: every page in both languages, every thing in every format.

    It needs nobody who answers, so there is no search and no SPARQL on it; links are relative, and the folder may lie
    anywhere. The same release gives the same bytes.

    \b
    Example:
      uniongraph site --output public
    """
    from uniongraph import files, queries  # noqa: PLC0415
    from uniongraph import site as sites  # noqa: PLC0415

    found = find_release(where)
    with steps() as tell:
        written = sites.write(found, output, queries.load(files.folder("queries")), jobs=jobs, progress=tell)
    click.echo(f"{output}: {written.pages} pages, {written.files} files of release {found.id}")
