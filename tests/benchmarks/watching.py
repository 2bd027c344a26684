"""What the watch costs an answer that is kept: microseconds of the server's processor, without it, with it, with a log.

Three servers run side by side and are asked in turn, so many times (default 6) a second each, by 32 connections:

    python tests/benchmarks/watching.py 10

Processor time is counted and not answers a second, so that what else the machine does matters little.
"""

from __future__ import annotations

import os
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from uniongraph.server import app, serving
from uniongraph.server.host import Host
from uniongraph.server.journal import Journal
from uniongraph.server.service import Service
from uniongraph.workers import Pool

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hosting import BASE, asked, kept

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

QUERY = "SELECT ?s ?o { ?s <http://example.org/p> ?o }"
WAYS = ("without", "with", "with a log")
CONNECTIONS = 32


class Unwatched:
    """Stands where the watch would, and does nothing."""

    def __init__(self, application: ASGIApp, **_: object) -> None:
        self._app = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


def serve(way: str, store: str) -> None:
    """Serve a store in one of the ways until told to stop."""
    if way == "without":
        setattr(app, "Watch", Unwatched)  # noqa: B010 (it is no public name of the module)
    log = os.open(f"{store}.log", os.O_WRONLY | os.O_CREAT)
    site = Host(Service(Pool(Path(store)), {}, "0123abcd", BASE))
    application = app.create(site, journal=Journal(log) if way == "with a log" else None)
    serving.serve(application, "127.0.0.1", 0, ready=lambda url: print(url, flush=True))


def load(port: int, seconds: float) -> int:
    """Ask the same over kept connections for so long; return how many answers came."""
    request = f"GET {asked(QUERY)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    count, end = 0, time.perf_counter() + seconds
    with selectors.DefaultSelector() as waiting:
        for _ in range(CONNECTIONS):
            connection = socket.create_connection(("127.0.0.1", port))
            connection.sendall(request)
            waiting.register(connection, selectors.EVENT_READ)
        while time.perf_counter() < end:
            for key, _ in waiting.select():
                assert isinstance(key.fileobj, socket.socket)
                if key.fileobj.recv(65_536).endswith(b"]}}"):  # head and body come in pieces of their own
                    key.fileobj.sendall(request)
                    count += 1
        for key in list(waiting.get_map().values()):
            assert isinstance(key.fileobj, socket.socket)
            key.fileobj.close()
    return count


def processor(pid: int) -> float:
    """Return the seconds that a process has computed so far (of its first thread, on Linux)."""
    return int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[0]) / 1e9


def main(rounds: int) -> None:
    """Print a row for each way."""
    store = ox.Store()
    store.extend(
        ox.Quad(ox.NamedNode(f"http://example.org/{n}"), ox.NamedNode("http://example.org/p"), ox.Literal(n))
        for n in range(20)
    )
    costs: dict[str, list[float]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        place = os.fspath(kept(store, Path(folder)))
        programs = {
            way: subprocess.Popen([sys.executable, __file__, "serve", way, place], stdout=subprocess.PIPE)
            for way in WAYS
        }
        try:
            ports = {way: port_of(program) for way, program in programs.items()}
            for way in WAYS * rounds:
                before = processor(programs[way].pid)
                count = load(ports[way], 1)
                costs[way].append((processor(programs[way].pid) - before) / count * 1e6)
        finally:
            for program in programs.values():
                program.terminate()
                program.wait(20)
    for way, found in costs.items():
        print(f"{way:12} {min(found):6.1f} µs  {min(found) / min(costs['without']):.2f}")


def port_of(program: subprocess.Popen[bytes]) -> int:
    """Return the port that a server says it listens on."""
    assert program.stdout is not None
    return int(program.stdout.readline().decode().strip().strip("/").rpartition(":")[2])


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(*sys.argv[2:4])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
