"""The words between the separators of a slot for persons: which are one name, and what is added to it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from uniongraph import grammar, names
from uniongraph.grammar.persons import NAME_OR_BODY
from uniongraph.grammar.posts import TITLE
from uniongraph.parser import posts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece

__all__ = [
    "MOST_FIELDS",
    "Field",
    "fields_of",
    "is_led",
    "led_by",
    "may_name",
    "said_behind",
    "said_parts",
    "without_said",
]

MOST_FIELDS: Final = 8
"""A person is told of in no more words between separators."""
_LONGEST = 800
"""No line that names persons with unit and post has more characters."""
_LONGEST_RUN = 20_000
_DENSE = 8
"""A longer run of names has a mark or a blank in so many characters, as no prose has."""
_PARTING = re.compile(r"[，,；;、／/\t|｜]|\s+|[—–-]{2,}|(?<=第.名)[:：]")
_WITHIN = re.compile(rf"[，,、；;]\s*|\s+(?=[{grammar.HAN}])|(?<=[{grammar.HAN}])\s+")
_ONE_HAN = re.compile(rf"[{grammar.HAN}]")
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_LATIN_WORD = re.compile(rf"[{_LETTER}][{_LETTER}.'’\-]*")
_LATIN_NAME = re.compile(
    rf"(?=[A-ZÀ-ÖØ-Þ])(?=\S*\s|\S*[a-z]).[{_LETTER}.'’\-]*(?:,?\s+[{_LETTER}][{_LETTER}.'’\-]*){{0,5}}"
)
"""Li Wei, J. Smith, (Smith, J.): a name in Latin letters; one word in capitals alone is an abbreviation."""
_SURNAME_FIRST = re.compile(r",\s*")
_DOTS = "·・•‧"
_LED = re.compile(rf"(?P<name>(?:{grammar.NAME.pattern})(?:{grammar.ADDED.pattern})?)\s*[:：]\s*(?=\S)")
"""何立春（女）：某某厂工程师: a name before what is said of who bears it."""
_RANK_ENDS = ("名", "军")
_PLACED = re.compile(rf"(?:{grammar.RANK.pattern})$")
"""焊工第一名 in brackets: the place that a person took."""
_NO_NAMES = (grammar.PLACE_NAME, grammar.GROUP_LABEL, grammar.GROUP_END)
_OPENING, _CLOSING = frozenset(grammar.OPEN), frozenset(grammar.CLOSE)
_LONGEST_NAME = 12
_LONGEST_POINTED = 48
"""No name by its surname is longer, with all its points (阿卜杜拉·艾买提)."""
_PLACE_ENDS = ("县", "市", "区")
"""柳溪县 begins as a name does, and nobody is called so."""
_LONG_NAME = re.compile(rf"[{grammar.HAN}]{{5,10}}")
"""查干巴特尔: a name of several syllables without a dot, where brackets tell that it is a person's."""


