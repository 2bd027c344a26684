"""How long the corridor takes in process on the shipped decision: read, parse, describe, serialise.

    python tests/benchmarks/corridor.py [RUNS]

Prints the best and the median of each step in milliseconds: the best is the machine at rest, the median as it was.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import TYPE_CHECKING

from uniongraph import corrections, files, graph, parser, registry, release, sources
from uniongraph.iris import Minter

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 50


def main() -> None:
    """Time each step on what the step before it gave."""
    data = files.folder("data")
    path = next((data / "decisions").glob("*.txt"))
    minter = Minter(registry.read([data]))
    fixes = corrections.read(data / "corrections.csv")
    text = sources.read(path)
    decision = parser.parse(text)
    statements = graph.state(decision, minter, corrections=fixes)
    steps: dict[str, Callable[[], object]] = {
        "read": lambda: sources.read(path),
        "parse": lambda: parser.parse(text),
        "describe": lambda: graph.state(decision, minter, corrections=fixes),
        "serialise": lambda: release.serialise(statements),
    }
    times: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(RUNS):
        for name, step in steps.items():
            begin = time.perf_counter()
            step()
            times[name].append((time.perf_counter() - begin) * 1000)
    medians = {name: statistics.median(each) for name, each in times.items()}
    best = {name: min(each) for name, each in times.items()}
    for name, median in medians.items():
        print(f"{name:10} best {best[name]:6.1f} ms  median {median:6.1f} ms")
    both = best["parse"] + best["describe"], medians["parse"] + medians["describe"]
    print(f"parse + describe: best {both[0]:.1f} ms, median {both[1]:.1f} ms, for {len(statements)} quads")


if __name__ == "__main__":
    main()
