"""The pages of a service's own surface: the list of prepared queries, each of them, the endpoint, and what went wrong.

They are made of values that the service holds already. Those that read the store are made where it is read (`views`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from uniongraph import sparql
from uniongraph.iris import BASE, PREFIXES
from uniongraph.pages.faults import Failure
from uniongraph.pages.rendering import BUILT, render
from uniongraph.pages.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uniongraph.pages.frame import Frame
    from uniongraph.pages.tables import Concepts
    from uniongraph.queries import Query

__all__ = ["endpoint", "failure", "queries", "query"]

_EXAMPLE = f"""\
PREFIX skos: <{PREFIXES["skos"]}>
PREFIX ug: <{PREFIXES["ug"]}>

SELECT ?case ?title WHERE {{
  ?case a ug:Case ; skos:prefLabel ?title
}}
ORDER BY ?title
LIMIT 20
"""
"""What stands in the field for a query before anything else does: a beginning that can be run."""


def queries(frame: Frame, held: Mapping[str, Query], concepts: Concepts) -> str:
    """Return the page that lists the prepared queries with a form for each."""
    return _page("queries.html", frame, queries=held.values(), concepts=concepts)


def query(
    frame: Frame,
    query: Query,
    values: Mapping[str, str],
    *,
    concepts: Concepts,
    found: Table | Failure | None,
    beside: Mapping[str, str],
) -> str:
    """Return the page of a prepared query: its form, and its answer or what is wrong with the values.

    ``beside`` are the addresses of the pages before and after this one.
    """
    address = f"{frame.to.root}/queries/{quote(query.name)}"
    offered = _offered(address, values, sparql.form(query.text))
    return _page(
        "query.html",
        frame,
        query=query,
        values=values,
        concepts=concepts,
        found=found,
        formats=offered,
        beside=beside,
    )


def endpoint(frame: Frame, text: str, found: Table | Failure | None) -> str:
    """Return the page of the endpoint: a field for a query, and its answer or what is wrong with it."""
    is_table = isinstance(found, Table)
    offered = _offered(f"{frame.to.root}/sparql", {"query": text}, sparql.form(text)) if is_table else []
    settings = _settings(frame) if (BUILT / "sparql.js").is_file() else None
    return _page("sparql.html", frame, text=text or _EXAMPLE, found=found, formats=offered, settings=settings)


def _settings(frame: Frame) -> dict[str, object]:
    """Return what the scripts of the query page must know: they hold no address themselves."""
    return {
        "endpoint": f"{frame.to.root}/sparql",
        "queries": f"{frame.to.root}/queries",
        "language": frame.language,
        "chosen": frame.to.language,
        "root": frame.to.root,
        "bases": [frame.to.base, BASE],
        "prefixes": PREFIXES,
        "union": frame.union,
    }


def failure(frame: Frame, failed: Failure) -> str:
    """Return the page that says what went wrong."""
    return _page("failure.html", frame, found=failed)


def _page(template: str, frame: Frame, *, found: Table | Failure | None = None, **values: Any) -> str:  # noqa: ANN401
    failed = found if isinstance(found, Failure) else None
    answer = found if isinstance(found, Table) else None
    return render(template, frame.language, **values, frame=frame, to=frame.to, failed=failed, answer=answer)


def _offered(address: str, values: Mapping[str, str], form: str | None) -> list[tuple[sparql.Format, str]]:
    """Return the formats an answer can be had in, each with the address that gives it."""
    return [
        (each, f"{address}?{urlencode({**values, 'format': each.name})}") for each in sparql.formats(form)
    ]
