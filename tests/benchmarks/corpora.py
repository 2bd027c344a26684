"""Folders of random decisions, each with a number of its own, for the other benchmarks."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generated import draw, render

__all__ = ["build", "run", "write"]


def write(folder: Path, count: int, first: int = 0) -> Path:
    """Write that many decisions, drawn from the seeds that follow ``first``, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(first, first + count):
        text = render(replace(draw(seed), serial=seed + 1))
        (folder / f"{seed:06}.txt").write_text(text, "utf-8")
    return folder


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


def build(folder: Path, root: Path) -> tuple[float, int, str]:
    """Run ``uniongraph build`` as a whole process; status 1 says that it skipped one (drawn twice, without number)."""
    return run([sys.executable, "-m", "uniongraph", "build", str(folder), "--output", str(root)], ends=(0, 1))
