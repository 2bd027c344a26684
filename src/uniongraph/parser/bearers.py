"""Who bears a name, with what is said beside it: in brackets, in other cells, behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from uniongraph import grammar, names
from uniongraph.model import Reading, Recipient, Span
from uniongraph.parser import posts
from uniongraph.parser.fields import Field, said_behind, said_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.parser.state import Piece

__all__ = ["bearer", "said_of", "with_remark", "with_remarks", "with_unit"]

_SURE, _LIKELY = 0.95, 0.7
"""Confidence in a name that begins with a surname, and in one that only stands where names do."""


def said_of(piece: Piece, begin: int, end: int) -> Reading[str]:
    """Return some words of a piece, as what is said of who bears a name."""
    part = piece.part(begin, end)
    return Reading(grammar.tidy_name(part.text), (part.span,))


def with_unit(person: Recipient, piece: Piece | None, post: Piece | None) -> Recipient:
    """Return a person with the unit and the post that stand in other cells of a row."""
    remarks: list[Reading[str]] = []
    for cell in (piece, post):
        _, said = said_behind(cell.text) if cell is not None else (0, [])
        remarks += [said_of(cell, b, e) for b, e in said if cell is not None]
    piece, post = (cell and cell.part(0, said_behind(cell.text)[0]) for cell in (piece, post))
    unit = Reading(grammar.tidy_name(piece.text), (piece.span,)) if piece is not None and piece.text else None
    held = Reading(grammar.tidy_name(post.text), (post.span,)) if post is not None and post.text else None
    if unit is not None and held is None and piece is not None:
        unit, held = posts.part(piece.text, piece.span.begin)
    elif unit is None and person.affiliation is None and held is not None and post is not None:
        unit, held = posts.part(post.text, post.span.begin)
    person = replace(person, affiliation=unit or person.affiliation, post=held or person.post)
    for remark in remarks:
        person = with_remark(person, remark)
    return person


def bearer(piece: Piece, field: Field) -> Recipient:
    """Return the person a field names, with what stands in brackets behind the name."""
    base = piece.span.begin
    span = Span(base + field.begin, base + field.name_end)
    person = Recipient(Reading(field.bare, (span,), _SURE if field.is_name else _LIKELY), "person")
    for added in grammar.ADDED.finditer(field.words):
        begin = base + field.begin + added.start("words")
        for b, e in said_parts(added["words"]):
            said = Reading(grammar.tidy_name(added["words"][b:e]), (Span(begin + b, begin + e),))
            person = with_remark(person, said)
    return person


def with_remarks(piece: Piece, person: Recipient, fields: Sequence[Field]) -> Recipient:
    """Return a person with what the fields beside the name say."""
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
    is_said = grammar.PARTICULAR.fullmatch(said.value) is not None
    if person.affiliation is None and said.value and not is_said:
        unit, post = posts.part(said.value, said.spans[0].begin)
        is_unit = unit is None or post is not None or names.is_organization(unit.value)
        if is_unit and len(said.value) == len(said.spans[0]):
            return replace(person, affiliation=unit, post=post)
    return replace(person, notes=(*person.notes, said)) if said.value else person
