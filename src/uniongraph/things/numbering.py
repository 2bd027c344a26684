"""Numbers of pages, as addresses say them."""

from __future__ import annotations

__all__ = ["number"]


def number(said: str, digits: int) -> int:
    """Return the number that a text of so many digits at most says, 0 where it says none: no page has that number."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= digits else 0
