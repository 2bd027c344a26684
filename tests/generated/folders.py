"""Folders of drawn awards, for what reads many documents."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Final

from generated.drawing import draw
from generated.printing import render
from generated.values import Listed

if TYPE_CHECKING:
    from pathlib import Path

    from generated.values import Drawn

__all__ = ["write"]

_SEEDS: Final = 32
"""So many seeds are tried for one award; all but some in a hundred million hold one."""


def write(folder: Path, number: int, *, first: int = 0) -> Path:
    """Write that many awards with lists, one file each, named by their place, and return the folder.

    Each has a document number of its own, so that none is taken for another.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for place in range(first, first + number):
        (folder / f"{place:06}.txt").write_text(render(_award(place)), "utf-8")
    return folder


def _award(place: int) -> Drawn:
    drawn = next(each for seed in count(place * _SEEDS) if isinstance((each := draw(seed)).content, Listed))
    at = "top" if drawn.frame.number_at == "none" else drawn.frame.number_at
    return replace(drawn, serial=place + 1, frame=replace(drawn.frame, number_at=at))
