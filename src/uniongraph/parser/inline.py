"""Entries on one line: a title and who it belongs to, parted by a dash, a leader, a colon, a gap or brackets.

One list keeps to one way of parting them, so the way is decided for the whole list and not line by line.
"""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.grammar.tables import (
    EDITOR_LABEL,
    FILED,
    INVENTOR,
    KIND_OF_WORK,
    MADE_LABEL,
    OWNER,
    PRESS_LABEL,
    SORT_OF_WORK,
    WRITER_LABEL,
)
from uniongraph.parser import authors, columns, members, parties, persons, surnames
from uniongraph.parser.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece

__all__ = [
    "DASH",
    "Entry",
    "holds_label",
    "is_titled",
    "labelled_entry",
    "labelled_fields",
    "opens_fields",
    "says_part",
    "says_who",
    "split_label",
    "split_list",
    "untitled",
    "without_number",
]

_LABEL_WORDS: Final = (
    r"(?:第一|主要)?(?:作者|单位|完成(?:单位|人|者)?|申报(?:单位|人)?|参赛(?:单位|者)?|选送(?:单位)?|报送(?:单位)?|(?:推荐|提名)(?:单位|人|者)|获奖(?:单位|者|人)?|主创(?:人员)?|负责人|(?:实施|出品|出版|摄制|演出|制作|承建|施工|研发|编制)单位"
    rf"|(?:提案|提[出议报]|建议|议案|领衔)(?:单位|人|者|委员|代表)|承办单位|创作者|姓名|所在单位|{OWNER.pattern}|{INVENTOR.pattern}|(?:主要|全体|团队|小组|项目组|课题组)?(?:成员|组员|队员))(?:姓名|人员)?\s*[:：]\s*"
)
_BOOK: Final = re.compile(
    r"(?:(?<=》)|(?<=》节选|》选段|》选场|》片段)|(?<=》（节选）|》（选段）|》（选场）|》（片段）))(?:\s*[—–―─－:：]+\s*|\s+)"
)
_BEHIND_BOOK: Final = re.compile(rf"{_BOOK.pattern}|(?<=》)\s*[，,、]\s*")
DASH: Final = re.compile(r"\s*(?:[—–―─－]{1,4}|-{2,4}|\s-\s)\s*")
"""What is printed for a dash."""
_GAPS: Final = re.compile(r"\s+")
_MADE: Final = re.compile(rf"(?:{MADE_LABEL.pattern}|{WRITER_LABEL.pattern})\s*[:：]\s*(?=\S)")
"""译者：, 导演：: says whose work it is, where it stands behind its title."""
_PART: Final = re.compile(rf"(?:{_MADE.pattern}|(?:{EDITOR_LABEL.pattern}|{PRESS_LABEL.pattern})\s*[:：])")
_MARKS: Final = (
    re.compile(rf"\s+(?={_LABEL_WORDS}|{members.LABEL.pattern}|{_MADE.pattern})"),
    _GAPS,
    _BOOK,
    DASH,
    re.compile(r"\s*(?:[.．·]{3,}|…+|⋯+)\s*"),
    re.compile(r"\s{2,}|\t|\s*[|｜]\s*"),
    re.compile(r"\s*[:：]\s*"),
)
"""Gaps before a label, or before author and unit, the end of a book title, dashes, leaders, gaps, colons: what is printed to part two things."""
_FAINT: Final = (re.compile(r"\s+"), re.compile(r"\s*[/／]\s*"), None)
"""A space, a stroke, brackets at the end: what stands inside names and titles too."""
_BETWEEN: Final = frozenset({*_MARKS[3:], *_FAINT[:-1]})
"""Those of them that stand between the two, and part nothing where they are not."""
_OPEN, _CLOSE = "（(“‘《【[", "）)”’》】]"
_LABEL: Final = re.compile(_LABEL_WORDS)
_LABELS_WITHIN: Final = re.compile(rf"[，,；;、\s]+(?={_LABEL_WORDS})")
"""作者：, 完成单位：: says who follows."""
_FIELD_LABEL: Final = re.compile(rf"(?P<label>[{grammar.HAN}]{{2,8}})\s*[:：]\s*(?=\S)")
_FIELD: Final = re.compile(rf"(?:\s*[；;，,、]\s*|\s+)(?={_FIELD_LABEL.pattern})")
"""；编辑：, ，刊播单位：, a gap and 作者：: where a field begins."""
_NUMBER: Final = re.compile(rf"{FILED.pattern}\s*[，,；;、\s]\s*")
"""第0012号，: the number by which a work is filed, before who it is of."""
_SAY_WHO: Final = frozenset({"unit", "partner", "person", "sender", "tutor", "note"})
_PERSONS: Final = re.compile(
    rf"(?:{INVENTOR.pattern}|作者|(?:提案|提[出议报]|建议|议案|领衔)(?:人|者|委员|代表)|主创|完成人|完成者|创作者|姓名|负责人|申报人|(?:主要|全体|团队|小组|项目组|课题组)?(?:成员|组员|队员))"
)
_TITLE_LABEL: Final = re.compile(rf"(?P<label>[{grammar.HAN}](?:\s*[{grammar.HAN}]){{1,7}})\s*[:：]\s*(?=\S)")
_TITLES: Final = re.compile("名称$|题目$|标题$|[篇书题]名$|^(?:项目|成果|作品|案例|课题|论文|节目|提案)$")
"""项目名称：, 作品：: says that a title follows, and is no part of a title itself."""
_BETWEEN_BLANKS: Final = re.compile(
    rf"(?<=》)(?P<gap>\s{{2,}}|[\u3000\t])(?P<words>[{grammar.HAN}]{{3,20}})(?P=gap)(?={_FIELD_LABEL.pattern})"
)
"""What wide blanks set off between a title in its marks and a label (《大江》　某某影协　作者：)."""
_LONGEST, _LONGEST_FIELDS = 200, 600
_AUTHOR_GAPS, _SHORTEST_TITLE, _FEWEST_FIELDS = 2, 5, 2


