"""A bounded memory: what was not asked for longest goes first; and what gathers an answer for it as it passes by."""

from __future__ import annotations

import errno
import os
import tempfile
import weakref
from collections import OrderedDict
from typing import IO, TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["OVERHEAD", "Gathered", "Room", "Shelf", "Spilled"]

_LARGEST: Final = 1 << 20
"""Bytes of an answer that is kept in memory at most."""
OVERHEAD: Final = 2_000
"""Bytes that an answer takes besides itself and its key: its headers, and what Python adds."""

K = TypeVar("K")
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """Keeps values by key, up to so many bytes of them."""

    def __init__(self, size: int) -> None:
        self._size = self._room = size
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many values are kept."""
        return len(self._kept)

    @property
    def bytes(self) -> int:
        """How many bytes of values are kept."""
        return self._size - self._room

    def get(self, key: K) -> V | None:
        """Return the value of a key, None where it is not kept (any more)."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, key: K, value: V, weight: int) -> None:
        """Keep a value of ``weight`` bytes, and let go of others where there is no room for all.

        What takes more than all the room is not kept.
        """
        before = self._kept.pop(key, None)
        self._room += before[1] if before else 0
        if weight > self._size:
            return
        self._kept[key] = value, weight
        self._room -= weight
        while self._room < 0:
            _, (_, freed) = self._kept.popitem(last=False)
            self._room += freed


class Room:
    """How many bytes files may hold together, also those that are only read to their end; ``taken`` are held."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.taken = 0


class Spilled:
    """Bytes in a file without a name, closed when nobody holds this any more."""

    def __init__(self, room: Room) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 (closed as said)
        self._room = room
        weakref.finalize(self, _give_back, self._file, room)

    def write(self, pieces: Iterable[bytes]) -> None:
        """Add pieces behind those that are there; OSError where there is no room for them."""
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                if self._room.taken + len(rest) > self._room.size:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                written = self._file.write(rest)
                self._room.taken += written
                rest = rest[written:]

    def read(self, begin: int, size: int) -> bytes:
        """Return so many bytes, whoever else reads."""
        return os.pread(self._file.fileno(), size, begin)


def _give_back(file: IO[bytes], room: Room) -> None:
    room.taken -= os.fstat(file.fileno()).st_size
    file.close()


class Gathered:
    """The pieces of an answer, as long as it is small enough to be kept: in memory, then in a file as far as there is room.

    An answer in a file has ``most`` bytes at most. ``file`` is where the pieces are once they are too many for memory,
    ``size`` is the number of their bytes so far.
    """

    def __init__(self, most: int = 0, room: Room | None = None) -> None:
        self._pieces: list[bytes] = []
        self._most = max(most, _LARGEST) if room is not None else _LARGEST
        self._room = room
        self.size = 0
        self.file: Spilled | None = None

    def add(self, piece: bytes) -> None:
        """Take the next piece."""
        self.size += len(piece)
        if self.size > self._most:
            self._give_up()
        else:
            self._pieces.append(piece)
            if self.size > _LARGEST:
                self._spill()

    def _spill(self) -> None:
        assert self._room is not None
        try:
            self.file = self.file or Spilled(self._room)
            self.file.write(self._pieces)
        except OSError:
            self._give_up()
        self._pieces.clear()

    def _give_up(self) -> None:
        self._pieces.clear()
        self.file = None
        self._most = 0

    @property
    def whole(self) -> bytes | None:
        """All that was taken, None where it is too large. One piece stays the object it is: two memories hold it once."""
        if self.file is not None or self.size > self._most:
            return None
        return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
