"""The tiers of the lists: which headings are tiers, what they are called, how many winners they declare.

A list without such headings is one tier, named by the title of its annex; a table may name tiers in a column, and
tiers may stand below the categories that they hold.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.grammar.lists import LEVEL, PRAISED, count_in
from uniongraph.grammar.prose import QUOTED_HONOUR
from uniongraph.model import Category, Count, Reading, Tier
from uniongraph.parser import (
    entries,
    gradings,
    grids,
    grouping,
    growth,
    headings,
    implied,
    levels,
    outline,
    parties,
    persons,
    ranks,
    tables,
    unruled,
)
from uniongraph.parser.growth import Node
from uniongraph.parser.state import DOUBTED, Flow, Piece, State, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read_outline"]

_MOST: Final = 64
"""An honour of a list is looked for in no more paragraphs."""


def read_outline(state: State) -> None:
    """Read the lists below the body, annex by annex, claiming every line used."""
    starts = state.annex_starts or (state.title_end + 1,)
    annexes: list[list[Tier]] = []
    state.given = levels.quoted_in(state)
    given = levels.honours_given(state)
    for index, (start, end) in enumerate(zip(starts, (*starts[1:], None), strict=True)):
        lines = [line for line in state.unclaimed(start, end) if line.number not in state.led]
        tiers: list[Tier] = []
        state.honour = ranks.honour_of_annex(state, index)
        if unruled.stacks(lines, "tier") and (graded := gradings.graded_rows(state, lines)):
            annexes.append(graded)
            continue
        roots, lead = growth.grow(state, lines)
        if ranks.may_stand_in(lines):
            roots = ranks.number(state, roots, state.honour)
        if roots and lead and tables.heads(lead[-1]):
            _hand_down(lead.pop(), roots)
        above = _graded_above(state, lead) if roots else []
        if places := grouping.places_of(roots, levels.given_below(roots, given)):
            tiers = above + _placed(state, index, places)
        elif graded := _graded_tables(state, roots):
            tiers = above + graded
        elif (are_given := levels.are_given(roots, given)) or (
            _are_tiers(roots) and not _counts_within(state, index, roots)
        ):
            _doubt_unlike(state, [] if are_given else roots)
            above = above or implied.tier_above(state, index, roots, lead)
            tiers = above + [_tier(state, node, _told_by_annex(state, index, node)) for node in roots]
        elif graded := gradings.graded_rows(state, lead) if not roots else []:
            tiers = graded
        elif roots or lead:
            _doubt_honours(state, roots)
            tiers = above + implied.implied_tier(state, index, roots, lead if not above else [])
        annexes.append(tiers)
    state.honour = ""
    state.tiers = (*state.tiers, *headings.without_verbs(state, _told_apart(state, annexes)))
    _report_unread_words(state, starts)


def _graded_above(state: State, lead: Sequence[Piece]) -> list[Tier]:
    """Return the tiers that a column names in a table above all headings of a list."""
    return gradings.graded_rows(state, lead) if any(map(tables.is_row, lead)) else []


def _hand_down(head: Piece, nodes: Sequence[Node]) -> None:
    """Put the head of a table, which stands above all headings, above the rows below each of them."""
    for node in nodes:
        if node.plain and tables.is_row(node.plain[0]) and not tables.heads(node.plain[0]):
            node.plain.insert(0, head)
        _hand_down(head, node.children)


def _told_apart(state: State, annexes: Sequence[Sequence[Tier]]) -> tuple[Tier, ...]:
    """Return all tiers; a grade is named by the honour that its annex lists, where others are listed or other annexes have it too."""
    grades = Counter(
        tier.name.value for tiers in annexes for tier in tiers if outline.is_grade(tier.name.value)
    )
    if not grades:
        return tuple(tier for tiers in annexes for tier in tiers)
    found: list[Tier] = []
    for index, tiers in enumerate(annexes):
        told = implied.implied_name(state, index)
        is_of_one = told is not None and _grades_one_of_several(state, annexes, index, told)
        for tier in tiers:
            is_grade = grades[tier.name.value] > 1 or (is_of_one and tier.name.value in grades)
            if is_grade and told is not None:
                found.append(replace(tier, name=gradings.composed(_honour_in(state, told[0]), tier.name)))
            else:
                found.append(tier)
    return tuple(found)


def _grades_one_of_several(
    state: State,
    annexes: Sequence[Sequence[Tier]],
    index: int,
    told: tuple[Reading[str], Reading[Count] | None],
) -> bool:
    """Say whether a list has nothing but grades of the honour that it is called after and the body gives, and others are listed elsewhere.

    The number that its title declares is compared with all its grades.
    """
    tiers, (honour, declared) = annexes[index], told
    if not state.annex_starts or not tiers or not all(outline.is_grade(tier.name.value) for tier in tiers):
        return False
    headings.check_count(state, declared, sum(tier.number_of_cases for tier in tiers), "in all its grades")
    others = (implied.implied_name(state, at) for at, each in enumerate(annexes) if each and at != index)
    is_several = any(each is not None and each[0].value != honour.value for each in others)
    return is_several and not outline.is_grade(honour.value) and _is_given(state, honour.value)


def _is_given(state: State, honour: str) -> bool:
    """Say whether the body gives an honour by its name: in quotation marks, or as a title (……称号)."""
    flows = state.paragraphs[:_MOST]
    marked = (honour + mark in flow.folded for flow in flows for mark in ("”", "称号", "荣誉称号"))
    quoted = (quote["name"] for flow in flows for quote in QUOTED_HONOUR.finditer(flow.folded))
    return any(marked) or any(map(honour.endswith, quoted))


def _honour_in(state: State, title: Reading[str]) -> Reading[str]:
    """Return the honour that an annex's title names, without the words for those who get it (…奖获奖项目)."""
    flow = Flow.of(state.pieces_of(title))
    tail = grammar.WINNERS_END.search(flow.text)
    return flow.reading(0, tail.start(), state.text) if tail and tail.start() else title


