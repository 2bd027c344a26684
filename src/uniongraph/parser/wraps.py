"""Entries of a list that the width of the page breaks, as the text of a PDF has them: where one line is a half.

Only where the prose above the list, or the list itself by its indented entries, shows the width to which lines are
printed: a line of a list that fills it goes on on the next, where the halves are one name together and the first is
none alone. Paragraphs of many winners, which tell by themselves that they are broken, are looked for before
(paragraphs.py).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from uniongraph import grammar, names
from uniongraph.model import Span
from uniongraph.names.words import ending_of, union_suffix
from uniongraph.parser import (
    columns,
    inline,
    labels,
    outline,
    parties,
    persons,
    posts,
    surnames,
    tables,
    unruled,
    works,
)
from uniongraph.parser.fields import fields_of
from uniongraph.parser.state import Piece, Seam

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from uniongraph.parser.state import State
    from uniongraph.parser.widths import Margins

__all__ = ["parts_person", "seams_of"]

_PARTING: Final = re.compile(r"[、；;，,：:]|\s{2,}|\u3000")
_RUN: Final = re.compile("[、；;]")
_ONE: Final = 1
_LONGEST: Final = 400
"""No more is looked at of an entry that goes on over several lines."""
_SHUT: Final = tuple(grammar.CLOSE)
_UNSHUT: Final = re.compile("[（(][^（()）]*$")
_WRAPPED: Final = 20
"""Where no prose shows the width, a line that it breaks has no fewer characters."""
_SHORTEST: Final = 14
_SCRAP: Final = 8
"""What is only the end of a word, or of a name, has no more characters."""
_CELLS: Final = 8
_UNIT_LABEL: Final = re.compile(rf"(?P<label>[{grammar.HAN}]{{2,8}})[:：]\s*$")
_BODIES: Final = frozenset({"unit", "partner", "sender"})
_HAN: Final = re.compile(f"[{grammar.HAN}]+")
_DASHES: Final = ("—", "–", "―", "─")
_LEADING: Final = re.compile(r"[—–―─]+\s*\d")
_LABELLED_WORK: Final = re.compile(r"\d{1,3}[.．、]\s*《[^》]{1,60}》[^：:]{0,40}[：:]")
"""1.《大江》　何州出版社　著者：, a numbered work with a label on its line."""
_BRACKET: Final = re.compile("[（(]")
_APART: Final = re.compile(r"[\s（(，,、]")
"""What stands between a name and what is said of the person."""


def seams_of(
    state: State, lines: Sequence[Piece], margins: Margins, known: Container[int]
) -> dict[int, Seam]:
    """Return the seams at the ends of lines of the annexes, by the place of the line above each, but those ``known``.

    Brackets with labels that a line leaves open go on on the next, whatever the width; all else is parted by full lines.
    """
    found: dict[int, Seam] = {}
    is_wide, paragraphs = bool(margins.width), margins.paragraphs
    entry = ""
    for index, (above, below) in enumerate(pairwise(lines)):
        entry = entry[-_LONGEST:] * (index - 1 in found) + above.text
        is_told = is_wide or index in paragraphs
        is_short = above.text[_SHORTEST:] and not below.text[_SCRAP:] and index not in known
        if is_short and _is_scrap(lines, index, margins):
            found[index] = Seam(Span(above.span.end, below.span.begin), is_sure=True)
            continue
        if not state.annex_starts or not (
            is_told or "（" in entry or "（" in below.text or "(" in entry or "(" in below.text
        ):
            continue
        if index in known or below.number != above.number + 1:
            continue
        is_full = margins.are_filled(index, above) if is_told else len(above.text) >= _WRAPPED
        is_labelled = _parts_brackets(entry, below) or (is_wide and _precedes_brackets(entry, below))
        if is_labelled or (
            is_full and (_parts_title(above, below) or (is_told and _parts_labels(entry, below)))
        ):
            found[index] = Seam(Span(above.span.end, below.span.begin), is_sure=True)
        elif (
            is_told and is_full and (is_sure := _is_sure(state, entry, lines[index : index + 3])) is not None
        ):
            found[index] = Seam(Span(above.span.end, below.span.begin), is_sure)
    return found


def _is_scrap(lines: Sequence[Piece], index: int, margins: Margins) -> bool:
    """Say whether a short line is the end of what a full one above it begins, and nothing by itself (特级技 / 师).

    A line is full that fills the width of the prose, or that no other of its annex exceeds; among cells that stand one
    a line, none is.
    """
    above, below = lines[index : index + 2]
    if below.number != above.number + 1 or _HAN.fullmatch(below.text) is None:
        return False
    words = above.text[_last_of(above.text) :]
    is_end = _ends(above, words, below) if words else _follows_mark(above, below)
    if not is_end or _begins_anew(below):
        return False
    is_full = margins.are_filled(index, above) or (not margins.width and margins.are_widest(above))
    around = (*lines[max(index - _CELLS, 0) : index], *lines[index + 2 : index + 3])
    return is_full and not any(map(unruled.is_cell, around))


def _ends(above: Piece, words: str, below: Piece) -> bool:
    """Say whether a short line only ends the last words of the one above: a character, the end of a post or of a body."""
    whole, end = words + below.text, below.text
    if len(end) == _ONE or (len(words) < len(above.text) and _ends_body(words, end)):
        return True
    if surnames.is_surnamed(end) or tables.is_row(above):
        return False
    if not _is_body(whole) and posts.ends_in_post(whole):
        _, post = posts.part(whole, 0)
        return post is not None and post.spans[-1].begin != len(words)
    if not _is_body(whole):
        return False
    if _is_body(words):
        return union_suffix(end) == end
    label = _UNIT_LABEL.search(above.text, 0, len(above.text) - len(words))
    is_led = (
        label is not None and columns.role_of(label["label"]) in _BODIES and not names.opening_places(end)
    )
    return is_led or len(words) == _ONE or not _is_body(end)


def _ends_body(words: str, end: str) -> bool:
    """Say whether the rest of a name is the word that ends names alone, which names nobody, behind a whole one (某某行业工会 / 联合会)."""
    is_end = bool(end) and end in {union_suffix(end), ending_of(end).word}
    return is_end and _is_body(words) and _is_body(words + end)


def _follows_mark(above: Piece, below: Piece) -> bool:
    """Say whether a numbered line ends in the mark between two bodies, or behind a label of one, and the next is the body."""
    if outline.ordinal_of(above) is None or not _is_body(below.text):
        return False
    *_, before, last = ("", *_RUN.split(above.text))
    is_second = not last and _is_body(before[_last_of(before) :].lstrip("".join(_DASHES)))
    return is_second or _is_led(above.text)


def _is_led(before: str) -> bool:
    """Say whether the label of a body ends some words (刊播单位：)."""
    label = _UNIT_LABEL.search(before)
    return label is not None and columns.role_of(label["label"]) in _BODIES


def _last_of(words: str) -> int:
    """Return where the last words of a line begin, behind a mark or a gap, as long as they are one."""
    marks = [mark.end() for mark in _PARTING.finditer(words)]
    return marks[-1] if marks else 0


def _is_sure(state: State, entry: str, lines: Sequence[Piece]) -> bool | None:
    """Return whether a full line, the last of an ``entry`` so far, surely goes on on the one below it, or None where the two are two."""
    above, below = lines[:2]
    if _begins_anew(below) or grammar.SENTENCE_END.search(above.text) or tables.is_row(above):
        return None
    if _parts_marks(above.text, below.text) or (entry.endswith("、") and _parts_person(entry, below)):
        return True
    return _goes_on(state, entry, lines)


def _parts_brackets(entry: str, below: Piece) -> bool:
    """Say whether an entry so far ends within the brackets in which labels say whose a work is (（第0012号，提案 / 人：…）)."""
    opened = _UNSHUT.search(entry)
    if opened is None or len(below.text) > _LONGEST or _is_next(entry, below):
        return False
    shut = min((at for at in map(below.text.find, grammar.CLOSE) if at >= 0), default=len(below.text))
    return inline.opens_fields(opened[0] + below.text[: shut + 1])


def _is_next(entry: str, below: Piece) -> bool:
    """Say whether a line has an ordinal, of the kind that the entry has, or where it has none (汤唯 / 一、戴林 in 6. is a name)."""
    ordinal = outline.ordinal_of(below)
    if ordinal is None:
        return False
    own = outline.ordinal_of(Piece(0, Span(0, len(entry)), entry))
    return own is None or own.style == ordinal.style


def _precedes_brackets(entry: str, below: Piece) -> bool:
    """Say whether a numbered entry so far ends before such brackets, however full its line: a number in them is not broken."""
    if not inline.opens_fields(below.text) or entry.endswith(_SHUT):
        return False
    return outline.ordinal_of(Piece(0, Span(0, len(entry)), entry)) is not None


def _parts_title(above: Piece, below: Piece) -> bool:
    """Say whether a numbered line ends within the title of a work whose brackets open on the next line."""
    opened = [mark.start() for mark in _BRACKET.finditer(below.text, 0, _LONGEST)]
    if not opened or outline.ordinal_of(above) is None or outline.ordinal_of(below) is not None:
        return False
    return not above.text.endswith(_SHUT) and any(inline.opens_fields(below.text[at:]) for at in opened)


def _parts_labels(entry: str, below: Piece) -> bool:
    """Say whether a full line breaks off behind a work and the first label on its line (《大江》　著者：何立 / 春)."""
    return _LABELLED_WORK.match(entry) is not None and outline.ordinal_of(below) is None


def _begins_anew(below: Piece) -> bool:
    """Say whether a line is an entry of its own by its form: it has an ordinal or a label, heads others or names a person."""
    return (
        not parties.may_be_title(below)
        or outline.counts_winners(below.text)
        or outline.ordinal_of(below) is not None
        or tables.is_row(below)
        or works.is_labelled(below)
        or grammar.LABELLED_LINE.match(below.text) is not None
        or outline.is_tier_heading(below.text)
        or labels.is_group_label(below)
        or (_APART.search(below.text) is not None and persons.is_person(below) and not _is_ending(below))
        or grammar.LIST_TAIL.search(below.text) is not None
    )


def parts_person(above: Piece, below: Piece) -> bool:
    """Say whether the second of two lines only goes on with what the first begins to say of a person."""
    return not _begins_anew(below) and _parts_person(above.text, below)


def _is_ending(below: Piece) -> bool:
    """Say whether a line begins with the word that ends the names of bodies, which is no person's (公司、…)."""
    first = _APART.split(below.text)[0]
    return bool(first) and ending_of(first).word == first


