"""How long an assistant waits: until the command answers, and for each kind of call.

    python tests/benchmarks/assisting.py [CALLS]

Starts `uniongraph mcp` on a release of the shipped decision with the SDK's own client and prints medians and 95th
percentiles in milliseconds, of different calls and of the same one again; with the bytes of an answer.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from assistance import Assistant, assisted, said
from uniongraph import builder, files, queries
from uniongraph.answers import preparing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CALLS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
STARTS = 7


def shown(name: str, times: Sequence[float], size: int | None = None) -> None:
    """Print a line of figures."""
    late = sorted(times)[int(len(times) * 0.95)]
    told = f"   {size:8,} bytes" if size is not None else ""
    print(f"{name:34} median {statistics.median(times):8.1f} ms   p95 {late:8.1f} ms{told}")


def timed(assistant: Assistant, name: str, calls: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Time some calls."""
    times, size = [], 0
    for tool, arguments in calls:
        begin = time.perf_counter()
        result = assistant.call(tool, **arguments)
        times.append((time.perf_counter() - begin) * 1000)
        assert not result.is_error, said(result)
        size = max(size, len(said(result).encode()))
    shown(name, times, size)


def main() -> None:
    """Time the start, then each kind of call."""
    prepared = queries.load(files.folder("queries"))
    with tempfile.TemporaryDirectory() as folder:
        release = builder.build(output=Path(folder)).release
        preparing.prepare(release, prepared.values(), jobs=1)
        times = []
        for _ in range(STARTS):
            begin = time.perf_counter()
            with assisted(release.folder):
                times.append((time.perf_counter() - begin) * 1000)
        shown("start until the tools are listed", times)
        with assisted(release.folder) as assistant:
            timed(assistant, "the first call", [("winners", {})])
            plain = [each for each in prepared if not any(one.required for one in prepared[each].parameters)]
            timed(assistant, "prepared queries, each once", ((each, {}) for each in plain))
            timed(assistant, "prepared queries, each again", ((each, {}) for each in plain))
            timed(
                assistant,
                "sparql, each another",
                (
                    ("sparql", {"query": f"SELECT * {{ ?s a ?c ; ?p ?o }} OFFSET {number} LIMIT 20"})
                    for number in range(CALLS)
                ),
            )
            names = [row[0] for row in assistant.answer("organizations", limit=500)["rows"]]
            timed(assistant, "search, each another", (("search", {"text": each}) for each in names))
            iris = [row[-1] for row in assistant.answer("organizations", limit=500)["rows"]]
            timed(assistant, "describe, each another", (("describe", {"thing": each}) for each in iris))
            timed(
                assistant,
                "read-lines, each another",
                (
                    ("read-lines", {"document": "id/doc/hugongzongji-2018-133", "first": number + 1})
                    for number in range(CALLS)
                ),
            )


if __name__ == "__main__":
    main()
