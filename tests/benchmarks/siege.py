"""Hostile and good load, mixed, for so many minutes: nothing is lost, and nothing is leaked.

    python tests/benchmarks/siege.py [MINUTES] [RELEASES]

Serves a folder of releases (/tmp/bench/r1000, which ``serving.py`` builds) by ``uniongraph serve`` and does to it, after
one another: 10,000 mutated requests, SERVICE in every spelling, 1,000 queries that are killed, a hundred that run out of
time at once beside a light client; then, for the minutes (10), everything at random, with slow senders and deaf readers.
Before and after each it looks at memory, descriptors and processes, and at a light client. Exit 1, with a sentence for
each, where something is off.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import endpoints
from sieges import Siege

if TYPE_CHECKING:
    from collections.abc import Callable

    from driving import Driven

MINUTES = float(sys.argv[1]) if len(sys.argv) > 1 else 10
ROOT = Path(sys.argv[2] if len(sys.argv) > 2 else "/tmp/bench/r1000")  # noqa: S108 (kept from run to run)
SLICE = 60.0
"""Seconds of the storm between two looks."""


def main() -> None:
    """Besiege a server and say what is off."""
    with endpoints.uniongraph(ROOT, "--timeout", "5") as server:
        siege = Siege(server.port, server.pid)
        siege.light(3)
        siege.mutate(200, seed=2)  # what is loaded once is loaded now
        siege.crowd(30, 0.5)
        begin, first = siege.settled(30), siege.light(5)
        _said("at the start", first, begin)
        phases: dict[str, Callable[[], None]] = {
            "10,000 mutated requests": lambda: siege.mutate(10_000),
            "SERVICE in every spelling": siege.outward,
            "1,000 killed queries": lambda: siege.kill(1_000),
        }
        for name, what in phases.items():
            before = siege.settled(30)
            what()
            after = siege.settled(30)
            siege.compare(name, before, after, memory=24)  # 16 of them are answers that are kept
            _said(f"after {name}", siege.light(3), after)
        _said("beside 100 that run out of time", siege.crowd(100, 3), siege.settled(30))
        end = time.perf_counter() + 60 * MINUTES
        while (left := end - time.perf_counter()) > 0:
            beside = siege.storm(min(SLICE, left))
            _said(f"in the storm, {left / 60:.0f} minutes left", beside, siege.settled(60))
        time.sleep(25)  # whoever is slow has been hung up on
        after, last = siege.settled(60), siege.light(5)
        _said("at the end", last, after)
        siege.compare("the whole siege", begin, after, memory=32)
        if last.at(0.99) > 5 * first.at(0.99) + 20:
            siege.complaints.append(
                f"a light client waits {first.at(0.99):.1f} → {last.at(0.99):.1f} ms (p99)"
            )
        if server.faults:
            siege.complaints.append(f"the server met a fault of its own: {server.faults[-400:]}")
    print(", ".join(f"{name}: {number:,}" for name, number in siege.seen.most_common()))
    for complaint in siege.complaints:
        print(complaint, file=sys.stderr)
    sys.exit(1 if siege.complaints else 0)


def _said(when: str, driven: Driven, held: endpoints.Taken) -> None:
    print(
        f"{when:36} light client p50 {driven.at(0.5):6.2f}  p99 {driven.at(0.99):7.2f} ms   server {held.memory:4.0f} MiB"
        f"  nursery {held.nursery:4.0f} MiB  {held.descriptors} descriptors  {held.processes} processes",
        flush=True,
    )


if __name__ == "__main__":
    main()
