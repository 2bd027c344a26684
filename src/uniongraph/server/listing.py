"""The prepared queries as data: what ``/queries`` says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from uniongraph import sparql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from uniongraph.queries import Parameter, Query

__all__ = ["listed"]


def listed(queries: Iterable[Query], *, root: str, release: str) -> Mapping[str, Any]:
    """Return the list of some queries, ready for JSON; the service is mounted at ``root``."""
    return {
        "release": release,
        "openapi": f"{root}/openapi.json",
        "queries": [_query(each, f"{root}/queries/{quote(each.name)}") for each in queries],
    }


def _query(query: Query, address: str) -> dict[str, Any]:
    return {
        "name": query.name,
        "href": address,
        "source": f"{address}.rq",
        "summary": dict(query.summary),
        "description": dict(query.description),
        "tags": list(query.tags),
        "parameters": [_parameter(each) for each in query.parameters],
        "formats": [each.name for each in sparql.formats(sparql.form(query.text))],
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    said = {
        "name": parameter.name,
        "type": parameter.type,
        "scheme": parameter.scheme,
        "expected": parameter.expected,
        "summary": dict(parameter.summary),
        "required": parameter.required,
        "default": parameter.default,
        "example": parameter.example,
    }
    return {name: value for name, value in said.items() if value is not None}
