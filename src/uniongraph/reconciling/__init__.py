"""Reconciliation: which of our things the names in somebody's table mean, by the W3C's Reconciliation Service API 0.2.

Pure: what a client asked for, and a desk to answer it at, give a value that is the JSON of the answer::

    answered(desk, "queries", {"queries": '{"q0": {"query": "临江市总工会"}}'})

Identifiers are what stands behind ``id/`` in the IRI of a thing, types and properties go by their names in the ontology.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uniongraph.reconciling import asked, candidates, classes, extending, suggesting
from uniongraph.reconciling.asked import BATCH
from uniongraph.reconciling.desk import SPACE, Desk
from uniongraph.reconciling.glimpsing import KINDS, Glimpse, glimpse
from uniongraph.reconciling.manifest import manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["BATCH", "KINDS", "SPACE", "Desk", "Glimpse", "answered", "check", "glimpse", "manifest"]


def check(service: str, text: str) -> None:
    """Raise ParameterError where a text is no request to a service, without looking anything up."""
    {"queries": asked.batch, "query": asked.one, "extend": asked.extension}[service](text)


def answered(desk: Desk, service: str, sent: Mapping[str, str]) -> dict[str, Any]:
    """Return the answer of one of the services to the parameters of a request.

    Raises ParameterError, whose ``parameter`` is the place of what is wrong (``queries.q3.type``), and NotPrepared.
    """
    return _SERVICES[service](desk, sent)


def _queries(desk: Desk, sent: Mapping[str, str]) -> dict[str, Any]:
    return {key: candidates.result(desk, query) for key, query in asked.batch(sent["queries"]).items()}


def _query(desk: Desk, sent: Mapping[str, str]) -> dict[str, Any]:
    return candidates.result(desk, asked.one(sent["query"]))


def _extend(desk: Desk, sent: Mapping[str, str]) -> dict[str, Any]:
    return extending.extended(desk, asked.extension(sent["extend"]))


def _types(desk: Desk, _: Mapping[str, str]) -> dict[str, Any]:
    return {name: classes.typed(desk.reader, name)["name"] for name in classes.DEFAULT}


_SERVICES: Final[Mapping[str, Callable[[Desk, Mapping[str, str]], dict[str, Any]]]] = {
    "extend": _extend,
    "propose": extending.proposed,
    "queries": _queries,
    "query": _query,
    "suggest/entity": suggesting.entities,
    "suggest/property": suggesting.properties_,
    "suggest/type": suggesting.types_,
    "types": _types,
}
