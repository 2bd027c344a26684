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
        read = len(paths)
        known = registry.read([files.folder("data")])
        texts = [sources.read(path) for path in paths]
        begin = time.perf_counter()
        stated = [graph.describe(parser.parse(text), iris.Minter(known.afresh())) for text in texts]
        seconds = time.perf_counter() - begin
        quads = sum(map(len, stated))
        print(f"from text to quads: {read / seconds:.0f} documents/s, {quads / seconds:.0f} quads/s")
        begin = time.perf_counter()
        written = [len(release.serialise(each)) for each in stated]
        seconds += time.perf_counter() - begin
        print(
            f"and to canonical bytes: {read / seconds:.0f} documents/s, {sum(written) / seconds / 1e6:.1f} MB/s"
        )
        setting = plan.Setting(iris.BASE, known, (), Path(place) / "shards", plan.reading_version())
        tasks = [plan.Task(path, plan.hash_file(path)[0]) for path in paths]
        begin = time.perf_counter()
        for first in range(0, read, 16):
            reading.read_batch(tasks[first : first + 16], setting)
        print(f"from file to kept bytes, judged: {read / (time.perf_counter() - begin):.0f} documents/s")
        once, _, _ = build(folder, Path(place) / "once")
        twice, peak, said = build(write(folder, count, first=count), Path(place) / "twice")
        print(f"build of {count}: {once:.1f} s, of {2 * count}: {twice:.1f} s, ratio {twice / once:.2f}")
        print(f"peak of the asking process {peak / 1024:.0f} MB; {said.splitlines()[0]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
