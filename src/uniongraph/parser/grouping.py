"""Lists that are grouped the other way: tiers below categories, and winners behind the name of their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from uniongraph import grammar
from uniongraph.parser import inline, outline, parties, persons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.outline import Node
    from uniongraph.parser.state import Piece

__all__ = ["Group", "Labelled", "groups_of", "labelled", "placed"]

_LONGEST = 2_000
_FEWEST = 2


class Group(NamedTuple):
    """A category with the tiers that stand below it."""

    head: Node
    tiers: list[Node]


class Labelled(NamedTuple):
    """The name before a colon, the winners behind it and on the lines that go on, and all those lines."""

    label: Piece
    winners: list[Piece]
    pieces: list[Piece]


def groups_of(roots: Sequence[Node]) -> list[Group]:
    """Return the headings as categories with tiers below them, where the same tiers come back below several.

    Empty where the list is not grouped so: a heading has entries of its own, or no tier comes twice.
    """
    if not roots or _is_tier(roots[0]):
        return []
    groups: list[Group] = []
    for node in roots:
        if _is_tier(node) and node.mark is None:
            groups[-1].tiers.append(node)
        elif node.plain or (node.children and not all(map(_is_tier, node.children))):
            return []
        else:
            groups.append(Group(node, list(node.children)))
    names = [_name(tier) for group in groups for tier in group.tiers]
    is_inverted = (
        len(groups) >= _FEWEST and all(group.tiers for group in groups) and len(set(names)) < len(names)
    )
    return groups if is_inverted else []


def _is_tier(node: Node) -> bool:
    return outline.is_tier_heading(node.heading.value)


def _name(node: Node) -> str:
    bare = "".join(node.heading.value.split())
    count = grammar.COUNT.search(bare)
    return bare[: count.start()] if count else bare


def labelled(lines: Sequence[Piece]) -> list[Labelled]:
    """Return the groups of lines that begin with a name and a colon (凤 池 县：朱家店镇　杨柳乡).

    Empty unless the first line begins so and every line names somebody.
    """
    groups: list[Labelled] = []
    for piece in lines:
        match = grammar.LABELLED_LINE.fullmatch(piece.text) if len(piece.text) <= _LONGEST else None
        if match is not None and inline.split_label(piece) is None:
            label, rest = piece.part(0, match.end("label")), piece.part(match.start("rest"), len(piece.text))
            groups.append(Labelled(label, [rest], [piece]))
        elif groups:
            groups[-1].winners.append(piece)
            groups[-1].pieces.append(piece)
        else:
            return []
    winners = [piece for group in groups for piece in group.winners]
    named = sum(parties.names_somebody(piece) or persons.is_person(piece, alone=True) for piece in winners)
    return groups if 2 * named > len(winners) else []


def placed(lines: Sequence[Piece]) -> list[Labelled]:
    """Return the groups of lines below the name of a place that stands alone on its line.

    Empty unless the first line is such a name, each has winners below it, and most lines are no places.
    """
    groups: list[Labelled] = []
    for piece in lines:
        if parties.is_place(piece.bare):
            if groups and not groups[-1].winners:
                return []
            groups.append(Labelled(piece, [], [piece]))
        elif groups:
            groups[-1].winners.append(piece)
            groups[-1].pieces.append(piece)
        else:
            return []
    whole = bool(groups) and bool(groups[-1].winners)
    return groups if whole and 2 * len(groups) <= len(lines) else []
