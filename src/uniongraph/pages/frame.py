"""What every page of one request knows: its language, where it is, where others are, and which release it shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from uniongraph.pages.addresses import Addresses
from uniongraph.pages.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Frame"]


@dataclass(frozen=True, slots=True)
class Frame:
    """The setting of a page.

    ``here`` is the path of the page below the root and ``values`` what its address says besides the language, for
    links to the same page in the other language; ``union`` tells whether the default graph is the union of all.
    """

    to: Addresses
    language: str
    release: str
    here: str = "/"
    values: tuple[tuple[str, str], ...] = ()
    union: bool = True

    def alternates(self) -> Iterator[tuple[str, str]]:
        """Yield the languages this page is in, each with the address of the page that stays in it."""
        for language in LANGUAGES:
            yield language, replace(self.to, language=language).to(self.here, **dict(self.values))
