"""What only the whole set of documents can say: which slug is whose, which text of a document stands, what is held."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from uniongraph import (
    __version__,
    divisions,
    files,
    graph,
    queries,
    registry,
    release,
    terms,
    vocabulary,
)
from uniongraph.builder.examples import describe_examples
from uniongraph.builder.outside import unheld
from uniongraph.builder.reading import Document
from uniongraph.release import KeptText, Shard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from uniongraph.builder.cache import Cache, Derived
    from uniongraph.builder.outside import Outside
    from uniongraph.iris import Minter
    from uniongraph.registry import Key, Registry
    from uniongraph.terms import Node, Statement

__all__ = ["displaced", "document_shards", "kept_texts", "later_acts", "links_shard", "shared_shards"]


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
    held = {_iri(each, minter) for each in documents}
    for each in documents:
        gone = sorted(held.intersection(each.cites)) if each.cites else ()
        shard = Shard(f"doc/{each.slug}", each.shard, each.quads, each.size)
        if gone:
            key = f"without {each.shard} {' '.join(gone)} {minter.base}"
            made = cache.derived(key)
            if made is None:
                data = _without(cache.path(each.shard).read_bytes(), gone, minter.graph("names"))
                made = cache.derive(key, hashlib.sha256(data).hexdigest(), data)
            shard = Shard(shard.name, made.shard, made.quads, made.size)
        yield shard, cache.place(shard.sha256)


def _without(data: bytes, subjects: Iterable[str], graph_name: Node) -> bytes:
    begins = tuple(f"<{subject}> ".encode() for subject in subjects)
    end = f" {graph_name} .\n".encode()
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
            plain = all(_iri(each, minter) == target for each in found)
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

    def statements(self, document: Document) -> list[Statement]:
        return terms.statements(self.cache.path(document.shard).read_bytes())

    def issue(self, document: Document) -> graph.Issue:
        if document.slug not in self.issues:
            self.issues[document.slug] = graph.issue_of(self.statements(document))
        return self.issues[document.slug]


def _related(later: Document, answers: Mapping[str, Sequence[Document]], shelf: _Shelf) -> Derived:
    cache, minter = shelf.cache, shelf.minter
    shards = "|".join(" ".join(each.shard for each in found) for found in answers.values())
    key = f"acts {minter.base} {cache.version} {later.shard} {shards}"
    made = cache.derived(key)
    if made is not None:
        return made
    doing, held = shelf.statements(later), {}
    issue = graph.issue_of(doing)
    for target, found in answers.items():
        before = [each for each in found if issue.may_follow(shelf.issue(each))]
        if len(before) == 1:
            held[target] = before[0]
    cited = {target: minter.thing(f"doc/{each.slug}") for target, each in held.items()}
    statements = graph.identify(doing, cited, minter)
    concerned = {each.slug: each for target, each in held.items() if target in later.concerns}
    for slug in sorted(concerned):
        statements += graph.relate(doing, shelf.statements(concerned[slug]), minter)
    data = release.serialise(statements)
    return cache.derive(key, hashlib.sha256(data).hexdigest(), data)


def _iri(document: Document, minter: Minter) -> str:
    return terms.iri_of(minter.thing(f"doc/{document.slug}"))


def shared_shards(
    documents: Sequence[Document],
    minter: Minter,
    gazetteer: divisions.Gazetteer,
    publisher: graph.Publisher | None = None,
) -> dict[str, bytes]:
    """Return the graphs that all documents share, but for the links.

    Of the divisions of a country only those are described that documents name, with what lies around them and came
    before and after, and those that ship: the others would be statements about nothing in the release.
    """
    places = {place for document in documents for place in document.places}
    places.update(division.id for division in divisions.shipped().divisions)
    shared = {
        "catalog": graph.describe_catalog(minter, __version__, publisher),
        "queries": describe_examples(queries.load(files.folder("queries")), minter),
        "ontology": vocabulary.statements("uniongraph", minter.graph("ontology")),
        "ref/divisions": graph.describe_divisions(gazetteer, minter, places),
        "schemes": vocabulary.statements("schemes", minter.graph("schemes")),
    }
    return {name: release.serialise(each) for name, each in shared.items()}


def links_shard(
    documents: Sequence[Document], shared: Mapping[str, bytes], outside: Outside, shelf: tuple[Cache, Minter]
) -> tuple[str, bytes]:
    """Return the graph of links: of what the ledger and the table of codes say, what is about things that are here."""
    cache, minter = shelf
    things = {"organization": "org", "programme": "programme", "document": "doc"}
    names = set().union(*(document.names for document in documents))
    named = {minter.thing(f"{things[key[0]]}/{slug}") for key, slug in names if key[0] in things}
    wanted = outside.subjects(minter)
    known = wanted & named
    left = unheld(wanted - known, shared.values())
    # what documents hold beside their names (works, persons) is looked for only where something is said of it
    left = unheld(left, (cache.path(each.shard).read_bytes() for each in documents))
    return "links", release.serialise(outside.statements(minter, wanted - left))
