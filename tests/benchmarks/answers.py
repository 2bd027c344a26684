"""Every shipped prepared query over HTTP, ours beside the engine's native server and Virtuoso with the same release.

    python tests/benchmarks/answers.py [N | ROOT] [SECONDS]

N generated decisions are built (1,000), or a release that is there is taken. Virtuoso, where it is installed, loads the
shards of it by its bulk loader, with memory for all of them and no limit of rows. For each query, with the example of
each parameter that it must have: the others, asked a second time (the best of three, of more where it is quick); ours
asked the first time after its start, and the second time; how many times faster. ``=`` tells that an answer holds the
rows of ours, ``?`` that it holds others, ``!`` that there was none; below stands why. The keyword queries come again,
with a keyword, for which nothing is prepared. After SECONDS (120) a query is over, and is not asked again.
"""

from __future__ import annotations

import http.client
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora import build, write

import endpoints
import services
from uniongraph import files, queries, release
from uniongraph.remote import replies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.queries import Query

_KEYWORDS = ("集团", "没有这样的名称")
_FORMAT = "application/sparql-results+json"
_LONG, _MOST = 0.1, 30
"""Seconds of answers and their number after which a server is asked no more."""
_GRACE = 5.0
"""Seconds more that a client waits, so that the server says itself that its time was up."""


class Reply(NamedTuple):
    """How an answer came: seconds to its last byte (or until it failed), its bytes, None where it failed, and why."""

    seconds: float
    body: bytes | None
    why: str = ""


class Asked(NamedTuple):
    """A query as three servers answered it: the others a second time, ours twice."""

    name: str
    others: dict[str, Reply]
    first: Reply
    second: Reply

    def ratio(self, other: str, *, patience: float) -> float | None:
        """Return how many times faster ours was the second time; None where the other one refused the query."""
        theirs = self.others[other]
        if theirs.body is None and theirs.seconds < patience:
            return None
        return theirs.seconds / self.second.seconds if self.second.body else 0.0


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
    """Ask all servers everything, and print a line each."""
    found = release.find(root)
    with ExitStack() as running:
        others = {}
        if services.VIRTUOSO and services.ISQL:
            others["Virtuoso"] = running.enter_context(virtuoso(found.folder / "shards", patience))
        else:
            print("Virtuoso is not installed here (Debian: virtuoso-opensource-7), so it has no column")
        native = running.enter_context(endpoints.native(found.store_folder(), timeout=patience))
        others = {"native": (native.port, native.path), **others}
        ours = running.enter_context(endpoints.uniongraph(root, "--timeout", str(patience)))
        columns = (*(f"{each} 2nd" for each in others), "ours 1st", "ours 2nd")
        print(
            f"{'query':40}" + "".join(f"{each:>14}" for each in columns),
            *(f"× {each}" for each in others),
            "(ms; times as fast the second time)",
        )
        seen = []
        for query, values in questions():
            seen.append(ask(query, values, others, ours.port, patience))
            show(seen[-1], patience)
    conclude(seen, list(others), patience)


def ask(
    query: Query, values: dict[str, str], others: dict[str, tuple[int, str]], ours: int, patience: float
) -> Asked:
    """Ask all servers one query, the others by its text and ours by its name."""
    text = queries.bind(query, values)
    there = {
        name: twice(port, f"{path}?{urlencode({'query': text})}", patience)[1]
        for name, (port, path) in others.items()
    }
    path = f"/queries/{query.name}?{urlencode({**values, 'format': 'json'})}"
    return Asked(" ".join((query.name, *values.values())), there, *twice(ours, path, patience))


def show(asked: Asked, patience: float) -> None:
    """Print one line."""
    said = "".join(
        f"{each.seconds * 1000:13.1f}{' ' if each.body else '!'}"
        for each in (*asked.others.values(), asked.first, asked.second)
    )
    for name, reply in asked.others.items():
        ratio = asked.ratio(name, patience=patience)
        mark = (
            " " if not (reply.body and asked.second.body) else "?" if differing(reply, asked.second) else "="
        )
        said += f"{'–' if ratio is None else f'{ratio:.1f}':>9} {mark}"
    print(f"{asked.name[:40]:40}{said}", flush=True)


