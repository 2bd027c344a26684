"""The lines of a list as a tree, by the style and the sequence of their printed ordinals and by the ladders of grades."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Reading, Span
from uniongraph.parser import announced, enumerations, labels, outline, parties, tables
from uniongraph.parser.ladders import Ladders
from uniongraph.parser.state import DOUBTED, SURE, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.outline import Ordinal
    from uniongraph.parser.state import Piece, State

__all__ = ["Node", "grow"]

_HEADING, _RUNG, _GROUP, _LABEL = "heading", "rung", "group", "label"
"""The styles of headings without an ordinal: a tier's, a grade's, that of a group of winners above its grades, and that
of a place or another group above its numbered winners."""
_BARE = frozenset({_HEADING, _RUNG, _GROUP})
_LARGEST_ORDINAL = 999
_ZERO = re.compile(r"0(?!\d)")
_NEAR = 400
_WRAPPED = 16
_HEADING_LINES = 2
"""A heading goes on over no more lines below its first."""


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

    @property
    def is_rung(self) -> bool:
        """Whether it is a grade, or a heading that comes back below several others as grades do."""
        return self.style == _RUNG or outline.is_grade(self.heading.value)

    @property
    def is_told(self) -> bool:
        """Whether it is a tier's without an ordinal, by its words or as the title of the document announces it."""
        return self.style == _HEADING

    @property
    def is_bare(self) -> bool:
        """Whether it has no ordinal."""
        return self.style in _BARE

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands below it yet."""
        return not (self.plain or self.children)


def grow(state: State, lines: Sequence[Piece]) -> tuple[list[Node], list[Piece]]:
    """Return the top headings with all that hangs below them, and the plain lines before the first."""
    groups = labels.above_entries(list(map(outline.undecorated, lines)))
    return _Growth(state, Ladders.of(lines), groups, announced.headings_in(state, lines)).grow(lines)


@dataclass(slots=True)
class _Growth:
    """A tree in the making: its roots, the headings that are open, the last ordinal of each style, at all and on top."""

    state: State
    ladders: Ladders
    labels: frozenset[int]
    announced: frozenset[int]
    """The numbers of the lines that are honours of the document's title."""
    roots: list[Node] = field(default_factory=list)
    lead: list[Piece] = field(default_factory=list)
    open_nodes: list[Node] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    top: dict[str, int] = field(default_factory=dict)
    doubted: set[int] = field(default_factory=set)
    """The numbers of the lines whose ordinal may be a part of the title."""

    def grow(self, lines: Sequence[Piece]) -> tuple[list[Node], list[Piece]]:
        for piece in (part for line in lines for part in self._parts(line)):
            is_row = tables.is_row(piece) and piece.number not in self.ladders.entries
            ordinal = None if is_row else outline.ordinal_of(piece)
            if ordinal is not None and self._counts(ordinal, piece):
                self._leave_heading(ordinal)
                node = _node(piece, ordinal, DOUBTED if piece.number in self.doubted else SURE)
                self._hang(node, piece.number in self.ladders.heads)
            elif not is_row and (style := self._style(piece)):
                self._hang_bare(style, piece)
            elif self.open_nodes:
                self.open_nodes[-1].plain.append(piece)
            else:
                self.lead.append(piece)
        _join_headings(self.state, self.roots)
        return self.roots, self.lead

    def _hang_bare(self, style: str, piece: Piece) -> None:
        """Hang a heading without an ordinal; a grade that comes right again goes on, unless it counts its winners."""
        node = Node(style, self.last.get(style, 0) + 1, None, _heading(piece.text, piece.span), [piece])
        above = next((each for each in self.open_nodes if each.style == style), None)
        goes_on = above is not None and above.heading.value == node.heading.value
        if above is None or not goes_on or style != _RUNG or outline.counts_winners(node.heading.value):
            self._hang(node)
            return
        above.pieces.append(piece)
        del self.open_nodes[self.open_nodes.index(above) + 1 :]

    def _style(self, piece: Piece) -> str | None:
        """Return the style of a heading without an ordinal, None for any other line."""
        is_told = outline.is_tier_heading(piece.text)
        is_told = is_told or (bool(self.ladders.prizes) and self.ladders.is_prize(piece))
        if not (is_told or piece.number in self.announced):
            if piece.number in self.ladders.groups:
                return _GROUP
            return _LABEL if piece.number in self.labels else None
        name = outline.name_of(piece.text)
        comes_back = name in self.ladders.repeated or piece.number in self.ladders.among
        return _RUNG if outline.is_grade(name) or comes_back else _HEADING

    def _parts(self, line: Piece) -> list[Piece]:
        """Return a line cut behind its heading, but whole where it is a group below a tier that counts its winners."""
        top = self.open_nodes[0] if self.open_nodes else None
        is_group = (
            top is not None
            and top.mark is not None
            and not top.children
            and outline.ordinal_of(line) is None
            and outline.counts_winners(top.heading.value)
            and not outline.is_grade(outline.bare_heading(line) or "")
        )
        plain = outline.undecorated(line)
        return enumerations.cut(plain) if is_group else outline.entries_on(plain)

    def _leave_heading(self, ordinal: Ordinal) -> None:
        """Close a tier's heading without an ordinal where an ordinal stands beside it (特等奖, 一、一等奖)."""
        top = self.open_nodes[0].style if self.open_nodes else None
        if top == _LABEL and "chinese" in ordinal.style:
            below = self.open_nodes[0].children
            if below and below[0].style != ordinal.style:
                self.open_nodes.clear()
        if top not in _BARE:
            return
        goes_on = self.top.get(ordinal.style) == ordinal.value - 1
        if goes_on or outline.is_tier_heading(ordinal.match.string[ordinal.match.end() :]):
            self.open_nodes.clear()

    def _counts(self, ordinal: Ordinal, piece: Piece) -> bool:
        """Say whether a number is an ordinal here: it goes on counting, or begins to; any other is part of a title."""
        value, following = ordinal.value, self.ladders.following.get(piece.number)
        same = [node.value for node in self.open_nodes if node.style == ordinal.style]
        if ordinal.decimal and self._is_decimal(ordinal, piece):
            return False
        if value in (1, self.last.get(ordinal.style, 0) + 1) or (same and value == same[0] + 1):
            return True
        if value > _LARGEST_ORDINAL or (ordinal.decimal and not self._entry_is_whole()):
            return False
        if same or ordinal.style != "arabic" or not (self.open_nodes or self.roots):
            return True
        if following == value + 1 or parties.names_party(_node(piece, ordinal).heading):
            return True
        if not ordinal.decimal:
            message = "a number out of any sequence; taken for part of the words, it may be an ordinal"
            self.state.doubt(_node(piece, ordinal).pieces[0].part(0, ordinal.match.end()).span, message)
        return False

    def _is_decimal(self, ordinal: Ordinal, piece: Piece) -> bool:
        """Say whether what may be a decimal is one (1.5万吨, 2.0升), by what is counted around it; it is doubtful where nothing is."""
        value, following = ordinal.value, self.ladders.following.get(piece.number)
        is_alone = value == 1 and not following and not self._counts_near(piece, ordinal.match[0])
        if is_alone and following == 0:
            return True
        if following == value != 1 and not self._entry_is_whole():
            return True
        goes_on = value == self.last.get(ordinal.style, 0) + 1
        if is_alone or (goes_on and _ZERO.match(piece.text, ordinal.match.end())):
            number = piece.part(0, len(ordinal.decimal))
            message = f"{ordinal.match['mark']} is taken for the ordinal of this line; {number.text} may be a decimal of its title"
            self.state.doubt(number.span, message)
            self.doubted.add(piece.number)
        return False

    def _counts_near(self, piece: Piece, mark: str) -> bool:
        """Say whether a line of another list near by begins with the same ordinal, and no digit behind it."""
        near = self.state.pieces[max(0, piece.number - _NEAR) : piece.number + _NEAR]
        return any(
            each.text.startswith(mark) and not each.text[len(mark) : len(mark) + 1].isdecimal()
            for each in near
        )

    def _entry_is_whole(self) -> bool:
        """Say whether the last entry has its winner already, so that no line can go on with its title."""
        return bool(self.open_nodes) and any(map(parties.is_party, self.open_nodes[-1].plain[-1:]))

    def _hang(self, node: Node, is_head: bool = False) -> None:
        del self.open_nodes[self._depth(node, is_head=is_head) :]
        siblings = self.open_nodes[-1].children if self.open_nodes else self.roots
        self._check_sequence(node, siblings)
        siblings.append(node)
        if siblings is self.roots:
            self.top[node.style] = node.value
        self.open_nodes.append(node)
        self.last[node.style] = node.value

    def _depth(self, node: Node, *, is_head: bool) -> int:
        """Return how many of the open headings stay above a heading: those above the first of its style."""
        styles = [above.style for above in self.open_nodes]
        same = [depth for depth, style in enumerate(styles) if style == node.style]
        if node.style in _BARE:
            below = len(styles) if self._may_head(node) else 0
            beside = styles.index(_RUNG) if node.style == _GROUP and _RUNG in styles else below
            return same[0] if same else beside
        rung = styles.index(_RUNG) if _RUNG in styles else len(styles)
        if not same:
            return rung if is_head and rung else len(styles)
        if is_head or same[0] >= rung or rung == len(styles):
            return same[0]
        goes_on = node.value == self.open_nodes[same[-1]].value + 1
        if same[-1] > rung:
            return next(depth for depth in same if depth > rung) if goes_on or node.value == 1 else same[0]
        return len(styles) if node.value == 1 else same[0]

    def _may_head(self, node: Node) -> bool:
        """Say whether the last heading stands above a tier's heading right below it: it is no grade, entry or winner."""
        if not self.open_nodes or not self.open_nodes[-1].is_empty:
            return False
        head = self.open_nodes[-1]
        if head.is_rung or grammar.VACANT.search(head.heading.value):
            return False
        if head.style in _BARE:
            return node.style == _RUNG
        siblings = self.open_nodes[-2].children if len(self.open_nodes) > 1 else self.roots
        if len(siblings) > 1 and siblings[-2].is_empty:
            return False
        is_label = grammar.GROUP_LABEL.fullmatch("".join(head.heading.value.split())) is not None
        is_no_party = outline.is_tier_heading(head.heading.value) or not parties.names_party(head.heading)
        return is_label or self.ladders.styles[head.style] > 1 or is_no_party

    def _check_sequence(self, node: Node, siblings: Sequence[Node]) -> None:
        """Point out an ordinal that neither goes on counting nor begins to: a line may be missing, or the number misprinted."""
        before = siblings[-1] if siblings else None
        if node.mark is None or (before is not None and (before.style != node.style or before.mark is None)):
            return
        expected = before.value + 1 if before is not None else 1
        goes_on = before is None and node.value == self.last.get(node.style, 0) + 1
        if node.value == expected or goes_on or not (before or self._begins(node, siblings)):
            return
        where = f"follows {before.mark.value}" if before and before.mark else "is the first here"
        printed = f"the number {node.mark.value} {where}; {expected} was expected"
        self.state.find("ordinal-gap", "warning", node.mark.spans[0], printed)
        node.mark = replace(node.mark, confidence=DOUBTED)

    def _begins(self, node: Node, siblings: Sequence[Node]) -> bool:
        """Say whether a heading without one above it must be the first: in the body and in further annexes others may stand above."""
        first, *others = self.state.annex_starts or (0,)
        is_in_first = first and first < node.pieces[0].number < min(
            others, default=len(self.state.pieces) + 1
        )
        return siblings is not self.roots or bool(is_in_first)


