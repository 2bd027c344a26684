"""Winners behind or below the name of their place or their group: before a colon, on a line above, above numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from uniongraph import grammar, names
from uniongraph.grammar.lists import count_in
from uniongraph.model import Reading
from uniongraph.parser import headings, inline, members, outline, parties, persons, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.outline import Ordinal
    from uniongraph.parser.state import Piece

__all__ = ["Labelled", "above_entries", "heads_names", "is_group_label", "labelled", "placed"]

_LONGEST = 2_000
_LONGEST_LABEL = 40
_PARTS = re.compile(r"[、，,；;\s]+")
_GAP = re.compile(r"\s+")
_CONTINUED = re.compile(r"[（(](?:续表?|接上页|续上页)[）)][:：]?$")
_SMALL = ("镇", "乡", "街道", "村", "社区")
_PROVINCE = ("省", "自治区", "兵团", "特别行政区")
_COUNTY = ("县", "旗")


class Labelled(NamedTuple):
    """The name before a colon, the winners behind it and on the lines that go on, and all those lines."""

    label: Piece
    winners: list[Piece]
    pieces: list[Piece]
    is_unit: bool = False
    """Whether the winners are persons and the name is where they work, a place too."""

    @property
    def heading(self) -> Reading[str]:
        """The name, with the number at its end."""
        return Reading(grammar.tidy_name(self.label.text), (self.label.span,))


def labelled(lines: Sequence[Piece], *, of_persons: bool = False) -> list[Labelled]:
    """Return the groups of lines that begin with a name and a colon (凤 池 县：朱家店镇　杨柳乡).

    Empty unless the first line begins so and every line names somebody; ``of_persons`` where the honour is for persons,
    who may bear any name. The winners of some groups may stand below the colon.
    """
    if spaced := _spaced(lines):
        return spaced
    groups: list[Labelled] = []
    above = 0
    for piece in (part for line in lines for part in outline.parted(line)):
        may_be = len(piece.text) <= _LONGEST and (":" in piece.text or "：" in piece.text)
        match = grammar.LABELLED_LINE.fullmatch(piece.text) if may_be else None
        is_group = match is not None and inline.split_label(piece) is None and not inline.holds_label(piece)
        is_unit = of_persons and match is not None and heads_names(piece.part(0, match.end("label") + 1))
        is_group = is_group and (is_unit or not members.names_members(piece.text))
        is_group = is_group and (of_persons or not inline.says_part(piece))
        if match is not None and is_group and not _is_count(match["rest"]):
            label, rest = piece.part(0, match.end("label")), piece.part(match.start("rest"), len(piece.text))
            groups.append(Labelled(label, [rest], [piece]))
        elif (piece.text.endswith((":", "：")) or _label(piece)[1]) and heads_names(piece):
            above += 1
            groups.append(Labelled(piece.part(0, len(piece.text.rstrip(":："))), [], [piece]))
        elif groups:
            groups[-1].winners.append(piece)
            groups[-1].pieces.append(piece)
        else:
            return []
    if above and (above == len(groups) or not all(group.winners for group in groups)):
        return []
    winners = [piece for group in groups for piece in group.winners]
    named = sum(
        parties.names_somebody(piece)
        or persons.is_person(piece, alone=True)
        or (of_persons and bool(persons.read(piece, trusted=True)))
        for piece in winners
    )
    return groups if 2 * named > len(winners) else []


def _spaced(lines: Sequence[Piece]) -> list[Labelled]:
    """Return the groups of lines that each begin with a place and a space before bodies with a place in their names."""
    groups: list[Labelled] = []
    for piece in lines if len(lines) > 1 else ():
        gap = _GAP.search(piece.text, 0, _LONGEST_LABEL)
        label = piece.part(0, gap.start()) if gap is not None else piece
        rest = piece.part(gap.end(), len(piece.text)) if gap is not None else piece
        if gap is None or not parties.is_place(label.text) or not _have_places(rest):
            return []
        if groups and groups[-1].label.text == label.text:
            groups[-1].winners.append(rest)
            groups[-1].pieces.append(piece)
        else:
            groups.append(Labelled(label, [rest], [piece]))
    return groups


def _have_places(words: Piece) -> bool:
    """Say whether some words are the names of bodies that each open with a place, and are no place."""
    parts = [part for part in _PARTS.split(words.text) if part]
    return bool(parts) and all(
        names.is_organization(part) and names.opening_places(part) and not parties.is_place(part)
        for part in parts
    )


def heads_names(piece: Piece) -> bool:
    """Say whether a line is the name of a body or a group before those behind or below it, and nothing else."""
    if len(piece.text) > _LONGEST_LABEL or not parties.may_be_title(piece):
        return False
    name, _ = _label(piece)
    return parties.names_group(name) or parties.Slot.of(name).is_sure


def placed(lines: Sequence[Piece]) -> list[Labelled]:
    """Return the groups of lines below the name of a place, or of another group, that stands alone on its line.

    Empty unless the first line is such a name, each has winners below it, and most lines are none. Where the first
    declares a number (东州市（2个）), so does each; else a name is of a group where it is of the first one's level:
    among provinces a county is a winner.
    """
    groups: list[Labelled] = []
    of_provinces = any(line.text.endswith(_PROVINCE) and is_group_label(line) for line in lines)
    for piece in lines:
        if _is_label(piece, lines[0]) and not (of_provinces and _label(piece)[0].endswith(_COUNTY)):
            if groups and not groups[-1].winners:
                return []
            if groups and _is_again(piece, groups[-1].label):
                groups[-1].pieces.append(piece)
                continue
            groups.append(Labelled(piece, [], [piece]))
        elif groups:
            groups[-1].winners.append(piece)
            groups[-1].pieces.append(piece)
        else:
            return []
    return groups if groups and groups[-1].winners and _are_groups(groups) else []


def _is_again(piece: Piece, above: Piece) -> bool:
    """Say whether a heading only says again, on the next page, what stands above (鹤川区, 鹤川区（续）)."""
    return _CONTINUED.sub("", piece.bare) == above.bare


def _are_groups(groups: Sequence[Labelled]) -> bool:
    """Say whether the first name is a group's by its form, or each declares how many stand below it, and so many do."""
    name, is_counted = _label(groups[0].label)
    return not is_counted or parties.names_group(name) or all(map(_is_true, groups))


