"""Works whose labels say what each did for them (译者：, 导演：), and the press or the house that is honoured with them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from uniongraph import grammar
from uniongraph.grammar.tables import (
    BOOKS,
    EDITOR_LABEL,
    MADE_LABEL,
    PRESS,
    PRESS_LABEL,
    PUBLISHER_LABEL,
    WRITER_LABEL,
)
from uniongraph.model import Reading
from uniongraph.parser import parties

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uniongraph.grammar import Role
    from uniongraph.model import Recipient
    from uniongraph.parser.state import Piece, State

__all__ = [
    "head_of_editors",
    "kind_of",
    "names_editor",
    "posted",
    "role_of_label",
    "settle_editors",
    "with_part",
]

_STAGED: Final = re.compile("编剧|(?:总)?导演|作词|作曲|编曲|编舞|[词曲]作者?")
_LABEL: Final = re.compile(rf"(?P<label>[{grammar.HAN}]{{2,8}})\s*[:：]")


def role_of_label(label: str) -> str | None:
    """Return whom a label names as who made or published a work, or sent it in; None for any other label."""
    if PUBLISHER_LABEL.fullmatch(label):
        return "sender"
    if MADE_LABEL.fullmatch(label) or WRITER_LABEL.fullmatch(label):
        return "person"
    return "unit" if PRESS_LABEL.fullmatch(label) else None


def kind_of(state: State, lines: Sequence[Piece]) -> Literal["book", "stage"] | None:
    """Return what labelled lines tell of: a book, of which one line is the press, a play or a song of several makers, or other works.

    No author works at the press of a book, and seldom all makers of a play at the body before them.
    """
    labels = list(map(_label, lines))
    if any(map(PRESS_LABEL.fullmatch, labels)) or _is_pressed(state, lines, labels):
        return "book"
    made = {label for label in labels if MADE_LABEL.fullmatch(label)}
    return "stage" if len(made) > 1 and any(map(_STAGED.fullmatch, made)) else None


def _is_pressed(state: State, lines: Sequence[Piece], labels: Sequence[str]) -> bool:
    """Say whether a line without a label is a press, and the labels beside it or the honour are those of books."""
    told = zip(lines, labels, strict=True)
    if not any(not label and PRESS.search(line.bare) and parties.is_party(line) for line, label in told):
        return False
    are_of_books = (
        label.startswith("责") or role_of_label(label) == "person" for label in labels if label != "作者"
    )
    return BOOKS.search(state.honour) is not None or any(are_of_books)


def names_editor(line: Piece) -> bool:
    """Say whether a label names who edited a work."""
    return EDITOR_LABEL.fullmatch(_label(line)) is not None


def with_part(people: Iterable[Recipient], line: Piece) -> tuple[Recipient, ...]:
    """Return persons with what the label before them says that they did as their post; whose work it is says no more."""
    label = _label(line)
    if not (MADE_LABEL.fullmatch(label) or EDITOR_LABEL.fullmatch(label)):
        return tuple(people)
    return posted(people, line.part(0, len(label)))


def posted(people: Iterable[Recipient], head: Piece) -> tuple[Recipient, ...]:
    """Return persons with what a label or the head of a column says that they did, where they have no other post."""
    post = Reading(head.bare, (head.span,))
    return tuple(
        replace(each, post=post) if each.kind == "person" and each.post is None else each for each in people
    )


def settle_editors(roles: list[Role], titles: Sequence[str]) -> None:
    """Decide that the editors in a column are honoured with the authors, where the press stands in another one."""
    if "tutor" in roles and "title" in roles and any(map(PRESS_LABEL.fullmatch, titles)):
        index = roles.index("tutor")
        if EDITOR_LABEL.fullmatch(titles[index]):
            roles[index] = "partner" if "person" in roles else "person"


def head_of_editors(told: Iterable[tuple[Role, Piece | None]]) -> Piece | None:
    """Return the head of the column of editors who are honoured with the authors; ``told`` is what each column holds."""
    heads = (head for role, head in told if role == "partner" and head is not None)
    return next((head for head in heads if EDITOR_LABEL.fullmatch(head.bare)), None)


def _label(line: Piece) -> str:
    match = _LABEL.match(line.text)
    return match["label"] if match is not None else ""
