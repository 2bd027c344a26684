"""What a careful reader would remark once everything is read: each remark a finding, each of them true."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Category, Recipient, Span, Tier
from uniongraph.parser.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "check_characters",
    "check_counts",
    "check_dates",
    "check_ordinals",
    "check_recipients",
    "check_tier_names",
    "counts_of",
    "report_unread_lines",
]

_UNION_SHARE = 0.9
"""Where this share of the recipients are unions by name, one that is not stands out."""
_ODD = 0.8
"""Confidence in a recipient that stands out."""


def check_dates(state: State) -> None:
    """Say what the frame of the document lacks: nothing is invented for it."""
    title = state.title.spans[0] if state.title else Span(0, 0)
    if state.date is None:
        state.find("missing-date", "warning", title, "no date of signature (成文日期) is printed; none is asserted")
    if not state.addressees:
        state.find("missing-addressee", "info", title, "no addressee (主送机关) is printed")
    if state.number is None:
        state.find("missing-number", "warning", title, "no document number (发文字号) is printed")
    if not state.issuers:
        state.find("missing-issuer", "warning", title, "no issuing body (发文机关) is printed")


def counts_of(tier: Tier) -> dict[str, int]:
    """Return how many categories and cases a tier really lists: {"category": n, "case": m}."""
    named = sum(category.name is not None for category in tier.categories)
    return {"category": named, "case": sum(1 for _ in tier.cases())}


def check_counts(state: State) -> None:
    """Compare each declared number with what the list holds, unit by unit; repair nothing."""
    for index, tier in enumerate(state.tiers):
        counted = counts_of(tier)
        if not counted["case"]:
            state.find("empty-tier", "info", tier.name.spans[0], "this heading is followed by no entry")
        if tier.declared is None:
            continue
        declared = tier.declared.value.number
        if declared == counted["case"]:
            continue
        printed = f"{declared} {tier.declared.value.unit or ''}".strip()
        span = tier.declared.spans[0]
        if counted["category"] and declared == counted["category"]:
            message = f"declares {printed}: that is the number of its categories; it lists {counted['case']} cases"
            state.find("declared-count-mismatch", "warning", span, message)
            continue
        listed = f"{counted['case']} cases" + (f" in {counted['category']} categories" if counted["category"] else "")
        state.find("declared-count-mismatch", "warning", span, f"declares {printed} and lists {listed}")
        if index == len(state.tiers) - 1 and declared > max(counted.values()):
            message = f"the text ends before the declared {printed} are listed; it may be cut off"
            state.find("annex-incomplete", "error", Span(len(state.text.content) - 1, len(state.text.content)), message)
    if not state.tiers:
        _note_no_list(state)


def _note_no_list(state: State) -> None:
    where = state.annex_references[0] if state.annex_references else state.title
    span = where.spans[0] if where else Span(0, 0)
    if state.annex_references:
        state.find("annex-missing", "error", span, "the text refers to a list that it does not hold")
    else:
        state.find("annex-missing", "error", span, "the text confers an honour but no list of winners could be read")


def check_tier_names(state: State) -> None:
    """Compare the names of the honours in the body with the headings of the annex."""
    for example in state.examples:
        if example.position is None:
            continue
        tier = state.tiers[example.position[0]]
        if example.honour.value != tier.name.value:
            message = f"the annex prints this honour as {tier.name.value}"
            state.find("body-annex-mismatch", "warning", example.honour.spans[0], message)


def check_recipients(state: State) -> None:
    """Point out a recipient that is no union by name where nearly all others are, and a division's other form."""
    recipients = list(_recipients(state))
    unions = sum(_is_union(recipient) for recipient in recipients)
    if len(recipients) > 1 and unions >= _UNION_SHARE * len(recipients):
        for recipient in recipients:
            if not _is_union(recipient):
                message = "this recipient's name has no union ending (工会), as the others have; words may be lost"
                state.find("recipient-without-union-ending", "warning", recipient.name.spans[0], message)
        state.tiers = _doubting(state.tiers)
    seen = set()
    for recipient in recipients:
        parts = recipient.parts
        if parts is None or parts.territory is None or parts.territory_variant is None or parts.name in seen:
            continue
        seen.add(parts.name)
        division = state.gazetteer.find(parts.territory)
        if division is not None:
            message = f"{parts.territory_variant} is registered as {division.name} ({division.code})"
            state.find("division-variant", "info", recipient.name.spans[0], message)


def _doubting(tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """Return the tiers with less confidence in the recipients that are no unions."""

    def doubt(recipient: Recipient) -> Recipient:
        return recipient if _is_union(recipient) else replace(recipient, name=replace(recipient.name, confidence=_ODD))

    def in_category(category: Category) -> Category:
        cases = (replace(case, recipients=tuple(map(doubt, case.recipients))) for case in category.cases)
        return replace(category, cases=tuple(cases))

    return tuple(replace(tier, categories=tuple(map(in_category, tier.categories))) for tier in tiers)


def _is_union(recipient: Recipient) -> bool:
    return recipient.parts is not None and "工会" in recipient.parts.name


def _recipients(state: State) -> Iterator[Recipient]:
    return (recipient for tier in state.tiers for case in tier.cases() for recipient in case.recipients)


def check_characters(state: State) -> None:
    """Point out characters that are likely misread: 0 for O, Latin words in Chinese prose, private-use characters."""
    content = state.text.content
    for match in grammar.LEADING_ZERO.finditer(content):
        message = "a number that begins with zero: the letter O may have been read as 0"
        state.find("suspect-characters", "warning", Span(*match.span()), message)
    for match in grammar.LOWER_LATIN.finditer(content):
        message = f"a word in small Latin letters, {match['word']}, between Chinese characters"
        state.find("suspect-characters", "warning", Span(*match.span()), message)
    for match in grammar.PRIVATE.finditer(content):
        message = "a character without a public meaning: something was lost in conversion"
        state.find("suspect-characters", "warning", Span(*match.span()), message)


def check_ordinals(state: State) -> None:
    """Point out a change between half- and full-width brackets among the ordinals of one list."""
    for tier in state.tiers:
        marks = [category.ordinal for category in tier.categories if category.ordinal is not None]
        for before, mark in pairwise(marks):
            if before.value[:1] != mark.value[:1] and {before.value[:1], mark.value[:1]} == {"(", "（"}:
                message = f"{mark.value} follows {before.value}: half- and full-width brackets in one list"
                state.find("mixed-ordinals", "info", mark.spans[0], message)


def report_unread_lines(state: State) -> None:
    """Turn every line that no rule has claimed into a finding."""
    for piece in state.unclaimed():
        state.find("unread-line", "warning", piece.span, "no rule could read this line")
