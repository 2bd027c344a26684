"""``/graphs``: the SPARQL 1.1 Graph Store Protocol, for reading.

``?default`` is the default graph, ``?graph=IRI`` a named one. Without either it is the whole dataset, in a format that
says in which graph a statement stands, as Fuseki has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
from starlette.exceptions import HTTPException

from uniongraph import sparql
from uniongraph.server import negotiation, protocol, service
from uniongraph.server.protocol import Question
from uniongraph.workers import gathered

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["respond"]

_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


async def respond(request: Request) -> Response:
    """Answer with the statements of the graph that the address names."""
    sent = protocol.pairs(request.scope["query_string"])
    graph = _asked(sent)
    others = protocol.single([each for each in sent if each[0] not in {"default", "graph"}])
    if unknown := sorted(others.keys() - {"format", "timeout"}):
        # A slip of the pen must not be answered with everything.
        raise HTTPException(
            400, f"there is no parameter {unknown[0][:40]!r}: graph, default, format and timeout are"
        )
    accept = request.headers.get("accept", "*/*")
    formats = sparql.QUADS if graph == sparql.ALL else None
    choice = negotiation.choose_graph(accept, others, formats)
    if graph not in {sparql.ALL, sparql.DEFAULT}:
        await _require(request, graph)
        question = Question(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", source="graph", dump=graph
        )
    else:
        question = Question(_EVERYTHING, source="graph", dump=graph)
    timeout = protocol.timeout(others)
    return await service.answer(request, question, choice, filename="graph", timeout=timeout)


def _asked(sent: list[tuple[str, str]]) -> str:
    """Return which graph is asked for; HTTPException 400 where that cannot be told."""
    named = [value.strip() for name, value in sent if name == "graph"]
    is_default = any(name == "default" for name, _ in sent)
    if len(named) + is_default > 1:
        raise HTTPException(400, "a request names one graph: by graph=IRI, or the default graph by 'default'")
    if not named:
        return sparql.DEFAULT if is_default else sparql.ALL
    if not named[0]:
        raise HTTPException(400, "the parameter 'graph' is empty: it takes the IRI of a graph")
    try:
        return ox.NamedNode(named[0]).value
    except ValueError:
        raise HTTPException(
            400, f"graph={named[0][:200]}: is no absolute IRI, so it names no graph"
        ) from None


async def _require(request: Request, graph: str) -> None:
    """Raise HTTPException 404 where there is no graph of this name."""
    asking = service.of(request).ask(Question(f"ASK {{ GRAPH <{graph}> {{}} }}", source="graph"), "json")
    if b"true" not in await gathered(await protocol.while_there(request, asking)):
        raise HTTPException(404, f"there is no graph <{graph}>")
