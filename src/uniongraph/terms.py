"""Terms and statements as canonical N-Quads writes them: text comes into a line through here alone, and escaped.

The types keep what is written apart from any other string; where quads are wanted, they are read from the lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NewType, TypeGuard

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Node",
    "Statement",
    "Term",
    "Words",
    "iri_of",
    "is_literal",
    "is_node",
    "literal",
    "node",
    "quads",
    "split",
    "statement",
    "statements",
    "tagged",
    "text_of",
    "typed",
]

Node = NewType("Node", str)
"""An IRI between its angle brackets."""
Words = NewType("Words", str)
"""A literal in its quotes, escaped, with its language or its type."""
Statement = NewType("Statement", str)
"""A quad as its line, to the line end."""
Term = Node | Words

_ESCAPES: Final = {
    **{chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)},
    **{"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"},
}
_MUST_BE_ESCAPED: Final = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')
_ESCAPED: Final = re.compile(r"\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|.)")
_BARE: Final = {escape: character for character, escape in _ESCAPES.items()}


def node(iri: str) -> Node:
    """Return an IRI as it is written; ValueError says why it is none."""
    return Node(str(NamedNode(iri)))


def iri_of(written: Node) -> str:
    """Return an IRI without its brackets."""
    return written[1:-1]


def literal(words: str) -> Words:
    """Return a plain string as it is written."""
    # what has to be escaped is no character that can be printed, but for two: most words need no closer look
    if not words.isprintable() or '"' in words or "\\" in words:
        # one after the other, the backslash of the others first: a whole text has few kinds of them
        for each in sorted(set(_MUST_BE_ESCAPED.findall(words)), key="\\".__ne__):
            words = words.replace(each, _ESCAPES[each])
    return Words(f'"{words}"')


def tagged(words: str, language: str) -> Words:
    """Return words in a language as they are written; the language is a tag of our own, never one that was read."""
    return Words(f"{literal(words)}@{language.lower()}")


def typed(value: str, datatype: Node) -> Words:
    """Return a value of a datatype as it is written."""
    return Words(f"{literal(value)}^^{datatype}")


def text_of(written: Words) -> str:
    """Return what a literal says, without quotes and escapes, language and type."""
    words = written[1 : written.rindex('"')]
    return _ESCAPED.sub(_unescape, words) if "\\" in words else words


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _BARE[match[0]]


def is_node(written: Term) -> TypeGuard[Node]:
    """Say whether a term is an IRI."""
    return written.startswith("<")


def is_literal(written: Term) -> TypeGuard[Words]:
    """Say whether a term is a literal."""
    return written.startswith('"')


def statement(quad: Quad) -> Statement:
    """Return a quad as its line."""
    return Statement(f"{quad} .\n")


def split(line: Statement) -> tuple[Node, Node, Term]:
    """Return subject, predicate and object of a statement."""
    subject, predicate, rest = line.split(" ", 2)
    return Node(subject), Node(predicate), Words(rest.rsplit(" ", 2)[0])


def statements(data: bytes) -> list[Statement]:
    """Return the lines of canonical N-Quads."""
    return [Statement(f"{line}\n") for line in data.decode().split("\n") if line]


def quads(lines: Iterable[Statement]) -> list[Quad]:
    """Return statements as quads, in their order."""
    found = parse("".join(lines), format=RdfFormat.N_QUADS)
    return [quad for quad in found if isinstance(quad, Quad)]
