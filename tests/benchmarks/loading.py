"""What loading a release costs over pyoxigraph's own ``bulk_load`` of the same N-Quads: time and peak memory.

    python tests/benchmarks/loading.py [N] [RUNS]

N documents are built once; then whole processes take turns: one publishes the shards anew, one bulk-loads the same
bytes from one file and does nothing else. Ratios are of the medians.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpora import build, run, write

from uniongraph import release

_PUBLISH = """
import sys, time
from pathlib import Path
from uniongraph import release
old = release.find(Path(sys.argv[1]))
shards = ((shard, old.shard_path(shard)) for shard in old.manifest.shards)
begin = time.perf_counter()
release.publish(Path(sys.argv[2]), shards, inputs=old.manifest.inputs, base=old.manifest.base)
print(time.perf_counter() - begin)
"""
_BULK_LOAD = """
import sys, time
import pyoxigraph
begin = time.perf_counter()
store = pyoxigraph.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_QUADS)
store.flush()
print(time.perf_counter() - begin)
"""


def main(count: int, runs: int) -> None:
    """Take turns and print both, with the ratios."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        build(write(place / "in", count), place / "out")
        found = release.find(place / "out")
        whole = place / "all.nq"
        with whole.open("wb") as file:
            for shard in found.manifest.shards:
                file.write(found.shard_path(shard).read_bytes())
        figures: dict[str, list[tuple[float, int]]] = {"publish": [], "bulk_load": []}
        for turn in range(runs):
            for kind, code, given in (("publish", _PUBLISH, found.folder), ("bulk_load", _BULK_LOAD, whole)):
                target = place / f"{kind}-{turn}"
                _, peak, said = run([sys.executable, "-c", code, str(given), str(target)])
                figures[kind].append((float(said), peak))
        print(
            f"{found.manifest.counts.quads} quads of {count} documents, {whole.stat().st_size / 1e6:.0f} MB"
        )
        seconds = {kind: statistics.median(each for each, _ in turns) for kind, turns in figures.items()}
        peaks = {kind: statistics.median(each for _, each in turns) for kind, turns in figures.items()}
        for kind in figures:
            print(f"{kind}: median {seconds[kind]:.2f} s, peak {peaks[kind] / 1024:.0f} MB")
        time_ratio, memory = seconds["publish"] / seconds["bulk_load"], peaks["publish"] / peaks["bulk_load"]
        print(f"publish over bulk_load: time x {time_ratio:.2f}, peak memory x {memory:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
