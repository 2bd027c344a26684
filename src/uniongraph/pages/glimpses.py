"""Glimpses for those who reconcile: a small page to be shown in a frame, and a part of a page for a suggestion."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from uniongraph.pages.rendering import POLICY, render

if TYPE_CHECKING:
    from uniongraph.pages.frame import Frame
    from uniongraph.reconciling import Glimpse

__all__ = ["FRAMED", "page", "part"]

FRAMED: Final = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
"""The Content-Security-Policy of a page that others may show in a frame of theirs."""


def page(glimpse: Glimpse, frame: Frame) -> str:
    """Return the small page of a thing."""
    return render("preview.html", frame.language, glimpse=glimpse, frame=frame, to=frame.to)


def part(glimpse: Glimpse, frame: Frame) -> str:
    """Return the part of a page about a thing, a type or a property, as JSON: its identifier and the HTML."""
    html = render("flyout.html", frame.language, glimpse=glimpse)
    return json.dumps({"id": glimpse.id, "html": html}, ensure_ascii=False)
