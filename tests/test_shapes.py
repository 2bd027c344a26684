"""The gate: one small graph that conforms, and for each shape what must be added to it to break that shape."""

from __future__ import annotations

from functools import cache
from typing import Final

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from uniongraph import files
from uniongraph.model import Violation
from uniongraph.shapes import validate

SHAPES: Final = "https://w3id.org/uniongraph/shapes#"
SH: Final = "http://www.w3.org/ns/shacl#"
ID: Final = "https://w3id.org/uniongraph/id/"
GRAPH: Final = NamedNode("https://w3id.org/uniongraph/graph/example")

PREFIXES: Final = """
@base <https://w3id.org/uniongraph/id/> .
@prefix ug: <https://w3id.org/uniongraph/ontology#> .
@prefix scheme: <https://w3id.org/uniongraph/scheme/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix sssom: <https://w3id.org/sssom/> .
"""

# ---------------------------------------------------------------------------------------------- a graph that conforms

TEXT: Final = "丙市总工会关于表彰优秀案例的决定\n经专家复审，依据创新成效，共收到 9 个案例。\n一、特等奖\n（一）关心退休职工020\n丁公司工会\n丁公司 丁立\n"


def mention(key: str, thing: str, quote: str) -> str:
    """Return a mention of a thing, and the span of TEXT that holds the quoted words."""
    begin = TEXT.index(quote)
    end = begin + len(quote)
    span = f"<witness/d/1#char={begin},{end}>"
    return f"""
    <mention/{key}> a ug:Mention ; ug:span {span} ; ug:mentionOf <{thing}> ; oa:motivatedBy oa:identifying ; ug:confidence 0.99 .
    {span} a ug:Span ; nif:referenceContext <witness/d/1> ; nif:beginIndex {begin} ; nif:endIndex {end} ;
      nif:anchorOf "{quote}" ; ug:line {TEXT.count(chr(10), 0, begin) + 1} ; ug:inPart <doc/d/part/annex> .
    """


def inference(key: str, statement: str, rule: str, source: str) -> str:
    """Return a statement and the inference that concludes it."""
    subject, predicate, value = statement.split()
    return f"""
    {statement} .
    <inference/{key}> a ug:Inference ; rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {value} ;
      ug:byRule <https://w3id.org/uniongraph/scheme/inference-rule/{rule}> ; ug:confidence 0.9 ; prov:wasDerivedFrom <mention/{source}> .
    """


def scheme(path: str) -> str:
    """Return the IRI of a concept."""
    return f"<https://w3id.org/uniongraph/scheme/{path}>"


