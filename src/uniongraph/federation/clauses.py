"""The SERVICE clauses of a query, found from its tokens: whom each asks, and the query that it puts to him."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph import sparql
from uniongraph.errors import QueryRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MOST", "Clause", "find", "mentions"]

MOST: Final = 8
"""Clauses of one query."""
_CODE_POINT: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ALL: Final = "SELECT*"
"""Takes the place of SERVICE, and is no longer."""
_NOT_LINE_END: Final = re.compile(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class Clause:
    """One ``SERVICE [SILENT] target { … }`` of a query, from its first character to its last (exclusive).

    ``text`` asks what stands between the braces as a query of its own, ``SELECT * { … }`` behind the prologue: all else
    is blank, so that every place in it is the same place in the query.
    """

    begin: int
    end: int
    target: str
    is_silent: bool
    line: int
    text: str


def mentions(query: str) -> bool:
    """Tell whether a query may have a SERVICE clause at all."""
    return "SERVICE" in query.upper()


def find(query: str) -> list[Clause]:
    """Return the SERVICE clauses of a query, in its order.

    QueryRefused where one names its service by a variable, stands within another or within GRAPH with a variable, or is written so that engines may
    read it otherwise than we do; also for an update, and for what is larger than may be asked.
    """
    found = list(sparql.tokens(query[: sparql.MAX_CODE_POINTS + 1]))
    sparql.bound(query, found)
    sparql.refuse_update(found)
    prefixes = sparql.prefixes(query)
    clauses: list[Clause] = []
    groups: list[str] = []
    for index, token in enumerate(found):
        if token.text == "{":
            groups.append(_graph_of(found, index))
        elif token.text == "}" and groups:
            groups.pop()
        if not sparql.calls_service(found, index):
            continue
        if named := next(filter(None, groups), ""):
            # it would stand for the same rows once for each of our graphs, which the engine does not do with VALUES
            raise _refused(
                query, token, f"stands within GRAPH {named[:40]}; it asks none of our graphs, put it outside"
            )
        if clauses and token.begin < clauses[-1].end:
            raise _refused(query, token, "stands within another, which would have to ask it for us")
        clauses.append(_clause(query, found, index, prefixes))
    if len(clauses) > MOST:
        raise QueryRefused(f"the query asks more than {MOST} times by SERVICE", source="query")
    return clauses


def _graph_of(found: list[sparql.Token], index: int) -> str:
    """Return the variable of the GRAPH whose group this brace opens, "" where it is of no such."""
    if (
        index < 2
        or found[index - 1].kind != "variable"
        or not found[index - 2].text.upper().endswith("GRAPH")
    ):
        return ""
    return found[index - 1].text


def _clause(query: str, found: list[sparql.Token], index: int, prefixes: dict[str, str]) -> Clause:
    """Return the clause whose keyword is this token."""
    keyword, after = found[index], found[index + 1 :]
    is_silent = bool(after) and after[0].kind == "word" and after[0].text.upper() == "SILENT"
    after = after[is_silent:]
    if keyword.kind != "word" or keyword.text.upper() != "SERVICE" or len(after) < 2:
        raise _refused(query, keyword, "is not written as SERVICE <address> { … }")
    target, brace = after[:2]
    if target.kind == "variable":
        raise _refused(
            query, keyword, f"asks {target.text[:40]}, a service that is not named; write its address"
        )
    if target.kind not in {"iri", "name"} or brace.text != "{":
        raise _refused(query, keyword, "is not written as SERVICE <address> { … }")
    end = _closing(after[1:], query, keyword)
    prologue = next((token.begin for token in found[sparql.body_of(found) :]), keyword.begin)
    prologue = min(prologue, keyword.begin)
    text = query[:prologue] + _blank(query[prologue : keyword.begin]) + _ALL
    text += _blank(query[keyword.begin + len(_ALL) : brace.begin]) + query[brace.begin : end]
    line = query.count("\n", 0, keyword.begin) + 1
    return Clause(keyword.begin, end, _iri(query, keyword, target, prefixes), is_silent, line, text)


def _blank(text: str) -> str:
    """Return as much white space as a text takes, on as many lines."""
    return _NOT_LINE_END.sub(" ", text)


def _closing(found: list[sparql.Token], query: str, keyword: sparql.Token) -> int:
    """Return where the group ends (exclusive) whose brace is the first of these tokens."""
    depth = 0
    for token in _braces(found):
        depth += 1 if token.text == "{" else -1
        if not depth:
            return token.end
    raise _refused(query, keyword, "has a group that is never closed")


def _braces(found: list[sparql.Token]) -> Iterator[sparql.Token]:
    return (token for token in found if token.kind == "mark" and token.text in {"{", "}"})


def _iri(query: str, keyword: sparql.Token, target: sparql.Token, prefixes: dict[str, str]) -> str:
    """Return the address that a target names."""
    if target.kind == "iri":
        return _CODE_POINT.sub(_character, target.text[1:-1])
    prefix, _, local = target.text.partition(":")
    if prefix not in prefixes:
        raise _refused(
            query, keyword, f"names its service by {target.text[:40]}, whose prefix is not declared"
        )
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1] or escape[2], 16))  # the tokens hold no escape beyond the last character


def _refused(query: str, token: sparql.Token, why: str) -> QueryRefused:
    line = query.count("\n", 0, token.begin) + 1
    return QueryRefused(f"this SERVICE {why}", source="query", line=line)
