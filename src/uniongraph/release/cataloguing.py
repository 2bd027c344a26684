"""What DCAT-AP 3.0.0 asks of a catalogue, its datasets, distributions and services, as far as it is known.

Mandatory and recommended properties are said where the data, the publisher or the server knows them; nothing is invented,
so there are no dates of issue, no contact unless one was given, and no promise of how long a distribution will stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from uniongraph.release.known import Access, Facts

__all__ = ["DUMPS", "KEYWORDS", "THEIRS", "catalogue", "mentioned", "rights"]

_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_EU: Final = "http://publications.europa.eu/resource/authority/"
_THEMES: Final = f"{_EU}data-theme"
_THEME: Final = f"{_THEMES}/GOVE"
_ATTRIBUTION: Final = "http://purl.org/adms/licencetype/Attribution"
_BY: Final = "https://creativecommons.org/licenses/by/"
_LANGUAGES: Final = (f"{_EU}language/ZHO", f"{_EU}language/ENG")
KEYWORDS: Final = (
    ("表彰决定", "zh-Hans"),
    ("工会", "zh-Hans"),
    ("award decisions", "en"),
    ("trade unions", "en"),
    ("China", "en"),
)
"""What somebody would look for who should find this."""


THEIRS: Final = (
    ("The licence is not for the data of others, which these graphs hold", "en"),
    ("本许可不及于他方数据，即下列各图", "zh-Hans"),
)
"""What is said of the rights where a release holds graphs of others; their IRIs follow."""


class _Form(NamedTuple):
    label: str
    media_type: str
    code: str
    """The key of the European list of file types."""


DUMPS: Final = {
    "nquads": _Form("N-Quads", "application/n-quads", "RDF_N_QUADS"),
    "trig": _Form("TriG", "application/trig", "RDF_TRIG"),
    "jsonld": _Form("JSON-LD", "application/ld+json", "JSON_LD"),
}
"""The formats in which the whole is served, by their short names."""
_TURTLE: Final = _Form("Turtle", "text/turtle", "RDF_TURTLE")
_CSV: Final = _Form("CSV", "text/csv", "CSV")


def catalogue(known: Facts, access: Access | None) -> Iterator[tuple[str, str]]:
    """Yield what is said of a dataset that is a catalogue of graphs too: who publishes, what it covers, how it is had."""
    told = known.particulars
    if known.described:
        yield "dcterms:language", _list(_LANGUAGES)
        yield "dcat:keyword", " , ".join(_tagged(*each) for each in KEYWORDS)
        yield "dcat:theme", f"<{_THEME}>"
        yield "dcat:themeTaxonomy", f"<{_THEMES}>"
        if known.shared:
            yield "dcat:dataset", _list(graph for graph, _, _ in known.shared)
    if told and told.publisher:
        yield "dcterms:publisher", f"<{told.publisher[0]}>"
    if told and told.contact:
        yield "dcat:contactPoint", f"<{told.contact[0]}>"
    if told and told.places:
        yield "dcterms:spatial", _list(each.iri for each in told.places)
    if told and told.years:
        first, last = (f'"{year}"^^xsd:gYear' for year in told.years)
        yield "dcterms:temporal", f"[ a dcterms:PeriodOfTime ; dcat:startDate {first} ; dcat:endDate {last} ]"
    if access is None:
        yield from (("dcat:distribution", each) for each in _shards(known))
        return
    yield "foaf:homepage", f"<{access.root}>"
    yield "dcat:service", _list(name for name, _ in _services(access))
    for each in _served(known, access):
        yield "dcat:distribution", each


def _shards(known: Facts) -> Iterator[str]:
    if known.dumps:
        words = "N-Quads, a file for each document and each shared graph"
        size = f'dcat:byteSize "{known.size}"^^xsd:nonNegativeInteger' if known.size is not None else ""
        yield _distribution(known, words, DUMPS["nquads"], "shards/", more=size)


def _served(known: Facts, access: Access) -> Iterator[str]:
    """Yield the distributions of a server: the whole in each format, the tables, and what answers questions."""
    for name, form in DUMPS.items():
        url = f"{access.graphs}?format={name}"
        yield _distribution(known, f"The whole as {form.label}", form, url, more=f"dcat:downloadURL <{url}>")
    for name, english, chinese in access.tables:
        url = f"{access.root}queries/{name}?format=csv"
        more = f"dcat:downloadURL <{url}> ; dcterms:description {_tagged(chinese, 'zh-Hans')}"
        yield _distribution(known, english, _CSV, url, more=more)
    service = f"dcat:accessService <{access.description}#sparql>"
    yield _distribution(known, "Answers to SPARQL queries", DUMPS["jsonld"], access.endpoint, more=service)


def _distribution(
    known: Facts, words: str, form: _Form, url: str, *, more: str = "", is_whole: bool = True
) -> str:
    said = [
        "a dcat:Distribution",
        f"dcterms:title {_tagged(words, 'en')}",
        f"dcterms:description {_tagged(f'{words}.', 'en')}",
        f"dcat:accessURL <{url}>",
        f"dcat:mediaType <{_TYPES}{form.media_type}>",
        f"dcterms:format <{_EU}file-type/{form.code}>",
        *([f"dcterms:license <{known.licence}>"] if known.licence else []),
        *([f"dcterms:rights {rights(known.theirs)}"] if known.theirs and is_whole else []),
        *([more] if more else []),
    ]
    return f"[ {' ; '.join(said)} ]"


def _services(access: Access) -> Iterator[tuple[str, str]]:
    """Yield the services of a server by IRI, with what is said of each alone."""
    yield (
        f"{access.description}#sparql",
        f'dcterms:title "SPARQL endpoint"@en , "SPARQL 查询端点"@zh-hans ; dcat:endpointURL <{access.endpoint}> ; '
        f"dcat:endpointDescription <{access.endpoint}?format=turtle>",
    )
    yield (
        f"{access.description}#queries",
        'dcterms:title "Prepared queries"@en , "预制查询"@zh-hans ; '
        f"dcat:endpointURL <{access.root}queries> ; dcat:endpointDescription <{access.root}openapi.json>",
    )


def rights(graphs: Iterable[str]) -> str:
    """Return the statement that the licence is not for some graphs of others."""
    named = " ".join(graphs)
    words = " , ".join(_tagged(f"{said}: {named}", language) for said, language in THEIRS)
    return f"[ a dcterms:RightsStatement ; rdfs:label {words} ]"


# ---------------------------------------------------------------------------------------------- what is pointed at


def mentioned(known: Facts, access: Access | None, dataset: str) -> Iterator[str]:
    """Yield what the catalogue points at: its graphs as datasets, its services, and what the words in it are."""
    yield from _members(known, access)
    told = known.particulars
    licence = f" ; dcterms:license <{known.licence}>" if known.licence else ""
    publisher = f" ; dcterms:publisher <{told.publisher[0]}>" if told and told.publisher else ""
    contact = f" ; dcat:contactPoint <{told.contact[0]}>" if told and told.contact else ""
    theme = f" ; dcat:theme <{_THEME}>" if known.described else ""
    for name, said in _services(access) if access else ():
        served = f"dcat:servesDataset <{dataset}>{licence}{publisher}{contact}{theme}"
        yield f"<{name}> a dcat:DataService ; {said} ; {served} ."
    if access:
        yield f"<{access.root}> a foaf:Document ."
    if told and told.publisher:
        yield f"<{told.publisher[0]}> a foaf:Agent ; foaf:name {_plain(told.publisher[1])} ."
    if told and told.contact and told.publisher:
        way = "hasEmail" if told.contact[1].startswith("mailto:") else "hasURL"
        said = f"vcard:fn {_plain(told.publisher[1])} ; vcard:{way} <{told.contact[1]}>"
        yield f"<{told.contact[0]}> a vcard:Kind ; {said} ."
    for place in told.places if told else ():
        names = " , ".join(_tagged(*each) for each in place.names)
        yield f"<{place.iri}> a dcterms:Location ; skos:prefLabel {names} ."
    yield from _words(known, access)


def _members(known: Facts, access: Access | None) -> Iterator[str]:
    """Yield the graphs that are no document's as datasets of the catalogue."""
    from urllib.parse import quote  # noqa: PLC0415

    for graph, titles, abouts in known.shared if known.described else ():
        said = [
            f"<{graph}> a dcat:Dataset",
            f"dcterms:title {_tagged(titles[0], 'en')} , {_tagged(titles[1], 'zh-Hans')}",
            f"dcterms:description {_tagged(abouts[0], 'en')} , {_tagged(abouts[1], 'zh-Hans')}",
            f"dcterms:license <{known.licence}>",
        ]
        if access:
            url = f"{access.graphs}?graph={quote(graph, safe='')}"
            said.append(f"dcat:distribution {_distribution(known, titles[0], _TURTLE, url, is_whole=False)}")
        yield " ; ".join(said) + " ."