CONFORMING: Final = (
    PREFIXES
    + f"""
<doc/d> a ug:OfficialDocument ; dcterms:title "丙市总工会关于表彰优秀案例的决定"@zh-Hans ;
  ug:documentType {scheme("document-type/decision")} ; ug:documentStatus {scheme("document-status/full-text")} ;
  ug:documentNumber "丙总〔2018〕7号" ; ug:issuerSymbol "丙总" ; ug:documentYear "2018"^^xsd:gYear ; ug:serialNumber 7 ;
  dcterms:issued "2018-04-26"^^xsd:date ; ug:issuingBody <org/issuer> ; ug:basedOnNotice <doc/n> ;
  ug:addressee "各区总工会"@zh-Hans ; ug:distributionNote "此件公开发布"@zh-Hans .
<doc/n> a ug:OfficialDocument ; dcterms:title "关于征集案例的通知"@zh-Hans ;
  ug:documentType {scheme("document-type/notice")} ; ug:documentStatus {scheme("document-status/cited-only")} .
<doc/d/part/annex> a ug:DocumentPart ; dcterms:isPartOf <doc/d> ; skos:prefLabel "附件"@zh-Hans .
<witness/d/1> a ug:TextWitness ; ug:witnessOf <doc/d> ; dcterms:format <https://www.iana.org/assignments/media-types/text/plain> ; ug:encoding "utf-8" ; ug:textLength {len(TEXT)} ;
  ug:sha256 "{"0A" * 32}"^^xsd:hexBinary ; nif:isString \"\"\"{TEXT}\"\"\" .

<programme/p> a ug:AwardProgramme ; skos:prefLabel "优秀案例"@zh-Hans .
<edition/p/2017> a ug:AwardEdition ; skos:prefLabel "2017年度优秀案例"@zh-Hans ; ug:editionOf <programme/p> ;
  ug:editionYear "2017"^^xsd:gYear ; ug:nominationChannel {scheme("nomination-channel/self")} ;
  ug:hasStage <stage/1> ; ug:usesCriterion <criterion/1> .
<stage/1> a ug:EvaluationStage ; ug:ordinal 1 ; ug:stageKind {scheme("stage-kind/expert-review")} ;
  prov:wasAssociatedWith <org/issuer> .
<criterion/1> a ug:EvaluationCriterion ; ug:ordinal 1 ; skos:prefLabel "创新成效"@zh-Hans .
<count/1> a ug:CountStatement ; ug:countAbout <edition/p/2017> ; ug:countedClass ug:Case ; ug:unitAsPrinted "个" ;
  ug:declaredValue 9 ; ug:countedValue 1 .
<tier/t> a ug:AwardTier ; skos:prefLabel "特等奖"@zh-Hans ; ug:inEdition <edition/p/2017> ;
  ug:tierKind {scheme("tier-kind/special")} ; ug:tierRank 1 .
<category/c> a ug:AwardCategory ; skos:prefLabel "关心退休职工020"@zh-Hans ; ug:inTier <tier/t> ; ug:ordinal 1 ;
  ug:categoryForm {scheme("category-form/single-case")} ; ug:coextensiveWith <case/1> .
<case/1> a ug:Case ; skos:prefLabel "关心退休职工020"@zh-Hans ; ug:titleAsPrinted "关心退休职工020" ; ug:hasTitleVariant <variant/1> .
<variant/1> a ug:TitleVariant ; ug:rawText "关心退休职工" ; ug:attestedBy <mention/variant> .
<conferral/1> a ug:Conferral ; ug:conferralOf <case/1> ; ug:inTier <tier/t> ; ug:inCategory <category/c> ; ug:ordinal 1 ;
  ug:recipient <org/union> , <person/d/1> ; ug:conferredBy <org/issuer> ; ug:decidedIn <doc/d> ; ug:confidence 0.99 .
<correction/1> a ug:Correction ; ug:span <witness/d/1#char={TEXT.index("020")},{TEXT.index("020") + 3}> ; ug:rawText "020" ;
  ug:correctedText "O2O" ; ug:correctionKind {scheme("correction-kind/character-confusion")} ; ug:confidence 0.9 ;
  ug:editorialStatus {scheme("editorial-status/proposed")} ; ug:proposedBy "an editor" ; ug:rationale "zero for O" ;
  dcterms:created "2026-11-24"^^xsd:date .

<later-act/n/1/change-1> a ug:LaterAct , ug:Rectification ; ug:decidedIn <doc/n> ; ug:concernsDocument <doc/d> ;
  ug:concernsRecipient <org/union> ; ug:concernsTitle "关心退休职工020"@zh-Hans ; ug:concernsHonour "特等奖"@zh-Hans ;
  ug:replacedText "020" ; ug:replacementText "O2O" .
<org/issuer> a ug:Organization , ug:UnionOrganization ; skos:prefLabel "丙市总工会"@zh-Hans ; ug:nameAsPrinted "丙市总工会" .
<org/union> a ug:Organization , ug:UnionOrganization ; skos:prefLabel "丁公司工会"@zh-Hans ; ug:nameAsPrinted "丁公司工会" .
<person/d/1> a ug:Person ; skos:prefLabel "丁立"@zh-Hans ; ug:nameAsPrinted "丁立" ; ug:affiliationAsPrinted "丁公司" ;
  ug:postAsPrinted "焊工" ; ug:affiliation <org/host> .
<org/host> a ug:HostOrganization ; skos:prefLabel "丁公司"@zh-Hans ; ug:uscc "91310000132260250X" .
<place/cn-310000> a ug:AdministrativeDivision ; skos:prefLabel "上海市"@zh-Hans , "Shanghai"@en ; ug:gbCode "310000" ;
  ug:divisionLevel {scheme("division-level/municipality")} .
<place/cn-310101002> a ug:AdministrativeDivision ; skos:prefLabel "南京东路街道"@zh-Hans ; ug:nbsCode "310101002" ;
  ug:divisionLevel {scheme("division-level/subdistrict")} ; ug:within <place/cn-310000> .
<https://w3id.org/uniongraph/graph/doc/d> a dcat:Dataset ; ug:graphKind {scheme("graph-kind/read")} ;
  dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
"""
    + mention("title", "doc/d", "丙市总工会关于表彰优秀案例的决定")
    + mention("issuer", "org/issuer", "丙市总工会")
    + mention("stage", "stage/1", "专家复审")
    + mention("criterion", "criterion/1", "创新成效")
    + mention("count", "count/1", "9 个")
    + mention("tier", "tier/t", "特等奖")
    + mention("category", "category/c", "关心退休职工020")
    + mention("case", "case/1", "关心退休职工020")
    + mention("variant", "case/1", "关心退休职工")
    + mention("misprint", "case/1", "020")
    + mention("conferral", "conferral/1", "（一）关心退休职工020")
    + mention("union", "org/union", "丁公司工会")
    + mention("act", "later-act/n/1/change-1", "020")
    + mention("person", "person/d/1", "丁立")
    + inference(
        "k1",
        f"<org/issuer> ug:unionKind {scheme('union-kind/municipal-federation')}",
        "federation-by-level",
        "issuer",
    )
    + inference(
        "k2",
        f"<org/union> ug:unionKind {scheme('union-kind/enterprise-union')}",
        "company-legal-form",
        "union",
    )
    + inference("h", "<org/union> ug:hostOrganization <org/host>", "host-before-suffix", "union")
    + inference("t", "<org/union> ug:territory <place/cn-310101002>", "division-longest-match", "union")
    + inference("j", "<org/issuer> ug:jurisdiction <place/cn-310000>", "issuer-jurisdiction", "issuer")
    + inference("a", "<later-act/n/1/change-1> ug:concerns <conferral/1>", "act-target", "act")
    + inference("p", f"<case/1> ug:topic {scheme('topic/retirement')}", "topic-keyword", "category")
)

