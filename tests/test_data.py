"""``serve --data``: any RDF file behind an endpoint without a build, and what a file that is none is told."""

from __future__ import annotations

import gzip
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from published import published
from uniongraph import exports
from uniongraph.errors import SourceError
from uniongraph.workers import loading

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
GRAPHS = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
FILES = {
    "a.ttl": "@prefix e: <http://e/> . e:a e:p '徐汇', _:b . <#here> e:p 1 .",
    "b.nt": '<http://e/b> <http://e/p> _:b .\n<http://e/b> <http://e/p> "1" .\n',
    "c.nq": '<http://e/c> <http://e/p> "1" <http://e/g> .\n<http://e/c> <http://e/p> "2" .\n',
    "d.trig": "<http://e/g2> { <http://e/d> <http://e/p> 1 , 2 }",
    "e.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    '<e:T rdf:about="http://e/e"><e:p>长</e:p></e:T></rdf:RDF>',
    "f.jsonld": '{"@id": "http://e/f", "http://e/p": [{"@value": "x"}], "@type": "http://e/T"}',
}


def written(folder: Path, files: dict[str, str]) -> list[Path]:
    """Write files and return their paths."""
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in files]


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "uniongraph", "serve", "--port", "0", *map(str, arguments)]


@contextmanager
def served(*arguments: str | Path, stop: int = signal.SIGTERM, **environment: str) -> Iterator[str]:
    """Run ``uniongraph serve`` on a free port while the block runs; give its address."""
    with subprocess.Popen(
        command(*arguments), stderr=subprocess.PIPE, env={**os.environ, **environment}
    ) as process:
        assert process.stderr is not None
        line = process.stderr.readline().decode()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, line + process.stderr.read().decode()
        try:
            yield found[0]
        finally:
            process.send_signal(stop)
            _, complaints = process.communicate(timeout=20)
        assert complaints == b""
        assert (
            process.returncode == 0 or "--data" not in arguments
        )  # nothing is left behind that was made for it


def count(url: str, query: str, **fields: str) -> int:
    """Return the one number that a query answers."""
    response = httpx.get(f"{url}/sparql", params={"query": query, **fields}, timeout=30)
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_files_of_every_format_are_served(tmp_path: Path, stop: int) -> None:
    """Packed or not; the default graph is what stands in none; the store goes away with the server."""
    (tmp_path / "tmp").mkdir()
    paths = written(tmp_path, FILES)
    packed = tmp_path / "g.nt.gz"
    packed.write_bytes(gzip.compress(b'<http://e/h> <http://e/p> "3" .\n'))
    with served("--data", *paths, packed, stop=stop, TMPDIR=os.fspath(tmp_path / "tmp")) as url:
        assert count(url, COUNT) == 11
        assert count(url, GRAPHS) == 3
        assert count(url, "SELECT (COUNT(DISTINCT ?b) AS ?n) { ?s ?p ?b FILTER isBlank(?b) }") == 2
        assert count(url, f"SELECT (COUNT(*) AS ?n) {{ <{paths[0].resolve().as_uri()}#here> ?p ?o }}") == 1
        names = httpx.get(f"{url}/graphs?graph=http://e/g2", headers={"Accept": "application/n-triples"})
        assert len(names.text.splitlines()) == 2
        description = httpx.get(f"{url}/sparql").text
        assert "UnionDefaultGraph" not in description
        assert "sd:defaultGraph [ a sd:Graph ; void:triples 11 ]" in description
        void = httpx.get(f"{url}/.well-known/void").text
        assert "void:triples 14 ;" in void
        assert "void:class <http://e/T> ; void:entities 2" in void
        assert "CC BY" not in void
        page = httpx.get(f"{url}/sparql", headers={"Accept": "text/html", "Accept-Language": "en"}).text
        assert "what stands in no named graph" in page
        assert httpx.get(f"{url}/", headers={"Accept": "text/html"}).status_code == 200
        assert len(list((tmp_path / "tmp").iterdir())) == 1
    assert list((tmp_path / "tmp").iterdir()) == []


def test_the_release_header_is_the_hash_of_the_files(tmp_path: Path) -> None:
    """The same bytes have the same id wherever they lie; others have another."""
    one, two, other = tmp_path / "1.nt", tmp_path / "二.nt", tmp_path / "3.nt"
    for path in (one, two):
        path.write_text('<http://e/b> <http://e/p> "1" .\n')
    other.write_text('<http://e/b> <http://e/p> "2" .\n')
    ids = [
        loading.load(tmp_path / f"store{number}", [path]).id for number, path in enumerate((one, two, other))
    ]
    assert ids[0] == ids[1] != ids[2]
    with served("--data", two) as url:
        assert httpx.get(f"{url}/sparql").headers["x-uniongraph-release"] == ids[0]


