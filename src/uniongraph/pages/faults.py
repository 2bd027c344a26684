"""What went wrong, as a page and every other response tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uniongraph.pages.languages import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SENTENCES", "Failure"]

SENTENCES: Final[Mapping[str, str]] = {
    N_("Not found"): N_("There is nothing at this address."),
    N_("Gone"): N_("What was at this address is no longer part of the data."),
    N_("Refused"): N_("The service does not do what was asked."),
    N_("Out of time"): N_("The answer took longer than the service waits."),
    N_("Too much"): N_("The query needed more than the service can give."),
    N_("Busy"): N_("The service is busy; try again in a moment."),
    N_("Not prepared"): N_("The index that answers this is not prepared yet."),
    N_("Too large"): N_("More was asked for at once than the service answers."),
    N_("Bad parameter"): N_("A value that was given cannot be used."),
    N_("Bad gateway"): N_("The service that holds the data did not answer as it should."),
    N_("Bad query"): N_("The query cannot be run as it is written."),
    N_("Failed"): N_("The service met a fault of its own."),
    N_("Method not allowed"): N_("This cannot be done at this address."),
    N_("Not acceptable"): N_("The answer cannot be had in the format that was asked for."),
    N_("Unsupported media type"): N_("What was sent is in a format that the service does not read."),
    N_("Not possible"): N_("The request could not be answered."),
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