def _told_by_annex(state: State, annex: int, node: Node) -> Reading[str] | None:
    """Return what the annex lists, which says whom a grade is given to; None for any other heading."""
    name = node.heading.value
    is_grade = outline.is_grade(name) or LEVEL.fullmatch(outline.name_of(name)) is not None
    told = implied.implied_name(state, annex) if is_grade else None
    return told[0] if told is not None else None


def _report_unread_words(state: State, starts: Sequence[int]) -> None:
    """Point out the winners behind a heading, or of a long line, that nothing could be made of: the line itself counts as read."""
    lines = state.pieces[starts[0] - 1 :]
    used = (piece for piece in lines if state.claims.get(piece.number) == growth.grow.__name__)
    cuts = ((piece, entries) for piece in used if len(entries := outline.entries_on(piece)) > 1)
    parts = [part for piece, entries in cuts for part in entries[len(outline.cut(piece)) > 1 :]]
    begins = sorted(span.begin for span in state.read) if parts else []
    for part in parts:
        at = bisect_left(begins, part.span.begin)
        if at == len(begins) or begins[at] >= part.span.end:
            state.find("unread-words", "warning", part.span, "no rule could read these words of the line")


def _are_tiers(roots: Sequence[Node]) -> bool:
    """Say whether the top headings are tiers: each declares a number or names an honour, or half of them with lists."""
    marked = sum(_names_tier(node) for node in roots)
    if any(node.children for node in roots):
        return 2 * marked >= len(roots)
    return 0 < marked == len(roots) and not any(map(_may_be_winner, roots))


def _may_be_winner(node: Node) -> bool:
    """Say whether a heading is the name of a body, and no honour that ends as one does (先进支行（6个）, 文明镇)."""
    name = node.heading.value
    is_honour = outline.is_tier_heading(name) or PRAISED.fullmatch(outline.name_of(name)) is not None
    return not is_honour and parties.names_party(node.heading)


def _counts_within(state: State, annex: int, roots: Sequence[Node]) -> bool:
    """Say whether headings only count what is below them in a list that is of one honour (先进集体名单: 一、制造业（3个）)."""
    if any(node.is_told or headings.names_honour(node.heading.value) for node in roots):
        return False
    if not state.annex_starts:
        return False
    title = state.titles_by_annex.get(state.annex_starts[annex])
    told = implied.implied_name(state, annex) if title is not None else None
    return told is not None and headings.names_honour(told[0].value)


def _doubt_unlike(state: State, roots: Sequence[Node]) -> None:
    """Say of each heading among honours that its words name none."""
    for node in roots if len(roots) > 1 else ():
        if not (_names_tier(node) or headings.names_honour(node.heading.value)):
            message = "its words name no honour; taken for one as those beside it are, it may be a category"
            _doubt(state, node, message)


def _doubt_honours(state: State, roots: Sequence[Node]) -> None:
    """Say of each heading among categories that it names an honour."""
    for node in roots if len(roots) > 1 else ():
        if node.children and outline.is_tier_heading(node.heading.value):
            message = "its words name an honour; taken for a category as those beside it are, it may be an honour of its own"
            _doubt(state, node, message)


def _doubt(state: State, node: Node, message: str) -> None:
    state.doubt(node.heading.spans[0], message)
    node.heading = replace(node.heading, confidence=DOUBTED)


