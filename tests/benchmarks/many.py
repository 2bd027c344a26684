"""How many documents a second one core reads, and how the time of a build grows with their number.

    python tests/benchmarks/many.py [N]

The first figures are one process, from text to bytes, with and without the check against the shapes; the second are
whole processes of ``uniongraph build`` over N and over 2N documents.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpora import build, write

from uniongraph import files, graph, iris, parser, registry, release, sources
from uniongraph.builder import plan, reading


def main(count: int) -> None:
    """Print the rates of one process, then the growth."""
    with tempfile.TemporaryDirectory() as place:
        folder = write(Path(place) / "in", count)
        paths = sorted(folder.iterdir())[:200]
        known = registry.read([files.folder("data")])
        begin, quads = time.perf_counter(), 0
        for path in paths:
            minter = iris.Minter(known.afresh())
            quads += release.serialise(graph.describe(parser.parse(sources.read(path)), minter)).count(b"\n")
        seconds = time.perf_counter() - begin
        print(
            f"read, parse, describe, serialise: {len(paths) / seconds:.0f} documents/s, {quads / seconds:.0f} quads/s"
        )
        setting = plan.Setting(iris.BASE, known, (), Path(place) / "shards")
        tasks = [plan.Task(path, plan.hash_file(path)[0]) for path in paths]
        begin = time.perf_counter()
        reading.read_batch(tasks, setting)
        print(
            f"the same with its shapes checked and kept: {len(paths) / (time.perf_counter() - begin):.0f} documents/s"
        )
        once, _, _ = build(folder, Path(place) / "once")
        twice, peak, said = build(write(folder, count, first=count), Path(place) / "twice")
        print(f"build of {count}: {once:.1f} s, of {2 * count}: {twice:.1f} s, ratio {twice / once:.2f}")
        print(f"peak of the asking process {peak / 1024:.0f} MB; {said.splitlines()[0]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
