"""A server under siege: what is asked of it, bad and good at once, and the sentences that say what it did not bear."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING, Final

import assaults
import driving
from endpoints import Taken, taken
from mutating import mutated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from driving import Driven

__all__ = ["Siege"]

_LIGHT: Final = "SELECT ?s { ?s a ?t } LIMIT 1"
_PAUSE: Final = 0.01
"""Seconds between two requests of the light client."""
_STILL: Final = 5
_SAME: Final = 0.1
"""So many looks in a row that show the same: processes, descriptors, and memory to so many MiB."""
_DELIBERATE: Final = {503, 504}


@dataclass
class Siege:
    """A server, by its port and process, and what was seen while it was beset; ``complaints`` are sentences."""

    port: int
    pid: int
    complaints: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def light(self, seconds: float) -> Driven:
        """Ask something light, a little at a time, and complain where it is not answered."""
        request = driving.get("/sparql", _LIGHT, vary=True)
        driven = driving.drive(self.port, driving.varied([request]), 1, seconds, _PAUSE)
        if driven.failures:
            self.complaints.append(
                f"{len(driven.failures)} of {len(driven.latencies)} light requests failed: {driven.failures[0]!r}"
            )
        return driven

    @contextmanager
    def lightly(self) -> Iterator[Driven]:
        """Ask light things while the block runs; what came is there after it."""
        whole, is_over = driving.Driven(), threading.Event()

        def ask() -> None:
            while not is_over.is_set():
                part = self.light(0.5)
                whole.seconds += part.seconds
                whole.latencies += part.latencies

        with ThreadPoolExecutor(1) as one:
            asking = one.submit(ask)
            try:
                yield whole
            finally:
                is_over.set()
            asking.result()

    def kill(self, number: int) -> None:
        """Have so many queries killed at their deadline, two at a time, so that none waits in line for it."""
        request = assaults.ask(assaults.HOG, timeout="0.02")
        before, rounds = self.seen["status 504"], 0
        while (left := number - self.seen["status 504"] + before) > 0 and rounds < 10:
            self._put(cycle([request]), left, 2, {503, 504})
            rounds += 1
        if left > 0:
            self.complaints.append(f"{left} of {number} queries were never killed")

    def crowd(self, number: int, seconds: float) -> Driven:
        """Have so many queries run out of time at once, and return how a light client fared meanwhile."""
        with self.lightly() as driven:
            request = assaults.ask(assaults.HOG, timeout=f"{seconds:g}")
            self._put(cycle([request]), number, number, {503, 504})
        return driven

    def mutate(self, number: int, seed: int = 1) -> None:
        """Put so many mutated requests: no failure of the server's own, and none is left without any answer."""
        self._put(mutated(seed, number), number, 4, None)

    def _put(self, requests: Iterator[bytes], number: int, at_once: int, expected: set[int] | None) -> None:
        lock = threading.Lock()

        def one(_: int) -> None:
            with lock:
                request = next(requests)
            got = assaults.reply(self.port, request)
            with lock:
                self.seen[f"status {got.status}"] += 1
                is_own = got.status >= 500 and got.status not in _DELIBERATE
                if is_own or (expected is not None and got.status not in expected):
                    self.complaints.append(f"status {got.status} for {request[:300]!r}: {got.body[:200]!r}")

        with ThreadPoolExecutor(at_once) as several:
            list(several.map(one, range(number)))

    def outward(self) -> None:
        """Have it ask others in every way; complain where somebody is asked, or it says anything but 403 or 400."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(0.2)
            address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
            for way in assaults.SERVICES:
                got = assaults.reply(self.port, assaults.ask(way.format(address)))
                if got.status not in {400, 403}:
                    self.complaints.append(f"status {got.status} for {way}")
            with suppress(TimeoutError):
                listener.accept()
                self.complaints.append("another server was asked")

    def storm(self, seconds: float, *, at_once: int = 6, timeout: float = 1.0) -> Driven:
        """Do everything at random, at once, for so long, and return how a light client fared meanwhile."""
        end = time.perf_counter() + seconds

        def rage(seed: int) -> None:
            chance = random.Random(seed)  # noqa: S311
            while time.perf_counter() < end:
                if chance.random() < 0.5:
                    name = chance.choice(list(assaults.QUERIES))
                    complaint = assaults.hostile(self.port, name, timeout * chance.random() + 0.05)
                    if complaint is not None:
                        self.complaints.append(complaint)
                else:
                    name = chance.choice(list(assaults.MISBEHAVIOURS))
                    with suppress(ConnectionError, TimeoutError):
                        assaults.MISBEHAVIOURS[name](self.port)
                self.seen[name] += 1

        with self.lightly() as driven, self._idlers(10), ThreadPoolExecutor(at_once) as several:
            for done in [several.submit(rage, seed) for seed in range(at_once)]:
                done.result()
        return driven

    @contextmanager
    def _idlers(self, number: int) -> Iterator[None]:
        """Keep connections that send drop by drop, and connections that never read, while the block runs."""
        is_over = threading.Event()
        flood = driving.get("/sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f }")

        def drip(connections: list[socket.socket]) -> None:
            while not is_over.wait(1):
                for connection in connections:
                    with suppress(OSError):
                        connection.send(b"X")

        with ExitStack() as open_ones, ThreadPoolExecutor(1) as one:
            slow, deaf = (
                [
                    open_ones.enter_context(socket.create_connection(("127.0.0.1", self.port)))
                    for _ in range(number)
                ]
                for _ in range(2)
            )
            for connection in slow:
                connection.sendall(b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            for connection in deaf:
                connection.sendall(flood)
            one.submit(drip, slow)
            try:
                yield
            finally:
                is_over.set()

    def settled(self, seconds: float = 15) -> Taken:
        """Return what the server holds once it holds no more than at rest, or after so long."""
        end = time.perf_counter() + seconds
        last, still = taken(self.pid), 0
        while time.perf_counter() < end and still < _STILL:
            time.sleep(0.1)
            now = taken(self.pid)
            is_same = (now.descriptors, now.processes) == (last.descriptors, last.processes)
            # the nursery reads ahead while nothing is to be done, so what it holds grows for a moment
            is_same = is_same and abs(now.nursery - last.nursery) < _SAME and now.processes <= self.rest
            last, still = now, still + 1 if is_same else 0
        return last

    rest: int = 5
    """Processes at rest: the server, its nursery, and the workers that stand by."""

    def compare(self, what: str, before: Taken, after: Taken, *, memory: float, nursery: float = 4) -> None:
        """Complain where a server holds more after something than before; ``memory`` is in MiB."""
        if after.memory - before.memory > memory:
            self.complaints.append(f"{what}: the server holds {before.memory:.0f} → {after.memory:.0f} MiB")
        if after.nursery - before.nursery > nursery:
            self.complaints.append(
                f"{what}: the nursery holds {before.nursery:.0f} → {after.nursery:.0f} MiB"
            )
        if after.descriptors > before.descriptors:
            self.complaints.append(f"{what}: {before.descriptors} → {after.descriptors} descriptors")
        if after.processes > before.processes:
            self.complaints.append(f"{what}: {before.processes} → {after.processes} processes")
