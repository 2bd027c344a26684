"""Queries in processes that may die: real processes, real kills, a store of a few thousand statements."""

from __future__ import annotations

import asyncio
import errno
import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox
import pytest

from uniongraph import sparql
from uniongraph.errors import QueryBusy, QueryError, QueryFailed, QueryRefused, QueryTimeout, ReleaseError
from uniongraph.workers import Pool, Setting, Task, worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

T = TypeVar("T")
EX = "http://example.org/"
HOG = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(?a = ?f) }"
SORT = "SELECT * { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f } ORDER BY ?b ?d ?f"
ROWS = "SELECT * { ?a ?p ?b . ?c ?q ?d }"
SOME = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d FILTER(?d < 100 && ?b + ?d > 100) }"
QUICK = "SELECT ?o { <http://example.org/7> ?p ?o }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store of 3,000 statements on disk."""
    folder = tmp_path_factory.mktemp("store") / "store"
    writer = ox.Store(os.fspath(folder))
    writer.extend(
        ox.Quad(ox.NamedNode(f"{EX}{n}"), ox.NamedNode(f"{EX}p"), ox.Literal(n), ox.NamedNode(f"{EX}g"))
        for n in range(3_000)
    )
    writer.flush()
    del writer
    return folder


@asynccontextmanager
async def pool_on(store: Path, **setting: float) -> AsyncIterator[Pool]:
    """Open a pool while the block runs."""
    pool = Pool(store, Setting(**{"workers": 2, **setting}))  # type: ignore[arg-type]
    await pool.open()
    try:
        yield pool
    finally:
        pool.close()


def with_pool(store: Path, work: Callable[[Pool], Awaitable[T]], **setting: float) -> T:
    """Return what some work with a pool gives."""

    async def run() -> T:
        async with pool_on(store, **setting) as pool:
            return await work(pool)

    return asyncio.run(run())


async def whole(pool: Pool, query: str, form: str = "json", timeout: float | None = None) -> bytes:
    """Return all bytes of an answer."""
    return b"".join([piece async for piece in await pool.ask(Task(query, form), timeout=timeout)])


async def value(pool: Pool, query: str = QUICK) -> str:
    """Return the one value of the one row that a query answers."""
    (row,) = json.loads(await whole(pool, query))["results"]["bindings"]
    (cell,) = row.values()
    return str(cell["value"])


