"""Every prepared query gives, on the shipped decision, exactly the answer that was checked against the paper."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest

from published import published
from uniongraph import files, grammar, queries

ANSWERS = Path(__file__).parent / "answers"
PREPARED = queries.load(files.folder("queries"))

STATED = [
    ("CQ01 who won the special prize", "winners", {}, 1),
    ("CQ02 every award in document order", "awards", {}, 61),
    ("CQ03 categories, cases and recipients of each tier", "tier-counts", {}, 3),
    ("CQ04 organizations in more than one tier", "multi-tier-organizations", {}, 3),
    ("CQ05 joint awards with their order", "joint-awards", {}, 2),
    ("CQ06 categories that are the case", "single-case-categories", {}, 17),
    ("CQ07 awards of each district", "awards-by-district", {}, 16),
    ("CQ08 subdistrict and town federations with codes", "federations", {}, 18),
    ("CQ09 cases about Internet+", "cases-by-topic", {}, 9),
    ("CQ10 kinds of union by tier", "union-kinds-by-tier", {}, 20),
    ("CQ11 cases about organizing, by industry or in general", "cases-by-topic", {"topic": "organizing"}, 9),
    ("CQ12 number, type, issuer and notice", "documents", {}, 1),
    ("CQ13 the stages in order", "evaluation-stages", {}, 4),
    ("CQ14 the criteria", "evaluation-criteria", {}, 6),
    ("CQ15 ways in, applications, share", "application-share", {}, 1),
    (
        "CQ16 evidence for an organization",
        "organization-evidence",
        {"organization": "黄浦区南京东路街道总工会"},
        2,
    ),
    ("CQ17 corrections", "corrections", {}, 6),
    ("CQ18 titles that differ between body and annex", "title-variants", {}, 1),
    ("CQ19 declared numbers that disagree", "count-mismatches", {}, 2),
    ("CQ20 what to review first", "review-first", {}, 3),
    ("CQ21 unions with a host", "host-organizations", {}, 27),
    ("CQ22 links to outside datasets", "outside-links", {}, 52),
    ("CQ23 cases on domestic service", "search-awards", {}, 2),
    ("CQ24 everything inside Xuhui", "awards-in-division", {"division": "310104"}, 4),
    ("CQ25 names without the registered name", "names-unlike-register", {}, 1),
    ("CQ26 one corporate family", "corporate-families", {}, 1),
    ("CQ27 what is inferred", "inferred-statements", {}, 6),
    ("CQ28 the file that was read", "sources", {}, 1),
]
"""The competency questions, the query that answers each, and how many rows it must give."""


def answer(name: str, values: dict[str, str]) -> list[dict[str, str]]:
    """Return the rows that a prepared query gives, as text."""
    return list(csv.DictReader(io.StringIO(_table(name, values), newline="")))


def _table(name: str, values: dict[str, str]) -> str:
    release = published()
    solutions = queries.ask(release.open_store(), PREPARED[name], values, base=release.manifest.base)
    assert isinstance(solutions, ox.QuerySolutions)
    stream = io.BytesIO()
    solutions.serialize(stream, ox.QueryResultsFormat.CSV)
    return stream.getvalue().decode().replace("\r\n", "\n")


def test_every_query_has_its_answer() -> None:
    """Each file of queries/ has its expected answer beside the tests, and nothing else does."""
    assert PREPARED.keys() == {path.stem for path in ANSWERS.glob("*.csv")}


@pytest.mark.parametrize("name", PREPARED)
def test_the_whole_answer(name: str, *, blessing: bool) -> None:
    """The answer with the defaults of the query is the expected one, row for row, in its order.

    A query with a required parameter is asked with its example.
    """
    required = {each.name: each.example for each in PREPARED[name].parameters if each.required}
    if blessing:
        (ANSWERS / f"{name}.csv").write_text(_table(name, required), "utf-8", newline="")
    with (ANSWERS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert answer(name, required) == list(csv.DictReader(file))


@pytest.mark.parametrize(("question", "name", "values", "rows"), STATED, ids=[row[0][:4] for row in STATED])
def test_competency_question(question: str, name: str, values: dict[str, str], rows: int) -> None:
    """Each competency question is answered with as many rows as the decision really gives."""
    assert len(answer(name, values)) == rows, question


def test_every_query_answers_a_question() -> None:
    """A prepared query answers a competency question, is one of the tables of a CSV export, or is about a corpus."""
    corpus = {name for name, query in PREPARED.items() if "corpus" in query.tags}
    assert PREPARED.keys() == {row[1] for row in STATED} | {"organizations", "categories"} | corpus


def test_awards_equal_the_table_made_by_hand() -> None:
    """The 61 rows of ``awards`` are the 60 entries of the table that was checked against the file, in its order."""
    expected = []
    with (Path(__file__).parent / "data" / "seed-cases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for order, recipient in enumerate(row["recipients"].split("|"), start=1):
                expected.append(
                    (
                        row["tier_no"],
                        row["category_no"],
                        grammar.tidy_title(row["category_label"]),
                        row["case_no"],
                        grammar.tidy_title(row["case_title_as_printed"]),
                        str(order),
                        grammar.tidy_name(recipient),
                    )
                )
    columns = ("rank", "categoryNumber", "category", "caseNumber", "title", "order", "recipient")
    assert [tuple(row[column] for column in columns) for row in answer("awards", {})] == expected


NARROWED = [
    ("winners", {"kind": "nomination"}, 30),
    ("winners", {"kind": "main", "year": "2017"}, 30),
    ("winners", {"year": "2016"}, 0),
    ("awards", {"year": "2016"}, 0),
    ("awards", {"document": "https://w3id.org/uniongraph/id/doc/hugongzongji-2018-133"}, 61),
    ("awards", {"document": "https://w3id.org/uniongraph/id/doc/none"}, 0),
    ("awards-by-district", {"level": "town"}, 10),
    ("awards-by-district", {"level": "municipality"}, 1),
    ("federations", {"kind": "town-federation"}, 10),
    ("federations", {"kind": "subdistrict-federation"}, 8),
    ("cases-by-topic", {"topic": "industry-organizing"}, 6),
    ("organization-evidence", {"organization": "上海市总工会"}, 1),
    ("organization-evidence", {"organization": '" } SELECT * { ?s ?p ?o } #'}, 0),
    ("review-first", {"below": "60"}, 1),
    ("host-organizations", {"kind": "institution-union"}, 5),
    ("outside-links", {"dataset": "http://www.wikidata.org/entity/"}, 20),
    ("outside-links", {"dataset": "https://sws.geonames.org/"}, 20),
    ("search-awards", {"keyword": "o2o"}, 1),
    ("search-awards", {"keyword": "工会联合会"}, 7),
    ("awards-in-division", {"division": "310104003"}, 1),
    ("awards-in-division", {"division": "310000"}, 29),
    ("tier-counts", {"year": "2017"}, 3),
    ("corrections", {"document": "https://w3id.org/uniongraph/id/doc/none"}, 0),
]


@pytest.mark.parametrize(
    ("name", "values", "rows"), NARROWED, ids=[f"{row[0]}-{i}" for i, row in enumerate(NARROWED)]
)
def test_parameters_narrow_the_answer(name: str, values: dict[str, str], rows: int) -> None:
    """A parameter narrows what is found: a value is a term that must match, never a piece of query."""
    assert len(answer(name, values)) == rows
