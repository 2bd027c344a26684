"""Editorial corrections, kept as data: what is printed, what is proposed, by whom and why. The print never changes."""

from __future__ import annotations

import csv
import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph.errors import RegistryError
from uniongraph.model import Span

if TYPE_CHECKING:
    from pathlib import Path

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
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"cannot be read: {error}", source=str(path)) from error
    rows = list(csv.reader(lines))
    if not rows or rows[0] != _COLUMNS:
        raise RegistryError(f"must begin with the columns {','.join(_COLUMNS)}", source=str(path), line=1)
    return [_correction(row, (str(path), number)) for number, row in enumerate(rows[1:], start=2)]


def _correction(row: list[str], where: tuple[str, int]) -> Correction:
    if len(row) != len(_COLUMNS):
        raise RegistryError(f"has {len(row)} columns, not {len(_COLUMNS)}", source=where[0], line=where[1])
    cell = dict(zip(_COLUMNS, row, strict=True))
    if not re.fullmatch("[0-9a-f]{64}", cell["witness"]):
        raise RegistryError("witness is no SHA-256 in 64 hexadecimal digits", source=where[0], line=where[1])
    try:
        return Correction(
            witness=cell["witness"],
            span=Span(int(cell["begin"]), int(cell["end"])),
            printed=cell["printed"],
            proposed=cell["proposed"] or None,
            kind=cell["kind"],
            status=cell["status"],
            confidence=float(cell["confidence"]),
            by=cell["by"],
            on=datetime.date.fromisoformat(cell["on"]),
            why=cell["why"],
            row=where,
        )
    except ValueError as error:
        raise RegistryError(str(error), source=where[0], line=where[1]) from error
