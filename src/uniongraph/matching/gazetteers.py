"""The gazetteer of an index: the shipped divisions and those among its things, their names folded."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uniongraph import divisions
from uniongraph.divisions import Gazetteer
from uniongraph.matching.places import MUNICIPALITIES
from uniongraph.model import Division

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uniongraph.matching.folding import Folder
    from uniongraph.matching.values import Named

__all__ = ["gazetteer"]

_CODE: Final = re.compile("[0-9]{6}(?:[0-9]{3})?", re.ASCII)
_HAN: Final = re.compile("[\u3400-\u9fff]")


def gazetteer(places: Iterable[Named], fold: Folder) -> Gazetteer:
    """Return the gazetteer of the shipped divisions and these places, as far as they have codes and lie in one another."""
    current = (each for each in divisions.shipped().divisions if each.until is None)
    known = {each.code: _folded(each, fold) for each in current}
    ours = {
        place.division: place
        for place in places
        if place.division and _CODE.fullmatch(place.division) and place.division not in known
    }
    for code in sorted(ours, key=lambda each: (len(each), each)):
        called = [fold(name) for name in ours[code].names if _HAN.search(name)]
        parent = next((outer for outer in _around(code) if outer in known), None)
        if called and (parent or code.endswith("0000")):
            known[code] = Division(code, called[0], "", _level(code, called[0]), parent, tuple(called[1:]))
    return Gazetteer.of(known[code] for code in sorted(known))


def _folded(division: Division, fold: Folder) -> Division:
    return replace(
        division, name=fold(division.name), variants=tuple(fold(each) for each in division.variants)
    )


def _around(code: str) -> tuple[str, ...]:
    """Return the codes of the divisions around one, the nearest first."""
    outer = (code[:6], f"{code[:4]}00", f"{code[:2]}0000")
    return tuple(each for each in outer if each != code)


def _level(code: str, name: str) -> str:
    if len(code) == 9:
        return "subdistrict" if name.endswith("街道") else "township" if name.endswith("乡") else "town"
    if code.endswith("0000"):
        return "municipality" if code in MUNICIPALITIES else "province"
    if code.endswith("00"):
        return "prefecture"
    return "district" if name.endswith("区") else "county"
