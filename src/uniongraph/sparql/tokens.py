"""The tokens of a SPARQL query, found in one pass and in linear time.

The engine's own grammar has no tokenizer: it reads characters, so ``trueSERVICE``, ``ASKWHERE`` and ``SERVICE:x``
are keywords to it. Whoever asks these tokens what a query *does* (`safety`) must keep that in mind.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "CLOSING",
    "OPENING",
    "TERMS",
    "DataBlock",
    "Kind",
    "Token",
    "body_of",
    "data_blocks",
    "depths",
    "tokens",
]

Kind = Literal[
    "iri", "string", "variable", "name", "blank", "word", "number", "language", "mark", "stray", "unclosed"
]
"""``name`` is a prefixed name, ``word`` a keyword or a function, ``blank`` a blank node label, ``mark`` punctuation;
``stray`` is a character SPARQL has no use for, ``unclosed`` a string that never ends."""

TERMS = frozenset({"iri", "string", "variable", "name", "blank", "number"})
OPENING = frozenset({"{", "(", "[", "<<", "<<(", "{|"})
CLOSING = frozenset({"}", ")", "]", ">>", ")>>", "|}"})


class Token(NamedTuple):
    """One token as it stands in the query; ``begin`` counts code points from 0.

    A named tuple, not a dataclass: a query at the size limit has 30,000 of them, and a tuple is made three times
    as fast.
    """

    kind: Kind
    text: str
    begin: int

    @property
    def end(self) -> int:
        """Where the token ends, exclusive."""
        return self.begin + len(self.text)


_HEX = "[0-9A-Fa-f]"
# An escape that names no character (a surrogate, or past U+10FFFF) makes the engine give a long string up and read
# its quotes as short strings; so such an escape must not be taken for part of a string here either.
_CODE_POINT = (
    rf"\\u(?![dD][89A-Fa-f]){_HEX}{{4}}"
    rf"|\\U(?:0000(?![dD][89A-Fa-f]){_HEX}{{4}}|000[1-9A-Fa-f]{_HEX}{{4}}|0010{_HEX}{{4}})"
)
_ESCAPE = rf"\\[tbnrf\"'\\]|{_CODE_POINT}"
# Names are classes of Latin-1 negated, so they take every character past U+00BF, a little more than the grammar's
# ranges: what they take too much is a syntax error to the engine wherever it stands outside strings, and the exact
# ranges cost 4 ms each to compile, on a path where a whole command has 150.
_FIRST = r"[^\x00-@\[-`{-\xbf\xd7\xf7]"
_NAME = r"[^\x00-,./:-@\[-^`{-\xb6\xb8-\xbf\xd7\xf7]"
_VARIABLE = r"[^\x00-/:-@\[-^`{-\xb6\xb8-\xbf\xd7\xf7]"
_LOCAL = rf"(?:{_NAME}|:|%{_HEX}{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])"
_LOCAL_FIRST = rf"(?:{_VARIABLE}|:|%{_HEX}{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])"

_WHITE = r"(?P<white>(?:[ \t\r\n]++|\#[^\r\n]*+)++)"
_WORD = r"(?P<word>[A-Za-z_][A-Za-z0-9_]*+)"
# A run of letters and dots is a prefixed name only if a colon follows; it is taken whole and cut up afterwards,
# since trying it again at every dot would make "a.a.a.a" quadratic.
_RUN = rf"(?P<run>{_FIRST}{_NAME}*+(?:\.++{_NAME}++)*+)?(?P<local>:(?:{_LOCAL_FIRST}{_LOCAL}*+(?:\.++{_LOCAL}++)*+)?+)?+"
_REST = rf"""
    (?P<string>\"\"\"(?:[^"\\]|"(?!"")|{_ESCAPE})*+\"\"\" | '''(?:[^'\\]|'(?!'')|{_ESCAPE})*+'''
        | "(?:[^"\\\r\n]|{_ESCAPE})*+" | '(?:[^'\\\r\n]|{_ESCAPE})*+')
    | (?P<unclosed>["'])
    | (?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|{_CODE_POINT})*+>)
    | (?P<variable>[?$]{_VARIABLE}++)
    | (?P<blank>_:{_VARIABLE}{_NAME}*+(?:\.++{_NAME}++)*+)
    | (?P<number>(?:[0-9]++\.[0-9]*+[eE][+-]?[0-9]++|\.[0-9]++[eE][+-]?[0-9]++|[0-9]++[eE][+-]?[0-9]++
        |[0-9]*\.[0-9]++|[0-9]++))
    | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?+)
    | (?P<mark><<\(|\)>>|<<|>>|\{{\||\|\}}|\^\^|\|\||&&|!=|<=|>=|[{{}}()\[\].;,*+\-/|!=<>^?~$])
