"""The page of a thing: what is said of it and where it is printed, what its kind adds, and what points at it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from uniongraph import things
from uniongraph.errors import NothingThere
from uniongraph.pages import document, wording
from uniongraph.pages.rendering import render
from uniongraph.things import MOST, Ref, kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from uniongraph.pages.frame import Frame
    from uniongraph.things import Reader, Term, Thing

__all__ = ["page"]

_NUMBERED = frozenset(("catalog", "graph"))


def page(reader: Reader, iri: str, frame: Frame, counted: Mapping[str, int] | None = None) -> str:
    """Return the page of a thing; NothingThere where the data neither describes nor names it.

    Of what the address says, ``fragment`` tells of which thing with a fragment below this IRI the page is to be, and
    ``by`` with ``page`` asks for all that points at the thing by a property. ParameterError where that makes no sense.
    ``counted`` is how often terms are used, which the page of an ontology tells.
    """
    asked = dict(frame.values)
    node = _node(iri, asked.get("fragment"))
    if not things.is_known(reader, node):
        raise NothingThere(f"nothing is known of <{node.value}>", source="page")
    if by := asked.get("by"):
        return _listed(reader, node, frame, by=by, page=asked.get("page", "1"))
    if kinds.kind(reader.classes(node)) in {"document", "witness"}:
        return document.page(reader, node, frame)
    found = things.describe(reader, node, frame.to.base)
    if found.kind == "ontology":
        return _ontology(reader, frame, found, counted or {})
    return render(
        "thing.html",
        frame.language,
        frame=frame,
        to=frame.to,
        thing=found,
        most=MOST,
        **_particulars(reader, node, found.kind),
    )


def _ontology(reader: Reader, frame: Frame, found: Thing, counted: Mapping[str, int]) -> str:
    """Return the page of an ontology: all its terms, how they hang together, where and how often they are used."""
    terms = things.terms(reader, ox.NamedNode(found.iri))
    return render(
        "ontology.html",
        frame.language,
        frame=frame,
        to=frame.to,
        thing=found,
        honours=None,
        groups=[
            ("classes", [each for each in terms if each.is_class]),
            ("links", [each for each in terms if not each.is_class and each.has_things]),
            ("values", [each for each in terms if not each.is_class and not each.has_things]),
        ],
        counted=counted,
        namespaces=_namespaces(terms),
    )


def _namespaces(terms: Iterable[Term]) -> list[tuple[str, str]]:
    """Return the namespaces of all that the terms are told with, by prefix; those without one stand last."""
    iris = {ref.iri for term in terms for ref in (*term.kinds, *_told(term))}
    known = {namespace: prefix for prefix, namespace in wording.NAMESPACES.items()}
    found = {_NAMESPACE.sub("", iri) for iri in iris}
    return sorted(((known.get(each, ""), each) for each in found), key=lambda each: (not each[0], each))


_NAMESPACE = re.compile(r"[^#/]*$")


def _told(term: Term) -> Iterator[Ref]:
    yield term.what
    for fact in term.facts:
        yield fact.property
        yield from (each.what for each in fact.values if isinstance(each.what, Ref))


def _node(iri: str, fragment: str | None) -> ox.NamedNode:
    try:
        return ox.NamedNode(f"{iri}#{fragment}" if fragment else iri)
    except ValueError as error:
        raise NothingThere(
            f"there is nothing of the name {fragment!r} below <{iri}>", source="page"
        ) from error


def _listed(reader: Reader, node: ox.NamedNode, frame: Frame, *, by: str, page: str) -> str:
    listed = things.listed(reader, node, by, page)
    return render(
        "listed.html", frame.language, frame=frame, to=frame.to, about=reader.ref(node), listed=listed
    )


def _particulars(reader: Reader, node: ox.NamedNode, kind: str) -> Mapping[str, Any]:
    """Return what the page of a kind shows besides."""
    return {
        "honours": things.honours(reader, node, kind),
        "honoured": things.place(reader, node) if kind == "place" else None,
        "uses": things.uses(reader, node) if kind == "term" else 0,
        "statements": things.within(reader, node) if kind in _NUMBERED else 0,
    }
