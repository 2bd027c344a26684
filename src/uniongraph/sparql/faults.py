"""The engine's failures in words a person can act on, each with its line, its column and the line itself."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox

from uniongraph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.sparql.tokens import Token

__all__ = ["at", "explain", "printable", "translated"]

_WHERE = re.compile(r"error at (\d+):(\d+): ")
# Among what the engine "expected", the items of several words are what it has against the meaning of the query.
_EXPECTED = re.compile(r"error at \d+:\d+: expected (?:one of )?")
_MEANING = re.compile(r"(?:^|, )([A-Za-z]\w*(?: [\w*'().]+)+)")
_PAD = 40
"""Longer than any keyword: the engine names a position up to a keyword's length past the one it failed at."""


@contextmanager
def translated(source: str = "query") -> Iterator[None]:
    """Turn what the engine raises while a query runs into QueryError, in one sentence.

    Its syntax errors are not among them: they need the query to be explained (`explain`).
    """
    try:
        yield
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {error}", source=source) from error


def at(query: str, offset: int, message: str, source: str) -> QueryError:
    """Return the error that says a message about one place of a query, with the line quoted and a caret under it.

    ``offset`` counts code points from 0. A long line is quoted around the place only.
    """
    begin = query.rfind("\n", 0, offset) + 1
    line, column = query.count("\n", 0, offset) + 1, offset - begin + 1
    text = query[begin:].split("\n", 1)[0].rstrip("\r")
    first = max(0, column - 61)
    shown, before = text[first : first + 100], text[first : column - 1]
    said = f"syntax error at column {column}: {message}\n  {printable(shown)}\n  {_blank(before)}^"
    return QueryError(said, source=source, line=line)


def _blank(text: str) -> str:
    """Return white space as wide as a text on a terminal, where a Chinese character takes two columns."""
    import unicodedata  # noqa: PLC0415 (on the way out of a failure only)

    wide = {"W", "F"}
    return "".join("\N{IDEOGRAPHIC SPACE}" if unicodedata.east_asian_width(c) in wide else " " for c in text)


def explain(
    query: str, found: list[Token], pieces: list[str], *, base: str | None, source: str
) -> QueryError:
    """Return the error that says where a query stops being SPARQL, and why.

    The engine names only the furthest character it looked at, and it looks a keyword's length ahead. So the query
    is cut after ever fewer tokens (halving: some fifteen short parses at most) until what is left could still be
    continued; the first token that could not is the wrong one.
    """
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        if _can_continue("".join(pieces[: middle + 1]), base):
            low = middle + 1
        else:
            high = middle
    before = _meaning("".join(pieces[:low]), base)
    if low < len(found):
        meant = _meaning("".join(pieces[: low + 1]), base)
        return at(query, found[low].begin, _reason(found[low], meant, before), source)
    if not found:
        return QueryError("the query is empty", source=source)
    message = before or "the query ends too early: something is missing or still open"
    return at(query, len(query.rstrip()), message, source)


def _meaning(text: str, base: str | None) -> str:
    """Return what the engine has against the meaning of a beginning of a query, at its very end, or nothing."""
    try:
        ox.Store().query(text, base_iri=base)
    except SyntaxError as error:
        found = _MEANING.search(_EXPECTED.sub("", str(error), count=1))
        return found[1] if found else ""
    except RuntimeError:
        return ""
    return ""


def _can_continue(text: str, base: str | None) -> bool:
    """Tell whether a beginning of a query could be continued.

    The NUL behind it is never SPARQL, so nothing is ever run here.
    """
    probe = f"{text}{' ' * _PAD}\0"
    try:
        ox.Store().query(probe, base_iri=base)
    except SyntaxError as error:
        where = _WHERE.match(str(error))
        return where is not None and int(where[2]) >= len(probe)
    raise AssertionError("a query that holds NUL was accepted")


def _reason(token: Token, meaning: str, before: str) -> str:
    shown = printable(token.text[:60])
    if meaning == "Prefix not found" and token.kind == "name":
        return f"the prefix {shown.partition(':')[0]}: is not declared"
    if meaning == "IRI parsing failed":
        return f"{shown} is no IRI" if token.kind == "iri" else "what this bracket closes is no IRI"
    if before and not meaning:
        return f'"{shown}" is not expected here, or: {before}'
    return meaning or f'"{shown}" is not expected here'


def printable(text: str) -> str:
    """Return a text that can be shown on a terminal: control characters are replaced."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