def test_the_default_graph_can_be_chosen(tmp_path: Path) -> None:
    """Union or not, for files and for releases; what is exported asks the same as the release."""
    file = tmp_path / "export.nq"
    file.write_bytes(exports.export(published(), "nquads"))
    quads = published().manifest.counts.quads
    with served("--data", file, "--default-graph", "union") as url:
        assert count(url, COUNT) == quads
        assert "UnionDefaultGraph" in httpx.get(f"{url}/sparql").text
    with served("--data", file) as url:
        assert (count(url, COUNT), count(url, GRAPHS)) == (0, quads)
        chosen = {"default-graph-uri": next(iter(published().manifest.counts.graphs))}
        assert count(url, COUNT, **chosen) == next(iter(published().manifest.counts.graphs.values()))
    with served("--release", published().folder, "--default-graph", "default") as url:
        assert (count(url, COUNT), count(url, GRAPHS)) == (0, quads)
        assert "UnionDefaultGraph" not in httpx.get(f"{url}/sparql").text
    with served("--release", published().folder) as url:
        assert count(url, COUNT) == quads


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ttl", b"<http://e/a> <http://e/p> 1 .\n\n<http://e/b> <c", r"a\.ttl:3: is not Turtle: \w"),
        ("a.nt", b"<http://e/a> <http://e/p> 1 .\n", r"a\.nt:1: is not N-Triples: The object of a triple must be"),
        ("a.nq", b"\n<x\n", r"a\.nq:2: is not N-Quads: "),
        ("a.trig", b"<http://e/a> {\n", r"a\.trig:2: is not TriG: Unexpected end"),
        ("a.rdf", b"<a>\n<b>\n</a>", r"a\.rdf:3: is not RDF/XML: \w"),
        ("a.rdf", b"no xml", r"a\.rdf:1: is not RDF/XML: \w"),
        ("a.jsonld", b'{\n"@id": 1 ]', r"a\.jsonld:2: is not JSON-LD: \w"),
        ("a.ttl.gz", gzip.compress(b"<http://e/a> .\n", mtime=0), r"a\.ttl\.gz:1: is not Turtle: \S"),
        ("a.nt.gz", b"plain", r"a\.nt\.gz: is not a whole gzip file: "),
        ("a.nt.gz", gzip.compress(b"<a:a> <a:a> <a:a> .\n" * 99, mtime=0)[:-9], r"a\.nt\.gz: is not a whole gzip file: "),
        ("a.nt", b'<http://e/a> <http://e/p> "\xff" .\n', r"a\.nt:1: is not N-Triples: \w"),
        ("a.txt", b"", r"a\.txt: has no ending that tells its format: \.ttl, \.nt, .* and \.gz"),
        ("a.gz", b"", r"a\.gz: has no ending that tells its format"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """File, line where there is one, and what is wrong; in one sentence."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said) as caught:
        loading.load(tmp_path / "store", [path])
    assert "\n" not in str(caught.value)
    assert str(caught.value).count(str(tmp_path)) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--data", "none.ttl"], "Error: none.ttl: there is no such file"),
        (["--data", "."], "Error: .: is a folder; name the files in it"),
        (["some.ttl"], "files to serve come after --data: --data some.ttl"),
        (["--data", "a.ttl", "--release", "x"], "--release and --data both say what to serve"),
        (["--data", "a.ttl", "--default-graph", "both"], "'both' is not one of 'union', 'default'"),
    ],
)
def test_a_wrong_command_is_told_why(tmp_path: Path, arguments: list[str], said: str) -> None:
    """In a sentence, before anything listens."""
    done = subprocess.run(
        command(*arguments), cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode in {1, 2}
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_said_before_anything_is_loaded(tmp_path: Path) -> None:
    """Who loads for an hour wants to know it first."""
    path = tmp_path / "bad.nt"
    path.write_text("nonsense")
    with served("--data", *written(tmp_path, {"a.nt": ""})) as url:
        port = url.rpartition(":")[2]
        done = subprocess.run(
            [*command("--data", path), "--port", port],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert f"port {port} on 127.0.0.1 is in use by another program" in done.stderr


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """It could be read once, and is not opened."""
    os.mkfifo(tmp_path / "a.nt")
    with pytest.raises(SourceError, match=r"a\.nt: is a pipe or a device, not a file"):
        loading.load(tmp_path / "store", [tmp_path / "a.nt"])


def test_who_is_stopped_while_loading_leaves_nothing_behind(tmp_path: Path) -> None:
    """No store, no process, no complaint: it was told to end."""
    path, place = tmp_path / "many.nt", tmp_path / "tmp"
    path.write_text("".join(f'<http://e/{n}> <http://e/p> "{n}" .\n' for n in range(500_000)))
    place.mkdir()
    environment = {**os.environ, "TMPDIR": os.fspath(place)}
    with subprocess.Popen(command("--data", path), stderr=subprocess.PIPE, env=environment) as process:
        while not list(place.glob("*/store/*")):
            time.sleep(0.01)
            assert process.poll() is None
        process.terminate()
        _, complaints = process.communicate(timeout=20)
    assert (process.returncode, complaints) == (0, b"")
    assert list(place.iterdir()) == []


@pytest.mark.slow
def test_loading_leaves_no_memory_in_the_server(tmp_path: Path) -> None:
    """The store is made by a process that ends; the one that serves stays as small as with a release."""
    path = tmp_path / "many.nt"
    path.write_text("".join(f'<http://e/{n}> <http://e/p> "{n}" .\n' for n in range(200_000)))
    with subprocess.Popen(command("--data", path), stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        try:
            assert process.stderr.readline().startswith(b"200000 quads")
            time.sleep(0.2)
            status = Path(f"/proc/{process.pid}/status")
            if status.exists():
                resident = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
                assert int(resident.split()[1]) <= 80 * 1024
        finally:
            process.terminate()
            process.communicate(timeout=20)
