"""The workers of one store: who is free, who waits, and the end of those who run too long.

A query is *young* at first, and few are young at once, so that each has the machine nearly to itself. One that is not
done after a moment becomes an *elder*: it goes on at a low priority and gives its place to the next in line, so that
many long queries hold no short one up. A worker serves again unless its query was broken off or left much memory
behind, or it is an elder that the system does not let us raise again.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

from uniongraph.errors import QueryBusy, QueryError, QueryFailed, QueryTimeout, ReleaseError
from uniongraph.workers.processes import Nursery, Worker, may_rise
from uniongraph.workers.task import Ending

if TYPE_CHECKING:
    from pathlib import Path

    from uniongraph.workers.task import Task

__all__ = ["Answer", "Pool", "Setting"]

_NICENESS: Final = 15
"""How far an elder steps back: thirty of them together leave a young query two thirds of a core."""
_SPARE: Final = 1
"""Workers that stand by beyond those that may be young at once, for the place of one that dies."""
_STANDING: Final = 8
_LEISURE: Final = 10.0
"""Workers that stand by beyond the young after they were elders, and for how many seconds: they know the store by then."""
_BRIEFEST: Final = 0.02
"""Seconds that every query is young at least."""
_MOURNING: Final = 0.05
"""Seconds after which a nursery that died, its workers first, is known to be dead."""
_DIED: Final = "the query ended the process it ran in: it takes more memory than it may, or the engine broke"
_RETRY: Final = 0.5
"""Seconds before a nursery that died is started again."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How many queries run, how many wait, and what each may take.

    ``workers`` young queries run at once, one more than there are cores: while one waits for the server to take its
    answer, no core does; ``elders`` are those that have run longer than ``youth`` (seconds), and
    ``waiting`` stand in line. ``timeout`` is in seconds; ``memory`` bounds a worker, and one that holds more than
    ``retained`` when it is done is replaced (both in bytes).
    """

    workers: int = 1 + (os.cpu_count() or 1)
    elders: int = 32
    waiting: int = 64
    youth: float = 0.05
    timeout: float = 30.0
    memory: int = 2 << 30
    retained: int = 256 << 20


class Pool:
    """Answers tasks over one store, each in a process that may die of it.

    ``ended`` counts the answers that ended before they were whole, by why: the deadline, its memory, the death of its
    process, the crowd of long queries, a disconnect of who read it, the stop of the service. One cut at a limit is not
    among them: only who asked knows whether the limit was wanted.
    """

    def __init__(self, store: Path, setting: Setting | None = None) -> None:
        """Start the first process, and do not wait for it: `open` does."""
        self.setting = setting or Setting()
        self._store = store
        self._nursery = Nursery(store, memory=self.setting.memory)
        self._idle: list[Worker] = []
        self._young: set[Worker] = set()
        self._elders: set[Worker] = set()
        self._line: deque[asyncio.Future[Worker]] = deque()
        self._births: set[asyncio.Task[None]] = set()
        self._restarting = asyncio.Lock()
        self.is_closed = False
        self.ended: Counter[str] = Counter()

    async def open(self) -> None:
        """Wait until the first worker stands ready; ReleaseError where the store cannot be opened."""
        await self._nursery.open()
        worker = await self._nursery.bear()
        self._idle.append(worker)
        self._replenish()

    def close(self) -> None:
        """End every process; what runs or waits is told so."""
        self.is_closed = True
        for birth in self._births:
            birth.cancel()
        while self._line:
            place = self._line.popleft()
            if not place.done():
                place.set_exception(QueryBusy("the service is stopping", source="service"))
        for worker in (*self._idle, *self._young, *self._elders):
            worker.end()
        self._nursery.close()

    @property
    def busy(self) -> tuple[int, int, int]:
        """How many queries are young, how many are elders, how many wait."""
        return len(self._young), len(self._elders), len(self._line)

    async def ask(self, task: Task, *, timeout: float | None = None) -> Answer:
        """Return the answer to a task as soon as its first bytes are there.

        ``timeout`` (seconds) may shorten the pool's own. It counts from when the query begins to run; so long at most
        it stands in line as well. Raises QueryBusy where there is no place for it, QueryTimeout, QueryFailed, and
        whatever evaluation raises.
        """
        seconds = min(timeout or self.setting.timeout, self.setting.timeout)
        try:
            return await self._begun(task, seconds)
        except QueryFailed:
            await asyncio.sleep(_MOURNING)
            if self._nursery.is_open:
                raise
        return await self._begun(task, seconds)  # it fell with all others, through no fault of its own

    async def _begun(self, task: Task, seconds: float) -> Answer:
        begin = monotonic()
        worker = await self._called(seconds)
        while not worker.is_alive:  # it died in the moment between
            self.release(worker, is_usable=False)
            worker = await self._called(seconds)
        answer = Answer(self, task, worker, seconds)
        answer.waited = monotonic() - begin
        try:
            await answer.begin()
        except BaseException:
            answer.close()
            raise
        return answer

    async def _called(self, seconds: float) -> Worker:
        """Return a worker for one query, standing in line until it is this one's turn."""
        if self.is_closed:
            raise QueryBusy("the service is stopping", source="service")
        if not self._line and (free := self._free()) is not None:
            return free
        if len(self._line) >= self.setting.waiting:
            raise QueryBusy("too many queries wait already", source="service")
        loop = asyncio.get_running_loop()
        place: asyncio.Future[Worker] = loop.create_future()
        self._line.append(place)
        self._advance()
        late = loop.call_later(seconds, self._give_up, place, f"no place became free within {seconds:g} s")
        try:
            return await place
        except asyncio.CancelledError:
            self._leave(place)
            raise
        finally:
            late.cancel()

    def _give_up(self, place: asyncio.Future[Worker], why: str) -> None:
        """Have a place in line end where it is nobody's turn yet."""
        if not place.done():
            self._line.remove(place)
            place.set_exception(QueryBusy(why, source="service"))

    def _leave(self, place: asyncio.Future[Worker]) -> None:
        """Give up a place in line that its owner does not want any more, or the worker where it was its turn already."""
        if place in self._line:
            self._line.remove(place)
        elif place.done() and not place.cancelled() and place.exception() is None:
            self.release(place.result(), is_usable=True)

    def _advance(self) -> None:
        """Let those who are first in line begin, as far as there are places and workers."""
        while self._line:
            if self._line[0].done():  # who waited has gone, and will leave the line in a moment
                self._line.popleft()
                continue
            worker = self._free()
            if worker is None:
                break
            self._line.popleft().set_result(worker)
        self._replenish()

    def _free(self) -> Worker | None:
        """Return a worker for one more young query, None where there is no place or no worker for it."""
        while self._idle and len(self._young) < self.setting.workers:
            worker = self._idle.pop()
            if worker.is_alive:
                self._young.add(worker)
                return worker
        return None

    def _replenish(self) -> None:
        """Have as many workers made as are wanted and not yet there or coming."""
        wanted = self.setting.workers + _SPARE - len(self._young) - len(self._idle) - len(self._births)
        for _ in range(0 if self.is_closed else wanted):
            birth = asyncio.get_running_loop().create_task(self._bear())
            self._births.add(birth)
            birth.add_done_callback(self._births.discard)

    async def _bear(self) -> None:
        try:
            worker = await self._nursery.bear()
            self._idle.append(worker)
        except (ReleaseError, OSError):  # the latter for want of descriptors or processes
            await asyncio.sleep(_RETRY)
            with suppress(OSError):
                await self._restart()
        self._births.discard(asyncio.current_task())
        self._advance()

    async def _restart(self) -> None:
        """Start another nursery where the one there was has died; only the first who sees it does."""
        async with self._restarting:
            if self._nursery.is_open or self.is_closed:
                return
            self._nursery.close()
            self._nursery = Nursery(self._store, memory=self.setting.memory)
            with suppress(ReleaseError):  # the next birth tries again
                await self._nursery.open()

    # ------------------------------------------------------------------------ what a running answer tells the pool

    @property
    def youth(self) -> float:
        """How long a query that begins now is young, in seconds: the shorter, the more stand in line behind it."""
        return max(_BRIEFEST, self.setting.youth / (1 + len(self._line)))

    @property
    def processes(self) -> int:
        """How many workers there are, busy or not."""
        return len(self._idle) + len(self._young) + len(self._elders)

    def has_room_for_elder(self) -> bool:
        """Tell whether one more query may grow old."""
        return len(self._elders) < self.setting.elders

    def is_awaited(self) -> bool:
        """Tell whether somebody stands in line."""
        return bool(self._line)

    def grow_old(self, worker: Worker) -> None:
        """Let a young query go on behind the others, and the next in line begin."""
        self._young.discard(worker)
        self._elders.add(worker)
        if may_rise():  # else it could not serve again, and each query of some length would cost a worker
            worker.step_back(_NICENESS)
        self._advance()

    def release(self, worker: Worker, *, is_usable: bool) -> None:
        """Take a worker back, to serve again or to end."""
        is_old = worker in self._elders
        self._young.discard(worker)
        self._elders.discard(worker)
        if is_usable and worker.is_alive and not self.is_closed and not (is_old and self._is_plenty(worker)):
            self._idle.append(worker)
            if is_old:
                asyncio.get_running_loop().call_later(_LEISURE, self._thin_out)
        else:
            worker.end()
        self._advance()

    def _thin_out(self) -> None:
        """End those who have stood by longest, where more do than are wanted for the young."""
        self._idle = [worker for worker in self._idle if worker.is_alive]
        while len(self._idle) + len(self._young) > self.setting.workers + _SPARE and self._idle:
            self._idle.pop(0).end()

    def _is_plenty(self, worker: Worker) -> bool:
        """Tell whether an elder is not wanted among the young: there are enough, or its priority stays low."""
        standing = len(self._idle) + len(self._young) + len(self._births)
        return standing >= self.setting.workers + _STANDING or not worker.step_forth()


