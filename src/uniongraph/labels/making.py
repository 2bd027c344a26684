"""Making the index of a release: its names in one pass over the store, written aside and moved into place."""

from __future__ import annotations

import os
import sys
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.iris import PREFIXES
from uniongraph.labels.folding import fold
from uniongraph.labels.layout import END, HEAD, MAGIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["NAMING", "make"]

NAMING: Final = (
    f"{PREFIXES['skos']}prefLabel",
    f"{PREFIXES['skos']}altLabel",
    f"{PREFIXES['skos']}hiddenLabel",
    f"{PREFIXES['dcterms']}title",
    f"{PREFIXES['ug']}titleAsPrinted",
    f"{PREFIXES['ug']}affiliationAsPrinted",
)
"""The properties whose values name a thing, or tell by what it can be found."""


def make(store: ox.Store, path: Path) -> int:
    """Write the index of a store to a file, whole or not at all; return how many different names it holds."""
    names = _names(store)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_bytes(_encoded(names))
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return len(names)


def _names(store: ox.Store) -> dict[str, list[str]]:
    """Return the things of each folded name."""
    path = "|".join(f"<{each}>" for each in NAMING)
    answer = store.query(
        f"SELECT DISTINCT ?thing ?name {{ ?thing {path} ?name }}", use_default_graph_as_union=True
    )
    assert isinstance(answer, ox.QuerySolutions)
    found: dict[str, list[str]] = {}
    for thing, name in answer:
        if isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal):
            found.setdefault(fold(name.value), []).append(thing.value)
    return found


def _encoded(names: Mapping[str, Iterable[str]]) -> bytes:
    folded = [name.encode().replace(END, b" ") + END for name in names]
    things = ["".join(f"{thing} " for thing in dict.fromkeys(each)).encode() for each in names.values()]
    said, iris = b"".join(folded), b"".join(things)
    starts = array("Q", [0, *accumulate(map(len, folded)), 0, *accumulate(map(len, things))])
    if sys.byteorder == "big":
        starts.byteswap()
    return b"".join((HEAD.pack(MAGIC, len(names), len(said), len(iris)), starts.tobytes(), said, iris))
