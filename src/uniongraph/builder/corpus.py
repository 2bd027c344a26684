"""What only the whole set of documents can say: which slug is whose, which text of a document stands, what is held."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pyoxigraph

from uniongraph import __version__, files, graph, links, registry, release, vocabulary
from uniongraph.builder.gate import reference
from uniongraph.builder.reading import Document
from uniongraph.release import KeptText, Shard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from uniongraph.builder.cache import Cache, Derived
    from uniongraph.iris import Minter
    from uniongraph.registry import Key, Registry

__all__ = ["displaced", "document_shards", "kept_texts", "later_acts", "shared_shards"]


def displaced(documents: Iterable[Document], frozen: Registry) -> frozenset[Key]:
    """Return the names new to the registry that must leave their slug to another new name of these documents."""
    new = ((key, slug) for each in documents for key, slug in each.names if key not in frozen.frozen)
    plain = (
        (key, slug) for key, slug in new if key[0] == "document"
    )  # every other slug holds a hash of its name
    return registry.contested((key, registry.slug_of(*key)) for key, _ in plain)


def document_shards(
    documents: Sequence[Document], cache: Cache, minter: Minter
) -> Iterator[tuple[Shard, Path]]:
    """Yield each document's shard; what it says of a document only because it cites it goes where that one is held."""
    held = {minter.thing(f"doc/{each.slug}").value for each in documents}
    for each in documents:
        gone = sorted(held.intersection(each.cites))
        shard = Shard(f"doc/{each.slug}", each.shard, each.quads, each.size)
        if gone:
            key = f"without {each.shard} {' '.join(gone)} {minter.base}"
            made = cache.derived(key)
            if made is None:
                data = _without(cache.path(each.shard).read_bytes(), gone, minter.graph("names").value)
                made = cache.derive(key, hashlib.sha256(data).hexdigest(), data)
            shard = Shard(shard.name, made.shard, made.quads, made.size)
        yield shard, cache.path(shard.sha256)


def _without(data: bytes, subjects: Iterable[str], graph_name: str) -> bytes:
    begins = tuple(f"<{subject}> ".encode() for subject in subjects)
    end = f" <{graph_name}> .\n".encode()
    return b"".join(
        line
        for line in data.splitlines(keepends=True)
        if not (line.startswith(begins) and line.endswith(end))
    )


def kept_texts(documents: Iterable[Document], cache: Cache) -> Iterator[tuple[KeptText, Path]]:
    """Yield the text of each document whose original is no plain text, with where it lies."""
    for each in documents:
        if each.text is not None:
            yield KeptText(each.sha256, *each.text), cache.path(each.text[0], "txt")


def later_acts(documents: Sequence[Document], cache: Cache, minter: Minter) -> Iterator[tuple[Shard, Path]]:
    """Yield, for each document whose acts concern documents that are held, the awards that these acts are about.

    An act names a document by number or title; of those that answer to that, only one may have been issued before.
    """
    answering: dict[str, list[Document]] = {}
    for each in documents if any(each.concerns for each in documents) else ():
        for address in each.addresses:
            answering.setdefault(address, []).append(each)
    for later in documents:
        found = ([each for each in answering.get(target, ()) if each != later] for target in later.concerns)
        answers = [each for each in found if each]
        if answers:
            made = _related(later, answers, cache, minter)
            if made.quads:
                shard = Shard(f"acts/{later.slug}", made.shard, made.quads, made.size)
                yield shard, cache.path(made.shard)


def _related(later: Document, answers: Sequence[Sequence[Document]], cache: Cache, minter: Minter) -> Derived:
    shards = "|".join(" ".join(each.shard for each in answer) for answer in answers)
    key = f"acts {minter.base} {cache.version} {later.shard} {shards}"
    made = cache.derived(key)
    if made is not None:
        return made
    doing = list(_quads(cache.path(later.shard)))
    issue = graph.issue_of(doing)
    held: dict[str, list[pyoxigraph.Quad]] = {}
    for answer in answers:
        read = {each.slug: list(_quads(cache.path(each.shard))) for each in answer}
        before = [slug for slug, quads in read.items() if issue.may_follow(graph.issue_of(quads))]
        held |= {slug: read[slug] for slug in before if len(before) == 1}
    quads = [quad for slug in sorted(held) for quad in graph.relate(doing, held[slug], minter)]
    data = release.serialise(quads)
    return cache.derive(key, hashlib.sha256(data).hexdigest(), data)


def _quads(path: Path) -> Iterator[pyoxigraph.Quad]:
    for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.N_QUADS):
        assert isinstance(quad, pyoxigraph.Quad)
        yield quad


def shared_shards(documents: Iterable[Document], minter: Minter) -> dict[str, bytes]:
    """Return the graphs that all documents share; links only for things that these documents or the gazetteer name."""
    data = files.folder("data")
    things = {"organization": "org", "programme": "programme", "document": "doc"}
    known = {
        minter.thing(f"{things[key[0]]}/{slug}").value
        for each in documents
        for key, slug in each.names
        if key[0] in things
    }
    places = {
        quad.subject.value
        for quad in reference(minter.base)
        if isinstance(quad.subject, pyoxigraph.NamedNode)
    }
    known |= places
    outside = links.describe_identifiers(data / "identifiers.csv", minter)
    for path in sorted((data / "links").glob("*.sssom.tsv")):
        outside += links.describe_mappings(path, minter)
    quads = {
        "catalog": graph.describe_catalog(minter, __version__),
        "links": [
            q for q in outside if isinstance(q.subject, pyoxigraph.NamedNode) and q.subject.value in known
        ],
        "ontology": vocabulary.quads("uniongraph", minter.graph("ontology")),
        "ref/divisions": [q for q in reference(minter.base) if q.graph_name == minter.graph("ref/divisions")],
        "schemes": vocabulary.quads("schemes", minter.graph("schemes")),
    }
    return {name: release.serialise(each) for name, each in quads.items()}
