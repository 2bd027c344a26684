"""The lines of a list as a tree, by the style and the sequence of their printed ordinals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from uniongraph import grammar, names
from uniongraph.model import Reading, Span
from uniongraph.parser import parties, tables
from uniongraph.parser.state import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["Node", "Ordinal", "cut", "grow", "is_tier_heading", "opens_list", "ordinal_of"]

_HEADING = "heading"
"""The style of a tier's heading that has no ordinal; it stands above every other."""
_LONGEST_HEADING = 60
_HEADING_LINES = 2
"""A heading goes on over no more lines below its first."""
_LONGEST_LIST = 2_000
_COLON = re.compile("[:：]")
_LARGEST_ORDINAL = 999
_MARK_LENGTH = 24
"""No ordinal with the blanks in and behind it is longer."""


class Ordinal(NamedTuple):
    """A printed ordinal at the beginning of a line: its style, its value, and the match that read it."""

    style: str
    value: int
    match: re.Match[str]

    @property
    def may_be_decimal(self) -> bool:
        """Whether it may be the whole part of a number (2.0升…)."""
        return self.style == "arabic" and self.match.string[self.match.end()].isdecimal()


@dataclass(slots=True)
class Node:
    """A heading with its ordinal, the plain lines below it, and the headings of the next style."""

    style: str
    value: int
    mark: Reading[str] | None
    heading: Reading[str]
    pieces: list[Piece]
    """The lines of the heading."""
    plain: list[Piece] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


def ordinal_of(piece: Piece) -> Ordinal | None:
    """Return the ordinal that a line begins with, if words follow it."""
    for style, pattern in _styles(piece.text[:1]):
        match = pattern.match(piece.text)
        if match is None or match.end() == len(piece.text) or match.end() > _MARK_LENGTH:
            continue
        value = (
            ord(match["value"]) - ord("①") + 1 if style == "circled" else grammar.number_of(match["value"])
        )
        return Ordinal(style, value, match) if value is not None else None
    return None


