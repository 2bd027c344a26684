"""What a service answered, as the rows of a VALUES block: every term read by the engine and written by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph.errors import ServiceFailed
from uniongraph.iris import BASE

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ACCEPTED", "GENID", "MAX_ROWS", "NOTHING_KNOWN", "Block", "of_json", "of_silence"]

ACCEPTED: Final = "application/sparql-results+json"
MAX_ROWS: Final = 100_000
"""Rows that one service may answer with."""
NOTHING_KNOWN: Final = "UNDEF"
GENID: Final = f"{BASE}.well-known/genid/"
"""What the blank nodes of an answer become (RDF 1.1, 3.5): this, the hash of the answer, and their number in it."""

_JSON: Final = frozenset({ACCEPTED, "application/json"})


@dataclass(frozen=True, slots=True)
class Block:
    """The variables of a VALUES block, without their question marks, and its rows as SPARQL."""

    variables: tuple[str, ...]
    rows: str


def of_silence(variables: Sequence[str]) -> Block:
    """Return the one solution of a service that may fail and did: it says nothing."""
    return Block(tuple(variables), _row([NOTHING_KNOWN] * len(variables)))


def of_json(content: bytes, media_type: str, variables: Sequence[str], *, url: str, sha256: str) -> Block:
    """Return the solutions that a service gave for these variables; ServiceFailed where it gave anything else.

    A blank node becomes an IRI of this answer alone: equal ones stay equal, and are equal to nothing outside of it.
    """
    if media_type not in _JSON:
        given = f"as {media_type[:80]}" if media_type else "without saying in what format"
        raise ServiceFailed(f"answers {given}, and was asked for {ACCEPTED}", source=url)
    try:
        found = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
        if not isinstance(found, ox.QuerySolutions):
            raise ServiceFailed("answers yes or no, and was asked for solutions", source=url)
        columns = {variable.value: at for at, variable in enumerate(found.variables)}
        if foreign := sorted(columns.keys() - set(variables)):
            raise ServiceFailed(f"gives values for ?{foreign[0]}, which was not asked for", source=url)
        return Block(tuple(variables), _rows(found, [columns.get(name) for name in variables], url, sha256))
    except SyntaxError as error:
        raise ServiceFailed(f"answers with what is no whole result: {error.msg}", source=url) from None


def _rows(found: ox.QuerySolutions, columns: list[int | None], url: str, sha256: str) -> str:
    """Return the rows as SPARQL, of each the values in these columns."""
    rows: list[str] = []
    blank: dict[ox.BlankNode, str] = {}
    for solution in found:
        if len(rows) == MAX_ROWS:
            raise ServiceFailed(f"gives more than {MAX_ROWS:,} rows", source=url)
        terms = []
        for column in columns:
            term = None if column is None else solution[column]
            if term is None:
                terms.append(NOTHING_KNOWN)
            elif isinstance(term, ox.BlankNode):
                terms.append(blank.setdefault(term, f"<{GENID}{sha256[:16]}/{len(blank)}>"))
            elif isinstance(term, ox.Triple):
                raise ServiceFailed("gives a triple where a term was asked for", source=url)
            else:
                terms.append(str(term))
        rows.append(_row(terms))
    return "".join(rows)


def _row(terms: Sequence[str]) -> str:
    return f"({' '.join(terms)})"
