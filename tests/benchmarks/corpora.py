"""Folders of random decisions, each with a number of its own, for the other benchmarks."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generated import write

__all__ = ["build", "run", "write"]


def run(command: list[str], *, ends: tuple[int, ...] = (0,)) -> tuple[float, int, str]:
    """Return the seconds a process takes from start to end, its peak memory in kB, and what it printed."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ends:
        raise SystemExit(f"{command} ended with status {process.returncode}")
    return time.perf_counter() - begin, usage.ru_maxrss, said


def build(folder: Path, root: Path, option: str = "--no-answers") -> tuple[float, int, str]:
    """Run ``uniongraph build`` as a whole process, up to where the release is published; no decision is skipped."""
    return run([sys.executable, "-m", "uniongraph", "build", str(folder), "--output", str(root), option])
