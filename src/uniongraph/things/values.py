"""What a page shows of a thing, as plain values: words, things to follow, statements with the lines they were read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = [
    "Corrected",
    "Excerpt",
    "Fact",
    "Honour",
    "Honours",
    "Incoming",
    "Listed",
    "Origin",
    "Place",
    "Quoted",
    "Ref",
    "Source",
    "Status",
    "Term",
    "Thing",
    "Value",
    "Words",
]

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
    """One value of a property; ``rule`` and ``confidence`` where it was inferred or matched, ``found`` where a match was met."""

    what: Words | Ref
    origin: Origin
    sources: tuple[Source, ...] = ()
    rule: Ref | None = None
    confidence: str | None = None
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of a thing with its values; ``is_technical`` where only a specialist asks for it.

    ``more`` is how many values there are beside these, where there are too many for a page.
    """

    property: Ref
    values: tuple[Value, ...]
    is_technical: bool = False
    more: int = 0


@dataclass(frozen=True, slots=True)
class Incoming:
    """What points at a thing by one property: how many things do (at least so many where ``is_more``), and some of them."""

    property: Ref
    count: int
    is_more: bool
    things: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the things that point at one by a property: ``page`` of ``pages``, counted from 1."""

    property: Ref
    count: int
    is_more: bool
    page: int
    pages: int
    things: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A line as an excerpt shows it: its characters, cut where a span begins or ends, each piece marked or not.

    ``is_near`` is that of a line that only stands beside what is quoted.
    """

    number: int
    pieces: tuple[tuple[str, bool], ...]
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    """An editor's correction of printed words: itself, what is printed, what should stand there, and how far it is agreed."""

    what: Ref
    raw: str
    corrected: str
    status: Ref | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The very words of a document: where they are, its date where it is known, the lines, and what an editor corrects there."""

    source: Source
    lines: tuple[Quoted, ...]
    date: Words | None = None
    corrections: tuple[Corrected, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """What holds of a thing no longer as it was, or was said again.

    ``sort`` is that of a later act ("revoked", "corrected", "confirmed", "concerned") or of the thing itself
    ("replaced", "replaces", "deprecated"); ``what`` is the act or the other thing, ``document`` that of the act.
    """

    sort: str
    what: Ref | None = None
    document: Ref | None = None
    excerpt: Excerpt | None = None
    rule: Ref | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class Honour:
    """A conferral as a row of a list: who was honoured, for what, in which tier and year, by which document."""

    iri: str
    year: Words | None
    ordinal: str | None
    tier: Ref | None
    case: Ref | None
    recipients: tuple[Ref, ...]
    document: Ref | None
    statuses: tuple[Status, ...] = ()


@dataclass(frozen=True, slots=True)
class Honours:
    """The first conferrals that have to do with a thing, and how many there are (at least, where ``is_more``).

    ``by`` is the property by which they point at it, where all can be listed so.
    """

    count: int
    is_more: bool
    rows: tuple[Honour, ...]
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Who was honoured in a place: conferrals, organizations that have any, and those with most; ``is_more`` than was counted."""

    honours: int
    organizations: int
    is_more: bool
    rows: tuple[tuple[Ref, int], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of an ontology, with what defines it."""

    what: Ref
    is_class: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as a page shows it; ``places`` is how often documents mention it, ``excerpts`` are the first of these places."""

    iri: str
    kind: str
    label: Words
    labels: tuple[Words, ...]
    types: tuple[Ref, ...]
    facts: tuple[Fact, ...]
    incoming: tuple[Incoming, ...]
    statuses: tuple[Status, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    places: int = 0
