"""Every golden case with its lines broken as the pages of a PDF break them: what is read does not depend on the width.

No closing mark begins a line, and what is set in columns is not broken. Where names stand, and which lines were joined,
is left out of what is compared.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any, Final

import pytest

from hostile import text_of
from test_roundtrip import without_places
from uniongraph import parser, records

CASES: Final = Path(__file__).parent / "cases"
WIDTHS: Final = (28, 33)
"""In characters of Chinese: pages of official paper have lines of 28, those of other offices longer ones."""
HANGING: Final = "，。；：、！？）》”’〉】〕…—"
"""Marks that begin no line."""
COLUMNS: Final = re.compile(r"\t|\||\S\s{3,}\S")
OF_PRINT: Final = {"joined-lines", "furniture"}
"""Findings about how a text is printed, not about what it says."""

EXCEPTIONS: Final = {
    "books-with-press-and-editors": "a line ends in the gap before a label, which is lost with the end of the line",
    "few-lines": "its paragraphs stand one behind another on a line, which the text of no page has",
    "metadata-table-and-furniture": "a web page, whose own lines no page breaks",
    "names-broken-by-the-width": "it is broken by a width of its own, and lines between two breaks are too short to tell",
    "paragraphs-of-winners-and-persons-by-unit": "it is broken by a width of its own, and lines between two breaks are too short to tell",
    "runs-below-counted-honours": "a line ends between a unit and the name of its winner, and each might be a winner alone",
}
"""The cases that are read otherwise at one of the widths, each with why."""


def lines_of(line: str, width: int) -> list[str]:
    """Return a line as a page prints it that is some characters wide."""
    if COLUMNS.search(line):
        return [line]
    lines, filled = [""], 0.0
    for character in line:
        size = 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5
        if filled + size > width and character not in HANGING:
            lines.append("")
            filled = 0.0
        lines[-1] += character
        filled += size
    return lines


def told(text: str) -> dict[str, Any]:
    """Return what is read of a text, without where it stands."""
    record: dict[str, Any] = without_places(records.decision_record(parser.parse(text_of(text))))
    record["findings"] = sorted(each["code"] for each in record["findings"] if each["code"] not in OF_PRINT)
    record["warnings"] = sorted({str(each) for each in record["warnings"]} - OF_PRINT)
    return record


@pytest.mark.parametrize("case", sorted(CASES.glob("*/source.txt")), ids=lambda case: case.parent.name)
def test_a_decision_reads_alike_at_every_width(case: Path) -> None:
    """The named exceptions do not at one of the widths at least, or are none any more."""
    text = case.read_text("utf-8")
    whole = told(text)
    broken = [
        "\n".join(part for line in text.splitlines() for part in lines_of(line, width)) + "\n"
        for width in WIDTHS
    ]
    if case.parent.name in EXCEPTIONS:
        assert any(told(each) != whole for each in broken), "this is no exception any more"
        return
    for each in broken:
        assert told(each) == whole
