"""``release``: the releases that are there, looked at, rolled back, compared, let go."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uniongraph.cli.frame import home, main, steps
from uniongraph.errors import ReleaseError

if TYPE_CHECKING:
    from uniongraph.release import Difference

__all__ = ["release"]

_SHOWN = 10


@main.group()
@click.option(
    "--release",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="UNIONGRAPH_RELEASE",
    help="Folder of releases, or one of them. Default: the user's data folder.",
)
@click.pass_context
def release(ctx: click.Context, root: Path | None) -> None:
    """List the releases of a folder, make one current, verify, prepare, compare or remove them.

    ID is the id of a release, or as much of its beginning as tells it from the others.

    \b
    Examples:
      uniongraph release list
      uniongraph release use 9439843
      uniongraph release diff 9439843 b22885a
    """
    folder = root or home()
    ctx.obj = folder.parent.parent if (folder / "manifest.json").is_file() else folder


@release.command("list")
@click.pass_obj
def list_(root: Path) -> None:
    """List the releases: id, documents, quads; the current one is marked."""
    from uniongraph import release as releases  # noqa: PLC0415

    pointer = releases.read_pointer(root)
    found = releases.list_releases(root)
    if not found:
        raise ReleaseError("no release here yet", source=str(root))
    for each in found:
        if isinstance(each, releases.Release):
            documents = sum(shard.name.startswith("doc/") for shard in each.manifest.shards)
            mark = "*" if each.id == pointer else " "
            noun = "document" if documents == 1 else "documents"
            click.echo(f"{mark} {each.id}  {documents:>7} {noun:<9}  {each.manifest.counts.quads:>10} quads")
        else:
            click.echo(f"! {each}", err=True)


@release.command()
@click.argument("name", metavar="ID")
@click.pass_obj
def use(root: Path, name: str) -> None:
    """Make a release the current one: a server that follows the folder takes it up."""
    from uniongraph import release as releases  # noqa: PLC0415

    click.echo(f"release {releases.use(root, name).id} is current")


@release.command()
@click.argument("name", metavar="[ID]", required=False)
@click.pass_obj
def verify(root: Path, name: str | None) -> None:
    """Read every byte of a release, of the current one without ID, and say what was changed or is missing."""
    from uniongraph import release as releases  # noqa: PLC0415

    found = releases.named(root, name) if name else releases.current(root)
    releases.verify(found)
    click.echo(f"release {found.id} is whole")


@release.command()
@click.argument("before", metavar="ID")
@click.argument("after", metavar="[ID]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["summary", "patch"]),
    default="summary",
    show_default=True,
    help="patch: every statement removed (D) or added (A), as RDF Patch.",
)
@click.pass_obj
def diff(root: Path, before: str, after: str | None, form: str) -> None:
    """Say what a release says that another does not; the second is the current one unless it is named."""
    from uniongraph import release as releases  # noqa: PLC0415

    old = releases.named(root, before)
    new = releases.named(root, after) if after else releases.current(root)
    if form == "summary":
        _summarise(releases.compare(old, new))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(b"".join(releases.patch(old, new)))
    sys.stdout.buffer.flush()


def _summarise(found: Difference) -> None:
    click.echo(f"{len(found.added)} statements added, {len(found.removed)} removed")
    for said, names in (("new", found.new), ("gone", found.gone), ("changed", found.changed)):
        for name in names[:_SHOWN]:
            click.echo(f"{said:<8} {name}")
        if len(names) > _SHOWN:
            click.echo(f"{said:<8} and {len(names) - _SHOWN} more")


@release.command()
@click.argument("name", metavar="[ID]", required=False)
@click.option("--jobs", type=click.IntRange(1), help="Processes that evaluate. Default: one for each core.")
@click.pass_obj
def prepare(root: Path, name: str | None, jobs: int | None) -> None:
    """Prepare the answers of a release, of the current one without ID: the prepared queries are then asked at once.

    `uniongraph build` does so after it has published; what is there already is not prepared again.
    """
    from uniongraph import answers, files, queries  # noqa: PLC0415
    from uniongraph import release as releases  # noqa: PLC0415
    from uniongraph.answers.preparing import prepare as make  # noqa: PLC0415

    found = releases.named(root, name) if name else releases.current(root)
    with steps() as tell:
        chosen = (*queries.load(files.folder("queries")).values(), *answers.browsed())
        number = make(found, chosen, jobs=jobs, progress=tell)
    click.echo(f"release {found.id}: {number} answer{'s' * (number != 1)} prepared, and the index of names")


@release.command()
@click.option(
    "--keep", default=3, show_default=True, type=click.IntRange(0), help="How many besides the current one."
)
@click.pass_obj
def prune(root: Path, keep: int) -> None:
    """Remove old releases: all but the current one and those published last."""
    from uniongraph import release as releases  # noqa: PLC0415

    gone = releases.prune(root, keep=keep)
    for name in gone:
        click.echo(f"removed {name}")
    if not gone:
        click.echo("nothing to remove")