def _is_true(group: Labelled) -> bool:
    count = count_in(group.label.bare.rstrip(":："))
    declared = grammar.number_of(count["number"]) if count is not None else None
    parts = (part for piece in group.winners for part in _PARTS.split(piece.text) if part)
    return declared in {len(group.winners), sum(1 for _ in parts)}


def _is_label(piece: Piece, first: Piece) -> bool:
    if len(piece.text) > _LONGEST_LABEL:
        return False
    if _ends_in_colon(first):
        return _ends_in_colon(piece)
    name, is_counted = _label(piece)
    if _label(first)[1]:
        return is_counted and not headings.names_honour(name)
    return parties.names_group(name) and (piece is first or _is_small(name) == _is_small(_label(first)[0]))


def above_entries(lines: Sequence[Piece]) -> frozenset[int]:
    """Return the numbers of the lines that name a place or another group right above numbered entries.

    The first of them stands below a heading, and not below an entry, whose winner it would be; the others are of its level.
    """
    found: list[Piece] = []
    stretch: list[Piece] = []
    style: str | None = None
    above: Piece | None = None
    ordinals = list(map(outline.ordinal_of, lines))
    for line, ordinal, entry in zip(lines, ordinals, [*ordinals[1:], None], strict=False):
        if (ordinal is not None and ordinal.style != style) or outline.bare_heading(line) is not None:
            found += _whole_stretch(stretch)
            stretch = []
        elif entry is not None and "chinese" not in entry.style and _heads_entries(line, stretch):
            heading = outline.ordinal_of(above) if above is not None else None
            if stretch or (above is None or heading is None or heading.style != entry.style):
                stretch.append(line)
                style = entry.style
        above = line
    stretches = (*found, *_whole_stretch(stretch), *_above_honours(lines, ordinals))
    return frozenset(piece.number for piece in stretches)


def _above_honours(lines: Sequence[Piece], ordinals: Sequence[Ordinal | None]) -> list[Piece]:
    """Return the lines that name a place right above honours that are numbered from one again, the first line among them."""
    found: list[Piece] = []
    for line, entry in zip(lines, ordinals[1:], strict=False):
        if (
            entry is not None
            and entry.style == "chinese"
            and entry.value == 1
            and _heads_entries(line, found)
        ):
            found.append(line)
    return found if len(found) > 1 and found[0] is lines[0] else []


def _heads_entries(piece: Piece, stretch: Sequence[Piece]) -> bool:
    if not is_group_label(piece) or tables.is_row(piece) or outline.ordinal_of(piece) is not None:
        return False
    (name, is_counted), (first, is_first_counted) = _label(piece), _label(stretch[0] if stretch else piece)
    return is_counted == is_first_counted and (is_counted or _is_small(name) == _is_small(first))


def _whole_stretch(stretch: Sequence[Piece]) -> Sequence[Piece]:
    """Return the labels of one list; one alone that only ends as a group's name does may be the end of a heading."""
    may_be_end = len(stretch) == 1 and not parties.is_place(_label(stretch[0])[0])
    return () if may_be_end and not _label(stretch[0])[1] else stretch


def is_group_label(piece: Piece) -> bool:
    """Say whether a line is the name of a place or another group, with or without the number of winners, and nothing else."""
    return len(piece.text) <= _LONGEST_LABEL and parties.names_group(_label(piece)[0])


def _is_count(words: str) -> bool:
    """Say whether words behind the name of a group only count its winners (鹤川区：3名)."""
    count = count_in("".join(words.split()))
    return count is not None and count.start() == 0


def _ends_in_colon(piece: Piece) -> bool:
    return piece.text.endswith((":", "：")) and parties.may_be_title(piece)


def _label(piece: Piece) -> tuple[str, bool]:
    """Return a line without the number at its end, and whether there is one."""
    bare = _CONTINUED.sub("", piece.bare).rstrip(":：")
    count = count_in(bare)
    return (bare[: count.start()].rstrip(":：") if count else bare), count is not None


def _is_small(name: str) -> bool:
    """Say whether a place is a town or less, which is a winner where the groups are counties."""
    return name.endswith(_SMALL) and grammar.GROUP_LABEL.fullmatch(name) is None
