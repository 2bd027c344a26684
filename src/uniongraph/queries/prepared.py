"""A prepared query as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from uniongraph.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from uniongraph.queries.parameters import Parameter

__all__ = ["Query", "nearest"]


@dataclass(frozen=True, slots=True)
class Query:
    """A prepared query as its file says it; summary and description are in "zh" and "en".

    ``chart`` are the columns of its bars, if it has any: those that name a bar, and last the one that says how long it is.
    """

    name: str
    summary: Mapping[str, str]
    description: Mapping[str, str]
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str
    chart: tuple[str, ...] = ()

    def parameter(self, name: str) -> Parameter:
        """Return the parameter of this name; ParameterError names the nearest where there is none."""
        found = {each.name: each for each in self.parameters}
        if name in found:
            return found[name]
        has = ", ".join(
            f"{each.name} (type {each.type}, such as {each.example!r})" for each in self.parameters
        )
        near = nearest(name, found)
        raise ParameterError(
            f"has no parameter {name!r}{near}{' It' if near else '; it'} has {has or 'none'}",
            parameter=name,
            expected=f"one of the parameters {has}" if has else "no parameter",
            example=next((f"{each.name}={each.example}" for each in self.parameters), ""),
            source=self.name,
        )


def nearest(name: str, known: Collection[str]) -> str:
    """Return the end of a sentence that offers the names most like this one, or nothing where none is."""
    from difflib import get_close_matches  # noqa: PLC0415 (on the way out of a failure only)

    near = get_close_matches(name, known, n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(near)}?" if near else ""
