"""The tier of a list that no heading names: what its annex, or the document itself, says is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Count, Reading, Tier
from uniongraph.parser import authors, entries, headings, outline, parties, persons, series, tables, units
from uniongraph.parser.state import Flow, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.growth import Node
    from uniongraph.parser.state import State

__all__ = ["honours_persons", "implied_name", "implied_tier", "lists_bodies", "tier_above"]

_INFERRED = 0.8
"""Confidence in a tier's name that is no heading of the list."""


def lists_bodies(lines: Sequence[Piece], nodes: Sequence[Node]) -> bool:
    """Say whether most entries are names of bodies, whatever the tier is called (标兵 may be either)."""
    heads = [node for node in nodes if not outline.counts_winners(node.heading.value)]
    entries_of = [] if units.head_names(nodes) or units.head_classes(nodes) else heads
    words = [*lines, *(Piece(0, node.heading.spans[0], node.heading.value) for node in entries_of)]
    bodies = sum(
        parties.names_somebody(piece) and not persons.is_person(piece, alone=True)
        for piece in words
        if not (tables.is_row(piece) and _names_person(piece))
    )
    return 2 * bodies > len(words)


def honours_persons(
    name: str, declared: Reading[Count] | None, lines: Sequence[Piece], nodes: Sequence[Node]
) -> bool:
    """Say whether a tier is for persons by what it is called, or by what it counts: works in their marks may be counted by their authors."""
    if headings.honours_persons(name, None) or not headings.honours_persons(name, declared):
        return headings.honours_persons(name, declared)
    works = [*lines, *(Piece(0, node.heading.spans[0], node.heading.value) for node in nodes)]
    return not works or not all(map(_is_work, works))


def _is_work(line: Piece) -> bool:
    if line.text.startswith("《"):
        return series.names_works(line) or persons.opens_with_work(line)
    return "《" in line.text and all(map(authors.beside_work, series.works_on(line)))


def _names_person(row: Piece) -> bool:
    """Say whether a cell of a row is a person's name, whose unit the others are."""
    cells = (cell for cells in tables.cells_of([row]) for cell in cells)
    return any(grammar.NAME.fullmatch(cell.bare) and not parties.names_somebody(cell) for cell in cells)


def implied_tier(state: State, annex: int, roots: Sequence[Node], lead: Sequence[Piece]) -> list[Tier]:
    """Return the one tier of a list without tier headings, named by the title of its annex without 名单.

    Without an annex and its title, a list is read only where every entry names an organization.
    """
    heading = implied_name(state, annex)
    if heading is None or not (state.annex_starts or all(map(_names_winner, roots))):
        return []
    name, declared = heading
    with entries.expecting(
        state,
        honour=name.value,
        persons=honours_persons(name.value, declared, lead, roots) and not lists_bodies(lead, roots),
        bodies=headings.honours_bodies(name.value),
        declared=declared,
    ):
        categories = (entries.cases_of_lines(state, lead) if not roots else ()) + entries.categories(
            state, roots
        )
    return [Tier(None, name, headings.kind_of_tier(name.value), declared, categories)] if categories else []


def tier_above(state: State, annex: int, roots: Sequence[Node], lead: Sequence[Piece]) -> list[Tier]:
    """Return the tier of a table above all headings, each of another honour: the one that the annex is called after, before theirs."""
    told = implied_name(state, annex) if any(map(tables.heads, lead[:2])) else None
    if told is None:
        return []
    named = [headings.read(state, node.heading)[0].value for node in roots]
    if not all(map(headings.names_honour, named)):
        return []
    title = Flow.of(state.pieces_of(told[0]))
    end = min((at for name in named if (at := title.text.find(name)) >= 0), default=len(title.text))
    own = title.reading(0, len(title.text[:end].rstrip("和及与、暨")), state.text)
    if not headings.names_honour(own.value):
        return []
    state.implied[annex] = own, told[1] if end == len(title.text) else None
    return implied_tier(state, annex, [], lead)


def _names_winner(node: Node) -> bool:
    words = Piece(0, node.heading.spans[0], node.heading.value)
    return (
        persons.is_person(words)
        or parties.names_party(node.heading)
        or any(map(parties.is_party, node.plain))
    )


def implied_name(state: State, annex: int) -> tuple[Reading[str], Reading[Count] | None] | None:
    """Return what an annex lists, and how many, as its title says; looked for once."""
    if annex not in state.implied:
        state.implied[annex] = _name_of_annex(state, annex)
    return state.implied[annex]


def _name_of_annex(state: State, annex: int) -> tuple[Reading[str], Reading[Count] | None] | None:
    """Return the title of an annex without 名单, or of the line that refers to it, or what the document is about."""
    start = state.annex_starts[annex] if state.annex_starts else None
    title = state.titles_by_annex.get(start) if start is not None else None
    if title is None and annex < len(state.annex_references):
        title = state.annex_references[annex]
    if title is None and state.title is not None:
        subject = grammar.subject_of(state.title.value) or state.title.value
        flow, words = Flow.of(state.pieces_of(state.title)), "".join(subject.split())
        begin = flow.text.find(words)
        named = flow.reading(begin, begin + len(words), state.text) if begin >= 0 else state.title
        return Reading(named.value, named.spans, _INFERRED), None
    if title is None:
        return None
    flow = Flow.of(state.pieces_of(title))
    tail = grammar.LIST_TAIL.search(flow.text)
    if tail is None or not tail.start():
        return headings.read(state, title)
    _, declared = headings.read(state, title)
    end = tail.start()
    if tail[0].startswith("获奖") and _is_prize(state, flow.text[:end]):
        word = end + tail[0].index("奖")
        name, prize = flow.reading(0, end, state.text), flow.reading(word, word + 1, state.text)
        return Reading(name.value + prize.value, (*name.spans, *prize.spans)), declared
    return Reading(flow.words(0, end), flow.spans(0, end, state.text), title.confidence), declared


def _is_prize(state: State, name: str) -> bool:
    """Say whether the body calls the winners' honour a prize by its name in quotation marks (“某某杯”奖)."""
    quoted = name[name.rfind("“") :]
    prize = f"{quoted}奖"
    return name.endswith("”") and any(prize in paragraph.text for paragraph in state.paragraphs)
