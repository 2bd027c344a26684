"""The page of a document, or of one file of it: its whole text, each read span leading to what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph import things
from uniongraph.pages.rendering import render

if TYPE_CHECKING:
    import pyoxigraph as ox

    from uniongraph.pages.frame import Frame
    from uniongraph.things import Reader, Thing

__all__ = ["page"]


def page(reader: Reader, node: ox.NamedNode, thing: Thing, frame: Frame) -> str:
    """Return the page of a document or of its text."""
    witness = node if thing.kind == "witness" else things.witness_of(reader, node)
    lines = things.printed(reader, witness) if witness is not None else ()
    return render("document.html", frame.language, frame=frame, to=frame.to, thing=thing, lines=lines)
