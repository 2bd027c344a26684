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

from uniongraph import cells
from uniongraph.errors import LinkError
from uniongraph.linking.content import Content
from uniongraph.linking.tables import open_table
from uniongraph.matching import Features

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from uniongraph.linking.tables import Row

__all__ = ["COLUMNS", "PREDICATES", "Answer", "Candidate", "Filled", "read", "rendered"]

Answer: TypeAlias = Literal["yes", "no", "unsure"]

PREDICATES: Final = tuple(f"skos:{name}Match" for name in ("exact", "close", "related", "broad", "narrow"))
"""What may be said of a pair."""
_FEATURES: Final = tuple(f"feature_{name}" for name in Features._fields)
_ASKED: Final = ("judgement", "predicate", "reviewer", "comment")
COLUMNS: Final = (
    *("our_id", "our_name", "our_context", "their_id", "their_name", "their_context", "score", "proposed"),
    *_ASKED,
    *_FEATURES,
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

    ``score`` is from 0 to 100, each feature from 0 to 1, "" where it cannot be told. ``evidence`` names document and line
    where our thing is printed, ``quote`` is that line. ``date`` is when the target was fetched, "" for a file.
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
    """A candidate as a sheet holds it: what was filled in, None where nothing was, and the line it stands in."""

    candidate: Candidate
    answer: Answer | None = None
    predicate: str = ""
    reviewer: str = ""
    comment: str = ""
    line: int = field(default=0, compare=False)


# ------------------------------------------------------------------------------------------------------ written


def rendered(filled: Iterable[Filled]) -> bytes:
    """Return a sheet: the same candidates give the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([cells.safe(cell) for cell in _cells(each)] for each in filled)
    return text.getvalue().encode("utf-8-sig")


def _cells(filled: Filled) -> tuple[str, ...]:
    each = filled.candidate
    return (
        *(each.subject, each.subject_name, each.subject_context),
        *(each.object, each.object_name, each.object_context, each.score, each.proposed),
        *(filled.answer or "", filled.predicate, filled.reviewer, filled.comment),
        *each.features,
        *(each.evidence, each.quote, each.source, each.version, each.date, each.tool),
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
    found, pairs = [], {}
    for row in table.rows():
        filled = _filled(row, content.name)
        before = pairs.setdefault(filled.candidate.pair, filled)
        if before is not filled and (before.answer, filled.answer).count(None) == 0:
            said = f"judges again what line {before.line} judges"
            raise LinkError(said, source=content.name, line=row.line)
        found.append(filled)
    return found


def _filled(row: Row, source: str) -> Filled:
    """Return one row; LinkError names the column that is wrong."""
    given = {column: cells.bare(cell) for column, cell in row.cells.items()}

    def refuse(column: str, what: str) -> NoReturn:
        said = f"column {column} is {given.get(column, '')[:60]!r}, not {what}"
        raise LinkError(said, source=source, line=row.line)

    for column in ("our_id", "their_id"):
        if not _is_iri(given[column]):
            refuse(column, "an IRI")
    said = given["judgement"].lower()
    if said and said not in _ANSWERS:
        refuse("judgement", "yes, no or unsure")
    chosen = {}
    for column in ("proposed", "predicate"):
        word = given.get(column, "")
        chosen[column] = f"skos:{word}" if word and ":" not in word else word
        if chosen[column] not in PREDICATES and (word or column == "proposed"):
            refuse(column, f"one of {', '.join(PREDICATES)}")
    numbers = {}
    for column, most in (("score", 100), *((each, 1) for each in _FEATURES)):
        number = _number(given.get(column, ""), most)
        if number is None:
            refuse(column, f"a number from 0 to {most}")
        numbers[column] = number
    date = _date(given.get("source_date", ""))
    if date is None:
        refuse("source_date", "a moment as in 2026-11-24T08:30:00+00:00")
    candidate = Candidate(
        *(given.get(column, "") for column in COLUMNS[:6]),
        numbers["score"],
        chosen["proposed"],
        tuple(numbers[each] for each in _FEATURES),
        *(given.get(each, "") for each in ("evidence", "quote", "source", "source_version")),
        date,
        given.get("tool", ""),
    )
    return Filled(
        candidate,
        _ANSWERS.get(said),
        chosen["predicate"],
        given.get("reviewer", ""),
        given.get("comment", ""),
        row.line,
    )


def _is_iri(word: str) -> bool:
    try:
        return bool(ox.NamedNode(word).value)
    except ValueError:
        return False


def _number(word: str, most: int) -> str | None:
    """Return a number as it was written, with a point where a spreadsheet made it a comma; None for what is none."""
    try:
        number = Decimal(word.replace(",", ".")) if word else Decimal(0)
    except InvalidOperation:
        return None
    return word.replace(",", ".") if number.is_finite() and 0 <= number <= most else None


def _date(word: str) -> str | None:
    """Return a moment, or a day, whose numbers a spreadsheet may have parted otherwise; None for what is none."""
    found = _DATE.fullmatch(word)
    if not word or not found:
        return None if word else ""
    year, month, day, rest = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}{rest}"
