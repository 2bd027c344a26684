"""Things that stand in a table: which column holds their key, their names, their codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uniongraph.errors import LinkError
from uniongraph.linking.outside import Outside, code_of, iri_of, is_division_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.linking.tables import Row, Table

__all__ = ["Columns", "choose", "things"]

# How public tables head these columns, in the form of `_plain`: the first that is there is taken.
_KEYS: Final = ("iri", "uri", "url", "id", "identifier", "qid", "item", "编号", "标识", "标识符")
_NAMES: Final = (
    *(
        "name",
        "名称",
        "全称",
        "单位名称",
        "机构名称",
        "组织名称",
        "企业名称",
        "公司名称",
        "工会名称",
        "法人名称",
    ),
    *(
        "区划名称",
        "行政区划名称",
        "地区名称",
        "项目名称",
        "案例名称",
        "namezh",
        "zhname",
        "label",
        "preflabel",
        "title",
    ),
    *("标题", "题名", "单位", "机构", "企业", "公司", "itemlabel", "itemname", "fullname"),
)
_MORE_NAMES: Final = (
    "简称",
    "别名",
    "曾用名",
    "别称",
    "alias",
    "aliases",
    "altlabel",
    "altname",
    "shortname",
)
_CODES: Final = (
    *("统一社会信用代码", "社会信用代码", "信用代码", "uscc", "creditcode", "unifiedsocialcreditcode"),
    *(
        "代码",
        "区划代码",
        "行政区划代码",
        "统计用区划代码",
        "code",
        "adcode",
        "gbcode",
        "nbscode",
        "p442",
        "wikidatap442",
    ),
)
_DIVISIONS: Final = (
    *("所属区划代码", "所在区划代码", "所属区划", "所在区划", "所在区", "所属区", "区县", "区", "辖区"),
    *("division", "divisioncode", "district", "districtcode", "行政区划"),
)
_PARTED: Final = re.compile(r"\s*[|;；、]\s*")
_SHORTEST: Final = 6
_NOTED: Final = 3
"""So many other cells are shown beside a name."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by what they hold; ``others`` are shown to who judges."""

    key: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    division: str | None
    others: tuple[str, ...]


def choose(table: Table, key: str | None = None, name: str | None = None) -> Columns:
    """Return which column holds what, as named by who asks or by its head; LinkError lists the columns where none does."""
    heads = {_plain(column): column for column in table.columns if column}
    for named in filter(None, (key, name)):
        if named not in table.columns:
            raise LinkError(
                f"has no column {named!r}, but {_listed(table)}", source=table.content.name, line=1
            )
    called = name or _first(heads, _NAMES)
    if called is None:
        said = f"has no column that looks like a name among {_listed(table)}: say which by --name"
        raise LinkError(said, source=table.content.name, line=1)
    codes = tuple(heads[each] for each in _CODES if each in heads)
    keyed = key or _first(heads, _KEYS) or next(iter(codes), None)
    if keyed is None:
        said = f"has no column that looks like an identifier among {_listed(table)}: say which by --key"
        raise LinkError(said, source=table.content.name, line=1)
    more = tuple(heads[each] for each in _MORE_NAMES if each in heads and heads[each] != called)
    division = _first(heads, _DIVISIONS)
    used = {keyed, called, *more, *codes, division}
    others = tuple(each for each in table.columns if each and each not in used)[:_NOTED]
    return Columns(keyed, (called, *more), codes, division, others)


def _first(heads: dict[str, str], wanted: tuple[str, ...]) -> str | None:
    return next((heads[each] for each in wanted if each in heads), None)


def _plain(column: str) -> str:
    return re.sub(r"[\s_\-:：()（）*]+", "", column).lower()


def _listed(table: Table) -> str:
    shown = ", ".join(each[:40] for each in table.columns[:20])
    return f"{shown} and {len(table.columns) - 20} more" if len(table.columns) > 20 else shown


def things(table: Table, columns: Columns, namespace: str | None) -> Iterator[Outside]:
    """Yield the things of a table; a row without a key or a name is none.

    LinkError names the row and the column of a key that is no IRI, and cannot be made one of.
    """
    for row in table.rows():
        key = row.cells[columns.key]
        names = _names(row, columns)
        if not key or not names:
            continue
        iri = iri_of(key, namespace)
        if iri is None:
            hint = "" if namespace else ": say what stands before such keys by --namespace https://…/"
            said = f"column {columns.key!r} holds {key[:60]!r}, which is no IRI{hint}"
            raise LinkError(said, source=table.content.name, line=row.line)
        note = " · ".join(filter(None, (row.cells[each] for each in columns.others)))
        yield Outside(iri, names, _codes(row, columns), _division(row, columns), note[:200])


def _names(row: Row, columns: Columns) -> tuple[str, ...]:
    called, *more = columns.names
    others = (each for column in more for each in _PARTED.split(row.cells[column]))
    return tuple(dict.fromkeys(filter(None, (row.cells[called], *others)))) if row.cells[called] else ()


def _codes(row: Row, columns: Columns) -> tuple[str, ...]:
    """Return the official codes of a row; a key that looks like one is one, but a number of few digits only counts rows."""
    found = [code_of(row.cells[each]) for each in columns.codes]
    if len(row.cells[columns.key]) >= _SHORTEST:
        found.append(code_of(row.cells[columns.key]))
    return tuple(dict.fromkeys(filter(None, found)))


def _division(row: Row, columns: Columns) -> str | None:
    """Return the code of the division that a thing is or lies in, as a column that is headed so has it."""
    said = (code_of(row.cells[each]) for each in (columns.division, *columns.codes) if each)
    return next((code for code in said if code and is_division_code(code)), None)
