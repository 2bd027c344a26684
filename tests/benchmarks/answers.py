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
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora import build, write

import endpoints
import services
from uniongraph import files, queries, release
from uniongraph.fetching import failures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.queries import Query

Row: TypeAlias = tuple[tuple[str, str], ...]
"""The columns of a row and what is in them."""
_KEYWORDS = ("集团", "没有这样的名称")
_FORMAT = "application/sparql-results+json"
_LONG, _MOST = 0.5, 50
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

    def ratio(self, other: str, patience: float) -> float | None:
        """Return how many times faster ours was the second time; None where the other one refused the query."""
        theirs = self.others[other]
        if theirs.body is None and theirs.seconds < patience:
            return None
        return theirs.seconds / self.second.seconds if self.second.body else 0.0

    def faults(self) -> dict[str, str]:
        """Return what is to be said of servers that gave no answer (``!``) or other rows than ours (``?``)."""
        found = {}
        for name, reply in {**self.others, "ours 1st": self.first, "ours 2nd": self.second}.items():
            if reply.body is None:
                found[name] = f"! {self.name}, {name}: {reply.why}"
            elif self.second.body and (said := differing(reply.body, self.second.body)):
                found[name] = f"? {self.name}, {name}: {said}"
        return found


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
        notes: list[str] = []
        ratios: dict[str, list[tuple[float | None, str]]] = {name: [] for name in others}
        for query, values in questions():
            asked = ask(query, values, others, ours.port, patience)
            faults = asked.faults()
            show(asked, faults, patience)
            notes += faults.values()
            for name, known in ratios.items():
                known.append((asked.ratio(name, patience), asked.name))
    for note in notes:
        print(note)
    for name, known in ratios.items():
        conclude(name, known)


def ask(
    query: Query, values: dict[str, str], others: dict[str, tuple[int, str]], ours: int, patience: float
) -> Asked:
    """Ask all servers one query, the others by its text and ours by its name."""
    by_text = urlencode({"query": queries.bind(query, values)})
    places = {name: (port, f"{path}?{by_text}") for name, (port, path) in others.items()}
    places["ours"] = (ours, f"/queries/{query.name}?{urlencode({**values, 'format': 'json'})}")
    first = {name: get(*place, patience) for name, place in places.items()}
    second = best(places, first, patience)
    name = " ".join((query.name, *values.values()))
    return Asked(name, {each: second[each] for each in others}, first["ours"], second["ours"])


def show(asked: Asked, faults: dict[str, str], patience: float) -> None:
    """Print one line."""
    said = "".join(
        f"{each.seconds * 1000:13.1f}{' ' if each.body else '!'}"
        for each in (*asked.others.values(), asked.first, asked.second)
    )
    for name in asked.others:
        ratio = asked.ratio(name, patience)
        said += f"{'–' if ratio is None else f'{ratio:.1f}':>9} {faults.get(name, '=')[0]}"
    print(f"{asked.name[:40]:40}{said}", flush=True)


def conclude(other: str, known: list[tuple[float | None, str]]) -> None:
    """Say how many answers were faster the second time than those of another server."""
    ratios = [(ratio, name) for ratio, name in known if ratio is not None]
    faster, (least, slowest) = sum(ratio > 1 for ratio, _ in ratios), min(ratios)
    refused = f"; {len(known) - len(ratios)} it does not run" if len(ratios) < len(known) else ""
    print(
        f"asked a second time: {faster} of {len(ratios)} faster than {other}; least {least:.1f} × ({slowest}){refused}"
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


def differing(there: bytes, here: bytes) -> str:
    """Say in what two answers differ, whatever the order of their rows; nothing where they do not."""
    if there == here:
        return ""
    theirs, ours = table(there), table(here)
    if theirs == ours:
        return ""
    if sum(theirs.values()) != sum(ours.values()):
        return f"{sum(theirs.values())} rows, ours has {sum(ours.values())}"
    names = [name for name, _ in next(iter(ours))]
    guilty = [f"?{name}" for name in names if without(name, theirs) == without(name, ours)]
    is_mixed = sorted(map(unjoined, theirs.elements())) == sorted(map(unjoined, ours.elements()))
    where = guilty[0] if guilty else "several columns"
    said = f"{sum((ours - theirs).values())} of {sum(ours.values())} rows in {where}"
    return f"{said} (joined in another order)" if is_mixed else said


def table(body: bytes) -> Counter[Row]:
    """Return how often each row of an answer is there: where a query leaves their order open, it may differ."""
    found = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    names = [each.value for each in found.variables]
    return Counter(tuple((name, str(row[name] or "")) for name in names) for row in found)


def without(name: str, rows: Counter[Row]) -> Counter[Row]:
    """Return rows as they are without one column."""
    return Counter(tuple(each for each in row if each[0] != name) for row in rows.elements())


def unjoined(row: Row) -> list[list[str]]:
    """Return a row as what its cells join, in an order of its own."""
    return [sorted(value.strip('"').split(" | ")) for _, value in row]


# ---------------------------------------------------------------------------------------------- servers


def best(places: dict[str, tuple[int, str]], first: dict[str, Reply], patience: float) -> dict[str, Reply]:
    """Ask servers again, in turn, so that what else the machine does slows all of them; return the quickest answers.

    Who failed is not asked again, who is slow not three times, and who is quick more often.
    """
    seen: dict[str, list[Reply]] = {name: [] for name in places}

    def is_left(name: str) -> bool:
        spent = sum(each.seconds for each in seen[name])
        most, longest = (3, patience / 2) if len(seen[name]) < 3 else (_MOST, _LONG)
        return first[name].body is not None and len(seen[name]) < most and spent < longest

    while left := [name for name in places if is_left(name)]:
        for name in left:
            seen[name].append(get(*places[name], patience))
    return {
        name: min(again, key=lambda each: (each.body is None, each.seconds), default=first[name])
        for name, again in seen.items()
    }


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
            if body.rstrip().endswith(b"}"):
                return Reply(seconds, body)
            tail = body[-80:].decode("utf-8", "replace")
            return Reply(seconds, None, f"broken off after {seconds:.1f} s: …{tail}")
        said = failures.told(body, response.getheader("content-type", ""))
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
