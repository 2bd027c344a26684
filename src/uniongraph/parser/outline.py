"""The lines of a list one by one: the ordinal that opens a line, and what makes it a tier's heading."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import grammar, names
from uniongraph.grammar.lists import HONOURED, SECTION_LINE, count_in
from uniongraph.grammar.merits import MERIT_HEADING
from uniongraph.model import Span
from uniongraph.parser import columns, enumerations, inline, members, parties, persons, series, tables
from uniongraph.parser.state import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Ordinal",
    "bare_heading",
    "counts_winners",
    "cut",
    "entries_on",
    "is_grade",
    "is_rank",
    "is_tier_heading",
    "name_of",
    "names_winners",
    "opens_list",
    "ordinal_of",
    "parted",
    "parted_by_tabs",
    "undecorated",
]

_LONGEST_HEADING = 60
_HONOUR_LEAD = 4
"""Before the word of praise in an honour's name stands at most whose day or whose flag it is (五四, 三八, 全市)."""
_SHORTEST_HEADING = 2
_LONGEST_LIST = 2_000
_LONGEST_LABELLED = 200
"""The next label stands no further behind a title than this."""
_COLON = re.compile("[:：]")
_GROUPS = re.compile("[；;].*[:：]")
_DECORATION = tuple("【〖[［★☆●◆■◎※—–―─－-")
"""What grammar.DECORATED_LINE and SECTION_LINE begin with."""
_NEXT = re.compile(r"\s(?P<value>\d{1,3})[.．、]\s*(?=[^\s\d])")
_DECIMAL = re.compile(r"\d{1,4}[.．](?:\d|\d*[1-9])(?![.．]\d|\d)")
"""2.0, 1.25: no decimal ends in a zero behind other digits (1.110千伏)."""
_MARK_LENGTH = 24
"""No ordinal with the blanks in and behind it is longer."""
_HALVES: Final = 2
"""Cells of a line that may be an entry, a work and who won with it; more are a row."""


class Ordinal(NamedTuple):
    """A printed ordinal at the beginning of a line: its style, its value, and the match that read it."""

    style: str
    value: int
    match: re.Match[str]

    @property
    def decimal(self) -> str:
        """The number of which it may be the whole part (2.0升…), with nothing between the point and the digits; else ""."""
        found = _DECIMAL.match(self.match.string) if self.style == "arabic" else None
        return found[0] if found is not None else ""


def ordinal_of(piece: Piece) -> Ordinal | None:
    """Return the ordinal that a line begins with, if words follow it."""
    return _known_ordinal(piece.text) if len(piece.text) <= _LONGEST_LIST else _ordinal_of(piece.text)


@lru_cache(maxsize=2048)
def _known_ordinal(line: str) -> Ordinal | None:
    """Remember the answer: each rule that reads lists asks what a line begins with."""
    return _ordinal_of(line)


def _ordinal_of(line: str) -> Ordinal | None:
    for style, pattern in _styles(line[:1]):
        match = pattern.match(line)
        if match is None or match.end() == len(line) or match.end() > _MARK_LENGTH:
            continue
        value = (
            ord(match["value"]) - ord("①") + 1 if style == "circled" else grammar.number_of(match["value"])
        )
        return Ordinal(style, value, match) if value is not None else None
    return None


