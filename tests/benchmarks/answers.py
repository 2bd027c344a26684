"""Every shipped prepared query over HTTP, ours and the engine's native server on the same store, side by side.

    python tests/benchmarks/answers.py [N | ROOT] [SECONDS]

N generated decisions are built (1,000), or a release that is there is taken. For each query, with the example of each
parameter that it must have: the native server, asked a second time; ours asked the first time after its start, and the
second time; how many times faster. ``=`` tells that both answers hold the same rows. The keyword queries come again,
with a keyword, for which nothing is prepared. Longer than SECONDS (120) nothing is waited for.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpora import build, write

from uniongraph import files, queries, release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.queries import Query

_KEYWORDS = ("集团", "没有这样的名称")
_FORMAT = "application/sparql-results+json"


class Reply(NamedTuple):
    """How an answer came: seconds to its last byte (of waiting, where it failed), and its bytes, None where it failed."""

    seconds: float
    body: bytes | None


def main(place: str, patience: float) -> None:
    """Measure a release that is there, or one that is built."""
    if not place.isdigit():
        measure(Path(place), patience)
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "out"
        seconds, _, _ = build(write(Path(folder) / "in", int(place)), root, "--answers")
        print(f"built, and answers prepared: {seconds:.1f} s")
        measure(root, patience)


def measure(root: Path, patience: float) -> None:
    """Ask both servers everything, and print a line each."""
    found = release.find(root)
    rows = []
    with native(found.store_folder()) as theirs, ours(root, patience) as mine:
        print(
            f"{'query':44} {'native 2nd':>11} {'ours 1st':>11} {'ours 2nd':>11}   1st     2nd   (ms; times as fast)"
        )
        for query, values in questions():
            text = queries.bind(query, values)
            once = get(theirs, f"/query?{urlencode({'query': text})}", patience)
            again = best(theirs, f"/query?{urlencode({'query': text})}", patience) if once.body else once
            path = f"/queries/{query.name}?{urlencode({**values, 'format': 'json'})}"
            first, second = get(mine, path, patience), best(mine, path, patience)
            rows.append((again.seconds / first.seconds, again.seconds / second.seconds))
            name = " ".join((query.name, *(value for value in values.values())))
            said = "  ".join(
                f"{each.seconds * 1000:10.1f}{' ' if each.body else '!'}" for each in (again, first, second)
            )
            alike = "=" if table(again.body) == table(first.body) == table(second.body) else "?"
            print(f"{name[:44]:44} {said} {rows[-1][0]:8.1f} {rows[-1][1]:8.1f} {alike}", flush=True)
    slower = sum(second < 1 for _, second in rows)
    print(
        f"asked a second time: {len(rows) - slower} of {len(rows)} faster than native; least {min(row[1] for row in rows):.1f} ×"
    )


def questions() -> Iterator[tuple[Query, dict[str, str]]]:
    """Yield each query with what it must be given, then those that take a keyword with keywords."""
    shipped = queries.load(files.folder("queries")).values()
    for query in shipped:
        yield query, {each.name: each.example for each in query.parameters if each.required}
    for query in shipped:
        for each in query.parameters:
            if each.finds and not each.required:
                yield from ((query, {each.name: keyword}) for keyword in _KEYWORDS)


def table(body: bytes | None) -> object:
    """Return the rows of an answer in an order of their own: where a query leaves it open, it may differ."""
    if body is None:
        return None
    found = json.loads(body)
    return found["head"]["vars"], sorted(
        json.dumps(row, sort_keys=True) for row in found["results"]["bindings"]
    )


def best(port: int, path: str, patience: float) -> Reply:
    """Ask one server again, three times, and return the quickest answer."""
    return min(
        (get(port, path, patience) for _ in range(3)), key=lambda each: (each.body is None, each.seconds)
    )


def get(port: int, path: str, patience: float) -> Reply:
    """Ask one server, on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
    begin = time.perf_counter()
    try:
        connection.request("GET", path, headers={"Accept": _FORMAT})
        response = connection.getresponse()
        body = response.read()
        return Reply(time.perf_counter() - begin, body if response.status == http.client.OK else None)
    except (OSError, http.client.HTTPException):
        return Reply(time.perf_counter() - begin, None)
    finally:
        connection.close()


@contextmanager
def native(store: Path) -> Iterator[int]:
    """Run the native server on a store; give its port."""
    program = shutil.which("oxigraph") or os.fspath(Path(sys.executable).with_name("oxigraph"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [program, "serve-read-only", "--location", os.fspath(store), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen([*command, "--union-default-graph"], stderr=subprocess.DEVNULL) as process:
        try:
            while get(port, "/query?query=ASK%7B%7D", 1).body is None:
                time.sleep(0.05)
            yield port
        finally:
            process.kill()


@contextmanager
def ours(root: Path, patience: float) -> Iterator[int]:
    """Run our server on a folder of releases; give its port."""
    options = ["--port", "0", "--release", os.fspath(root), "--timeout", str(patience)]
    command = [sys.executable, "-m", "uniongraph", "serve", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        try:
            said = re.search(rb"http://127\.0\.0\.1:(\d+)/", process.stderr.readline())
            if said is None:
                raise SystemExit("our server did not start")
            yield int(said[1])
        finally:
            process.terminate()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "1000", float(sys.argv[2]) if len(sys.argv) > 2 else 120)
