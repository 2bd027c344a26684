"""The prose of a decision (正文): what it cites, how it was decided, and the awards it quotes as examples."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Count, Example, Reading, Reference, Span, Step
from uniongraph.parser.header import number_in
from uniongraph.parser.state import Flow, Piece, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.model import Tier

__all__ = [
    "decide_whether_award",
    "read_applications",
    "read_channels",
    "read_citations",
    "read_criteria",
    "read_examples",
    "read_paragraphs",
    "read_stages",
]

_SAME_TITLE = 0.75
"""Two titles of one organization that share this much are two prints of one title."""
_QUOTES = str.maketrans("", "", "‘’“”\"'「」『』《》")
_VARIANT, _PRINTED = 0.90, 0.97


def read_paragraphs(state: State) -> None:
    """Read the lines between title and annex as paragraphs, joining what a page break has parted.

    A paragraph goes on over the line end until it ends like a sentence.
    """
    end = state.annex_starts[0] if state.annex_starts else None
    lines = state.unclaimed(state.title_end + 1, end)
    outline = next((index for index, piece in enumerate(lines) if _begins_list(piece)), len(lines))
    body = lines[:outline] if end is None else lines
    paragraphs: list[Flow] = []
    open_lines: list[Piece] = []
    for piece in body:
        if open_lines:
            _note_join(state, open_lines[-1], piece)
        open_lines.append(piece)
        if grammar.PARAGRAPH_END.search(piece.text):
            paragraphs.append(Flow.of(open_lines))
            open_lines = []
    if open_lines:
        paragraphs.append(Flow.of(open_lines))
    state.paragraphs = tuple(paragraphs)
    state.claim(read_paragraphs, body)


def _begins_list(piece: Piece) -> bool:
    """Say whether a line opens a list of awards that has no annex mark above it."""
    return grammar.ORDINALS_LINE[0][1].match(piece.text) is not None and not grammar.PARAGRAPH_END.search(piece.text)


def _note_join(state: State, before: Piece, after: Piece) -> None:
    gap = state.text.content[before.span.end : after.span.begin]
    if gap.count("\n") + gap.count("\r\n") > 1:
        state.find(
            "joined-lines",
            "info",
            Span(before.span.end - 1, before.span.end),
            f"the sentence goes on at line {after.number}, as at a page break; the two were joined",
        )


def decide_whether_award(state: State) -> None:
    """Say why a text is no award decision, if it is none: by its 文种 and 事由, and by what its prose does."""
    title = state.title.value if state.title else ""
    kind = state.document_type.value if state.document_type else ""
    subject = title.rpartition("关于")[2]
    if kind == "公示":
        state.reason = grammar.REFUSALS[0][1]
        return
    gives = grammar.CONFERS.search(subject) is not None
    for pattern, reason in grammar.REFUSALS:
        if pattern.search(subject) and not gives:
            state.reason = reason
            return
    if not gives and not any(grammar.CONFERS.search(paragraph.text) for paragraph in state.paragraphs):
        state.reason = "neither its title nor its text gives an honour to anybody"


def read_citations(state: State) -> None:
    """Read the documents that the body cites by title in 《 》, each once."""
    found: dict[str, Reference] = {}
    for flow in state.paragraphs:
        for match in grammar.CITED.finditer(flow.text):
            title = flow.group(match, "title", state.text)
            number = match["number"] and number_in(match["number"])
            spans = flow.spans(match.start("number"), match.end("number"), state.text) if number else ()
            found.setdefault(title.value, Reference(title, Reading(number, spans) if number else None))
    state.references = tuple(found.values())


def read_applications(state: State) -> None:
    """Read how many applications the body says were received (申报数)."""
    for pattern in grammar.APPLICATIONS:
        for flow in state.paragraphs:
            match = pattern.search(flow.text)
            number = match and grammar.number_of(match["number"])
            if match is not None and number is not None:
                spans = flow.spans(match.start("number"), match.end("unit"), state.text)
                state.applications = Reading(Count(number, match["unit"]), spans)
                return


def read_channels(state: State) -> None:
    """Read the ways in (申报渠道) that the body enumerates and counts."""
    for flow, match, parts in _enumerations(state, grammar.CHANNELS):
        steps = tuple(_step(flow, part, grammar.CHANNEL_KINDS, state) for part in parts)
        if match and any(step.concept for step in steps):
            state.channels = steps
            return


def read_stages(state: State) -> None:
    """Read the stages of the evaluation (评选程序), in the order of the sentence."""
    for flow, match, parts in _enumerations(state, grammar.STAGES):
        steps = tuple(_step(flow, part, grammar.STAGE_KINDS, state) for part in parts)
        if match and any(step.concept for step in steps):
            state.stages = steps
            return


def read_criteria(state: State) -> None:
    """Read the criteria (评定方面) where as many are named as the sentence counts."""
    for flow, match, parts in _enumerations(state, grammar.CRITERIA):
        if len(parts) > 1 and len(parts) == grammar.number_of(match["count"]):
            state.criteria = tuple(_step(flow, part, (), state) for part in parts)
            return


def _enumerations(state: State, pattern: re.Pattern[str]) -> Iterator[tuple[Flow, re.Match[str], list[Span]]]:
    """Yield each enumeration that a pattern finds, with its items as offsets into the flow."""
    for flow in state.paragraphs:
        begin = 0
        while match := pattern.search(flow.text, begin):
            begin = match.start() + 1
            # the nearest opening word before the items is the true one: 根据……要求，经甲、乙三种方式
            yield flow, match, _items(match)


def _items(match: re.Match[str]) -> list[Span]:
    """Return the items of an enumeration; the last one is parted by 和 where the declared number asks for it."""
    begin, items = match.start("items"), match["items"]
    parts: list[Span] = []
    for part in items.split(grammar.ITEM_SEPARATOR):
        parts.append(Span(begin, begin + len(part)))
        begin += len(part) + 1
    declared = grammar.number_of(match["count"]) if "count" in match.re.groupindex else None
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
    label = flow.text[part.begin : part.end]
    concept = next((key for pattern, key in kinds if pattern.search(label)), None)
    return Step(Reading(label, flow.spans(part.begin, part.end, state.text)), concept)


def read_examples(state: State) -> None:
    """Read the case–organization–honour triples that the body quotes, each matched to its annex entry."""
    found = []
    for flow in state.paragraphs:
        for match in grammar.EXAMPLE.finditer(flow.text):
            example = Example(
                organization=flow.group(match, "organization", state.text),
                title=flow.group(match, "title", state.text),
                honour=flow.group(match, "honour", state.text),
            )
            found.append(_matched(example, state))
    state.examples = tuple(found)


def _matched(example: Example, state: State) -> Example:
    position, likeness = _entry(example, state.tiers)
    if position is None:
        if state.tiers:
            state.find(
                "body-annex-mismatch",
                "warning",
                example.title.spans[0],
                f"the body quotes this case of {example.organization.value}; the annex lists no such entry",
            )
        return example
    confidence = _PRINTED if likeness == 1 else _VARIANT
    title = Reading(example.title.value, example.title.spans, confidence)
    if likeness < 1:
        entry = _case_title(state.tiers, position)
        state.find(
            "body-annex-mismatch",
            "warning",
            example.title.spans[0],
            f"the annex prints this title as {entry}",
        )
    return Example(example.organization, title, example.honour, position)


def _entry(example: Example, tiers: tuple[Tier, ...]) -> tuple[tuple[int, int, int] | None, float]:
    """Return the place of the annex entry of the same organization whose title is likest, with the likeness."""
    best: tuple[int, int, int] | None = None
    best_likeness = _SAME_TITLE
    wanted = example.title.value.translate(_QUOTES)
    for t, tier in enumerate(tiers):
        for c, category in enumerate(tier.categories):
            for k, case in enumerate(category.cases):
                if case.title is None or example.organization.value not in {r.name.value for r in case.recipients}:
                    continue
                printed = grammar.tidy_name(case.title.value).translate(_QUOTES)
                likeness = SequenceMatcher(None, wanted, printed, autojunk=False).ratio()
                if likeness >= best_likeness:
                    best, best_likeness = (t, c, k), likeness
    return best, best_likeness


def _case_title(tiers: tuple[Tier, ...], position: tuple[int, int, int]) -> str:
    tier, category, case = position
    title = tiers[tier].categories[category].cases[case].title
    return title.value if title else ""
