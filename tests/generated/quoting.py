"""What the body of a decision with lists says beside its act: winners quoted as examples, and what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generated.values import Listed

if TYPE_CHECKING:
    from random import Random

    from generated.values import Annex, Entry, Honour

__all__ = ["listed"]

_SENTENCES: Final = (
    "授予{names}“{honour}”称号",
    "授予{names}“{honour}”",
    "{names}获得“{honour}”",
    "{names}荣获“{honour}”",
)
_HOPES: Final = (
    ("希望受表彰的单位和个人珍惜荣誉，再接再厉。",),
    ("各级工会要加强领导：一是要强化组织保障；二是要做好宣传引导；三是要注重实效。",),
    ("各单位要做好以下工作。", "一是加强学习宣传。", "二是完善工作制度。"),
    ("①要高度重视；②要精心组织。",),
)
_SHORTEST: Final = 3


def listed(random: Random, annexes: tuple[Annex, ...]) -> Listed:
    """Return lists with what the body says of them."""
    hopes = random.choice(_HOPES) if random.random() < 0.3 else ()
    honours = [honour for annex in annexes for honour in annex.honours if annex.form.kind == "case"]
    # A grade alone in quotation marks is no honour's name.
    quoted = [honour for honour in honours if _quotable(honour) and len(honour.name) > _SHORTEST]
    if not quoted or random.random() < 0.7:
        return Listed(annexes, hopes=hopes)
    sentences: list[str] = []
    examples: list[tuple[str, str, str]] = []
    for honour in quoted:
        entries = random.sample(_quotable(honour), 1)
        found = [(_inner(entry.title or ""), entry.winners[0].name, honour.name) for entry in entries]
        names = "、".join(f"{winner}“{title}”" for title, winner, _ in found)
        counted = f"等{honour.declared}个案例" if honour.declared != len(found) else ""
        sentences.append(random.choice(_SENTENCES).format(names=names + counted, honour=honour.name))
        examples += found
    return Listed(annexes, (f"经研究，{'，'.join(sentences)}。",), tuple(examples), hopes)


def _quotable(honour: Honour) -> list[Entry]:
    """Return the entries that one body won, where the list says how many there are."""
    if not honour.declared:
        return []
    return [
        entry
        for entry in honour.entries
        if entry.title and len(entry.winners) == 1 and " " not in entry.title
    ]


def _inner(title: str) -> str:
    return title.replace("“", "‘").replace("”", "’")
