"""What outside datasets call our things: judgements kept as SSSOM tables, and codes kept as a table of identifiers.

The RDF is generated from them and never edited. An outside identifier belongs to the host, never to its union.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad

from uniongraph.errors import LinkError
from uniongraph.graph.sheet import plain
from uniongraph.iris import term

if TYPE_CHECKING:
    from pathlib import Path

    from uniongraph.iris import Minter

__all__ = ["describe_identifiers", "describe_mappings"]

_PREDICATES: Final = {
    f"skos:{name}Match": term(f"skos:{name}Match")
    for name in ("exact", "close", "related", "broad", "narrow")
}
_REQUIRED: Final = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_IDENTIFIER_COLUMNS: Final = ["scope", "name", "scheme", "identifier", "confidence", "source"]
_OURS: Final = "id"
"""The prefix under which a table names our own things; it follows the base of the release."""


def describe_mappings(path: Path, minter: Minter) -> list[Quad]:
    """Return the match statements of one SSSOM table, in the graph ``links``.

    A row with ``predicate_modifier`` Not is a judgement against a link and states nothing. LinkError names file and
    line of a row that cannot be used; then nothing of the table is.
    """
    lines = _lines(path)
    head = [line for line in lines if line.startswith("#")]
    prefixes = _prefixes(head) | {_OURS: f"{minter.base}id/"}
    rows = csv.DictReader(lines[len(head) :], delimiter="\t")
    missing = [column for column in _REQUIRED if column not in (rows.fieldnames or ())]
    if missing:
        raise LinkError(f"lacks the column {missing[0]}", source=str(path), line=len(head) + 1)
    quads = []
    for number, row in enumerate(rows, start=len(head) + 2):
        where = (str(path), number)
        predicate = _PREDICATES.get(row["predicate_id"] or "")
        if predicate is None or None in row or None in row.values():
            raise LinkError(
                f"is no mapping row: predicate {row['predicate_id']!r}", source=where[0], line=where[1]
            )
        if row.get("predicate_modifier") == "Not":
            continue
        subject, target = (_expand(row[column], prefixes, where) for column in ("subject_id", "object_id"))
        quads.append(Quad(subject, predicate, target, minter.graph("links")))
    return quads


def describe_identifiers(path: Path, minter: Minter) -> list[Quad]:
    """Return the unified social credit codes (统一社会信用代码) of hosts, in the graph ``links``."""
    rows = list(csv.reader(_lines(path)))
    if not rows or rows[0] != _IDENTIFIER_COLUMNS:
        raise LinkError(
            f"must begin with the columns {','.join(_IDENTIFIER_COLUMNS)}", source=str(path), line=1
        )
    quads = []
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(_IDENTIFIER_COLUMNS) or row[2] != "uscc" or not row[3]:
            raise LinkError("is no row of a name and its uscc", source=str(path), line=number)
        host = minter.organization(row[1], row[0])
        quads.append(Quad(host, term("ug:uscc"), plain(row[3]), minter.graph("links")))
    return quads


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
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


def _expand(curie: str, prefixes: dict[str, str], where: tuple[str, int]) -> NamedNode:
    prefix, _, local = curie.partition(":")
    if prefix not in prefixes or not local:
        raise LinkError(f"{curie!r} has no prefix of the table's curie_map", source=where[0], line=where[1])
    try:
        return NamedNode(prefixes[prefix] + local)
    except ValueError as error:
        raise LinkError(f"{curie!r} is no IRI: {error}", source=where[0], line=where[1]) from error