"""
_ANY = re.compile(
    rf"(?:{_WHITE}|{_REST}|(?=[^\x00-@\[-`{{-\xbf]|:){_RUN}|{_WORD}|(?P<stray>.))", re.VERBOSE | re.DOTALL
)


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query; white space and comments are left out.

    Signs are marks of their own, never part of a number. A string that is never closed ends the query: what
    follows it cannot be told apart.
    """
    for match in _ANY.finditer(query):
        kind, begin = match.lastgroup, match.start()
        if kind == "white":
            continue
        if kind == "unclosed":
            yield Token("unclosed", query[begin:], begin)
            return
        if kind == "local":
            yield Token("name", match.group(), begin)
        elif kind == "run":
            yield from _words(match.group(), begin)
        else:
            yield Token(kind, match.group(), begin)  # type: ignore[arg-type]


def _words(run: str, begin: int) -> Iterator[Token]:
    """Yield the words, dots, signs and digits of a run of letters that turned out to be no prefixed name."""
    if run.isascii() and run.replace("_", "").isalnum():
        yield Token("word", run, begin)
        return
    for match in _cut().finditer(run):
        yield Token(match.lastgroup, match.group(), begin + match.start())  # type: ignore[arg-type]


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(rf"(?:{_REST}|{_WORD}|(?P<stray>.))", re.VERBOSE | re.DOTALL)


def depths(found: list[Token]) -> Iterator[tuple[Token, int]]:
    """Yield each token with the number of brackets that are open before it."""
    depth = 0
    for token in found:
        if token.kind == "mark" and token.text in CLOSING:
            depth = max(depth - 1, 0)
        yield token, depth
        if token.kind == "mark" and token.text in OPENING:
            depth += 1


def body_of(found: list[Token]) -> int:
    """Return the index of the first token after the prologue (PREFIX, BASE, VERSION), or the number of tokens."""
    index = 0
    while index < len(found):
        word = found[index].text.upper() if found[index].kind == "word" else ""
        if word == "PREFIX":
            index += 3
        elif word in {"BASE", "VERSION"}:
            index += 2
        else:
            return index
    return len(found)


class DataBlock(NamedTuple):
    """The data of one VALUES clause: the names of its variables, and the tokens [begin, end) between its braces.

    ``single`` tells ``VALUES ?x { … }`` from ``VALUES (?x) { (…) }``.
    """

    variables: tuple[str, ...]
    single: bool
    begin: int
    end: int


def data_blocks(found: list[Token]) -> Iterator[DataBlock]:
    """Yield every VALUES clause, in the order of the query; one that is not closed is left out."""
    for index, token in enumerate(found):
        if token.kind != "word" or token.text.upper() != "VALUES":
            continue
        head = index + 1
        single = head < len(found) and found[head].kind == "variable"
        while head < len(found) and (found[head].kind == "variable" or found[head].text in {"(", ")"}):
            head += 1
        if head == len(found) or found[head].text != "{":
            continue
        end = next((at for at in range(head, len(found)) if found[at].text == "}"), None)
        if end is not None:
            names = tuple(part.text[1:] for part in found[index + 1 : head] if part.kind == "variable")
            yield DataBlock(names, single, head + 1, end)
