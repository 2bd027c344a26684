"""SSSOM tables: the text of one becomes judgements, each row checked, and a judgement becomes a row again."""

from __future__ import annotations

import csv
import datetime
import io
import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NoReturn

from pyoxigraph import NamedNode

from uniongraph.errors import LinkError
from uniongraph.iris import BASE, ONTOLOGY, PREFIXES, SCHEME
from uniongraph.links.head import read_head
from uniongraph.links.judgement import BY_CODE, JUSTIFICATIONS, MATCHES, OURS, SEMAPV, Judgement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uniongraph.links.head import Head

__all__ = [
    "COLUMNS",
    "IRI_COLUMNS",
    "KNOWN",
    "Table",
    "decode",
    "judgements",
    "open_table",
    "row_of",
    "share",
]

COLUMNS: Final = {
    "subject_id": "subject",
    "subject_label": "subject_label",
    "predicate_id": "predicate",
    "predicate_modifier": "negative",
    "object_id": "object",
    "object_label": "object_label",
    "mapping_justification": "justification",
    "author_id": "author_id",
    "author_label": "author",
    "object_source": "source",
    "object_source_version": "source_version",
    "mapping_tool": "tool",
    "mapping_tool_version": "tool_version",
    "mapping_date": "date",
    "confidence": "confidence",
    "curation_rule": "rule",
    "subject_match_field": "subject_field",
    "object_match_field": "object_field",
    "match_string": "match_string",
    "similarity_score": "score",
    "similarity_measure": "measure",
    "comment": "comment",
}
"""The columns that are read and written, in SSSOM's order, with the field of a judgement that each is."""
_BUILT_IN: Final = {
    "rdfs": PREFIXES["rdfs"],
    "semapv": SEMAPV,
    "skos": PREFIXES["skos"],
    "sssom": PREFIXES["sssom"],
}
"""What every table may write without saying so."""
KNOWN: Final = {
    "elf": "https://rdf.gleif.org/EntityLegalForm/ELF-",
    "geonames": "https://sws.geonames.org/",
    "orcid": "https://orcid.org/",
    "pkg": "pkg:",
    "ror": "https://ror.org/",
    "semapv": SEMAPV,
    "skos": PREFIXES["skos"],
    "ug": ONTOLOGY,
    "ugs": SCHEME,
    "wikidata": "http://www.wikidata.org/entity/",
}
"""The prefixes that a table which we write gets where it needs them; for other datasets they are ns1, ns2 …"""
_UNREAD: Final = """
    record_id subject_category predicate_label object_category reviewer_id reviewer_label creator_id creator_label
    license subject_type subject_source subject_source_version object_type predicate_type mapping_provider
    mapping_source mapping_cardinality cardinality_scope mapping_tool_id publication_date review_date
    reviewer_agreement curation_rule_text subject_preprocessing object_preprocessing see_also issue_tracker_item
    other
"""
_ALL_COLUMNS: Final = frozenset((*COLUMNS, *_UNREAD.split()))
"""What SSSOM 1.1 knows; other columns are a mistake in the name of one of these, or of another kind of table."""
_REQUIRED: Final = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_FROM_HEAD: Final = (
    "object_source",
    "object_source_version",
    "mapping_tool",
    "mapping_tool_version",
    "mapping_date",
    "curation_rule",
    "subject_match_field",
    "object_match_field",
    "similarity_measure",
)
"""What the head may say once for all rows (SSSOM calls these slots propagatable)."""
IRI_COLUMNS: Final = (
    "subject_id",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "author_id",
    "object_source",
    "curation_rule",
    "subject_match_field",
    "object_match_field",
)
_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHARE: Final = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_PLACE_CODE: Final = re.compile("place/cn-([0-9]+)$")
_CURIE: Final = re.compile(r"(?P<prefix>[A-Za-z_][\w.-]*):(?P<local>[^/\s].*|(?=$))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in a file: its head, its columns, and its rows with the numbers of their lines."""

    source: str
    head: Head
    columns: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]


