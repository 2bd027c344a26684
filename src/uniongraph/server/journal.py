"""The access log: one line of JSON for each request, written so that who does not read it holds nobody up."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import select
from functools import lru_cache
from time import gmtime, strftime, time_ns
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Journal"]

_AT_ONCE: Final = 4096
"""Bytes written at a time: so many a pipe takes without waiting, once it says that it takes some (PIPE_BUF)."""
_HELD: Final = 1 << 20
"""Bytes that wait for a slow reader; lines beyond are lost, and counted."""
_PAUSE: Final = 0.1
_ENCODER: Final = json.JSONEncoder(separators=(",", ":"), check_circular=False)
_LAST: Final = 1_000
"""Milliseconds that a slow reader is given when the server ends."""

logger = logging.getLogger(__name__)


class Journal:
    """Writes lines to an open file, pipe or terminal, by default standard output.

    A line is written as soon as the event loop comes round, together with those of the same round.
    """

    def __init__(self, descriptor: int = 1) -> None:
        self._descriptor = descriptor
        self._outlet = select.poll()
        self._outlet.register(descriptor, select.POLLOUT)
        self._held = bytearray()
        self._unsaid = 0
        self._is_waiting = False
        self._is_closed = False
        self.lost = 0

    def write(self, fields: Mapping[str, object]) -> None:
        """Write one line: when it is, and these fields."""
        if len(self._held) > _HELD:
            self.lost += 1
            self._unsaid += 1
            return
        if self._unsaid:
            self._held += _line({"lost": self._unsaid})
            self._unsaid = 0
        self._held += _line(fields)
        if self._is_closed:
            self._flush()
        elif not self._is_waiting:
            self._is_waiting = True
            asyncio.get_running_loop().call_soon(self._flush_soon)

    def _flush_soon(self) -> None:
        self._is_waiting = not self._flush()
        if self._is_waiting:
            asyncio.get_running_loop().call_later(_PAUSE, self._flush_soon)

    def _flush(self, patience: int = 0) -> bool:
        """Write what can be written without waiting longer than ``patience`` (milliseconds); tell whether that is all."""
        try:
            while self._held:
                if not self._outlet.poll(patience):
                    return False
                written = os.write(self._descriptor, self._held[:_AT_ONCE])
                del self._held[:written]
        except OSError as error:
            logger.warning("the access log ends here: %s", error.strerror)
            self._held.clear()
            self._outlet = _Nowhere()  # type: ignore[assignment]
            self._descriptor = os.open(os.devnull, os.O_WRONLY | os.O_CLOEXEC)
        return True

    def close(self) -> None:
        """Write what is left; what comes still is written at once."""
        self._is_closed = True
        self._flush(_LAST)


class _Nowhere:
    """Takes everything, where nobody reads the log any more."""

    def poll(self, _: int) -> bool:
        return True


def _line(fields: Mapping[str, object]) -> bytes:
    seconds, thousandths = divmod(time_ns() // 1_000_000, 1_000)
    now = f"{_second(seconds)}.{thousandths:03d}Z"
    return _ENCODER.encode({"time": now, **fields}).encode("ascii") + b"\n"


@lru_cache(maxsize=1)
def _second(seconds: int) -> str:
    return strftime("%Y-%m-%dT%H:%M:%S", gmtime(seconds))
