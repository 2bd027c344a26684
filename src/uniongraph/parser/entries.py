"""The lists of a decision read as tiers, categories, cases and recipients.

Each heading of the outline gets its role from what stands in it and below it. A category heading that is followed by
recipients and no numbered list is itself the case. What has no role is left unclaimed: it is reported, not guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.model import Case, Category, Count, Reading, Recipient, Tier
from uniongraph.parser import outline, parties
from uniongraph.parser.outline import Node
from uniongraph.parser.state import Flow, Piece, State, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["kind_of_tier", "read_outline"]

_PERSON_UNITS = {"名", "人", "位"}
_PERSON_WORDS = ("个人", "工作者", "奖章", "劳动模范", "人物", "获得者")
_BODY_WORDS = ("单位", "集体", "组织", "案例", "项目", "奖状")
_GROUP_WORDS = ("类", "组", "系列", "方面", "领域")
"""What ends the name of a category that declares a number as tiers do."""
_TITLE_LINES = 3
"""The title of a case is broken over no more lines."""
_INFERRED = 0.8
"""Confidence in a tier's name that is no heading of the list."""


_Heading = tuple[Reading[str], Reading[Count] | None]
"""The name of a tier, and the number it declares."""


def read_outline(state: State) -> None:
    """Read the lists below the body, annex by annex, claiming every line used."""
    starts = state.annex_starts or (state.title_end + 1,)
    tiers: list[Tier] = []
    for index, (start, end) in enumerate(zip(starts, (*starts[1:], None), strict=True)):
        roots, lead = outline.grow(state, state.unclaimed(start, end))
        if _are_tiers(roots):
            tiers += (_tier(state, node) for node in roots)
        elif roots or lead:
            tiers += _implied_tier(state, index, roots, lead)
    state.tiers = tuple(tiers)


# ---------------------------------------------------------------------------------------------- tiers


def _are_tiers(roots: Sequence[Node]) -> bool:
    """Say whether the top headings are tiers: each declares a number or names an honour, or half of them with lists."""
    marked = sum(_names_tier(node) for node in roots)
    if any(node.children for node in roots):
        return 2 * marked >= len(roots)
    return 0 < marked == len(roots) and not any(parties.names_party(node.heading) for node in roots)


def _names_tier(node: Node) -> bool:
    bare = "".join(node.heading.value.split())
    count = grammar.VACANT.search(bare) or grammar.COUNT.search(bare)
    name = bare[: count.start()] if count else bare
    return not name.endswith(_GROUP_WORDS) and (
        count is not None or grammar.TIER_NAME.search(name) is not None
    )


def _tier(state: State, node: Node) -> Tier:
    state.claim(read_outline, node.pieces)
    name, declared = _declared(state, node.heading)
    if _honours_persons(name.value, declared):
        return Tier(node.mark, name, kind_of_tier(name.value), declared, ())
    categories = _cases_of_lines(state, node.plain) + _categories(state, node.children)
    return Tier(node.mark, name, kind_of_tier(name.value), declared, categories)


def _honours_persons(name: str, declared: Reading[Count] | None) -> bool:
    """Say whether the winners of a tier are persons: no rule reads them, and none may take them for organizations."""
    by_unit = declared is not None and declared.value.unit in _PERSON_UNITS and not name.endswith(_BODY_WORDS)
    return by_unit or name.endswith(_PERSON_WORDS)


def _categories(state: State, nodes: Sequence[Node]) -> tuple[Category, ...]:
    """Return the headings below a tier as categories if one of them holds a list, else as cases of no category."""
    if any(node.children for node in nodes):
        return tuple(_category(state, node) for node in nodes)
    cases = _cases(state, nodes)
    return (Category(None, None, cases),) if cases else ()


def kind_of_tier(name: str) -> str:
    """Return the key of the tier's kind (``tier-kind``) that its name states, ``main`` where it states none."""
    return next((key for pattern, key in grammar.TIER_KINDS if pattern.search(name)), "main")


def _declared(state: State, heading: Reading[str]) -> _Heading:
    """Return the name and the number that a tier heading prints (……特等奖 1 个)."""
    flow = Flow.of(state.pieces_of(heading))
    vacant = grammar.VACANT.search(flow.text)
    match = grammar.COUNT.search(flow.text, 0, vacant.start() if vacant else len(flow.text))
    number = match and grammar.number_of(match["number"])
    if match is not None and number is not None and match.start() > 0:
        end = match.start()
        declared = Reading(
            Count(number, match["unit"]), flow.spans(match.start("number"), match.end("unit"), state.text)
        )
    elif vacant is not None:
        end, declared = vacant.start(), None
    else:
        return heading, None
    if vacant is not None:
        declared = Reading(Count(0), flow.spans(vacant.start(), vacant.end(), state.text))
    end = len(flow.text[:end].rstrip(":：—–-"))
    return (flow.reading(0, end, state.text), declared) if end else (heading, None)


def _implied_tier(state: State, annex: int, roots: Sequence[Node], lead: Sequence[Piece]) -> list[Tier]:
    """Return the one tier of a list without tier headings, named by the title of its annex without 名单.

    Without an annex and its title, a list is read only where every entry names an organization.
    """
    heading = _implied_name(state, annex)
    if heading is None or not (state.annex_starts or all(map(_names_winner, roots))):
        return []
    name, declared = heading
    if _honours_persons(name.value, declared):
        return [Tier(None, name, kind_of_tier(name.value), declared, ())]
    categories = (_cases_of_lines(state, lead) if not roots else ()) + _categories(state, roots)
    return [Tier(None, name, kind_of_tier(name.value), declared, categories)] if categories else []


def _names_winner(node: Node) -> bool:
    return parties.names_party(node.heading) or any(map(parties.is_party, node.plain))


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


