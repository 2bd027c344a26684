"""What this service will not run, decided from tokens before the engine sees the query.

Three things make that decision hold, although the engine reads characters and we read tokens:

1. A query is handed on in a *normal form* with the same tokens: comments gone, long strings written short, the
   first character of every IRI escaped. In that form nothing that is a string, an IRI or a comment here can be read
   as anything else there: an escape cannot begin an expression, so ``?a <x:f(SERVICE#> …`` is no comparison.
2. A keyword may be glued to what stands before it (``trueSERVICE``) or be the front of a prefixed name
   (``SERVICE:x {``); both are looked for.
3. Depth and size are bounded far above any query a person writes, and at a fifth of what crashes the engine, whose
   parser and planner recurse on the stack of the thread (measured on 8 MiB: 825 nested NOT EXISTS, 912 nested
   functions, 2,500 BINDs or MINUSes, 6,700 sums or UNIONs, lists of some 4,000).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from uniongraph.errors import QueryRefused
from uniongraph.sparql.tokens import CLOSING, OPENING, TERMS, Token, body_of, data_blocks, depths, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "MAX_CODE_POINTS",
    "MAX_DEPTH",
    "MAX_OPERATORS",
    "MAX_PATTERNS",
    "MAX_REPARSED",
    "bound",
    "calls_service",
    "normal_form",
    "portable_form",
    "refuse",
    "refuse_update",
]

MAX_CODE_POINTS = 100_000
MAX_DEPTH = 64
"""Brackets of all kinds, one in the other."""
MAX_OPERATORS = 1_000
"""Keywords, functions, operators and opening brackets together; the data of VALUES and plain lists are free."""
MAX_PATTERNS = 1_000
"""Triple patterns: what ends one, and each element of a list."""
MAX_REPARSED = 10
"""Calls of REGEX, SUBSTR, REPLACE and GROUP_CONCAT in one another: the engine parses their arguments twice at every
level, so 16 take 0.2 s and 40 would take years."""

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_REPARSED = ("REGEX", "SUBSTR", "REPLACE", "GROUP_CONCAT")
_OPERATORS = frozenset(["||", "&&", "|", "/", "*", "+", "-", "!", "^", "=", "!=", "<", ">", "<=", ">="])
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse(query: str, found: list[Token] | None = None) -> None:
    r"""Raise QueryRefused where a query is an update, or asks another server by SERVICE, however it is written.

    SPARQL lets any character be written ``\uXXXX`` and resolves that before it parses; the engine does so in
    strings and IRIs only, so elsewhere such a query cannot run, but it is refused for what it says. ``found`` are the
    query's tokens where the caller has them already.
    """
    found = list(tokens(query)) if found is None else found
    _refuse(found)
    if any(token.text == "\\" for token in found):
        _refuse(list(tokens(_ESCAPED.sub(_character, query))))


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"


def refuse_update(found: list[Token]) -> None:
    """Raise QueryRefused where the tokens are those of an update."""
    body = body_of(found)
    if body < len(found) and found[body].kind in {"word", "name"}:
        operation = found[body].text.upper()
        verb = next((verb for verb in _UPDATES if operation.startswith(verb)), None)
        if verb:
            raise QueryRefused(f"{verb} is an update, and this service only reads", source="query")


def _refuse(found: list[Token]) -> None:
    refuse_update(found)
    for index, token in enumerate(found):
        if calls_service(found, index):
            message = f"SERVICE is not allowed here: this service asks no other server ({token.text[:40]!r})"
            raise QueryRefused(message, source="query")


def calls_service(found: list[Token], index: int) -> bool:
    """Whether this token is SERVICE to a reader of characters; the word means nothing else anywhere in SPARQL."""
    token = found[index]
    if token.kind == "word":
        return "SERVICE" in token.text.upper()
    if token.kind not in {"name", "blank"} or "SERVICE" not in token.text.upper():
        return False
    # In a name it may be innocent (?s a service:Thing); the keyword is followed by a target and a group.
    if _mark(found, index + 1) == "{":
        return index == 0 or found[index - 1].text.upper() not in {"GRAPH", "FROM", "NAMED"}
    glued = token.text.upper().endswith(("SERVICE", "SERVICESILENT"))
    return glued and "{" in {_mark(found, index + 2), _mark(found, index + 3)}


def _mark(found: list[Token], index: int) -> str | None:
    return found[index].text if index < len(found) and found[index].kind == "mark" else None


def bound(query: str, found: list[Token]) -> None:
    """Raise QueryRefused where a query is so long, so deep or so large that the engine might not survive it."""
    if len(query) > MAX_CODE_POINTS:
        _too_much(f"is longer than {MAX_CODE_POINTS:,} characters")
    if max((depth for _, depth in depths(found)), default=0) > MAX_DEPTH:
        _too_much(f"nests more than {MAX_DEPTH} brackets in one another")
    if _reparsed(found) > MAX_REPARSED:
        _too_much(f"nests more than {MAX_REPARSED} calls of {', '.join(_REPARSED)} in one another")
    if len(found) <= min(MAX_OPERATORS, MAX_PATTERNS):
        return
    free = {at for block in data_blocks(found) for at in range(block.begin, block.end)}
    counted = [token for at, token in enumerate(found) if at not in free]
    if sum(map(_is_operator, counted)) > MAX_OPERATORS:
        _too_much(
            f"has more than {MAX_OPERATORS:,} keywords and operators; values belong into VALUES or IN, which are free"
        )
    if sum(1 for _ in _patterns(counted)) > MAX_PATTERNS:
        _too_much(f"has more than {MAX_PATTERNS:,} triple patterns")


def _too_much(what: str) -> NoReturn:
    raise QueryRefused(f"the query {what}", source="query")


def _is_operator(token: Token) -> bool:
    return token.kind == "word" or (
        token.kind == "mark" and (token.text in OPENING or token.text in _OPERATORS)
    )


def _reparsed(found: list[Token]) -> int:
    """Return how many calls of functions that are parsed twice stand in one another at most."""
    deepest = 0
    open_calls: list[int] = []
    before = ""
    for token, depth in depths(found):
        while open_calls and open_calls[-1] >= depth:
            open_calls.pop()
        if token.text == "(" and before.endswith(_REPARSED):
            open_calls.append(depth)
            deepest = max(deepest, len(open_calls))
        before = token.text.upper() if token.kind == "word" else ""
    return deepest


def _patterns(found: list[Token]) -> Iterator[Token]:
    """Yield what adds a triple pattern: a separator between braces, or a list's element after another element."""
    brackets: list[str] = []
    before = ""
    for token in found:
        if token.text in OPENING:
            brackets.append(token.text)
        elif token.text in CLOSING and brackets:
            brackets.pop()
        in_list = bool(brackets) and brackets[-1] == "("
        if (token.text in {".", ";", ","} and not in_list) or (
            in_list and token.kind in TERMS and before in TERMS
        ):
            yield token
        before = token.kind


