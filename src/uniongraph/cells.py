"""Cells of a table as a spreadsheet takes them: one that begins as a formula does is marked as text, and read back.

A spreadsheet runs what a cell says where it begins with an equals sign; an apostrophe before it makes it text.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["BEGINNINGS", "NUMBER", "bare", "safe"]

BEGINNINGS: Final = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""What a formula begins with, as OWASP lists it: with the forms of full width."""
NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
"""What begins with a sign and is no formula."""


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    risky = cell[:1] and cell[0] in BEGINNINGS and not NUMBER.fullmatch(cell)
    return f"'{cell}" if risky or _is_marked(cell) else cell


def _is_marked(cell: str) -> bool:
    """Say whether a cell is one that `safe` has marked, or looks so."""
    unmarked = cell.lstrip("'")
    return cell[:1] == "'" and unmarked[:1] != "" and unmarked[0] in BEGINNINGS


def bare(cell: str) -> str:
    """Return the words of a cell that `safe` has marked; any other as it is."""
    return cell[1:] if _is_marked(cell) else cell
