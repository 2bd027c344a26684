"""The lists of a decision (附件): an outline of printed ordinals, read as tiers, categories, cases and recipients.

First the lines become a tree by the style and the sequence of their ordinals; then each level gets its role from
what stands in it. A category heading that is followed by recipients and no numbered list is itself the case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from uniongraph import grammar, names
from uniongraph.model import Case, Category, Count, Reading, Recipient, Span, Tier
from uniongraph.parser.state import Flow, Piece, State, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Node", "find_annexes", "read_annex_titles", "read_edition", "read_outline"]

_TITLE_LINES = 4


@dataclass(slots=True)
class Node:
    """A heading with its ordinal, the plain lines below it, and the headings of the next style."""

    style: str
    value: int
    mark: Reading[str]
    heading: Reading[str]
    piece: Piece
    plain: list[Piece] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


# ---------------------------------------------------------------------------------------------- where it begins


def find_annexes(state: State) -> None:
    """Claim the lines that open an annex: 附件 or 附件1 and nothing else, below the title."""
    lines = state.unclaimed(state.title_end + 1)
    marks = [piece for piece in lines if grammar.ANNEX_MARK.fullmatch(piece.text)]
    state.annex_starts = tuple(piece.number for piece in marks)
    state.claim(find_annexes, marks)


def read_annex_titles(state: State) -> None:
    """Read the title of each annex: the lines between its mark and its first heading, joined."""
    titles = []
    for start in state.annex_starts:
        lines = []
        for piece in state.unclaimed(start + 1)[:_TITLE_LINES]:
            if _ordinal(piece) is not None or piece.number in state.annex_starts:
                break
            lines.append(piece)
            if grammar.LIST_TAIL.search(Flow.of(lines).text):
                break
        else:
            lines = lines[:1]
        if lines:
            flow = Flow.of(lines)
            titles.append(Reading(flow.text, flow.spans(0, len(flow.text), state.text)))
            state.claim(read_annex_titles, lines)
    state.annex_titles = tuple(titles)


def read_edition(state: State) -> None:
    """Read the year an edition is named after: from the document's title, else an annex's, else a tier's."""
    candidates = [state.title] if state.title else []
    candidates += [*state.annex_titles, *(tier.name for tier in state.tiers)]
    for reading in candidates:
        flow = _flow_of(reading, state)
        match = grammar.YEAR_OF.search(flow.text)
        year = match and grammar.number_of(match["year"].replace("O", "〇"))
        if match is not None and year:
            state.edition_year = Reading(year, flow.spans(match.start(), match.end(), state.text))
            return


def _flow_of(reading: Reading[str], state: State) -> Flow:
    return Flow.of(
        Piece(state.text.position(span.begin)[0], span, state.text.quote(span)) for span in reading.spans
    )


# ---------------------------------------------------------------------------------------------- the tree


def read_outline(state: State) -> None:
    """Read the lists below the body as tiers, categories, cases and recipients, claiming every line used."""
    start = state.annex_starts[0] if state.annex_starts else state.title_end + 1
    roots, lead = _tree(state, state.unclaimed(start))
    state.tiers = tuple(_tier(state, node) for node in _tier_nodes(roots))
    if not state.tiers and (roots or lead):
        implied = _implied_tier(state, roots, lead)
        state.tiers = (implied,) if implied is not None else ()


def _ordinal(piece: Piece) -> tuple[str, int, re.Match[str]] | None:
    for style, pattern in grammar.ORDINALS_LINE:
        match = pattern.match(piece.text)
        if match is not None and match.end() < len(piece.text):
            value = ord(match["value"]) - ord("①") + 1 if style == "circled" else grammar.number_of(match["value"])
            return (style, value, match) if value is not None else None
    return None


def _tree(state: State, lines: Sequence[Piece]) -> tuple[list[Node], list[Piece]]:
    """Return the top headings with all that hangs below them, and the plain lines before the first."""
    roots: list[Node] = []
    lead: list[Piece] = []
    open_nodes: list[Node] = []
    for piece in lines:
        found = _ordinal(piece)
        if found is not None and _continues(found[0], found[1], open_nodes, roots):
            node = _node(piece, *found)
            while any(above.style == node.style for above in open_nodes):
                open_nodes.pop()
            _check_sequence(state, node, (open_nodes[-1].children if open_nodes else roots))
            (open_nodes[-1].children if open_nodes else roots).append(node)
            open_nodes.append(node)
        elif open_nodes:
            open_nodes[-1].plain.append(piece)
        else:
            lead.append(piece)
    return roots, lead


