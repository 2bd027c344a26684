"""What the rules share: the lines with their claims, the values found so far, and characters without stray spaces."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import names
from uniongraph.model import Decision, Finding, Part, Reading, Span, issued_in
from uniongraph.parser.pieces import EDGES, Flow, Piece, is_blank, most, whole

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable

    from uniongraph.divisions import Gazetteer
    from uniongraph.model import (
        Act,
        ActKind,
        Count,
        DocumentNumber,
        Example,
        Line,
        OrganizationName,
        Reference,
        Severity,
        Step,
        Text,
        Tier,
    )

__all__ = ["DOUBTED", "SURE", "Flow", "Piece", "Seam", "State", "is_blank", "most", "whole"]

SURE: Final = Reading(None, ()).confidence
DOUBTED: Final = 0.6
"""Confidence in the likelier of two readings that the text alone does not tell apart."""

_NUMBER = attrgetter("number")
_LONGEST_NAME = 120
"""No answer about a longer name is kept."""


class Seam(NamedTuple):
    """What stands between the halves of a name; not sure where its second half might be a name of its own."""

    span: Span
    is_sure: bool


@dataclass(slots=True)
class State:
    """The decision in the making. Rules read and extend it; nothing outside this package sees it."""

    text: Text
    register: Gazetteer
    """The divisions of all years; ``gazetteer`` is what stood in the document's own."""
    pieces: tuple[Piece, ...]
    claims: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    reason: str | None = None
    act: ActKind | None = None
    """What the document does to earlier awards, where it does nothing else."""

    issuers: tuple[Reading[str], ...] = ()
    joint: Reading[Count] | None = None
    """How many issue it together, where the title counts them and names the first (某某局等三部门)."""
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
    acts: tuple[Act, ...] = ()

    subject: str = ""
    """What the title is about (事由)."""
    title_end: int = 0
    """The number of the last line of the title; the body comes after it."""
    annex_starts: tuple[int, ...] = ()
    """The numbers of the lines that open an annex."""
    deeds: frozenset[int] = frozenset()
    """Those of them whose annexes only tell what those honoured did."""
    titles_by_annex: dict[int, Reading[str]] = field(default_factory=dict)
    """The title of each annex that has one, by the number of the line that opens it."""
    headings: dict[Reading[str], tuple[Reading[str], Reading[Count] | None]] = field(default_factory=dict)
    """The headings that were read, which are asked for with each part of their lists: the name and the number."""
    implied: dict[int, tuple[Reading[str], Reading[Count] | None] | None] = field(default_factory=dict)
    """What each annex lists and how many, as far as its title was asked for, by its place among the annexes."""
    seams: tuple[Seam, ...] = ()
    """Where the end of a page parts a name of a list: the text is then read without what stands between its halves."""
    paragraphs: tuple[Flow, ...] = ()
    listed: frozenset[int] = frozenset()
    """The numbers of the lines of the body that a sentence above them says to be a list (授予下列单位……：)."""
    led: frozenset[int] = frozenset()
    """Those of them whose honour the sentence names."""
    promised: frozenset[int] = frozenset()
    """The numbers of the lines below such a sentence that are no plain list: another rule reads them, or they are lost."""
    read: list[Span] = field(default_factory=list)
    """What was claimed, whole lines and parts of them."""
    lacking: dict[Span, int] = field(default_factory=dict)
    """By how many the printed counts differ from what stands right below each, where that was compared."""
    doubtful: set[Span] = field(default_factory=set)
    """Where words stand that were taken for the likelier of two things."""
    counts_works: bool | None = None
    """Whether the body counts works (20项成果), None until that was asked."""
    given: frozenset[str] = frozenset()
    """What the body calls the honours that it gives in quotation marks."""
    members: dict[int, Reading[str]] = field(default_factory=dict)
    """What is said of the members of groups that are honoured as one, by where the group's name ends."""
    expected: int | None = None
    """How many winners the heading of the list being read declares."""
    unit: str | None = None
    """In what it counts them (项, 篇: works; 家, 名: others)."""
    honour: str = ""
    """What the honour is called whose list is being read."""
    of_persons: bool = False
    """Whether the list being read honours persons, so that a name alone is one."""
    of_bodies: bool = False
    """Whether it honours bodies and teams by its heading, so that what stands in it is one, whatever it ends in."""

    _begins: list[int] = field(default_factory=list)
    """Where the lines begin."""
    _open: dict[int, Piece] = field(default_factory=dict)
    """The lines that no rule has claimed, by their numbers, in their order."""

    @classmethod
    def of(cls, text: Text, gazetteer: Gazetteer) -> State:
        """Return the state in which no line is claimed."""
        pieces = tuple(_piece(text, line) for line in text.lines)
        begins = [line.span.begin for line in text.lines]
        return cls(text, gazetteer, pieces, _begins=begins, _open={piece.number: piece for piece in pieces})

    def renumber(self, pieces: Iterable[Piece]) -> None:
        """Take other pieces for the lines, numbered from one: only before any rule claims a line."""
        self.pieces = tuple(piece.numbered(number) for number, piece in enumerate(pieces, 1))
        self._open = {piece.number: piece for piece in self.pieces}

    def claim(self, rule: Callable[..., object], pieces: Iterable[Piece]) -> None:
        """Note that a rule has read these lines; a line is claimed by one rule, which may read its parts one by one."""
        name, claims, left, read = rule.__name__, self.claims, self._open, self.read
        for piece in pieces:
            number = piece.number
            if claims.setdefault(number, name) != name:
                raise AssertionError(f"line {number} is claimed by {claims[number]} already")
            left.pop(number, None)
            read.append(piece.span)

    def unclaimed(self, begin: int = 1, end: int | None = None) -> list[Piece]:
        """Return the lines from number ``begin`` up to, not including, ``end`` that no rule has claimed."""
        if end is not None:
            return [piece for piece in self.pieces[begin - 1 : end - 1] if piece.number in self._open]
        lines = list(self._open.values())
        is_whole = not lines or lines[0].number >= begin
        return lines if is_whole else lines[bisect_left(lines, begin, key=_NUMBER) :]

    def line_at(self, offset: int) -> Line:
        """Return the line that an offset falls in."""
        return self.text.lines[(bisect_right(self._begins, offset) or 1) - 1]

    def pieces_of(self, reading: Reading[str]) -> list[Piece]:
        """Return what a reading was read from, span by span."""
        return [Piece(self.line_at(span.begin).number, span, self.text.quote(span)) for span in reading.spans]

    def find(self, code: str, severity: Severity, span: Span, message: str) -> None:
        """Add a finding."""
        self.findings.append(Finding(code, severity, span, message))

    def doubt(self, span: Span, message: str) -> None:
        """Say of words that can be read in two ways what they were taken for, and what else they may be."""
        self.find("uncertain-reading", "warning", span, message)
        self.doubtful.add(span)

    def sureness(self, span: Span) -> float:
        """Return the confidence in words: less where they can be read in two ways."""
        return DOUBTED if self.doubtful and span in self.doubtful else SURE

    @property
    def gazetteer(self) -> Gazetteer:
        """The divisions of the year in which the document was issued, as far as that is read; else those of now."""
        return self.register.at(issued_in(self.date, self.number))

    @property
    def jurisdiction(self) -> str | None:
        """The id of the division in which the first issuer acts, or None where no city is stated with it."""
        if not self.issuers:
            return None
        found = names.jurisdiction(self.issuers[0].value, self.gazetteer, text=self.text.content)
        return found.id if found else None

    def analyse(self, name: str) -> OrganizationName:
        """Return a name taken apart, as it is understood where the first issuer acts.

        Ask only once the issuers are known.
        """
        if len(name) > _LONGEST_NAME:
            return names.analyse(name, gazetteer=self.gazetteer, jurisdiction=self.jurisdiction)
        return _analysed(name, self.gazetteer, self.jurisdiction)

    def parts(self) -> tuple[Part, ...]:
        """Return the document's parts: 版头 up to the title, 主体 from the title on, and the annexes."""
        length = len(self.text.content)
        begins = [self._begin(number) for number in self.annex_starts] + [length]
        main = self.line_at(self.title.spans[0].begin).span.begin if self.title else 0
        annexes = [Part("annex", Span(begin, end)) for begin, end in pairwise(begins)]
        found = [Part("header", Span(0, main)), Part("body", Span(main, begins[0])), *annexes]
        return tuple(part for part in found if len(part.span))

    def _begin(self, number: int) -> int:
        if number > len(self.pieces):
            return len(self.text.content)
        at = self.pieces[number - 1].span.begin
        line = self.line_at(at).span.begin
        return line if is_blank(self.text.content[line:at]) else at

    def decision(self) -> Decision:
        """Return what was read, with the findings in the order of the text."""
        return Decision(
            text=self.text,
            reason=self.reason,
            parts=self.parts(),
            jurisdiction=self.jurisdiction,
            issuers=self.issuers,
            issuer_names=tuple(self.analyse(issuer.value) for issuer in self.issuers),
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
            acts=self.acts,
            findings=tuple(sorted(set(self.findings), key=_place)),
        )


@lru_cache(maxsize=1 << 13)
def _analysed(name: str, gazetteer: Gazetteer, jurisdiction: str | None) -> OrganizationName:
    """Remember the answer: a body is named in one decision after another, the issuers above all."""
    return names.analyse(name, gazetteer=gazetteer, jurisdiction=jurisdiction)


def _place(finding: Finding) -> tuple[int, int, str, str]:
    return finding.span.begin, finding.span.end, finding.code, finding.message


def _piece(text: Text, line: Line) -> Piece:
    content = text.content[line.span.begin : line.span.end]
    bare = content.strip(EDGES)
    if len(bare) == len(content):
        return Piece(line.number, line.span, bare)
    begin = line.span.begin + (content.index(bare) if bare else 0)
    return Piece(line.number, Span(begin, begin + len(bare)), bare)