@lru_cache(maxsize=4096)
def _styles(first: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the styles of ordinals that may begin with a character."""
    if first in grammar.OPEN:
        return tuple(style for style in grammar.ORDINALS_LINE if "bracketed" in style[0])
    if first.isdecimal():
        return tuple(style for style in grammar.ORDINALS_LINE if style[0] in {"arabic", "arabic-closed"})
    kind = "circled" if "①" <= first <= "⑳" else "chinese"
    if kind == "chinese" and grammar.number_of(first) is None:
        return ()
    return tuple(style for style in grammar.ORDINALS_LINE if style[0] == kind)


def cut(line: Piece) -> list[Piece]:
    """Return a line in two where the heading of a tier stands before its winners (一等奖（3个）：甲、乙、丙).

    Works behind a grade, each with its winner in brackets, are parted too.
    """
    bounds = _cut(line.text) if len(line.text) <= _LONGEST_LIST else None
    return _counted(line) if bounds is None else [line.part(*each) for each in bounds]


def entries_on(line: Piece) -> list[Piece]:
    """Return a line cut behind its heading, and between the winners that it names one after another."""
    return [line] if len(line.text) <= _LONGEST_LIST and _is_one(line.text) else _entries(line)


@lru_cache(maxsize=2048)
def _is_one(words: str) -> bool:
    """Remember that a line is one entry, as most are: once it was read it is asked for words that were not."""
    line = _alone(words)
    return _entries(line) == [line]


def _entries(line: Piece) -> list[Piece]:
    *heading, rest = cut(line)
    return [*heading, *enumerations.cut(rest)]


def _counted(line: Piece) -> list[Piece]:
    """Return the entries that stand on one line, each with the ordinal behind that of the one before it (1.甲　2.乙)."""
    may_be = line.text[:1].isdecimal() and len(line.text) <= _LONGEST_LIST and _NEXT.search(line.text)
    first = ordinal_of(line) if may_be else None
    if first is None or first.style != "arabic":
        return [line]
    cuts, value = [0], first.value
    for mark in _NEXT.finditer(line.text, first.match.end()):
        if int(mark["value"]) == value + 1:
            cuts.append(mark.start("value"))
            value += 1
    if len(cuts) == 1:
        return [line]
    parts = [line.part(*each) for each in pairwise([*cuts, len(line.text)])]
    return parts if all(map(_names_entry, parts)) else [line]


def _names_entry(part: Piece) -> bool:
    """Say whether a winner stands behind an ordinal; a title may hold a number with a point behind it."""
    ordinal = ordinal_of(part)
    return ordinal is not None and names_winners(part.part(ordinal.match.end(), len(part.text)))


@lru_cache(maxsize=2048)
def _cut(words: str) -> tuple[tuple[int, int], ...] | None:
    """Return where the heading and its winners stand; remembered, as each rule that reads lists asks."""
    led = grammar.GRADE_LED.fullmatch(words)
    if (led is None and not _COLON.search(words, 0, _LONGEST_HEADING)) or members.names_members(words):
        return None
    line = _alone(words)
    for colon in _COLON.finditer(words, 0, _LONGEST_HEADING):
        head, rest = line.part(0, colon.start()), line.part(colon.end(), len(words))
        ordinal = ordinal_of(head)
        name = head.text[ordinal.match.end() :] if ordinal else head.text
        is_note = columns.role_of("".join(name.split())) == "note"  # 提名单位：who nominated, and no honour
        is_heading = is_tier_heading(name) or _names_honour(name)
        if not rest.text or is_note or not is_heading or _is_title(line, name, rest):
            continue
        if names_winners(rest):
            return (0, colon.start()), (colon.end(), len(words))
        if is_grade(name) and (works := _works(words, colon.end())):
            return (0, colon.start()), *works
        if _lists_as_many(name, rest) or series.names_works(rest):
            return (0, colon.start()), (colon.end(), len(words))
    if led is not None and not tables.is_row(line) and names_winners(line.part(*led.span("rest"))):
        return led.span("grade"), led.span("rest")
    return None


def _is_title(line: Piece, name: str, rest: Piece) -> bool:
    """Say whether the last word before a colon is the label of whose a title is (某某技术与示范　完成人：), and no half of an honour."""
    *before, label = name.split() or [""]
    gap = line.text.find(name) + name.rfind(label)
    if not before or not inline.says_who(line.text, gap):
        return False
    near = line.part(gap, min(gap + _LONGEST_HEADING, len(line.text)))
    is_half = len(label) == _SHORTEST_HEADING and _is_honour("".join(before))  # 优秀 作者：
    is_label = inline.split_label(near) is not None and not is_half
    return is_label or inline.holds_label(rest.part(0, min(_LONGEST_LABELLED, len(rest.text))))


def _works(words: str, begin: int) -> list[tuple[int, int]]:
    """Return where the works behind a grade stand, each with its winner; nothing where one has none."""
    line = _alone(words)
    parts = [(begin + b, begin + e) for b, e in grammar.split_outside(words[begin:], "、；;")]
    for bounds in (parts, [(begin, len(words))]):
        if all(inline.split_list([line.part(*each)], is_marked=False) for each in bounds):
            return bounds
    return []


@lru_cache(maxsize=1024)
def _alone(words: str) -> Piece:
    """Return words as a line that stands nowhere; remembered, as several questions about a line are so asked."""
    return Piece(0, Span(0, len(words)), words)


def _lists_as_many(name: str, rest: Piece) -> bool:
    """Say whether a heading declares as many winners as 、 parts behind its colon (示范病房（3个）：产科、儿科、骨科)."""
    count = count_in("".join(name.split()))
    parts = grammar.split_outside(rest.text, "、") if count is not None else ()
    is_list = len(parts) > 1 and not rest.text.endswith("。")
    return is_list and count is not None and grammar.number_of(count["number"]) == len(parts)


def names_winners(piece: Piece) -> bool:
    """Say whether words name who can win something, and nothing else, also by group (东关社：何岚；西岭社：安琪)."""
    is_named = parties.names_somebody(piece) or persons.is_person(piece, alone=True)
    if is_named or len(enumerations.cut(piece)) > 1:
        return True
    groups = [(part, grammar.LABELLED_LINE.fullmatch(part.text)) for part in parted(piece)]
    return len(groups) > 1 and all(
        match is not None and names_winners(part.part(*match.span("rest"))) for part, match in groups
    )


def parted(line: Piece) -> list[Piece]:
    """Return a line in parts where a name and a colon open each of them (东关社：何岚、白雪；西岭社：安琪)."""
    if len(line.text) > _LONGEST_LIST or not _GROUPS.search(line.text):
        return [line]
    parts = [line.part(*bounds) for bounds in grammar.split_outside(line.text, "；;")]
    return parts if len(parts) > 1 and all(map(_begins_group, parts)) else [line]


def _begins_group(part: Piece) -> bool:
    """Say whether a name and a colon open some words, and no word for whoever stands behind it (作者：)."""
    match = grammar.LABELLED_LINE.fullmatch(part.text)
    return match is not None and columns.role_of("".join(match["label"].split())) is None


def _names_honour(words: str) -> bool:
    """Say whether words before a colon count winners or are the name of an honour (先进单位（15个）)."""
    bare = "".join(words.split())
    count = count_in(bare)
    name = bare[: count.start()] if count else bare
    return bool(name) and (count is not None or grammar.TIER_NAME.search(name) is not None)


def is_grade(name: str) -> bool:
    """Say whether a heading is a grade and nothing else (一等奖, 二等奖（3个）), which stands below honours too."""
    return len(name) <= _LONGEST_HEADING and _is_grade(name)


@lru_cache(maxsize=2048)
def _is_grade(name: str) -> bool:
    return grammar.GRADE.fullmatch(name_of(name)) is not None


def is_rank(name: str) -> bool:
    """Say whether a heading is a place in a contest (第一名, 亚军), which somebody wins and no work."""
    return grammar.RANK.match(name_of(name[:_LONGEST_HEADING])) is not None


def is_tier_heading(words: str) -> bool:
    """Say whether words without an ordinal are a tier's heading all the same (一等奖（3个）, 师德标兵（共4名）)."""
    return len(words) <= _LONGEST_HEADING and _is_tier_heading(words)


@lru_cache(maxsize=8192)
def _is_tier_heading(words: str) -> bool:
    name = name_of(words)
    if len(name) < _SHORTEST_HEADING:
        return False
    declares = name != "".join(words.split()).rstrip(":：—–-")
    names_tier = (
        grammar.GRADE.fullmatch(name)
        or (name.endswith("奖") and grammar.TIER_HEADING.fullmatch(name))
        or (name.endswith(HONOURED) and grammar.BARE_HONOUR.fullmatch(name))
        or MERIT_HEADING.fullmatch(name)
        or (declares and grammar.TIER_NAME.search(name))
    )
    if not names_tier:
        return False
    return not names.is_organization(name) or (declares and _is_honour(name))


def _is_honour(name: str) -> bool:
    """Say whether a name that ends as a body's does is an honour's, by the word it begins with (五四红旗团委)."""
    honour = grammar.TIER_NAME.search(name)
    return (
        honour is not None
        and not names.is_organization(name[: honour.start()])
        and honour.start() <= _HONOUR_LEAD
    )


@lru_cache(maxsize=8192)
def name_of(words: str) -> str:
    """Return the words of a heading without white space, the number it declares, and what comes behind."""
    bare = "".join(words.split())
    vacant = grammar.VACANT.search(bare) if "空缺" in bare else None
    count = count_in(bare, vacant.start() if vacant else None) or vacant
    return (bare[: count.start()] if count else bare).rstrip(":：—–-")


def undecorated(line: Piece) -> Piece:
    """Return a heading, or the name of a group, without the marks around it (【一等奖】, ◆ 鹤川区), any other line as it is."""
    if not line.text.startswith(_DECORATION):
        return line
    if len(line.text) > _LONGEST_HEADING:
        return line
    match = grammar.DECORATED_LINE.fullmatch(line.text) or SECTION_LINE.fullmatch(line.text)
    words = line.part(*match.span("words")) if match is not None else line
    return words if is_tier_heading(words.text) or parties.names_group(name_of(words.text)) else line


def bare_heading(line: Piece) -> str | None:
    """Return the name of the tier's heading that a line begins with, where no ordinal stands before it."""
    return _known_heading(line.text) if len(line.text) <= _LONGEST_LIST else _bare_heading(line)


@lru_cache(maxsize=2048)
def _known_heading(words: str) -> str | None:
    return _bare_heading(_alone(words))


def _bare_heading(line: Piece) -> str | None:
    line = undecorated(line)
    if ordinal_of(line) is not None or tables.is_row(line):
        return None
    colon = _COLON.search(line.text, 0, _LONGEST_HEADING)
    words = line.text[: colon.start()] if colon else cut(line)[0].text
    return name_of(words) if is_tier_heading(words) else None


def opens_list(line: Piece) -> bool:
    """Say whether a line is a tier's heading with the winners on it, or the act by which they are honoured."""
    if len(cut(line)) > 1:
        return True
    ordinal = ordinal_of(line)
    return (
        ordinal is not None
        and len(line.text) <= _LONGEST_HEADING
        and line.text.endswith((":", "："))
        and grammar.GRANT_HEADING.search(line.bare) is not None
    )


def counts_winners(printed: str) -> bool:
    """Say whether words end in the number of winners."""
    bare = "".join(printed.split())
    return count_in(bare) is not None


def parted_by_tabs(lines: Sequence[Piece]) -> frozenset[int]:
    """Return the numbers of the lines that count on with others that have no cells: there a tab is but a wide space."""
    found: set[int] = set()
    if not any(map(tables.is_row, lines)):
        return frozenset(found)
    run: list[Piece] = []
    last: Ordinal | None = None
    for piece in (*lines, None):
        ordinal = ordinal_of(piece) if piece is not None else None
        if last is None or ordinal is None or (ordinal.style, ordinal.value) != (last.style, last.value + 1):
            if not all(map(tables.is_row, run)):
                found.update(each.number for each in run if tables.is_row(each))
            run.clear()
        if piece is not None and ordinal is not None and len(tables.cells_of([piece])[0]) <= _HALVES:
            run.append(piece)
            last = ordinal
        else:
            last = None
    return frozenset(found)