def children() -> set[int]:
    """Return the processes that come from this one, theirs too."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(stat.parent.name)] = int(fields[1])
    found, more = set[int](), {os.getpid()}
    while more:
        more = {child for child, parent in parents.items() if parent in more} - found
        found |= more
    return found


@pytest.mark.parametrize("form", [*sparql.RESULTS, *sparql.GRAPHS])
def test_an_answer_is_what_the_engine_writes(store: Path, form: str) -> None:
    """In every format the bytes are those that the engine gives in this process, over many pieces."""
    query = f"{ROWS} LIMIT 20000" if form in sparql.RESULTS else "CONSTRUCT { ?a ?p ?b } { ?a ?p ?b }"
    expected = io.BytesIO()
    sparql.write(sparql.evaluate(ox.Store.read_only(os.fspath(store)), query), form, expected)
    assert with_pool(store, lambda pool: whole(pool, query, form)) == expected.getvalue()


@pytest.mark.parametrize(
    ("query", "kind", "said"),
    [
        ("SELEC * {}", QueryError, "syntax error at column 1"),
        (
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            QueryRefused,
            "SERVICE is not allowed here",
        ),
        ("INSERT DATA { <x:a> <x:b> <x:c> }", QueryRefused, "INSERT is an update"),
        ("SELECT * {" + "{" * 5_000 + "}" * 5_000 + "}", QueryRefused, "nests more than 64 brackets"),
    ],
)
def test_what_is_wrong_with_a_query_is_said(store: Path, query: str, kind: type, said: str) -> None:
    """Errors come over from the worker as they are, and it goes on."""

    async def work(pool: Pool) -> str:
        with pytest.raises(kind, match=said) as caught:
            await whole(pool, query)
        assert type(caught.value) is kind
        return await value(pool)

    assert with_pool(store, work) == "7"


STAR = "SELECT * {" + " ".join(f"?s <{EX}p{n}> ?o{n} ." for n in range(250)) + "}"


@pytest.mark.parametrize("query", [HOG, SORT, STAR, f"SELECT * {{ {ROWS[10:-1]} . ?x ?y ?z }}"])
def test_no_query_lives_past_its_deadline(store: Path, query: str) -> None:
    """Evaluating, sorting, planning, writing: the process is gone at most 100 ms after the deadline."""

    async def work(pool: Pool) -> float:
        await asyncio.sleep(0.3)
        begin = time.perf_counter()
        with pytest.raises(QueryTimeout, match=r"the query is not done after 0.6 s"):
            await whole(pool, query, timeout=0.6)
        return time.perf_counter() - begin

    assert 0.6 <= with_pool(store, work) < 0.7 + 0.3  # the machines of tests are noisy


def test_a_reader_that_does_not_read_is_not_waited_for(store: Path) -> None:
    """The deadline holds for the whole answer: who has not taken it by then gets no more."""

    async def work(pool: Pool) -> None:
        answer = await pool.ask(Task(ROWS, "json"), timeout=0.5)
        assert await anext(answer)
        await asyncio.sleep(1)
        with pytest.raises(QueryTimeout):
            async for _ in answer:
                pass

    with_pool(store, work)


def test_a_reader_that_forgets_its_answer_holds_no_place(store: Path) -> None:
    """At the deadline the place is free, though nobody reads on and nobody closes the answer."""

    async def work(pool: Pool) -> str:
        forgotten = [await pool.ask(Task(ROWS, "json"), timeout=0.3) for _ in range(2)]
        await asyncio.sleep(0.6)
        assert pool.busy == (0, 0, 0)
        assert pool.ended["deadline"] == len(forgotten)
        return await value(pool)

    assert with_pool(store, work, elders=0) == "7"


def test_a_query_may_not_take_all_memory(store: Path) -> None:
    """A sort without end breaks at the bound, alone, and says so."""

    async def work(pool: Pool) -> str:
        with pytest.raises(QueryFailed, match="takes more memory than it may"):
            await whole(pool, SORT, timeout=20)
        return await value(pool)

    assert with_pool(store, work, memory=300 << 20) == "7"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_where_the_machine_has_no_memory_left_workers_go_first(store: Path) -> None:
    """What is out of memory beyond any bound ends a worker, not the server."""

    async def work(pool: Pool) -> set[str]:
        await value(pool)
        nursery = {
            pid for pid in children() if "uniongraph.workers" in Path(f"/proc/{pid}/cmdline").read_text()
        }
        return {Path(f"/proc/{pid}/oom_score_adj").read_text().strip() for pid in nursery}

    assert "1000" in with_pool(store, work)


def test_a_process_that_breaks_costs_its_query_only(store: Path) -> None:
    """What kills a worker in the middle fails one answer; the next gets another worker."""

    async def work(pool: Pool) -> str:
        before = children()
        hog = asyncio.create_task(whole(pool, HOG))
        await asyncio.sleep(0.1)
        (busy,) = [pid for pid in before & children() if _is_running(pid)]
        os.kill(busy, signal.SIGSEGV)
        with pytest.raises(QueryFailed, match="the query ended the process it ran in"):
            await hog
        return await value(pool)

    assert with_pool(store, work, youth=60) == "7"


def _is_running(pid: int) -> bool:
    """Tell whether a worker computes; the nursery, our own child, does what it likes."""
    state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    return state == "R" and int(parent) != os.getpid()


def test_who_leaves_ends_the_query(store: Path) -> None:
    """An answer that is closed early leaves no process computing."""

    async def work(pool: Pool) -> None:
        answer = await pool.ask(Task(ROWS, "json"))
        await anext(answer)
        answer.close()
        await asyncio.sleep(0.3)
        assert pool.busy == (0, 0, 0)
        assert not [pid for pid in children() if _is_running(pid)]

    with_pool(store, work)


def test_killed_queries_leave_nothing(store: Path) -> None:
    """Processes, descriptors and memory stand where they stood, after a hundred kills."""

    async def work(pool: Pool) -> None:
        async def hundred() -> None:
            for _ in range(25):
                hogs = [whole(pool, HOG, timeout=0.02) for _ in range(4)]
                for failure in await asyncio.gather(*hogs, return_exceptions=True):
                    assert isinstance(failure, QueryTimeout | QueryBusy)
            await asyncio.sleep(0.5)

        await hundred()
        before = len(children()), len(list(Path("/proc/self/fd").iterdir()))
        await hundred()
        assert (len(children()), len(list(Path("/proc/self/fd").iterdir()))) == before

    others = children()
    with_pool(store, work)
    assert children() <= others


def test_many_long_queries_hold_no_short_one_up(store: Path) -> None:
    """While as many as may run for seconds, a quick one is answered at once; what is too much is turned away."""

    async def work(pool: Pool) -> float:
        hogs = [asyncio.create_task(whole(pool, HOG, timeout=3)) for _ in range(20)]
        await asyncio.sleep(1.5)
        begin = time.perf_counter()
        for _ in range(5):
            assert await value(pool) == "7"
        taken = time.perf_counter() - begin
        ends = await asyncio.gather(*hogs, return_exceptions=True)
        assert sum(isinstance(end, QueryTimeout) for end in ends) >= 4
        turned_away = [end for end in ends if isinstance(end, QueryBusy)]
        assert {end.message for end in turned_away} == {"too many long queries run already"}
        return taken

    assert with_pool(store, work, elders=4, youth=0.1) < 1


def test_a_line_of_long_queries_passes_quickly(store: Path) -> None:
    """Sixty that will all run out of time stand before a quick one, and it is answered in little more than a second."""

    async def work(pool: Pool) -> float:
        hogs = [asyncio.create_task(whole(pool, HOG, timeout=5)) for _ in range(60)]
        await asyncio.sleep(0)
        begin = time.perf_counter()
        assert await value(pool) == "7"
        taken = time.perf_counter() - begin
        for hog in hogs:
            hog.cancel()
        await asyncio.gather(*hogs, return_exceptions=True)
        return taken

    assert (
        with_pool(store, work, elders=4) < 6
    )  # the machines of tests are noisy, and then a query is young for longer


def test_the_line_is_bounded(store: Path) -> None:
    """Who finds too many waiting is told so at once; who waits too long is told later."""

    async def work(pool: Pool) -> None:
        hogs = [asyncio.create_task(whole(pool, HOG, timeout=2)) for _ in range(2)]
        await asyncio.sleep(0.1)
        waiting = asyncio.create_task(whole(pool, QUICK, timeout=0.5))
        await asyncio.sleep(0)
        with pytest.raises(QueryBusy, match="too many queries wait already"):
            await whole(pool, QUICK)
        with pytest.raises(QueryBusy, match=r"no place became free within 0.5 s"):
            await waiting
        await asyncio.gather(*hogs, return_exceptions=True)
        assert await value(pool) == "7"

    with_pool(store, work, waiting=1, youth=60)


def test_a_worker_that_was_given_up_is_handed_to_nobody(store: Path) -> None:
    """Though its answer came whole in the very moment it was killed, or it died while it stood by."""

    async def work(pool: Pool) -> str:
        for is_usable in (True, False):
            given_up = await pool._called(5)
            given_up.end()
            pool.release(given_up, is_usable=is_usable)
            assert await pool._called(5) is not given_up
        return await value(pool)

    assert with_pool(store, work, workers=4) == "7"


def test_workers_come_once_there_are_descriptors_again(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is short for a moment is tried again, though nobody asks meanwhile."""

    async def work(pool: Pool) -> str:
        made, there = socket.socketpair, 3
        while pool.processes < there:
            await asyncio.sleep(0.02)

        def refused(*_: object) -> None:
            raise OSError(errno.EMFILE, "Too many open files")

        monkeypatch.setattr(socket, "socketpair", refused)
        answers = [await pool.ask(Task(ROWS, "json")) for _ in range(2)]
        for answer in answers:
            answer.close()
        await asyncio.sleep(0.3)
        monkeypatch.setattr(socket, "socketpair", made)
        await asyncio.sleep(1.0)
        assert pool.processes == there
        return await value(pool)

    assert with_pool(store, work) == "7"


