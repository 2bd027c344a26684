"""The tiers of the lists: which headings are tiers, what they are called, how many winners they declare.

A list without such headings is one tier, named by the title of its annex; a table may name tiers in a column, and
tiers may stand below the categories that they hold.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.grammar.lists import LEVEL, PRAISED, count_in
from uniongraph.model import Category, Count, Reading, Tier
from uniongraph.parser import (
    entries,
    grids,
    grouping,
    growth,
    headings,
    outline,
    parties,
    persons,
    tables,
    unruled,
)
from uniongraph.parser.growth import Node
from uniongraph.parser.state import Flow, Piece, State, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read_outline"]

_LADDERS = (
    ("special", "first-prize", "second-prize", "third-prize", "fourth-prize"),
    ("gold", "silver", "bronze"),
)
_INFERRED = 0.8
"""Confidence in a tier's name that is no heading of the list."""


def read_outline(state: State) -> None:
    """Read the lists below the body, annex by annex, claiming every line used."""
    starts = state.annex_starts or (state.title_end + 1,)
    annexes: list[list[Tier]] = []
    for index, (start, end) in enumerate(zip(starts, (*starts[1:], None), strict=True)):
        lines = [line for line in state.unclaimed(start, end) if line.number not in state.led]
        tiers: list[Tier] = []
        if unruled.stacks(lines, "tier") and (graded := _graded_rows(state, lines)):
            annexes.append(graded)
            continue
        roots, lead = growth.grow(state, lines)
        if roots and lead and tables.heads(lead[-1]):
            _hand_down(lead.pop(), roots)
        if places := grouping.places_of(roots):
            tiers = _placed(state, index, places)
        elif graded := _graded_tables(state, roots):
            tiers = graded
        elif _are_tiers(roots):
            tiers = [_tier(state, node, _told_by_annex(state, index, node)) for node in roots]
        elif graded := _graded_rows(state, lead) if not roots else []:
            tiers = graded
        elif roots or lead:
            tiers = _implied_tier(state, index, roots, lead)
        annexes.append(tiers)
    state.tiers = (*state.tiers, *_told_apart(state, annexes))
    _report_unread_words(state, starts)


def _hand_down(head: Piece, nodes: Sequence[Node]) -> None:
    """Put the head of a table, which stands above all headings, above the rows below each of them."""
    for node in nodes:
        if node.plain and tables.is_row(node.plain[0]) and not tables.heads(node.plain[0]):
            node.plain.insert(0, head)
        _hand_down(head, node.children)


def _told_apart(state: State, annexes: Sequence[Sequence[Tier]]) -> tuple[Tier, ...]:
    """Return all tiers; a grade that stands in several annexes is named by the honour that each annex lists."""
    grades = Counter(
        tier.name.value for tiers in annexes for tier in tiers if outline.is_grade(tier.name.value)
    )
    found: list[Tier] = []
    for index, tiers in enumerate(annexes):
        implied = _implied_name(state, index)
        for tier in tiers:
            if grades[tier.name.value] > 1 and implied is not None:
                found.append(replace(tier, name=_composed(_honour_in(state, implied[0]), tier.name)))
            else:
                found.append(tier)
    return tuple(found)


def _honour_in(state: State, title: Reading[str]) -> Reading[str]:
    """Return the honour that an annex's title names, without the words for those who get it (…奖获奖项目)."""
    flow = Flow.of(state.pieces_of(title))
    tail = grammar.WINNERS_END.search(flow.text)
    return flow.reading(0, tail.start(), state.text) if tail and tail.start() else title


def _told_by_annex(state: State, annex: int, node: Node) -> Reading[str] | None:
    """Return what the annex lists, which says whom a grade is given to; None for any other heading."""
    name = node.heading.value
    is_grade = outline.is_grade(name) or LEVEL.fullmatch(outline.name_of(name)) is not None
    implied = _implied_name(state, annex) if is_grade else None
    return implied[0] if implied is not None else None


def _composed(honour: Reading[str], grade: Reading[str]) -> Reading[str]:
    """Return the name of a grade with that of its honour before it (先进单位一等奖)."""
    confidence = min(honour.confidence, grade.confidence)
    return Reading(honour.value + grade.value, (*honour.spans, *grade.spans), confidence)


def _report_unread_words(state: State, starts: Sequence[int]) -> None:
    """Point out the winners behind a heading on one line that nothing could be made of: the line itself counts as read."""
    lines = state.pieces[starts[0] - 1 :]
    used = (piece for piece in lines if state.claims.get(piece.number) == growth.grow.__name__)
    parts = [part for piece in used for part in outline.cut(piece)[1:]]
    read = set(state.read) if parts else set()
    for part in parts:
        if part.span not in read:
            state.find("unread-words", "warning", part.span, "no rule could read these words of the line")


def _are_tiers(roots: Sequence[Node]) -> bool:
    """Say whether the top headings are tiers: each declares a number or names an honour, or half of them with lists."""
    marked = sum(_names_tier(node) for node in roots)
    if any(node.children for node in roots):
        return 2 * marked >= len(roots)
    named = (node for node in roots if not PRAISED.fullmatch(outline.name_of(node.heading.value)))
    return 0 < marked == len(roots) and not any(parties.names_party(node.heading) for node in named)


