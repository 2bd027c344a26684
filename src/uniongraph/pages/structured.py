"""What a page says of its thing to programs that read pages, in the words of schema.org where these fit, and no further.

A conferral is none of its events, and what has no word of its own is a Thing. What was only inferred is not said here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uniongraph.iris import TITLES, term
from uniongraph.things import Ref, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from uniongraph.pages.frame import Frame
    from uniongraph.things import Thing
    from uniongraph.things.values import Honours

__all__ = ["structured", "tables"]

_TYPES: Final[Mapping[str, str]] = {
    "document": "DigitalDocument",
    "witness": "DigitalDocument",
    "organization": "Organization",
    "person": "Person",
    "case": "CreativeWork",
    "place": "AdministrativeArea",
    "concept": "DefinedTerm",
    "scheme": "DefinedTermSet",
    "term": "DefinedTerm",
    "ontology": "DefinedTermSet",
    "catalog": "Dataset",
    "graph": "Dataset",
}
"""The class of schema.org for things of each kind (see `things.kinds`) that it has one for."""
_SAID: Final[Mapping[str, tuple[tuple[str, str, str | None], ...]]] = {
    "document": (
        ("ug:documentNumber", "identifier", None),
        ("dcterms:issued", "datePublished", None),
        ("ug:issuingBody", "author", "Organization"),
    ),
    "person": (("ug:affiliation", "affiliation", "Organization"),),
    "place": (("ug:gbCode", "identifier", None), ("ug:within", "containedInPlace", "AdministrativeArea")),
    "organization": (("ug:uscc", "identifier", None),),
    "concept": (("skos:notation", "termCode", None), ("skos:inScheme", "inDefinedTermSet", "DefinedTermSet")),
}
"""What is said of things of a kind: our property, theirs, and the class of its values where these are things."""
_HONOURED: Final = frozenset(("case", "organization", "person"))
"""The kinds of things that schema.org lets have an award."""
_TABLES: Final[Mapping[str, tuple[str, str, str | None]]] = {
    "document": ("awards", "document", None),
    "organization": ("organization-honours", "organization", "name"),
    "place": ("awards-in-division", "division", "ug:gbCode"),
}
"""The prepared query that lists what belongs to a thing of a kind, its parameter, and what of the thing it takes."""


def structured(thing: Thing, frame: Frame, honours: Honours | None = None) -> dict[str, Any]:
    """Return a thing as JSON-LD, with the first of its honours; whoever puts it into a page escapes it."""
    told: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@id": thing.iri,
        "@type": _TYPES.get(thing.kind, "Thing"),
        "name": _worded(thing.label),
    }
    if others := [_worded(each) for each in thing.labels if each != thing.label]:
        told["alternateName"] = others
    for ours, theirs, kind in _SAID.get(thing.kind, ()):
        if values := list(_values(thing, ours, kind)):
            told[theirs] = values[0] if len(values) == 1 else values
    if honours is not None and thing.kind in _HONOURED:
        told |= _awards(honours)
    if _TYPES.get(thing.kind) == "Dataset":
        return told | _edition(frame)
    if frame.dataset and frame.to.inside(thing.iri):
        told["subjectOf"] = _dataset(frame)
    return told


def _dataset(frame: Frame) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "@id": frame.dataset,
        "name": [{"@value": title, "@language": language} for title, language in TITLES],
        **_edition(frame),
    }


def _edition(frame: Frame) -> dict[str, Any]:
    return {"version": frame.release, **({"license": frame.licence} if frame.licence else {})}


def _awards(honours: Honours) -> dict[str, Any]:
    """Return the names of the honours; not of those that something happened to later."""
    rows = (each for each in honours.rows if each.tier is not None and not each.statuses)
    names = list(dict.fromkeys(each.tier.label.text for each in rows if each.tier is not None))
    return {"award": names} if names else {}


def _values(thing: Thing, name: str, kind: str | None) -> Iterator[Any]:
    for fact in thing.facts:
        if fact.property.iri != term(name).value:
            continue
        for value in fact.values:
            if value.origin == "inferred":
                continue
            if isinstance(value.what, Ref) and kind is not None:
                yield {"@type": kind, "@id": value.what.iri, "name": _worded(value.what.label)}
            elif isinstance(value.what, Words) and kind is None:
                yield value.what.text


def _worded(said: Words) -> Any:  # noqa: ANN401 (JSON)
    return {"@value": said.text, "@language": said.language} if said.language else said.text


def tables(thing: Thing, frame: Frame) -> Iterator[str]:
    """Yield the addresses of the tables (CSV) of what belongs to a thing."""
    if not frame.to.is_live:  # a table of one thing is asked for with its IRI
        return
    known = _TABLES.get(thing.kind)
    if known is None or not frame.to.inside(thing.iri):
        return
    query, parameter, wanted = known
    if wanted is None:
        values = [thing.iri]
    elif wanted == "name":
        values = [thing.label.text]
    else:
        values = list(_values(thing, wanted, None))
    for value in values[:1]:
        yield frame.to.plain(f"/queries/{query}", **{parameter: value, "format": "csv"})