def _goes_on(state: State, entry: str, lines: Sequence[Piece]) -> bool | None:
    """Return whether an entry surely goes on on the line below its last, or None where the two lines are two."""
    above, below, *after = lines
    ordinal = outline.ordinal_of(above)
    words = above.text[ordinal.match.end() :] if ordinal is not None else above.text
    parts = grammar.split_outside(words, _PARTING)
    last = words[slice(*parts[-1])] if parts and parts[-1][1] == len(words) else ""
    first = below.text[slice(*grammar.split_outside(below.text, _PARTING)[0])]
    if not last or not below.text.startswith(first):
        return None
    is_run = _RUN.search(words) is not None or works.is_labelled(above)
    if _parts_name(last, first, is_run=is_run, of_persons=_names_persons(above, words)):
        return True
    is_numbered = ordinal is not None and bool(after) and outline.ordinal_of(after[0]) is not None
    if _parts_person(entry, below) or ((is_run or is_numbered) and _ends_body(last, first)):
        return True
    if _is_body(last) or not _is_body(last + first):
        return None
    if not is_run and _is_body(first) and names.opening_places(grammar.tidy_name(first)):
        return None
    return is_run or is_numbered or not _is_body(first) or parties.is_tail(state, grammar.tidy_name(first))


def _parts_marks(above: str, below: str) -> bool:
    """Say whether the end of a line parts brackets from what stands in them or before them, or a dash (——)."""
    opened, shut = (max(map(above.rfind, marks)) for marks in (grammar.OPEN, grammar.CLOSE))
    first = next((each for each in below if each in grammar.OPEN + grammar.CLOSE), "")
    if opened > shut:
        return bool(first) and first in grammar.CLOSE
    is_dash = above.endswith(_DASHES) or below.startswith(_DASHES)
    return below.startswith(tuple(grammar.OPEN)) or (is_dash and _LEADING.match(below) is None)


