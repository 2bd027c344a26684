"""``push``: a release arrives in a service whole, goes on after a stop, and is not sent twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from hosting import hosted, kept
from published import published
from services import Native, native, virtuoso, watched
from test_keeping import BASE, publish, shard
from uniongraph import exports
from uniongraph.cli import main
from uniongraph.remote import address, exporting, pushing, stores
from uniongraph.remote.endpoint import Endpoint
from uniongraph.remote.survey import MARKS, PUSHED, survey

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uniongraph.release import Release


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Native]:
    """Give an empty native server."""
    with native(tmp_path / "service") as found:
        yield found


def pushed(release: Release, service: Native, *, protocol: str = "store") -> pushing.Pushed:
    """Push a release and return what was done."""
    with (
        Endpoint(address.read(service.query)) as asked,
        Endpoint(address.read(getattr(service, protocol))) as written,
    ):
        store = stores.GraphStore(written) if protocol == "store" else stores.Update(written)
        return pushing.push(release, asked, store)


def held(service: Native) -> dict[str, int]:
    """Return how many statements each graph of a service has, but those that are about pushes."""
    with Endpoint(address.read(service.query)) as endpoint:
        rows = endpoint.table("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    return {graph: int(number) for graph, number in rows if graph not in {MARKS, PUSHED}}


def run(release: Release, *arguments: str) -> Result:
    """Run ``push`` in this process."""
    return CliRunner().invoke(main, ["push", "--release", str(release.folder), *arguments])


@pytest.mark.parametrize("protocol", ["store", "update"])
def test_what_arrives_is_the_release(service: Native, protocol: str) -> None:
    """By either protocol every graph is there, quad for quad, and the service knows which release it holds."""
    release = published()
    done = pushed(release, service, protocol=protocol)
    counts = release.manifest.counts
    assert (done.written, done.statements, done.unchanged) == (len(counts.graphs), counts.quads, 0)
    assert held(service) == counts.graphs
    with Endpoint(address.read(service.query)) as endpoint:
        found = survey(endpoint)
        assert (found.release, found.base) == (release.id, release.manifest.base)
        assert exporting.export(endpoint, found, "nquads") == exports.export(release, "nquads")


def test_what_is_there_is_not_sent_again(service: Native) -> None:
    """A second push asks and counts, and writes nothing."""
    pushed(published(), service)
    seen: list[str] = []
    with watched(
        service.root, lambda method, path: seen.append(f"{method} {path.partition('?')[0]}")
    ) as root:
        done = pushed(published(), Native(root))
    assert (done.written, done.statements) == (0, 0)
    assert {each for each in seen if "/query" not in each} == {"PUT /store"}  # which release it is, said anew
    assert seen.count("PUT /store") == 1


@pytest.mark.slow
@pytest.mark.parametrize("stop", range(2, 14, 3))
def test_a_push_that_was_killed_goes_on(service: Native, stop: int) -> None:
    """Killed before any of its requests, it leaves no release; run again it completes it and sends no graph that was done."""
    release = published()
    process: subprocess.Popen[bytes] | None = None
    writes: list[str] = []

    def see(method: str, path: str) -> None:
        if "/store" in path:
            writes.append(f"{method} {path}")
            if len(writes) == stop and process is not None:
                process.send_signal(signal.SIGKILL)
                process.wait(20)

    with watched(service.root, see) as root:
        command = [
            sys.executable,
            "-m",
            "uniongraph",
            "push",
            f"{root}/store",
            "--release",
            os.fspath(release.folder),
        ]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            process.wait(60)
        assert process.returncode == -signal.SIGKILL
        with Endpoint(address.read(service.query)) as endpoint:
            assert endpoint.table(f"SELECT ?o {{ GRAPH <{PUSHED}> {{ ?s ?p ?o }} }}") == []
    done = pushed(release, service)
    assert done.written > 0
    assert held(service) == release.manifest.counts.graphs
    assert pushed(release, service).written == 0


def test_only_what_changed_is_sent(service: Native, tmp_path: Path) -> None:
    """From one release to the next a graph that gained is added to, one that lost is written anew, others are left."""
    first = publish(tmp_path / "releases", one=shard("甲"), two=other("b", "丁"))
    second = publish(tmp_path / "releases", one=shard("甲"), more=shard("甲", "乙"), two=other("b", "丁"))
    third = publish(tmp_path / "releases", one=shard("丙"), two=other("b", "丁"))
    assert pushed(first, service) == pushing.Pushed(2, 0, 0, 0, 2)
    assert pushed(second, service) == pushing.Pushed(1, 1, 0, 0, 2)
    assert held(service) == {f"{BASE}graph/g": 2, f"{BASE}graph/b": 1}
    assert pushed(third, service) == pushing.Pushed(1, 1, 0, 0, 1)
    assert held(service) == {f"{BASE}graph/g": 1, f"{BASE}graph/b": 1}
    assert pushed(first, service).written == 1


def other(graph: str, *titles: str) -> bytes:
    """Write some titles as a shard of another graph."""
    return shard(*titles).replace(b"graph/g>", f"graph/{graph}>".encode())


def test_graphs_that_are_gone_go_when_told(service: Native, tmp_path: Path) -> None:
    """What an earlier release had stays until --prune, which touches nothing that was not pushed."""
    with Endpoint(address.read(service.store)) as foreign:
        stores.GraphStore(foreign).put("urn:theirs", [b'<urn:a> <urn:b> "c" .\n'])
    both = publish(tmp_path / "releases", one=shard("甲"), two=other("b", "丁"))
    one = publish(tmp_path / "releases", one=shard("甲"))
    pushed(both, service)
    done = run(one, service.store)
    assert done.exit_code == 0, done.output
    assert done.stdout.endswith("1 graphs of earlier releases stay; --prune removes them\n")
    assert held(service).keys() == {"urn:theirs", f"{BASE}graph/g", f"{BASE}graph/b"}
    assert "1 graphs of earlier releases removed" in run(one, service.store, "--prune").stdout
    assert held(service).keys() == {"urn:theirs", f"{BASE}graph/g"}
    assert pushed(both, service).written == 1


def test_one_graph_can_be_pushed(service: Native) -> None:
    """It alone is written and counted, and no release is said to stand there."""
    release = published()
    graph = f"{release.manifest.base}graph/links"
    assert run(release, service.store, "--graph", graph).exit_code == 0
    assert held(service) == {graph: release.manifest.counts.graphs[graph]}
    refused = run(release, service.store, "--graph", "urn:none")
    assert (refused.exit_code, refused.stderr) == (1, "Error: the release has no graph 'urn:none'\n")


def test_counts_that_differ_are_told(service: Native, tmp_path: Path) -> None:
    """Somebody wrote into a graph of ours: one sentence, exit status 1; the next push writes it anew."""
    release = publish(tmp_path / "releases", one=shard("甲"), two=other("b", "丁"))
    pushed(release, service)
    with Endpoint(address.read(service.store)) as foreign:
        stores.GraphStore(foreign).add(f"{BASE}graph/b", [b'<urn:a> <urn:b> "c" .\n'])
    done = run(release, service.store)
    assert done.exit_code == 1
    assert done.stderr == (
        f"Error: {service.query}: holds 2 statements in {BASE}graph/b where the release has 1; "
        "push again to write what differs anew\n"
    )
    assert pushed(release, service).written == 1
    assert held(service) == release.manifest.counts.graphs


def test_large_slices_go_in_parts(service: Native, monkeypatch: pytest.MonkeyPatch) -> None:
    """No request carries more than its bound, and the parts are one graph again."""
    monkeypatch.setattr(stores.GraphStore, "most_lines", 500)
    sizes: list[str] = []
    with watched(service.root, lambda method, _: sizes.append(method)) as root:
        pushed(published(), Native(root))
    assert held(service) == published().manifest.counts.graphs
    assert sizes.count("POST") > 15


def test_many_marks_are_read_in_pages(service: Native, monkeypatch: pytest.MonkeyPatch) -> None:
    """Services answer so many rows in one go; what was done is known all the same."""
    monkeypatch.setattr(pushing, "_PAGE", 4)
    pushed(published(), service)
    assert pushed(published(), service).written == 0


def test_a_service_that_cannot_be_written_to_is_told(service: Native) -> None:
    """Each way in which it fails is one sentence that names the address."""
    release = published()
    wrong = run(release, f"{service.root}/nowhere", "--query-url", service.query, "--protocol", "update")
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert wrong.stderr.startswith(f"Error: {service.root}/nowhere: answers with status 404")
    unreachable = run(release, "http://127.0.0.1:9/store")
    assert (
        unreachable.stderr
        == "Error: http://127.0.0.1:9/query: cannot be reached: the connection is refused\n"
    )
    assert (
        "--prune goes with a whole release"
        in run(release, service.store, "--prune", "--graph", "urn:a").stderr
    )
    with Endpoint(address.read(service.query)) as endpoint:
        assert pushing.differing(release, endpoint) == dict.fromkeys(release.manifest.counts.graphs, 0)


def test_a_service_that_only_reads_is_told_apart(tmp_path: Path) -> None:
    """Ours, which takes no update whoever sends it: nobody is sent for a password."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")))
    with hosted(kept(store, tmp_path)) as site:
        done = run(published(), f"http://127.0.0.1:{site.port}/sparql")
    assert done.exit_code == 1
    assert "only reads, and takes nothing in (status 403)" in done.stderr
    assert "--auth-file" not in done.stderr