def _join_headings(state: State, nodes: Sequence[Node]) -> None:
    """Join each heading with the lines it goes on over: those above its first entry that name nobody.

    What a heading goes on over that the width of a page did not break may be a heading of its own.
    """
    for node in nodes:
        _join_headings(state, node.children)
        parted = node.plain[:_HEADING_LINES]
        goes_on = bool(node.children) and len(node.plain) == len(parted)
        counts = (
            bool(parted)
            and outline.counts_winners(parted[0].bare)
            and not (labels.is_group_label(parted[0]) or _heads_names(parted[0]))
        )
        if not goes_on and counts and not outline.counts_winners(node.heading.value):
            goes_on, parted = True, parted[:1]
        if goes_on and parted and not any(map(parties.is_party, parted)):
            value = node.heading.value + "".join(grammar.tidy_title(piece.text) for piece in parted)
            is_whole = (
                not counts
                and len(node.heading.value) < _WRAPPED
                and outline.is_tier_heading(node.heading.value)
            )
            if is_whole:
                state.doubt(
                    parted[0].span,
                    "taken for the end of the heading above it; it may be a heading of its own",
                )
            sure = min(node.heading.confidence, state.sureness(parted[0].span))
            node.heading = Reading(value, (*node.heading.spans, *whole(parted)), sure)
            node.pieces += parted
            del node.plain[: len(parted)]


def _heads_names(piece: Piece) -> bool:
    return piece.text.endswith((":", "：")) and labels.heads_names(piece)


def _node(piece: Piece, ordinal: Ordinal, confidence: float = SURE) -> Node:
    match, begin = ordinal.match, piece.span.begin
    mark = Reading("".join(match["mark"].split()), (Span(begin, begin + match.end("mark")),), confidence)
    heading = _heading(piece.text[match.end() :], Span(begin + match.end(), piece.span.end), confidence)
    return Node(ordinal.style, ordinal.value, mark, heading, [piece])


def _heading(printed: str, span: Span, confidence: float = SURE) -> Reading[str]:
    return Reading(grammar.tidy_title(printed), (span,), confidence)
