"""The awards: programme, edition, tiers, categories, cases, and one conferral for each case in each tier."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.graph.parties import name_party, party
from uniongraph.graph.programme import name_programme
from uniongraph.graph.sheet import Sheet, chinese, integer, plain, year
from uniongraph.iris import concept, written
from uniongraph.model import Reading, Span, Tier

if TYPE_CHECKING:
    from uniongraph.model import Case, Category
    from uniongraph.terms import Node

__all__ = ["Positions", "describe_awards"]


@dataclass(slots=True)
class Positions:
    """The IRIs that were given to the places of the list: tier, (tier, category), (tier, category, case)."""

    edition: Node
    path: str
    """On what the lists of this document hang: two documents of one edition have one each."""
    tiers: list[Node] = field(default_factory=list)
    categories: dict[tuple[int, int], Node] = field(default_factory=dict)
    cases: dict[tuple[int, int, int], Node] = field(default_factory=dict)


def describe_awards(sheet: Sheet) -> Positions:
    """State the edition with everything in it, and return which IRI stands for which place of the list."""
    named = name_programme(sheet.decision)
    programme = sheet.minter.programme_slug(named.programme, sheet.scope or sheet.slug)
    path = f"{programme}/{sheet.minter.list_slug(programme, sheet.slug)}"
    edition = sheet.minter.thing(f"edition/{programme}/{named.key or sheet.slug}")
    series = sheet.minter.thing(f"programme/{programme}")
    sheet.name(series, "rdf:type", written("ug:AwardProgramme"))
    sheet.name(series, "skos:prefLabel", chinese(named.programme))
    sheet.name(edition, "rdf:type", written("ug:AwardEdition"))
    sheet.name(edition, "ug:editionOf", series)
    sheet.name(edition, "skos:prefLabel", chinese(named.edition))
    sheet.mention(edition, named.source)
    sheet.mention(series, named.source)
    if named.year is not None:
        sheet.name(edition, "ug:editionYear", year(named.year.value))
        sheet.mention(edition, named.year, states="ug:editionYear")
    if named.number is not None:
        sheet.name(edition, "ug:editionNumber", integer(named.number.value))
        sheet.mention(edition, named.number, states="ug:editionNumber")
    positions = Positions(edition, path)
    kinds = Counter(tier.kind for tier in sheet.decision.tiers)
    for index, tier in enumerate(sheet.decision.tiers):
        slug = sheet.minter.tier_slug(programme, tier.kind, rank=index + 1, alone=kinds[tier.kind] == 1)
        _describe_tier(sheet, positions, index, f"{path}/{slug}")
        _describe_counts(sheet, positions.tiers[index], tier)
    return positions


def _describe_tier(sheet: Sheet, positions: Positions, index: int, path: str) -> None:
    tier = sheet.decision.tiers[index]
    iri = sheet.minter.thing(f"tier/{path}")
    positions.tiers.append(iri)
    sheet.say(iri, "rdf:type", written("ug:AwardTier"))
    sheet.say(iri, "ug:inEdition", positions.edition)
    sheet.say(iri, "ug:tierKind", concept("tier-kind", tier.kind))
    sheet.say(iri, "ug:tierRank", integer(index + 1))
    if tier.ordinal is not None:
        sheet.say(iri, "ug:ordinalAsPrinted", plain(tier.ordinal.value))
    sheet.mention(iri, tier.name)
    _label_tier(sheet, iri, index)
    for number, category in enumerate(tier.categories):
        # an entry to which nobody is named confers nothing: the findings say so, and no statement is made
        named = [place for place, case in enumerate(category.cases) if case.recipients]
        if not named:
            continue
        _describe_category(sheet, positions, (index, number), path)
        for place in named:
            _describe_case(sheet, positions, (index, number, place), path)


def _label_tier(sheet: Sheet, iri: Node, index: int) -> None:
    """Label a tier with its full name in the body where the body quotes one; the annex's form is the other label."""
    annex_name = sheet.decision.tiers[index].name.value
    quoted = [e.honour for e in sheet.decision.examples if e.position is not None and e.position[0] == index]
    label = quoted[0].value if quoted else annex_name
    sheet.say(iri, "skos:prefLabel", sheet.chinese(label))
    if label != annex_name:
        sheet.say(iri, "skos:altLabel", sheet.chinese(annex_name))
    for honour in quoted:
        sheet.mention(iri, honour)


