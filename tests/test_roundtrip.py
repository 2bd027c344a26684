"""The same decision in every format gives the same reading: each golden case as TXT, HTML, DOCX and PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import documents
from uniongraph import parser, records, sources

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())
MAKERS: dict[str, Callable[[Sequence[documents.Block]], bytes]] = {
    "html": documents.as_html,
    "docx": documents.as_docx,
    "pdf": documents.as_pdf,
}
LEFT_ASIDE = {"spans", "span", "source", "line", "column", "begin", "end", "parts", "quote"}
"""Where a value stands differs between formats, what it is does not."""


def reading_of(path: Path) -> Any:  # noqa: ANN401
    """Return the JSON of a decision without the positions."""
    return without_places(records.decision_record(parser.parse(sources.read(path))))


def without_places(value: Any) -> Any:  # noqa: ANN401
    """Return a JSON value without positions, at any depth."""
    if isinstance(value, dict):
        return {key: without_places(each) for key, each in value.items() if key not in LEFT_ASIDE}
    return [without_places(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize("case", NAMES)
def test_a_case_reads_alike_in_every_format(case: str, form: str, tmp_path: Path) -> None:
    """Header, body, tiers, cases, acts and the codes of the findings are the same."""
    source = CASES / case / "source.txt"
    path = tmp_path / f"decision.{form}"
    path.write_bytes(MAKERS[form](documents.blocks_of(source.read_text("utf-8"))))
    found, expected = reading_of(path), reading_of(source)
    if (
        not expected["is_award_decision"] and not expected["acts"]
    ):  # of what is refused, only the reason counts
        assert found["reason"] == expected["reason"]
        return
    for reading in (found, expected):  # how lines were joined is a matter of the print, not of the decision
        reading["findings"] = sorted(
            str(each) for each in reading["findings"] if each["code"] != "joined-lines"
        )
        reading["warnings"] = sorted(set(map(str, reading["warnings"])) - {"joined-lines"})
    assert found == expected