def _is_body(words: str) -> bool:
    return names.is_organization(grammar.tidy_name(words))


def _names_persons(above: Piece, words: str) -> bool:
    """Say whether a line names persons one behind another: by its label, or as most of its parts do."""
    label = words.partition("：")[0] if "：" in words else ""
    if columns.role_of("".join(label.split())) == "person":
        return True
    parts = [words[begin:end] for begin, end in grammar.split_outside(words, _PARTING)]
    return not works.is_labelled(above) and 2 * sum(
        surnames.is_surnamed(_BRACKET.split(part)[0]) for part in parts
    ) > len(parts)


def _parts_name(last: str, first: str, *, is_run: bool, of_persons: bool) -> bool:
    """Say whether the end of a line parts a person's name: one half is a character, which is no name."""
    first = _BRACKET.split(first)[0]
    whole = last + first
    is_torn = _ONE in {len(last), len(first)}
    return is_run and of_persons and is_torn and grammar.NAME.fullmatch(whole) is not None


def _parts_person(entry: str, below: Piece) -> bool:
    """Say whether an entry so far names a person with the beginning of the unit or the post, and the next line only goes on with it."""
    ordinal = outline.ordinal_of(Piece(0, Span(0, len(entry)), entry))
    words = entry[ordinal.match.end() :] if ordinal is not None else entry
    if parties.is_party(below) and persons.is_person(Piece(0, Span(0, len(words)), words)):
        return False
    whole = words + below.text
    piece = Piece(0, Span(0, len(whole)), whole)
    fields = fields_of(whole)
    if fields and not fields[0].is_name and fields[0].words != fields[0].bare:  # 查干（女，蒙古族）
        return fields[0].may_be_name and fields[0].is_told_of and persons.is_person(piece, alone=True)
    return bool(fields) and fields[0].is_name and persons.is_person(piece)
