"""Servers as programs of their own, ours and the engine's native one, and what their processes take."""

from __future__ import annotations

import math
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

__all__ = ["Endpoint", "Taken", "bare", "native", "resident", "spent", "taken", "uniongraph"]

_START = 20.0
"""Seconds within which a server must answer."""


@dataclass(frozen=True)
class Endpoint:
    """A server that runs: its process, its port, the path of its queries, the seconds until it answered, its log."""

    pid: int
    port: int
    path: str
    ready: float
    log: Path | None = None

    @property
    def faults(self) -> str:
        """What the server said from the first traceback on."""
        said = self.log.read_text("utf-8") if self.log else ""
        return said[at:] if (at := said.find("Traceback")) >= 0 else ""


@dataclass(frozen=True)
class Taken:
    """What a server and its processes hold at one moment: memory in MiB, descriptors, the number of processes.

    Descriptors of nameless files are not counted: large answers are kept in them, up to a bound.
    """

    memory: float
    descriptors: int
    nursery: float
    processes: int


def uniongraph(root: Path, *options: str) -> AbstractContextManager[Endpoint]:
    """Run ``uniongraph serve`` on a folder of releases, on a free port."""
    return _ours(["-m", "uniongraph", "serve", "--port", "0", "--release", os.fspath(root), *options])


_BARE = """
import sys
from pathlib import Path
from uniongraph import files, queries
from uniongraph.server import app, serving
from uniongraph.server.host import Host
from uniongraph.server.service import Service
from uniongraph.workers import Pool, Setting

pool = Pool(Path(sys.argv[1]), Setting(workers=2, timeout=float(sys.argv[2])))
site = Host(Service(pool, queries.load(files.folder("queries")), "r", "https://w3id.org/uniongraph/"))
serving.serve(app.create(site, cache=int(sys.argv[3])), "127.0.0.1", 0, ready=lambda url: print(url, file=sys.stderr, flush=True))
"""

_IMPATIENT = """
from uniongraph.server import wire
wire._ARRIVAL = wire._STALL = {}
"""


def bare(
    store: Path, *, timeout: float = 30, cache: int = 16 << 20, patience: float | None = None
) -> AbstractContextManager[Endpoint]:
    """Run our server on a store that belongs to no release.

    ``cache`` is how many bytes of answers it keeps; ``patience`` the seconds it waits for who sends or reads slowly.
    """
    impatient = "" if patience is None else _IMPATIENT.format(patience)
    return _ours(["-c", impatient + _BARE, os.fspath(store), str(timeout), str(cache)])


@contextmanager
def _ours(arguments: list[str]) -> Iterator[Endpoint]:
    begin = time.perf_counter()
    with (
        tempfile.NamedTemporaryFile() as log,
        subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=log) as process,
    ):
        try:
            port = _port(process, Path(log.name))
            _await(process, port, "/sparql", begin)
            yield Endpoint(process.pid, port, "/sparql", time.perf_counter() - begin, Path(log.name))
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    """Return the port that a server says it has."""
    end = time.perf_counter() + _START
    while time.perf_counter() < end and process.poll() is None:
        if found := re.search(rb"http://127\.0\.0\.1:(\d+)/\n", log.read_bytes()):
            return int(found[1])
        time.sleep(0.002)
    raise SystemExit(f"the server did not start: {log.read_text('utf-8')}")


@contextmanager
def native(store: Path, *, timeout: float | None = None) -> Iterator[Endpoint]:
    """Run the engine's own server on a store, its default graph the union of all; it ends a query after some seconds."""
    program = shutil.which("oxigraph") or os.fspath(Path(sys.executable).with_name("oxigraph"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "serve-read-only", "--location", os.fspath(store), "--bind", f"127.0.0.1:{port}"]
    command += [] if timeout is None else ["--timeout-s", str(math.ceil(timeout))]
    begin = time.perf_counter()
    with subprocess.Popen([*command, "--union-default-graph"], stderr=subprocess.DEVNULL) as process:
        try:
            _await(process, port, "/query", begin)
            yield Endpoint(process.pid, port, "/query", time.perf_counter() - begin)
        finally:
            process.terminate()
            process.wait(20)


def _await(process: subprocess.Popen[bytes], port: int, path: str, begin: float) -> None:
    request = f"GET {path}?query=ASK%20%7B%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    while time.perf_counter() - begin < _START and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.sendall(request)
                if connection.recv(100).startswith(b"HTTP/1.1 200"):
                    return
        except OSError:
            time.sleep(0.005)
    raise SystemExit(f"the server on port {port} does not answer")


def taken(pid: int) -> Taken:
    """Return what the server of this process id holds; ``nursery`` is the memory of the process that forks workers."""
    children = _children(pid)
    below = [each for child in children for each in _children(child)]
    nursery = max((resident(child) for child in children), default=0.0)
    opened = list(_descriptors(pid))
    kept = sum(each.endswith(" (deleted)") for each in opened)
    return Taken(resident(pid), len(opened) - kept, nursery, 1 + len(children) + len(below))


def resident(pid: int, field: str = "VmRSS") -> float:
    """Return the MiB that a process holds, or with ``VmHWM`` the most it ever held."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    found = re.search(rf"{field}:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def _descriptors(pid: int) -> Iterator[str]:
    """Yield what each descriptor of a process leads to; one that is closed meanwhile leads nowhere."""
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            yield str(each.readlink())


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in listed.read_text("ascii").split()] if listed.exists() else []


def spent(pid: int) -> float:
    """Return the seconds of processor time that a server and its processes took, those that have ended too."""
    whole = 0.0
    for each in (pid, *_children(pid), *(below for child in _children(pid) for below in _children(child))):
        with suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text("ascii").rpartition(")")[2].split()
            whole += sum(map(int, fields[13:15])) / _TICKS  # of children that ended and were buried
            whole += time.clock_gettime(~each << 3 | 2)  # clock_getcpuclockid(3)
    return whole


_TICKS = os.sysconf("SC_CLK_TCK")
