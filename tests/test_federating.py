"""The endpoint asks services elsewhere: over HTTP, within its limits, and nothing of it is kept as if it never changed."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import services
from hosting import Site, asked, hosted, kept, send
from published import published
from uniongraph.cli import main
from uniongraph.federation import Partners
from uniongraph.iris import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

JSON = "application/sparql-results+json"
NAMES = {"http://x.example/1": "one", "http://x.example/2": "two"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = ox.Store()
    graph = ox.NamedNode("http://g.example/")
    for iri, name in NAMES.items():
        quad = ox.Quad(ox.NamedNode(iri), ox.NamedNode("http://x.example/name"), ox.Literal(name), graph)
        store.add(quad)
    return kept(store, tmp_path_factory.mktemp("federating"))


class Partner:
    """A service that gives each time what it was told to, after a while."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = [{"s": {"type": "uri", "value": iri}} for iri in NAMES]
        self.pause = 0.0
        self.seen: list[str] = []
        self.status = 200

    def reply(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        self.seen.append(str(httpx.QueryParams(body.decode())["query"]))
        time.sleep(self.pause)
        content = json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": self.rows}}).encode()
        handler.send_response(self.status)
        handler.send_header("Content-Type", JSON)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)


@contextmanager
def joined(folder: Path, **setting: Any) -> Iterator[tuple[Site, Partner, str]]:  # noqa: ANN401
    """Serve a store that may ask a partner; yield both, and a query that asks him."""
    partner = Partner()
    with (
        services.saying(partner.reply) as url,
        hosted(folder, partners=Partners.of([url]), **setting) as site,
    ):
        yield (
            site,
            partner,
            f"SELECT ?n {{ SERVICE <{url}> {{ ?s <http://x.example/in> ?list }} ?s <http://x.example/name> ?n }} ORDER BY ?n",
        )


def names(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    return [row["n"]["value"] for row in response.json()["results"]["bindings"]]


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_the_answer_joins_what_both_hold_and_says_whom_it_asked(folder: Path, how: str) -> None:
    with joined(folder) as (site, _, query):
        if how == "get":
            response = send(site, "GET", asked(query), headers={"Accept": JSON})
        elif how == "form":
            response = send(site, "POST", "/sparql", data={"query": query}, headers={"Accept": JSON})
        else:
            headers = {"Accept": JSON, "Content-Type": "application/sparql-query"}
            response = send(site, "POST", "/sparql", content=query, headers=headers)
        assert names(response) == ["one", "two"]
        said = response.headers["x-uniongraph-service"]
        url = query.partition("<")[2].partition(">")[0]
        assert said.startswith(f'<{url}/>; date="2')
        assert len(said.rpartition("sha256=")[2]) == 64
        assert "X-Uniongraph-Service" in response.headers["access-control-expose-headers"]


def test_nothing_is_kept_of_an_answer_that_rests_on_others(folder: Path) -> None:
    """Asked again, by the same address, it is what the partner says now."""
    with joined(folder) as (site, partner, query):
        first = send(site, "GET", asked(query), headers={"Accept": JSON})
        assert names(first) == ["one", "two"]
        assert first.headers["cache-control"] == "no-store"
        assert "etag" not in first.headers
        partner.rows = partner.rows[:1]
        assert names(send(site, "GET", asked(query), headers={"Accept": JSON})) == ["one"]
        assert len(partner.seen) == 2


def test_the_page_of_a_query_shows_the_joined_answer_and_what_is_wrong(folder: Path) -> None:
    with joined(folder) as (site, partner, query):
        page = send(site, "GET", asked(query), headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert ">one<" in page.text
        assert "sha256=" in page.text
        assert page.headers["cache-control"] == "no-store"
        partner.status = 500
        page = send(site, "GET", asked(query), headers={"Accept": "text/html"})
        assert page.status_code == 502
        assert "answers with status 500" in page.text


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"status": 500}, 502, "answers with status 500"),
        ({"rows": [{"s": {"type": "uri", "value": "no iri"}}]}, 502, "is no whole result"),
        ({"pause": 8.0}, 504, "is not done after 0."),
    ],
)
def test_what_goes_wrong_there_is_said_here(
    folder: Path, change: dict[str, Any], status: int, said: str
) -> None:
    with joined(folder, timeout=1) as (site, partner, query):
        for name, value in change.items():
            setattr(partner, name, value)
        begin = time.monotonic()
        response = send(site, "GET", asked(query), headers={"Accept": JSON})
        assert (response.status_code, said in response.text) == (status, True), response.text
        assert time.monotonic() - begin < 5
        silent = query.replace("SERVICE", "SERVICE SILENT")
        assert names(send(site, "GET", asked(silent), headers={"Accept": JSON})) == ["one", "two"]


def test_a_request_that_gives_less_time_gives_its_services_less(folder: Path) -> None:
    with joined(folder, timeout=20) as (site, partner, query):
        partner.pause = 8
        begin = time.monotonic()
        assert send(site, "GET", asked(query, timeout="0.5"), headers={"Accept": JSON}).status_code == 504
        assert time.monotonic() - begin < 5


def test_who_is_not_on_the_list_is_not_asked(folder: Path) -> None:
    with joined(folder) as (site, partner, query):
        allowed = query.partition("<")[2].partition(">")[0]
        for other in (allowed.replace("127.0.0.1", "localhost"), f"{allowed}/x", "http://169.254.169.254/"):
            response = send(site, "GET", asked(query.replace(allowed, other)), headers={"Accept": JSON})
            assert response.status_code == 403
            assert f"allowed is {allowed}/" in response.text
        assert partner.seen == []


