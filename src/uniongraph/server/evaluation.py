"""A query evaluated beside the event loop, its answer a stream of bytes.

All that the rest of the server knows of evaluation is `Evaluate`: a question and the short name of a format go in, a
`Stream` comes out. Both can be sent to another process, which is where evaluation will go: a thread cannot be stopped
while the engine computes, only when it next writes.
"""

from __future__ import annotations

import threading
import traceback
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from uniongraph import sparql

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    import pyoxigraph as ox

__all__ = ["Evaluate", "Pipe", "Question", "Stream", "evaluator", "sendable"]

_WAITING = 64
"""How many pieces (8 kB each) may wait for a slow reader before evaluation waits too."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the dataset the protocol gave it; ``source`` names it in errors."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    source: str = "query"


class Stream(Protocol):
    """The bytes of an answer; ``next`` blocks until there are some and raises what evaluation raised."""

    def __next__(self) -> bytes:
        """Return the next bytes, all there are; StopIteration at the end."""

    def close(self) -> None:
        """End the stream: nobody wants the rest."""


Evaluate: TypeAlias = "Callable[[Question, str], Stream]"


class Pipe:
    """A bounded pipe: a thread of its own writes an answer at one end, a reader takes the bytes at the other."""

    def __init__(self, work: Callable[[IO[bytes]], None]) -> None:
        self._pieces: deque[bytes] = deque()
        self._changed = threading.Condition()
        self._finished = self._closed = False
        self._failure: BaseException | None = None
        threading.Thread(target=self._run, args=(work,), name="query", daemon=True).start()

    def _run(self, work: Callable[[IO[bytes]], None]) -> None:
        try:
            work(self)  # type: ignore[arg-type]  # it has what the engine's serializers use: write and flush
        except BaseException as error:  # even a panic of the engine must reach the reader
            self._failure = sendable(error)
        with self._changed:
            self._finished = True
            self._changed.notify_all()

    def write(self, piece: bytes) -> int:
        """Take a piece of the answer, waiting while too many wait; raise BrokenPipeError once the reader has gone."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._pieces) < _WAITING)
            if self._closed:
                raise BrokenPipeError("the reader has gone")
            self._pieces.append(bytes(piece))
            self._changed.notify_all()
        return len(piece)

    def flush(self) -> None:
        """Do nothing: every piece is handed on as it comes."""

    def __next__(self) -> bytes:
        """Return all bytes that wait, as soon as there are any."""
        with self._changed:
            self._changed.wait_for(lambda: self._pieces or self._finished or self._closed)
            if self._closed:
                raise StopIteration
            if self._pieces:
                found = b"".join(self._pieces)
                self._pieces.clear()
                self._changed.notify_all()
                return found
            if self._failure is not None:
                raise self._failure
            raise StopIteration

    def close(self) -> None:
        """Let the writer fail at its next piece, and whoever waits for one go."""
        with self._changed:
            self._closed = True
            self._pieces.clear()
            self._changed.notify_all()


def sendable(error: BaseException) -> BaseException:
    """Return an error that another thread may drop: the frames it passed through let go of what they hold.

    The engine's answers may be dropped only by the thread that made them, and a traceback would keep them alive.
    """
    each: BaseException | None = error
    while each is not None:
        traceback.clear_frames(each.__traceback__)
        each = each.__cause__ or each.__context__
    return error


def evaluator(store: ox.Store, *, base: str) -> Evaluate:
    """Return what evaluates questions over a store in threads of this process."""

    def evaluate(question: Question, name: str) -> Stream:
        def work(output: IO[bytes]) -> None:
            answer = sparql.evaluate(
                store,
                question.text,
                base=base,
                default_graphs=question.default_graphs,
                named_graphs=question.named_graphs,
                source=question.source,
            )
            sparql.write(answer, name, output, prefixes=sparql.prefixes(question.text))

        return Pipe(work)

    return evaluate