def _describe_counts(sheet: Sheet, iri: Node, listed: Tier | Category) -> None:
    """State what the heading declares and what can be counted, one statement for each unit (10 类/个 has two).

    A list that names recipients only has no cases to count: its entries are conferrals.
    """
    declared = listed.declared
    if declared is None:
        return
    categories = listed.categories if isinstance(listed, Tier) else (listed,)
    cases = [case for category in categories for case in category.cases]
    entries = "ug:Case" if any(case.title is not None for case in cases) else "ug:Conferral"
    counted = {entries: len(cases)}
    if isinstance(listed, Tier):
        counted["ug:AwardCategory"] = sum(category.name is not None for category in categories)
    # what is cut off is not counted
    is_whole = not any(finding.severity == "error" for finding in sheet.decision.findings)
    begin = declared.spans[0].begin
    for number, unit in enumerate((declared.value.unit or "").replace("／", "/").split("/"), start=1):
        about = f"ug:{grammar.UNIT_CLASSES[unit]}" if unit in grammar.UNIT_CLASSES else entries
        statement = sheet.minter.thing(f"count/{sheet.slug}/{begin}/{number}")
        sheet.say(statement, "rdf:type", written("ug:CountStatement"))
        sheet.say(statement, "ug:countAbout", iri)
        sheet.say(statement, "ug:countedClass", written(about))
        sheet.say(statement, "ug:unitAsPrinted", plain(declared.value.unit or ""))
        sheet.say(statement, "ug:declaredValue", integer(declared.value.number))
        if is_whole and about in counted:
            sheet.say(statement, "ug:countedValue", integer(counted[about]))
        for span in declared.spans:
            sheet.say(statement, "prov:wasDerivedFrom", sheet.span(span))


def _describe_category(sheet: Sheet, positions: Positions, place: tuple[int, int], path: str) -> None:
    category = sheet.decision.tiers[place[0]].categories[place[1]]
    if category.name is None:
        return
    iri = positions.categories[place] = sheet.minter.thing(
        f"category/{path}/{_number(category, place[1]):02d}"
    )
    sheet.say(iri, "rdf:type", written("ug:AwardCategory"))
    sheet.say(iri, "ug:inTier", positions.tiers[place[0]])
    sheet.say(iri, "ug:ordinal", integer(_number(category, place[1])))
    sheet.say(
        iri, "ug:categoryForm", concept("category-form", "single-case" if category.is_case else "group")
    )
    sheet.say(iri, "skos:prefLabel", sheet.chinese(category.name.value))
    sheet.mention(iri, category.name)
    if category.ordinal is not None:
        sheet.say(iri, "ug:ordinalAsPrinted", plain(category.ordinal.value))
    _describe_counts(sheet, iri, category)


def _number(category: Category, index: int) -> int:
    """Return the place of a category among the named ones of its tier, counted from 1, 0 for an unnamed one."""
    return index + 1 if category.name is not None else 0


def _describe_case(sheet: Sheet, positions: Positions, place: tuple[int, int, int], path: str) -> None:
    tier, category, index = place
    entry = sheet.decision.tiers[tier].categories[category]
    case = entry.cases[index]
    spot = f"{_number(entry, category):02d}-{index + 1:02d}"
    iri = positions.cases[place] = sheet.minter.thing(f"case/{path}/{spot}")
    if case.title is not None:
        sheet.say(iri, "rdf:type", written("ug:Case"))
        sheet.say(iri, "ug:titleAsPrinted", plain(sheet.printed(case.title)))
        sheet.say(iri, "skos:prefLabel", sheet.chinese(case.title.value))
        sheet.mention(iri, case.title)
    if entry.is_case:
        sheet.say(positions.categories[tier, category], "ug:coextensiveWith", iri)
    _describe_conferral(sheet, positions, place, f"{path.rpartition('/')[2]}/{spot}")


def _describe_conferral(sheet: Sheet, positions: Positions, place: tuple[int, int, int], spot: str) -> None:
    tier, category, index = place
    case = sheet.decision.tiers[tier].categories[category].cases[index]
    iri = sheet.minter.thing(f"conferral/{sheet.slug}/{spot}")
    sheet.say(iri, "rdf:type", written("ug:Conferral"))
    sheet.say(iri, "ug:inTier", positions.tiers[tier])
    sheet.say(iri, "ug:ordinal", integer(index + 1))
    sheet.say(iri, "ug:decidedIn", sheet.document)
    if case.title is not None:
        sheet.say(iri, "ug:conferralOf", positions.cases[place])
    if (tier, category) in positions.categories:
        sheet.say(iri, "ug:inCategory", positions.categories[tier, category])
    for issuer in sheet.decision.issuers:
        sheet.say(iri, "ug:conferredBy", sheet.organization(issuer.value))
    if case.ordinal is not None:
        sheet.say(iri, "ug:ordinalAsPrinted", plain(case.ordinal.value))
    sheet.mention(iri, _entry(case))
    _describe_recipients(sheet, iri, case)


def _entry(case: Case) -> Reading[None]:
    """Return the whole printed entry: from its ordinal or title to its last recipient."""
    readings = (case.ordinal, case.title, *[recipient.name for recipient in case.recipients])
    spans = [span for reading in readings if reading is not None for span in reading.spans]
    whole = Span(min([span.begin for span in spans]), max([span.end for span in spans]))
    return Reading(None, (whole,))


def _describe_recipients(sheet: Sheet, conferral: Node, case: Case) -> None:
    for order, recipient in enumerate(case.recipients, start=1):
        mention = name_party(sheet, recipient)
        sheet.say(conferral, "ug:recipient", party(sheet, recipient))
        sheet.say(mention, "ug:recipientOrder", integer(order))
        sheet.say(conferral, "prov:wasDerivedFrom", mention)
