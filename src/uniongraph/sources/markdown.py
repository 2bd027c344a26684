"""Markdown: the text without its marks, ordinals as they were typed.

markdown-it-py (MIT) reads CommonMark with tables. What an office would not mean as a mark stays text: HTML, and
lines set in by four spaces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uniongraph.errors import SourceError
from uniongraph.sources import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

__all__ = ["extract"]

_DEEPEST: Final = 19
"""The reader passes over what lies deeper than twenty blocks in one another."""
_BAR: Final = re.compile(r"(?<!\\)\|")


def extract(source: str, name: str) -> str:
    """Return the lines of a Markdown text: a typed line is a line, a row of a table a line with tabs."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 (only where there is Markdown)

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.disable(["code", "html_block", "html_inline", "reference", "lheading"])
    lines: list[str] = []
    rows: list[list[list[str]]] = []
    ordinal = ""
    written = source.split("\n")
    for token in reader.parse(source):
        if token.level >= _DEEPEST:
            raise SourceError("is Markdown nested deeper than any document is", source=name)
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
            line = written[token.map[0]] if token.map else ""
        elif token.type == "tr_close":
            over = _cells(line)[len(rows[-1]) :] if len(rows) > 1 else ()
            rows[-1] += [_words(each.children or []) for cell in over for each in reader.parseInline(cell)]
        elif token.type == "table_close":
            lines += layout.table_lines(rows)
            rows = []
        elif token.type == "fence":
            lines += token.content.splitlines()
    return layout.content_of(lines)


def _cells(line: str) -> list[str]:
    """Return the cells of a row as they were typed: the reader drops those that the head of the table has no column for."""
    cells = [cell.strip() for cell in _BAR.split(line.strip("> \t"))]
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _words(tokens: Sequence[Token]) -> list[str]:
    """Return the printed lines of a paragraph."""
    lines = [""]
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            lines.append("")
        elif token.type != "image":
            lines[-1] += token.content
    return lines
