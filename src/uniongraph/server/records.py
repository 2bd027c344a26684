"""What is noted of a request while it is answered, for the log and the counts: its record goes along in its scope."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode

from starlette._utils import get_route_path

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

    from uniongraph.workers import Answering

__all__ = ["KEY", "NO_ROUTE", "Record", "fingerprint", "of"]

KEY: Final = "uniongraph.record"
NO_ROUTE: Final = "none"
"""The route of what fits none: things are found there."""
_QUERIES: Final = "/queries/"
_HOW: Final = frozenset({"format", "timeout"})
"""The parameters of a prepared query that say how it is answered, not what is asked."""


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


@dataclass(slots=True)
class Record:
    """One request: what it asked, how it was answered, and in a sentence why it was not, or not whole.

    ``text`` is the query where the address does not hold it, ``query`` the fingerprint of what was asked, once known.
    ``route`` is the path of the route as the application declares it, `NO_ROUTE` where none fits; ``day`` the day in UTC,
    the same for all who answer. ``speaks_json`` tells that what goes wrong is told as JSON to who does not say what is
    liked.
    """

    text: str | None = None
    query: str | None = None
    format: str | None = None
    is_cached: bool = False
    route: str = NO_ROUTE
    day: str = field(default_factory=_today)
    reason: str | None = None
    answer: Answering | None = None
    speaks_json: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether its answer ended at a limit."""
        ending = self.answer.ending if self.answer is not None else None
        return ending is not None and ending.cut is not None


def of(scope: MutableMapping[str, Any]) -> Record:
    """Return the record of a request, by its scope."""
    record: Record | None = scope.get(KEY)
    if record is None:
        record = scope[KEY] = Record()
    return record


def fingerprint(scope: MutableMapping[str, Any]) -> str | None:
    """Return what finds equal queries: the first 16 hexadecimal digits of a SHA-256; None where nothing is asked.

    It is taken of the text of a query as it was sent, and of a prepared query as ``NAME?a=1&b=2``, its parameters
    sorted by name.
    """
    text = of(scope).text
    if text is None:
        with suppress(ValueError):
            text = _addressed(scope)
    if text is None:
        return None
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _addressed(scope: MutableMapping[str, Any]) -> str | None:
    """Return what an address asks."""
    path = get_route_path(scope)
    is_prepared = path.startswith(_QUERIES)
    if not (is_prepared or scope["query_string"]):
        return None
    sent = parse_qsl(scope["query_string"].decode(), errors="strict", max_num_fields=200)
    if is_prepared:
        values = sorted(each for each in sent if each[0] not in _HOW and each[1].strip())
        return f"{path.removeprefix(_QUERIES)}?{urlencode(values)}"
    return next((value for name, value in sent if name == "query"), None)
