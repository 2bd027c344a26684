"""What the endpoint costs over the engine: side by side with the engine's own server, on one store, in one run.

    python tests/benchmarks/serving.py [DOCUMENTS] [SECONDS]

Builds a release of so many generated decisions (1,000) in /tmp/bench, once, and serves it by ``uniongraph serve`` and by
``oxigraph serve-read-only``, its default graph the union, and both without a log. Light look-ups come on 4 and 32 connections and on one, for so
many seconds (3) of each in turn, five rounds, medians, by ``wrk`` where it is installed; those that must not come from
what the server keeps carry a number that matters to nothing. A million rows go out as JSON. Each line ends with what it must reach.

Throughput depends on what else the machine does; the processor time of an answer hardly does, and stands beside it.
"""

from __future__ import annotations

import os
import socket
import statistics
import sys
import time
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import corpora
import pressing

import driving
import endpoints
import lookups

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 3
ROUNDS = 5
FOLDER = Path("/tmp/bench")  # noqa: S108 (kept from run to run)
ROWS = "SELECT ?s ?p ?o { VALUES ?n { 1 2 3 4 } ?s ?p ?o } LIMIT 1000000"
JSON = ox.QueryResultsFormat.JSON


def main() -> None:
    """Measure one thing after the other."""
    root = _release()
    store = next(iter((root / "releases").glob("*/store")))
    for size, largest in (("the largest things", True), ("any things", False)):
        kinds = lookups.lookups(store, largest=largest)
        texts = list(chain(*zip(*kinds.values(), strict=True)))
        with endpoints.uniongraph(root, "--log", "none") as ours, endpoints.native(store) as native:
            print(f"\nlook-ups of {size}: {', '.join(kinds)}")
            _alone(ours, native, store, kinds)
            for connections in (4, 32):
                _beside(ours, native, texts, connections)
    print()
    _rows(root, store)
    _ready(root)


def _release() -> Path:
    root = FOLDER / f"r{DOCUMENTS}"
    if not (root / "current").exists():
        folder = FOLDER / f"in{DOCUMENTS}"
        if not folder.exists():
            corpora.write(folder, DOCUMENTS)
        seconds, _, said = corpora.build(folder, root)
        print(f"{said.splitlines()[0]} in {seconds:.0f} s")
    return root


def _said(name: str, value: str, aim: str = "", *, is_reached: bool = True) -> None:
    print(
        f"{name:44} {value:58} {aim and ('reached: ' if is_reached else 'NOT REACHED: ') + aim}", flush=True
    )


# ---------------------------------------------------------------------------------------------- look-ups


def _beside(ours: endpoints.Endpoint, native: endpoints.Endpoint, texts: list[str], connections: int) -> None:
    """Drive three kinds of answers in turn: ours computed, the native server's, ours kept."""
    kinds = {
        "ours": (ours, [driving.get(ours.path, text, vary=True) for text in texts]),
        "native": (native, [driving.get(native.path, text) for text in texts]),
        "kept": (ours, [driving.get(ours.path, text) for text in texts]),
    }
    seen: dict[str, list[tuple[float, ...]]] = {name: [] for name in kinds}
    for turn in range(ROUNDS + 1):
        for name, (endpoint, requests) in kinds.items():
            before = endpoints.spent(endpoint.pid)
            found = pressing.press(endpoint.port, requests, connections, SECONDS if turn else 1)
            cost = (endpoints.spent(endpoint.pid) - before) / max(found.answers, 1) * 1e6
            if found.failures:
                _said(f"  {name}", f"{found.failures} failures", "none", is_reached=False)
            if turn:  # the first warms up
                seen[name].append((found.rate, found.half, found.most, cost))
    medians = {name: [statistics.median(each) for each in zip(*seen[name], strict=True)] for name in kinds}
    for name, (rate, half, most, cost) in medians.items():
        value = f"{rate:6,.0f}/s  p50 {half:6.2f}  p99 {most:7.2f} ms  {cost:6,.0f} us of processor"
        _said(f"{connections} connections, {name}", value)
    ratio, late = medians["ours"][0] / medians["native"][0], medians["ours"][2] / medians["native"][2]
    kept, cost = medians["kept"][0] / medians["native"][0], medians["native"][3] / medians["ours"][3]
    _said(
        "  computed, over native",
        f"{ratio:.2f} (by processor time {cost:.2f})",
        ">= 0.9",
        is_reached=ratio >= 0.9,
    )
    _said("  p99, over native", f"{late:.2f}", "no worse", is_reached=late <= 1)
    _said("  kept, over native", f"{kept:.1f}", ">= 15", is_reached=kept >= 15)


