"""How the pages say what the data does not: the names of other vocabularies' terms, kinds, dates and numbers."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from uniongraph.iris import PREFIXES
from uniongraph.pages.languages import CHINESE, N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uniongraph.things import Words

__all__ = ["INVERSES", "KINDS", "STATUSES", "SUBJECTS", "TERMS", "tongue", "written"]


_NAMESPACES: Final = {
    **PREFIXES,
    "bibo": "http://purl.org/ontology/bibo/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
}


def _by_iri(names: Mapping[str, str]) -> Mapping[str, str]:
    split = ((name.partition(":"), message) for name, message in names.items())
    return {_NAMESPACES[prefix] + local: message for (prefix, _, local), message in split}


TERMS: Final = _by_iri(
    {
        "rdf:type": N_("class"),
        "rdf:subject": N_("subject"),
        "rdf:predicate": N_("property"),
        "rdf:object": N_("value"),
        "rdf:Property": N_("property"),
        "rdfs:label": N_("label"),
        "rdfs:comment": N_("comment"),
        "rdfs:seeAlso": N_("see also"),
        "rdfs:subClassOf": N_("kind of"),
        "rdfs:subPropertyOf": N_("more general property"),
        "rdfs:domain": N_("used of"),
        "rdfs:range": N_("values"),
        "rdfs:isDefinedBy": N_("defined by"),
        "rdfs:Class": N_("class"),
        "rdfs:Literal": N_("literal"),
        "rdfs:Resource": N_("thing"),
        "skos:prefLabel": N_("name"),
        "skos:altLabel": N_("other name"),
        "skos:hiddenLabel": N_("keyword"),
        "skos:notation": N_("key"),
        "skos:definition": N_("definition"),
        "skos:scopeNote": N_("scope note"),
        "skos:note": N_("note"),
        "skos:editorialNote": N_("editorial note"),
        "skos:example": N_("example"),
        "skos:inScheme": N_("in scheme"),
        "skos:topConceptOf": N_("top concept of"),
        "skos:hasTopConcept": N_("top concept"),
        "skos:broader": N_("broader"),
        "skos:narrower": N_("narrower"),
        "skos:related": N_("related"),
        "skos:exactMatch": N_("same elsewhere"),
        "skos:closeMatch": N_("nearly the same elsewhere"),
        "skos:broadMatch": N_("broader elsewhere"),
        "skos:narrowMatch": N_("narrower elsewhere"),
        "skos:relatedMatch": N_("related elsewhere"),
        "skos:Concept": N_("concept"),
        "skos:ConceptScheme": N_("concept scheme"),
        "dcterms:title": N_("title"),
        "dcterms:description": N_("description"),
        "dcterms:identifier": N_("identifier"),
        "dcterms:issued": N_("date of issue"),
        "dcterms:created": N_("made on"),
        "dcterms:modified": N_("changed on"),
        "dcterms:date": N_("date"),
        "dcterms:creator": N_("made by"),
        "dcterms:publisher": N_("publisher"),
        "dcterms:license": N_("licence"),
        "dcterms:rights": N_("rights"),
        "dcterms:source": N_("source"),
        "dcterms:format": N_("format"),
        "dcterms:language": N_("language"),
        "dcterms:subject": N_("topic"),
        "dcterms:references": N_("refers to"),
        "dcterms:isReferencedBy": N_("referred to by"),
        "dcterms:isPartOf": N_("part of"),
        "dcterms:hasPart": N_("has part"),
        "dcterms:replaces": N_("replaces"),
        "dcterms:isReplacedBy": N_("replaced by"),
        "prov:wasDerivedFrom": N_("read from"),
        "prov:wasAttributedTo": N_("made by"),
        "prov:wasAssociatedWith": N_("carried out by"),
        "prov:wasGeneratedBy": N_("result of"),
        "prov:generatedAtTime": N_("made at"),
        "prov:hadPrimarySource": N_("primary source"),
        "prov:value": N_("value"),
        "prov:Entity": N_("entity"),
        "prov:Activity": N_("activity"),
        "prov:Agent": N_("agent"),
        "prov:SoftwareAgent": N_("software"),
        "owl:Ontology": N_("ontology"),
        "owl:Class": N_("class"),
        "owl:Thing": N_("thing"),
        "owl:ObjectProperty": N_("property whose values are things"),
        "owl:DatatypeProperty": N_("property whose values are words or numbers"),
        "owl:FunctionalProperty": N_("property with one value"),
        "owl:TransitiveProperty": N_("transitive property"),
        "owl:inverseOf": N_("the other way round"),
        "owl:disjointWith": N_("never at the same time"),
        "owl:equivalentClass": N_("same class"),
        "owl:equivalentProperty": N_("same property"),
        "owl:sameAs": N_("the same as"),
        "owl:versionInfo": N_("version"),
        "owl:deprecated": N_("no longer used"),
        "owl:propertyChainAxiom": N_("chain of properties"),
        "owl:annotatedSource": N_("subject"),
        "owl:annotatedProperty": N_("property"),
        "owl:annotatedTarget": N_("value"),
        "owl:Axiom": N_("statement with its reasons"),
        "pav:authoredBy": N_("judged by"),
        "adms:identifier": N_("identifier"),
        "adms:Identifier": N_("identifier"),
        "sssom:Mapping": N_("judgement of a match"),
        "sssom:MappingSet": N_("ledger of matches"),
        "sssom:NegatedPredicate": N_("does not match so"),
        "sssom:author_label": N_("judged by"),
        "sssom:confidence": N_("confidence"),
        "sssom:curation_rule": N_("rule"),
        "sssom:mapping_justification": N_("ground"),
        "sssom:mapping_tool": N_("tool"),
        "sssom:mapping_tool_version": N_("version of the tool"),
        "sssom:mappings": N_("judgement of a match"),
        "sssom:match_string": N_("what both hold"),
        "sssom:object_label": N_("name elsewhere"),
        "sssom:object_match_field": N_("compared elsewhere"),
        "sssom:object_source": N_("found in"),
        "sssom:object_source_version": N_("version of the source"),
        "sssom:predicate_modifier": N_("verdict"),
        "sssom:similarity_measure": N_("features"),
        "sssom:similarity_score": N_("likeness"),
        "sssom:subject_label": N_("name here"),
        "sssom:subject_match_field": N_("compared here"),
        "semapv:LexicalMatching": N_("equal words or codes"),
        "semapv:ManualMappingCuration": N_("judged by hand"),
        "semapv:MappingReview": N_("reviewed by hand"),
        "oa:motivatedBy": N_("purpose"),
        "oa:identifying": N_("identifying"),
        "oa:editing": N_("editing"),
        "oa:hasTarget": N_("target"),
        "oa:hasBody": N_("body"),
        "nif:anchorOf": N_("printed words"),
        "nif:beginIndex": N_("begins at character"),
        "nif:endIndex": N_("ends before character"),
        "nif:referenceContext": N_("text"),
        "nif:isString": N_("whole text"),
        "nif:Context": N_("text"),
        "nif:String": N_("characters"),
        "dcat:dataset": N_("graph"),
        "dcat:Catalog": N_("catalogue"),
        "dcat:Dataset": N_("graph"),
        "dcat:distribution": N_("distribution"),
        "dcat:downloadURL": N_("download"),
        "dcat:keyword": N_("keyword"),
        "void:triples": N_("statements"),
        "schema:name": N_("name"),
        "schema:alternateName": N_("other name"),
        "schema:description": N_("description"),
        "schema:identifier": N_("identifier"),
        "schema:url": N_("web address"),
        "schema:sameAs": N_("the same as"),
        "schema:datePublished": N_("date of issue"),
        "schema:CreativeWork": N_("work"),
        "schema:DigitalDocument": N_("document"),
        "foaf:Agent": N_("person or organization"),
        "foaf:Person": N_("person"),
        "foaf:Organization": N_("organization"),
        "foaf:name": N_("name"),
        "foaf:homepage": N_("home page"),
        "foaf:page": N_("web page"),
        "org:Organization": N_("organization"),
        "org:FormalOrganization": N_("formal organization"),
        "bibo:Document": N_("document"),
        "bibo:DocumentPart": N_("part of a document"),
        "vann:preferredNamespacePrefix": N_("usual prefix"),
        "vann:preferredNamespaceUri": N_("namespace"),
        "xsd:string": N_("text"),
        "xsd:integer": N_("whole number"),
        "xsd:positiveInteger": N_("whole number from 1"),
        "xsd:nonNegativeInteger": N_("whole number from 0"),
        "xsd:decimal": N_("decimal number"),
        "xsd:boolean": N_("true or false"),
        "xsd:date": N_("date"),
        "xsd:gYear": N_("year"),
        "xsd:hexBinary": N_("bytes as hexadecimal digits"),
        "xsd:anyURI": N_("address"),
        "rdf:langString": N_("text in a language"),
    }
)
"""What terms are called that the release does not describe itself."""

INVERSES: Final = _by_iri(
    {
        "rdf:type": N_("Things of this class"),
        "rdf:predicate": N_("Conclusions with this property"),
        "rdfs:subClassOf": N_("Kinds of this"),
        "rdfs:subPropertyOf": N_("More special properties"),
        "rdfs:domain": N_("Properties of such things"),
        "rdfs:range": N_("Properties whose values are such things"),
        "rdfs:isDefinedBy": N_("Terms defined here"),
        "skos:inScheme": N_("Concepts of this scheme"),
        "skos:topConceptOf": N_("Top concepts"),
        "skos:hasTopConcept": N_("Scheme that begins with this"),
        "skos:broader": N_("Narrower concepts"),
        "skos:narrower": N_("Broader concepts"),
        "skos:closeMatch": N_("Nearly the same here"),
        "skos:exactMatch": N_("The same here"),
        "skos:relatedMatch": N_("Related here"),
        "adms:identifier": N_("Whose identifier this is"),
        "sssom:curation_rule": N_("Matches by this rule"),
        "sssom:mappings": N_("Ledger"),
        "dcterms:isPartOf": N_("Parts"),
        "dcterms:references": N_("Documents that refer to this"),
        "dcterms:license": N_("What is under this licence"),
        "dcterms:isReplacedBy": N_("What this replaces"),
        "dcterms:replaces": N_("What replaces this"),
        "prov:wasDerivedFrom": N_("What was read from this"),
        "prov:wasAttributedTo": N_("Made by this"),
        "prov:wasAssociatedWith": N_("Carried out by this"),
        "dcat:dataset": N_("Catalogue"),
        "oa:motivatedBy": N_("Made for this purpose"),
        "ug:affiliation": N_("People of this unit"),
        "ug:attestedBy": N_("Variants seen here"),
        "ug:basedOnNotice": N_("Decisions based on this notice"),
        "ug:byRule": N_("Concluded by this rule"),
        "ug:categoryForm": N_("Categories of this form"),
        "ug:coextensiveWith": N_("Category that is this case"),
        "ug:concerns": N_("Later acts about this award"),
        "ug:concernsDocument": N_("Later acts about this document"),
        "ug:concernsRecipient": N_("Later acts about this recipient"),
        "ug:conferralOf": N_("Awards for this case"),
        "ug:conferredBy": N_("Awards given"),
        "ug:correctionKind": N_("Corrections of this kind"),
        "ug:countAbout": N_("Numbers that documents state about this"),
        "ug:countedClass": N_("Numbers stated of such things"),
        "ug:decidedIn": N_("Decided in this document"),
        "ug:divisionLevel": N_("Divisions of this level"),
        "ug:documentStatus": N_("Documents of this status"),
        "ug:documentType": N_("Documents of this type"),
        "ug:editionOf": N_("Editions"),
        "ug:editorialStatus": N_("Corrections of this status"),
        "ug:graphKind": N_("Graphs of this kind"),
        "ug:hasStage": N_("Edition with this stage"),
        "ug:hasTitleVariant": N_("Case with this title"),
        "ug:honouredFor": N_("Honoured for this"),
        "ug:hostOrganization": N_("Unions of this body"),
        "ug:identifiedAs": N_("Cited as"),
        "ug:inCategory": N_("Awards in this category"),
        "ug:inEdition": N_("Tiers"),
        "ug:inPart": N_("Words in this part"),
        "ug:inTier": N_("Awards and categories in this tier"),
        "ug:inferredParent": N_("Organizations below this"),
        "ug:issuingBody": N_("Documents issued"),
        "ug:jurisdiction": N_("Bodies in charge here"),
        "ug:legalForm": N_("Organizations of this form"),
        "ug:mentionOf": N_("Where it is printed"),
        "ug:nominationChannel": N_("Editions with this channel"),
        "ug:recipient": N_("Awards received"),
        "ug:revokesDocument": N_("Later acts that take this document back"),
        "ug:span": N_("What was read from these words"),
        "ug:stageKind": N_("Stages of this kind"),
        "ug:states": N_("Words that state this property"),
        "ug:territory": N_("Organizations here"),
        "ug:tierKind": N_("Tiers of this kind"),
        "ug:topic": N_("Cases and categories on this topic"),
        "ug:unionKind": N_("Unions of this kind"),
        "ug:usesCriterion": N_("Editions that use this criterion"),
        "ug:within": N_("Divisions within"),
        "ug:witnessOf": N_("Texts of this document"),
    }
)
"""How a property is called as seen from its value."""

KINDS: Final = {
    "act": N_("Later acts"),
    "case": N_("Cases"),
    "catalog": N_("Catalogue"),
    "category": N_("Categories"),
    "concept": N_("Concepts"),
    "conferral": N_("Awards"),
    "correction": N_("Corrections"),
    "count": N_("Stated numbers"),
    "document": N_("Documents"),
    "edition": N_("Editions"),
    "graph": N_("Graphs"),
    "inference": N_("Conclusions"),
    "mention": N_("Mentions"),
    "ontology": N_("Vocabulary"),
    "organization": N_("Organizations"),
    "person": N_("People"),
    "place": N_("Places"),
    "programme": N_("Award programmes"),
    "scheme": N_("Concept schemes"),
    "span": N_("Printed words"),
    "term": N_("Vocabulary"),
    "thing": N_("Things"),
    "tier": N_("Tiers"),
    "witness": N_("Texts"),
}
"""What the things of each kind are called together."""

SUBJECTS: Final = {
    "award": N_("Awards"),
    "case": N_("Cases"),
    "category": N_("Categories"),
    "corpus": N_("Many documents"),
    "count": N_("Counts"),
    "document": N_("Documents"),
    "editorial": N_("Corrections"),
    "evaluation": N_("How winners were chosen"),
    "link": N_("Matches elsewhere"),
    "organization": N_("Organizations"),
    "person": N_("People"),
    "place": N_("Places"),
    "programme": N_("Award programmes"),
    "provenance": N_("Sources and checks"),
    "table": N_("Tables"),
    "tier": N_("Tiers"),
    "topic": N_("Topics"),
}
"""What the prepared queries are about, by the tags of their files."""

STATUSES: Final = {
    "revoked": N_("Taken back by a later act"),
    "corrected": N_("Corrected by a later act"),
    "confirmed": N_("Confirmed by a later act"),
    "concerned": N_("A later act is about this"),
    "replaced": N_("Replaced by"),
    "replaces": N_("Replaces"),
    "deprecated": N_("No longer used"),
}
"""What holds of a thing, as a bar on its page says it."""

_XSD: Final = PREFIXES["xsd"]
_NUMBERS: Final = frozenset(f"{_XSD}{name}" for name in ("integer", "decimal", "double", "float"))
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_HAN: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?=$|T|Z|[+-])")


def written(said: Words, language: str) -> str:
    """Return a literal as a reader of a language writes it: dates and large whole numbers; anything else as it is."""
    if said.datatype in {f"{_XSD}date", f"{_XSD}dateTime"} and (found := _DATE.match(said.text)):
        return _dated(said.text, found, language)
    if said.datatype == f"{_XSD}hexBinary":
        return said.text.lower()
    if said.datatype in _NUMBERS and re.fullmatch(r"\d{5,30}", said.text):
        return f"{int(said.text):,}"
    return said.text


def tongue(text: str, language: str | None = None) -> str | None:
    """Return the language a page gives for words of the data: their own, Chinese for Chinese characters that have none."""
    return language or ("zh" if _HAN.search(text) else None)


def _dated(text: str, found: re.Match[str], language: str) -> str:
    try:
        day = date(*(int(each) for each in found.groups()))
    except ValueError:
        return text
    if language == CHINESE:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
