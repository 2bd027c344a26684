"""What a page shows of a thing, as plain values: words, things to follow, statements with the lines they were read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["Fact", "Incoming", "Origin", "Printed", "Ref", "Run", "Source", "Thing", "Value", "Words"]

Origin: TypeAlias = Literal[
    "paper", "inferred", "editorial", "links", "register", "vocabulary", "catalog", "other"
]
"""Whose statement it is: the paper's, a rule's, an editor's, a match with elsewhere, or that of a shipped table."""


@dataclass(frozen=True, slots=True)
class Words:
    """A literal: its text, its language or else its datatype where it is no plain string."""

    text: str
    language: str | None = None
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing to follow: its IRI, what it is called, and its kind (see `kinds`); None where the data does not describe it."""

    iri: str
    label: Words
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where words are printed: the span's IRI, its document, its line, and the words themselves.

    ``begin`` and ``end`` are code points into the text of the witness.
    """

    iri: str
    document: Ref
    line: int
    begin: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property; ``rule`` and ``confidence`` where it was inferred."""

    what: Words | Ref
    origin: Origin
    sources: tuple[Source, ...] = ()
    rule: Ref | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of a thing with all its values."""

    property: Ref
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """What points at a thing by one property: how many things do (at least so many where ``is_more``), and some of them."""

    property: Ref
    count: int
    is_more: bool
    things: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as a page shows it."""

    iri: str
    kind: str
    label: Words
    labels: tuple[Words, ...]
    types: tuple[Ref, ...]
    facts: tuple[Fact, ...]
    incoming: tuple[Incoming, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a line that the same spans cover: ``starts`` are the spans that begin with them, ``marks`` what was read."""

    text: str
    starts: tuple[tuple[int, int], ...] = ()
    marks: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of a text, numbered from 1 as the graph numbers it."""

    number: int
    runs: tuple[Run, ...]