@lru_cache(maxsize=4096)
def _styles(first: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the styles of ordinals that may begin with a character."""
    if first in grammar.OPEN:
        return tuple(style for style in grammar.ORDINALS_LINE if "bracketed" in style[0])
    kind = "arabic" if first.isdecimal() else "circled" if "①" <= first <= "⑳" else "chinese"
    if kind == "chinese" and grammar.number_of(first) is None:
        return ()
    return tuple(style for style in grammar.ORDINALS_LINE if style[0] == kind)


def grow(state: State, lines: Sequence[Piece]) -> tuple[list[Node], list[Piece]]:
    """Return the top headings with all that hangs below them, and the plain lines before the first."""
    return _Growth(state).grow(lines)


@dataclass(slots=True)
class _Growth:
    """A tree in the making: its roots, the headings that are open, the last ordinal of each style, at all and on top."""

    state: State
    roots: list[Node] = field(default_factory=list)
    lead: list[Piece] = field(default_factory=list)
    open_nodes: list[Node] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    top: dict[str, int] = field(default_factory=dict)

    def grow(self, lines: Sequence[Piece]) -> tuple[list[Node], list[Piece]]:
        for piece in (part for line in lines for part in self._parts(line)):
            ordinal = None if tables.is_row(piece) else ordinal_of(piece)
            if ordinal is not None and self._counts(ordinal):
                self._leave_heading(ordinal)
                self._hang(_node(piece, ordinal))
            elif not tables.is_row(piece) and is_tier_heading(piece.text):
                self.open_nodes.clear()
                value = self.last.get(_HEADING, 0) + 1
                self._hang(Node(_HEADING, value, None, _heading(piece.text, piece.span), [piece]))
            elif self.open_nodes:
                self.open_nodes[-1].plain.append(piece)
            else:
                self.lead.append(piece)
        _join_headings(self.roots)
        return self.roots, self.lead

    def _parts(self, line: Piece) -> list[Piece]:
        """Return a line cut behind its heading, but whole where it is a group below a tier that counts its winners."""
        top = self.open_nodes[0] if self.open_nodes else None
        is_group = (
            top is not None
            and top.mark is not None
            and not top.children
            and ordinal_of(line) is None
            and _counts_winners(top.heading.value)
        )
        return [line] if is_group else cut(line)

    def _leave_heading(self, ordinal: Ordinal) -> None:
        """Close a tier's heading without an ordinal where an ordinal stands beside it (特等奖, 一、一等奖)."""
        if not self.open_nodes or self.open_nodes[0].style != _HEADING:
            return
        goes_on = self.top.get(ordinal.style) == ordinal.value - 1
        if goes_on or is_tier_heading(ordinal.match.string[ordinal.match.end() :]):
            self.open_nodes.clear()

    def _counts(self, ordinal: Ordinal) -> bool:
        """Say whether a number is an ordinal here: it goes on counting, or begins to; any other is part of a title."""
        value = ordinal.value
        same = [node.value for node in self.open_nodes if node.style == ordinal.style]
        if value in (1, self.last.get(ordinal.style, 0) + 1) or (same and value == same[0] + 1):
            return True
        if value > _LARGEST_ORDINAL or (ordinal.may_be_decimal and not self._entry_is_whole()):
            return False
        return bool(same) or ordinal.style != "arabic" or not (self.open_nodes or self.roots)

    def _entry_is_whole(self) -> bool:
        """Say whether the last entry has its winner already, so that no line can go on with its title."""
        return bool(self.open_nodes) and any(map(parties.is_party, self.open_nodes[-1].plain[-1:]))

    def _hang(self, node: Node) -> None:
        for depth, above in enumerate(self.open_nodes):
            if above.style == node.style:
                del self.open_nodes[depth:]
                break
        siblings = self.open_nodes[-1].children if self.open_nodes else self.roots
        self._check_sequence(node, siblings)
        siblings.append(node)
        if siblings is self.roots:
            self.top[node.style] = node.value
        self.open_nodes.append(node)
        self.last[node.style] = node.value

    def _check_sequence(self, node: Node, siblings: Sequence[Node]) -> None:
        before = siblings[-1] if siblings else None
        if before is None or before.style != node.style or node.mark is None or before.mark is None:
            return
        if node.value not in {before.value + 1, 1}:
            printed = (
                f"the number {node.mark.value} follows {before.mark.value}; {before.value + 1} was expected"
            )
            self.state.find("ordinal-gap", "warning", node.mark.spans[0], printed)


def cut(line: Piece) -> list[Piece]:
    """Return a line in two where the heading of a tier stands before its winners (一等奖（3个）：甲、乙、丙)."""
    if len(line.text) > _LONGEST_LIST:
        return [line]
    for colon in _COLON.finditer(line.text, 0, _LONGEST_HEADING):
        head, rest = line.part(0, colon.start()), line.part(colon.end(), len(line.text))
        ordinal = ordinal_of(head)
        words = head.text[ordinal.match.end() :] if ordinal else head.text
        if rest.text and (is_tier_heading(words) or _names_honour(words)) and parties.names_somebody(rest):
            return [head, rest]
    return [line]


def _names_honour(words: str) -> bool:
    """Say whether words before a colon count winners or are the name of an honour (先进单位（15个）)."""
    bare = grammar.simplified("".join(words.split()))
    count = grammar.COUNT.search(bare)
    name = bare[: count.start()] if count else bare
    return bool(name) and (count is not None or grammar.TIER_NAME.search(name) is not None)


def is_tier_heading(words: str) -> bool:
    """Say whether words without an ordinal are a tier's heading all the same (一等奖（3个）, 师德标兵（共4名）)."""
    return len(words) <= _LONGEST_HEADING and _is_tier_heading(words)


@lru_cache(maxsize=8192)
def _is_tier_heading(words: str) -> bool:
    bare = grammar.simplified("".join(words.split()))
    vacant = grammar.VACANT.search(bare)
    count = grammar.COUNT.search(bare, 0, vacant.start() if vacant else len(bare)) or vacant
    name = bare[: count.start()] if count else bare
    name = name.rstrip(":：—–-")
    if not name or names.is_organization(name):
        return False
    if grammar.TIER_HEADING.fullmatch(name) or grammar.BARE_HONOUR.fullmatch(name):
        return True
    return count is not None and grammar.TIER_NAME.search(name) is not None


def opens_list(line: Piece) -> bool:
    """Say whether a line is a tier's heading with the winners on it, or the act by which they are honoured."""
    if len(cut(line)) > 1:
        return True
    ordinal = ordinal_of(line)
    return (
        ordinal is not None
        and len(line.text) <= _LONGEST_HEADING
        and line.text.endswith((":", "："))
        and grammar.GRANT_HEADING.search(line.bare) is not None
    )


def _join_headings(nodes: Sequence[Node]) -> None:
    """Join each heading with the lines it goes on over: those above its first entry that name nobody."""
    for node in nodes:
        _join_headings(node.children)
        parted = node.plain[:_HEADING_LINES]
        goes_on = bool(node.children) and len(node.plain) == len(parted)
        if (
            not goes_on
            and parted
            and not _counts_winners(node.heading.value)
            and _counts_winners(parted[0].bare)
        ):
            goes_on, parted = True, parted[:1]
        if goes_on and parted and not any(map(parties.is_party, parted)):
            value = node.heading.value + "".join(grammar.tidy_title(piece.text) for piece in parted)
            node.heading = Reading(value, (*node.heading.spans, *whole(parted)))
            node.pieces += parted
            del node.plain[: len(parted)]


def _counts_winners(printed: str) -> bool:
    bare = grammar.simplified("".join(printed.split()))
    return grammar.COUNT.search(bare) is not None


def _node(piece: Piece, ordinal: Ordinal) -> Node:
    match, begin = ordinal.match, piece.span.begin
    mark = Reading("".join(match["mark"].split()), (Span(begin, begin + match.end("mark")),))
    heading = _heading(piece.text[match.end() :], Span(begin + match.end(), piece.span.end))
    return Node(ordinal.style, ordinal.value, mark, heading, [piece])


def _heading(printed: str, span: Span) -> Reading[str]:
    return Reading(grammar.tidy_title(printed), (span,))
