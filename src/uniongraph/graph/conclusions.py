"""What follows from names and headings by rule: kinds, hosts, territories, parents, topics. Never mixed with the print."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from uniongraph import grammar, names, terms, vocabulary
from uniongraph.graph.sheet import Sheet
from uniongraph.iris import concept, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.graph.awards import Positions
    from uniongraph.model import OrganizationName
    from uniongraph.terms import Node

__all__ = ["conclude_names", "conclude_topics"]

_SURE: Final = {
    "federation-by-level": 0.99,
    "host-before-suffix": 0.97,
    "division-longest-match": 0.98,
    "division-variant": 0.95,
    "company-legal-form": 0.98,
    "branch-of-company": 0.98,
    "parent-by-prefix": 0.95,
    "topic-keyword": 0.90,
    "topic-of-category": 0.80,
}
"""How sure a conclusion is; a rule that is not named here goes by a word that is usual, not proof."""
_USUAL: Final = 0.90


def conclude_names(sheet: Sheet) -> None:
    """Conclude what each organization is from the parts of its name, and whose branch its host is."""
    done: set[str] = set()
    hosts: dict[str, Node] = {}
    for name, organization, mention in _named(sheet):
        if name.name not in done:
            done.add(name.name)
            _conclude_name(sheet, name, organization, mention)
            if name.host is not None:
                hosts[name.host] = mention
    for host, mention in hosts.items():
        parent = names.parent(host, hosts)
        if parent is not None:
            child, above = (sheet.organization(each) for each in (host, parent))
            _conclude(sheet, child, "ug:inferredParent", above, rule="parent-by-prefix", source=mention)


def _named(sheet: Sheet) -> Iterator[tuple[OrganizationName, Node, Node]]:
    """Yield each organization's parts with its IRI and its first mention: issuers first, then recipients."""
    decision = sheet.decision
    first: dict[Node, Node] = {}
    for _, thing, mention in sheet.mentions:
        first.setdefault(thing, mention)
    found = list(decision.issuer_names)
    tiers = [*decision.tiers, *(tier for act in decision.acts for tier in act.tiers)]
    recipients = (each for tier in tiers for case in tier.cases() for each in case.recipients)
    found += [each.parts for each in recipients if each.parts and each.kind == "organization"]
    for name in found:
        organization = sheet.organization(name.name)
        yield name, organization, first[organization]


def _conclude_name(sheet: Sheet, name: OrganizationName, organization: Node, mention: Node) -> None:
    if name.kind is not None and name.kind_rule is not None:
        sheet.infer(organization, "rdf:type", written("ug:UnionOrganization"))
        kind = concept("union-kind", name.kind)
        _conclude(sheet, organization, "ug:unionKind", kind, rule=name.kind_rule, source=mention)
    if name.host is not None and name.host_rule is not None:
        host = sheet.organization(name.host)
        sheet.infer(host, "rdf:type", written("ug:HostOrganization"))
        sheet.name(host, "skos:prefLabel", sheet.chinese(grammar.one_width(name.host)))
        _conclude(sheet, organization, "ug:hostOrganization", host, rule=name.host_rule, source=mention)
    if name.territory is not None and name.territory_rule is not None:
        place = sheet.minter.place(name.territory)
        _conclude(sheet, organization, "ug:territory", place, rule=name.territory_rule, source=mention)
    if (
        sheet.decision.issuers
        and name.name == sheet.decision.issuers[0].value
        and sheet.decision.jurisdiction
    ):
        place = sheet.minter.place(sheet.decision.jurisdiction)
        _conclude(sheet, organization, "ug:jurisdiction", place, rule="issuer-jurisdiction", source=mention)


def _conclude(sheet: Sheet, subject: Node, predicate: str, value: Node, *, rule: str, source: Node) -> None:
    sheet.conclude(subject, predicate, value, rule=rule, sure=_SURE.get(rule, _USUAL), source=source)


def conclude_topics(sheet: Sheet, positions: Positions) -> None:
    """Conclude topics from keywords: of a category from its heading, of a case from its title and its category.

    What a case has from its category alone is less sure, and another rule.
    """
    first = {thing: mention for _, thing, mention in reversed(sheet.mentions)}
    headings: dict[Node, list[Node]] = {}
    for (tier, number), group in positions.categories.items():
        name = sheet.decision.tiers[tier].categories[number].name
        headings[group] = _topics_in(name.value) if name is not None else []
        for topic in headings[group]:
            _conclude(sheet, group, "ug:topic", topic, rule="topic-keyword", source=first[group])
    for (tier, number, index), case in positions.cases.items():
        title = sheet.decision.tiers[tier].categories[number].cases[index].title
        if title is None:
            continue
        own = _topics_in(title.value)
        for topic in own:
            _conclude(sheet, case, "ug:topic", topic, rule="topic-keyword", source=first[case])
        above = positions.categories.get((tier, number))
        if above is None:
            continue
        for topic in headings[above]:
            if topic not in own:
                _conclude(sheet, case, "ug:topic", topic, rule="topic-of-category", source=first[above])


def _topics_in(heading: str) -> list[Node]:
    if _any_keyword().search(heading) is None:
        return []
    return [topic for topic, keywords in _patterns() if keywords.search(heading)]


@cache
def _any_keyword() -> re.Pattern[str]:
    """Return one pattern for the keywords of all topics: most headings hold none."""
    return re.compile("|".join(keywords.pattern for _, keywords in _patterns()))


@cache
def _patterns() -> tuple[tuple[Node, re.Pattern[str]], ...]:
    """Return each topic with one pattern for all its keywords."""
    return tuple(
        (terms.node(topic.value), re.compile("|".join(map(re.escape, words))))
        for topic, words in vocabulary.topics()
    )
