"""End to end: somebody's spreadsheet reconciled over HTTP, by the client ``reconciler`` and in the way OpenRefine calls."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, urlencode

import httpx
import pandas as pd
import pytest
from reconciler import reconcile, webutils

from hosting import Site, hosted, send
from reconciled import FOLDER, Row, faults, others, prepared, spreadsheet

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = spreadsheet()
LEAST = 0.97
"""Of the names, so many are found first at least."""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Give a server of the shipped release with its indexes."""
    release = prepared()
    with hosted(release.store_folder(), derived=release.derived) as site:
        yield site
    webutils.http.close()  # the client keeps its connections for as long as the process lives


def test_the_spreadsheet_has_each_organization_of_the_decision_once_and_damaged() -> None:
    """58 names, most of them unlike the printed one: blanks, other brackets, no district, traditional characters."""
    assert len({row.meant for row in ROWS}) == len({row.name for row in ROWS}) == 58
    assert all(row.name != row.meant for row in ROWS)
    written = "\n".join(row.name for row in ROWS)
    assert all(
        re.search(pattern, written)
        for pattern in ("[ \u00a0\u3000]", r"[()]", "[會區鎮總]", "[０-９]", "[Ａ-Ｚ]")
    )
    assert sum(row.meant.endswith(row.name) for row in ROWS) >= 10


# ---------------------------------------------------------------------------------------------- the client reconciler


def reconciled(site: Site, *, with_district: bool) -> pd.DataFrame:
    """Return what the client makes of the spreadsheet: for each name its best candidate."""
    sheet = pd.read_csv(FOLDER / "spreadsheet.csv", keep_default_na=False)
    found = reconcile(
        sheet["单位名称"],
        type_id="Organization",
        property_mapping={"territory": sheet["所在区"]} if with_district else None,
        reconciliation_endpoint=f"http://127.0.0.1:{site.port}/reconcile",
    )
    return found.merge(sheet, left_on="input_value", right_on="单位名称", validate="one_to_one")


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # the client's own, of pandas
@pytest.mark.parametrize("with_district", [False, True])
def test_the_client_finds_what_each_name_means(
    site: Site,
    capsys: pytest.CaptureFixture[str],
    with_district: bool,
) -> None:
    """At least 97 of 100 first, and none of those that are called a match is another organization."""
    found = reconciled(site, with_district=with_district)
    assert len(found) == 58
    right = found["name"] == found["登记名称"]
    matched = found["match"].astype(bool)
    with capsys.disabled():
        print(
            f"\nreconciled by {'name and district' if with_district else 'name'}: "
            f"recall@1 {right.mean():.3f}, {matched.sum()} of 58 a match, {(matched & ~right).sum()} false"
        )
    assert right.mean() >= LEAST, found.loc[~right, ["input_value", "name"]]
    assert not (matched & ~right).any()
    assert matched.sum() >= 30


def test_names_that_are_none_of_ours_are_no_match(site: Site) -> None:
    """Enterprises for their unions, other branches, other districts, other towns of a name."""
    queries = {
        f"q{number}": {"query": name, "type": "UnionOrganization"} for number, name in enumerate(others())
    }
    response = send(site, "POST", "/reconcile", data={"queries": json.dumps(queries)})
    matched = [
        (queries[key]["query"], each["name"])
        for key, result in response.json().items()
        for each in result["result"]
        if each["match"]
    ]
    assert len(queries) == 20
    assert matched == []


# ---------------------------------------------------------------------------------------------- the way OpenRefine calls


