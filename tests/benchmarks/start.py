"""How long a prepared query takes on an existing release, as a whole process, over an empty Python process.

    python tests/benchmarks/start.py [RUNS]

Prints medians of interleaved runs in one session, in milliseconds, and what is left after ``python -c pass``.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 15


def main() -> None:
    """Time each command in turn, so that noise falls on all alike."""
    with tempfile.TemporaryDirectory() as folder:
        # an installed program has its bytecode beside it; a checkout has it after the first run
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["UNIONGRAPH_RELEASE"] = folder
        python = sys.executable
        program = str(Path(python).with_name("uniongraph"))
        subprocess.run([program, "build"], env=environment, check=True, stdout=subprocess.DEVNULL)
        commands = {
            "python -c pass": [python, "-c", "pass"],
            "query, csv": [program, "query", "awards-by-district", "--format", "csv"],
            "query, json": [program, "query", "awards", "--format", "json"],
            "query, table": [program, "query", "awards-by-district", "--format", "table"],
            "build": [program, "build"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, command in commands.items():
                if name == "build":
                    environment = {**environment, "UNIONGRAPH_RELEASE": tempfile.mkdtemp(dir=folder)}
                begin = time.perf_counter()
                subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
                times[name].append((time.perf_counter() - begin) * 1000)
                environment["UNIONGRAPH_RELEASE"] = folder
        empty = statistics.median(times["python -c pass"])
        for name, each in times.items():
            median = statistics.median(each)
            print(
                f"{name:16} {median:8.0f} ms   over python -c pass {median - empty:8.0f} ms   x {median / empty:5.1f}"
            )


if __name__ == "__main__":
    main()
