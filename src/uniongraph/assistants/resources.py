"""The resources: the ontology, the concept schemes, the texts of the documents, and every thing by its path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import mcp_types as types
import pyoxigraph as ox
from mcp.shared.exceptions import MCPError

from uniongraph.assistants import answering
from uniongraph.errors import NothingThere, UnionGraphError
from uniongraph.iris import ONTOLOGY, PREFIXES, SCHEME
from uniongraph.pages import Addresses
from uniongraph.sparql import Limits

if TYPE_CHECKING:
    from uniongraph.server.service import Service

__all__ = ["TEMPLATES", "listed", "read"]

_TURTLE: Final = "text/turtle"
_PLAIN: Final = "text/plain"
_THING: Final = "uniongraph://thing/"
_TEXT: Final = "uniongraph://text/"
_PER_PAGE: Final = 100
"""Texts that are listed at once."""
_MANY: Final = 10_000_000
_DECLARED: Final = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("ug", "skos", "nif", "dcterms", "rdfs")
)
_SCHEMES: Final = f"""{_DECLARED}
SELECT ?scheme (SAMPLE(?chinese) AS ?zh) (SAMPLE(?english) AS ?en) WHERE {{
  ?scheme a skos:ConceptScheme
  OPTIONAL {{ ?scheme skos:prefLabel|dcterms:title|rdfs:label ?chinese FILTER langMatches(lang(?chinese), "zh") }}
  OPTIONAL {{ ?scheme skos:prefLabel|dcterms:title|rdfs:label ?english FILTER langMatches(lang(?english), "en") }}
}} GROUP BY ?scheme ORDER BY ?scheme"""
_TEXTS: Final = f"""{_DECLARED}
SELECT ?text (SAMPLE(?name) AS ?title) (SAMPLE(?said) AS ?number) WHERE {{
  ?text ug:witnessOf ?document ; nif:isString ?words .
  OPTIONAL {{ ?document dcterms:title|skos:prefLabel ?name }}
  OPTIONAL {{ ?document ug:documentNumber ?said }}
}} GROUP BY ?text ORDER BY ?text OFFSET $offset LIMIT $limit"""
_WHOLE: Final = f"{_DECLARED}CONSTRUCT {{ ?s ?p ?o }} WHERE {{ $where ?s ?p ?o }}"

TEMPLATES: Final = (
    types.ResourceTemplate(
        uri_template=f"{_THING}{{+path}}",
        name="thing",
        title="事物，按其 IRI 的路径 · A thing, by the path of its IRI",
        description="What is said of a thing, in Turtle; the path is what follows the base in its IRI, such as id/place/cn-310104.",
        mime_type=_TURTLE,
    ),
    types.ResourceTemplate(
        uri_template=f"{_TEXT}{{+path}}",
        name="text",
        title="公文原文，附行号 · The text of a document, with numbered lines",
        description="The path is that of the IRI of a document, or of its text.",
        mime_type=_PLAIN,
    ),
)


async def listed(served: Service, cursor: str | None) -> tuple[list[types.Resource], str | None]:
    """Return the resources, and where the list goes on; MCPError for a cursor that none of ours is."""
    said = cursor or "0"
    if not (said.isascii() and said.isdecimal() and len(said) < 16):
        raise MCPError(types.INVALID_PARAMS, f"{said[:40]!r} is no cursor that was given here")
    offset = int(said)
    text = _TEXTS.replace("$offset", str(offset)).replace("$limit", str(_PER_PAGE + 1))
    texts = (await served.look_up(text, most=_PER_PAGE + 1)).rows
    to = Addresses("", served.base)
    found = [] if offset else await _vocabulary(served, to)
    found += [
        types.Resource(
            uri=f"{_TEXT}{to.path(row[0].text)}",
            name=row[2].text or row[0].text,
            title=row[1].text or None,
            description="公文原文，附行号 · The text of a document, with numbered lines",
            mime_type=_PLAIN,
        )
        for row in texts[:_PER_PAGE]
        if to.path(row[0].text)
    ]
    return found, str(offset + _PER_PAGE) if len(texts) > _PER_PAGE else None


async def _vocabulary(served: Service, to: Addresses) -> list[types.Resource]:
    schemes = (await served.look_up(_SCHEMES, most=1_000)).rows
    ontology = types.Resource(
        uri=f"{_THING}ontology",
        name="ontology",
        title="本体 · The ontology",
        description="The classes and properties that SPARQL queries are made of, defined in Chinese and English.",
        mime_type=_TURTLE,
    )
    return [
        ontology,
        *(
            types.Resource(
                uri=f"{_THING}{path}",
                name=path,
                title=" · ".join(filter(None, (row[1].text, row[2].text))) or None,
                description="概念体系 · A concept scheme",
                mime_type=_TURTLE,
            )
            for row in schemes
            if (path := to.path(row[0].text))
        ),
    ]


async def read(served: Service, uri: str) -> types.TextResourceContents:
    """Return the contents of a resource; MCPError, with the sentence that HTTP has, where there is none."""
    try:
        if uri.startswith(_TEXT):
            return types.TextResourceContents(uri=uri, mime_type=_PLAIN, text=await _text(served, uri))
        return types.TextResourceContents(uri=uri, mime_type=_TURTLE, text=await _turtle(served, uri))
    except UnionGraphError as error:
        is_missing = isinstance(error, NothingThere)
        raise MCPError(
            types.INVALID_PARAMS if is_missing else types.INTERNAL_ERROR, str(error), {"uri": uri[:4_000]}
        ) from error


async def _text(served: Service, uri: str) -> str:
    told = await answering.lines(served, uri, 1, _MANY)
    width = len(str(told["total"]))
    return "".join(f"{each['line']:>{width}}\t{each['text']}\n" for each in told["lines"])


async def _turtle(served: Service, uri: str) -> str:
    for iri in answering.readings(served, uri):
        node = ox.NamedNode(iri)
        if iri == ONTOLOGY.rstrip("#"):
            graph = ox.NamedNode(f"{served.base}graph/ontology")
            where = f"GRAPH {graph} {{ ?s a ?class }}"
        elif iri.startswith(SCHEME) and "/" not in iri.removeprefix(SCHEME):
            where = f"{{ ?s skos:inScheme {node} }} UNION {{ BIND ({node} AS ?s) }}"
        else:
            continue
        return await answering.told(served, _WHOLE.replace("$where", where), "turtle", Limits())
    return (await answering.statements(served, uri, "turtle"))[0]
