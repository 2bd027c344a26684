"""Words where a recipient stands, and the parts of a line that may be such words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from uniongraph import grammar, names
from uniongraph.grammar.lists import CLASS_NAME
from uniongraph.grammar.persons import FAMILY
from uniongraph.model import Span
from uniongraph.names.words import ending_of
from uniongraph.parser.state import SURE

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "SEPARATOR",
    "SHORTEST",
    "Slot",
    "is_family",
    "is_place",
    "moved",
    "names_host",
    "slots_on",
    "teams_on",
]

SHORTEST = 5
"""What is shorter and not known for an organization by its ending may as well be a person."""
_LONGEST_KEPT = 200
"""What was read of a longer line is not kept."""
SEPARATOR = re.compile(r"[、；;／/，,]|\s{2,}")
_NUMBER_END = re.compile(rf"(?:\d|{grammar.CN_NUMBER})$")
"""某某厂一、二车间: a number before 、 is of what the next part names."""
_SPACE = re.compile(r"\s+")
_HOST_WITHIN = re.compile("公司|集团|银行|大学|[中小]学|中心|工会|政府|[厂矿局院校委会社]")
_PAIR = 2
_LONGEST_LIST = 2_000
"""A line that names many bodies one after another has no more characters."""
_MARK = re.compile("[、；;]")


class Slot(NamedTuple):
    """Words where a recipient stands: without stray spaces, with the spans they were printed in.

    ``is_sure`` where they look like an organization's name.
    """

    name: str
    spans: tuple[Span, ...]
    is_sure: bool
    confidence: float = SURE

    @classmethod
    def of(cls, printed: str, *spans: Span) -> Slot:
        """Return the slot with these words in it."""
        name = grammar.tidy_name(printed)
        is_sure = names.is_organization(name) or is_place(name) or is_family(name)
        return cls(name, spans, is_sure or CLASS_NAME.fullmatch(name) is not None)


def is_family(name: str) -> bool:
    """Say whether a name is a family's, which is honoured as one (何立春家庭)."""
    return name.endswith("家庭") and FAMILY.fullmatch(name) is not None


@lru_cache(maxsize=8192)
def is_place(name: str) -> bool:
    """Say whether a name is a place's, which stands for the bodies that govern it (朱家店镇)."""
    return grammar.PLACE_NAME.fullmatch(name) is not None and names.is_organization(f"{name}政府")


def slots_on(printed: str) -> tuple[Slot, ...]:
    """Return the parties on one line, which count from its first character."""
    return _known_slots(printed) if len(printed) <= _LONGEST_KEPT else _parties(printed)


@lru_cache(maxsize=2048)
def _known_slots(printed: str) -> tuple[Slot, ...]:
    """Remember the answer: a line is asked about in each role that it may have, and then read."""
    return _parties(printed)


def moved(slot: Slot, offset: int) -> Slot:
    """Return a slot of a line that begins at an offset of the text."""
    (span,) = slot.spans
    return Slot(slot.name, (Span(offset + span.begin, offset + span.end),), slot.is_sure)


def _parties(printed: str) -> tuple[Slot, ...]:
    """Return the parties on one line: several where the parts between separators are organizations."""
    for separator in (SEPARATOR, _SPACE):
        if not separator.search(printed):
            continue
        parts = _parts(printed, separator)
        if all(part.name.endswith("家庭") for part in parts) and any(is_family(part.name) for part in parts):
            return tuple(part._replace(is_sure=True) for part in parts)  # 何立春家庭　麦苗家庭
        if any(_NUMBER_END.search(part.name) for part in parts):
            continue
        if (
            separator is _SPACE
        ):  # a single space may be a stray one: both sides must end alike, or it is a wide one
            together = (
                not _is_part(parts)
                and all(part.is_sure for part in parts)
                and (
                    len({part.name.endswith("工会") for part in parts}) == 1
                    or ("\u3000" in printed and all(len(part.name) >= SHORTEST for part in parts))
                )
            )
        elif any(mark in printed for mark in "，,"):  # a comma parts clauses of titles too
            together = all(part.is_sure for part in parts)
        else:
            known = any(part.is_sure for part in parts)
            together = known and all(part.is_sure or len(part.name) >= SHORTEST for part in parts)
        if together and [part.name for part in parts] != [grammar.tidy_name(printed)]:
            return parts
    return (Slot.of(printed, Span(0, len(printed))),)


def _is_part(slots: Sequence[Slot]) -> bool:
    """Say whether the second of two names is only a part of the first body (某某厂 装配车间)."""
    return len(slots) == _PAIR and [_names_part(slot.name) for slot in slots] == [False, True]


def _names_part(name: str) -> bool:
    """Say whether a name is of a part of a body, and that body's name does not open it (综采队, 柳溪分公司)."""
    if grammar.PART_END.search(name) is not None:
        return True
    word, sort = ending_of(name)
    is_of_parts = sort == "branch" or ((sort == "unit" or word.endswith("队")) and len(name) < SHORTEST)
    return is_of_parts and not names_host(name)


def names_host(name: str) -> bool:
    """Say whether a body stands within a name, as it does where it is of a part of that body (某某厂综采队)."""
    return _HOST_WITHIN.search(name, 1, len(name) - 1) is not None


def _parts(printed: str, separator: re.Pattern[str]) -> tuple[Slot, ...]:
    """Return the parts of a line between separators that stand outside brackets."""
    return tuple(Slot.of(printed[b:e], Span(b, e)) for b, e in grammar.split_outside(printed, separator))


def teams_on(printed: str, expected: int | None) -> tuple[Slot, ...]:
    """Return the bodies and teams of a run of them (抢修班、某某公司调度班), where bodies are honoured; nothing for other words.

    Of two the second may be the end of the first (某某机床厂、酒厂), unless the heading says that they are two; of as many
    as it says, half are known by their words.
    """
    if len(printed) > _LONGEST_LIST or _MARK.search(printed) is None:
        return ()
    parts = _parts(printed, _MARK)
    known = sum(part.is_sure or grammar.TEAM_END.search(part.name) is not None for part in parts)
    is_run = _PAIR < len(parts) == known or 2 * known >= len(parts) == expected
    return parts if is_run and not any(_NUMBER_END.search(part.name) for part in parts) else ()
