"""Answers kept: the same request is answered from memory, told 304 by its tag, and never gets another one's answer."""

from __future__ import annotations

import asyncio
import errno
import json
import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NoReturn, cast
from urllib.parse import urlencode

import httpx
import pyoxigraph as ox
import pytest

from hosting import BASE, RELEASE, Site, asked, hosted, kept, send
from uniongraph.server.results import Filed
from uniongraph.server.shelf import Gathered, Room, Shelf, Spilled
from uniongraph.sparql import Limits
from uniongraph.workers import Ending

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
        ({}, {"Host": "example.org"}),
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
            assert response.headers["x-uniongraph-release"] == RELEASE
            assert response.headers["vary"] == "Accept, Accept-Encoding"
            assert response.headers["access-control-allow-origin"] == "*"
    twice = [("If-None-Match", '"other"'), ("If-None-Match", tag)]
    assert send(site, "GET", address, headers=twice).status_code == 304
    other = {"Origin": "https://example.org"}
    tag = send(site, "GET", address, headers=other).headers["etag"]
    response = send(site, "GET", address, headers={**other, "If-None-Match": tag})
    assert (response.status_code, response.headers["access-control-allow-origin"]) == (304, "*")
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
    """An error has no tag and is met again."""
    for _ in range(2):
        wrong = send(site, "GET", asked("SELEC *"))
        assert (wrong.status_code, wrong.headers.get("etag")) == (400, None)
    assert evaluated == ["SELEC *", "SELEC *"]


@pytest.mark.parametrize(
    ("name", "odd", "plain"), [("Accept", "text/csv", "application/json"), ("Accept-Encoding", "gzip", "")]
)
def test_a_header_sent_twice_spoils_nobody_s_answer(site: Site, name: str, odd: str, plain: str) -> None:
    """Whichever of the two the answer follows, who sends one of them alone gets what he asks for."""
    address = asked(ROWS, twice=name)
    fetched = []
    for values in ((odd, plain), (plain, odd), (plain,), (odd,)):
        with httpx.Client(base_url=f"http://127.0.0.1:{site.port}") as client:
            request = httpx.Request(
                "GET", client.base_url.join(address), headers=[(name, each) for each in values]
            )
            response = client.send(request)
        fetched.append(response.headers.get("content-encoding" if "-" in name else "content-type", ""))
    assert (fetched[2].startswith(plain), bool(fetched[2])) == (True, bool(plain))
    assert fetched[3].startswith(odd)


def test_the_same_release_served_otherwise_has_other_tags(site: Site) -> None:
    """Another limit, another default graph: who has the old answer is not told that it is still the same."""
    pool = cast("Pool", site.host.current.pool)
    tags = {send(site, "GET", asked(ROWS)).headers["etag"]}
    with hosted(pool._store, limits=Limits(5000)) as other:
        tags.add(send(other, "GET", asked(ROWS)).headers["etag"])
    with hosted(pool._store, union=False) as other:
        tags.add(send(other, "GET", asked(ROWS)).headers["etag"])
    assert len(tags) == 3


@pytest.mark.parametrize("said", ["NOW()", "rand ( )", "STRUUID#\n()", "uuid()", "BNODE()"])
@pytest.mark.parametrize("accept", ["text/csv", "text/html"])
def test_what_differs_each_time_is_not_kept(site: Site, said: str, accept: str) -> None:
    """A query that reads the clock or draws lots is evaluated whenever it is asked."""
    address = asked(f"SELECT ({said} AS ?it) {{}}")
    first, second = (send(site, "GET", address, headers={"Accept": accept}) for _ in range(2))
    assert first.text != second.text
    assert (first.headers["cache-control"], "etag" in first.headers) == ("no-store", False)


def test_long_addresses_are_weighed(site: Site) -> None:
    """What is asked takes memory as what is answered does: one address may have 64 KiB."""
    pool = cast("Pool", site.host.current.pool)
    with hosted(pool._store, cache=200_000) as small:
        for number in range(12):
            assert send(small, "GET", asked("ASK {}", n=f"{number}{'n' * 60_000}")).status_code == 200
        told = send(small, "GET", "/metrics").text
    assert float(told.partition("\nuniongraph_cache_bytes ")[2].split()[0]) > 100_000
    assert float(told.partition("\nuniongraph_cache_answers ")[2].split()[0]) <= 3


def test_the_memory_for_answers_is_bounded(site: Site, evaluated: list[str]) -> None:
    """Those that were not asked for longest go first."""
    pool = cast("Pool", site.host.current.pool)
    with hosted(pool._store, cache=20_000) as small:
        for number in range(20):
            assert send(small, "GET", asked("ASK {}", n=str(number))).status_code == 200
        tags = [send(small, "GET", asked("ASK {}", n=str(number))).headers["etag"] for number in range(20)]
    assert len(set(tags)) == 20
    assert evaluated == []


