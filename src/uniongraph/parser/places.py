"""Places among the words of a line that names persons: the unit of one, or bodies beside others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uniongraph import names
from uniongraph.parser import posts
from uniongraph.parser.fields import MOST_FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.fields import Field

__all__ = ["are_bodies", "beside"]

_PAIR: Final = 2
_SHORTEST_PLACE: Final = 3


def are_bodies(words: str, fields: Sequence[Field]) -> bool:
    """Say whether 、 parts places, which look like names, and bodies, which are no units of them (石桥镇、柳林镇、县公安局)."""
    if "、" not in words or not 1 < len(fields) <= MOST_FIELDS or not any(field.is_name for field in fields):
        return False
    bodies = [names.is_organization(field.words) for field in fields]
    return any(bodies) and all(
        is_body or _is_place(f.bare) for is_body, f in zip(bodies, fields, strict=True)
    )


def beside(words: str, fields: Sequence[Field]) -> int | None:
    """Return which of two fields is a name, where a blank parts it from a place (柳溪村 何岚), which is its unit.

    A name that ends as a village's does (李建村) stands before a mark or alone more often than there.
    """
    if len(fields) != _PAIR or not words[fields[0].end : fields[1].begin].isspace():
        return None
    places = [len(each.bare) >= _SHORTEST_PLACE and _is_place(each.bare) for each in fields]
    if sum(places) != 1:
        return None
    at = places.index(False)
    return at if fields[at].is_name else None


def _is_place(bare: str) -> bool:
    return posts.is_unit(bare) and not (names.is_organization(bare) or bare.endswith("州"))
