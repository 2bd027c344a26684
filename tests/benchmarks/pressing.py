"""Load by ``wrk``: what drives a server must cost less than the server, and one written in Python costs more.

Answers that are kept go out faster than our own client (`driving`) can ask for them, so where ``wrk`` is installed it
asks, and a server is measured instead of its client.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import driving

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Pressed", "press", "tool"]

_SCRIPT = """
local run, number, asked = "%d.", 0, {
%s
}
function request()
  number = number + 1
  local parts = asked[number %% #asked + 1]
  return parts[2] and parts[1] .. run .. number .. parts[2] or parts[1]
end
function done(summary, latency)
  local errors = summary.errors
  print("FOUND", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout)
end
"""


@dataclass(frozen=True)
class Pressed:
    """What was seen: answers and how many of them failed, answers a second, and milliseconds of half and of 99 of 100."""

    answers: int
    failures: int
    rate: float
    half: float
    most: float


def tool() -> str | None:
    """Return where ``wrk`` is, None where it is not installed."""
    return shutil.which("wrk")


def press(port: int, requests: Sequence[bytes], connections: int, seconds: float) -> Pressed:
    """Put requests in turn to a server on so many connections, each with a number of its own where it has a place for one."""
    where = tool()
    if where is None:
        driven = driving.drive(port, driving.varied(requests), connections, seconds)
        count, failed = len(driven.latencies), len(driven.failures)
        return Pressed(count, failed, driven.rate, driven.at(0.5), driven.at(0.99))
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "requests.lua"
        script.write_text(_SCRIPT % (time.time_ns(), ",\n".join(map(_table, requests))), "ascii")
        options = [
            "-t1",
            "--timeout=60",
            f"-c{connections}",
            f"-d{max(1, round(seconds))}s",
            "-s",
            str(script),
        ]
        command = [where, *options, f"http://127.0.0.1:{port}/"]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = next(line for line in said.splitlines() if line.startswith("FOUND"))
    total, microseconds, half, most, missed = map(float, found.split()[1:])
    return Pressed(int(total), int(missed), total / microseconds * 1e6, half / 1000, most / 1000)


def _table(request: bytes) -> str:
    """Return a request as a table of Lua: what stands before the place for a number, and what behind it."""
    parts = request.split(driving.MARK)
    return "{" + ", ".join(map(_quoted, parts)) + "}"


def _quoted(part: bytes) -> str:
    return '"' + "".join(f"\\{byte:03d}" for byte in part) + '"'
