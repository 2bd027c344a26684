"""What is seen of a server that runs: health, metrics, the log, what proxies say, and how it stops."""

from __future__ import annotations

import asyncio
import hashlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pyoxigraph as ox
import pytest
from prometheus_client.parser import text_string_to_metric_families

from hosting import BASE, RELEASE, Site, asked, fetch, hosted, kept, send
from test_keeping import publish, shard
from uniongraph import files, queries
from uniongraph.errors import UnionGraphError
from uniongraph.server.host import Host
from uniongraph.server.journal import Journal
from uniongraph.server.proxies import Trusted
from uniongraph.server.service import Service
from uniongraph.sparql import Limits
from uniongraph.workers import Pool, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

EX = "http://example.org/"
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
HOG = "SELECT (SUM(?x * ?y * ?z) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }"
SORT = "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?z ?y ?x"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store of 3,000 statements."""
    written = ox.Store()
    written.extend(
        ox.Quad(ox.NamedNode(f"{EX}{n}"), ox.NamedNode(f"{EX}p"), ox.Literal(n), ox.NamedNode(f"{EX}g"))
        for n in range(3_000)
    )
    return kept(written, tmp_path_factory.mktemp("watched"))


class Log:
    """What a journal wrote to a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.journal = Journal(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND))

    def lines(self, count: int) -> list[dict[str, Any]]:
        """Return the lines once there are so many."""
        end = time.monotonic() + 10
        while self.path.read_bytes().count(b"\n") < count:
            assert time.monotonic() < end, self.path.read_text()
            time.sleep(0.02)
        found = [json.loads(line) for line in self.path.read_text().splitlines()]
        assert len(found) == count
        return found


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """Give a log."""
    return Log(tmp_path / "access.jsonl")


def metric(site: Site, name: str, **labels: str) -> float:
    """Return the value of one metric now, 0 where it has not been seen."""
    text = send(site, "GET", "/metrics").text
    return next(
        (
            sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        ),
        0.0,
    )


def until(site: Site, name: str, value: float, **labels: str) -> None:
    """Return once a metric has a value."""
    end = time.monotonic() + 10
    while (found := metric(site, name, **labels)) != value:
        assert time.monotonic() < end, f"{name}{labels} is {found}"
        time.sleep(0.05)


