"""What the data says of a thing, as a file in one of the formats of the web of data."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from uniongraph import sparql, things
from uniongraph.errors import NothingThere
from uniongraph.iris import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uniongraph.sparql import Limits
    from uniongraph.things import Reader

__all__ = ["Made", "statements"]

_WITH_GRAPHS: Final = frozenset(("nquads", "trig"))
"""The formats that say in which graph a statement stands; the others are the union of all."""


@dataclass(frozen=True, slots=True)
class Made:
    """A page or a file; ``cut`` says in a sentence what is left out of it, where anything is."""

    text: str
    cut: str | None = None


def statements(reader: Reader, iri: str, name: str, limits: Limits) -> Made:
    """Return the statements of `things.gather` in the format of this short name; NothingThere where there are none.

    What is left out, there or at the limits of answers, is said at the end too where the format has a place for it; the
    file is well-formed all the same.
    """
    if name not in sparql.GRAPHS:
        raise NothingThere(f"there are no files about things in the format {name!r}", source="page")
    found = things.gather(reader, ox.NamedNode(iri), limits.rows)
    if not found.quads:
        raise NothingThere(f"nothing is known of <{iri}>", source="page")
    quads, cut = found.quads, found.cut
    text = _written(quads, name)
    while limits.bytes is not None and quads and len(text.encode()) > limits.bytes:
        quads = quads[: len(quads) * limits.bytes // len(text.encode())]
        cut = f"{len(quads):,} statements in all"
        text = _written(quads, name)
    if cut is None:
        return Made(text)
    said = f"the answer is cut off after {cut}"
    return Made(text + sparql.remark(name, said), said)


def _written(quads: Sequence[ox.Quad], name: str) -> str:
    """Return statements in a format, those of one subject together."""
    places: dict[str, int] = {}
    for quad in quads:
        places.setdefault(str(quad.subject), len(places))
    together = sorted(quads, key=lambda each: places[str(each.subject)])
    told: Iterable[ox.Quad] | Iterable[ox.Triple]
    if name in _WITH_GRAPHS:
        told = sorted(together, key=lambda each: str(each.graph_name)) if name == "trig" else together
    else:
        told = dict.fromkeys(each.triple for each in together)
    if name == "jsonld":
        return things.compact(cast("Iterable[ox.Triple]", told))
    stream = io.BytesIO()
    used = PREFIXES if name in sparql.PREFIXED else None
    with sparql.translated("format"):
        ox.serialize(told, stream, cast("ox.RdfFormat", sparql.GRAPHS[name].engine), prefixes=used)
    return stream.getvalue().decode()
