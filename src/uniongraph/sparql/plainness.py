"""Queries so short and plain that they are safe by their characters alone, and need not be cut into tokens first.

Cutting a query and putting it together again takes longer than many a look-up. Most that are asked hold no escape, no
word SERVICE, few brackets: whatever the engine reads in them, it finds nothing that `safety` refuses. What is asked here
is coarser than what is asked there, never finer: whoever is not plain goes the long way, and loses nothing but time.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_plain", "is_volatile", "verb"]

_LONGEST: Final = 1_800
"""Characters; with so few, words and operators together stay below `safety.MAX_OPERATORS`, patterns far below."""
_OPERATORS: Final = 200
_BRACKETS: Final = 60
_OPENING: Final = ("{", "(", "[", "<<")
_REPARSED: Final = ("REGEX", "SUBSTR", "REPLACE", "GROUP_CONCAT")
_MOST_REPARSED: Final = 8
_LOCAL = re.compile(":[A-Z]++")
"""The first letters behind a colon are part of a name, never a keyword: ``prov:wasDerivedFrom``."""


def is_plain(query: str) -> bool:
    """Tell whether nothing in a query can be refused but that it is no query, and it names no dataset of its own."""
    if len(query) > _LONGEST or "\\" in query:
        return False
    letters = query.upper()
    if "SERVICE" in letters or ("FROM" in letters and "FROM" in _LOCAL.sub("", letters)):
        return False
    return (
        sum(map(query.count, _OPENING)) <= _BRACKETS
        and sum(map(query.count, "|&/*+-!^=>")) <= _OPERATORS
        and sum(map(letters.count, _REPARSED)) <= _MOST_REPARSED
    )


_CLOCKS: Final = ("NOW", "RAND", "UUID", "BNODE")
_VOLATILE: Final = re.compile(rf"(?:{'|'.join(_CLOCKS)})(?:\s++|#[^\r\n]*+)*+\(", re.IGNORECASE)


def is_volatile(query: str) -> bool:
    """Tell whether a query may answer otherwise when it is asked again: it reads the clock, or draws lots."""
    letters = query.upper()
    return any(word in letters for word in _CLOCKS) and _VOLATILE.search(query) is not None


_VERB = re.compile(
    r"[ \t\r\n]*+(?:PREFIX[ \t\r\n]++[A-Z0-9_-]*+:[ \t\r\n]*+<[^\x00-\x20<>\"{}|^`\\]*+>[ \t\r\n]*+)*+"
    r"(?P<verb>SELECT|ASK|CONSTRUCT|DESCRIBE)(?=[ \t\r\n{*?$<])",
    re.IGNORECASE | re.ASCII,
)


def verb(query: str) -> str | None:
    """Return what a query with a plain prologue begins with; None where one must look closer."""
    found = _VERB.match(query)
    return found["verb"] if found else None
