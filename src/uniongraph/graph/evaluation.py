"""How the decision says it was reached: applications, ways in, stages, criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph.graph.sheet import Sheet, integer, plain
from uniongraph.iris import concept, written

if TYPE_CHECKING:
    from uniongraph.graph.awards import Positions
    from uniongraph.terms import Node

__all__ = ["describe_evaluation"]

_SHORT_NAME = 3
"""An issuer calls itself by at least this many of the last characters of its name (市总工会)."""


def describe_evaluation(sheet: Sheet, positions: Positions) -> None:
    """State what the body says of the evaluation, as parts of the edition."""
    edition = positions.edition
    _describe_applications(sheet, edition)
    for channel in sheet.decision.channels:
        if channel.concept is not None:
            sheet.say(edition, "ug:nominationChannel", concept("nomination-channel", channel.concept))
            sheet.mention(edition, channel.label, states="ug:nominationChannel")
    path = f"edition/{positions.path}"
    for number, stage in enumerate(sheet.decision.stages, start=1):
        iri = sheet.minter.thing(f"{path}/stage/{number}")
        sheet.say(edition, "ug:hasStage", iri)
        sheet.say(iri, "rdf:type", written("ug:EvaluationStage"))
        sheet.say(iri, "ug:ordinal", integer(number))
        sheet.say(iri, "skos:prefLabel", sheet.chinese(stage.label.value))
        mention = sheet.mention(iri, stage.label)
        if stage.concept is not None:
            sheet.say(iri, "ug:stageKind", concept("stage-kind", stage.concept))
        _conclude_agent(sheet, iri, stage.label.value, mention)
    for number, criterion in enumerate(sheet.decision.criteria, start=1):
        iri = sheet.minter.thing(f"{path}/criterion/{number}")
        sheet.say(edition, "ug:usesCriterion", iri)
        sheet.say(iri, "rdf:type", written("ug:EvaluationCriterion"))
        sheet.say(iri, "ug:ordinal", integer(number))
        sheet.say(iri, "skos:prefLabel", sheet.chinese(criterion.label.value))
        sheet.mention(iri, criterion.label)


def _describe_applications(sheet: Sheet, edition: Node) -> None:
    applications = sheet.decision.applications
    if applications is None:
        return
    iri = sheet.minter.thing(f"count/{sheet.slug}/{applications.spans[0].begin}/1")
    sheet.say(iri, "rdf:type", written("ug:CountStatement"))
    sheet.say(iri, "ug:countAbout", edition)
    sheet.say(iri, "ug:countedClass", written("ug:Application"))
    sheet.say(iri, "ug:unitAsPrinted", plain(applications.value.unit or ""))
    sheet.say(iri, "ug:declaredValue", integer(applications.value.number))
    for span in applications.spans:
        sheet.say(iri, "prov:wasDerivedFrom", sheet.span(span))


def _conclude_agent(sheet: Sheet, stage: Node, label: str, mention: Node) -> None:
    """Conclude that the issuer acted in a stage whose words begin with the end of its name (县总工会评审)."""
    for issuer in sheet.decision.issuers:
        tails = (issuer.value[-length:] for length in range(len(issuer.value), _SHORT_NAME - 1, -1))
        if any(label.startswith(tail) for tail in tails):
            agent = sheet.organization(issuer.value)
            sheet.conclude(
                stage, "prov:wasAssociatedWith", agent, rule="stage-agent", sure=0.95, source=mention
            )
            return
