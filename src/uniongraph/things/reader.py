"""The reader of a store for one page: look-ups, and names for what has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph.things import naming
from uniongraph.things.lookups import Lookups

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

    import pyoxigraph as ox

    from uniongraph.things.values import Ref

__all__ = ["Reader"]


class Reader(Lookups):
    """Reads one store for one page. ``languages`` are those its reader likes, the best first, as tags in small letters.

    What the vocabulary is called goes into ``kept``, for the next page of the same store in the same language.
    """

    def __init__(
        self, store: ox.Store, languages: Sequence[str], kept: MutableMapping[str, Ref] | None = None
    ) -> None:
        super().__init__(store, languages, naming.composed, kept)
