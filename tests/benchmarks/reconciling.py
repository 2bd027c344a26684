"""How many names a second the reconciliation service matches on one core, over HTTP, and how long a batch of ten takes.

    python tests/benchmarks/reconciling.py [ORGANIZATIONS] [FOLDER]

A store of so many organizations (100,000) that are drawn over the forms of names, always the same, is served by one
worker; server, worker and who asks share one core. The names that are sent have damage of each kind, no two batches are
the same, and each is a form with ten queries, as OpenRefine sends it. Where FOLDER is there already, its store and its
index are taken. Prints for each way to ask the names in a second, those in a second of processor time (which other work on
the machine does not lessen), the median and the 95th percentile of a batch, and how many of the names stand first. Aims: 500
names a second, 95 of 100 batches within 20 ms.
"""

from __future__ import annotations

import gc
import http.client
import json
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote_plus

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import pyoxigraph as ox

from hosting import BASE, hosted
from matching import DAMAGE, organizations
from uniongraph import matching
from uniongraph.iris import term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hosting import Site
    from uniongraph.matching import Named

BATCH: Final = 10
WANTED: Final = 3_000
ROUNDS: Final = 3
AIM_NAMES, AIM_BATCH = 500, 20
_ID: Final = f"{BASE}id/"


def stored(things: Sequence[Named], folder: Path) -> tuple[Path, Path]:
    """Return the folders of a store of some organizations and of its index, made where they are not there yet."""
    store, derived = folder / "store", folder / "derived"
    if not store.exists():
        writer = ox.Store(os.fspath(store))
        writer.bulk_extend(quad for thing in things for quad in statements(thing))
        writer.flush()
        del writer
        gc.collect()
    if not matching.file(derived).exists():
        derived.mkdir(exist_ok=True)
        matching.make(
            matching.of_release(ox.Store.read_only(os.fspath(store))), matching.file(derived)
        ).close()
    return store, derived


def statements(thing: Named) -> Iterator[ox.Quad]:
    """Yield what the store says of an organization: its classes, its name, its territory."""
    node = ox.NamedNode(f"{_ID}org/{thing.id}")
    graph = ox.NamedNode(f"{BASE}graph/names")
    kind = "ug:UnionOrganization" if "工会" in thing.names[0] else "ug:HostOrganization"
    for each in ("ug:Organization", kind):
        yield ox.Quad(node, term("rdf:type"), term(each), graph)
    yield ox.Quad(node, term("skos:prefLabel"), ox.Literal(thing.names[0], language="zh-hans"), graph)
    if thing.division:
        yield ox.Quad(node, term("ug:territory"), ox.NamedNode(f"{_ID}place/cn-{thing.division}"), graph)


def damaged(things: Sequence[Named]) -> list[tuple[str, Named]]:
    """Return names as they stand in spreadsheets, each damaged in one way, with the organization that each means."""
    draw = random.Random(7)  # noqa: S311
    chosen = draw.sample(things, min(WANTED, len(things)))
    damages = [*DAMAGE.values()]
    return [
        (damages[number % len(damages)](thing.names[0], draw), thing) for number, thing in enumerate(chosen)
    ]


class Asker:
    """Sends batches over one connection, and takes the time of each."""

    def __init__(self, site: Site, **more: Any) -> None:  # noqa: ANN401 (JSON)
        self._connection = http.client.HTTPConnection("127.0.0.1", site.port)
        self._more = more
        self.times: list[float] = []

    def ask(self, names: Sequence[str], salt: int) -> list[list[dict[str, Any]]]:
        """Return the candidates of each name; ``salt`` makes a batch that was not asked before."""
        queries = {f"q{salt}-{number}": {"query": name, **self._more} for number, name in enumerate(names)}
        body = f"queries={quote_plus(json.dumps(queries, ensure_ascii=False))}"
        begin = time.perf_counter()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request("POST", "/reconcile", body, kind)
        answer = self._connection.getresponse()
        text = answer.read()
        self.times.append(time.perf_counter() - begin)
        assert answer.status == 200, text
        return [each["result"] for each in json.loads(text).values()]

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


def measured(site: Site, wanted: Sequence[tuple[str, Named]], called: str, **more: Any) -> None:  # noqa: ANN401 (JSON)
    """Print how fast and how well the service matches these names."""
    rates, costs, times, right = [], [], [], 0
    for turn in range(ROUNDS):
        asker = Asker(site, **more)
        first: list[list[dict[str, Any]]] = []
        begin, before = time.perf_counter(), spent()
        for start in range(0, len(wanted), BATCH):
            first += asker.ask([name for name, _ in wanted[start : start + BATCH]], turn)
        rates.append(len(wanted) / (time.perf_counter() - begin))
        costs.append(len(wanted) / (spent() - before))
        times.append(asker.times)
        asker.close()
        right = sum(
            bool(found) and found[0]["id"] == f"org/{thing.id}"
            for found, (_, thing) in zip(first, wanted, strict=True)
        )
    best = min(times, key=sum)
    cuts = statistics.quantiles(best, n=20)
    print(
        f"{called:<20} {max(rates):5.0f} names/s, {max(costs):5.0f} a second of processor "
        f"({max(costs) / AIM_NAMES:.2f} of the aim)   batch: median "
        f"{statistics.median(best) * 1e3:5.1f} ms, p95 {cuts[-1] * 1e3:5.1f} ms ({cuts[-1] * 1e3 / AIM_BATCH:.2f} of the aim)"
        f"   recall@1 {right / len(wanted):.3f}"
    )


def spent() -> float:
    """Return the seconds of processor time that this process and its workers have taken, those that ended too."""
    parents, ticks = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            said = path.read_text().rpartition(")")[2].split()
            parents[int(path.parent.name)], ticks[int(path.parent.name)] = (
                int(said[1]),
                sum(map(int, said[11:15])),
            )
    ours = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(ticks[pid] for pid in ours) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    things = list(islice(organizations(), number))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        store, derived = stored(things, folder)
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        with hosted(store, derived=derived, workers=1) as site:
            wanted = damaged(things)
            print(
                f"{number:,} organizations, {len(wanted):,} names, ten in a batch, one worker, one core, best of {ROUNDS}"
            )
            Asker(site).ask([name for name, _ in wanted[:BATCH]], -1)
            measured(site, wanted, "by name")
            measured(site, wanted, "by name, of a type", type="Organization", type_strict="should")
            measured(site, wanted, "by name, three each", limit=3)


if __name__ == "__main__":
    main()