def split_label(piece: Piece) -> Piece | None:
    """Return what follows the label of a line (完成单位：某某厂), or None where no label opens it."""
    match = _LABEL.match(piece.text) if len(piece.text) <= _LONGEST else None
    if match is None or match.end() == len(piece.text):
        return None
    return piece.part(match.end(), len(piece.text))


def says_part(piece: Piece) -> bool:
    """Say whether a label opens a line that says who made a work, edited or published it (译者：…)."""
    return len(piece.text) <= _LONGEST and _PART.match(piece.text) is not None


def untitled(piece: Piece) -> Piece:
    """Return a title without the label that says it is one (项目名称：…)."""
    match = _TITLE_LABEL.match(piece.text)
    label = "".join(match["label"].split()) if match is not None else ""
    if (
        match is None
        or not _TITLES.search(label)
        or not (label == "名称" or columns.role_of(label) == "title")
    ):
        return piece
    return piece.part(match.end(), len(piece.text))


def is_titled(piece: Piece) -> bool:
    """Say whether a line says by a label that a title follows."""
    return untitled(piece) is not piece


def split_list(headings: Sequence[Piece], *, is_marked: bool, of_persons: bool = False) -> list[Entry | None]:
    """Return each heading of a list parted into title and party, or nothing where most cannot be.

    ``is_marked``: by a mark printed to part them; else by what stands inside names too. An entry that cannot be
    parted in the way of the others comes back as None.
    """
    best: list[Entry | None] = []
    most = 0
    for way in _MARKS if is_marked else _FAINT:
        if way in _BETWEEN and not any(way.search(piece.text) for piece in headings):
            continue
        found = [
            _beside(piece, way) or _fielded(piece, way) or _split(piece, way, of_persons=of_persons)
            for piece in headings
        ]
        if way is _MARKS[0]:
            found = _housed(headings, found)
        number = sum(entry is not None for entry in found)
        if number > most:
            best, most = found, number
    return best if 2 * most > len(headings) else []


