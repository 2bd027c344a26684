"""Scoring: how far two names agree, part by part, and what that comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from uniongraph import names
from uniongraph.matching.values import Features

if TYPE_CHECKING:
    from uniongraph.matching.parts import Parts
    from uniongraph.matching.places import Places

__all__ = ["ELSEWHERE", "EQUAL", "LED", "VARIANT", "compare", "score"]

EQUAL: Final = 100.0
VARIANT: Final = 99.0
LED: Final = 90.0
"""The scores of equal names, of names that are equal but for how the place is written, and of a thing that a hint leads to."""
ELSEWHERE: Final = 55.0
"""The most of a thing that lies elsewhere than it is looked for."""
_NEAR: Final = 97.0
"""What is not equal has no more."""

_SHORT: Final = 0.8
_SHORTEST: Final = 3
_RULES: Final = ((14, 100), (50, 100), (14, ELSEWHERE), (10, 85), (12, 62), (10, 72), (10, 72))
"""What each feature weighs, and the most that names have which contradict each other there (0); in between for half of it."""


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
    values: tuple[float | None, ...] = features
    for value, (weight, cap) in zip(values, _RULES, strict=True):
        if value is not None:
            total += weight * value
            weights += weight
            most = min(most, cap + (100 - cap) * value)
    return round(min(100 * total / weights, most), 2)


def _ratio(one: str, other: str) -> float:
    return round(fuzz.ratio(one, other) / 100, 4)


def _core(wanted: Parts, known: Parts) -> float:
    """Return how alike the cores are; one that is short for the other counts as four fifths of it."""
    if wanted.core == known.core:
        return 1.0
    likeness = _ratio(wanted.core, known.core)
    is_short = likeness < _SHORT and _is_short_for(wanted.core + wanted.branch, known.whole)
    return _SHORT if is_short else likeness


def _is_short_for(short: str, name: str) -> bool:
    """Say whether a name is called for short by some of its characters, the first among them (上汽集团, 中建八局)."""
    if len(short) < _SHORTEST or short[0] != name[0]:
        return False
    rest = iter(name)
    return all(character in rest for character in short)


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
