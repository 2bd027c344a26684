"""Candidates as a sheet that a colleague fills in, and the sheet read back after a spreadsheet program saved it.

A sheet is CSV in UTF-8 with a byte-order mark, as spreadsheets expect it, in which no cell is a formula. Where candidates
come from stands in each row: lines above the head, or a file beside it, do not survive being sorted, cut and mailed.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, Literal, NoReturn, TypeAlias

import pyoxigraph as ox

from uniongraph import cells, files
from uniongraph.errors import LinkError
from uniongraph.linking.content import Content
from uniongraph.linking.tables import open_table
from uniongraph.matching import Features

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from uniongraph.linking.tables import Row

__all__ = ["COLUMNS", "FEATURES", "PREDICATES", "Answer", "Candidate", "Filled", "keep", "read", "rendered"]

Answer: TypeAlias = Literal["yes", "no", "unsure"]

MOST: Final = 100_000
"""Rows of one sheet: more are nobody's to judge."""
PREDICATES: Final = tuple(f"skos:{name}Match" for name in ("exact", "close", "related", "broad", "narrow"))
"""What may be said of a pair."""
FEATURES: Final = tuple(f"feature_{name}" for name in Features._fields)
_ASKED: Final = ("judgement", "predicate", "reviewer", "comment")
COLUMNS: Final = (
    *(
        "our_id",
        "our_name",
        "our_context",
        "their_id",
        "their_name",
        "their_context",
        "score",
        "proposed",
        "code",
    ),
    *_ASKED,
    *FEATURES,
    *("evidence", "quote", "source", "source_version", "source_date", "tool"),
)
"""The columns of a sheet; those in the middle are for who judges to fill in."""
_REQUIRED: Final = ("our_id", "their_id", "proposed", "judgement")
_ANSWERS: Final[Mapping[str, Answer]] = {
    **dict.fromkeys(("yes", "y", "true", "1", "是", "对", "同意"), "yes"),
    **dict.fromkeys(("no", "n", "false", "0", "否", "不是", "不对"), "no"),
    **dict.fromkeys(("unsure", "u", "?", "？", "不确定", "存疑"), "unsure"),
}
_DATE: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(.*)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of our things beside one of a target's, with what speaks for their being one, and where both were read.

    ``score`` is from 0 to 100, each feature from 0 to 1, "" where it cannot be told. ``code`` is the official code that both
    bear, if they do. ``evidence`` names document and line where our thing is printed, ``quote`` is that line. ``date`` is when
    the target was fetched, "" for a file.
    """

    subject: str
    subject_name: str
    subject_context: str
    object: str
    object_name: str
    object_context: str
    score: str
    proposed: str
    features: tuple[str, ...]
    code: str = ""
    evidence: str = ""
    quote: str = ""
    source: str = ""
    version: str = ""
    date: str = ""
    tool: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """What a judgement is about."""
        return self.subject, self.object


@dataclass(frozen=True, slots=True)
class Filled:
    """A candidate as a sheet holds it: what was filled in, None where nothing was, and the line it stands in.

    ``others`` are columns that somebody added, with their cells; they are kept.
    """

    candidate: Candidate
    answer: Answer | None = None
    predicate: str = ""
    reviewer: str = ""
    comment: str = ""
    others: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False)


# ------------------------------------------------------------------------------------------------------ written


def rendered(filled: Sequence[Filled]) -> bytes:
    """Return a sheet: the same candidates give the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    added = [column for column, _ in filled[0].others] if filled else []
    writer.writerow([*COLUMNS, *map(cells.safe, added)])
    writer.writerows([cells.safe(cell) for cell in _cells(each)] for each in filled)
    return text.getvalue().encode("utf-8-sig")


def keep(path: Path, filled: Sequence[Filled]) -> None:
    """Write a sheet, whole or not at all; LinkError where it cannot be written."""
    if path.is_dir():
        raise LinkError("is a folder; name a file", source=str(path))
    try:
        files.write(path, rendered(filled))
    except OSError as error:
        raise LinkError(f"cannot be written: {error.strerror}", source=str(path)) from error


def _cells(filled: Filled) -> tuple[str, ...]:
    each = filled.candidate
    return (
        *(each.subject, each.subject_name, each.subject_context),
        *(each.object, each.object_name, each.object_context, each.score, each.proposed, each.code),
        *(filled.answer or "", filled.predicate, filled.reviewer, filled.comment),
        *each.features,
        *(each.evidence, each.quote, each.source, each.version, each.date, each.tool),
        *(cell for _, cell in filled.others),
    )


