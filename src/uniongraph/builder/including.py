"""Somebody else's data, taken into a release as a graph of its own: pinned by its hash, as its file has it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph import graph, iris, release, terms
from uniongraph.builder import plan
from uniongraph.errors import SourceError, UnionGraphError
from uniongraph.release import digests
from uniongraph.workers import loading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from uniongraph.iris import Minter

__all__ = ["Partner", "of_others", "read"]

_KIND: Final = ox.NamedNode(iris.term("ug:graphKind").value)
_PARTNER: Final = ox.NamedNode(f"{iris.SCHEME}graph-kind/partner")
_OURS_TO_SAY: Final = tuple(begin for prefix, begin in iris.PREFIXES.items() if prefix != "schema")
"""In these words we say what our things are called and are, what a decision says of them, and what is one with them."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A file of somebody else's, read whole: the shard that it becomes, and what the manifest says of it."""

    name: str
    shard: bytes
    input: release.Input


def read(wanted: Iterable[tuple[Path | str, str]], minter: Minter) -> list[Partner]:
    """Return files of others, each with the IRI of the graph that it is to be, in the order of these.

    The format is told by the name of a file, which may be packed (.gz); every statement goes into the one graph,
    in whatever graph the file has it. A blank node becomes an IRI of this file alone, by the order in which they come.
    Raises SourceError, naming file and line, for what cannot be read, and for a statement about a thing of ours that is ours
    to make (its name, its class, what a decision says of it, a link); UnionGraphError for an IRI that is none, is one of ours, or is
    given twice.
    """
    found = {}
    for path, iri in wanted:
        if iri in found:
            raise UnionGraphError("is to be the graph of two files; each has its own", source=iri)
        found[iri] = _read(Path(path), _graph(iri, minter), minter)
    return [found[iri] for iri in sorted(found)]


def of_others(store: ox.Store, base: str) -> set[ox.NamedNode]:
    """Return the graphs of a release that hold data of others, as its catalogue has it, and nobody else's."""
    catalog = ox.NamedNode(f"{base}graph/catalog")
    found = store.quads_for_pattern(None, _KIND, _PARTNER, catalog)
    return {quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)}


def _graph(iri: str, minter: Minter) -> ox.NamedNode:
    try:
        name = ox.NamedNode(iri)
    except ValueError:
        raise UnionGraphError("is no absolute IRI, so it names no graph", source=iri) from None
    if iri.startswith((minter.base, iris.BASE)):
        raise UnionGraphError("is an IRI of ours; a graph of others is named by one of theirs", source=iri)
    return name


def _read(path: Path, name: ox.NamedNode, minter: Minter) -> Partner:
    form = loading.format_of(path)
    if form == ox.RdfFormat.N3:
        raise SourceError("is N3, of which no release can hold all; give it as Turtle", source=str(path))
    sha256, size = plan.hash_file(path)
    store = ox.Store()  # it writes numbers in one way, so that what is published is what is answered
    with loading.reading(path) as file:
        quads = ox.parse(file, form, base_iri=name.value)
        genid = f"{minter.base}.well-known/genid/{sha256[:16]}/"
        store.extend(_named(_theirs(quads, minter.base, path), name, genid, path))
    if not len(store):
        raise SourceError("holds no statement", source=str(path))
    media_type = form.media_type.partition(";")[0]
    record = graph.describe_partner(
        terms.node(name.value), path.name, minter, sha256=sha256, media_type=media_type
    )
    shard = release.serialise([*record, *map(terms.statement, store)])
    return Partner(
        f"partner/{digests.of_bytes(name.value.encode())[:16]}",
        shard,
        release.Input(f"partners/{path.name}", sha256, size),
    )


def _named(quads: Iterable[ox.Quad], name: ox.NamedNode, genid: str, path: Path) -> Iterator[ox.Quad]:
    """Yield quads in their graph, blank nodes with IRIs in their places."""
    blank: dict[ox.BlankNode, ox.NamedNode] = {}

    def stand_in(term: object) -> ox.NamedNode | ox.Literal:
        if isinstance(term, ox.BlankNode):
            return blank.setdefault(term, ox.NamedNode(f"{genid}{len(blank)}"))
        if isinstance(term, (ox.NamedNode, ox.Literal)):
            return term
        raise SourceError("holds statements about statements, which no release does", source=str(path))

    for quad in quads:
        subject = stand_in(quad.subject)
        assert isinstance(subject, ox.NamedNode)
        yield ox.Quad(subject, quad.predicate, stand_in(quad.object), name)


def _theirs(quads: Iterable[object], base: str, path: Path) -> Iterator[ox.Quad]:
    """Yield quads but refuse what would be read as a statement of ours, since queries and pages ask all graphs as one."""
    for quad in quads:
        assert isinstance(quad, ox.Quad)
        about, said = quad.subject, quad.predicate.value
        name = about.value if isinstance(about, ox.NamedNode) else ""
        if name.startswith((base, iris.BASE)) and said.startswith(_OURS_TO_SAY):
            reason = (
                f"says {said} of {name}, which is ours to say: leave it out, or say it of a thing of its own"
            )
            raise SourceError(reason, source=str(path))
        yield quad
