"""An honour that a sentence gives, before its words are read as names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uniongraph.model import Span

__all__ = ["Grant"]


@dataclass(frozen=True, slots=True)
class Grant:
    """An honour and the words that name its winners, as places in a paragraph."""

    name: Span | None
    """None where the sentence only names the winners of the honour before it (名单如下：……)."""
    run: Span
    ordinal: Span | None = None
    declared: Span | None = None
    """The brackets that hold a number, behind the name."""
    posthumous: Span | None = None
    """追授, where the honour is given so."""
    is_doubtful: bool = False
    """Whether the winner's name may end, and the honour begin, earlier."""
    share: tuple[int, int] | None = None
    """Which of the winners gets it, and of how many, where each gets another (分别授予甲、乙“……”“……”)."""
    among: bool = False
    """Whether its winners are some of those who get it by the words before (，其中追授丙“……”称号)."""
    told: bool = False
    """Whether its winners are only whom the prose before is about (甲、乙成绩突出。……现予以通报表扬)."""
    of_persons: bool = False
    """Whether the words for those who are meant say that they are persons (下列3名同志)."""
