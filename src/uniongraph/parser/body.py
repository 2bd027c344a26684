"""The prose of a decision (正文): whether it confers anything, what it cites, and how the winners were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Reading, Reference, Span, Step
from uniongraph.parser import acts, outline
from uniongraph.parser.header import number_in
from uniongraph.parser.state import Flow, Piece, State

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

__all__ = [
    "decide_whether_award",
    "end_of_list",
    "read_applications",
    "read_channels",
    "read_citations",
    "read_criteria",
    "read_paragraphs",
    "read_stages",
]

_WRAPPED = 16
"""No line of prose that is broken by the width of a page is shorter."""
_CLAUSE = "，"
_LONGEST_ITEM = 24
"""An item of the body is printed on no more lines."""
_INDENTS = ("\u3000\u3000", "    ")
"""How the first line of a paragraph begins, where a document indents."""


def read_paragraphs(state: State) -> None:
    """Read the lines between title and annex as paragraphs, joining what a page break has parted.

    A paragraph goes on over the line end until it ends like a sentence.
    """
    end = state.annex_starts[0] if state.annex_starts else None
    lines = [line for line in state.unclaimed(state.title_end + 1, end) if line.number not in state.listed]
    last = max(state.listed, default=0)
    first = next((at for at, line in enumerate(lines) if line.number > last), len(lines))
    body = lines if end is not None else lines[:first] + _around_list(lines[first:])
    paragraphs: list[list[Piece]] = []
    is_open = False
    for piece in body:
        if is_open and not _is_indented(piece, state):
            _note_join(state, paragraphs[-1][-1], piece)
            paragraphs[-1].append(piece)
        else:
            paragraphs.append([piece])
        is_open = not grammar.PARAGRAPH_END.search(piece.text)
    state.paragraphs = tuple(map(Flow.of, paragraphs))
    state.claim(read_paragraphs, body)


def _around_list(lines: list[Piece]) -> list[Piece]:
    """Return the lines above and below a list that stands in the body, without an annex mark above it.

    Below it, what ends like a sentence is prose again (希望……再接再厉。).
    """
    begin = next((at for at in range(len(lines)) if _begins_list(lines, at)), len(lines))
    return lines[:begin] + lines[begin + end_of_list(lines[begin:]) :]


def end_of_list(lines: Sequence[Piece]) -> int:
    """Return how many of the lines from a list on are its own; what ends like a sentence below it is prose again.

    An item that decides something itself (七、授予……。) ends it too, where no other list begins below.
    """
    end = len(lines)
    while end and (lines[end - 1].text.endswith("。") or _goes_on(lines, end)):
        end -= 1
    act = next((at for at in range(1, end) if _decides(lines, at)), end)
    return end if any(_begins_list(lines, at) for at in range(act, end)) else act


def _decides(lines: Sequence[Piece], at: int) -> bool:
    """Say whether an item of the body begins on a line that decides something, as a whole sentence on however many lines."""
    ordinal = outline.ordinal_of(lines[at])
    if ordinal is None or grammar.ACT_ITEM.match(lines[at].text, ordinal.match.end()) is None:
        return False
    for line in lines[at : at + _LONGEST_ITEM]:
        if line is not lines[at] and outline.ordinal_of(line) is not None:
            return False
        if grammar.PARAGRAPH_END.search(line.text):
            return line.text.endswith(("。", "；", ";"))
    return False


def _goes_on(lines: Sequence[Piece], end: int) -> bool:
    """Say whether a line is the beginning of the prose below it, broken by the width of the page."""
    above = lines[end - 1]
    follows = end < len(lines) and lines[end].number == above.number + 1
    return (
        follows and len(above.text) >= _WRAPPED and _CLAUSE in above.text and not _begins_list(lines, end - 1)
    )


def _begins_list(lines: Sequence[Piece], at: int) -> bool:
    """Say whether a line opens a list of awards: it has an ordinal or a tier's name, and is no sentence."""
    piece = lines[at]
    ordinal = outline.ordinal_of(piece)
    if _decides(lines, at) or (ordinal is None and grammar.LEADS_BELOW.search(piece.text)):
        return False
    if outline.is_tier_heading(piece.text) or outline.opens_list(piece):
        return True
    if ordinal is None:
        return False
    words = piece.text[ordinal.match.end() :]
    return outline.is_tier_heading(words) or not grammar.PARAGRAPH_END.search(words)


def _is_indented(piece: Piece, state: State) -> bool:
    """Say whether a line begins a paragraph by its indent, which a line that only goes on does not have."""
    line = state.line_at(piece.span.begin).span
    return state.text.content.startswith(_INDENTS, line.begin)


def _note_join(state: State, before: Piece, after: Piece) -> None:
    if after.number > before.number + 1:
        state.find(
            "joined-lines",
            "info",
            Span(before.span.end - 1, before.span.end),
            f"the sentence goes on at line {state.line_at(after.span.begin).number}, as at a page break; the two were joined",
        )


