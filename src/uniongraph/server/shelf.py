"""A bounded memory: what was not asked for longest goes first; and what gathers an answer for it as it passes by."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final, Generic, TypeVar

__all__ = ["OVERHEAD", "Gathered", "Shelf"]

_LARGEST: Final = 1 << 20
"""Bytes of an answer that is kept at most."""
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


class Gathered:
    """The pieces of an answer, as long as it is small enough to be kept."""

    def __init__(self) -> None:
        self._pieces: list[bytes] | None = []
        self._size = 0

    def add(self, piece: bytes) -> None:
        """Take the next piece."""
        self._size += len(piece)
        if self._size > _LARGEST:
            self._pieces = None
        elif self._pieces is not None and piece:
            self._pieces.append(piece)

    @property
    def whole(self) -> bytes | None:
        """All that was taken, None where it is too large. One piece stays the object it is: two memories hold it once."""
        return None if self._pieces is None else b"".join(self._pieces)