def _continues(style: str, value: int, open_nodes: Sequence[Node], roots: Sequence[Node]) -> bool:
    """Say whether a number is an ordinal here: it goes on counting, or begins to; any other is part of a title."""
    same = [node for node in open_nodes if node.style == style]
    if value == 1 or not same:
        return value == 1 or not (open_nodes or roots) or style != "arabic" or not any(open_nodes[-1:])
    return value > same[-1].value


def _check_sequence(state: State, node: Node, siblings: Sequence[Node]) -> None:
    expected = siblings[-1].value + 1 if siblings and siblings[-1].style == node.style else 1
    if siblings and node.value not in {expected, 1}:
        state.find(
            "ordinal-gap",
            "warning",
            node.mark.spans[0],
            f"the number {node.mark.value} follows {siblings[-1].mark.value}; {expected} was expected",
        )


def _node(piece: Piece, style: str, value: int, match: re.Match[str]) -> Node:
    begin = piece.span.begin
    mark = Reading(match["mark"], (Span(begin + match.start("mark"), begin + match.end("mark")),))
    heading = Span(begin + match.end(), piece.span.end)
    printed = piece.text[match.end() :]
    return Node(style, value, mark, Reading(grammar.tidy_title(printed), (heading,)), piece)


def _tier_nodes(roots: Sequence[Node]) -> Sequence[Node]:
    """Return the top headings if they are tiers: they hold lists, declare a number, or name an honour."""
    if any(node.children for node in roots):
        return roots
    named = [node for node in roots if grammar.COUNT.search(_bare(node.heading.value)) or _names_honour(node)]
    return roots if roots and len(named) == len(roots) else ()


def _names_honour(node: Node) -> bool:
    return grammar.HONOUR_WORD.search(node.heading.value) is not None and len(node.plain) > 1


def _bare(printed: str) -> str:
    return "".join(printed.split())


# ---------------------------------------------------------------------------------------------- the roles


def _tier(state: State, node: Node) -> Tier:
    state.claim(read_outline, [node.piece])
    name, declared = _declared(state, node)
    if any(child.children for child in node.children):
        categories = tuple(_category(state, child) for child in node.children)
    elif node.children:
        categories = (Category(None, None, tuple(_case(state, child) for child in node.children)),)
    else:
        categories = (Category(None, None, _cases_of_lines(state, node.plain)),)
    if node.children and node.plain:
        categories = (Category(None, None, _cases_of_lines(state, node.plain)), *categories)
    return Tier(node.mark, name, kind_of_tier(name.value), declared, tuple(c for c in categories if c.cases))


def kind_of_tier(name: str) -> str:
    """Return the key of the tier's kind (``tier-kind``) that its name states, ``main`` where it states none."""
    return next((key for pattern, key in grammar.TIER_KINDS if pattern.search(name)), "main")


def _declared(state: State, node: Node) -> tuple[Reading[str], Reading[Count] | None]:
    """Return the name and the number that a tier heading prints (……特等奖 1 个)."""
    flow = _flow_of(node.heading, state)
    vacant = grammar.VACANT.search(flow.text)
    if vacant is not None:
        name = Reading(flow.text[: vacant.start()], flow.spans(0, vacant.start(), state.text))
        return name, Reading(Count(0), flow.spans(vacant.start(), vacant.end(), state.text))
    match = grammar.COUNT.search(flow.text)
    number = match and grammar.number_of(match["number"])
    if match is None or number is None or match.start() == 0:
        return node.heading, None
    name = Reading(flow.text[: match.start()].rstrip(":："), flow.spans(0, match.start(), state.text))
    spans = flow.spans(match.start("number"), match.end("unit"), state.text)
    return name, Reading(Count(number, match["unit"]), spans)


def _category(state: State, node: Node) -> Category:
    state.claim(read_outline, [node.piece])
    if node.children:
        cases = tuple(_case(state, child) for child in node.children)
        lead = _cases_of_lines(state, node.plain)
        return Category(node.mark, node.heading, lead + cases)
    recipients, rest = _split(state, node.plain)
    state.claim(read_outline, rest)
    heading = _lengthened(node.heading, rest)
    if not recipients:
        _note_no_recipient(state, node)
    return Category(node.mark, heading, (Case(None, heading, recipients),), is_case=True)


def _case(state: State, node: Node) -> Case:
    state.claim(read_outline, [node.piece])
    recipients, rest = _split(state, node.plain)
    state.claim(read_outline, rest)
    if recipients:
        return Case(node.mark, _lengthened(node.heading, rest), recipients)
    if names.is_organization(grammar.tidy_name(node.heading.value)):  # tier → organization: the entry is the winner
        return Case(node.mark, None, (_recipient(state, node.heading),))
    _note_no_recipient(state, node)
    return Case(node.mark, _lengthened(node.heading, rest), ())


