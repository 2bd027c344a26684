"""Works and whose they are on one line, with no more than a space, a colon or a comma between them, in either order.

Such a mark stands inside names and titles too, so that no line tells alone: all entries of a list do together, by which
part of each is a whole body and which is none, and the list by what it counts or names.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import grammar, names
from uniongraph.grammar.lists import UNITS_OF_OTHERS, UNITS_OF_WORKS, WORKS_COUNTED, WORKS_HONOURED
from uniongraph.names.words import ending_of
from uniongraph.parser import columns, headings, inline, parties, posts
from uniongraph.parser.fields import fields_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece, State

__all__ = ["better", "holds_work", "is_of_works", "split"]

_WIDE: Final = re.compile(
    rf"\s{{2,}}|\t|\u3000(?![{grammar.HAN}](?:\s|$))|(?<!\s[{grammar.HAN}])(?<!\A[{grammar.HAN}])\u3000"
)
"""A wide one between two single characters stands within a name (王　明)."""
_GAP: Final = re.compile(r"\s+")
_BRACKET: Final = re.compile(r"\s*[（(](?=[^（()）]+[)）]$)")
_QUOTED: Final = re.compile(rf"(?<=[{grammar.HAN}）)])(?=(?:“[^“”]+”|《[^《》]+》)$)")
_WAYS: Final = (
    (_WIDE, _GAP),
    (re.compile(r"\s*[:：]\s*"),),
    (re.compile(r"\s*[，,]\s*"),),
    (inline.DASH,),
    (_BRACKET,),
    (_QUOTED,),
)
"""What may part the two: of the spaces on a line the wide ones, and the others only where these do not."""
_ORDERS: Final = frozenset({"WB", "BW", "WN", "NW", "WBN", "WNB", "BWN", "BNW", "NBW"})
"""A work, the body and the persons whose it is, in the orders in which they are printed."""
_OF_OTHERS: Final = frozenset({"organization", "collective", "individual"})
_INTO: Final = re.compile("[进入下到](?:乡村|农村|村社|社区|校园|企业|机关|基层|军营|家庭)$")
"""流动书车进乡村: a slogan, and no village."""
_SITES: Final = frozenset({"facility", "unit", "body"})
_MARKED: Final = ("“", "《", "「", "『")
_PARTS: Final = (*"班组队科室处部站所股岗", "车间", "工段", "窗口", "单位", "集体")
_COLON: Final = re.compile("[:：]")
_TUTOR: Final = re.compile(rf"[\s，,；;]+(?P<label>[{grammar.HAN}]{{2,6}})\s*[:：](?=.)")
_LONGEST, _SHORTEST, _SHORTEST_ALONE, _LEAST = 200, 4, 5, 2
_WORD: Final = re.compile(r"[^\W\d_]")
_SLOGAN: Final = re.compile(
    "(?:(?:(?<![前跃先奋])[进走入]|(?<=下)(?=[乡农山]村))(?:乡村|农村|山村|社区|乡镇|村镇|街道|家庭)|下乡)$"
)
"""流动书车进乡村, 名师走乡镇, 送书下乡: where a work goes to is no place of its own (前进社区 is one)."""
_AREA: Final = re.compile("(?:街|示范|小|片)区$")
"""书香街区, 全民阅读示范区: what ends like a district and is none."""
_LONGEST_POST: Final = 8
"""What is longer and ends in the word for a post is a slogan (服务一线职工)."""


class _Field(NamedTuple):
    """Some words between two marks: where they stand in the line, and whether they look like a work, a body or names."""

    begin: int
    end: int
    kind: str


def split(state: State, lines: Sequence[Piece]) -> list[inline.Entry | None]:
    """Return each entry of a list of works parted into the work and whose it is; nothing where most cannot be.

    Where nothing says that the list is of works, a space parts them only if each entry shows it, and each is doubtful.
    """
    if state.of_persons or state.of_bodies or 2 * sum(map(_may_part, lines)) <= len(lines):
        return []
    taught = list(map(_without_tutor, lines))
    if any(map(inline.holds_label, taught)):
        return []
    found = _split_all(state, taught)
    return [_with_tutor(entry, line, piece) for entry, line, piece in zip(found, lines, taught, strict=False)]


def _without_tutor(piece: Piece) -> Piece:
    """Return a line without who taught those whose work it is, behind the only label on it (　指导教师：何立春)."""
    if len(piece.text) > _LONGEST or len(_COLON.findall(piece.text)) != 1:
        return piece
    label = _TUTOR.search(piece.text)
    is_tutor = label is not None and columns.role_of(label["label"]) == "tutor"
    return piece.part(0, label.start()) if label is not None and is_tutor else piece


def _with_tutor(entry: inline.Entry | None, line: Piece, taught: Piece) -> inline.Entry | None:
    """Return an entry with the words on its line that say who taught; none where a work stands right before them."""
    if entry is None or taught is line:
        return entry
    begin, end = (at - line.span.begin for at in (entry.party.span.begin, taught.span.end))
    if entry.unit is not None or entry.title.span.begin > entry.party.span.begin:
        return None
    if entry.is_person:
        return entry._replace(party=line.part(begin, len(line.text)))
    return entry._replace(fields=(entry.party, line.part(end, len(line.text))))


def _split_all(state: State, lines: Sequence[Piece]) -> list[inline.Entry | None]:
    """Return each entry parted in the way that parts the most of them."""
    told = is_of_works(state)
    best: list[inline.Entry | None] = []
    for ways in _WAYS if told else _WAYS[:1] if told is None else ():
        found = _split(state, lines, ways, told=bool(told))
        if sum(map(bool, found)) > sum(map(bool, best)):
            best = found
    return best if told else [entry and entry._replace(is_sure=False) for entry in best]


def better(split: list[inline.Entry | None], marked: list[inline.Entry | None]) -> list[inline.Entry | None]:
    """Return the entries parted here or by a mark, whichever are more; of as many, those that tell persons from titles, or who taught."""
    more = sum(map(bool, split)) - sum(map(bool, marked))
    tells = any(e and (e.is_person or e.fields) for e in split)
    tells = tells and not any(e and (e.is_person or e.fields) for e in marked)
    return split if more > 0 or (more == 0 and tells) else marked


def holds_work(state: State, line: Piece) -> bool:
    """Say whether a line is words that name nobody, or the last character of some, and a body behind a space."""
    parted = _in_ways(state, line, _WAYS[0])
    if any(_order(fields) == "WB" and not _opens_name(_title(line, fields)) for fields in parted):
        return True
    return any(len(fields) > 1 and fields[0].end == 1 and _order(fields[1:]) == "B" for fields in parted)


def _opens_name(words: Piece) -> bool:
    """Say whether words are the short name of a group that opens the names of its bodies (中国移动)."""
    return words.bare in names.shipped_groups()


def _may_part(piece: Piece) -> bool:
    return len(piece.text) <= _LONGEST and any(ways[-1].search(piece.text) for ways in _WAYS)


def is_of_works(state: State) -> bool | None:
    """Say whether the list being read is of works, or of others; None where nothing says so.

    What its heading counts says it, what the honour is called, and then what the document is about.
    """
    units = set((state.unit or "").split("/"))
    if units & UNITS_OF_WORKS or WORKS_HONOURED.search(state.honour):
        return True
    if units & UNITS_OF_OTHERS or headings.kind_of_tier(state.honour) in _OF_OTHERS:
        return False
    if WORKS_HONOURED.search(state.subject):
        return True
    if state.counts_works is None and state.paragraphs:
        state.counts_works = any(WORKS_COUNTED.search(flow.folded) for flow in state.paragraphs)
    return state.counts_works or None


def _split(
    state: State, lines: Sequence[Piece], ways: Sequence[re.Pattern[str]], *, told: bool
) -> list[inline.Entry | None]:
    parted = [_in_ways(state, piece, ways) for piece in lines]
    shown = [_shown(piece, several, told=told) for piece, several in zip(lines, parted, strict=True)]
    orders = Counter(_order(fields) for fields in shown if fields)
    order, number = orders.most_common(1)[0] if orders else ("", 0)
    is_half = told and 2 * number == len(lines) and len(orders) == 1
    if not (is_half or 2 * number > len(lines)) or not (told or (order == "WB" and number == len(lines))):
        return []
    if ways[0] in {_BRACKET, _QUOTED} and order != "BW":
        return []
    found: list[inline.Entry | None] = []
    for piece, fields, several in zip(lines, shown, parted, strict=True):
        if _order(fields) == order:
            found.append(_entry(piece, fields))
        else:
            like = (_as_others(each, order) for each in several)
            found.append(next((_entry(piece, each) for each in like if each), None))
            if is_half:
                found[-1] = _doubted(found[-1])
    return found


def _doubted(entry: inline.Entry | None) -> inline.Entry | None:
    """Return a line that only as many others tell to be parted, less sure; none where a body with its place is the title."""
    return None if entry is None or _names_place(entry.title) else entry._replace(is_sure=False)


def _names_place(words: Piece) -> bool:
    return bool(names.opening_places(words.bare)) and _AREA.search(words.bare) is None


def _in_ways(state: State, piece: Piece, ways: Sequence[re.Pattern[str]]) -> list[list[_Field]]:
    """Return the parts of a line in each of some ways, of which most part the same words."""
    kinds: dict[tuple[int, int], str] = {}
    found: list[list[_Field]] = []
    for way in ways:
        bounds = _bounds(piece, way)
        for b, e in bounds:
            if (b, e) not in kinds:
                kinds[b, e] = _kind(state, piece.part(b, e))
        found.append([_Field(b, e, kinds[b, e]) for b, e in bounds])
    return found


def _bounds(piece: Piece, way: re.Pattern[str]) -> list[tuple[int, int]]:
    if len(piece.text) > _LONGEST:
        return []
    bounds: list[tuple[int, int]] = []
    for b, e in grammar.split_outside(piece.text, way):
        if bounds and _parts_name(piece.text[slice(*bounds[-1])], piece.text[b:e]):
            bounds[-1] = (bounds[-1][0], e)  # 王　明 is one name, in 何岚、王　明 too
        else:
            bounds.append((b, e - 1 if way is _BRACKET and b else e))
    return bounds


def _parts_name(left: str, right: str) -> bool:
    """Say whether white space parts the two characters of a name, alone or among others."""
    return len(left) - left.rfind("、") == _LEAST and len(right.partition("、")[0]) == 1


def _kind(state: State, words: Piece) -> str:
    """Return what some words look like: B for a body, N for names of persons, W for a work; nothing for what is none."""
    bare = words.bare
    if len(bare) < _LEAST or not _WORD.search(bare):
        return ""
    if all(field.is_name for field in fields_of(words.text)):
        return "N"
    if _SLOGAN.search(bare, 2):
        return "W"
    if parties.are_parties(words):
        return "" if parties.is_tail(state, bare) else "B"
    return "" if _names_post(bare) else "W"


def _names_post(bare: str) -> bool:
    """Say whether words are a post, or a body and a post in it; a slogan may end in the word for one (服务一线职工)."""
    if not posts.ends_in_post(bare):
        return False
    unit, post = posts.part(bare, 0)
    return post is not None and (
        len(bare) <= _LONGEST_POST or (unit is not None and posts.is_unit(unit.value))
    )


def _order(fields: Sequence[_Field]) -> str:
    kinds = [field.kind for field in fields]
    return "".join(kind for kind, _ in groupby(kinds)) if all(kinds) else ""


def _shown(piece: Piece, several: Sequence[Sequence[_Field]], *, told: bool) -> Sequence[_Field]:
    """Return the parts of a line by the first way in which they show by themselves what each is; none if none does.

    Of two that look like bodies the first is a work where only the second opens with a place (智慧工会服务中心　某某市总工会).
    """
    several = [_with_place(piece, fields) for fields in several] if told else several
    return next(
        (fields for fields in several if _order(fields) in _ORDERS and _is_shown(piece, fields, told=told)),
        (),
    )


def _with_place(piece: Piece, fields: Sequence[_Field]) -> Sequence[_Field]:
    if [field.kind for field in fields] != ["B", "B"]:
        return fields
    first, last = (piece.part(field.begin, field.end) for field in fields)
    is_site = ending_of(first.bare).sort in _SITES or _INTO.search(first.bare) is not None
    is_work = _is_like_place(first) or (is_site and not names.opening_places(first.bare))
    if not is_work or parties.names_host(first.bare) or not names.opening_places(last.bare):
        return fields
    return [fields[0]._replace(kind="W"), fields[1]]


def _is_like_place(words: Piece) -> bool:
    """Say whether words end as a place does and are longer than the names of places (书香柳溪村): no body, and no known place."""
    return (
        len(words.bare) >= _SHORTEST_ALONE
        and parties.are_parties(words)
        and not (parties.is_party(words) or _names_place(words))
    )


def _is_shown(piece: Piece, fields: Sequence[_Field], *, told: bool) -> bool:
    """Say whether what looks like a work is none of the words that stand before or behind a body within its name."""
    title = _title(piece, fields)
    words = title.bare
    if words.startswith(_MARKED):
        return True
    if len(words) < (_SHORTEST if told else _SHORTEST_ALONE) or _opens_name(title):
        return False
    is_part = words.endswith(_PARTS) or grammar.TEAM_END.search(words) is not None
    if told:
        return not (is_part and fields[0].kind == "B")
    return not (is_part or names.opening_places(words) or grammar.BODY_HONOUR.search(words))


def _title(piece: Piece, fields: Sequence[_Field]) -> Piece:
    works = [field for field in fields if field.kind == "W"]
    return piece.part(works[0].begin, works[-1].end)


def _as_others(fields: Sequence[_Field], order: str) -> list[_Field]:
    """Return the parts of a line that shows nothing by itself as those of the others are; none if it has not as many."""
    if len(fields) < len(order) or (len(fields) > len(order) and not _has_more_of_title(fields, order)):
        return []
    at = order.index("W")
    behind = len(order) - at - 1
    kinds = order[:at] + "W" * (len(fields) - len(order) + 1) + order[len(order) - behind :]
    return [field._replace(kind=kind) for field, kind in zip(fields, kinds, strict=True)]


def _has_more_of_title(fields: Sequence[_Field], order: str) -> bool:
    """Say whether what stands around the title of a line is what stands there on the others."""
    at = order.index("W")
    kinds = [field.kind for field in fields]
    behind = order[at + 1 :]
    return "".join(kinds[:at]) == order[:at] and "".join(kinds[len(kinds) - len(behind) :]) == behind


def _entry(piece: Piece, fields: Sequence[_Field]) -> inline.Entry:
    title = _title(piece, fields)
    is_person = any(field.kind == "N" for field in fields)
    is_sure = not _is_like_place(title) or _SLOGAN.search(title.bare) is not None
    rest = [field for field in fields if field.kind != "W"]
    if fields[0].kind == "W" or fields[-1].kind == "W":
        party = piece.part(rest[0].begin, rest[-1].end)
        return inline.Entry(title, party, is_person, is_sure=is_sure)
    persons = [field for field in rest if field.kind == "N"]
    bodies = [field for field in rest if field.kind == "B"]
    unit = piece.part(bodies[0].begin, bodies[-1].end)
    return inline.Entry(title, piece.part(persons[0].begin, persons[-1].end), is_person=True, unit=unit)
