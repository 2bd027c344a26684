"""SPARQL services for tests, each on a free port of this machine: native oxigraph, Virtuoso, and ones that misbehave."""

from __future__ import annotations

import http.client
import math
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Native", "Virtuoso", "native", "saying", "virtuoso", "watched"]

OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
ISQL = shutil.which("isql-vt")


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], folder: Path, url: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server while the block runs, from when it answers at an address; its output goes to a file of the folder."""
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=output, stdin=subprocess.DEVNULL
        )
        try:
            end = time.monotonic() + 60
            while True:
                try:
                    httpx.get(url, timeout=5)
                    break
                except httpx.TransportError:
                    said = (folder / "output").read_text("utf-8", "replace")
                    assert process.poll() is None, said
                    assert time.monotonic() < end, said
                    time.sleep(0.05)
            yield process
        finally:
            process.kill()
            process.wait(20)


@dataclass(frozen=True)
class Native:
    """A native oxigraph server: where it is asked, written to and updated."""

    root: str
    process: subprocess.Popen[bytes] | None = None

    @property
    def query(self) -> str:
        """Where it takes queries."""
        return f"{self.root}/query"

    @property
    def store(self) -> str:
        """Where it takes graphs."""
        return f"{self.root}/store"

    @property
    def update(self) -> str:
        """Where it takes updates."""
        return f"{self.root}/update"

    def stop(self) -> None:
        """End it before its time."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(20)


@contextmanager
def native(folder: Path, *, union: bool = True) -> Iterator[Native]:
    """Run an empty native server, whose default graph is the union of its graphs or is not."""
    if OXIGRAPH is None:
        pytest.skip("there is no native oxigraph server: the wheel 'oxigraph' is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    # a query whose asker has gone runs on there, so it is given an end
    command = [OXIGRAPH, "serve", "--bind", f"127.0.0.1:{port}", "--timeout-s", "5"]
    command += ["--union-default-graph"] if union else []
    root = f"http://127.0.0.1:{port}"
    with running(command, folder, f"{root}/query") as process:
        yield Native(root, process)


@dataclass(frozen=True)
class Virtuoso:
    """A Virtuoso: where it is asked, written to and updated, the file that says by whom, and where it speaks SQL."""

    root: str
    auth: Path
    sql: int

    @property
    def query(self) -> str:
        """Where it takes queries."""
        return f"{self.root}/sparql"

    @property
    def store(self) -> str:
        """Where it takes graphs from those it knows."""
        return f"{self.root}/sparql-graph-crud-auth"

    @property
    def update(self) -> str:
        """Where it takes updates from those it knows."""
        return f"{self.root}/sparql-auth"

    def load(self, shards: Path) -> str:
        """Load a folder of N-Quads by its bulk loader; return what it says of files that it did not take."""
        assert ISQL is not None
        steps = (
            f"ld_dir('{shards}', '*.nq', 'urn:unnamed')",
            "rdf_loader_run()",
            "checkpoint",
            "SELECT ll_file, ll_error FROM DB.DBA.load_list WHERE ll_state <> 2 OR ll_error IS NOT NULL",
        )
        command = [ISQL, f"127.0.0.1:{self.sql}", "dba", "dba", "VERBOSE=OFF", "BANNER=OFF", "PROMPT=OFF"]
        done = subprocess.run(
            command, check=False, input=";\n".join([*steps, ""]), capture_output=True, text=True
        )
        return (done.stdout + done.stderr).strip()


MOST_ROWS = 5_000
"""Rows after which the Virtuoso of these tests cuts an answer off."""

_INI = """[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = vt.db
TransactionFile = vt.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 20
CheckpointInterval = 0
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
CaseMode = 2
SchedulerInterval = 10
{parameters}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
Charset = UTF-8
[SPARQL]
{sparql}
"""
_PAGE = 8_192


@contextmanager
def virtuoso(folder: Path, *, shards: Path | None = None, seconds: float = 0) -> Iterator[Virtuoso]:
    """Run an empty Virtuoso; the test is skipped where there is none.

    One that is to load a folder of N-Quads has memory for all of them and no limit of rows or of what it expects a query
    to cost, and ends a query after so many seconds.
    """
    if VIRTUOSO is None:
        pytest.skip("there is no Virtuoso here: Debian's virtuoso-opensource-7 is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    port, sql, buffers = free_port(), free_port(), 10_000
    parameters, sparql = "", f"ResultSetMaxRows = {MOST_ROWS}"
    if shards is not None:
        buffers = max(buffers, sum(each.stat().st_size for each in shards.iterdir()) // _PAGE)
        parameters = f"DirsAllowed = {shards}\nMaxSortedTopRows = 1000000\nMaxQueryMem = 2G\nThreadsPerQuery = {os.cpu_count()}"
        sparql = f"MaxQueryExecutionTime = {math.ceil(seconds)}"
    said = {"sql": sql, "http": port, "parameters": parameters, "sparql": sparql}
    (folder / "v.ini").write_text(_INI.format(**said, buffers=buffers, dirty=buffers * 6 // 10))
    (folder / "auth").write_text("dba:dba\n")
    root = f"http://127.0.0.1:{port}"
    with running([VIRTUOSO, "+configfile", "v.ini", "+foreground"], folder, f"{root}/sparql"):
        yield Virtuoso(root, folder / "auth", sql)


# ---------------------------------------------------------------------------------------------- those that misbehave


@contextmanager
def saying(reply: Callable[[BaseHTTPRequestHandler, bytes], None]) -> Iterator[str]:
    """Run a server that replies to everything as a function has it, which gets the handler and the body sent."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            reply(self, body)

        do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815 (the server's own names)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of a client that hung up: what is said here is taken for what a command says."""
            if not isinstance(sys.exception(), ConnectionError):
                super().handle_error(request, client_address)  # type: ignore[arg-type]

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def watched(root: str, see: Callable[[str, str], None]) -> Iterator[str]:
    """Run a server that hands everything on to another; ``see`` is told each method and address before."""
    host = root.removeprefix("http://")

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        see(handler.command, handler.path)
        connection = http.client.HTTPConnection(host, timeout=30)
        sent = {name: value for name, value in handler.headers.items() if name.lower() != "host"}
        connection.request(handler.command, handler.path, body, sent)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        handler.send_response(response.status)
        for name, value in response.getheaders():
            if name.lower() not in {"content-length", "transfer-encoding", "connection", "date", "server"}:
                handler.send_header(name, value)
        handler.send_header("content-length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    with saying(reply) as url:
        yield url