def test_a_nursery_that_dies_is_replaced(store: Path) -> None:
    """Its workers die with it, an answer that had begun breaks off, and what had not begins again with new ones."""

    async def work(pool: Pool) -> str:
        begun = await pool.ask(Task(ROWS, "json"))
        os.kill(pool._nursery._process.pid, signal.SIGKILL)
        quick = asyncio.create_task(value(pool))
        with pytest.raises(QueryFailed):
            async for _ in begun:
                pass
        return await quick

    assert with_pool(store, work) == "7"


def test_a_nursery_whose_pool_has_gone_says_nothing(store: Path) -> None:
    """A server that cannot have its port ends while the store is being opened; nobody is to read of that."""
    ours, theirs = socket.socketpair()
    number = theirs.fileno()
    command = [sys.executable, "-m", "uniongraph.workers", str(number), os.fspath(store), str(1 << 30)]
    with theirs:
        nursery = subprocess.Popen(command, pass_fds=[number], stderr=subprocess.PIPE)
    ours.close()
    assert nursery.communicate(timeout=30)[1] == b""
    assert nursery.returncode == 0


def test_a_nursery_whose_pool_leaves_while_a_worker_is_born_says_nothing(store: Path) -> None:
    """A server that stops as soon as it has begun; the worker goes with it."""
    ours, theirs = socket.socketpair()
    tasks, worker_end = socket.socketpair()
    command = [
        sys.executable,
        "-m",
        "uniongraph.workers",
        str(theirs.fileno()),
        os.fspath(store),
        str(1 << 30),
    ]
    with theirs:
        nursery = subprocess.Popen(command, pass_fds=[theirs.fileno()], stderr=subprocess.PIPE)
    with tasks, worker_end:
        assert ours.recv(1) == b"+"
        nursery.send_signal(signal.SIGSTOP)
        socket.send_fds(ours, [b"F" + bytes(8)], [worker_end.fileno()])
        ours.close()
        nursery.send_signal(signal.SIGCONT)
        assert nursery.communicate(timeout=30)[1] == b""
    assert nursery.returncode == 0


