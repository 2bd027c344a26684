"""The arguments of a call, as the queries and views take them; what does not fit is said as over HTTP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from uniongraph.errors import ParameterError
from uniongraph.queries.prepared import nearest
from uniongraph.server import paging

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["FEW", "MANY", "Arguments", "check", "chosen", "page", "required", "texts"]

Arguments: TypeAlias = "Mapping[str, Any]"
"""What a client sends: JSON values by name."""
FEW: Final = 20
MANY: Final = 500
"""Rows of an answer where the call does not say how many, and at most: an assistant reads all of them."""


def texts(arguments: Arguments) -> dict[str, str]:
    """Return arguments as text, without those that are blank, which count as left out; ParameterError for a list or the like."""
    found = {name: _text(name, value) for name, value in arguments.items() if value is not None}
    return {name: value for name, value in found.items() if value.strip()}


def _text(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value) if value == value // 1 else value)
    shown = json.dumps(value, ensure_ascii=False)[:40]
    raise ParameterError(
        f"{shown} is neither a text nor a number",
        parameter=name,
        expected="a text or a number",
        example="",
        source=f"parameter {name}",
    )


def check(values: Mapping[str, str], known: Mapping[str, str], tool: str) -> None:
    """Raise ParameterError for an argument that is none of those that a tool takes, each with an example."""
    for name in values:
        if name not in known:
            has = ", ".join(f"{each} (such as {example!r})" for each, example in known.items())
            near = nearest(name, known)
            raise ParameterError(
                f"has no parameter {name!r}{near}{' It' if near else '; it'} has {has}",
                parameter=name,
                expected=f"one of the parameters {', '.join(known)}",
                example=next(iter(known)),
                source=tool,
            )


def required(values: Mapping[str, str], name: str, expected: str, example: str) -> str:
    """Return a value; ParameterError where it is left out."""
    if name in values:
        return values[name]
    raise ParameterError(
        f"is required: {expected}, such as {example!r}",
        parameter=name,
        expected=expected,
        example=example,
        source=f"parameter {name}",
    )


def chosen(values: Mapping[str, str], name: str, known: Collection[str], default: str) -> str:
    """Return one of some values; ParameterError where another is given."""
    value = values.get(name, default)
    if value == default or value in known:
        return value
    among = ", ".join(known)
    raise ParameterError(
        f"{value[:40]!r} is none of {among}",
        parameter=name,
        expected=f"one of {among}",
        example=next(iter(known)),
        source=f"parameter {name}",
    )


def page(values: Mapping[str, str]) -> tuple[int, int]:
    """Return how many rows a call asks for, and from which on; ParameterError where either is no such number."""
    limit = paging.number(values, "limit", 1, MANY)
    return limit or FEW, paging.number(values, "offset", 0, paging.FARTHEST) or 0
