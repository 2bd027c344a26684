"""Answers kept: the same request is answered from memory, told 304 by its tag, and never gets another one's answer."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, cast

import httpx
import pyoxigraph as ox
import pytest

from hosting import BASE, Site, asked, fetch, hosted, kept, send

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.workers import Answering, Pool, Task

ROWS = "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give a server of a thousand statements."""
    store = ox.Store()
    graph, name = ox.NamedNode(f"{BASE}graph/g"), ox.NamedNode("http://example.org/name")
    store.extend(
        ox.Quad(ox.NamedNode(f"http://example.org/{n}"), name, ox.Literal(f"工会{n}"), graph)
        for n in range(1000)
    )
    with hosted(kept(store, tmp_path_factory.mktemp("kept"))) as hosting:
        yield hosting


@pytest.fixture
def evaluated(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the queries that reach a worker from now on."""
    seen: list[str] = []
    pool = site.host.current.pool
    before = pool.ask

    async def ask(task: Task, *, timeout: float | None = None) -> Answering:
        seen.append(task.text)
        return await before(task, timeout=timeout)

    monkeypatch.setattr(pool, "ask", ask)
    return seen


def test_the_same_request_is_evaluated_once(site: Site, evaluated: list[str]) -> None:
    """Byte for byte the same, with the same headers but the day."""
    first, second = (send(site, "GET", asked(ROWS, n="1")) for _ in range(2))
    assert first.content == second.content
    assert len(first.json()["results"]["bindings"]) == 1000
    assert evaluated == [ROWS]
    for response in (first, second):
        assert response.headers["cache-control"] == "public, no-cache"
        assert {"accept", "accept-encoding"} <= {
            each.strip().lower() for each in response.headers["vary"].split(",")
        }
    assert first.headers["etag"] == second.headers["etag"]


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({"format": "csv"}, {}),
        ({}, {"Accept": "text/csv"}),
        ({}, {"Accept-Encoding": "identity"}),
        ({}, {"Accept-Encoding": "gzip"}),
        ({"default-graph-uri": f"{BASE}graph/none"}, {}),
    ],
)
def test_another_request_has_another_tag(site: Site, fields: dict[str, str], headers: dict[str, str]) -> None:
    """Whatever the answer depends on makes a tag of its own."""
    plain = send(site, "GET", asked(ROWS)).headers["etag"]
    assert send(site, "GET", asked(ROWS, **fields), headers=headers).headers["etag"] != plain


def test_who_has_the_answer_is_told_so(site: Site, evaluated: list[str]) -> None:
    """By tag, weak or among others, to GET and to HEAD, without a worker."""
    address = asked("ASK { ?tagged ?p ?o }")
    tag = send(site, "GET", address).headers["etag"]
    evaluated.clear()
    for method in ("GET", "HEAD"):
        for said in (tag, f"W/{tag}", f'"other", {tag}'):
            response = send(site, method, address, headers={"If-None-Match": said})
            assert (response.status_code, response.content) == (304, b"")
            assert response.headers["etag"] == tag
    assert evaluated == []
    assert send(site, "GET", address, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("coding", ["gzip", "zstd", "br"])
def test_answers_are_compressed_as_asked(site: Site, coding: str) -> None:
    """The first time and from memory; what cannot be undone is sent as it is."""
    for _ in range(2):
        with httpx.Client(base_url=f"http://127.0.0.1:{site.port}") as client:
            request = client.build_request("GET", asked(ROWS), headers={"Accept-Encoding": coding})
            response = client.send(request, stream=True)
            raw = b"".join(response.iter_raw())
        assert response.headers["content-encoding"] == coding
        assert len(raw) < 20_000
        if coding == "gzip":
            rows = json.loads(zlib.decompress(raw, 31))["results"]["bindings"]
            assert len(rows) == 1000
    assert "content-encoding" not in send(site, "GET", asked(ROWS), headers={"Accept-Encoding": "x"}).headers


def test_what_went_wrong_is_not_kept(site: Site, evaluated: list[str]) -> None:
    """An error has no tag and is met again; an answer that is too large is not kept either."""
    for _ in range(2):
        wrong = send(site, "GET", asked("SELEC *"))
        assert (wrong.status_code, wrong.headers.get("etag")) == (400, None)
    many = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    lengths = {len(fetch(site.port, asked(many))) for _ in range(2)}
    assert len(lengths) == 1
    assert evaluated == ["SELEC *", "SELEC *", many, many]


def test_the_memory_for_answers_is_bounded(site: Site, evaluated: list[str]) -> None:
    """Those that were not asked for longest go first."""
    pool = cast("Pool", site.host.current.pool)
    with hosted(pool._store, cache=20_000) as small:
        for number in range(20):
            assert send(small, "GET", asked("ASK {}", n=str(number))).status_code == 200
        tags = [send(small, "GET", asked("ASK {}", n=str(number))).headers["etag"] for number in range(20)]
    assert len(set(tags)) == 20
    assert evaluated == []