def test_without_a_list_nobody_is_asked(folder: Path) -> None:
    with hosted(folder) as site:
        response = send(site, "GET", asked("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"))
        assert (response.status_code, "this service asks no other server" in response.text) == (403, True)


def test_a_syntax_error_within_a_body_is_a_bad_query_and_nobody_is_asked(folder: Path) -> None:
    with joined(folder) as (site, partner, query):
        response = send(site, "GET", asked(query.replace("?list", "FROG")), headers={"Accept": JSON})
        assert (response.status_code, "FROG" in response.text) == (400, True)
        assert partner.seen == []


def test_a_body_that_would_count_to_the_end_of_time_is_not_counted_here(folder: Path) -> None:
    """To learn the variables of a body it is evaluated over nothing, in a worker that the deadline ends."""
    with joined(folder, timeout=2) as (site, _, query):
        data = " ".join(f"VALUES ?x{each} {{ {'1 ' * 400} }}" for each in range(5))
        body = f"{{ SELECT (COUNT(*) AS ?list) {{ {data} }} }}"
        heavy = query.replace("?s <http://x.example/in> ?list", body)
        begin = time.monotonic()
        assert send(site, "GET", asked(heavy), headers={"Accept": JSON}).status_code in {200, 504, 502}
        assert time.monotonic() - begin < 4


def test_other_forms_ask_too(folder: Path) -> None:
    with joined(folder) as (site, _, query):
        group = query.partition("{")[2].rpartition("}")[0]
        graph = send(
            site,
            "GET",
            asked(f"CONSTRUCT {{ ?s a ?n }} {{ {group} }}"),
            headers={"Accept": "application/n-triples"},
        )
        assert graph.text.count("\n") == 2
        assert graph.headers["x-uniongraph-service"]
        assert (
            send(site, "GET", asked(f"ASK {{ {group} }}"), headers={"Accept": JSON}).json()["boolean"] is True
        )


def test_the_service_says_that_it_asks_others(folder: Path) -> None:
    with joined(folder) as (site, _, _), hosted(folder) as other:
        accept = {"Accept": "text/turtle"}
        assert "sd:BasicFederatedQuery" in send(site, "GET", "/sparql", headers=accept).text
        assert "sd:BasicFederatedQuery" not in send(other, "GET", "/sparql", headers=accept).text


def test_slow_partners_hold_up_nobody_who_asks_something_else(folder: Path) -> None:
    import threading  # noqa: PLC0415

    with joined(folder, timeout=20) as (site, partner, query):
        partner.pause = 4
        threads = [
            threading.Thread(target=send, args=(site, "GET", asked(f"{query} LIMIT {number}")), daemon=True)
            for number in range(12)
        ]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        begin = time.monotonic()
        assert send(site, "GET", asked("ASK { ?s ?p ?o }")).status_code == 200
        assert time.monotonic() - begin < 2
        for thread in threads:
            thread.join()


def test_who_leaves_gives_his_place_to_the_next(folder: Path) -> None:
    """Eight may ask at once; those who went are not waited for, nor is their partner."""
    with joined(folder, timeout=20) as (site, partner, query):
        partner.pause = 10
        with httpx.Client(base_url=f"http://127.0.0.1:{site.port}", timeout=0.3) as client:
            for number in range(8):
                with pytest.raises(httpx.ReadTimeout):
                    client.get(asked(f"{query} LIMIT {number}"))
        partner.pause = 0
        begin = time.monotonic()
        assert names(send(site, "GET", asked(query), headers={"Accept": JSON})) == ["one", "two"]
        assert time.monotonic() - begin < 3


# ---------------------------------------------------------------------------------------------- the command line


def test_the_command_joins_and_says_whom_it_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On standard error, so that what it prints is the answer alone; asked again within minutes, it asks nobody."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("UNIONGRAPH_RELEASE", str(published().folder))
    partner = Partner()
    partner.rows = [{"s": {"type": "uri", "value": "https://w3id.org/uniongraph/id/place/cn-310104"}}]
    with services.saying(partner.reply) as url:
        query = f"SELECT ?code {{ SERVICE <{url}/> {{ ?s a ?list }} ?s <{ONTOLOGY}gbCode> ?code }}"
        for _ in range(2):
            done = CliRunner().invoke(main, ["sparql", "--allow-service", url, "--format", "csv", query])
            assert (done.exit_code, done.stdout) == (0, "code\n310104\n")
            assert done.stderr.startswith(f'asked <{url}/>; date="2')
        assert len(partner.seen) == 1
        refused = CliRunner().invoke(main, ["sparql", "--allow-service", f"{url}/other", query])
        assert refused.exit_code == 1
        assert f"SERVICE may not ask '{url}/' here; allowed is {url}/other" in refused.output


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (
            ["sparql", "--allow-service", "ftp://x/", "ASK {}"],
            1,
            "ftp://x/: is no address that begins with http",
        ),
        (["sparql", "--allow-service", "http://me:pw@x/", "ASK {}"], 1, "http://x/: names a user"),
        (["serve", "--allow-service", "sparql"], 1, "sparql: is no address"),
        (
            ["sparql", "--allow-service", "http://x/", "--endpoint", "http://y/", "ASK {}"],
            2,
            "--endpoint asks a service",
        ),
    ],
)
def test_what_cannot_be_allowed_is_said_at_once(arguments: list[str], status: int, said: str) -> None:
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, said in done.output) == (status, True), done.output