def left(port: int, query: str, seconds: float) -> None:
    """Ask a query and hang up after a while."""
    with socket.create_connection(("127.0.0.1", port)) as one:
        one.sendall(f"GET {asked(query)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(seconds)


# ---------------------------------------------------------------------------------------------- health


def test_a_server_that_answers_is_alive_and_ready(store: Path) -> None:
    """Both say so, and neither is kept by anybody."""
    with hosted(store) as site:
        for path, said in (("/healthz", "alive\n"), ("/readyz", "ready\n")):
            response = send(site, "GET", path)
            assert (response.status_code, response.text) == (200, said)
            assert response.headers["cache-control"] == "no-store"
            assert "etag" not in response.headers


def test_readiness_asks_a_worker_once_a_second(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty who want to know at once cost one query, and the next second another."""
    with hosted(store) as site:
        pool, seen = site.host.current.pool, []
        before = pool.ask

        async def ask(task: Any, **how: Any) -> Any:  # noqa: ANN401 (as it came)
            seen.append(task.text)
            return await before(task, **how)

        monkeypatch.setattr(pool, "ask", ask)
        with ThreadPoolExecutor(10) as crowd:
            said = list(crowd.map(lambda _: fetch(site.port, "/readyz"), range(50)))
        assert set(said) == {b"ready\n"}
        assert 1 <= len(seen) <= 2
        time.sleep(1.1)
        fetch(site.port, "/readyz")
        assert 2 <= len(seen) <= 3


def test_a_server_whose_workers_do_not_answer_is_alive_and_not_ready(store: Path) -> None:
    """The line is full of long queries; when they are gone it is ready again."""
    with hosted(store, workers=1, waiting=1, youth=60, timeout=2) as site:
        threads = [threading.Thread(target=fetch, args=(site.port, asked(HOG, n=str(n)))) for n in range(2)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        response = send(site, "GET", "/readyz")
        assert (response.status_code, response.text) == (503, "service: too many queries wait already\n")
        assert send(site, "GET", "/healthz").status_code == 200
        for thread in threads:
            thread.join(20)
        time.sleep(1.1)
        assert send(site, "GET", "/readyz").status_code == 200


# ---------------------------------------------------------------------------------------------- metrics


def test_requests_are_counted_by_route_method_and_status(store: Path) -> None:
    """Whatever the address is, the route is one of few; the histogram has as many as the counter."""
    with hosted(store, queries.load(files.folder("queries"))) as site:
        for _ in range(3):
            send(site, "GET", asked("ASK {}"))
        send(site, "POST", "/sparql", data={"query": "ASK {"})
        send(site, "HEAD", "/queries/awards-by-district")
        send(site, "GET", "/queries/nothing")
        send(site, "GET", "/static/style.css")
        for path in ("/a", "/b", "/c/d"):
            send(site, "GET", path)
        send(site, "PUT", "/sparql")
        counts = "uniongraph_requests_total"
        assert metric(site, counts, route="/sparql", method="GET", status="200") == 3
        assert metric(site, counts, route="/sparql", method="POST", status="400") == 1
        assert metric(site, counts, route="/sparql", method="other", status="405") == 1
        assert metric(site, counts, route="/queries/{name}", method="HEAD", status="200") == 1
        assert metric(site, counts, route="/queries/{name}", method="GET", status="404") == 1
        assert metric(site, counts, route="/static", method="GET", status="200") == 1
        assert metric(site, counts, route="none", method="GET", status="404") == 3
        assert metric(site, "uniongraph_request_seconds_count", route="/sparql") == 5
        assert metric(site, "uniongraph_request_seconds_bucket", route="/sparql", le="+Inf") == 5
        assert 0 < metric(site, "uniongraph_request_seconds_sum", route="/sparql") < 5
        assert metric(site, "uniongraph_release_info", release=RELEASE) == 1
        assert metric(site, "uniongraph_workers") >= 2  # those that `hosted` asks for, and one that stands by
        assert metric(site, "process_resident_memory_bytes") > 1_000_000


def test_the_cache_is_counted(store: Path) -> None:
    """Hits, among them 304; misses, of what could have been kept; and what is kept."""
    with hosted(store) as site:
        tag = send(site, "GET", asked("ASK {}")).headers["etag"]
        send(site, "GET", asked("ASK {}"))
        assert send(site, "GET", asked("ASK {}"), headers={"If-None-Match": tag}).status_code == 304
        send(site, "GET", "/healthz")
        assert metric(site, "uniongraph_cache_hits_total") == 2
        assert metric(site, "uniongraph_cache_misses_total") == 1
        assert metric(site, "uniongraph_cache_answers") == 1
        assert metric(site, "uniongraph_cache_bytes") > 26


def test_openmetrics_is_given_to_who_asks_for_it(store: Path) -> None:
    """Prometheus itself does."""
    with hosted(store) as site:
        response = send(
            site, "GET", "/metrics", headers={"Accept": "application/openmetrics-text;version=1.0.0"}
        )
    assert response.headers["content-type"].startswith("application/openmetrics-text")
    assert response.text.endswith("# EOF\n")


def test_kills_are_counted_by_reason(store: Path, log: Log) -> None:
    """The deadline, a death of memory, a client that leaves, a limit; each has its sentence in the log."""
    kills = "uniongraph_kills_total"
    limits = Limits(rows=20_000)
    with hosted(store, limits=limits, memory=200 << 20, timeout=20, journal=log.journal) as site:
        assert send(site, "GET", asked(HOG, timeout="0.2")).status_code == 504
        assert send(site, "GET", asked(SORT)).status_code == 503
        left(site.port, HOG, 0.4)
        until(site, kills, 1, reason="disconnect")
        with pytest.raises(httpx.RemoteProtocolError):
            send(site, "GET", asked(ROWS))
        assert metric(site, kills, reason="deadline") == 1
        assert metric(site, kills, reason="limit") == 1
        assert metric(site, kills, reason="memory") + metric(site, kills, reason="died") == 1
        until(site, "uniongraph_workers", 3)
        assert metric(site, "uniongraph_running", age="young") == 0
        assert metric(site, "uniongraph_running", age="elder") == 0
        said = [
            each for each in map(json.loads, log.path.read_text().splitlines()) if each["route"] == "/sparql"
        ]
    assert [each["status"] for each in said] == [504, 503, 499, 200]
    reasons = [each["reason"] for each in said]
    assert reasons[0] == "query: the query is not done after 0.2 s"
    assert "takes more memory than it may" in reasons[1]
    assert reasons[2:] == [
        "the client left before it had an answer",
        "the answer is cut off after 20,000 rows",
    ]


def test_running_and_waiting_queries_are_seen(store: Path) -> None:
    """One young, one elder, one in line, as they are."""
    with hosted(store, workers=1, elders=1, youth=0.5, timeout=10) as site:
        threads = [threading.Thread(target=left, args=(site.port, HOG, 6)) for _ in range(3)]
        threads[0].start()
        until(site, "uniongraph_running", 1, age="elder")
        for thread in threads[1:]:
            thread.start()
        until(site, "uniongraph_queue", 1)
        for thread in threads:
            thread.join(20)


def test_a_release_that_is_gone_is_still_counted(tmp_path: Path) -> None:
    """Counts only grow, whatever release answers."""
    written = kept(ox.Store(), tmp_path)
    first, second = (Service(Pool(written), {}, name, BASE) for name in ("one", "two"))
    host = Host(first)
    first.pool.ended["deadline"] += 2
    second.pool.ended["deadline"] += 1
    host.current = second
    host._retired[id(first)] = first
    assert host.ended == Counter(deadline=3)
    host._dismiss()
    assert list(host.services) == [second]
    assert host.ended == Counter(deadline=3)
    second.pool.close()


# ---------------------------------------------------------------------------------------------- the log


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def test_each_request_is_a_line(store: Path, log: Log) -> None:
    """Everything that finds it again, and nothing of who asked."""
    with hosted(store, queries.load(files.folder("queries")), journal=log.journal) as site:
        first = send(site, "GET", asked("ASK {} # 表彰", format="json"))
        send(site, "GET", asked("ASK {} # 表彰", format="json"))
        send(
            site,
            "GET",
            asked("ASK {} # 表彰", format="json"),
            headers={"If-None-Match": first.headers["etag"]},
        )
        send(site, "POST", "/sparql", data={"query": "ASK {} # 表彰"}, headers={"Accept": "text/html"})
        send(site, "GET", "/queries/awards-of-organization?organization=某%20工会&format=csv")
        send(site, "GET", "/healthz")
        lines = log.lines(6)
    assert list(lines[0]) == [
        "time", "method", "route", "path", "status", "seconds", "bytes", "release", "query", "format", "cached",
    ]  # fmt: skip
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", lines[0]["time"])
    assert [each["cached"] for each in lines] == [False, True, True, False, False, False]
    assert [each["status"] for each in lines[:4]] == [200, 200, 304, 200]
    assert {each["query"] for each in lines[:4]} == {sha("ASK {} # 表彰")}
    assert [each["format"] for each in lines[:4]] == ["json", "json", "json", "html"]
    assert [each["bytes"] for each in lines[:3]] == [26, 26, 0]
    assert {each["release"] for each in lines} == {RELEASE}
    assert lines[4]["query"] == sha("awards-of-organization?organization=%E6%9F%90+%E5%B7%A5%E4%BC%9A")
    assert (lines[4]["path"], lines[4]["route"]) == ("/queries/awards-of-organization", "/queries/{name}")
    assert (lines[5]["query"], lines[5]["format"]) == (None, None)
    assert all(0 < each["seconds"] < 5 for each in lines)
    assert "127.0.0.1" not in log.path.read_text()


def test_the_log_says_what_was_wrong(store: Path, log: Log) -> None:
    """A refusal with its sentence, what is no request at all, and no control character whatever is sent."""
    with hosted(store, journal=log.journal) as site:
        send(site, "GET", asked("SELECT"))
        send(site, "GET", "/a%0A%1B%5B31m%C2%9B")
        with socket.create_connection(("127.0.0.1", site.port)) as one:
            one.sendall(b"nonsense\r\n\r\n")
            assert b" 400 " in one.recv(1000)
        lines = log.lines(3)
        assert metric(site, "uniongraph_requests_total", route="none", method="other", status="400") == 1
    assert lines[0]["reason"].startswith("query:1: syntax error at column 7")
    assert lines[1]["path"] == "/a\n\x1b[31m\x9b"
    assert lines[2]["reason"] == "Invalid HTTP request received."
    assert all(each == 10 or 32 <= each < 127 for each in log.path.read_bytes())


def test_a_slow_query_says_how_it_waited_and_grew_old(store: Path, log: Log) -> None:
    """A line that took long tells whether it stood in line or ran long."""
    slow = "SELECT (SUM(?x * ?y) AS ?n) { { SELECT ?x { ?a ?p ?x } LIMIT 900 } ?b ?q ?y }"
    with hosted(store, journal=log.journal, workers=1, youth=0.1, timeout=200) as site:
        with ThreadPoolExecutor(2) as two:
            list(two.map(lambda n: fetch(site.port, asked(slow, n=str(n))), range(2)))
        lines = log.lines(2)
    assert all(each["elder"] for each in lines)
    assert sum("waited" in each for each in lines) == 1
    assert max(each.get("waited", 0) for each in lines) > 0.02


def test_addresses_are_logged_only_when_told(store: Path, log: Log) -> None:
    """Then the peer's, or what a trusted proxy says."""
    with hosted(store, journal=log.journal, addresses=True) as site:
        send(site, "GET", "/healthz", headers={"X-Forwarded-For": "192.0.2.9"})
        assert log.lines(1)[0]["address"] == "127.0.0.1"


def test_a_log_that_nobody_reads_holds_nobody_up(store: Path) -> None:
    """Lines are lost and counted, and go on when somebody reads; at the end of the pipe the log just ends."""
    reading, writing = os.pipe()
    journal = Journal(writing)
    long = "/static/" + "x" * 182  # what asks no worker: hundreds are sent
    with (
        hosted(store, journal=journal) as site,
        httpx.Client(base_url=f"http://127.0.0.1:{site.port}") as client,
    ):
        begin = time.perf_counter()
        while not journal.lost:
            client.get(long)
            assert time.perf_counter() - begin < 60
        lost = metric(site, "uniongraph_log_lines_lost_total")
        assert lost >= 1
        text = b""
        while b'"lost"' not in text:
            text = text[-100:] + os.read(reading, 65536)
            client.get("/healthz")
        os.close(reading)
        for _ in range(3):
            assert client.get("/healthz").status_code == 200
    os.close(writing)


# ---------------------------------------------------------------------------------------------- truncation


def test_who_takes_trailers_is_told_why_an_answer_breaks_off(store: Path, log: Log) -> None:
    """The trailer is announced and sent, and the transfer stays without its end all the same."""
    said: dict[str, bytes] = {}
    with hosted(store, limits=Limits(rows=20_000), journal=log.journal) as site:
        for te in ("", "TE: trailers\r\n", "TE: gzip;q=0.5, Trailers\r\n"):
            with socket.create_connection(("127.0.0.1", site.port)) as one:
                # Each another query: one that is known to be cut says so in its head.
                address = asked(f"{ROWS} # {len(said)}", format="csv")
                one.sendall(f"GET {address} HTTP/1.1\r\nHost: x\r\n{te}\r\n".encode())
                said[te] = b"".join(iter(lambda: one.recv(65536), b""))
        with pytest.raises(httpx.RemoteProtocolError, match="closed connection"):
            send(site, "GET", asked(ROWS, format="csv"), headers={"TE": "trailers"})
        reasons = {each["reason"] for each in log.lines(4)}
    plain, *told = said.values()
    assert b"X-Uniongraph-Truncated:" not in plain
    for each in told:
        assert b"\r\ntrailer: X-Uniongraph-Truncated\r\n" in each.partition(b"\r\n\r\n")[0] + b"\r\n"
        assert each.endswith(b"\r\n0\r\nX-Uniongraph-Truncated: the answer is cut off after 20,000 rows\r\n")
    assert reasons == {"the answer is cut off after 20,000 rows"}


def test_a_head_of_a_long_answer_is_whole(store: Path, log: Log) -> None:
    """It has no body that could break off, and the connection stays."""
    with hosted(store, journal=log.journal) as site:
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
        for _ in range(2):
            connection.request("HEAD", asked(ROWS))
            response = connection.getresponse()
            assert (response.status, response.read()) == (200, b"")
            assert not response.will_close
        connection.close()
        assert [each.get("reason") for each in log.lines(2)] == [None, None]


# ---------------------------------------------------------------------------------------------- proxies


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({}, "127.0.0.1"),
        ({"X-Forwarded-For": "192.0.2.1"}, "192.0.2.1"),
        ({"X-Forwarded-For": "198.51.100.7, 192.0.2.1"}, "192.0.2.1"),
        ({"X-Forwarded-For": "198.51.100.7, 192.0.2.1, 10.1.2.3"}, "192.0.2.1"),
        ({"X-Forwarded-For": "192.0.2.1:4711"}, "192.0.2.1"),
        ({"X-Forwarded-For": "10.0.0.1, 10.0.0.2"}, "10.0.0.1"),
        ({"Forwarded": 'for="[2001:db8::1]:99";proto=https, for=10.0.0.2'}, "2001:db8::1"),
        ({"Forwarded": "for=192.0.2.2", "X-Forwarded-For": "192.0.2.1"}, "192.0.2.2"),
        ({"Forwarded": "for=_hidden"}, "_hidden"),
        ({"Forwarded": 'for="' * 900}, "127.0.0.1"),
    ],
)
def test_the_client_is_the_last_that_is_no_proxy(
    store: Path, log: Log, headers: dict[str, str], address: str
) -> None:
    """What stands before it anybody may have made up."""
    with hosted(
        store, journal=log.journal, addresses=True, trusted=Trusted(["127.0.0.1", "10.0.0.0/8"])
    ) as site:
        assert send(site, "GET", "/healthz", headers=headers).status_code == 200
        assert log.lines(1)[0]["address"] == address


