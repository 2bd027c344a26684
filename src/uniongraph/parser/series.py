"""Several works on one line, each in its marks with whose it is (《渡》（何岚）、《赶集》（段家和）)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.parser import authors, inline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.parser.state import Piece

__all__ = ["names_authors", "names_works", "works_on"]

_BOOK_AND_MORE: Final = re.compile(r"[^《》]*《[^《》]+》\s*[^《》]+|[^《》]+《[^《》]+》")
_MAKER_AND_BOOK: Final = re.compile(r"[^《》]+《[^《》]+》[^《》]*")
_LONGEST_RUN, _FEWEST_WORKS = 2_000, 2


def works_on(line: Piece) -> list[Piece]:
    """Return each of several works on a line with whose it is (《渡》（何岚）、《赶集》（段家和）); any other line as it is."""
    if line.text.count("《") < _FEWEST_WORKS or len(line.text) > _LONGEST_RUN:
        return [line]
    for parts in _ways(line):
        are_alike = len(parts) >= _FEWEST_WORKS and len(set(map(inline.holds_label, parts))) == 1
        if are_alike or (len(parts) >= _FEWEST_WORKS and all(map(authors.beside_work, parts))):
            return parts
    return [line]


def _ways(line: Piece) -> Iterator[list[Piece]]:
    """Yield the ways to part a line into works with whose they are: names before or behind a work may be parted as works are."""
    for marks in ("、；;", "；;"):
        parts = [line.part(*bounds) for bounds in grammar.split_outside(line.text, marks)]
        if all(_BOOK_AND_MORE.fullmatch(part.text) for part in parts):
            yield parts
    begin, parts = None, []
    for b, e in grammar.split_outside(line.text, "、；;"):
        begin = b if begin is None else begin
        if "《" in line.text[b:e]:
            parts.append(line.part(begin, e))
            begin = None
    if begin is None and all(_MAKER_AND_BOOK.fullmatch(part.text) for part in parts):
        yield parts


def names_works(line: Piece) -> bool:
    """Say whether a line is works in their marks with whose they are, and nothing else (某某学校《渡口》、《赶集》（何岚）)."""
    if "《" not in line.text:
        return False
    works = works_on(line)
    return any(all(inline.split_list(works, is_marked=is_marked) or [None]) for is_marked in (True, False))


def names_authors(line: Piece) -> bool:
    """Say whether a line is works in their marks with persons right beside each of them (某某中学何立春《渡口》)."""
    found = map(authors.beside_work, works_on(line) if "《" in line.text else [line])
    return all(entry is not None and entry.is_person for entry in found)
