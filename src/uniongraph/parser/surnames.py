"""Where the name of a person begins in words that print unit, post and name as one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from uniongraph import grammar
from uniongraph.parser import naming, parties, persons

if TYPE_CHECKING:
    from uniongraph.parser.state import Piece

__all__ = [
    "begin_of_name",
    "begins_with_he",
    "behind_unit",
    "is_part_of_name",
    "is_surnamed",
    "is_told_of_person",
]

_SHORTEST_UNIT = 2
_ADDED_BEHIND = re.compile(f"(?:{grammar.ADDED.pattern})$")
"""（女）, （追授） behind a name; brackets before it are the unit's (（集团）有限公司)."""

_LONGEST_ITEM, _LONGEST_REST = 40, 4
"""A unit, a post and a name have no more characters, and what is left of a name with 同志 behind it."""
_EDGE = re.compile(r"[、，,。；;：:“”（）()\x01]|授予|追授|给予|命名|表彰|以及|[对给和及与]")
_EDGE_BEHIND = re.compile(r"[、（(]|同志|等|以及|[“和及与为记予给]")
_NO_GIVEN_NAME = re.compile("荣?获|[经被任在于受多连先]")
"""What stands behind 曾 and makes it tell of the past."""
_GIVES = ("授予", "追授", "命名")
_MARKS_BEHIND = re.compile("[、（(“]|同志|等|以及")
"""What tells that a name ends before it; 和 and 为 may go on with what a person once got (李明曾为“…”获得者)."""


def begin_of_name(words: str) -> int | None:
    """Return where the name of a person begins in words without white space, behind the unit and the post."""
    bare = _without_added(words)
    if "·" in bare and (behind_unit := naming.begin_of_pointed(bare)) is not None:
        return behind_unit
    if grammar.NAME.fullmatch(bare):
        return 0
    for length in (3, 4, 2):
        begin = len(bare) - length
        if begin < _SHORTEST_UNIT or not grammar.NAME.fullmatch(bare[begin:]):
            continue
        unit = bare[:begin]
        if parties.Slot.of(unit).is_sure or grammar.POST.fullmatch(unit):
            return begin
    if grammar.NAME_ALONE.fullmatch(bare):
        return 0
    if "·" in bare:
        return None
    # 副主席旺堆次仁（藏族）同志: a post, and what is said of a person
    lengths = (4, 3, 2) if bare != words else ()
    begins = (len(bare) - length for length in lengths if len(bare) >= length + _SHORTEST_UNIT)
    return next((begin for begin in begins if grammar.POST.fullmatch(bare[:begin])), None)


def behind_unit(words: Piece) -> tuple[Piece, Piece] | None:
    """Return names, and the body that stands before the first of them as one word with it (某某中学何立春、吴小梅); else None."""
    cut = begin_of_name(words.text.partition("、")[0].rstrip())
    if not cut or any(map(str.isspace, words.text[:cut])):
        return None
    names = words.part(cut, len(words.text))
    return (names, words.part(0, cut)) if persons.begins_with_surname(names) else None


def _without_added(words: str) -> str:
    """Return words without 同志 and the brackets that stand at their end, in either order."""
    bare = _ADDED_BEHIND.sub("", grammar.TITLE_OF_ADDRESS.sub("", words))
    return grammar.TITLE_OF_ADDRESS.sub("", bare)


def is_told_of_person(words: str) -> bool:
    """Say whether what stands behind a name is said of persons only (旺堆次仁同志, 旺堆次仁（藏族）)."""
    added = _ADDED_BEHIND.search(words)
    said = re.split("[，,、；;]", added["words"]) if added is not None else [""]
    return words.endswith("同志") or all(map(grammar.PARTICULAR.fullmatch, said))


def is_surnamed(words: str) -> bool:
    """Say whether words end in a person's name by its surname, and not only in characters that might be one."""
    bare = grammar.TITLE_OF_ADDRESS.sub("", grammar.ADDED.sub("", words))
    return grammar.NAME.fullmatch(bare) is not None or bool(begin_of_name(words))


def begins_with_he(words: str, *, may_join: bool) -> bool:
    """Say whether the 和 that words begin with is a surname (和海东), and joins no name or body: it ``may_join`` the last of several only."""
    bare = _without_added(words)
    if not bare.startswith("和") or grammar.NAME.fullmatch(bare) is None:
        return False
    is_joined = may_join and grammar.NAME.fullmatch(bare, 1) is not None
    return not (is_joined or parties.Slot.of(bare[1:]).is_sure)


def is_part_of_name(words: str, begin: int, end: int) -> bool:
    """Say whether some words are a part of the name of a person in a sentence, from edge to edge (、某局曾小华、; 授予李有望“)."""
    behind = _EDGE_BEHIND.search(words, end, end + _LONGEST_REST)
    edges = [each.end() for each in _EDGE.finditer(words, max(0, begin - _LONGEST_ITEM), begin)]
    if behind is None or not edges or _NO_GIVEN_NAME.match(words, end):
        return False
    at = edges[-1]
    is_last = behind.start() == end and words[begin:end] == "曾"
    if is_last and not (_MARKS_BEHIND.match(words, end) or words.endswith(_GIVES, 0, at)):
        return False
    name = begin_of_name(words[at : behind.start()])
    return (
        name is not None
        and at + name <= begin
        and grammar.NAME.fullmatch(words, at + name, behind.start()) is not None
    )
