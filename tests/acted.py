"""Documents that do something to earlier awards, and one that honours persons: read by hand, for the graph's own tests.

What stands here is what a person reads in the text; the parser's own reading of such documents has its tests elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from uniongraph import files, graph, parser, registry, sources
from uniongraph.iris import Minter

if TYPE_CHECKING:
    import pyoxigraph as ox

    from uniongraph.model import Decision

__all__ = ["described", "minter", "of_case"]

CASES = Path(__file__).parent / "cases"


def minter() -> Minter:
    """Return a minter of the shipped names, under the usual base."""
    return Minter(registry.read([files.folder("data")]))


@cache
def of_case(name: str) -> Decision:
    """Return what is read from a golden case."""
    return parser.parse(sources.read(CASES / name / "source.txt"))


def described() -> list[ox.Quad]:
    """Return the statements made of documents that use what the shipped decision has no need of."""
    persons = of_case("corpus-2021-persons")
    extracted = replace(persons, text=replace(persons.text, extractor="docx"))
    return graph.describe(extracted, minter())
