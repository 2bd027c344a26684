"""Persons in a recipient slot: a name with what is added to it in brackets, the unit and the post, in either order."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from uniongraph import grammar, names
from uniongraph.model import Reading, Recipient, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.parser.state import Piece

__all__ = [
    "are_names",
    "begins_with_surname",
    "is_person",
    "read",
    "stand_before_units",
    "with_remark",
    "with_unit",
]

_LONGEST = 100
_PARTING = re.compile(r"[，,；;、／/\t|｜]|\s+|[—–-]{2,}")
_WITHIN = re.compile(rf"[，,、；;]\s*|\s+(?=[{grammar.HAN}])|(?<=[{grammar.HAN}])\s+")
_ONE_HAN = re.compile(rf"[{grammar.HAN}]")
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_LATIN_WORD = re.compile(rf"[{_LETTER}][{_LETTER}.'’\-]*")
_LATIN_NAME = re.compile(
    rf"(?=\S*\s|\S*[a-z])[A-ZÀ-ÖØ-Þ][{_LETTER}.'’\-]*(?:\s+[{_LETTER}][{_LETTER}.'’\-]*){{0,5}}"
)
"""Li Wei, J. Smith: a name in Latin letters; one word in capitals alone is an abbreviation."""
_SURE, _LIKELY = 0.95, 0.7
"""Confidence in a name that begins with a surname, and in one that only stands where names do."""
_LABEL = re.compile(rf"(?P<label>[{grammar.HAN}]{{2,8}})[:：]")
_OTHERS = frozenset({"note", "sender", "tutor", "partner"})
_BEFORE_UNIT = re.compile(rf"(?P<name>[{grammar.HAN}]{{2,3}})[（(](?P<unit>.+)[）)]")
_MOST_FIELDS = 8
_LONGEST_TEAM = 12
_LONGEST_NAME = 12


class _Field(NamedTuple):
    """Some words between two separators: where they begin and end in the line, and what is left without brackets."""

    begin: int
    end: int
    words: str
    bare: str
    name_end: int
    """Where the words end and what is added to them in brackets begins."""

    @property
    def is_name(self) -> bool:
        return grammar.NAME.fullmatch(self.bare) is not None and not names.is_organization(self.bare)

    @property
    def is_latin(self) -> bool:
        """Whether the words are a name in Latin letters, which looks like one only where names stand."""
        return _is_latin(self.bare)

    @property
    def is_remark(self) -> bool:
        return grammar.PARTICULAR.fullmatch(self.bare) is not None

    @property
    def may_be_name(self) -> bool:
        return grammar.NAME_ALONE.fullmatch(self.bare) is not None and not names.is_organization(self.bare)


def _is_latin(words: str) -> bool:
    return words[:1].isupper() and _LATIN_NAME.fullmatch(words) is not None


def read(piece: Piece, *, alone: bool = True, trusted: bool = False) -> tuple[Recipient, ...]:
    """Return the persons that some words name, with unit and post as printed; none where they name no person.

    ``王晓明（女）　某某公司工程师``, ``市财政局 吴小军``, ``王成　陈宝清``. With ``alone``, names without unit and post
    count too, as they do in a list that is known to be of persons; ``trusted`` where a column says that names stand
    in it, whatever they begin with.
    """
    if len(piece.text) > _LONGEST:
        return ()
    fields, said = _apart(_fields(piece.text))
    people = _read(piece, fields, alone=alone, trusted=trusted)
    for begin, end in said:
        note = piece.part(begin, end)
        told = Reading(grammar.tidy_name(note.text), (note.span,))
        people = tuple(replace(each, notes=(*each.notes, told)) for each in people)
    return people


def _apart(fields: Sequence[_Field]) -> tuple[Sequence[_Field], list[tuple[int, int]]]:
    """Return the fields before the first label of who is not honoured (推荐单位：某某大学), and where each such note stands."""
    labels = [i for i, field in enumerate(fields) if i and _says_other(field.words)]
    if not labels:
        return fields, []
    ends = [*labels[1:], len(fields)]
    notes = [(fields[b].begin, fields[e - 1].end) for b, e in zip(labels, ends, strict=True)]
    return fields[: labels[0]], notes


def _says_other(words: str) -> bool:
    """Say whether words begin with a label that the column of a table could have, and nobody honoured would stand in."""
    match = _LABEL.match(words)
    roles = (role for role, pattern in grammar.COLUMNS if match and pattern.fullmatch(match["label"]))
    return match is not None and next(roles, None) in _OTHERS


def _read(piece: Piece, fields: Sequence[_Field], *, alone: bool, trusted: bool) -> tuple[Recipient, ...]:
    """Return the persons that the words between separators name, which are nothing else."""
    if alone and (
        are_names(fields) or (trusted and all(field.may_be_name or field.is_latin for field in fields))
    ):
        return tuple(_person(piece, field) for field in fields)
    several = next((i for i, field in enumerate(fields) if not field.is_name), len(fields))
    if 1 < several < len(fields) <= _MOST_FIELDS and _says_unit(fields[several:]):
        unit = fields[several:]
        return tuple(_with_rest(piece, _person(piece, field), unit) for field in fields[:several])
    first = next((i for i, field in enumerate(fields) if field.is_name), len(fields))
    if (
        0 < first < len(fields) - 1
        and all(field.is_name for field in fields[first:])
        and _says_unit(fields[:first])
    ):
        unit = fields[:first]
        return tuple(_with_rest(piece, _person(piece, field), unit) for field in fields[first:])
    for by_surname in (True, False) if alone else (True,):
        for field, remarks, rest in _ways(fields):
            if (field.is_name if by_surname else field.may_be_name or field.is_latin) and _says_unit(rest):
                return (_with_rest(piece, _with_remarks(piece, _person(piece, field), remarks), rest),)
    return ()


def _ways(fields: Sequence[_Field]) -> Iterator[tuple[_Field, Sequence[_Field], Sequence[_Field]]]:
    """Yield the field that may be the name, what is said of the person right behind it (女, 回族), and the rest."""
    if not 1 < len(fields) <= _MOST_FIELDS:
        return
    rest = next((i for i, field in enumerate(fields[1:], 1) if not field.is_remark), len(fields))
    yield fields[0], fields[1:rest], fields[rest:]
    yield fields[-1], (), fields[:-1]


def is_person(piece: Piece, *, alone: bool = False) -> bool:
    """Say whether some words name a person, with the unit or the post beside the name unless ``alone``."""
    return _is_person(piece.text, alone)


@lru_cache(maxsize=8192)
def _is_person(words: str, alone: bool) -> bool:
    if len(words) > _LONGEST:
        return False
    fields, _ = _apart(_fields(words))
    if alone and are_names(fields):
        return True
    return any(
        (field.is_name or (alone and (field.may_be_name or field.is_latin))) and _says_unit(rest)
        for field, _, rest in _ways(fields)
    )


def stand_before_units(piece: Piece) -> bool:
    """Say whether each of some words is a name of three characters at most with a body in brackets behind it.

    So short a title is rarer than a person; 《渡口》 stands in its marks.
    """
    return len(piece.text) <= _LONGEST and _stand_before_units(piece.text)


@lru_cache(maxsize=8192)
def _stand_before_units(words: str) -> bool:
    parts = [words[begin:end].strip() for begin, end in grammar.split_outside(words, "、，,；;")]
    found = [_BEFORE_UNIT.fullmatch("".join(part.split())) for part in parts]
    return all(
        each is not None
        and grammar.NAME.fullmatch(each["name"]) is not None
        and names.is_organization(each["unit"])
        for each in found
    )


def begins_with_surname(piece: Piece) -> bool:
    """Say whether each of some words parted by marks or spaces is a name by its surname."""
    fields = _fields(piece.text) if len(piece.text) <= _LONGEST else []
    return bool(fields) and all(field.is_name for field in fields)


def are_names(fields: Sequence[_Field]) -> bool:
    """Say whether all fields can be names, and at least half of them begin with a surname."""
    likely = sum(field.is_name for field in fields)
    may_be = all(f.is_name or f.may_be_name or f.is_latin for f in fields)
    return bool(fields) and 2 * likely >= len(fields) and may_be


def with_unit(person: Recipient, piece: Piece | None, post: Piece | None) -> Recipient:
    """Return a person with the unit and the post that stand in other cells of a row."""
    unit = Reading(grammar.tidy_name(piece.text), (piece.span,)) if piece is not None and piece.text else None
    held = Reading(grammar.tidy_name(post.text), (post.span,)) if post is not None and post.text else None
    if unit is not None and held is None and piece is not None:
        unit, held = _unit_and_post(piece.text, piece.span.begin)
    return replace(person, affiliation=unit or person.affiliation, post=held or person.post)


def _fields(line: str) -> list[_Field]:
    """Return the words between separators outside brackets; two single characters side by side are one name."""
    joined: list[tuple[int, int]] = []
    parted = grammar.split_outside(line, _PARTING)
    if "（" in line or "(" in line:
        parted = [each for b, e in parted for each in _behind_brackets(line, b, e)]
    for b, e in parted:
        if joined and _goes_on(line, joined[-1], (b, e)):
            joined[-1] = (joined[-1][0], e)
        else:
            joined.append((b, e))
    return [_field(line, b, e) for b, e in joined]


def _behind_brackets(line: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return words in two where the unit stands right behind a name and its brackets (王芳（女，回族）某某医院)."""
    added = grammar.ADDED.search(line, begin, end)
    if added is None or added.end() == end or not 0 < added.start() - begin <= _LONGEST_NAME:
        return [(begin, end)]
    said = [added["words"][b:e] for b, e in _said(added["words"])]
    is_remark = all(grammar.PARTICULAR.fullmatch(each) or not _ONE_HAN.search(each) for each in said)
    if not is_remark or grammar.TITLE_OF_ADDRESS.fullmatch(line[added.end() : end]):
        return [(begin, end)]
    return [(begin, added.end()), (added.end(), end)]


