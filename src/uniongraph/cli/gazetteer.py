"""``divisions``: the gazetteer of a folder of releases, filled from public files and asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uniongraph.cli.frame import home, main
from uniongraph.console import flat
from uniongraph.errors import UnionGraphError

if TYPE_CHECKING:
    from uniongraph.divisions import Gazetteer
    from uniongraph.model import Division

__all__ = ["divisions"]

_output_option = click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="UNIONGRAPH_RELEASE",
    help="Folder of the releases that use these divisions. Default: the user's data folder.",
)


@main.group()
def divisions() -> None:
    """Load administrative divisions (行政区划) of other places and years, or look one up.

    \b
    Examples:
      uniongraph divisions import provinces.csv cities.csv areas.csv streets.csv --edition 2023
      uniongraph divisions find 闸北区 --at 2012
    """


@divisions.command("import")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE...",
)
@click.option(
    "--edition",
    type=click.IntRange(1980, 2100),
    help="Year of the edition that tables of china-division hold; editions of several years give the history.",
)
@_output_option
def import_(paths: tuple[Path, ...], edition: int | None, output: Path | None) -> None:
    """Read public files of divisions, for later builds under the same output.

    Each FILE is known by its columns: provinces.csv, cities.csv, areas.csv or streets.csv of china-division, or the
    history of areacodes (result.csv, codes.json). What is there already stays; nothing is kept of a file that is refused.
    """
    from uniongraph import divisions as gazetteers  # noqa: PLC0415

    root = output or home()
    gazetteer, read = gazetteers.import_files(list(paths), root, edition=edition)
    known = len(gazetteer.divisions)
    click.echo(f"{read} divisions read, {known} known: {gazetteers.own_table(root)}")
    if missing := gazetteers.missing_editions(gazetteer.divisions):
        years = ", ".join(map(str, missing))
        said = f"no edition of {years}: what began or ended then has the year of the next edition, until these are imported too"
        click.echo(said, err=True)


@divisions.command()
@click.argument("name", metavar="NAME|CODE")
@click.option("--at", "year", type=click.IntRange(1900, 2100), help="Only those valid in this year.")
@_output_option
def find(name: str, year: int | None, output: Path | None) -> None:
    """Print the divisions that have this name or code: code, name, level, what they lie in, years, what replaced them."""
    from uniongraph import divisions as gazetteers  # noqa: PLC0415

    gazetteer = gazetteers.under(output or home())
    view = gazetteer.at(year)
    found = [each for each in gazetteer.named(name) if year is None or view.is_valid(each)]
    if not found:
        raise UnionGraphError(f"no division has the name or code {name}" + (f" in {year}" if year else ""))
    for each in found:
        click.echo(flat("  ".join(_cells(each, view))))


def _cells(division: Division, gazetteer: Gazetteer) -> tuple[str, ...]:
    around = "".join(each.name for each in reversed(gazetteer.within(division.id))) or "-"
    years = f"{division.since or '…'}-{division.until or '…'}"
    after = ", ".join(f"{each.id} {each.name}" for each in gazetteer.after(division))
    replaced = (f"now {after}",) if after else ()
    return (division.id, division.name, division.level, around, years, *replaced)
