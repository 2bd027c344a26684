"""The page of a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from uniongraph import things
from uniongraph.errors import NothingThere
from uniongraph.pages import document
from uniongraph.pages.rendering import render

if TYPE_CHECKING:
    from uniongraph.pages.frame import Frame
    from uniongraph.things import Reader

__all__ = ["page"]


def page(reader: Reader, iri: str, frame: Frame) -> str:
    """Return the page of a thing; NothingThere where the data neither describes nor names it."""
    node = ox.NamedNode(iri)
    if not things.is_known(reader, node):
        raise NothingThere(f"nothing is known of <{iri}>", source="page")
    found = things.describe(reader, node, frame.to.base)
    if found.kind in {"document", "witness"}:
        return document.page(reader, node, found, frame)
    return render("thing.html", frame.language, frame=frame, to=frame.to, thing=found)