def _names_tier(node: Node) -> bool:
    bare = "".join(node.heading.value.split())
    count = grammar.VACANT.search(bare) or count_in(bare)
    name = bare[: count.start()] if count else bare
    return not (grammar.GROUP_END.search(name) or parties.names_group(name)) and (
        count is not None or grammar.TIER_NAME.search(name) is not None or outline.is_tier_heading(name)
    )


def _tier(state: State, node: Node, honour: Reading[str] | None = None) -> Tier:
    """Return the tier that a heading is; of a grade, the honour above it says whom it is given to."""
    entries.claim(state, node.pieces)
    name, declared = headings.read(state, node.heading)
    plain, declared = _vacancy(state, node.plain, declared)
    told = (name, declared) if honour is None else headings.read(state, honour)
    is_for_persons = any(
        headings.honours_persons(each.value, count) for each, count in (told, (name, declared))
    )
    is_for_persons = is_for_persons or (outline.is_rank(name.value) and _lists_persons(plain))
    with entries.expecting(
        state,
        honour=name.value if honour is None else honour.value,
        persons=is_for_persons and not _lists_bodies(plain, node.children),
        bodies=headings.honours_bodies(told[0].value),
        count=declared.value.number if declared else None,
    ):
        categories = entries.cases_of_lines(state, plain) + entries.categories(state, node.children)
    return Tier(node.mark, name, headings.kind_of_tier(name.value), declared, categories)


def _vacancy(
    state: State, plain: list[Piece], declared: Reading[Count] | None
) -> tuple[list[Piece], Reading[Count] | None]:
    """Return the lines below a heading without the word 空缺, which declares that nobody won."""
    if not plain or not grammar.VACANT.fullmatch(plain[0].bare):
        return plain, declared
    entries.claim(state, plain[:1])
    return plain[1:], Reading(Count(0), whole(plain[:1]))


def _placed(state: State, annex: int, places: Sequence[grouping.Place]) -> list[Tier]:
    """Return the tiers of a list in which grades stand below honours and categories.

    A grade that comes back below each category is one tier with several categories; an honour is part of the name of
    its grades, so that those of two honours are told apart.
    """
    tiers: dict[tuple[int, str], Tier] = {}
    heads: dict[int, tuple[Node, int]] = {}
    for place in places:
        tier = _tier_at(state, annex, place)
        key = (id(place.honour), tier.name.value)
        tiers[key] = _joined(tiers[key], tier) if key in tiers else tier
        for head in (place.honour, place.category):
            if head is not None:
                listed = heads[id(head)][1] if id(head) in heads else 0
                heads[id(head)] = (head, listed + sum(1 for _ in tier.cases()))
    for head, listed in heads.values():
        entries.claim(state, head.pieces)
        headings.check_count(state, headings.read(state, head.heading)[1], listed, "below its grades")
    return [
        tier
        for _, group in groupby(tiers.items(), key=lambda item: item[0][0])
        for tier in _by_rank([tier for _, tier in group])
    ]


def _by_rank(tiers: list[Tier]) -> list[Tier]:
    """Return the grades of one honour from the highest on: the first category that lists them may have had no second prize."""
    ladder = next((each for each in _LADDERS if all(tier.kind in each for tier in tiers)), None)
    if any(tier.kind == "special" and "特等" not in tier.name.value for tier in tiers):
        return tiers  # 特别奖 is no rung: it stands where the print puts it
    return tiers if ladder is None else sorted(tiers, key=lambda tier: ladder.index(tier.kind))


def _tier_at(state: State, annex: int, place: grouping.Place) -> Tier:
    """Return the tier that one heading is part of, with its winners in the category above it."""
    node, honour = place.node, place.honour
    named = headings.read(state, honour.heading)[0] if honour is not None else None
    implied = (
        _implied_name(state, annex) if honour is None and not (node.is_bare or _names_tier(node)) else None
    )
    if not node.is_rung and (named or implied is not None):
        above = named or (implied[0] if implied is not None else node.heading)
        declared = None
        with entries.expecting(
            state,
            honour=above.value,
            persons=headings.honours_persons(above.value, None)
            and not _lists_bodies(node.plain, node.children),
            bodies=headings.honours_bodies(above.value),
            count=None,
        ):
            categories = entries.groups(state, [node])
        return Tier(
            honour.mark if honour else None, above, headings.kind_of_tier(above.value), declared, categories
        )
    told = honour.heading if honour is not None else _told_by_annex(state, annex, node)
    tier = _tier(state, node, told)
    if named is not None and honour is not None and named.value not in tier.name.value:
        tier = replace(tier, ordinal=tier.ordinal or honour.mark, name=_composed(named, tier.name))
    if place.category is None:
        return tier
    name = headings.read(state, place.category.heading)[0]
    return replace(
        tier, categories=(Category(place.category.mark, name, entries.within(state, tier.categories)),)
    )


