"""What the ends of pages do to a printed document: page numbers and running headers between lines and within words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from generated.values import Drawn

__all__ = ["turned"]

_FEWEST, _SHORTEST, _WITHIN = 5, 8, 2
"""A page ends in no shorter list, within no shorter line, and within lines of the prose and the first list alone."""


def turned(drawn: Drawn, lines: Sequence[str], number: int, breakable: AbstractSet[str]) -> list[str]:
    """Return lines with the end of a page in their middle, or within the breakable line next to it."""
    middle = len(lines) // 2
    end = _page_end(drawn, number)
    may_break = [i for i, line in enumerate(lines) if line in breakable and len(line) >= _SHORTEST]
    # In one list only: the same words on two pages would be what each page repeats.
    if drawn.frame.pages in {"words", "names"} and may_break and number <= _WITHIN:
        index = min(may_break, key=lambda i: abs(i - middle))
        cut = _cut(lines[index])
        return [*lines[:index], lines[index][:cut].rstrip(), *end, lines[index][cut:], *lines[index + 1 :]]
    if drawn.frame.pages == "none" or len(lines) < _FEWEST:
        return list(lines)
    return [*lines[:middle], *end, *lines[middle:]]


def _page_end(drawn: Drawn, number: int) -> list[str]:
    """Return what stands between two pages: the number of the one, and what is printed over the other."""
    running = {"none": [], "masthead": [f"{drawn.issuers[0]}文件"], "title": [drawn.title]}
    return [drawn.frame.page_number.format(number), *running[drawn.frame.running]]


def _cut(line: str) -> int:
    """Return a place about the middle of a line with a Chinese character on either side."""
    places = [at for at in range(4, len(line) - 1) if min(line[at - 1 : at + 1]) >= "\u4e00"]
    return min(places, key=lambda at: abs(at - len(line) // 2), default=len(line) // 2)
