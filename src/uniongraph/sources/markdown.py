"""Markdown: the text without its marks, ordinals as they were typed.

markdown-it-py (MIT) reads CommonMark with tables. What an office would not mean as a mark stays text: HTML, and
lines set in by four spaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph.sources import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

__all__ = ["extract"]


def extract(source: str) -> str:
    """Return the lines of a Markdown text: a typed line is a line, a row of a table a line with tabs."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 (only where there is Markdown)

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.disable(["code", "html_block", "html_inline", "reference", "lheading"])
    lines: list[str] = []
    rows: list[list[list[str]]] = []
    ordinal = ""
    for token in reader.parse(source):
        if token.type == "list_item_open":
            ordinal = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "inline":
            words = _words(token.children or [])
            words[0] = ordinal + words[0]
            ordinal = ""
            if rows:
                rows[-1].append(words)
            else:
                lines += words
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            lines += layout.table_lines(rows)
            rows = []
        elif token.type == "fence":
            lines += token.content.splitlines()
    return layout.content_of(lines)


def _words(tokens: Sequence[Token]) -> list[str]:
    """Return the printed lines of a paragraph."""
    lines = [""]
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            lines.append("")
        elif token.type != "image":
            lines[-1] += token.content
    return lines
