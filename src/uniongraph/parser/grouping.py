"""Lists that are grouped the other way: grades below honours and categories, winners behind the name of their place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from uniongraph import grammar
from uniongraph.parser import headings, inline, outline, parties, persons

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.parser.growth import Node
    from uniongraph.parser.state import Piece

__all__ = ["Labelled", "Place", "is_group_label", "labelled", "placed", "places_of"]

_LONGEST = 2_000
_LONGEST_LABEL = 40
_SMALL = ("镇", "乡", "街道")
_SMALLEST = ("村", "社区")


class Place(NamedTuple):
    """A heading with winners below it, and what stands above it: the honour it is a grade of, and the category."""

    node: Node
    honour: Node | None = None
    category: Node | None = None


class Labelled(NamedTuple):
    """The name before a colon, the winners behind it and on the lines that go on, and all those lines."""

    label: Piece
    winners: list[Piece]
    pieces: list[Piece]


def places_of(roots: Sequence[Node]) -> list[Place]:
    """Return the headings of a list in which grades stand below honours or categories, each with those above it.

    Empty where no grade stands below another heading.
    """
    below = Counter(outline.name_of(child.heading.value) for node in roots for child in node.children)
    again = {name for name, number in below.items() if number > 1 and outline.is_tier_heading(name)}
    rungs = {id(child) for node in roots if _is_group(node, again) for child in node.children}
    if not any(_is_graded(node, rungs) for node in roots):
        return []
    return [place for root in roots for place in _places(root, rungs)]


def _is_group(node: Node, again: set[str]) -> bool:
    """Say whether a heading is no honour, and honours that come back below others stand below it (一、某某县)."""
    return not headings.names_honour(node.heading.value) and any(
        outline.name_of(child.heading.value) in again for child in node.children
    )


def _is_graded(node: Node, rungs: set[int]) -> bool:
    """Say whether grades or honours stand below a heading, at any depth; below a grade are categories at most."""
    return not node.is_rung and any(
        child.is_bare or child.is_rung or id(child) in rungs or _is_graded(child, rungs)
        for child in node.children
    )


def _places(
    node: Node, rungs: set[int], honour: Node | None = None, category: Node | None = None
) -> Iterator[Place]:
    if not _is_graded(node, rungs):
        yield Place(node, honour, category)
        return
    if honour is None and category is None and _is_honour(node):
        honour = node
    else:
        category = node
    for child in node.children:
        yield from _places(child, rungs, honour, category)


def _is_honour(node: Node) -> bool:
    """Say whether a heading with grades below it is their honour; with honours below it, it is a group of them."""
    return headings.names_honour(node.heading.value) and all(
        child.style != "heading" for child in node.children
    )


def labelled(lines: Sequence[Piece], *, of_persons: bool = False) -> list[Labelled]:
    """Return the groups of lines that begin with a name and a colon (凤 池 县：朱家店镇　杨柳乡).

    Empty unless the first line begins so and every line names somebody; ``of_persons`` where the honour is for persons,
    who may bear any name.
    """
    groups: list[Labelled] = []
    for piece in lines:
        match = grammar.LABELLED_LINE.fullmatch(piece.text) if len(piece.text) <= _LONGEST else None
        is_group = match is not None and inline.split_label(piece) is None and not inline.holds_label(piece)
        if match is not None and is_group:
            label, rest = piece.part(0, match.end("label")), piece.part(match.start("rest"), len(piece.text))
            groups.append(Labelled(label, [rest], [piece]))
        elif groups:
            groups[-1].winners.append(piece)
            groups[-1].pieces.append(piece)
        else:
            return []
    winners = [piece for group in groups for piece in group.winners]
    named = sum(
        parties.names_somebody(piece)
        or persons.is_person(piece, alone=True)
        or (of_persons and bool(persons.read(piece, trusted=True)))
        for piece in winners
    )
    return groups if 2 * named > len(winners) else []


def placed(lines: Sequence[Piece]) -> list[Labelled]:
    """Return the groups of lines below the name of a place, or of another group, that stands alone on its line.

    Empty unless the first line is such a name, each has winners below it, and most lines are none. Where the first
    declares a number (东州市（2个）), so does each; else a name is of a group where it is of the first one's level.
    """
    groups: list[Labelled] = []
    for piece in lines:
        if _is_label(piece, lines[0]):
            if groups and not groups[-1].winners:
                return []
            groups.append(Labelled(piece, [], [piece]))
        elif groups:
            groups[-1].winners.append(piece)
            groups[-1].pieces.append(piece)
        else:
            return []
    return groups if groups and groups[-1].winners else []


def _is_label(piece: Piece, first: Piece) -> bool:
    if len(piece.text) > _LONGEST_LABEL:
        return False
    if _ends_in_colon(first):
        return _ends_in_colon(piece)
    name, is_counted = _label(piece)
    if _label(first)[1]:
        is_group = is_counted and not headings.names_honour(name)
        return is_group if piece is not first else is_group and parties.names_group(name)
    return parties.names_group(name) and (piece is first or _is_small(name) == _is_small(_label(first)[0]))


def is_group_label(piece: Piece) -> bool:
    """Say whether a line is the name of a place or another group, with or without the number of winners, and nothing else."""
    return len(piece.text) <= _LONGEST_LABEL and parties.names_group(_label(piece)[0])


def _ends_in_colon(piece: Piece) -> bool:
    return piece.text.endswith((":", "：")) and parties.may_be_title(piece)


def _label(piece: Piece) -> tuple[str, bool]:
    """Return a line without the number at its end, and whether there is one."""
    bare = piece.bare.rstrip(":：")
    count = grammar.COUNT.search(bare)
    return (bare[: count.start()] if count else bare), count is not None


def _is_small(name: str) -> bool:
    """Say whether a place is a town or less, which is a winner where the groups are counties."""
    return name.endswith((*_SMALL, *_SMALLEST))
