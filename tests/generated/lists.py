"""Lists of winners, drawn: the form of a list, then its tiers with all that stands below them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generated import winners, words
from generated.values import Annex, Entry, Form, Honour, Section, Winner, chinese

if TYPE_CHECKING:
    from random import Random

    from generated.values import Groups, Heads, Kind, Layout

__all__ = ["annexes", "flat", "prizes"]

_KINDS: Final[tuple[Kind, ...]] = ("case", "case", "organization", "person", "inverted")
_TABLES: Final[tuple[Layout, ...]] = ("pipe", "tab", "bars", "stacked")
_PLACED: Final[tuple[Layout, ...]] = ("labels", "heads")
"""Winners behind the name of their place, or on the lines below it."""
_LAYOUTS: Final[dict[Kind, tuple[Layout, ...]]] = {
    "case": ("lines", "lines", "lines", "dash", "project", *_TABLES),
    "organization": ("lines", "lines", "list", "list", "columns", "columns", *_PLACED, *_TABLES),
    "person": ("fused", "fused", "comma", "comma", "columns", *_TABLES),
    # An inverted grade is one line (一等奖：甲、乙); with entries below it, it would be a category's tier or a tier.
    "inverted": ("list",),
}
_WITH_TIERS: Final[dict[Heads, tuple[Layout, ...]]] = {
    "column": ("pipe", "tab", "bars", "stacked"),
    "merged": ("pipe", "tab", "bars"),
    "row": ("pipe", "bars"),
}
"""Tables that name the tiers themselves; without its tabs a row of one cell is a heading, and a blank cell no line."""
_COUNTS: Final = (
    *("", "（{}）", "（共{}）", "（共{}，排名不分先后）"),
    *("({})", " {}", "{}(排名不分先后)", "--{}--"),
)
_TITLE_COUNTS: Final = ("", "（{}）", "（共{}）", "({})", "（共{}，排名不分先后）")
_DASHES: Final = ("——", "—", " -- ", "－", " —— ", "………", "（", "：", "　", " ")
_SEPARATORS: Final = ("\n", "、", "；", "／")
_CIRCLED: Final = "①"
_WIDE_DIGITS: Final = "１．"
_TO_WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_ORDERS: Final = (
    *(
        "注：排名不分先后",
        "注：以上排名不分先后。",
        "（排名不分先后）",
        "（按姓氏笔画排序）",
        "(按姓氏笔画为序)",
    ),
    *(
        "备注：按行政区划排列，排名不分先后",
        "说明：同等级奖项排名不分先后",
        "以上排名不分先后",
        "※注：排名不分先后",
    ),
)
"""How a list says in what order its winners stand."""
_MARKS: Final = (
    *("{}.", "{}. ", "{}、", "{}．", "（{}）", "({}) "),
    *("{}）", "{})", _WIDE_DIGITS, _CIRCLED),
)
_HEAD_MARKS: Final = ("{}、", "{}、", "{}．", "（{}）")
_VACANCIES: Final = ("（空缺）", "：空缺", "（{}）：空缺", "\n空缺")
"""In the heading or on the line below it; also behind a number that says how many there could have been."""
_UNITS: Final = ("个", "项", "家", "件")
_OF_WORKS: Final = ("项", "件")


def annexes(random: Random, *, place: str, most: int) -> tuple[Annex, ...]:
    """Return the lists of a decision: one with tiers, one that is a tier, or several, each an honour or a tier."""
    match random.choice(("one", "one", "one", "table", "flat", "honours", "tiers")):
        case "honours":
            forms = [_form(random, "none", large=most > 5) for _ in range(random.randint(2, 3))]
            names = [place + random.choice(words.HONOURS[form.kind]) for form in forms]
            kept = dict(zip(names, forms, strict=True))  # no honour twice
            return tuple(_flat(random, form, name, most) for name, form in kept.items())
        case "tiers":
            form = _form(random, "none", large=most > 5)
            return tuple(_flat(random, form, name, most) for name in random.choice(words.LADDERS))
        case "table":
            form = _form(random, random.choice(("column", "merged", "row")), large=most > 5)
            tiers = _ladder(random, form, random.choice(words.LADDERS), most)
            return (Annex(f"{place}{random.choice(words.SUBJECTS)}名单", form, tiers),)
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


def flat(random: Random, honour: str, *, most: int) -> tuple[Annex, ...]:
    """Return one list of organizations that is one honour."""
    form = _form(random, "none", kinds=("organization",), large=most > 5)
    return (_flat(random, form, honour, most),)


def prizes(random: Random, *, place: str) -> tuple[Annex, ...]:
    """Return one list of two prizes, each with categories, each category with the grades of the prize that it has."""
    form = replace(_form(random, "numbered", large=False, kinds=("inverted",)), heads="prizes", unit="个")
    names: set[str] = set()
    found: list[Honour] = []
    for number, prize in enumerate(random.sample(words.HONOURS["organization"], 2), 1):
        for grade in ("一等奖", "二等奖", "三等奖"):
            sections = [
                Section(group, _entries(random, form, random.randint(1, 3), names, 0), f"（{chinese(at)}）")
                for at, group in enumerate(words.GROUPS, 1)
                if grade == "一等奖" or random.random() < 0.6
            ]
            if sections:
                found.append(Honour(prize + grade, None, tuple(sections), chinese(number), grade))
    return (Annex(f"{place}工会工作先进单位名单", form, tuple(found)),)


def _form(random: Random, heads: Heads, *, large: bool, kinds: tuple[Kind, ...] = _KINDS) -> Form:
    kind = random.choice(kinds if heads in {"numbered", "bare"} or len(kinds) == 1 else kinds[:-1])
    layouts = _WITH_TIERS[heads] if heads in _WITH_TIERS else _LAYOUTS[kind]
    layout = random.choice(layouts)
    # Winners on lines of their own belong to a case that has its lines; on one line, or in a cell, another mark parts them.
    separators = _SEPARATORS[1:] if layout == "dash" or layout in _TABLES else _SEPARATORS
    counts = _TITLE_COUNTS if heads == "none" else _COUNTS
    head_mark = random.choice(_HEAD_MARKS)
    # Categories are numbered （一）, so that tiers above them are not.
    may_divide = kind == "case" and layout in {"lines", "dash"} and head_mark != "（{}）" and heads != "none"
    groups: Groups = random.choice(("topics", "mixed")) if may_divide and random.random() < 0.4 else "none"
    count = "" if kind == "inverted" or heads in {"column", "merged"} else random.choice(counts)
    unit = random.choice(("名", "人", "位") if kind == "person" else _UNITS)
    # A space parts work and winner where the list says that it counts works.
    dash = random.choice(_DASHES if count and unit in _OF_WORKS else _DASHES[:-2])
    if kind == "organization" and layout in (*_TABLES, *_PLACED):
        groups = "places"
    return Form(
        kind=kind,
        layout=layout,
        # Inverted grades print no counts: one belongs to a category and a tier, and the tier keeps one number.
        # A column of tiers has no place for any.
        count=count,
        unit=unit,
        numeral=random.choice(("arabic", "arabic", "chinese")),
        vacant=random.choice(_VACANCIES),
        width=random.choice((2, 3, 4, 5, 6) if layout == "columns" else (2, 3)),
        gap=random.choice(("　　　", "　　", "　　　　", "　", "    ")),
        order=random.choice(_ORDERS) if random.random() < 0.15 else "",
        ordered_at=random.choice(("head", "end")),
        head_mark=head_mark,
        groups=groups,
        dash=dash,
        separator=random.choice(separators),
        # There are twenty circled numbers.
        mark="{}" if layout in _TABLES else random.choice(_MARKS[: -1 if large else None]),
        heads=heads,
        # A table of one cell a line is read by the numbers of its rows.
        runs_on=random.random() < 0.3 if layout != "stacked" else heads == "column",
        repeats=random.random() < 0.3,
        particulars=random.random() < 0.3,
        remarks=layout != "stacked" and random.random() < 0.3,
    )


def _flat(random: Random, form: Form, name: str, most: int) -> Annex:
    sections = _sections(random, form, most, set(), 0)
    total = sum(len(section.entries) for section in sections)
    return Annex(f"{name}名单", form, (Honour(name, total if form.count else None, sections),))


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
    for place, tier in enumerate(ladder, 1):
        mark = form.head_mark.format(chinese(place)).strip("、．") if form.heads == "numbered" else None
        # A vacant tier is said to be so in its heading or below it; one in a table has no heading.
        if form.layout not in (*_TABLES, "list") and random.random() < 0.1:
            found.append(Honour(tier, 0, (), mark))
            continue
        sections = _sections(random, form, most, names, begin)
        total = sum(len(section.entries) for section in sections)
        begin += total if form.runs_on else 0
        found.append(Honour(tier, total if form.count else None, sections, mark))
    return tuple(found)


def _sections(random: Random, form: Form, most: int, names: set[str], begin: int) -> tuple[Section, ...]:
    """Return what stands below one tier: entries, or categories with entries."""
    if form.groups in {"topics", "mixed"}:  # each begins its numbers anew
        topics: list[str | None] = [*words.TOPICS, *([None, None] if form.groups == "mixed" else [])]
        random.shuffle(topics)
        return tuple(
            _topic(random, form, most, names, (place, topic)) for place, topic in enumerate(topics, 1)
        )
    if form.groups == "places":
        found: list[Section] = []
        for place in random.sample(words.PLACES, 2):
            entries = _entries(random, form, random.randint(1, most), names, begin)
            found.append(Section(place, entries))
            begin += len(entries)
        return tuple(found)
    return (Section(None, _entries(random, form, random.randint(1, most), names, begin)),)


def _topic(random: Random, form: Form, most: int, names: set[str], what: tuple[int, str | None]) -> Section:
    """Return a category with its entries, or one without a topic, which is itself the case."""
    place, topic = what
    mark = f"（{chinese(place)}）"
    if topic is not None:
        return Section(topic, _entries(random, form, random.randint(1, most), names, 0), mark)
    title = winners.title(random)
    return Section(title, (Entry(None, title, (winners.body(random, names),)),), mark, is_case=True)


def _entries(random: Random, form: Form, most: int, names: set[str], begin: int) -> tuple[Entry, ...]:
    numbered = form.kind in {"case", "person"} or form.layout in ("lines", *_TABLES)
    numbered = numbered and form.layout not in {"list", "columns"}
    found = []
    for index in range(begin + 1, begin + most + 1):
        ordinal = _ordinal(form.mark, index) if numbered else None
        several = 1 if form.kind != "case" else random.choice((1, 1, 1, 2, 3))
        title = winners.title(random) if form.kind == "case" else None
        who = tuple(_winner(random, form, names) for _ in range(several))
        if form.layout == "project":
            who += tuple(winners.author(random) for _ in range(random.randint(1, 3)))
        found.append(Entry(ordinal, title, who))
    return tuple(found)


def _winner(random: Random, form: Form, names: set[str]) -> Winner:
    if form.kind == "person" and form.layout == "columns":
        return winners.author(random)
    if form.kind == "person":
        return winners.person(random, names, full=form.particulars and form.layout in _TABLES)
    return winners.body(random, names)


def _ordinal(mark: str, number: int) -> str:
    if mark == _CIRCLED:
        return chr(ord(_CIRCLED) + number - 1)
    if mark == _WIDE_DIGITS:
        return str(number).translate(_TO_WIDE)
    # Half a pair of brackets is only what stands behind a number.
    return str(number) if mark in {"{}）", "{})"} else mark.format(number).strip("、.． ")