def _goes_on(line: str, above: tuple[int, int], here: tuple[int, int]) -> bool:
    """Say whether words are the second half of a spaced name (王　成, Li Wei)."""
    first, second = line[above[0] : above[1]], line[here[0] : here[1]]
    bare = grammar.ADDED.sub("", second)
    if line[above[1] : here[0]] == " " and _LATIN_WORD.fullmatch(bare):
        return _LATIN_WORD.fullmatch(first.rpartition(" ")[2]) is not None
    return (
        _ONE_HAN.fullmatch(first) is not None
        and _ONE_HAN.fullmatch(bare) is not None
        and not line[above[1] : here[0]].strip()
    )


def _field(line: str, begin: int, end: int) -> _Field:
    pair = grammar.COUPLE.search(line, begin, end)
    end = pair.start() if pair and pair.start() > begin else end
    words = line[begin:end]
    address = grammar.TITLE_OF_ADDRESS.search(words)
    if address and words[: address.start()].endswith(tuple(grammar.CLOSE)):
        words = words[: address.start()]
    added = grammar.ADDED.search(words)
    is_remark = added is not None and added.end() == len(words)
    name_end = begin + (added.start() if added is not None and is_remark else len(words))
    name = line[begin:name_end]
    bare = grammar.tidy_name(name) if _is_latin(name) else "".join(name.split())
    stem = grammar.TITLE_OF_ADDRESS.sub("", bare)
    if stem != bare and grammar.NAME.fullmatch(stem):
        name_end -= len(bare) - len(stem)
        bare = stem
    return _Field(begin, end, words, bare, name_end)