@pytest.mark.slow
def test_virtuoso_takes_it_by_update_as_well(tmp_path: Path) -> None:
    """With Digest, stopped half-way and gone on with: what it exports is what was published."""
    release = published()
    with virtuoso(tmp_path / "virtuoso") as service:
        arguments = (service.update, "--auth-file", str(service.auth))
        assert "wants to know who asks (status 401)" in run(release, service.update).stderr
        with Endpoint(address.read(service.update, auth_file=service.auth)) as written:
            store = Stopping(written, after=7)
            with Endpoint(address.read(service.query)) as asked, pytest.raises(KeyboardInterrupt):
                pushing.push(release, asked, store)
        done = run(release, *arguments)
        assert done.exit_code == 0, done.output
        assert "0 graphs written" in run(release, *arguments).stdout
        with Endpoint(address.read(service.query)) as asked:
            found = survey(asked)
            assert found.release == release.id
            assert exporting.export(asked, found, "nquads") == exports.export(release, "nquads")


class Stopping(stores.Update):
    """A service whose user loses patience after so many requests."""

    def __init__(self, endpoint: Endpoint, after: int) -> None:
        super().__init__(endpoint)
        self.after = after

    def add(self, graph: str, lines: Sequence[bytes]) -> None:
        """Insert, or stop."""
        self.after -= 1
        if not self.after:
            raise KeyboardInterrupt
        super().add(graph, lines)


