"""Light look-ups over a release: six kinds that a page or a program asks for one thing at a time."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["lookups"]

_PREFIXES: Final = """PREFIX ug: <https://w3id.org/uniongraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""
_SHAPES: Final = {
    "case by id": """SELECT ?title ?tier ?recipient WHERE {
  %conferral% ug:inTier/skos:prefLabel ?tier ; ug:recipient/skos:prefLabel ?recipient .
  OPTIONAL { %conferral% ug:conferralOf/skos:prefLabel ?title } }""",
    "cases of a decision": """SELECT ?ordinal ?rank ?tier ?category ?title ?recipient ?mention WHERE {
  ?conferral ug:decidedIn %document% ; ug:inTier ?t ; ug:ordinal ?ordinal ; prov:wasDerivedFrom ?mention .
  ?mention ug:mentionOf/skos:prefLabel ?recipient .
  ?t ug:tierRank ?rank ; skos:prefLabel ?tier .
  OPTIONAL { ?conferral ug:conferralOf/skos:prefLabel ?title }
  OPTIONAL { ?conferral ug:inCategory/skos:prefLabel ?category } } ORDER BY ?rank ?ordinal""",
    "co-recipients": """SELECT ?other (COUNT(DISTINCT ?conferral) AS ?times) WHERE {
  ?mine ug:recipient %organization% ; ug:decidedIn ?document . ?conferral ug:decidedIn ?document ; ug:recipient ?o .
  ?o skos:prefLabel ?other FILTER (?o != %organization%) } GROUP BY ?other ORDER BY DESC(?times) ?other LIMIT 20""",
    "categories of a decision": """SELECT ?ordinal ?label (COUNT(?conferral) AS ?cases) WHERE {
  ?conferral ug:decidedIn %document% ; ug:inCategory ?category .
  ?category ug:ordinal ?ordinal ; skos:prefLabel ?label } GROUP BY ?ordinal ?label ORDER BY ?ordinal""",
    "up the divisions": """SELECT ?label ?level WHERE {
  %organization% ug:territory/ug:within* ?place . ?place skos:prefLabel ?label ; ug:divisionLevel ?level }""",
    "all of a body": """SELECT ?subject ?property ?value WHERE {
  { BIND(%body% AS ?subject) %body% ?property ?value }
  UNION { ?subject ?property %body% BIND(%body% AS ?value) } }""",
}
_THINGS: Final = {
    "conferral": "?x a ug:Conferral . ?x ?p ?o",
    "document": "?o ug:decidedIn ?x",
    "organization": "?o ug:recipient ?x",
    "body": "?x a ug:Organization . ?o ?p ?x",
}
# What hangs on a thing is counted: the decisions with the longest lists, those who won most.
_APART: Final = {"conferral": 5, "document": 1, "organization": 12, "body": 1}
"""How far apart the things of a kind are drawn from the largest on. In process the six then take 0.1, 1.5, 4.9, 0.4, 0.03
and 2.9 ms on 1,000 generated decisions; those that the design measured, on another machine, took 0.6, 4.6, 10.4, 1.1,
0.7 and 6.5 ms of the native server's time."""


def lookups(store: Path, each: int = 20, *, largest: bool = True) -> dict[str, list[str]]:
    """Return the texts of so many look-ups of each kind, about the largest things of a store or about any."""
    lot, held = random.Random(4), ox.Store.read_only(str(store))  # noqa: S311 (the same ones every time)
    found: dict[str, list[str]] = {}
    for name, pattern in _THINGS.items():
        text = f"{_PREFIXES} SELECT ?x {{ {pattern} }} GROUP BY ?x ORDER BY DESC(COUNT(?o)) ?x"
        answer = held.query(text, use_default_graph_as_union=True)
        assert isinstance(answer, ox.QuerySolutions)
        things = [str(row[0]) for row in answer]
        found[name] = things[: each * _APART[name] : _APART[name]] if largest else lot.sample(things, each)

    def filled(shape: str, at: int) -> str:
        for name, things in found.items():
            shape = shape.replace(f"%{name}%", things[at])
        return _PREFIXES + shape

    return {kind: [filled(shape, at) for at in range(each)] for kind, shape in _SHAPES.items()}
