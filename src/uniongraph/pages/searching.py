"""Searching: ``/search?q=``, the things whose names hold what is typed, each with what tells it from others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph import labels
from uniongraph.errors import QueryError
from uniongraph.pages.paging import sheet
from uniongraph.pages.rendering import render
from uniongraph.things import Ref, Words, honouring, kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.labels import Hit, Index
    from uniongraph.pages.frame import Frame
    from uniongraph.things import Reader

__all__ = ["KINDS", "Result", "found", "page", "result"]

_SIZE: Final = 20
KINDS: Final = (
    "document",
    "case",
    "organization",
    "person",
    "programme",
    "edition",
    "tier",
    "category",
    "place",
    "concept",
    "term",
)
"""Kinds that one can search among."""
_TOLD: Final = (
    "ug:documentNumber",
    "dcterms:issued",
    "ug:editionYear",
    "ug:inEdition",
    "ug:inTier",
    "ug:territory",
    "ug:within",
    "ug:unionKind",
    "ug:affiliation",
    "skos:inScheme",
)
"""The properties that tell a thing from others of the same name."""
_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Result:
    """A thing found: ``pieces`` are the name by which it was, each with whether it matched; ``told`` is what it is besides."""

    thing: Ref
    pieces: tuple[tuple[str, bool], ...]
    language: str
    told: tuple[Ref | Words, ...]


def page(reader: Reader, index: Index | None, frame: Frame) -> str:
    """Return the page of what is found for ``q=``, of one kind where ``kind=`` says so; QueryError where it is too long."""
    asked = dict(frame.values)
    text, kind = asked.get("q", "").strip(), asked.get("kind", "")
    if len(text) > labels.LONGEST:
        raise QueryError(
            f"the text has {len(text):,} characters; it may have {labels.LONGEST}", source="parameter q"
        )
    if kind and kind not in KINDS:
        raise QueryError(f"{kind[:40]!r} is none of {', '.join(KINDS)}", source="parameter kind")
    total, is_more, hits = found(reader, index, text, kind) if index is not None and text else (0, False, ())
    shown = sheet(frame, total, _SIZE)
    return render(
        "search.html",
        frame.language,
        frame=frame,
        to=frame.to,
        q=text,
        kind=kind,
        among=KINDS,
        has_index=index is not None,
        total=total,
        is_more=is_more,
        results=[result(reader, each) for each in hits[shown.first : shown.end]],
        sheet=shown,
    )


def found(reader: Reader, index: Index, text: str, kind: str) -> tuple[int, bool, Sequence[Hit]]:
    """Return how many things are found, whether there are more, and those that are; of one kind where one is given."""
    whole = labels.search(index, text, limit=labels.COUNTED)
    if not kind:
        return whole.total, whole.is_more, whole.hits
    hits = [each for each in whole.hits if kinds.kind(reader.classes(ox.NamedNode(each.iri))) == kind]
    return len(hits), whole.is_more, hits


def result(reader: Reader, hit: Hit) -> Result:
    """Return a thing that was found, with what tells it from others."""
    node = ox.NamedNode(hit.iri)
    thing = reader.ref(node)
    return Result(thing, tuple(_pieces(hit)), hit.language, tuple(_told(reader, node, thing.kind)))


def _pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """Yield the name in pieces, each with whether it is what matched."""
    at = 0
    for begin, end in hit.spans:
        if at < begin:
            yield hit.name[at:begin], False
        yield hit.name[begin:end], True
        at = end
    if at < len(hit.name):
        yield hit.name[at:], False


def _told(reader: Reader, node: ox.NamedNode, kind: str | None) -> Iterator[Ref | Words]:
    """Yield what tells a thing from others: of a case who got which award for it, of others a few of their values."""
    if kind == "case":
        for conferral in reader.subjects("ug:conferralOf", node, 1):
            row = honouring.row(reader, conferral)
            yield from (each for each in (row.year, row.tier, *row.recipients[:_MOST]) if each is not None)
        return
    for name in _TOLD:
        for value in reader.values(node, name)[:1]:
            yield reader.ref(value) if isinstance(value, ox.NamedNode) else Words(value.value, value.language)
