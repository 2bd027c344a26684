"""Standard input and output as an assistant's client uses them: a message on each line, and nothing else.

Both are taken away from the rest of the program before anything can print: what is printed goes to standard error. They
are read and written by threads that nobody waits for, so that the program ends when it is told to, though a client
neither sends nor reads anything.
"""

from __future__ import annotations

import asyncio
import os
import select
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, TypeVar

from uniongraph.errors import UnionGraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Incoming", "Outgoing", "taken"]

T = TypeVar("T")
_PIECE: Final = 1 << 16
LONGEST: Final = 4 << 20
"""Bytes of a message: a query at the limit has twelve for each of its characters, where they are escaped."""


@contextmanager
def taken() -> Iterator[tuple[int, int]]:
    """Give descriptors of what were standard input and output; what is printed meanwhile goes to standard error."""
    try:
        read, write = os.dup(0), os.dup(1)
    except OSError as error:
        said = "standard input and output are closed: an assistant's client starts this command and talks over them"
        raise UnionGraphError(said) from error
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        try:
            os.dup2(2, 1)
        except OSError:  # standard error is closed
            os.dup2(nothing, 1)
        os.close(nothing)
        yield read, write
    finally:
        if sys.stdout is not None:
            sys.stdout.flush()  # what was printed meanwhile is no message
        os.dup2(read, 0)
        os.dup2(write, 1)


class Incoming:
    """The lines that come in, as text; iterating ends where the client has closed its end.

    What is longer than a message may be comes as an empty line, which is no message either.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._rest = bytearray()
        self._lines: list[bytes] = []
        self._is_open = True

    def __aiter__(self) -> Incoming:
        """Return itself."""
        return self

    async def __anext__(self) -> str:
        """Return the next line."""
        while not self._lines:
            if not self._is_open:
                raise StopAsyncIteration
            self._take(await _aside(lambda: _read(self._descriptor)))
        return self._lines.pop(0).decode("utf-8", "replace")

    def _take(self, piece: bytes) -> None:
        self._is_open = bool(piece)
        whole = (bytes(self._rest) + piece).split(b"\n")
        self._rest = bytearray(whole.pop()[: LONGEST + 1])
        self._lines = [each if len(each) <= LONGEST else b"" for each in whole]


class Outgoing:
    """Writes what goes out; once nobody reads it any more ``gone`` is called, and what follows is dropped."""

    def __init__(self, descriptor: int, gone: Callable[[], None]) -> None:
        self._descriptor = descriptor
        self._gone = gone
        self._is_open = True

    async def write(self, text: str) -> int:
        """Write all of a text."""
        if self._is_open:
            try:
                await _aside(lambda: _written(self._descriptor, text.encode()))
            except OSError:
                self._is_open = False
                self._gone()
        return len(text)

    async def flush(self) -> None:
        """Do nothing: all is written."""


# Who gave the ends of the pipes may have set them to wait for nothing; so each is waited for here.


def _read(descriptor: int) -> bytes:
    select.select([descriptor], [], [])
    return os.read(descriptor, _PIECE)


def _written(descriptor: int, content: bytes) -> None:
    with memoryview(content) as left:
        begin = 0
        while begin < len(content):
            select.select([], [descriptor], [])
            begin += os.write(descriptor, left[begin:])


async def _aside(work: Callable[[], T]) -> T:
    """Return what a call gives that may wait for the client, made in a thread that does not keep the program alive."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(set_: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop has ended, and nobody waits
            loop.call_soon_threadsafe(lambda: None if done.done() else set_())

    def run() -> None:
        try:
            found = work()
        except OSError as error:
            failure = error
            tell(lambda: done.set_exception(failure))
        else:
            tell(lambda: done.set_result(found))

    threading.Thread(target=run, daemon=True).start()
    return await done