# ---------------------------------------------------------------------------------------------- graphs that do not

SPAN: Final = "ug:inPart <doc/d/part/annex> ; nif:referenceContext <witness/d/1>"

BROKEN: Final = {
    # documents and texts
    "Document-title": "<doc/x> a ug:OfficialDocument .",
    "Document-type": "<doc/d> ug:documentType <decision> .",
    "Document-status": "<doc/x> a ug:OfficialDocument .",
    "Document-number": '<doc/x> a ug:OfficialDocument ; ug:documentNumber "丙总2018-7" .',
    "Document-symbol": '<doc/d> ug:issuerSymbol "丁总" .',
    "Document-year": "<doc/n> ug:documentYear 2018 .",
    "Document-serial": "<doc/n> ug:serialNumber 0 .",
    "Document-issued": '<doc/n> dcterms:issued "2018年4月26日" .',
    "Document-issuer": "<doc/d> ug:issuingBody <org/unknown> .",
    "Document-notice": "<doc/d> ug:basedOnNotice <doc/unknown> .",
    "Document-identified": "<doc/n> ug:identifiedAs <doc/d> , <doc/m> .",
    "Document-addressee": '<doc/d> ug:addressee "各区总工会" .',
    "Document-note": '<doc/d> ug:distributionNote "此件公开发布" .',
    "document-number-parts": '<doc/n> ug:documentNumber "丙总〔2018〕8号" ; ug:issuerSymbol "丙总" .',
    "document-text": f"<doc/n> ug:documentStatus {scheme('document-status/full-text')} .",
    "document-one-type": f"<doc/d> ug:documentType {scheme('document-type/notice')} .",
    "document-cited": f"<doc/d> ug:documentStatus {scheme('document-status/cited-only')} .",
    "document-identified": '<doc/n> ug:identifiedAs <doc/d> ; ug:documentNumber "丙总〔2018〕8号" .',
    "Part-document": "<doc/d/part/body> a ug:DocumentPart .",
    "Witness-document": "<witness/x> a ug:TextWitness .",
    "Witness-sha256": '<witness/x> a ug:TextWitness ; ug:sha256 "0A0A"^^xsd:hexBinary .',
    "Witness-format": "<witness/d/1> dcterms:format <text/plain> .",
    "Witness-extractor": '<witness/d/1> ug:extractedBy "one" , "another" .',
    "Witness-encoding": "<witness/x> a ug:TextWitness .",
    "Witness-text": '<witness/d/1> nif:isString "another" .',
    "Witness-length": "<witness/d/1> ug:textLength -1 .",
    "Span-context": "<witness/d/1#char=0,2> a ug:Span .",
    "Span-begin": f"<witness/d/1#char=2,2> a ug:Span ; {SPAN} ; nif:beginIndex 2 ; nif:endIndex 2 .",
    "Span-end": f'<witness/d/1#char=0,2> a ug:Span ; {SPAN} ; nif:beginIndex 0 ; nif:endIndex "two" .',
    "Span-anchor": f"<witness/d/1#char=0,2> a ug:Span ; {SPAN} .",
    "Span-line": f"<witness/d/1#char=0,2> a ug:Span ; {SPAN} ; ug:line 0 .",
    "Span-part": "<witness/d/1#char=0,2> a ug:Span ; ug:inPart <doc/d> .",
    "span-length": f'<witness/d/1#char=0,2> a ug:Span ; {SPAN} ; nif:beginIndex 0 ; nif:endIndex 2 ; nif:anchorOf "丙市总" .',
    "span-quotes": f'<witness/d/1#char=0,2> a ug:Span ; {SPAN} ; nif:beginIndex 0 ; nif:endIndex 2 ; nif:anchorOf "乙市" .',
    "span-inside": f"<witness/d/1#char=0,999> a ug:Span ; {SPAN} ; nif:beginIndex 0 ; nif:endIndex 999 .",
    "span-address": f"<witness/d/1#char=0,3> a ug:Span ; {SPAN} ; nif:beginIndex 0 ; nif:endIndex 2 .",
    "span-document": """<witness/d/1#char=0,2> a ug:Span ; nif:referenceContext <witness/d/1> ; ug:inPart <doc/n/part/body> .
        <doc/n/part/body> a ug:DocumentPart ; dcterms:isPartOf <doc/n> .""",
    "Mention-of": "<mention/x> a ug:Mention .",
    "Mention-states": "<mention/title> ug:states dcterms:title , ug:documentType .",
    "Mention-order": '<mention/union> ug:recipientOrder "first" .',
    "span": "<mention/x> a ug:Mention ; ug:span <witness/d/1#char=0,2> .",
    "confidence": "<mention/x> a ug:Mention ; ug:confidence 1.5 .",
    "mention-of-something": "<mention/x> a ug:Mention ; ug:mentionOf <case/unknown> .",
    "mention-states-something": "<mention/title> ug:states ug:uscc .",
    # the editorial layer
    "Correction-text": '<correction/1> ug:correctedText "o2o" .',
    "Correction-kind": "<correction/x> a ug:Correction .",
    "Correction-status": "<correction/1> ug:editorialStatus <accepted> .",
    "Correction-by": "<correction/x> a ug:Correction .",
    "Correction-why": "<correction/x> a ug:Correction .",
    "Correction-day": '<correction/1> dcterms:created "yesterday" .',
    "rawText": "<correction/x> a ug:Correction .",
    "correction-quotes": '<correction/1> ug:rawText "O20" .',
    "Variant-attested": "<variant/x> a ug:TitleVariant .",
    "Variant-case": '<variant/x> a ug:TitleVariant ; ug:rawText "关心退休职工" ; ug:attestedBy <mention/variant> .',
    "Count-about": "<count/x> a ug:CountStatement .",
    "Count-class": '<count/x> a ug:CountStatement ; ug:countedClass "cases" .',
    "Count-unit": '<count/1> ug:unitAsPrinted "类" .',
    "Count-declared": '<count/x> a ug:CountStatement ; ug:declaredValue "nine" .',
    "Count-counted": "<count/1> ug:countedValue -1 .",
    "Count-evidence": "<count/x> a ug:CountStatement ; ug:countAbout <tier/t> ; ug:countedClass ug:Case ; ug:declaredValue 9 .",
    # awards
    "label": "<programme/x> a ug:AwardProgramme .",
    "Edition-programme": "<edition/p/2018> a ug:AwardEdition .",
    "Edition-year": "<edition/p/2018> a ug:AwardEdition ; ug:editionYear 2018 .",
    "Edition-number": "<edition/p/2017> ug:editionNumber 0 .",
    "edition-one-year": '<edition/p/2017> ug:editionYear "2018"^^xsd:gYear .',
    "Edition-channel": "<edition/p/2017> ug:nominationChannel <self> .",
    "Edition-stage": "<edition/p/2017> ug:hasStage <criterion/1> .",
    "Edition-criterion": "<edition/p/2017> ug:usesCriterion <stage/1> .",
    "Stage-kind": "<stage/1> ug:stageKind <vote> .",
    "Stage-name": "<stage/x> a ug:EvaluationStage ; ug:ordinal 2 .",
    "Stage-edition": "<stage/x> a ug:EvaluationStage ; ug:ordinal 2 .",
    "Stage-agent": "<stage/1> prov:wasAssociatedWith <org/unknown> .",
    "Criterion-edition": "<criterion/x> a ug:EvaluationCriterion ; ug:ordinal 2 .",
    "ordinal": "<criterion/x> a ug:EvaluationCriterion ; ug:ordinal 0 .",
    "Tier-edition": "<tier/x> a ug:AwardTier .",
    "Tier-kind": "<tier/x> a ug:AwardTier ; ug:tierKind <special> .",
    "Tier-rank": "<tier/x> a ug:AwardTier ; ug:tierRank 0 .",
    "inTier": "<category/x> a ug:AwardCategory ; ug:inTier <edition/p/2017> .",
    "topic": "<category/c> ug:topic <retirement> .",
    "Category-form": "<category/x> a ug:AwardCategory .",
    "Category-case": "<category/c> ug:coextensiveWith <case/unknown> .",
    "category-is-case": f"<category/x> a ug:AwardCategory ; ug:categoryForm {scheme('category-form/single-case')} .",
    "category-one-conferral": "<category/x> a ug:AwardCategory ; ug:coextensiveWith <case/1> .",
    "Case-title": "<case/x> a ug:Case .",
    "Case-conferral": "<case/x> a ug:Case .",
    "Case-mention": "<case/x> a ug:Case .",
    "Case-variant": "<case/1> ug:hasTitleVariant <case/1> .",
    "Conferral-case": "<conferral/1> ug:conferralOf <category/c> .",
    "Conferral-category": "<conferral/1> ug:inCategory <tier/t> .",
    "Conferral-recipient": "<conferral/x> a ug:Conferral .",
    "Conferral-document": "<conferral/x> a ug:Conferral .",
    "Conferral-mention": "<conferral/x> a ug:Conferral .",
    "Conferral-by": "<conferral/1> ug:conferredBy <doc/d> .",
    "Conferral-confidence": "<conferral/x> a ug:Conferral ; ug:confidence 2 .",
    "conferral-one-tier": "<conferral/x> a ug:Conferral ; ug:inTier <tier/x> ; ug:inCategory <category/c> .",
    "conferral-one-edition": """<conferral/x> a ug:Conferral ; ug:conferralOf <case/1> ; ug:decidedIn <doc/d> ; ug:inTier <tier/x> .
        <tier/x> ug:inEdition <edition/p/2018> .""",
    "conferral-case-mentioned": "<conferral/x> a ug:Conferral ; ug:conferralOf <case/x> ; ug:decidedIn <doc/d> .",
    "conferral-recipient-mentioned": "<conferral/x> a ug:Conferral ; ug:recipient <org/host> ; ug:decidedIn <doc/d> .",
    # later acts
    "Act-document": "<act/x> a ug:Revocation .",
    "Act-concerns-document": "<act/x> a ug:Revocation ; ug:concernsDocument <org/union> .",
    "Act-recipient": "<act/x> a ug:Confirmation ; ug:concernsRecipient <case/1> .",
    "Act-title": '<act/x> a ug:Revocation ; ug:concernsTitle "关心退休职工" .',
    "Act-honour": '<act/x> a ug:Revocation ; ug:concernsHonour "特等奖" .',
    "Act-conferral": "<act/x> a ug:Revocation ; ug:concerns <case/1> .",
    "Act-mention": "<act/x> a ug:Revocation .",
    "Rectification-replaced": '<later-act/n/1/change-1> ug:replacedText "O2O" .',
    "Rectification-replacement": '<later-act/n/1/change-1> ug:replacementText "020" .',
    "act-one-kind": "<later-act/n/1/change-1> a ug:Revocation .",
    "act-replaces-something": '<act/x> a ug:LaterAct , ug:Rectification ; ug:replacementText "O2O" .',
    "act-revokes-a-whole": "<act/x> a ug:LaterAct , ug:Confirmation ; ug:concernsDocument <doc/d> ; ug:revokesDocument <doc/d> .",
    "act-not-on-itself": "<act/x> a ug:LaterAct ; ug:decidedIn <doc/d> ; ug:concernsDocument <doc/d> .",
    # organizations and places
    "Organization-name": '<org/union> ug:nameAsPrinted "丁公司工会"@zh-Hans .',
    "Organization-territory": "<org/union> ug:territory <place/cn-310000> .",
    "Organization-jurisdiction": "<org/issuer> ug:jurisdiction <org/issuer> .",
    "Organization-parent": "<org/host> ug:inferredParent <doc/d> .",
    "Organization-code": '<org/host> ug:uscc "91-0001" .',
    "Union-kind": "<org/x> a ug:UnionOrganization .",
    "Union-host": "<org/union> ug:hostOrganization <org/issuer> .",
    "Union-code": '<org/union> ug:uscc "91310000132260250X" .',
    **{
        f"Union-{name}-match": f"<org/union> skos:{name}Match <http://www.wikidata.org/entity/Q1> ."
        for name in ("exact", "close", "broad", "narrow")
    },
    "organization-not-itself": "<org/host> ug:inferredParent <org/host> .",
    "Person-name": '<person/d/1> ug:nameAsPrinted "丁 立" .',
    "Person-unit": '<person/d/1> ug:affiliationAsPrinted "丁公司" , "丙公司" .',
    "Person-post": '<person/d/1> ug:postAsPrinted "焊工"@zh-Hans .',
    "Person-affiliation": "<person/d/1> ug:affiliation <doc/d> .",
    "person-nothing-else": '<person/d/1> skos:note "女" .',
    "Division-gb": '<place/x> a ug:AdministrativeDivision ; ug:gbCode "31" .',
    "Division-nbs": '<place/x> a ug:AdministrativeDivision ; ug:nbsCode "310101" .',
    "Division-code": "<place/x> a ug:AdministrativeDivision .",
    "Division-level": "<place/x> a ug:AdministrativeDivision .",
    "Division-within": "<place/cn-310000> ug:within <place/unknown> .",
    "division-not-in-itself": "<place/cn-310000> ug:within <place/cn-310101002> .",
    # links to other datasets
    "Organization-same": "<org/host> owl:sameAs <http://www.wikidata.org/entity/Q1> .",
    "Place-same": "<place/cn-310000> owl:sameAs <http://www.wikidata.org/entity/Q1> .",
    "Case-same": "<case/x> a ug:Case ; owl:sameAs <http://www.wikidata.org/entity/Q1> .",
    "Person-same": "<person/d/1> owl:sameAs <http://www.wikidata.org/entity/Q1> .",
    "Mapping-subject": "<mapping/x> a sssom:Mapping .",
    "Mapping-predicate": "<mapping/x> a sssom:Mapping ; owl:annotatedProperty owl:sameAs .",
    "Mapping-object": '<mapping/x> a sssom:Mapping ; owl:annotatedTarget "Q1" .',
    "Mapping-justification": "<mapping/x> a sssom:Mapping .",
    "Mapping-confidence": "<mapping/x> a sssom:Mapping ; sssom:confidence 1.5e0 .",
    "Identifier-confidence": "<identifier/x> a adms:Identifier .",
    # conclusions
    "Inference-subject": "<inference/x> a ug:Inference .",
    "Inference-predicate": "<inference/x> a ug:Inference .",
    "Inference-object": "<inference/h> rdf:object <org/issuer> .",
    "Inference-rule": "<inference/x> a ug:Inference ; ug:byRule <guess> .",
    "Inference-source": "<inference/x> a ug:Inference ; prov:wasDerivedFrom <doc/d> .",
    "inference-stated": "<inference/x> a ug:Inference ; rdf:subject <org/host> ; rdf:predicate ug:territory ; rdf:object <place/cn-310000> .",
    "inference-present": "<org/host> ug:territory <place/cn-310000> .",
    # schemes and graphs
    "labels": f'{scheme("x/a")} a skos:Concept ; skos:prefLabel "甲"@zh-Hans .',
    "definitions": f'{scheme("x/a")} a skos:Concept ; skos:definition "甲"@zh-Hans , "乙"@zh-Hans .',
    "Scheme-top": f"{scheme('x')} a skos:ConceptScheme .",
    "Concept-scheme": f"{scheme('x/a')} a skos:Concept .",
    "Concept-key": f'{scheme("x/A")} a skos:Concept ; skos:notation "A" .',
    "concept-address": f'{scheme("x/a")} a skos:Concept ; skos:inScheme {scheme("x")} ; skos:notation "b" .',
    "concept-placed": f"{scheme('x/a')} a skos:Concept ; skos:inScheme {scheme('x')} ; skos:topConceptOf {scheme('x')} .",
    "Graph": f"<graph/x> ug:graphKind {scheme('graph-kind/read')} .",
    "Graph-kind": f"<https://w3id.org/uniongraph/graph/doc/d> ug:graphKind {scheme('graph-kind/links')} .",
    "Graph-licence": f"<graph/x> a dcat:Dataset ; ug:graphKind {scheme('graph-kind/read')} .",
}
"""For each shape, statements that break it when they are added to the graph that conforms."""


