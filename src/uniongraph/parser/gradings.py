"""Tiers that a column of a table names, and the order and names of grades."""

from __future__ import annotations

from bisect import bisect
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from uniongraph.model import Reading, Tier
from uniongraph.parser import entries, grids, headings, outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser import tables
    from uniongraph.parser.state import Piece, State

__all__ = ["by_rank", "composed", "grade_of", "graded", "graded_rows", "honour_of"]

_LADDERS = (
    ("special", "first-prize", "second-prize", "third-prize", "fourth-prize"),
    ("gold", "silver", "bronze"),
)
_LONGEST_GRADE = 6


def honour_of(state: State, tier: Tier) -> str | None:
    """Return the honour that a tier is a grade of: the words before the grade, or else what its annex lists; None for any other tier."""
    name = tier.name.value
    grade = grade_of(tier)
    if grade != name:
        return name[: -len(grade)] if grade else None
    line = state.line_at(tier.name.spans[-1].begin).number
    annex = bisect(state.annex_starts, line) - 1
    told = state.implied.get(annex)
    return told[0].value if told is not None else None


def grade_of(tier: Tier) -> str:
    """Return the grade that the name of a tier is or ends in (某某奖一等奖: 一等奖); empty where it is none."""
    return _grade_at_end(tier.name.value[-_LONGEST_GRADE:])


@lru_cache(maxsize=2048)
def _grade_at_end(words: str) -> str:
    """Return the grade that ends some words; remembered, as most tiers end in one of few."""
    return next((words[at:] for at in range(len(words)) if outline.is_grade(words[at:])), "")


def composed(honour: Reading[str], grade: Reading[str]) -> Reading[str]:
    """Return the name of a grade with that of its honour before it (先进单位一等奖)."""
    confidence = min(honour.confidence, grade.confidence)
    return Reading(honour.value + grade.value, (*honour.spans, *grade.spans), confidence)


def graded(first: Reading[str], second: Reading[str]) -> Reading[str]:
    """Return the name of an honour with its grade behind it, whichever of the two stands above the other."""
    is_turned = outline.is_grade(first.value) and not outline.is_grade(second.value)
    return composed(second, first) if is_turned else composed(first, second)


def by_rank(tiers: list[Tier]) -> list[Tier]:
    """Return the grades of one honour from the highest on: the first category that lists them may have had no second prize."""
    ladder = next((each for each in _LADDERS if all(tier.kind in each for tier in tiers)), None)
    if any(tier.kind == "special" and "特等" not in tier.name.value for tier in tiers):
        return tiers  # 特别奖 is no rung: it stands where the print puts it
    return tiers if ladder is None else sorted(tiers, key=lambda tier: ladder.index(tier.kind))


def graded_rows(state: State, lines: Sequence[Piece], above: Reading[str] | None = None) -> list[Tier]:
    """Return the tiers that a column of a table names; none where no column does.

    They are grades of the honour in another column, or else of the one ``above`` the table.
    """
    rows = grids.rows(state, lines, graded=True)
    if not rows or not all(row.tier for row in rows if row.recipients):
        return []
    rows = [row for row in rows if row.tier]
    entries.claim(state, [piece for row in rows for piece in row.pieces])
    grouped: dict[tuple[str, str], list[tables.Row]] = {}
    for row in rows:
        honour, grade = _honour_and_grade(row)
        grouped.setdefault((honour.bare if honour else "", grade.bare), []).append(row)
    return [
        tier
        for _, group in groupby(grouped.items(), key=lambda item: item[0][0])
        for tier in by_rank([_tier_of_rows(state, each, rows, above) for _, each in group])
    ]


def _honour_and_grade(row: tables.Row) -> tuple[Piece | None, Piece]:
    """Return the cell of the honour that the tier of a row is a grade of, None where the table names none, and that of the tier."""
    honour, tier = row.honour, row.tier
    assert tier is not None
    if honour is None or honour is tier:
        return None, tier
    return None if outline.is_grade(honour.text) and outline.is_grade(tier.text) else honour, tier


def _tier_of_rows(
    state: State, rows: Sequence[tables.Row], table: Sequence[tables.Row], above: Reading[str] | None
) -> Tier:
    """Return the tier of some rows of a table, with the honour that it is a grade of in its name."""
    honour, cell = _honour_and_grade(rows[0])
    mark, heading = grids.heading_of(cell)
    name, declared = headings.read(state, replace(heading, confidence=state.sureness(cell.span)))
    kind = headings.kind_of_tier(name.value)
    if honour is not None:
        name = graded(headings.read(state, grids.heading_of(honour)[1])[0], name)
    elif above is not None and "honour" not in rows[0].cells:
        name = graded(above, name)
    return Tier(mark, name, kind, declared, grids.categories_of_rows(state, rows, table))
