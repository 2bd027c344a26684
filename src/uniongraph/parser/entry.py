"""An entry on one line, parted into a title and who it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from uniongraph.parser.state import Piece

__all__ = ["Entry"]


class Entry(NamedTuple):
    """A title and the words behind or before it that name who it belongs to; a label may say that it is a person."""

    title: Piece
    party: Piece
    is_person: bool = False
    fields: tuple[Piece, ...] = ()
    """The parts that begin with labels, where there are several (完成单位：…　完成人：…, （作者：…；编辑：…）)."""
    is_sure: bool = True
    unit: Piece | None = None
    """The body that the persons are of, where the title stands between them, or where only its place tells that it is one."""
    said: tuple[Piece, ...] = ()
    """What stands behind the title of persons before it (何岚《渡口》（指导教师：…）)."""