def _beside(piece: Piece, way: re.Pattern[str] | None) -> Entry | None:
    """Part a title in its marks from who stands right beside it; where a label says who taught them no other label parts it."""
    entry = authors.beside_work(piece) if way is _BOOK or way is _MARKS[0] else None
    return entry if entry is not None and (way is _BOOK or entry.said) else None


def _housed(headings: Sequence[Piece], found: Sequence[Entry | None]) -> list[Entry | None]:
    """Return entries each with the words between title and labels as a body, whatever they end in, unless they may say what it is."""
    return [
        entry if entry is None or entry.title.text.endswith("》") else _with_unit(piece) or entry
        for piece, entry in zip(headings, found, strict=True)
    ]


def _with_unit(piece: Piece) -> Entry | None:
    """Part a title in its marks from labels, and from what wide blanks set off between, unless that is a sort of work."""
    match = _BETWEEN_BLANKS.search(piece.text) if len(piece.text) <= _LONGEST_FIELDS else None
    unit = piece.part(*match.span("words")) if match is not None else None
    if match is None or unit is None or parties.names_group(unit.text) or persons.is_person(unit, alone=True):
        return None
    fields = _fields(piece.part(match.end(), len(piece.text)))
    labels = (_FIELD_LABEL.match(field.text) for field in fields)
    roles = {columns.role_of(label["label"]) for label in labels if label is not None}
    if not fields or "unit" in roles or SORT_OF_WORK.search(unit.text):
        return None
    return Entry(piece.part(0, match.start()), fields[0], fields=fields, unit=unit)


def _split(piece: Piece, way: re.Pattern[str] | None, *, of_persons: bool) -> Entry | None:
    if len(piece.text) > _LONGEST:
        return None
    if way is None or way is _GAPS:
        return _split_brackets(piece) if way is None else _split_author(piece)
    for begin, end in reversed(_outside(piece.text, way)):
        left, right = piece.part(0, begin), piece.part(end, len(piece.text))
        labelled = split_label(right)
        party = labelled or right
        made = (right,) if labelled is None and _MADE.match(right.text) else ()
        if left.text and (labelled is not None or made):
            return Entry(left, party, bool(made) or _PERSONS.match(right.text) is not None, made)
        if not left.text or not party.text:
            continue
        is_author = way is _BOOK and persons.is_person(party, alone=True)
        if is_author or (_names(party, of_persons=of_persons) and not parties.are_parties(left)):
            return Entry(left, party, is_author)
        if parties.is_party(left) and not _names(party, of_persons=of_persons) and way is DASH:
            return Entry(right, left)
    return None


def holds_label(piece: Piece) -> bool:
    """Say whether a label stands behind other words on a line (某某技术　完成单位：…), or several in brackets do."""
    if len(piece.text) > _LONGEST or not _has_label(piece.text):
        return False
    marks = _outside(piece.text, _FIELD)
    is_bare = any(begin and says_who(piece.text, end) for begin, end in marks)
    return is_bare or _fielded(piece, _MARKS[0]) is not None


def _fielded(piece: Piece, way: re.Pattern[str] | None) -> Entry | None:
    """Part a title from several labels behind it, bare or in brackets, each with whom it names; None where there are fewer."""
    if way is not _MARKS[0] or len(piece.text) > _LONGEST_FIELDS:
        return None
    entry = labelled_entry(piece)
    if entry is not None and len(entry.fields) >= _FEWEST_FIELDS:
        title, unit = _without_unit(entry.title)
        return Entry(title, entry.party, fields=(*unit, *entry.fields))
    marks = [mark for mark in _outside(piece.text, _FIELD) if mark[0]]
    marks = list(dropwhile(lambda mark: not says_who(piece.text, mark[1]), marks))
    if not marks:
        return None
    title, number = without_number(piece.part(0, marks[0][0]))
    title, unit = _without_unit(title)
    fields = (*unit, *number, *_fields(piece.part(marks[0][1], len(piece.text))))
    return Entry(title, fields[0], fields=fields) if len(fields) >= _FEWEST_FIELDS else None