def _person(piece: Piece, field: _Field) -> Recipient:
    """Return the person a field names, with what stands in brackets behind the name."""
    base = piece.span.begin
    span = Span(base + field.begin, base + field.name_end)
    person = Recipient(Reading(field.bare, (span,), _SURE if field.is_name else _LIKELY), "person")
    for added in grammar.ADDED.finditer(field.words):
        begin = base + field.begin + added.start("words")
        for b, e in _said(added["words"]):
            said = Reading(grammar.tidy_name(added["words"][b:e]), (Span(begin + b, begin + e),))
            person = with_remark(person, said)
    return person


def _said(words: str) -> list[tuple[int, int]]:
    """Return the parts of what stands in brackets; a space parts no words of another script (the bearer's own name)."""
    if not _ONE_HAN.search(words):
        return [(0, len(words))]
    return grammar.split_outside(words, _WITHIN)


def _with_remarks(piece: Piece, person: Recipient, fields: Sequence[_Field]) -> Recipient:
    for field in fields:
        span = Span(piece.span.begin + field.begin, piece.span.begin + field.end)
        person = with_remark(person, Reading(grammar.tidy_name(field.words), (span,)))
    return person


def with_remark(person: Recipient, said: Reading[str]) -> Recipient:
    """Return a person with what is said in brackets or beside the name: gender, ethnicity, 追授, the unit, or a note."""
    if grammar.GENDER.fullmatch(said.value):
        return replace(person, gender=said)
    if grammar.ETHNICITY.fullmatch(said.value):
        return replace(person, ethnicity=said)
    if grammar.POSTHUMOUS.search(said.value):
        return replace(person, posthumous=said)
    if person.affiliation is None and said.value:
        unit, post = _unit_and_post(said.value, said.spans[0].begin)
        is_unit = unit is not None and (post is not None or names.is_organization(unit.value))
        if is_unit and len(said.value) == len(said.spans[0]):
            return replace(person, affiliation=unit, post=post)
    return replace(person, notes=(*person.notes, said)) if said.value else person