def decide_whether_award(state: State) -> None:
    """Say why a text is no award decision, if it is none."""
    state.reason = acts.reason_against(
        title=state.title.value if state.title else "",
        subject=state.subject,
        kind=state.document_type.value if state.document_type else "",
        paragraphs=(flow.folded for flow in state.paragraphs),
        are_headings=(outline.is_tier_heading(piece.text) for piece in state.unclaimed(state.title_end + 1)),
    )
    state.act = acts.act_of(state.reason)


def read_citations(state: State) -> None:
    """Read the documents that the body cites by title in 《 》, each once."""
    found: dict[str, Reference] = {}
    for flow in state.paragraphs:
        for match in grammar.CITED.finditer(flow.folded):
            title = flow.group(match, "title", state.text)
            number = match["number"] and number_in(match["number"])
            spans = flow.spans(match.start("number"), match.end("number"), state.text) if number else ()
            found.setdefault(title.value, Reference(title, Reading(number, spans) if number else None))
    state.references = tuple(found.values())


def read_applications(state: State) -> None:
    """Read how many applications the body says were received (申报数)."""
    for pattern in grammar.APPLICATIONS:
        for flow in state.paragraphs:
            match = _of_this_year(flow, pattern)
            if match is not None:
                state.applications = flow.counted(match, state.text)
                return


def _of_this_year(flow: Flow, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Return the first match that stands in no sentence about the work of other years."""
    begin = 0
    while (match := pattern.search(flow.folded, begin)) is not None:
        begin = max(begin, flow.folded.rfind("。", begin, match.start()) + 1)
        if grammar.OTHER_YEARS.search(flow.folded, begin, match.end()) is None:
            return match
        begin = flow.folded.find("。", match.end()) + 1
        if not begin:
            return None
    return None


def read_channels(state: State) -> None:
    """Read the ways in (申报渠道) that the body enumerates and counts."""
    for flow, match, parts in _enumerations(state, grammar.CHANNELS, grammar.WAYS_END):
        steps = tuple(_step(flow, part, grammar.CHANNEL_KINDS, state) for part in parts)
        if match and any(step.concept for step in steps):
            state.channels = steps
            return


def read_stages(state: State) -> None:
    """Read the stages of the evaluation (评选程序), in the order of the sentence."""
    for flow, match, parts in _enumerations(state, grammar.STAGES, grammar.STEPS_END):
        steps = tuple(_step(flow, part, grammar.STAGE_KINDS, state) for part in parts)
        if match and any(step.concept for step in steps):
            state.stages = steps
            return


def read_criteria(state: State) -> None:
    """Read the criteria (评定方面) where as many are named as the sentence counts."""
    for flow, match, parts in _enumerations(state, grammar.CRITERIA, grammar.SIDES_END):
        if len(parts) > 1 and len(parts) == grammar.number_of(match["count"]):
            state.criteria = tuple(_step(flow, part, (), state) for part in parts)
            return


def _enumerations(
    state: State, pattern: re.Pattern[str], closing: re.Pattern[str]
) -> Iterator[tuple[Flow, re.Match[str], list[Span]]]:
    """Yield each enumeration that a pattern finds, with its items as offsets into the flow.

    An enumeration is looked for only before words that close one, and no further back than the clause goes or the
    last opening word stands, so that the text is passed over once.
    """
    for flow in state.paragraphs:
        before = 0
        for end in closing.finditer(flow.folded):
            begin = max(before, end.start() - grammar.LONGEST_ENUMERATION)
            begin += max((flow.folded[begin : end.start()].rfind(mark) + 1 for mark in "，。；"), default=0)
            for opening in grammar.OPENS_ITEMS.finditer(flow.folded, begin, end.start()):
                begin = opening.start()
            match = pattern.search(flow.folded, begin, end.end())
            before = end.end()
            if match is not None and match.end() == before:
                yield flow, match, _items(match)


def _items(match: re.Match[str]) -> list[Span]:
    """Return the items of an enumeration; the last one is parted by 和 where the declared number asks for it."""
    begin, items = match.start("items"), match["items"]
    parts: list[Span] = []
    for part in items.split(grammar.ITEM_SEPARATOR):
        parts.append(Span(begin, begin + len(part)))
        begin += len(part) + 1
    declared = grammar.number_of(match["count"]) if match["count"] else None
    if declared is None or len(parts) == declared - 1:
        parts[-1:] = _parted(match.string, parts[-1])
    return [part for part in parts if len(part)]


def _parted(words: str, last: Span) -> list[Span]:
    """Return the last two items of an enumeration, which a conjunction parts, or the one item that it is."""
    for conjunction in grammar.CONJUNCTIONS:
        at = words.rfind(conjunction, last.begin + 1, last.end - 1)
        if at >= 0:
            return [Span(last.begin, at), Span(at + len(conjunction), last.end)]
    return [last]


def _step(flow: Flow, part: Span, kinds: tuple[tuple[re.Pattern[str], str], ...], state: State) -> Step:
    words = flow.folded[part.begin : part.end]
    concept = next((key for pattern, key in kinds if pattern.search(words)), None)
    return Step(flow.reading(part.begin, part.end, state.text), concept)
