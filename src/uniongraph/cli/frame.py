"""What all commands share: failures turned into sentences, the release to work on, the steps shown on a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uniongraph import __version__
from uniongraph.console import flat, violation_lines
from uniongraph.errors import LinksContradict, NothingToPublish, UnionGraphError, ValidationFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from uniongraph.release import Release

__all__ = ["find_release", "home", "main", "paths_argument", "prepare", "release_option", "steps"]


def _said(message: str) -> click.ClickException:
    """Return a failure as it is printed: whatever a file name or a query holds, only characters reach the terminal."""
    return click.ClickException("\n".join(map(flat, message.splitlines())))


class _Commands(click.Group):
    """Turns every failure that a user can cause into one sentence and exit status 1; a bug keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (click's own signature)
        try:
            return super().invoke(ctx)
        except ValidationFailed as error:
            for line in violation_lines(error.violations):
                click.echo(line, err=True)
            raise _said(f"{error}; nothing was published") from error
        except (LinksContradict, NothingToPublish) as error:
            for reason in error.reasons:
                click.echo(flat(f"Error: {reason}"), err=True)
            raise _said(str(error)) from error
        except UnionGraphError as error:
            raise _said(str(error)) from error
        except BrokenPipeError:
            raise
        except OSError as error:  # a full disk or a folder that may not be written, wherever it is met
            where = f"{error.filename}: " if error.filename else ""
            raise _said(f"{where}{error.strerror or error}") from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="uniongraph")
def main() -> None:
    """Read Chinese award decisions (表彰决定), publish them as a knowledge graph, ask it, export it, serve it.

    \b
    Examples:
      uniongraph query awards-by-district
      uniongraph parse decision.txt
      uniongraph serve
    """


paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
release_option = click.option(
    "--release",
    "where",
    type=click.Path(path_type=Path),
    envvar="UNIONGRAPH_RELEASE",
    help="Folder of releases, or one release. Default: the user's data folder; built there first if it holds none.",
)


def home() -> Path:
    """Return the user's data folder, where releases live unless another place is named."""
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("uniongraph", appauthor=False)


def find_release(where: Path | None) -> Release:
    """Return the release to work on; build the shipped one first where none was named and none is there."""
    from uniongraph import release  # noqa: PLC0415

    if where is not None:
        return release.find(where)
    root = home()
    if not (root / "current").exists():
        click.echo(f"no release yet: building the shipped decisions into {root}", err=True)
        _build_shipped(root)
    found = release.current(root)
    if found.manifest.version != __version__:
        made = f"the release in {root} was made by version {found.manifest.version}"
        click.echo(f"{made}; this is {__version__}: uniongraph build renews it", err=True)
    return found


def _build_shipped(root: Path) -> None:
    from uniongraph import builder  # noqa: PLC0415

    with steps() as tell:
        built = builder.build(output=root, progress=tell)
    prepare(built.release)


def prepare(published: Release, jobs: int | None = None) -> None:
    """Prepare answers; the release is published and asked all the same where that fails, so a failure is only told."""
    from uniongraph import answers, files, queries  # noqa: PLC0415
    from uniongraph.answers import preparing  # noqa: PLC0415

    sys.stdout.flush()
    if published.manifest.counts.quads > preparing.FEW:
        click.echo("published; now its answers are prepared (--no-answers leaves that)", err=True)
    try:
        with steps() as tell:
            chosen = (*queries.load(files.folder("queries")).values(), *answers.browsed())
            preparing.prepare(published, chosen, jobs=jobs, progress=tell)
    except (UnionGraphError, OSError) as error:
        click.echo(flat(f"published, but not all answers are prepared: {error}"), err=True)


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Show each step on a terminal, on one line that goes away; say nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True).status("") as status:
        yield status.update