@pytest.mark.parametrize(
    ("prefix", "root"),
    [
        ("/kg", "/kg"),
        ("/a/b/", "/a/b"),
        ("//evil.example", ""),
        ("/a b", ""),
        ("https://evil.example", ""),
        ("", ""),
    ],
)
def test_links_begin_with_what_a_proxy_took_off(store: Path, prefix: str, root: str) -> None:
    """From a trusted one, and only a path; each has answers of its own in the cache."""
    with hosted(store, trusted=Trusted(["localhost"])) as site:
        for _ in range(2):
            page = send(
                site, "GET", "/sparql", headers={"Accept": "text/html", "X-Forwarded-Prefix": prefix}
            ).text
            assert f'href="{root}/static/style.css"' in page
            plain = send(site, "GET", "/sparql", headers={"Accept": "text/html"}).text
            assert 'href="/static/style.css"' in plain
    with hosted(store) as site:
        page = send(
            site, "GET", "/sparql", headers={"Accept": "text/html", "X-Forwarded-Prefix": prefix}
        ).text
        assert 'href="/static/style.css"' in page


def test_scheme_and_host_are_what_the_client_of_the_proxy_asked_for(store: Path) -> None:
    """Seen in the address that a redirect leads to."""
    sent = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "data.example"}
    for headers in (sent, {"Forwarded": "proto=https;host=data.example"}):
        with hosted(store, trusted=Trusted(["127.0.0.1"])) as site:
            response = send(site, "GET", "/sparql/", headers=headers)
            assert response.headers["location"] == "https://data.example/sparql"
        with hosted(store) as site:
            response = send(site, "GET", "/sparql/", headers=headers)
            assert response.headers["location"] == f"http://127.0.0.1:{site.port}/sparql"