# ---------------------------------------------------------------------------------------------- categories, cases


def _category(state: State, node: Node) -> Category:
    state.claim(read_outline, node.pieces)
    if node.children:
        lead = tuple(case for category in _cases_of_lines(state, node.plain) for case in category.cases)
        return Category(node.mark, node.heading, lead + _cases(state, node.children))
    heading, recipients = _winners(state, node)
    return Category(node.mark, heading, (Case(None, heading, recipients),), is_case=True)


def _cases(state: State, nodes: Sequence[Node]) -> tuple[Case, ...]:
    """Return numbered entries as cases; where most have nothing below them, the entries are the winners."""
    bare = sum(map(_has_no_slot, nodes))
    if bare * 2 > len(nodes) and 2 * sum(map(_is_winner, nodes)) > bare:
        return tuple(case for node in nodes for case in _winning_entry(state, node))
    return tuple(_case(state, node) for node in nodes)


def _is_winner(node: Node) -> bool:
    return _has_no_slot(node) and parties.names_party(node.heading)


def _has_no_slot(node: Node) -> bool:
    """Say whether nothing below an entry can be a recipient."""
    return not any(map(parties.may_be_party, node.plain))


def _winning_entry(state: State, node: Node) -> list[Case]:
    """Return the case that an entry of a list of winners is; none where it cannot be one, which leaves it unread."""
    if not _has_no_slot(node):
        return [_case(state, node)]
    if not parties.may_name_party(node.heading):
        return []
    state.claim(read_outline, node.pieces)
    return [Case(node.mark, None, parties.read_words(state, node.heading))]


def _case(state: State, node: Node) -> Case:
    state.claim(read_outline, node.pieces)
    heading, recipients = _winners(state, node)
    return Case(node.mark, heading, recipients)


def _winners(state: State, node: Node) -> tuple[Reading[str], tuple[Recipient, ...]]:
    """Return the title of a case with all its lines, and the recipients on the plain lines below it.

    A single line is the recipient whatever it ends in: an organization is what stands in the slot. Of several, those
    above the first that is known for an organization go on with the title.
    """
    lines = [piece for piece in node.plain if parties.may_be_title(piece)]
    winners = (index for index, piece in enumerate(lines) if parties.is_party(piece))
    first = 0 if len(lines) <= 1 else next(winners, len(lines))
    if 0 < first < len(lines) and parties.is_tail(state, lines[first].bare):
        first -= 1
    rest, slots = lines[:first][:_TITLE_LINES], _slot_lines(lines[first:])
    state.claim(read_outline, (*rest, *slots))
    recipients = parties.read_lines(state, slots)
    if not recipients:
        message = "no organization follows this entry; the text may be cut off here"
        state.find("case-without-recipient", "error", node.heading.spans[0], message)
    return _lengthened(node.heading, rest), recipients


def _slot_lines(lines: Sequence[Piece]) -> list[Piece]:
    """Return the lines that can name a recipient, or end the name on the line above."""
    kept: list[Piece] = []
    for piece in lines:
        if parties.may_be_party(piece) or (kept and parties.ends_name(kept[-1], piece)):
            kept.append(piece)
    return kept


def _lengthened(heading: Reading[str], rest: Sequence[Piece]) -> Reading[str]:
    """Return a heading with the lines it was broken over."""
    if not rest:
        return heading
    value = heading.value + "".join(grammar.tidy_title(piece.text) for piece in rest)
    return Reading(value, (*heading.spans, *whole(rest)))


# ---------------------------------------------------------------------------------------------- without ordinals


def _cases_of_lines(state: State, lines: Sequence[Piece]) -> tuple[Category, ...]:
    """Read lines without ordinals as the cases of no category: titles with recipients below them, or recipients alone.

    Lines that are neither are left unread.
    """
    usable = [piece for piece in lines if parties.may_be_title(piece) and not _counts_winners(piece)]
    sure = [parties.is_party(piece) for piece in usable]
    if len(usable) == 1 and not sure[0]:
        cases = _titled_cases(state, usable, sure) if parties.may_be_party(usable[0]) else ()
    elif any(sure) and not sure[0]:
        cases = _titled_cases(state, usable, sure)
    elif 2 * sum(sure) > len(usable):
        kept = _slot_lines(usable)
        state.claim(read_outline, kept)
        cases = tuple(Case(None, None, (recipient,)) for recipient in parties.read_lines(state, kept))
    else:
        cases = ()
    return (Category(None, None, cases),) if cases else ()


def _counts_winners(piece: Piece) -> bool:
    """Say whether a line only counts what stands below it (某某市（2个）)."""
    return grammar.COUNT.search(piece.bare) is not None


def _titled_cases(state: State, lines: Sequence[Piece], sure: Sequence[bool]) -> tuple[Case, ...]:
    """Read titles with recipients below them; only the last may have none, where the text is cut off."""
    groups: list[tuple[list[Piece], list[Piece]]] = []
    for piece, is_party in zip(lines, sure, strict=True):
        if is_party:
            groups[-1][1].append(piece)
        elif groups and not groups[-1][1]:
            groups[-1][0].append(piece)
        else:
            groups.append(([piece], []))
    if any(len(title) > _TITLE_LINES for title, _ in groups):
        return ()
    state.claim(read_outline, lines)
    return tuple(_titled_case(state, title, winners) for title, winners in groups)


def _titled_case(state: State, title: Sequence[Piece], winners: Sequence[Piece]) -> Case:
    first = Reading(grammar.tidy_title(title[0].text), (title[0].span,))
    if not winners:
        message = "no organization follows this line; the text may be cut off here"
        state.find("case-without-recipient", "error", title[0].span, message)
    return Case(None, _lengthened(first, title[1:]), parties.read_lines(state, winners))
