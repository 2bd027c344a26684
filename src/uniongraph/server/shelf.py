"""A bounded memory: what was not asked for longest goes first."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

__all__ = ["Shelf"]

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
