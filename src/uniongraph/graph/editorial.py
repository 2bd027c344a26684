"""What editors add: other prints of a title, and corrections. The read graph stays as it was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from uniongraph.errors import RegistryError
from uniongraph.graph.sheet import Sheet, chinese, decimal, plain
from uniongraph.iris import concept, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uniongraph.corrections import Correction
    from uniongraph.graph.awards import Positions

__all__ = ["describe_corrections", "describe_variants"]

_NAMED = ("/id/case/", "/id/org/", "/id/category/")
"""Things that are searched by name, and so get the corrected form as another label."""


def describe_variants(sheet: Sheet, positions: Positions) -> None:
    """State the mentions that the body's examples make, and each title that it prints otherwise than the annex."""
    for example in sheet.decision.examples:
        if example.position is None:
            continue
        case = positions.cases[example.position]
        mention = sheet.mention(case, example.title)
        sheet.mention(
            sheet.minter.organization(example.organization.value, sheet.decision.jurisdiction),
            example.organization,
        )
        printed = "".join(sheet.decision.text.quote(span) for span in example.title.spans)
        tier, category, index = example.position
        title = sheet.decision.tiers[tier].categories[category].cases[index].title
        if title is None or printed == "".join(sheet.decision.text.quote(span) for span in title.spans):
            continue
        path = case.value.removeprefix(f"{sheet.minter.base}id/")
        variant = sheet.minter.thing(f"{path}/variant/body")
        sheet.edit(case, "ug:hasTitleVariant", variant)
        sheet.edit(variant, "rdf:type", term("ug:TitleVariant"))
        sheet.edit(variant, "ug:rawText", plain(printed))
        sheet.edit(variant, "ug:attestedBy", mention)


def describe_corrections(sheet: Sheet, corrections: Iterable[Correction]) -> None:
    """State the corrections of this file; each must quote it truly, or RegistryError says where it does not."""
    text = sheet.decision.text
    for correction in corrections:
        if correction.witness != text.sha256:
            continue
        if text.quote(correction.span) != correction.printed:
            found = text.quote(correction.span)
            message = f"says that {correction.printed!r} is printed at {correction.span.begin}; there stands {found!r}"
            raise RegistryError(message, source=correction.row[0], line=correction.row[1])
        _describe_correction(sheet, correction)


def _describe_correction(sheet: Sheet, correction: Correction) -> None:
    span = correction.span
    iri = sheet.minter.thing(f"correction/{sheet.slug}/{span.begin}-{span.end}")
    sheet.edit(iri, "rdf:type", term("ug:Correction"))
    sheet.edit(iri, "oa:motivatedBy", term("oa:editing"))
    sheet.edit(iri, "ug:span", sheet.span(span))
    sheet.edit(iri, "ug:rawText", plain(correction.printed))
    if correction.proposed is not None:
        sheet.edit(iri, "ug:correctedText", plain(correction.proposed))
        _label_corrected(sheet, correction, correction.proposed)
    sheet.edit(iri, "ug:correctionKind", concept("correction-kind", correction.kind))
    sheet.edit(iri, "ug:editorialStatus", concept("editorial-status", correction.status))
    sheet.edit(iri, "ug:confidence", decimal(correction.confidence))
    sheet.edit(iri, "ug:proposedBy", plain(correction.by))
    sheet.edit(iri, "dcterms:created", Literal(correction.on.isoformat(), datatype=term("xsd:date")))
    sheet.edit(iri, "ug:rationale", plain(correction.why))


def _label_corrected(sheet: Sheet, correction: Correction, proposed: str) -> None:
    """Give every named thing whose name the span lies in the corrected name too, so that a search finds both."""
    for span, thing, _ in sheet.mentions:
        inside = span.begin <= correction.span.begin and correction.span.end <= span.end
        if inside and any(kind in thing.value for kind in _NAMED):
            quote = sheet.decision.text.quote(span)
            begin, end = correction.span.begin - span.begin, correction.span.end - span.begin
            sheet.edit(thing, "skos:altLabel", chinese(quote[:begin] + proposed + quote[end:]))
