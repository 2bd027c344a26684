"""Awards that stand in the sentences of the body and nowhere else: whom they name, how many they count, what they leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from generated import winners, words
from generated.values import Entry, Granted, Honour, Section, Winner, chinese

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from generated.values import Said

__all__ = ["granted"]

Kind = Literal["case", "organization", "person"]
Tail = Literal["none", "closed", "bare", "open", "uncounted"]

_NOUNS: Final[dict[Kind, tuple[str, str]]] = {
    "case": ("个", "案例"),
    "organization": ("个", "单位"),
    "person": ("名", "同志"),
}
_SENTENCES: Final = (
    "决定授予{names}“{honour}”称号",
    "决定授予{names}“{honour}”荣誉称号",
    "决定命名{names}为“{honour}”",
    "经评审，{names}获“{honour}”",
)
_PRAISES: Final = (
    "经研究，决定对{names}予以通报表扬",
    "为鼓励先进，现对{names}给予通报表扬",
    "现决定给予{names}通报表扬",
)
_HOPE: Final = "希望受表彰的单位和个人再接再厉。"
_TAILS: Final[tuple[Tail, ...]] = ("none", "closed", "closed", "bare", "open", "uncounted")


def granted(random: Random, *, place: str) -> tuple[str, Granted]:
    """Return a title from 关于 on, and a body that gives one honour or several in sentences or numbered lines."""
    names: set[str] = set()
    if random.random() < 0.15:
        return _praised(random, names)
    kinds: Sequence[Kind] = random.sample(tuple(_NOUNS), random.choice((1, 1, 2)))
    honours = [(place + random.choice(words.HONOURS[kind]), kind) for kind in kinds]
    about = f"关于表彰{honours[0][0]}{'等先进典型' if len(honours) > 1 else ''}的{random.choice(('决定', '通报'))}"
    if random.random() < 0.25:
        return about, _listed(random, honours, names)
    sentences, given, opens = [], [], 0
    for honour, kind in honours:
        entries = _entries(random, kind, names)
        tail = random.choice(_TAILS)
        number = len(entries) + (random.randint(1, 9) if tail == "open" else 0)
        printed = _run(random, entries) + _counted(random, kind, tail, number)
        sentences.append(random.choice(_SENTENCES).format(names=printed, honour=honour))
        given.append(
            Honour(honour, None if tail in {"none", "uncounted"} else number, (Section(None, entries),))
        )
        opens += tail in {"open", "uncounted"}
    ends = random.choice(("。", "；")).join(sentences)
    examples = tuple(
        (entry.title, entry.winners[0].name, honour.name)
        for honour in given
        for entry in honour.entries
        if entry.title
    )
    return about, Granted((f"{ends}。", _HOPE), tuple(given), opens, examples)


def _praised(random: Random, names: set[str]) -> tuple[str, Granted]:
    """Return a body that praises by a circular and gives no honour with a name (予以通报表扬)."""
    kind: Kind = random.choice(("organization", "person"))
    entries = _entries(random, kind, names)
    tail = random.choice(_TAILS)
    number = len(entries) + (random.randint(1, 9) if tail == "open" else 0)
    printed = _run(random, entries) + _counted(random, kind, tail, number)
    body = f"{random.choice(_PRAISES).format(names=printed)}。"
    declared = None if tail in {"none", "uncounted"} else number
    given = Honour("通报表扬", declared, (Section(None, entries),))
    opens = int(tail in {"open", "uncounted"})
    return "关于对有关单位和个人予以通报表扬的通报", Granted((body, _HOPE), (given,), opens)


def _listed(random: Random, honours: Sequence[tuple[str, Kind]], names: set[str]) -> Granted:
    """Return a body in which each honour has a line of its own (一、先进集体（2个）：甲、乙)."""
    lines, given = [], []
    for index, (honour, kind) in enumerate(honours, 1):
        entries = _entries(random, kind, names)
        unit, _ = _NOUNS[kind]
        lines.append(
            f"{chinese(index)}、{honour}（{len(entries)}{unit}）：{_run(random, entries, last='、')}"
        )
        given.append(Honour(honour, len(entries), (Section(None, entries),), chinese(index)))
    return Granted(("经研究，决定表彰如下：", *lines, _HOPE), tuple(given), 0)


def _entries(random: Random, kind: Kind, names: set[str]) -> tuple[Entry, ...]:
    return tuple(_entry(random, kind, names) for _ in range(random.randint(1, 4)))


def _entry(random: Random, kind: Kind, names: set[str]) -> Entry:
    if kind == "person":
        # In prose the unit stands before the name, or nothing does.
        person = winners.person(random, names, full=False)
        unit: Said = (None, None, None, person.said[3], None) if random.random() < 0.5 else (None,) * 5
        return Entry(None, None, (Winner(person.name, unit, is_person=True),))
    title = winners.title(random).replace("“", "‘").replace("”", "’") if kind == "case" else None
    return Entry(None, title, (winners.body(random, names),))


def _run(random: Random, entries: Sequence[Entry], last: str | None = None) -> str:
    """Return the winners one after another, the last behind a conjunction or not."""
    printed = [_printed(entry) for entry in entries]
    before, end = printed[:-1], printed[-1]
    return (last or random.choice(("、", "、", "和"))).join([*(["、".join(before)] if before else []), end])


def _printed(entry: Entry) -> str:
    (winner,) = entry.winners
    name = f"{winner.said[3] or ''}{winner.name}"
    return f"{name}“{entry.title}”" if entry.title is not None else name


def _counted(random: Random, kind: Kind, tail: Tail, number: int) -> str:
    """Return what stands behind the names: a number with 等 or without, 等 without a number, or nothing."""
    unit, noun = _NOUNS[kind]
    if tail in {"none", "uncounted"}:
        return "" if tail == "none" else f"等{noun}"
    figure = chinese(number) if random.random() < 0.2 else number
    return f"{'' if tail == 'bare' else '等'}{figure}{unit}{noun}"
