"""SPARQL services elsewhere (Virtuoso, Fuseki, QLever, GraphDB, Neptune, oxigraph): asked, relayed, pushed to.

``endpoint`` asks one and gives its answers as values; ``relay`` stands in a server where a pool of workers would;
``pushing`` writes a release there, graph by graph::

    service = Endpoint(address.read("https://sparql.example.org/query"))
    answer = service.ask("SELECT * { ?s ?p ?o } LIMIT 3")
    with service.reading():
        sparql.write(answer, "csv", sys.stdout.buffer)

This room speaks HTTP to the one service that stands in place of a release; whatever else is fetched, `fetching` fetches.
Nothing is sent that asks a service to change, or to ask a third, but by a push.
"""

from __future__ import annotations