def decode(data: bytes, source: str) -> str:
    """Return the text of a table; LinkError where it is no UTF-8, or holds NUL."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LinkError(
            f"is not in UTF-8: byte {error.start} is no part of it", source=source, line=line
        ) from error
    if "\0" in text:
        raise LinkError(
            "holds a NUL character", source=source, line=text.count("\n", 0, text.index("\0")) + 1
        )
    return text.replace("\r\n", "\n")


def open_table(text: str, source: str) -> Table:
    """Return a table of tab-separated text; LinkError names the line, and the column, that no such table has."""
    lines = text.split("\n")
    top = list(takewhile(lambda line: line.startswith("#"), lines))
    head = read_head(top, source)
    rows = list(_rows(lines[len(top) :], len(top) + 1, source))
    number, columns = rows[0] if rows else (len(top) + 1, [])
    for column in columns:
        if column not in _ALL_COLUMNS:
            raise LinkError(
                f"has the column {column!r}, which SSSOM does not know",
                source=source,
                line=number,
                column=column,
            )
        if columns.count(column) > 1:
            raise LinkError(f"has the column {column} twice", source=source, line=number, column=column)
    for column in _REQUIRED:
        if column not in columns:
            raise LinkError(f"lacks the column {column}", source=source, line=number, column=column)
    return Table(source, head, tuple(columns), tuple(rows[1:]))


def _rows(lines: list[str], number: int, source: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of the line where it begins; a quoted cell may run over several."""
    reader = csv.reader(lines, delimiter="\t", strict=True)
    begin = number
    try:
        for row in reader:
            if row:
                yield begin, row
            begin = number + reader.line_num
    except csv.Error as error:
        raise LinkError(f"is no tab-separated table: {error}", source=source, line=begin) from error


def judgements(table: Table, base: str = BASE) -> list[Judgement]:
    """Return the judgements of a table, in order; LinkError names line and column of the first that is none."""
    prefixes = {**_BUILT_IN, **table.head.prefixes, OURS: f"{base}id/"}
    once: dict[str, str] = {name: table.head.values[name] for name in _FROM_HEAD if name in table.head.values}
    return [_Row(table, number, cells, prefixes).judgement(once) for number, cells in table.rows]