def _alone(
    ours: endpoints.Endpoint, native: endpoints.Endpoint, store: Path, kinds: dict[str, list[str]]
) -> None:
    """Ask one thing after the other in process, of us and of the native server, and compare the three."""
    held = ox.Store.read_only(os.fspath(store))
    ways = {"in process": None, "ours": driving.Caller(ours.port), "native": driving.Caller(native.port)}
    times: dict[str, dict[str, list[float]]] = {name: {kind: [] for kind in kinds} for name in ways}
    number = 0
    for _ in range(3):
        for kind, texts in kinds.items():
            for text in texts:
                for name, caller in ways.items():
                    number += 1
                    path = ours.path if name == "ours" else native.path
                    request = driving.get(path, text, vary=name == "ours").replace(b"\0", b"%d" % number)
                    begin = time.perf_counter()
                    if caller is None:
                        answer = held.query(text, use_default_graph_as_union=True)
                        assert isinstance(answer, ox.QuerySolutions)
                        answer.serialize(format=JSON)
                    else:
                        caller.ask(request)
                    times[name][kind].append((time.perf_counter() - begin) * 1000)
    for caller in filter(None, ways.values()):
        caller.close()
    added = []
    for kind in kinds:
        half = {name: statistics.median(times[name][kind]) for name in ways}
        added.append(half["ours"] - half["in process"])
        value = "  ".join(f"{name} {each:.2f}" for name, each in half.items())
        _said(f"one client, {kind}", f"{value} ms")
    whole = statistics.median(
        us - engine
        for kind in kinds
        for us, engine in zip(times["ours"][kind], times["in process"][kind], strict=True)
    )
    _said("  added over pyoxigraph, median", f"{whole:.2f} ms", "<= 0.5 ms", is_reached=whole <= 0.5)


# ---------------------------------------------------------------------------------------------- many rows


def _rows(root: Path, store: Path) -> None:
    """Have a million rows sent, and written in process to a file object."""
    held = ox.Store.read_only(os.fspath(store))
    engine, http, first, grown = [], [], [], []
    with endpoints.uniongraph(root, "--timeout", "120") as ours:
        driving.fetch(ours.port, driving.get(ours.path, "ASK {}"))
        for turn in range(4):
            with Path(os.devnull).open("wb") as sink:
                begin = time.perf_counter()
                answer = held.query(ROWS, use_default_graph_as_union=True)
                assert isinstance(answer, ox.QuerySolutions)
                answer.serialize(cast("IO[bytes]", sink), JSON)
                engine.append(time.perf_counter() - begin)
            before = endpoints.resident(ours.pid)
            request = driving.get(ours.path, ROWS, vary=True).replace(b"\0", b"%d" % turn)
            whole, until = _download(ours.port, request)
            http.append(whole)
            first.append(until * 1000)
            grown.append(endpoints.resident(ours.pid, "VmHWM") - before)
    ratio = min(engine) / min(http)
    _said("a million rows, in process", f"{1e6 / min(engine):,.0f} rows/s")
    _said(
        "a million rows, over HTTP",
        f"{1e6 / min(http):,.0f} rows/s: {ratio:.2f}",
        ">= 0.9",
        is_reached=ratio >= 0.9,
    )
    _said("  the server grows by", f"{grown[0]:.1f} MiB", "<= 32 MiB", is_reached=grown[0] <= 32)
    late = statistics.median(first)
    _said("  first byte", f"{late:.1f} ms", "<= 20 ms", is_reached=late <= 20)


def _download(port: int, request: bytes) -> tuple[float, float]:
    """Return the seconds until an answer is whole, and until its first row is there."""
    space, end, until = bytearray(1 << 20), b"", 0.0
    with socket.create_connection(("127.0.0.1", port)) as connection:
        begin = time.perf_counter()
        connection.sendall(request)
        while not end.endswith(b"\r\n0\r\n\r\n"):
            size = connection.recv_into(space)
            if not size:
                raise ConnectionError("the answer breaks off")
            if not until and b'"bindings":[{' in (end + space[:size]):
                until = time.perf_counter() - begin
            end = (end + space[max(0, size - 100) : size])[-200:]
        return time.perf_counter() - begin, until


# ---------------------------------------------------------------------------------------------- starting


def _ready(root: Path) -> None:
    """Start the server some times; then see what it holds, at rest and under load."""
    starts = []
    for _ in range(7):
        with endpoints.uniongraph(root, "--log", "none") as ours:
            starts.append(ours.ready)
            rest = endpoints.resident(ours.pid)
    half = statistics.median(starts)
    _said("ready", f"{half:.2f} s, at best {min(starts):.2f} s", "<= 0.5 s", is_reached=half <= 0.5)
    _said("the HTTP process holds, at rest", f"{rest:.0f} MiB", "<= 80 MiB", is_reached=rest <= 80)
    store = next(iter((root / "releases").glob("*/store")))
    texts = list(chain(*lookups.lookups(store).values()))
    with endpoints.uniongraph(root, "--log", "none") as ours:
        requests: Iterator[bytes] = driving.varied(
            [driving.get(ours.path, text, vary=True) for text in texts]
        )
        driving.drive(ours.port, requests, 32, 4 * SECONDS)
        most = endpoints.resident(ours.pid, "VmHWM")
    _said("  under load, at most", f"{most:.0f} MiB", "<= 80 MiB", is_reached=most <= 80)


if __name__ == "__main__":
    main()
