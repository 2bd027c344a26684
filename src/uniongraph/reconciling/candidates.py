"""Candidates for what is wanted: by an identifier, by a name, or by nothing but values of properties.

The index of names gives score, features and whether a thing may be taken unseen. What a query says besides can only make
that less sure: a thing of another type, or whose value of a property is another one, is never a match. Of several things
of one name it can say which is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from uniongraph import matching
from uniongraph.reconciling import classes, describing, properties
from uniongraph.reconciling.comparing import Held, agreement, division, held_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyoxigraph as ox

    from uniongraph.reconciling.asked import Query
    from uniongraph.reconciling.desk import Desk

__all__ = ["result"]

_WHOLE: Final = 100.0
"""The score of a thing that is equal in all that was asked."""
_LESS: Final = 0.7
"""What a score is multiplied by for each value of a property that is another one, and for a type that is another.

Not for places: the index has weighed already where a thing lies.
"""
_MORE: Final = 4
"""How many times as many candidates are looked at where properties or types choose among them."""


class _Candidate(NamedTuple):
    """A thing that may be the one that is wanted; ``types`` are the IRIs of its classes."""

    id: str
    node: ox.NamedNode
    name: str
    types: tuple[str, ...]
    note: str
    score: float
    match: bool
    features: dict[str, float | bool]


class _Sought(NamedTuple):
    """A query with what its identifiers stand for: each type as its class and those below it."""

    query: Query
    types: Sequence[frozenset[str]]
    held: Sequence[Held]


def result(desk: Desk, query: Query) -> dict[str, Any]:
    """Return the candidates of a query, the best first; ParameterError for a type or a property that there is not."""
    types = [
        classes.narrower(desk.reader, classes.found(each, f"{query.place}.type")) for each in query.types
    ]
    sought = _Sought(query, types, held_by(desk, query))
    own = desk.node(query.text) if query.text else None
    if own is not None:
        found = [_known(desk, own, is_match=True)]
    elif query.text:
        found = _named(desk, sought)
    else:
        found = _bearing(desk, sought.held)
    weighed = [_weighed(desk, each, sought) for each in found]
    ranked = sorted(
        _chosen(weighed, sought.held), key=lambda each: (-each.score, -each.features.get("name", 1.0))
    )
    return {"result": [_told(desk, each) for each in ranked[: query.limit]]}


def _known(desk: Desk, node: ox.NamedNode, *, is_match: bool) -> _Candidate:
    """Return a thing that was found by what it is, not by its name."""
    name, types = desk.reader.label(node).text, tuple(desk.reader.classes(node))
    note = describing.described(desk, node)
    return _Candidate(desk.id(node.value) or node.value, node, name, types, note, _WHOLE, is_match, {})


def _named(desk: Desk, sought: _Sought) -> list[_Candidate]:
    """Return what the index of names finds; where a thing had better be of some types, others if there is none of these."""
    query, types, held = sought
    limit = query.limit * _MORE if held or query.strict == "all" else query.limit
    within = tuple(frozenset().union(*types)) or classes.IRIS
    wanted = matching.Wanted(query.text, division=division(desk, held), types=within, limit=limit)
    found = desk.index().find(wanted)
    if not found and types and query.strict == "should":
        found = desk.index().find(wanted._replace(types=classes.IRIS))
    return [made for each in found if (made := _found(desk, each)) is not None]


def _found(desk: Desk, found: matching.Found) -> _Candidate | None:
    thing = found.thing
    id_, node = desk.id(thing.id), desk.made(thing.id)
    if id_ is None or node is None:
        return None
    features: dict[str, float | bool] = dict(found.features.items())
    return _Candidate(id_, node, thing.names[0], thing.types, thing.note, found.score, found.match, features)


def _bearing(desk: Desk, held: Sequence[Held]) -> list[_Candidate]:
    """Return the things that have the values of all properties; one alone that has an identifying one is a match."""
    if not held:
        return []
    sets = [each.bearers(desk) for each in held]
    nodes = [node for node in sets[0] if all(node in each for each in sets[1:]) and desk.id(node.value)]
    is_match = len(nodes) == 1 and any(each.of.id in properties.IDENTIFYING for each in held)
    return [
        _known(desk, node, is_match=is_match) for node in sorted(nodes, key=lambda each: each.value)[:_MOST]
    ]


_MOST: Final = 100
"""Things that have the values of properties that are told of."""


def _weighed(desk: Desk, found: _Candidate, sought: _Sought) -> _Candidate:
    """Return a candidate with what its types and the values of its properties say for and against it."""
    features, score, is_match = dict(found.features), found.score, found.match
    if sought.types:
        fitting = [not each.isdisjoint(found.types) for each in sought.types]
        features["type"] = all(fitting) if sought.query.strict == "all" else any(fitting)
        if not features["type"]:
            score, is_match = score * _LESS, False
    for each in sought.held:
        agrees = agreement(desk, found.node, each)
        if agrees is not None:
            features[f"property:{each.given.property}"] = agrees
        if agrees is False:
            score, is_match = score * (1 if each.is_place else _LESS), False
    return found._replace(score=round(score, 2), match=is_match, features=features)


def _chosen(found: Sequence[_Candidate], held: Sequence[Held]) -> Iterator[_Candidate]:
    """Yield the candidates; of several of one name that one is a match which alone has the values that were given."""
    equal = [each for each in found if each.features.get("name") == 1]
    fitting = [each for each in equal if not _contradicted(each)]
    is_told = len(fitting) == 1 < len(equal) < len(found) and any(
        fitting[0].features.get(f"property:{each.given.property}") for each in held
    )
    is_open = not any(each.match for each in found)
    for each in found:
        yield each._replace(match=True) if is_open and is_told and each is fitting[0] else each


def _contradicted(found: _Candidate) -> bool:
    return any(value is False for value in found.features.values())


def _told(desk: Desk, found: _Candidate) -> dict[str, Any]:
    """Return a candidate as the format has it."""
    told: dict[str, Any] = {"id": found.id, "name": found.name, "score": found.score, "match": found.match}
    told["type"] = [classes.typed(desk.reader, each) for each in classes.types_of(found.types)]
    if found.note:
        told["description"] = found.note
    told["features"] = [{"id": name, "value": value} for name, value in found.features.items()]
    return told
