"""A Decision as the JSON object that ``uniongraph parse --format json`` prints: a public contract, only ever added to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uniongraph.model import (
        Act,
        Case,
        Category,
        Change,
        Decision,
        DocumentNumber,
        Example,
        Finding,
        Reading,
        Recipient,
        Reference,
        Span,
        Step,
        Text,
        Tier,
    )

__all__ = ["decision_record", "finding_record"]


def decision_record(decision: Decision) -> dict[str, Any]:
    """Return all that was read from a text as plain JSON values, keys in the order of the contract.

    Offsets are code points into the decoded source. ``spans`` at the top holds those of the values that are no
    objects of their own.
    """
    findings = [finding_record(finding, decision.text) for finding in decision.findings]
    return {
        "source": _source(decision.text),
        "is_award_decision": decision.is_award,
        "reason": decision.reason,
        "issuers": [issuer.value for issuer in decision.issuers],
        "document_number": _printed_number(decision.number, decision.text),
        "title": decision.title.value if decision.title else "",
        "date": decision.date.value.isoformat() if decision.date else None,
        "referenced_documents": [_reference(reference, decision.text) for reference in decision.references],
        "edition_year": decision.edition_year.value if decision.edition_year else None,
        "application_count": decision.applications.value.number if decision.applications else None,
        "tiers": [_tier(tier) for tier in decision.tiers],
        "warnings": sorted({finding.code for finding in decision.findings}),
        "findings": findings,
        "document_type": decision.document_type.value if decision.document_type else None,
        "addressees": [addressee.value for addressee in decision.addressees],
        "distribution_note": decision.distribution_note.value if decision.distribution_note else None,
        "annex_references": [reading.value for reading in decision.annex_references],
        "annex_titles": [reading.value for reading in decision.annex_titles],
        "channels": [_step(step) for step in decision.channels],
        "stages": [_step(step) for step in decision.stages],
        "criteria": [_step(step) for step in decision.criteria],
        "examples": [_example(example) for example in decision.examples],
        "revoked": [_tier(tier) for act in decision.acts if act.kind == "revocation" for tier in act.tiers],
        "acts": [_act(act, decision.text) for act in decision.acts],
        "spans": _top_spans(decision),
    }


def finding_record(finding: Finding, text: Text) -> dict[str, Any]:
    """Return a finding with its place: 1-based line and column, offsets, and the characters it is about."""
    line, column = text.position(finding.span.begin)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "line": line,
        "column": column,
        "begin": finding.span.begin,
        "end": finding.span.end,
        "quote": text.quote(finding.span),
        "message": finding.message,
    }


def _source(text: Text) -> dict[str, Any]:
    return {
        "file": text.name,
        "sha256": text.sha256,
        "media_type": text.media_type,
        "characters": len(text.content),
        "encoding": text.encoding,
    }


def _printed_number(number: Reading[DocumentNumber] | None, text: Text) -> str | None:
    """Return a document number as printed, without stray spaces: its brackets are part of the print."""
    if number is None:
        return None
    return "".join("".join(text.quote(span).split()) for span in number.spans)


def _reference(reference: Reference, text: Text) -> dict[str, Any]:
    return {
        "title": reference.title.value,
        "number": _printed_number(reference.number, text),
        "spans": _spans(reference.title),
    }


def _tier(tier: Tier) -> dict[str, Any]:
    return {
        "name": tier.name.value,
        "declared_count": tier.declared.value.number if tier.declared else None,
        "declared_unit": tier.declared.value.unit if tier.declared else None,
        "categories": [_category(category) for category in tier.categories],
        "ordinal": tier.ordinal.value if tier.ordinal else None,
        "kind": tier.kind,
        "spans": _spans(tier.name),
    }


def _category(category: Category) -> dict[str, Any]:
    return {
        "ordinal": category.ordinal.value if category.ordinal else None,
        "name": category.name.value if category.name else None,
        "cases": [_case(case) for case in category.cases],
        "is_case": category.is_case,
        "declared_count": category.declared.value.number if category.declared else None,
        "declared_unit": category.declared.value.unit if category.declared else None,
        "spans": _spans(category.name),
    }


def _case(case: Case) -> dict[str, Any]:
    """Return an entry; what else the print says of it has a key only where it is printed."""
    notes = {"notes": [note.value for note in case.notes]} if case.notes else {}
    return {
        "ordinal": case.ordinal.value if case.ordinal else None,
        "title": case.title.value if case.title else None,
        "recipients": [_recipient(recipient) for recipient in case.recipients],
        "spans": _spans(case.title),
        **notes,
    }


def _recipient(recipient: Recipient) -> dict[str, Any]:
    """Return a recipient; what the print adds to a person's name has keys only where it is printed."""
    remarks = {
        "gender": recipient.gender and recipient.gender.value,
        "ethnicity": recipient.ethnicity and recipient.ethnicity.value,
        "posthumous": recipient.posthumous and recipient.posthumous.value,
        "notes": [note.value for note in recipient.notes],
    }
    return {
        "name": recipient.name.value,
        "kind": recipient.kind,
        "affiliation": recipient.affiliation.value if recipient.affiliation else None,
        "post": recipient.post.value if recipient.post else None,
        "spans": _spans(recipient.name),
        **{key: value for key, value in remarks.items() if value},
    }


def _act(act: Act, text: Text) -> dict[str, Any]:
    return {
        "kind": act.kind,
        "words": act.words.value,
        "document": _reference(act.document, text) if act.document else None,
        "tiers": [_tier(tier) for tier in act.tiers],
        "changes": [_change(change) for change in act.changes],
        "spans": _spans(act.words),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "printed": change.printed.value,
        "corrected": change.corrected.value if change.corrected else None,
        "spans": _spans(change.printed) + _spans(change.corrected),
    }


def _step(step: Step) -> dict[str, Any]:
    return {"label": step.label.value, "concept": step.concept, "spans": _spans(step.label)}


def _example(example: Example) -> dict[str, Any]:
    return {
        "organization": example.organization.value,
        "title": example.title.value,
        "honour": example.honour.value,
        "entry": list(example.position) if example.position else None,
        "spans": _spans(example.organization) + _spans(example.title) + _spans(example.honour),
    }


def _top_spans(decision: Decision) -> dict[str, list[list[int]]]:
    """Return the spans of the values at the top, by their key; a value that was not found has no key."""
    readings: dict[str, tuple[Reading[object], ...]] = {
        "issuers": decision.issuers,
        "document_number": _some(decision.number),
        "title": _some(decision.title),
        "document_type": _some(decision.document_type),
        "date": _some(decision.date),
        "addressees": decision.addressees,
        "distribution_note": _some(decision.distribution_note),
        "annex_references": decision.annex_references,
        "annex_titles": decision.annex_titles,
        "edition_year": _some(decision.edition_year),
        "application_count": _some(decision.applications),
    }
    found = {
        key: [pair for reading in values for pair in _spans(reading)] for key, values in readings.items()
    }
    return {key: spans for key, spans in found.items() if spans}


def _some(reading: Reading[object] | None) -> tuple[Reading[object], ...]:
    return () if reading is None else (reading,)


def _spans(reading: Reading[object] | None) -> list[list[int]]:
    return [] if reading is None else [_pair(span) for span in reading.spans]


def _pair(span: Span) -> list[int]:
    return [span.begin, span.end]