class Answer:
    """The bytes of an answer as they come, and after the last of them how it ended.

    Iterate over it; `close` ends it early. Once the iteration is over, ``ending`` tells whether the answer is whole or
    was cut at a limit; ``waited`` are the seconds it stood in line, ``is_old`` tells whether it became an elder.
    Iterating raises QueryTimeout, QueryFailed or QueryBusy where it broke off.
    """

    length: Final = None

    def __init__(self, pool: Pool, task: Task, worker: Worker, seconds: float) -> None:
        self._pool = pool
        self._task = task
        self._worker = worker
        self._pieces: deque[bytes] = deque()
        self._reason: QueryError | None = None
        self._is_closed = self._is_given_back = False
        self.ending: Ending | None = None
        self.waited = 0.0
        self.is_old = False
        loop = asyncio.get_running_loop()
        self._timers = [
            loop.call_later(seconds, self._run_out, seconds),
            loop.call_later(pool.youth, self._grow_old),
        ]

    async def begin(self) -> None:
        """Put the task to the worker and wait for the first bytes, or for the end; raise what evaluation raised."""
        self._worker.send(self._task)
        await self._receive()

    async def _receive(self) -> None:
        frames = await self._worker.receive()
        if frames is None:
            reason = self._reason or QueryFailed(_DIED, source=self._task.source)
            self.close()
            raise reason
        self._pieces.extend(frame.content for frame in frames if frame.kind == "piece")
        if frames[-1].kind == "end":
            self.ending = Ending.decoded(frames[-1].content)
            self._worker.spent = self.ending.spent
            self.close()
            if (error := self.ending.raised()) is not None and not self._pieces:
                raise error

    def __aiter__(self) -> Answer:
        """Return itself."""
        return self

    async def __anext__(self) -> bytes:
        """Return the next bytes, all that are there."""
        while not self._pieces:
            if self.ending is not None:
                if (error := self.ending.raised()) is not None:
                    raise error
                raise StopAsyncIteration
            if self._is_closed:
                raise self._reason or QueryFailed("the answer was broken off", source=self._task.source)
            await self._receive()
        found = b"".join(self._pieces)
        self._pieces.clear()
        return found

    def close(self) -> None:
        """Give the worker back: as it is after a whole answer, ended where there would be more."""
        self._is_closed = True
        self._give_back()

    def _give_back(self) -> None:
        """Give the worker back, once."""
        if self._is_given_back:
            return
        self._is_given_back = True
        for timer in self._timers:
            timer.cancel()
        if early := self._early():
            self._pool.ended[early] += 1
        ending, most = self.ending, self._pool.setting.retained
        self._pool.release(self._worker, is_usable=ending is not None and ending.memory <= most)

    def _early(self) -> str | None:
        """Return in a word why this answer ends before it is whole, None where it does not."""
        if self.ending is not None:
            return "memory" if self.ending.error == QueryFailed.__name__ else None
        if self._reason is not None:
            return "deadline" if isinstance(self._reason, QueryTimeout) else "crowded"
        if self._pool.is_closed:
            return "stop"
        return "disconnect" if self._worker.is_alive else "died"

    def _grow_old(self) -> None:
        """Make room for the next: go on as an elder, or end where there are enough of them and somebody waits."""
        if self._is_given_back:
            return
        if self._is_held_up():
            self._look_again(_BRIEFEST)
        elif self._pool.has_room_for_elder():
            self.is_old = True
            self._pool.grow_old(self._worker)
        elif self._pool.is_awaited():
            self._break_off(QueryBusy("too many long queries run already", source="service"))
        else:
            self._look_again(self._pool.youth)

    def _look_again(self, seconds: float) -> None:
        self._timers[-1] = asyncio.get_running_loop().call_later(seconds, self._grow_old)

    def _is_held_up(self) -> bool:
        """Tell whether it is the machine that had no time for this query, neither the query nor who reads its answer."""
        spending = self._worker.spending()
        return spending is not None and spending < self._pool.youth and not self._worker.is_unread

    def _run_out(self, seconds: float) -> None:
        """End at the deadline."""
        self._break_off(QueryTimeout(f"the query is not done after {seconds:g} s", source=self._task.source))

    def _break_off(self, reason: QueryError) -> None:
        """End the worker and give its place up, whether somebody still reads or not; what it sent can be read."""
        if not self._is_given_back:
            self._reason = reason
            self._give_back()
