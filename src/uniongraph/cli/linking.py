"""``link``: judgements about what is one with what elsewhere; the ledger checked, and its links published."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uniongraph.cli.frame import find_release, main, prepare, release_option, steps
from uniongraph.console import flat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uniongraph.links import Ledger

__all__ = ["apply", "check", "link"]

_NAMED = 10
"""So many subjects that a release does not hold are named."""


@main.group()
def link() -> None:
    """Link our things to those of other datasets.

    \b
    Example:
      uniongraph link check
    """


@link.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@release_option
def check(files: tuple[Path, ...], where: Path | None) -> None:
    """Check the ledger: what ships, what lies in links/ beside the releases, and each FILE after them.

    Each row must be one that can be used, and what stands must not contradict itself. A thing that the release does not
    hold is named: what is judged of it is kept, and gives no link.

    \b
    Example:
      uniongraph link check judgements.sssom.tsv
    """
    from uniongraph import builder  # noqa: PLC0415

    found = builder.check_links(find_release(where), files)
    click.echo(_counted(found.ledger, found.tables))
    if found.unheld:
        named = ", ".join(found.unheld[:_NAMED])
        more = len(found.unheld) - _NAMED
        rest = f" and {more} more" if more > 0 else ""
        click.echo(flat(f"not in this release, and without a link there: {named}{rest}"), err=True)


def _counted(ledger: Ledger, tables: int) -> str:
    standing = ledger.standing()
    kinds = Counter(
        ("not " if each.negative else "") + each.predicate.rpartition("#")[2] for each in standing
    )
    shown = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    return (
        f"{_number(len(ledger.judgements), 'judgement')} in {_number(tables, 'table')}, {len(standing)} stand"
        f"{': ' if shown else ''}{shown}; nothing contradicts"
    )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


@link.command()
@click.option(
    "--answers/--no-answers",
    default=True,
    help="Prepare the answers of the prepared queries once the release is published. Default: yes.",
)
@release_option
def apply(where: Path | None, *, answers: bool) -> None:
    """Publish the current documents with the links that the ledger gives now.

    It is the release that a build of the same documents gives. Which links are new (+) and which are gone (-) is told.

    \b
    Example:
      uniongraph link apply --release releases/
    """
    from uniongraph import builder  # noqa: PLC0415

    root = find_release(where).folder.parent.parent
    with steps() as tell:
        applied = builder.apply_links(root, progress=tell)
    _echo("+", applied.added)
    _echo("-", applied.removed)
    new = applied.release
    click.echo(
        f"release {new.id}: {new.manifest.counts.quads} quads; {_number(len(applied.added), 'link')} added, "
        f"{len(applied.removed)} removed"
    )
    click.echo(str(new.folder))
    if answers:
        prepare(new)


def _echo(sign: str, links: Iterable[str]) -> None:
    for each in links:
        click.echo(flat(f"{sign} {each}"))
