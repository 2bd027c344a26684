"""What the tests of reconciliation share: the shipped release with its indexes, the W3C's schemas, the spreadsheet."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from hosting import send
from published import published
from uniongraph.answers import preparing

if TYPE_CHECKING:
    from hosting import Site
    from uniongraph.release import Release

__all__ = ["FOLDER", "Row", "faults", "others", "prepared", "results", "spreadsheet"]

FOLDER = Path(__file__).parent / "reconciliation"


class Row(NamedTuple):
    """A row of somebody's spreadsheet: a name as it stands there, the district if it says one, and the name it means."""

    name: str
    district: str
    meant: str


def spreadsheet() -> list[Row]:
    """Return the 58 rows of the spreadsheet."""
    with (FOLDER / "spreadsheet.csv").open(encoding="utf-8", newline="") as file:
        return [Row(*each.values()) for each in csv.DictReader(file)]


def others() -> list[str]:
    """Return names that are none of ours, though some are close."""
    with (FOLDER / "others.csv").open(encoding="utf-8", newline="") as file:
        return [each["单位名称"] for each in csv.DictReader(file)]


@cache
def prepared() -> Release:
    """Return the shipped release with its indexes of names."""
    release = published()
    preparing.prepare(release, [])
    return release


@cache
def _schemas() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in (FOLDER / "schemas").glob("*.json")}


@cache
def _registry() -> Registry[Any]:
    held = [(each["$id"], DRAFT7.create_resource(each)) for each in _schemas().values()]
    return Registry().with_resources(held)


def faults(schema: str, message: object) -> list[str]:
    """Return what a message breaks of one of the specification's schemas."""
    found = Draft7Validator(_schemas()[schema], registry=_registry()).iter_errors(message)
    return [f"{'/'.join(map(str, each.path))}: {each.message}" for each in found]


def results(site: Site, queries: dict[str, Any]) -> dict[str, Any]:
    """Return what a batch of queries is answered with, as a form asks; question and answer are valid by the schemas."""
    assert faults("reconciliation-query-batch", queries) == []
    response = send(site, "POST", "/reconcile", data={"queries": json.dumps(queries, ensure_ascii=False)})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    assert faults("reconciliation-result-batch", found) == []
    assert list(found) == list(queries)
    return {key: each["result"] for key, each in found.items()}
