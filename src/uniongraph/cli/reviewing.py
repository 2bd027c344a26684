"""``link review`` and ``link accept``: candidates become judgements, one by one or a sheet at once."""

from __future__ import annotations

import datetime
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from uniongraph.cli.frame import find_release, release_option
from uniongraph.cli.linking import link
from uniongraph.cli.proposing import ledger_option
from uniongraph.console import flat
from uniongraph.errors import LinkError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.linking.judging import Book, Reviewer
    from uniongraph.linking.own import Held
    from uniongraph.linking.sheets import Answer, Filled

__all__ = ["accept", "review"]

_KEYS: Final = "y yes, n no, u unsure, p yes but…, s skip, b back, q quit"
_PREDICATES: Final = {"e": "exact", "c": "close", "r": "related", "b": "broad", "n": "narrow"}
_ENDS: Final = {"\x03", "\x04", ""}


sheet_argument = click.argument("path", metavar="CANDIDATES", type=click.Path(path_type=Path))
_WHO: Final = "NAME|ORCID"
_WHO_VARIABLE: Final = "UNIONGRAPH_REVIEWER"


@link.command()
@sheet_argument
@click.option("--reviewer", required=True, help="Who judges.", envvar=_WHO_VARIABLE, metavar=_WHO)
@click.option("--unsure", is_flag=True, help="Go through those again that were left as unsure.")
@ledger_option
@release_option
def review(path: Path, reviewer: str, *, unsure: bool, ledger: Path | None, where: Path | None) -> None:
    """Go through the candidates of a sheet in the terminal, and record each judgement at once.

    Keys: y is yes, n no, u unsure (kept in the sheet), p yes with another predicate, s skips, b goes back, q ends. Asked
    again, it goes on where it stopped: what the ledger judges is not shown.

    \b
    Example:
      uniongraph link review candidates.csv --reviewer 0000-0002-1825-0097
    """
    from uniongraph.linking import judging, own, sheets  # noqa: PLC0415

    who = _reviewer(reviewer)
    release = find_release(where)
    book = judging.Book.of(release, ledger)
    rows = sheets.read(path)
    queue = judging.waiting(rows, book.standing(), unsure=unsure)
    if not queue:
        click.echo("nothing waits for a judgement")
        return
    done = _Review(path, rows, queue, book, who, own.Held(release)).run()
    click.echo(
        f"{done} recorded in {flat(str(book.path))}; {len(judging.waiting(rows, book.standing()))} wait"
    )


def _reviewer(said: str) -> Reviewer:
    from uniongraph.linking import judging  # noqa: PLC0415

    try:
        return judging.reviewer(said)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--reviewer") from error


class _Review:
    """One walk through the rows of a sheet that wait: each answer is kept before the next is asked for."""

    def __init__(  # noqa: PLR0917 (what one walk is made of)
        self, path: Path, rows: list[Filled], queue: list[int], book: Book, who: Reviewer, held: Held
    ) -> None:
        self._path, self._rows, self._queue, self._book, self._who = path, rows, queue, book, who
        self._held = held
        self._recorded: set[tuple[str, str]] = set()

    def run(self) -> int:
        """Return how many pairs were judged until the end or until who judges has had enough."""
        at = 0
        while at < len(self._queue):
            row = self._rows[self._queue[at]]
            for line in _lines(row, at + 1, len(self._queue)):
                click.echo(line)
            key = _key(f"same? ({_KEYS}) ")
            if key in {"q", *_ENDS}:
                break
            if key in {"y", "n", "u", "p"} and not self._answered(self._queue[at], key):
                continue
            at = max(at - 1, 0) if key == "b" else at + (key in {"y", "n", "u", "p", "s"})
        return len(self._recorded)

    def _answered(self, place: int, key: str) -> bool:
        """Keep an answer; tell whether there was one."""
        row = self._rows[place]
        if key == "u":
            self._keep(place, replace(row, answer="unsure", reviewer=self._who.name or self._who.id))
            return True
        predicate = (
            _PREDICATES.get(_key("e exact, c close, r related, b broad, n narrow: ")) if key == "p" else ""
        )
        if predicate is None:
            return False
        answer: Answer = "no" if key == "n" else "yes"
        is_kept = self._record(
            replace(row, answer=answer, predicate=f"skos:{predicate}Match" if predicate else "")
        )
        if not is_kept:
            return False
        if row.answer == "unsure":
            self._keep(place, replace(row, answer=None))
        return True

    def _record(self, row: Filled) -> bool:
        """Record a judgement; tell whether it can be one, and if not why."""
        from uniongraph.linking import judging  # noqa: PLC0415

        made = judging.judgement(row, self._who, datetime.date.today())
        if fault := self._held.fault(made.subject, made.predicate, negative=made.negative):
            click.echo(flat(f"  not recorded: {fault[1]}"))
            return False
        if not judging.is_same(self._book.standing().get(row.candidate.pair), made):
            if said := self._book.against([made]):
                click.echo(flat(f"  not recorded: {said}"))
                return False
            self._book.add([made])
        self._recorded.add(row.candidate.pair)
        return True

    def _keep(self, place: int, row: Filled) -> None:
        from uniongraph.linking import sheets  # noqa: PLC0415

        self._rows[place] = row
        sheets.keep(self._path, self._rows)