@cache
def vocabulary() -> tuple[Quad, ...]:
    """Return the shipped ontology and schemes, as they lie in every release."""
    return tuple(
        quad
        for name in ("uniongraph", "schemes")
        for quad in parse(path=files.folder("ontology") / f"{name}.ttl")
    )


def store_of(*turtle: str) -> Store:
    """Return a store with the shipped vocabulary and some statements, in a named graph as in a release."""
    store = Store()
    store.extend(vocabulary())
    for text in turtle:
        store.extend(
            Quad(quad.subject, quad.predicate, quad.object, GRAPH)
            for quad in parse(text, format=RdfFormat.TURTLE)
        )
    return store


def broken_shapes(violations: tuple[Violation, ...]) -> set[str]:
    """Return the names of the shapes that are broken."""
    return {violation.shape.removeprefix(SHAPES) for violation in violations}


def name_of(quad: Quad) -> str:
    """Return the local name of the shape that a statement is about."""
    return str(quad.subject).strip("<>").removeprefix(SHAPES)


def shapes_of(predicate: str) -> set[str]:
    """Return the names of the things in shapes.ttl that have this property."""
    statements = parse(path=files.folder("ontology") / "shapes.ttl")
    return {name_of(each) for each in statements if each.predicate.value == SH + predicate}


