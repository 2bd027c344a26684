"""What a page shows of a text, as plain values: its lines and what was read from them, its awards, its corrections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

    from uniongraph.things.values import Ref, Words

__all__ = ["Award", "Correction", "Group", "Level", "Mark", "Printed", "Read", "Run"]


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from some characters: a thing they name, or a property of it that they state."""

    thing: ox.NamedNode
    states: ox.NamedNode | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text and what was read from it; ``begin`` and ``end`` are code points, ``lines`` how many it touches."""

    iri: str
    begin: int
    end: int
    lines: int = 1
    reads: tuple[Read, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a line that the same marks cover, as a line is written from its begin to its end.

    ``anchors`` are marks that begin here and go around nothing (they are empty, or too many lie around them already),
    ``opened`` those that go around from here on, the outer one first, each with whether it begins here or went around
    before; ``closed`` is how many end behind the characters, the inner one first. ``inner`` is the smallest mark around.
    """

    text: str
    anchors: tuple[Mark, ...] = ()
    opened: tuple[tuple[Mark, bool], ...] = ()
    closed: int = 0
    inner: Mark | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of a text, numbered from 1 as the graph numbers it, from ``begin`` to ``end``."""

    number: int
    begin: int
    end: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Award:
    """An entry of a list: to whom, for what where a work is named, in which tier and category, and where it is printed."""

    iri: str
    ordinal: str | None
    title: Ref | None
    recipients: tuple[Ref, ...]
    line: int | None
    begin: int | None


@dataclass(frozen=True, slots=True)
class Level:
    """A tier or a category of a document: how many awards it has there, and the line of its heading."""

    what: Ref
    ordinal: str | None
    count: int
    line: int | None


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor proposes for some characters; ``corrected`` is None where nobody knows what was meant."""

    iri: str
    begin: int
    end: int
    printed: str
    corrected: str | None
    why: Words | None
    kind: Ref | None
    status: Ref | None


@dataclass(frozen=True, slots=True)
class Group:
    """Awards that stand together below one tier and one category, where there are such."""

    tier: Level | None
    category: Level | None
    awards: tuple[Award, ...]
