"""How long a query takes that asks a partner by SERVICE: here, and at a native server that joins by itself.

Two native servers and one of ours on this machine; the partner holds names of things, and gives few rows or many.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import httpx

sys.path.insert(0, str(Path(__file__).parents[1]))

import services

THINGS = 100_000
ROUNDS = 9
JSON = {"Accept": "application/sparql-results+json"}


def named(predicate: str, folder: Path) -> Path:
    """Return a file of names of things, by one property."""
    path = folder / f"{predicate}.nt"
    thing = f'<http://thing.example/%d> <http://name.example/{predicate}> "{predicate} %d" .\n'
    path.write_text("".join(thing % (number, number) for number in range(THINGS)), "utf-8")
    return path


def fill(server: services.Native, path: Path) -> None:
    """Put a file into a native server."""
    sent = {"Content-Type": "application/n-triples"}
    httpx.post(
        f"{server.store}?default", content=path.read_bytes(), headers=sent, timeout=60
    ).raise_for_status()


def seconds(url: str, partner: str, rows: int) -> float:
    """Return the median of some queries, each of which asks the partner for one row more: none is kept from before."""
    taken = []
    with httpx.Client(timeout=60) as client:
        for number in range(ROUNDS):
            theirs = f"SELECT ?s ?b {{ ?s <http://name.example/theirs> ?b }} LIMIT {rows + number}"
            query = f"SELECT * {{ SERVICE <{partner}> {{ {theirs} }} ?s <http://name.example/ours> ?a }}"
            begin = time.perf_counter()
            client.post(url, data={"query": query}, headers=JSON).raise_for_status()
            taken.append(time.perf_counter() - begin)
    return median(taken)


def main() -> None:
    """Print what each way takes."""
    with tempfile.TemporaryDirectory() as place:
        folder, port = Path(place), services.free_port()
        os.environ["XDG_CACHE_HOME"] = place
        with services.native(folder / "partner") as partner, services.native(folder / "native") as native:
            fill(partner, named("theirs", folder))
            fill(native, ours := named("ours", folder))
            command = [sys.executable, "-m", "uniongraph", "serve", "--log", "none", "--port", str(port)]
            command += ["--allow-service", partner.query, "--data", os.fspath(ours)]
            url = f"http://127.0.0.1:{port}"
            with services.running(command, folder, f"{url}/readyz"):
                for rows in (1, 1_000, 50_000):
                    here = seconds(f"{url}/sparql", partner.query, rows)
                    there = seconds(native.query, partner.query, rows)
                    said = f"{here * 1000:7.1f} ms here, {there * 1000:7.1f} ms natively"
                    print(f"{rows:6} rows: {said}: {here / there:.1f} times")


if __name__ == "__main__":
    main()
