"""What stands in a server where a pool of workers would: tasks go to a service elsewhere, and its answers come through.

The event loop fetches; a thread reads what comes and writes it in the format that was asked for, so that an answer is
known to be whole, is cut where ours are cut, and looks like ours. Little is held on the way. A deadline that passes,
or a client that goes, hangs up on the service.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import monotonic
from typing import IO, TYPE_CHECKING, Final, Literal, cast

import httpx
import pyoxigraph as ox

from uniongraph import sparql
from uniongraph.errors import (
    PagesElsewhere,
    QueryBusy,
    QueryError,
    QueryRefused,
    QueryTimeout,
    ServiceFailed,
    UnionGraphError,
)
from uniongraph.fetching import failures
from uniongraph.remote import replies
from uniongraph.remote.bridge import Aborted, Inlet, Outlet
from uniongraph.remote.endpoint import MAX_HOPS, Dataset, hop, request
from uniongraph.workers import Ending, Setting

if TYPE_CHECKING:
    from uniongraph.remote.address import Address
    from uniongraph.workers import Task

__all__ = ["Relay", "Relayed"]

_MORE: Final = 8
"""Questions that are with the service at once beyond the workers there would be here."""
_CONNECT: Final = 10.0
_LAST: Final = 0.05
"""Seconds within which the end of a transfer follows the end of an answer."""


class Relay:
    """Answers tasks by asking a service elsewhere; it has the interface of a pool of workers.

    Of ``setting`` count ``workers`` (so many questions, and `_MORE`, are with the service at once), ``waiting`` and
    ``timeout``.
    """

    def __init__(
        self, address: Address, dataset: Dataset | None = None, setting: Setting | None = None
    ) -> None:
        self.address = address
        self.dataset = dataset or Dataset()
        self.setting = setting or Setting()
        self._places = asyncio.Semaphore(self.setting.workers + _MORE)
        self._running: set[Relayed] = set()
        self._waiting = 0
        self._is_closed = False
        self._client: httpx.AsyncClient | None = None
        self.ended: Counter[str] = Counter()
        self._closing: asyncio.Task[None] | None = None
        self._threads = ThreadPoolExecutor(self.setting.workers + _MORE, "relay")

    async def open(self) -> None:
        """Make ready to ask."""
        seconds = self.setting.timeout
        self._client = httpx.AsyncClient(timeout=httpx.Timeout(seconds, connect=min(seconds, _CONNECT)))

    def close(self) -> None:
        """Hang up on every question; who waits is told so."""
        self._is_closed = True
        for each in list(self._running):
            each.break_off(_stopping())
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._client is not None:
            with suppress(RuntimeError):  # without a loop there is nothing left to close
                self._closing = asyncio.get_running_loop().create_task(self._client.aclose())

    @property
    def busy(self) -> tuple[int, int, int]:
        """How many questions are with the service, none of them old, and how many wait."""
        return len(self._running), 0, self._waiting

    @property
    def processes(self) -> int:
        """No process of ours answers."""
        return 0

    async def ask(self, task: Task, *, timeout: float | None = None) -> Relayed:
        """Return the answer to a task as soon as its first bytes are there.

        ``timeout`` (seconds) may shorten the setting's own; so long at most a question stands in line as well. Raises
        PagesElsewhere for a page, QueryRefused for what is not sent at all (all graphs with their names, which no query asks for), QueryBusy where there is no place, QueryTimeout, ServiceFailed, and
        QueryError where the service does not take the query.
        """
        if task.page is not None:
            raise PagesElsewhere(
                f"pages are made of a release that is here, and {self.address.host} is asked from afar",
                source="page",
            )
        if task.dump == sparql.ALL:
            said = "a service elsewhere is asked graph by graph: ?graph=IRI or ?default"
            raise QueryRefused(said, source="request")
        text = sparql.portable(task.text, base=task.base, source=task.source)
        seconds = min(timeout or self.setting.timeout, self.setting.timeout)
        begin = monotonic()
        await self._admitted(seconds)
        answer = Relayed(self, task, text, seconds)
        answer.waited = monotonic() - begin
        self._running.add(answer)
        try:
            await answer.begin()
        except BaseException:
            answer.close()
            raise
        return answer

    async def _admitted(self, seconds: float) -> None:
        """Wait for a place."""
        if self._is_closed:
            raise _stopping()
        if self._places.locked() and self._waiting >= self.setting.waiting:
            raise QueryBusy("too many queries wait already", source="service")
        self._waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await self._places.acquire()
        except TimeoutError:
            raise QueryBusy(f"no place became free within {seconds:g} s", source="service") from None
        finally:
            self._waiting -= 1
        if self._is_closed:
            self._places.release()
            raise _stopping()

    def dismiss(self, answer: Relayed) -> None:
        """Give the place of an answer to the next."""
        if answer in self._running:
            self._running.discard(answer)
            self._places.release()

    async def send(self, sending: httpx.Request, source: str) -> httpx.Response:
        """Return a response whose head is there, redirects followed; raise what `replies.refusal` says of its status."""
        assert self._client is not None
        address = self.address
        for _ in range(MAX_HOPS + 1):
            response = await self._client.send(sending, auth=address.auth, stream=True)
            try:
                following = hop(address, sending, response)
                if following is None and response.is_success:
                    return response
                said = b"" if following else await anext(response.aiter_bytes(failures.MAX_SAID), b"")
            except BaseException:
                await response.aclose()
                raise
            await response.aclose()
            if following is None:
                raise replies.refusal(response, said, address.shown, source=source)
            address, sending = following
        raise ServiceFailed(f"sends its callers on more than {MAX_HOPS} times", source=self.address.shown)

    def convert(self, conversion: _Conversion) -> asyncio.Future[None]:
        """Have a thread run a conversion."""
        return asyncio.get_running_loop().run_in_executor(self._threads, conversion.run)


def _stopping() -> QueryBusy:
    return QueryBusy("the service is stopping", source="service")


class Relayed:
    """The bytes of an answer as they come, and after the last of them how it ended (as `workers.Answer` has it)."""

    is_old: Final = False
    length: Final = None
    waited = 0.0

    def __init__(self, relay: Relay, task: Task, text: str, seconds: float) -> None:
        self._relay, self._task, self._text, self._seconds = relay, task, text, seconds
        self._inlet, self._outlet = Inlet(), Outlet()
        self._first = b""
        self._reason: QueryError | None = None
        self._is_closed = False
        self.ending: Ending | None = None
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(seconds, self.break_off, self._too_late())
        self._fetching = loop.create_task(self._fetch())

    def _too_late(self) -> QueryTimeout:
        return QueryTimeout(f"the query is not done after {self._seconds:g} s", source=self._task.source)

    async def begin(self) -> None:
        """Wait for the first bytes, or for the end; raise what the service raised."""
        self._first = await self._outlet.take()
        self._settle()
        if not self._first:
            self._raise()

    def __aiter__(self) -> Relayed:
        """Return itself."""
        return self

    async def __anext__(self) -> bytes:
        """Return the next bytes, all that are there."""
        if not (found := self._first) and self.ending is None and not self._is_closed:
            found = await self._outlet.take()
            self._settle()
        self._first = b""
        if not found:
            self._raise()
            raise StopAsyncIteration
        return found

    def _settle(self) -> None:
        """Note how the answer ended, once nothing of it is left."""
        if self._fetching.done() and not self._fetching.cancelled() and self._outlet.is_empty:
            self.ending = self._fetching.result()
            self.close()

    def _raise(self) -> None:
        """Raise why there is no more, where that is not the end of a whole answer."""
        if self._reason is not None:
            raise self._reason
        if self.ending is None:
            raise QueryError("the answer was broken off", source=self._task.source)
        if (error := self.ending.raised()) is not None:
            raise error

    def close(self) -> None:
        """End the answer, whole or not, and give its place to the next."""
        if self._is_closed:
            return
        self._is_closed = True
        self._timer.cancel()
        self._inlet.abort()
        self._outlet.abort()
        self._fetching.cancel()
        self._relay.dismiss(self)

    def break_off(self, reason: QueryError) -> None:
        """End the answer for a reason that whoever reads it is told."""
        if not self._is_closed:
            self._reason = reason
            self.close()

    async def _fetch(self) -> Ending:
        """Ask, hand what comes to the thread, and return how that ended."""
        url = self._relay.address.shown
        try:
            with replies.translated(url, self._seconds):
                return await self._through(url)
        except UnionGraphError as error:
            return Ending.of(error)
        finally:
            self._outlet.end()

    async def _through(self, url: str) -> Ending:
        task = self._task
        kind: Literal["table", "graph"] = (
            "graph" if sparql.form(self._text) in {"construct", "describe"} else "table"
        )
        is_open = not sparql.says_from(list(sparql.tokens(self._text)))
        dataset = self._relay.dataset if is_open else Dataset()
        fields = dataset.fields(task.default_graphs, task.named_graphs)
        sending = request(self._relay.address, self._text, kind, fields)
        response = await self._relay.send(sending, task.source)
        try:
            cut = failures.cut(response.headers, url)
            form = replies.engine_format(response, kind, url)
            conversion = _Conversion(task, form, self._inlet, self._outlet)
            converting = self._relay.convert(conversion)
            feeding = asyncio.create_task(self._feed(response, form))
            try:
                await converting
                if conversion.cut is None:  # what is read to its end leaves its connection to the next
                    await asyncio.wait({feeding}, timeout=_LAST)
            finally:
                feeding.cancel()
        finally:
            with suppress(httpx.HTTPError):
                await response.aclose()
        return Ending(cut=conversion.cut or cut)

    async def _feed(self, response: httpx.Response, form: ox.QueryResultsFormat | ox.RdfFormat) -> None:
        """Hand what comes to the thread."""
        nesting = sparql.Nesting() if form == ox.QueryResultsFormat.JSON else None
        try:
            async for chunk in response.aiter_bytes():
                if nesting is not None and nesting.take(chunk):
                    said = "answers with brackets too deep in one another"
                    raise ServiceFailed(said, source=self._relay.address.shown)  # noqa: TRY301 (as what breaks off is)
                await self._inlet.feed(chunk)
        except Exception as error:  # the thread raises it, once it has read so far
            self._inlet.end(error)
        else:
            self._inlet.end()


class _Conversion:
    """What the thread does: read an answer as the service wrote it, write it as it was asked for."""

    def __init__(
        self, task: Task, form: ox.QueryResultsFormat | ox.RdfFormat, inlet: Inlet, outlet: Outlet
    ) -> None:
        self._task, self._form, self._inlet, self._outlet = task, form, inlet, outlet
        self.cut: str | None = None

    def run(self) -> None:
        """Convert all of it; raise what cannot be read. Who hung up hears nothing."""
        task = self._task
        try:
            answer = self._read()
            prefixes = sparql.prefixes(task.text)
            outlet = cast("IO[bytes]", self._outlet)
            sparql.write(answer, task.format, outlet, prefixes=prefixes, limits=task.limits)
        except sparql.Cut as cut:
            self.cut = str(cut)
        except Aborted:
            pass
        finally:
            self._inlet.leave()

    def _read(self) -> sparql.Answer:
        if isinstance(self._form, ox.RdfFormat):
            return sparql.Triples(quad.triple for quad in ox.parse(self._inlet, self._form))  # type: ignore[arg-type]
        return ox.parse_query_results(self._inlet, self._form)  # type: ignore[arg-type]