@dataclass(frozen=True, slots=True)
class _Row:
    table: Table
    number: int
    cells: list[str]
    prefixes: Mapping[str, str]

    def judgement(self, once: Mapping[str, str]) -> Judgement:
        columns = self.table.columns
        if len(self.cells) != len(columns):
            self.refuse(columns[-1], f"the row has {len(self.cells)} cells, not {len(columns)}")
        cell = {**once, **dict(zip(columns, self.cells, strict=True))}
        found: dict[str, object] = {COLUMNS[name]: value for name, value in cell.items() if name in COLUMNS}
        for name in IRI_COLUMNS:
            if cell.get(name) and name not in {"predicate_id", "mapping_justification"}:
                found[COLUMNS[name]] = self.iri(name, cell[name])
        found["predicate"] = self.predicate(cell["predicate_id"])
        found["justification"] = self.justification(cell["mapping_justification"])
        found["negative"] = self.negative(cell.get("predicate_modifier", ""))
        found["date"] = self.day(cell.get("mapping_date", ""))
        for name in ("confidence", "similarity_score"):
            found[COLUMNS[name]] = self.share(name, cell.get(name, ""))
        for name in ("subject_id", "object_id"):
            if not cell[name]:
                self.refuse(name, "is empty")
        judgement = Judgement(**found, where=(self.table.source, self.number))  # type: ignore[arg-type]
        self.check(judgement)
        return judgement

    def check(self, judgement: Judgement) -> None:
        """Refuse what no single judgement may say."""
        if not judgement.subject.startswith((self.prefixes[OURS], SCHEME, ONTOLOGY)):
            self.refuse("subject_id", f"is {judgement.subject}, none of our things")
        if judgement.subject == judgement.object:
            self.refuse("object_id", "is the subject itself")
        if judgement.is_exact and not judgement.is_accepted and not _has_equal_code(judgement):
            said = "skos:exactMatch needs a person (ManualMappingCuration or MappingReview with author_id or author_label)"
            self.refuse(
                "mapping_justification",
                f"{said}, or the rule {BY_CODE} with the code of the place as match_string",
            )

    def iri(self, column: str, written: str) -> str:
        """Return a CURIE of the table's prefixes, or a whole IRI, as an IRI."""
        found = _CURIE.fullmatch(written)
        if found and found["prefix"] in self.prefixes:
            if not found["local"]:
                self.refuse(column, f"is {written!r}, a prefix with nothing behind it")
            iri = self.prefixes[found["prefix"]] + found["local"]
        elif re.match(r"(?:https?://|urn:|pkg:|tag:|info:)", written):
            iri = written
        else:
            self.refuse(column, f"is {written!r}, which has no prefix of the table's curie_map")
        try:
            return NamedNode(iri).value
        except ValueError as error:
            self.refuse(column, f"is {written!r}, no IRI: {error}")

    def predicate(self, written: str) -> str:
        found = self.iri("predicate_id", written) if written else ""
        if found not in MATCHES.values():
            allowed = ", ".join(f"skos:{name}Match" for name in MATCHES)
            self.refuse("predicate_id", f"is {written!r}, not one of {allowed}")
        return found

    def justification(self, written: str) -> str:
        found = self.iri("mapping_justification", written) if written else ""
        if found.removeprefix(SEMAPV) not in JUSTIFICATIONS:
            self.refuse(
                "mapping_justification",
                f"is {written!r}, no justification of SSSOM (semapv:ManualMappingCuration)",
            )
        return found

    def negative(self, written: str) -> bool:
        if written not in {"", "Not"}:
            self.refuse("predicate_modifier", f"is {written!r}, neither empty nor Not")
        return bool(written)

    def day(self, written: str) -> datetime.date | None:
        if not written:
            return None
        if not _DAY.fullmatch(written):
            self.refuse("mapping_date", f"is {written!r}, no day as in 2018-04-26")
        try:
            return datetime.date.fromisoformat(written)
        except ValueError as error:
            self.refuse("mapping_date", f"is {written!r}, no day of the calendar: {error}")

    def share(self, column: str, written: str) -> Decimal | None:
        found = share(written) if written else None
        if written and found is None:
            self.refuse(column, f"is {written!r}, not a number from 0 to 1")
        return found

    def refuse(self, column: str, message: str) -> NoReturn:
        raise LinkError(f"{column}: {message}", source=self.table.source, line=self.number, column=column)


def share(written: str) -> Decimal | None:
    """Return a number from 0 to 1; None where it is none."""
    found = Decimal(written) if _SHARE.fullmatch(written) else None
    return found if found is not None and found <= 1 else None


def _has_equal_code(judgement: Judgement) -> bool:
    """Say whether a match rests on an official code that both bear, the one that the subject is known by."""
    code = _PLACE_CODE.search(judgement.subject)
    compared = judgement.subject_field and judgement.object_field
    return bool(judgement.rule == BY_CODE and compared and code and judgement.match_string == code[1])


# ---------------------------------------------------------------------------------------------- written again


def row_of(judgement: Judgement, columns: Sequence[str], prefixes: Mapping[str, str]) -> str:
    """Return a judgement as the line of a table with these columns, to the line end; IRIs by the longest prefix that fits."""
    cells = []
    for column in columns:
        value = getattr(judgement, COLUMNS[column]) if column in COLUMNS else ""
        if column == "predicate_modifier":
            value = "Not" if value else ""
        elif column in IRI_COLUMNS:
            value = _short(value, prefixes)
        cells.append("" if value is None else " ".join(str(value).split()))
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerow(cells)
    return out.getvalue()


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    fitting = [
        (len(begin), prefix) for prefix, begin in prefixes.items() if iri.startswith(begin) and iri != begin
    ]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    local = iri[length:]
    return iri if local.startswith("/") else f"{prefix}:{local}"
