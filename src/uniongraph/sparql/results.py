"""What a query answers, written in the formats of the web of data by the engine's own serializers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, TypeAlias, cast

import pyoxigraph as ox

from uniongraph.errors import QueryError
from uniongraph.sparql.cutting import Cutter, Limits, upto
from uniongraph.sparql.faults import translated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "GRAPHS",
    "PREFIXED",
    "RESULTS",
    "Answer",
    "Form",
    "Format",
    "Triples",
    "formats",
    "is_graph",
    "lexical",
    "remark",
    "rows",
    "write",
]


class Triples:
    """A graph as another service answers it: what `ox.QueryTriples` is to the engine, which lets nobody else make one."""

    def __init__(self, triples: Iterator[ox.Triple]) -> None:
        self._triples = triples

    def __iter__(self) -> Iterator[ox.Triple]:
        """Return the triples that are not yet read."""
        return self._triples


Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | Triples
"""Of SELECT, of ASK, and of CONSTRUCT and DESCRIBE; the first and the last can be read once."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format under the short name people ask for it by."""

    name: str
    label: str
    media_type: str
    extension: str
    engine: ox.QueryResultsFormat | ox.RdfFormat


Form: TypeAlias = dict[str, Format]


def _named(*formats: Format) -> Form:
    return {each.name: each for each in formats}


RESULTS: Form = _named(
    Format("json", "JSON", "application/sparql-results+json", "srj", ox.QueryResultsFormat.JSON),
    Format("xml", "XML", "application/sparql-results+xml", "srx", ox.QueryResultsFormat.XML),
    Format("csv", "CSV", "text/csv", "csv", ox.QueryResultsFormat.CSV),
    Format("tsv", "TSV", "text/tab-separated-values", "tsv", ox.QueryResultsFormat.TSV),
)
"""For SELECT and ASK, the best first."""

GRAPHS: Form = _named(
    Format("turtle", "Turtle", "text/turtle", "ttl", ox.RdfFormat.TURTLE),
    Format("jsonld", "JSON-LD", "application/ld+json", "jsonld", ox.RdfFormat.JSON_LD),
    Format("ntriples", "N-Triples", "application/n-triples", "nt", ox.RdfFormat.N_TRIPLES),
    Format("rdfxml", "RDF/XML", "application/rdf+xml", "rdf", ox.RdfFormat.RDF_XML),
    Format("nquads", "N-Quads", "application/n-quads", "nq", ox.RdfFormat.N_QUADS),
    Format("trig", "TriG", "application/trig", "trig", ox.RdfFormat.TRIG),
)
"""For CONSTRUCT and DESCRIBE, the best first."""


def formats(form: str | None) -> list[Format]:
    """Return the formats that answers to this form of query can be written in, the best first."""
    return list((GRAPHS if form in {"construct", "describe"} else RESULTS).values())


_UNLIMITED: Final = Limits()
PREFIXED: Final = frozenset({"turtle", "trig", "rdfxml"})
"""The formats that abbreviate IRIs by prefixes."""


def is_graph(answer: Answer) -> bool:
    """Tell whether an answer is a graph (of CONSTRUCT or DESCRIBE) and not a table or a truth value."""
    return isinstance(answer, ox.QueryTriples | Triples)


_REMARKS: Final[Mapping[str, str]] = {
    "xml": "\n<!-- {} -->\n",
    "rdfxml": "\n<!-- {} -->\n",
    **dict.fromkeys(("turtle", "trig", "ntriples", "nquads"), "\n# {}\n"),
}


def remark(name: str, said: str) -> str:
    """Return how a sentence is said at the end of an answer, nothing where the format has no place for one."""
    return _REMARKS.get(name, "").format(said.replace("--", "—"))


class _Outlet:
    """Remembers a failure of the file written to, so that a full disk is not taken for a broken query."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self.failure: OSError | None = None

    def write(self, piece: bytes) -> int:
        try:
            return self._output.write(piece)
        except OSError as error:
            self.failure = error
            raise

    def flush(self) -> None:
        try:
            self._output.flush()
        except OSError as error:
            self.failure = error
            raise


def write(
    answer: Answer,
    name: str,
    output: IO[bytes],
    *,
    prefixes: Mapping[str, str] | None = None,
    limits: Limits = _UNLIMITED,
) -> None:
    """Write an answer in the format of this short name; QueryError where the format does not fit the answer.

    ``prefixes`` are used by the formats that have them; pass the query's own (`prefixes`). Raises Cut where there is
    more than ``limits`` let through; what was written then is the beginning of the answer. What ``output`` raises
    passes through as it is.
    """
    offered = GRAPHS if is_graph(answer) else RESULTS
    if name not in offered:
        kind = "CONSTRUCT and DESCRIBE" if is_graph(answer) else "SELECT and ASK"
        raise QueryError(f"{kind} can be written as {', '.join(offered)}, not as {name!r}", source="format")
    outlet = _Outlet(output)
    cutter = Cutter(cast("IO[bytes]", outlet), name, limits)
    try:
        with translated():
            _serialize(answer, offered[name], cutter, prefixes=dict(prefixes or {}), limits=limits)
            cutter.close()
    except QueryError:
        if outlet.failure is not None:
            raise outlet.failure from None
        raise


def _serialize(
    answer: Answer, form: Format, outlet: Cutter, *, prefixes: dict[str, str], limits: Limits
) -> None:
    if not isinstance(answer, ox.QueryTriples | Triples):
        assert isinstance(form.engine, ox.QueryResultsFormat)
        answer.serialize(outlet, form.engine)  # type: ignore[arg-type]
        return
    assert isinstance(form.engine, ox.RdfFormat)
    triples = answer if limits.rows is None else upto(answer, limits.rows)
    if (prefixes and form.name in PREFIXED) or not isinstance(triples, ox.QueryTriples):
        used = prefixes if form.name in PREFIXED else {}
        ox.serialize(triples, outlet, form.engine, prefixes=used)  # type: ignore[arg-type]
    else:
        triples.serialize(outlet, form.engine)  # type: ignore[arg-type]


def rows(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Return an answer as a header and rows of plain text, for people: terms by their value, nothing for unbound.

    A truth value is one cell, a graph has the columns subject, predicate and object.
    """
    with translated():
        if isinstance(answer, ox.QueryBoolean):
            return ["answer"], [["true" if answer else "false"]]
        if isinstance(answer, ox.QueryTriples | Triples):
            return ["subject", "predicate", "object"], [
                [lexical(term) for term in (triple.subject, triple.predicate, triple.object)]
                for triple in answer
            ]
        header = [variable.value for variable in answer.variables]
        return header, [[lexical(term) for term in row] for row in answer]


def lexical(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    """Return what a term says, without its type or language; nothing for an unbound variable."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return str(term)
