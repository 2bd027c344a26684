"""What programs are told of things, as JSON: facts, what is found, the things that rows name, lines of a text.

Everything that was read from a document comes with its places there: a line, numbered from 1, the code points from
``begin`` to ``end`` of the text, and the words that stand there.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyoxigraph as ox

from uniongraph import things
from uniongraph.errors import NothingThere
from uniongraph.iris import term
from uniongraph.pages import searching
from uniongraph.things import printing, quoting
from uniongraph.things.lookups import NAMING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uniongraph.labels import Index
    from uniongraph.things import Reader, Ref, Source, Value, Words

__all__ = ["Row", "evidence", "facts", "found", "lines"]

Row: TypeAlias = "Sequence[tuple[str, str | None]]"
"""The cells of a row that may name something: an IRI with None, or a text with its language or ''."""

_THINGS: Final = 100
"""Things that are told of one answer."""
_PLACES: Final = 3
"""Places that are told of one thing."""
_ALIKE: Final = 20
"""Things of one name that are looked at, of which so many are told as there are places."""
_POINTING: Final = 10
"""Things that are named of those that point at one by the same property."""
_CALLING: Final = (*NAMING, term("ug:titleAsPrinted"), term("ug:documentNumber"))
"""The properties whose value stands in a row for a thing."""
_TAGS: Final = ("", "zh-hans", "zh-hant")
"""The tags of names, where a row has lost them."""
_SEPARATOR: Final = " | "
"""What stands between several names in one cell of the prepared queries."""
_KINDS: Final = frozenset(
    (
        "act",
        "case",
        "category",
        "conferral",
        "correction",
        "document",
        "edition",
        "organization",
        "person",
        "place",
        "programme",
        "tier",
    )
)
"""Kinds of things that are told of an answer, where its rows name them."""


# ---------------------------------------------------------------------------------------------- one thing


def facts(reader: Reader, iri: str, base: str) -> str:
    """Return what is said of a thing, by whom and where it is printed, and what points at it; NothingThere for none."""
    node = ox.NamedNode(iri)
    if not things.is_known(reader, node):
        raise NothingThere(f"nothing is known of <{iri}>", source="page")
    thing = things.describe(reader, node, base)
    documents = _Documents(reader)
    said = {
        **documents.ref(reader.ref(node)),
        "kind": thing.kind,
        "names": [_words(each) for each in thing.labels],
        "classes": [documents.ref(each) for each in thing.types],
        "facts": [
            {
                "property": documents.ref(fact.property),
                "values": [_value(documents, each) for each in fact.values],
                "more": fact.more,
            }
            for fact in thing.facts
        ],
        "pointing": [
            {
                "property": documents.ref(each.property),
                "count": each.count,
                "isMore": each.is_more,
                "things": [documents.ref(one) for one in each.things[:_POINTING]],
            }
            for each in thing.incoming
        ],
        "statuses": [
            {
                "status": each.sort,
                **({"what": documents.ref(each.what)} if each.what else {}),
                **({"document": documents.ref(each.document)} if each.document else {}),
            }
            for each in thing.statuses
        ],
        "mentions": thing.places,
        "sources": [documents.source(each) for each in _places(reader, node, ())],
    }
    return _json({**said, "documents": documents.told()})


def _words(said: Words) -> dict[str, str]:
    return {"text": said.text, **({"language": said.language} if said.language else {})}


def _value(documents: _Documents, value: Value) -> dict[str, Any]:
    what = documents.ref(value.what) if isinstance(value.what, things.Ref) else _words(value.what)
    return {
        **what,
        "origin": value.origin,
        **({"rule": documents.ref(value.rule)} if value.rule else {}),
        **({"confidence": value.confidence} if value.confidence else {}),
        "sources": [documents.source(each) for each in value.sources],
    }


# ---------------------------------------------------------------------------------------------- several


def found(reader: Reader, index: Index | None, asked: str) -> str:
    """Return a part of what is found for a text; NothingThere where there is no index of names."""
    text, kind, limit, offset = json.loads(asked)
    if index is None:
        raise NothingThere(
            "the index of names is not there: `uniongraph release prepare` makes it", source="search"
        )
    total, is_more, hits = searching.found(reader, index, text, kind)
    documents = _Documents(reader)
    results = [
        _result(reader, documents, searching.result(reader, each)) for each in hits[offset : offset + limit]
    ]
    return _json({"total": total, "isMore": is_more, "results": results, "documents": documents.told()})


def _result(reader: Reader, documents: _Documents, result: searching.Result) -> dict[str, Any]:
    return {
        **documents.ref(result.thing),
        "name": "".join(text for text, _ in result.pieces),
        "about": [each.label.text if isinstance(each, things.Ref) else each.text for each in result.told],
        "sources": [documents.source(each) for each in _places(reader, ox.NamedNode(result.thing.iri), ())],
    }


def evidence(reader: Reader, rows: Sequence[Row]) -> str:
    """Return the things that the cells of some rows name, in the order of the rows, with where each is printed.

    A text names what is called so; of several things of one name those that are printed in a document that the row
    names, where any is. ``more`` is how many things are left out.
    """
    naming = _Naming(reader)
    told: dict[ox.NamedNode, tuple[list[int], dict[ox.NamedNode, None]]] = {}
    for number, row in enumerate(rows):
        for thing, papers in naming.named(row):
            numbers, known = told.setdefault(thing, ([], {}))
            known.update(dict.fromkeys(papers))
            if number not in numbers:
                numbers.append(number)
    documents = _Documents(reader)
    shown = [
        {
            **documents.ref(reader.ref(thing)),
            "rows": numbers,
            "mentions": quoting.places(reader, thing),
            "sources": [documents.source(each) for each in _places(reader, thing, tuple(papers))],
        }
        for thing, (numbers, papers) in islice(told.items(), _THINGS)
    ]
    return _json({"things": shown, "more": max(len(told) - _THINGS, 0), "documents": documents.told()})


class _Naming:
    """Tells what the cells of rows name, each looked up once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[tuple[str, str | None], list[ox.NamedNode]] = {}

    def named(self, row: Row) -> Iterator[tuple[ox.NamedNode, Sequence[ox.NamedNode]]]:
        """Yield what a row names, each with the documents that the row names."""
        cells = [self._cell(text, tag) for text, tag in row]
        papers = [each for cell in cells for each in cell if self._kind(each) == "document"]
        for cell in cells:
            yield from ((each, papers) for each in self._meant(cell, papers))

    def _meant(self, alike: Sequence[ox.NamedNode], papers: Sequence[ox.NamedNode]) -> Sequence[ox.NamedNode]:
        """Return of things of one name those that these documents print, all where none is."""
        if len(alike) > 1 and papers:
            alike = [each for each in alike if _printed(self._reader, each, papers)] or alike
        return alike[:_PLACES]

    def _cell(self, text: str, tag: str | None) -> list[ox.NamedNode]:
        if (text, tag) not in self._known:
            self._known[text, tag] = [each for each in self._called(text, tag) if self._kind(each) in _KINDS]
        return self._known[text, tag]

    def _called(self, text: str, tag: str | None) -> list[ox.NamedNode]:
        if tag is None:
            return [ox.NamedNode(text)]
        found = self._bearing(text, (tag,) if tag else _TAGS)
        if not found and not tag and _SEPARATOR in text:
            found = [each for part in text.split(_SEPARATOR) for each in self._bearing(part, _TAGS)]
        return found

    def _bearing(self, text: str, tags: Iterable[str]) -> list[ox.NamedNode]:
        store = self._reader.store
        bearing: dict[ox.NamedNode, None] = {}
        for tag in tags:
            literal = ox.Literal(text, language=tag) if tag else ox.Literal(text)
            for name in _CALLING:
                quads = islice(store.quads_for_pattern(None, name, literal), _ALIKE)
                bearing.update(
                    {each.subject: None for each in quads if isinstance(each.subject, ox.NamedNode)}
                )
        return sorted(bearing, key=lambda each: each.value)

    def _kind(self, thing: ox.NamedNode) -> str | None:
        return self._reader.ref(thing).kind


