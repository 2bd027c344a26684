"""What editors add: other prints of a title, and corrections. The read graph stays as it was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph import grammar, terms
from uniongraph.errors import RegistryError
from uniongraph.graph.parties import name_organization, party
from uniongraph.graph.sheet import Sheet, decimal, plain
from uniongraph.iris import concept, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uniongraph.corrections import Correction
    from uniongraph.graph.awards import Positions
    from uniongraph.model import Case, Example
    from uniongraph.terms import Node

__all__ = ["describe_corrections", "describe_variants"]

_NAMED = ("/id/case/", "/id/org/", "/id/category/")
"""Things that are searched by name, and so get the corrected form as another label."""
_REJECTED = "rejected"
_MISPRINTS = frozenset({"character-confusion", "foreign-word", "missing-characters"})
"""Kinds of correction that mend a print; a name-variant is no misprint and makes no new name."""


def describe_variants(sheet: Sheet, positions: Positions) -> None:
    """State the mentions that the body's examples make, and each title that it prints otherwise than the annex."""
    told: set[Node] = set()
    for example in sheet.decision.examples:
        case = None if example.position is None else positions.cases.get(example.position)
        if example.position is None or case is None:
            continue
        tier, category, index = example.position
        entry = sheet.decision.tiers[tier].categories[category].cases[index]
        sheet.mention(_honoured(sheet, example, entry), example.organization)
        if entry.title is None:
            continue
        mention = sheet.mention(case, example.title)
        printed = sheet.printed(example.title)
        if printed == sheet.printed(entry.title):
            continue
        again = "" if case not in told else f"-{example.title.spans[0].begin}"
        told.add(case)
        _describe_variant(sheet, case, f"variant/body{again}", (printed, mention))


def _honoured(sheet: Sheet, example: Example, entry: Case) -> Node:
    """Return the IRI of whom an example names: the entry's recipient of that name, or else an organization of its own."""
    for recipient in entry.recipients:
        if recipient.name.value == example.organization.value:
            return party(sheet, recipient)
    name_organization(sheet, example.organization)
    return sheet.organization(example.organization.value)


def _describe_variant(sheet: Sheet, case: Node, place: str, found: tuple[str, Node]) -> None:
    variant = sheet.minter.thing(f"{terms.iri_of(case).removeprefix(f'{sheet.minter.base}id/')}/{place}")
    sheet.edit(case, "ug:hasTitleVariant", variant)
    sheet.edit(variant, "rdf:type", written("ug:TitleVariant"))
    sheet.edit(variant, "ug:rawText", plain(found[0]))
    sheet.edit(variant, "ug:attestedBy", found[1])


def describe_corrections(sheet: Sheet, corrections: Iterable[Correction]) -> None:
    """State the corrections of this file; each must quote it truly, or RegistryError says where it does not."""
    text = sheet.decision.text
    own = [correction for correction in corrections if correction.witness == text.sha256]
    for correction in own:
        if text.quote(correction.span) != correction.printed:
            found = text.quote(correction.span)
            message = f"says that {correction.printed!r} is printed at {correction.span.begin}; there stands {found!r}"
            raise RegistryError(message, source=correction.row[0], line=correction.row[1])
        _describe_correction(sheet, correction)
    _label_corrected(sheet, [each for each in own if each.status != _REJECTED and each.kind in _MISPRINTS])


def _describe_correction(sheet: Sheet, correction: Correction) -> None:
    span = correction.span
    iri = sheet.minter.thing(f"correction/{sheet.slug}/{span.begin}-{span.end}")
    sheet.edit(iri, "rdf:type", written("ug:Correction"))
    sheet.edit(iri, "oa:motivatedBy", written("oa:editing"))
    sheet.edit(iri, "ug:span", sheet.span(span))
    sheet.edit(iri, "ug:rawText", plain(correction.printed))
    if correction.proposed is not None:
        sheet.edit(iri, "ug:correctedText", plain(correction.proposed))
    sheet.edit(iri, "ug:correctionKind", concept("correction-kind", correction.kind))
    sheet.edit(iri, "ug:editorialStatus", concept("editorial-status", correction.status))
    sheet.edit(iri, "ug:confidence", decimal(correction.confidence))
    sheet.edit(iri, "ug:proposedBy", plain(correction.by))
    sheet.edit(iri, "dcterms:created", terms.typed(correction.on.isoformat(), written("xsd:date")))
    sheet.edit(iri, "ug:rationale", plain(correction.why))


def _label_corrected(sheet: Sheet, corrections: Iterable[Correction]) -> None:
    """Give each named thing in whose name something is misprinted the mended name too, so that a search finds both."""
    backwards = sorted(corrections, key=lambda each: each.span, reverse=True)
    if not backwards:
        return
    for span, thing, _ in sheet.mentions:
        if not any(kind in thing for kind in _NAMED):
            continue
        printed = mended = sheet.decision.text.quote(span)
        for each in backwards:
            if each.proposed is not None and span.begin <= each.span.begin and each.span.end <= span.end:
                begin, end = each.span.begin - span.begin, each.span.end - span.begin
                mended = mended[:begin] + each.proposed + mended[end:]
        if mended != printed:
            sheet.edit(thing, "skos:altLabel", sheet.chinese(grammar.tidy_title(mended)))
