"""What a target holds: things with an IRI, names, and official codes, whatever the target is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import pyoxigraph as ox

from uniongraph.errors import LinkError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["MOST", "Outside", "bounded", "code_of", "iri_of", "is_credit_code", "is_division_code"]

MOST: Final = 1_000_000
"""Things of one target; more are for a query that asks for fewer."""
_SPACES: Final = re.compile(r"\s+")
_DIVISION: Final = re.compile(
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])(?:[0-9]{2}(?:[0-9]{2}(?:[0-9]{3}(?:[0-9]{3})?)?)?)?",
    re.ASCII,
)
"""The provinces there are, and what may lie in them."""
_CREDIT: Final = re.compile("[0-9A-HJ-NP-RTUW-Y]{2}[0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}")
_IRI: Final = re.compile('[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>"{}|\\\\^`]+')


class Outside(NamedTuple):
    """One thing of a target: its IRI, its names (the first is shown), official codes, the division that it is or lies in.

    ``codes`` and ``division`` are as `code_of` writes them; ``note`` is what else helps a person to know it.
    """

    id: str
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()
    division: str | None = None
    note: str = ""


def code_of(value: str) -> str | None:
    """Return an official code as all of them are compared, None for what cannot be one.

    A division's (GB/T 2260, NBS) in 6 or 9 digits: 310113109000, ``31 01 13 109`` and 310113109 are one code, 31 and 310000
    another. A unified social credit code in capitals. Whether it was ever given to anybody is not looked at.
    """
    bare = _SPACES.sub("", value).upper()
    if _CREDIT.fullmatch(bare):
        return bare
    if not _DIVISION.fullmatch(bare):
        return None
    if len(bare) == 12:
        bare = bare.removesuffix("000")
    if len(bare) == 9:
        bare = bare.removesuffix("000")
    return bare.ljust(6, "0")


def is_credit_code(code: str) -> bool:
    """Say whether a code, as `code_of` gives it, is one of a body and not of a place."""
    return len(code) == 18


def is_division_code(code: str) -> bool:
    """Say whether a code, as `code_of` gives it, is one of a place."""
    return len(code) < 18


def iri_of(key: str, namespace: str | None) -> str | None:
    """Return the IRI of a key: itself, where it is one, else below a namespace; None where it can be neither."""
    whole = key if _IRI.fullmatch(key) and "/" in key else f"{namespace}{key}" if namespace else ""
    try:
        return ox.NamedNode(whole).value
    except ValueError:
        return None


_Found = TypeVar("_Found")


def bounded(found: Iterable[_Found], name: str) -> Iterator[_Found]:
    """Yield the things of a target, or its rows; LinkError where they are more than `MOST`, or none."""
    count = 0
    for each in found:
        count += 1
        if count > MOST:
            raise LinkError(f"has more than {MOST:,} things; choose those that may match", source=name)
        yield each
    if not count:
        raise LinkError("holds no thing with an IRI and a name", source=name)