# ---------------------------------------------------------------------------------------------- places


def _places(reader: Reader, thing: ox.NamedNode, papers: Sequence[ox.NamedNode]) -> tuple[Source, ...]:
    """Return where a thing is printed: in these documents, or where they do not print it anywhere; each line once."""
    near = _printed(reader, thing, papers)
    return (near or printing.by_line(printing.located(reader, quoting.spans(reader, thing))))[:_PLACES]


def _printed(reader: Reader, thing: ox.NamedNode, papers: Sequence[ox.NamedNode]) -> tuple[Source, ...]:
    graphs = [quad.graph_name for each in papers for quad in _typed(reader, each)]
    mentions = (
        each
        for graph in graphs
        if isinstance(graph, ox.NamedNode)
        for each in printing.mentions(reader, thing, graph)
    )
    return printing.by_line(printing.located(reader, printing.spans(reader, mentions)))


def _typed(reader: Reader, document: ox.NamedNode) -> Iterator[ox.Quad]:
    return reader.store.quads_for_pattern(document, term("rdf:type"), term("ug:OfficialDocument"))


class _Documents:
    """Tells sources, and at the end each document that any of them is in, once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._texts: dict[str, tuple[Ref, str]] = {}

    @staticmethod
    def ref(what: Ref) -> dict[str, str]:
        return {"iri": what.iri, "label": what.label.text, **({"kind": what.kind} if what.kind else {})}

    def source(self, source: Source) -> dict[str, Any]:
        text = source.iri.partition("#")[0]
        self._texts.setdefault(text, (source.document, text))
        return {
            "document": source.document.iri,
            "text": text,
            "line": source.line,
            "begin": source.begin,
            "end": source.end,
            "quote": source.quote,
        }

    def told(self) -> list[dict[str, str]]:
        return [self._told(document, text) for document, text in self._texts.values()]

    def _told(self, document: Ref, text: str) -> dict[str, str]:
        number = self._reader.text(ox.NamedNode(document.iri), "ug:documentNumber")
        return {
            "iri": document.iri,
            "label": document.label.text,
            **({"number": number} if number else {}),
            "text": text,
        }


def lines(reader: Reader, iri: str, asked: str) -> str:
    """Return lines of a text, or of the text of a document, by their numbers; NothingThere where the graph holds none."""
    first, last = json.loads(asked)
    node = ox.NamedNode(iri)
    witness = node if reader.text(node, "nif:isString") is not None else things.witness_of(reader, node)
    paper = things.Paper.of(reader, witness) if witness is not None else None
    if witness is None or paper is None:
        raise NothingThere(f"there is no text of <{iri}>", source="page")
    chosen = paper.lines[max(first - 1, 0) : last]
    return _json(
        {
            "document": _Documents.ref(paper.source(0, 0).document),
            "text": witness.value,
            "total": len(paper.lines),
            "lines": [
                {
                    "line": each.number,
                    "begin": each.span.begin,
                    "end": each.span.end,
                    "text": paper.content[each.span.begin : each.span.end],
                }
                for each in chosen
            ],
        }
    )


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