# --------------------------------------------------------------------------------------------------- read back


def read(path: Path) -> list[Filled]:
    """Return the rows of a sheet, whatever a spreadsheet program made of its encoding, delimiters and order of columns.

    LinkError names line and column of the first cell that cannot be used; then no row is.
    """
    content = Content.of_file(path)
    table = open_table(content)
    missing = [column for column in _REQUIRED if column not in table.columns]
    if missing:
        raise LinkError(
            f"is no sheet of candidates: it lacks the column {missing[0]}", source=content.name, line=1
        )
    found: list[Filled] = []
    pairs: dict[tuple[str, str], Filled] = {}
    for row in table.rows():
        if len(found) == MOST:
            raise LinkError(f"has more than {MOST:,} rows; judge them in parts", source=content.name)
        filled = _filled(row, content.name)
        before = pairs.setdefault(filled.candidate.pair, filled)
        if before is not filled and (before.answer, filled.answer).count(None) == 0:
            said = f"judges again what line {before.line} judges"
            raise LinkError(said, source=content.name, line=row.line)
        found.append(filled)
    return found


def _filled(row: Row, source: str) -> Filled:
    """Return one row; LinkError names the column that is wrong."""
    said = _Said(row, source)
    candidate = Candidate(
        subject=said.iri("our_id"),
        subject_name=said.words("our_name"),
        subject_context=said.words("our_context"),
        object=said.iri("their_id"),
        object_name=said.words("their_name"),
        object_context=said.words("their_context"),
        score=said.number("score", 100),
        proposed=said.predicate("proposed", is_needed=True),
        features=tuple(said.number(each, 1) for each in FEATURES),
        code=said.words("code"),
        evidence=said.words("evidence"),
        quote=said.words("quote"),
        source=said.words("source"),
        version=said.words("source_version"),
        date=said.moment("source_date"),
        tool=said.words("tool"),
    )
    return Filled(
        candidate,
        said.answer("judgement"),
        said.predicate("predicate"),
        " ".join(said.words("reviewer").split()),
        " ".join(said.words("comment").split()),
        tuple((column, cell) for column, cell in row.cells.items() if column and column not in COLUMNS),
        row.line,
    )


class _Said:
    """The cells of one row, each looked at by what its column holds; LinkError where it does not hold that."""

    def __init__(self, row: Row, source: str) -> None:
        self._row, self._source = row, source

    def words(self, column: str) -> str:
        """Return a cell, "" where the column is gone."""
        return cells.bare(self._row.cells.get(column, ""))

    def _refuse(self, column: str, what: str) -> NoReturn:
        said = f"column {column} is {self.words(column)[:60]!r}, not {what}"
        raise LinkError(said, source=self._source, line=self._row.line)

    def iri(self, column: str) -> str:
        try:
            return ox.NamedNode(self.words(column)).value
        except ValueError:
            self._refuse(column, "an IRI")

    def answer(self, column: str) -> Answer | None:
        said = self.words(column).lower()
        if said and said not in _ANSWERS:
            self._refuse(column, "yes, no or unsure")
        return _ANSWERS.get(said)

    def predicate(self, column: str, *, is_needed: bool = False) -> str:
        said = self.words(column)
        whole = said if ":" in said or not said else f"skos:{said}"
        if whole not in PREDICATES and (said or is_needed):
            self._refuse(column, f"one of {', '.join(PREDICATES)}")
        return whole

    def number(self, column: str, most: int) -> str:
        """Return a number as it was written, with a point where a spreadsheet made it a comma."""
        said = self.words(column).replace(",", ".")
        try:
            is_within = not said or 0 <= Decimal(said) <= most
        except InvalidOperation:
            is_within = False
        if not is_within:
            self._refuse(column, f"a number from 0 to {most}")
        return said

    def moment(self, column: str) -> str:
        """Return a moment, or a day whose numbers a spreadsheet parted otherwise."""
        said = self.words(column)
        if (found := _DATE.fullmatch(said)) is None:
            return self._refuse(column, "a moment as in 2026-11-24T08:30:00+00:00") if said else ""
        year, month, day, rest = found.groups()
        return f"{year}-{int(month):02}-{int(day):02}{rest}"
