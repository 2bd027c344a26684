"""Who stands right beside a work in its marks, with nothing between (何立春《渡口》, 某某中学何立春《渡口》, 《渡口》何立春)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uniongraph import grammar
from uniongraph.grammar.tables import KIND_OF_WORK
from uniongraph.parser import columns, parties, persons, surnames
from uniongraph.parser.entry import Entry

if TYPE_CHECKING:
    from uniongraph.parser.state import Piece

__all__ = ["beside_work"]

_WORK: Final = re.compile(r"(?P<before>[^《》]*)(?P<work>《[^《》]+》)(?P<behind>[^《》]*)")
_APART: Final = re.compile(r"\s+|[（(](?=[^（()）]+[)）]$)")
_LABEL: Final = re.compile(rf"(?P<label>[{grammar.HAN}]{{2,6}})\s*[:：]\s*(?=\S)")
_MARK: Final = re.compile(r"\s*[，,；;、\s]\s*")
_LONGEST: Final = 200


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
    if KIND_OF_WORK.search(words.text) or parties.names_somebody(words):
        return None
    if persons.begins_with_surname(words) or persons.is_person(words) or persons.stand_before_units(words):
        return words, None
    return surnames.behind_unit(words)
