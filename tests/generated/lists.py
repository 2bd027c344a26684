"""Lists of winners, drawn: the form of a list, then its tiers with all that stands below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generated import winners, words
from generated.values import Annex, Entry, Form, Honour, Section

if TYPE_CHECKING:
    from random import Random

    from generated.values import Heads, Kind, Layout

__all__ = ["annexes", "chinese"]

_KINDS: Final[tuple[Kind, ...]] = ("case", "case", "organization", "person", "inverted")
_LAYOUTS: Final[dict[Kind, tuple[Layout, ...]]] = {
    "case": ("lines", "lines", "dash", "pipe", "tab"),
    "organization": ("lines", "list", "columns"),
    "person": ("fused", "comma", "pipe", "tab"),
    # An inverted grade is one line (一等奖：甲、乙); with entries below it, it would be a category's tier or a tier.
    "inverted": ("list",),
}
_TABLES: Final = frozenset({"pipe", "tab"})
_COUNTS: Final = (
    *("", "（{}）", "（共{}）", "（共{}，排名不分先后）"),
    *("({})", " {}", "{}(排名不分先后)", "--{}--"),
)
_TITLE_COUNTS: Final = ("", "（{}）", "（共{}）", "({})", "（共{}，排名不分先后）")
_DASHES: Final = ("——", "—", " -- ", "－", " —— ", "………", "（", "：")
_SEPARATORS: Final = ("\n", "、", "；", "／")
_MARKS: Final = ("{}.", "{}. ", "{}、", "{}．", "（{}）")


def annexes(random: Random, *, place: str, most: int) -> tuple[Annex, ...]:
    """Return the lists of a decision: one with tiers, one that is a tier, or several, each an honour or a tier."""
    match random.choice(("one", "one", "one", "flat", "honours", "tiers")):
        case "honours":
            forms = [_form(random, "none") for _ in range(random.randint(2, 3))]
            names = [place + random.choice(words.HONOURS[form.kind]) for form in forms]
            kept = dict(zip(names, forms, strict=True))  # no honour twice
            return tuple(_flat(random, form, name, most) for name, form in kept.items())
        case "tiers":
            form = _form(random, "none")
            return tuple(_flat(random, form, name, most) for name in random.choice(words.LADDERS))
        case "flat":
            form = _form(random, "none")
            return (_flat(random, form, place + random.choice(words.HONOURS[form.kind]), most),)
        case _:
            form = _form(random, random.choice(("numbered", "numbered", "bare")))
            ladder = random.choice(words.LADDERS)
            tiers = (
                _inverted(random, form, ladder)
                if form.kind == "inverted"
                else _ladder(random, form, ladder, most)
            )
            return (Annex(f"{place}{random.choice(words.SUBJECTS)}名单", form, tiers),)


def _form(random: Random, heads: Heads) -> Form:
    kind = random.choice(_KINDS[:-1] if heads == "none" else _KINDS)
    layout = random.choice(_LAYOUTS[kind])
    # Winners on lines of their own belong to a case that has its lines; on one line, or in a cell, another mark parts them.
    separators = _SEPARATORS[1:] if layout == "dash" or layout in _TABLES else _SEPARATORS
    counts = _TITLE_COUNTS if heads == "none" else _COUNTS
    return Form(
        kind=kind,
        layout=layout,
        # Inverted grades print no counts: one belongs to a category and a tier, and the tier keeps one number.
        count="" if kind == "inverted" else random.choice(counts),
        unit="名" if kind == "person" else "个",
        dash=random.choice(_DASHES),
        separator=random.choice(separators),
        mark="{}" if layout in _TABLES else random.choice(_MARKS),
        heads=heads,
        runs_on=random.random() < 0.3,
    )


def _flat(random: Random, form: Form, name: str, most: int) -> Annex:
    entries = _entries(random, form, random.randint(1, most), set(), 0)
    return Annex(
        f"{name}名单", form, (Honour(name, len(entries) if form.count else None, (Section(None, entries),)),)
    )


def _inverted(random: Random, form: Form, ladder: tuple[str, ...]) -> tuple[Honour, ...]:
    names: set[str] = set()
    found = []
    for tier in ladder:
        sections = (
            Section(group, _entries(random, form, 2, names, 0), f"（{chinese(place)}）")
            for place, group in enumerate(words.GROUPS, 1)
        )
        found.append(Honour(tier, None, tuple(sections)))
    return tuple(found)


def _ladder(random: Random, form: Form, ladder: tuple[str, ...], most: int) -> tuple[Honour, ...]:
    names: set[str] = set()
    found: list[Honour] = []
    begin = 0
    divided = form.kind == "case" and form.layout in {"lines", "dash"} and random.random() < 0.3
    for place, tier in enumerate(ladder, 1):
        mark = chinese(place) if form.heads == "numbered" else None
        # A vacant tier is said to be so in its heading or below it; one in a table has no heading.
        if form.layout not in _TABLES | {"list"} and random.random() < 0.1:
            found.append(Honour(tier, 0, (), mark))
            continue
        sections = []
        for index, name in enumerate(words.TOPICS if divided else (None,), 1):
            # Numbers run on across tiers where no category begins them anew.
            start = begin if form.runs_on and not divided else 0
            entries = _entries(random, form, random.randint(1, most), names, start)
            sections.append(Section(name, entries, f"（{chinese(index)}）" if name else None))
            begin = start + len(entries)
        total = sum(len(section.entries) for section in sections)
        found.append(Honour(tier, total if form.count else None, tuple(sections), mark))
    return tuple(found)


def _entries(random: Random, form: Form, most: int, names: set[str], begin: int) -> tuple[Entry, ...]:
    numbered = form.kind in {"case", "person"} or form.layout == "lines"
    found = []
    for index in range(begin + 1, begin + most + 1):
        ordinal = form.mark.format(index).strip("、.． ") if numbered and form.layout != "list" else None
        several = 1 if form.kind != "case" else random.choice((1, 1, 1, 2, 3))
        make = winners.person if form.kind == "person" else winners.body
        title = winners.title(random) if form.kind == "case" else None
        found.append(Entry(ordinal, title, tuple(make(random, names) for _ in range(several))))
    return tuple(found)


_HAN: Final = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """Return a number below a hundred in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_HAN[tens]}十") + (_HAN[ones] if ones else "")
