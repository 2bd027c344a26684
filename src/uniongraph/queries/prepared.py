"""A prepared query as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from uniongraph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from uniongraph.queries.parameters import Parameter

__all__ = ["Query", "nearest"]


@dataclass(frozen=True, slots=True)
class Query:
    """A prepared query as its file says it; summary and description are in "zh" and "en"."""

    name: str
    summary: Mapping[str, str]
    description: Mapping[str, str]
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str

    def parameter(self, name: str) -> Parameter:
        """Return the parameter of this name; QueryError names the nearest where there is none."""
        found = {each.name: each for each in self.parameters}
        if name in found:
            return found[name]
        has = f"; it has {', '.join(found)}" if found else "; it has none"
        raise QueryError(f"has no parameter {name!r}{nearest(name, found) or has}", source=self.name)


def nearest(name: str, known: Collection[str]) -> str:
    """Return the end of a sentence that offers the names most like this one, or nothing where none is."""
    from difflib import get_close_matches  # noqa: PLC0415 (on the way out of a failure only)

    near = get_close_matches(name, known, n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(near)}?" if near else ""
