"""Every failure that a user can cause, in one tree, each a sentence that says what and where.

::

    UnionGraphError              message, and where it was found
    ├── SourceError              a file that is missing, undecodable, empty, or not what its name says
    ├── NotADecision             a text that confers nothing; the message is the reason
    ├── RegistryError            a table of ours (gazetteer, registry, corrections, links) with a bad row
    ├── ReleaseError             a release that is missing, damaged, newer than this tool, or cannot be written
    ├── ValidationFailed         a graph that breaks its shapes; carries the results
    ├── NothingToPublish         a build in which several documents cannot be published, and so nothing is; carries the reasons
    ├── QueryError               no such query, a bad parameter, a syntax error
    │   ├── ParameterError       a parameter that is missing, unknown, or has a value of the wrong type
    │   │   └── TooManyAsked     a parameter that asks for more at once than is answered
    │   ├── NothingThere         a page of something that the data says nothing of
    │   │   └── ThingGone        a page of something that only an earlier release speaks of
    │   ├── QueryRefused         a query this service will not run (SERVICE, update)
    │   ├── QueryTimeout         a query that ran out of its time
    │   ├── QueryFailed          a query that ended the process it ran in: too much memory, a fault of the engine
    │   ├── QueryBusy            a query that found no place: too many run or wait
    │   ├── NotPrepared          a question that takes an index which the release does not have yet
    │   └── ServiceFailed        a service elsewhere that cannot be reached, turns us away or answers nonsense
    ├── FetchFailed              an address that cannot be reached, or gives what cannot be taken
    │   ├── FetchRefused         an address that is not asked: a private one, or where a redirect leads astray
    │   └── FetchTimeout         an address that is not done in its time
    └── LinkError                a judgement about a link that cannot be used
        └── LinksContradict      judgements that cannot all hold; carries the reasons
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uniongraph.model import Violation

__all__ = [
    "FetchFailed",
    "FetchRefused",
    "FetchTimeout",
    "LinkError",
    "LinksContradict",
    "NotADecision",
    "NotPrepared",
    "NothingThere",
    "NothingToPublish",
    "ParameterError",
    "QueryBusy",
    "QueryError",
    "QueryFailed",
    "QueryRefused",
    "QueryTimeout",
    "RegistryError",
    "ReleaseError",
    "ServiceFailed",
    "SourceError",
    "ThingGone",
    "TooManyAsked",
    "UnionGraphError",
    "ValidationFailed",
]


class UnionGraphError(Exception):
    """A failure said in one sentence, with the place where it was found.

    ``source`` names a file, a parameter or a query; ``line`` is 1-based.
    """

    def __init__(self, message: str, *, source: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.line = line

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.source, self.line) if part is not None)
        return f"{where}: {self.message}" if where else self.message


class SourceError(UnionGraphError):
    """A file that cannot be read as a text."""


class NotADecision(UnionGraphError):  # noqa: N818 (it is a fact about the text, not a fault)
    """A text that confers nothing; the message says why."""


class RegistryError(UnionGraphError):
    """A row of one of our own tables that cannot be used."""


class ReleaseError(UnionGraphError):
    """A release that cannot be read or written."""


class ValidationFailed(UnionGraphError):  # noqa: N818
    """A graph that breaks its shapes and is therefore not published."""

    def __init__(self, message: str, *, violations: Sequence[Violation], source: str | None = None) -> None:
        super().__init__(message, source=source)
        self.violations = tuple(violations)


class NothingToPublish(UnionGraphError):  # noqa: N818
    """A build that publishes nothing for several documents; ``reasons`` says of each, in its own sentence, why."""

    def __init__(self, message: str, *, reasons: Sequence[str]) -> None:
        super().__init__(message)
        self.reasons = tuple(reasons)


class QueryError(UnionGraphError):
    """A query that cannot be run: unknown, badly parametrised or badly written."""


class ParameterError(QueryError):
    """A parameter that is missing, unknown or has a value that does not fit.

    ``expected`` says what it takes, in words, ``example`` is a value that fits.
    """

    def __init__(
        self, message: str, *, parameter: str, expected: str, example: str, source: str | None = None
    ) -> None:
        super().__init__(message, source=source)
        self.parameter = parameter
        self.expected = expected
        self.example = example


class TooManyAsked(ParameterError):  # noqa: N818
    """A parameter that asks for more at once than is answered."""


class NothingThere(QueryError):  # noqa: N818 (it is a fact about the data, not a fault)
    """There is nothing to show."""


class PagesElsewhere(NothingThere):
    """A page, or a file about a thing, where no release is here to make it of: not for any thing."""


class ThingGone(NothingThere):
    """A thing that the release knows no longer; ``release`` is the id of the last that did.

    ``replaced_by`` are the IRIs of what it says took the place of the thing.
    """

    def __init__(self, message: str, *, release: str, replaced_by: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.release = release
        self.replaced_by = tuple(replaced_by)


class QueryRefused(QueryError):  # noqa: N818
    """A query that is understood and not allowed here."""


class QueryTimeout(QueryError):  # noqa: N818
    """A query that ran out of its time."""


class QueryFailed(QueryError):  # noqa: N818
    """A query that ended the process it ran in: it took more memory than it may, or the engine broke."""


class QueryBusy(QueryError):  # noqa: N818
    """A query that found no place to run; asked again a little later it may."""


class NotPrepared(QueryError):  # noqa: N818
    """A question that is answered from an index, of a release that has none yet."""


class ServiceFailed(QueryError):  # noqa: N818
    """A service elsewhere that cannot be reached, turns us away, or answers what is no answer; ``source`` is its URL."""


class FetchFailed(UnionGraphError):  # noqa: N818
    """An address that cannot be reached, or gives what cannot be taken; ``source`` is its URL, as it may be shown."""


class FetchRefused(FetchFailed):
    """An address that is not asked: it is private, or a redirect leads astray."""


class FetchTimeout(FetchFailed):
    """An address that is not done in its time."""


class LinkError(UnionGraphError):
    """A judgement about a link that cannot be used; ``column`` is that of its table at fault."""

    def __init__(
        self, message: str, *, source: str | None = None, line: int | None = None, column: str | None = None
    ) -> None:
        super().__init__(message, source=source, line=line)
        self.column = column


class LinksContradict(LinkError):  # noqa: N818
    """Judgements that cannot all hold, so that nothing is published; ``reasons`` says of each pair, in its own sentence, why."""

    def __init__(self, message: str, *, reasons: Sequence[str]) -> None:
        super().__init__(message)
        self.reasons = tuple(reasons)
