"""The tiers of the lists: which headings are tiers, what they are called, how many winners they declare.

A list without such headings is one tier, named by the title of its annex; a table may name tiers in a column, and
tiers may stand below the categories that they hold.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Category, Count, Reading, Tier
from uniongraph.parser import entries, grouping, outline, parties, persons, tables
from uniongraph.parser.outline import Node
from uniongraph.parser.state import Flow, Piece, State, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["kind_of_tier", "read_outline"]

_PERSON_UNITS = {"名", "人", "位"}
_PERSON_WORDS = (
    "个人",
    "工作者",
    "奖章",
    "劳动模范",
    "人物",
    "获得者",
    "能手",
    "工匠",
    "标兵",
    "积极分子",
    "教师",
    "青年",
)
_BODY_WORDS = ("单位", "集体", "组织", "案例", "项目", "奖状")
_GROUP_WORDS = ("类", "组", "系列", "方面", "领域")
"""What ends the name of a category that declares a number as tiers do."""
_INFERRED = 0.8
"""Confidence in a tier's name that is no heading of the list."""


_Heading = tuple[Reading[str], Reading[Count] | None]
"""The name of a tier, and the number it declares."""


def read_outline(state: State) -> None:
    """Read the lists below the body, annex by annex, claiming every line used."""
    starts = state.annex_starts or (state.title_end + 1,)
    tiers: list[Tier] = []
    for index, (start, end) in enumerate(zip(starts, (*starts[1:], None), strict=True)):
        lines = state.unclaimed(start, end)
        if tables.stacks(lines, "tier") and (graded := _graded_rows(state, lines)):
            tiers += graded
            continue
        roots, lead = outline.grow(state, lines)
        inverted = grouping.groups_of(roots)
        if inverted:
            tiers += _inverted(state, inverted)
        elif _are_tiers(roots):
            tiers += (_tier(state, node) for node in roots)
        elif graded := _graded_rows(state, lead) if not roots else []:
            tiers += graded
        elif roots or lead:
            tiers += _implied_tier(state, index, roots, lead)
    state.tiers = tuple(tiers)
    _report_unread_words(state, starts)


def _report_unread_words(state: State, starts: Sequence[int]) -> None:
    """Point out the winners behind a heading on one line that nothing could be made of: the line itself counts as read."""
    for piece in state.pieces[starts[0] - 1 :]:
        parts = outline.cut(piece) if state.claims.get(piece.number) == outline.grow.__name__ else []
        for part in parts[1:]:
            if part.span not in state.read:
                state.find("unread-words", "warning", part.span, "no rule could read these words of the line")


def _are_tiers(roots: Sequence[Node]) -> bool:
    """Say whether the top headings are tiers: each declares a number or names an honour, or half of them with lists."""
    marked = sum(_names_tier(node) for node in roots)
    if any(node.children for node in roots):
        return 2 * marked >= len(roots)
    return 0 < marked == len(roots) and not any(parties.names_party(node.heading) for node in roots)


def _names_tier(node: Node) -> bool:
    bare = grammar.simplified("".join(node.heading.value.split()))
    count = grammar.VACANT.search(bare) or grammar.COUNT.search(bare)
    name = bare[: count.start()] if count else bare
    return not name.endswith(_GROUP_WORDS) and (
        count is not None or grammar.TIER_NAME.search(name) is not None or outline.is_tier_heading(name)
    )


def _tier(state: State, node: Node) -> Tier:
    entries.claim(state, node.pieces)
    name, declared = _declared(state, node.heading)
    plain, declared = _vacancy(state, node.plain, declared)
    with entries.expecting(
        state,
        persons=_honours_persons(name.value, declared) and not _lists_bodies(plain, node.children),
        count=declared.value.number if declared else None,
    ):
        categories = entries.cases_of_lines(state, plain) + entries.categories(state, node.children)
    return Tier(node.mark, name, kind_of_tier(name.value), declared, categories)


def _vacancy(
    state: State, plain: list[Piece], declared: Reading[Count] | None
) -> tuple[list[Piece], Reading[Count] | None]:
    """Return the lines below a heading without the word 空缺, which declares that nobody won."""
    if not plain or not grammar.VACANT.fullmatch(plain[0].bare):
        return plain, declared
    entries.claim(state, plain[:1])
    return plain[1:], Reading(Count(0), whole(plain[:1]))


