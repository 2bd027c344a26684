"""What points at a thing: by which properties, how often, the first of them, and all of them in pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.errors import ParameterError
from uniongraph.iris import PREFIXES, term
from uniongraph.things import counting, numbering
from uniongraph.things.counting import MOST
from uniongraph.things.values import Incoming, Listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from uniongraph.things.lookups import Lookups

__all__ = ["PER_PAGE", "first", "incoming", "listed"]

_FIRST: Final = 20
"""Things that are named of those that point at one by the same property."""
PER_PAGE: Final = 100
_SORTED: Final = 1_000
"""Things that are put in order by their IRIs; of more, the engine's own order is taken."""
_PROPERTIES: Final = 200
"""Properties that point at one thing, at most: no page has more groups."""
_OF_STATEMENTS: Final = frozenset(
    map(
        term,
        (
            "rdf:subject",
            "rdf:object",
            "nif:referenceContext",
            "owl:annotatedSource",
            "owl:annotatedProperty",
            "owl:annotatedTarget",
        ),
    )
)
"""What points at a thing only to tell where a statement about it comes from."""
_OTHER: Final = {
    "rdf": (
        "type",
        "predicate",
    ),
    "rdfs": (
        "subClassOf",
        "subPropertyOf",
        "domain",
        "range",
        "isDefinedBy",
    ),
    "skos": (
        "broader",
        "narrower",
        "inScheme",
        "topConceptOf",
        "hasTopConcept",
        "closeMatch",
        "exactMatch",
    ),
    "dcterms": (
        "isPartOf",
        "references",
        "license",
        "isReplacedBy",
        "replaces",
    ),
    "prov": (
        "wasDerivedFrom",
        "wasAttributedTo",
        "wasAssociatedWith",
    ),
    "dcat": ("dataset",),
    "oa": ("motivatedBy",),
}
"""The properties of other vocabularies that are looked for where too much points at a thing to look at all of it."""
_EXPECTED: Final = "the IRI of a property that points at this thing"
_EXAMPLE: Final = term("ug:recipient").value
_PROPERTY: Final = ox.NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty")


def incoming(
    reader: Lookups, thing: ox.NamedNode, without: Collection[ox.NamedNode] = ()
) -> Iterator[Incoming]:
    """Yield what points at a thing, by property: counted up to `MOST`, the first named.

    Up to 20 are in the order of their names. Of more the first are those of the first page of `listed`. Where more than
    `MOST` statements point at the thing, the properties are those of the ontology that the store holds, some common
    ones, and those of the first `MOST` statements.
    """
    counts = dict(counting.pointing(reader, thing))
    if sum(counts.values()) > MOST:
        others = {term(f"{prefix}:{name}") for prefix, names in _OTHER.items() for name in names}
        names = {*counts, *others, *reader.subjects("rdf:type", _PROPERTY)}
        counts = {name: counting.pointing_by(reader, name, thing) for name in names}
    wanted = [name for name, count in counts.items() if count and name not in _OF_STATEMENTS]
    for name in sorted(wanted, key=_weight)[:_PROPERTIES]:
        if name in without:
            continue
        shown = [reader.ref(each) for each in first(reader, name, thing, counts[name], limit=_FIRST)]
        if shown and counts[name] <= _FIRST:
            shown.sort(key=lambda each: (each.label.text, each.iri))
        if shown:
            count = min(counts[name], MOST)
            yield Incoming(reader.ref(name), count, counts[name] > MOST, tuple(shown))


def _weight(name: ox.NamedNode) -> tuple[bool, str]:
    return not name.value.startswith(PREFIXES["ug"]), name.value


def first(
    reader: Lookups, name: ox.NamedNode, thing: ox.NamedNode, count: int, *, limit: int, offset: int = 0
) -> list[ox.NamedNode]:
    """Return some of those that point at a thing by a property: by their IRIs, or of too many as the engine orders them."""
    if count <= _SORTED:
        found = counting.subjects(reader, name, thing, limit=_SORTED)
        return sorted(found, key=lambda each: each.value)[offset : offset + limit]
    return counting.subjects(reader, name, thing, limit=limit, offset=offset)


def listed(reader: Lookups, thing: ox.NamedNode, by: str, page: str) -> Listed:
    """Return one page of all that points at a thing by a property; ParameterError where there is no such page.

    They are in the order of their IRIs; of more than 1,000 in the order that the engine gives them, which is the same
    for the same store. Those beyond the first `MOST` are not listed.
    """
    name = _property(by)
    counted = counting.pointing_by(reader, name, thing)
    if not counted:
        raise ParameterError(
            f"nothing points at <{thing.value}> by the property <{by}>",
            parameter="by",
            expected=_EXPECTED,
            example=_EXAMPLE,
        )
    count = min(counted, MOST)
    pages = -(-count // PER_PAGE)
    number = numbering.number(page, len(str(pages)))
    if not 1 <= number <= pages:
        raise ParameterError(
            f"there are the pages 1 to {pages}, not {page[:40]!r}",
            parameter="page",
            expected=f"a whole number from 1 to {pages}",
            example="1",
        )
    begin = (number - 1) * PER_PAGE
    found = first(reader, name, thing, counted, limit=min(PER_PAGE, count - begin), offset=begin)
    things = tuple(reader.ref(each) for each in found)
    return Listed(reader.ref(name), count, counted > MOST, number, pages, things)


def _property(by: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(by)
    except ValueError as error:
        raise ParameterError(
            f"{by[:80]!r} is no IRI of a property: {error}",
            parameter="by",
            expected=_EXPECTED,
            example=_EXAMPLE,
        ) from error
