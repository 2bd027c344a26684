"""Golden cases: each folder of ``tests/cases`` holds a document, all that is read from it, and the statements made of it.

``why.txt`` says in one line why the case exists. ``pytest tests/test_cases.py --bless`` writes what is expected anew;
look at the difference before you keep it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from uniongraph import corrections, files, graph, iris, parser, records, registry, release, sources
from uniongraph.model import Decision

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())
EXPECTED = {"source.txt", "why.txt", "decision.json", "graph.nq"}


def decision_of(case: str) -> Decision:
    """Return what is read from a case's document."""
    return parser.parse(sources.read(CASES / case / "source.txt"))


def as_json(decision: Decision) -> str:
    """Return a decision as the JSON that ``uniongraph parse`` prints, with the file's name alone as its source."""
    record = records.decision_record(decision)
    record["source"]["file"] = Path(record["source"]["file"]).name
    return json.dumps(record, indent=1, ensure_ascii=False) + "\n"


def as_quads(decision: Decision) -> str:
    """Return a decision as canonical N-Quads, named by the shipped registry and corrected by the shipped corrections."""
    data = files.folder("data")
    minter = iris.Minter(registry.read([data]))
    proposed = corrections.read(data / "corrections.csv")
    return release.serialise(graph.describe(decision, minter, corrections=proposed)).decode()


def compare(found: str, path: Path, *, blessing: bool) -> None:
    """Compare with what a file expects, or write the file; a missing file is a failure."""
    if blessing:
        path.write_text(found, "utf-8", newline="")
    assert path.is_file(), f"{path.name} is missing: look at what is read, then run pytest --bless"
    assert found == path.read_bytes().decode()


def test_there_are_cases() -> None:
    """At least the shipped decision is a case; an empty folder would test nothing."""
    assert "seed" in NAMES
    assert len(NAMES) >= 12


def test_the_seed_is_the_shipped_decision() -> None:
    """The seed is the shipped file, byte for byte."""
    shipped = files.folder("data") / "decisions" / "hugongzongji-2018-133.txt"
    assert (CASES / "seed" / "source.txt").read_bytes() == shipped.read_bytes()


@pytest.mark.parametrize("case", NAMES)
def test_a_case_is_read_as_expected(case: str, *, blessing: bool) -> None:
    """The reading of the document, with every span and every finding, is the one that was looked at and kept."""
    compare(as_json(decision_of(case)), CASES / case / "decision.json", blessing=blessing)


@pytest.mark.parametrize("case", NAMES)
def test_a_case_is_described_as_expected(case: str, *, blessing: bool) -> None:
    """The statements made of the document are those that were looked at and kept."""
    compare(as_quads(decision_of(case)), CASES / case / "graph.nq", blessing=blessing)


@pytest.mark.parametrize("case", NAMES)
def test_a_case_says_why_it_exists(case: str) -> None:
    """Each case holds the four files and no other, and one line that says why."""
    assert {path.name for path in (CASES / case).iterdir()} == EXPECTED
    why = (CASES / case / "why.txt").read_text("utf-8")
    assert why.count("\n") == 1
    assert why.startswith("The shipped decision" if case == "seed" else "Invented: ")
