"""The numbering that Word makes (w:numPr, w:abstractNum, w:num): the ordinal it shows before each paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from uniongraph.sources import ordinals

__all__ = ["Numbering", "W", "value_of"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS: Final = 9
_PLACE: Final = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """One of the nine levels of a list."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    gap: str = " "
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A w:num: the list it belongs to, its levels, and the levels it begins anew at."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; asked for each paragraph in the order of the text."""

    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, int | None, str | None]] = field(default_factory=dict)
    """Each paragraph style with its list, its level and the style it is based on."""
    default: str | None = None
    counted: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: Any, styles: Any) -> Numbering:  # noqa: ANN401 (lxml has no types)
        """Return the numbering of a document, from the roots of its two parts; either may be missing."""
        made = cls()
        for style in () if styles is None else styles.iterfind(f"{W}style[@{W}type='paragraph']"):
            key = style.get(f"{W}styleId") or ""
            number, level = _numbered(style.find(f"{W}pPr"))
            made.styles[key] = (number, level, value_of(style.find(f"{W}basedOn")))
            if style.get(f"{W}default") in {"1", "true"}:
                made.default = key
        if numbering is not None:
            abstracts = {
                each.get(f"{W}abstractNumId"): each for each in numbering.iterfind(f"{W}abstractNum")
            }
            for each in numbering.iterfind(f"{W}num"):
                made.lists[each.get(f"{W}numId")] = _list(each, abstracts)
            made._follow_styles(abstracts)
        return made

    def _follow_styles(self, abstracts: dict[Any, Any]) -> None:
        """Give the lists that only name a style (w:numStyleLink) the levels of the list that defines it (w:styleLink)."""
        owners = {value_of(each.find(f"{W}styleLink")): key for key, each in abstracts.items()}
        for each in self.lists.values():
            source = abstracts.get(each.abstract)
            link = None if source is None else value_of(source.find(f"{W}numStyleLink"))
            if link is not None and link in owners:
                each.abstract = owners[link]
                each.levels = _levels(abstracts[each.abstract]) | each.levels

    def ordinal(self, properties: Any) -> str:  # noqa: ANN401
        """Return what Word prints before a paragraph with these properties (w:pPr), and count on."""
        number, depth = self._place(properties)
        found = self.lists.get(number or "")
        if found is None or number is None or depth not in found.levels:
            return ""
        level = found.levels[depth]
        counts = self.counted.setdefault(found.abstract, [None] * _LEVELS)
        self._count(found, number, depth, counts)
        if level.form == "bullet" or any(int(place) > depth + 1 for place in _PLACE.findall(level.text)):
            return ""  # a text that asks for a deeper level is not shown at all (MS-OI29500 2.1.283)
        text = _PLACE.sub(
            lambda match: _shown(found, counts, int(match[1]) - 1, legal=level.legal), level.text
        )
        return text + level.gap if text else ""

    def _count(self, found: _List, number: str, depth: int, counts: list[int | None]) -> None:
        fresh = depth in found.starts and (number, depth) not in self.begun
        self.begun.add((number, depth))
        before = counts[depth]
        if fresh:
            counts[depth] = found.starts[depth]
        else:
            counts[depth] = found.levels[depth].start if before is None else before + 1
        for above in range(depth):
            if counts[above] is None:
                counts[above] = found.levels.get(above, _Level()).start
        for below in range(depth + 1, _LEVELS):
            restart = found.levels.get(below, _Level()).restart
            if restart is None or (restart and depth < restart):
                counts[below] = None

    def _place(self, properties: Any) -> tuple[str | None, int]:  # noqa: ANN401
        """Return the list and the level of a paragraph: its own, or else its style's."""
        number, level = _numbered(properties)
        style = None if properties is None else value_of(properties.find(f"{W}pStyle"))
        first = style = style or self.default
        seen: set[str] = set()
        while style is not None and style in self.styles and style not in seen and number is None:
            seen.add(style)
            number, inherited, style = self.styles[style]
            level = inherited if level is None else level
        if level is None and number in self.lists:
            levels = self.lists[number].levels
            level = next((depth for depth, each in levels.items() if first and each.style == first), None)
        return number, level or 0


def value_of(element: Any) -> str | None:  # noqa: ANN401
    """Return the w:val of an element, or None where either is missing."""
    return None if element is None else element.get(f"{W}val")


def _shown(found: _List, counts: list[int | None], depth: int, *, legal: bool) -> str:
    form = found.levels.get(depth, _Level()).form
    return ordinals.printed(counts[depth] or 0, "decimal" if legal and form != "none" else form)


def _numbered(properties: Any) -> tuple[str | None, int | None]:  # noqa: ANN401
    found = None if properties is None else properties.find(f"{W}numPr")
    if found is None:
        return None, None
    return value_of(found.find(f"{W}numId")), _whole(value_of(found.find(f"{W}ilvl")))


def _whole(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,9}", value) else None


def _list(element: Any, abstracts: dict[Any, Any]) -> _List:  # noqa: ANN401
    key = value_of(element.find(f"{W}abstractNumId")) or ""
    levels = _levels(abstracts[key]) if key in abstracts else {}
    starts: dict[int, int] = {}
    for override in element.iterfind(f"{W}lvlOverride"):
        depth = _whole(override.get(f"{W}ilvl")) or 0
        start = _whole(value_of(override.find(f"{W}startOverride")))
        if start is not None:
            starts[depth] = start
        if (own := override.find(f"{W}lvl")) is not None:
            levels[depth] = _level(own)
    return _List(key, levels, starts)


def _levels(abstract: Any) -> dict[int, _Level]:  # noqa: ANN401
    found = {_whole(each.get(f"{W}ilvl")) or 0: _level(each) for each in abstract.iterfind(f"{W}lvl")}
    return {depth: level for depth, level in found.items() if 0 <= depth < _LEVELS}


def _form(level: Any) -> str:  # noqa: ANN401
    """Return the form of a level's numbers; one of Word's own (001, 002 …) stands in an mc:AlternateContent."""
    found: Any = next(level.iter(f"{W}numFmt"), None)
    form = value_of(found) or "decimal"
    if form != "custom":
        return form
    first: str = found.get(f"{W}format", "").partition(",")[0].strip()
    return first if re.fullmatch("[0-9]{1,9}", first) else "decimal"


def _level(element: Any) -> _Level:  # noqa: ANN401
    start = _whole(value_of(element.find(f"{W}start")))
    legal = element.find(f"{W}isLgl")
    return _Level(
        form=_form(element),
        text=value_of(element.find(f"{W}lvlText")) or "",
        start=1 if start is None else start,
        gap="" if value_of(element.find(f"{W}suff")) == "nothing" else " ",
        restart=_whole(value_of(element.find(f"{W}lvlRestart"))),
        legal=legal is not None and value_of(legal) not in {"0", "false"},
        style=value_of(element.find(f"{W}pStyle")),
    )