def conclude(seen: list[Asked], others: list[str], patience: float) -> None:
    """Say why answers failed and where they differ; then how many were faster."""
    for asked in seen:
        replied = {**asked.others, "ours": asked.first, "ours again": asked.second}
        for name, reply in replied.items():
            if reply.body is None:
                print(f"! {asked.name}, {name}: {reply.why}")
            elif asked.second.body and (said := differing(reply, asked.second)):
                print(f"? {asked.name}, {name}: {said}")
    for name in others:
        ratios = [
            (ratio, asked.name)
            for asked in seen
            if (ratio := asked.ratio(name, patience=patience)) is not None
        ]
        faster, least = sum(ratio > 1 for ratio, _ in ratios), min(ratios)
        print(
            f"asked a second time: {faster} of {len(ratios)} faster than {name}; least {least[0]:.1f} × ({least[1]})"
            + (f"; {len(seen) - len(ratios)} it cannot run" if len(ratios) < len(seen) else "")
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


# ---------------------------------------------------------------------------------------------- answers compared


def differing(there: Reply, here: Reply) -> str:
    """Say in what two answers differ, whatever the order of their rows; nothing where they do not."""
    assert there.body is not None
    assert here.body is not None
    if there.body == here.body:
        return ""
    theirs, ours = table(there.body), table(here.body)
    if theirs == ours:
        return ""
    if sum(theirs.values()) != sum(ours.values()):
        return f"{sum(theirs.values())} rows, ours has {sum(ours.values())}"
    columns = set()
    for one, other in zip(
        sorted((theirs - ours).elements()), sorted((ours - theirs).elements()), strict=True
    ):
        columns |= {
            f"?{name}{' (joined in another order)' if parts(value) == parts(mine) else ''}"
            for (name, value), (_, mine) in zip(one, other, strict=True)
            if value != mine
        }
    rows = sum((ours - theirs).values())
    return f"{rows} of {sum(ours.values())} rows in {', '.join(sorted(columns))}"


def table(body: bytes) -> Counter[tuple[tuple[str, str], ...]]:
    """Return how often each row of an answer is there: where a query leaves their order open, it may differ."""
    found = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    names = [each.value for each in found.variables]
    return Counter(tuple((name, str(row[name] or "")) for name in names) for row in found)


def parts(cell: str) -> list[str]:
    """Return what is joined in a cell, in an order of its own."""
    return sorted(cell.strip('"').split(" | "))


# ---------------------------------------------------------------------------------------------- servers


def twice(port: int, path: str, patience: float) -> tuple[Reply, Reply]:
    """Ask one server, and again; return the first answer and the quickest of the others.

    Who failed is not asked again, who is slow not three times, and who is quick more often: what else the machine does
    would be measured.
    """
    first, again = get(port, path, patience), list[Reply]()
    while first.body and (spent := sum(each.seconds for each in again)) < patience / 2:
        if len(again) >= 3 and (spent > _LONG or len(again) == _MOST):
            break
        again.append(get(port, path, patience))
    return first, min(again, key=lambda each: (each.body is None, each.seconds), default=first)


def get(port: int, path: str, patience: float) -> Reply:
    """Ask one server, on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience + _GRACE)
    begin = time.perf_counter()
    try:
        connection.request("GET", path, headers={"Accept": _FORMAT})
        response = connection.getresponse()
        body = response.read()
        seconds = time.perf_counter() - begin
        if response.status == http.client.OK:
            return Reply(seconds, body)
        said = replies.told(body, response.getheader("content-type", ""))
        return Reply(seconds, None, f"status {response.status} after {seconds:.1f} s: {said}")
    except (OSError, http.client.HTTPException) as error:
        seconds = time.perf_counter() - begin
        return Reply(seconds, None, f"no whole answer after {seconds:.1f} s: {error!r}")
    finally:
        connection.close()


@contextmanager
def virtuoso(shards: Path, patience: float) -> Iterator[tuple[int, str]]:
    """Run a Virtuoso that holds the quads of some shards; give its port and where it takes queries."""
    with (
        tempfile.TemporaryDirectory() as folder,
        services.virtuoso(Path(folder), shards=shards, seconds=patience) as service,
    ):
        begin = time.perf_counter()
        said = service.load(shards)
        if said:
            raise SystemExit(f"Virtuoso does not load {shards}: {said}")
        print(f"Virtuoso has loaded the release in {time.perf_counter() - begin:.0f} s")
        address = urlsplit(service.query)
        assert address.port is not None
        yield address.port, address.path


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "1000", float(sys.argv[2]) if len(sys.argv) > 2 else 120)
