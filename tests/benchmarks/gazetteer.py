"""What the divisions of a whole country cost, beside the shipped ones: loading, memory, reading and building.

    python tests/benchmarks/gazetteer.py EDITION provinces.csv cities.csv areas.csv streets.csv

The files are those of china-division (npm, dist/). Reading is measured over random decisions in turns, one gazetteer
after the other in one run, so that the machine is the same for both.
"""

from __future__ import annotations

import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpora import build, run, write

from uniongraph import divisions, files, graph, iris, parser, registry, sources

_TEXTS = 600
_TURNS = 6
_BUILT = 200


def main(edition: str, paths: list[str]) -> None:
    """Print each figure of the country and its ratio to that of the shipped gazetteer."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "country"
        command = [sys.executable, "-m", "uniongraph", "divisions", "import", *paths]
        taken, peak, said = run([*command, "--edition", edition, "--output", str(root)])
        print(f"import: {taken:.1f} s, peak {peak / 1024:.0f} MB; {said.split(': ')[0]}")
        gazetteers = {"shipped": divisions.shipped(), "country": _loaded(root)}
        _compare(gazetteers, write(Path(place) / "in", _TEXTS))
        folder = write(Path(place) / "built", _BUILT)
        alone, low, _ = build(folder, Path(place) / "alone")
        whole, high, said = build(folder, root)
        print(f"build of {_BUILT}: {alone:.1f} s shipped, {whole:.1f} s country, ratio {whole / alone:.2f}")
        print(
            f"peak of the asking process: {low / 1024:.0f} MB, {high / 1024:.0f} MB; {said.splitlines()[0]}"
        )


def _loaded(root: Path) -> divisions.Gazetteer:
    tracemalloc.start()
    begin = time.perf_counter()
    gazetteer = divisions.under(root)
    taken, (held, _) = time.perf_counter() - begin, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"loaded in {taken:.1f} s (traced): {len(gazetteer.divisions)} divisions in {held / 1e6:.0f} MB")
    return gazetteer


def _compare(gazetteers: dict[str, divisions.Gazetteer], folder: Path) -> None:
    texts = [sources.read(path) for path in sorted(folder.iterdir())]
    known = registry.read([files.folder("data")])
    seconds = dict.fromkeys(gazetteers, float("inf"))
    for turn in range(_TURNS):
        for name, gazetteer in sorted(gazetteers.items(), reverse=bool(turn % 2)):
            begin = time.process_time()
            for text in texts:
                graph.state(parser.parse(text, gazetteer=gazetteer), iris.Minter(known.afresh()))
            seconds[name] = min(seconds[name], time.process_time() - begin)
    for name, least in seconds.items():
        print(f"from text to quads, {name}: {len(texts) / least:.0f} documents/s")
    print(f"ratio of times {seconds['country'] / seconds['shipped']:.2f}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
