"""In which order the facts of a thing are told: what tells most of a thing of its kind first, what only a specialist asks last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uniongraph.iris import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["is_technical", "place"]

_OTHERS: Final = {
    "vann": "http://purl.org/vocab/vann/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


def _iris(names: str) -> tuple[str, ...]:
    split = (each.partition(":") for each in names.split())
    return tuple(f"{({**PREFIXES, **_OTHERS})[prefix]}{name}" for prefix, _, name in split)


_ANY: Final = _iris("skos:altLabel skos:definition dcterms:description skos:scopeNote skos:note rdfs:comment")
_ORDER: Final[Mapping[str, tuple[str, ...]]] = {
    "document": _iris(
        "ug:documentNumber dcterms:issued ug:documentYear ug:issuingBody ug:addressee ug:documentType ug:basedOnNotice "
        "dcterms:references ug:annexReference ug:distributionNote ug:documentStatus ug:identifiedAs"
    ),
    "edition": _iris(
        "ug:editionOf ug:editionYear ug:editionNumber ug:nominationChannel ug:hasStage ug:usesCriterion"
    ),
    "tier": _iris("ug:inEdition ug:tierKind ug:tierRank ug:ordinalAsPrinted skos:altLabel"),
    "category": _iris("ug:inTier ug:ordinalAsPrinted ug:categoryForm ug:coextensiveWith ug:topic"),
    "case": _iris("ug:topic ug:hasTitleVariant ug:titleAsPrinted"),
    "conferral": _iris(
        "ug:recipient ug:conferralOf ug:inTier ug:inCategory ug:ordinalAsPrinted ug:conferredBy ug:decidedIn"
    ),
    "organization": _iris(
        "ug:unionKind ug:hostOrganization ug:territory ug:jurisdiction ug:inferredParent ug:uscc ug:legalForm skos:altLabel "
        "ug:nameAsPrinted ug:honouredFor skos:exactMatch skos:closeMatch"
    ),
    "person": _iris(
        "ug:affiliation ug:affiliationAsPrinted ug:postAsPrinted ug:nameAsPrinted skos:altLabel skos:closeMatch"
    ),
    "place": _iris(
        "ug:within ug:divisionLevel ug:gbCode ug:nbsCode ug:validFrom ug:validUntil dcterms:isReplacedBy "
        "dcterms:replaces skos:exactMatch skos:closeMatch"
    ),
    "scheme": (*_ANY, *_iris("skos:hasTopConcept")),
    "concept": (
        *_ANY,
        *_iris(
            "skos:inScheme skos:broader skos:narrower skos:related skos:hiddenLabel ug:elfCode skos:closeMatch"
        ),
    ),
    "term": (
        *_ANY,
        *_iris(
            "rdfs:subClassOf rdfs:subPropertyOf rdfs:domain rdfs:range owl:inverseOf owl:disjointWith "
            "owl:propertyChainAxiom skos:closeMatch skos:relatedMatch"
        ),
    ),
    "ontology": (
        *_ANY,
        *_iris("owl:versionInfo owl:versionIRI vann:preferredNamespacePrefix vann:preferredNamespaceUri"),
    ),
    "act": _iris(
        "ug:concernsHonour ug:concernsRecipient ug:concernsTitle ug:replacedText ug:replacementText "
        "ug:revokesDocument ug:concernsDocument ug:concerns ug:decidedIn"
    ),
    "correction": _iris(
        "ug:rawText ug:correctedText ug:correctionKind ug:rationale ug:editorialStatus ug:proposedBy dcterms:created ug:span"
    ),
    "inference": _iris("rdf:subject rdf:predicate rdf:object ug:byRule ug:confidence"),
    "mention": _iris("ug:mentionOf ug:span ug:states ug:recipientOrder ug:confidence"),
    "span": _iris("nif:anchorOf ug:line ug:inPart"),
    "witness": _iris("ug:witnessOf dcterms:format dcterms:source ug:textLength"),
    "catalog": (*_ANY, *_iris("dcterms:license dcterms:created dcterms:issued dcat:dataset")),
    "graph": (*_ANY, *_iris("ug:graphKind dcterms:source dcterms:license prov:wasAttributedTo")),
}
_TECHNICAL: Final = frozenset(
    _iris(
        "rdfs:isDefinedBy skos:notation skos:topConceptOf ug:ordinal ug:serialNumber ug:issuerSymbol ug:sha256 "
        "ug:encoding ug:extractedBy oa:motivatedBy nif:referenceContext nif:beginIndex nif:endIndex "
        "prov:wasDerivedFrom ug:titleAsPrinted vann:preferredNamespacePrefix vann:preferredNamespaceUri "
        "skos:editorialNote"
    )
)
_PLACES: Final = {kind: {iri: number for number, iri in enumerate(order)} for kind, order in _ORDER.items()}


def place(kind: str, iri: str) -> tuple[int, str]:
    """Return where a property stands among those of a kind, as what sorts there."""
    order = _PLACES.get(kind, {})
    common = _ANY.index(iri) if iri in _ANY else len(_ANY)
    return order.get(iri, len(order) + common), iri


def is_technical(iri: str) -> bool:
    """Tell whether only a specialist asks for a property."""
    return iri in _TECHNICAL