def _has_label(words: str) -> bool:
    return (":" in words or "：" in words) and _FIELD_LABEL.search(words) is not None


def labelled_entry(piece: Piece) -> Entry | None:
    """Part a title from the brackets at its end in which labels say whose it is (某某提案（第0012号，提案人：…）)."""
    if len(piece.text) > _LONGEST_FIELDS or not _has_label(piece.text):
        return None
    opened = _opened(piece)
    fields = _fields(piece.part(opened + 1, len(piece.text) - 1)) if opened else ()
    return Entry(piece.part(0, opened or 0), fields[0], fields=fields) if fields else None


def opens_fields(words: str) -> bool:
    """Say whether words open brackets in which the number of a work stands, or a label says who follows."""
    if not words.startswith(tuple(grammar.OPEN)):
        return False
    return FILED.match(words, 1) is not None or says_who(words, 1)


def _without_unit(title: Piece) -> tuple[Piece, tuple[Piece, ...]]:
    """Return the title of a work without the body beside its marks, and that body (《大江》　某某电视台, 某某出版社《大江》)."""
    opened = title.text.find("《")
    if opened > 0 and title.text.endswith("》") and parties.is_party(title.part(0, opened)):
        return title.part(opened, len(title.text)), (title.part(0, opened),)
    for begin, end in _outside(title.text, _BEHIND_BOOK):
        unit = title.part(end, len(title.text))
        if parties.is_party(unit) and not persons.is_person(unit):
            return title.part(0, begin), (unit,)
    return title, ()


def without_number(title: Piece) -> tuple[Piece, tuple[Piece, ...]]:
    """Return the title of a work without the number by which it is filed in brackets behind it, and that number."""
    opened = _opened(title)
    number = title.part(opened + 1, len(title.text) - 1) if opened else None
    if number is None or opened is None or FILED.fullmatch(number.text) is None:
        return title, ()
    return title.part(0, opened), (number,)


def labelled_fields(piece: Piece) -> tuple[Piece, ...]:
    """Return the parts of a line with several labels on it, or of one in brackets (（作者：…；编辑：…）); none of any other."""
    if len(piece.text) > _LONGEST_FIELDS or not _has_label(piece.text):
        return ()
    is_in_brackets = _opened(piece) == 0
    fields = _fields(piece.part(1, len(piece.text) - 1) if is_in_brackets else piece)
    return fields if is_in_brackets or len(fields) >= _FEWEST_FIELDS else ()


def _fields(words: Piece) -> tuple[Piece, ...]:
    """Return the parts that begin with labels, where the first says who is named; none where it does not.

    The number of a work may stand before them, or a body.
    """
    number = _NUMBER.match(words.text)
    marks = _outside(words.text, _FIELD)
    if not says_who(words.text, number.end() if number is not None else 0):
        before = words.part(0, marks[0][0] if marks else 0)
        # One body, and no work with its maker's school behind it.
        is_one = len(before.text.split()) == 1 and parties.is_party(before)
        if not (is_one and says_who(words.text, marks[0][1])):
            return ()
    begins, ends = [0, *(end for _, end in marks)], [*(begin for begin, _ in marks), len(words.text)]
    return tuple(words.part(*each) for each in zip(begins, ends, strict=True))


def says_who(words: str, at: int) -> bool:
    """Say whether a label behind which somebody is named begins at a place."""
    match = _FIELD_LABEL.match(words, at)
    return match is not None and (
        columns.role_of(match["label"]) in _SAY_WHO
        or (_LABEL.match(words, at) or _MADE.match(words, at)) is not None
        or PRESS_LABEL.fullmatch(match["label"]) is not None
    )