def _joined(known: Tier, more: Tier) -> Tier:
    """Return a tier with the categories of a further part of it, and with the sum of what both declare."""
    one, other = known.declared, more.declared
    declared = None
    if one is not None and other is not None and one.value.unit == other.value.unit:
        total = Count(one.value.number + other.value.number, one.value.unit)
        declared = Reading(total, (*one.spans, *other.spans), min(one.confidence, other.confidence))
    return replace(known, declared=declared, categories=(*known.categories, *more.categories))


def _graded_rows(state: State, lines: Sequence[Piece]) -> list[Tier]:
    """Return the tiers that a column of a table names; none where no column does."""
    rows = grids.rows(state, lines, graded=True)
    if not rows or not all(row.tier for row in rows):
        return []
    entries.claim(state, [piece for row in rows for piece in row.pieces])
    grouped: dict[str, list[tables.Row]] = {}
    for row in rows:
        grouped.setdefault(row.tier.bare if row.tier else "", []).append(row)
    found: list[Tier] = []
    for each in grouped.values():
        cell = each[0].tier
        assert cell is not None
        mark, heading = grids.heading_of(cell)
        name, declared = headings.read(state, heading)
        found.append(
            Tier(
                mark, name, headings.kind_of_tier(name.value), declared, grids.categories_of_rows(state, each)
            )
        )
    return _by_rank(found)


def _graded_tables(state: State, roots: Sequence[Node]) -> list[Tier]:
    """Return the tiers that a column names in tables below honours or categories; none where a heading has no such table."""
    if not roots or not all(grids.holds_table(state, node) and not node.children for node in roots):
        return []
    parts = [_graded_rows(state, node.plain) for node in roots]
    if not all(parts):
        return []
    tiers: dict[str, Tier] = {}
    for node, graded in zip(roots, parts, strict=True):
        entries.claim(state, node.pieces)
        name, declared = headings.read(state, node.heading)
        headings.check_count(state, declared, sum(1 for tier in graded for _ in tier.cases()), "in its table")
        for tier in graded:
            if headings.names_honour(name.value):
                part = replace(tier, ordinal=node.mark, name=_composed(name, tier.name))
            else:
                part = replace(
                    tier, categories=(Category(node.mark, name, entries.within(state, tier.categories)),)
                )
            known = tiers.get(part.name.value)
            tiers[part.name.value] = part if known is None else _joined(known, part)
    return list(tiers.values())


def _lists_persons(lines: Sequence[Piece]) -> bool:
    """Say whether each line names persons and nobody else, whatever stands in brackets behind them."""
    return bool(lines) and all(
        persons.begins_with_surname(piece) and not parties.is_place(piece.bare) for piece in lines
    )


def _lists_bodies(lines: Sequence[Piece], nodes: Sequence[Node]) -> bool:
    """Say whether most entries are names of bodies, whatever the tier is called (标兵 may be either)."""
    entries_of = (node for node in nodes if not outline.counts_winners(node.heading.value))
    words = [*lines, *(Piece(0, node.heading.spans[0], node.heading.value) for node in entries_of)]
    bodies = sum(
        parties.names_somebody(piece) and not persons.is_person(piece, alone=True) for piece in words
    )
    return 2 * bodies > len(words)


def _implied_tier(state: State, annex: int, roots: Sequence[Node], lead: Sequence[Piece]) -> list[Tier]:
    """Return the one tier of a list without tier headings, named by the title of its annex without 名单.

    Without an annex and its title, a list is read only where every entry names an organization.
    """
    heading = _implied_name(state, annex)
    if heading is None or not (state.annex_starts or all(map(_names_winner, roots))):
        return []
    name, declared = heading
    with entries.expecting(
        state,
        honour=name.value,
        persons=headings.honours_persons(name.value, declared) and not _lists_bodies(lead, roots),
        bodies=headings.honours_bodies(name.value),
        count=declared.value.number if declared else None,
    ):
        categories = (entries.cases_of_lines(state, lead) if not roots else ()) + entries.categories(
            state, roots
        )
    return [Tier(None, name, headings.kind_of_tier(name.value), declared, categories)] if categories else []


def _names_winner(node: Node) -> bool:
    words = Piece(0, node.heading.spans[0], node.heading.value)
    return (
        persons.is_person(words)
        or parties.names_party(node.heading)
        or any(map(parties.is_party, node.plain))
    )


def _implied_name(state: State, annex: int) -> tuple[Reading[str], Reading[Count] | None] | None:
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
        flow = Flow.of(state.pieces_of(state.title))
        begin = flow.text.find(subject)
        named = flow.reading(begin, begin + len(subject), state.text)
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
    return flow.reading(0, end, state.text), declared


def _is_prize(state: State, name: str) -> bool:
    """Say whether the body calls the winners' honour a prize by its name in quotation marks (“某某杯”奖)."""
    quoted = name[name.rfind("“") :]
    prize = f"{quoted}奖"
    return name.endswith("”") and any(prize in paragraph.text for paragraph in state.paragraphs)
