"""What follows from names and headings by rule: kinds, hosts, territories, parents, topics. Never mixed with the print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uniongraph import names, vocabulary
from uniongraph.graph.sheet import Sheet, chinese
from uniongraph.iris import concept, term

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from uniongraph.graph.awards import Positions
    from uniongraph.model import OrganizationName

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
}
"""How sure a conclusion is; a rule that is not named here goes by a word that is usual, not proof."""
_USUAL: Final = 0.90


def conclude_names(sheet: Sheet) -> None:
    """Conclude what each organization is from the parts of its name, and whose branch its host is."""
    done: set[str] = set()
    hosts: dict[str, NamedNode] = {}
    parts = dict(_named(sheet))
    for name, (organization, mention) in parts.items():
        if name.name not in done:
            done.add(name.name)
            _conclude_name(sheet, name, organization, mention)
            if name.host is not None:
                hosts[name.host] = mention
    for host, mention in hosts.items():
        parent = names.parent(host, hosts)
        if parent is not None:
            child, above = (
                sheet.minter.organization(each, sheet.decision.jurisdiction) for each in (host, parent)
            )
            _conclude(sheet, child, "ug:inferredParent", above, rule="parent-by-prefix", source=mention)


def _named(sheet: Sheet) -> list[tuple[OrganizationName, tuple[NamedNode, NamedNode]]]:
    """Return each organization's parts with its IRI and its first mention: issuers first, then recipients."""
    decision = sheet.decision
    first: dict[NamedNode, NamedNode] = {}
    for _, thing, mention in sheet.mentions:
        first.setdefault(thing, mention)
    found = list(decision.issuer_names)
    found += [r.parts for tier in decision.tiers for case in tier.cases() for r in case.recipients if r.parts]
    organizations = ((name, sheet.minter.organization(name.name, decision.jurisdiction)) for name in found)
    return [(name, (iri, first[iri])) for name, iri in organizations]


def _conclude_name(sheet: Sheet, name: OrganizationName, organization: NamedNode, mention: NamedNode) -> None:
    if name.kind is not None and name.kind_rule is not None:
        sheet.infer(organization, "rdf:type", term("ug:UnionOrganization"))
        kind = concept("union-kind", name.kind)
        _conclude(sheet, organization, "ug:unionKind", kind, rule=name.kind_rule, source=mention)
    if name.host is not None and name.host_rule is not None:
        host = sheet.minter.organization(name.host, sheet.decision.jurisdiction)
        sheet.infer(host, "rdf:type", term("ug:HostOrganization"))
        sheet.infer(host, "skos:prefLabel", chinese(name.host))
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


def _conclude(
    sheet: Sheet, subject: NamedNode, predicate: str, value: NamedNode, *, rule: str, source: NamedNode
) -> None:
    sheet.conclude(subject, predicate, value, rule=rule, sure=_SURE.get(rule, _USUAL), source=source)


def conclude_topics(sheet: Sheet, positions: Positions) -> None:
    """Conclude the topics of each category from the keywords in its heading, and of its cases with it.

    A case that stands in no category shows its topics in its own title.
    """
    first = {thing: mention for _, thing, mention in reversed(sheet.mentions)}
    for (tier, category, index), case in positions.cases.items():
        entry = sheet.decision.tiers[tier].categories[category]
        title = entry.cases[index].title
        heading = entry.name or title
        if heading is None or title is None:
            continue
        group = positions.categories.get((tier, category))
        for topic in _topics_in(heading.value):
            if group is not None and index == 0:
                _conclude(sheet, group, "ug:topic", topic, rule="topic-keyword", source=first[group])
            source = first[group] if group is not None else first[case]
            _conclude(sheet, case, "ug:topic", topic, rule="topic-keyword", source=source)


def _topics_in(heading: str) -> list[NamedNode]:
    return [topic for topic, words in vocabulary.topics() if any(word in heading for word in words)]
