"""What a heading of a list says: the name of a tier or a category, the number it declares, whom it honours."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.grammar.lists import COUNTED, PLACE_HONOUR, count_in
from uniongraph.grammar.merits import MERIT_HEADING
from uniongraph.model import Count, Reading, Span
from uniongraph.parser.state import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uniongraph.model import Case, Tier
    from uniongraph.parser.state import State

__all__ = [
    "PERSON_UNITS",
    "check_count",
    "count_behind",
    "honours_bodies",
    "honours_persons",
    "honours_places",
    "is_of_all",
    "kind_of_tier",
    "names_honour",
    "number_listed",
    "read",
    "uncounted",
    "without_verbs",
]

_BEHIND: Final = re.compile("[^（）()，。；]{0,24}(?P<added>[（(][^（）()]{1,20}[）)])[:：]")
"""称号（3个）：: what may stand behind an honour up to the list."""
_LONGEST_KEPT = 80
"""What was read of a longer name is not kept."""
PERSON_UNITS = frozenset("名位人")
"""The units in which persons are counted."""
_PERSON_WORDS = (
    "个人",
    "工作者",
    "奖章",
    "劳动模范",
    "道德模范",
    "人物",
    "获得者",
    "能手",
    "工匠",
    "标兵",
    "积极分子",
    "教师",
    "班主任",
    "青年",
    "党员",
    "旗手",
    "志愿者",
    "组织者",
    "员工",
    "职工",
    "好人",
    "楷模",
    "选手",
    "运动员",
    "教练员",
    "裁判员",
    "学生",
    "少年",
    "学子",
    "毕业生",
    "团员",
    "干部",
    "护士",
    "医师",
    "法官",
    "民警",
)
_TOLD = re.compile(rf"{COUNTED}|空缺|[:：]")
"""A number of winners, a vacancy or a colon: without one of these a heading is a name and nothing else."""
_QUOTED = "“"
_GRADED = ("奖", "奖项")
"""What an honour is called that is given by places: 团体奖第一名."""
_BESIDE = re.compile("[、和及与]")
_BODY_WORDS = ("单位", "集体", "组织", "案例", "项目", "奖状")


def read(state: State, heading: Reading[str]) -> tuple[Reading[str], Reading[Count] | None]:
    """Return the name and the number that a heading prints (……特等奖 1 个), the name as sure as the heading."""
    if _TOLD.search(heading.value) is None and _QUOTED not in heading.value:
        return heading, None
    found = state.headings.get(heading)
    if found is None:
        name, declared = _read(state, heading)
        is_as_sure = name.confidence == heading.confidence
        found = (name if is_as_sure else replace(name, confidence=heading.confidence)), declared
        state.headings[heading] = found
    return found


def _read(state: State, heading: Reading[str]) -> tuple[Reading[str], Reading[Count] | None]:
    flow = Flow.of(state.pieces_of(heading))
    words = flow.text
    vacant = grammar.VACANT.search(words)
    match = count_in(words, vacant.start() if vacant else None)
    number = match and grammar.number_of(match["number"])
    declared = None
    if match is not None and number is not None and match.start() > 0:
        end = match.start()
        declared = Reading(
            Count(number, flow.text[match.start("unit") : match.end("unit")]),
            flow.spans(match.start("number"), match.end("unit"), state.text),
        )
    elif vacant is not None:
        end = vacant.start()
    elif words.endswith((":", "：")) or _QUOTED in words:
        end = len(words)
    else:
        return heading, None
    if vacant is not None:
        declared = Reading(Count(0), flow.spans(vacant.start(), vacant.end(), state.text))
    end = len(flow.text[:end].rstrip(":：—–-"))
    tail = grammar.LIST_TAIL.search(words[:end])
    end = tail.start() if tail and tail.start() else end
    act = grammar.GRANT_HEADING.search(words, 0, end)
    if act is not None:
        below = grammar.LEADS_BELOW.search(words, 0, end) if declared is None else None
        return flow.group(act, "honour", state.text), declared or flow.counted(below, state.text)
    return (flow.reading(0, end, state.text), declared) if end else (heading, None)


def check_count(state: State, declared: Reading[Count] | None, listed: int, parts: str) -> None:
    """Compare what a heading declares with what stands below it, once; repair nothing."""
    if declared is None or declared.spans[0] in state.lacking:
        return
    state.lacking[declared.spans[0]] = declared.value.number - listed
    if declared.value.number != listed:
        printed = f"{declared.value.number} {declared.value.unit or ''}".strip()
        message = f"declares {printed}; what could be read {parts} is {listed} cases"
        state.find("declared-count-mismatch", "warning", declared.spans[0], message)


def number_listed(declared: Reading[Count] | None, cases: Iterable[Case]) -> int:
    """Return how many cases are listed, or persons where as many of them are declared: 甲、乙夫妇 may be counted as two."""
    listed = list(cases)
    if declared is None or declared.value.unit not in PERSON_UNITS:
        return len(listed)
    people = sum(len(case.recipients) for case in listed)
    return people if people == declared.value.number else len(listed)


def names_honour(words: str) -> bool:
    """Say whether a heading names an honour, and not a group of those who get it (先进单位（14个）, not 小学组)."""
    return _known_honour(words) if len(words) <= _LONGEST_KEPT else _names_honour(words)


@lru_cache(maxsize=1024)
def _known_honour(words: str) -> bool:
    """Remember the answer: a heading is asked about with all that are beside it."""
    return _names_honour(words)


def _names_honour(words: str) -> bool:
    name = uncounted(words)
    if grammar.GROUP_END.search(name):
        return False
    return any(form.search(name) for form in (grammar.TIER_NAME, grammar.TIER_HEADING)) or any(
        form.fullmatch(name) for form in (grammar.BARE_HONOUR, MERIT_HEADING)
    )


def is_of_all(words: str) -> bool:
    """Say whether a heading names one honour that all below it get, whatever place they took (技术能手, not 团体奖)."""
    return len(words) <= _LONGEST_KEPT and _known_of_all(words)


@lru_cache(maxsize=1024)
def _known_of_all(words: str) -> bool:
    """Remember the answer: an honour is asked about with each table of its winners."""
    name = uncounted(words)
    if not names_honour(name) or name.endswith(_GRADED) or grammar.GRADE.fullmatch(name):
        return False
    return sum(map(names_honour, _BESIDE.split(name))) <= 1


def uncounted(words: str) -> str:
    """Return a heading without white space and the number of winners that it ends in."""
    bare = "".join(words.split()).rstrip(":：")
    count = count_in(bare)
    return bare[: count.start()] if count else bare


@lru_cache(maxsize=1024)
def _merit(name: str) -> re.Match[str] | None:
    """Remember whether a heading is the name of a merit: each list asks several times what it honours."""
    return MERIT_HEADING.fullmatch(name)


def honours_persons(name: str, declared: Reading[Count] | None) -> bool:
    """Say whether the winners of a tier are persons, by what it is called and what it counts."""
    if (merit := _merit(name)) is not None and (merit["whom"] or "个人" in merit["name"]):
        return "个人" in merit["name"] or not merit["whom"].endswith(("集体", "单位"))
    by_unit = declared is not None and declared.value.unit in PERSON_UNITS and not name.endswith(_BODY_WORDS)
    return by_unit or name.rstrip("”’」").endswith(_PERSON_WORDS)


def honours_bodies(name: str) -> bool:
    """Say whether the winners of a tier or a category are bodies and teams, by what it is called."""
    merit = _merit(name)
    if merit is not None:
        return "集体" in merit[0]
    return grammar.BODY_HONOUR.search(name.rstrip("”’」")) is not None


def honours_places(name: str) -> bool:
    """Say whether the winners of a tier are places, by what it is called: none of them is a person, whatever its name."""
    return PLACE_HONOUR.search(name.rstrip("”’」")) is not None


def kind_of_tier(name: str) -> str:
    """Return the key of the tier's kind (``tier-kind``) that its name states, ``main`` where it states none."""
    return _known_kind(name) if len(name) <= _LONGEST_KEPT else _kind(name)


