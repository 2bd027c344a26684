"""What the things in an answer are called: one query for all of them, and the name that a reader of a language wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import PREFIXES
from uniongraph.pages.languages import OF_DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.pages.tables import Cell, Table

__all__ = ["MOST", "chosen", "question"]

MOST: Final = 500
"""Things that are asked about at once, each by an IRI in the text of the query; the others keep their IRIs."""
_PATHS: Final = (
    "skos:prefLabel",
    "rdfs:label",
    "dcterms:title",
    "nif:anchorOf",
    "ug:documentNumber",
    "ug:conferralOf/skos:prefLabel",
    "ug:recipient/skos:prefLabel",
    "ug:span/nif:anchorOf",
)
"""Where a name stands, the best first: as `things.Reader` looks for it."""


def question(things: Sequence[str]) -> str:
    """Return the query for the names of things: ``?thing ?name``, a row for each name."""
    # OPTIONAL is what the engine looks up thing by thing; a union or an alternative it reads for the whole graph.
    optional = " ".join(f"OPTIONAL {{ ?thing {path} ?n{at} }}" for at, path in enumerate(_PATHS))
    names = ", ".join(f"?n{at}" for at in range(len(_PATHS)))
    prefixes = " ".join(f"PREFIX {each}: <{PREFIXES[each]}>" for each in _USED)
    values = " ".join(str(ox.NamedNode(each)) for each in things[:MOST])
    return (
        f"{prefixes} SELECT DISTINCT ?thing ?name WHERE {{ VALUES ?thing {{ {values} }} {optional} "
        f"BIND(COALESCE({names}) AS ?name) FILTER BOUND(?name) }}"
    )


_USED: Final = sorted({part.partition(":")[0] for path in _PATHS for part in path.split("/")})


def chosen(found: Table, language: str) -> dict[str, Cell]:
    """Return by IRI the name that a reader of a language likes best."""
    liking = {tag: place for place, tag in enumerate(OF_DATA[language])}
    names: dict[str, Cell] = {}
    for thing, name in sorted(
        found.rows, key=lambda row: (liking.get((row[1].lang or "").lower(), len(liking)), row[1].text)
    ):
        names.setdefault(thing.text, name)
    return names
