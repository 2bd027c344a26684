"""Cells that name persons, whatever the script: names one after another, and what among them cannot be read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from uniongraph import grammar, names
from uniongraph.parser import columns, parties, persons
from uniongraph.parser.state import DOUBTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from uniongraph.grammar import Role
    from uniongraph.model import Recipient
    from uniongraph.parser.columns import Column
    from uniongraph.parser.state import Piece, State

__all__ = [
    "begin_of_pointed",
    "doubted",
    "is_collective",
    "is_mark",
    "made_by_body",
    "of_collective",
    "read",
    "without_tail",
]

_MARKS = re.compile(r"[，,、；;]")
_OPEN_TAIL = re.compile(rf"等(?:\s*(?:\d+|{grammar.CN_NUMBER})\s*[人名位](?:[{grammar.HAN}]{{2}})?)?$")
"""等, 等3人, 等3名委员 at the end of names: more are honoured than are named."""
_NOBODY = re.compile(r"[\W_]*|无|空缺|暂缺|暂无")
"""What stands in a cell that names nobody."""
_COLLECTIVE = re.compile("集体(?:创作|作品|编[写创著]|创编|完成|合作|研[制究])?|佚名|无名氏|匿名|未署名|不详")
"""集体创作, 佚名: who made a work, and nobody's name."""
_NAMED_WITHIN = re.compile(
    rf"集体(?:创作|完成)?\s*[{grammar.OPEN}](?P<names>[^{grammar.OPEN}{grammar.CLOSE}]{{2,}})[{grammar.CLOSE}]"
)
"""集体（高远、李敏）: who they are that made a work together; 集体（三年级） names none of them."""
_SENDER = re.compile("(?:推荐|提名|申报|选送|报送|选报|送评)(?:单位|部门|机构|学校)(?:名称)?")
"""推荐单位: a body that is honoured where nobody else is named."""
_NO_PERSON = "this names no person; the body beside it is taken for the recipient"
_LONGEST_FIRST = 8
"""The first part of a name with points (阿依古丽·艾山) has no more characters."""


def begin_of_pointed(words: str) -> int | None:
    """Return where a name with points begins behind its unit (某某公司阿依古丽·艾山), or None where no unit stands there."""
    point = words.index("·")
    places = range(point - 1, max(point - _LONGEST_FIRST, 1) - 1, -1)
    return next((at for at in places if parties.Slot.of(words[:at]).is_sure), None)


def is_mark(cell: Piece | None) -> bool:
    """Say whether a cell says by a mark that there is nothing (/, —, 无): no work, no grade; an empty one may be merged."""
    return (
        cell is not None and bool(cell.text) and (cell.bare == "无" or not any(map(str.isalnum, cell.text)))
    )


def read(state: State, cell: Piece, *, alone: bool) -> tuple[Recipient, ...]:
    """Return who is named in a cell of a column of persons: 高远、Li Wei; words that name nobody are a finding.

    ``alone`` where no other cell of the row says who is honoured: what does not look like a person is a body then.
    """
    if _NOBODY.fullmatch(cell.text) or is_collective(cell):
        return ()
    within = _NAMED_WITHIN.fullmatch(cell.text)
    if within is not None and persons.is_person(made_by := cell.part(*within.span("names")), alone=True):
        cell = made_by
    cell = without_tail(state, cell)
    if people := persons.read(cell, trusted=True):
        return people
    parts = [cell.part(b, e) for b, e in grammar.split_outside(cell.text, _MARKS)]
    found = [persons.read(part, trusted=True) for part in parts]
    if alone and not any(found):
        return parties.read_lines(state, [cell])
    for part, named in zip(parts, found, strict=True):
        if not named and not _NOBODY.fullmatch(part.text):
            message = "these words in a column of persons could not be read as a name"
            state.find("unread-words", "warning", part.span, message)
    return tuple(each for named in found for each in named)


def without_tail(state: State, cell: Piece) -> Piece:
    """Return a cell, or other words that name persons, without the word that leaves its list open (丁一等), which is a finding."""
    tail = _OPEN_TAIL.search(cell.text)
    named = cell.part(0, tail.start()) if tail is not None else cell
    if tail is None or not persons.read(named, trusted=True):
        return cell
    span = cell.part(tail.start(), len(cell.text)).span
    state.find("open-list", "warning", span, "more are honoured here than are named")
    return named


def of_collective(
    state: State, cells: Mapping[Role, Piece], notes: list[tuple[Column, Piece]], unit: Piece | None
) -> tuple[Recipient, ...]:
    """Return the body beside an author who is nobody by name (集体创作): its unit, or else who sent the work in.

    Nobody is where the cell of the author is empty, or tells of a person.
    """
    author = cells.get("person")
    if author is None or not author.text:
        return ()
    is_nobody = is_collective(author)
    has_unit = unit is not None and bool(unit.text)
    if not is_nobody and (has_unit or not _NOBODY.fullmatch(author.text)):
        return ()
    sent = None if has_unit else next((each for each in notes if _sends(*each, trusted=is_nobody)), None)
    body = sent[1] if sent is not None else unit
    if body is None or not body.text:
        return ()
    if sent is not None:
        notes.remove(sent)
    if is_nobody:
        notes.append((columns.Column("person"), author))
    return doubted(state, author, parties.read_lines(state, [body]))


def is_collective(piece: Piece) -> bool:
    """Say whether words say that nobody by name made a work (集体创作, 佚名)."""
    return _COLLECTIVE.fullmatch(piece.bare) is not None


def doubted(
    state: State, author: Piece, winners: Iterable[Recipient], message: str = _NO_PERSON
) -> tuple[Recipient, ...]:
    """Return those who are taken for recipients because of such an author, less sure, with a finding."""
    state.find("uncertain-recipient", "warning", author.span, message)
    return tuple(replace(each, name=replace(each.name, confidence=DOUBTED)) for each in winners)


def made_by_body(cells: Mapping[Role, Piece]) -> bool:
    """Say whether the author of a work is a body (本刊编辑部), whatever stands in the column of units."""
    author = cells.get("person")
    return "title" in cells and author is not None and names.is_organization(author.text)


def _sends(column: Column, cell: Piece, *, trusted: bool) -> bool:
    """Say whether a noted column names who sent a work in or recommended it; ``trusted`` where somebody must stand there."""
    told = column.title is not None and _SENDER.fullmatch(column.title.bare) is not None
    return told and (parties.names_somebody(cell) or (trusted and _NOBODY.fullmatch(cell.text) is None))
