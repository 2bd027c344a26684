"""From a Decision to statements: what it says, what follows by rule, what an editor proposes, each in its graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph.graph.acts import describe_acts
from uniongraph.graph.awards import describe_awards
from uniongraph.graph.conclusions import conclude_names, conclude_topics
from uniongraph.graph.document import describe_document, document_slug
from uniongraph.graph.editorial import describe_corrections, describe_variants
from uniongraph.graph.evaluation import describe_evaluation
from uniongraph.graph.reference import (
    Publisher,
    describe_catalog,
    describe_divisions,
    describe_partner,
    describe_record,
    shared_graphs,
)
from uniongraph.graph.relations import Issue, addresses, identify, issue_of, relate, targets
from uniongraph.graph.sheet import Sheet
from uniongraph.terms import quads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from uniongraph.corrections import Correction
    from uniongraph.iris import Minter
    from uniongraph.model import Decision
    from uniongraph.terms import Statement

__all__ = [
    "Issue",
    "Publisher",
    "addresses",
    "describe",
    "describe_catalog",
    "describe_divisions",
    "describe_partner",
    "describe_record",
    "document_slug",
    "identify",
    "issue_of",
    "relate",
    "shared_graphs",
    "state",
    "targets",
]


def describe(decision: Decision, minter: Minter, *, corrections: Iterable[Correction] = ()) -> list[Quad]:
    """Return the statements about one decision as quads, in the graphs ``doc/…``, ``inferred`` and ``editorial``.

    They are those that ``state`` makes, which says what can go wrong.
    """
    return quads(state(decision, minter, corrections=corrections))


def state(decision: Decision, minter: Minter, *, corrections: Iterable[Correction] = ()) -> list[Statement]:
    """Return the statements about one decision as lines of N-Quads, in the order in which they are made.

    No statement is a blank node and each thing has a mention whose span quotes the text. ``corrections`` are those
    of this text. A document that only changes what was given before makes no edition, tier or conferral. Raises
    NotADecision where the text does neither, RegistryError where a correction quotes it wrongly.
    """
    sheet = Sheet(decision, minter, document_slug(decision, minter))
    describe_document(sheet)
    describe_acts(sheet)
    if decision.is_award:
        positions = describe_awards(sheet)
        describe_evaluation(sheet, positions)
        describe_variants(sheet, positions)
        conclude_topics(sheet, positions)
    conclude_names(sheet)
    describe_corrections(sheet, corrections)
    return sheet.statements
