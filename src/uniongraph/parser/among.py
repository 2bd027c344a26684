"""Honours without an ordinal that stand among the grades of a numbered heading (一、拔河赛: 一等奖, 二等奖, 优秀组织奖)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph.parser import outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.outline import Ordinal
    from uniongraph.parser.state import Piece

__all__ = ["among_grades"]


def among_grades(lines: Sequence[Piece], names_of: Sequence[str | None]) -> frozenset[int]:
    """Return the numbers of the lines with such honours, given the names of the headings without an ordinal.

    They are of the heading above where another counts on below them: below the last heading they may be of all.
    """
    grades = [name is not None and outline.is_grade(name) for name in names_of]
    if not any(grades) or not any(
        name and not is_grade for name, is_grade in zip(names_of, grades, strict=True)
    ):
        return frozenset()
    found: set[int] = set()
    honours: list[int] = []
    head: Ordinal | None = None
    is_graded = False
    for line, name, is_grade in zip(lines, names_of, grades, strict=True):
        if name is not None:
            is_graded |= is_grade
            if not is_grade:
                honours.append(line.number)
            continue
        ordinal = outline.ordinal_of(line)
        if ordinal is None or "chinese" not in ordinal.style:
            continue
        goes_on = head is not None and (head.style, head.value + 1) == (ordinal.style, ordinal.value)
        if goes_on and is_graded:
            found.update(honours)
        honours.clear()
        head, is_graded = ordinal, False
    return frozenset(found)
