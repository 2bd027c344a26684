"""What only the whole set of documents can say: which slug is whose, which text of a document stands, what is held."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

import pyoxigraph

from uniongraph import __version__, files, graph, links, registry, release, vocabulary
from uniongraph.builder.gate import reference
from uniongraph.builder.reading import Document
from uniongraph.release import KeptText, Shard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from uniongraph.builder.cache import Cache, Derived
    from uniongraph.iris import Minter
    from uniongraph.registry import Key, Registry

__all__ = ["displaced", "document_shards", "kept_texts", "later_acts", "shared_shards"]


def displaced(documents: Iterable[Document], frozen: Registry) -> frozenset[Key]:
    """Return the names new to the registry that must leave their slug to another new name of these documents."""
    new = (
        (key, registry.slug_of(*key))
        for each in documents
        for key, _ in takewhile(_is_of_document, each.names)
        if key not in frozen.frozen
    )
    return registry.contested(new)  # every other slug holds a hash of its name


def _is_of_document(name: tuple[Key, str]) -> bool:
    """Say whether a name is a document's; in what a document names, sorted, these come first."""
    return name[0][0] == "document"


def document_shards(
    documents: Sequence[Document], cache: Cache, minter: Minter
) -> Iterator[tuple[Shard, str]]:
    """Yield each document's shard; what it says of a document only because it cites it goes where that one is held."""
    held = {minter.thing(f"doc/{each.slug}").value for each in documents}
    for each in documents:
        gone = sorted(held.intersection(each.cites)) if each.cites else ()
        shard = Shard(f"doc/{each.slug}", each.shard, each.quads, each.size)
        if gone:
            key = f"without {each.shard} {' '.join(gone)} {minter.base}"
            made = cache.derived(key)
            if made is None:
                data = _without(cache.path(each.shard).read_bytes(), gone, minter.graph("names").value)
                made = cache.derive(key, hashlib.sha256(data).hexdigest(), data)
            shard = Shard(shard.name, made.shard, made.quads, made.size)
        yield shard, cache.place(shard.sha256)


def _without(data: bytes, subjects: Iterable[str], graph_name: str) -> bytes:
    begins = tuple(f"<{subject}> ".encode() for subject in subjects)
    end = f" <{graph_name}> .\n".encode()
    return b"".join(
        line
        for line in data.splitlines(keepends=True)
        if not (line.startswith(begins) and line.endswith(end))
    )


def kept_texts(documents: Iterable[Document], cache: Cache) -> Iterator[tuple[KeptText, str]]:
    """Yield the text of each document whose original is no plain text, with where it lies."""
    for each in documents:
        if each.text is not None:
            yield KeptText(each.sha256, *each.text), cache.place(each.text[0], "txt")


def later_acts(documents: Sequence[Document], cache: Cache, minter: Minter) -> Iterator[tuple[Shard, str]]:
    """Yield, for each document that cites documents that are held, which these are, and which awards its acts concern.

    A document is cited by number or title; of those that answer to that, only one may have been issued before.
    """
    asked = set().union(*(each.cites for each in documents))
    answering: dict[str, list[Document]] = {}
    for each in documents:
        for address in asked.intersection(each.addresses):
            answering.setdefault(address, []).append(each)
    shelf = _Shelf(cache, minter)
    for later in documents:
        answers: dict[str, list[Document]] = {}
        for target in later.cites:
            found = [each for each in answering.get(target, ()) if each != later]
            plain = all(minter.thing(f"doc/{each.slug}").value == target for each in found)
            if found and (not plain or target in later.concerns):
                answers[target] = found
        if answers:
            made = _related(later, answers, shelf)
            if made.quads:
                shard = Shard(f"acts/{later.slug}", made.shard, made.quads, made.size)
                yield shard, cache.place(made.shard)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Where the documents lie, and when those were issued that were asked for: many may cite one."""

    cache: Cache
    minter: Minter
    issues: dict[str, graph.Issue] = field(default_factory=dict)

    def quads(self, document: Document) -> Iterator[pyoxigraph.Quad]:
        return _quads(self.cache.path(document.shard))

    def issue(self, document: Document) -> graph.Issue:
        if document.slug not in self.issues:
            self.issues[document.slug] = graph.issue_of(self.quads(document))
        return self.issues[document.slug]


def _related(later: Document, answers: Mapping[str, Sequence[Document]], shelf: _Shelf) -> Derived:
    cache, minter = shelf.cache, shelf.minter
    shards = "|".join(" ".join(each.shard for each in found) for found in answers.values())
    key = f"acts {minter.base} {cache.version} {later.shard} {shards}"
    made = cache.derived(key)
    if made is not None:
        return made
    doing, held = list(shelf.quads(later)), {}
    issue = graph.issue_of(doing)
    for target, found in answers.items():
        before = [each for each in found if issue.may_follow(shelf.issue(each))]
        if len(before) == 1:
            held[target] = before[0]
    cited = {target: minter.thing(f"doc/{each.slug}") for target, each in held.items()}
    quads = graph.identify(doing, cited, minter)
    concerned = {each.slug: each for target, each in held.items() if target in later.concerns}
    for slug in sorted(concerned):
        quads += graph.relate(doing, shelf.quads(concerned[slug]), minter)
    data = release.serialise(quads)
    return cache.derive(key, hashlib.sha256(data).hexdigest(), data)


def _quads(path: Path) -> Iterator[pyoxigraph.Quad]:
    for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.N_QUADS):
        assert isinstance(quad, pyoxigraph.Quad)
        yield quad


def shared_shards(names: Iterable[tuple[Key, str]], minter: Minter) -> dict[str, bytes]:
    """Return the graphs that all documents share; links only for what the documents name by these, or the gazetteer."""
    data = files.folder("data")
    things = {"organization": "org", "programme": "programme", "document": "doc"}
    known = {minter.thing(f"{things[key[0]]}/{slug}").value for key, slug in names if key[0] in things}
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
