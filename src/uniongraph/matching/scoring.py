"""Scoring: how far two names agree, part by part, and what that comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from uniongraph import names
from uniongraph.matching.values import Features

if TYPE_CHECKING:
    from uniongraph.matching.parts import Parts
    from uniongraph.matching.places import Places

__all__ = ["EQUAL", "LED", "VARIANT", "compare", "score"]

EQUAL: Final = 100.0
VARIANT: Final = 99.0
LED: Final = 90.0
"""The scores of equal names, of names that are equal but for how the place is written, and of a thing that a hint leads to."""
_NEAR: Final = 97.0
"""What is not equal has no more."""

_WEIGHTS: Final = Features(name=14, core=50, division=14, legal_form=10, suffix=12, branch=10, numbers=10)
_CAPS: Final = Features(name=100, core=100, division=55, legal_form=85, suffix=62, branch=72, numbers=72)
"""The score of names that contradict each other in a part (0 there); in between for what agrees in half."""


def compare(wanted: Parts, known: Parts, places: Places) -> Features:
    """Return how far two names agree in each part."""
    return Features(
        name=_ratio(wanted.whole, known.whole),
        core=_core(wanted, known),
        division=places.agreement(wanted, known),
        legal_form=_form(wanted.form, known.form),
        suffix=_suffix(wanted.suffix, known.suffix),
        branch=_either(wanted.branch, known.branch),
        numbers=_numbers(wanted.numbers, known.numbers),
    )


def score(features: Features) -> float:
    """Return what features come to, 0 to 100: their weighted mean, and no more than what contradicts allows."""
    total = weights = 0.0
    most = _NEAR
    for value, weight, cap in zip(features, _WEIGHTS, _CAPS, strict=True):
        if value is not None:
            total += weight * value
            weights += weight
            most = min(most, cap + (100 - cap) * value)
    return round(min(100 * total / weights, most), 2)


def _ratio(one: str, other: str) -> float:
    return round(fuzz.ratio(one, other) / 100, 4)


def _core(wanted: Parts, known: Parts) -> float:
    """Return how alike the cores are: by their characters, in whatever order their words stand, if that is more."""
    if wanted.core == known.core:
        return 1.0
    return _ratio(wanted.core, known.core)


def _form(one: str, other: str) -> float | None:
    """Return how alike two legal forms are; half for two of one sort, and for one that is left out."""
    if not one and not other:
        return None
    if one == other:
        return 1.0
    sorts = {names.words.ending_of(each).sort for each in (one, other)}
    return 0.5 + 0.4 * _ratio(one, other) if len(sorts) == 1 or "" in sorts else 0.0


_FEDERATIONS: Final = ("总工会", "联合会", "联合工会", "联合委员会")


def _suffix(one: str, other: str) -> float | None:
    """Return 0 for a union and what is none, and how alike two kinds of unions are."""
    if one == other:
        return 1.0 if one else None
    if not one or not other:
        return 0.0
    is_joint = [each.endswith(_FEDERATIONS) for each in (one, other)]
    return 0.9 if is_joint == [False, False] and "分工会" not in (one, other) else 0.5


def _either(one: str, other: str) -> float | None:
    """Return how alike two parts of larger bodies are; 0 where only one name has any."""
    if not one and not other:
        return None
    return _ratio(one, other) if one and other else 0.0


def _numbers(one: tuple[str, ...], other: tuple[str, ...]) -> float | None:
    if not one and not other:
        return None
    return float(one == other)
