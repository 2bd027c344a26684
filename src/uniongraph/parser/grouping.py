"""Lists that are grouped the other way, grades below honours and categories; and groups within categories."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from uniongraph import grammar
from uniongraph.grammar.lists import CONTEST, count_in
from uniongraph.model import Case, Category
from uniongraph.parser import headings, outline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from uniongraph.model import Reading, Recipient
    from uniongraph.parser.growth import Node
    from uniongraph.parser.state import Piece, State

__all__ = ["Place", "above_groups", "below_outer", "each_on", "merged", "places_of", "within"]


class Place(NamedTuple):
    """A heading with winners below it, and what stands above it: the honour it is a grade of, and the category."""

    node: Node
    honour: Node | None = None
    category: Node | None = None
    is_given: bool = False
    """Whether the body gives it by its name."""
    outer: Node | None = None
    """The heading above the category, where that is a group of another (一、征文类: （一）小学组)."""


def places_of(roots: Sequence[Node], given: Sequence[tuple[Node, Node | None]] = ()) -> list[Place]:
    """Return the headings of a list in which grades stand below honours or categories, each with those above it.

    ``given`` are the honours that the body gives where they stand below categories. Empty where neither is the case.
    """
    if given:
        return [place for honour, category in given for place in _places_given(honour, category)]
    children = [child for node in roots for child in node.children]
    if not children:
        return []
    below = Counter(outline.name_of(child.heading.value) for child in children)
    again = {name for name, number in below.items() if number > 1 and outline.is_tier_heading(name)}
    rungs = {id(child) for node in roots if _is_group(node, again) for child in node.children}
    if not any(_is_graded(node, rungs) for node in roots):
        return []
    contests = set(_contests(roots, rungs))
    return [place for root in roots for place in _places(root, rungs, contests=contests)]


def _contests(nodes: Sequence[Node], rungs: set[int]) -> Iterator[int]:
    """Yield the contests among headings with grades below them: one by its name, or beside one if it is no group (小学组)."""
    heads = [(node, headings.uncounted(node.heading.value)) for node in nodes if node.children]
    if any(CONTEST.search(name) for _, name in heads):
        graded = ((node, name) for node, name in heads if _is_graded(node, rungs))
        yield from (id(node) for node, name in graded if grammar.GROUP_END.search(name) is None)
    for node, _ in heads:
        yield from _contests(node.children, rungs)


def _is_group(node: Node, again: set[str]) -> bool:
    """Say whether a heading is no honour, and honours that come back below others stand below it (一、某某县)."""
    if not again or not node.children or headings.names_honour(node.heading.value):
        return False
    return any(outline.name_of(child.heading.value) in again for child in node.children)


def _is_graded(node: Node, rungs: set[int]) -> bool:
    """Say whether grades or honours stand below a heading, at any depth; below a grade are categories at most."""
    if not node.children or node.is_rung or _sums_up(node):
        return False
    return any(
        child.is_bare or child.is_rung or id(child) in rungs or _is_graded(child, rungs)
        for child in node.children
    )


def _sums_up(node: Node) -> bool:
    """Say whether a heading names one honour and declares as many winners as the honours below it do together (文明村镇: 文明镇, 文明村)."""
    if not headings.is_of_all(node.heading.value) or any(child.is_rung for child in node.children):
        return False
    counts = [count_in("".join(each.heading.value.split())) for each in (node, *node.children)]
    total, *parts = (grammar.number_of(count["number"]) if count is not None else None for count in counts)
    listed = [part for part in parts if part is not None]
    return len(listed) == len(node.children) > 1 and total == sum(listed)


def _places(
    node: Node,
    rungs: set[int],
    honour: Node | None = None,
    category: Node | None = None,
    *,
    outer: Node | None = None,
    contests: Collection[int] = (),
) -> Iterator[Place]:
    if not _is_graded(node, rungs):
        yield Place(node, honour, category, outer=outer)
        return
    is_contest = id(node) in contests
    if honour is None and (is_contest or (category is None and _is_honour(node))):
        honour = node
    else:
        outer, category = outer or category, node
    for child in node.children:
        yield from _places(child, rungs, honour, category, outer=outer, contests=contests)


def _places_given(honour: Node, category: Node | None) -> Iterator[Place]:
    """Yield an honour that the body gives, or its grades."""
    if not _is_graded(honour, set()):
        yield Place(honour, None, category, is_given=True)
        return
    for child in honour.children:
        yield from _places(child, set(), honour, category)


def _is_honour(node: Node) -> bool:
    """Say whether a heading with grades below it is their honour; with honours below it, it is a group of them."""
    return headings.names_honour(node.heading.value) and all(
        child.style != "heading" for child in node.children
    )


def within(state: State, inner: Sequence[Category]) -> tuple[Case, ...]:
    """Return the cases of groups within a category as the category's own; the name of its group is a note of each winner.

    A decision has one level of categories: a finding says what became of the second.
    """
    named = [each.name for each in inner if each.name is not None]
    if named:
        groups = "a group" if len(named) == 1 else f"{len(named)} groups"
        message = f"{groups} within a category; the name is noted with each of those who stand below it"
        state.find("nested-groups", "info", named[0].spans[0], message)
    return tuple(_noted(case, category.name) for category in inner for case in category.cases)


def above_groups(state: State, places: Sequence[Place]) -> dict[int, Node]:
    """Return the heading above each category, by where its name stands; one that stands above all that have any parts nothing."""
    outers = {id(place.outer): place.outer for place in places if place.outer is not None}
    if len(outers) == 1 and not any(place.category and not place.outer for place in places):
        (only,) = outers.values()
        message = "stands above groups, which are the categories; a decision has one level of them"
        state.find("nested-groups", "info", only.heading.spans[0], message)
        return {}
    return {
        place.category.heading.spans[0].begin: place.outer
        for place in places
        if place.outer is not None and place.category is not None
    }


def below_outer(
    state: State, categories: Sequence[Category], outers: Mapping[int, Node]
) -> tuple[Category, ...]:
    """Return the groups below each of several headings as one category, where such stand above them."""
    found: list[Category] = []
    parted = [(outers.get(each.name.spans[0].begin) if each.name else None, each) for each in categories]
    for _, group in groupby(parted, key=lambda each: id(each[0])):
        (outer, first), *more = group
        inner = (first, *(each for _, each in more))
        if outer is None:
            found += inner
        else:
            name = headings.read(state, outer.heading)[0]
            found.append(Category(outer.mark, name, within(state, inner)))
    return tuple(found)


def each_on(piece: Piece, recipients: tuple[Recipient, ...]) -> tuple[Case, ...]:
    """Return each of the winners on a line as a case of its own, and a couple as one."""
    is_couple = grammar.COUPLE_WORD.search(piece.text) is not None
    together = ([recipients] if is_couple else [(each,) for each in recipients]) if recipients else []
    return tuple(Case(None, None, each) for each in together)


def merged(categories: Iterable[Category]) -> tuple[Category, ...]:
    """Return categories with those that follow one another without a name as one."""
    found: list[Category] = []
    for has_name, group in groupby(categories, key=lambda each: each.name is not None):
        first, *more = group
        if has_name:
            found += first, *more
        else:
            found.append(replace(first, cases=tuple(chain(first.cases, *(each.cases for each in more)))))
    return tuple(found)


def _noted(case: Case, group: Reading[str] | None) -> Case:
    if group is None:
        return case
    recipients = (replace(each, notes=(group, *each.notes)) for each in case.recipients)
    return replace(case, recipients=tuple(recipients))