def _names_tier(node: Node) -> bool:
    if node.is_told:
        return True
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
        implied.honours_persons(each.value, count, plain, node.children)
        for each, count in (told, (name, declared))
    )
    is_for_persons = is_for_persons or (outline.is_rank(name.value) and _lists_persons(plain))
    with entries.expecting(
        state,
        honour=name.value if honour is None else honour.value,
        persons=is_for_persons and not implied.lists_bodies(plain, node.children),
        bodies=headings.honours_bodies(told[0].value),
        declared=declared,
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
    parts: dict[tuple[int, str], list[Tier]] = {}
    heads: dict[int, tuple[Node, int]] = {}
    for place in places:
        tier = _tier_at(state, annex, place)
        parts.setdefault((id(place.honour), tier.name.value), []).append(tier)
        for head in (place.honour, place.outer, place.category):
            if head is not None:
                listed = heads[id(head)][1] if id(head) in heads else 0
                heads[id(head)] = (head, listed + tier.number_of_cases)
    for head, listed in heads.values():
        entries.claim(state, head.pieces)
        headings.check_count(state, headings.read(state, head.heading)[1], listed, "below its grades")
    outers = grouping.above_groups(state, places)
    tiers = [
        tier
        for _, group in groupby(parts.items(), key=lambda item: item[0][0])
        for tier in gradings.by_rank([_compared(state, each) for _, each in group])
    ]
    if not outers:
        return tiers
    return [replace(tier, categories=grouping.below_outer(state, tier.categories, outers)) for tier in tiers]


def _compared(state: State, parts: Sequence[Tier]) -> Tier:
    """Return the parts of a tier as one, where each number is compared with what stands below its own heading."""
    for part in parts if len(parts) > 1 else ():
        headings.check_count(state, part.declared, part.number_of_cases, "below it")
    return _joined(parts)


def _tier_at(state: State, annex: int, place: grouping.Place) -> Tier:
    """Return the tier that one heading is part of, with its winners in the category above it."""
    node, honour = place.node, place.honour
    named = headings.read(state, honour.heading)[0] if honour is not None else None
    told = (
        implied.implied_name(state, annex)
        if honour is None and not (node.is_bare or place.is_given or _names_tier(node))
        else None
    )
    if not node.is_rung and (named or told is not None):
        name = named or (told[0] if told is not None else node.heading)
        with entries.expecting(
            state,
            honour=name.value,
            persons=headings.honours_persons(name.value, None)
            and not implied.lists_bodies(node.plain, node.children),
            bodies=headings.honours_bodies(name.value),
        ):
            categories = entries.groups(state, [node])
        mark = honour.mark if honour else None
        return Tier(mark, name, headings.kind_of_tier(name.value), None, categories)
    above = honour.heading if honour is not None else _told_by_annex(state, annex, node)
    tier = _tier(state, node, above)
    if named is not None and honour is not None and named.value not in tier.name.value:
        tier = replace(tier, ordinal=tier.ordinal or honour.mark, name=gradings.composed(named, tier.name))
    if place.category is None:
        return tier
    name = headings.read(state, place.category.heading)[0]
    return replace(
        tier, categories=(Category(place.category.mark, name, grouping.within(state, tier.categories)),)
    )


def _joined(parts: Sequence[Tier]) -> Tier:
    """Return a tier with the categories of all its parts, and with the sum of what they declare, each in the same unit."""
    if len(parts) == 1:
        return parts[0]
    counts = [part.declared for part in parts if part.declared is not None]
    declared = None
    if len(counts) == len(parts) and len({count.value.unit for count in counts}) == 1:
        total = Count(sum(count.value.number for count in counts), counts[0].value.unit)
        spans = tuple(span for count in counts for span in count.spans)
        declared = Reading(total, spans, min(count.confidence for count in counts))
    categories = tuple(category for part in parts for category in part.categories)
    return replace(parts[0], declared=declared, categories=categories)


def _graded_tables(state: State, roots: Sequence[Node]) -> list[Tier]:
    """Return the tiers that a column names in tables below honours or categories, among those that have no such table.

    None where no table does, or where a heading without one is no honour.
    """
    tabled = [not node.children and grids.holds_table(state, node) for node in roots]
    if not any(tabled):
        return []
    named = [headings.read(state, node.heading) for node in roots]
    above = [name if headings.names_honour(name.value) else None for name, _ in named]
    parts = [
        gradings.graded_rows(state, node.plain, honour) if is_table else []
        for node, is_table, honour in zip(roots, tabled, above, strict=True)
    ]
    if not any(parts) or not all(
        part or _is_plain_tier(node) for node, part in zip(roots, parts, strict=True)
    ):
        return []
    tiers: dict[str, list[Tier]] = {}
    for node, graded, (name, declared), honour in zip(roots, parts, named, above, strict=True):
        if not graded:
            tiers.setdefault(name.value, []).append(_tier(state, node))
            continue
        entries.claim(state, node.pieces)
        headings.check_count(state, declared, sum(1 for tier in graded for _ in tier.cases()), "in its table")
        for tier in graded:
            if honour is not None:
                part = replace(tier, ordinal=node.mark)
            else:
                part = replace(
                    tier, categories=(Category(node.mark, name, grouping.within(state, tier.categories)),)
                )
            tiers.setdefault(part.name.value, []).append(part)
    return list(map(_joined, tiers.values()))


def _is_plain_tier(node: Node) -> bool:
    """Say whether a heading is a tier with its winners right below it."""
    return not node.children and _names_tier(node)


def _lists_persons(lines: Sequence[Piece]) -> bool:
    """Say whether each line names persons and nobody else, whatever stands in brackets behind them."""
    return bool(lines) and all(
        persons.begins_with_surname(piece) and not parties.is_place(piece.bare) for piece in lines
    )