def test_a_graph_that_keeps_to_the_shapes_has_no_violation() -> None:
    """The example conforms, with the shipped ontology and schemes beside it."""
    assert validate(store_of(CONFORMING)) == ()


ALLOWED: Final = [
    "<org/union> skos:relatedMatch <http://www.wikidata.org/entity/Q1> .",
    "<org/host> skos:exactMatch <http://www.wikidata.org/entity/Q1> .",
    '<org/hant> a ug:HostOrganization ; skos:prefLabel "丁港務公司"@zh-Hant .',
    '<edition/p/2017> ug:editionNumber 8 ; ug:editionYear "2018"^^xsd:gYear .',
]


@pytest.mark.parametrize("statements", ALLOWED)
def test_what_the_shapes_allow(statements: str) -> None:
    """A union may be related to what others know, a host be it; a name be traditional, and an edition have several years."""
    assert validate(store_of(CONFORMING, PREFIXES + statements)) == ()


@pytest.mark.parametrize(("shape", "statements"), BROKEN.items(), ids=BROKEN)
def test_each_shape_catches_what_breaks_it(shape: str, statements: str) -> None:
    """The added statements break the shape they are listed for."""
    assert shape in broken_shapes(validate(store_of(CONFORMING, PREFIXES + statements)))


def test_no_shape_lacks_a_graph_that_breaks_it() -> None:
    """Property shapes, SPARQL constraints and node shapes with a constraint of their own are all in the table."""
    assert set(BROKEN) == shapes_of("path") | shapes_of("select") | (shapes_of("class") - shapes_of("path"))