@pytest.mark.parametrize(
    ("url", "kind", "asked"),
    [
        ("http://h:7878/store", "graph-store", "http://h:7878/query"),
        ("http://h:7878/update", "update", "http://h:7878/query"),
        ("http://h:3030/ds/data", "graph-store", "http://h:3030/ds/sparql"),
        ("http://h:3030/ds/update", "update", "http://h:3030/ds/sparql"),
        ("http://h:8890/sparql-graph-crud-auth", "graph-store", "http://h:8890/sparql"),
        ("http://h:8890/sparql-auth", "update", "http://h:8890/sparql"),
        ("http://h:7200/repositories/r/rdf-graphs/service", "graph-store", "http://h:7200/repositories/r"),
        ("http://h:7200/repositories/r/statements", "update", "http://h:7200/repositories/r"),
        ("https://n:8182/sparql/gsp/", "graph-store", "https://n:8182/sparql"),
        ("https://n:8182/sparql", "update", "https://n:8182/sparql"),
        ("http://h:7001/", "graph-store", "http://h:7001"),
    ],
)
def test_addresses_say_what_they_are(url: str, kind: str, asked: str) -> None:
    """The usual addresses of oxigraph, Fuseki, Virtuoso, GraphDB and Neptune need no further option."""
    assert (stores.guess(url), stores.query_address(url)) == (kind, asked)
