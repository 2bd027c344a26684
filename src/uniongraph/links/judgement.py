"""A judgement: what somebody, or a rule, says of one of our things and a thing of another dataset, and on what ground."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from uniongraph.iris import PREFIXES, SCHEME

__all__ = [
    "BY_CODE",
    "CLOSE",
    "EXACT",
    "JUSTIFICATIONS",
    "MATCHES",
    "OURS",
    "RELATED",
    "SEMAPV",
    "Judgement",
    "justification",
    "match",
]

SEMAPV: Final = "https://w3id.org/semapv/vocab/"
OURS: Final = "id"
"""The prefix under which a table names our own things; it follows the base of the release."""
BY_CODE: Final = f"{SCHEME}linking-rule/equal-code"
"""The rule by which an exact match needs no person: both sides bear the same official code."""

_NAMES: Final = ("exact", "close", "related", "broad", "narrow")
MATCHES: Final = {name: f"{PREFIXES['skos']}{name}Match" for name in _NAMES}
"""The predicates a judgement may have, by the first word of their name."""
EXACT: Final = MATCHES["exact"]
CLOSE: Final = MATCHES["close"]
RELATED: Final = MATCHES["related"]
JUSTIFICATIONS: Final = (
    "BackgroundKnowledgeBasedMatching",
    "CompositeMatching",
    "InstanceBasedMatching",
    "LexicalMatching",
    "LexicalSimilarityThresholdMatching",
    "LogicalReasoning",
    "ManualMappingCuration",
    "MappingChaining",
    "MappingInversion",
    "MappingReview",
    "SemanticSimilarityThresholdMatching",
    "StructuralMatching",
    "UnspecifiedMatching",
)
"""The justifications of SSSOM 1.1: by what kind of reasoning a match was found."""


def match(name: str) -> str:
    """Return the predicate of a match: ``match("exact")`` is that of skos:exactMatch."""
    return MATCHES[name]


def justification(name: str) -> str:
    """Return the IRI of a justification: ``justification("ManualMappingCuration")``."""
    assert name in JUSTIFICATIONS, name
    return f"{SEMAPV}{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One row of the ledger. What is not known is empty, or None.

    ``subject`` (one of our things), ``predicate`` (of ``MATCHES``) and ``object`` are IRIs, and so are ``justification``
    (of SEMAPV), ``source`` (the dataset in which the object was met), ``author_id`` (an ORCID), ``rule`` and the two
    fields that were compared; ``negative`` is a judgement that the predicate does *not* hold. ``where`` is the file
    and the line it was read from, and does not make it another judgement.
    """

    subject: str
    predicate: str
    object: str
    justification: str
    negative: bool = False
    subject_label: str = ""
    object_label: str = ""
    confidence: Decimal | None = None
    source: str = ""
    source_version: str = ""
    author_id: str = ""
    author: str = ""
    """The name of who judged, where there is no identifier, or beside it."""
    tool: str = ""
    tool_version: str = ""
    date: datetime.date | None = None
    rule: str = ""
    subject_field: str = ""
    object_field: str = ""
    match_string: str = ""
    """What both fields hold."""
    score: Decimal | None = None
    measure: str = ""
    """How the score was made; a proposal writes its features here, one by one."""
    comment: str = ""
    where: tuple[str, int] | None = None

    @property
    def is_exact(self) -> bool:
        """Whether it says that the two are the same."""
        return self.predicate == EXACT and not self.negative

    @property
    def is_accepted(self) -> bool:
        """Whether a person stands behind it: judged or reviewed by hand, and signed."""
        by_hand = self.justification.removeprefix(SEMAPV) in {"ManualMappingCuration", "MappingReview"}
        return by_hand and bool(self.author.strip() or self.author_id)