def test_each_shape_has_one_message_in_each_language() -> None:
    """Whatever can be reported is reported in English and in Chinese (whose tag pyoxigraph reads in small letters)."""
    said: dict[str, list[str]] = {}
    for quad in parse(path=files.folder("ontology") / "shapes.ttl"):
        if quad.predicate.value == SH + "message" and isinstance(quad.object, Literal):
            said.setdefault(name_of(quad), []).append(quad.object.language or "")
    shapes = shapes_of("path") | shapes_of("select") | shapes_of("targetNode") | shapes_of("targetSubjectsOf")
    assert {name: sorted(tags) for name, tags in said.items()} == {name: ["en", "zh-hans"] for name in shapes}


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        pytest.param(
            "<org/union> ug:territory <place/cn-310000> .",
            Violation(
                shape=f"{SHAPES}Organization-territory",
                focus=f"{ID}org/union",
                message="An organization has no more than one territory, a division that is described. "
                "组织至多有一个所在区划，且该区划已被描述。",
                path="https://w3id.org/uniongraph/ontology#territory",
                quote="丁公司工会",
                where="d:5",
            ),
            id="an organization, by its first mention",
        ),
        pytest.param(
            '<correction/1> ug:rawText "O20" .',
            Violation(
                shape=f"{SHAPES}correction-quotes",
                focus=f"{ID}correction/1",
                message="The raw text of a correction is exactly what its span quotes. 勘误的原文必须与其片段所引原文完全相同。",
                quote="020",
                where="d:4",
            ),
            id="a correction, by its span; the focus is the thing and not its class",
        ),
        pytest.param(
            "<inference/h> ug:confidence 7 .",
            Violation(
                shape=f"{SHAPES}confidence",
                focus=f"{ID}inference/h",
                message="It has exactly one confidence, from 0 to 1. 必须恰有一个置信度，取值在 0 到 1 之间。",
                value="7",
                path="https://w3id.org/uniongraph/ontology#confidence",
                quote="丁公司工会",
                where="d:5",
            ),
            id="an inference, by the mention it was drawn from",
        ),
        pytest.param(
            "<place/cn-310000> ug:divisionLevel <city> .",
            Violation(
                shape=f"{SHAPES}Division-level",
                focus=f"{ID}place/cn-310000",
                message="A division has exactly one level. 行政区划必须恰有一个级别。",
                value=f"{ID}city",
                path="https://w3id.org/uniongraph/ontology#divisionLevel",
            ),
            id="a division, which stands in no text",
        ),
        pytest.param(
            "<stage/x> a ug:EvaluationStage ; ug:ordinal 2 .",
            Violation(
                shape=f"{SHAPES}Stage-edition",
                focus=f"{ID}stage/x",
                message="A stage belongs to exactly one edition. 环节必须恰属于一届评选。",
            ),
            id="a path that is no single property is left out",
        ),
    ],
)
def test_a_violation_speaks_the_words_of_the_shape_and_of_the_source(
    statements: str, expected: Violation
) -> None:
    """Shape, thing, message in both languages, value, property, and the place in the text."""
    assert expected in validate(store_of(CONFORMING, PREFIXES + statements))