@lru_cache(maxsize=1024)
def _known_kind(name: str) -> str:
    """Remember the answer: grades are called the same in most documents."""
    return _kind(name)


def _kind(name: str) -> str:
    words = name.rstrip("”’」")
    return next((key for pattern, key in grammar.TIER_KINDS if pattern.search(words)), "main")


def without_verbs(state: State, tiers: Sequence[Tier]) -> Iterator[Tier]:
    """Yield the tiers with each merit called by its own name (三等功 for 记三等功人员); two of one name keep who gets it."""
    merits = [MERIT_HEADING.fullmatch(grammar.folded(tier.name.value)) for tier in tiers]
    if not any(merits):
        yield from tiers
        return
    again = Counter(merit["name"] for merit in merits if merit is not None)
    for tier, merit in zip(tiers, merits, strict=True):
        if merit is None:
            yield tier
            continue
        flow = Flow.of(state.pieces_of(tier.name))
        end = merit.end("name") if again[merit["name"]] == 1 else len(flow.text)
        parts = [merit.span("year")] if merit["year"] else []
        parts.append((merit.start("name"), end))
        spans = tuple(span for part in parts for span in flow.spans(*part, state.text))
        words = "".join(flow.text[begin:stop] for begin, stop in parts)
        yield replace(tier, name=Reading(words, spans, tier.name.confidence))


def count_behind(state: State, flow: Flow, name: Span) -> Reading[Count] | None:
    """Return the number of winners in brackets at the end of the sentence (给下列同志记三等功（8人）：)."""
    behind = _BEHIND.fullmatch(flow.folded, name.end)
    count = count_in(behind["added"]) if behind is not None else None
    return flow.counted(count, state.text, offset=behind.start("added")) if behind is not None else None