def test_a_worker_whose_pool_has_gone_says_nothing() -> None:
    """A server that stops while workers are born is not told of by each of them."""
    ours, theirs = socket.socketpair()
    ours.close()
    with theirs:
        worker.work(ox.Store(), theirs)


def test_a_store_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    """One sentence, and no process stays."""

    async def work(_: Pool) -> None:
        pass

    others = children()
    with pytest.raises(ReleaseError, match="cannot be opened"):
        with_pool(tmp_path / "nothing", work)
    assert children() <= others


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")
def test_a_worker_reaches_no_network_and_starts_no_program() -> None:
    """With the checks of the query left out, the engine's own SERVICE comes nowhere."""
    confined = """
import os, socket, subprocess, sys
import pyoxigraph
from uniongraph.workers import confinement
assert confinement.confine()
for attempt in (
    lambda: socket.socket(),
    lambda: socket.socket(socket.AF_UNIX),
    lambda: subprocess.run(["true"]),
    lambda: os.execv("/bin/true", ["true"]),
):
    try:
        attempt()
    except PermissionError:
        continue
    raise SystemExit("not denied")
try:
    list(pyoxigraph.Store().query("SELECT * { SERVICE <http://127.0.0.1:%s/> { ?s ?p ?o } }" % sys.argv[1]))
except Exception as error:
    print(error)
"""
    heard = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            try:
                listener.accept()
                heard.set()
            except OSError:
                pass

        threading.Thread(target=listen, daemon=True).start()
        port = str(listener.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", confined, port], check=False, capture_output=True, text=True, timeout=30
        )
    assert done.returncode == 0, done.stderr + done.stdout
    assert "not permitted" in done.stdout
    assert not heard.is_set()


