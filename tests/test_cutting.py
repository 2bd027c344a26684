"""Where an answer is cut: after so many rows, whatever its values hold, in every format."""

from __future__ import annotations

import csv
import io
import json
import time
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uniongraph import sparql
from uniongraph.sparql.cutting import Cut, Cutter, Limits

EX = "http://example.org/"
TABLE = "SELECT ?n ?o { ?n <http://example.org/p> ?o } ORDER BY ?n"
VALUES = ['"', '}},{"x":{"type"', "</result><result>", "a\r\nb", "\n", "", "\\", '""', "<result>", "{", "\t"]


def stored(values: list[str]) -> ox.Store:
    """Return a store of numbered values."""
    store = ox.Store()
    store.extend(
        ox.Quad(ox.NamedNode(f"{EX}{n:03}"), ox.NamedNode(f"{EX}p"), ox.Literal(each))
        for n, each in enumerate(values)
    )
    return store


def written(store: ox.Store, query: str, form: str, limits: Limits) -> tuple[bytes, str | None]:
    """Return what is written of an answer, and what the cut says where it was cut."""
    output = io.BytesIO()
    try:
        sparql.write(sparql.evaluate(store, query), form, output, limits=limits)
    except Cut as cut:
        return output.getvalue(), str(cut)
    return output.getvalue(), None


@given(st.lists(st.text() | st.sampled_from(VALUES), min_size=1, max_size=12), st.integers(0, 12))
@settings(max_examples=200, deadline=None)
def test_as_many_rows_as_the_limit_says_are_written(values: list[str], limit: int) -> None:
    """What is cut is the beginning of the whole and holds exactly the rows that are let through."""
    store = stored(values)
    for form in sparql.RESULTS:
        full, _ = written(store, TABLE, form, Limits())
        part, cut = written(store, TABLE, form, Limits(rows=limit))
        assert full.startswith(part)
        if limit >= len(values):
            assert (part, cut) == (full, None)
            continue
        assert cut == f"the answer is cut off after {limit} rows"
        assert part + _end(store, form, limit) == full


def _end(store: ox.Store, form: str, limit: int) -> bytes:
    """Return what the engine writes of the rows behind the limit and after them."""
    full, _ = written(store, TABLE, form, Limits())
    first, _ = written(store, f"{TABLE} LIMIT {limit}", form, Limits())
    if form in {"csv", "tsv"}:
        return full[len(first) :]
    close = {"json": b"]}}", "xml": b"</results></sparql>"}[form]
    before = first.removesuffix(close) + (b"," if form == "json" and limit else b"")
    assert full.startswith(before)
    return full[len(before) :]


@pytest.mark.parametrize("form", ["json", "xml", "rdfxml", "jsonld"])
def test_what_is_cut_is_never_whole(form: str) -> None:
    """In the formats that have an end, what was cut does not parse."""
    query = TABLE if form in sparql.RESULTS else "CONSTRUCT { ?n ?p ?o } { ?n ?p ?o }"
    for limits in (Limits(rows=3), Limits(bytes=400)):
        part, cut = written(stored(VALUES), query, form, limits)
        assert cut is not None
        with pytest.raises((ElementTree.ParseError, ValueError)):
            _parse(part, form)


def _parse(part: bytes, form: str) -> None:
    if "json" in form:
        json.loads(part)
    else:
        ElementTree.fromstring(part)  # noqa: S314 (our own)


@given(st.binary(max_size=200), st.integers(1, 40))
def test_pieces_do_not_matter(answer: bytes, size: int) -> None:
    """However the engine cuts its answer into pieces, the same comes out, and nothing breaks on what is no answer."""
    for form in sparql.RESULTS:
        once, many = (
            _through([answer], form),
            _through([answer[n : n + size] for n in range(0, len(answer), size)], form),
        )
        assert once == many


def _through(pieces: list[bytes], form: str) -> bytes:
    output = io.BytesIO()
    cutter = Cutter(output, form, Limits(rows=2))
    try:
        for piece in pieces:
            cutter.write(piece)
        cutter.close()
    except Cut:
        pass
    return output.getvalue()


def test_bytes_are_counted_too() -> None:
    """No byte more than the limit is written."""
    full, _ = written(stored(VALUES), TABLE, "csv", Limits())
    assert written(stored(VALUES), TABLE, "csv", Limits(bytes=50)) == (
        full[:50],
        "the answer is cut off after 50 bytes",
    )
    assert written(stored(VALUES), TABLE, "csv", Limits(bytes=len(full))) == (full, None)
    assert len(list(csv.reader(io.StringIO(full.decode())))) == len(VALUES) + 1


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_long_string_is_looked_at_once(form: str) -> None:
    """Two megabytes in one cell, in the pieces the engine writes: no second each time the string grows."""
    output = io.BytesIO()
    cutter = Cutter(output, form, Limits(rows=10))
    begin = {"json": b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":"', "csv": b'a\r\n"'}[form]
    pieces = [begin, *[b"a" * 8192] * 256, b'"']
    started = time.perf_counter()
    for piece in pieces:
        cutter.write(piece)
    cutter.close()
    assert time.perf_counter() - started < 2
    assert output.getvalue() == b"".join(pieces)