def _split_author(piece: Piece) -> Entry | None:
    """Part a title from the author and the unit behind it, by two gaps; halves of a slogan are no name behind a title."""
    marks = _outside(piece.text, _GAPS)
    if len(marks) < _AUTHOR_GAPS:
        return None
    (begin, end), (last, unit) = marks[-2:]
    title, author = piece.part(0, begin), piece.part(end, last)
    is_title = len(title.bare) >= _SHORTEST_TITLE and not parties.names_somebody(title)
    if not is_title or not persons.begins_with_surname(author):
        return None
    party = piece.part(end, len(piece.text))
    return (
        Entry(title, party, is_person=True) if parties.is_party(piece.part(unit, len(piece.text))) else None
    )


def _split_brackets(piece: Piece) -> Entry | None:
    """Part a title from the brackets at its end, where they name somebody: 某某案例（某某单位）.

    Brackets that are not shut go on over a page break; what stands in them so far is the first half of a name.
    """
    opened = max((piece.text.rfind(mark) for mark in grammar.OPEN), default=-1)
    if 0 < opened < len(piece.text) - 1 and not any(mark in piece.text[opened:] for mark in grammar.CLOSE):
        parted = Entry(piece.part(0, opened), piece.part(opened + 1, len(piece.text)))
        return parted if parted.title.text and parted.party.text else None
    index = _opened(piece)
    if index is None:
        return None
    inner = piece.part(index + 1, len(piece.text) - 1)
    members_of = members.LABEL.match(inner.text)
    labelled = inner.part(members_of.end(), len(inner.text)) if members_of is not None else split_label(inner)
    title = piece.part(0, index)
    if not title.text or parties.is_party(piece) or members.names_members(piece.text):
        return None
    if labelled is None:
        return _whose(title, inner)
    marks = list(_LABELS_WITHIN.finditer(inner.text))
    if marks:
        ends = [0, *(at for mark in marks for at in mark.span()), len(inner.text)]
        fields = tuple(inner.part(b, e) for b, e in zip(ends[::2], ends[1::2], strict=True))
        return Entry(title, fields[0], fields=fields)
    is_person = members_of is not None or _PERSONS.match(inner.text) is not None
    return Entry(title, labelled, is_person) if labelled.text else None


def _whose(title: Piece, inner: Piece) -> Entry | None:
    """Return a title with whom the brackets behind it name without a label, or by what they made of it."""
    if _MADE.match(inner.text):
        return Entry(title, inner, is_person=True, fields=(inner,))
    if (apart := surnames.behind_unit(inner)) is not None:
        return Entry(title, apart[0], is_person=True, unit=apart[1])
    is_kind = title.text.endswith("》") and KIND_OF_WORK.search(inner.text) is not None
    return Entry(title, inner) if inner.text and not is_kind and _names(inner, of_persons=True) else None


def _opened(piece: Piece) -> int | None:
    """Return where the brackets open that a line ends in; None where it does not end in any."""
    depth = 0
    for index in range(len(piece.text) - 1, -1, -1) if piece.text.endswith(tuple(grammar.CLOSE)) else ():
        depth += (piece.text[index] in grammar.CLOSE) - (piece.text[index] in grammar.OPEN)
        if not depth:
            return index
    return None


def _names(party: Piece, *, of_persons: bool) -> bool:
    return parties.names_somebody(party) or persons.is_person(party, alone=of_persons)


def _outside(line: str, way: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return where the marks of a way stand outside brackets and quotation marks."""
    found: list[tuple[int, int]] = []
    depth = at = 0
    for mark in way.finditer(line):
        between = line[at : mark.start()]
        depth += sum(map(between.count, _OPEN)) - sum(map(between.count, _CLOSE))
        depth = max(depth, 0)
        at = mark.start()
        if not depth and mark.end() > mark.start():
            found.append(mark.span())
    return found
