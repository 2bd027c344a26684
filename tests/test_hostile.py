"""A real server under siege for some seconds; ``benchmarks/siege.py`` does the same for an hour."""

from __future__ import annotations

import http.client
import os
import socket
import time
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

import assaults
import driving
from endpoints import Endpoint, bare, taken
from sieges import Siege

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """Give a server, in a process of its own, on a store that is large enough to run out of time on."""
    folder = tmp_path_factory.mktemp("large") / "store"
    writer = ox.Store(os.fspath(folder))
    names = [ox.NamedNode(f"http://example.org/{number}") for number in range(3_000)]
    writer.extend(
        ox.Quad(name, names[at % 7], ox.Literal(at), ox.NamedNode("http://example.org/g"))
        for at, name in enumerate(names)
    )
    writer.flush()
    del writer
    with bare(folder, timeout=5) as endpoint:
        Siege(endpoint.port, endpoint.pid).light(0.5)
        yield endpoint


@pytest.fixture
def siege(server: Endpoint) -> Iterator[Siege]:
    """Give a siege of that server; after it, nothing was complained of, and a plain query is answered as before."""
    siege = Siege(server.port, server.pid)
    before = siege.settled()
    yield siege
    siege.compare("afterwards", before, siege.settled(), memory=32)
    assert siege.complaints == []
    assert siege.light(0.3).at(0.5) < 100  # the machines of tests are noisy


@pytest.mark.parametrize("name", assaults.QUERIES)
def test_a_hostile_query_is_told_no_and_ends_in_time(siege: Siege, name: str) -> None:
    """Refused or killed: within its deadline and 100 ms, and what the machine is late by."""
    begin = time.perf_counter()
    assert assaults.hostile(siege.port, name, 0.3) is None
    assert time.perf_counter() - begin < 0.3 + 0.1 + 1.0


def test_nobody_else_is_asked(siege: Siege) -> None:
    """SERVICE is refused however it is written, and nobody knocks at the listener."""
    siege.outward()


@pytest.mark.parametrize("name", assaults.MISBEHAVIOURS)
def test_who_misbehaves_on_the_wire_leaves_nothing_behind(siege: Siege, name: str) -> None:
    """Five times each; the fixture counts processes and descriptors."""
    for _ in range(5):
        assaults.MISBEHAVIOURS[name](siege.port)


def test_killed_queries_leave_everything_where_it_was(siege: Siege) -> None:
    """Fifty of them; the fixture looks at memory, descriptors and processes."""
    siege.kill(50)


def test_a_light_client_keeps_its_latency_beside_a_crowd(siege: Siege) -> None:
    """A hundred queries run out of time at once."""
    alone = siege.light(1)
    beside = siege.crowd(100, 1)
    assert siege.seen["status 504"] > 0
    assert beside.at(0.5) < 20 * alone.at(0.5) + 20
    assert beside.at(0.99) < 1_000


def test_mutated_requests_are_all_answered(siege: Siege) -> None:
    """Four hundred of them: none meets a fault of the server's own."""
    siege.mutate(400)


def test_everything_at_once(siege: Siege) -> None:
    """Hostile queries, misbehaviour, slow senders and deaf readers, and the light client is answered."""
    siege.storm(4, timeout=0.5)


def test_who_sends_slowly_or_never_reads_is_hung_up_on(tmp_path: Path) -> None:
    """With short patience, so that the test need not wait: the connection ends, and so does what it held."""
    writer = ox.Store(os.fspath(tmp_path / "store"))
    node = ox.NamedNode("http://example.org/")
    writer.extend(ox.Quad(node, node, ox.Literal("x" * 1_000 + str(number))) for number in range(300))
    writer.flush()
    del writer
    with bare(tmp_path / "store", patience=0.5) as server:
        siege = Siege(server.port, server.pid)
        before = siege.settled().descriptors
        slow = [http.client.HTTPConnection("127.0.0.1", server.port) for _ in range(2)]
        for connection in slow:
            connection.connect()
        assert slow[0].sock is not None
        slow[0].sock.sendall(b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nX-Slow: ")
        deaf = http.client.HTTPConnection("127.0.0.1", server.port)
        deaf.connect()
        deaf.sock.sendall(driving.get("/sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f }"))
        time.sleep(0.2)
        held = taken(server.pid).descriptors - before
        assert held >= 3  # those of the three, and of a worker in the place of the one that nobody reads
        time.sleep(2)
        assert siege.settled().descriptors <= before
        for connection in (*slow, deaf):
            connection.close()


def test_who_speaks_http_1_0_and_leaves_makes_no_noise(tmp_path: Path) -> None:
    """The answer ends with the connection, and there is nothing to say of that."""
    writer = ox.Store(os.fspath(tmp_path / "store"))
    node = ox.NamedNode("http://example.org/")
    writer.extend(ox.Quad(node, node, ox.Literal(f"{'x' * 1_000}{number}")) for number in range(300))
    writer.flush()
    del writer
    request = driving.get("/sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f }").replace(b"HTTP/1.1", b"HTTP/1.0")
    with bare(tmp_path / "store") as server:
        for size in (1, 10_000, 100_000):
            for _ in range(3):
                with socket.create_connection(("127.0.0.1", server.port)) as client:
                    client.sendall(request)
                    client.recv(size)
        time.sleep(1)
        assert not server.faults


def test_requests_made_from_the_description_meet_no_fault(siege: Siege) -> None:
    """Schemathesis makes them of ``/openapi.json``, good and bad."""
    base = f"http://127.0.0.1:{siege.port}"
    if (
        assaults.reply(
            siege.port, b"GET /openapi.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        ).status
        != 200
    ):
        pytest.skip("this server has no /openapi.json")
    schema = schemathesis.openapi.from_url(f"{base}/openapi.json")
    for found in schema.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]

        @settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def answered(case: Any) -> None:  # noqa: ANN401 (schemathesis's own)
            status = case.call(base_url=base, timeout=20).status_code
            assert status < 500 or status in {503, 504}, (case.as_curl_command(), status)

        answered()
