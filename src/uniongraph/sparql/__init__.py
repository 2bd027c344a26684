"""SPARQL 1.1 over a store: what may run, running it, what went wrong, and the answer in every usual format.

::

    answer = sparql.evaluate(store, "SELECT ?s WHERE { ?s a ?type }", base="https://w3id.org/uniongraph/")
    sparql.write(answer, "csv", sys.stdout.buffer)
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from uniongraph.errors import QueryError
from uniongraph.sparql.cutting import Cut, Limits
from uniongraph.sparql.faults import at, explain, translated
from uniongraph.sparql.keeping import Rows, keep, kept, place, send
from uniongraph.sparql.nesting import Nesting, nests
from uniongraph.sparql.paging import part
from uniongraph.sparql.plainness import is_plain, is_volatile, verb
from uniongraph.sparql.results import (
    GRAPHS,
    PREFIXED,
    RESULTS,
    Answer,
    Format,
    Triples,
    formats,
    is_graph,
    lexical,
    remark,
    rows,
    write,
)
from uniongraph.sparql.safety import (
    MAX_CODE_POINTS,
    bound,
    calls_service,
    normal_form,
    portable_form,
    refuse,
    refuse_update,
)
from uniongraph.sparql.statements import ALL, DEFAULT, QUADS, dump
from uniongraph.sparql.tokens import CLOSING, OPENING, Token, body_of, data_blocks, depths, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = [
    "ALL",
    "DEFAULT",
    "GRAPHS",
    "MAX_CODE_POINTS",
    "PREFIXED",
    "QUADS",
    "RESULTS",
    "Answer",
    "Cut",
    "Format",
    "Limits",
    "Nesting",
    "Rows",
    "Token",
    "Triples",
    "body_of",
    "bound",
    "calls_service",
    "check",
    "dump",
    "evaluate",
    "form",
    "formats",
    "is_graph",
    "is_volatile",
    "keep",
    "kept",
    "lexical",
    "nests",
    "part",
    "place",
    "portable",
    "prefixes",
    "refuse",
    "refuse_update",
    "remark",
    "rows",
    "says_from",
    "send",
    "tokens",
    "translated",
    "write",
]


def evaluate(  # noqa: PLR0913 (the dataset, as the protocol gives it, is three of them)
    store: ox.Store,
    query: str,
    *,
    base: str | None = None,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    union: bool = True,
    among: Mapping[str, Collection[str]] | None = None,
    blocks: Mapping[int, str] | None = None,
    source: str = "query",
) -> Answer:
    """Return the answer to a query, of which nothing has been read yet; reading it may still raise (`translated`).

    The default graph is the union of all graphs, or what stands outside every graph where ``union`` is false; unless
    the query says FROM, or ``default_graphs`` or ``named_graphs`` (IRIs) give the dataset, which then holds alone, as
    the SPARQL protocol has it. ``base`` resolves
    relative IRIs. ``among`` gives IRIs for variables whose VALUES block says UNDEF, however many;
    ``blocks`` rows for VALUES blocks, by the offset of the brace that opens the block: they are ours too. Raises QueryRefused for what this service does not run, QueryError for what is wrong, the latter
    with the line and the column in ``source``.
    """
    if not among and not blocks and is_plain(query):
        # What is wrong with one that is no query is found out on the long way.
        with suppress(SyntaxError), translated(source):
            return _run(store, query, base, _given(default_graphs, named_graphs) or union)
    found = list(tokens(query[: MAX_CODE_POINTS + 1]))
    check(query, found)
    if found and found[-1].kind == "unclosed":
        raise at(query, found[-1].begin, "this string is never closed", source)
    pieces = normal_form(found)
    _fill(found, pieces, among or {})
    for block in data_blocks(found) if blocks else ():
        pieces[block.begin - 1] += (blocks or {}).get(found[block.begin - 1].begin, "")
    with translated(source):
        dataset = _dataset(found, default_graphs, named_graphs, union=union)
        try:
            return _run(store, "".join(pieces), base, dataset)
        except SyntaxError:
            raise explain(query, found, pieces, base=base, source=source) from None


def portable(query: str, *, base: str | None = None, source: str = "query") -> str:
    """Return a query as it may be sent to another service; QueryRefused where this one would not run it either.

    The text is that of the tokens seen here, without comments, so that nothing hides in it from one reader and not
    from another. ``base`` resolves relative IRIs where the query declares none. Whether it is SPARQL the other
    service says: each has words of its own.
    """
    found = list(tokens(query[: MAX_CODE_POINTS + 1]))
    check(query, found)
    if found and found[-1].kind == "unclosed":
        raise at(query, found[-1].begin, "this string is never closed", source)
    text = portable_form(query, found)
    relative = any(token.kind == "iri" and ":" not in token.text for token in found)
    declared = any(token.kind == "word" and token.text.upper() == "BASE" for token in found)
    return f"BASE <{base}> {text}" if base and relative and not declared else text


def _fill(found: list[Token], pieces: list[str], among: Mapping[str, Collection[str]]) -> None:
    """Put IRIs in the place of UNDEF in the VALUES blocks of these variables; they are ours, so no bound is put on them.

    A block within a group becomes a query of its own. The engine plans by the size of a block, and behind a thousand
    IRIs it would rather read all that is of their kind than look each of them up; into a query it does not look.
    """
    if not among:
        return
    for block in data_blocks(found):
        held = [token.text.upper() for token in found[block.begin : block.end]]
        if block.single and held == ["UNDEF"] and block.variables[0] in among:
            pieces[block.begin] = "".join(f" <{iri}>" for iri in among[block.variables[0]])
            if _stands_in_group(found, block.begin - 3):
                pieces[block.begin - 3] = f" {{ SELECT ?{block.variables[0]} WHERE {{ VALUES"
                pieces[block.end] = "} } }"


def _stands_in_group(found: list[Token], place: int) -> bool:
    """Tell whether a VALUES is part of a group, and not what follows the groups of a query, be it one in another."""
    closed = 0
    for index in range(place - 1, -1, -1):
        closed += found[index].text in CLOSING
        if found[index].text in OPENING:
            if not closed:
                return found[index + 1].text.upper() != "SELECT"
            closed -= 1
    return False


def check(query: str, found: list[Token]) -> None:
    """Raise QueryRefused where this service does not run a query, whose tokens these are: too large, or not allowed."""
    bound(query, found)
    refuse(query, found)


_Dataset = tuple[list[ox.NamedNode], list[ox.NamedNode]] | bool
"""The default and the named graphs; or whether the default graph is the union of all."""


def _dataset(
    found: list[Token], default_graphs: Sequence[str], named_graphs: Sequence[str], *, union: bool
) -> _Dataset:
    # The engine lets its union option win over FROM, so a query that says FROM must do without the option.
    return _given(default_graphs, named_graphs) or (union and not says_from(found))


def _given(default_graphs: Sequence[str], named_graphs: Sequence[str]) -> _Dataset:
    """Return the dataset of the request, False where it has none."""
    if not default_graphs and not named_graphs:
        return False
    return [_graph(iri) for iri in default_graphs], [_graph(iri) for iri in named_graphs]


def says_from(found: list[Token]) -> bool:
    """Tell whether a query, whose tokens these are, names its dataset itself (FROM)."""
    return any(
        depth == 0 and token.kind in {"word", "name"} and "FROM" in token.text.partition(":")[0].upper()
        for token, depth in depths(found)
    )


def _graph(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise QueryError(f"{iri!r} is no absolute IRI, so it names no graph", source="dataset") from None


def _run(store: ox.Store, text: str, base: str | None, dataset: _Dataset) -> Answer:
    if isinstance(dataset, bool):
        return store.query(text, base_iri=base, use_default_graph_as_union=dataset)
    default, named = dataset
    return store.query(text, base_iri=base, default_graph=list(default), named_graphs=list(named))


def form(query: str) -> Literal["select", "ask", "construct", "describe"] | None:
    """Return what kind of query this is, or None where it is none; the answer's kind is known before it runs."""
    first = (verb(query) or _prologue(query)[1]).lower()
    kinds: tuple[Literal["select", "ask", "construct", "describe"], ...] = (
        "select",
        "ask",
        "construct",
        "describe",
    )
    return next((kind for kind in kinds if first.startswith(kind)), None)


def prefixes(query: str) -> dict[str, str]:
    """Return the prefixes a query declares, with their IRIs as written; relative ones and escaped ones are left out."""
    return {name: iri for name, iri in _prologue(query)[0].items() if ":" in iri and "\\" not in iri}


def _prologue(query: str) -> tuple[dict[str, str], str]:
    """Return the prefixes of a query and the first token after its prologue; the rest is not looked at."""
    declared: dict[str, str] = {}
    coming = tokens(query)
    for token in coming:
        word = token.text.upper() if token.kind == "word" else ""
        if word == "PREFIX":
            name, iri = next(coming, None), next(coming, None)
            if name and iri and name.kind == "name" and iri.kind == "iri":
                declared[name.text[:-1]] = iri.text[1:-1]
        elif word in {"BASE", "VERSION"}:
            next(coming, None)
        else:
            return declared, token.text
    return declared, ""
