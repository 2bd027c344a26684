"""The tables described for programs (CSVW): every column told, and the tables are what is said of them."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import csvw  # type: ignore[import-untyped]
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from hosting import Site, hosted, send
from published import published
from uniongraph import builder, exports, files, queries, release
from uniongraph.cli import main
from uniongraph.errors import QueryError
from uniongraph.queries import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

QUERIES = queries.load(files.folder("queries"))
COLUMNS = columns.read(files.folder("queries") / "columns.csv")
CORPUS = Path(__file__).parent / "cases"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Give a server of the shipped decision with the prepared queries."""
    found = published()
    with hosted(found.store_folder(), QUERIES, facts=release.facts(found.manifest)) as running:
        yield running


def valid(path: Path) -> csvw.CSVW:
    """Return tables as the reader of another project reads them by their description, having found nothing to remark."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        found = csvw.CSVW(str(path), validate=True)
        rows = [list(table) for table in found.tables]
    told = [str(each.message) for each in [*said, *found.warnings] if each.category is not DeprecationWarning]
    assert told == []
    assert found.is_valid
    assert all(rows)
    return found


@pytest.mark.parametrize("name", QUERIES)
def test_every_column_of_every_query_is_told(name: str) -> None:
    """In two languages and with its datatype."""
    told = columns.describe(QUERIES[name], COLUMNS, "x.csv")
    answer = ox.Store().query(QUERIES[name].text)
    assert isinstance(answer, ox.QuerySolutions)
    assert [each["name"] for each in told["tableSchema"]["columns"]] == [
        each.value for each in answer.variables
    ]


def test_no_column_is_told_in_vain() -> None:
    """Each stands in an answer, and what is told for one query in that one's."""
    used = {
        (each["name"], name)
        for name, query in QUERIES.items()
        for each in columns.describe(query, COLUMNS, "")["tableSchema"]["columns"]
    }
    names = {name for name, _ in used}
    assert [key for key in COLUMNS if key not in used and (key[1] or key[0] not in names)] == []


@pytest.mark.parametrize("name", list(QUERIES))
def test_the_answers_are_what_is_said_of_them(name: str, tmp_path: Path) -> None:
    """Golden answers, over the shipped decision and over many, read by their description: every cell is of its datatype."""
    here = Path(__file__).parent
    for place in ("answers", "answers-corpus"):
        answer = here / place / f"{name}.csv"
        if not answer.is_file() or answer.read_bytes().count(b"\n") < 2:
            continue
        (tmp_path / f"{name}.csv").write_bytes(answer.read_bytes())
        path = tmp_path / f"{name}.csv-metadata.json"
        path.write_text(json.dumps(columns.describe(QUERIES[name], COLUMNS, f"{name}.csv")), "utf-8")
        valid(path)


def test_an_export_describes_its_tables(tmp_path: Path) -> None:
    """Four tables and one description, of the shipped decision; keys are unique, and what refers to a document finds it."""
    folder = tmp_path / "tables"
    done = CliRunner().invoke(
        main, ["export", "--release", str(published().folder), "--format", "csv", "--output", f"{folder}/"]
    )
    assert (done.exit_code, done.output) == (0, "")
    assert sorted(each.name for each in folder.iterdir()) == sorted(
        [*(f"{name}.csv" for name in exports.TABLES), "csv-metadata.json"]
    )
    found = valid(folder / "csv-metadata.json")
    assert found.t.check_referential_integrity()
    told = json.loads((folder / "csv-metadata.json").read_bytes())
    assert {each["url"] for each in told["tables"]} == {f"{name}.csv" for name in exports.TABLES}
    assert all(each["tableSchema"]["primaryKey"] for each in told["tables"])