@pytest.mark.parametrize("host", ["10.0.0.1/8", "no.such.host.invalid"])
def test_a_proxy_that_is_none_is_said_in_one_sentence(host: str) -> None:
    """Before anything is served."""
    with pytest.raises(UnionGraphError, match=f"--proxy-from {host}: "):
        Trusted([host])


# ---------------------------------------------------------------------------------------------- stopping


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of one release."""
    place = tmp_path_factory.mktemp("releases") / "mine"
    publish(place, one=shard(*map(str, range(200))))
    return place


@contextmanager
def served(root: Path, *options: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Run ``uniongraph serve`` while the block runs; give its port."""
    command = [
        sys.executable,
        "-m",
        "uniongraph",
        "serve",
        "--port",
        "0",
        "--release",
        os.fspath(root),
        *options,
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stderr is not None
        said = process.stderr.readline().decode()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        assert found, said
        try:
            yield int(found[1]), process
        finally:
            if process.poll() is None:
                process.kill()


def descendants(pid: int) -> set[int]:
    """Return the ids of a server and of all that it started, once its nursery and a worker are there."""
    end = time.monotonic() + 10
    while len(found := _descendants(pid)) < 3:
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


def _descendants(pid: int) -> set[int]:
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found: set[int] = set()
    row = {pid}
    while row := {each for each, parent in parents.items() if parent in row} - found:
        found |= row
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_sigterm_lets_running_answers_end(root: Path) -> None:
    """Who is being answered gets the whole answer, who comes new is refused; status 0, and no process is left."""
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(STRLEN(SHA512(CONCAT(STR(?x), STR(?y), STR(?z)))) > 0) }"
    with served(root, "--grace", "200", "--timeout", "200") as (port, process), ThreadPoolExecutor(1) as side:
        family = descendants(process.pid)
        answer = side.submit(fetch, port, asked(slow, format="csv"))
        time.sleep(0.5)
        assert not answer.done()
        os.killpg(process.pid, signal.SIGTERM)  # to all of them, as systemd and terminals may
        time.sleep(0.3)
        assert not answer.done()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))
        assert re.fullmatch(rb"n\r\n\d+\r\n", answer.result(200))
        output, complaints = process.communicate(timeout=20)
    assert (process.returncode, complaints) == (0, b"")
    assert json.loads(output)["status"] == 200
    assert not [pid for pid in family if Path(f"/proc/{pid}").exists()]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_sigterm_ends_what_does_not_end(root: Path) -> None:
    """After the grace period who has no byte yet is told 503, who reads a stream sees it break; status 0 all the same."""
    endless = (
        "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w FILTER(STRLEN(STR(?z)) > 0) }"
    )
    with served(root, "--grace", "1") as (port, process), ThreadPoolExecutor(2) as side:
        family = descendants(process.pid)
        waits = side.submit(httpx.get, f"http://127.0.0.1:{port}{asked(endless)}", timeout=30)
        with socket.create_connection(("127.0.0.1", port)) as one:
            one.sendall(
                f"GET {asked('SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }')} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
            )
            assert one.recv(100)
            time.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            begin = time.monotonic()
            output, complaints = process.communicate(timeout=20)
            assert time.monotonic() - begin < 4
            assert not b"".join(iter(lambda: one.recv(1 << 20), b"")).endswith(b"0\r\n\r\n")
        assert waits.result(10).status_code == 503
    assert (process.returncode, complaints) == (0, b"")
    lines = [json.loads(line) for line in output.splitlines()]
    assert sorted(each["status"] for each in lines) == [200, 503]
    assert {each["reason"] for each in lines} == {
        "the server is stopping",
        "the server stopped before the end of the answer",
    }
    assert not [pid for pid in family if Path(f"/proc/{pid}").exists()]


