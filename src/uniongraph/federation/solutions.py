"""What a service answered, as the rows of a VALUES block: every term read by the engine and written by it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uniongraph import sparql
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
"""What the blank nodes of an answer become (RDF 1.1, 3.5): this, a hash of who was asked what and answered what, and
their number in it."""

_JSON: Final = frozenset({ACCEPTED, "application/json"})


@dataclass(frozen=True, slots=True)
class Block:
    """The variables of a VALUES block, without their question marks, and its rows as SPARQL."""

    variables: tuple[str, ...]
    rows: str


def of_silence(variables: Sequence[str]) -> Block:
    """Return the one solution of a service that may fail and did: it says nothing."""
    return Block(tuple(variables), _row([NOTHING_KNOWN] * len(variables)))


def of_json(
    content: bytes, media_type: str, variables: Sequence[str], *, url: str, asked: str, sha256: str
) -> Block:
    """Return the solutions that a service gave for these variables; ServiceFailed where it gave anything else.

    A blank node becomes an IRI of this answer alone: equal ones stay equal, and are equal to nothing outside of it, be it
    the same label in an answer of the same bytes to something else that was ``asked``.
    """
    if media_type not in _JSON:
        given = f"as {media_type[:80]}" if media_type else "without saying in what format"
        raise ServiceFailed(f"answers {given}, and was asked for {ACCEPTED}", source=url)
    if sparql.nests(content):
        said = "answers with what is no whole result: it has brackets too deep in one another"
        raise ServiceFailed(said, source=url)
    own = hashlib.sha256("\0".join((url, asked, sha256)).encode()).hexdigest()[:16]
    found = _read(content, variables, own)
    if isinstance(found, str):
        raise ServiceFailed(found, source=url)
    return Block(tuple(variables), found[0])


def _read(content: bytes, variables: Sequence[str], own: str) -> tuple[str] | str:
    """Return the rows as SPARQL, alone in a tuple, or what is wrong with them.

    Nothing is raised from here: a traceback would keep the engine's reader, which must end in the thread that made it.
    """
    try:
        found = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
        if not isinstance(found, ox.QuerySolutions):
            return "answers yes or no, and was asked for solutions"
        columns = {variable.value: at for at, variable in enumerate(found.variables)}
        if foreign := sorted(columns.keys() - set(variables)):
            return f"gives values for ?{foreign[0]}, which was not asked for"
        return _rows(found, [columns.get(name) for name in variables], own)
    except SyntaxError as error:
        return f"answers with what is no whole result: {error.msg}"


def _rows(found: ox.QuerySolutions, columns: list[int | None], own: str) -> tuple[str] | str:
    """Return the rows as SPARQL, of each the values in these columns, or what is wrong with them."""
    rows: list[str] = []
    blank: dict[ox.BlankNode, str] = {}
    for solution in found:
        if len(rows) == MAX_ROWS:
            return f"gives more than {MAX_ROWS:,} rows"
        terms = []
        for column in columns:
            term = None if column is None else solution[column]
            if term is None:
                terms.append(NOTHING_KNOWN)
            elif isinstance(term, ox.BlankNode):
                terms.append(blank.setdefault(term, f"<{GENID}{own}/{len(blank)}>"))
            elif isinstance(term, ox.Triple):
                return "gives a triple where a term was asked for"
            else:
                terms.append(str(term))
        rows.append(_row(terms))
    return ("".join(rows),)


def _row(terms: Sequence[str]) -> str:
    return f"({' '.join(terms)})"
