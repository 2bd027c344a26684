"""Sheets of candidates: what a colleague is sent, and what comes back after a spreadsheet program saved it."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uniongraph import cells
from uniongraph.errors import LinkError, UnionGraphError
from uniongraph.linking import sheets
from uniongraph.linking.sheets import COLUMNS, Candidate, Filled

if TYPE_CHECKING:
    from pathlib import Path

DISTRICT = Candidate(
    subject="https://w3id.org/uniongraph/id/place/cn-310104",
    subject_name="徐汇区",
    subject_context="地方 · 上海市 · 310104",
    object="https://example.org/division/310104",
    object_name="徐汇区",
    object_context="Xuhui, Shanghai",
    score="100",
    proposed="skos:exactMatch",
    features=("1", "1", "", "0.5", "", "", ""),
    code="310104",
    evidence="沪工总基〔2018〕133号:166",
    quote="徐汇区天平街道总工会",
    source="districts.csv",
    version="sha256:00",
    date="2026-11-24T08:30:00+00:00",
    tool="uniongraph 0.1.0",
)
TOWN = replace(
    DISTRICT,
    subject="https://w3id.org/uniongraph/id/place/cn-310113109",
    object="https://example.org/division/310113109",
    subject_name='=HYPERLINK("http://example.org")',
    object_name="'+1",
    date="",
    proposed="skos:closeMatch",
)
FILLED = [
    Filled(DISTRICT, "yes", "skos:closeMatch", "王晓明", "看过, 没问题"),
    Filled(TOWN, None, "", "", ""),
]


def saved(filled: list[Filled]) -> str:
    return sheets.rendered(filled).decode("utf-8-sig")


def back(path: Path, content: bytes | str) -> list[Filled]:
    """Return the rows of a file that holds some content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return sheets.read(path)


def rewritten(columns: list[str] | None = None, **how: str) -> str:
    """Return the sheet as another program writes it: with these columns, delimiters and line ends."""
    text = io.StringIO()
    rows = list(csv.DictReader(io.StringIO(saved(FILLED))))
    writer = csv.DictWriter(text, columns or list(COLUMNS), extrasaction="ignore", **how)  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


SAVED = {
    "as it was": sheets.rendered(FILLED),
    "without the mark": saved(FILLED).encode(),
    "by a spreadsheet that takes semicolons": rewritten(delimiter=";").encode("utf-8-sig"),
    "as Unicode text": rewritten(delimiter="\t").encode("utf-16"),
    "in the code page of Chinese Windows": rewritten(lineterminator="\r\n").encode("gb18030"),
    "with every cell quoted": rewritten(quoting=csv.QUOTE_ALL).encode(),  # type: ignore[arg-type]
    "with its columns in another order": rewritten(sorted(COLUMNS)).encode(),
    "with empty rows": (saved(FILLED) + "," * (len(COLUMNS) - 1) + "\n\n").encode(),
}


@pytest.mark.parametrize("how", SAVED)
def test_a_sheet_comes_back_as_it_went(how: str, tmp_path: Path) -> None:
    """Cells that look like formulas too, whatever program saved it."""
    assert back(tmp_path / "c.csv", SAVED[how]) == FILLED


def test_a_spreadsheet_runs_no_cell_of_a_sheet() -> None:
    """The apostrophe that says so is taken off again, one that was there is not."""
    (row,) = list(csv.DictReader(io.StringIO(saved(FILLED[1:]))))
    assert row["our_name"] == '\'=HYPERLINK("http://example.org")'
    assert row["their_name"] == "''+1"


