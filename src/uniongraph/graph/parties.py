"""Who is named: organizations by their names, persons by the place where they stand, and of a person no more than that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph import grammar, names
from uniongraph.graph.sheet import Sheet, plain
from uniongraph.iris import written

if TYPE_CHECKING:
    from uniongraph.model import Reading, Recipient
    from uniongraph.terms import Node

__all__ = ["name_organization", "name_party", "party"]


def party(sheet: Sheet, recipient: Recipient) -> Node:
    """Return the IRI of a recipient: an organization's by its name, a person's by the place in the document.

    Nothing that a list prints of a person is known to be unique, so that no two places are ever taken for one person.
    """
    if recipient.kind == "person":
        return sheet.minter.person(sheet.slug, recipient.name.spans[0])
    return sheet.organization(recipient.name.value)


def name_party(sheet: Sheet, recipient: Recipient) -> Node:
    """State who a recipient is, and return the mention that names them.

    Of a person the name, the unit (单位) and the post (职务) as printed; what else the list prints of them (sex, 民族,
    追授) stays in the document.
    """
    if recipient.kind == "person":
        return _name_person(sheet, recipient)
    name_organization(sheet, recipient.name)
    return sheet.mention(party(sheet, recipient), recipient.name)


def _name_person(sheet: Sheet, recipient: Recipient) -> Node:
    person = party(sheet, recipient)
    sheet.say(person, "rdf:type", written("ug:Person"))
    sheet.say(person, "skos:prefLabel", sheet.chinese(grammar.one_width(recipient.name.value)))
    sheet.say(person, "ug:nameAsPrinted", plain(sheet.printed(recipient.name)))
    mention = sheet.mention(person, recipient.name)
    unit, post = recipient.affiliation, recipient.post
    if unit is not None:
        _say_printed(sheet, person, "ug:affiliationAsPrinted", unit)
    if post is not None:
        _say_printed(sheet, person, "ug:postAsPrinted", post)
    if unit is not None and names.is_organization(unit.value):
        name_organization(sheet, unit)
        organization = sheet.organization(unit.value)
        sheet.say(person, "ug:affiliation", organization)
        sheet.mention(organization, unit)
    return mention


def _say_printed(sheet: Sheet, thing: Node, predicate: str, reading: Reading[str]) -> None:
    sheet.say(thing, predicate, plain(sheet.printed(reading)))
    sheet.mention(thing, reading, states=predicate)


def name_organization(sheet: Sheet, reading: Reading[str]) -> None:
    """State an organization by its name, as printed and without stray spaces."""
    organization = sheet.organization(reading.value)
    sheet.name(organization, "rdf:type", written("ug:Organization"))
    sheet.name(organization, "skos:prefLabel", sheet.chinese(grammar.one_width(reading.value)))
    sheet.name(organization, "ug:nameAsPrinted", plain(sheet.printed(reading)))