def _inverted(state: State, groups: Sequence[grouping.Group]) -> list[Tier]:
    """Return tiers that stand below categories, each tier filled with the categories that have it."""
    tiers: dict[str, Tier] = {}
    for group in groups:
        entries.claim(state, group.head.pieces)
        for node in group.tiers:
            tier = _tier(state, node)
            cases = tuple(case for category in tier.categories for case in category.cases)
            part = Category(group.head.mark, group.head.heading, cases)
            known = tiers.get(tier.name.value)
            tiers[tier.name.value] = (
                replace(tier, categories=(part,))
                if known is None
                else replace(known, categories=(*known.categories, part))
            )
    return list(tiers.values())


def _graded_rows(state: State, lines: Sequence[Piece]) -> list[Tier]:
    """Return the tiers that a column of a table names; none where no column does."""
    rows = entries.rows(state, lines)
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
        name, declared = _declared(state, Reading(grammar.tidy_name(cell.text), (cell.span,)))
        found.append(Tier(None, name, kind_of_tier(name.value), declared, entries.categories_of_rows(each)))
    return found


def _lists_bodies(lines: Sequence[Piece], nodes: Sequence[Node]) -> bool:
    """Say whether most entries are names of bodies, whatever the tier is called (标兵 may be either)."""
    words = [*lines, *(Piece(0, node.heading.spans[0], node.heading.value) for node in nodes)]
    bodies = sum(
        parties.names_somebody(piece) and not persons.is_person(piece, alone=True) for piece in words
    )
    return 2 * bodies > len(words)


def _honours_persons(name: str, declared: Reading[Count] | None) -> bool:
    """Say whether the winners of a tier are persons, by what it is called and what it counts."""
    by_unit = declared is not None and declared.value.unit in _PERSON_UNITS and not name.endswith(_BODY_WORDS)
    return by_unit or name.rstrip("”’」").endswith(_PERSON_WORDS)


def kind_of_tier(name: str) -> str:
    """Return the key of the tier's kind (``tier-kind``) that its name states, ``main`` where it states none."""
    return next(
        (key for pattern, key in grammar.TIER_KINDS if pattern.search(grammar.simplified(name))), "main"
    )


def _declared(state: State, heading: Reading[str]) -> _Heading:
    """Return the name and the number that a tier heading prints (……特等奖 1 个)."""
    flow = Flow.of(state.pieces_of(heading))
    words = grammar.simplified(flow.text)
    vacant = grammar.VACANT.search(words)
    match = grammar.COUNT.search(words, 0, vacant.start() if vacant else len(words))
    number = match and grammar.number_of(match["number"])
    if match is not None and number is not None and match.start() > 0:
        end = match.start()
        declared = Reading(
            Count(number, flow.text[match.start("unit") : match.end("unit")]),
            flow.spans(match.start("number"), match.end("unit"), state.text),
        )
    elif vacant is not None:
        end, declared = vacant.start(), None
    else:
        return heading, None
    if vacant is not None:
        declared = Reading(Count(0), flow.spans(vacant.start(), vacant.end(), state.text))
    end = len(flow.text[:end].rstrip(":：—–-"))
    tail = grammar.LIST_TAIL.search(words[:end])
    end = tail.start() if tail and tail.start() else end
    act = grammar.GRANT_HEADING.search(words, 0, end)
    if act is not None:
        return flow.group(act, "honour", state.text), declared
    return (flow.reading(0, end, state.text), declared) if end else (heading, None)


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
        persons=_honours_persons(name.value, declared) and not _lists_bodies(lead, roots),
        count=declared.value.number if declared else None,
    ):
        categories = (entries.cases_of_lines(state, lead) if not roots else ()) + entries.categories(
            state, roots
        )
    return [Tier(None, name, kind_of_tier(name.value), declared, categories)] if categories else []


def _names_winner(node: Node) -> bool:
    words = Piece(0, node.heading.spans[0], node.heading.value)
    return (
        persons.is_person(words)
        or parties.names_party(node.heading)
        or any(map(parties.is_party, node.plain))
    )


def _implied_name(state: State, annex: int) -> _Heading | None:
    """Return the title of an annex without 名单, or of the line that refers to it, or what the document is about."""
    start = state.annex_starts[annex] if state.annex_starts else None
    title = state.titles_by_annex.get(start) if start is not None else None
    if title is None and annex < len(state.annex_references):
        title = state.annex_references[annex]
    if title is None and state.title is not None:
        subject = grammar.subject_of(state.title.value) or state.title.value
        begin = state.title.value.find(subject)
        named = Flow.of(state.pieces_of(state.title)).reading(begin, begin + len(subject), state.text)
        return Reading(named.value, named.spans, _INFERRED), None
    if title is None:
        return None
    flow = Flow.of(state.pieces_of(title))
    tail = grammar.LIST_TAIL.search(flow.text)
    if tail is None or not tail.start():
        return _declared(state, title)
    _, declared = _declared(state, title)
    return flow.reading(0, tail.start(), state.text), declared