def _says_unit(rest: Sequence[_Field]) -> bool:
    """Say whether the words beside a name are a unit or a post."""
    return any(names.is_organization(f.words) or _ends_in_post("".join(f.words.split())) for f in rest)


def _ends_in_post(bare: str) -> bool:
    """Say whether words are a post, or a unit whose name stands in quotation marks and a post."""
    if grammar.POST.fullmatch(bare):
        return True
    return "”" in bare and any(grammar.POST.fullmatch(bare[-length:]) for length in (2, 3, 4))


def _with_rest(piece: Piece, person: Recipient, rest: Sequence[_Field]) -> Recipient:
    base = piece.span.begin
    last = rest[-1]
    fused = len(rest) > 1 and "、" in piece.text[rest[-2].end : last.begin]
    if len(rest) > 1 and not fused and grammar.POST.fullmatch("".join(last.words.split())):
        unit = Span(base + rest[0].begin, base + rest[-2].end)
        post = Reading(grammar.tidy_name(last.words), (Span(base + last.begin, base + last.end),))
        words = piece.text[rest[0].begin : rest[-2].end]
        return replace(person, affiliation=Reading(grammar.tidy_name(words), (unit,)), post=post)
    words = piece.text[rest[0].begin : last.end]
    affiliation, held = _unit_and_post(words, base + rest[0].begin)
    return replace(person, affiliation=affiliation, post=held)


def _is_unit(words: str) -> bool:
    """Say whether words are a body's name, or a place's, which stands for the bodies that govern it."""
    if names.is_organization(words):
        return True
    return grammar.PLACE_NAME.fullmatch(words) is not None and names.is_organization(f"{words}政府")


def _is_team(words: str) -> bool:
    """Say whether words are the name of a team of some body, by a word that ends no other name (某某公司水质班).

    The team has a name of its own: of 某某公司班组长, 班 is no team.
    """
    end = grammar.SHIFT_END.search(words)
    if end is None or names.is_organization(words[: end.start()]):
        return False
    begins = range(end.start() - 1, max(end.start() - _LONGEST_TEAM, 1), -1)
    return any(names.is_organization(words[:begin]) for begin in begins)


_WITHIN_A_WORD = ("长", "员", "班学生")
"""No post begins so: 副局长 is not parted behind 局, nor a class behind its number."""
_HOLDS_POST = re.compile("[长任记席员师]、")
"""A unit holds no post: in 局长、党组书记 both are posts."""


def _unit_and_post(words: str, offset: int) -> tuple[Reading[str] | None, Reading[str] | None]:
    """Return unit and post that are printed as one (某某学校校长): the longest unit before a post.

    A part of the unit with a name of its own belongs to it (水质班班长: 水质班); the head of what every unit has holds a
    post of the unit itself (工会主席, 党委书记).
    """
    whole = Reading(grammar.tidy_name(words), (Span(offset, offset + len(words)),))
    for cut in range(len(words) - 1, 1, -1):
        unit, post = words[:cut].rstrip(), words[cut:].lstrip()
        if post.startswith(_WITHIN_A_WORD) or _HOLDS_POST.search(unit):
            continue
        if not grammar.POST.fullmatch(post) or not (_is_unit(unit) or _is_team(unit)):
            continue
        unit = _without_office(unit)
        begin = len(unit) + len(words[len(unit) :]) - len(words[len(unit) :].lstrip())
        return (
            Reading(grammar.tidy_name(unit), (Span(offset, offset + len(unit)),)),
            Reading(grammar.tidy_name(words[begin:]), (Span(offset + begin, offset + len(words)),)),
        )
    if not names.is_organization(whole.value) and grammar.POST.fullmatch(whole.value):
        return None, whole
    return whole, None


def _without_office(unit: str) -> str:
    """Return a unit without the office of it that somebody heads, where what is left is a unit, and no county's body."""
    office = grammar.OFFICE_END.search(unit)
    rest = unit[: office.start()].rstrip() if office else ""
    is_village = rest.endswith(("村", "社区", "镇", "乡", "街道")) and _is_unit(rest)
    return rest if is_village or names.is_organization(rest) else unit
