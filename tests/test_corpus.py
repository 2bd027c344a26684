"""The queries that only make sense over many documents, over the small corpus of golden cases: nine of one invented city.

``answers-corpus/NAME.csv`` is the answer to each; ``--bless`` writes it anew, and it is then to be checked against the documents.
"""

from __future__ import annotations

import atexit
import csv
import io
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

import acted
from uniongraph import builder, files, queries

if TYPE_CHECKING:
    from uniongraph.release import Release

HERE = Path(__file__).parent
ANSWERS = HERE / "answers-corpus"
DOCUMENTS = sorted((HERE / "cases").glob("corpus-*/source.*"))
PREPARED = queries.load(files.folder("queries"))
CORPUS = [name for name, query in PREPARED.items() if "corpus" in query.tags]
REQUIRED = {"organization-honours": {"organization": "望海区总工会"}}


@cache
def corpus() -> Release:
    """Return a release of the small corpus, in a folder that goes away with the process."""
    root = Path(tempfile.mkdtemp(prefix="uniongraph-corpus-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    built = builder.build(DOCUMENTS, output=root, jobs=1)
    assert not built.skipped
    return built.release


def answer(name: str, values: dict[str, str]) -> str:
    """Return the answer of the corpus to a prepared query, as CSV."""
    release = corpus()
    solutions = queries.ask(release.open_store(), PREPARED[name], values, base=release.manifest.base)
    assert isinstance(solutions, ox.QuerySolutions)
    stream = io.BytesIO()
    solutions.serialize(stream, ox.QueryResultsFormat.CSV)
    return stream.getvalue().decode().replace("\r\n", "\n")


def rows(name: str, values: dict[str, str]) -> list[dict[str, str]]:
    """Return the rows of an answer, as text."""
    return list(csv.DictReader(io.StringIO(answer(name, values))))


def test_every_corpus_query_has_its_answer() -> None:
    """Each query with the tag ``corpus`` has an answer, and no other file stands there."""
    assert len(CORPUS) >= 8
    assert len(DOCUMENTS) == 9
    assert set(CORPUS) == {path.stem for path in ANSWERS.glob("*.csv")}


@pytest.mark.parametrize("name", CORPUS)
def test_the_answer_over_the_corpus(name: str, *, blessing: bool) -> None:
    """The answer is the one that was checked against the nine documents, row for row, in its order."""
    path, found = ANSWERS / f"{name}.csv", answer(name, REQUIRED.get(name, {}))
    if blessing:
        path.write_text(found, "utf-8", newline="")
    assert path.is_file(), f"{path.name} is missing: look at the answer, then run pytest --bless"
    assert found == path.read_text("utf-8")


NARROWED = [
    ("organization-honours", {"organization": "泊洲市第三人民医院工会"}, 3),
    ("organization-honours", {"organization": "泊洲市总工会"}, 0),
    ("organization-honours", {"organization": '" } #'}, 0),
    ("programme-editions", {"called": "泊洲市职工服务创新案例"}, 4),
    ("programme-editions", {"called": "泊洲市"}, 0),
    ("first-time-winners", {"year": "2018"}, 6),
    ("first-time-winners", {"year": "2019"}, 4),
    ("first-time-winners", {"year": "2020"}, 1),
    ("first-time-winners", {"year": "2021"}, 1),
    ("first-time-winners", {"year": "2022"}, 0),
    ("co-recipients", {"organization": "望海区总工会"}, 2),
    ("co-recipients", {"organization": "清浦县总工会"}, 0),
    ("issuers-by-year", {"year": "2019"}, 1),
    ("issuers-by-year", {"year": "2018"}, 0),
    ("person-honours", {"unit": "纺织"}, 1),
    ("person-honours", {"year": "2020"}, 4),
    ("person-honours", {"year": "2021"}, 0),
    ("later-acts", {"document": "https://w3id.org/uniongraph/id/doc/pogongfa-2020-21"}, 1),
    ("later-acts", {"document": "https://w3id.org/uniongraph/id/doc/pogongfa-2021-18"}, 2),
    ("later-acts", {"document": "https://w3id.org/uniongraph/id/doc/none"}, 0),
]


@pytest.mark.parametrize(
    ("name", "values", "count"), NARROWED, ids=[f"{row[0]}-{number}" for number, row in enumerate(NARROWED)]
)
def test_parameters_narrow_the_answer(name: str, values: dict[str, str], count: int) -> None:
    """Each parameter narrows the answer to as many rows as the documents give."""
    assert len(rows(name, values)) == count


def test_an_act_is_followed_to_the_award_it_is_about() -> None:
    """Where the conferral is concluded, the row of the revocation names it: the second prize of 2019 that was taken back."""
    store = ox.Store()
    store.bulk_extend(acted.described())
    ontology = ox.NamedNode("https://w3id.org/uniongraph/graph/ontology")
    store.bulk_load(path=files.folder("ontology") / "uniongraph.ttl", to_graph=ontology)
    solutions = queries.ask(store, PREPARED["later-acts"], {})
    assert isinstance(solutions, ox.QuerySolutions)
    found = {str(row["title"].value): row["conferral"] for row in solutions if row["title"] is not None}
    assert str(found["15分钟理发角"]).startswith(
        "<https://w3id.org/uniongraph/id/conferral/pogongfa-2020-21/"
    )