def test_a_pool_opens_in_the_breath_another_closes(store: Path) -> None:
    """The new socket may get the number of the old one, and is heard all the same."""

    async def turns() -> None:
        for _ in range(3):
            pool = Pool(store)
            await pool.open()
            answer = await pool.ask(Task("ASK {}", "json"))
            assert b"true" in b"".join([piece async for piece in answer])
            pool.close()
            pool.close()

    asyncio.run(asyncio.wait_for(turns(), 15))


def test_options_of_serve(root: Path) -> None:
    """No log where none is wanted; the address of the client where it is; a proxy's word where it is believed."""
    with served(root, "--log", "none") as (port, process):
        fetch(port, "/healthz")
        process.terminate()
        assert process.communicate(timeout=20) == (b"", b"")
    with served(root, "--log-addresses", "--proxy-from", "192.0.2.1, localhost") as (port, process):
        httpx.get(f"http://127.0.0.1:{port}/healthz", headers={"X-Forwarded-For": "198.51.100.1"})
        process.terminate()
        output, _ = process.communicate(timeout=20)
    assert json.loads(output)["address"] == "198.51.100.1"
    command = [
        sys.executable,
        "-m",
        "uniongraph",
        "serve",
        "--release",
        os.fspath(root),
        "--proxy-from",
        "10.0.0.1/8",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        "Error: --proxy-from 10.0.0.1/8: no network; write its first address, as 10.0.0.0/8\n",
    )