# ---------------------------------------------------------------------------------------------- the same, asked otherwise

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


def by_form(query: str, **fields: str) -> dict[str, Any]:
    """Return what a request needs that asks by a form."""
    return {"content": urlencode({**fields, "query": query}).encode(), "headers": dict(FORM)}


def test_whoever_asks_the_same_gets_what_is_kept(site: Site, evaluated: list[str]) -> None:
    """By GET, by both kinds of POST, with the parameters in another order, by format or by Accept: evaluated once."""
    query, graph = "SELECT * { ?same ?p ?o } ORDER BY ?o LIMIT 7", f"{BASE}graph/g"
    fields = {"default-graph-uri": graph, "format": "csv"}
    turned = dict(reversed(fields.items()))
    direct = {"content": query.encode(), "headers": DIRECT}
    got = [
        send(site, "POST", "/sparql", **by_form(query, **fields)),
        send(site, "POST", "/sparql", **by_form(query, **turned)),
        send(site, "POST", f"/sparql?{urlencode(fields)}", **direct),
        send(site, "POST", f"/sparql?{urlencode(turned)}", **direct),
        send(site, "GET", asked(query, **fields)),
        send(site, "GET", f"/sparql?{urlencode({**turned, 'query': query})}"),
        send(site, "GET", asked(query, **{"default-graph-uri": graph}), headers={"Accept": "text/csv"}),
        send(site, "GET", asked(query, **{"default-graph-uri": graph}), headers={"Accept": "a/b, text/csv;q=.2"}),
    ]  # fmt: skip
    assert evaluated == [query]
    assert {each.content for each in got} == {got[0].content}
    assert got[0].text.count("\n") == 8
    for each in got:
        assert each.headers["content-type"] == "text/csv; charset=utf-8"
        assert each.headers["x-uniongraph-release"] == RELEASE
        assert "Accept" in each.headers["vary"]
    assert ["etag" in each.headers for each in got] == [False] * 4 + [True] * 4


@pytest.mark.parametrize(
    "other",
    [
        by_form("SELECT * { ?one ?p ?o } LIMIT 2 ", format="csv"),
        by_form("SELECT * { ?one ?p ?o } LIMIT 2", format="tsv"),
        by_form("SELECT * { ?one ?p ?o } LIMIT 2", format="csv", **{"default-graph-uri": f"{BASE}graph/g"}),
        by_form("SELECT * { ?one ?p ?o } LIMIT 2", format="csv", **{"named-graph-uri": f"{BASE}graph/g"}),
    ],
    ids=["text", "format", "default graph", "named graph"],
)
def test_another_question_is_evaluated(site: Site, evaluated: list[str], other: dict[str, Any]) -> None:
    """Another text, format or dataset is another answer."""
    send(site, "POST", "/sparql", **by_form("SELECT * { ?one ?p ?o } LIMIT 2", format="csv"))
    evaluated.clear()
    assert send(site, "POST", "/sparql", **other).status_code == 200
    assert len(evaluated) == 1


