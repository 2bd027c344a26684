"""One prepared query put to one release, for those who write Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uniongraph import answers, files, queries

if TYPE_CHECKING:
    from uniongraph.queries import Query
    from uniongraph.release import Release
    from uniongraph.sparql import Answer

__all__ = ["ask", "prepared"]


def ask(release: Release, name: str, **values: str | int) -> Answer:
    """Return the answer of a release to a prepared query, with values for its parameters.

    A SELECT gives rows whose cells are found by the name of their variable: ``row["district"].value``. Raises
    QueryError where there is no such query or parameter, or a value does not fit; it names the nearest, or an example.
    """
    return answers.ask(release, prepared(name), {key: str(value) for key, value in values.items()})


def prepared(name: str) -> Query:
    """Return one shipped query by its name, reading its file alone; QueryError names the nearest where there is none."""
    folder = files.folder("queries")
    if name in {path.stem for path in folder.glob("*.rq")}:
        return queries.read(folder / f"{name}.rq")
    return queries.find(queries.load(folder), name)
