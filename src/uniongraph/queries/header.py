"""The header of a prepared query: YAML in ``#+`` lines, as grlc has it, of which a small part is enough.

It is read here and not by a YAML library because ``uniongraph query`` reads every header on its way to an answer: PyYAML
takes 12 ms to import and 2 ms a header, these lines 0.1 ms. What they take is what any YAML reader takes and means the
same to it: nested maps and lists of maps by indentation, ``[a, b]``, quoted and plain text. Whatever YAML would read
otherwise (a bare number, a colon within plain text) is refused, with the advice to quote it.
"""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn, TypeAlias

from uniongraph.errors import QueryError

__all__ = ["Entry", "Map", "parse"]


class Entry(NamedTuple):
    """A value with the line it stands in, for errors."""

    value: str | list[str] | Map | list[Map]
    line: int


Map: TypeAlias = dict[str, Entry]


class _Row(NamedTuple):
    line: int
    indent: int
    text: str


_KEY = re.compile(r"([A-Za-z][\w-]*):(?:[ ]+(.*))?")
_QUOTED = re.compile(r'"((?:[^"\\]|\\["\\])*)"|\'((?:[^\']|\'\')*)\'')
_FLOW = re.compile(r"\[([^\[\]{}\"']*)\]")
_NOT_TEXT = re.compile(
    r"""[\[\]{},&*!|>'"%@`#]|[?-](?:\ |$)  # what begins something else
    |[-+.]?[0-9][0-9A-Fa-fxo_.,:+TZ\ -]*$          # a number or a date
    |(?i:true|false|yes|no|on|off|null|~)?$
    |.*(?::\ |\ \#|:$)                # what would end the text""",
    re.VERBOSE,
)


def parse(text: str, source: str) -> Map:
    """Return the header of a query file as nested maps; QueryError with file and line where it is not the YAML above."""
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith("#+"):
            break
        content = line[2:].removeprefix(" ").rstrip()
        if "\t" in content:
            _fail("indents with a tab; use spaces", source, number)
        if content:
            rows.append(_Row(number, len(content) - len(content.lstrip()), content.lstrip()))
    if not rows:
        _fail("has no header: the first lines begin with #+ and give summary and description", source, 1)
    header = _map(rows, 0, source)
    if rows:
        _fail(f"is indented in a way that fits nothing above: {rows[0].text!r}", source, rows[0].line)
    return header


def _fail(message: str, source: str, line: int) -> NoReturn:
    raise QueryError(message, source=source, line=line)


def _map(rows: list[_Row], indent: int, source: str) -> Map:
    """Take the rows of one map from the front of ``rows``."""
    result: Map = {}
    while rows and rows[0].indent == indent and not rows[0].text.startswith("- "):
        row = rows.pop(0)
        found = _KEY.fullmatch(row.text)
        if found is None:
            _fail(f"is no 'key: value': {row.text!r}", source, row.line)
        key, rest = found[1], found[2]
        if key in result:
            _fail(f"says {key!r} twice", source, row.line)
        value = _scalar(rest, key, source, row.line) if rest else _nested(rows, row, source)
        result[key] = Entry(value, row.line)
    return result


def _nested(rows: list[_Row], above: _Row, source: str) -> Map | list[Map]:
    if not rows or rows[0].indent <= above.indent:
        _fail(f"{above.text!r} has no value", source, above.line)
    if not rows[0].text.startswith("- "):
        return _map(rows, rows[0].indent, source)
    items, indent = [], rows[0].indent
    while rows and rows[0].indent == indent and rows[0].text.startswith("- "):
        first = rows[0]
        rows[0] = _Row(first.line, indent + 2, first.text[2:])
        items.append(_map(rows, indent + 2, source))
    return items


def _scalar(written: str, key: str, source: str, line: int) -> str | list[str]:
    flow = _FLOW.fullmatch(written)
    if flow:
        return [_plain(item.strip(), key, source, line) for item in flow[1].split(",")]
    quoted = _QUOTED.fullmatch(written)
    if quoted:
        return quoted[2].replace("''", "'") if quoted[1] is None else re.sub(r"\\(.)", r"\1", quoted[1])
    if key == "required" and written in {"true", "false"}:
        return written
    return _plain(written, key, source, line)


def _plain(written: str, key: str, source: str, line: int) -> str:
    if _NOT_TEXT.match(written):
        _fail(f"YAML would not read the value of {key!r} as plain text; quote it: {written!r}", source, line)
    return written
