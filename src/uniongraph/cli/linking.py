"""``link``: judgements about what is one with what elsewhere."""

from __future__ import annotations

from uniongraph.cli.frame import main

__all__ = ["link"]


@main.group()
def link() -> None:
    """Link our things to those of other datasets.

    \b
    Example:
      uniongraph link check
    """
