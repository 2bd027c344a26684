"""Corrections kept as data: each row says which characters are wrong, what is proposed, by whom and why."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import pytest

from uniongraph import corrections, files, iris, parser, registry, sources, vocabulary
from uniongraph import graph as graphs
from uniongraph.errors import RegistryError
from uniongraph.model import Span

DATA = files.folder("data")
DECISION = DATA / "decisions" / "hugongzongji-2018-133.txt"
COLUMNS = [
    "witness",
    "begin",
    "end",
    "printed",
    "proposed",
    "kind",
    "status",
    "confidence",
    "by",
    "on",
    "why",
]
GOOD = {
    "witness": "ab" * 32,
    "begin": "10",
    "end": "13",
    "printed": "020",
    "proposed": "O2O",
    "kind": "character-confusion",
    "status": "proposed",
    "confidence": "0.95",
    "by": "editors",
    "on": "2026-11-24",
    "why": "zeros, printed for letters",
}


def written(folder: Path, *rows: dict[str, str]) -> Path:
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "corrections.csv"
    path.write_text(table.getvalue(), "utf-8", newline="")
    return path


def test_a_row_is_a_correction(tmp_path: Path) -> None:
    """Every cell is read, and the place where the row is kept."""
    path = written(tmp_path, GOOD)
    assert corrections.read(path) == [
        corrections.Correction(
            witness="ab" * 32,
            span=Span(10, 13),
            printed="020",
            proposed="O2O",
            kind="character-confusion",
            status="proposed",
            confidence=0.95,
            by="editors",
            on=datetime.date(2026, 11, 24),
            why="zeros, printed for letters",
            row=(str(path), 2),
        )
    ]


def test_where_nobody_knows_what_was_meant_nothing_is_proposed(tmp_path: Path) -> None:
    """An empty cell is no empty word."""
    assert corrections.read(written(tmp_path, {**GOOD, "proposed": ""}))[0].proposed is None


def test_characters_over_a_line_end_can_be_corrected(tmp_path: Path) -> None:
    """A word broken by a page stands in a cell of two lines, quoted exactly; later rows keep their true line numbers."""
    broken = {**GOOD, "begin": "20", "end": "24", "printed": "创\r\n新"}
    found = corrections.read(written(tmp_path, broken, GOOD))
    assert [(c.printed, c.row[1]) for c in found] == [("创\r\n新", 3), ("020", 4)]


def test_a_table_of_no_rows_has_no_corrections(tmp_path: Path) -> None:
    """Nor do blank lines count for any."""
    path = written(tmp_path)
    assert corrections.read(path) == []
    path.write_text(path.read_text("utf-8") + "\n\n", "utf-8")
    assert corrections.read(path) == []


def test_the_shipped_corrections_quote_the_shipped_decision() -> None:
    """Each stands where it says, in the file that it names, and is a proposal until somebody decides."""
    found = corrections.read(DATA / "corrections.csv")
    text = sources.read(DECISION)
    assert len(found) == 6
    for correction in found:
        assert correction.witness == text.sha256
        assert text.quote(correction.span) == correction.printed
        assert correction.proposed != correction.printed
        assert correction.status == "proposed"


# the cells that are changed, and what is said of them
BAD_CELLS = [
    ({"witness": "ab"}, "witness is 'ab', not a SHA-256 in 64 hexadecimal digits"),
    ({"witness": "AB" * 32}, "not a SHA-256 in 64 hexadecimal digits"),
    ({"begin": "x"}, "begin is 'x', not an offset"),
    ({"begin": "-3", "end": "0"}, "begin is '-3', not an offset"),
    ({"end": ""}, "end is '', not an offset"),
    ({"begin": "13", "end": "10"}, "says that '020' is printed from 13 to 10"),
    ({"begin": "10", "end": "10", "printed": ""}, "says that '' is printed from 10 to 10"),
    ({"end": "14"}, "says that '020' is printed from 10 to 14"),
    ({"kind": "typo"}, "kind is 'typo', no concept of the scheme correction-kind"),
    ({"kind": ""}, "kind is '', no concept of the scheme correction-kind"),
    ({"status": "done"}, "status is 'done', no concept of the scheme editorial-status"),
    ({"confidence": "1.5"}, "confidence is '1.5', not a number from 0 to 1"),
    ({"confidence": "nan"}, "confidence is 'nan', not a number from 0 to 1"),
    ({"confidence": "0,95"}, "confidence is '0,95', not a number from 0 to 1"),
    ({"by": " "}, "by is ' ', not a name"),
    ({"on": "24.11.2026"}, "on is '24.11.2026', not a day"),
    ({"on": "2026-02-30"}, "on is '2026-02-30', no day of the calendar"),
    ({"why": ""}, "why is '', not a reason"),
]


@pytest.mark.parametrize(("cells", "message"), BAD_CELLS)
def test_a_bad_cell_is_named_by_file_line_and_column(
    tmp_path: Path, cells: dict[str, str], message: str
) -> None:
    """The row before it is good; the sentence leads to the one that is not."""
    path = written(tmp_path, {**GOOD, "begin": "1", "end": "4"}, {**GOOD, **cells})
    with pytest.raises(RegistryError) as refused:
        corrections.read(path)
    assert str(refused.value).startswith(f"{path}:3: ")
    assert message in str(refused.value)


def test_characters_are_corrected_once(tmp_path: Path) -> None:
    """Two rows on the same characters of the same file would be one thing with two contents."""
    path = written(tmp_path, GOOD, {**GOOD, "witness": "cd" * 32}, {**GOOD, "proposed": "零二零"})
    with pytest.raises(
        RegistryError, match=r"corrections\.csv:4: corrects characters that another row corrects"
    ):
        corrections.read(path)


# what stands in the table, the line, what is said
BAD_TABLES = [
    ("", 1, "must begin with the columns witness,begin,end,"),
    ("witness,begin\n", 1, "must begin with the columns witness,begin,end,"),
    (f"{','.join(COLUMNS)}\na,b,c\n", 2, "has 3 columns, not 11"),
    (f'{",".join(COLUMNS)}\n"a"b,c\n', 2, "is no CSV: "),
    (f"{','.join(COLUMNS)}\n{'a' * 200_000}\n", 2, "is no CSV: field larger than field limit"),
]


@pytest.mark.parametrize(
    ("table", "line", "message"), BAD_TABLES, ids=["empty", "columns", "cells", "quotes", "long"]
)
def test_a_bad_table_is_named_by_file_and_line(tmp_path: Path, table: str, line: int, message: str) -> None:
    """Nothing of such a table is used."""
    path = tmp_path / "corrections.csv"
    path.write_text(table, "utf-8")
    with pytest.raises(RegistryError) as refused:
        corrections.read(path)
    assert str(refused.value).startswith(f"{path}:{line}: {message}")


@pytest.mark.parametrize("data", [None, "零".encode("gb18030")], ids=["missing", "GB18030"])
def test_a_table_that_cannot_be_read_is_named(tmp_path: Path, data: bytes | None) -> None:
    """A missing table is not an empty one: the shipped data has it."""
    path = tmp_path / "corrections.csv"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(RegistryError, match=r"corrections\.csv: cannot be read: "):
        corrections.read(path)


def test_a_correction_that_misquotes_its_text_is_refused(tmp_path: Path) -> None:
    """Offsets that were counted in another file are found out when the decision is described."""
    text = sources.read(DECISION)
    path = written(tmp_path, {**GOOD, "witness": text.sha256, "begin": "1319", "end": "1322"})
    minter = iris.Minter(registry.read([DATA]))
    with pytest.raises(RegistryError) as refused:
        graphs.describe(parser.parse(text), minter, corrections=corrections.read(path))
    assert str(refused.value) == f"{path}:2: says that '020' is printed at 1319; there stands '20”'"


def test_every_kind_and_status_can_be_used(tmp_path: Path) -> None:
    """The schemes of the shipped ontology are the list of what may stand there."""
    kinds = sorted(vocabulary.keys("correction-kind"))
    states = sorted(vocabulary.keys("editorial-status"))
    assert {"character-confusion", "missing-characters", "unclear"} < set(kinds)
    assert states == ["accepted", "proposed", "rejected"]
    rows = [
        {**GOOD, "kind": kind, "status": status, "begin": str(n), "end": str(n + 3)}
        for n, (kind, status) in enumerate((kind, status) for kind in kinds for status in states)
    ]
    assert len(corrections.read(written(tmp_path, *rows))) == len(kinds) * len(states)
