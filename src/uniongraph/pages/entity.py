"""The page of a thing: what is said of it and where it is printed, what its kind adds, and what points at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from uniongraph import things
from uniongraph.errors import NothingThere
from uniongraph.pages import document
from uniongraph.pages.rendering import render
from uniongraph.things import MOST, kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uniongraph.pages.frame import Frame
    from uniongraph.things import Reader

__all__ = ["page"]

_NUMBERED = frozenset(("catalog", "graph"))


def page(reader: Reader, iri: str, frame: Frame) -> str:
    """Return the page of a thing; NothingThere where the data neither describes nor names it.

    Of what the address says, ``fragment`` tells of which thing with a fragment below this IRI the page is to be, and
    ``by`` with ``page`` asks for all that points at the thing by a property. ParameterError where that makes no sense.
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
    return render(
        "thing.html",
        frame.language,
        frame=frame,
        to=frame.to,
        thing=found,
        most=MOST,
        **_particulars(reader, node, found.kind),
    )


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
        "defined": things.terms(reader, node) if kind == "ontology" else (),
        "uses": things.uses(reader, node) if kind == "term" else 0,
        "statements": things.within(reader, node) if kind in _NUMBERED else 0,
    }
