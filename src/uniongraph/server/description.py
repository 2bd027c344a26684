"""What the service says of itself: the description of the endpoint, and VoID at ``/.well-known/void``."""

from __future__ import annotations

import asyncio
import hashlib
import io
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.responses import Response

from uniongraph import pages, release, sparql
from uniongraph.server import negotiation, protocol, service
from uniongraph.server.negotiation import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request

    from uniongraph.server.service import Service

__all__ = ["advertise", "describe_dataset", "describe_service"]

_PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "formats": "http://www.w3.org/ns/formats/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}
_FORMATS: Final[Mapping[str, str]] = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "jsonld": "JSON-LD",
    "ntriples": "N-Triples",
    "rdfxml": "RDF_XML",
    "nquads": "N-Quads",
    "trig": "TriG",
}
"""What W3C calls each format, by its short name."""
_MANY: Final = 1_000
"""Named graphs that are listed where clients fetch the description before every query; beyond, VoID lists them."""


async def describe_service(request: Request, parameters: Mapping[str, str]) -> Response:
    """Answer with the SPARQL 1.1 service description, as a client gets it that asks the endpoint nothing, or a page.

    ``parameters`` are those of the request: where there is any but ``format`` and ``lang``, a query was meant and is missing.
    """
    if parameters.keys() - {"format", "lang"}:
        raise HTTPException(400, "the parameter 'query' is missing")
    try:
        choice = negotiation.choose("describe", request.headers.get("accept", "*/*"), parameters, html=True)
    except HTTPException as error:
        lacking = "the parameter 'query' is missing, and of the description of the service"
        raise HTTPException(error.status_code, f"{lacking} {error.detail}") from None
    served = service.of(request)
    if choice.name == "html":
        return service.page(pages.endpoint(service.frame(request), "", None), policy=pages.SCRIPTED)
    return await _said(request, _service(request, served), choice)


async def describe_dataset(request: Request) -> Response:
    """Answer with the VoID and DCAT description of what is served."""
    served = service.of(request)
    asked = protocol.single(protocol.pairs(request.scope["query_string"]))
    choice = negotiation.choose_graph(request.headers.get("accept", "*/*"), asked)
    if served.facts is None:
        raise HTTPException(
            404, "there is no description of what is served here: nothing is known of it beforehand"
        )
    properties = served.facts.properties
    if properties is None:
        properties = await protocol.while_there(request, served.statistics.properties())
    return await _said(request, release.describe(served.facts, service.access(request), properties), choice)


async def advertise(request: Request) -> Response:
    """Answer with the description of what is served as search engines for datasets read it."""
    served = service.of(request)
    if served.facts is None:
        raise HTTPException(404, "there is no description of what is served here")
    return _tagged(request, release.advertise(served.facts, service.access(request)).encode(), _JSONLD)


_JSONLD: Final = Choice("jsonld", "application/ld+json")


def _address(request: Request, path: str) -> str:
    """Return an address of this service as the client knows it (of a Host that is none, the framework takes no note)."""
    return f"{request.base_url}{path}"


def _service(request: Request, served: Service) -> str:
    endpoint = _address(request, "sparql")
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in _PREFIXES.items()]
    formats = " , ".join(f"formats:{_FORMATS[name]}" for name in (*sparql.RESULTS, *sparql.GRAPHS))
    said = [
        ("sd:endpoint", f"<{endpoint}>"),
        ("sd:supportedLanguage", "sd:SPARQL11Query"),
        ("sd:resultFormat", formats),
        *([("sd:feature", "sd:UnionDefaultGraph")] if served.union else []),
        *([("sd:feature", "sd:BasicFederatedQuery")] if served.desk else []),
        ("sd:defaultEntailmentRegime", "<http://www.w3.org/ns/entailment/Simple>"),
        ("sd:defaultDataset", "[\n" + " ;\n".join(_dataset(served)) + " ]"),
        *([("rdfs:seeAlso", f"<{_address(request, '.well-known/void')}>")] if served.facts else []),
    ]
    lines.append(f"\n<{endpoint}> a sd:Service ;")
    lines.append(" ;\n".join(f"  {predicate} {value}" for predicate, value in said) + " .\n")
    return "\n".join(lines)


def _dataset(served: Service) -> Iterator[str]:
    """Yield what is said of the default dataset: its graphs with their sizes, as far as they are known."""
    yield "    a sd:Dataset"
    known = served.facts
    graphs = known.counts.graphs if known else {}
    is_known = known is not None and known.outside is not None and not served.union
    size = f" ; void:triples {known.outside}" if known and is_known else ""
    yield f"    sd:defaultGraph [ a sd:Graph{size} ]"
    if len(graphs) > _MANY:
        yield f'    rdfs:comment "It has {len(graphs)} named graphs; the description at rdfs:seeAlso lists them."@en'
        return
    for iri, number in sorted(graphs.items()):
        yield (
            f"    sd:namedGraph [ a sd:NamedGraph ; sd:name <{iri}> ; "
            f"sd:graph [ a sd:Graph ; void:triples {number} ] ]"
        )


async def _said(request: Request, turtle: str, choice: Choice) -> Response:
    """Return a description in the format chosen.

    It has a tag of its own, which the cache leaves alone: what it says depends on the address it was asked at.
    """
    content = turtle.encode()
    if choice.name != "turtle":
        content = await asyncio.to_thread(_converted, content, choice.name)
    return _tagged(request, content, choice)


def _tagged(request: Request, content: bytes, choice: Choice) -> Response:
    headers = protocol.headers(choice, "description")
    headers["ETag"] = f'W/"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    headers["Cache-Control"] = "public, no-cache"
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers)


def _converted(turtle: bytes, name: str) -> bytes:
    stream = io.BytesIO()
    form = cast("ox.RdfFormat", sparql.GRAPHS[name].engine)
    used = _PREFIXES if name in {"trig", "rdfxml"} else None
    triples = (quad.triple for quad in ox.parse(turtle, ox.RdfFormat.TURTLE))
    ox.serialize(triples, stream, form, prefixes=used)
    return stream.getvalue()
