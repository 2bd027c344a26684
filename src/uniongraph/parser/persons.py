"""Persons in a recipient slot: a name with what is added to it in brackets, the unit and the post, in either order."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from uniongraph import grammar, names
from uniongraph.grammar.lists import CLASS_NAME
from uniongraph.grammar.tables import INVENTOR, MADE_LABEL, OWNER, WRITER_LABEL
from uniongraph.model import Reading, Recipient, Span
from uniongraph.parser import bearers, members, places, posts
from uniongraph.parser.fields import (
    MOST_FIELDS,
    Field,
    fields_of,
    is_led,
    led_by,
    may_name,
    without_said,
)
from uniongraph.parser.state import DOUBTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.parser.state import Piece

__all__ = [
    "are_names",
    "begins_with_surname",
    "is_led",
    "is_person",
    "is_told_of",
    "opens_with_work",
    "read",
    "read_unknown",
    "stand_before_units",
    "stands_with_unit",
]

_LABEL = re.compile(rf"(?P<label>[{grammar.HAN}]{{2,8}})[:：]")
_MADE = re.compile(
    rf"(?<=\S)[\s，,；;]\s*(?:[{grammar.HAN}]{{0,2}}(?:作者|主创|完成人|完成者|创作)[{grammar.HAN}]{{0,2}}|{WRITER_LABEL.pattern}|{MADE_LABEL.pattern}|{INVENTOR.pattern}|{OWNER.pattern})\s?[:：]"
)
"""《大江》　主创：, 译者：: whoever stands behind such a label made the work before it."""
_OPENS_WORK = re.compile(r"《[^《》]{1,60}》(?:[（(]?(?:节选|选段|选场|片段)[）)]?)?\s")
"""《渡口》　, 《断桥》选段　: a work and a blank, behind which stands whose it is; 《绿屏日报》记者 is a post."""
_OTHERS = frozenset({"note", "sender", "tutor", "partner"})
_BEFORE_UNIT = re.compile(rf"(?P<name>[{grammar.HAN}]{{2,3}})[（(](?P<unit>.+)[）)]")
_RUN_MARKS = ("；;", "、；;", "、，,；;")
"""What parts persons from one another, the mark that parts nothing else first."""
_ANY_MARK = frozenset(_RUN_MARKS[-1])
_LONGEST_RUN = 20_000
_CALLING = re.compile(rf"[{grammar.HAN}]{{4,24}}")
_SHORTEST_CALLING = 2
_PAIR = 2


def read(piece: Piece, *, alone: bool = True, trusted: bool = False) -> tuple[Recipient, ...]:
    """Return the persons that some words name, with unit and post as printed; none where they name no person.

    ``王晓明（女）　某某公司工程师``, ``市财政局 吴小军``, ``王成　陈宝清``. With ``alone``, names without unit and post
    count too, as they do in a list that is known to be of persons; ``trusted`` where a column says that names stand
    in it, whatever they begin with.
    """
    if run := _run(piece.text):
        return tuple(each for part in run for each in _of_run(piece.part(*part)))
    if not may_name(piece.text) or _tells_others(piece.text):
        return ()
    fields, said = _apart(fields_of(piece.text))
    if not trusted and places.are_bodies(piece.text, fields):
        return ()
    fields, remarks = without_said(piece.text, fields)
    people: tuple[Recipient, ...]
    if (at := places.beside(piece.text, fields)) is not None:
        people = (_with_rest(piece, bearers.bearer(piece, fields[at]), fields[1 - at : 2 - at]),)
    elif alone and _is_told_of(fields):
        people = (bearers.with_remarks(piece, bearers.bearer(piece, fields[0]), fields[1:]),)
    else:
        people = _read(piece, fields, alone=alone, trusted=trusted)
    for begin, end in remarks:
        people = tuple(bearers.with_remark(each, bearers.said_of(piece, begin, end)) for each in people)
    for begin, end in said:
        told = bearers.said_of(piece, begin, end)
        people = tuple(replace(each, notes=(*each.notes, told)) for each in people)
    return people


def _tells_others(words: str) -> bool:
    """Say whether behind a colon stands who made a work, or who belongs to a group."""
    may_be = "：" in words or ":" in words
    return may_be and (_MADE.search(words) is not None or members.names_members(words))


def _of_run(part: Piece) -> tuple[Recipient, ...]:
    """Return the persons that a part of a run names: words beside a name, whatever they are, are the unit, as in the other parts."""
    if not _is_loose(part.text):
        return read(part)
    fields = fields_of(part.text)
    name, unit = fields if fields[0].is_name else fields[::-1]
    person = bearers.with_unit(bearers.bearer(part, name), part.part(unit.begin, unit.end), None)
    said = person.affiliation
    return (replace(person, affiliation=replace(said, confidence=DOUBTED) if said is not None else None),)


def _is_loose(words: str) -> bool:
    """Say whether words are a name and, behind or before a blank, what no word tells for a unit (机关 何岚)."""
    fields = fields_of(words) if len(words.split()) == _PAIR and not _is_person(words, False) else ()
    return len(fields) == _PAIR and fields[0].is_name != fields[1].is_name


def _run(words: str) -> Sequence[tuple[int, int]]:
    """Return where persons stand of whom each has the unit beside the name (营业部 何岚、城东支行 段家和); nothing if one has none.

    In brackets (何岚（城东支行）、段家和（女）) it may be missing.
    """
    if _ANY_MARK.isdisjoint(words) or len(words) > _LONGEST_RUN:
        return ()
    return _known_run(words)


@lru_cache(maxsize=2048)
def _known_run(words: str) -> Sequence[tuple[int, int]]:
    """Remember the answer: a line is asked about in each role that it may have."""
    for marks in _RUN_MARKS:
        parts = grammar.split_outside(words, marks)
        known = sum(_is_person(words[b:e], False) for b, e in parts) if len(parts) > 1 else 0
        loose = len(parts) - known
        if known >= loose and sum(_is_loose(words[b:e]) for b, e in parts if loose) == loose:
            return parts if len({_order(words[b:e]) for b, e in parts}) == 1 else ()
        if (
            len(parts) > 1
            and not known
            and "（" in words
            and all(_is_bracketed(words[b:e]) for b, e in parts)
        ):
            return parts
    return ()


def _order(words: str) -> tuple[bool, bool]:
    """Say whether the first and the last of the words between separators are a name: the unit or the post is the other."""
    fields = fields_of(words)
    return fields[0].is_name, fields[-1].is_name


def _is_bracketed(words: str) -> bool:
    """Say whether words are a name, with whatever is added to it in brackets."""
    fields = fields_of(words) if may_name(words) else ()
    return len(fields) == 1 and fields[0].is_name


def _apart(fields: Sequence[Field]) -> tuple[Sequence[Field], list[tuple[int, int]]]:
    """Return the fields that tell of a person, and where each note stands: the place in a contest (焊工第一名), who is not honoured.

    The first label of these (推荐单位：某某大学) ends what is told of the person.
    """
    labels = [i for i, field in enumerate(fields) if i and _says_other(field.words)]
    ends = [*labels[1:], len(fields)]
    notes = (
        [(fields[b].begin, fields[e - 1].end) for b, e in zip(labels, ends, strict=True)] if labels else []
    )
    told = fields[: labels[0]] if labels else fields
    places = [(field.begin, field.end) for field in told if field.is_place]
    if not 0 < len(places) < len(told):
        return told, notes
    return [field for field in told if not field.is_place], places + notes


def _says_other(words: str) -> bool:
    """Say whether words begin with a label that the column of a table could have, and nobody honoured would stand in."""
    match = _LABEL.match(words)
    roles = (role for role, pattern in grammar.COLUMNS if match and pattern.fullmatch(match["label"]))
    return match is not None and next(roles, None) in _OTHERS


def _read(piece: Piece, fields: Sequence[Field], *, alone: bool, trusted: bool) -> tuple[Recipient, ...]:
    """Return the persons that the words between separators name, which are nothing else."""
    if alone and (
        are_names(fields) or (trusted and all(f.may_be_name or f.is_latin or f.is_either for f in fields))
    ):
        return tuple(bearers.bearer(piece, field) for field in fields)
    several = next((i for i, field in enumerate(fields) if not field.is_name), len(fields))
    told = next((i for i in range(several, len(fields)) if not fields[i].is_remark), len(fields))
    if 1 < several <= told < len(fields) <= MOST_FIELDS and _says_unit(fields[told:]):
        bearing = (
            bearers.with_remarks(piece, bearers.bearer(piece, f), fields[several:told])
            for f in fields[:several]
        )
        return tuple(_with_rest(piece, each, fields[told:]) for each in bearing)
    first = next((i for i, field in enumerate(fields) if field.is_name), len(fields))
    if (
        0 < first < len(fields) - 1
        and all(field.is_name for field in fields[first:])
        and _says_unit(fields[:first])
    ):
        unit = fields[:first]
        return tuple(_with_rest(piece, bearers.bearer(piece, field), unit) for field in fields[first:])
    if (at := _amid(fields)) is not None:
        return (_amid_person(piece, fields, at),)
    for by_surname in (True, False) if alone else (True,):
        for field, remarks, rest in _ways(fields):
            may_be = field.may_be_name or field.is_latin or (trusted and field.is_either)
            if (field.is_name if by_surname else may_be) and _says_unit(rest):
                return (
                    _with_rest(
                        piece, bearers.with_remarks(piece, bearers.bearer(piece, field), remarks), rest
                    ),
                )
    return ()


def _is_told_of(fields: Sequence[Field]) -> bool:
    """Say whether words are a name and what is said of persons only, without unit or post (何岚，女，回族)."""
    return len(fields) > 1 and fields[0].is_name and all(field.is_remark for field in fields[1:])


def _ways(fields: Sequence[Field]) -> Iterator[tuple[Field, Sequence[Field], Sequence[Field]]]:
    """Yield the field that may be the name, what is said of the person right behind it (女, 回族), and the rest."""
    if not 1 < len(fields) <= MOST_FIELDS:
        return
    rest = next((i for i, field in enumerate(fields[1:], 1) if not field.is_remark), len(fields))
    yield fields[0], fields[1:rest], fields[rest:]
    yield fields[-1], (), fields[:-1]


def _amid(fields: Sequence[Field]) -> int | None:
    """Return which field is a name between a body and nothing but posts (某某厂　何立春　高级工程师)."""
    if not 2 < len(fields) <= MOST_FIELDS:
        return None
    for at in range(1, len(fields) - 1):
        after = [field for field in fields[at + 1 :] if not field.is_remark]
        is_post = bool(after) and all(posts.ends_in_post(field.bare) for field in after)
        if fields[at].is_name and is_post and any(posts.is_unit(f.words) for f in fields[:at]):
            return at
    return None


def _amid_person(piece: Piece, fields: Sequence[Field], at: int) -> Recipient:
    first = next(i for i in range(at + 1, len(fields)) if not fields[i].is_remark)
    person = bearers.with_remarks(piece, bearers.bearer(piece, fields[at]), fields[at + 1 : first])
    unit = piece.part(fields[0].begin, fields[at - 1].end)
    return bearers.with_unit(person, unit, piece.part(fields[first].begin, fields[-1].end))


def is_person(piece: Piece, *, alone: bool = False) -> bool:
    """Say whether some words name a person, with the unit or the post beside the name unless ``alone``."""
    return bool(_run(piece.text)) or _is_person(piece.text, alone)


@lru_cache(maxsize=8192)
def _is_person(words: str, alone: bool) -> bool:
    known = fields_of(words) if may_name(words) and not _tells_others(words) else ()
    if not known or (len(known) == 1 and known[0].words[-1:] not in grammar.CLOSE):
        return alone and are_names(known)  # nothing is said beside the one
    fields, _ = without_said(words, _apart(known)[0])
    if places.beside(words, fields) is not None:
        return True
    if places.are_bodies(words, fields) or (not alone and _OPENS_WORK.match(words) is not None):
        return False
    if alone and (are_names(fields) or _is_told_of(fields)):
        return True
    if led_by(words) is not None and not alone and not posts.ends_in_post(fields[-1].bare):
        return False  # a title of few characters and who made it, as well
    return _amid(fields) is not None or any(
        (field.is_name or (alone and (field.may_be_name or field.is_latin))) and _says_unit(rest)
        for field, _, rest in _ways(fields)
    )


def opens_with_work(piece: Piece) -> bool:
    """Say whether a line is a work in its marks and, behind a blank, the person whose it is, with the unit or without."""
    opened = _OPENS_WORK.match(piece.text)
    return opened is not None and is_person(piece.part(opened.end(), len(piece.text)), alone=True)


def is_told_of(piece: Piece) -> bool:
    """Say whether a line is a name with what is said of persons only, and maybe unit and post (何岚，女，1975年生，某某厂工人)."""
    if not is_person(piece, alone=True):
        return False
    first, *rest = fields_of(piece.text)
    return first.may_be_name and any(field.is_remark for field in rest)


def stand_before_units(piece: Piece) -> bool:
    """Say whether each of some words is a name of three characters at most with a body, a place or a class in brackets behind it.

    So short a title is rarer than a person; 《渡口》 stands in its marks.
    """
    return may_name(piece.text) and _stand_before_units(piece.text)


@lru_cache(maxsize=8192)
def _stand_before_units(words: str) -> bool:
    words = _without_others(words) if "：" in words or ":" in words else words
    parts = [words[begin:end].strip() for begin, end in grammar.split_outside(words, "、，,；;")]
    found = [_BEFORE_UNIT.fullmatch("".join(part.split())) for part in parts]
    return all(
        each is not None
        and grammar.NAME.fullmatch(each["name"]) is not None
        and (posts.is_unit(each["unit"]) or CLASS_NAME.fullmatch(each["unit"]) is not None)
        for each in found
    )


def stands_with_unit(piece: Piece) -> bool:
    """Say whether some words name a person with the unit, beside the name or in brackets behind it."""
    return is_person(piece) or stand_before_units(piece)


def _without_others(words: str) -> str:
    """Return a person without who is told of behind or within the brackets (何立春（某某中学）　指导教师：钱莉)."""
    ends = (match.start() for match in _LABEL.finditer(words) if match.start() and _says_other(match[0]))
    told = words[: next(ends, len(words))]
    if len(told) == len(words):
        return words
    told = told.rstrip("，,；;、 \u3000\t")
    return f"{told}）" if told.count("（") > told.count("）") else told


def begins_with_surname(piece: Piece) -> bool:
    """Say whether each of some words parted by marks or spaces is a name by its surname."""
    found = fields_of(piece.text) if may_name(piece.text) else []
    return bool(found) and all(field.is_name for field in found)


def are_names(fields: Sequence[Field]) -> bool:
    """Say whether all fields can be names, and at least half of them begin with a surname."""
    likely = [field.is_name for field in fields]
    if not fields or 2 * sum(likely) < len(fields):
        return False
    return all(is_name or f.may_be_name or f.is_latin for f, is_name in zip(fields, likely, strict=True))


def read_unknown(piece: Piece) -> tuple[Recipient, ...]:
    """Return the person whose name by its surname opens a line, and of whom one thing is said that no word tells (走街货郎).

    For a list whose other lines are persons. Behind a place or a body it is the calling, else a note.
    """
    fields = fields_of(piece.text) if may_name(piece.text) else []
    rest = next((i for i, field in enumerate(fields[1:], 1) if not field.is_remark), len(fields))
    if rest != len(fields) - 1 or not fields[0].is_name or _CALLING.fullmatch(fields[rest].words) is None:
        return ()
    said = fields[rest]
    person = bearers.with_remarks(piece, bearers.bearer(piece, fields[0]), fields[1:rest])
    cuts = range(len(said.words) - _SHORTEST_CALLING, 1, -1)
    cut = next((cut for cut in cuts if posts.is_unit(said.words[:cut])), 0)
    unit, calling = (
        Reading(part.text, (part.span,), DOUBTED)
        for part in (piece.part(said.begin, said.begin + cut), piece.part(said.begin + cut, said.end))
    )
    if not cut:
        return (replace(person, notes=(*person.notes, calling)),)
    return (replace(person, affiliation=unit, post=calling),)


def _says_unit(rest: Sequence[Field]) -> bool:
    """Say whether the words beside a name are a unit or a post."""
    return any(
        names.is_organization(f.words)
        or posts.is_site(f.words)
        or CLASS_NAME.fullmatch(f.bare)
        or posts.ends_in_post("".join(f.words.split()))
        for f in rest
    )


def _with_rest(piece: Piece, person: Recipient, rest: Sequence[Field]) -> Recipient:
    base = piece.span.begin
    last = rest[-1]
    fused = len(rest) > 1 and "、" in piece.text[rest[-2].end : last.begin]
    if len(rest) > 1 and not fused and grammar.POST.fullmatch("".join(last.words.split())):
        unit = Span(base + rest[0].begin, base + rest[-2].end)
        post = Reading(grammar.tidy_name(last.words), (Span(base + last.begin, base + last.end),))
        words = piece.text[rest[0].begin : rest[-2].end]
        return replace(person, affiliation=Reading(grammar.tidy_name(words), (unit,)), post=post)
    words = piece.text[rest[0].begin : last.end]
    affiliation, held = posts.part(words, base + rest[0].begin)
    return replace(person, affiliation=affiliation, post=held)
