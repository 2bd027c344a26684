"""Sheets of a long list: which one is asked for, and which lie beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from uniongraph.errors import NothingThere
from uniongraph.things import numbering

if TYPE_CHECKING:
    from uniongraph.pages.frame import Frame

__all__ = ["Sheet", "sheet"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, from the item numbered ``first`` (from 0) to before ``end``; ``before`` and ``after`` are addresses."""

    number: int
    last: int
    first: int
    end: int
    before: str | None
    after: str | None


def sheet(frame: Frame, total: int, size: int) -> Sheet:
    """Return the sheet that ``page=`` asks for of so many items; NothingThere where the list does not go so far."""
    said = dict(frame.values).get("page", "1")
    last = max(1, -(-total // size))
    number = numbering.number(said, 9)
    if not 1 <= number <= last:
        raise NothingThere(f"page={said[:40]}: this list has the pages 1 to {last}", source="page")

    def address(other: int) -> str | None:
        rest = {name: value for name, value in frame.values if name not in {"page", "lang"}}
        return frame.to.sheet(frame.here, other, **rest) if 1 <= other <= last else None

    first = (number - 1) * size
    return Sheet(number, last, first, min(first + size, total), address(number - 1), address(number + 1))
