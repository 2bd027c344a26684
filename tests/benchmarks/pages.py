"""How long pages take and what they weigh, over HTTP, each asked for the first time from a server that is warm.

    python tests/benchmarks/pages.py [DOCUMENTS] [COUNT]
    python tests/benchmarks/pages.py RELEASES [COUNT]

Serves a release of so many generated decisions (10,000), built in /tmp/bench once, or the one in a folder. One client asks
on one connection, for so many things of each kind (50) in both languages by turns. The weight is that of the page and
of its style sheets as they are sent, packed. Then the shipped release is written as a static site.
Each line that has an aim ends with it.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import corpora

import driving
import endpoints
from uniongraph.iris import BASE
from uniongraph.things.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

GIVEN = sys.argv[1] if len(sys.argv) > 1 else "10000"
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 50
FOLDER = Path("/tmp/bench")  # noqa: S108 (kept from run to run)
MIX = ("document", "tier", "category", "case", "conferral", "organization", "person", "place")
STYLES = ("/static/style.css", "/static/pictures.css")
WAYS = {
    "home": ["/"],
    "browse": ["/browse"],
    "a facet": [f"/browse/{name}" for name in ("district", "year", "tier", "topic", "union-kind", "programme", "kind")],
    "search": [f"/search?q={quote(each)}" for each in ("家政", "工会", "zgh", "有限公司", "劳动", "上海", "fw")],
}  # fmt: skip


def main() -> None:
    """Measure the pages, then the site."""
    root = Path(GIVEN) if not GIVEN.isdecimal() else _release(int(GIVEN))
    store = ox.Store.read_only(
        str(root / "releases" / (root / "current").read_text("utf-8").strip() / "store")
    )
    picked = {kind: _paths(store, kind) for kind in dict.fromkeys(KINDS.values())}
    del store
    with endpoints.uniongraph(root, "--log", "none") as ours:
        time.sleep(1)
        caller = driving.Caller(ours.port)
        print(f"the first page, a second after the start: {_asked(caller, '/', 'en')[0]:.0f} ms")
        styles = sum(_asked(caller, path, "en")[1] for path in STYLES)
        for paths in picked.values():  # what is asked here is not asked again
            for path in paths[COUNT:]:
                _asked(caller, path, "en")
        mix = [_kind(caller, kind, paths[:COUNT], styles) for kind, paths in picked.items() if paths]
        mixed = [each for (kind, times) in mix if kind in MIX for each in times]
        half = statistics.median(mixed)
        _said(
            "all kinds",
            f"median {half:6.1f}  p90 {driving.percentile(mixed, 0.9):6.1f} ms",
            "<= 15 ms",
            is_reached=half <= 15,
        )
        for name, paths in WAYS.items():
            _kind(caller, name, paths, styles)
        caller.close()
        print(f"the HTTP process holds {endpoints.resident(ours.pid):.0f} MiB")
    _site()


def _release(documents: int) -> Path:
    root = FOLDER / f"r{documents}"
    if not (root / "current").exists():
        folder = FOLDER / f"in{documents}"
        if not folder.exists():
            corpora.write(folder, documents)
        print(corpora.build(folder, root)[2].splitlines()[0])
    return root


def _paths(store: ox.Store, kind: str) -> list[str]:
    """Return the addresses of things of a kind, in no order: those to measure and a few more to warm up with."""
    found: list[str] = []
    for iri in (iri for iri, name in KINDS.items() if name == kind):
        quads = store.quads_for_pattern(
            None, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(iri)
        )
        found += [
            quad.subject.value
            for quad, _ in zip(quads, range(20 * COUNT), strict=False)
            if isinstance(quad.subject, ox.NamedNode)
        ]
    ours = sorted({each.removeprefix(BASE) for each in found if each.startswith(BASE)})
    taken = random.Random(kind).sample(ours, min(COUNT + 5, len(ours)))  # noqa: S311 (the same things each time)
    split = (each.partition("#") for each in taken)
    return [f"/{path}" + (f"?fragment={quote(fragment)}" if fragment else "") for path, _, fragment in split]


def _asked(caller: driving.Caller, path: str, language: str, coding: str = "zstd") -> tuple[float, int]:
    """Return the milliseconds until a page is whole, and the bytes of its body."""
    head = f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nAccept-Language: {language}\r\nAccept-Encoding: {coding}\r\n\r\n"
    begin = time.perf_counter()
    answer = caller.ask(head.encode())
    took = (time.perf_counter() - begin) * 1e3
    if not re.match(rb"HTTP/1.1 200", answer):
        raise SystemExit(f"{path}: {answer[:100]!r}")
    return took, len(answer) - answer.index(b"\r\n\r\n") - 4


def _kind(caller: driving.Caller, name: str, paths: Sequence[str], styles: int) -> tuple[str, list[float]]:
    asked = list(zip(paths, cycle(("zh-Hans", "en")), strict=False))
    read = [_asked(caller, path, language) for path, language in asked]
    gzipped = [_asked(caller, path, language, "gzip")[1] for path, language in asked]
    times, sizes = [took for took, _ in read], [size for _, size in read]
    most = (max(*sizes, *gzipped) + styles) / 1e3
    value = (
        f"median {statistics.median(times):6.1f}  p90 {driving.percentile(times, 0.9):6.1f} ms"
        f"  zstd {statistics.median(sizes) / 1e3:5.1f}  gzip {statistics.median(gzipped) / 1e3:5.1f}, at most {most:5.1f} kB"
    )
    _said(f"{name}, {len(paths)} pages", value, "<= 60 kB", is_reached=most <= 60)
    return name, times


def _site() -> None:
    """Say how long the shipped release takes to be written as a static site."""
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, "-m", "uniongraph"]
        corpora.run([*program, "build", "--output", f"{folder}/release"])
        took, _, said = corpora.run(
            [*program, "site", "--release", f"{folder}/release", "--output", f"{folder}/site"]
        )
        _said(said.rpartition("/site: ")[2].strip(), f"{took:.1f} s", "<= 10 s", is_reached=took <= 10)


def _said(name: str, value: str, aim: str, *, is_reached: bool) -> None:
    print(f"{name:27} {value:70} {'reached: ' if is_reached else 'NOT REACHED: '}{aim}", flush=True)


if __name__ == "__main__":
    main()