def _key(prompt: str) -> str:
    """Return a key as it is pressed on a terminal, the first letter of a line elsewhere, "" at the end of what is typed."""
    if sys.stdin.isatty():
        click.echo(prompt, nl=False)
        try:
            key = click.getchar()[:1]  # Enter, or whatever was typed ahead, comes with it
        except (KeyboardInterrupt, EOFError):
            key = ""
        click.echo(key if key.isprintable() else "")
        return key.lower()
    click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    click.echo(line.strip()[:1])
    return line.strip()[:1].lower() or ("?" if line else "")


def _lines(row: Filled, number: int, count: int) -> Iterator[str]:
    """Yield both sides of a candidate, what speaks for it, and the line of the decision that it was read from."""
    from uniongraph.linking.sheets import FEATURES  # noqa: PLC0415

    each = row.candidate
    yield f"\n[{number}/{count}] {flat(each.proposed)}? {flat(each.source)}"
    sides = (
        ("ours  ", each.subject_name, each.subject_context, each.subject),
        ("theirs", each.object_name, each.object_context, each.object),
    )
    for side, name, context, iri in sides:
        yield f"  {side}  {click.style(flat(name), bold=True)}  {flat(context)}".rstrip()
        yield f"          {flat(iri)}"
    pairs = zip(FEATURES, each.features, strict=True)
    told = "  ".join(f"{name.removeprefix('feature_')} {value}" for name, value in pairs if value)
    code = f"code {flat(each.code)}  " if each.code else ""
    yield f"  score   {each.score}  {code}{told}".rstrip()
    if each.quote:
        yield f"  read in {flat(each.evidence)} | {flat(each.quote)}"


@link.command()
@sheet_argument
@click.option("--reviewer", help="Who judged the rows that name nobody.", envvar=_WHO_VARIABLE, metavar=_WHO)
@ledger_option
@release_option
def accept(path: Path, reviewer: str | None, *, ledger: Path | None, where: Path | None) -> None:
    """Take back a sheet that somebody filled in, as any spreadsheet program saved it, and record its judgements.

    All rows are looked at first: where one cannot be used, none is recorded. Rows without a judgement and what the ledger
    says already are passed over.

    \b
    Example:
      uniongraph link accept candidates.csv --reviewer 王晓明
    """
    from uniongraph.linking import judging, own, sheets  # noqa: PLC0415

    if reviewer is not None:
        _reviewer(reviewer)
    release = find_release(where)
    book, held = judging.Book.of(release, ledger), own.Held(release)
    today = datetime.date.today()
    brought = judging.sorted_out(path, sheets.read(path), book.standing(), held=held, by=reviewer, day=today)
    if fault := book.against(brought.new):
        raise LinkError(
            f"contradicts what is judged already: {fault}; nothing was recorded", source=str(path)
        )
    book.add(brought.new)
    against = sum(each.negative for each in brought.new)
    said = f"{len(brought.new)} recorded ({len(brought.new) - against} yes, {against} no)"
    rest = f"{brought.known} known already, {brought.unsure} unsure, {brought.waiting} not judged"
    click.echo(flat(f"{said} in {book.path}; {rest}"))
