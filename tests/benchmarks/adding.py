"""How long ``uniongraph build`` takes, as a whole process, where one document joins a release of N.

    python tests/benchmarks/adding.py [N] [RUNS]

Prints the first build of N, a build in which nothing is new, and each build with one more document.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpora import build, write


def main(count: int, runs: int) -> None:
    """Build N documents, then add one at a time."""
    with tempfile.TemporaryDirectory() as place:
        folder, root = write(Path(place) / "in", count), Path(place) / "out"
        for name in ("first build", "nothing new"):
            seconds, peak, said = build(folder, root)
            print(f"{name}: {seconds:.2f} s, peak {peak / 1024:.0f} MB; {said.splitlines()[0]}", flush=True)
        for number in range(runs):
            write(folder, 1, first=count + number)
            seconds, peak, said = build(folder, root)
            print(f"one more: {seconds:.2f} s, peak {peak / 1024:.0f} MB; {said.splitlines()[1]}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