class Refine:
    """Calls a service as OpenRefine does: its server posts forms, its pages in the browser load scripts.

    It reads the manifest first, and from then on follows the addresses that stand in it.
    """

    def __init__(self, endpoint: str, client: httpx.Client) -> None:
        self.endpoint = endpoint
        self.client = client
        self.manifest = self.script(endpoint)

    def script(self, address: str, **said: str) -> Any:  # noqa: ANN401 (JSON)
        """Return what a script that the page loads gives to its function, as jQuery does it."""
        said = {"callback": "jQuery35106_1", **said, "_": "1764300000000"}
        response = self.client.get(f"{address}{'&' if '?' in address else '?'}{urlencode(said)}")
        assert response.status_code == 200, response.text
        assert response.headers["content-type"].startswith("application/javascript")
        found = re.fullmatch(r"/\*\*/jQuery35106_1\((.*)\);", response.text, re.DOTALL)
        assert found
        return json.loads(found[1])

    def form(self, name: str, value: object) -> Any:  # noqa: ANN401 (JSON)
        """Return what is answered to a form with one field."""
        body = f"{name}={quote_plus(json.dumps(value, ensure_ascii=False))}"
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        response = self.client.post(self.endpoint, content=body.encode(), headers=kind)
        assert response.status_code == 200, response.text
        return response.json()

    def guess_types(self, names: list[str]) -> list[str]:
        """Return the types of the first candidates of the first names, those most often found first."""
        found = self.form("queries", {f"q{n}": {"query": name, "limit": 3} for n, name in enumerate(names)})
        types = [
            each["id"] for held in found.values() for result in held["result"] for each in result["type"]
        ]
        return sorted(set(types), key=lambda each: -types.count(each))

    def column(self, rows: list[Row], kind: str, property_: str) -> dict[str, dict[str, Any]]:
        """Return the candidate that each name of a column is matched with, the rows sent ten at a time."""
        matched = {}
        for begin in range(0, len(rows), 10):
            queries = {}
            for number, row in enumerate(rows[begin : begin + 10]):
                given = [{"pid": property_, "v": row.district}] if row.district else []
                queries[f"q{number}"] = {
                    "query": row.name,
                    "type": kind,
                    "type_strict": "should",
                    "properties": given,
                }
            assert faults("reconciliation-query-batch", queries) == []
            found = self.form("queries", queries)
            assert faults("reconciliation-result-batch", found) == []
            for number, row in enumerate(rows[begin : begin + 10]):
                best = found[f"q{number}"]["result"][0]
                assert isinstance(best["type"], list)
                matched[row.name] = best
        return matched

    def suggest(self, kind: str, prefix: str) -> list[dict[str, Any]]:
        """Return what is suggested for the beginning of a name."""
        said = self.manifest["suggest"][kind]
        found: list[dict[str, Any]] = self.script(said["service_url"] + said["service_path"], prefix=prefix)[
            "result"
        ]
        return found

    def flyout(self, kind: str, id_: str) -> str:
        """Return the HTML that is shown beside a suggestion."""
        said = self.manifest["suggest"][kind]
        address = said["flyout_service_url"] + said["flyout_service_path"].replace("${id}", quote_plus(id_))
        html: str = self.script(address)["html"]
        return html


@pytest.fixture
def refine(site: Site) -> Iterator[Refine]:
    """Give what calls the service as OpenRefine does."""
    with httpx.Client(headers={"User-Agent": "OpenRefine 3.8", "Accept": "*/*"}, timeout=30) as client:
        yield Refine(f"http://127.0.0.1:{site.port}/reconcile", client)


def test_openrefine_reconciles_and_extends_a_column(refine: Refine) -> None:
    """The whole way: register, guess a type, choose a property, reconcile, look at a candidate, search by hand, add columns."""
    assert faults("manifest", refine.manifest) == []
    assert set(refine.guess_types([row.name for row in ROWS[:10]])[:2]) == {
        "UnionOrganization",
        "Organization",
    }
    property_ = refine.suggest("property", "所在区划")[0]["id"]

    matched = refine.column(ROWS, "UnionOrganization", property_)
    right = [row for row in ROWS if matched[row.name]["name"] == row.meant]
    assert len(right) / len(ROWS) >= LEAST
    assert not [row for row in ROWS if matched[row.name]["match"] and row not in right]

    best = matched[ROWS[0].name]["id"]
    for template in (refine.manifest["view"]["url"], refine.manifest["preview"]["url"]):
        response = refine.client.get(
            template.replace("{{id}}", quote_plus(best)), headers={"Accept": "text/html"}
        )
        assert response.status_code == 200
        assert ROWS[0].meant in response.text
    by_hand = refine.suggest("entity", "顾村")[0]
    assert by_hand["name"] in refine.flyout("entity", by_hand["id"])

    proposing = refine.manifest["extend"]["propose_properties"]
    proposed = refine.script(
        proposing["service_url"] + proposing["service_path"], type="UnionOrganization", limit="50"
    )
    columns = [each["id"] for each in proposed["properties"]]
    assert {"unionKind", "territory", "hostOrganization", "awards"} <= set(columns)
    ids = sorted({each["id"] for each in matched.values()})
    extended: dict[str, Any] = {}
    for begin in range(0, len(ids), 10):
        query = {
            "ids": ids[begin : begin + 10],
            "properties": [{"id": "unionKind"}, {"id": "honouredFor", "settings": {"limit": 1}}],
        }
        found = refine.form("extend", query)
        assert faults("data-extension-response", found) == []
        extended |= found["rows"]
    assert list(extended) == ids
    assert all(row["unionKind"] and len(row["honouredFor"]) == 1 for row in extended.values())


def test_the_files_are_as_a_spreadsheet_saves_them() -> None:
    """UTF-8, a header, as many cells in each row."""
    for name in ("spreadsheet.csv", "others.csv"):
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            assert len({len(row) for row in csv.reader(file)}) == 1