def test_what_is_kept_is_sent_as_this_request_wants_it(site: Site, evaluated: list[str]) -> None:
    """Compressed or not, without a body to HEAD; a tag does not stop a POST."""
    request = by_form(f"{ROWS} # as wanted")
    plain = send(site, "POST", "/sparql", **request)
    for coding in ("gzip", "identity"):
        headers = {**FORM, "Accept-Encoding": coding, "Origin": "https://example.org", "If-None-Match": "*"}
        response = send(site, "POST", "/sparql", content=request["content"], headers=headers)
        assert response.headers.get("content-encoding", "identity") == coding
        assert response.headers["access-control-allow-origin"] == "*"
        assert response.content == plain.content
    head = send(site, "HEAD", asked(f"{ROWS} # as wanted"), headers={"Accept-Encoding": "identity"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(plain.content))
    assert evaluated == [f"{ROWS} # as wanted"]


def test_errors_are_asked_for_again(site: Site, evaluated: list[str]) -> None:
    """By POST as by GET."""
    for _ in range(2):
        assert send(site, "POST", "/sparql", **by_form("SELEC *")).status_code == 400
    assert evaluated == ["SELEC *"] * 2


MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20001"
"""Its answer is too large for memory."""


def test_a_large_answer_is_kept_in_a_file(site: Site, evaluated: list[str]) -> None:
    """The second time it comes with its length, whole, compressed where asked, and to several at once."""
    first = send(site, "POST", "/sparql", **by_form(MANY))
    assert len(first.content) > 1 << 20
    second = send(site, "POST", "/sparql", **by_form(MANY))
    assert second.content == first.content
    squeezed = send(site, "GET", asked(MANY), headers={"Accept-Encoding": "gzip"})
    assert squeezed.headers["content-encoding"] == "gzip"
    assert squeezed.content == first.content
    plain = send(site, "GET", asked(MANY), headers={"Accept-Encoding": "identity"})
    assert plain.headers["content-length"] == str(len(first.content))
    head = send(site, "HEAD", asked(MANY), headers={"Accept-Encoding": "identity"})
    assert (head.content, head.headers.get("content-length")) == (b"", None)
    with ThreadPoolExecutor(4) as several:
        found = list(several.map(lambda _: send(site, "POST", "/sparql", **by_form(MANY)).content, range(8)))
    assert set(found) == {first.content}
    assert evaluated == [MANY]


def test_where_no_file_can_be_large_answers_are_asked_for_again(
    site: Site, evaluated: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full or a missing disk costs time only."""

    def fail(**_: Any) -> NoReturn:  # noqa: ANN401
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", fail)
    other = f"{MANY} # no room"
    lengths = {len(send(site, "POST", "/sparql", **by_form(other)).content) for _ in range(2)}
    assert len(lengths) == 1
    assert evaluated == [other] * 2


def test_files_take_no_more_room_than_there_is() -> None:
    """What somebody still reads counts though nobody new can find it; what nobody holds gives its room back."""
    room = Room(3 << 20)
    several = [Gathered(2 << 20, room) for _ in range(2)]
    for gathered in several:
        gathered.add(b"x" * (2 << 20))
    assert [gathered.file is not None for gathered in several] == [True, False]
    assert room.taken == 2 << 20
    del gathered
    several.clear()
    assert room.taken == 0


def test_others_are_answered_between_the_pieces_of_a_large_answer() -> None:
    """However quickly its reader takes them."""
    file = Spilled(Room(1 << 20))
    file.write([b"x" * (1 << 20)])
    answer = Filed(file, 1 << 20, Ending())

    async def read() -> tuple[int, int]:
        turns = pieces = 0

        async def turn() -> None:
            nonlocal turns
            while True:
                await asyncio.sleep(0)
                turns += 1

        others = asyncio.create_task(turn())
        async for _ in answer:
            pieces += 1
        others.cancel()
        return turns, pieces

    turns, pieces = asyncio.run(read())
    assert turns >= pieces > 10


@pytest.mark.parametrize(
    ("most", "sizes", "is_whole", "is_filed"),
    [
        (0, [5, 6], True, False),
        (0, [1 << 20, 1], False, False),
        (3 << 20, [1 << 20], True, False),
        (3 << 20, [1 << 20, 1, 1 << 20], False, True),
        (3 << 20, [2 << 20, 1 << 20], False, True),
        (3 << 20, [2 << 20, 1 << 20, 1, 1], False, False),
    ],
)
def test_pieces_are_gathered_in_memory_then_in_a_file(
    most: int, sizes: list[int], *, is_whole: bool, is_filed: bool
) -> None:
    """Up to so many bytes; what is larger is let go of, and what comes behind it as well."""
    gathered = Gathered(most, Room(4 << 20))
    pieces = [bytes([number]) * size for number, size in enumerate(sizes)]
    for piece in pieces:
        gathered.add(piece)
    assert (gathered.whole is not None, gathered.file is not None) == (is_whole, is_filed)
    if gathered.file is not None:
        assert gathered.file.read(0, sum(sizes) + 1) == b"".join(pieces)
    if is_whole:
        assert gathered.whole == b"".join(pieces)


def test_what_was_cut_is_kept_as_cut(site: Site, evaluated: list[str]) -> None:
    """A page of rows and an answer at its limit: the second time as the first."""
    pool = site.host.current.pool
    with hosted(cast("Pool", pool)._store, limits=Limits(rows=3)) as small:
        before = small.host.current.pool.ask
        seen: list[str] = []

        async def ask(task: Task, *, timeout: float | None = None) -> Answering:
            seen.append(task.text)
            return await before(task, timeout=timeout)

        small.host.current.pool.ask = ask  # type: ignore[method-assign]
        for _ in range(2):
            with pytest.raises(httpx.RemoteProtocolError):
                send(small, "POST", "/sparql", **by_form(ROWS))
    assert seen == [ROWS]
    assert evaluated == []


def test_a_shelf_lets_go_of_what_was_not_asked_for_longest() -> None:
    """By weight; what is put again counts once; what is heavier than all the room is not kept."""
    shelf: Shelf[str, int] = Shelf(10)
    for number, name in enumerate("abc"):
        shelf.put(name, number, 3)
    assert shelf.get("a") == 0
    shelf.put("a", 5, 4)
    assert [shelf.get(name) for name in "abc"] == [5, 1, 2]
    shelf.put("d", 3, 3)
    assert [shelf.get(name) for name in "abcd"] == [None, 1, 2, 3]
    shelf.put("e", 4, 11)
    shelf.put("b", 4, 11)
    assert [shelf.get(name) for name in "abcde"] == [None, None, 2, 3, None]
    shelf.put("f", 6, 10)
    assert shelf.get("f") == 6
