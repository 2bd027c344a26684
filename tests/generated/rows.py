"""A drawn list, printed line by line below the title of its annex."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from generated import tables, words
from generated.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generated.values import Annex, Entry, Form, Honour, Section, Winner

__all__ = ["lines_of", "may_break"]


def lines_of(annex: Annex) -> Iterator[str]:
    """Yield the lines of a list, with what it says of their order."""
    order = [annex.form.order] if annex.form.order else []
    if annex.form.ordered_at == "head":
        yield from order
    yield from _lines(annex)
    if annex.form.ordered_at == "end":
        yield from order


def _lines(annex: Annex) -> Iterator[str]:
    if annex.form.heads == "none":
        yield from _below(annex.form, annex.honours[0])
        return
    if annex.form.heads == "prizes":
        for mark, honours in groupby(annex.honours, key=attrgetter("ordinal")):
            yield from _prize(annex.form, mark, list(honours))
        return
    if annex.form.kind == "inverted":
        yield from _inverted(annex.honours)
        return
    if annex.form.heads in {"column", "merged", "row"}:
        yield from tables.lines_of(annex.form, annex.honours)
        return
    for honour in annex.honours:
        yield from _tier(annex.form, honour)


def may_break(annex: Annex, line: str, *, names: bool) -> bool:
    """Say whether a page may end within a line of such a list: one that is all of a title, or that bodies' names end."""
    is_title = annex.form.layout == "lines" and any(verb in line for verb in words.VERBS)
    # Behind a space, half a name leaves no winner on its line, and the finding says so.
    is_apart = annex.form.layout == "dash" and annex.form.dash.isspace()
    may_part = names and not is_apart and annex.form.layout not in TABLES
    return is_title or (may_part and line.endswith("工会"))


def _inverted(honours: Sequence[Honour]) -> Iterator[str]:
    for index, section in enumerate(honours[0].sections):
        yield f"{section.ordinal}{section.name}"
        for honour in honours:
            yield f"{honour.name}：{_names(honour.sections[index].entries)}"


def _prize(form: Form, mark: str, honours: Sequence[Honour]) -> Iterator[str]:
    """Yield a prize with its number of winners, its categories, and below each the grades that it has."""
    winners = sum(len(honour.entries) for honour in honours)
    yield f"{mark}、{honours[0].name.removesuffix(honours[0].grade or '')}（{winners}{form.unit}）"
    for group in honours[0].sections:
        yield f"{group.ordinal}{group.name}"
        for honour in honours:
            own = (section for section in honour.sections if section.ordinal == group.ordinal)
            yield from (f"{honour.grade}：{_names(section.entries)}" for section in own)


def _tier(form: Form, honour: Honour) -> Iterator[str]:
    mark = form.head_mark.format(honour.ordinal.strip("（）")) if honour.ordinal else ""
    heading = mark + honour.name
    if honour.declared == 0:
        yield from (heading + form.vacant.format(f"1{form.unit}")).split("\n")
        return
    if honour.declared is not None:
        heading += form.counted(honour.declared)
    if form.layout == "list":
        yield f"{heading}：{_names(honour.entries)}"
        return
    yield heading
    yield from _below(form, honour)


def _names(entries: Sequence[Entry]) -> str:
    return "、".join(entry.winners[0].name for entry in entries)


def _below(form: Form, honour: Honour) -> Iterator[str]:
    """Yield the lines below a tier's heading."""
    if form.layout == "list":
        yield _names(honour.entries)
        return
    if form.layout == "columns":
        # With a gap of one sign, a space within a name would part it.
        names = [
            entry.winners[0].printed if len(form.gap) > 1 else entry.winners[0].name
            for entry in honour.entries
        ]
        yield from (form.gap.join(names[i : i + form.width]) for i in range(0, len(names), form.width))
        return
    if form.layout in TABLES:
        yield from tables.lines_of(form, [honour])
        return
    for section in honour.sections:
        if form.groups == "places":
            yield from _placed(form, section)
            continue
        if section.name is not None:
            yield f"{section.ordinal}{section.name}"
        if section.is_case:
            yield from (winner.name for winner in section.entries[0].winners)
            continue
        for entry in section.entries:
            yield from _entry(form, entry)


def _placed(form: Form, section: Section) -> Iterator[str]:
    """Yield winners behind the name of their place, which may be spaced to the width of others, or on lines below it."""
    names = [entry.winners[0].name for entry in section.entries]
    lines = ["　".join(names[i : i + form.width]) for i in range(0, len(names), form.width)]
    if form.layout == "heads":
        yield from (str(section.name), *lines)
        return
    place = " ".join(str(section.name)) if form.remarks else section.name
    yield f"{place}：{lines[0]}"
    yield from ("　　　　" + line for line in lines[1:])


def _entry(form: Form, entry: Entry) -> Iterator[str]:
    mark = ""
    if entry.ordinal is not None:
        mark = form.mark.format(entry.ordinal.strip("（）()")) if "{}" in form.mark else entry.ordinal
        mark += "．" if form.mark == "１．" else ""
    if form.kind == "person":
        yield _person(form, mark, entry.winners[0])
        return
    joined = form.separator.join(winner.name for winner in entry.winners)
    if form.layout == "dash":
        yield f"{mark}{entry.title}{form.dash}{joined}{'）' if form.dash == '（' else ''}"
    elif entry.title is None:
        yield f"{mark}{joined}"
    else:
        yield f"{mark}{entry.title}"
        yield from _projects(entry) if form.layout == "project" else (joined,)


def _projects(entry: Entry) -> tuple[str, str]:
    """Return the lines that name the units of a project and the persons who did it."""
    units = "、".join(winner.name for winner in entry.winners if not winner.is_person)
    persons = "、".join(winner.printed for winner in entry.winners if winner.is_person)
    return f"完成单位：{units}", f"完成人：{persons}"


def _person(form: Form, mark: str, winner: Winner) -> str:
    *_, affiliation, post = winner.said
    if form.layout == "comma":
        return f"{mark}{winner.printed}，{affiliation}，{post}"
    return f"{mark}{winner.printed} {affiliation}{post}"
