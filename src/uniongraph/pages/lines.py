"""A line of a text as HTML: its words, each read span around its own, the smallest one leading to what was read.

A page has hundreds of lines with several marks each, so this is written here and not in a template. Every string goes
through `markupsafe.escape`; only the tags below are markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable

    from uniongraph.things import Mark, Printed, Run

__all__ = ["Writer"]


class Writer:
    """Writes the lines of one page. ``lead`` gives the address of what was read, ``name`` how a mark is called."""

    def __init__(self, lead: Callable[[Mark], str | None], name: Callable[[Mark], str]) -> None:
        self._lead = lead
        self._name = name
        self._links: dict[str, str] = {}

    def line(self, printed: Printed) -> Markup:
        """Return the words of a line."""
        return Markup("".join([piece for run in printed.runs for piece in self._run(run)]))  # noqa: S704 (escaped piece by piece)

    def _run(self, run: Run) -> list[str]:
        pieces = [f'<span id="{_id(mark)}"></span>' for mark in run.anchors]
        for mark, begins in run.opened:
            pieces.append(_opened(mark) if begins else '<span class="mark more">')
        words = escape(run.text)
        if run.text and run.inner is not None and (link := self._link(run.inner)):
            pieces += (link, words, "</a>")
        else:
            pieces.append(words)
        pieces.append("</span>" * run.closed)
        return pieces

    def _link(self, mark: Mark) -> str:
        known = self._links.get(mark.iri)
        if known is None:
            lead = self._lead(mark)
            known = "" if lead is None else f'<a href="{escape(lead)}" title="{escape(self._name(mark))}">'
            self._links[mark.iri] = known
        return known


def _id(mark: Mark) -> str:
    return f"char={mark.begin},{mark.end}"


def _opened(mark: Mark) -> str:
    lines = f' data-lines="{mark.lines}"' if mark.lines > 1 else ""
    return f'<span class="mark" id="{_id(mark)}"{lines}>'