def _note_no_recipient(state: State, node: Node) -> None:
    state.find(
        "case-without-recipient",
        "error",
        node.heading.spans[0],
        "no organization follows this entry; the text may be cut off here",
    )


def _lengthened(heading: Reading[str], rest: Sequence[Piece]) -> Reading[str]:
    """Return a heading with the lines it was broken over."""
    if not rest:
        return heading
    value = heading.value + "".join(grammar.tidy_title(piece.text) for piece in rest)
    return Reading(value, (*heading.spans, *whole(rest)))


def _split(state: State, lines: Sequence[Piece]) -> tuple[tuple[Recipient, ...], list[Piece]]:
    """Part the plain lines below a heading into recipients and the rest of a broken title above them.

    A single line is the recipient whatever it looks like: an organization is what stands in the slot.
    """
    if len(lines) == 1:
        first = 0
    else:
        first = next((i for i, piece in enumerate(lines) if _is_party(piece)), len(lines))
    state.claim(read_outline, lines[first:])
    recipients = [recipient for piece in lines[first:] for recipient in _recipients(state, piece)]
    return tuple(recipients), list(lines[:first])


def _is_party(piece: Piece) -> bool:
    return names.is_organization(grammar.tidy_name(piece.text))


def _cases_of_lines(state: State, lines: Sequence[Piece]) -> tuple[Case, ...]:
    """Read lines without ordinals: a title opens a case, the organizations after it are its recipients.

    Where no line is a title, each organization is an entry of its own.
    """
    state.claim(read_outline, lines)
    titles = [piece for piece in lines if not _is_party(piece)]
    if not titles:
        return tuple(Case(None, None, (recipient,)) for piece in lines for recipient in _recipients(state, piece))
    cases: list[tuple[list[Piece], list[Recipient]]] = []
    for piece in lines:
        if _is_party(piece) and cases:
            cases[-1][1].extend(_recipients(state, piece))
        elif cases and not cases[-1][1]:
            cases[-1][0].append(piece)
        else:
            cases.append(([piece], []))
    return tuple(_lines_case(state, title, recipients) for title, recipients in cases)


def _lines_case(state: State, lines: Sequence[Piece], recipients: Sequence[Recipient]) -> Case:
    first = Reading(grammar.tidy_title(lines[0].text), (lines[0].span,))
    if not recipients:
        state.find("case-without-recipient", "error", lines[0].span, "no organization follows this line")
    return Case(None, _lengthened(first, lines[1:]), tuple(recipients))


_PARTY_SEPARATOR = re.compile(r"[、；;／/]|\s{2,}")


def _recipients(state: State, piece: Piece) -> list[Recipient]:
    """Return the parties on one line: several where every part between separators is an organization."""
    parts: list[Span] = []
    begin = 0
    for separator in [*_PARTY_SEPARATOR.finditer(piece.text), None]:
        end = separator.start() if separator else len(piece.text)
        parts.append(Span(begin, end))
        begin = separator.end() if separator else end
    printed = [grammar.tidy_name(piece.text[part.begin : part.end]) for part in parts]
    if len(parts) == 1 or not all(map(names.is_organization, printed)):
        return [_recipient(state, Reading(grammar.tidy_name(piece.text), (piece.span,)))]
    offset = piece.span.begin
    return [
        _recipient(state, Reading(name, (Span(offset + part.begin, offset + part.end),)))
        for name, part in zip(printed, parts, strict=True)
    ]


def _recipient(state: State, name: Reading[str]) -> Recipient:
    tidy = Reading(grammar.tidy_name(name.value), name.spans, name.confidence)
    parts = names.analyse(tidy.value, gazetteer=state.gazetteer, jurisdiction=state.jurisdiction)
    return Recipient(tidy, parts=parts)


def _implied_tier(state: State, roots: Sequence[Node], lead: Sequence[Piece]) -> Tier | None:
    """Return the one tier of a list that has no tier headings: the annex's title, without 名单, names it."""
    if not state.annex_titles:
        return None
    title = state.annex_titles[0]
    match = grammar.LIST_TAIL.search(title.value)
    name = Reading(title.value[: match.start()] if match and match.start() else title.value, title.spans)
    cases = tuple(_case(state, node) for node in roots) or _cases_of_lines(state, lead)
    return Tier(None, name, kind_of_tier(name.value), None, (Category(None, None, cases),)) if cases else None
