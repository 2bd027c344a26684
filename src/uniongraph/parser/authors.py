"""Who stands right beside a work in its marks, with nothing between (何立春《渡口》, 某某中学何立春《渡口》, 《渡口》何立春)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.grammar.lists import PROVINCE_SHORT
from uniongraph.grammar.tables import KIND_OF_WORK
from uniongraph.parser import columns, parties, persons, surnames
from uniongraph.parser.entry import Entry
from uniongraph.parser.state import DOUBTED

if TYPE_CHECKING:
    from uniongraph.model import Case, Tier
    from uniongraph.parser.state import Piece, State

__all__ = ["beside_work", "doubt_words"]

_WORK: Final = re.compile(r"(?P<before>[^《》]*)(?P<work>《[^《》]+》)(?P<behind>[^《》]*)")
_APART: Final = re.compile(r"\s+|[（(](?=[^（()）]+[)）]$)")
_LABEL: Final = re.compile(rf"(?P<label>[{grammar.HAN}]{{2,6}})\s*[:：]\s*(?=\S)")
_MARK: Final = re.compile(r"\s*[，,；;、\s]\s*")
_LONGEST: Final = 200
_WORD: Final = 2
"""So many characters has a word of the language, which may begin as a name does (方言《渡口》)."""


def beside_work(piece: Piece) -> Entry | None:
    """Return a work in its marks with the body right before it, or the persons right before or behind it; else None.

    The body that they are of may stand before their names, in brackets, or behind the work; who taught them only there.
    """
    match = _WORK.fullmatch(piece.text) if len(piece.text) <= _LONGEST and "《" in piece.text else None
    if match is None:
        return None
    before, work, behind = (piece.part(*match.span(name)) for name in ("before", "work", "behind"))
    if not before.text:
        is_beside = match.end("work") < len(piece.text) and not piece.text[match.end("work")].isspace()
        found = _persons(behind) if is_beside else None
        return Entry(work, found[0], True, unit=found[1]) if found is not None else None
    if not behind.text and parties.are_parties(before):
        return Entry(work, before)
    found = _persons(before)
    if found is None:
        return None
    entry = Entry(work, found[0], True, unit=found[1])
    return _with_rest(entry, piece, match.end("work")) if behind.text else entry


def _with_rest(entry: Entry, piece: Piece, end: int) -> Entry | None:
    """Return an entry with what stands apart behind its work: who taught the authors, or the body that they are of."""
    apart = _APART.match(piece.text, end)
    if apart is None:
        return None
    told = piece.part(apart.end(), len(piece.text) - (not apart[0].isspace()))
    if _says_tutor(told):
        return entry._replace(said=(told,))
    mark = _MARK.search(told.text)
    if mark is not None and _says_tutor(tutor := told.part(mark.end(), len(told.text))):
        entry, told = entry._replace(said=(tutor,)), told.part(0, mark.start())
    return entry._replace(unit=told) if entry.unit is None and parties.is_party(told) else None


def _says_tutor(words: Piece) -> bool:
    label = _LABEL.match(words.text)
    return label is not None and columns.role_of(label["label"]) == "tutor"


def _persons(words: Piece) -> tuple[Piece, Piece | None] | None:
    """Return names, and the body that stands before them as one word with the first; None for any other words.

    A word that says what a work is may look like a name (国画《渡口》).
    """
    if KIND_OF_WORK.search(words.text) or PROVINCE_SHORT.fullmatch(words.text):
        return None
    if parties.names_somebody(words):
        return None
    if persons.begins_with_surname(words) or persons.is_person(words) or persons.stand_before_units(words):
        return words, None
    return surnames.behind_unit(words)


def doubt_words(state: State) -> None:
    """Say of authors right beside their works that their names may be words, where no other author tells that persons stand there."""
    if "《" not in state.text.content:
        return
    made = [case for tier in state.tiers for case in tier.cases() if case.title and _names_author(case)]
    words = [case for case in made if _may_be_word(case)]
    if not words or len(words) < len(made):
        return
    for case in words:
        message = "taken for who made the work beside it; it may be a word that says what the work is"
        state.doubt(case.recipients[0].name.spans[0], message)
    state.tiers = tuple(map(_doubted, state.tiers))


def _names_author(case: Case) -> bool:
    return any(each.kind == "person" for each in case.recipients)


def _may_be_word(case: Case) -> bool:
    """Say whether nothing but one word of two characters stands right beside the title of a case in its marks."""
    if case.title is None or len(case.recipients) != 1 or "《" not in case.title.value:
        return False
    (author,) = case.recipients
    if author.kind != "person" or len(author.name.value) != _WORD or author.notes or author.affiliation:
        return False
    name, title = author.name.spans, case.title.spans
    return name[-1].end == title[0].begin or name[0].begin == title[-1].end


def _doubted(tier: Tier) -> Tier:
    def doubt(case: Case) -> Case:
        if not _may_be_word(case):
            return case
        (author,) = case.recipients
        return replace(case, recipients=(replace(author, name=replace(author.name, confidence=DOUBTED)),))

    categories = (replace(each, cases=tuple(map(doubt, each.cases))) for each in tier.categories)
    return replace(tier, categories=tuple(categories))