def test_the_keys_of_the_tables_hold_over_many_documents(tmp_path: Path) -> None:
    """A corpus with persons, later acts and several editions."""
    texts = [CORPUS / name / "source.txt" for name in sorted(p.name for p in CORPUS.glob("corpus-*"))]
    built = builder.build([each for each in texts if each.is_file()], output=tmp_path / "out").release
    folder = tmp_path / "tables"
    folder.mkdir()
    for name in exports.TABLES:
        (folder / f"{name}.csv").write_bytes(exports.table(built, name))
    (folder / "csv-metadata.json").write_bytes(exports.tables())
    assert valid(folder / "csv-metadata.json").t.check_referential_integrity()
    for told in json.loads(exports.tables())["tables"]:
        lines = (folder / told["url"]).read_text("utf-8").splitlines()
        head = lines[0].split(",")
        key = [head.index(each) for each in told["tableSchema"]["primaryKey"]]
        rows = [tuple(row) for row in _cells(folder / told["url"])][1:]
        assert len({tuple(row[each] for each in key) for row in rows}) == len(rows), told["url"]


def _cells(path: Path) -> Iterator[list[str]]:
    import csv  # noqa: PLC0415 (beside the library of the same purpose)

    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


def test_no_table_says_what_the_graph_does_not() -> None:
    """A cell that is said to be the value of a property of the row's thing is so in the graph."""
    store = published().open_store()
    for told in json.loads(exports.tables())["tables"]:
        name = told["url"].removesuffix(".csv")
        about = told["tableSchema"]["aboutUrl"].strip("{+}")
        answer = store.query(QUERIES[name].text, use_default_graph_as_union=True)
        assert isinstance(answer, ox.QuerySolutions)
        said = [each for each in told["tableSchema"]["columns"] if "propertyUrl" in each]
        for row in answer:
            thing = row[about]
            assert isinstance(thing, ox.NamedNode)
            for each in said:
                value = row[each["name"]]
                if value is not None:
                    assert any(store.quads_for_pattern(thing, ox.NamedNode(each["propertyUrl"]), value))


# ---------------------------------------------------------------------------------------------- served


def test_a_served_table_leads_to_its_description(site: Site, tmp_path: Path) -> None:
    """By its header, with the values that were given; and the description names the table it is of."""
    path = "/queries/awards-in-division?division=310104&format=csv"
    got = send(site, "GET", path)
    link = got.headers["link"]
    assert link.endswith('>; rel="describedby"; type="application/csvm+json"')
    told = send(site, "GET", link.partition(">")[0].removeprefix("<"))
    assert told.headers["content-type"] == "application/csvm+json"
    assert told.json()["url"] == f"http://127.0.0.1:{site.port}{path}"
    (tmp_path / "t.csv").write_bytes(got.content)
    (tmp_path / "m.json").write_text(json.dumps({**told.json(), "url": "t.csv"}), "utf-8")
    valid(tmp_path / "m.json")


def test_a_page_of_a_table_leads_on_and_to_its_description(site: Site) -> None:
    """Both in one header; other formats lead to none."""
    link = send(site, "GET", "/queries/awards?limit=2&format=csv").headers["link"]
    assert 'rel="next"' in link
    assert 'rel="describedby"' in link
    assert "describedby" not in send(site, "GET", "/queries/awards?format=json").headers.get("link", "")
    assert send(site, "GET", "/queries/nothing.csv-metadata.json").status_code == 404


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "columns.csv:1: must begin with the columns"),
        ("a,,integer,,甲", "columns.csv:2: tells no column"),
        ("a,,number,,甲,a", "columns.csv:2: tells no column"),
        ("a,,integer,,,a", "columns.csv:2: tells no column"),
        ("a,,integer,x:y,甲,a", "columns.csv:2: 'x:y' is no property"),
        ("a,,integer,,甲,a\na,,string,,甲,a", "columns.csv:3: tells the column 'a' twice"),
    ],
)
def test_a_table_of_columns_that_is_none_is_refused(tmp_path: Path, rows: str, said: str) -> None:
    """With file and line."""
    path = tmp_path / "columns.csv"
    path.write_text(f"column,query,datatype,property,zh,en\n{rows}\n" if rows else "x\n", "utf-8")
    with pytest.raises(QueryError) as caught:
        columns.read(path)
    assert str(caught.value).startswith(said)
