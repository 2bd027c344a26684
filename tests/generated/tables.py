"""A drawn list, printed as a table: its columns, its rows, and what a page end does to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generated.values import Entry, Form, Honour

__all__ = ["TABLES", "lines_of"]

TABLES: Final = frozenset({"pipe", "tab", "bars", "stacked"})
"""The layouts that are tables: cells parted by a bar or a tab, within bars, or one on each line."""

_LONG: Final = 6
"""A table of so many rows goes on over three pages."""


def lines_of(form: Form, honours: Sequence[Honour]) -> Iterator[str]:
    """Yield the lines of a table; its rows name the tier where no heading does."""
    head = _head(form)
    yield from _line(form, head)
    if form.layout == "bars":
        yield from _line(form, ["---"] * len(head))
    rows = [row for honour in honours for row in _rows(form, honour, len(head))]
    pages = max((len(rows) + 1) // (2 if len(rows) < _LONG else 3), 1)
    for index, row in enumerate(rows):
        if form.repeats and index and not index % pages:
            yield from (f"— {index // pages + 1} —", *_line(form, head))
        yield from _line(form, row)


def _head(form: Form) -> list[str]:
    head = ["序号"]
    if form.heads in {"column", "merged"}:
        head.append("奖项等级")
    if form.kind == "person":
        head += ["姓名", *(["性别", "民族"] if form.particulars else []), "单位", "职务"]
    elif form.kind == "case":
        head += ["案例名称", "申报单位"]
    else:
        head += ["所在区县", "单位名称"]
    return [*head, "备注"] if form.remarks else head


def _rows(form: Form, honour: Honour, width: int) -> Iterator[list[str]]:
    if form.heads == "row":
        counted = form.counted(honour.declared) if honour.declared is not None else ""
        yield [honour.name + counted, *[""] * (width - 1)]
    first = True
    for section in honour.sections:
        for entry in section.entries:
            row = [entry.ordinal or ""]
            if form.heads in {"column", "merged"}:
                row.append(honour.name if first or form.heads == "column" else "")
            row += [section.name] if section.name else []
            row += _person(form, entry) if form.kind == "person" else _bodies(form, entry)
            yield [*row, ""] if form.remarks else row
            first = False


def _person(form: Form, entry: Entry) -> list[str]:
    (winner,) = entry.winners
    gender, ethnicity, posthumous, affiliation, post = winner.said
    if not form.particulars:
        return [winner.printed, str(affiliation), str(post)]
    name = f"{winner.name}（{posthumous}）" if posthumous else winner.name
    return [name, str(gender), str(ethnicity), str(affiliation), str(post)]


def _bodies(form: Form, entry: Entry) -> list[str]:
    names = form.separator.join(winner.name for winner in entry.winners)
    return [entry.title, names] if entry.title is not None else [names]


def _line(form: Form, cells: Sequence[str]) -> list[str]:
    match form.layout:
        case "stacked":
            return list(cells)
        case "bars":
            return [f"| {' | '.join(cells)} |"]
        case "tab":
            return ["\t".join(cells)]
        case _:
            return [" | ".join(cells)]
