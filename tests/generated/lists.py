"""Lists of winners, drawn: the form of a list, then its tiers with all that stands below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generated import winners, words
from generated.values import Annex, Entry, Form, Honour, Section, chinese

if TYPE_CHECKING:
    from random import Random

    from generated.values import Heads, Kind, Layout

__all__ = ["annexes"]

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
_CIRCLED: Final = "①"
_MARKS: Final = ("{}.", "{}. ", "{}、", "{}．", "（{}）", "({}) ", _CIRCLED)
_HEAD_MARKS: Final = ("{}、", "{}、", "{}．", "（{}）")
_VACANCIES: Final = ("（空缺）", "：空缺", "（{}）：空缺", "\n空缺")
"""In the heading or on the line below it; also behind a number that says how many there could have been."""
_UNITS: Final = ("个", "项", "家", "件")


def annexes(random: Random, *, place: str, most: int) -> tuple[Annex, ...]:
    """Return the lists of a decision: one with tiers, one that is a tier, or several, each an honour or a tier."""
    match random.choice(("one", "one", "one", "flat", "honours", "tiers")):
        case "honours":
            forms = [_form(random, "none", large=most > 5) for _ in range(random.randint(2, 3))]
            names = [place + random.choice(words.HONOURS[form.kind]) for form in forms]
            kept = dict(zip(names, forms, strict=True))  # no honour twice
            return tuple(_flat(random, form, name, most) for name, form in kept.items())
        case "tiers":
            form = _form(random, "none", large=most > 5)
            return tuple(_flat(random, form, name, most) for name in random.choice(words.LADDERS))
        case "flat":
            form = _form(random, "none", large=most > 5)
            return (_flat(random, form, place + random.choice(words.HONOURS[form.kind]), most),)
        case _:
            form = _form(random, random.choice(("numbered", "numbered", "bare")), large=most > 5)
            ladder = random.choice(words.LADDERS)
            tiers = (
                _inverted(random, form, ladder)
                if form.kind == "inverted"
                else _ladder(random, form, ladder, most)
            )
            return (Annex(f"{place}{random.choice(words.SUBJECTS)}名单", form, tiers),)


def _form(random: Random, heads: Heads, *, large: bool) -> Form:
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
        unit=random.choice(("名", "人", "位") if kind == "person" else _UNITS),
        numeral=random.choice(("arabic", "arabic", "chinese")),
        vacant=random.choice(_VACANCIES),
        width=random.choice((2, 3)),
        head_mark=random.choice(_HEAD_MARKS),
        dash=random.choice(_DASHES),
        separator=random.choice(separators),
        # There are twenty circled numbers.
        mark="{}" if layout in _TABLES else random.choice(_MARKS[: -1 if large else None]),
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
    # Categories are numbered （一）, so that tiers above them are not.
    divided = form.kind == "case" and form.layout in {"lines", "dash"} and form.head_mark != "（{}）"
    divided = divided and random.random() < 0.3
    for place, tier in enumerate(ladder, 1):
        mark = form.head_mark.format(chinese(place)).strip("、．") if form.heads == "numbered" else None
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
        ordinal = _ordinal(form.mark, index) if numbered and form.layout != "list" else None
        several = 1 if form.kind != "case" else random.choice((1, 1, 1, 2, 3))
        make = winners.person if form.kind == "person" else winners.body
        title = winners.title(random) if form.kind == "case" else None
        found.append(Entry(ordinal, title, tuple(make(random, names) for _ in range(several))))
    return tuple(found)


def _ordinal(mark: str, number: int) -> str:
    return chr(ord(_CIRCLED) + number - 1) if mark == _CIRCLED else mark.format(number).strip("、.． ")