def test_numbers_and_days_come_back_from_other_habits(tmp_path: Path) -> None:
    """A comma for a point; a day parted by slashes, without its hour."""
    table = rewritten(delimiter=";").replace(";100;", ";100,0;").replace(";0.5;", ";0,5;")
    table = table.replace("2026-11-24T08:30:00+00:00", "2026/11/24")
    (first, _) = back(tmp_path / "c.csv", table)
    assert first.candidate == replace(DISTRICT, score="100.0", date="2026-11-24")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_a_sheet_comes_back_from_libreoffice(tmp_path: Path) -> None:
    """Opened, kept as its own kind of file, and saved as CSV with semicolons: nothing is lost, a formula is still none."""
    (tmp_path / "c.csv").write_bytes(sheets.rendered(FILLED))

    def convert(name: str, *to: str) -> None:
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            *to,
            "--outdir",
            str(tmp_path / "out"),
            name,
        ]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)

    convert("c.csv", "ods", "--infilter=CSV:44,34,76,1")
    if not (tmp_path / "out" / "c.ods").exists():
        pytest.skip("LibreOffice has no spreadsheets here: libreoffice-calc is not installed")
    convert("out/c.ods", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false")
    text = (tmp_path / "out" / "c.csv").read_text("utf-8")
    assert ";our_name;" in text
    assert "\"'=HYPERLINK(" in text
    assert sheets.read(tmp_path / "out" / "c.csv") == FILLED


def test_columns_that_somebody_added_are_kept(tmp_path: Path) -> None:
    """They are a colleague's notes."""
    lines = saved(FILLED).splitlines()
    table = "\n".join([f"{lines[0]},电话", f"{lines[1]},8000", f"{lines[2]},"])
    found = back(tmp_path / "c.csv", table)
    assert [each.others for each in found] == [(("电话", "8000"),), (("电话", ""),)]
    assert back(tmp_path / "d.csv", sheets.rendered(found)) == found


WORDS = {
    "Yes": "yes",
    "Y": "yes",
    "是": "yes",
    "N": "no",
    "否": "no",
    "FALSE": "no",
    "？": "unsure",
    "": None,
}


@pytest.mark.parametrize("word", WORDS)
def test_people_answer_in_their_own_words(word: str, tmp_path: Path) -> None:
    table = saved([Filled(DISTRICT, "yes")]).replace(",yes,", f",{word},")
    assert [each.answer for each in back(tmp_path / "c.csv", table)] == [WORDS[word]]


ROW = saved([Filled(DISTRICT, "yes", "skos:closeMatch", "王", "")])

BAD_SHEETS = {
    "maybe": (ROW.replace(",yes,", ",maybe,"), "2: column judgement is 'maybe', not yes, no or unsure"),
    "no column": (
        ROW.replace("judgement", "answer"),
        "1: is no sheet of candidates: it lacks the column judgement",
    ),
    "no IRI of ours": (
        ROW.replace(DISTRICT.subject, "徐汇区"),
        "2: column our_id is '徐汇区', not an IRI",
    ),
    "no IRI of theirs": (ROW.replace(DISTRICT.object, ""), "2: column their_id is '', not an IRI"),
    "sameAs": (
        ROW.replace("skos:closeMatch", "owl:sameAs"),
        "2: column predicate is 'owl:sameAs', not one of skos:exactMatch, skos:closeMatch, skos:relatedMatch, "
        "skos:broadMatch, skos:narrowMatch",
    ),
    "nothing proposed": (
        ROW.replace("skos:exactMatch", ""),
        "2: column proposed is '', not one of skos:exactMatch, skos:closeMatch, skos:relatedMatch, "
        "skos:broadMatch, skos:narrowMatch",
    ),
    "a score that is none": (
        ROW.replace(",100,", ",101,"),
        "2: column score is '101', not a number from 0 to 100",
    ),
    "a feature that is none": (
        ROW.replace(",0.5,", ",NaN,"),
        "2: column feature_legal_form is 'NaN', not a number from 0 to 1",
    ),
    "a day that is none": (
        ROW.replace("2026-11-24T08:30:00+00:00", "Tuesday"),
        "2: column source_date is 'Tuesday', not a moment as in 2026-11-24T08:30:00+00:00",
    ),
    "judged twice": (ROW + ROW.splitlines()[1], "3: judges again what line 2 judges"),
    "too many cells": (
        ROW.replace("\n", ",x\n").replace("tool,x", "tool"),
        "2: has 27 cells below 26 columns",
    ),
    "nothing": ("", "is empty"),
}


@pytest.mark.parametrize("name", BAD_SHEETS)
def test_a_bad_sheet_is_refused(name: str, tmp_path: Path) -> None:
    """File, line and column are named."""
    content, said = BAD_SHEETS[name]
    path = tmp_path / "c.csv"
    with pytest.raises(LinkError) as caught:
        back(path, content)
    assert re.sub(r"^.*?c\.csv(: |:)", "", str(caught.value)) == said


def test_a_sheet_that_nobody_can_judge_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not held, however long it is."""
    monkeypatch.setattr(sheets, "MOST", 1)
    with pytest.raises(LinkError, match="has more than 1 rows; judge them in parts"):
        back(tmp_path / "c.csv", sheets.rendered(FILLED))


def test_a_sheet_is_the_same_bytes_again() -> None:
    assert sheets.rendered(FILLED) == sheets.rendered(list(FILLED))


@given(st.text())
def test_a_cell_is_read_as_it_was_written(text: str) -> None:
    """And no spreadsheet takes it for a formula, but for a number."""
    safe = cells.safe(text)
    assert cells.bare(safe) == text
    assert not safe or safe[0] not in cells.BEGINNINGS or cells.NUMBER.fullmatch(safe)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    """Any bytes are a sheet, or are refused in one sentence."""
    import tempfile  # noqa: PLC0415 (a fixture is not made anew for each example)
    from contextlib import suppress  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, suppress(UnionGraphError):
        back(Path(folder) / "c.csv", content)