def test_many_queries_of_some_length_are_all_answered(store: Path) -> None:
    """Thirty at once, each longer than a moment, get their answers whole: none is turned away for the others."""

    async def work(pool: Pool) -> list[bytes]:
        return await asyncio.gather(*[whole(pool, SOME, timeout=30) for _ in range(30)])

    assert with_pool(store, work, workers=2) == [with_pool(store, lambda pool: whole(pool, SOME))] * 30


def test_those_who_stood_by_for_long_queries_go_again(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A while after the last long query there are as many processes as there were before it."""
    monkeypatch.setattr("uniongraph.workers.pool._LEISURE", 0.2)

    async def work(pool: Pool) -> tuple[int, int]:
        await asyncio.sleep(0.5)
        before = pool.processes
        asked = [asyncio.create_task(whole(pool, SOME, timeout=30)) for _ in range(12)]
        most = before
        while not all(task.done() for task in asked):
            most = max(most, pool.processes)
            await asyncio.sleep(0.01)
        assert most > before
        await asyncio.sleep(1)
        assert await value(pool) == "7"
        return before, pool.processes

    before, after = with_pool(store, work)
    assert after == before


def test_first_rows_come_though_the_next_are_far(store: Path) -> None:
    """Three hundred quick rows before a branch that takes for ever are there long before the deadline."""
    quick = "{ SELECT * { ?a ?p ?b } LIMIT 300 }"
    slow = "{ SELECT ?a ?p ?b { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(?a = ?f) } }"

    async def work(pool: Pool) -> tuple[float, int]:
        begin = time.perf_counter()
        answer = await pool.ask(Task(f"SELECT * {{ {quick} UNION {slow} }}", "json"), timeout=3)
        taken, first = time.perf_counter() - begin, await anext(answer)
        with pytest.raises(QueryTimeout):
            async for _ in answer:
                pass
        return taken, len(first)

    taken, size = with_pool(store, work)
    assert taken < 1.5
    assert size > 8_000


def test_workers_serve_again_where_no_priority_can_be_raised(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A query of some length costs no worker: none steps back that could not step forth."""
    monkeypatch.setattr("uniongraph.workers.pool.may_rise", lambda: False)

    async def work(pool: Pool) -> tuple[set[int], set[int]]:
        await asyncio.sleep(0.5)
        before = children()
        for _ in range(4):
            await whole(pool, SOME, timeout=30)
        return before, children()

    before, after = with_pool(store, work)
    assert before <= after


def test_an_answer_that_nobody_reads_holds_no_place_of_the_young(store: Path) -> None:
    """Whole answers of any size wait for slow readers; who asks something quick meanwhile is answered at once."""

    async def work(pool: Pool) -> float:
        sizes = (200, 3_000, 9_000, 12_000, 15_000, 20_000)
        unread = [
            await pool.ask(Task(f"SELECT * {{ ?a ?p ?b . ?c ?q ?d }} LIMIT {rows}", "json"), timeout=20)
            for rows in sizes
        ]
        await asyncio.sleep(0.5)
        begin = time.perf_counter()
        assert await value(pool) == "7"
        taken = time.perf_counter() - begin
        for answer in unread:
            answer.close()
        return taken

    assert with_pool(store, work) < 2
