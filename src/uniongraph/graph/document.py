"""The document itself: its number, title and frame, the file it was read from, and what it cites."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from uniongraph import grammar, terms
from uniongraph.errors import NotADecision
from uniongraph.graph.parties import name_organization
from uniongraph.graph.sheet import Sheet, chinese, integer, plain, scope_of, year
from uniongraph.iris import concept, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from uniongraph.iris import Minter
    from uniongraph.model import Decision, DocumentNumber, Reading, Reference
    from uniongraph.terms import Node

__all__ = ["cited_document", "describe_document", "document_slug"]

_PART_LABELS = {"header": "版头", "body": "主体", "annex": "附件"}
_NOTICE = "通知"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def document_slug(decision: Decision, minter: Minter) -> str:
    """Return the slug on which every IRI of a decision hangs; raise NotADecision where the text has no effect."""
    if not decision.has_effect:
        raise NotADecision(f"is no award decision: {decision.reason}", source=decision.text.name)
    number = decision.number.value if decision.number else None
    known = [*(issuer.value for issuer in decision.issuers), decision.title.value if decision.title else ""]
    known.append(decision.date.value.isoformat() if decision.date else "")
    return minter.document_slug(number, scope_of(decision), "|".join(known))


def describe_document(sheet: Sheet) -> None:
    """State the document, its parts, its file, its issuers and its citations."""
    _describe_witness(sheet)
    _describe_frame(sheet)
    _describe_issuers(sheet)
    acted_on = (act.document for act in sheet.decision.acts if act.document is not None)
    for reference in dict.fromkeys([*sheet.decision.references, *acted_on]):
        _describe_reference(sheet, reference)


def _describe_witness(sheet: Sheet) -> None:
    text, witness = sheet.decision.text, sheet.witness
    sheet.say(witness, "rdf:type", written("ug:TextWitness"))
    sheet.say(witness, "ug:witnessOf", sheet.document)
    sheet.say(witness, "ug:sha256", terms.typed(text.sha256.upper(), written("xsd:hexBinary")))
    sheet.say(witness, "dcterms:format", _media_type(text.media_type))
    sheet.say(witness, "ug:encoding", plain(text.encoding))
    if text.extractor is not None:
        sheet.say(witness, "ug:extractedBy", plain(text.extractor))
    sheet.say(witness, "ug:textLength", integer(len(text.content)))
    sheet.say(witness, "nif:isString", plain(text.content))
    for kind in dict.fromkeys(part.kind for part in sheet.decision.parts):
        part = sheet.part(kind)
        sheet.say(part, "rdf:type", written("ug:DocumentPart"))
        sheet.say(part, "dcterms:isPartOf", sheet.document)
        sheet.say(part, "skos:prefLabel", chinese(_PART_LABELS[kind]))


@cache
def _media_type(name: str) -> Node:
    return terms.node(_MEDIA_TYPES + name)


def _describe_frame(sheet: Sheet) -> None:
    decision, document = sheet.decision, sheet.document
    sheet.say(document, "rdf:type", written("ug:OfficialDocument"))
    cut = any(finding.severity == "error" for finding in decision.findings)
    sheet.say(document, "ug:documentStatus", concept("document-status", "partial" if cut else "full-text"))
    if decision.title is not None:
        sheet.say(document, "dcterms:title", sheet.chinese(decision.title.value))
        sheet.mention(document, decision.title)
    if decision.document_type is not None:
        key = grammar.DOCUMENT_TYPES.get(grammar.simplified(decision.document_type.value))
        if key is not None:  # 勘误 is none
            sheet.say(document, "ug:documentType", concept("document-type", key))
            sheet.mention(document, decision.document_type, states="ug:documentType")
    if decision.number is not None:
        _describe_number(sheet, document, decision.number, sheet.say)
    if decision.date is not None:
        sheet.say(
            document, "dcterms:issued", terms.typed(decision.date.value.isoformat(), written("xsd:date"))
        )
        sheet.mention(document, decision.date, states="dcterms:issued")
    if decision.distribution_note is not None:
        _state_words(sheet, decision.distribution_note, "ug:distributionNote")
    for annexed in decision.annex_references:
        _state_words(sheet, annexed, "ug:annexReference")
    for addressee in decision.addressees:
        _state_words(sheet, addressee, "ug:addressee")


def _describe_number(
    sheet: Sheet, document: Node, reading: Reading[DocumentNumber], say: Callable[..., None]
) -> None:
    number = reading.value
    say(document, "ug:documentNumber", plain(str(number)))
    say(document, "ug:issuerSymbol", plain(number.symbol))
    say(document, "ug:documentYear", year(number.year))
    say(document, "ug:serialNumber", integer(number.serial))
    sheet.mention(document, reading, states="ug:documentNumber")


def _state_words(sheet: Sheet, reading: Reading[str], predicate: str) -> None:
    sheet.say(sheet.document, predicate, sheet.chinese(reading.value))
    sheet.mention(sheet.document, reading, states=predicate)


def _describe_issuers(sheet: Sheet) -> None:
    for issuer in sheet.decision.issuers:
        organization = sheet.organization(issuer.value)
        name_organization(sheet, issuer)
        sheet.say(sheet.document, "ug:issuingBody", organization)
        sheet.mention(sheet.document, issuer, states="ug:issuingBody")
        sheet.mention(organization, issuer)


def cited_document(sheet: Sheet, reference: Reference) -> Node:
    """Return the IRI of a cited document: of the issuer's own series by its number, of any other by what is printed."""
    own = sheet.decision.number.value.symbol if sheet.decision.number else None
    if reference.number is None:
        return sheet.minter.cited(sheet.scope, reference.title.value)
    number = reference.number.value
    if number.symbol == own:
        return sheet.minter.thing(f"doc/{sheet.minter.document_slug(number, sheet.scope, '')}")
    return sheet.minter.cited("", str(number))


def _describe_reference(sheet: Sheet, reference: Reference) -> None:
    title = reference.title.value
    cited = cited_document(sheet, reference)
    sheet.name(cited, "rdf:type", written("ug:OfficialDocument"))
    sheet.name(cited, "dcterms:title", sheet.chinese(title))
    sheet.name(cited, "ug:documentStatus", concept("document-status", "cited-only"))
    words = grammar.simplified(title)
    kind = next((key for word, key in grammar.DOCUMENT_TYPES.items() if words.endswith(word)), None)
    if kind is not None:
        sheet.name(cited, "ug:documentType", concept("document-type", kind))
    if reference.number is not None:
        _describe_number(sheet, cited, reference.number, sheet.name)
    sheet.mention(cited, reference.title)
    predicate = "ug:basedOnNotice" if title.endswith(_NOTICE) else "dcterms:references"
    sheet.say(sheet.document, predicate, cited)
    sheet.mention(sheet.document, reference.title, states=predicate)
