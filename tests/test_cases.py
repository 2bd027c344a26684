"""Golden cases: each folder of ``tests/cases`` holds a document, all that is read from it, and the statements made of it.

``why.txt`` says in one line why the case exists. ``pytest tests/test_cases.py --bless`` writes what is expected anew;
look at the difference before you keep it. ``outline.txt``, where a case has one, was written by hand by somebody who read the
document and not the parser; it is never blessed. One that begins ``refused: `` says words of the reason against the document.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from uniongraph import (
    console,
    corrections,
    files,
    graph,
    iris,
    parser,
    records,
    registry,
    release,
    sources,
)
from uniongraph.model import Decision

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())
OUTLINED = [name for name in NAMES if (CASES / name / "outline.txt").is_file()]
EXPECTED = {"why.txt", "decision.json"}
REFUSED = "refused: "
DESCRIBED = [
    name
    for name in NAMES
    if name not in OUTLINED or not (CASES / name / "outline.txt").read_text("utf-8").startswith(REFUSED)
]


def source_of(case: str) -> Path:
    """Return the document of a case, whatever its suffix."""
    (path,) = (CASES / case).glob("source.*")
    return path


def decision_of(case: str) -> Decision:
    """Return what is read from a case's document."""
    return parser.parse(sources.read(source_of(case)))


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
    return release.serialise(graph.state(decision, minter, corrections=proposed)).decode()


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
    assert len(OUTLINED) >= 30


def test_the_seed_is_the_shipped_decision() -> None:
    """The seed is the shipped file, byte for byte."""
    shipped = files.folder("data") / "decisions" / "hugongzongji-2018-133.txt"
    assert (CASES / "seed" / "source.txt").read_bytes() == shipped.read_bytes()


@pytest.mark.parametrize("case", NAMES)
def test_a_case_is_read_as_expected(case: str, *, blessing: bool) -> None:
    """The reading of the document, with every span and every finding, is the one that was looked at and kept."""
    compare(as_json(decision_of(case)), CASES / case / "decision.json", blessing=blessing)


@pytest.mark.parametrize("case", DESCRIBED)
def test_a_case_is_described_as_expected(case: str, *, blessing: bool) -> None:
    """The statements made of the document are those that were looked at and kept."""
    compare(as_quads(decision_of(case)), CASES / case / "graph.nq", blessing=blessing)


@pytest.mark.parametrize("case", OUTLINED)
def test_a_case_is_outlined_as_a_person_would(case: str) -> None:
    """What is read is what a person wrote down from the document; a document to be refused is, for the reason given."""
    expected = (CASES / case / "outline.txt").read_text("utf-8").rstrip("\n")
    decision = decision_of(case)
    if expected.startswith(REFUSED):
        assert decision.reason is not None, "read as an award"
        assert expected.removeprefix(REFUSED) in decision.reason
        assert not decision.has_effect
    else:
        assert "\n".join(console.outline_lines(decision)) == expected
        assert decision.has_effect


@pytest.mark.parametrize("case", NAMES)
def test_a_case_says_why_it_exists(case: str) -> None:
    """Each case holds its files and no other, and one line that says why."""
    more = {"outline.txt"} if case in OUTLINED else set()
    more |= {"graph.nq"} if case in DESCRIBED else set()
    found = {path.name for path in (CASES / case).iterdir()}
    assert found == EXPECTED | more | {source_of(case).name}
    why = (CASES / case / "why.txt").read_text("utf-8")
    assert why.count("\n") == 1
    assert why.startswith("The shipped decision" if case == "seed" else "Invented: ")
