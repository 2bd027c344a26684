"""What the rules share: the lines with their claims, the values found so far, and characters without stray spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from uniongraph import names
from uniongraph.model import Decision, Finding, Part, Reading, Span

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Sequence

    from uniongraph.divisions import Gazetteer
    from uniongraph.model import (
        Count,
        DocumentNumber,
        Example,
        OrganizationName,
        Reference,
        Severity,
        Step,
        Text,
        Tier,
    )

__all__ = ["Flow", "Piece", "State", "whole"]

_EDGES = " \t\u3000\u00a0\ufeff\u200b\x0b\x0c"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line without the white space at its ends; ``span`` is what is left, ``text`` its characters."""

    number: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Flow:
    """Running text over one or more lines with its white space taken out and every offset remembered.

    Patterns are matched against ``text``; ``spans`` leads a match back to the print.
    """

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Flow:
        """Return the flow of some lines, in their order."""
        kept = [
            (character, piece.span.begin + index)
            for piece in pieces
            for index, character in enumerate(piece.text)
            if not character.isspace()
        ]
        return cls("".join(character for character, _ in kept), tuple(offset for _, offset in kept))

    def spans(self, begin: int, end: int, source: Text) -> tuple[Span, ...]:
        """Return the spans of the source that hold the characters [begin, end) of the flow.

        One span goes on over spaces inside a line and breaks where the line does.
        """
        result: list[Span] = []
        for offset in self.offsets[begin:end]:
            if result and not re.search(r"[^ \t\u3000\u00a0]", source.content[result[-1].end : offset]):
                result[-1] = Span(result[-1].begin, offset + 1)
            else:
                result.append(Span(offset, offset + 1))
        return tuple(result)

    def group(self, match: re.Match[str], name: str, source: Text) -> Reading[str]:
        """Return what a named group of a match read, with its spans in the source."""
        return Reading(match[name], self.spans(match.start(name), match.end(name), source))


@dataclass(slots=True)
class State:
    """The decision in the making. Rules read and extend it; nothing outside this package sees it."""

    text: Text
    gazetteer: Gazetteer
    pieces: tuple[Piece, ...]
    claims: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    reason: str | None = None

    issuers: tuple[Reading[str], ...] = ()
    number: Reading[DocumentNumber] | None = None
    title: Reading[str] | None = None
    document_type: Reading[str] | None = None
    date: Reading[datetime.date] | None = None
    addressees: tuple[Reading[str], ...] = ()
    distribution_note: Reading[str] | None = None
    annex_references: tuple[Reading[str], ...] = ()
    annex_titles: tuple[Reading[str], ...] = ()
    references: tuple[Reference, ...] = ()
    edition_year: Reading[int] | None = None
    applications: Reading[Count] | None = None
    channels: tuple[Step, ...] = ()
    stages: tuple[Step, ...] = ()
    criteria: tuple[Step, ...] = ()
    examples: tuple[Example, ...] = ()
    tiers: tuple[Tier, ...] = ()

    title_end: int = 0
    """The number of the last line of the title; the body comes after it."""
    annex_starts: tuple[int, ...] = ()
    """The numbers of the lines that open an annex."""
    paragraphs: tuple[Flow, ...] = ()

    @classmethod
    def of(cls, text: Text, gazetteer: Gazetteer) -> State:
        """Return the state in which no line is claimed."""
        return cls(text, gazetteer, tuple(_piece(text, number) for number in range(1, len(text.lines) + 1)))

    def claim(self, rule: Callable[[State], None], pieces: Iterable[Piece]) -> None:
        """Note that a rule has read these lines; a line is claimed once."""
        for piece in pieces:
            if piece.number in self.claims:
                raise AssertionError(f"line {piece.number} is claimed by {self.claims[piece.number]} already")
            self.claims[piece.number] = rule.__name__

    def unclaimed(self, begin: int = 1, end: int | None = None) -> list[Piece]:
        """Return the lines from number ``begin`` up to, not including, ``end`` that no rule has claimed."""
        last = len(self.pieces) + 1 if end is None else end
        return [piece for piece in self.pieces[begin - 1 : last - 1] if piece.number not in self.claims]

    def find(self, code: str, severity: Severity, span: Span, message: str) -> None:
        """Add a finding."""
        self.findings.append(Finding(code, severity, span, message))

    @property
    def jurisdiction(self) -> str | None:
        """The code of the division in which the first issuer acts, or None where its name states none."""
        division = names.jurisdiction(self.issuers[0].value, self.gazetteer) if self.issuers else None
        return division.code if division else None

    def issuer_names(self) -> tuple[OrganizationName, ...]:
        """Return the issuers' names taken apart."""
        return tuple(
            names.analyse(issuer.value, gazetteer=self.gazetteer, jurisdiction=self.jurisdiction)
            for issuer in self.issuers
        )

    def parts(self) -> tuple[Part, ...]:
        """Return the document's parts: up to the end of the title, up to the first annex, and the annexes."""
        length = len(self.text.content)
        begins = [self._begin(number) for number in self.annex_starts] + [length]
        body = self._begin(self.title_end + 1)
        annexes = [Part("annex", Span(begin, end)) for begin, end in pairwise(begins)]
        found = [Part("header", Span(0, body)), Part("body", Span(body, begins[0])), *annexes]
        return tuple(part for part in found if len(part.span))

    def _begin(self, number: int) -> int:
        return self.text.lines[number - 1].span.begin if number <= len(self.text.lines) else len(self.text.content)

    def decision(self) -> Decision:
        """Return what was read, with the findings in the order of the text."""
        return Decision(
            text=self.text,
            reason=self.reason,
            parts=self.parts(),
            jurisdiction=self.jurisdiction,
            issuers=self.issuers,
            issuer_names=self.issuer_names(),
            number=self.number,
            title=self.title,
            document_type=self.document_type,
            date=self.date,
            addressees=self.addressees,
            distribution_note=self.distribution_note,
            annex_references=self.annex_references,
            annex_titles=self.annex_titles,
            references=self.references,
            edition_year=self.edition_year,
            applications=self.applications,
            channels=self.channels,
            stages=self.stages,
            criteria=self.criteria,
            examples=self.examples,
            tiers=self.tiers,
            findings=tuple(sorted(self.findings, key=lambda finding: (finding.span, finding.code, finding.message))),
        )


def whole(pieces: Sequence[Piece]) -> tuple[Span, ...]:
    """Return one span for each line."""
    return tuple(piece.span for piece in pieces)


def _piece(text: Text, number: int) -> Piece:
    line = text.lines[number - 1].span
    content = text.quote(line)
    bare = content.strip(_EDGES)
    begin = line.begin + (content.index(bare) if bare else 0)
    return Piece(number, Span(begin, begin + len(bare)), bare)
