"""The kinds of things that have a page of their own form, told by their classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uniongraph.iris import ONTOLOGY, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["KINDS", "class_of", "kind"]

_OWL: Final = "http://www.w3.org/2002/07/owl#"
KINDS: Final[Mapping[str, str]] = {
    f"{ONTOLOGY}OfficialDocument": "document",
    f"{ONTOLOGY}AwardProgramme": "programme",
    f"{ONTOLOGY}AwardEdition": "edition",
    f"{ONTOLOGY}AwardTier": "tier",
    f"{ONTOLOGY}AwardCategory": "category",
    f"{ONTOLOGY}Conferral": "conferral",
    f"{ONTOLOGY}Case": "case",
    f"{ONTOLOGY}Person": "person",
    f"{ONTOLOGY}AdministrativeDivision": "place",
    f"{ONTOLOGY}Organization": "organization",
    f"{ONTOLOGY}UnionOrganization": "organization",
    f"{ONTOLOGY}HostOrganization": "organization",
    f"{ONTOLOGY}LaterAct": "act",
    f"{ONTOLOGY}TextWitness": "witness",
    f"{ONTOLOGY}Span": "span",
    f"{ONTOLOGY}Mention": "mention",
    f"{ONTOLOGY}Inference": "inference",
    f"{ONTOLOGY}Correction": "correction",
    f"{ONTOLOGY}CountStatement": "count",
    f"{PREFIXES['skos']}ConceptScheme": "scheme",
    f"{PREFIXES['skos']}Concept": "concept",
    f"{_OWL}Ontology": "ontology",
    f"{_OWL}Class": "term",
    f"{_OWL}ObjectProperty": "term",
    f"{_OWL}DatatypeProperty": "term",
    f"{PREFIXES['rdfs']}Datatype": "term",
    f"{PREFIXES['dcat']}Catalog": "catalog",
    f"{PREFIXES['dcat']}Dataset": "graph",
}
"""The kind of each class that has one, those first that tell more."""


def kind(classes: Collection[str]) -> str:
    """Return the kind of a thing of these classes, "thing" where none of them tells."""
    return next((name for iri, name in KINDS.items() if iri in classes), "thing")


def class_of(name: str | None) -> str | None:
    """Return the class by which things of a kind are called, None where no one class tells the kind."""
    return next((iri for iri, kind in KINDS.items() if kind == name), None)
