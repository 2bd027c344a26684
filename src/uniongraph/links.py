"""What outside datasets call our things: judgements kept as SSSOM tables, and codes kept as a table of identifiers.

The RDF is generated from them and never edited. An outside identifier belongs to the host, never to its union.
"""

from __future__ import annotations

import csv
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from uniongraph import terms
from uniongraph.errors import LinkError
from uniongraph.iris import written
from uniongraph.terms import Node, Statement

if TYPE_CHECKING:
    from pathlib import Path

    from uniongraph.iris import Minter

__all__ = ["describe_identifiers", "describe_mappings"]

_PREDICATES: Final = {
    f"skos:{name}Match": written(f"skos:{name}Match")
    for name in ("exact", "close", "related", "broad", "narrow")
}
_REQUIRED: Final = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_IDENTIFIER_COLUMNS: Final = ["scope", "name", "scheme", "identifier", "confidence", "source"]
_OURS: Final = "id"
"""The prefix under which a table names our own things; it follows the base of the release."""


def describe_mappings(path: Path, minter: Minter) -> list[Statement]:
    """Return the match statements of one SSSOM table, in the graph ``links``.

    A row with ``predicate_modifier`` Not is a judgement against a link and states nothing. LinkError names file and
    line of a row that cannot be used; then nothing of the table is.
    """
    head, rows = _read(path, delimiter="\t")
    prefixes = _prefixes(head) | {_OURS: f"{minter.base}id/"}
    columns = rows[0][1] if rows else []
    missing = [column for column in _REQUIRED if column not in columns]
    if missing:
        raise LinkError(f"lacks the column {missing[0]}", source=str(path), line=len(head) + 1)
    graph, links = minter.graph("links"), []
    for number, cells in rows[1:]:
        where = (str(path), number)
        row = dict(zip(columns, cells, strict=False))
        predicate = _PREDICATES.get(row.get("predicate_id", ""))
        if predicate is None or len(cells) != len(columns):
            raise LinkError(
                f"is no mapping row: predicate {row.get('predicate_id')!r}", source=where[0], line=where[1]
            )
        if row.get("predicate_modifier") == "Not":
            continue
        subject, target = (_expand(row[column], prefixes, where) for column in ("subject_id", "object_id"))
        links.append(Statement(f"{subject} {predicate} {target} {graph} .\n"))
    return links


def describe_identifiers(path: Path, minter: Minter) -> list[Statement]:
    """Return the unified social credit codes (统一社会信用代码) of hosts, in the graph ``links``.

    LinkError names file and line of a row that cannot be used.
    """
    _, rows = _read(path, delimiter=",")
    if not rows or rows[0][1] != _IDENTIFIER_COLUMNS:
        raise LinkError(
            f"must begin with the columns {','.join(_IDENTIFIER_COLUMNS)}", source=str(path), line=1
        )
    graph, links = minter.graph("links"), []
    for number, row in rows[1:]:
        if len(row) != len(_IDENTIFIER_COLUMNS) or not row[1] or row[2] != "uscc" or not row[3]:
            raise LinkError("is no row of a name and its uscc", source=str(path), line=number)
        host = minter.organization(row[1], row[0])
        links.append(Statement(f"{host} {written('ug:uscc')} {terms.literal(row[3])} {graph} .\n"))
    return links


def _read(path: Path, *, delimiter: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the lines at the head of a table that begin with #, and its rows, each with the number of its line."""
    try:
        lines = path.read_text("utf-8-sig").split("\n")
        head = list(takewhile(lambda line: line.startswith("#"), lines))
        reader = csv.reader(lines[len(head) :], delimiter=delimiter)
        return head, [(len(head) + reader.line_num, row) for row in reader if row]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LinkError(f"cannot be read: {error}", source=str(path)) from error


def _prefixes(head: list[str]) -> dict[str, str]:
    """Return the ``curie_map`` of a table's head: the indented lines below it."""
    found: dict[str, str] = {}
    inside = False
    for line in head:
        if not line.startswith("#  "):
            inside = line.rstrip() == "#curie_map:"
        elif inside:
            prefix, _, iri = line.lstrip("# ").partition(": ")
            found[prefix] = iri.strip().strip('"')
    return found


def _expand(curie: str, prefixes: dict[str, str], where: tuple[str, int]) -> Node:
    prefix, _, local = curie.partition(":")
    if prefix not in prefixes or not local:
        raise LinkError(f"{curie!r} has no prefix of the table's curie_map", source=where[0], line=where[1])
    try:
        return terms.node(prefixes[prefix] + local)
    except ValueError as error:
        raise LinkError(f"{curie!r} is no IRI: {error}", source=where[0], line=where[1]) from error
