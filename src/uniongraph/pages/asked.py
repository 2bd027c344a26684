"""The pages of a service's own surface: the list of prepared queries, each of them, the endpoint, and what went wrong.

They are made of values that the service holds already. Those that read the store are made where it is read (`views`).
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from uniongraph import sparql
from uniongraph.iris import BASE, PREFIXES
from uniongraph.pages.faults import Failure
from uniongraph.pages.rendering import BUILT, render
from uniongraph.pages.tables import Table, bars

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uniongraph.pages.frame import Frame
    from uniongraph.pages.tables import Concepts
    from uniongraph.queries import Query

__all__ = ["Shown", "endpoint", "failure", "queries", "query"]

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


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of a prepared query is about: the query, the values for it, and what its fields offer, by their names.

    ``text`` is the query as it is run with the values, ``address`` where a program asks for the same, as the client of
    the service knows it; ``view`` is "table" or "chart".
    """

    query: Query
    values: Mapping[str, str]
    choices: Concepts
    text: str
    address: str
    view: str = "table"


def queries(frame: Frame, held: Mapping[str, Query]) -> str:
    """Return the page that lists the prepared queries by what they are about."""
    tags = sorted({tag for each in held.values() for tag in each.tags})
    groups = [(tag, [each for each in held.values() if tag in each.tags]) for tag in tags]
    if untagged := [each for each in held.values() if not each.tags]:
        groups.append(("", untagged))
    return _page("queries.html", frame, groups=groups)


def query(frame: Frame, shown: Shown, found: Table | Failure | None, beside: Mapping[str, str]) -> str:
    """Return the page of a prepared query: its form, and its answer or what is wrong with the values.

    ``beside`` are the addresses of the pages before and after this one.
    """
    path, form = f"/queries/{quote(shown.query.name)}", sparql.form(shown.query.text)
    is_sheet = form == "select" and frame.to.is_live
    sheet = frame.to.plain(path, **shown.values, format="spreadsheet") if is_sheet else None
    wrong = found.members.get("parameter") if isinstance(found, Failure) else None
    drawn = bars(found, shown.query.chart) if isinstance(found, Table) else []
    here = {name: value for name, value in frame.values if value.strip() and name != "view"}
    views = [(each, frame.to.to(frame.here, **here, view=each)) for each in ("table", "chart")]
    return _page(
        "query.html",
        frame,
        found=found,
        shown=shown,
        query=shown.query,
        formats=_offered(frame, path, shown.values, form),
        sheet=sheet,
        wrong=wrong,
        bars=drawn,
        views=views if drawn else [],
        is_chart=bool(drawn) and shown.view == "chart",
        command=_command(shown, form),
        beside=beside,
    )


def _command(shown: Shown, form: str | None) -> str:
    """Return the line for a shell that gets the answer in the first format that is a table of text, or a graph."""
    name = "csv" if form == "select" else sparql.formats(form)[0].name
    mark = "&" if shown.values else "?"
    return f"curl {shlex.quote(f'{shown.address}{mark}format={name}')}"


def endpoint(frame: Frame, text: str, found: Table | Failure | None, services: Sequence[str] = ()) -> str:
    """Return the page of the endpoint: a field for a query, and its answer or what is wrong with it.

    ``services`` says which answers of others that one rests on.
    """
    is_table = isinstance(found, Table)
    offered = _offered(frame, "/sparql", {"query": text}, sparql.form(text)) if is_table else []
    settings = _settings(frame) if (BUILT / "sparql.js").is_file() else None
    shown = {"text": text or _EXAMPLE, "formats": offered, "services": services}
    return _page("sparql.html", frame, found=found, settings=settings, **shown)


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


def _offered(
    frame: Frame, path: str, values: Mapping[str, str], form: str | None
) -> list[tuple[sparql.Format, str]]:
    """Return the formats an answer can be had in, each with the address that gives it."""
    return [(each, frame.to.plain(path, **values, format=each.name)) for each in sparql.formats(form)]