class Field(NamedTuple):
    """Some words between two separators: where they begin and end in the line, and what is left without brackets."""

    begin: int
    end: int
    words: str
    bare: str
    name_end: int
    """Where the words end and what is added to them in brackets begins."""
    is_told: bool = False
    """Whether what stands around tells that they are a name, though a body's may end so (何建社)."""

    @property
    def is_name(self) -> bool:
        """Whether the words are a name by its surname, and not the word for a body or a post (高工)."""
        if len(self.bare) > _LONGEST_POINTED:
            return False
        return _is_name(self.bare) or (self.is_told and _is_both(self.bare))

    @property
    def is_either(self) -> bool:
        """Whether the words are a name by its surname or a body's by its last character: 何建社, 皮肤科."""
        return NAME_OR_BODY.fullmatch(self.bare) is not None

    @property
    def is_latin(self) -> bool:
        """Whether the words are a name in Latin letters, which looks like one only where names stand."""
        return _LATIN_NAME.fullmatch(self.bare) is not None

    @property
    def is_remark(self) -> bool:
        """Whether the words are what is said of a person beside the name: 女, 回族."""
        return grammar.PARTICULAR.fullmatch(self.bare) is not None

    @property
    def is_place(self) -> bool:
        """Whether the words are the place that somebody took in a contest: 焊工第一名."""
        return _tells_place(self.bare)

    @property
    def is_told_of(self) -> bool:
        """Whether brackets behind the words say what is said of persons only: （女，蒙古族）."""
        added = grammar.ADDED.search(self.words)
        said = re.split("[，,、；;]", added["words"]) if added is not None else [""]
        return all(map(grammar.PARTICULAR.fullmatch, said))

    @property
    def may_be_name(self) -> bool:
        """Whether the words can be a name where names stand, and are no body and no post."""
        is_short = grammar.NAME_ALONE.fullmatch(self.bare) or (
            self.is_told_of and _LONG_NAME.fullmatch(self.bare)
        )
        if not is_short or (names.is_organization(self.bare) and not self.is_told):
            return False
        return self.is_name or grammar.POST.fullmatch(self.bare) is None


@lru_cache(maxsize=4096)
def _is_name(bare: str) -> bool:
    """Remember the answer: words are asked in each role that they may have."""
    if grammar.NAME.fullmatch(bare) is None or names.is_organization(bare):
        return False
    return TITLE.fullmatch(bare) is None and not bare[2:].endswith(_PLACE_ENDS)


def _is_both(bare: str) -> bool:
    return grammar.NAME.fullmatch(bare) is not None and names.is_organization(bare)


def may_name(words: str) -> bool:
    """Say whether words are no longer than a person with unit and post is printed, or a run of names (甲、乙、丙……)."""
    if len(words) <= _LONGEST:
        return True
    return len(words) <= _LONGEST_RUN and _DENSE * sum(map(words.count, "、，,；; \u3000")) >= len(words)


@lru_cache(maxsize=2048)
def fields_of(line: str) -> tuple[Field, ...]:
    """Return the words between separators outside brackets; two single characters side by side are one name.

    The stop at the end of the line is no part of the last of them.
    Remembered, as a line is asked about in each role that it may have, and then read.
    """
    joined: list[tuple[int, int]] = []
    led = led_by(line)
    begin = led.end() if led is not None else 0
    bounds = [(0, led.end("name"))] if led is not None else []
    end = len(line) - line.endswith("。")
    bounds += [(begin + b, begin + e) for b, e in grammar.split_outside(line[begin:end], _PARTING)]
    if not _OPENING.isdisjoint(line):
        bounds = [each for bound in bounds for each in _behind_brackets(line, *bound)]
    for b, e in bounds:
        if joined and _goes_on(line, joined[-1], (b, e)):
            joined[-1] = (joined[-1][0], e)
        else:
            joined.append((b, e))
    fields = tuple(_field(line, b, e) for b, e in _surnames_first(line, joined))
    fields = _unfused(line, fields[0]) if len(fields) == 1 else fields
    return _told_apart(line, fields) if any(field.is_either for field in fields) else fields


def _told_apart(line: str, fields: Sequence[Field]) -> tuple[Field, ...]:
    """Return fields of which some are a name or a body (何建社, 皮肤科); such a one is a name where the others tell it.

    They do where all are names with one mark between them, or where they say what post somebody holds, whom no other names.
    """
    others = [field for field in fields if not field.is_either]
    named = [field for field in others if field.is_name]
    gaps = {"".join(line[above.end : below.begin].split()) for above, below in pairwise(fields)}
    is_run = len(fields) - len(others) < len(named) == len(others) > 1 and len(gaps) == 1
    is_held = not named and len(fields) == len(others) + 1 and _says_held([field.words for field in others])
    return tuple(
        field._replace(is_told=True)
        if field.is_either and (is_run or is_held or _tells_bearer(field.words))
        else field
        for field in fields
    )


