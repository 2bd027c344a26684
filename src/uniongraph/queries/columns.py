"""What the columns of the prepared queries hold, and their answers described for programs that read tables (CSVW).

The columns are told in ``queries/columns.csv``, each name once, and once more for a query in which it holds something else,
or in which its values are those of a property of what the row is about: no table makes a statement that the graph has not.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyoxigraph as ox

from uniongraph.errors import QueryError
from uniongraph.iris import LICENCE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from uniongraph.queries.prepared import Query

__all__ = ["MEDIA_TYPE", "Column", "Columns", "describe", "group", "read"]

MEDIA_TYPE: Final = "application/csvm+json"
_CONTEXT: Final = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
_HEAD: Final = ["column", "query", "datatype", "property", "zh", "en"]
_DATATYPES: Final = frozenset(
    ("anyURI", "boolean", "date", "decimal", "double", "gYear", "hexBinary", "integer", "string")
)
_ROWS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "awards": ("conferral", ("conferral", "order")),
    "organizations": ("organization", ("organization",)),
    "categories": ("category", ("category",)),
    "documents": ("document", ("document",)),
}
"""The thing that a row of a table is about, and the columns that tell it from all others."""
_ALIKE: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "awards": (("documentNumber", "documents", "number"),),
    "categories": (("documentNumber", "documents", "number"),),
}
"""The columns of a table whose values are those of a column of another."""


class Column(NamedTuple):
    """A column: its XSD datatype, the property its values are of (where there is one), its name in two languages."""

    name: str
    datatype: str
    property: str | None
    zh: str
    en: str


Columns = dict[tuple[str, str], Column]
"""Columns by name and query, of any query where the latter is empty."""


def read(path: Path) -> Columns:
    """Return the columns that a table tells; QueryError names file and line of a row that tells none."""
    found: Columns = {}
    try:
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise QueryError(f"cannot be read: {error}", source=path.name) from error
    if not rows or rows[0] != _HEAD:
        raise QueryError(f"must begin with the columns {','.join(_HEAD)}", source=path.name, line=1)
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(_HEAD) or not row[0] or row[2] not in _DATATYPES or not (row[4] and row[5]):
            raise QueryError("tells no column, its datatype and its names", source=path.name, line=line)
        name, query, datatype, said, chinese, english = row
        if (name, query) in found:
            raise QueryError(f"tells the column {name!r} twice", source=path.name, line=line)
        prefix, _, local = said.partition(":")
        if said and prefix not in PREFIXES:
            raise QueryError(f"{said!r} is no property by its prefix", source=path.name, line=line)
        held = PREFIXES[prefix] + local if said else None
        found[name, query] = Column(name, datatype, held, chinese, english)
    return found


def describe(query: Query, columns: Columns, url: str) -> dict[str, Any]:
    """Return the CSVW metadata of a query's answer as CSV, which is had at an address; QueryError for an unknown column."""
    return {"@context": _CONTEXT, **_table(query, columns, url)}


def group(queries: Iterable[Query], columns: Columns) -> dict[str, Any]:
    """Return the CSVW metadata of a folder that holds the answers of some queries, each in a file of its name."""
    found = list(queries)
    names = {each.name for each in found}
    tables = []
    for each in found:
        told = _table(each, columns, f"{each.name}.csv")
        alike = [_foreign(*one) for one in _ALIKE.get(each.name, ()) if one[1] in names]
        if alike:
            told["tableSchema"]["foreignKeys"] = alike
        tables.append(told)
    return {"@context": _CONTEXT, "tables": tables}


def _foreign(column: str, table: str, target: str) -> dict[str, Any]:
    return {"columnReference": column, "reference": {"resource": f"{table}.csv", "columnReference": target}}


def _table(query: Query, columns: Columns, url: str) -> dict[str, Any]:
    told = [_column(_found(query, name, columns)) for name in _names(query)]
    schema: dict[str, Any] = {"columns": told}
    if query.name in _ROWS:
        about, key = _ROWS[query.name]
        schema |= {"aboutUrl": f"{{+{about}}}", "primaryKey": list(key)}
        for each in told:
            each["suppressOutput"] = "propertyUrl" not in each
    return {
        "url": url,
        "dc:title": _worded(query.summary),
        "dc:description": _worded(query.description),
        "dc:license": {"@id": LICENCE},
        "tableSchema": schema,
    }


def _names(query: Query) -> list[str]:
    answer = ox.Store().query(query.text)
    if not isinstance(answer, ox.QuerySolutions):
        raise QueryError("gives no table", source=f"{query.name}.rq")
    return [each.value for each in answer.variables]


def _found(query: Query, name: str, columns: Columns) -> Column:
    found = columns.get((name, query.name)) or columns.get((name, ""))
    if found is None:
        raise QueryError(
            f"has the column {name!r}, of which columns.csv tells nothing", source=f"{query.name}.rq"
        )
    return found


def _column(each: Column) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": each.name,
        "titles": {"und": each.name, "zh-Hans": each.zh, "en": each.en},
        "datatype": each.datatype,
    }
    return told | ({"propertyUrl": each.property} if each.property else {})


def _worded(said: Mapping[str, str]) -> list[dict[str, str]]:
    tags = {"zh": "zh-Hans", "en": "en"}
    return [{"@value": said[language], "@language": tag} for language, tag in tags.items()]