def _words(known: Facts, access: Access | None) -> Iterator[str]:
    """Yield what the licence, the languages, the theme and the formats are: a harvester looks nothing up."""
    if known.licence:
        kind = f" ; dcterms:type <{_ATTRIBUTION}>" if known.licence.startswith(_BY) else ""
        yield f"<{known.licence}> a dcterms:LicenseDocument{kind} ."
        if kind:
            yield f'<{_ATTRIBUTION}> a skos:Concept ; skos:prefLabel "Attribution"@en .'
    if known.described:
        yield from (f"<{each}> a dcterms:LinguisticSystem ." for each in _LANGUAGES)
        yield f'<{_THEMES}> a skos:ConceptScheme ; dcterms:title "Data theme"@en .'
        words = _tagged("Government and public sector", "en")
        yield f"<{_THEME}> a skos:Concept ; skos:prefLabel {words} ; skos:inScheme <{_THEMES}> ."
    used = [*DUMPS.values(), _TURTLE, _CSV] if access else [DUMPS["nquads"]]
    for form in used:
        yield f"<{_TYPES}{form.media_type}> a dcterms:MediaType ."
        yield f"<{_EU}file-type/{form.code}> a dcterms:MediaTypeOrExtent ."


def _tagged(words: str, language: str) -> str:
    from uniongraph import terms  # noqa: PLC0415 (no reader of a release needs it)

    return terms.tagged(words, language)


def _plain(words: str) -> str:
    from uniongraph import terms  # noqa: PLC0415

    return terms.literal(words)


def _list(iris: object) -> str:
    return " , ".join(f"<{iri}>" for iri in iris)  # type: ignore[attr-defined]
