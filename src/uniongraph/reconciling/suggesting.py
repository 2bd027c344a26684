"""Suggestions for what one begins to type: things by any of their names or by pinyin, types and properties by theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from uniongraph import labels
from uniongraph.iris import ONTOLOGY, term
from uniongraph.reconciling import asked, classes, properties
from uniongraph.reconciling.asked import wrong
from uniongraph.reconciling.describing import defined, described, types

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from uniongraph.reconciling.desk import Desk

__all__ = ["entities", "properties_", "types_"]

_FEW: Final = 10
"""Suggestions in one answer."""
_FARTHEST: Final = 1_000
"""As many may be passed over."""


def entities(desk: Desk, sent: Mapping[str, str]) -> dict[str, Any]:
    """Return things whose identifier ``prefix`` is, or in whose name it is found, the best first, after ``cursor`` of them.

    ``type`` leaves those of a type; NotPrepared where no index of names is there.
    """
    prefix, cursor = _prefix(sent), _cursor(sent)
    wanted = _wanted(desk, sent.get("type", ""))
    found: dict[ox.NamedNode, None] = {}
    if prefix and (own := desk.node(prefix)) is not None:
        found[own] = None
    for hit in labels.search(desk.choices(), prefix, limit=labels.COUNTED).hits if prefix else ():
        if len(found) >= cursor + _FEW:
            break
        node = ox.NamedNode(hit.iri)
        if desk.id(hit.iri) is not None and (not wanted or not wanted.isdisjoint(desk.reader.classes(node))):
            found[node] = None
    return {"result": [_entity(desk, node) for node in [*found][cursor : cursor + _FEW]]}


def _wanted(desk: Desk, said: str) -> frozenset[str]:
    return classes.narrower(desk.reader, classes.found(said, "type")) if said else frozenset()


def _entity(desk: Desk, node: ox.NamedNode) -> dict[str, Any]:
    told = {"id": desk.id(node.value), "name": desk.reader.label(node).text}
    description = described(desk, node)
    return {**told, **({"description": description} if description else {}), "notable": types(desk, node)}


def types_(desk: Desk, sent: Mapping[str, str]) -> dict[str, Any]:
    """Return the types whose identifier, or name in either language, holds ``prefix``."""
    names = [(name, *_names(desk, name)) for name in classes.TYPES]
    return {"result": [_type(desk, name) for name in _sliced(names, sent)]}


def _type(desk: Desk, name: str) -> dict[str, Any]:
    above = classes.broader(desk.reader, name)
    definition = defined(desk, name)
    return {
        **classes.typed(desk.reader, name),
        **({"description": definition} if definition else {}),
        **({"broader": above} if above else {}),
    }


def properties_(desk: Desk, sent: Mapping[str, str]) -> dict[str, Any]:
    """Return the properties whose identifier, or name in either language, holds ``prefix``."""
    there = {each.id: each for each in properties.all_of(desk.reader)}
    names = [(each.id, *(each.names or _names(desk, each.id))) for each in there.values()]
    return {
        "result": [
            {
                "id": each.id,
                "name": properties.label(desk, each),
                **({"description": said} if (said := defined(desk, each.id)) else {}),
            }
            for each in (there[name] for name in _sliced(names, sent))
        ]
    }


def _names(desk: Desk, name: str) -> list[str]:
    return [each.text for each in desk.reader.names(term(f"ug:{name}"))]


def _sliced(names: Iterable[Sequence[str]], sent: Mapping[str, str]) -> list[str]:
    """Return the first of each row in which ``prefix`` is found, those that begin with it first, after ``cursor`` of them."""
    prefix, cursor = _prefix(sent).removeprefix(ONTOLOGY).casefold(), _cursor(sent)
    ranked = []
    for place, row in enumerate(names):
        folded = [each.casefold() for each in row]
        if any(prefix in each for each in folded):
            ranked.append(
                (prefix not in folded, not any(each.startswith(prefix) for each in folded), place, row[0])
            )
    return [each[-1] for each in sorted(ranked)][cursor : cursor + _FEW]


def _prefix(sent: Mapping[str, str]) -> str:
    prefix = sent.get("prefix", "").strip()
    if len(prefix) > labels.LONGEST:
        said = f"the text has {len(prefix):,} characters; it may have {labels.LONGEST}"
        raise wrong("prefix", said, f"a text of at most {labels.LONGEST} characters", "徐汇")
    return prefix


def _cursor(sent: Mapping[str, str]) -> int:
    return asked.whole(sent.get("cursor", 0), "cursor", 0, _FARTHEST)
