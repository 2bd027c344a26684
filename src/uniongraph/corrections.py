"""Editorial corrections, kept as data: what is printed, what is proposed, by whom and why. The print never changes."""

from __future__ import annotations

import csv
import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

from uniongraph import vocabulary
from uniongraph.errors import RegistryError
from uniongraph.model import Span

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

__all__ = ["Correction", "read"]

_COLUMNS: Final = [
    "witness",
    "begin",
    "end",
    "printed",
    "proposed",
    "kind",
    "status",
    "confidence",
    "by",
    "on",
    "why",
]
_FORMS: Final = {
    "witness": ("[0-9a-f]{64}", "a SHA-256 in 64 hexadecimal digits"),
    "begin": ("[0-9]{1,9}", "an offset"),
    "end": ("[0-9]{1,9}", "an offset"),
    "confidence": (r"0(?:\.[0-9]+)?|1(?:\.0+)?", "a number from 0 to 1"),
    "by": (r".*\S.*", "a name"),
    "on": ("[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day as in 2018-04-26"),
    "why": (r"(?s:.*\S.*)", "a reason"),
}
_CONCEPTS: Final = {"kind": "correction-kind", "status": "editorial-status"}


@dataclass(frozen=True, slots=True)
class Correction:
    """One proposal about a span of one file, named by its SHA-256.

    ``proposed`` is None where the print is wrong and nobody knows what was meant. ``kind`` and ``status`` are keys
    of the schemes ``correction-kind`` and ``editorial-status``. ``row`` says where it is kept.
    """

    witness: str
    span: Span
    printed: str
    proposed: str | None
    kind: str
    status: str
    confidence: float
    by: str
    on: datetime.date
    why: str
    row: tuple[str, int]


def read(path: Path) -> list[Correction]:
    """Return the corrections kept in a CSV file; RegistryError names file and line of a row that cannot be used."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = _rows(file, str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"cannot be read: {error}", source=str(path)) from error
    if not rows or rows[0][0] != _COLUMNS:
        raise RegistryError(f"must begin with the columns {','.join(_COLUMNS)}", source=str(path), line=1)
    found = [_correction(row, where) for row, where in rows[1:] if row]
    seen: set[tuple[str, Span]] = set()
    for correction in found:
        key = (correction.witness, correction.span)
        if key in seen:
            _refuse("corrects characters that another row corrects already", correction.row)
        seen.add(key)
    return found


def _rows(file: TextIO, source: str) -> list[tuple[list[str], tuple[str, int]]]:
    """Return the rows of a table, each with the place where it ends: a quoted cell may run over several lines."""
    reader = csv.reader(file, strict=True)
    try:
        return [(row, (source, reader.line_num)) for row in reader]
    except csv.Error as error:
        _refuse(f"is no CSV: {error}", (source, reader.line_num))


def _correction(row: list[str], where: tuple[str, int]) -> Correction:
    if len(row) != len(_COLUMNS):
        _refuse(f"has {len(row)} columns, not {len(_COLUMNS)}", where)
    cell = dict(zip(_COLUMNS, row, strict=True))
    for column, (form, what) in _FORMS.items():
        if not re.fullmatch(form, cell[column]):
            _refuse(f"{column} is {cell[column]!r}, not {what}", where)
    for column, scheme in _CONCEPTS.items():
        if cell[column] not in vocabulary.keys(scheme):
            _refuse(f"{column} is {cell[column]!r}, no concept of the scheme {scheme}", where)
    span = Span(int(cell["begin"]), int(cell["end"]))
    if not 0 < span.end - span.begin == len(cell["printed"]):
        _refuse(f"says that {cell['printed']!r} is printed from {span.begin} to {span.end}", where)
    try:
        day = datetime.date.fromisoformat(cell["on"])
    except ValueError as error:
        _refuse(f"on is {cell['on']!r}, no day of the calendar: {error}", where)
    return Correction(
        witness=cell["witness"],
        span=span,
        printed=cell["printed"],
        proposed=cell["proposed"] or None,
        kind=cell["kind"],
        status=cell["status"],
        confidence=float(cell["confidence"]),
        by=cell["by"],
        on=day,
        why=cell["why"],
        row=where,
    )


def _refuse(message: str, where: tuple[str, int]) -> NoReturn:
    raise RegistryError(message, source=where[0], line=where[1])
