"""What the shipped ontology and schemes say, as statements, and the keywords by which a heading shows its topic."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from uniongraph import files
from uniongraph.iris import SCHEME, term
from uniongraph.terms import Statement

if TYPE_CHECKING:
    from pathlib import Path

    from uniongraph.terms import Node

__all__ = ["Topic", "keys", "statements", "topics"]

Topic = tuple[NamedNode, tuple[str, ...]]
"""A concept of the scheme ``topic`` and the keywords (hidden labels) that show it."""

_HIDDEN = term("skos:hiddenLabel")
_IN_SCHEME = term("skos:inScheme")


def statements(name: str, graph: Node) -> list[Statement]:
    """Return what one shipped Turtle file (``uniongraph``, ``schemes``) says as statements of a named graph."""
    return [
        Statement(f"{q.subject} {q.predicate} {q.object} {graph} .\n")
        for q in _quads(files.folder("ontology") / f"{name}.ttl")
    ]


@cache
def _quads(path: Path) -> tuple[Quad, ...]:
    return tuple(parse(path=path, format=RdfFormat.TURTLE))


@cache
def keys(scheme: str) -> frozenset[str]:
    """Return the keys of all concepts of a shipped scheme (``correction-kind``)."""
    path = f"{SCHEME}{scheme}/"
    found = (q.subject for q in _quads(files.folder("ontology") / "schemes.ttl") if q.predicate == _IN_SCHEME)
    return frozenset(
        c.value.removeprefix(path) for c in found if isinstance(c, NamedNode) and c.value.startswith(path)
    )


@cache
def topics() -> tuple[Topic, ...]:
    """Return every topic with its keywords, in the order of their IRIs."""
    found: dict[NamedNode, list[str]] = {}
    for quad in _quads(files.folder("ontology") / "schemes.ttl"):
        subject, value = quad.subject, quad.object
        if quad.predicate != _HIDDEN or not isinstance(subject, NamedNode) or not isinstance(value, Literal):
            continue
        if subject.value.startswith(f"{SCHEME}topic/"):
            found.setdefault(subject, []).append(value.value)
    return tuple(
        (topic, tuple(sorted(words)))
        for topic, words in sorted(found.items(), key=lambda item: item[0].value)
    )
