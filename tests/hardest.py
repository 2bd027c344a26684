"""What `link propose` proposes of the hard pairs: a table made of them, against the shipped release."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import NamedTuple

import pairing
from published import published
from uniongraph.linking import candidates, own, sheets, targets
from uniongraph.linking.outside import Outside
from uniongraph.linking.proposing import Terms, propose

__all__ = ["among_themselves", "measured"]

PAIRS = Path(__file__).parent / "matching" / "hard-pairs.csv"
NAMESPACE = "https://example.org/hard/"


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


def among_themselves(name: str, floor: float) -> tuple[int, int, int, int]:
    """Return the same of a set whose things are all there is, kind by kind."""
    found = right = wrong = exact = 0
    for kind in own.KINDS:
        mine = [pair for pair in pairing.read(name) if pair.kind == kind]
        ours = {each.id: each for each in pairing.things(pairing.read(name)) if each.kind == kind}
        keys = {(pair.wanted, pair.division): f"{NAMESPACE}{number}" for number, pair in enumerate(mine)}
        theirs = [Outside(key, (said[0],), division=said[1] or None) for said, key in keys.items()]
        met = {(each.other.id, each.own.id): each for each in propose(ours, theirs, Terms(floor, 50))}
        for pair in (each for each in mine if each.thing):
            each = met.get((keys[pair.wanted, pair.division], f"t:{pair.thing}"))
            is_same = pair.expected != "different"
            right += is_same
            found += is_same and each is not None
            wrong += not is_same and each is not None
            exact += not is_same and each is not None and each.predicate == sheets.PREDICATES[0]
    return found, right, wrong, exact
