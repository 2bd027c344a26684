"""How many documents a second one core reads, and how the time of a build grows with their number.

    python tests/benchmarks/many.py [N]

The first figures are one process, over 1,000 documents or N where that is more: from text to quads and to bytes, as a
build takes them, one after the other. Then come 200 at most, from file to kept bytes with the check against the shapes,
and whole processes of ``uniongraph build`` over N and over 2N documents.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpora import build, write

from uniongraph import files, graph, iris, parser, registry, release, sources
from uniongraph.builder import plan, reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uniongraph.model import Text


_WARM = 100
"""So many documents go before the first figures: a build reads thousands, and its first ones fill the tables."""
_STREAMED = 1000


def main(count: int) -> None:
    """Print the rates of one process, then the growth."""
    with tempfile.TemporaryDirectory() as place:
        known = registry.read([files.folder("data")])
        _stream(write(Path(place) / "streamed", _WARM + max(count, _STREAMED)), known)
        folder = write(Path(place) / "in", count)
        paths = sorted(folder.iterdir())[:200]
        read = len(paths)
        setting = plan.Setting(
            iris.BASE, known, (), Path(place) / "shards", plan.reading_version(), Path(place)
        )
        tasks = [plan.Task(path, plan.hash_file(path)[0]) for path in paths]
        begin = time.perf_counter()
        for first in range(0, read, 16):
            reading.read_batch(tasks[first : first + 16], setting)
        print(f"from file to kept bytes, judged: {read / (time.perf_counter() - begin):.0f} documents/s")
        once, _, _ = build(folder, Path(place) / "once")
        twice, peak, said = build(write(folder, count, first=count), Path(place) / "twice")
        print(f"build of {count}: {once:.1f} s, of {2 * count}: {twice:.1f} s, ratio {twice / once:.2f}")
        print(f"peak of the asking process {peak / 1024:.0f} MB; {said.splitlines()[0]}")


def _stream(folder: Path, known: registry.Registry) -> None:
    """Print how many documents become quads and bytes a second, one after the other: none is kept, as in a build."""
    texts = (sources.read(path) for path in sorted(folder.iterdir()))
    _rate(islice(texts, _WARM), known)
    gc.collect()
    gc.freeze()  # as the workers of a build do behind their first documents
    read, quads, size, stating, writing = _rate(texts, known)
    both = stating + writing
    print(f"{read} documents one after the other, after {_WARM} to warm up, in the time of one core")
    print(f"from text to quads: {read / stating:.0f} documents/s, {quads / stating:.0f} quads/s")
    print(f"and to canonical bytes: {read / both:.0f} documents/s, {size / both / 1e6:.1f} MB/s")


def _rate(texts: Iterable[Text], known: registry.Registry) -> tuple[int, int, int, float, float]:
    """Return the documents, quads and bytes, and the seconds of one core to the quads and from there to the bytes."""
    read, quads, size, stating, writing = 0, 0, 0, 0.0, 0.0
    for text in texts:
        begin = time.process_time()
        statements = graph.state(parser.parse(text), iris.Minter(known.afresh()))
        middle = time.process_time()
        data = release.serialise(statements)
        writing += time.process_time() - middle
        stating += middle - begin
        read, quads, size = read + 1, quads + len(statements), size + len(data)
    return read, quads, size, stating, writing


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