def _tells_bearer(words: str) -> bool:
    """Say whether brackets behind words say what is said of a person only: 女, 回族, unit and post."""
    added = grammar.ADDED.search(words)
    said = [added["words"][b:e] for b, e in said_parts(added["words"])] if added is not None else []
    return bool(said) and (all(map(_tells_of_person, said)) or _says_held(said))


def _says_held(said: Sequence[str]) -> bool:
    """Say whether words name a unit and a post of it, or begin with what is said of persons (女, 回族)."""
    if not said or not posts.ends_in_post("".join(said[-1].split())):
        return False
    unit, post = posts.part(said[-1], 0)
    above = said[:-1]
    return (unit is not None and post is not None) or any(
        posts.is_unit(each) or grammar.PARTICULAR.fullmatch(each) for each in above
    )


def _behind_brackets(line: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return words in two where the unit stands right behind a name and its brackets (王芳（女，回族）某某医院)."""
    added = grammar.ADDED.search(line, begin, end)
    if added is None or added.end() == end or not 0 < added.start() - begin <= _LONGEST_NAME:
        return [(begin, end)]
    said = [added["words"][b:e] for b, e in said_parts(added["words"])]
    is_remark = all(
        grammar.PARTICULAR.fullmatch(each) or not (each.isdecimal() or _ONE_HAN.search(each)) for each in said
    )
    if not is_remark or grammar.TITLE_OF_ADDRESS.fullmatch(line[added.end() : end]):
        return [(begin, end)]
    return [(begin, added.end()), (added.end(), end)]


def _surnames_first(line: str, bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return words with surname and given name in Latin letters as one (Smith, John): one of the two is one word alone."""
    if "," not in line:
        return bounds
    found: list[tuple[int, int]] = []
    for b, e in bounds:
        above = line[found[-1][0] : found[-1][1]] if found else ""
        here = grammar.ADDED.sub("", line[b:e])
        pair = f"{above}, {here}"
        is_one = (
            bool(above)
            and "," not in above
            and _SURNAME_FIRST.fullmatch(line[found[-1][1] : b]) is not None
            and (" " not in above or " " not in here)
            and _LATIN_NAME.fullmatch(pair) is not None
        )
        if is_one:
            found[-1] = (found[-1][0], e)
        else:
            found.append((b, e))
    return found


def _unfused(line: str, field: Field) -> tuple[Field, ...]:
    """Return unit with post, and the name right behind them, as two fields (某某局科长何立春); else the field alone.

    What may end the post or begin the name ends the post (主治医师郁达).
    """
    words = line[field.begin : field.name_end]
    for length in (2, 4) if _ends_post(words[:-2]) else (3, 2, 4):
        before = words[:-length]
        if not grammar.NAME.fullmatch(words[-length:]) or not grammar.POST.fullmatch(before[-_LONGEST_NAME:]):
            continue
        unit, post = posts.part(before, 0)
        if unit is not None and post is not None:
            cut = field.name_end - length
            return _field(line, field.begin, cut), _field(line, cut, field.end)
    return (field,)


def _ends_post(words: str) -> bool:
    """Say whether words end in the word for a post, and would end in one without their last character too (主治医, 主治医师)."""
    if grammar.POST.fullmatch(words[-_LONGEST_NAME:-1]) is None:
        return False
    return any(TITLE.fullmatch(words[-length:]) for length in (2, 3, 4))


def _goes_on(line: str, above: tuple[int, int], here: tuple[int, int]) -> bool:
    """Say whether words are the second half of a spaced name (王　成, Li Wei)."""
    first, second = line[above[0] : above[1]], line[here[0] : here[1]]
    bare = grammar.ADDED.sub("", second)
    if line[above[1] : here[0]] == " " and _LATIN_WORD.fullmatch(bare):
        return _LATIN_WORD.fullmatch(first.rpartition(" ")[2]) is not None
    if first.endswith(tuple(_DOTS)) or second.startswith(tuple(_DOTS)):
        return not line[above[1] : here[0]].strip()
    return (
        _ONE_HAN.fullmatch(first) is not None
        and _ONE_HAN.fullmatch(bare) is not None
        and not line[above[1] : here[0]].strip()
    )


def _field(line: str, begin: int, end: int) -> Field:
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
    bare = grammar.tidy_name(name) if _LATIN_NAME.fullmatch(name) else "".join(name.split())
    stem = grammar.TITLE_OF_ADDRESS.sub("", bare)
    if stem != bare and grammar.NAME.fullmatch(stem):
        name_end -= len(bare) - len(stem)
        bare = stem
    return Field(begin, end, words, bare, name_end)


def said_behind(words: str) -> tuple[int, list[tuple[int, int]]]:
    """Return where words end without the brackets behind them that tell of a person (副局长（追授）), and what these say."""
    end = len(words)
    said: list[tuple[int, int]] = []
    while words[end - 1 : end] in _CLOSING:
        added = next((each for each in grammar.ADDED.finditer(words, 0, end) if each.end() == end), None)
        parts = said_parts(added["words"]) if added is not None else []
        if added is None or not all(_tells_of_person(added["words"][b:e]) for b, e in parts):
            break
        base = added.start("words")
        said[:0] = [(base + b, base + e) for b, e in parts]
        end = len(words[: added.start()].rstrip())
    return end, said


def _tells_of_person(words: str) -> bool:
    return bool(
        grammar.PARTICULAR.fullmatch(words) or grammar.POSTHUMOUS.search(words) or _tells_place(words)
    )


def _tells_place(words: str) -> bool:
    return words.endswith(_RANK_ENDS) and _PLACED.search(words) is not None


def without_said(line: str, fields: Sequence[Field]) -> tuple[list[Field], list[tuple[int, int]]]:
    """Return fields without what brackets behind a unit or a post say of the person, and where that stands."""
    found: list[Field] = []
    remarks: list[tuple[int, int]] = []
    for field in fields:
        end, said = said_behind(field.words)
        words = field.words[:end]
        bare = "".join(words.split()) if said else ""
        if not said or field.is_name or (bare and not (posts.ends_in_post(bare) or posts.is_unit(words))):
            found.append(field)
            continue
        remarks += [(field.begin + b, field.begin + e) for b, e in said]
        if bare:
            found.append(_field(line, field.begin, field.begin + end))
    return found, remarks


def is_led(piece: Piece) -> bool:
    """Say whether a name and a colon open some words (何立春：某某厂工程师)."""
    return len(piece.text) <= _LONGEST and led_by(piece.text) is not None


def led_by(words: str) -> re.Match[str] | None:
    """Match a name before a colon that is neither the label of what follows nor what winners are grouped by."""
    match = _LED.match(words)
    if match is None:
        return None
    name = grammar.ADDED.sub("", match["name"])
    is_label = any(pattern.fullmatch(name) for _, pattern in grammar.COLUMNS) or names.is_organization(name)
    return None if is_label or any(pattern.fullmatch(name) for pattern in _NO_NAMES) else match


def said_parts(words: str) -> list[tuple[int, int]]:
    """Return the parts of what stands in brackets; a space parts no words of another script (the bearer's own name)."""
    if not _ONE_HAN.search(words):
        return [(0, len(words))]
    found: list[tuple[int, int]] = []
    for b, e in grammar.split_outside(words, _WITHIN):
        above = words[found[-1][0] : found[-1][1]] if found else ""
        if above and _is_of_work(above) and posts.ends_in_post(words[b:e]) and _is_of_work(words[b:e]):
            found[-1] = (found[-1][0], e)
        else:
            found.append((b, e))
    return found


def _is_of_work(words: str) -> bool:
    """Say whether words are a unit or a post, and nothing else that is said of a person."""
    return not _tells_of_person(words) and (posts.ends_in_post(words) or names.is_organization(words))
