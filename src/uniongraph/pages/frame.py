"""What every page of one request knows: its language, where it is, where others are, and which release it shows."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from uniongraph.iris import LICENCE
from uniongraph.pages.addresses import Addresses
from uniongraph.pages.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Frame"]


@dataclass(frozen=True, slots=True)
class Frame:
    """The setting of a page.

    ``here`` is the path of the page below the root and ``values`` what its address says besides the language, for
    links to the same page in the other language; ``union`` tells whether the default graph is the union of all. ``day``
    is the day of the request (``2026-11-28``), which a citation says; None leaves it to the reader.
    ``dataset`` is the IRI of what is shown and ``licence`` that of its licence, empty where they are not known; ``advert`` is
    how it is described to search engines, as JSON, on the pages that say so.
    """

    to: Addresses
    language: str
    release: str
    here: str = "/"
    values: tuple[tuple[str, str], ...] = ()
    union: bool = True
    day: str | None = None
    dataset: str = ""
    licence: str = ""
    advert: str = ""

    @property
    def advertised(self) -> Any:  # noqa: ANN401 (JSON)
        """The description for search engines, which whoever puts it into a page escapes."""
        return json.loads(self.advert)

    @property
    def licence_name(self) -> str:
        """What the licence is called."""
        return "CC BY 4.0" if self.licence == LICENCE else self.licence

    def alternates(self) -> Iterator[tuple[str, str]]:
        """Yield the languages this page is in, each with the address of the page that stays in it."""
        for language in LANGUAGES:
            yield language, replace(self.to, language=language).to(self.here, **dict(self.values))
