"""A server follows the pointer: another release takes over without one failed or mixed answer."""

from __future__ import annotations

import asyncio
import errno
import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import httpx
import pytest

from test_keeping import BASE, publish, shard
from uniongraph import release
from uniongraph.server.host import Host
from uniongraph.server.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from uniongraph.workers import Asking

TITLES = f"SELECT ?t {{ ?s <{BASE}name> ?t }}"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w FILTER (?x = ?y || STRLEN(STR(?z)) > 1) }"


@contextmanager
def served(place: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run ``uniongraph serve`` on a free port while the block runs; give its address."""
    command = [sys.executable, "-m", "uniongraph", "serve", "--port", "0", "--timeout", "200", "--release"]
    command.append(os.fspath(place))
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        found = re.search(r"http://\S+", process.stderr.readline().decode())
        assert found
        try:
            yield found[0], process
        finally:
            process.terminate()
            process.wait(20)


def ask(client: httpx.Client, address: str) -> tuple[str, list[str]]:
    """Return the release that answered, and the titles it knows."""
    response = client.get(
        f"{address}sparql", params={"query": TITLES, "format": "json", "n": str(time.monotonic_ns())}
    )
    assert response.status_code == 200
    rows = response.json()["results"]["bindings"]
    return response.headers["x-uniongraph-release"], sorted(row["t"]["value"] for row in rows)


def wait_for(client: httpx.Client, address: str, release_id: str) -> None:
    """Return once the server answers with this release."""
    end = time.monotonic() + 20
    while ask(client, address)[0] != release_id:
        assert time.monotonic() < end, f"{release_id} was not taken up"
        time.sleep(0.05)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a folder of two releases, the second current."""
    place = tmp_path / "mine"
    for titles in (("甲",), ("乙", "丙")):
        publish(place, one=shard(*titles))
    return place


@pytest.mark.slow
def test_a_release_takes_over_under_load(root: Path) -> None:
    """Six turns to and fro while four clients ask: every answer is whole, and of the release that it names."""
    (first, second) = (each.id for each in release.list_releases(root) if isinstance(each, release.Release))
    content: dict[str, list[str]] = {}
    stop = threading.Event()

    def load(address: str) -> set[tuple[str, tuple[str, ...]]]:
        seen = set()
        with httpx.Client(timeout=30) as client:
            while not stop.is_set():
                name, titles = ask(client, address)
                seen.add((name, tuple(titles)))
        return seen

    with served(root) as (address, _), httpx.Client() as client, ThreadPoolExecutor(4) as clients:
        try:
            loads = [clients.submit(load, address) for _ in range(4)]
            for name in (first, second) * 3:
                release.use(root, name)
                wait_for(client, address, name)
                content[name] = ask(client, address)[1]
        finally:
            stop.set()
        found = set().union(*(each.result() for each in loads))
    assert content[first] != content[second]
    assert found == {(name, tuple(titles)) for name, titles in content.items()}


@pytest.mark.slow
def test_what_runs_ends_on_the_release_it_began_on(root: Path) -> None:
    """A slow question asked of the old release is answered by it after the new one took over."""
    many = tuple(f"题{n}" for n in range(75))
    old = publish(root, one=shard(*many))
    new = publish(root, one=shard("新"))
    release.use(root, old.id)
    with served(root) as (address, _), httpx.Client(timeout=200) as client, ThreadPoolExecutor(1) as side:
        wait_for(client, address, old.id)
        asked = side.submit(
            httpx.get, f"{address}sparql", params={"query": SLOW, "format": "json"}, timeout=200
        )
        time.sleep(0.3)
        release.use(root, new.id)
        wait_for(client, address, new.id)
        assert not asked.done(), "the question was not slow enough to outlive the change"
        answer = asked.result(200)
    assert answer.headers["x-uniongraph-release"] == old.id
    assert answer.json()["results"]["bindings"][0]["n"]["value"] == str(75**4)


def test_a_pointer_to_nothing_changes_nothing(root: Path) -> None:
    """The release that is served stays, and the log says once why."""
    with served(root) as (address, process), httpx.Client() as client:
        before = ask(client, address)
        (root / "current").write_text("0123456789abcdef\n")
        time.sleep(1.5)
        assert ask(client, address) == before
        process.terminate()
        assert process.stderr is not None
        said = process.stderr.read().decode()
    assert said.count("0123456789abcdef, which is missing") == 1


def test_one_release_named_by_its_folder_stays(root: Path) -> None:
    """Who serves a release and not a folder of them gets that one, whatever is current."""
    fixed = next(each for each in release.list_releases(root) if isinstance(each, release.Release))
    with served(fixed.folder) as (address, _), httpx.Client() as client:
        for each in release.list_releases(root):
            assert isinstance(each, release.Release)
            release.use(root, each.id)
            time.sleep(0.7)
            assert ask(client, address)[0] == fixed.id


class Stub:
    """A pool that notes whether it was closed."""

    def __init__(self) -> None:
        self.is_closed = False
        self.ended = Counter[str]()

    async def open(self) -> None:
        """Be ready."""

    def close(self) -> None:
        """Note it."""
        self.is_closed = True


def standing_in(release_id: str) -> Service:
    """Return a service that answers nothing."""
    return Service(cast("Asking", Stub()), {}, release_id, BASE)


def test_a_release_that_comes_back_is_another_service() -> None:
    """A, B, A again and C while an answer on the first A runs: each is closed once nobody needs it, and no sooner."""

    async def work() -> None:
        first, *heirs = map(standing_in, ("A", "B", "A", "C"))
        host = Host(first)
        with host.lease():
            for heir in heirs:
                await host._hand_over(heir)
            assert [each.pool.is_closed for each in (first, *heirs)] == [False, True, True, False]  # type: ignore[attr-defined]
            assert len(host.services) == 2
        assert first.pool.is_closed  # type: ignore[attr-defined]
        assert host.services == (heirs[-1],)

    asyncio.run(work())


def test_a_successor_that_cannot_start_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the system gives no process or no descriptor the release stays, and the next look may find one."""
    monkeypatch.setattr("uniongraph.server.host._LOOK", 0.01)
    heir = standing_in("B")
    looks: Iterator[OSError | Service] = iter(
        [OSError(errno.EMFILE, "Too many open files"), OSError(errno.EAGAIN, "Try again"), heir]
    )

    def look(served: str) -> Service | None:
        if served == "B":
            return None
        found = next(looks)
        if isinstance(found, OSError):
            raise found
        return found

    async def work() -> None:
        host = Host(standing_in("A"), look)
        await host.open()
        await asyncio.sleep(0.3)
        assert host.current is heir
        await host.close()

    asyncio.run(work())
    assert "release A stays" in caplog.text
