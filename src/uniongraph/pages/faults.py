"""What went wrong, as a page and every other response tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uniongraph.pages.languages import marked

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SENTENCES", "Failure"]

SENTENCES: Final[Mapping[str, str]] = {
    marked("Not found"): marked("There is nothing at this address."),
    marked("Refused"): marked("The service does not do what was asked."),
    marked("Out of time"): marked("The answer took longer than the service waits."),
    marked("Too much"): marked("The query needed more than the service can give."),
    marked("Busy"): marked("The service is busy; try again in a moment."),
    marked("Bad parameter"): marked("A value that was given cannot be used."),
    marked("Bad gateway"): marked("The service that holds the data did not answer as it should."),
    marked("Bad query"): marked("The query cannot be run as it is written."),
    marked("Failed"): marked("The service met a fault of its own."),
    marked("Method not allowed"): marked("This cannot be done at this address."),
    marked("Not acceptable"): marked("The answer cannot be had in the format that was asked for."),
    marked("Unsupported media type"): marked("What was sent is in a format that the service does not read."),
    marked("Not possible"): marked("The request could not be answered."),
}
"""The name of each failure with what it means to whoever reads a page; the detail is in English alone."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong: a status, its name, and a sentence; ``members`` are said to programs besides."""

    status: int
    title: str
    detail: str
    members: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What its name means, as a message; empty where nobody has said it."""
        return SENTENCES.get(self.title, "")
