"""What the shipped ontology and schemes say, as quads, and the keywords by which a heading shows its topic."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from uniongraph import files
from uniongraph.iris import SCHEME, term

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Topic", "keys", "quads", "topics"]

Topic = tuple[NamedNode, tuple[str, ...]]
"""A concept of the scheme ``topic`` and the keywords (hidden labels) that show it."""

_HIDDEN = term("skos:hiddenLabel")
_IN_SCHEME = term("skos:inScheme")


def quads(name: str, graph: NamedNode) -> list[Quad]:
    """Return the statements of one shipped Turtle file (``uniongraph``, ``schemes``) as quads of a named graph."""
    return [
        Quad(q.subject, q.predicate, q.object, graph)
        for q in _statements(files.folder("ontology") / f"{name}.ttl")
    ]


@cache
def _statements(path: Path) -> tuple[Quad, ...]:
    return tuple(parse(path=path, format=RdfFormat.TURTLE))


@cache
def keys(scheme: str) -> frozenset[str]:
    """Return the keys of all concepts of a shipped scheme (``correction-kind``)."""
    path = f"{SCHEME}{scheme}/"
    found = (
        q.subject for q in _statements(files.folder("ontology") / "schemes.ttl") if q.predicate == _IN_SCHEME
    )
    return frozenset(
        c.value.removeprefix(path) for c in found if isinstance(c, NamedNode) and c.value.startswith(path)
    )


@cache
def topics() -> tuple[Topic, ...]:
    """Return every topic with its keywords, in the order of their IRIs."""
    found: dict[NamedNode, list[str]] = {}
    for quad in _statements(files.folder("ontology") / "schemes.ttl"):
        subject, value = quad.subject, quad.object
        if quad.predicate != _HIDDEN or not isinstance(subject, NamedNode) or not isinstance(value, Literal):
            continue
        if subject.value.startswith(f"{SCHEME}topic/"):
            found.setdefault(subject, []).append(value.value)
    return tuple(
        (topic, tuple(sorted(words)))
        for topic, words in sorted(found.items(), key=lambda item: item[0].value)
    )
