"""What programs are told of things, as JSON: facts, what is found, lines of a text.

Everything that was read from a document comes with its places there: a line, numbered from 1, the code points from
``begin`` to ``end`` of the text, and the words that stand there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from uniongraph import things
from uniongraph.errors import NothingThere, ParameterError
from uniongraph.iris import term
from uniongraph.pages import searching
from uniongraph.things import printing, quoting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uniongraph.labels import Index
    from uniongraph.things import Reader, Ref, Source, Value, Words

__all__ = ["MOST", "Documents", "facts", "found", "lines", "places", "printed_in", "ref", "written"]

MOST: Final = 3
"""Places that are told of one thing."""
_WITHIN: Final = 50
"""Places within a place that are looked at for those who have their seat there."""
_TYPE, _DOCUMENT = term("rdf:type"), term("ug:OfficialDocument")
_POINTING: Final = 10
"""Things that are named of those that point at one by the same property."""


# ---------------------------------------------------------------------------------------------- one thing


def facts(reader: Reader, iri: str, base: str) -> str:
    """Return what is said of a thing, by whom and where it is printed, and what points at it; NothingThere for none."""
    node = ox.NamedNode(iri)
    if not things.is_known(reader, node):
        raise NothingThere(f"nothing is known of <{iri}>", source="page")
    thing = things.describe(reader, node, base)
    documents = Documents(reader)
    said = {
        **ref(reader.ref(node)),
        "kind": thing.kind,
        "names": [_words(each) for each in thing.labels],
        "classes": [ref(each) for each in thing.types],
        "facts": [
            {
                "property": ref(fact.property),
                "values": [_value(documents, each) for each in fact.values],
                "more": fact.more,
            }
            for fact in thing.facts
        ],
        "pointing": [
            {
                "property": ref(each.property),
                "count": each.count,
                "isMore": each.is_more,
                "things": [ref(one) for one in each.things[:_POINTING]],
            }
            for each in thing.incoming
        ],
        "statuses": [
            {
                "status": each.sort,
                **({"what": ref(each.what)} if each.what else {}),
                **({"document": ref(each.document)} if each.document else {}),
            }
            for each in thing.statuses
        ],
        "mentions": thing.places,
        "sources": documents.sources(places(reader, node)),
    }
    return written({**said, "documents": documents.told()})


def _words(said: Words) -> dict[str, str]:
    return {"text": said.text, **({"language": said.language} if said.language else {})}


def _value(documents: Documents, value: Value) -> dict[str, Any]:
    what = ref(value.what) if isinstance(value.what, things.Ref) else _words(value.what)
    return {
        **what,
        "origin": value.origin,
        **({"rule": ref(value.rule)} if value.rule else {}),
        **({"confidence": value.confidence} if value.confidence else {}),
        "sources": documents.sources(value.sources),
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
    documents = Documents(reader)
    results = [
        _result(reader, documents, searching.result(reader, each)) for each in hits[offset : offset + limit]
    ]
    return written({"total": total, "isMore": is_more, "results": results, "documents": documents.told()})


def _result(reader: Reader, documents: Documents, result: searching.Result) -> dict[str, Any]:
    return {
        **ref(result.thing),
        "name": "".join(text for text, _ in result.pieces),
        "about": [each.label.text if isinstance(each, things.Ref) else each.text for each in result.told],
        "sources": documents.sources(places(reader, ox.NamedNode(result.thing.iri))),
    }


# ---------------------------------------------------------------------------------------------- places


def places(reader: Reader, thing: ox.NamedNode, papers: Sequence[ox.NamedNode] = ()) -> tuple[Source, ...]:
    """Return where a thing is printed: in these documents, or where they do not print it anywhere; each line once.

    A place is printed where those are that have their seat in it, if nowhere by itself.
    """
    near = printed_in(reader, thing, papers)
    found = near or printing.by_line(printing.located(reader, quoting.spans(reader, thing)))
    if not found and reader.is_a(thing, "ug:AdministrativeDivision"):
        seated = [
            each
            for place in (thing, *reader.subjects("ug:within", thing, _WITHIN))
            for each in reader.subjects("ug:territory", place, MOST)
        ]
        spans = (span for each in seated[:MOST] for span in quoting.spans(reader, each)[:1])
        found = printing.by_line(printing.located(reader, spans))
    return found[:MOST]


def printed_in(reader: Reader, thing: ox.NamedNode, papers: Sequence[ox.NamedNode]) -> tuple[Source, ...]:
    """Return where some documents print a thing, each line once."""
    typed = (quad for each in papers for quad in reader.store.quads_for_pattern(each, _TYPE, _DOCUMENT))
    graphs = [quad.graph_name for quad in typed if isinstance(quad.graph_name, ox.NamedNode)]
    mentions = (each for graph in graphs for each in printing.mentions(reader, thing, graph))
    return printing.by_line(printing.located(reader, printing.spans(reader, mentions)))


class Documents:
    """Tells sources, and at the end each document that any of them is in, once; a source names its own by its place there."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._texts: dict[str, Ref] = {}

    def source(self, source: Source) -> dict[str, Any]:
        """Return a source as it is told."""
        text = source.iri.partition("#")[0]
        self._texts.setdefault(text, source.document)
        return {
            "document": list(self._texts).index(text),
            "line": source.line,
            "begin": source.begin,
            "end": source.end,
            "quote": source.quote,
        }

    def sources(self, found: Iterable[Source]) -> list[dict[str, Any]]:
        """Return sources as they are told."""
        return [self.source(each) for each in found]

    def told(self) -> list[dict[str, str]]:
        """Return the documents: the IRI of each, its name, its number where it has one, and the IRI of its text."""
        return [self._told(document, text) for text, document in self._texts.items()]

    def _told(self, document: Ref, text: str) -> dict[str, str]:
        number = self._reader.text(ox.NamedNode(document.iri), "ug:documentNumber")
        return {
            "iri": document.iri,
            "label": document.label.text,
            **({"number": number} if number else {}),
            "text": text,
        }


def ref(what: Ref) -> dict[str, str]:
    """Return a thing as it is told: its IRI, what it is called, its kind."""
    return {"iri": what.iri, "label": what.label.text, **({"kind": what.kind} if what.kind else {})}


def lines(reader: Reader, iri: str, asked: str) -> str:
    """Return lines of a text, or of the text of a document, by their numbers; NothingThere where the graph holds none."""
    first, last = json.loads(asked)
    node = ox.NamedNode(iri)
    witness = node if reader.text(node, "nif:isString") is not None else things.witness_of(reader, node)
    paper = things.Paper.of(reader, witness) if witness is not None else None
    if witness is None or paper is None:
        said = f"there is no text of <{iri}>"
        if reader.about(node):
            expected, example = "the IRI of a document or of its text", "id/doc/hugongzongji-2018-133"
            raise ParameterError(said, parameter="document", expected=expected, example=example)
        raise NothingThere(said, source="page")
    chosen = paper.lines[max(first - 1, 0) : last]
    return written(
        {
            "document": ref(paper.source(0, 0).document),
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


def written(said: object) -> str:
    """Return a value as JSON."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
