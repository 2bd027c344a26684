"""What the reading of a text finds worth a look, said again for a page: findings are read anew, no graph keeps them.

The parser is a pure function of the text, so the same code says the same of the same characters. Where another version
than this read the release, or its offsets do not fit, nothing is said rather than something wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph import __version__, parser
from uniongraph.model import Text
from uniongraph.pages.languages import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

    from uniongraph.things import Paper

__all__ = ["SAYS", "Found", "Note", "read"]

_LONGEST: Final = 400_000
"""Characters of the longest text that is read again for a page: a second's work at most."""
_MOST: Final = 1_000
"""Findings that one page shows."""
_CHECKED: Final = 5
"""Spans whose quotes are compared with the text."""
SAYS: Final[Mapping[str, str]] = {
    "suspect-characters": N_("Characters that were probably misread."),
    "body-annex-mismatch": N_("Body and annex print this title or honour differently."),
    "declared-count-mismatch": N_("The number declared is not the number listed."),
    "joined-lines": N_("The sentence goes on over a page break; its lines were joined."),
    "recipient-without-union-ending": N_("This recipient is not named as a union, as the others are."),
    "division-variant": N_("The division is printed under another form than the registered one."),
    "open-list": N_("The body names some winners and leaves the others to a list that is not there."),
    "nested-groups": N_("A group within a category: only one level of categories is kept."),
    "revocation": N_("This document revokes an earlier award."),
    "correction": N_("This document corrects an earlier award."),
    "confirmation": N_("This document confirms an earlier award."),
    "furniture": N_("What a web page or each printed page repeats around the document was passed over."),
    "missing-date": N_("No date is printed; none is asserted."),
    "missing-number": N_("No document number is printed; none is asserted."),
    "missing-issuer": N_("No issuing body is printed; none is asserted."),
    "missing-addressee": N_("No addressee is printed; none is asserted."),
    "suspect-date": N_("This date cannot be right."),
    "signature-mismatch": N_("The signature does not agree with the masthead or the title."),
    "uncertain-recipient": N_("These words were taken for recipients, and might be something else."),
    "uncertain-reading": N_("These words can be read in two ways."),
    "mixed-ordinals": N_("The ordinals of this list change their form."),
    "ordinal-gap": N_("The ordinals of this list do not follow one another."),
    "stray-space": N_("A space stands where none belongs."),
    "empty-tier": N_("No entry could be read below this heading."),
    "unread-line": N_("No rule could read this line."),
    "unread-words": N_("No rule could read these words."),
    "case-without-recipient": N_("This entry names no winner."),
    "annex-incomplete": N_("The list is not whole."),
    "annex-missing": N_("The list that the text speaks of is absent."),
}
"""What each code says, in a sentence; the finding's own message, in English, says it of these very words."""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as a page shows it: the sentence of its code, and its own; ``id`` is the same beside the line and in the list."""

    id: str
    code: str
    severity: str
    says: str
    message: str
    begin: int
    line: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in reading a text again: notes by severity, and where its parts begin, by their kinds."""

    notes: tuple[Note, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    is_known: bool = False

    def counts(self) -> dict[str, int]:
        """Return how many notes there are of each severity."""
        told = [note.severity for note in self.notes]
        return {each: told.count(each) for each in ("error", "warning", "info") if each in told}


def read(paper: Paper) -> Found:
    """Return what is found in a text; nothing where this version need not find what was found when it was read."""
    if len(paper.content) > _LONGEST or not _is_ours(paper):
        return Found()
    text = Text("", "text/plain", "", 0, "utf-8", paper.content, tuple(paper.lines))
    decision = parser.parse(text)
    length = len(paper.content)
    placed = sorted(decision.findings, key=lambda each: (each.span.begin, each.code))[:_MOST]
    notes = tuple(
        Note(
            f"finding-{number}",
            each.code,
            each.severity,
            SAYS.get(each.code, ""),
            each.message,
            each.span.begin,
            paper.line_at(min(each.span.begin, max(length - 1, 0))),
        )
        for number, each in enumerate(placed, 1)
    )
    return Found(notes, tuple((part.kind, paper.line_at(part.span.begin)) for part in decision.parts), True)


def _is_ours(paper: Paper) -> bool:
    """Tell whether this very version read the paper: all its words stand where its graph says, and its maker is ours."""
    reader = paper.reader
    makers = [
        name.text.rpartition(" ")[2]
        for agent in reader.nodes(paper.graph, "prov:wasAttributedTo")
        for name in reader.names(agent)
    ]
    if __version__ not in makers:
        return False
    length = paper.number(paper.witness, "ug:textLength")
    return length == len(paper.content) and all(map(paper.agrees, _some(paper)))


def _some(paper: Paper) -> list[ox.NamedNode]:
    """Return some spans, the last first: where one offset is off, so are those behind it."""
    return sorted(paper.spans, key=lambda span: paper.spans[span], reverse=True)[:_CHECKED]
