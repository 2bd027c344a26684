"""Official codes of organizations, kept as a table: whose they are, where they were found, and how sure that is."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

from uniongraph import terms, vocabulary
from uniongraph.errors import LinkError
from uniongraph.iris import concept, written
from uniongraph.links.statements import number
from uniongraph.links.table import decode, share
from uniongraph.terms import Statement

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from decimal import Decimal
    from pathlib import Path

    from uniongraph.iris import Minter
    from uniongraph.terms import Node, Term

__all__ = ["Identifier", "describe_identifiers", "read_identifiers"]

_COLUMNS: Final = [
    "scope",
    "name",
    "scheme",
    "identifier",
    "relation",
    "holder",
    "confidence",
    "source",
    "note",
]
_RELATIONS: Final = ("own", "parent")


@dataclass(frozen=True, slots=True)
class Identifier:
    """A unified social credit code (统一社会信用代码), and the organization of ours that it leads to.

    ``relation`` is ``own`` where that organization bears it, ``parent`` where the one that it is a part of does; ``holder`` is the
    name that was found with the code. ``confidence`` and ``source`` are what was found out about it.
    """

    scope: str
    name: str
    code: str
    relation: str
    holder: str
    confidence: Decimal
    source: str
    note: str
    where: tuple[str, int]


def read_identifiers(path: Path) -> list[Identifier]:
    """Return the codes kept in a CSV table; LinkError names file, line and column of a row that cannot be used.

    A code must be of the form of GB 32100-2015, and its last character the one that follows from the others.
    """
    source = str(path)
    try:
        text = decode(path.read_bytes(), source)
    except OSError as error:
        raise LinkError(f"cannot be read: {error.strerror or error}", source=source) from error
    reader = csv.reader(text.split("\n"), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise LinkError(f"is no CSV: {error}", source=source, line=reader.line_num) from error
    if not rows or rows[0][1] != _COLUMNS:
        raise LinkError(f"must begin with the columns {','.join(_COLUMNS)}", source=source, line=1)
    found = [_identifier(row, (source, line)) for line, row in rows[1:]]
    seen: dict[tuple[str, str, str], Identifier] = {}
    for each in found:
        before = seen.setdefault((each.scope, each.name, each.relation), each)
        if before is not each:
            _refuse(
                "identifier", f"is a second code of {each.name}, beside line {before.where[1]}", each.where
            )
    return found


def _identifier(row: list[str], where: tuple[str, int]) -> Identifier:
    from stdnum.cn import uscc  # noqa: PLC0415 (read where codes are, not where a query is asked)
    from stdnum.exceptions import ValidationError  # noqa: PLC0415

    if len(row) != len(_COLUMNS):
        _refuse(_COLUMNS[-1], f"the row has {len(row)} cells, not {len(_COLUMNS)}", where)
    cell = dict(zip(_COLUMNS, row, strict=True))
    for column in ("name", "holder", "source"):
        if not cell[column].strip():
            _refuse(column, "is empty", where)
    if cell["scheme"] != "uscc":
        _refuse("scheme", f"is {cell['scheme']!r}, not uscc", where)
    if cell["relation"] not in _RELATIONS:
        _refuse("relation", f"is {cell['relation']!r}, neither {' nor '.join(_RELATIONS)}", where)
    try:
        if uscc.validate(cell["identifier"]) != cell["identifier"]:
            _refuse("identifier", f"is {cell['identifier']!r}, not written without spaces in capitals", where)
    except ValidationError as error:
        said = f"is {cell['identifier']!r}, no unified social credit code: {error}"
        _refuse("identifier", said, where)
    if (confidence := share(cell["confidence"])) is None:
        _refuse("confidence", f"is {cell['confidence']!r}, not a number from 0 to 1", where)
    return Identifier(
        scope=cell["scope"],
        name=cell["name"],
        code=cell["identifier"],
        relation=cell["relation"],
        holder=cell["holder"],
        confidence=confidence,
        source=cell["source"],
        note=cell["note"],
        where=where,
    )


def _refuse(column: str, message: str, where: tuple[str, int]) -> NoReturn:
    raise LinkError(f"{column}: {message}", source=where[0], line=where[1], column=column)


def describe_identifiers(
    found: Iterable[Identifier], minter: Minter, known: Container[Node] | None = None
) -> list[Statement]:
    """Return codes in the graph ``links``: each on its organization, and a node that says where it was found.

    With ``known``, only those of these things of ours. The code of a parent is not the organization's: it is related to it.
    """
    said: list[tuple[Node, str, Term]] = []
    for each in found:
        host = minter.organization(each.name, each.scope)
        if known is not None and host not in known:
            continue
        node = minter.thing(f"identifier/uscc-{each.code}")
        own = each.relation == "own"
        if own:
            said.append((host, "ug:uscc", terms.literal(each.code)))
            if (form := f"gb-{each.code[:2]}") in vocabulary.keys("legal-form"):
                said.append((host, "ug:legalForm", concept("legal-form", form)))
        said += [
            (host, "adms:identifier" if own else "skos:relatedMatch", node),
            (node, "rdf:type", written("adms:Identifier")),
            (node, "skos:notation", terms.literal(each.code)),
            (node, "rdfs:label", terms.tagged(each.holder, "zh-Hans")),
            (node, "ug:confidence", number(each.confidence, "xsd:decimal")),
            (node, "dcterms:source", terms.literal(each.source)),
        ]
        if each.note:
            said.append((node, "skos:note", terms.tagged(each.note, "en")))
    graph = minter.graph("links")
    return [Statement(f"{subject} {written(name)} {value} {graph} .\n") for subject, name, value in said]
