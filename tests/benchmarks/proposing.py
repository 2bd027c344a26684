"""What `link propose` proposes of the hard pairs: a table made of them, against the shipped release.

``python tests/benchmarks/proposing.py`` prints, for several floors, the share of the right pairs that are proposed (recall), the
share of right ones among the pairs proposed that the set judges (precision), and how many wrong ones are proposed as exact.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

from published import published  # noqa: E402
from uniongraph.linking import candidates, own, sheets, targets  # noqa: E402
from uniongraph.linking.proposing import Terms  # noqa: E402

PAIRS = TESTS / "matching" / "hard-pairs.csv"
NAMESPACE = "https://example.org/hard/"
FLOORS = (50, 56, 60, 70, 80)


class Pair(NamedTuple):
    """A name that is looked for, a thing of ours, and whether they are one; ``key`` is that of the name in the table."""

    key: str
    thing: str
    is_same: bool
    name: str
    why: str


def pairs(kind: str) -> list[Pair]:
    """Return the pairs of one kind whose thing the release holds."""
    ours: dict[str, str] = {}
    for iri, each in own.things(published(), kind).items():
        for name in each.names:
            ours.setdefault(name, iri)
        ours.setdefault(f"{each.names[0]}#{each.division}", iri)
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind and row["thing"] in ours]
    return [
        Pair(
            f"{NAMESPACE}{_key(row)}",
            ours[row["thing"]],
            row["expected"] in {"match", "same"},
            row["wanted"],
            row["why"],
        )
        for row in rows
    ]


def _key(row: dict[str, str]) -> str:
    return (row["wanted"] + row["division"]).encode().hex()


def table(folder: Path, kind: str) -> Path:
    """Return the file with all the names of one kind that are looked for, each once."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = {_key(row): row for row in csv.DictReader(file) if row["kind"] == kind}
    path = folder / f"{kind}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "名称", "所在区划代码"])
        writer.writerows((key, row["wanted"], row["division"]) for key, row in rows.items())
    return path


def measured(floor: float, *, is_loud: bool = False) -> tuple[int, int, int, int]:
    """Return how many right pairs are proposed, how many there are, how many wrong ones are, and how many of those as exact."""
    found = all_right = wrong = exact = 0
    with tempfile.TemporaryDirectory() as name:
        for kind in own.KINDS:
            target = targets.from_file(table(Path(name), kind), targets.Choice(namespace=NAMESPACE))
            proposed = {
                (each.candidate.object, each.candidate.subject): each.candidate
                for each in candidates.gather(published(), target, Terms(floor, 50), kind=kind)
            }
            for pair in pairs(kind):
                candidate = proposed.get((pair.key, pair.thing))
                all_right += pair.is_same
                found += pair.is_same and candidate is not None
                wrong += not pair.is_same and candidate is not None
                exact += (
                    not pair.is_same and candidate is not None and candidate.proposed == sheets.PREDICATES[0]
                )
                if is_loud and pair.is_same != (candidate is not None):
                    print("missed" if pair.is_same else "wrong ", pair.name, "|", candidate and candidate.subject_name,
                          candidate and candidate.score, "|", pair.why)  # fmt: skip
    return found, all_right, wrong, exact


if __name__ == "__main__":
    for floor in FLOORS:
        found, all_right, wrong, exact = measured(floor, is_loud="-v" in sys.argv)
        print(
            f"floor {floor}: recall {found}/{all_right} = {found / all_right:.3f}, "
            f"precision {found}/{found + wrong} = {found / (found + wrong):.3f}, wrong and exact {exact}"
        )