def normal_form(found: list[Token]) -> list[str]:
    """Return the query as one piece for each token, to be joined: the same tokens, each readable in one way only.

    A piece begins with a space where white space or a comment stood before its token; there are no line ends.
    """
    pieces, end = [], 0
    for token in found:
        gap = " " if token.begin > end else ""
        pieces.append(gap + _one_way(token))
        end = token.end
    return pieces


def portable_form(query: str, found: list[Token]) -> str:
    r"""Return a query as the tokens it has, for engines that are not ours: comments go, long strings become short ones.

    IRIs stay as they are: not everybody reads ``\u`` in them. One that would ask another server, were its bracket
    taken for *less than*, is refused (an operator stands in parentheses, which must close before SERVICE can follow).
    """
    pieces, end = [], 0
    for token in found:
        gap = query[end : token.begin]
        if token.kind == "iri" and ")" in (said := _ESCAPED.sub(_character, token.text)):
            _refuse(list(tokens(f"{said[1:-1]}\n{{")))
        pieces.append(("\n" if "\n" in gap else " " if gap else "") + _plain(token))
        end = token.end
    return "".join(pieces)


def _plain(token: Token) -> str:
    return token.text if token.kind == "iri" else _one_way(token)


def _one_way(token: Token) -> str:
    text = token.text
    if token.kind == "iri" and len(text) > 2 and text[1] != "\\":
        return (
            f"<\\u{ord(text[1]):04X}{text[2:]}"
            if ord(text[1]) <= 0xFFFF
            else f"<\\U{ord(text[1]):08X}{text[2:]}"
        )
    if token.kind == "string" and text.startswith(('"""', "'''")):
        return '"' + _IN_LONG.sub(lambda found: _SHORT.get(found[0], found[0]), text[3:-3]) + '"'
    return text


_IN_LONG = re.compile(r'\\.|["\r\n]', re.DOTALL)
_SHORT = {'"': '\\"', "\r": "\\r", "\n": "\\n"}
