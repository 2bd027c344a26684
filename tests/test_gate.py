"""Documents judged together: each is found as sound, or as unsound, as if it had been judged alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from uniongraph import iris
from uniongraph.builder import gate

CASE: Final = Path(__file__).parent / "cases" / "three-organs-beside-the-word" / "graph.nq"
NAMES: Final = f" <{iris.BASE}graph/names> .".encode()


def another(data: bytes) -> bytes:
    """Return the same statements as those of another document, which names the same organizations."""
    slug = data.partition(f"<{iris.BASE}id/witness/".encode())[2].partition(b"/")[0]
    return data.replace(b"/" + slug, b"/another")


def test_no_document_fills_the_gap_of_another() -> None:
    """Whatever one document leaves out of a name that another states, it is refused for it, and the other is not."""
    data = CASE.read_bytes()
    lines = data.splitlines(keepends=True)
    gaps = {line.split()[1]: line for line in lines if line.rstrip().endswith(NAMES)}
    broken = 0
    for gap in gaps.values():
        holed = b"".join(line for line in lines if line != gap)
        alone = gate.judge([holed], iris.BASE)
        assert gate.judge([another(data), holed, data], iris.BASE) == [(), *alone, ()]
        broken += alone != [()]
    assert broken >= 2  # a class and a label, at least


def test_sound_documents_are_judged_in_one() -> None:
    """Documents that state the same of the same organizations are each sound."""
    data = CASE.read_bytes()
    assert gate.judge([data, another(data), data], iris.BASE) == [(), (), ()]
    assert gate.judge([], iris.BASE) == []