def test_violations_come_sorted_and_once() -> None:
    """The report does not depend on the order of a store."""
    violations = validate(
        store_of(CONFORMING, PREFIXES + "<a> a ug:Case . <b> a ug:Case . <c> a ug:Conferral .")
    )
    keys = [(each.shape, each.focus) for each in violations]
    assert keys == sorted(keys)
    assert len(set(violations)) == len(violations) > 6


def test_a_large_store_is_judged_as_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the values of a property are asked for at once or one by one: all that breaks a shape is found."""
    store = store_of(CONFORMING, *(PREFIXES + statements for statements in BROKEN.values()))
    small = validate(store)
    monkeypatch.setattr("uniongraph.shapes._SMALL", 0)
    assert validate(store) == small
    assert len(broken_shapes(small)) > len(BROKEN) // 2


def test_a_store_without_the_ontology_is_judged_with_it_and_left_alone() -> None:
    """That a union is an organization is knowledge of the ontology: its shapes hold for unions all the same."""
    store = Store()
    store.extend(parse(PREFIXES + "<org/x> a ug:UnionOrganization .", format=RdfFormat.TURTLE))
    before = set(store)
    assert {"label", "Union-kind"} <= broken_shapes(validate(store))
    assert set(store) == before


def test_the_shipped_schemes_conform() -> None:
    """The ontology and the schemes pass the gate by themselves."""
    assert validate(store_of()) == ()
